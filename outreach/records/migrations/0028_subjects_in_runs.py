"""The records of an entry whose keys count on are told by the first and the last of them; what is kept stays as it is. Frozen."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

STATEMENTS = (
    'ALTER TABLE "audit_subject" ADD COLUMN "last" INTEGER',
    # The last key first: mostly a late record is looked for, and few runs end behind it.
    'CREATE INDEX "audit_subject_by_run" ON "audit_subject" ("kind", "last", "key", "entry_id") WHERE "last" IS NOT NULL',
)


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make room for the last key, and an index of the runs."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
