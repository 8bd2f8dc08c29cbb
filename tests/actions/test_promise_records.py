"""Bringing in many promises with the course they took elsewhere."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from outreach.actions.followups import PromiseDetails
from outreach.actions.promise_records import NoteRecord, PromiseRecord, record_promises
from outreach.errors import NotFoundError
from outreach.records.followups import FollowUp, FollowUpNote
from outreach.records.precinct import Precinct
from outreach.records.told import FEWEST_IN_A_RUN
from tests import given
from tests.actions.refusals import refused
from tests.statements import counted_statements
from tests.trail import BY, last_told

pytestmark = pytest.mark.usefixtures("store")

OPENED = date(2019, 1, 7)


@pytest.fixture
def precinct(store: object) -> Precinct:
    return given.a_precinct()


@pytest.fixture
def done(precinct: Precinct) -> PromiseRecord:
    officer = given.an_officer(precinct).id
    return PromiseRecord(
        PromiseDetails("Mend the light", "Get the light mended", officer, date(2019, 1, 21)),
        OPENED,
        concern=given.a_concern(precinct).id,
        event=given.an_event(precinct).id,
        status="done",
        partner="Public Works",
        partner_asked_on=date(2019, 1, 8),
        closed_on=date(2019, 1, 15),
        outcome=" Mended ",
        public_outcome="The light was mended",
        told_on=date(2019, 1, 16),
        notes=(NoteRecord("Called", date(2019, 1, 8), officer), NoteRecord("Called again", date(2019, 1, 9))),
    )


def test_a_promise_is_recorded_with_its_course_and_notes(precinct: Precinct, done: PromiseRecord) -> None:
    changes = record_promises(BY, precinct.id, [done])
    kept = FollowUp.get_by_id(changes.only_id("follow_up"))
    assert (kept.words, kept.status, kept.outcome, kept.closed_on, kept.told_on) == (
        "Mend the light",
        "done",
        "Mended",
        date(2019, 1, 15),
        date(2019, 1, 16),
    )
    assert (kept.concern_id, kept.event_id, kept.partner_asked_on) == (done.concern, done.event, date(2019, 1, 8))
    notes = list(FollowUpNote.select().order_by(FollowUpNote.id))
    assert [(note.words, note.follow_up_id, note.officer_id) for note in notes] == [
        ("Called", kept.id, done.details.owner),
        ("Called again", kept.id, None),
    ]
    assert (last_told().action, last_told().tables()) == (
        "record_promises",
        ["follow_up", "follow_up_note", "follow_up_note"],
    )


def test_many_take_as_many_statements_as_few(precinct: Precinct, done: PromiseRecord) -> None:
    with counted_statements() as few:  # each kind of record that has so many is told of by a statement of its own
        record_promises(BY, precinct.id, [done] * FEWEST_IN_A_RUN)
    with counted_statements() as many:
        changes = record_promises(BY, precinct.id, [done] * 400)
    assert len(changes.ids("follow_up")) == 400
    assert len(changes.ids("follow_up_note")) == 800
    assert len(many) == len(few) <= 14


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"status": "finished"}, "The state of a follow-up 'finished' is not known"),
        ({"status": "open"}, "'Mend the light' is open, which does not fit its day of closing"),
        ({"closed_on": None, "told_on": None}, "'Mend the light' is done, which does not fit its day of closing"),
        ({"status": "declined"}, "The reason for declining is missing"),
        ({"status": "waiting on partner", "closed_on": None, "told_on": None, "partner": " "}, "name is missing"),
        ({"closed_on": date(2019, 1, 6)}, "The day of closing 2019-01-06 lies before"),
        ({"told_on": date(2019, 1, 14)}, "The day the resident was told 2019-01-14 lies before"),
        ({"status": "open", "closed_on": None}, "is still open, and yet the resident was told"),
        ({"partner_asked_on": date(2019, 1, 6)}, "The day the partner was asked 2019-01-06 lies before"),
        ({"closed_on": date(2919, 1, 6)}, "The day of closing 2919-01-06 cannot be right"),
        ({"concern": 999_999}, "This concern is not one of this precinct"),
        ({"event": 999_999}, "This event is not one of this precinct"),
        ({"details": PromiseDetails(" ")}, "missing"),
        ({"details": PromiseDetails("Call", owner=999_999)}, "This officer is not one of this precinct"),
        ({"notes": (NoteRecord("", OPENED),)}, "The note is missing"),
        ({"notes": (NoteRecord("Called", date(1019, 1, 1)),)}, "The day of the note 1019-01-01 cannot be right"),
        ({"notes": (NoteRecord("Called", OPENED, 999_999),)}, "This officer is not one of this precinct"),
    ],
    ids=str,
)
def test_a_course_that_cannot_be_is_refused_with_all_the_others(
    precinct: Precinct, done: PromiseRecord, values: dict[str, Any], words: str
) -> None:
    with refused(words):
        record_promises(BY, precinct.id, [done, replace(done, **values)])


def test_promises_need_a_precinct(done: PromiseRecord) -> None:
    with refused("This precinct is no longer kept", NotFoundError):
        record_promises(BY, 999_999, [done])
