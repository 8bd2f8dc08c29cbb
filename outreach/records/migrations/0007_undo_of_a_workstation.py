"""An index for the last steps of a workstation, which undo asks for. Frozen: later changes are migrations of their own."""

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make it."""
    db.execute_sql('CREATE INDEX "audit_entry_by_workstation" ON "audit_entry" ("workstation", "id")')
