"""The records that an entry of the trail tells of are found by the entry, and by its kind among them. Frozen."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

INDEXES = (
    'DROP INDEX "audit_subject_kind_entry_id"',
    # New entries come last in it, so that those of a hundred thousand records are written to one place.
    'CREATE INDEX "audit_subject_entry_id_kind" ON "audit_subject" ("entry_id", "kind")',
)


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Put the one in the other's place."""
    for statement in INDEXES:
        db.execute_sql(statement)
