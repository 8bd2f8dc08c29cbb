"""An index of words for every kind of record one searches, and indexes for the lists. Frozen: later changes are migrations of their own."""

from peewee import Database, PostgresqlDatabase
from playhouse.migrate import SchemaMigrator

SQUASHED = "replace(replace(replace({r}given_name || ' ' || {r}family_name, '''', ''), '’', ''), '-', '')"
PARTS = {
    "person": ("{r}given_name || ' ' || {r}family_name || ' ' || " + SQUASHED, "{r}email || ' ' || {r}address || ' ' || {r}postcode", "''"),
    "organization": ("{r}name", "{r}address || ' ' || {r}email", "''"),
    "neighborhood": ("{r}name", "{r}community || ' ' || {r}meeting_place", "''"),
    "neighborhood_alias": ("{r}spelling", "''", "''"),
    "event": ("{r}title || ' ' || {r}place", "{r}summary || ' ' || {r}cancel_reason", "''"),
    "concern": ("CASE WHEN {r}confidential THEN '' ELSE {r}words END", "''", "CASE WHEN {r}confidential THEN {r}words ELSE '' END"),
    "follow_up": ("{r}words || ' ' || {r}public_words", "{r}outcome || ' ' || {r}public_outcome || ' ' || {r}partner || ' ' || {r}decline_reason", "''"),
    "problem": ("{r}title", "{r}scanning || ' ' || {r}analysis || ' ' || {r}response || ' ' || {r}assessment", "''"),
}

# In a file: the words alone are kept (contentless), and triggers hand them over. Deleting and changing need the old
# words, which is why a change is a deletion and an insertion. secure-delete leaves no trace of a word taken out.
FILE_INDEX = """CREATE VIRTUAL TABLE "{t}_search" USING fts5(title, body, secret, content='', tokenize='unicode61 remove_diacritics 2', prefix='2 3')"""
FILE_FILL = """INSERT INTO "{t}_search" (rowid, title, body, secret) SELECT id, {plain} FROM "{t}" """
FILE_TRIGGERS = (
    """CREATE TRIGGER "{t}_search_insert" AFTER INSERT ON "{t}" BEGIN
    INSERT INTO "{t}_search" (rowid, title, body, secret) VALUES (new.id, {new}); END""",
    """CREATE TRIGGER "{t}_search_delete" AFTER DELETE ON "{t}" BEGIN
    INSERT INTO "{t}_search" ("{t}_search", rowid, title, body, secret) VALUES ('delete', old.id, {old}); END""",
    """CREATE TRIGGER "{t}_search_update" AFTER UPDATE ON "{t}" WHEN ({old_row}) <> ({new_row}) BEGIN
    INSERT INTO "{t}_search" ("{t}_search", rowid, title, body, secret) VALUES ('delete', old.id, {old});
    INSERT INTO "{t}_search" (rowid, title, body, secret) VALUES (new.id, {new}); END""",
)

# On a server: an index on an expression, which the server keeps up to date without any trigger. Punctuation becomes
# a space, so that the parser sees words and no addresses, paths or numbers with a sign.
FOLD = r"""pg_catalog.lower(pg_catalog.regexp_replace(pg_catalog.regexp_replace(pg_catalog.normalize({text}, 'NFKD'),
    '[\u0300-\u036f]', '', 'g'), '[\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f]', ' ', 'g'))"""
SERVER_FUNCTION = """CREATE FUNCTION outreach_words(title text, body text, secret text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT {weighted} $$"""
SERVER_INDEX = 'CREATE INDEX "{t}_search" ON "{t}" USING gin (outreach_words({plain}))'

LIST_INDEXES = (
    'CREATE INDEX "person_by_name" ON "person" ("precinct_id", lower("family_name"), lower("given_name"), "id")',
    'CREATE INDEX "event_by_end" ON "event" ("precinct_id", "end_date", "date")',
    'CREATE INDEX "person_by_phone_end" ON "person" ({phone_end})',
)


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the indexes, and fill them from what is kept."""
    on_server = isinstance(db, PostgresqlDatabase)
    if on_server:
        weighted = " || ".join(
            f"setweight(to_tsvector('pg_catalog.simple', {FOLD.format(text=part)}), '{weight}')"
            for part, weight in (("title", "A"), ("body", "B"), ("secret", "D"))
        )
        db.execute_sql(SERVER_FUNCTION.format(weighted=weighted))
    for table, parts in PARTS.items():
        plain, old, new = (", ".join(part.format(r=row) for part in parts) for row in ("", "old.", "new."))
        if on_server:
            db.execute_sql(SERVER_INDEX.format(t=table, plain=plain))
            continue
        names = {"t": table, "plain": plain, "old": old, "new": new, "old_row": old, "new_row": new}
        for statement in (FILE_INDEX, FILE_FILL, *FILE_TRIGGERS):
            db.execute_sql(statement.format(**names))
        db.execute_sql(f"""INSERT INTO "{table}_search" ("{table}_search", rank) VALUES ('secure-delete', 1)""")
    phone_end = "right(phone_digits, 3)" if on_server else "substr(phone_digits, -3)"
    for statement in LIST_INDEXES:
        db.execute_sql(statement.format(phone_end=phone_end))
