"""What follows in the payload of an entry that tells of very many rows, so that nobody holds all of it. Frozen."""

from peewee import AutoField, Database, IntegerField, Model, PostgresqlDatabase, TextField
from playhouse.migrate import SchemaMigrator
from playhouse.sqlite_ext import AutoIncrementField

APPEND_ONLY = "the audit trail is append-only"
FILE_GUARD = "CREATE TRIGGER {table}_refuses_{operation} BEFORE {operation} ON {table} {when} BEGIN SELECT RAISE(ABORT, '{words}'); END"
SERVER_GUARD = "CREATE TRIGGER {table}_refuses_{operation} BEFORE {operation} ON {table} FOR EACH ROW {when} EXECUTE FUNCTION audit_entry_is_append_only()"
# A purge forgets what was changed, and nothing else about it: it leaves the payload empty.
GUARDS = (
    ("UPDATE", "WHEN (new.payload <> '' OR new.entry_id <> old.entry_id OR new.number <> old.number)"),
    ("DELETE", ""),
)


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the table, and guard it as the one that holds what stands before."""
    on_server = isinstance(db, PostgresqlDatabase)
    made = AutoField if on_server else AutoIncrementField

    class AuditPayloadPart(Model):
        id = made()
        entry_id = IntegerField()
        number = IntegerField()
        payload = TextField()

        class Meta:
            legacy_table_names = False
            indexes = ((("entry_id", "number"), True),)

    with db.bind_ctx((AuditPayloadPart,), bind_refs=False, bind_backrefs=False):
        db.create_tables((AuditPayloadPart,), safe=False)
    guard = SERVER_GUARD if on_server else FILE_GUARD
    for operation, when in GUARDS:
        db.execute_sql(guard.format(table="audit_payload_part", operation=operation, when=when, words=APPEND_ONLY))
