"""An index by which the events of a year are read by how many they reached. Frozen: later changes are migrations of their own."""

from peewee import Database, PostgresqlDatabase
from playhouse.migrate import SchemaMigrator

INDEX = 'CREATE INDEX "event_turnout_by_year" ON "event_turnout" ("precinct_id", ({year}), "reached", "day", "event_id")'


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make it."""
    db.execute_sql(INDEX.format(year='EXTRACT(YEAR FROM "day")' if isinstance(db, PostgresqlDatabase) else 'substr("day", 1, 4)'))
