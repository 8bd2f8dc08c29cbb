"""The index of people's words by keys that stand in the order of their list, so that it is read as far as a page alone. Frozen: later changes are migrations of their own."""

from peewee import Database, PostgresqlDatabase
from playhouse.migrate import SchemaMigrator

SQUASHED = "replace(replace(replace({r}given_name || ' ' || {r}family_name, '''', ''), '’', ''), '-', '')"
WORDS = "{r}given_name || ' ' || {r}family_name || ' ' || " + SQUASHED + ", {r}email || ' ' || {r}address || ' ' || {r}postcode, ''"
COLUMNS = "precinct_id, given_name, family_name, email, address, postcode, merged_into_id, active, confidential"


def letter(at: int) -> str:
    """The place of a letter of the family name, 1 to 26; 0 what stands before letters, or nothing; 27 what stands after them."""
    return f"max(0, min(27, coalesce(unicode(substr(lower({{r}}family_name), {at}, 1)), 0) - 96))"


def is_letter(at: int) -> str:
    """Whether it is one."""
    return f"({letter(at)} BETWEEN 1 AND 26)"


# Behind what is no letter others are not told apart, so that places stand in the order of names.
PLACE = f"({letter(1)} << 10) + {is_letter(1)} * (({letter(2)} << 5) + {is_letter(2)} * {letter(3)})"
STANDING = "({r}merged_into_id IS NOT NULL) * 4 + (NOT {r}active) * 2 + ({r}confidential <> 0)"
KEY = f"(({{r}}precinct_id << 45) + (({STANDING}) << 42) + (({PLACE}) << 27) + {{r}}id)"

INDEX = """CREATE VIRTUAL TABLE "person_search" USING fts5(title, body, secret, content='', tokenize='unicode61 remove_diacritics 2', prefix='1 2 3 4 5 6')"""
TAKEN_OUT = """INSERT INTO "person_search" ("person_search", rowid, title, body, secret) VALUES ('delete', {old_key}, {old})"""
PUT_IN = """INSERT INTO "person_search" (rowid, title, body, secret) VALUES ({new_key}, {new})"""
IN_FILE = (
    'DROP TRIGGER "person_search_insert"',
    'DROP TRIGGER "person_search_delete"',
    'DROP TRIGGER "person_search_update"',
    'DROP TABLE "person_search"',
    INDEX,
    """INSERT INTO "person_search" (rowid, title, body, secret) SELECT {key}, {words} FROM "person" ORDER BY 1""",
    """INSERT INTO "person_search" ("person_search", rank) VALUES ('secure-delete', 1)""",
    f"""CREATE TRIGGER "person_search_insert" AFTER INSERT ON "person" BEGIN {PUT_IN}; END""",
    f"""CREATE TRIGGER "person_search_delete" AFTER DELETE ON "person" BEGIN {TAKEN_OUT}; END""",
    f"""CREATE TRIGGER "person_search_update" AFTER UPDATE OF id, {COLUMNS} ON "person"
    WHEN ({{old_key}}, {{old}}) <> ({{new_key}}, {{new}}) BEGIN {TAKEN_OUT}; {PUT_IN}; END""",
)


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the index anew in a file; a server finds people by words in an index of its own."""
    if isinstance(db, PostgresqlDatabase):
        return
    told = {
        f"{row}{part}": text.format(r=row and f"{row.rstrip('_')}.")
        for row in ("", "old_", "new_")
        for part, text in (("key", KEY), ("words", WORDS))
    }
    for statement in IN_FILE:
        db.execute_sql(statement.format(**told, old=told["old_words"], new=told["new_words"]))
