"""A PostgreSQL database that every test finds as it was migrated, without making one for each of them."""

from collections.abc import Mapping
from dataclasses import dataclass

import psycopg
from psycopg import sql
from psycopg.rows import scalar_row

SHAPE = """
SELECT md5(string_agg(one, ' ' ORDER BY one)) FROM (
    SELECT format('%s %s %s', relname, relkind, relnatts) FROM pg_class WHERE relnamespace = 'public'::regnamespace
    UNION ALL
    SELECT format('%s %s %s', tgrelid::regclass, tgname, tgenabled) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL
    SELECT format('%s %s', proname, md5(prosrc)) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL
    SELECT format('%s %s', conname, contype) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL
    SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg_%'
) AS parts (one)
"""
"""Whatever a test may change that emptying the tables does not put back."""

SEQUENCES = "SELECT format('%I', sequencename), last_value FROM pg_sequences WHERE schemaname = 'public'"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
OTHERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> %s"


@dataclass(frozen=True)
class Pristine:
    """What a migrated, empty database holds: its shape, the rows of its tables and where its numbering stands."""

    shape: str
    rows: Mapping[str, bytes]
    sequences: Mapping[str, int | None]


def _tables(session: psycopg.Connection) -> list[str]:
    return session.cursor(row_factory=scalar_row).execute(TABLES).fetchall()


def _filled(session: psycopg.Connection, tables: list[str]) -> list[str]:
    each = [
        sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(sql.Literal(name), sql.Identifier(name))
        for name in tables
    ]
    return session.cursor(row_factory=scalar_row).execute(sql.SQL(" UNION ALL ").join(each)).fetchall()


def _shape(session: psycopg.Connection) -> str:
    ((shape,),) = session.execute(SHAPE).fetchall()
    return str(shape)


def remember(url: str) -> Pristine:
    """Read what there is in a database that nobody has used yet."""
    with psycopg.connect(url) as session:
        rows = {}
        for table in _filled(session, _tables(session)):
            with session.cursor().copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))) as out:
                rows[table] = b"".join(bytes(part) for part in out)
        return Pristine(_shape(session), rows, dict(session.execute(SEQUENCES).fetchall()))


def put_back(url: str, pristine: Pristine) -> bool:
    """Put a used database back to this; False where its very tables were changed, so that it must be made anew.

    Whoever is still connected is cut off. Triggers stay silent meanwhile: the audit trail's refuse every deletion.
    """
    with psycopg.connect(url) as session:
        session.execute(OTHERS, [session.info.backend_pid])
        if _shape(session) != pristine.shape:
            return False
        session.execute("SET session_replication_role = replica")
        for table in _filled(session, _tables(session)):
            session.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
        for table, rows in pristine.rows.items():
            with session.cursor().copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))) as into:
                into.write(rows)
        now: dict[str, int | None] = dict(session.execute(SEQUENCES).fetchall())
        moved = [(name, last) for name, last in pristine.sequences.items() if now[name] != last]
        session.cursor().executemany(
            "SELECT setval(%s::regclass, coalesce(%s, 1), %s)", [(name, last, last is not None) for name, last in moved]
        )
    return True
