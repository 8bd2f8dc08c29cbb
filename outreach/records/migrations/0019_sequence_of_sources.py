"""Which revision of a calendar's event was brought in last (RFC 5545, 3.8.7.4). Frozen."""

from peewee import Database, IntegerField
from playhouse.migrate import SchemaMigrator, migrate


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Add the column; of events that came in before, the revision is unknown."""
    migrate(migrator.add_column("event", "source_sequence", IntegerField(null=True)))
