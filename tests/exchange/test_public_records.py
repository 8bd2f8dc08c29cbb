"""Public records of an event or a period: all but what residents are owed, and a list of what was removed."""

import csv
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from outreach.actions.attachments import AttachmentDetails, attach_file
from outreach.actions.rights import RightsError
from outreach.errors import NotFoundError, OutreachError
from outreach.exchange.public_records import PublicExport, export_public_records
from outreach.exchange.redaction import ADDRESS, EMAIL, NAME, PHONE, Redactor
from outreach.queries.public_records import (
    CONFIDENTIAL_PERSON,
    CONFIDENTIAL_WORDS,
    NOT_CLEARED,
    SCAN,
    WordsToRemove,
    public_records,
)
from outreach.records.accounts import Role
from outreach.records.events import Attendance, Event
from outreach.records.followups import FollowUpNote
from outreach.records.precinct import Precinct
from tests import given, planted
from tests.planted import BY, MONTH, SECRETS, TODAY, Planted
from tests.statements import counted_statements
from tests.trail import last_told

pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def at() -> Planted:
    """Beside what is confidential: open words with a phone, a confidential name and an address in them, and files."""
    kept = Planted()
    precinct, event = Precinct.get_by_id(kept.precinct), Event.get_by_id(kept.event)
    words = f"Loud music at 412 Elm Street, call 205-555-0123 or {planted.NAME}"
    concern = given.a_concern(precinct, words, event=event, raised_on=TODAY)
    given.a_follow_up(precinct, "Talk to the neighbors", concern=concern, opened_on=TODAY)
    FollowUpNote.create(follow_up=kept.follow_up, written_on=TODAY, words=f"{planted.WORD} again")
    Attendance.create(event=event, person=kept.member, note="mferncastle@mail.example")
    Event.update(place="12 Elm St", summary="Thirty came").where(Event.id == kept.event).execute()
    for kind, name, fit in (("photo", "hall.png", True), ("photo", "kids.png", False), ("sheet", "scan.png", False)):
        attach_file(BY, kept.event, AttachmentDetails(kind, name, name.encode(), "image/png", "Hall", "A hall", fit))
    return kept


def written(at: Planted, folder: Path, **of: object) -> tuple[PublicExport, dict[str, str]]:
    path = folder / "records.zip"
    told = export_public_records(BY, path, at.precinct, TODAY, **of)  # type: ignore[arg-type]
    with zipfile.ZipFile(path) as archive:
        return told, {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


@pytest.mark.parametrize("scope", ["event", "period"])
def test_nothing_that_residents_are_owed_goes_out(at: Planted, tmp_path: Path, scope: str) -> None:
    told, files = written(at, tmp_path, **({"event": at.event} if scope == "event" else {"period": MONTH}))
    everything = "\n".join(files.values())
    owed = (*SECRETS, "205-555-0123", "412 Elm", "12 Elm", "mferncastle@", "kids.png", "scan.png")
    assert [word for word in owed if word in everything] == []
    for word in ("Mattie Ferncastle", "Loud music at [removed], call [removed] or [removed]", "Thirty came"):
        assert word in everything
    assert [name for name in files if name.startswith("photos/")] == ["photos/001.png"]
    assert f"Parts removed: {len(told.removed):,}." in files["README.txt"]


def test_what_was_removed_is_listed_with_its_reason(at: Planted, tmp_path: Path) -> None:
    told, files = written(at, tmp_path, event=at.event)
    listed = list(csv.DictReader(io.StringIO(files["removed.csv"])))
    assert len(listed) == len(told.removed)
    reasons = {(row["Kind of record"], row["Part"], row["Why it was removed"]) for row in listed}
    assert reasons == {
        ("Events", "Place", ADDRESS),
        ("Sign-ins", "Name", CONFIDENTIAL_PERSON),
        ("Sign-ins", "Note", EMAIL),
        ("Concerns", "Words", CONFIDENTIAL_WORDS),
        ("Concerns", "Raised by", CONFIDENTIAL_WORDS),
        ("Concerns", "Words", ADDRESS),
        ("Concerns", "Words", PHONE),
        ("Concerns", "Words", NAME),
        ("Promises", "Words", CONFIDENTIAL_WORDS),
        ("Promises", "Promised to", CONFIDENTIAL_WORDS),
        ("Notes", "Words", CONFIDENTIAL_WORDS),
        ("Files", "File", SCAN),
        ("Files", "File", NOT_CLEARED),
    }
    assert all(row["Number"] for row in listed)


def test_it_is_told_and_asked_of_supervisors(at: Planted, tmp_path: Path) -> None:
    written(at, tmp_path, event=at.event)
    told = last_told()
    assert (told.action, told.rows[0]["table"], told.rows[0]["id"]) == ("exported public records", "event", at.event)
    with pytest.raises(RightsError, match="Only a supervisor"):
        export_public_records(replace(BY, role=Role.OFFICER), tmp_path / "x.zip", at.precinct, TODAY, event=at.event)
    assert not (tmp_path / "x.zip").exists()


def test_the_same_records_give_the_same_file(at: Planted, tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        export_public_records(BY, tmp_path / name, at.precinct, TODAY, period=MONTH)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_a_whole_period_takes_as_many_statements_as_one_event(at: Planted) -> None:
    with counted_statements() as statements:
        public_records(at.precinct, period=MONTH)
    assert len(statements) <= 9


@pytest.mark.parametrize(
    ("of", "name", "words"),
    [
        ({}, "a.zip", "say which"),
        ({"event": 1, "period": MONTH}, "a.zip", "say which"),
        ({"event": 1}, "a.csv", ".zip"),
    ],
)
def test_what_cannot_be_written_is_one_sentence(
    at: Planted, tmp_path: Path, of: dict[str, object], name: str, words: str
) -> None:
    with pytest.raises(OutreachError, match=words):
        export_public_records(BY, tmp_path / name, at.precinct, TODAY, **of)  # type: ignore[arg-type]


def test_an_event_that_is_gone(at: Planted, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        export_public_records(BY, tmp_path / "a.zip", at.precinct, TODAY, event=999)


KNOWN = WordsToRemove(
    ("(205) 555-0177",), ("opal@mail.example",), ("1180 Quiet Ln", "Rural Box 7"), ("Opal Vex", "Vex")
)


@pytest.mark.parametrize(
    ("words", "left", "found"),
    [
        ("Call (205) 555-0123 now", "Call [removed] now", (PHONE,)),
        ("205.555.0123, 555-0123, +1 205 555 0123", "[removed], [removed], [removed]", (PHONE,)),
        ("2055550177 is hers", "[removed] is hers", (PHONE,)),
        ("Write to a.b@mail.example.org.", "Write to [removed].", (EMAIL,)),
        ("She lives at 412 N. Elm Street, Apt 3", "She lives at [removed]", (ADDRESS,)),
        ("Shots near 2800 Avenue K", "Shots near [removed]", (ADDRESS,)),
        ("He lives at 1421 19th St SW", "He lives at [removed]", (ADDRESS,)),
        ("By rural  box 7", "By [removed]", (ADDRESS,)),
        ("vex told us, Vexing as it is", "[removed] told us, Vexing as it is", (NAME,)),
        ("30 people, 4 officers on 24 January 2019", "30 people, 4 officers on 24 January 2019", ()),
        ("Report 2019-004417 about the 1200 block", "Report 2019-004417 about the 1200 block", ()),
        ("From 18:30 to 20:00 at St Mark", "From 18:30 to 20:00 at St Mark", ()),
    ],
)
def test_what_is_found_in_words(words: str, left: str, found: tuple[str, ...]) -> None:
    assert Redactor(KNOWN).redacted(words) == (left, found)


def test_a_hall_keeps_its_address_and_a_home_does_not() -> None:
    redactor = Redactor(KNOWN)
    assert redactor.redacted_place("Church hall, 400 Elm Street") == ("Church hall, 400 Elm Street", ())
    assert redactor.redacted_place("Porch of 1180 Quiet Ln") == ("Porch of [removed]", (ADDRESS,))
