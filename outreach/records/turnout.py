"""Who came, counted: tables that the database itself keeps, by triggers.

How many came to each event (migration ``0016_turnout``), a row for every one: ``heads``, the sum of its known head
counts (NULL: nobody counted); ``present``, its lines of people present; ``reached``, the heads, or those present where
there are any, or NULL. Its kind, status, month (the first day of it) and day stand beside them. When each person came
for the first time (``0025_first_attendance``). And on which days events served each neighborhood (``0031_served_days``,
``0036_days_of_neighborhoods``) and had each officer (``0035_days_of_officers``).
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import batched, chain, compress, islice, pairwise, repeat
from operator import ne
from typing import Any

from peewee import SqliteDatabase, Table

from outreach.records.base import database

_EVENTS_PER_STATEMENT = 10_000
_TOLD_PER_STATEMENT = 500
"""A statement of many thousands of values takes longer to be read than to be done."""
_NEVER = "9999"
"""Later than any day."""
_OF_EACH_LINE = """SELECT "name", "sql" FROM "sqlite_master"
    WHERE "type" = 'trigger' AND "name" IN ('turnout_line_added', 'first_attendance_line_added')"""
"""What :class:`_Came` does in their place. Each line is set aside for them and read again, even where they then find
nothing to do."""

_COLUMNS = ("event_id", "precinct_id", "kind_id", "status", "month", "day", "heads", "present", "reached")

type Lines = Mapping[str, Sequence[Any]]
"""Sign-ins, column by column: ``event``, ``person`` and ``present`` of each are looked at."""

turnout: Any = Table("event_turnout", _COLUMNS).bind(database)
KNOWN_OF_EACH = ("event_id", "day", "present")
"""What lists are sorted by and the turnout of every event has."""
first_attendance: Any = Table("first_attendance", ("person_id", "precinct_id", "day")).bind(database)
"""The day of the first held event at which a person was ever present, under any entry merged into the person's; nobody
who never came. The precinct is the person's."""
served_day: Any = Table("served_day", ("precinct_id", "neighborhood_id", "day", "event_id", "held")).bind(database)
"""Each event by the neighborhoods it served, or is to serve, and its day, and whether it was held. The precinct is the
event's."""
officer_day: Any = Table("officer_day", ("officer_id", "day", "event_id")).bind(database)
"""Each event by its day and the officers who led it or were there."""


@contextmanager
def counted_once() -> Iterator[Callable[[Lines], None]]:
    """In the block, lines of sign-ins are inserted into a file, and none besides, of which all are told column by
    column: they are counted event by event at its end, and not one by one by the triggers, which are gone meanwhile.

    Call inside a transaction: nobody else meets the tables before they are counted, and a fault brings the triggers
    back. A server counts by the statement.
    """
    if not isinstance(database.obj, SqliteDatabase):
        yield lambda lines: None
        return
    came = _Came()
    triggers = database.execute_sql(_OF_EACH_LINE).fetchall()
    for name, _ in triggers:
        database.execute_sql(f'DROP TRIGGER "{name}"')
    yield came.tell
    for _, statement in triggers:
        database.execute_sql(statement)
    came.count()


class _Came:
    """How many came to which event, and on which day each person came first, of many lines."""

    def __init__(self) -> None:
        self._lines: Counter[int] = Counter()
        self._first: dict[int, str] = {}
        self._days: dict[int, str] = {}

    def tell(self, lines: Lines) -> None:
        """Take some more lines."""
        events, people, present = lines["event"], lines["person"], lines["present"]
        ends = compress(range(1, len(events)), map(ne, events, islice(events, 1, None)))
        parts = list(pairwise((0, *ends, len(events))))
        for start, end in parts:
            self._lines[events[start]] += present[start:end].count(True)
        if not any(people):
            return
        self._days.update(_days_of_held(set(events) - self._days.keys()))
        first: dict[int | None, str] = {}
        # From the latest event back, so that of the days of a person the first one stays.
        for start, end in sorted(parts, key=lambda part: self._days.get(events[part[0]], ""), reverse=True):
            if (day := self._days.get(events[start])) is not None:
                first.update(zip(compress(people[start:end], present[start:end]), repeat(day)))
        for person, day in first.items():
            if person is not None and day < self._first.get(person, _NEVER):
                self._first[person] = day

    def count(self) -> None:
        """Add to what the tables keep."""
        for some in batched(self._lines.items(), _TOLD_PER_STATEMENT):
            marks = ", ".join(["(?, ?)"] * len(some))
            counted = (
                f'WITH "came" ("event", "lines") AS (VALUES {marks}) UPDATE "event_turnout" '
                'SET "present" = "present" + "came"."lines" FROM "came" WHERE "event_id" = "came"."event"'
            )
            database.execute_sql(counted, list(chain.from_iterable(some)))
        for people in batched(sorted(self._first), _TOLD_PER_STATEMENT):
            marks = ", ".join(["(?, ?)"] * len(people))
            came = f"""WITH "told" ("person", "day") AS (VALUES {marks})
                INSERT INTO "first_attendance" ("person_id", "precinct_id", "day")
                SELECT "one"."id", "one"."precinct_id", "told"."day" FROM "told"
                JOIN "person" AS "p" ON "p"."id" = "told"."person"
                JOIN "person" AS "one" ON "one"."id" = coalesce("p"."merged_into_id", "p"."id")
                WHERE true ON CONFLICT ("person_id") DO UPDATE
                SET "day" = "excluded"."day" WHERE "excluded"."day" < "day" """
            told = zip(people, map(self._first.__getitem__, people), strict=True)
            database.execute_sql(came, list(chain.from_iterable(told)))


def _days_of_held(events: Collection[int]) -> Iterator[tuple[int, str]]:
    for some in batched(events, _EVENTS_PER_STATEMENT):
        marks = ", ".join("?" * len(some))
        held = f"""SELECT "id", "date" FROM "event" WHERE "status" = 'held' AND "id" IN ({marks})"""
        yield from database.execute_sql(held, some).fetchall()
