"""Indexes for the figures of a month. Frozen: later changes are migrations of their own."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

INDEXES = (
    'CREATE INDEX "follow_up_by_closing" ON "follow_up" ("precinct_id", "closed_on", "opened_on", "due", "told_on")',
    'CREATE INDEX "follow_up_by_due_day" ON "follow_up" ("precinct_id", "due", "status", "closed_on")',
    'CREATE INDEX "follow_up_by_telling" ON "follow_up" ("precinct_id", "told_on")',
    'CREATE INDEX "attendance_by_person" ON "attendance" ("person_id", "event_id", "present")',
    'CREATE INDEX "crime_count_by_month" ON "crime_count" ("precinct_id", "month", "offense_id", "scope", "count")',
)


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make them."""
    for statement in INDEXES:
        db.execute_sql(statement)
