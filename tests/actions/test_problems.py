"""Problems through their four steps, with the concerns and events about them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from outreach.actions.problems import (
    ProblemDetails,
    add_problem,
    edit_problem,
    link_concern,
    link_event,
    move_problem,
    unlink_concern,
    unlink_event,
)
from outreach.errors import NotFoundError, StaleVersionError
from outreach.records.followups import Problem, ProblemConcern, ProblemEvent
from tests import given
from tests.actions.refusals import refused
from tests.trail import BY, last_told

pytestmark = pytest.mark.usefixtures("store")

OPENED, CLOSED = date(2019, 1, 15), date(2019, 3, 1)
SPEEDING = ProblemDetails("Speeding", OPENED)
MONTHS = {
    "before_from": date(2018, 9, 1),
    "before_to": date(2018, 10, 1),
    "after_from": date(2019, 1, 1),
    "after_to": date(2019, 2, 1),
}
COUNTED: dict[str, object] = {"counted_offense": 99, **MONTHS}


def test_a_problem_goes_through_its_steps() -> None:
    precinct = given.a_precinct()
    ensley, officer = given.a_neighborhood(precinct), given.an_officer(precinct)
    details = replace(SPEEDING, title=" Speeding ", neighborhood=ensley.id, owner=officer.id, scanning=" 5 calls ")
    key = add_problem(BY, precinct.id, details).only_id("problem")
    kept = Problem.get()
    assert (kept.title, kept.neighborhood_id, kept.owner_id) == ("Speeding", ensley.id, officer.id)
    assert (kept.phase, kept.scanning, kept.opened_on, kept.closed_on) == ("scanning", "5 calls", OPENED, None)
    closed = ProblemDetails(
        "Speeding", OPENED, None, None, "closed", "5 calls", "at 8 am", "hump", "fewer calls", CLOSED, "calls", 5, 0
    )
    edit_problem(BY, key, 1, closed)
    kept = Problem.get()
    assert (kept.phase, kept.closed_on, kept.analysis, kept.response) == ("closed", CLOSED, "at 8 am", "hump")
    assert (kept.assessment, kept.counted, kept.count_before, kept.count_after) == ("fewer calls", "calls", 5, 0)
    assert (kept.owner_id, kept.version, last_told().action) == (None, 2, "edit_problem")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"title": " "}, "The problem's title is missing"),
        ({"phase": "waiting"}, "The phase 'waiting' is not known"),
        ({"phase": "closed"}, "A problem that is closed has a closing day and no other does"),
        ({"closed_on": CLOSED}, "A problem that is closed has a closing day and no other does"),
        ({"closed_on": date(2019, 1, 1)}, "The closing day 2019-01-01 lies before the opening day 2019-01-15"),
        ({"opened_on": date(1019, 1, 1)}, "The opening day 1019-01-01 cannot be right"),
        ({"count_before": -1}, "The count before is below zero (-1)"),
        ({"count_after": -1}, "The count after is below zero (-1)"),
        ({"owner": 99}, "This officer is not one of this precinct"),
        ({"neighborhood": 99}, "This neighborhood is not one of this precinct"),
        ({**COUNTED, "counted_area": 99}, "This neighborhood is not one of this precinct"),
        (COUNTED, "This offense is not one of this precinct"),
        ({**COUNTED, "counted": "calls"}, "The count is both an offense of the crime snapshot and one made by hand"),
        ({"counted_offense": 99}, "A month of the two periods is missing"),
        ({**MONTHS, "after_to": None}, "A month of the two periods is missing"),
        ({**MONTHS, "after_from": MONTHS["before_to"]}, "The months of the two periods are not in order"),
        ({**MONTHS, "before_to": date(2018, 8, 1)}, "The months of the two periods are not in order"),
        ({**MONTHS, "after_to": date(2019, 2, 28)}, "The periods are whole months"),
    ],
    ids=str,
)
def test_a_problem_that_makes_no_sense_is_refused(values: dict[str, object], words: str) -> None:
    precinct = given.a_precinct()
    key = add_problem(BY, precinct.id, SPEEDING).only_id("problem")
    wrong: ProblemDetails = replace(SPEEDING, **values)  # type: ignore[arg-type]
    with refused(words):
        add_problem(BY, precinct.id, wrong)
    with refused(words):
        edit_problem(BY, key, 1, wrong)
    with refused("Somebody else changed this problem", StaleVersionError):
        edit_problem(BY, key, 2, replace(SPEEDING, title="Racing"))


def test_a_problem_counts_an_offense_in_an_area_and_two_periods() -> None:
    precinct = given.a_precinct()
    ensley, burglary = given.a_neighborhood(precinct), given.an_offense(precinct)
    wanted: dict[str, Any] = {**MONTHS, "counted_offense": burglary.id, "counted_area": ensley.id}
    add_problem(BY, precinct.id, replace(SPEEDING, **wanted))
    kept = Problem.get()
    assert (kept.counted_offense_id, kept.counted_area_id) == (burglary.id, ensley.id)
    assert {name: getattr(kept, name) for name in MONTHS} == MONTHS


def test_a_problem_moves_on_and_is_closed_on_a_day() -> None:
    precinct = given.a_precinct()
    key = add_problem(BY, precinct.id, SPEEDING).only_id("problem")
    move_problem(BY, key, 1, "analysis", CLOSED)
    assert (Problem.get().phase, Problem.get().closed_on) == ("analysis", None)
    with refused("lies before the opening day"):
        move_problem(BY, key, 2, "closed", date(2019, 1, 1))
    with refused("Somebody else changed this problem", StaleVersionError):
        move_problem(BY, key, 1, "closed", CLOSED)
    move_problem(BY, key, 2, "closed", CLOSED)
    assert (Problem.get().phase, Problem.get().closed_on, last_told().action) == ("closed", CLOSED, "move_problem")
    move_problem(BY, key, 3, "response", CLOSED)
    assert (Problem.get().phase, Problem.get().closed_on) == ("response", None)


def test_a_problem_is_opened_around_a_concern() -> None:
    precinct = given.a_precinct()
    concern, strange = given.a_concern(precinct), given.a_concern(given.a_precinct("East Precinct"))
    made = add_problem(BY, precinct.id, SPEEDING, concern=concern.id)
    assert (made.kinds, ProblemConcern.get().concern_id) == (frozenset({"problem", "problem_concern"}), concern.id)
    with refused("This concern is not one of this precinct"):
        add_problem(BY, precinct.id, SPEEDING, concern=strange.id)
    assert Problem.select().count() == 1


def test_concerns_and_events_are_gathered_and_taken_out() -> None:
    precinct, east = given.a_precinct(), given.a_precinct("East Precinct")
    key = add_problem(BY, precinct.id, SPEEDING).only_id("problem")
    concern, event = given.a_concern(precinct), given.an_event(precinct)
    strange_concern, strange_event = given.a_concern(east), given.an_event(east)
    linked = link_concern(BY, key, concern.id)
    link_event(BY, key, event.id)
    assert (ProblemConcern.get().problem_id, ProblemConcern.get().concern_id) == (key, concern.id)
    assert (ProblemEvent.get().problem_id, ProblemEvent.get().event_id) == (key, event.id)
    assert (linked.kinds, last_told().action) == (frozenset({"problem_concern"}), "link_event")
    with refused("This concern belongs to the problem already"):
        link_concern(BY, key, concern.id)
    with refused("This event belongs to the problem already"):
        link_event(BY, key, event.id)
    with refused("This concern is not one of this precinct"):
        link_concern(BY, key, strange_concern.id)
    with refused("This event is not one of this precinct"):
        link_event(BY, key, strange_event.id)
    with refused("This problem is no longer kept", NotFoundError):
        link_event(BY, 99, event.id)
    unlink_concern(BY, key, concern.id)
    unlink_event(BY, key, event.id)
    assert (ProblemConcern.select().count(), ProblemEvent.select().count()) == (0, 0)
    assert last_told().action == "unlink_event"
    with refused("This concern does not belong to the problem", NotFoundError):
        unlink_concern(BY, key, concern.id)
    with refused("This event does not belong to the problem", NotFoundError):
        unlink_event(BY, key, event.id)
