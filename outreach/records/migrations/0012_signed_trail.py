"""A signature under every entry of the audit trail, the records it tells of, and indexes to search it by. Frozen."""

from peewee import AutoField, Database, IntegerField, Model, PostgresqlDatabase, TextField
from playhouse.migrate import SchemaMigrator
from playhouse.sqlite_ext import AutoIncrementField

from outreach.records.signing import sign

AT_ONCE = 1_000


def subject_table(made: type[AutoField]) -> type[Model]:
    """The records that entries tell of."""

    class AuditSubject(Model):
        id = made()
        kind = TextField()
        key = IntegerField()
        entry_id = IntegerField()

        class Meta:
            legacy_table_names = False
            indexes = ((("kind", "key", "entry_id"), True), (("kind", "entry_id"), False))

    return AuditSubject


# Not by the migrator, which rebuilds a file's table for a column that is not empty and loses its triggers.
COLUMNS = (
    """ALTER TABLE audit_entry ADD COLUMN "signer" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE audit_entry ADD COLUMN "signature" TEXT NOT NULL DEFAULT ''""",
)
INDEXES = (
    'CREATE INDEX "audit_entry_by_at" ON "audit_entry" ("at", "id")',
    'CREATE INDEX "audit_entry_by_action" ON "audit_entry" ("action", "id")',
    'CREATE INDEX "audit_entry_by_actor" ON "audit_entry" ("actor", "id")',
)

# What the entries of an older program tell of, from what they kept.
FILE_SUBJECTS = """INSERT OR IGNORE INTO audit_subject (kind, key, entry_id)
SELECT json_extract(one.value, '$.table'), json_extract(one.value, '$.id'), entry_id
FROM audit_payload, json_each(audit_payload.payload) AS one WHERE payload <> ''"""
SERVER_SUBJECTS = """INSERT INTO audit_subject (kind, key, entry_id)
SELECT DISTINCT one ->> 'table', (one ->> 'id')::integer, entry_id
FROM audit_payload, json_array_elements(audit_payload.payload::json) AS one WHERE payload <> ''"""

APPEND_ONLY = "the audit trail is append-only"
FILE_GUARD = "CREATE TRIGGER {table}_refuses_{operation} BEFORE {operation} ON {table} {when} BEGIN SELECT RAISE(ABORT, '{words}'); END"
SERVER_GUARD = "CREATE TRIGGER {table}_refuses_{operation} BEFORE {operation} ON {table} FOR EACH ROW {when} EXECUTE FUNCTION audit_entry_is_append_only()"
FILE_UNGUARD = "DROP TRIGGER audit_entry_refuses_UPDATE"
FILE_GUARD_AGAIN = {"table": "audit_entry", "operation": "UPDATE", "when": "", "words": APPEND_ONLY}
SERVER_UNGUARD = "ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_refuses_change"
SERVER_GUARD_AGAIN = "ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_refuses_change"
# A purge forgets what was changed, and nothing else about it: it leaves the payload empty.
GUARDS = (
    ("audit_subject", "UPDATE", ""),
    ("audit_subject", "DELETE", ""),
    ("audit_payload", "UPDATE", "WHEN (new.payload <> '' OR new.entry_id <> old.entry_id)"),
    ("audit_payload", "DELETE", ""),
)


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Sign what an older program wrote as this PC found it, note what it tells of, and guard it."""
    on_server = isinstance(db, PostgresqlDatabase)
    for statement in COLUMNS:
        db.execute_sql(statement)
    subject = subject_table(AutoField if on_server else AutoIncrementField)
    with db.bind_ctx((subject,), bind_refs=False, bind_backrefs=False):
        db.create_tables((subject,), safe=False)
    db.execute_sql(SERVER_SUBJECTS if on_server else FILE_SUBJECTS)
    _sign_entries(db, on_server)
    for statement in INDEXES:
        db.execute_sql(statement)
    guard = SERVER_GUARD if on_server else FILE_GUARD
    for table, operation, when in GUARDS:
        db.execute_sql(guard.format(table=table, operation=operation, when=when, words=APPEND_ONLY))


def _sign_entries(db: Database, on_server: bool) -> None:
    db.execute_sql(SERVER_UNGUARD if on_server else FILE_UNGUARD)
    mark = "%s" if on_server else "?"
    page = f"SELECT id, hash FROM audit_entry WHERE id > {mark} ORDER BY id LIMIT {mark}"
    signed = f"UPDATE audit_entry SET signer = {mark}, signature = {mark} WHERE id = {mark}"
    last = 0
    while rows := db.execute_sql(page, (last, AT_ONCE)).fetchall():
        for entry, digest in rows:
            db.execute_sql(signed, (*sign(digest), entry))
        last = rows[-1][0]
    db.execute_sql(SERVER_GUARD_AGAIN if on_server else FILE_GUARD.format(**FILE_GUARD_AGAIN))
