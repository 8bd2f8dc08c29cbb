"""A month of the city: events with all that belongs to them, and the promises made at them."""

import calendar
from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from random import Random

from outreach.actions.concerns import ConcernDetails
from outreach.actions.event_records import EventRecord, record_events
from outreach.actions.events import EventDetails, StaffDetails
from outreach.actions.followups import PromiseDetails
from outreach.actions.promise_records import NoteRecord, PromiseRecord, record_promises
from outreach.actions.signin import AttendanceDetails
from outreach.actions.standard import CITIZEN_CONTACTS, FIREARMS_RECOVERED, VEHICLES_STOPPED
from outreach.demo.facts import Conversation, conversations, names
from outreach.demo.settling import BY
from outreach.demo.story import Month
from outreach.demo.world import City

_LAST_DAY = date(2019, 12, 31)
_LINES_PER_SHEET = 20
_KINDS = (
    ("Association meeting", 45), ("Beat meeting", 12), ("Coffee with a cop", 8), ("Safety checkpoint", 10),
    ("Youth event", 6), ("School visit", 8), ("Patrol walk", 6), ("Community fair", 3), ("Vigil", 2),
)  # fmt: skip
_STARTS = (time(8, 30), time(12), time(16), time(18), time(18, 30), time(19), time(21))
_NOTES = ("Called back.", "Went by twice, nothing seen.", "Asked the partner for a date.", "Better, the neighbor says.")


def write_month(city: City, month: Month, rng: Random, events: int, sign_ins: int, promises: int) -> None:
    """Record so many events of a month, with so many lines of sign-in and promises among them."""
    talks = [talk for talk in conversations() if talk.promise]
    said: list[tuple[Conversation, dict[str, str], date, int]] = []
    records = []
    # The first always takes place, so that there is somewhere to sign in.
    occasions = [_details(city, month, number == 0 or rng.random() > 0.03, rng) for number in range(events)]
    held = [details.status == "held" for details, _ in occasions]
    shares = zip(occasions, _spread(sign_ins, held, rng), _spread(promises, held, rng), strict=True)
    for (details, home), lines, concerns in shares:
        here = [(rng.choice(talks), _words(rng)) for _ in range(concerns)]
        said += [(talk, words, details.date, home) for talk, words in here]
        records.append(
            EventRecord(
                details,
                tuple(_lines(city.people[home], lines, rng)),
                (("Adults", lines + rng.randrange(9)), ("Youth", rng.randrange(12))) if rng.random() < 0.85 else (),
                _measures(city, details, rng),
                tuple(
                    (ConcernDetails(city.topics[talk.topic], talk.said.format(**words), city.neighborhoods[home]), None)
                    for talk, words in here
                ),
            )
            if details.status == "held"
            else EventRecord(details)
        )
    made = record_events(BY, city.precinct, records)
    concerns_made = zip(made.ids("concern"), said, strict=True)
    record_promises(BY, city.precinct, [_promise(city, concern, *told, rng) for concern, told in concerns_made])


def _details(city: City, month: Month, held: bool, rng: Random) -> tuple[EventDetails, int]:
    """An event of the month, and the place in the city's lists of the neighborhood it is held in."""
    home = min(int(rng.expovariate(1 / 28)), len(city.neighborhoods) - 1)
    (kind,) = rng.choices([name for name, _ in _KINDS], [weight for _, weight in _KINDS])
    starts = rng.choice(_STARTS)
    day = date(*month, rng.randint(1, calendar.monthrange(*month)[1]))
    officers = rng.sample(city.officers, 2)
    title = (
        f"{city.names[home]} Neighborhood Association"
        if kind == "Association meeting"
        else f"{kind}, {city.names[home]}"
    )
    details = EventDetails(
        city.kinds[kind],
        title,
        day,
        starts,
        day,
        time(starts.hour + 1, starts.minute),
        rng.choice(names().streets),
        (city.neighborhoods[home],),
        None,
        officers[0],
        tuple(StaffDetails(officer, "", rng.choice((1.0, 1.5, 2.0))) for officer in officers),
        status="held" if held else "cancelled",
    )
    return details, home


def _lines(people: list[int], count: int, rng: Random) -> Iterator[AttendanceDetails]:
    """So many lines: few people come often, for who comes is drawn from the cube of chance."""
    known: set[int] = set()
    for number in range(count):
        sheet, line = number // _LINES_PER_SHEET + 1, number % _LINES_PER_SHEET + 1
        chance = rng.random()
        person = people[int(len(people) * rng.random() ** 3)] if people and chance > 0.05 else None
        if person is not None and person not in known:
            known.add(person)
            yield AttendanceDetails(person, sheet=sheet, line=line)
        elif chance < 0.01:
            yield AttendanceDetails(legible=False, sheet=sheet, line=line)
        else:
            given, family = names().person(rng)
            yield AttendanceDetails(name_as_signed=f"{given[0]}. {family}", sheet=sheet, line=line)


def _measures(city: City, details: EventDetails, rng: Random) -> tuple[tuple[int, int | None], ...]:
    if details.kind != city.kinds["Safety checkpoint"]:
        return ()
    listed = ((VEHICLES_STOPPED, 160), (CITIZEN_CONTACTS, 210), (FIREARMS_RECOVERED, 6))
    return tuple((city.measures[name], rng.randrange(most)) for name, most in listed)


def _promise(
    city: City, concern: int, talk: Conversation, words: dict[str, str], day: date, home: int, rng: Random
) -> PromiseRecord:
    owner = rng.choice(city.officers)
    due = day + timedelta(days=rng.choice((7, 14, 21, 30, 45)))
    details = PromiseDetails(
        talk.promise.format(**words), talk.public.format(**words), owner, due, neighborhood=city.neighborhoods[home]
    )
    notes = tuple(
        NoteRecord(rng.choice(_NOTES), day + timedelta(days=rng.randint(0, 6)), owner)
        for _ in range(rng.choice((0, 1, 1, 2)))
    )
    closed = day + timedelta(days=rng.randint(1, 40))
    if closed > _LAST_DAY or rng.random() < 0.01:
        partner = talk.partner or "Public Works"
        status = rng.choice(("open", "in progress", "waiting on partner"))
        return PromiseRecord(details, day, concern, status=status, partner=partner, notes=notes)
    told = closed + timedelta(days=rng.randint(0, 9)) if rng.random() < 0.9 else None
    if talk.declined and rng.random() < 0.2:
        reason = talk.declined.format(**words)
        return PromiseRecord(
            details, day, concern, status="declined", closed_on=closed, decline_reason=reason, told_on=told, notes=notes
        )
    return PromiseRecord(
        details,
        day,
        concern,
        status="done",
        closed_on=closed,
        outcome=talk.outcome.format(**words),
        public_outcome=talk.public_outcome.format(**words),
        told_on=told,
        notes=notes,
    )


def _words(rng: Random) -> dict[str, str]:
    return {"street": rng.choice(names().streets), "spot": rng.choice(names().spots), "n": str(rng.randint(60, 320))}


def _spread(total: int, among: Sequence[bool], rng: Random) -> list[int]:
    """A total spread unevenly over those that are true: some have little, a few have much, together all of it."""
    weights = [rng.gammavariate(2.0, 1.0) if one else 0.0 for one in among]
    whole, running, given, shares = sum(weights), 0.0, 0, []
    for weight in weights:
        running += weight
        shares.append(round(total * running / whole) - given)
        given += shares[-1]
    return shares
