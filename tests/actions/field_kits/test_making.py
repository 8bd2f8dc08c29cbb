"""What a field kit carries, and when none is made."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from outreach.actions import signin
from outreach.actions.bring_back import bring_back
from outreach.actions.change import Actor
from outreach.actions.field_kit import KitDetails, make_kit
from outreach.actions.rights import RightsError
from outreach.actions.undo import undo
from outreach.errors import OutreachError
from outreach.queries.audit import next_to_undo
from outreach.queries.kit_contents import KitChoice, kit_rows
from outreach.records.accounts import Role
from outreach.records.audit import AuditEntry
from outreach.records.events import Attachment, Event
from outreach.records.followups import Concern, FollowUp
from outreach.records.kits import FieldKit
from outreach.records.people import Person
from outreach.records.precinct import Precinct
from tests import given
from tests.actions.field_kits.both_sides import BY, MEETING, NOON, PHRASE, a_kit, at, back, counts, in_kit
from tests.statements import counted_statements


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
