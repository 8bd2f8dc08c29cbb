"""Undo gives back the tables as they were, redo as they became, and neither overwrites what came later."""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from outreach.actions.attachments import AttachmentDetails, attach_file, remove_attachment
from outreach.actions.change import Actor, Changes, change, tell
from outreach.actions.concerns import ConcernDetails, edit_concern, record_concern, withdraw_concern
from outreach.actions.counts import set_head_counts
from outreach.actions.crime import CrimeCountEntry, clear_crime_count, set_crime_counts
from outreach.actions.event_records import EventRecord, record_events
from outreach.actions.events import EventDetails, cancel_event, record_event, remove_event
from outreach.actions.followups import PromiseDetails, add_note, close_as_done, hand_over, remove_note, reopen
from outreach.actions.issue import IssueDetails, issue_report
from outreach.actions.later import Later, LaterChangeError
from outreach.actions.neighborhoods import NeighborhoodDetails, add_neighborhoods, edit_neighborhood
from outreach.actions.organizations import OrganizationDetails, add_organization, join_organization, leave_organization
from outreach.actions.people import PersonDetails, add_people, add_person, edit_person, merge_people
from outreach.actions.precinct import PrecinctDetails, edit_precinct, set_up_precinct
from outreach.actions.rights import RightsError
from outreach.actions.signin import AttendanceDetails, invite, remove_attendance, sign_in, sign_in_names
from outreach.actions.undo import undo
from outreach.errors import NotFoundError, OutreachError, StaleVersionError
from outreach.records.accounts import Account, Role
from outreach.records.audit import AuditEntry, AuditPayload
from outreach.records.base import Record
from outreach.records.crime import CrimeCount, Offense
from outreach.records.events import Attachment, Attendance, Event, EventKind
from outreach.records.followups import Concern, FollowUp, FollowUpNote, Topic
from outreach.records.issued import IssuedReport
from outreach.records.people import Neighborhood, Organization, Person
from outreach.records.precinct import Officer, Precinct
from tests import given
from tests.actions.contents import contents
from tests.actions.refusals import refused
from tests.statements import counted_statements
from tests.trail import last_told

pytestmark = pytest.mark.usefixtures("store")

BY = Actor("R. Sample", workstation="desk 2")
DAY = date(2019, 1, 15)
JANUARY = date(2019, 1, 1)


def entry_of(changes: Changes) -> int:
    assert changes.entry is not None
    return changes.entry


def version(model: type[Record], key: int) -> int:
    found: Any = model.get_by_id(key)
    return int(found.version)


def test_undo_and_redo_of_an_edit() -> None:
    person = given.a_person(given.a_precinct())
    edited = edit_person(BY, person.id, 1, PersonDetails("Opal", "Quince", phone="205 555 0142"))
    undone = undo(BY, entry_of(edited))
    assert (Person.get().family_name, Person.get().phone_digits, Person.get().version) == ("Ferncastle", "", 3)
    assert undone.ids("person") == (person.id,)
    entry = AuditEntry.get_by_id(undone.entry)
    assert (entry.action, entry.undoes, entry.actor) == ("undo", edited.entry, BY.name)
    redone = undo(BY, entry_of(undone))
    assert (Person.get().family_name, Person.get().phone_digits, Person.get().version) == ("Quince", "2055550142", 4)
    assert AuditEntry.get_by_id(redone.entry).action == "redo"


def test_undo_of_an_addition_removes_it_and_redo_brings_the_same_one_back() -> None:
    precinct = given.a_precinct()
    added = add_person(BY, precinct.id, PersonDetails("Opal", "Ferncastle"))
    before = Person.get()
    undone = undo(BY, entry_of(added))
    assert not Person.select().exists()
    undo(BY, entry_of(undone))
    after = Person.get()
    assert (after.id, after.uid, after.family_name) == (before.id, before.uid, "Ferncastle")
    assert after.version > before.version


def test_undo_of_a_removal_brings_the_file_back_byte_for_byte() -> None:
    event = given.an_event(given.a_precinct())
    data = bytes(range(256))
    attached = attach_file(BY, event.id, AttachmentDetails("photo", "hall.png", data, "image/png"))
    removed = remove_attachment(BY, attached.only_id("attachment"), 1)
    undo(BY, entry_of(removed))
    kept = Attachment.get()
    assert (bytes(kept.data), kept.sha256) == (data, hashlib.sha256(data).hexdigest())


def test_undo_of_another_logo_brings_the_first_back() -> None:
    precinct = set_up_precinct(BY, PrecinctDetails("Birmingham PD", "West", logo=b"\x00first")).only_id("precinct")
    edited = edit_precinct(BY, precinct, 1, PrecinctDetails("Birmingham PD", "West", logo=b"\xffsecond"))
    undo(BY, entry_of(edited))
    assert Precinct.get().logo == b"\x00first"


def test_undo_of_a_list_brings_its_rows_back_and_tells_editors_of_the_owner() -> None:
    precinct = given.a_precinct()
    details = NeighborhoodDetails("Ensley", aliases=("Ensley Hts",))
    key = add_neighborhoods(BY, precinct.id, [details]).only_id("neighborhood")
    edited = edit_neighborhood(BY, key, 1, NeighborhoodDetails("Ensley", aliases=("Ensley Heights", "ENS")))
    assert version(Neighborhood, key) == 2
    undo(BY, entry_of(edited))
    assert [alias.spelling for alias in Neighborhood.get().aliases] == ["Ensley Hts"]
    assert version(Neighborhood, key) == 3


def test_undo_leaves_a_later_change_alone() -> None:
    precinct = given.a_precinct()
    added = add_person(BY, precinct.id, PersonDetails("Opal", "Ferncastle"))
    key = added.only_id("person")
    first = edit_person(BY, key, 1, PersonDetails("Opal", "Quince", phone="1"))
    second = edit_person(BY, key, 2, PersonDetails("Opal", "Quince", phone="2"))
    for earlier in (added, first):
        with refused("The person 'Opal Quince' was changed later by R. Sample", StaleVersionError):
            undo(BY, entry_of(earlier))
    undo(BY, entry_of(second))
    undo(BY, entry_of(first))
    undo(BY, entry_of(added))
    assert not Person.select().exists()


ELSEWHERE = Actor("B. Trial", workstation="desk 5")


def asked(entry: int, by: Actor = BY) -> Later:
    """What the undo of an entry would overwrite; it writes nothing."""
    before = contents()
    with pytest.raises(LaterChangeError) as raised:
        undo(by, entry)
    assert contents() == before
    return raised.value.later


def test_an_undo_over_a_colleagues_change_tells_it_and_is_done_when_that_was_chosen() -> None:
    person = given.a_person(given.a_precinct())
    mine = entry_of(edit_person(BY, person.id, 1, PersonDetails("Opal", "Quince", phone="205 555 0142")))
    theirs = PersonDetails("Opal", "Quince-Hall", phone="205 555 0142", address="4 Elm")
    told = entry_of(edit_person(ELSEWHERE, person.id, 2, theirs))
    before = contents()
    later = asked(mine)
    (one,) = later.records
    assert (one.name, one.who, one.workstation, one.removed, one.gone) == (
        "The person 'Opal Quince-Hall'", "B. Trial", "desk 5", False, False,
    )  # fmt: skip
    assert one.at == AuditEntry.get_by_id(told).at
    assert [(told.name, told.theirs, told.mine) for told in one.fields] == [
        ("family_name", "Quince-Hall", "Ferncastle")
    ]
    undone = undo(BY, mine, later)
    kept = Person.get()
    assert (kept.family_name, kept.phone, kept.phone_digits, kept.address) == ("Ferncastle", "", "", "4 Elm")
    undo(BY, entry_of(undone))
    assert contents() == before


def test_a_change_that_came_after_it_was_shown_is_asked_about_anew() -> None:
    person = given.a_person(given.a_precinct())
    mine = entry_of(edit_person(BY, person.id, 1, PersonDetails("Opal", "Quince")))
    edit_person(ELSEWHERE, person.id, 2, PersonDetails("Opal", "Quince-Hall"))
    later = asked(mine)
    edit_person(ELSEWHERE, person.id, 3, PersonDetails("Opal", "Hall"))
    with pytest.raises(LaterChangeError) as raised:
        undo(BY, mine, later)
    assert raised.value.later.records[0].fields[0].theirs == "Hall"
    undo(BY, mine, raised.value.later)
    assert Person.get().family_name == "Ferncastle"


def test_taking_an_addition_back_over_a_change_removes_what_was_added_and_redo_brings_it_as_it_was_changed() -> None:
    precinct = given.a_precinct()
    added = add_person(BY, precinct.id, PersonDetails("Opal", "Ferncastle"))
    edit_person(ELSEWHERE, added.only_id("person"), 1, PersonDetails("Opal", "Quince"))
    before = contents()
    later = asked(entry_of(added))
    assert [(one.removed, one.fields[0].mine) for one in later.records] == [(True, None)]
    undone = undo(BY, entry_of(added), later)
    assert not Person.select().exists()
    undo(BY, entry_of(undone))
    assert contents() == before


def test_a_redo_over_a_colleagues_change_is_asked_too() -> None:
    person = given.a_person(given.a_precinct())
    undone = entry_of(undo(BY, entry_of(edit_person(BY, person.id, 1, PersonDetails("Opal", "Quince")))))
    edit_person(ELSEWHERE, person.id, 3, PersonDetails("Opal", "Hall"))
    later = asked(undone)
    assert [(told.theirs, told.mine) for told in later.records[0].fields] == [("Hall", "Quince")]
    assert AuditEntry.get_by_id(undo(BY, undone, later).entry).action == "redo"
    assert Person.get().family_name == "Quince"


def test_what_was_removed_later_stays_removed_and_the_rest_is_taken_back() -> None:
    precinct = given.a_precinct()
    offense = given.an_offense(precinct)
    months = [date(2019, month, 1) for month in (1, 2)]
    counts = [given.a_crime_count(precinct, month, 5, offense=offense) for month in months]
    mine = entry_of(set_crime_counts(BY, precinct.id, [CrimeCountEntry(month, offense.id, 9) for month in months]))
    clear_crime_count(ELSEWHERE, counts[0].id, 2)
    later = asked(mine)
    assert [(one.key, one.gone, one.who, one.fields) for one in later.records] == [(counts[0].id, True, "B. Trial", ())]
    undo(BY, mine, later)
    assert [(one.month, one.count) for one in CrimeCount.select()] == [(months[1], 5)]


def test_a_line_that_was_removed_later_is_no_question_when_its_addition_is_taken_back() -> None:
    event = given.an_event(given.a_precinct())
    mine = sign_in_names(BY, event.id, ["M. Quill", "O. Quince"])
    remove_attendance(ELSEWHERE, mine.ids("attendance")[0], 1)
    undo(BY, entry_of(mine))
    assert not Attendance.select().exists()


def test_an_addition_of_many_at_once_tells_who_changed_and_who_removed_one_of_them() -> None:
    precinct = given.a_precinct()
    mine = add_people(BY, precinct.id, [PersonDetails("Opal", f"Number{n}") for n in range(120)])
    first, second = mine.ids("person")[:2]
    edit_person(ELSEWHERE, first, 1, PersonDetails("Opal", "Quince"))
    later_mine = entry_of(mine)
    (one,) = asked(later_mine).records
    assert (one.key, one.who, one.fields[0].theirs) == (first, "B. Trial", "Quince")
    undone = entry_of(undo(BY, later_mine, asked(later_mine)))
    assert not Person.select().exists()
    redone = entry_of(undo(BY, undone))
    assert {person.id: person.family_name for person in Person.select()}[first] == "Quince"
    entry = entry_of(edit_person(BY, second, Person.get_by_id(second).version, PersonDetails("Opal", "Hall")))
    undo(ELSEWHERE, redone, asked(redone))
    (gone,) = asked(entry).records
    assert (gone.gone, gone.who, gone.name) == (True, "B. Trial", "The person 'Opal Hall'")


def test_a_step_of_which_nothing_is_left_is_not_taken_back_and_says_who_removed_it() -> None:
    event = given.an_event(given.a_precinct())
    mine = entry_of(cancel_event(BY, event.id, 1, "rain"))
    remove_event(ELSEWHERE, event.id, 2)
    later = asked(mine)
    assert (later.records[0].who, later.leaves_something) == ("B. Trial", False)
    with refused(f"The event '{event.title}' was removed later by B. Trial", LaterChangeError):
        undo(BY, mine, later)


def test_what_an_officer_may_not_read_is_not_shown_to_her_by_an_undo() -> None:
    precinct = given.a_precinct()
    topic = given.a_topic(precinct).id
    officer = replace(BY, role=Role.OFFICER)
    made = record_concern(officer, precinct.id, ConcernDetails(topic, "Cars race", raised_on=DAY))
    changed = ConcernDetails(topic, "A neighbor sells guns", raised_on=DAY, confidential=True)
    edit_concern(replace(ELSEWHERE, role=Role.SUPERVISOR), made.only_id("concern"), 1, changed)
    (shown,) = asked(entry_of(made), officer).records
    assert (shown.name, shown.fields, shown.who) == ("This concern", (), "B. Trial")
    (shown,) = asked(entry_of(made)).records
    assert "A neighbor sells guns" in [told.theirs for told in shown.fields]


def test_undo_keeps_a_later_change_of_other_columns() -> None:
    person = given.a_person(given.a_precinct())
    first = edit_person(BY, person.id, 1, PersonDetails("Opal", "Ferncastle", phone="1"))
    edit_person(BY, person.id, 2, PersonDetails("Opal", "Ferncastle", phone="1", email="opal@example.org"))
    undo(BY, entry_of(first))
    assert (Person.get().phone, Person.get().email) == ("", "opal@example.org")


def test_undo_of_a_row_that_one_step_wrote_twice_goes_all_the_way_back() -> None:
    precinct = given.a_precinct()
    with change(BY, "import_people") as c:
        key = add_person(BY, precinct.id, PersonDetails("Opal")).only_id("person")
        other = given.a_person(precinct)
        for phone in ("1", "2"):
            edit_person(BY, other.id, version(Person, other.id), PersonDetails("Opal", "Ferncastle", phone=phone))
        edit_person(BY, key, 1, PersonDetails("Opal", "Quince"))
    done = contents()
    undone = undo(BY, entry_of(c.changes))
    assert [(person.family_name, person.phone) for person in Person.select()] == [("Ferncastle", "")]
    undo(BY, entry_of(undone))
    assert contents() == done


def test_undo_of_an_addition_that_something_uses_is_refused() -> None:
    precinct = given.a_precinct()
    kind = given.an_event_kind(precinct)
    added = record_event(BY, precinct.id, EventDetails(kind.id, "Meeting", DAY))
    invite(BY, added.only_id("event"), [given.a_person(precinct).id])
    with refused("Something recorded later builds on what this step did", StaleVersionError):
        undo(BY, entry_of(added))


def test_undo_of_a_change_to_something_removed_later_is_refused() -> None:
    precinct = given.a_precinct()
    added = add_person(BY, precinct.id, PersonDetails("Opal"))
    Person.delete().execute()
    with refused("This person was removed later", StaleVersionError):
        undo(BY, entry_of(added))


def test_a_step_is_taken_back_once_and_again_after_a_redo() -> None:
    added = add_person(BY, given.a_precinct().id, PersonDetails("Opal"))
    undone = undo(BY, entry_of(added))
    with refused("This step was taken back already"):
        undo(BY, entry_of(added))
    redone = undo(BY, entry_of(undone))
    with refused("This step was taken back already"):
        undo(BY, entry_of(undone))
    again = undo(BY, entry_of(added))
    assert not Person.select().exists()
    assert [AuditEntry.get_by_id(c.entry).action for c in (undone, redone, again)] == ["undo", "redo", "undo"]
    with refused("This step was taken back already"):
        undo(BY, entry_of(added))


def test_a_step_that_is_not_kept_is_told() -> None:
    with refused("The details of step 99 are no longer kept", NotFoundError):
        undo(BY, 99)
    added = add_person(BY, given.a_precinct().id, PersonDetails("Opal"))
    AuditPayload.update(payload="").execute()
    with refused("The details of step 1 are no longer kept", NotFoundError):
        undo(BY, entry_of(added))


def test_issuing_a_report_is_never_taken_back() -> None:
    precinct = given.a_precinct()
    details = IssueDetails("monthly", "January 2019", JANUARY, date(2019, 1, 31), True, "{}", b"%PDF-1.7 a page")
    issued = issue_report(BY, precinct.id, details, datetime(2019, 2, 1, tzinfo=UTC).replace(tzinfo=None))
    with refused("An issued report stays as it was signed"):
        undo(BY, entry_of(issued))
    assert IssuedReport.select().exists()


def test_a_step_that_changed_nothing_or_an_account_is_never_taken_back() -> None:
    signed_in = tell(BY, "signed in")
    with refused("This step changed no record, so there is nothing to take back"):
        undo(BY, signed_in)
    with change(BY, "add_account") as c:
        c.create(Account, login="r", role=Role.OFFICER, created_at=datetime.fromisoformat("2019-01-01T08:00"))
    with refused("What was done to an account is not taken back by undo"):
        undo(BY, entry_of(c.changes))


def test_undo_and_redo_need_the_rights_of_the_step_itself() -> None:
    precinct = given.a_precinct()
    kept, other = given.a_person(precinct), given.a_person(precinct, "O.")
    officer, supervisor = (replace(BY, role=role) for role in (Role.OFFICER, Role.SUPERVISOR))
    details = PersonDetails("Opal", "Ferncastle")
    merged = entry_of(merge_people(supervisor, kept.id, 1, other.id, 1, details))
    step = merged
    for _ in range(3):
        before = contents()
        with pytest.raises(RightsError, match="Only a supervisor may do this"):
            undo(officer, step)
        assert contents() == before
        assert last_told().action.startswith("refused: ")
        step = entry_of(undo(supervisor, step))
    edited = edit_person(officer, kept.id, version(Person, kept.id), PersonDetails("Opal", "Quince"))
    undo(officer, entry_of(edited))
    assert AuditEntry.select().where(AuditEntry.action == "refused: redo of merge_people").count() == 1


def test_an_import_of_2432_events_is_undone_and_redone_by_few_statements() -> None:
    precinct = given.a_precinct()
    kind, ensley = given.an_event_kind(precinct), given.a_neighborhood(precinct)
    records = [
        EventRecord(
            EventDetails(kind.id, f"Beat meeting {n}", DAY, neighborhoods=(ensley.id,)),
            attendance=(AttendanceDetails(name_as_signed="M. Quill"),),
            head_counts=(("Adults", n % 50),),
        )
        for n in range(2432)
    ]
    before = contents()
    imported = record_events(BY, precinct.id, records)
    after = contents()
    with counted_statements() as statements:
        undone = undo(BY, entry_of(imported))
    assert len(statements) < 60
    assert contents() == before
    undo(BY, entry_of(undone))
    assert contents() == after
    assert len(undone.touched) == 4 * 2432


def test_thousands_of_changed_counts_are_undone_by_few_statements() -> None:
    precinct = given.a_precinct()
    offense = given.an_offense(precinct).id
    months = [date(1950 + n // 12, n % 12 + 1, 1) for n in range(2400)]
    set_crime_counts(BY, precinct.id, [CrimeCountEntry(month, offense, 5) for month in months])
    before = contents()
    changed = set_crime_counts(BY, precinct.id, [CrimeCountEntry(m, offense, 6 + n) for n, m in enumerate(months)])
    with counted_statements() as statements:
        undo(BY, entry_of(changed))
    assert len(statements) < 30
    assert contents() == before


def test_a_merge_is_taken_back_days_later() -> None:
    precinct = given.a_precinct()
    kept, other = given.a_person(precinct), given.a_person(precinct, "Opal", "Fern-Castle", phone="205 555 0142")
    event = given.an_event(precinct)
    for person in (kept, other):
        sign_in(BY, event.id, person.id)
    add_note(BY, given.a_follow_up(precinct, promised_to_person=other).id, "Called her", DAY)
    before = contents()
    merged = merge_people(BY, kept.id, 1, other.id, 1, PersonDetails("Opal", "Ferncastle", phone="205 555 0142"))
    # Days later: others signed in, on keys that a removed line must not have left free.
    third = given.a_person(precinct, "Ivo", "Latticework")
    later = sign_in(BY, event.id, third.id)
    undo(BY, entry_of(merged))
    undo(BY, entry_of(later))
    Person.delete().where(Person.id == third.id).execute()
    assert contents() == before


def nth(model: type[Record], n: int) -> Any:
    found = list(model.select().order_by(model.id))
    if not found:
        raise NotFoundError("There is nothing to act on.")
    return found[n % len(found)]


def person_details(n: int) -> PersonDetails:
    return PersonDetails("Opal", f"Ferncastle {n}", phone=f"205 555 {n:04}", active=n % 2 == 0)


STEPS: list[Callable[[int, int, int], Changes]] = [
    lambda p, a, b: add_person(BY, p, person_details(a)),
    lambda p, a, b: edit_person(BY, (x := nth(Person, a)).id, x.version, person_details(b)),
    lambda p, a, b: merge_people(
        BY, (x := nth(Person, a)).id, x.version, (y := nth(Person, b)).id, y.version, person_details(a + b)
    ),
    lambda p, a, b: add_organization(BY, p, OrganizationDetails(f"Church {a}", "church")),
    lambda p, a, b: join_organization(BY, nth(Person, a).id, nth(Organization, b).id, f"role {a}"),
    lambda p, a, b: leave_organization(BY, nth(Person, a).id, nth(Organization, b).id),
    lambda p, a, b: record_event(BY, p, EventDetails(nth(EventKind, a).id, f"Event {b}", DAY)),
    lambda p, a, b: cancel_event(BY, (x := nth(Event, a)).id, x.version, "rain"),
    lambda p, a, b: remove_event(BY, (x := nth(Event, a)).id, x.version),
    lambda p, a, b: sign_in(BY, nth(Event, a).id, nth(Person, b).id),
    lambda p, a, b: remove_attendance(BY, (x := nth(Attendance, a)).id, x.version),
    lambda p, a, b: set_head_counts(BY, nth(Event, a).id, [("Adults", b), ("Youth", None)]),
    lambda p, a, b: attach_file(BY, nth(Event, a).id, AttachmentDetails("other", "a.bin", bytes([b]), "text/plain")),
    lambda p, a, b: record_concern(
        BY,
        p,
        ConcernDetails(nth(Topic, a).id, "Cars race", raised_on=DAY, raised_by_person=nth(Person, b).id),
        promise=PromiseDetails("Ask for a hump", owner=nth(Officer, a).id) if b % 2 else None,
    ),
    lambda p, a, b: withdraw_concern(BY, (x := nth(Concern, a)).id, x.version),
    lambda p, a, b: close_as_done(BY, (x := nth(FollowUp, a)).id, x.version, DAY, f"Done {b}"),
    lambda p, a, b: reopen(BY, (x := nth(FollowUp, a)).id, x.version),
    lambda p, a, b: hand_over(BY, (x := nth(FollowUp, a)).id, x.version, nth(Officer, b).id, DAY),
    lambda p, a, b: add_note(BY, nth(FollowUp, a).id, f"Note {b}", DAY),
    lambda p, a, b: remove_note(BY, (x := nth(FollowUpNote, a)).id, x.version),
    lambda p, a, b: add_neighborhoods(BY, p, [NeighborhoodDetails(f"Area {a}", aliases=(f"A{a}", f"B{b}"))]),
    lambda p, a, b: edit_neighborhood(
        BY, (x := nth(Neighborhood, a)).id, x.version, NeighborhoodDetails(x.name, aliases=(f"A{b}",))
    ),
    lambda p, a, b: set_crime_counts(
        BY, p, [CrimeCountEntry(date(2018, m, 1), nth(Offense, a).id, b) for m in range(1, 2 + b)]
    ),
    lambda p, a, b: clear_crime_count(BY, (x := nth(CrimeCount, a)).id, x.version),
]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@drawn(
    st.lists(
        st.tuples(st.sampled_from(range(len(STEPS))), st.integers(0, 4), st.integers(0, 4)), min_size=5, max_size=25
    )
)
def test_whatever_was_done_can_be_undone_and_redone(steps: list[tuple[int, int, int]]) -> None:
    precinct = Precinct.get_or_none()
    if precinct is None:
        precinct = Precinct.get_by_id(set_up_precinct(BY, PrecinctDetails("PD", "West")).only_id("precinct"))
        for badge in ("101", "102"):
            given.an_officer(precinct, badge)
        for name in ("Opal", "Ivo"):
            given.a_person(precinct, name)
        given.an_event(precinct)
    states, entries = [contents()], []
    for step, a, b in steps:
        # A step drawn at random may be refused: then there is nothing to undo.
        with suppress(OutreachError):
            changes = STEPS[step](precinct.id, a, b)
            if changes.entry is not None:
                entries.append(changes.entry)
                states.append(contents())
    undone = [undo(BY, entry).entry for entry in reversed(entries)]
    assert contents() == states[0]
    redone = [undo(BY, entry).entry for entry in reversed(undone) if entry]
    assert contents() == states[-1]
    for entry, state in zip(reversed(redone), reversed(states[:-1]), strict=True):
        undo(BY, entry or 0)
        assert contents() == state
    assert last_told().action in ("undo", "set_up_precinct")


def test_how_much_there_is_to_take_back_is_told_before_it_is() -> None:
    precinct = given.a_precinct()
    names = [NeighborhoodDetails(name) for name in ("Ensley", "Wylam", "Pratt City")]
    step = add_neighborhoods(BY, precinct.id, names)
    assert step.may_be_undone
    heard: list[tuple[int, int]] = []
    undone = undo(BY, step.entry or 0, begun=lambda rows: heard.append((rows, Neighborhood.select().count())))
    assert heard == [(3, 3)]
    assert undone.may_be_undone
    assert not replace(undone, entry=None).may_be_undone
    assert not replace(undone, action="issue_report").may_be_undone
