"""Whether the numbers that the database keeps by itself are those of the records: each is counted anew."""

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import Any

from peewee import JOIN, SQL, Case, Expression, Select, SqliteDatabase, Table, fn

from outreach.languages.spoken import say
from outreach.queries.listing import count_of
from outreach.queries.soundness import Fault
from outreach.records.base import database
from outreach.records.crime import CrimeCount
from outreach.records.events import Attendance, Event, EventNeighborhood, EventOfficer, EventStatus, HeadCount, Measure
from outreach.records.followups import Concern, FollowUp, FollowUpStatus
from outreach.records.people import Person
from outreach.records.people_keys import KEYS_OF_PEOPLE, key_of
from outreach.records.tallies import (
    concern_month,
    concern_tally,
    crime_tally,
    event_tally,
    follow_up_closing,
    follow_up_month,
    follow_up_standing,
    follow_up_tally,
    measure_month,
    person_tally,
    start_month,
)
from outreach.records.turnout import first_attendance, officer_day, served_day, turnout
from outreach.shipped import COMMAND

_EVENTS = ("month", "status", "kind_id", "events", "counted", "reached", "present")
_PEOPLE = ("active", "confidential", "may_contact", "neighborhood_id", "people")
_CONCERNS = ("topic_id", "neighborhood_id", "concerns")
_PROMISES = ("status", "told", "neighborhood_id", "promises")
_MONTHS = ("month", "opened", "closed", "due", "kept")
_STANDING = ("month", "standing", "late")
_CLOSINGS = ("month", "days", "closed", "told")
_TOPICS = ("month", "topic_id", "concerns")
_CRIME = ("month", "offense_id", "scope", "areas", "total")
_MEASURES = ("month", "kind_id", "places", "noted", "total")
_STARTS = ("month", "start", "events")
_ONE, _NONE, _LESS = SQL("1"), SQL("0"), SQL("-1")
_NOT_COUNTED = -1
"""Stands for an unknown head count, which no known one is."""


def tally_faults() -> tuple[Fault, ...]:
    """The numbers beside lists, over charts and of each event that are not what the records say; 31 statements."""
    remedy = say(
        "The records themselves are sound. Copy them into a new database, which counts them anew: '{command} copy'.",
        command=COMMAND,
    )
    return tuple(Fault(words, remedy) for words in _wrong())


def _wrong() -> Iterator[str]:
    lost = count_of(_events_of_another_turnout())
    if lost:
        yield say("The turnout kept of {count:,} events is not that of their sign-ins and head counts", count=lost)
    early = _people_of_another_first_day()
    if early:
        yield say("The first day kept of {count:,} people is not that of their sign-ins", count=early)
    misplaced = _people_under_other_keys()
    if misplaced:
        yield say("{count:,} people are not where the index of words has people of their name", count=misplaced)
    elsewhere = _areas_served_on_other_days()
    if elsewhere:
        yield say(
            "The days kept of {count:,} neighborhoods are not those of the events that served them", count=elsewhere
        )
    away = _officers_of_other_days()
    if away:
        yield say("The days kept of {count:,} officers are not those of the events that had them", count=away)
    tallies: tuple[tuple[Any, Sequence[str], int, Any, str], ...] = (
        (event_tally, _EVENTS, 4, _events(), say("events")),
        (person_tally, _PEOPLE, 1, _people(), say("people")),
        (concern_tally, _CONCERNS, 1, _concerns(), say("concerns")),
        (follow_up_tally, _PROMISES, 1, _promises(), say("promises")),
        (follow_up_month, _MONTHS, 4, _promises_by_month(), say("promises")),
        (follow_up_standing, _STANDING, 2, _promises_standing(), say("promises")),
        (follow_up_closing, _CLOSINGS, 2, _promises_closed(), say("promises")),
        (concern_month, _TOPICS, 1, _concerns_by_month(), say("concerns")),
        (crime_tally, _CRIME, 2, _crime(), say("offenses")),
        (measure_month, _MEASURES, 3, _measures(), say("measures")),
        (start_month, _STARTS, 1, _starts(), say("events")),
    )
    for tally, names, amounts, counted, words in tallies:
        columns = [getattr(tally, name) for name in ("precinct_id", *names)]
        kept = Select((tally,), columns).bind(database.obj)
        wrong = _cells(kept, amounts) ^ _cells(counted, amounts)
        if wrong:
            cells = {cell for cell, _ in wrong}
            yield say("{count:,} counts of {words} kept beside the lists are wrong", count=len(cells), words=words)


def _cells(query: Any, amounts: int) -> set[tuple[tuple[str, ...], tuple[int, ...]]]:
    """What is in each cell of a query that has its amounts last, where there is anything."""
    found: dict[tuple[str, ...], tuple[int, ...]] = {}
    for row in query.tuples().iterator():
        cell = tuple(str(int(part) if isinstance(part, bool) else part) for part in row[:-amounts])
        before = found.get(cell, (0,) * amounts)
        found[cell] = tuple(sum(both) for both in zip(before, row[-amounts:], strict=True))
    return {(cell, sums) for cell, sums in found.items() if any(sums)}


def _month(day: Any) -> Any:
    """The first day of the month of a day."""
    if isinstance(database.obj, SqliteDatabase):
        return fn.SUBSTR(day, 1, 8).coerce(False).concat("01")
    return fn.DATE_TRUNC("month", day).cast("date")


def _area(model: Any) -> Any:
    return fn.COALESCE(model.neighborhood, 0)


def _events_of_another_turnout() -> Any:
    heads = HeadCount.select(fn.SUM(HeadCount.count)).where(HeadCount.event == Event.id)
    present = Attendance.select(fn.COUNT(Attendance.id)).where(Attendance.event == Event.id, Attendance.present)
    differs = (
        turnout.event_id.is_null()
        | (turnout.present != present)
        | (fn.COALESCE(turnout.heads, _NOT_COUNTED) != fn.COALESCE(heads, _NOT_COUNTED))
        | (turnout.precinct_id != Event.precinct)
        | (turnout.kind_id != Event.kind)
        | (turnout.status != Event.status)
        | (turnout.day != Event.date)
        | Expression(turnout.month, "<>", _month(Event.date))
    )
    return Event.select(Event.id).join(turnout, JOIN.LEFT_OUTER, on=(turnout.event_id == Event.id)).where(differs)


def _people_of_another_first_day() -> int:
    """How many people came for the first time on another day than is kept, as somebody merged into another is she."""
    entry, one = Person.alias(), Person.alias()
    came = (
        Attendance.select(one.id, one.precinct, fn.MIN(Event.date))
        .join(Event)
        .join_from(Attendance, entry, on=Attendance.person == entry.id)
        .join_from(entry, one, on=one.id == fn.COALESCE(entry.merged_into, entry.id))
        .where(Attendance.present, Event.status == EventStatus.HELD)
        .group_by(one.id, one.precinct)
    )
    kept = first_attendance
    told, counted = (
        {(person, precinct, str(day)) for person, precinct, day in rows.tuples().iterator()}
        for rows in (kept.select(kept.person_id, kept.precinct_id, kept.day), came)
    )
    return len({person for person, *_ in told ^ counted})


def _people_under_other_keys() -> int:
    """How many people the index of words of a file has under other keys than theirs, or has not, or has beside them."""
    if not isinstance(database.obj, SqliteDatabase):
        return 0
    kept: Any = Table(KEYS_OF_PEOPLE, ("id",)).bind(database)
    found = {key for (key,) in kept.select(kept.id).tuples().iterator()}
    columns = (Person.id, Person.precinct, Person.family_name, Person.merged_into, Person.active, Person.confidential)
    wrong = 0
    for person, precinct, family_name, merged, active, confidential in Person.select(*columns).tuples().iterator():
        key = key_of(person, precinct, family_name, merged=merged is not None, active=active, confidential=confidential)
        wrong += key not in found
        found.discard(key)
    return max(wrong, len(found))


def _areas_served_on_other_days() -> int:
    """How many neighborhoods were served by other events, or on other days, or by others that were held, than is
    kept."""
    served = EventNeighborhood.select(
        Event.precinct, EventNeighborhood.neighborhood, Event.date, Event.id, Event.status == EventStatus.HELD
    ).join(Event)
    kept = served_day.select(
        served_day.precinct_id, served_day.neighborhood_id, served_day.day, served_day.event_id, served_day.held
    )
    told, counted = (
        {(precinct, area, str(day), event, bool(held)) for precinct, area, day, event, held in rows.tuples().iterator()}
        for rows in (kept, served)
    )
    return len({area for _, area, *_ in told ^ counted})


def _officers_of_other_days() -> int:
    """How many officers led other events, or were at others, or on other days, than is kept."""
    led = Event.select(Event.lead_officer, Event.date, Event.id).where(Event.lead_officer.is_null(False))
    there = EventOfficer.select(EventOfficer.officer, Event.date, Event.id).join(Event)
    kept = officer_day.select(officer_day.officer_id, officer_day.day, officer_day.event_id)
    told, counted = (
        {(officer, str(day), event) for officer, day, event in rows.tuples().iterator()}
        for rows in (kept, led.union(there))
    )
    return len({officer for officer, *_ in told ^ counted})


def _events() -> Any:
    """From the turnout, which is checked by itself."""
    cells = (turnout.precinct_id, turnout.month, turnout.status, turnout.kind_id)
    counted = Case(None, ((turnout.reached.is_null(), 0),), 1)
    return turnout.select(*cells, _ONE, counted, fn.COALESCE(turnout.reached, 0), turnout.present)


def _people() -> Any:
    cells = (Person.precinct, Person.active, Person.confidential, Person.may_contact, _area(Person))
    return Person.select(*cells, _ONE).where(Person.merged_into.is_null())


def _concerns() -> Any:
    return Concern.select(Concern.precinct, Concern.topic, _area(Concern), _ONE)


def _promises() -> Any:
    told = Case(None, ((FollowUp.told_on.is_null(), 0),), 1)
    return FollowUp.select(FollowUp.precinct, FollowUp.status, told, _area(FollowUp), _ONE)


def _promises_by_month() -> Any:
    in_time = (FollowUp.status == FollowUpStatus.DONE) & (FollowUp.closed_on <= FollowUp.due)
    made, all_closed, all_due = (
        FollowUp.select(FollowUp.precinct, _month(day), *amounts).where(day.is_null(False))
        for day, amounts in (
            (FollowUp.opened_on, (_ONE, _NONE, _NONE, _NONE)),
            (FollowUp.closed_on, (_NONE, _ONE, _NONE, _NONE)),
            (FollowUp.due, (_NONE, _NONE, _ONE, Case(None, ((in_time, 1),), 0))),
        )
    )
    return made.union_all(all_closed).union_all(all_due)


def _promises_standing() -> Any:
    """One more where a promise begins to stand open, or late, and one less where it does no more."""
    made, closed = _month(FollowUp.opened_on), _month(FollowUp.closed_on)
    is_closed = FollowUp.closed_on.is_null(False)
    late = _month(Case(None, ((FollowUp.opened_on > FollowUp.due, FollowUp.opened_on),), FollowUp.due))
    was_late = FollowUp.due.is_null(False) & (FollowUp.closed_on.is_null() | Expression(closed, ">", late))
    parts: list[Any] = [
        FollowUp.select(FollowUp.precinct, month, *amounts).where(when)
        for month, amounts, when in (
            (made, (_ONE, _NONE), FollowUp.opened_on.is_null(False)),
            (closed, (_LESS, _NONE), is_closed),
            (late, (_NONE, _ONE), was_late),
            (closed, (_NONE, _LESS), is_closed & was_late),
        )
    ]
    return reduce(lambda ones, more: ones.union_all(more), parts)


def _promises_closed() -> Any:
    days: Any = Expression(FollowUp.closed_on, "-", FollowUp.opened_on)
    if isinstance(database.obj, SqliteDatabase):
        days = (fn.JULIANDAY(FollowUp.closed_on) - fn.JULIANDAY(FollowUp.opened_on)).cast("INTEGER")
    told = Case(None, ((FollowUp.told_on.is_null(), 0),), 1)
    columns = (FollowUp.precinct, _month(FollowUp.closed_on), days, _ONE, told)
    return FollowUp.select(*columns).where(FollowUp.closed_on.is_null(False))


def _concerns_by_month() -> Any:
    return Concern.select(Concern.precinct, _month(Concern.raised_on), Concern.topic, _ONE)


def _crime() -> Any:
    return CrimeCount.select(
        CrimeCount.precinct, CrimeCount.month, CrimeCount.offense, CrimeCount.scope, _ONE, CrimeCount.count
    )


def _measures() -> Any:
    noted = Case(None, ((Measure.count.is_null(), 0),), 1)
    columns = (Event.precinct, _month(Event.date), Measure.kind, _ONE, noted, fn.COALESCE(Measure.count, 0))
    return Measure.select(*columns).join(Event).where(Event.status == EventStatus.HELD)


def _starts() -> Any:
    start = fn.COALESCE(Event.start_time.cast("TEXT"), "").coerce(False)
    return Event.select(Event.precinct, _month(Event.date), start, _ONE).where(Event.status == EventStatus.HELD)
