"""How many came to each event: a table that the database itself keeps, by triggers (migration ``0016_turnout``).

One row for every event: ``heads``, the sum of its known head counts (NULL: nobody counted); ``present``, its lines of
people present; ``reached``, the heads, or those present where there are any, or NULL. Its kind, status and month (the
first day of it) stand beside them since ``0022_tallies``.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import batched, chain, compress
from typing import Any

from peewee import SqliteDatabase, Table

from outreach.records.base import database

_EVENTS_PER_STATEMENT = 10_000

_COLUMNS = ("event_id", "precinct_id", "kind_id", "status", "month", "heads", "present", "reached")

turnout: Any = Table("event_turnout", _COLUMNS).bind(database)


@contextmanager
def counted_once(lines: Mapping[str, Sequence[Any]]) -> Iterator[None]:
    """In the block, lines of sign-ins that are told column by column are inserted into a file, and none besides: they
    are counted event by event at its end, and not one by one by the trigger (migration ``0021``).

    Call inside a transaction: nobody else meets the table before they are counted. A server counts by the statement.
    """
    if not isinstance(database.obj, SqliteDatabase):
        yield
        return
    database.execute_sql('INSERT INTO "event_turnout_waiting" ("id") VALUES (1)')
    yield
    database.execute_sql('DELETE FROM "event_turnout_waiting"')
    came = Counter(compress(lines["event"], lines["present"]))
    for some in batched(came.items(), _EVENTS_PER_STATEMENT):
        marks = ", ".join(["(?, ?)"] * len(some))
        counted = (
            f'WITH "came" ("event", "lines") AS (VALUES {marks}) UPDATE "event_turnout" '
            'SET "present" = "present" + "came"."lines" FROM "came" WHERE "event_id" = "came"."event"'
        )
        database.execute_sql(counted, list(chain.from_iterable(some)))
