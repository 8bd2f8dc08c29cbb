"""Offenses, and how many of each there were in a month and an area."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from outreach.actions.change import Actor, Changes, change, required
from outreach.actions.checks import must_belong, plain_values, refuse_taken, sensible_day, word_of
from outreach.actions.spellings import other_spellings, set_spellings, spellings_of
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records.base import Row
from outreach.records.crime import CrimeCount, CrimeScope, Offense, OffenseAlias
from outreach.records.people import Neighborhood


@dataclass(frozen=True, slots=True)
class OffenseDetails:
    """An offense as the precinct reports it; ``aliases`` are the spellings and codes that files write."""

    name: str
    group_name: str = ""
    aliases: tuple[str, ...] = ()
    position: int = 0


@dataclass(frozen=True, slots=True)
class CrimeCountEntry:
    """The count of one month (its first day), offense and area; below zero where unfounded reports outweigh."""

    month: date
    offense: int
    count: int
    scope: str = CrimeScope.PRECINCT
    neighborhood: int | None = None
    source: str = ""


def add_offense(by: Actor, precinct: int, details: OffenseDetails) -> Changes:
    """Add an offense. Raises :class:`OutreachError` when its name or a spelling is taken."""
    return add_offenses(by, precinct, [details], action="add_offense")


def add_offenses(
    by: Actor, precinct: int, details: Sequence[OffenseDetails], *, action: str = "add_offenses"
) -> Changes:
    """Add many offenses in few statements. Raises :class:`OutreachError` when a name or a spelling is taken."""
    rows = [{"precinct": precinct, **_offense_values(one)} for one in details]
    spellings = [other_spellings(one.name, one.aliases) for one in details]
    with change(by, action) as c:
        refuse_taken(Offense, precinct, [row["name"] for row in rows])
        keys = c.create_many(Offense, rows)
        set_spellings(c, OffenseAlias, precinct, dict(zip(keys, spellings, strict=True)))
    return c.changes


def edit_offense(by: Actor, offense: int, version: int, details: OffenseDetails) -> Changes:
    """Change an offense and its spellings. Raises :class:`OutreachError` when a name or a spelling is taken."""
    with change(by, "edit_offense") as c:
        record = c.load(Offense, offense, version)
        details = c.merge(record, details, aliases=spellings_of(OffenseAlias))
        values = _offense_values(details)
        refuse_taken(Offense, record.precinct_id, [values["name"]], own=record.id)
        c.update(record, **values)
        spellings = other_spellings(details.name, details.aliases)
        if set_spellings(c, OffenseAlias, record.precinct_id, {record.id: spellings}):
            c.raise_version(record)
    return c.changes


def set_crime_counts(by: Actor, precinct: int, entries: Sequence[CrimeCountEntry]) -> Changes:
    """Make the counts what the entries say, in few statements whatever their number.

    Counts that are so already are not touched; an entry without a source keeps the source of an equal count. Raises
    :class:`OutreachError` when an entry makes no sense or two speak of the same month, offense and area.
    """
    wanted: dict[tuple[object, ...], Row] = {}
    for entry in entries:
        row = _count_values(entry)
        if wanted.setdefault(_area(row), row) is not row:
            raise OutreachError(
                say(
                    "Two counts speak of the same offense and area in {month}, so nothing was written: "
                    "leave one of them out.",
                    month=f"{entry.month:%Y-%m}",
                )
            )
    if not wanted:
        return Changes("set_crime_counts", None, ())
    months = [row["month"] for row in wanted.values()]
    with change(by, "set_crime_counts") as c:
        must_belong(Offense, {row["offense"] for row in wanted.values()}, precinct)
        must_belong(Neighborhood, {row["neighborhood"] for row in wanted.values()}, precinct)
        kept = CrimeCount.select().where(
            CrimeCount.precinct == precinct, CrimeCount.month.between(min(months), max(months))
        )
        differing = []
        for record in kept:
            area = (record.month, record.scope, record.neighborhood_id, record.offense_id)
            asked = wanted.pop(area, None)
            if asked and (record.count != asked["count"] or asked["source"] not in ("", record.source)):
                differing.append((record, {"count": asked["count"], "source": asked["source"]}))
        c.update_many(differing)
        c.create_many(CrimeCount, [{"precinct": precinct, **row} for row in wanted.values()])
    return c.changes


def clear_crime_count(by: Actor, count: int, version: int) -> Changes:
    """Forget a count: afterwards it is unknown, which is not zero."""
    with change(by, "clear_crime_count") as c:
        c.delete(c.load(CrimeCount, count, version))
    return c.changes


def _offense_values(details: OffenseDetails) -> Row:
    values = plain_values(details)
    required(details.name, say("The offense's name"))
    del values["aliases"]
    return values


def _count_values(entry: CrimeCountEntry) -> Row:
    sensible_day(entry.month, say("The month"))
    if entry.month.day != 1:
        raise OutreachError(
            say(
                "The month {month} is not the first day of a month, so nothing was written: give {first}.",
                month=entry.month,
                first=entry.month.replace(day=1),
            )
        )
    scope = word_of(CrimeScope, entry.scope, say("The area"))
    if scope == CrimeScope.NEIGHBORHOOD and entry.neighborhood is None:
        raise OutreachError(
            say(
                "A neighborhood's count for {month} does not say which neighborhood, so nothing was "
                "written: choose it.",
                month=f"{entry.month:%Y-%m}",
            )
        )
    if scope != CrimeScope.NEIGHBORHOOD and entry.neighborhood is not None:
        raise OutreachError(
            say(
                "A count of the whole {scope} for {month} names a neighborhood, so nothing was "
                "written: leave it out, or count for the neighborhood.",
                scope=say(scope),
                month=f"{entry.month:%Y-%m}",
            )
        )
    return {**plain_values(entry), "scope": scope}


def _area(row: Row) -> tuple[object, ...]:
    return row["month"], row["scope"], row["neighborhood"], row["offense"]
