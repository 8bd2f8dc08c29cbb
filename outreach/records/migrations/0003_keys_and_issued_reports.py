"""Never use a key twice, and let the database itself refuse changes to an issued report.

A key that is free again after a removal would be given to the next row: the trail would then speak of two records as
one, and undo could not bring the first one back. PostgreSQL counts on by itself; SQLite does so when told AUTOINCREMENT.
"""

from peewee import Database, PostgresqlDatabase
from playhouse.migrate import SchemaMigrator

KEY = '"id" INTEGER NOT NULL PRIMARY KEY'
COUNTED_BY_THEMSELVES = ("audit_entry", "schema_migration")

SQLITE_GUARD = """
CREATE TRIGGER issued_report_refuses_{operation} BEFORE {operation} ON issued_report
BEGIN SELECT RAISE(ABORT, 'an issued report never changes'); END
"""
POSTGRESQL_GUARD_FUNCTION = """
CREATE FUNCTION issued_report_never_changes() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'an issued report never changes'; END $$
"""
POSTGRESQL_GUARD = """
CREATE TRIGGER issued_report_refuses_change BEFORE UPDATE OR DELETE ON issued_report
FOR EACH ROW EXECUTE FUNCTION issued_report_never_changes()
"""


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Rebuild SQLite's tables with keys that only rise, then guard the issued reports."""
    if isinstance(db, PostgresqlDatabase):
        db.execute_sql(POSTGRESQL_GUARD_FUNCTION)
        db.execute_sql(POSTGRESQL_GUARD)
        return
    tables = db.execute_sql("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY rowid").fetchall()
    for name, made in tables:
        if name not in COUNTED_BY_THEMSELVES and KEY in made:
            rebuild(db, name, made)
    for operation in ("UPDATE", "DELETE"):
        db.execute_sql(SQLITE_GUARD.format(operation=operation))


def rebuild(db: Database, name: str, made: str) -> None:
    """The steps of sqlite.org/lang_altertable.html, section 7; the runner has turned foreign keys off."""
    indexes = db.execute_sql(
        "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", (name,)
    ).fetchall()
    remade = made.replace(KEY, f"{KEY} AUTOINCREMENT").replace(f'CREATE TABLE "{name}"', f'CREATE TABLE "{name}_new"')
    db.execute_sql(remade)
    db.execute_sql(f'INSERT INTO "{name}_new" SELECT * FROM "{name}"')
    db.execute_sql(f'DROP TABLE "{name}"')
    db.execute_sql(f'ALTER TABLE "{name}_new" RENAME TO "{name}"')
    for (index,) in indexes:
        db.execute_sql(index)
