"""Indexes by which a list sorted by names of another table is read name by name. Frozen: later changes are migrations of their own."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

INDEXES = (
    'CREATE INDEX "event_kind_by_place" ON "event_kind" ("precinct_id", "position", "name", "id")',
    'CREATE INDEX "officer_by_letters" ON "officer" ("precinct_id", lower("name"), "id")',
    'DROP INDEX "event_by_kind"',
    'CREATE INDEX "event_by_kind" ON "event" ("kind_id", "date", "id", "status")',
    'DROP INDEX "event_by_lead"',
    'CREATE INDEX "event_by_lead" ON "event" ("lead_officer_id", "date", "id")',
    'CREATE INDEX "follow_up_by_keeper" ON "follow_up" ("owner_id", "due", "id")',
)


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make them."""
    for statement in INDEXES:
        db.execute_sql(statement)
