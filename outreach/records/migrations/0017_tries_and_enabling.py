"""When wrong tries happened, and when an account was let in again. Frozen: later changes are migrations of their own."""

from peewee import Database, DateTimeField, TextField
from playhouse.migrate import SchemaMigrator, migrate


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Instants instead of a bare number of tries, which could not tell five in 15 minutes from five in a year."""
    db.execute_sql('ALTER TABLE "account" DROP COLUMN "failed_tries"')
    migrate(
        migrator.add_column("account", "enabled_at", DateTimeField(null=True)),
        migrator.add_column("account", "failed_at", TextField(null=True)),
    )
