"""Whether an account works in all precincts or in its officer's alone. Frozen."""

from peewee import BooleanField, Database
from playhouse.migrate import SchemaMigrator, migrate


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Add the column; whoever had an account before worked everywhere."""
    migrate(migrator.add_column("account", "everywhere", BooleanField(default=True)))
