"""Who came, counted: tables that the database itself keeps, by triggers.

How many came to each event (migration ``0016_turnout``), a row for every one: ``heads``, the sum of its known head
counts (NULL: nobody counted); ``present``, its lines of people present; ``reached``, the heads, or those present where
there are any, or NULL. Its kind, status, month (the first day of it) and day stand beside them. And when each person
came for the first time (``0025_first_attendance``).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import batched, chain, compress
from typing import Any

from peewee import SqliteDatabase, Table

from outreach.records.base import database

_EVENTS_PER_STATEMENT = 10_000
_TOLD_PER_STATEMENT = 500
"""A statement of many thousands of values takes longer to be read than to be done."""
_NEVER = "9999"
"""Later than any day."""

_COLUMNS = ("event_id", "precinct_id", "kind_id", "status", "month", "day", "heads", "present", "reached")

turnout: Any = Table("event_turnout", _COLUMNS).bind(database)
KNOWN_OF_EACH = ("event_id", "day", "present")
"""What lists are sorted by and the turnout of every event has."""
first_attendance: Any = Table("first_attendance", ("person_id", "precinct_id", "day")).bind(database)
"""The day of the first held event at which a person was ever present, under any entry merged into the person's; nobody
who never came. The precinct is the person's."""


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
    _count_lines(lines)
    if any(lines["person"]):
        _look_who_came_first(lines)


def _count_lines(lines: Mapping[str, Sequence[Any]]) -> None:
    came = Counter(compress(lines["event"], lines["present"]))
    for some in batched(came.items(), _TOLD_PER_STATEMENT):
        marks = ", ".join(["(?, ?)"] * len(some))
        counted = (
            f'WITH "came" ("event", "lines") AS (VALUES {marks}) UPDATE "event_turnout" '
            'SET "present" = "present" + "came"."lines" FROM "came" WHERE "event_id" = "came"."event"'
        )
        database.execute_sql(counted, list(chain.from_iterable(some)))


def _look_who_came_first(lines: Mapping[str, Sequence[Any]]) -> None:
    """Give a first day, or a sooner one, to those present at held events."""
    days: dict[int, str] = {}
    for events in batched(set(lines["event"]), _EVENTS_PER_STATEMENT):
        marks = ", ".join("?" * len(events))
        held = f"""SELECT "id", "date" FROM "event" WHERE "status" = 'held' AND "id" IN ({marks})"""
        days.update(database.execute_sql(held, events).fetchall())
    first: dict[int, str] = {}
    for person, event in compress(zip(lines["person"], lines["event"], strict=True), lines["present"]):
        day = days.get(event)
        if day is not None and person is not None and day < first.get(person, _NEVER):
            first[person] = day
    for people in batched(sorted(first.items()), _TOLD_PER_STATEMENT):
        marks = ", ".join(["(?, ?)"] * len(people))
        came = f"""WITH "told" ("person", "day") AS (VALUES {marks})
            INSERT INTO "first_attendance" ("person_id", "precinct_id", "day")
            SELECT "one"."id", "one"."precinct_id", min("told"."day") FROM "told"
            JOIN "person" AS "p" ON "p"."id" = "told"."person"
            JOIN "person" AS "one" ON "one"."id" = coalesce("p"."merged_into_id", "p"."id")
            WHERE true GROUP BY "one"."id", "one"."precinct_id"
            ON CONFLICT ("person_id") DO UPDATE SET "day" = "excluded"."day" WHERE "excluded"."day" < "day" """
        database.execute_sql(came, list(chain.from_iterable(people)))
