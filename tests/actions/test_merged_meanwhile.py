"""An entry that was merged into another a moment ago is named by nothing new, which nobody would see again."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from outreach.actions.change import Actor, Changes
from outreach.actions.concerns import ConcernDetails, record_concern
from outreach.actions.followups import PromiseDetails, make_promise
from outreach.actions.people import PersonDetails, merge_people
from outreach.actions.signin import identify, invite, sign_in, sign_in_name
from outreach.actions.undo import undo
from outreach.errors import OutreachError
from outreach.records.database import connection
from outreach.records.events import Attendance
from outreach.records.followups import Topic
from outreach.records.people import Person
from outreach.records.precinct import Precinct
from tests import given
from tests.actions.refusals import refused
from tests.conftest import Store
from tests.waiting import until_waiting

BY = Actor("R. Sample", workstation="desk 2")


def identified(event: int, person: int) -> Changes:
    return identify(BY, Attendance.get(Attendance.event == event).id, 1, person)


def raised(event: int, person: int) -> Changes:
    precinct = Precinct.get()
    told = ConcernDetails(Topic.get().id, "Cars race past", raised_on=given.A_DAY, raised_by_person=person)
    return record_concern(BY, precinct.id, told)


def promised(event: int, person: int) -> Changes:
    return make_promise(BY, Precinct.get().id, PromiseDetails("Call her", promised_to_person=person), given.A_DAY)


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    "name",
    [
        lambda event, person: sign_in(BY, event, person),
        lambda event, person: invite(BY, event, [person]),
        identified,
        raised,
        promised,
    ],
    ids=["signed in", "invited", "identified", "raised", "promised"],
)
def test_who_was_merged_meanwhile_is_named_no_more(name: Callable[[int, int], Changes]) -> None:
    precinct = given.a_precinct()
    event, opal, opel = given.an_event(precinct).id, given.a_person(precinct).id, given.a_person(precinct, "Opel").id
    given.a_topic(precinct)
    sign_in_name(BY, event, "O. Ferncastle")
    merge_people(BY, opal, 1, opel, 1, PersonDetails("Opal", "Ferncastle"))
    with refused("Opel Ferncastle was merged into another"):
        name(event, opel)
    assert name(event, opal).entry is not None


def a_merge_waits(location: str, onward: tuple[int, int], deed: Callable[[], Changes], words: str) -> None:
    """Somebody's entry is merged into another, and before that is committed a deed begins that must see it."""

    def meanwhile() -> None:
        with connection(), pytest.raises(OutreachError, match=words):
            deed()

    with psycopg.connect(location) as other, ThreadPoolExecutor(1) as aside:
        other.execute("UPDATE person SET merged_into_id = %s, active = false, version = 2 WHERE id = %s", onward)
        done = aside.submit(meanwhile)
        until_waiting(done)
        other.commit()
        done.result(timeout=30)


def test_who_is_being_merged_is_named_only_when_that_is_decided(postgresql_store: Store) -> None:
    precinct = given.a_precinct()
    event, opal, opel = given.an_event(precinct).id, given.a_person(precinct).id, given.a_person(precinct, "Opel").id
    words = "Opel Ferncastle was merged into another"
    a_merge_waits(postgresql_store.location, (opal, opel), lambda: sign_in(BY, event, opel), words)
    assert not Attendance.select().exists()


def test_nobody_is_merged_into_an_entry_that_is_being_merged_onward(postgresql_store: Store) -> None:
    """Neither would be found any more."""
    precinct = given.a_precinct()
    opal, opel, opaline = (given.a_person(precinct, name).id for name in ("Opal", "Opel", "Opaline"))
    as_it_is = PersonDetails("Opel", "Ferncastle")
    words = "changed this person since you opened it"
    a_merge_waits(
        postgresql_store.location, (opaline, opel), lambda: merge_people(BY, opel, 1, opal, 1, as_it_is), words
    )
    assert {one.id: one.merged_into_id for one in Person.select()} == {opal: None, opel: opaline, opaline: None}


def test_a_merge_is_not_done_again_into_an_entry_that_is_being_merged_onward(postgresql_store: Store) -> None:
    precinct = given.a_precinct()
    opal, opel, opaline = (given.a_person(precinct, name).id for name in ("Opal", "Opel", "Opaline"))
    merged = merge_people(BY, opel, 1, opal, 1, PersonDetails("Opel", "Ferncastle")).entry
    assert merged is not None
    undone = undo(BY, merged).entry
    assert undone is not None
    words = "take the later step back first"
    a_merge_waits(postgresql_store.location, (opaline, opel), lambda: undo(BY, undone), words)
    assert {one.id: one.merged_into_id for one in Person.select()} == {opal: None, opel: opaline, opaline: None}
