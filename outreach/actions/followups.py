"""Follow-ups: the whole life of a promise, from the day it was made until somebody was told how it ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from outreach.actions.change import Actor, Change, Changes, change, load, required
from outreach.actions.checks import must_belong, not_earlier, plain, plain_values, sensible_day, word_of
from outreach.actions.refusals import stale
from outreach.errors import NotFoundError, OutreachError
from outreach.languages.spoken import say
from outreach.records.base import Row
from outreach.records.events import Event
from outreach.records.followups import (
    Concern,
    FollowUp,
    FollowUpNote,
    FollowUpStatus,
    Priority,
)
from outreach.records.people import Neighborhood, Organization, Person
from outreach.records.precinct import Officer


@dataclass(frozen=True, slots=True)
class PromiseDetails:
    """What was promised, in our words and in words for the public, to whom, by whom and until when (keys)."""

    words: str
    public_words: str = ""
    owner: int | None = None
    due: date | None = None
    priority: str = Priority.NORMAL
    promised_to_person: int | None = None
    promised_to_organization: int | None = None
    neighborhood: int | None = None


def make_promise(
    by: Actor,
    precinct: int,
    details: PromiseDetails,
    opened_on: date,
    *,
    concern: int | None = None,
    event: int | None = None,
) -> Changes:
    """Record a promise; one about a concern belongs to the concern's event and neighborhood unless it says otherwise.

    Raises :class:`OutreachError` when it has no words, or is due before it was made.
    """
    values = promise_values(details, opened_on)
    with change(by, "make_promise") as c:
        if concern is not None:
            raised = load(Concern, concern)
            must_belong(Concern, [concern], precinct)
            event = event or raised.event_id
            values["neighborhood"] = values["neighborhood"] or raised.neighborhood_id
        must_belong(Event, [event], precinct)
        refuse_strangers(precinct, details)
        c.create(FollowUp, precinct=precinct, concern=concern, event=event, **values)
    return c.changes


def edit_promise(by: Actor, follow_up: int, version: int, details: PromiseDetails) -> Changes:
    """Change what was promised. Raises :class:`OutreachError` when it has no words, or is due before it was made."""
    with change(by, "edit_promise") as c:
        record = c.load(FollowUp, follow_up, version)
        details = c.merge(record, details)
        refuse_strangers(record.precinct_id, details)
        values = promise_values(details, record.opened_on)
        c.update(record, **values)
    return c.changes


def start_work(by: Actor, follow_up: int, version: int) -> Changes:
    """Say that work is in progress. A partner who was asked stays named. Raises :class:`OutreachError` when closed."""
    with change(by, "start_work") as c:
        c.update(_open(c, follow_up, version), status=FollowUpStatus.IN_PROGRESS)
    return c.changes


def wait_on_partner(by: Actor, follow_up: int, version: int, partner: str, asked_on: date) -> Changes:
    """Say which partner was asked, and when. Raises :class:`OutreachError` when closed, unnamed, or asked too early."""
    partner = plain(required(partner, say("The partner's name")))
    with change(by, "wait_on_partner") as c:
        record = _open(c, follow_up, version)
        _not_before_the_promise(asked_on, say("The day the partner was asked"), record)
        c.update(record, status=FollowUpStatus.WAITING, partner=partner, partner_asked_on=asked_on)
    return c.changes


def hand_over(by: Actor, follow_up: int, version: int, owner: int, on: date, note: str = "") -> Changes:
    """Give a promise to another owner; a dated note names both. Raises :class:`OutreachError` when it is hers."""
    with change(by, "hand_over") as c:
        record = _open(c, follow_up, version)
        if record.owner_id == owner:
            raise OutreachError(
                say("This follow-up is hers already, so nothing was handed over: choose another officer.")
            )
        must_belong(Officer, [owner], record.precinct_id)
        words = _hand_over_note(record, _officers({owner, record.owner_id}), owner, on, note, by)
        c.update(record, owner=owner)
        c.create(FollowUpNote, **words)
    return c.changes


def hand_over_many(by: Actor, follow_ups: Sequence[tuple[int, int]], owner: int, on: date) -> Changes:
    """Give many promises, as keys and versions, to one owner in few statements; those she has already stay untouched.

    Each gets a dated note that names both owners. Raises :class:`OutreachError` when one of them is closed.
    """
    versions = dict(follow_ups)
    with change(by, "hand_over_many") as c:
        records = list(FollowUp.select().where(FollowUp.id.in_(list(versions))).order_by(FollowUp.id))
        if len(records) < len(versions):
            raise NotFoundError(say("One of these follow-ups is no longer kept: reload the list. Nothing was changed."))
        for record in records:
            if record.version != versions[record.id]:
                raise stale(FollowUp)
            _refuse_closed(record)
        moved = [record for record in records if record.owner_id != owner]
        for precinct in {record.precinct_id for record in moved}:
            must_belong(Officer, [owner], precinct)
        officers = _officers({owner, *(record.owner_id for record in moved)})
        notes = [_hand_over_note(record, officers, owner, on, "", by) for record in moved]
        c.update_many([(record, {"owner": owner}) for record in moved])
        c.create_many(FollowUpNote, notes)
    return c.changes


def close_as_done(by: Actor, follow_up: int, version: int, on: date, outcome: str, public_outcome: str = "") -> Changes:
    """Close a promise as kept. Raises :class:`OutreachError` without an outcome, too early, or when closed."""
    outcome = plain(required(outcome, say("The outcome")))
    with change(by, "close_as_done") as c:
        record = _open(c, follow_up, version)
        _not_before_the_promise(on, say("The closing day"), record)
        values = {"outcome": outcome, "public_outcome": plain(public_outcome)}
        c.update(record, status=FollowUpStatus.DONE, closed_on=on, **values)
    return c.changes


def decline(by: Actor, follow_up: int, version: int, on: date, reason: str, public_outcome: str = "") -> Changes:
    """Close a promise as declined. Raises :class:`OutreachError` without a reason, too early, or when closed."""
    reason = plain(required(reason, say("The reason for declining")))
    with change(by, "decline") as c:
        record = _open(c, follow_up, version)
        _not_before_the_promise(on, say("The closing day"), record)
        values = {"decline_reason": reason, "public_outcome": plain(public_outcome)}
        c.update(record, status=FollowUpStatus.DECLINED, closed_on=on, **values)
    return c.changes


def tell_resident(by: Actor, follow_up: int, version: int, on: date) -> Changes:
    """Record the day the resident was told how it ended. Raises :class:`OutreachError` before it was closed."""
    with change(by, "tell_resident") as c:
        record = c.load(FollowUp, follow_up, version)
        if record.closed_on is None:
            c.refuse_changed(record)
            raise OutreachError(
                say("This follow-up is still open, so there is no outcome to tell: close or decline it first.")
            )
        not_earlier(
            sensible_day(on, say("The day")),
            say("The day the resident was told"),
            record.closed_on,
            say("the closing day"),
        )
        c.update(record, told_on=on)
    return c.changes


def reopen(by: Actor, follow_up: int, version: int) -> Changes:
    """Open a closed promise again: how it ended and that it was told are forgotten, owner and partner stay.

    Raises :class:`OutreachError` when it is open.
    """
    with change(by, "reopen") as c:
        record = c.load(FollowUp, follow_up, version)
        if record.closed_on is None:
            c.refuse_changed(record)
            raise OutreachError(say("This follow-up is open already, so nothing was changed."))
        ended = {"closed_on": None, "told_on": None, "outcome": "", "public_outcome": "", "decline_reason": ""}
        c.update(record, status=FollowUpStatus.OPEN, **ended)
    return c.changes


def add_note(by: Actor, follow_up: int, words: str, on: date, officer: int | None = None) -> Changes:
    """Add a dated note, by the officer who acts unless another is named. Raises :class:`OutreachError` when empty."""
    values = _note_values(words, on)
    with change(by, "add_note") as c:
        load(FollowUp, follow_up)
        c.create(FollowUpNote, follow_up=follow_up, officer=officer or by.officer_id, **values)
    return c.changes


def edit_note(by: Actor, note: int, version: int, words: str, on: date) -> Changes:
    """Change a note's words or day. Raises :class:`OutreachError` when nothing is left of it."""
    values = _note_values(words, on)
    with change(by, "edit_note") as c:
        record = c.load(FollowUpNote, note, version)
        c.update(record, **c.merge_values(record, values))
    return c.changes


def remove_note(by: Actor, note: int, version: int) -> Changes:
    """Remove a note."""
    with change(by, "remove_note") as c:
        c.delete(c.load(FollowUpNote, note, version))
    return c.changes


def promise_values(details: PromiseDetails, opened_on: date) -> Row:
    """The columns of a follow-up's row as promised, all but precinct, concern and event.

    Raises :class:`OutreachError` when it has no words, an unknown priority, or is due before it was made.
    """
    required(details.words, say("What was promised"))
    sensible_day(opened_on, say("The day of the promise"))
    if details.due is not None:
        sensible_day(details.due, say("The due date"))
        not_earlier(details.due, say("The due date"), opened_on, say("the day of the promise"))
    values = plain_values(details)
    priority = word_of(Priority, values["priority"], say("The priority"))
    return {**values, "priority": priority, "opened_on": opened_on}


def refuse_strangers(precinct: int, details: PromiseDetails) -> None:
    """Raise :class:`OutreachError` when a promise names an officer, person or place of another precinct."""
    must_belong(Officer, [details.owner], precinct)
    must_belong(Person, [details.promised_to_person], precinct)
    must_belong(Organization, [details.promised_to_organization], precinct)
    must_belong(Neighborhood, [details.neighborhood], precinct)


def _open(c: Change, follow_up: int, version: int) -> FollowUp:
    record = c.load(FollowUp, follow_up, version)
    if record.closed_on is not None:
        c.refuse_changed(record)
    _refuse_closed(record)
    return record


def _refuse_closed(record: FollowUp) -> None:
    if record.closed_on is not None:
        raise OutreachError(
            say(
                "This follow-up was closed on {day}, so nothing was changed: reopen it first.",
                day=record.closed_on,
            )
        )


def _not_before_the_promise(day: date, what: str, record: FollowUp) -> None:
    not_earlier(sensible_day(day, what), what, record.opened_on, say("the day of the promise"))


def _officers(keys: set[int | None]) -> dict[int, str]:
    """The officers' ranks and names by key, in one statement."""
    found = Officer.select().where(Officer.id.in_([key for key in keys if key is not None]))
    return {officer.id: f"{officer.rank} {officer.name}".strip() for officer in found}


def _hand_over_note(record: FollowUp, officers: dict[int, str], owner: int, on: date, note: str, by: Actor) -> Row:
    before = f"from {officers[record.owner_id]} " if record.owner_id else ""
    words = f"Handed over {before}to {officers[owner]}."
    values = _note_values(f"{words} {plain(note)}", on)
    return {"follow_up": record.id, "officer": by.officer_id, **values}


def _note_values(words: str, on: date) -> Row:
    return {
        "words": plain(required(words, say("The note"))),
        "written_on": sensible_day(on, say("The day of the note")),
    }
