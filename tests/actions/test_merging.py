"""Two desks at one record: what only one of them changed survives, what both changed is put to the second."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

import pytest

from outreach.actions.change import Actor, Changes, change
from outreach.actions.checklists import ChecklistItemDetails, set_kind_checklist
from outreach.actions.concerns import ConcernDetails, edit_concern
from outreach.actions.conflict import Answer, Conflict, ConflictError, answered
from outreach.actions.counts import set_head_counts
from outreach.actions.crime import OffenseDetails, edit_offense
from outreach.actions.events import (
    EventDetails,
    StaffDetails,
    cancel_event,
    edit_event,
    hold_event,
    record_event,
    remove_event,
)
from outreach.actions.followups import PromiseDetails, close_as_done, edit_promise, start_work, wait_on_partner
from outreach.actions.kinds import EventKindDetails, edit_event_kind
from outreach.actions.neighborhoods import NeighborhoodDetails, edit_neighborhood
from outreach.actions.organizations import OrganizationDetails, edit_organization
from outreach.actions.people import PersonDetails, edit_person
from outreach.actions.precinct import OfficerDetails, PrecinctDetails, edit_officer, edit_precinct
from outreach.actions.problems import ProblemDetails, edit_problem
from outreach.actions.shifts import ShiftDetails, ShiftPlanDetails, edit_shift_plan
from outreach.actions.undo import undo
from outreach.errors import StaleVersionError
from outreach.records.accounts import Role
from outreach.records.audit import AuditPayload
from outreach.records.base import VersionedRecord
from outreach.records.events import Event, EventKind, EventNeighborhood, EventOfficer, KindChecklistItem
from outreach.records.followups import Concern, FollowUp, Problem
from outreach.records.people import Neighborhood, NeighborhoodAlias, Organization, Person
from outreach.records.precinct import Officer, Precinct, Shift, ShiftPlan
from tests import given
from tests.statements import counted_statements
from tests.trail import entries

pytestmark = pytest.mark.usefixtures("store")

HERS = Actor("R. Sample", workstation="desk 2")
HIS = Actor("B. Trial", workstation="desk 5")
DAY = date(2019, 1, 15)


@dataclass(frozen=True)
class Case:
    """A kind of record, how it is edited, as what it is read, and a field for each desk with what it writes there."""

    model: type[VersionedRecord]
    edit: Callable[..., Changes]
    make: Callable[[Precinct], VersionedRecord]
    read: Callable[[Precinct, Any], Any]
    hers: tuple[str, Any]
    his: tuple[str, Any]


def _plan(precinct: Precinct) -> ShiftPlan:
    plan = ShiftPlan.create(precinct=precinct, name="Three", valid_from=DAY)
    Shift.create(plan=plan, name="Day", starts=time(7), ends=time(15))
    return plan


CASES = (
    Case(
        Event,
        edit_event,
        lambda p: given.an_event(p, title="Meeting"),
        lambda _, one: EventDetails(one.kind_id, "Meeting", DAY, start_time=time(18, 30), status="held"),
        ("title", "Annual meeting"),
        ("summary", "All went well."),
    ),
    Case(
        Person,
        edit_person,
        given.a_person,
        lambda *_: PersonDetails("Opal", "Ferncastle"),
        ("phone", "205-555-0100"),
        ("email", "opal@example.org"),
    ),
    Case(
        Organization,
        edit_organization,
        lambda p: given.an_organization(p, "Elm Church"),
        lambda *_: OrganizationDetails("Elm Church", "association"),
        ("phone", "205-555-0101"),
        ("kind", "church"),
    ),
    Case(
        FollowUp,
        edit_promise,
        lambda p: given.a_follow_up(p, "Call back"),
        lambda *_: PromiseDetails("Call back"),
        ("due", date(2019, 2, 1)),
        ("public_words", "We will call back."),
    ),
    Case(
        Concern,
        edit_concern,
        lambda p: given.a_concern(p, "Cars race"),
        lambda _, one: ConcernDetails(one.topic_id, "Cars race", source=one.source),
        ("words", "Cars race at night"),
        ("confidential", True),
    ),
    Case(
        Neighborhood,
        edit_neighborhood,
        given.a_neighborhood,
        lambda *_: NeighborhoodDetails("Ensley"),
        ("community", "West"),
        ("meeting_rule", "2nd Monday"),
    ),
    Case(
        Problem,
        edit_problem,
        lambda p: Problem.create(precinct=p, title="Racing", opened_on=DAY),
        lambda *_: ProblemDetails("Racing", DAY),
        ("scanning", "Twelve calls."),
        ("analysis", "After ten at night."),
    ),
    Case(
        Officer,
        edit_officer,
        given.an_officer,
        lambda *_: OfficerDetails("101", "R. Sample", "Ofc."),
        ("rank", "Sgt."),
        ("active", False),
    ),
    Case(
        Precinct,
        edit_precinct,
        lambda p: p,
        lambda *_: PrecinctDetails("Birmingham Police Department", "West Precinct"),
        ("commander", "Capt. E. Ample"),
        ("quiet_after_days", 45),
    ),
    Case(
        ShiftPlan,
        edit_shift_plan,
        _plan,
        lambda *_: ShiftPlanDetails("Three", DAY, (ShiftDetails("Day", time(7), time(15)),)),
        ("name", "Four"),
        ("valid_to", date(2019, 12, 31)),
    ),
    Case(
        EventKind,
        edit_event_kind,
        given.an_event_kind,
        lambda *_: EventKindDetails("Association meeting"),
        ("asks_hours", True),
        ("name", "Meeting of an association"),
    ),
)


def _ids(case: Case) -> str:
    return str(case.model._meta.table_name)


@pytest.mark.parametrize("case", CASES, ids=_ids)
def test_two_desks_edit_different_fields_and_both_survive(case: Case) -> None:
    precinct = given.a_precinct()
    one = case.make(precinct)
    read = case.read(precinct, one)
    case.edit(HERS, one.id, 1, replace(read, **dict([case.hers])))
    changes = case.edit(HIS, one.id, 1, replace(read, **dict([case.his])))
    kept: Any = case.model.get_by_id(one.id)
    assert (getattr(kept, case.hers[0]), getattr(kept, case.his[0])) == (case.hers[1], case.his[1])
    assert (kept.version, entries()) == (3, 2)
    assert changes.entry is not None
    undo(HIS, changes.entry)
    back: Any = case.model.get_by_id(one.id)
    assert getattr(back, case.hers[0]) == case.hers[1]
    assert getattr(back, case.his[0]) == getattr(read, case.his[0])


@pytest.mark.parametrize("case", CASES, ids=_ids)
def test_what_both_changed_is_put_to_the_second_with_both_versions_and_who_and_when(case: Case) -> None:
    precinct = given.a_precinct()
    one = case.make(precinct)
    read = case.read(precinct, one)
    name, value = case.hers
    case.edit(HERS, one.id, 1, replace(read, **{name: value}))
    other = {"title": "Party", "words": "Racing", "community": "North", "scanning": "Calls.", "rank": "Lt."}.get(name)
    mine = other or {
        "phone": "1",
        "due": date(2019, 3, 1),
        "commander": "Capt. O. Ther",
        "name": "Five",
    }.get(name)
    if mine is None:  # Only two values: two who both change it agree.
        return

    def again() -> Changes:
        return case.edit(HIS, one.id, 1, replace(read, **{name: mine, case.his[0]: case.his[1]}))

    clash = _clash(again)
    (field,) = clash.fields
    assert (field.name, field.before, field.mine, field.theirs) == (name, getattr(read, name), mine, value)
    assert (field.who, field.workstation, field.at[:4].isdecimal()) == ("R. Sample", "desk 2", True)
    assert (clash.table, clash.key, clash.version) == (_ids(case), one.id, 2)
    assert clash.mixes
    # Keep mine: what was not in dispute comes along.
    answered(Answer(clash, frozenset({name})), again)
    kept: Any = case.model.get_by_id(one.id)
    assert (getattr(kept, name), getattr(kept, case.his[0]), kept.version) == (mine, case.his[1], 3)


def _clash(action: Callable[[], Changes]) -> Conflict:
    told = entries()
    with pytest.raises(ConflictError) as raised:
        action()
    assert entries() == told
    return raised.value.conflict


@pytest.fixture
def precinct() -> Precinct:
    return given.a_precinct()


def _event(precinct: Precinct, **values: Any) -> tuple[int, EventDetails]:
    kind = given.an_event_kind(precinct).id
    details = EventDetails(kind, "Meeting", DAY, start_time=time(18, 30), status="planned", **values)
    return record_event(HERS, precinct.id, details).only_id("event"), details


def test_the_lists_of_an_event_are_merged_line_by_line(precinct: Precinct) -> None:
    areas = [given.a_neighborhood(precinct, name).id for name in ("Ensley", "Wylam", "Pratt")]
    first, second, third = (given.an_officer(precinct, badge, f"O. {badge}").id for badge in ("1", "2", "3"))
    key, read = _event(precinct, neighborhoods=(areas[0],), staff=(StaffDetails(first), StaffDetails(second)))
    edit_event(HERS, key, 1, replace(read, neighborhoods=(areas[0], areas[1]), staff=(StaffDetails(first, hours=2.0),)))
    mine = replace(
        read, neighborhoods=(areas[2],), staff=(StaffDetails(first), StaffDetails(second), StaffDetails(third))
    )
    edit_event(HIS, key, 1, mine)
    served = {row.neighborhood_id for row in EventNeighborhood.select()}
    assert served == {areas[1], areas[2]}
    staff = {row.officer_id: row.hours for row in EventOfficer.select()}
    assert staff == {first: 2.0, third: None}


def test_one_line_of_a_list_that_both_changed_is_put_to_the_second(precinct: Precinct) -> None:
    officer = given.an_officer(precinct).id
    key, read = _event(precinct, staff=(StaffDetails(officer),))
    edit_event(HERS, key, 1, replace(read, staff=(StaffDetails(officer, hours=2.0),)))
    clash = _clash(lambda: edit_event(HIS, key, 1, replace(read, staff=(StaffDetails(officer, hours=3.0),))))
    (field,) = clash.fields
    assert (field.name, field.who) == ("staff", "R. Sample")
    assert (field.mine, field.theirs) == (
        (StaffDetails(officer, hours=3.0),),
        (StaffDetails(officer, hours=2.0),),
    )


def test_spellings_that_two_desks_add_are_all_kept(precinct: Precinct) -> None:
    key = given.a_neighborhood(precinct).id
    edit_neighborhood(HERS, key, 1, NeighborhoodDetails("Ensley", aliases=("ENS",)))
    edit_neighborhood(HIS, key, 1, NeighborhoodDetails("Ensley", aliases=("ESL",)))
    assert {row.spelling for row in NeighborhoodAlias.select()} == {"ENS", "ESL"}
    key = given.an_offense(precinct).id
    edit_offense(HERS, key, 1, OffenseDetails("Burglary", position=4))
    edit_offense(HIS, key, 1, OffenseDetails("Burglary", aliases=("BURG",)))


def test_the_checklist_of_a_kind_is_merged_item_by_item(precinct: Precinct) -> None:
    kind = given.an_event_kind(precinct).id
    set_kind_checklist(HERS, kind, 1, [ChecklistItemDetails("Book the hall", 14)])
    set_kind_checklist(HIS, kind, 1, [ChecklistItemDetails("Print the sheet", 1)])
    assert {row.words for row in KindChecklistItem.select()} == {"Book the hall", "Print the sheet"}


def test_head_counts_at_one_desk_do_not_stand_in_the_way_of_the_summary_at_another(precinct: Precinct) -> None:
    key, read = _event(precinct)
    set_head_counts(HERS, key, [("Adults", 20)])
    edit_event(HIS, key, 1, replace(read, summary="Twenty came."))
    assert Event.get_by_id(key).summary == "Twenty came."


def test_a_step_is_in_the_way_of_another_only_where_both_write_the_same(precinct: Precinct) -> None:
    key = given.a_follow_up(precinct).id
    edit_promise(HERS, key, 1, PromiseDetails("Call back on Monday"))
    start_work(HIS, key, 1)
    assert (FollowUp.get_by_id(key).words, FollowUp.get_by_id(key).status) == ("Call back on Monday", "in progress")
    clash = _clash(lambda: wait_on_partner(HIS, key, 2, "Public Works", DAY))
    assert [(one.name, one.mine, one.theirs) for one in clash.fields] == [
        ("status", "waiting on partner", "in progress")
    ]
    assert not clash.mixes
    answered(Answer(clash, frozenset({"status"})), lambda: wait_on_partner(HIS, key, 2, "Public Works", DAY))
    assert FollowUp.get_by_id(key).status == "waiting on partner"


def test_what_somebody_else_closed_is_said_with_who_and_how(precinct: Precinct) -> None:
    key = given.a_follow_up(precinct).id
    close_as_done(HERS, key, 1, DAY, "Called")
    clash = _clash(lambda: close_as_done(HIS, key, 1, DAY, "Wrote"))
    assert {one.name: one.theirs for one in clash.fields}["outcome"] == "Called"


def test_an_event_is_cancelled_and_corrected_in_one_step_over_a_version_that_is_old(precinct: Precinct) -> None:
    key, read = _event(precinct)
    edit_event(HERS, key, 1, replace(read, place="Hall"))
    with change(HIS, "cancel_event"):
        cancel_event(HIS, key, 1, "Rain")
        edit_event(HIS, key, 1, replace(read, status="cancelled", title="Fair"))
    kept = Event.get_by_id(key)
    assert (kept.status, kept.cancel_reason, kept.title, kept.place) == ("cancelled", "Rain", "Fair", "Hall")


def test_what_somebody_else_changed_is_not_removed_unseen(precinct: Precinct) -> None:
    key, _ = _event(precinct)
    hold_event(HERS, key, 1)
    clash = _clash(lambda: remove_event(HIS, key, 1))
    assert [(one.name, one.before, one.theirs) for one in clash.fields] == [("status", "planned", "held")]
    answered(Answer(clash, frozenset({"status"})), lambda: remove_event(HIS, key, 1))
    assert Event.select().count() == 0


def test_each_field_in_dispute_is_chosen_by_itself_and_asked_again_when_it_changed_once_more(
    precinct: Precinct,
) -> None:
    key, read = _event(precinct)
    edit_event(HERS, key, 1, replace(read, title="Annual meeting", place="Hall"))

    def mine() -> Changes:
        return edit_event(HIS, key, 1, replace(read, title="Party", place="Park", summary="Fun."))

    clash = _clash(mine)
    answer = Answer(clash, frozenset({"place"}))
    edit_event(HERS, key, 2, replace(read, title="Annual meeting", place="School"))
    newer = _clash(lambda: answered(answer, mine))
    assert [(one.name, one.theirs) for one in newer.fields] == [("title", "Annual meeting"), ("place", "School")]
    answered(Answer(newer, frozenset({"place"})), mine)
    kept = Event.get_by_id(key)
    assert (kept.title, kept.place, kept.summary, kept.version) == ("Annual meeting", "Park", "Fun.", 4)


def test_what_may_not_be_read_is_not_shown_as_the_other_version_either(precinct: Precinct) -> None:
    one = given.a_concern(precinct)
    details = ConcernDetails(one.topic_id, one.words, source=one.source)
    edit_concern(HERS, one.id, 1, replace(details, words="Her brother sells", confidential=True))
    officer = replace(HIS, role=Role.OFFICER)
    with pytest.raises(StaleVersionError) as raised:
        edit_concern(officer, one.id, 1, replace(details, words="Noise"))
    assert not isinstance(raised.value, ConflictError)


def test_where_the_trail_was_forgotten_every_difference_is_asked(precinct: Precinct) -> None:
    key, read = _event(precinct)
    edit_event(HERS, key, 1, replace(read, place="Hall"))
    AuditPayload.update(payload="").execute()
    clash = _clash(lambda: edit_event(HIS, key, 1, replace(read, title="Fair")))
    assert {one.name for one in clash.fields} == {"title", "place"}


def test_a_merge_asks_a_number_of_statements_that_does_not_grow_with_the_versions_between(precinct: Precinct) -> None:
    def statements_after(edits: int) -> int:
        key, read = _event(precinct)
        for number in range(edits):
            edit_event(HERS, key, 1 + number, replace(read, place=f"Hall {number}"))
        with counted_statements() as statements:
            edit_event(HIS, key, 1, replace(read, title="Fair"))
        return len(statements)

    assert statements_after(1) == statements_after(9)
