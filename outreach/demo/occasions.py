"""Which events a month has: what, when, where and for whom."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from outreach.demo.facts import names
from outreach.demo.story import (
    CHECKPOINTS,
    GONE_QUIET,
    GONE_QUIET_SINCE,
    PRECINCT_HOMICIDES,
    TURN_IN,
    Month,
)
from outreach.demo.world import Place, World

_FEWEST, _MOST = 44, 54
"""Events held in a month."""

_SATURDAY = 5
_HOLIDAYS = {(1, 1), (7, 4), (12, 24), (12, 25), (12, 31)}
_REASONS = ("Ice on the roads.", "The hall was double-booked.", "Thunderstorm warning.", "Called away to an emergency.")


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event as planned; ``reason`` says why it was cancelled, where it was."""

    kind: str
    title: str
    starts: datetime
    minutes: int
    where: str
    places: tuple[Place, ...]
    host: int | None = None
    reason: str = ""


def month_of_events(world: World, month: Month, rng: Random) -> list[Occasion]:
    """The events of a month by time, some of them cancelled. Between 44 and 54 of them took place."""
    planned = [
        *_association_meetings(world, month, rng),
        *_beat_meetings(world, month, rng),
        *_checkpoints(world, month, rng),
        *_after_homicides(world, month, rng),
        *_once_a_month(world, month, rng),
        *_on_special_days(world, month, rng),
    ]
    wanted = rng.randint(_FEWEST, _MOST)
    meetings = [one for one in planned if one.kind == "Association meeting"]
    dropped = rng.sample(meetings, max(0, len(planned) - wanted))
    took_place = [one for one in planned if one not in dropped]
    took_place += [_walk(world, month, rng) for _ in range(wanted - len(took_place))]
    called_off = [*dropped, _walk(world, month, rng), _walk(world, month, rng)][: rng.randint(2, 3)]
    cancelled = [replace(one, reason=rng.choice(_REASONS)) for one in called_off]
    return sorted([*took_place, *cancelled], key=lambda one: (one.starts, one.title))


def few_planned(world: World, month: Month, rng: Random) -> list[Occasion]:
    """What is already in the calendar of a coming month."""
    coming = [
        *_association_meetings(world, month, rng),
        *_beat_meetings(world, month, rng),
        *_several(world, month, rng, "Coffee with a cop", 2, time(8, 30), 90),
        *_several(world, month, rng, "School visit", 3, time(9, 30), 60),
    ]
    return sorted(coming, key=lambda one: (one.starts, one.title))


def _association_meetings(world: World, month: Month, rng: Random) -> Iterator[Occasion]:
    for place in world.places:
        day = nth_weekday(month, place.nth, place.weekday)
        if rng.random() < 0.74 and _reached(place, day) and not _is_holiday(day):
            starts = datetime.combine(day, rng.choice((time(18), time(18, 30), time(19))))
            title = f"{place.name} Neighborhood Association"
            minutes = rng.choice((60, 75, 90, 95))
            yield Occasion("Association meeting", title, starts, minutes, place.hall, (place,), place.association)


def _beat_meetings(world: World, month: Month, rng: Random) -> Iterator[Occasion]:
    communities = sorted({place.community for place in world.places} - {""})
    for number, community in enumerate(communities):
        day = nth_weekday(month, number % 4 + 1, 3)
        reached = [place for place in world.places if place.community == community and _reached(place, day)]
        places = tuple(rng.sample(reached, min(3, len(reached))))
        yield Occasion(
            "Beat meeting", f"{community} beat meeting", datetime.combine(day, time(17, 30)), 60, places[0].hall, places
        )


def _checkpoints(world: World, month: Month, rng: Random) -> Iterator[Occasion]:
    for _ in range(CHECKPOINTS[month]):
        day, place = _any_day(month, rng), _any_place(world, month, rng)
        street = rng.choice(names().streets)
        starts = datetime.combine(day, rng.choice((time(16), time(19), time(20, 30), time(22), time(23, 15))))
        minutes = rng.choice((120, 150, 180))
        yield Occasion("Safety checkpoint", f"Safety checkpoint, {street}", starts, minutes, street, (place,))


def _after_homicides(world: World, month: Month, rng: Random) -> Iterator[Occasion]:
    for number in range(PRECINCT_HOMICIDES[month[0]][month[1] - 1]):
        place, street = _any_place(world, month, rng), rng.choice(names().streets)
        day = _any_day(month, rng, last=25)
        came = datetime.combine(day, rng.choice((time(9), time(15), time(18, 30))))
        yield Occasion(
            "Response after a shooting", f"Door to door after the shooting, {street}", came, 150, street, (place,)
        )
        if number % 2 == 0:
            evening = datetime.combine(day + timedelta(days=2), time(19))
            yield Occasion("Vigil", f"Vigil on {street}", evening, 60, f"Corner of {street}", (place,))


def _once_a_month(world: World, month: Month, rng: Random) -> Iterator[Occasion]:
    vacation = month[1] in (6, 7)
    yield from _several(world, month, rng, "Coffee with a cop", 2, time(8, 30), 90)
    yield from _several(world, month, rng, "School visit", 0 if vacation else 3, time(9, 30), 60)
    yield from _several(world, month, rng, "Youth event", 4 if vacation else 1, time(15, 30), 120)
    yield from _several(world, month, rng, "Senior check-in", 2, time(10), 120)
    yield from _several(world, month, rng, "Business visit", 2, time(13), 60)
    yield from _several(world, month, rng, "Faith partner meeting", 1, time(12), 75)
    yield from _several(world, month, rng, "Training", 1, time(18), 120)
    yield from (_walk(world, month, rng) for _ in range(2))


def _on_special_days(world: World, month: Month, rng: Random) -> Iterator[Occasion]:
    if month[1] in (3, 4, 10):
        yield from _several(world, month, rng, "Neighborhood cleanup", 1, time(9), 180, saturday=True)
    if month[1] in (5, 9):
        yield from _several(world, month, rng, "Community fair", 1, time(10), 240, saturday=True)
    if month[1] == 8:
        for place in rng.sample(world.places, 5):
            starts = datetime.combine(nth_weekday(month, 1, 1), time(18))
            yield Occasion("Community fair", f"National Night Out, {place.name}", starts, 150, place.hall, (place,))
    if month == (TURN_IN.year, TURN_IN.month):
        crossplex = tuple(place for place in world.places if place.community == "Five Points West")[:3]
        starts = datetime.combine(TURN_IN, time(10))
        yield Occasion("Gun turn-in", "Gun turn-in with three churches", starts, 240, "CrossPlex", crossplex)


def _several(
    world: World, month: Month, rng: Random, kind: str, count: int, at: time, minutes: int, *, saturday: bool = False
) -> Iterator[Occasion]:
    for _ in range(count):
        place = _any_place(world, month, rng)
        day = nth_weekday(month, rng.randint(1, 4), 5) if saturday else _any_day(month, rng, weekday=True)
        where = f"{rng.choice(names().streets)} Elementary School" if kind == "School visit" else place.hall
        yield Occasion(kind, f"{kind}, {place.name}", datetime.combine(day, at), minutes, where, (place,))


def _walk(world: World, month: Month, rng: Random) -> Occasion:
    place, street = _any_place(world, month, rng), rng.choice(names().streets)
    starts = datetime.combine(_any_day(month, rng), rng.choice((time(11), time(14), time(16, 30), time(19))))
    return Occasion("Patrol walk", f"Patrol walk along {street}", starts, 90, street, (place,))


def nth_weekday(month: Month, nth: int, weekday: int) -> date:
    """The nth such weekday of a month (Monday is 0), nth being 1 to 4."""
    first = date(*month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _any_day(month: Month, rng: Random, *, weekday: bool = False, last: int = 31) -> date:
    days = range(1, min(last, calendar.monthrange(*month)[1]) + 1)
    listed = [date(*month, number) for number in days]
    return rng.choice([day for day in listed if not _is_holiday(day) and (not weekday or day.weekday() < _SATURDAY)])


def _is_holiday(day: date) -> bool:
    return (day.month, day.day) in _HOLIDAYS


def _any_place(world: World, month: Month, rng: Random) -> Place:
    reached = [place for place in world.places if _reached(place, date(*month, calendar.monthrange(*month)[1]))]
    return rng.choice(reached)


def _reached(place: Place, day: date) -> bool:
    return place.name not in GONE_QUIET or day < GONE_QUIET_SINCE
