"""A precinct's database, and the field kits that were taken from it: opening either, and bringing a kit back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from outreach.actions import concerns, events, followups, people, signin
from outreach.actions.attachments import AttachmentDetails, attach_file
from outreach.actions.bring_back import KitResult, bring_back
from outreach.actions.change import Actor
from outreach.actions.counts import set_head_counts
from outreach.actions.field_kit import KitDetails, make_kit, unlock_kit
from outreach.actions.people import PersonDetails
from outreach.queries.kit_contents import KitChoice
from outreach.records.database import close_database, connection, open_database
from outreach.records.events import Event
from outreach.records.followups import Topic
from outreach.records.kits import BroughtBack, KitEntry
from outreach.records.people import Person

NOON = datetime(2019, 1, 15, 18, 0, tzinfo=UTC)
MEETING = date(2019, 1, 22)
PHRASE = "basement of the chapel"
BY = Actor("R. Sample", workstation="desk 1")
LAPTOP = "laptop 4"


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


def a_kit(west: Any, path: Path, **choice: Any) -> Path:
    """Make a kit for Ensley, in the open database."""
    wanted = KitChoice(**{"first": NOON.date(), "until": date(2019, 2, 1), "neighborhoods": (west.ensley,), **choice})
    details = KitDetails(f"Ensley {path.stem}", west.officer, NOON + timedelta(days=14))
    make_kit(BY, west.own, wanted, details, PHRASE, path, NOON)
    return path


def back(home: str, kit: Path) -> KitResult:
    with at(home):
        return bring_back(BY, kit, PHRASE)


def counts(result: KitResult) -> tuple[int, int, int, int]:
    return result.applied, result.same, result.waiting, result.left_out


def waiting() -> list[int]:
    found = KitEntry.select().where(KitEntry.state == BroughtBack.WAITING).order_by(KitEntry.id)
    return [entry.id for entry in found]


def edit(by: Actor, key: int, **values: Any) -> None:
    person = Person.get_by_id(key)
    kept = {name: getattr(person, name) for name in ("given_name", "family_name", "phone", "email", "address")}
    people.edit_person(
        by, key, person.version, PersonDetails(**{**kept, "neighborhood": person.neighborhood_id, **values})
    )


def record_a_meeting(by: Actor, west: Any) -> None:
    """What an officer does in a church basement: nine changes."""
    signin.sign_in(by, west.meeting, west.regular, sheet=1, line=1)
    signin.sign_in_new_person(by, west.meeting, PersonDetails("Wren", "Moss", phone="205-555-0101"), sheet=1, line=2)
    signin.sign_in_name(by, west.meeting, "Old Tom", sheet=1, line=3)
    signin.sign_in_illegible(by, west.meeting, sheet=1, line=4)
    set_head_counts(by, west.meeting, [("Adults", 12)])
    wren = Person.get(Person.given_name == "Wren").id
    told = concerns.ConcernDetails(Topic.get().id, "Lights out on 19th", raised_on=NOON.date(), raised_by_person=wren)
    concerns.record_concern(by, west.own, told)
    followups.add_note(by, west.promise, "Called the school", NOON.date())
    attach_file(by, west.meeting, AttachmentDetails("sheet", "sheet.txt", b"the sheet itself", "text/plain"))
    events.hold_event(by, west.meeting, Event.get_by_id(west.meeting).version)
