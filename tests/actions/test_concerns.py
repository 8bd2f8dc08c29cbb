"""What residents told us, with the promise made in the same breath."""

from datetime import date

import pytest

from outreach.actions.concerns import ConcernDetails, edit_concern, record_concern, withdraw_concern
from outreach.actions.followups import PromiseDetails
from outreach.errors import NotFoundError, StaleVersionError
from outreach.records.followups import Concern, FollowUp, Problem, ProblemConcern
from tests import given
from tests.actions.refusals import refused
from tests.trail import BY, entries, last_told

pytestmark = pytest.mark.usefixtures("store")

DAY = date(2019, 1, 20)


def test_a_concern_is_raised_on_the_day_of_its_event() -> None:
    precinct = given.a_precinct()
    topic, ensley, person = given.a_topic(precinct), given.a_neighborhood(precinct), given.a_person(precinct)
    event, church = given.an_event(precinct), given.an_organization(precinct)
    details = ConcernDetails(topic.id, " Cars race ", ensley.id, "call", None, person.id, church.id, True)
    changes = record_concern(BY, precinct.id, details, event=event.id)
    kept = Concern.get_by_id(changes.only_id("concern"))
    assert (kept.topic_id, kept.event_id, kept.words, kept.neighborhood_id) == (
        topic.id, event.id, "Cars race", ensley.id,
    )  # fmt: skip
    assert (kept.source, kept.raised_on, kept.confidential) == ("call", event.date, True)
    assert (kept.raised_by_person_id, kept.raised_by_organization_id) == (person.id, church.id)
    assert (last_told().action, last_told().tables(), entries()) == ("record_concern", ["concern"], 1)


def test_a_promise_in_the_same_breath_is_made_to_whoever_raised_the_concern() -> None:
    precinct = given.a_precinct()
    officer, ensley, person = given.an_officer(precinct), given.a_neighborhood(precinct), given.a_person(precinct)
    details = ConcernDetails(
        given.a_topic(precinct).id, "Cars race", ensley.id, raised_on=DAY, raised_by_person=person.id
    )
    promise = PromiseDetails(" Ask for a hump ", owner=officer.id, due=date(2019, 2, 1), priority="high")
    changes = record_concern(BY, precinct.id, details, promise=promise)
    kept = FollowUp.get_by_id(changes.only_id("follow_up"))
    assert (kept.concern_id, kept.event_id, kept.words) == (changes.only_id("concern"), None, "Ask for a hump")
    assert (kept.opened_on, kept.due, kept.owner_id, kept.priority) == (DAY, date(2019, 2, 1), officer.id, "high")
    assert (kept.status, kept.neighborhood_id, kept.promised_to_person_id) == ("open", ensley.id, person.id)
    assert (entries(), last_told().tables()) == (1, ["concern", "follow_up"])


def test_a_promise_to_somebody_else_stays_hers() -> None:
    precinct = given.a_precinct()
    raised_by, church = given.a_person(precinct), given.an_organization(precinct)
    wylam = given.a_neighborhood(precinct, "Wylam")
    details = ConcernDetails(given.a_topic(precinct).id, "Cars race", raised_on=DAY, raised_by_person=raised_by.id)
    promise = PromiseDetails("Ask", promised_to_organization=church.id, neighborhood=wylam.id)
    record_concern(BY, precinct.id, details, promise=promise)
    kept = FollowUp.get()
    assert (kept.promised_to_person_id, kept.promised_to_organization_id) == (None, church.id)
    assert kept.neighborhood_id == wylam.id


def test_a_concern_is_changed_and_keeps_its_day() -> None:
    precinct = given.a_precinct()
    concern = given.a_concern(precinct)
    lights = given.a_topic(precinct, "Lights")
    edit_concern(BY, concern.id, 1, ConcernDetails(lights.id, "Lights are out"))
    kept = Concern.get()
    assert (kept.topic_id, kept.words, kept.raised_on, kept.version) == (lights.id, "Lights are out", given.A_DAY, 2)
    edit_concern(BY, concern.id, 2, ConcernDetails(lights.id, "Lights are out", raised_on=DAY))
    assert (Concern.get().raised_on, last_told().action) == (DAY, "edit_concern")


def test_a_concern_is_withdrawn_with_its_place_in_a_problem() -> None:
    precinct = given.a_precinct()
    concern = given.a_concern(precinct)
    ProblemConcern.create(problem=Problem.create(precinct=precinct, title="Speeding", opened_on=DAY), concern=concern)
    withdraw_concern(BY, concern.id, 1)
    assert (Concern.select().count(), ProblemConcern.select().count()) == (0, 0)
    assert last_told().tables() == ["problem_concern", "concern"]
    with refused("This concern is no longer kept", NotFoundError):
        withdraw_concern(BY, concern.id, 1)


def test_a_concern_that_a_promise_hangs_on_stays() -> None:
    precinct = given.a_precinct()
    concern = given.a_concern(precinct)
    given.a_follow_up(precinct, concern=concern)
    with refused("because a promise hangs on it: close or decline what was promised instead"):
        withdraw_concern(BY, concern.id, 1)
    given.a_follow_up(precinct, concern=concern)
    with refused("because 2 promises hang on it"):
        withdraw_concern(BY, concern.id, 1)


def test_concerns_that_make_no_sense_are_refused() -> None:
    precinct, east = given.a_precinct(), given.a_precinct("East Precinct")
    topic, concern = given.a_topic(precinct), given.a_concern(precinct)
    with refused("What the resident said is missing"):
        record_concern(BY, precinct.id, ConcernDetails(topic.id, " ", raised_on=DAY))
    with refused("The day the concern was raised is missing"):
        record_concern(BY, precinct.id, ConcernDetails(topic.id, "Cars race"))
    with refused("The day the concern was raised 1019-01-01 cannot be right"):
        record_concern(BY, precinct.id, ConcernDetails(topic.id, "Cars race", raised_on=date(1019, 1, 1)))
    with refused("The source of a concern 'letter' is not known"):
        record_concern(BY, precinct.id, ConcernDetails(topic.id, "Cars race", source="letter", raised_on=DAY))
    with refused("This event is no longer kept", NotFoundError):
        record_concern(BY, precinct.id, ConcernDetails(topic.id, "Cars race"), event=99)
    with refused("What was promised is missing"):
        details = ConcernDetails(topic.id, "Cars race", raised_on=DAY)
        record_concern(BY, precinct.id, details, promise=PromiseDetails(" "))
    with refused("Somebody else changed this concern", StaleVersionError):
        edit_concern(BY, concern.id, 2, ConcernDetails(topic.id, "Cars race"))
    for what, strange in (
        ("topic", ConcernDetails(given.a_topic(east).id, "Cars race", raised_on=DAY)),
        ("person", ConcernDetails(topic.id, "x", raised_on=DAY, raised_by_person=given.a_person(east).id)),
        ("organization", ConcernDetails(topic.id, "x", raised_on=DAY, raised_by_organization=99)),
        ("neighborhood", ConcernDetails(topic.id, "x", raised_on=DAY, neighborhood=99)),
    ):
        with refused(f"This {what} is not one of this precinct"):
            record_concern(BY, precinct.id, strange)
        with refused(f"This {what} is not one of this precinct"):
            edit_concern(BY, concern.id, 1, strange)
    elsewhere = given.an_event(east)
    with refused("This event is not one of this precinct"):
        record_concern(BY, precinct.id, ConcernDetails(topic.id, "Cars race"), event=elsewhere.id)
    with refused("This officer is not one of this precinct"):
        details = ConcernDetails(topic.id, "Cars race", raised_on=DAY)
        record_concern(BY, precinct.id, details, promise=PromiseDetails("Ask", owner=99))
