"""Series of events: planned by a rule, changed as a whole or from one event on, carried on and ended.

An event of a series that was held, cancelled or moved by hand is never touched by a change of its series.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from dateutil.relativedelta import relativedelta

from outreach.actions.change import Actor, Change, Changes, change, load, required
from outreach.actions.checklists import start_checklists
from outreach.actions.checks import not_earlier, plain, sensible_day
from outreach.actions.events import EventDetails, check_event_keys, event_values, neighborhood_rows
from outreach.actions.recorded import recorded_with, remove_events
from outreach.actions.series_merging import IN_COMMON, WHOLE, Edited, Opened, merged
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records.base import Row
from outreach.records.events import Event, EventNeighborhood, EventStatus, Series
from outreach.records.precinct import Precinct
from outreach.records.recurrence import checked_rule, days_of

_ONE_DAY = timedelta(days=1)
_AHEAD = timedelta(days=365)
"""How far a series without a last day is planned at first; :func:`extend_series` carries it on."""


@dataclass(frozen=True, slots=True)
class SeriesDetails:
    """A series and what its events have in common. Kind, neighborhoods, host and lead officer are keys.

    ``rule`` is an RFC 5545 rule without start and end (see :mod:`outreach.records.recurrence` for plain words).
    ``skips_holidays`` leaves out federal holidays. An end time before the start time lies on the next day.
    """

    title: str
    kind: int
    rule: str
    starts_on: date
    until: date | None = None
    skips_holidays: bool = False
    start_time: time | None = None
    end_time: time | None = None
    place: str = ""
    neighborhoods: tuple[int, ...] = ()
    host: int | None = None
    lead_officer: int | None = None


def start_series(by: Actor, precinct: int, details: SeriesDetails) -> Changes:
    """Start a series and plan its events, until its last day or for a year.

    Raises :class:`OutreachError` for a rule that is none or falls on no day, and for what recording an event refuses.
    """
    values = _series_values(details)
    with change(by, "start_series") as c:
        load(Precinct, precinct)
        check_event_keys(precinct, [_occurrence(details, details.starts_on)])
        series = c.create(Series, precinct=precinct, **values)
        _plan(c, series, details, _some_days(details, _last_day(details, [])))
    return c.changes


def repeat_event(by: Actor, event: int, version: int, details: SeriesDetails) -> Changes:
    """Make one event the first of a series, and plan those that follow; the event itself stays as it is.

    The series starts with the event's day, whether or not the rule falls on it. Raises :class:`OutreachError` for an
    event that belongs to a series or is cancelled, for a rule with no later day, and as :func:`start_series` does.
    """
    with change(by, "repeat_event") as c:
        first = c.load(Event, event, version)
        if first.series_id is not None:
            raise OutreachError(
                say("This event belongs to a series already, so nothing was changed: change the series.")
            )
        if first.status == EventStatus.CANCELLED:
            raise OutreachError(
                say("This event is cancelled, so it was not repeated: put it back among the planned first.")
            )
        details = replace(details, starts_on=first.date)
        values = _series_values(details)
        check_event_keys(first.precinct_id, [_occurrence(details, first.date)])
        days = _some_days(details, _last_day(details, []))
        if days[-1] <= first.date:
            raise OutreachError(
                say(
                    "The rule of '{title}' has no day after {day}, so nothing was planned: change the rule or "
                    "the last day.",
                    title=details.title.strip(),
                    day=first.date,
                )
            )
        series = c.create(Series, precinct=first.precinct_id, **values)
        c.update(first, series=series.id, series_date=first.date)
        _plan(c, series, details, [day for day in days if day > first.date])
    return c.changes


def change_all(
    by: Actor, series: int, version: int, details: SeriesDetails, *, opened: Opened | None = None
) -> Changes:
    """Change a series and all of its events that are still planned as the rule had them.

    With the event that the editor was ``opened`` on, only what was changed there is written, and what a colleague
    changed meanwhile survives beside it; without it, everything is written.

    Their days follow the new rule in order; an event that is not touched stands for the nearest of the new days. Events
    too many are removed, or cancelled where something was recorded with them; further days are planned. Raises
    :class:`OutreachError` as :func:`start_series` does.
    """
    _series_values(details)
    with change(by, "change_series") as c:
        record = c.load(Series, series, version)
        edited = _edited_all(c, record, details, opened)
        check_event_keys(record.precinct_id, [_occurrence(edited.details, edited.details.starts_on)])
        c.update(record, **_series_values(edited.details))
        c.raise_version(record)
        _replan(c, record, edited, _events(record))
    return c.changes


def change_following(
    by: Actor, event: int, version: int, details: SeriesDetails, *, opened: Opened | None = None
) -> Changes:
    """Change one event of a series and those that follow: they become a series of their own from then on.

    With the series as the editor ``opened`` it, edits are merged as :func:`change_all` does.

    The new series starts on ``starts_on``, or with the event where that lies among the earlier events. Raises
    :class:`OutreachError` when the event belongs to no series, and as :func:`start_series` does.
    """
    with change(by, "change_following") as c:
        first = c.load(Event, event, version)
        if first.series_id is None:
            c.refuse_changed(first)
            raise OutreachError(say("This event belongs to no series, so nothing was changed: edit the event itself."))
        edited = _edited_following(c, first, details, opened)
        details = edited.details
        series, slot = load(Series, first.series_id), _slot(first)
        events = _events(series)
        earlier = [_slot(one) for one in events if _slot(one) < slot]
        if earlier and details.starts_on <= earlier[-1]:
            details = replace(details, starts_on=slot)
        values = _series_values(details)
        check_event_keys(series.precinct_id, [_occurrence(details, details.starts_on)])
        if earlier:
            c.update(series, until=slot - _ONE_DAY)
            series = c.create(Series, precinct=series.precinct_id, **values)
        else:
            c.update(series, **values)
        _replan(c, series, replace(edited, details=details), [one for one in events if _slot(one) >= slot])
    return c.changes


def _edited_all(c: Change, series: Series, details: SeriesDetails, opened: Opened | None) -> Edited:
    shown = Event.get_or_none(Event.id == opened.key, Event.series == series.id) if opened is not None else None
    if opened is None or shown is None:
        c.refuse_changed(series)
        return Edited(details, WHOLE)
    return merged(c, series, series, c.load(Event, opened.key, opened.version), details)


def _edited_following(c: Change, first: Event, details: SeriesDetails, opened: Opened | None) -> Edited:
    # Where a colleague made another series begin before it, the one that was shown says nothing of this event any more.
    if opened is None or first.series_id != opened.key:
        c.refuse_changed(first)
        return Edited(details, WHOLE)
    return merged(c, first, c.load(Series, opened.key, opened.version), first, details)


def extend_series(by: Actor, series: int, version: int, through: date) -> Changes:
    """Plan further events of a series up to a day, like its latest one; a last day it had moves there.

    Raises :class:`OutreachError` when the series reaches that day already, or has no event left to go by.
    """
    sensible_day(through, say("The last day"))
    with change(by, "extend_series") as c:
        record = c.load(Series, series, version)
        c.refuse_changed(record)
        events = _events(record)
        if not events:
            raise OutreachError(
                say("The series '{title}' has no event left to go by: start a new series.", title=record.title)
            )
        details = _details_of(record, events)
        days = days_of(record.rule, record.starts_on, through, skips_holidays=record.skips_holidays)
        further = [day for day in days if day > _slot(events[-1])]
        if not further:
            raise OutreachError(
                say(
                    "The series '{title}' has no further day up to {through}, so nothing was planned: choose a "
                    "later day.",
                    title=record.title,
                    through=through,
                )
            )
        if record.until is not None:
            c.update(record, until=through)
        c.raise_version(record)
        _plan(c, record, details, further)
    return c.changes


def end_series(by: Actor, series: int, version: int, last_date: date) -> Changes:
    """End a series: events still planned after its last day are removed, or cancelled where something is recorded.

    Raises :class:`OutreachError` when the last day lies before the first.
    """
    with change(by, "end_series") as c:
        record = c.load(Series, series, version)
        c.refuse_changed(record)
        not_earlier(
            sensible_day(last_date, say("The last day")), say("The last day"), record.starts_on, say("the first day")
        )
        c.update(record, until=last_date)
        later = (one for one in _events(record) if one.date > last_date and one.status == EventStatus.PLANNED)
        _withdraw(c, list(later))
    return c.changes


def _series_values(details: SeriesDetails) -> Row:
    event_values(_occurrence(details, details.starts_on))
    if details.until is not None:
        sensible_day(details.until, say("The last day"))
        not_earlier(details.until, say("The last day"), details.starts_on, say("the first day"))
    return {
        "title": plain(required(details.title, say("The title of the series"))),
        "kind": details.kind,
        "rule": checked_rule(details.rule),
        "starts_on": details.starts_on,
        "until": details.until,
        "skips_holidays": details.skips_holidays,
    }


def _occurrence(details: SeriesDetails, day: date) -> EventDetails:
    overnight = (
        details.start_time is not None and details.end_time is not None and details.end_time < details.start_time
    )
    return EventDetails(
        kind=details.kind,
        title=details.title,
        date=day,
        start_time=details.start_time,
        end_date=day + _ONE_DAY if overnight else day,
        end_time=details.end_time,
        place=details.place,
        neighborhoods=details.neighborhoods,
        host=details.host,
        lead_officer=details.lead_officer,
    )


def _events(series: Series) -> list[Event]:
    return list(Event.select().where(Event.series == series.id).order_by(Event.series_date))


def _last_day(details: SeriesDetails, events: Sequence[Event]) -> date:
    """Until when events are planned: the series' last day, else to the end of their last month, else a year."""
    if details.until is not None:
        return details.until
    planned = max(map(_slot, events), default=None)
    if planned is None or planned < details.starts_on:
        return details.starts_on + _AHEAD
    return planned + relativedelta(day=31)


def _some_days(details: SeriesDetails, last: date) -> list[date]:
    days = days_of(details.rule, details.starts_on, last, skips_holidays=details.skips_holidays)
    if not days:
        raise OutreachError(
            say(
                "The rule of '{title}' falls on no day from {first} to {last}, so nothing was planned: "
                "change the rule or the last day.",
                title=details.title.strip(),
                first=details.starts_on,
                last=last,
            )
        )
    return days


def _plan(c: Change, series: Series, details: SeriesDetails, days: Sequence[date]) -> None:
    rows = [event_values(_occurrence(details, day)) for day in days]
    own = {"precinct": series.precinct_id, "series": series.id}
    keys = c.create_many(Event, [{**row, **own, "series_date": row["date"]} for row in rows])
    template = _occurrence(details, details.starts_on)
    c.create_many(EventNeighborhood, [row for key in keys for row in neighborhood_rows(key, template)])
    start_checklists(c, [Event(id=key, kind=details.kind) for key in keys])


def _replan(c: Change, series: Series, edited: Edited, events: Sequence[Event]) -> None:
    """Make the events of a series follow its details: those that may be touched are moved, removed or joined."""
    details = edited.details
    held = [one.date for one in events if one.status == EventStatus.HELD]
    first = max([details.starts_on, *(day + _ONE_DAY for day in held)])
    free = {_slot(one): one for one in events if _as_planned(one) and _slot(one) >= first}
    fixed = set(map(_slot, events)) - set(free)
    left = _left_over(_some_days(details, _last_day(details, events)), fixed)
    days = [day for day in left if day >= first]
    kept = {day: free.pop(day) for day in days if day in free}
    others, further = list(free.values()), [day for day in days if day not in kept]
    moved = dict(zip(further, others, strict=False))
    _follow(c, series, edited, {**kept, **moved})
    _withdraw(c, others[len(moved) :])
    _plan(c, series, details, further[len(moved) :])


def _left_over(days: Sequence[date], fixed: Iterable[date]) -> list[date]:
    """The days that remain when each event that stays as it is stands for the nearest one, at most half a turn off."""
    half_a_turn = (days[-1] - days[0]) / (2 * (len(days) - 1)) if len(days) > 1 else timedelta()
    nearest = ((min(days, key=lambda day: abs(day - slot)), slot) for slot in fixed)
    taken = {day for day, slot in nearest if abs(day - slot) <= half_a_turn}
    return [day for day in days if day not in taken]


def _slot(event: Event) -> date:
    """The day the rule gave an event of a series, wherever it was moved since."""
    return event.series_date or event.date


def _as_planned(event: Event) -> bool:
    return event.status == EventStatus.PLANNED and event.date == event.series_date


def _follow(c: Change, series: Series, edited: Edited, events: dict[date, Event]) -> None:
    wanted = []
    for day, event in events.items():
        row = event_values(_occurrence(_with_its_own(edited, event), day))
        # What was written about one event, and where it stands, are its own.
        del row["summary"], row["status"]
        if not edited.changed & {"start_time", "end_time"} and event.end_date is not None:
            row["end_date"] = day + (event.end_date - event.date)
        wanted.append((event, {**row, "series": series.id, "series_date": day}))
    c.update_many(wanted)
    if "neighborhoods" in edited.changed:
        _serve(c, edited.details, list(events.values()))


def _with_its_own(edited: Edited, event: Event) -> SeriesDetails:
    """The details with what an event has of its own wherever that was not changed for all of them."""
    names = set(IN_COMMON) - edited.changed - {"neighborhoods"}
    return replace(edited.details, **{name: event.__data__[name] for name in names})


def _serve(c: Change, details: SeriesDetails, events: Sequence[Event]) -> None:
    """Let events be for the neighborhoods of their series."""
    kept = list(EventNeighborhood.select().where(EventNeighborhood.event.in_([one.id for one in events])))
    served = {(one.event_id, one.neighborhood_id) for one in kept}
    gone = [one for one in kept if one.neighborhood_id not in details.neighborhoods]
    rows = (row for one in events for row in neighborhood_rows(one.id, _occurrence(details, one.date)))
    fresh = [row for row in rows if (row["event"], row["neighborhood_id"]) not in served]
    c.delete_many(gone)
    c.create_many(EventNeighborhood, fresh)
    differing = {*(one.event_id for one in gone), *(row["event"] for row in fresh)}
    c.raise_versions([one for one in events if one.id in differing])


def _withdraw(c: Change, events: Sequence[Event]) -> None:
    used = recorded_with(events)
    reason = {"status": EventStatus.CANCELLED, "cancel_reason": "The series no longer has this day."}
    c.update_many([(one, reason) for one in events if one.id in used])
    remove_events(c, [one for one in events if one.id not in used])


def _details_of(series: Series, events: Sequence[Event]) -> SeriesDetails:
    """What the events of a series have in common, going by the latest that was not cancelled."""
    latest = next((one for one in reversed(events) if one.status != EventStatus.CANCELLED), events[-1])
    served = EventNeighborhood.select().where(EventNeighborhood.event == latest.id).order_by(EventNeighborhood.id)
    return SeriesDetails(
        title=series.title,
        kind=series.kind_id,
        rule=series.rule,
        starts_on=series.starts_on,
        until=series.until,
        skips_holidays=series.skips_holidays,
        start_time=latest.start_time,
        end_time=latest.end_time,
        place=latest.place,
        neighborhoods=tuple(one.neighborhood_id for one in served),
        host=latest.host_id,
        lead_officer=latest.lead_officer_id,
    )
