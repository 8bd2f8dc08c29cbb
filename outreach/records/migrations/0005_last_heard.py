"""Indexes for the last day a neighborhood was heard from. Frozen: later changes are migrations of their own."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

INDEXES = (
    'CREATE INDEX "concern_by_neighborhood" ON "concern" ("neighborhood_id", "raised_on")',
    'CREATE INDEX "follow_up_by_neighborhood" ON "follow_up" ("neighborhood_id", "told_on")',
)


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make them."""
    for statement in INDEXES:
        db.execute_sql(statement)
