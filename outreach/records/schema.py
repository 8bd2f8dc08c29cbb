"""How an older database becomes a current one."""

from pathlib import Path
from typing import TYPE_CHECKING

from peewee import Database, DatabaseError

from outreach.errors import OutreachError
from outreach.languages.spoken import say

if TYPE_CHECKING:
    from playhouse.migrations import Runner


_APPLIED = "schema_migration"
MIGRATIONS = Path(__file__).parent / "migrations"


def migration_runner(db: Database) -> "Runner":
    """The runner of our migrations on a connected database."""
    # Loaded where there is something to migrate: most days there is nothing, and the window is open sooner.
    from playhouse.migrations import Runner

    return Runner(db, str(MIGRATIONS))


def pending_migrations(db: Database) -> list[str]:
    """The migrations a connected database still lacks, in order.

    Raises :class:`OutreachError` when the database was written by a newer program.
    """
    known = sorted(path.stem for path in MIGRATIONS.glob("[0-9]*.py"))
    applied = _applied(db)
    unknown = sorted(applied - set(known))
    if unknown:
        raise OutreachError(
            say(
                "This database was written by a newer version of Outreach (it knows '{unknown}'): nothing "
                "was changed. Update the program and open it again.",
                unknown=unknown[-1],
            )
        )
    return [name for name in known if name not in applied]


def _applied(db: Database) -> set[str]:
    try:
        return {name for (name,) in db.execute_sql(f'SELECT "name" FROM "{_APPLIED}"').fetchall()}
    except DatabaseError:
        # Looked for here alone: every start would go to a server and back for it, past the names of all tables.
        if db.table_exists(_APPLIED):
            raise
        return set()


def newest_migration() -> str:
    """What an open database is up to: every migration that this program knows is applied to it."""
    return max(path.stem for path in MIGRATIONS.glob("[0-9]*.py"))


def migrate(db: Database) -> list[str]:
    """Bring a connected database to the current schema; returns the names of the migrations applied."""
    return list(migration_runner(db).up())
