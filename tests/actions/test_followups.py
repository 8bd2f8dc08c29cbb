"""The whole life of a promise, step by step, and every step that is not allowed."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from outreach.actions.change import Actor, Changes
from outreach.actions.followups import (
    PromiseDetails,
    add_note,
    close_as_done,
    decline,
    edit_note,
    edit_promise,
    hand_over,
    hand_over_many,
    make_promise,
    remove_note,
    reopen,
    start_work,
    tell_resident,
    wait_on_partner,
)
from outreach.errors import NotFoundError, StaleVersionError
from outreach.records.followups import FollowUp, FollowUpNote
from outreach.records.precinct import Officer
from tests import given
from tests.actions.refusals import refused
from tests.statements import counted_statements
from tests.trail import entries, last_told

pytestmark = pytest.mark.usefixtures("store")

BY = Actor("R. Sample", workstation="desk 2")
MADE, LATER, LATEST = date(2019, 1, 15), date(2019, 1, 20), date(2019, 1, 25)


def only() -> FollowUp:
    found: FollowUp = FollowUp.get()
    return found


def test_a_promise_about_a_concern_belongs_to_its_event_and_neighborhood() -> None:
    precinct = given.a_precinct()
    ensley, event, officer = given.a_neighborhood(precinct), given.an_event(precinct), given.an_officer(precinct)
    concern = given.a_concern(precinct, event=event, neighborhood=ensley)
    details = PromiseDetails(" Ask ", " We asked ", officer.id, LATER, "high", given.a_person(precinct).id)
    changes = make_promise(BY, precinct.id, details, MADE, concern=concern.id)
    kept = FollowUp.get_by_id(changes.only_id("follow_up"))
    assert (kept.words, kept.public_words, kept.owner_id, kept.due) == ("Ask", "We asked", officer.id, LATER)
    assert (kept.concern_id, kept.event_id, kept.neighborhood_id) == (concern.id, event.id, ensley.id)
    assert (kept.status, kept.priority, kept.opened_on, kept.version) == ("open", "high", MADE, 1)
    assert (last_told().action, entries()) == ("make_promise", 1)


def test_a_promise_is_changed_but_not_the_day_it_was_made() -> None:
    follow_up = given.a_follow_up(given.a_precinct())
    edit_promise(BY, follow_up.id, 1, PromiseDetails("Call", due=MADE, priority="low"))
    kept = only()
    assert (kept.words, kept.due, kept.priority, kept.opened_on, kept.version) == ("Call", MADE, "low", MADE, 2)
    assert last_told().action == "edit_promise"


def test_the_whole_life_of_a_promise() -> None:
    key = given.a_follow_up(given.a_precinct()).id
    start_work(BY, key, 1)
    assert only().status == "in progress"
    wait_on_partner(BY, key, 2, " Public Works ", LATER)
    assert (only().status, only().partner, only().partner_asked_on) == ("waiting on partner", "Public Works", LATER)
    start_work(BY, key, 3)
    assert (only().status, only().partner, only().partner_asked_on) == ("in progress", "Public Works", LATER)
    close_as_done(BY, key, 4, LATEST, " Hump built ", " There is a hump ")
    assert (only().status, only().closed_on, only().outcome) == ("done", LATEST, "Hump built")
    assert (only().public_outcome, only().told_on) == ("There is a hump", None)
    tell_resident(BY, key, 5, LATEST)
    assert (only().told_on, only().version) == (LATEST, 6)
    reopen(BY, key, 6)
    kept = only()
    assert (kept.status, kept.closed_on, kept.told_on) == ("open", None, None)
    assert (kept.outcome, kept.public_outcome, kept.partner, kept.version) == ("", "", "Public Works", 7)
    decline(BY, key, 7, LATER, " No budget ", " Not this year ")
    kept = only()
    assert (kept.status, kept.closed_on, kept.decline_reason, kept.outcome) == ("declined", LATER, "No budget", "")
    assert kept.public_outcome == "Not this year"
    tell_resident(BY, key, 8, LATER)
    tell_resident(BY, key, 9, LATEST)
    assert (only().told_on, only().version, entries()) == (LATEST, 10, 9)
    assert last_told().of("follow_up") == [({"told_on": "2019-01-20"}, {"told_on": "2019-01-25"})]
    reopen(BY, key, 10)
    assert (only().decline_reason, only().told_on) == ("", None)


def test_a_promise_may_be_kept_on_the_day_it_was_made() -> None:
    key = given.a_follow_up(given.a_precinct()).id
    close_as_done(BY, key, 1, MADE, "Done at once")
    tell_resident(BY, key, 2, MADE)
    assert (only().closed_on, only().told_on) == (MADE, MADE)


STEPS: list[Callable[[int, int], Changes]] = [
    lambda key, version: start_work(BY, key, version),
    lambda key, version: wait_on_partner(BY, key, version, "Public Works", LATER),
    lambda key, version: hand_over(BY, key, version, Officer.get().id, LATER),
    lambda key, version: hand_over_many(BY, [(key, version)], Officer.get().id, LATER),
    lambda key, version: close_as_done(BY, key, version, LATER, "Done"),
    lambda key, version: decline(BY, key, version, LATER, "No budget"),
]


@pytest.mark.parametrize("step", STEPS)
def test_what_is_closed_is_left_alone_until_it_is_reopened(step: Callable[[int, int], Changes]) -> None:
    precinct = given.a_precinct()
    given.an_officer(precinct)
    key = given.a_follow_up(precinct, status="done", closed_on=LATER).id
    with refused("This follow-up was closed on 2019-01-20, so nothing was changed: reopen it first"):
        step(key, 1)
    reopen(BY, key, 1)
    step(key, 2)


@pytest.mark.parametrize("step", [*STEPS, lambda k, v: reopen(BY, k, v), lambda k, v: tell_resident(BY, k, v, LATEST)])
def test_every_step_sees_that_somebody_was_there_before(step: Callable[[int, int], Changes]) -> None:
    precinct = given.a_precinct()
    given.an_officer(precinct)
    key = given.a_follow_up(precinct, status="done", closed_on=LATER, version=2).id
    with refused("Somebody else changed this follow-up", StaleVersionError):
        step(key, 1)
    with refused("no longer kept", NotFoundError):
        step(99, 1)


def refusals() -> list[tuple[str, Callable[[int], Any]]]:
    early, typo = date(2019, 1, 14), date(1019, 1, 20)
    return [
        (
            "The closing day 2019-01-14 lies before the day of the promise",
            lambda k: close_as_done(BY, k, 1, early, "x"),
        ),
        ("The closing day 2019-01-14 lies before the day of the promise", lambda k: decline(BY, k, 1, early, "x")),
        ("The closing day 1019-01-20 cannot be right", lambda k: decline(BY, k, 1, typo, "x")),
        ("The outcome is missing", lambda k: close_as_done(BY, k, 1, LATER, " ")),
        ("The reason for declining is missing", lambda k: decline(BY, k, 1, LATER, " ")),
        ("This follow-up is still open, so there is no outcome to tell", lambda k: tell_resident(BY, k, 1, LATER)),
        ("This follow-up is open already", lambda k: reopen(BY, k, 1)),
        ("The partner's name is missing", lambda k: wait_on_partner(BY, k, 1, " ", LATER)),
        ("The day the partner was asked 2019-01-14 lies before", lambda k: wait_on_partner(BY, k, 1, "City", early)),
        (
            "The due date 2019-01-14 lies before the day of",
            lambda k: edit_promise(BY, k, 1, PromiseDetails("x", due=early)),
        ),
        ("What was promised is missing", lambda k: edit_promise(BY, k, 1, PromiseDetails(" "))),
        ("The priority 'soon' is not known", lambda k: edit_promise(BY, k, 1, PromiseDetails("x", priority="soon"))),
        ("This officer is not one of this", lambda k: edit_promise(BY, k, 1, PromiseDetails("x", owner=99))),
        ("This person is not one of this", lambda k: edit_promise(BY, k, 1, PromiseDetails("x", promised_to_person=9))),
        ("This officer is not one of this precinct", lambda k: hand_over(BY, k, 1, 99, LATER)),
        ("This officer is not one of this precinct", lambda k: hand_over_many(BY, [(k, 1)], 99, LATER)),
        ("The note is missing", lambda k: add_note(BY, k, " ", LATER)),
        ("The day of the note 1019-01-20 cannot be right", lambda k: add_note(BY, k, "x", typo)),
    ]


@pytest.mark.parametrize("number", range(len(refusals())))
def test_a_step_that_makes_no_sense_is_refused(number: int) -> None:
    words, step = refusals()[number]
    key = given.a_follow_up(given.a_precinct()).id
    with refused(words):
        step(key)


def test_telling_before_closing_day_is_refused() -> None:
    key = given.a_follow_up(given.a_precinct(), status="done", closed_on=LATEST).id
    with refused("The day the resident was told 2019-01-20 lies before the closing day 2019-01-25"):
        tell_resident(BY, key, 1, LATER)


def test_promises_that_make_no_sense_are_not_made() -> None:
    precinct, east = given.a_precinct(), given.a_precinct("East Precinct")
    concern, event = given.a_concern(east), given.an_event(east)
    with refused("The due date 2019-01-14 lies before the day of the promise"):
        make_promise(BY, precinct.id, PromiseDetails("Ask", due=date(2019, 1, 14)), MADE)
    with refused("The day of the promise 1019-01-20 cannot be right"):
        make_promise(BY, precinct.id, PromiseDetails("Ask"), date(1019, 1, 20))
    with refused("This concern is not one of this precinct"):
        make_promise(BY, precinct.id, PromiseDetails("Ask"), MADE, concern=concern.id)
    with refused("This event is not one of this precinct"):
        make_promise(BY, precinct.id, PromiseDetails("Ask"), MADE, event=event.id)


def test_a_hand_over_is_noted_with_both_owners() -> None:
    precinct = given.a_precinct()
    first, second = given.an_officer(precinct), given.an_officer(precinct, "102", "D. Placeholder", rank="Sgt.")
    key = given.a_follow_up(precinct).id
    hand_over(BY, key, 1, first.id, MADE)
    actor = Actor("R. Sample", officer_id=first.id)
    changes = hand_over(actor, key, 2, second.id, LATER, " On leave. ")
    assert (only().owner_id, only().version) == (second.id, 3)
    notes = list(FollowUpNote.select().order_by(FollowUpNote.id))
    assert [(note.words, note.written_on, note.officer_id) for note in notes] == [
        ("Handed over to Ofc. R. Sample.", MADE, None),
        ("Handed over from Ofc. R. Sample to Sgt. D. Placeholder. On leave.", LATER, first.id),
    ]
    assert changes.touched == (("follow_up", key), ("follow_up_note", notes[1].id))
    with refused("This follow-up is hers already"):
        hand_over(BY, key, 3, second.id, LATER)


def test_many_promises_are_handed_over_by_few_statements() -> None:
    precinct = given.a_precinct()
    owners = [given.an_officer(precinct, f"{n}", f"O. Sample-{n}") for n in range(3)]
    keys = [given.a_follow_up(precinct, owner=owners[n % 3]).id for n in range(90)]
    with counted_statements() as statements:
        changes = hand_over_many(BY, [(key, 1) for key in keys], owners[0].id, LATER)
    assert len(statements) < 16
    assert {follow_up.owner_id for follow_up in FollowUp.select()} == {owners[0].id}
    assert sorted({follow_up.version for follow_up in FollowUp.select()}) == [1, 2]
    assert len(changes.ids("follow_up")) == len(changes.ids("follow_up_note")) == 60
    words = {note.follow_up_id: note.words for note in FollowUpNote.select()}
    assert words[keys[1]] == "Handed over from Ofc. O. Sample-1 to Ofc. O. Sample-0."
    assert entries() == 1
    with refused("One of these follow-ups is no longer kept", NotFoundError):
        hand_over_many(BY, [(keys[0], 1), (9999, 1)], owners[1].id, LATER)
    with refused("Somebody else changed this follow-up", StaleVersionError):
        hand_over_many(BY, [(keys[0], 1), (keys[1], 1)], owners[1].id, LATER)


def test_notes_are_added_changed_and_removed() -> None:
    precinct = given.a_precinct()
    officer, other = given.an_officer(precinct), given.an_officer(precinct, "102")
    key = given.a_follow_up(precinct).id
    note = add_note(Actor("R. Sample", officer_id=officer.id), key, " Called ", LATER).only_id("follow_up_note")
    kept = FollowUpNote.get()
    assert (kept.follow_up_id, kept.words, kept.written_on, kept.officer_id) == (key, "Called", LATER, officer.id)
    edit_note(BY, note, 1, "Called twice", LATEST)
    kept = FollowUpNote.get()
    assert (kept.words, kept.written_on, kept.version) == ("Called twice", LATEST, 2)
    with refused("Somebody else changed this follow-up note", StaleVersionError):
        remove_note(BY, note, 1)
    remove_note(BY, note, 2)
    assert not FollowUpNote.select().exists()
    assert (last_told().action, only().version) == ("remove_note", 1)
    add_note(BY, key, "Wrote", LATER, officer=other.id)
    assert FollowUpNote.get().officer_id == other.id
    with refused("The note is missing"):
        edit_note(BY, FollowUpNote.get().id, 1, " ", LATER)
