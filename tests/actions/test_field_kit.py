"""A field kit goes out, and what was recorded in it comes back once, in order, with its own authors and times."""

import random
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from outreach.actions import concerns, events, followups, people, signin
from outreach.actions.accounts import Unlocked
from outreach.actions.attachments import AttachmentDetails, attach_file, remove_attachment
from outreach.actions.bring_back import KitResult, answer, bring_back, leave_out_kit_change, questions_of
from outreach.actions.change import Actor
from outreach.actions.field_kit import KitDetails, make_kit, unlock_kit, unlock_kit_again
from outreach.actions.kinds import edit_topic
from outreach.actions.kit_asking import Asked, FieldQuestion, Keep, RemovalQuestion, SameQuestion
from outreach.actions.people import PersonDetails
from outreach.actions.precinct import PrecinctDetails, edit_precinct
from outreach.actions.retention import purge, set_retention
from outreach.actions.rights import ElsewhereError, RightsError
from outreach.actions.undo import undo
from outreach.errors import OutreachError
from outreach.queries.audit import next_to_undo
from outreach.queries.kit_contents import KitChoice, kit_rows
from outreach.records import keys
from outreach.records.accounts import Role
from outreach.records.audit import AuditEntry, AuditPayload
from outreach.records.database import close_database, connection, open_database
from outreach.records.events import Attachment, Attendance, Event, EventKind, HeadCount
from outreach.records.followups import Concern, FollowUp, Topic
from outreach.records.kit_file import opened_kit
from outreach.records.kits import BroughtBack, FieldKit, KitEntry, KitKey
from outreach.records.people import Person
from outreach.records.precinct import Precinct
from outreach.records.retention import Retained
from tests import given
from tests.actions.at_random import Desk, what_is_wrong
from tests.actions.refusals import everything
from tests.conftest import Server
from tests.statements import counted_statements

NOON = datetime(2019, 1, 15, 18, 0, tzinfo=UTC)
MEETING = date(2019, 1, 22)
PHRASE = "basement of the chapel"
BY = Actor("R. Sample", workstation="desk 1")
LAPTOP = "laptop 4"


@pytest.fixture(autouse=True)
def cheap_derivations(monkeypatch: pytest.MonkeyPatch) -> None:
    """What makes guessing dear would make these tests slow."""
    monkeypatch.setattr(keys, "STANDARD_COST", keys.Cost(memory_kib=8, passes=1, lanes=1))


@pytest.fixture(params=["sqlite", "postgresql"])
def home(request: pytest.FixtureRequest, server: Server, template_file: Path, tmp_path: Path) -> Iterator[str]:
    """A precinct's database of each kind; nobody has it open."""
    if request.param == "sqlite":
        path = tmp_path / "home.outreach"
        path.write_bytes(template_file.read_bytes())
        yield str(path)
        close_database()
        return
    server.run("CREATE DATABASE home TEMPLATE template_outreach")
    yield server.database_url("home")
    close_database()
    server.run("DROP DATABASE home WITH (FORCE)")


@contextmanager
def at(location: str) -> Iterator[None]:
    """The database of a location, open and connected."""
    close_database()
    open_database(location)
    with connection():
        yield
    close_database()


@contextmanager
def in_kit(path: Path, now: datetime = NOON) -> Iterator[Actor]:
    """A kit, open on the laptop."""
    close_database()
    unlocked = unlock_kit(str(path), PHRASE, now, LAPTOP)
    # The tests' day lies in the past, and the kit would have expired by now.
    actor = Actor(unlocked.actor.name, unlocked.actor.officer_id, None, LAPTOP, unlocked.actor.role)
    with connection():
        yield actor
    close_database()


@pytest.fixture
def west(home: str) -> Any:
    """A planned meeting in Ensley with a regular and a promise, and much that a kit for it does not need."""
    with at(home):
        own = given.a_precinct()
        ensley, pratt = given.a_neighborhood(own), given.a_neighborhood(own, "Pratt City")
        meeting = given.an_event(own, MEETING, "Ensley meeting", status="planned")
        for event in (meeting, given.an_event(own, date(2018, 12, 11), "Ensley meeting")):
            event.served.model.create(event=event, neighborhood=ensley)
        regular = given.a_person(own, neighborhood=ensley)
        Attendance.create(event=Event.get(Event.date == date(2018, 12, 11)), person=regular)
        concern = given.a_concern(own, neighborhood=ensley, raised_by_person=regular)
        promise = given.a_follow_up(own, concern=concern, neighborhood=ensley)
        officer = given.an_officer(own)
        made = SimpleNamespace(
            own=own.id, ensley=ensley.id, pratt=pratt.id, meeting=meeting.id, regular=regular.id,
            concern=concern.id, promise=promise.id, officer=officer.id,
        )  # fmt: skip
        given.a_person(own, "Elsewhere", "Pratt", neighborhood=pratt)
        given.a_person(own, "Hushed", "Witness", neighborhood=ensley, confidential=True)
        given.a_concern(own, "Names a dealer", neighborhood=ensley, event=meeting, confidential=True)
        given.a_crime_count(own, date(2019, 1, 1), 4)
        attach_file(BY, meeting.id, AttachmentDetails("photo", "hall.jpg", b"picture", "image/jpeg"))
    return made


def a_kit(west: Any, path: Path, **choice: Any) -> Path:
    """Make a kit for Ensley, in the open database."""
    wanted = KitChoice(**{"first": NOON.date(), "until": date(2019, 2, 1), "neighborhoods": (west.ensley,), **choice})
    details = KitDetails(f"Ensley {path.stem}", west.officer, NOON + timedelta(days=14))
    make_kit(BY, west.own, wanted, details, PHRASE, path, NOON)
    return path


@pytest.fixture
def kit(home: str, west: Any, tmp_path: Path) -> Path:
    with at(home):
        return a_kit(west, tmp_path / "one.outreach-kit")


@pytest.fixture
def other_kit(home: str, west: Any, tmp_path: Path) -> Path:
    with at(home):
        return a_kit(west, tmp_path / "two.outreach-kit")


def back(home: str, kit: Path) -> KitResult:
    with at(home):
        return bring_back(BY, kit, PHRASE)


def counts(result: KitResult) -> tuple[int, int, int, int]:
    return result.applied, result.same, result.waiting, result.left_out


def waiting() -> list[int]:
    found = KitEntry.select().where(KitEntry.state == BroughtBack.WAITING).order_by(KitEntry.id)
    return [entry.id for entry in found]


def test_what_a_kit_does_not_need_it_does_not_carry(kit: Path, west: Any) -> None:
    with in_kit(kit):
        assert [person.family_name for person in Person.select()] == ["Ferncastle"]
        assert [concern.words for concern in Concern.select()] == ["Cars race past the school"]
        assert {event.date for event in Event.select()} == {MEETING, date(2018, 12, 11)}
        assert FollowUp.select().count() == 1
        assert Attachment.select().count() == 0
        assert FieldKit.get().holds == "2 events, 1 person, 1 open promise"
    content = kit.read_bytes()
    for secret in ("Ferncastle", "Witness", "Pratt", "dealer", "Ensley"):
        assert secret.encode() not in content
        assert secret.encode("utf-16-le") not in content
    assert [beside.name for beside in kit.parent.glob("one*")] == ["one.outreach-kit"]


def test_a_kit_of_an_event_alone_carries_its_regulars_alone(home: str, west: Any, tmp_path: Path) -> None:
    with at(home):
        given.a_person(Precinct.get(), "Neighbor", "Stayed-home", neighborhood=west.ensley)
        rows = kit_rows(west.own, KitChoice(NOON.date(), date(2019, 2, 1), events=(west.meeting,)))
        assert [row["family_name"] for row in rows[Person]] == ["Ferncastle"]
        with counted_statements() as few:
            kit_rows(west.own, KitChoice(NOON.date(), date(2019, 2, 1), events=(west.meeting,)))
        for number in range(20):
            given.an_event(Precinct.get(), MEETING, f"Meeting {number}", status="planned")
        every = tuple(event.id for event in Event.select())
        with counted_statements() as many:
            kit_rows(west.own, KitChoice(NOON.date(), date(2019, 2, 1), events=every))
    assert len(many) == len(few)


def record_a_meeting(by: Actor, west: Any) -> None:
    """What an officer does in a church basement: nine changes."""
    signin.sign_in(by, west.meeting, west.regular, sheet=1, line=1)
    signin.sign_in_new_person(by, west.meeting, PersonDetails("Wren", "Moss", phone="205-555-0101"), sheet=1, line=2)
    signin.sign_in_name(by, west.meeting, "Old Tom", sheet=1, line=3)
    signin.sign_in_illegible(by, west.meeting, sheet=1, line=4)
    signin.set_head_counts(by, west.meeting, [("Adults", 12)])
    wren = Person.get(Person.given_name == "Wren").id
    told = concerns.ConcernDetails(Topic.get().id, "Lights out on 19th", raised_on=NOON.date(), raised_by_person=wren)
    concerns.record_concern(by, west.own, told)
    followups.add_note(by, west.promise, "Called the school", NOON.date())
    attach_file(by, west.meeting, AttachmentDetails("sheet", "sheet.txt", b"the sheet itself", "text/plain"))
    events.hold_event(by, west.meeting, Event.get_by_id(west.meeting).version)


def test_everything_recorded_in_a_kit_comes_back_with_its_own_author_and_time(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        record_a_meeting(by, west)
        times = [entry.at for entry in AuditEntry.select().order_by(AuditEntry.id)]
    assert counts(back(home, kit)) == (9, 0, 0, 0)
    with at(home):
        lines = Attendance.select().where(Attendance.event == west.meeting).order_by(Attendance.line)
        names = [line.person.given_name if line.person else line.name_as_signed for line in lines]
        assert names == ["Opal", "Wren", "Old Tom", ""]
        assert HeadCount.get().count == 12
        assert Event.get_by_id(west.meeting).status == "held"
        raised_by: Any = Concern.get(Concern.words == "Lights out on 19th").raised_by_person
        assert raised_by.given_name == "Wren"
        assert FollowUp.get_by_id(west.promise).notes.get().words == "Called the school"
        assert bytes(Attachment.get(Attachment.file_name == "sheet.txt").data) == b"the sheet itself"
        brought = AuditEntry.select().where(AuditEntry.workstation == LAPTOP).order_by(AuditEntry.id)
        assert [entry.at for entry in brought] == times
        assert {entry.actor for entry in brought} == {"R. Sample"}
        assert [entry.action for entry in brought][:2] == ["opened the field kit", "sign_in"]
        assert KitEntry.select().where(KitEntry.payload != "").count() == 0


def test_a_kit_may_come_back_half_and_twice(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        signin.sign_in_name(by, west.meeting, "Old Tom")
    assert counts(back(home, kit)) == (1, 0, 0, 0)
    again = back(home, kit)
    assert (counts(again), again.earlier) == ((0, 0, 0, 0), 1)
    with in_kit(kit) as by:
        signin.sign_in_name(by, west.meeting, "Old Tom")
        line = Attendance.select().order_by(Attendance.id.desc()).first()
        signin.edit_attendance(by, line.id, line.version, signin.AttendanceDetails(name_as_signed="Tom the Younger"))
    assert counts(back(home, kit)) == (2, 0, 0, 0)
    with at(home):
        lines = Attendance.select().where(Attendance.event == west.meeting).order_by(Attendance.id)
        assert [line.name_as_signed for line in lines] == ["Old Tom", "Tom the Younger"]


def test_who_was_merged_meanwhile_is_signed_in_under_the_entry_that_is_kept(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        signin.sign_in(by, west.meeting, west.regular)
    with at(home):
        kept = given.a_person(Precinct.get(), "Opaline").id
        people.merge_people(BY, kept, 1, west.regular, 1, PersonDetails("Opaline", "Ferncastle"))
    assert counts(back(home, kit)) == (1, 0, 0, 0)
    with at(home):
        assert [line.person_id for line in Attendance.select().where(Attendance.event == west.meeting)] == [kept]


def test_a_merge_of_two_who_were_merged_the_other_way_meanwhile_waits(home: str, west: Any, tmp_path: Path) -> None:
    names = PersonDetails("Opal", "Ferncastle")
    with at(home):
        other = given.a_person(Precinct.get(), "Opaline", neighborhood=west.ensley).id
        kit = a_kit(west, tmp_path / "two people.outreach-kit")
    with in_kit(kit) as by:
        people.merge_people(by, west.regular, 1, other, 1, names)
    with at(home):
        people.merge_people(BY, other, 1, west.regular, 1, names)
    assert counts(back(home, kit)) == (0, 0, 1, 0)
    with at(home):
        assert (Person.get_by_id(other).merged_into_id, Person.get_by_id(west.regular).merged_into_id) == (None, other)


def test_what_the_kit_corrects_of_somebody_merged_meanwhile_reaches_the_kept_entry(
    home: str, kit: Path, west: Any
) -> None:
    """What was kept of her there already is asked, as of anybody."""
    with in_kit(kit) as by:
        edit(by, west.regular, phone="555-0102")
        edit(by, west.regular, email="opal@example.org")
    with at(home):
        kept = given.a_person(Precinct.get(), "Opaline", email="opaline@example.org").id
        chosen = PersonDetails("Opaline", "Ferncastle", email="opaline@example.org")
        people.merge_people(BY, kept, 1, west.regular, 1, chosen)
        gone = everything_of(west.regular)
    assert counts(back(home, kit)) == (1, 0, 1, 0)
    with at(home):
        here = Person.get_by_id(kept)
        assert (here.given_name, here.phone, here.phone_digits) == ("Opaline", "555-0102", "5550102")
        (entry,) = waiting()
        _, (question,) = questions_of(entry)
        assert isinstance(question, FieldQuestion)
        assert (question.here, question.kit) == ("opaline@example.org", "opal@example.org")
        assert question.record.startswith("Opaline Ferncastle")
        answer(BY, entry, {question.about: Keep.KIT})
        assert Person.get_by_id(kept).email == "opal@example.org"
        assert everything_of(west.regular) == gone


def test_whom_the_kit_hides_is_hidden_under_all_of_her_entries(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        edit(by, west.regular, confidential=True)
    with at(home):
        kept, earlier = (given.a_person(Precinct.get(), name).id for name in ("Opaline", "Opel"))
        names = PersonDetails("Opal", "Ferncastle")
        people.merge_people(BY, west.regular, 1, earlier, 1, names)
        people.merge_people(BY, kept, 1, west.regular, 2, names)
    assert counts(back(home, kit)) == (1, 0, 0, 0)
    with at(home):
        hers = Person.select().where(Person.id.in_([kept, earlier, west.regular]))
        assert all(one.confidential for one in hers)


def test_a_merge_in_the_kit_takes_along_what_the_kit_did_not_carry(home: str, west: Any, tmp_path: Path) -> None:
    with at(home):
        own = Precinct.get()
        other = given.a_person(own, "Opaline", neighborhood=west.ensley).id
        long_ago = given.an_event(own, date(2017, 5, 9), status="held")
        line = signin.sign_in(BY, long_ago.id, other).only_id("attendance")
        kit = a_kit(west, tmp_path / "two people.outreach-kit")
    with in_kit(kit) as by:
        assert not Attendance.select().where(Attendance.id == line).exists()
        people.merge_people(by, west.regular, 1, other, 1, PersonDetails("Opal", "Ferncastle"))
    with at(home):
        told = concerns.ConcernDetails(Topic.get().id, "Cars race past", raised_on=MEETING, raised_by_person=other)
        concern = concerns.record_concern(BY, west.own, told).only_id("concern")
    assert counts(back(home, kit)) == (1, 0, 0, 0)
    with at(home):
        assert Person.get_by_id(other).merged_into_id == west.regular
        assert Attendance.get_by_id(line).person_id == west.regular
        assert Concern.get_by_id(concern).raised_by_person_id == west.regular


def test_who_is_known_here_and_hidden_in_the_kit_is_hidden_under_all_of_her_entries(
    home: str, kit: Path, west: Any
) -> None:
    names = PersonDetails("Opal", "Ferncastle", phone="(205) 555-0101", confidential=True)
    with in_kit(kit) as by:
        people.add_person(by, west.own, names)
    with at(home):
        earlier = given.a_person(Precinct.get(), "Opel").id
        people.merge_people(BY, west.regular, 1, earlier, 1, replace(names, confidential=False))
    back(home, kit)
    with at(home):
        (entry,) = waiting()
        _, (question,) = questions_of(entry)
        answer(BY, entry, {question.about: Keep.KIT})
        assert all(Person.get_by_id(one).confidential for one in (west.regular, earlier))


def test_a_merge_in_the_kit_of_two_who_are_one_here_leaves_her_as_she_is(home: str, kit: Path, west: Any) -> None:
    """The kit knew her twice, and both signed in; here she is one, and so is her line."""
    names = PersonDetails("Opal", "Ferncastle", phone="(205) 555-0101")
    with at(home):
        edit(BY, west.regular, phone=names.phone)
    with in_kit(kit) as by:
        twice = signin.sign_in_new_person(by, west.meeting, names).only_id("person")
        signin.sign_in(by, west.meeting, west.regular)
        people.merge_people(by, west.regular, 1, twice, 1, names)
    back(home, kit)
    with at(home):
        assert waiting() == []
        assert [one.person_id for one in Attendance.select().where(Attendance.event == west.meeting)] == [west.regular]
        here = Person.get_by_id(west.regular)
        assert (here.merged_into_id, here.active, here.phone) == (None, True, names.phone)
        assert Person.select().where(Person.family_name == "Ferncastle").count() == 1


def test_a_merge_in_the_kit_hides_with_whom_the_precinct_hid_meanwhile(home: str, west: Any, tmp_path: Path) -> None:
    with at(home):
        other = given.a_person(Precinct.get(), "Opaline", neighborhood=west.ensley).id
        kit = a_kit(west, tmp_path / "two people.outreach-kit")
    names = PersonDetails("Opal", "Ferncastle")
    with in_kit(kit) as by:
        people.merge_people(by, west.regular, 1, other, 1, names)
    with at(home):
        edit(BY, west.regular, confidential=True)
    assert counts(back(home, kit)) == (1, 0, 0, 0)
    with at(home):
        merged = Person.get_by_id(other)
        assert (merged.merged_into_id, merged.confidential) == (west.regular, True)


def test_a_merge_of_an_entry_of_the_kit_into_which_another_was_merged_meanwhile_waits(
    home: str, kit: Path, west: Any
) -> None:
    names = PersonDetails("Wren", "Moss")
    with in_kit(kit) as by:
        made = people.add_person(by, west.own, names).only_id("person")
    back(home, kit)
    with at(home):
        wren, third = Person.get(Person.given_name == "Wren").id, given.a_person(Precinct.get(), "Ren").id
        people.merge_people(BY, wren, 1, third, 1, names)
    with in_kit(kit) as by:
        people.merge_people(by, west.regular, 1, made, 1, PersonDetails("Opal", "Ferncastle"))
    assert counts(back(home, kit)) == (0, 0, 1, 0)
    with at(home):
        assert (Person.get_by_id(third).merged_into_id, Person.get_by_id(wren).merged_into_id) == (wren, None)


def test_a_kit_of_another_precinct_than_hers_is_neither_made_nor_brought_back(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        signin.sign_in_name(by, west.meeting, "Old Tom")
    with at(home):
        north = given.a_precinct("North Precinct")
        choice = KitChoice(NOON.date(), date(2019, 2, 1), neighborhoods=(west.ensley,))
        details = KitDetails("Ensley", west.officer, NOON + timedelta(days=14))
        with pytest.raises(ElsewhereError):
            make_kit(replace(BY, precinct=north.id), west.own, choice, details, PHRASE, kit.with_name("theirs"), NOON)
        assert list(kit.parent.glob("theirs*")) == []
        lines = Attendance.select().count()
        with pytest.raises(ElsewhereError, match="another precinct than yours, so nothing was written"):
            bring_back(replace(BY, precinct=north.id), kit, PHRASE)
        assert (Attendance.select().count(), KitEntry.select().count()) == (lines, 0)
        assert counts(bring_back(replace(BY, precinct=west.own), kit, PHRASE)) == (1, 0, 0, 0)


def test_two_kits_at_one_event_add_up_to_the_same_persons_once(
    home: str, kit: Path, other_kit: Path, west: Any
) -> None:
    with in_kit(kit) as by:
        record_a_meeting(by, west)
    with in_kit(other_kit) as by:
        signin.sign_in_name(by, west.meeting, "Zed Only-here", sheet=1, line=1)
        signin.sign_in(by, west.meeting, west.regular, sheet=1, line=2)
        signin.sign_in_new_person(by, west.meeting, PersonDetails("wren", "moss", phone="(205) 555-0101"))
        signin.sign_in_name(by, west.meeting, "OLD TOM", sheet=1, line=3)
        signin.set_head_counts(by, west.meeting, [("Adults", 12), ("Youth", 3)])
        events.hold_event(by, west.meeting, Event.get_by_id(west.meeting).version)
    assert counts(back(home, kit)) == (9, 0, 0, 0)
    result = back(home, other_kit)
    assert (result.waiting, result.left_out) == (0, 0)
    with at(home):
        lines = Attendance.select().where(Attendance.event == west.meeting).order_by(Attendance.id)
        names = [line.person.given_name if line.person else line.name_as_signed for line in lines]
        assert names == ["Opal", "Wren", "Old Tom", "", "Zed Only-here"]
        assert (lines[4].sheet, lines[4].line) == (2, 1), "the second paper sheet gets a number of its own"
        assert Person.select().where(Person.given_name == "Wren").count() == 1
        groups = HeadCount.select().order_by(HeadCount.id)
        assert [(group.group_name, group.count) for group in groups] == [("Adults", 12), ("Youth", 3)]


def test_head_counts_that_differ_are_asked_and_may_be_added_up(
    home: str, kit: Path, other_kit: Path, west: Any
) -> None:
    for path, adults in ((kit, 12), (other_kit, 9)):
        with in_kit(path) as by:
            signin.set_head_counts(by, west.meeting, [("Adults", adults)])
    assert counts(back(home, kit)) == (1, 0, 0, 0)
    assert counts(back(home, other_kit)) == (0, 0, 1, 0)
    with at(home):
        (entry,) = waiting()
        _, (question,) = questions_of(entry)
        assert isinstance(question, FieldQuestion)
        assert (question.here, question.kit, question.may_add) == (12, 9, True)
        with pytest.raises(OutreachError, match="choose for each"):
            answer(BY, entry, {})
        assert questions_of(entry, {question.about: Keep.BOTH}) == ("", ())
        assert HeadCount.get().count == 12
        assert answer(BY, entry, {question.about: Keep.BOTH}).applied == 1
        assert HeadCount.get().count == 21
        with pytest.raises(OutreachError, match="decided already"):
            answer(BY, entry, {question.about: Keep.BOTH})
    assert counts(back(home, other_kit)) == (0, 0, 0, 0)


def edit(by: Actor, key: int, **values: Any) -> None:
    person = Person.get_by_id(key)
    kept = {name: getattr(person, name) for name in ("given_name", "family_name", "phone", "email", "address")}
    people.edit_person(
        by, key, person.version, PersonDetails(**{**kept, "neighborhood": person.neighborhood_id, **values})
    )


def everything_of(person: int) -> Any:
    """What is kept of one person."""
    return Person.get_by_id(person).__data__


def test_what_is_kept_confidentially_meanwhile_is_shown_to_none_who_may_not_read_it(
    home: str, kit: Path, west: Any
) -> None:
    with in_kit(kit) as by:
        edit(by, west.regular, address="2 Kit Street")
    with at(home):
        edit(BY, west.regular, address="1 Shelter Street", confidential=True)
    back(home, kit)
    with at(home):
        (entry,) = waiting()
        reason, questions = questions_of(entry, confidential=False)
        assert ("confidential record" in reason, questions) == (True, ())
        _, (question,) = questions_of(entry, confidential=True)
        assert isinstance(question, FieldQuestion)
        assert question.here == "1 Shelter Street"


def test_changes_of_different_fields_both_stay(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        edit(by, west.regular, phone="205-555-0199")
    with at(home):
        edit(BY, west.regular, email="opal@example.org")
    assert counts(back(home, kit)) == (1, 0, 0, 0)
    with at(home):
        person = Person.get_by_id(west.regular)
        assert (person.phone, person.email) == ("205-555-0199", "opal@example.org")


def test_a_phone_is_one_question_and_its_digits_follow(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        edit(by, west.regular, phone="205-555-0101")
    with at(home):
        edit(BY, west.regular, phone="205-555-0177")
    back(home, kit)
    with at(home):
        (entry,) = waiting()
        _, (question,) = questions_of(entry)
        answer(BY, entry, {question.about: Keep.KIT})
        person = Person.get_by_id(west.regular)
        assert (person.phone, person.phone_digits) == ("205-555-0101", "2055550101")


@pytest.mark.parametrize(("keep", "expected"), [(Keep.HERE, "1 Home Street"), (Keep.KIT, "2 Kit Street")])
def test_a_field_changed_on_both_sides_is_asked(home: str, kit: Path, west: Any, keep: Keep, expected: str) -> None:
    with in_kit(kit) as by:
        edit(by, west.regular, address="2 Kit Street")
        edit(by, west.regular, email="opal@example.org")
    with at(home):
        edit(BY, west.regular, address="1 Home Street")
    assert counts(back(home, kit)) == (1, 0, 1, 0), "the later change of another field does not wait"
    with at(home):
        (entry,) = waiting()
        _, (question,) = questions_of(entry)
        assert isinstance(question, FieldQuestion)
        assert (question.here, question.kit) == ("1 Home Street", "2 Kit Street")
        answer(BY, entry, {question.about: keep})
        assert Person.get_by_id(west.regular).address == expected
        assert waiting() == []


def test_a_person_of_the_same_name_is_asked_and_what_builds_on_her_waits_too(home: str, kit: Path, west: Any) -> None:
    with at(home):
        known = given.a_person(Precinct.get(), "Wren", "Moss", address="9 Far Lane").id
    with in_kit(kit) as by:
        signin.sign_in_new_person(by, west.meeting, PersonDetails("Wren", "Moss"))
        wren = Person.get(Person.given_name == "Wren")
        edit(by, wren.id, email="wren@example.org")
    assert counts(back(home, kit)) == (0, 0, 2, 0)
    with at(home):
        first, second = waiting()
        _, (question,) = questions_of(first)
        assert isinstance(question, SameQuestion)
        assert question.candidates == ((known, "Wren Moss (9 Far Lane)"),)
        assert "builds on another change" in questions_of(second)[0]
        assert answer(BY, first, {question.about: known}).applied == 2
        assert Attendance.get(Attendance.event == west.meeting).person_id == known
        assert Person.get_by_id(known).email == "wren@example.org"
        assert waiting() == []


def test_a_person_of_the_same_name_may_be_another_one(home: str, kit: Path, west: Any) -> None:
    with at(home):
        given.a_person(Precinct.get(), "Wren", "Moss")
        given.a_person(Precinct.get(), "Wren", "Moss", confidential=True)
    with in_kit(kit) as by:
        signin.sign_in_new_person(by, west.meeting, PersonDetails("Wren", "Moss"))
    back(home, kit)
    with at(home):
        (entry,) = waiting()
        _, (question,) = questions_of(entry)
        assert isinstance(question, SameQuestion)
        assert len(question.candidates) == 1, "a confidential person is not offered"
        answer(BY, entry, {question.about: 0})
        assert Person.select().where(Person.given_name == "Wren").count() == 3


@pytest.mark.parametrize(("keep", "left"), [(Keep.KIT, 0), (Keep.HERE, 1)])
def test_what_the_kit_removed_and_the_precinct_changed_is_asked(
    home: str, kit: Path, west: Any, keep: Keep, left: int
) -> None:
    with in_kit(kit) as by:
        line = Attendance.get()
        signin.remove_attendance(by, line.id, line.version)
    with at(home):
        line = Attendance.get()
        signin.mark_present(BY, line.id, line.version, False)
    back(home, kit)
    with at(home):
        (entry,) = waiting()
        _, (question,) = questions_of(entry)
        assert isinstance(question, RemovalQuestion)
        answer(BY, entry, {question.about: keep})
        assert Attendance.select().count() == left


def test_what_was_removed_at_the_precinct_waits_and_may_be_left_out(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        line = Attendance.get()
        signin.mark_present(by, line.id, line.version, False)
    with at(home):
        line = Attendance.get()
        signin.remove_attendance(BY, line.id, line.version)
    back(home, kit)
    with at(home):
        (entry,) = waiting()
        assert "was removed here" in questions_of(entry)[0]
        changes = leave_out_kit_change(BY, entry)
        assert (waiting(), KitEntry.get_by_id(entry).payload) == ([], "")
        assert changes.entry is not None
        undo(BY, changes.entry)
        assert waiting() == [entry]
        leave_out_kit_change(BY, entry)
    assert counts(back(home, kit)) == (0, 0, 0, 0)


def test_what_was_undone_in_the_kit_does_not_come_back(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        kept = signin.sign_in_name(by, west.meeting, "Stays")
        gone = signin.sign_in_name(by, west.meeting, "Goes")
        assert gone.entry is not None
        assert kept.entry is not None
        undo(by, gone.entry)
        taken = undo(by, kept.entry)
        assert taken.entry is not None
        undo(by, taken.entry)
    assert counts(back(home, kit)) == (1, 4, 0, 0)
    with at(home):
        assert [line.name_as_signed for line in Attendance.select().where(Attendance.event == west.meeting)] == [
            "Stays"
        ]
    with in_kit(kit) as by:
        redone = AuditEntry.select().where(AuditEntry.action == "redo").order_by(AuditEntry.id.desc()).first()
        undo(by, redone.id)
    assert counts(back(home, kit)) == (1, 0, 0, 0)
    with at(home):
        assert not Attendance.select().where(Attendance.event == west.meeting).exists()


def test_a_kit_that_is_out_of_the_house_is_not_made_undone(home: str, kit: Path, west: Any) -> None:
    """What was recorded in it could not come back any more."""
    with in_kit(kit) as by:
        signin.sign_in(by, west.meeting, west.regular)
    with at(home):
        made = AuditEntry.get(AuditEntry.action == "make_kit").id
        step = next_to_undo(BY.workstation)
        assert step is not None
        assert step.action == "attach_file", "the one before"
        with pytest.raises(OutreachError, match="A field kit that was made stays"):
            undo(BY, made)
    assert counts(back(home, kit)) == (1, 0, 0, 0)


def test_what_was_brought_back_removed_and_put_back_in_the_kit_again_comes_back(
    home: str, kit: Path, west: Any
) -> None:
    with in_kit(kit) as by:
        line = signin.sign_in_name(by, west.meeting, "Old Tom").only_id("attendance")
        removed = signin.remove_attendance(by, line, 1).entry
    assert counts(back(home, kit)) == (2, 0, 0, 0)
    with in_kit(kit) as by:
        assert removed is not None
        undo(by, removed)
        signin.mark_present(by, line, Attendance.get_by_id(line).version, False)
    assert counts(back(home, kit)) == (2, 0, 0, 0)
    with at(home):
        assert [
            (one.name_as_signed, one.present) for one in Attendance.select().where(Attendance.event == west.meeting)
        ] == [("Old Tom", False)]


@pytest.mark.parametrize("seed", [2, 8, 9])
def test_whatever_is_done_on_both_sides_the_records_are_sound(home: str, west: Any, tmp_path: Path, seed: int) -> None:
    """Twice: at random, with whatever is asked answered at random, or left out where it cannot be answered."""
    chance = random.Random(seed)
    with at(home):
        own = Precinct.get()
        given.an_organization(own)
        given.a_measure_kind(own)
        for name in "ABC":
            given.a_person(own, name, "Ferncastle", neighborhood=west.ensley)
        kit = a_kit(west, tmp_path / "both sides.outreach-kit")
        before = what_is_wrong()
    for turn in range(2):
        with in_kit(kit) as by:
            there = Desk(10 * seed + turn, by)
            assert sum(there.work() for _ in range(20))
        with at(home):
            here = Desk(77 * seed + turn, BY)
            assert sum(here.work() for _ in range(20))
        back(home, kit)
        with at(home):
            for entry in waiting():
                decide(entry, chance)
            assert what_is_wrong() == before


def decide(entry: int, chance: random.Random) -> None:
    """Answer a change that waits at random; one that cannot be answered, or is decided by now, is left out or alone."""
    with suppress(OutreachError):
        reason, questions = questions_of(entry)
        if reason:
            leave_out_kit_change(BY, entry)
            return
        answers: dict[Asked, Keep | int] = {}
        for one in questions:
            keeps = [Keep.HERE, Keep.KIT]
            choices: list[Any] = [*dict(one.candidates), 0] if isinstance(one, SameQuestion) else keeps
            answers[one.about] = chance.choice(choices)
        answer(BY, entry, answers)


def test_one_change_that_came_back_is_undone_and_comes_back_again(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        signin.sign_in_name(by, west.meeting, "Old Tom")
    back(home, kit)
    with at(home):
        brought = AuditEntry.get(AuditEntry.action == "sign_in_name")
        undo(BY, brought.id)
        assert not Attendance.select().where(Attendance.event == west.meeting).exists()
    assert counts(back(home, kit)) == (1, 0, 0, 0)


def test_a_wrong_passphrase_is_one_sentence(home: str, kit: Path) -> None:
    close_database()
    with pytest.raises(OutreachError, match=r"does not open the field kit one\.outreach-kit"):
        unlock_kit(str(kit), "quiet river stones", NOON, LAPTOP)
    with at(home), pytest.raises(OutreachError, match="does not open the field kit"):
        bring_back(BY, kit, "quiet river stones")


def test_an_expired_kit_is_not_opened_and_still_comes_back(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        signin.sign_in_name(by, west.meeting, "Old Tom")
    with pytest.raises(OutreachError, match="expired on January 29, 2019: bring it back"):
        unlock_kit(str(kit), PHRASE, NOON + timedelta(days=14), LAPTOP)
    unlocked = unlock_kit(str(kit), PHRASE, NOON, LAPTOP)
    with connection(), pytest.raises(OutreachError, match="has expired"):
        signin.sign_in_name(unlocked.actor, west.meeting, "Too late")
    assert counts(back(home, kit)) == (1, 0, 0, 0)


def test_a_kit_of_another_precinct_is_refused(kit: Path, template_file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.outreach"
    other.write_bytes(template_file.read_bytes())
    with at(str(other)), pytest.raises(OutreachError, match=r"a field kit of other records \(Ensley one\)"):
        bring_back(BY, kit, PHRASE)


def test_a_damaged_kit_is_one_sentence(home: str, kit: Path) -> None:
    content = bytearray(kit.read_bytes())
    content[len(content) // 2] ^= 1
    damaged = kit.with_name("damaged.outreach-kit")
    damaged.write_bytes(content)
    cuts = [kit.with_name(f"cut-{left}.outreach-kit") for left in (0, 5, 10)]
    for left, cut in zip((0, 5, 10), cuts, strict=True):
        cut.write_bytes(kit.read_bytes()[:left])
    with at(home):
        with pytest.raises(OutreachError, match="damaged"):
            bring_back(BY, damaged, PHRASE)
        for path in (*cuts, kit.with_name("nowhere.outreach-kit")):
            with pytest.raises(OutreachError, match=r"damaged|cannot be read"):
                bring_back(BY, path, PHRASE)
        assert KitEntry.select().count() == 0


@pytest.mark.parametrize("statement", [
    "UPDATE audit_payload SET payload = replace(payload, 'Old Tom', 'Old Rex')",
    "DELETE FROM audit_payload WHERE entry_id > 1",
    "UPDATE audit_entry SET actor = 'Somebody' WHERE id > 1",
])  # fmt: skip
def test_a_kit_that_was_tampered_with_brings_nothing_back(home: str, kit: Path, west: Any, statement: str) -> None:
    with in_kit(kit) as by:
        signin.sign_in_name(by, west.meeting, "Old Tom")
        records = Precinct._meta.database
        guards = records.execute_sql("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'audit%'")
        for (guard,) in guards.fetchall():
            records.execute_sql(f'DROP TRIGGER "{guard}"')
        records.execute_sql(statement)
    with at(home):
        with pytest.raises(OutreachError, match="not as it was written"):
            bring_back(BY, kit, PHRASE)
        assert not Attendance.select().where(Attendance.event == west.meeting).exists()


def test_a_kit_whose_brought_back_past_was_rewritten_is_refused(home: str, kit: Path, west: Any) -> None:
    saved = kit.read_bytes()
    with in_kit(kit) as by:
        signin.sign_in_name(by, west.meeting, "Old Tom")
    back(home, kit)
    kit.write_bytes(saved)
    with in_kit(kit) as by:
        signin.sign_in_name(by, west.meeting, "Another past")
    with at(home), pytest.raises(OutreachError, match="not as it was written"):
        bring_back(BY, kit, PHRASE)


def test_kits_are_not_made_of_nothing_by_anybody_or_in_a_kit(home: str, kit: Path, west: Any, tmp_path: Path) -> None:
    new = tmp_path / "new.outreach-kit"
    details = KitDetails("New", west.officer, NOON + timedelta(days=1))
    chosen = KitChoice(NOON.date(), MEETING, neighborhoods=(west.ensley,))
    with at(home):
        with pytest.raises(OutreachError, match="No event and no neighborhood"):
            make_kit(BY, west.own, KitChoice(NOON.date(), MEETING), details, PHRASE, new, NOON)
        with pytest.raises(OutreachError, match="too short"):
            make_kit(BY, west.own, chosen, details, "short", new, NOON)
        with pytest.raises(OutreachError, match="expired already"):
            make_kit(BY, west.own, chosen, KitDetails("New", west.officer, NOON), PHRASE, new, NOON)
        with pytest.raises(OutreachError, match=r"file .* already"):
            make_kit(BY, west.own, chosen, details, PHRASE, kit, NOON)
        with pytest.raises(RightsError):
            make_kit(Actor("Rex", role=Role.OFFICER), west.own, chosen, details, PHRASE, new, NOON)
        empty = KitChoice(NOON.date(), MEETING, neighborhoods=(west.pratt,))
        Person.update(active=False).where(Person.neighborhood == west.pratt).execute()
        with pytest.raises(OutreachError, match="nobody is known there"):
            make_kit(BY, west.own, empty, details, PHRASE, new, NOON)
        assert FieldKit.select().count() == 1
    with in_kit(kit) as by:
        with pytest.raises(OutreachError, match="a field kit itself"):
            make_kit(by, west.own, chosen, details, PHRASE, new, NOON)
        with pytest.raises(OutreachError, match="a field kit itself"):
            bring_back(by, kit, PHRASE)
    assert not new.exists()


def test_the_officer_may_in_a_kit_what_she_may_at_the_precinct(home: str, west: Any, tmp_path: Path) -> None:
    path = tmp_path / "one.outreach-kit"
    details = KitDetails("Ensley", west.officer, NOON + timedelta(days=14))
    with at(home):
        by = Actor("Chief", role=Role.SUPERVISOR)
        make_kit(
            by, west.own, KitChoice(NOON.date(), MEETING, neighborhoods=(west.ensley,)), details, PHRASE, path, NOON
        )
    unlocked: Unlocked = unlock_kit(str(path), PHRASE, NOON, LAPTOP)
    assert (unlocked.actor.role, unlocked.actor.name) == (Role.OFFICER, "R. Sample")
    with opened_kit(path, PHRASE) as opened:
        assert opened.kit.name == "Ensley"


def test_what_waits_of_a_forgotten_person_is_forgotten_too(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        edit(by, west.regular, address="2 Wexcombe Street")
        signin.sign_in_name(by, west.meeting, "Stays Waiting")
    with at(home):
        edit(BY, west.regular, address="1 Home Street")
    assert counts(back(home, kit)) == (1, 0, 1, 0)
    with at(home):
        set_retention(BY, west.own, {Retained.PEOPLE: 1})
        purge(BY, west.own, date(2035, 1, 1))
        assert Person.get_by_id(west.regular).address == ""
        assert waiting() == []
        told = "".join([*(row.payload for row in KitEntry.select()), *(row.payload for row in AuditPayload.select())])
        assert "Wexcombe" not in told


def test_what_waits_for_answers_of_its_own_waits_on(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        edit(by, west.regular, address="2 Kit Street")
        signin.set_head_counts(by, west.meeting, [("Adults", 9)])
    with at(home):
        edit(BY, west.regular, address="1 Home Street")
        signin.set_head_counts(BY, west.meeting, [("Adults", 12)])
    assert counts(back(home, kit)) == (0, 0, 2, 0)
    with at(home):
        address, adults = waiting()
        (question,) = questions_of(address)[1]
        assert counts(answer(BY, address, {question.about: Keep.KIT})) == (1, 0, 1, 0)
        assert waiting() == [adults]


@pytest.mark.parametrize("between", [True, False])
def test_a_file_that_was_taken_off_again_in_the_kit_is_gone(home: str, kit: Path, west: Any, between: bool) -> None:
    with in_kit(kit) as by:
        details = AttachmentDetails("sheet", "sheet.txt", b"the sheet itself", "text/plain")
        made = Attachment.get_by_id(attach_file(by, west.meeting, details).only_id("attachment"))
    if between:
        assert counts(back(home, kit)) == (1, 0, 0, 0)
    with in_kit(kit) as by:
        remove_attachment(by, made.id, made.version)
    back(home, kit)
    with at(home):
        assert [one.file_name for one in Attachment.select()] == ["hall.jpg"]
        assert waiting() == []


def test_what_a_kit_may_not_change_is_left_out(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        own = Precinct.get()
        edit_precinct(by, own.id, own.version, PrecinctDetails("Police", "Laptop Precinct"))
    assert counts(back(home, kit)) == (0, 0, 0, 1)
    with at(home):
        assert Precinct.get().name == "West Precinct"


def test_a_name_that_was_taken_here_meanwhile_waits(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        topic = Topic.get()
        edit_topic(by, topic.id, topic.version, "Gunfire", True)
    with at(home):
        Topic.create(precinct=west.own, name="Gunfire")
    assert counts(back(home, kit)) == (0, 0, 1, 0)
    with at(home):
        (entry,) = waiting()
        assert "does not go together with what was recorded here meanwhile" in questions_of(entry)[0]


def test_what_is_here_already_under_its_number_is_not_made_twice(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        record_a_meeting(by, west)
    back(home, kit)
    with at(home):
        # As where the precinct was put back from an archive, which knows of no kit what it brought.
        for model in (KitKey, KitEntry):
            model.delete().execute()
        FieldKit.update(last_entry=0, last_hash="").execute()
        before = everything()
    result = back(home, kit)
    with at(home):
        assert (result.applied, result.waiting, result.left_out) == (0, 0, 0)
        after = everything()
        for table in ("person", "attendance", "concern", "attachment", "head_count", "follow_up_note"):
            assert after[table] == before[table]


def test_what_the_kit_knows_more_of_the_same_person_is_filled_in(home: str, kit: Path, west: Any) -> None:
    with at(home):
        given.a_person(Precinct.get(), "Wren", "Moss", phone="205-555-0101", phone_digits="2055550101")
    with in_kit(kit) as by:
        wren = PersonDetails("Wren", "Moss", phone="(205) 555-0101", email="wren@mail.example")
        signin.sign_in_new_person(by, west.meeting, wren)
    assert counts(back(home, kit)) == (1, 0, 0, 0)
    with at(home):
        (here,) = Person.select().where(Person.family_name == "Moss")
        assert (here.phone, here.email) == ("205-555-0101", "wren@mail.example")


def test_whoever_was_invited_here_and_seen_there_came(home: str, kit: Path, west: Any) -> None:
    with at(home):
        signin.invite(BY, west.meeting, [west.regular])
    with in_kit(kit) as by:
        signin.sign_in(by, west.meeting, west.regular)
    assert counts(back(home, kit)) == (1, 0, 0, 0)
    with at(home):
        (line,) = Attendance.select().where(Attendance.event == west.meeting)
        assert line.present


def test_a_line_that_both_took_off_is_the_same(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        line = Attendance.get()
        signin.remove_attendance(by, line.id, line.version)
    with at(home):
        line = Attendance.get()
        signin.remove_attendance(BY, line.id, line.version)
    assert counts(back(home, kit)) == (0, 1, 0, 0)


def test_who_served_at_an_event_is_brought_back_with_the_event_itself(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        event = Event.get_by_id(west.meeting)
        staff = (events.StaffDetails(west.officer, "host", 1.5),)
        details = events.EventDetails(event.kind_id, event.title, event.date, event.start_time, staff=staff,
                                      neighborhoods=(west.ensley,), end_date=event.end_date)  # fmt: skip
        events.edit_event(by, event.id, event.version, details)
    with at(home):
        version = Event.get_by_id(west.meeting).version
    assert counts(back(home, kit)) == (1, 0, 0, 0)
    with at(home):
        event = Event.get_by_id(west.meeting)
        assert ([one.officer_id for one in event.staff], event.version) == ([west.officer], version + 1)


def test_an_event_that_was_recorded_on_both_sides_is_asked(home: str, kit: Path, west: Any) -> None:
    def walk(by: Actor) -> None:
        events.record_event(by, west.own, events.EventDetails(EventKind.get().id, "Foot patrol", MEETING))

    with in_kit(kit) as by:
        walk(by)
    with at(home):
        walk(BY)
    assert counts(back(home, kit)) == (0, 0, 1, 0)
    with at(home):
        (entry,) = waiting()
        (question,) = questions_of(entry)[1]
        assert isinstance(question, SameQuestion)
        ((here, told),) = question.candidates
        assert told == "Foot patrol, 2019-01-22"
        answer(BY, entry, {question.about: here})
        assert Event.select().where(Event.title == "Foot patrol").count() == 1


def test_a_database_without_a_kit_in_it_is_none(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit):
        FieldKit.delete().execute()
    with pytest.raises(OutreachError, match="is a database, but not a field kit: choose another file"):
        unlock_kit(str(kit), PHRASE, NOON, LAPTOP)
    with at(home), pytest.raises(OutreachError, match=r"one\.outreach-kit is a database, but not a field kit"):
        bring_back(BY, kit, PHRASE)


def test_the_window_of_a_kit_is_unlocked_by_its_passphrase_until_it_expires(kit: Path) -> None:
    unlocked = unlock_kit(str(kit), PHRASE, NOON, LAPTOP)
    assert unlock_kit_again(unlocked, str(kit), PHRASE, NOON) == unlocked
    with connection():
        assert AuditEntry.select().order_by(AuditEntry.id.desc()).get().action == "unlocked the field kit"
    with pytest.raises(OutreachError, match="does not open the field kit"):
        unlock_kit_again(unlocked, str(kit), "quiet river stones", NOON)
    with pytest.raises(OutreachError, match="expired on January 29, 2019"):
        unlock_kit_again(unlocked, str(kit), PHRASE, NOON + timedelta(days=14))


def test_a_kit_that_cannot_be_written_leaves_nothing(
    home: str, west: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: Path, _place: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with at(home):
        with pytest.raises(OutreachError, match=r"could not be written \(No space left .*: choose another folder"):
            a_kit(west, tmp_path / "one.outreach-kit")
        assert FieldKit.select().count() == 0
    assert list(tmp_path.glob("one*")) == []
