"""Concerns: what a resident told us, at an event or elsewhere, and the promise made in the same breath."""

from dataclasses import dataclass, replace
from datetime import date

from outreach.actions.change import Actor, Changes, change, load, required
from outreach.actions.checks import must_belong, plain_values, sensible_day, word_of
from outreach.actions.followups import PromiseDetails, promise_values, refuse_strangers
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records.base import Row
from outreach.records.events import Event
from outreach.records.followups import Concern, ConcernSource, FollowUp, ProblemConcern, Topic
from outreach.records.people import Neighborhood, Organization, Person


@dataclass(frozen=True, slots=True)
class ConcernDetails:
    """What was said, about which topic, and by whom. ``source`` is one of :class:`ConcernSource`; the rest are keys."""

    topic: int
    words: str
    neighborhood: int | None = None
    source: str = ConcernSource.MEETING
    raised_on: date | None = None
    raised_by_person: int | None = None
    raised_by_organization: int | None = None
    confidential: bool = False


def record_concern(
    by: Actor,
    precinct: int,
    details: ConcernDetails,
    *,
    event: int | None = None,
    promise: PromiseDetails | None = None,
) -> Changes:
    """Record a concern and, with ``promise``, the follow-up that was promised on the same day.

    Without a day of its own a concern was raised on its event's. Raises :class:`OutreachError` when there is neither,
    or no words.
    """
    with change(by, "record_concern") as c:
        day = load(Event, event).date if event is not None else None
        values = concern_values(details, day)
        _refuse_strangers(precinct, details, event)
        concern = c.create(Concern, precinct=precinct, event=event, **values)
        if promise is not None:
            promised = promise_values(promise_for(details, promise), values["raised_on"])
            refuse_strangers(precinct, promise)
            c.create(FollowUp, precinct=precinct, concern=concern.id, event=event, **promised)
    return c.changes


def edit_concern(by: Actor, concern: int, version: int, details: ConcernDetails) -> Changes:
    """Change a concern; without a day it keeps the one it has. Raises :class:`OutreachError` when it has no words."""
    with change(by, "edit_concern") as c:
        record = c.load(Concern, concern, version)
        details = c.merge(record, replace(details, raised_on=details.raised_on or record.raised_on))
        _refuse_strangers(record.precinct_id, details)
        c.update(record, **concern_values(details, record.raised_on))
    return c.changes


def withdraw_concern(by: Actor, concern: int, version: int) -> Changes:
    """Remove a concern recorded by mistake. Raises :class:`OutreachError` when a promise hangs on it."""
    with change(by, "withdraw_concern") as c:
        record = c.load(Concern, concern, version)
        promises = FollowUp.select().where(FollowUp.concern == concern).count()
        if promises:
            raise OutreachError(
                say(
                    "This concern was not withdrawn, because a promise hangs on it: close or decline what was promised "
                    "instead."
                )
                if promises == 1
                else say(
                    "This concern was not withdrawn, because {count} promises hang on it: close or decline what was "
                    "promised instead.",
                    count=promises,
                )
            )
        for link in ProblemConcern.select().where(ProblemConcern.concern == concern):
            c.delete(link)
        c.delete(record)
    return c.changes


def _refuse_strangers(precinct: int, details: ConcernDetails, event: int | None = None) -> None:
    must_belong(Topic, [details.topic], precinct)
    must_belong(Event, [event], precinct)
    must_belong(Neighborhood, [details.neighborhood], precinct)
    must_belong(Person, [details.raised_by_person], precinct)
    must_belong(Organization, [details.raised_by_organization], precinct)


def concern_values(details: ConcernDetails, otherwise: date | None) -> Row:
    """The columns of a concern's row, all but precinct and event; ``otherwise`` is the day when it names none.

    Raises :class:`OutreachError` when there are no words, no day, or an unknown source.
    """
    required(details.words, say("What the resident said"))
    raised_on = details.raised_on or otherwise
    if raised_on is None:
        raise OutreachError(say("The day the concern was raised is missing: fill it in. Nothing was written."))
    values = plain_values(details)
    values["source"] = word_of(ConcernSource, values["source"], say("The source of a concern"))
    return {**values, "raised_on": sensible_day(raised_on, say("The day the concern was raised"))}


def promise_for(concern: ConcernDetails, promise: PromiseDetails) -> PromiseDetails:
    """A promise made about a concern: to whoever raised it and for its neighborhood, unless it says otherwise."""
    to_somebody = promise.promised_to_person or promise.promised_to_organization
    return replace(
        promise,
        neighborhood=promise.neighborhood or concern.neighborhood,
        promised_to_person=promise.promised_to_person if to_somebody else concern.raised_by_person,
        promised_to_organization=promise.promised_to_organization if to_somebody else concern.raised_by_organization,
    )
