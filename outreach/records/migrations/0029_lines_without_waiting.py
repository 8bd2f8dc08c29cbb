"""Lines that are written at once are counted by whoever writes them, who takes the triggers of each line away meanwhile; nothing waits any more. Frozen."""

from peewee import Database, PostgresqlDatabase
from playhouse.migrate import SchemaMigrator

# A trigger that only asks whether a row stands in a table makes a file set every row aside first, and asks it for each.
ADDED = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name IN ('turnout_line_added', 'first_attendance_line_added')"
WAITING = (
    ' AND NOT EXISTS (SELECT 1 FROM "event_turnout_waiting")',
    " AND NOT EXISTS (SELECT 1 FROM event_turnout_waiting)",
)


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Let the triggers of a file count each line, and remove the table that they asked."""
    if isinstance(db, PostgresqlDatabase):
        return
    for name, statement in db.execute_sql(ADDED).fetchall():
        db.execute_sql(f"DROP TRIGGER {name}")
        for asked in WAITING:
            statement = statement.replace(asked, "")
        db.execute_sql(statement)
    db.execute_sql('DROP TABLE "event_turnout_waiting"')
