"""How many came to each event, kept by the database itself, so that no list or figure counts lines again. Frozen: later changes are migrations of their own."""

from peewee import Database, PostgresqlDatabase
from playhouse.migrate import SchemaMigrator

TABLE = """CREATE TABLE "event_turnout" (
    "event_id" INTEGER NOT NULL PRIMARY KEY,
    "precinct_id" INTEGER NOT NULL,
    "heads" INTEGER,
    "present" INTEGER NOT NULL DEFAULT 0,
    "reached" INTEGER GENERATED ALWAYS AS (coalesce("heads", nullif("present", 0))) STORED)"""
FILL = """INSERT INTO "event_turnout" ("event_id", "precinct_id", "heads", "present")
SELECT "id", "precinct_id",
    (SELECT sum("count") FROM "head_count" WHERE "event_id" = "event"."id"),
    (SELECT count(*) FROM "attendance" WHERE "event_id" = "event"."id" AND "present")
FROM "event" """
INDEXES = (
    'CREATE INDEX "event_turnout_by_reached" ON "event_turnout" ("precinct_id", "reached", "event_id")',
    'CREATE INDEX "event_turnout_by_present" ON "event_turnout" ("precinct_id", "present", "event_id")',
)

ADD = 'UPDATE "event_turnout" SET "present" = "present" + 1 WHERE "event_id" = NEW."event_id"'
TAKE = 'UPDATE "event_turnout" SET "present" = "present" - 1 WHERE "event_id" = OLD."event_id"'
HEADS = 'UPDATE "event_turnout" SET "heads" = (SELECT sum("count") FROM "head_count" WHERE "event_id" = {row}."event_id") WHERE "event_id" = {row}."event_id"'
IN_FILE = (
    ("event_added", 'INSERT ON "event"', "", 'INSERT INTO "event_turnout" ("event_id", "precinct_id") VALUES (NEW."id", NEW."precinct_id")'),
    ("event_removed", 'DELETE ON "event"', "", 'DELETE FROM "event_turnout" WHERE "event_id" = OLD."id"'),
    ("line_added", 'INSERT ON "attendance"', 'WHEN NEW."present"', ADD),
    ("line_removed", 'DELETE ON "attendance"', 'WHEN OLD."present"', TAKE),
    ("line_left", 'UPDATE OF "present", "event_id" ON "attendance"', 'WHEN OLD."present"', TAKE),
    ("line_came", 'UPDATE OF "present", "event_id" ON "attendance"', 'WHEN NEW."present"', ADD),
    ("heads_added", 'INSERT ON "head_count"', "", HEADS.format(row="NEW")),
    ("heads_removed", 'DELETE ON "head_count"', "", HEADS.format(row="OLD")),
    ("heads_changed", 'UPDATE ON "head_count"', "", f"{HEADS.format(row='OLD')}; {HEADS.format(row='NEW')}"),
)

ON_SERVER = (
    """CREATE FUNCTION outreach_turnout_of_events() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO event_turnout (event_id, precinct_id) SELECT id, precinct_id FROM changed; RETURN NULL; END $$""",
    """CREATE FUNCTION outreach_no_turnout() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    DELETE FROM event_turnout WHERE event_id IN (SELECT id FROM changed); RETURN NULL; END $$""",
    """CREATE FUNCTION outreach_count_lines() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE event_turnout AS kept SET present = (SELECT count(*) FROM attendance WHERE event_id = kept.event_id AND present)
    WHERE event_id IN (SELECT event_id FROM changed); RETURN NULL; END $$""",
    """CREATE FUNCTION outreach_count_heads() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE event_turnout AS kept SET heads = (SELECT sum(count) FROM head_count WHERE event_id = kept.event_id)
    WHERE event_id IN (SELECT event_id FROM changed); RETURN NULL; END $$""",
)
SERVER_TRIGGERS = (
    ("event", "INSERT", "NEW", "outreach_turnout_of_events"),
    ("event", "DELETE", "OLD", "outreach_no_turnout"),
    *((table, deed, row, function)
      for table, function in (("attendance", "outreach_count_lines"), ("head_count", "outreach_count_heads"))
      for deed, row in (("INSERT", "NEW"), ("DELETE", "OLD"), ("UPDATE", "OLD"), ("UPDATE", "NEW"))),
)


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the table, count what is kept, and let triggers count from now on."""
    for statement in (TABLE, FILL, *INDEXES):
        db.execute_sql(statement)
    if isinstance(db, PostgresqlDatabase):
        for function in ON_SERVER:
            db.execute_sql(function)
        for table, deed, row, function in SERVER_TRIGGERS:
            db.execute_sql(
                f'CREATE TRIGGER "turnout_{table}_{deed}_{row}" AFTER {deed} ON "{table}" '
                f"REFERENCING {row} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
            )
        return
    for name, deed, when, does in IN_FILE:
        db.execute_sql(f'CREATE TRIGGER "turnout_{name}" AFTER {deed} {when} BEGIN {does}; END')
