"""A precinct of each kind of database, and field kits that went out of it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from outreach.actions.attachments import AttachmentDetails, attach_file
from outreach.records import keys
from outreach.records.database import close_database
from outreach.records.events import Attendance, Event
from tests import given
from tests.actions.field_kits.both_sides import BY, MEETING, a_kit, at
from tests.conftest import Server


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


@pytest.fixture
def kit(home: str, west: Any, tmp_path: Path) -> Path:
    with at(home):
        return a_kit(west, tmp_path / "one.outreach-kit")


@pytest.fixture
def other_kit(home: str, west: Any, tmp_path: Path) -> Path:
    with at(home):
        return a_kit(west, tmp_path / "two.outreach-kit")
