"""What becomes, while a field kit is away, of what is recorded in it: removed, cancelled, forgotten, or decided by
somebody else; and a kit that an older program made."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from outreach.actions import bring_back as bringing
from outreach.actions import events, people, signin
from outreach.actions.bring_back import answer, bring_back, questions_of
from outreach.actions.counts import set_head_counts
from outreach.actions.kit_asking import Keep, SameQuestion
from outreach.actions.people import PersonDetails
from outreach.actions.retention import purge, set_retention
from outreach.actions.undo import undo
from outreach.errors import OutreachError
from outreach.records import kit_file
from outreach.records.database import file_database
from outreach.records.events import Attendance, Event, HeadCount
from outreach.records.people import Person
from outreach.records.precinct import Precinct
from outreach.records.retention import FORGOTTEN, Retained
from outreach.records.schema import migration_runner, pending_migrations
from tests import given
from tests.actions.field_kits.both_sides import (
    BY,
    MEETING,
    PHRASE,
    a_kit,
    at,
    back,
    counts,
    edit,
    in_kit,
    record_a_meeting,
    waiting,
)


def test_what_was_recorded_at_an_event_removed_meanwhile_waits_until_it_is_put_back(
    home: str, west: Any, tmp_path: Path
) -> None:
    with at(home):
        walk = given.an_event(Precinct.get(), MEETING, "Walk", status="planned").id
        kit = a_kit(west, tmp_path / "walk.outreach-kit", events=(walk,))
    with in_kit(kit) as by:
        for name in ("Old Tom", "Young Tom"):
            signin.sign_in_name(by, walk, name)
    with at(home):
        removed = events.remove_event(BY, walk, 1).entry
    assert counts(back(home, kit)) == (0, 0, 2, 0)
    with at(home):
        first, _ = waiting()
        assert "The event was removed here meanwhile: bring it back first" in questions_of(first)[0]
        assert removed is not None
        undo(BY, removed)
        assert counts(answer(BY, first, {})) == (2, 0, 0, 0)
        assert Attendance.select().where(Attendance.event == walk).count() == 2


@pytest.mark.parametrize(("kept", "status", "reason"), [(Keep.HERE, "cancelled", "Storm"), (Keep.KIT, "held", "")])
def test_an_event_that_was_cancelled_here_and_held_there_is_asked(
    home: str, kit: Path, west: Any, kept: Keep, status: str, reason: str
) -> None:
    with in_kit(kit) as by:
        signin.sign_in_name(by, west.meeting, "Old Tom")
        events.hold_event(by, west.meeting, Event.get_by_id(west.meeting).version)
    with at(home):
        events.cancel_event(BY, west.meeting, Event.get_by_id(west.meeting).version, "Storm")
    assert counts(back(home, kit)) == (1, 0, 1, 0)
    with at(home):
        (entry,) = waiting()
        _, (question,) = questions_of(entry)
        answer(BY, entry, {question.about: kept})
        event = Event.get_by_id(west.meeting)
        assert (event.status, event.cancel_reason) == (status, reason)


def test_an_event_that_was_held_here_and_cancelled_there_has_no_reason_if_it_was_held(
    home: str, kit: Path, west: Any
) -> None:
    with in_kit(kit) as by:
        events.cancel_event(by, west.meeting, Event.get_by_id(west.meeting).version, "Storm")
    with at(home):
        events.hold_event(BY, west.meeting, Event.get_by_id(west.meeting).version)
    back(home, kit)
    with at(home):
        (entry,) = waiting()
        _, (question,) = questions_of(entry)
        answer(BY, entry, {question.about: Keep.HERE})
        event = Event.get_by_id(west.meeting)
        assert (event.status, event.cancel_reason) == ("held", "")


def test_of_whom_the_precinct_forgot_meanwhile_the_kit_brings_nothing_back(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        edit(by, west.regular, address="2 Wexcombe Street")
        signin.sign_in(by, west.meeting, west.regular)
    with at(home):
        set_retention(BY, west.own, {Retained.PEOPLE: 1})
        purge(BY, west.own, date(2035, 1, 1))
        assert Person.get_by_id(west.regular).family_name == FORGOTTEN
    assert counts(back(home, kit)) == (1, 0, 0, 1)
    with at(home):
        assert Person.get_by_id(west.regular).address == ""
        assert [one.person_id for one in Attendance.select().where(Attendance.event == west.meeting)] == [west.regular]


def test_groups_that_differ_in_capitals_alone_are_one(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        set_head_counts(by, west.meeting, [("adults", 12)])
    with at(home):
        set_head_counts(BY, west.meeting, [("Adults", 12)])
    assert counts(back(home, kit)) == (0, 1, 0, 0)
    with at(home):
        assert [(one.group_name, one.count) for one in HeadCount.select()] == [("Adults", 12)]


def test_names_that_differ_in_the_capitals_of_any_language_are_asked(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        people.add_person(by, west.own, PersonDetails("ÉLODIE", "peña"))
    with at(home):
        known = given.a_person(Precinct.get(), "Élodie", "Peña").id
        given.a_person(Precinct.get(), "Elodie", "Pena")
    assert counts(back(home, kit)) == (0, 0, 1, 0)
    with at(home):
        (entry,) = waiting()
        _, (question,) = questions_of(entry)
        assert isinstance(question, SameQuestion)
        assert question.candidates == ((known, "Élodie Peña"),)


def meanwhile(monkeypatch: pytest.MonkeyPatch, name: str, deed: Callable[[], object]) -> None:
    """Another desk does something when the return of a kit comes to a function of its module for the first time."""
    whole, left = getattr(bringing, name), [deed]

    def after_that(asked: object) -> object:
        while left:
            left.pop()()
        return whole(asked)

    monkeypatch.setattr(bringing, name, after_that)


def test_a_change_that_another_desk_brought_back_meanwhile_is_not_done_twice(
    home: str, kit: Path, west: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with in_kit(kit) as by:
        record_a_meeting(by, west)
    meanwhile(monkeypatch, "_taken_back", lambda: bring_back(BY, kit, PHRASE))
    assert counts(back(home, kit)) == (0, 0, 0, 0)
    with at(home):
        assert waiting() == []
        assert Attendance.select().where(Attendance.event == west.meeting).count() == 4


def test_a_change_that_another_desk_decided_meanwhile_is_not_decided_twice(
    home: str, kit: Path, west: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with in_kit(kit) as by:
        set_head_counts(by, west.meeting, [("Adults", 9)])
    with at(home):
        set_head_counts(BY, west.meeting, [("Adults", 12)])
    back(home, kit)
    with at(home):
        (entry,) = waiting()
        _, (question,) = questions_of(entry)
        meanwhile(monkeypatch, "_keys", lambda: answer(BY, entry, {question.about: Keep.BOTH}))
        with pytest.raises(OutreachError, match="decided already"):
            answer(BY, entry, {question.about: Keep.BOTH})
        assert HeadCount.get().count == 21


def test_a_kit_that_an_older_program_made_is_opened_and_comes_back(
    home: str, west: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a newer one at the precinct, before the laptop has it, and as it is on the laptop afterwards."""
    with at(home), monkeypatch.context() as then:
        then.setattr(kit_file, "migrate", lambda db: migration_runner(db).up("0022_tallies"))
        kit = a_kit(west, tmp_path / "old.outreach-kit")
    assert counts(back(home, kit)) == (0, 0, 0, 0)
    file = file_database(kit, key=kit_file.key_of_kit(kit, PHRASE))
    with file.connection_context():
        assert pending_migrations(file), "its own program opens it still"
    with in_kit(kit) as by:
        signin.sign_in_name(by, west.meeting, "Old Tom")
    assert counts(back(home, kit)) == (1, 0, 0, 0)
