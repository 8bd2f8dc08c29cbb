"""What the first page of a list and the first hits of a search still read in vain. Frozen: later changes are migrations of their own."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from peewee import Database, PostgresqlDatabase
from playhouse.migrate import SchemaMigrator

INDEXES = (
    # With what lists leave out, so that a row that is left out is not looked up.
    'DROP INDEX "person_by_address"',
    'CREATE INDEX "person_by_address" ON "person" ("precinct_id", lower("address"), lower("family_name"), lower("given_name"), "id", "merged_into_id", "active", "confidential")',
    'DROP INDEX "person_by_email"',
    'CREATE INDEX "person_by_email" ON "person" ("precinct_id", lower("email"), lower("family_name"), lower("given_name"), "id", "merged_into_id", "active", "confidential")',
    # With the whole number, so that of those with the same three last digits the others are not looked up.
    'DROP INDEX "person_by_phone_end"',
    'CREATE INDEX "person_by_phone_end" ON "person" ({phone_end}, "phone_digits")',
    'DROP INDEX "event_turnout_by_reached"',
    'CREATE INDEX "event_turnout_by_reached" ON "event_turnout" ("precinct_id", "reached", "day", "event_id")',
    'DROP INDEX "event_turnout_by_present"',
    'CREATE INDEX "event_turnout_by_present" ON "event_turnout" ("precinct_id", "present", "day", "event_id")',
)
DAY = (
    """ALTER TABLE "event_turnout" ADD COLUMN "day" DATE NOT NULL DEFAULT '1900-01-01'""",
    'UPDATE "event_turnout" SET "day" = (SELECT "date" FROM "event" WHERE "id" = "event_id")',
)
DAY_IN_FILE = (
    """CREATE TRIGGER "turnout_day_added" AFTER INSERT ON "event_turnout" BEGIN
    UPDATE "event_turnout" SET "day" = (SELECT "date" FROM "event" WHERE "id" = NEW."event_id") WHERE "event_id" = NEW."event_id"; END""",
    """CREATE TRIGGER "turnout_day_changed" AFTER UPDATE OF "date" ON "event" BEGIN
    UPDATE "event_turnout" SET "day" = NEW."date" WHERE "event_id" = NEW."id"; END""",
)
DAY_ON_SERVER = (
    """CREATE FUNCTION outreach_day_of_turnout() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    NEW.day := (SELECT date FROM event WHERE id = NEW.event_id); RETURN NEW; END $$""",
    """CREATE TRIGGER "turnout_day_added" BEFORE INSERT ON "event_turnout" FOR EACH ROW EXECUTE FUNCTION outreach_day_of_turnout()""",
    """CREATE FUNCTION outreach_turnout_of_another_day() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE event_turnout AS kept SET day = now.date FROM changed AS now WHERE kept.event_id = now.id AND kept.day <> now.date; RETURN NULL; END $$""",
    """CREATE TRIGGER "turnout_day_changed" AFTER UPDATE ON "event" REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION outreach_turnout_of_another_day()""",
)

# A beginning of a word is looked up where it is as long as one of these, and gathered from all its words where it is not.
FILE_INDEX = """CREATE VIRTUAL TABLE "{t}_search" USING fts5(title, body, secret, content='', tokenize='unicode61 remove_diacritics 2', prefix='1 2 3 4 5 6')"""


def words() -> Any:
    """The migration that told which words are kept; its triggers go on handing them over."""
    spec = spec_from_file_location("words", Path(__file__).with_name("0004_search.py"))
    module = module_from_spec(spec)  # type: ignore[arg-type] # it is there
    spec.loader.exec_module(module)  # type: ignore[union-attr]
    return module


def words_anew(db: Database) -> None:
    """The index of words of a file, filled again from what is kept."""
    earlier = words()
    for table, parts in earlier.PARTS.items():
        db.execute_sql(f'DROP TABLE "{table}_search"')
        db.execute_sql(FILE_INDEX.format(t=table))
        db.execute_sql(earlier.FILE_FILL.format(t=table, plain=", ".join(part.format(r="") for part in parts)))
        db.execute_sql(f"""INSERT INTO "{table}_search" ("{table}_search", rank) VALUES ('secure-delete', 1)""")


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the indexes anew."""
    on_server = isinstance(db, PostgresqlDatabase)
    phone_end = "right(phone_digits, 3)" if on_server else "substr(phone_digits, -3)"
    for statement in (*DAY, *(DAY_ON_SERVER if on_server else DAY_IN_FILE), *INDEXES):
        db.execute_sql(statement.format(phone_end=phone_end))
    if not on_server:
        words_anew(db)
