"""An account of one precinct writes nothing that belongs to another, by whatever it is part of."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from outreach.actions import reach
from outreach.actions.change import Actor, Changes, change
from outreach.actions.concerns import ConcernDetails, record_concern
from outreach.actions.events import remove_event
from outreach.actions.later import LaterChangeError
from outreach.actions.reach import precincts_of
from outreach.actions.rights import ElsewhereError
from outreach.actions.signin import remove_attendance, sign_in_name, sign_in_names
from outreach.actions.undo import undo
from outreach.records.accounts import Role
from outreach.records.audit import AuditEntry, AuditPayload
from outreach.records.events import Attendance, Event
from outreach.records.followups import Concern
from outreach.records.people import Person
from outreach.records.precinct import Precinct
from outreach.records.told import ToldRows
from tests import given
from tests.conftest import Store
from tests.statements import counted_statements

EVERYWHERE = Actor("Capt. Sample", role=Role.SUPERVISOR)


@pytest.fixture
def precincts(store: Store) -> tuple[Precinct, Precinct]:
    return given.a_precinct("West Precinct"), given.a_precinct("North Precinct")


def of(precinct: Precinct) -> Actor:
    return replace(EVERYWHERE, name="Ofc. Sample", precinct=precinct.id)


def wrote(changes: Changes) -> frozenset[int]:
    return precincts_of(ToldRows.read(AuditPayload.get(AuditPayload.entry_id == changes.entry).payload))


def test_her_own_precinct_is_written_and_every_kind_of_row_knows_its_precinct(
    precincts: tuple[Precinct, Precinct],
) -> None:
    west, _ = precincts
    by, event = of(west), given.an_event(west)
    assert wrote(sign_in_name(by, event.id, "Opal Ferncastle")) == {west.id}
    assert wrote(sign_in_names(by, event.id, [f"Resident {number}" for number in range(300)])) == {west.id}
    line = Attendance.get()
    assert wrote(remove_attendance(by, line.id, line.version)) == {west.id}
    concern = record_concern(by, west.id, ConcernDetails(given.a_topic(west).id, "Cars race."), event=event.id)
    assert wrote(concern) == {west.id}
    undo(by, concern.entry or 0)
    assert not Concern.select().exists()


def _sign_in(by: Actor, event: Event) -> Changes:
    return sign_in_name(by, event.id, "Opal Ferncastle")


def _sign_many_in(by: Actor, event: Event) -> Changes:
    return sign_in_names(by, event.id, [f"Resident {number}" for number in range(300)])


def _remove(by: Actor, event: Event) -> Changes:
    return remove_event(by, event.id, event.version)


def _rename(by: Actor, event: Event) -> Changes:
    with change(by, "edit_event") as c:
        c.update(event, title="Another")
    return c.changes


@pytest.mark.parametrize("action", [_sign_in, _sign_many_in, _remove, _rename])
def test_another_precincts_are_refused_and_that_is_told(
    precincts: tuple[Precinct, Precinct], action: Callable[[Actor, Event], Changes]
) -> None:
    west, north = precincts
    event = given.an_event(north, title="Theirs")
    with pytest.raises(ElsewhereError, match="another precinct than yours"):
        action(of(west), event)
    assert (Event.get().title, Attendance.select().count(), Person.select().count()) == ("Theirs", 0, 0)
    told = AuditEntry.select().order_by(AuditEntry.id.desc()).first()
    assert (told.actor, told.action.startswith("refused: ")) == ("Ofc. Sample", True)
    assert action(EVERYWHERE, Event.get()).entry


def test_what_somebody_else_did_elsewhere_is_not_taken_back(precincts: tuple[Precinct, Precinct]) -> None:
    west, north = precincts
    signed = sign_in_name(EVERYWHERE, given.an_event(north, date(2019, 1, 5)).id, "Opal Ferncastle")
    with pytest.raises(ElsewhereError):
        undo(of(west), signed.entry or 0)
    assert Attendance.select().count() == 1


def test_what_another_precinct_wrote_later_is_not_shown(precincts: tuple[Precinct, Precinct]) -> None:
    west, north = precincts
    event = given.an_event(north)
    step = _rename(EVERYWHERE, event)
    with change(EVERYWHERE, "edit_event") as c:
        c.update(Event.get(), title="Between them")
    with pytest.raises(ElsewhereError):
        undo(of(west), step.entry or 0)
    with pytest.raises(LaterChangeError, match="Between them"):
        undo(of(north), step.entry or 0)


def test_knowing_takes_one_statement_however_many_rows_there_are(precincts: tuple[Precinct, Precinct]) -> None:
    west, _ = precincts
    event = given.an_event(west)

    def asked(by: Actor, names: int) -> int:
        with counted_statements() as statements:
            sign_in_names(by, event.id, [f"{by.name} {number}" for number in range(names)])
        return len(statements)

    assert asked(of(west), 2) - asked(EVERYWHERE, 2) == 1
    assert asked(of(west), 400) - asked(EVERYWHERE, 400) == 1


def test_what_belongs_to_no_precinct_reaches_none_and_a_precinct_itself(store: Store) -> None:
    rows = ToldRows()
    rows.append({"table": "precinct", "id": 7, "before": {"name": "West"}, "after": {"name": "East"}})
    rows.append({"table": "account", "id": 1, "before": {"role": "officer"}, "after": {"role": "supervisor"}})
    rows.append({"table": "person", "id": 1, "before": {"id": 1}, "after": None})
    rows.append({"table": "of another program", "id": 1, "before": None, "after": {"id": 1}})
    assert precincts_of(rows) == {7}


def test_rows_of_very_many_records_reach_the_precincts_of_all(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "_KEYS_HELD", 2)
    west, east = given.a_precinct(), given.a_precinct("East Precinct")
    events = [given.an_event(precinct).id for precinct in (west, west, west, east, west)]
    rows = ToldRows()
    for number, event in enumerate(events):
        rows.append({"table": "attendance", "id": number, "before": None, "after": {"event_id": event}})
    assert precincts_of(rows) == {west.id, east.id}
