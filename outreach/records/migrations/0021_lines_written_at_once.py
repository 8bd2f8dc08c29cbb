"""What made every line of a sign-in dear to write: indexes that others hold already, and its event counted anew for each of many. Frozen: later changes are migrations of their own."""

from peewee import Database, PostgresqlDatabase
from playhouse.migrate import SchemaMigrator

INDEXES = (
    'DROP INDEX "attendance_event_id"',  # the first column of "attendance_event_id_person_id"
    'DROP INDEX "attendance_person_id"',  # the first column of "attendance_by_person"
    'DROP INDEX "attendance_by_person"',
    'CREATE INDEX "attendance_by_person" ON "attendance" ("person_id", "event_id", "present") WHERE "person_id" IS NOT NULL',
    'DROP INDEX "attendance_organization_id"',
    'CREATE INDEX "attendance_by_organization" ON "attendance" ("organization_id") WHERE "organization_id" IS NOT NULL',
    'DROP INDEX "attendance_neighborhood_id"',
    'CREATE INDEX "attendance_by_neighborhood" ON "attendance" ("neighborhood_id") WHERE "neighborhood_id" IS NOT NULL',
    'DROP INDEX "attendance_event_id_sheet_line"',
    'CREATE UNIQUE INDEX "attendance_by_place" ON "attendance" ("event_id", "sheet", "line") WHERE "line" IS NOT NULL',
)
# In a file a trigger counts line by line, as it has no other kind. While a row stands in this table, which no transaction
# but the one that is writing ever sees, it leaves that to whoever writes many. A server counts once a statement anyhow.
WAITING = 'CREATE TABLE "event_turnout_waiting" ("id" INTEGER NOT NULL PRIMARY KEY)'
LINE_ADDED = (
    'DROP TRIGGER "turnout_line_added"',
    """CREATE TRIGGER "turnout_line_added" AFTER INSERT ON "attendance"
    WHEN NEW."present" AND NOT EXISTS (SELECT 1 FROM "event_turnout_waiting")
    BEGIN UPDATE "event_turnout" SET "present" = "present" + 1 WHERE "event_id" = NEW."event_id"; END""",
)


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Leave the indexes out, or let them hold the lines alone that say something, and let a count wait for its end."""
    for statement in INDEXES:
        db.execute_sql(statement)
    if not isinstance(db, PostgresqlDatabase):
        for statement in (WAITING, *LINE_ADDED):
            db.execute_sql(statement)
