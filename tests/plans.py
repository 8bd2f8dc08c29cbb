"""What a database says it would do to answer a statement: which tables it would read from end to end."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from peewee import SqliteDatabase

from outreach.records.base import database
from outreach.records.tables import TABLES
from tests.statements import Statement, recorded_statements

NOTHING = "(0 = 1)"
"""How a condition on an empty list is written: no row is read."""
_KNOWN = {table._meta.table_name for table in TABLES} | {
    "event_turnout",
    "first_attendance",
    "served_day",
    "officer_day",
}  # a tally is small, and read whole


def statements_of(question: Callable[[], object]) -> list[Statement]:
    """The statements that a question sends and that read anything."""
    with recorded_statements() as sent:
        question()
    return [(sql, values) for sql, values in sent if NOTHING not in sql]


def tables_read_whole(statements: Sequence[Statement]) -> list[tuple[str, str]]:
    """The tables that are read from end to end, or whose index is, each with the statement.

    A server is told that reading a whole table is out of the question, as it is at the size of a city: what it still
    reads whole has no index that would help.
    """
    read = _read_in_file if isinstance(database.obj, SqliteDatabase) else _read_on_server
    return [(table, sql) for sql, values in statements for table in read(sql, values)]


def _read_in_file(sql: str, values: Any) -> list[str]:
    steps = database.execute_sql(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
    names = [match[1] for (*_, step) in steps if (match := re.match(r"SCAN (\w+)(?!.*VIRTUAL TABLE)", step))]
    # What bears the name of a subquery reads what that found, which is no table.
    return [table for name in names for table in re.findall(rf'"(\w+)" AS "{name}"', sql) if table in _KNOWN]


def _read_on_server(sql: str, values: Any) -> list[str]:
    database.execute_sql("SET enable_seqscan = off")
    try:
        steps = database.execute_sql(f"EXPLAIN {sql}", values).fetchall()
    finally:
        database.execute_sql("SET enable_seqscan = on")
    found = [match[1] for (step,) in steps if (match := re.search(r"Seq Scan on (\w+)", step))]
    return [table for table in found if table in _KNOWN]
