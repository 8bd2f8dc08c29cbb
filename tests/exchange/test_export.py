import csv
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from python_calamine import CalamineWorkbook

from outreach.actions.archive import try_archive
from outreach.actions.event_records import EventRecord, record_events
from outreach.actions.events import EventDetails, cancel_event, edit_event
from outreach.actions.people import PersonDetails, add_person, merge_people
from outreach.actions.precinct import PrecinctDetails, set_up_precinct
from outreach.actions.signin import AttendanceDetails
from outreach.errors import OutreachError
from outreach.exchange.exporting import EXPORT_KINDS, export
from outreach.exchange.importing import apply_import, plan_import
from outreach.exchange.spreadsheet import Column, write_table
from outreach.queries.archive import archived_rows
from outreach.queries.figures import as_json, figures
from outreach.queries.period import parse_month
from outreach.records.audit import AuditEntry
from outreach.records.base import database
from outreach.records.database import close_database, connection, open_database
from outreach.records.events import Attachment, Event, EventKind, MeasureKind
from outreach.records.people import Person
from outreach.records.precinct import Precinct
from tests.conftest import Store
from tests.exchange.importing import CLERK
from tests.given import (
    a_concern,
    a_crime_count,
    a_follow_up,
    a_neighborhood,
    a_person,
    a_precinct,
    an_event,
    an_officer,
    an_organization,
)
from tests.statements import counted_statements

TODAY = date(2019, 2, 1)


def a_filled_precinct() -> int:
    """A precinct in which every list has something, with texts that want to be formulas."""
    precinct = set_up_precinct(CLERK, PrecinctDetails("Birmingham Police Department", "West")).only_id("precinct")
    kept = Precinct.get_by_id(precinct)
    area = a_neighborhood(kept, "Ensley")
    person = a_person(kept, "Opal", "=cmd()", neighborhood=area, phone="+1 205 555 0100")
    church = an_organization(kept, "Bethel, Church", kind="church")
    officer = an_officer(kept)
    details = EventDetails(
        EventKind.get(name="Safety checkpoint").id, "Checkpoint & “friends”", date(2019, 1, 15), time(18, 30),
        end_time=time(20), place="-12th Street", neighborhoods=(area.id,), host=church.id, lead_officer=officer.id,
        status="held",
    )  # fmt: skip
    firearms = MeasureKind.get(name="Firearms recovered").id
    lines = (AttendanceDetails(person.id, sheet=1, line=1), AttendanceDetails(name_as_signed="Ålesund\nJr."))
    record_events(
        CLERK,
        precinct,
        [EventRecord(details, lines, (("Adults", 20), ("Youth", None)), ((firearms, 3),), source="s", source_id="1")],
    )
    event = Event.get()
    concern = a_concern(kept, "@night: racing", event=event, neighborhood=area, raised_by_person=person)
    a_follow_up(kept, concern=concern, owner=officer, promised_to_person=person, due=date(2019, 2, 1))
    a_crime_count(kept, date(2019, 1, 1), -2, scope="neighborhood", neighborhood=area)
    Attachment.create(event=event, kind="photo", file_name="a.png", sha256="0" * 64, data=bytes(range(256)))
    return precinct


def csv_rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def test_events_go_out_with_all_that_was_counted(store: Store, tmp_path: Path) -> None:
    precinct = a_filled_precinct()
    assert export("events", tmp_path / "events.csv", precinct, TODAY) == 1
    (row,) = csv_rows(tmp_path / "events.csv")
    event = Event.get()
    assert row == {
        "Number": str(event.uid), "Date": "2019-01-15", "Start": "18:30", "End date": "2019-01-15", "End": "20:00",
        "Kind": "Safety checkpoint", "Title": "Checkpoint & “friends”", "Status": "held", "Place": "'-12th Street",
        "Neighborhoods": "Ensley", "Host": "Bethel, Church", "Lead officer": "R. Sample", "Counted": "20",
        "Signed in": "2", "Summary": "", "Reason for cancelling": "", "Firearms recovered": "3",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("attendance", {"Family name": "'=cmd()", "Sheet": "1", "Present": "yes", "Neighborhood": "Ensley"}),
        ("people", {"Given name": "Opal", "Family name": "'=cmd()", "Phone": "'+1 205 555 0100", "Active": "yes"}),
        ("follow-ups", {"Status": "open", "Promised to": "Opal =cmd()", "Due": "2019-02-01", "Closed": ""}),
        ("concerns", {"Concern": "'@night: racing", "Topic": "Speeding", "Raised by": "Opal =cmd()"}),
        ("crime", {"Month": "2019-01-01", "Neighborhood": "Ensley", "Offense": "Burglary", "Count": "-2"}),
    ],
)
def test_every_list_goes_out(store: Store, tmp_path: Path, kind: str, expected: dict[str, str]) -> None:
    export(kind, tmp_path / "list.csv", a_filled_precinct(), TODAY)
    row = csv_rows(tmp_path / "list.csv")[0]
    assert {name: row[name] for name in expected} == expected


def test_a_workbook_has_types_and_no_formulas(store: Store, tmp_path: Path) -> None:
    precinct = a_filled_precinct()
    export("people", tmp_path / "people.xlsx", precinct, TODAY)
    export("events", tmp_path / "events.xlsx", precinct, TODAY)
    people = CalamineWorkbook.from_path(str(tmp_path / "people.xlsx")).get_sheet_by_index(0).to_python()
    assert people[1][1:4] == ["Opal", "=cmd()", "+1 205 555 0100"]
    header, row = CalamineWorkbook.from_path(str(tmp_path / "events.xlsx")).get_sheet_by_index(0).to_python()
    told = dict(zip(header, row, strict=True))
    assert (told["Date"], told["Start"], told["Counted"]) == (date(2019, 1, 15), time(18, 30), 20.0)


def test_the_header_of_a_workbook_stays_in_sight(tmp_path: Path) -> None:
    write_table(tmp_path / "a.xlsx", "A: list/of [all]", [Column("One"), Column("Two", 30)], [["x", 1], ["y", None]])
    sheet = zipfile.ZipFile(tmp_path / "a.xlsx").read("xl/worksheets/sheet1.xml").decode()
    assert 'state="frozen"' in sheet
    assert "<f>" not in sheet
    assert CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).sheet_names == ["A list of all"]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_the_same_records_give_the_same_bytes(sqlite_store: Store, tmp_path: Path, suffix: str) -> None:
    precinct = a_filled_precinct()
    for name in ("one", "two"):
        export("events", tmp_path / f"{name}{suffix}", precinct, TODAY)
    assert (tmp_path / f"one{suffix}").read_bytes() == (tmp_path / f"two{suffix}").read_bytes()


@pytest.mark.parametrize(
    ("kind", "name", "words"),
    [
        ("events", "a.pdf", "go out as .csv or .xlsx"),
        ("calendar", "a.csv", "go out as .ics"),
        ("archive", "a.csv", "go out as .json"),
        ("gossip", "a.csv", "cannot be exported"),
        ("events", "missing/a.csv", "cannot be written"),
    ],
)
def test_what_cannot_go_out_is_told(sqlite_store: Store, tmp_path: Path, kind: str, name: str, words: str) -> None:
    with pytest.raises(OutreachError, match=words):
        export(kind, tmp_path / name, a_precinct().id, TODAY)
    assert list(tmp_path.glob("*.part")) == []


@pytest.mark.parametrize("kind", EXPORT_KINDS)
def test_an_empty_precinct_goes_out_too(store: Store, tmp_path: Path, kind: str) -> None:
    suffix = {"calendar": ".ics", "archive": ".json"}.get(kind, ".csv")
    export(kind, tmp_path / f"a{suffix}", a_precinct().id, TODAY, confidential=True)
    assert (tmp_path / f"a{suffix}").stat().st_size > 0


@pytest.mark.parametrize("kind", ["events", "attendance", "people", "follow-ups", "concerns", "crime"])
def test_the_number_of_statements_does_not_grow_with_the_list(sqlite_store: Store, tmp_path: Path, kind: str) -> None:
    precinct = a_filled_precinct()
    with counted_statements() as few:
        export(kind, tmp_path / "few.csv", precinct, TODAY)
    kept = Precinct.get_by_id(precinct)
    for number in range(20):
        event = an_event(kept, title=f"Event {number}")
        concern = a_concern(kept, event=event)
        a_follow_up(kept, concern=concern)
        a_person(kept, f"Person {number}")
        a_crime_count(kept, date(2000 + number, 1, 1), number)
    with counted_statements() as many:
        export(kind, tmp_path / "many.csv", precinct, TODAY)
    assert len(many) == len(few)


@pytest.mark.parametrize("suffix", [".vcf", ".csv"])
def test_contacts_are_those_who_may_be_written_to(store: Store, tmp_path: Path, suffix: str) -> None:
    precinct = a_precinct()
    a_person(precinct, "Opal", "Ferncastle; Jr.", phone="+1 205 555 0100", email="o@example.org", address="1, Elm St")
    for reason in ({"may_contact": False}, {"confidential": True}, {"active": False}):
        a_person(precinct, "Left", "Out", **reason)
    assert export("contacts", tmp_path / f"contacts{suffix}", precinct.id, TODAY) == 1
    if suffix == ".csv":
        (row,) = csv_rows(tmp_path / "contacts.csv")
        assert (row["Full name"], row["Phone"]) == ("Opal Ferncastle; Jr.", "'+1 205 555 0100")
        return
    other = a_precinct("Another").id
    apply_import(CLERK, other, plan_import("contacts", [tmp_path / "contacts.vcf"], other, TODAY))
    person = Person.get(Person.precinct == other)
    assert (person.given_name, person.family_name) == ("Opal", "Ferncastle; Jr.")
    assert (person.phone, person.email, person.address) == ("+1 205 555 0100", "o@example.org", "1, Elm St")


def calendar_of(path: Path) -> list[Any]:
    return list(Calendar.from_ical(path.read_bytes()).walk("VEVENT"))


def test_planned_events_go_out_as_a_calendar(store: Store, tmp_path: Path) -> None:
    precinct = a_precinct(time_zone="America/Chicago")
    held = an_event(precinct, title="Held")
    planned = an_event(
        precinct, date(2019, 7, 4), "Parade, & more; all", status="planned", start_time=time(18, 30),
        end_time=time(20), place="5th Avenue", summary="Names of informers",
    )  # fmt: skip
    an_event(precinct, date(2019, 3, 1), "All day", status="planned", start_time=None, end_date=date(2019, 3, 2))
    cancelled = an_event(precinct, date(2019, 3, 9), "Talk", status="planned")
    cancel_event(CLERK, cancelled.id, 1, "Rain")
    assert export("calendar", tmp_path / "out.ics", precinct.id, TODAY) == 3
    events = {str(event["summary"]): event for event in calendar_of(tmp_path / "out.ics")}
    assert events.keys() == {"Parade, & more; all", "All day", "Talk"}
    parade = events["Parade, & more; all"]
    assert parade["dtstart"].dt == datetime(2019, 7, 4, 18, 30, tzinfo=ZoneInfo("America/Chicago"))
    assert parade["dtstart"].dt.utcoffset().total_seconds() == -5 * 3600
    assert (str(parade["uid"]), int(parade["sequence"])) == (f"{planned.uid}@outreach", 0)
    assert events["All day"]["dtend"].dt == date(2019, 3, 3)
    assert (str(events["Talk"]["status"]), int(events["Talk"]["sequence"])) == ("CANCELLED", 1)
    text = (tmp_path / "out.ics").read_bytes().decode()
    assert "BEGIN:VTIMEZONE" in text
    assert "informers" not in text
    assert str(held.uid) not in text
    assert [line for line in text.split("\r\n") if len(line.encode()) > 75] == []


def test_a_changed_event_keeps_its_number_and_rises(store: Store, tmp_path: Path) -> None:
    precinct = a_precinct()
    event = an_event(precinct, date(2019, 7, 4), "Parade", status="planned")
    export("calendar", tmp_path / "one.ics", precinct.id, TODAY)
    edit_event(CLERK, event.id, 1, EventDetails(event.kind_id, "Parade", date(2019, 7, 5), time(9)))
    export("calendar", tmp_path / "two.ics", precinct.id, TODAY)
    (before,), (after,) = calendar_of(tmp_path / "one.ics"), calendar_of(tmp_path / "two.ics")
    assert before["uid"] == after["uid"]
    assert (int(before["sequence"]), int(after["sequence"])) == (0, 1)


@contextmanager
def another_database(path: Path) -> Iterator[None]:
    """A new file in the place of the test's own database, which comes back afterwards."""
    own = database.obj
    open_database(path, create=True)
    try:
        with connection():
            yield
    finally:
        close_database()
        database.initialize(own)


def everything(precinct: int) -> dict[str, int]:
    return {table: len(list(rows)) for table, rows in archived_rows(precinct)}


def test_an_archive_comes_back_whole(sqlite_store: Store, tmp_path: Path) -> None:
    precinct = a_filled_precinct()
    twice = add_person(CLERK, precinct, PersonDetails("Opal", "Twice")).only_id("person")
    merge_people(CLERK, Person.get(family_name="=cmd()").id, 1, twice, 1, PersonDetails("Opal", "Once"))
    export("archive", tmp_path / "all.json", precinct, TODAY, confidential=True)
    kept = everything(precinct)
    lists = {kind: _exported(kind, tmp_path / "before.csv", precinct) for kind in EXPORT_KINDS[:6]}
    told = as_json(figures(precinct, parse_month("2019-01"), TODAY))
    with another_database(tmp_path / "new.outreach"):
        a_precinct("Another")  # so that keys differ
        plan = plan_import("archive", [tmp_path / "all.json"], 0, TODAY)
        assert plan.new == sum(kept.values())
        restored = apply_import(CLERK, 0, plan).only_id("precinct")
        assert restored != precinct
        assert everything(restored) == kept
        assert {kind: _exported(kind, tmp_path / "after.csv", restored) for kind in EXPORT_KINDS[:6]} == lists
        assert as_json(figures(restored, parse_month("2019-01"), TODAY)) == told
        assert Person.get(family_name="Twice").merged_into.family_name == "Once"
        assert bytes(Attachment.get().data) == bytes(range(256))
        assert AuditEntry.select().count() == 1
        with pytest.raises(OutreachError, match="in this database already"):
            apply_import(CLERK, 0, plan)


def _exported(kind: str, path: Path, precinct: int) -> list[dict[str, str]]:
    export(kind, path, precinct, TODAY, confidential=True)
    return csv_rows(path)


def test_an_archive_goes_from_one_kind_of_database_to_the_other(postgresql_store: Store, tmp_path: Path) -> None:
    precinct = a_filled_precinct()
    export("archive", tmp_path / "all.json", precinct, TODAY, confidential=True)
    kept = everything(precinct)
    with another_database(tmp_path / "new.outreach"):
        plan = plan_import("archive", [tmp_path / "all.json"], 0, TODAY)
        restored = apply_import(CLERK, 0, plan).only_id("precinct")
        assert everything(restored) == kept
        export("archive", tmp_path / "again.json", restored, TODAY, confidential=True)
        assert (tmp_path / "again.json").read_text("utf-8") == (tmp_path / "all.json").read_text("utf-8")


def test_an_archive_whose_records_are_here_already_is_refused(store: Store, tmp_path: Path) -> None:
    precinct = a_filled_precinct()
    export("archive", tmp_path / "all.json", precinct, TODAY, confidential=True)
    kept = everything(precinct)
    Precinct.update(name="Renamed").execute()
    with pytest.raises(OutreachError, match="nothing was written"):
        apply_import(CLERK, 0, plan_import("archive", [tmp_path / "all.json"], 0, TODAY))
    assert everything(precinct) == kept


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "not well-formed JSON"),
        ("[" * 100_000, "not well-formed JSON"),
        ("{}", "is not an archive of this program"),
        ('{"format": "outreach-archive", "version": 9}', "newer program"),
        ('{"format": "outreach-archive", "version": 1, "tables": {"gossip": []}}', "is a damaged archive"),
        ('{"format": "outreach-archive", "version": 1, "tables": {"precinct": 1}}', "is a damaged archive"),
        ('{"format": "outreach-archive", "version": 1, "tables": {"precinct": [{"id": 1}]}}', "row 1 of precinct"),
    ],
)
def test_what_is_no_archive_is_told(sqlite_store: Store, tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "all.json"
    path.write_text(content, "utf-8")
    with pytest.raises(OutreachError, match=r"all\.json") as fault:
        plan_import("archive", [path], 0, TODAY)
    assert words in str(fault.value)


def test_an_archive_with_a_missing_record_is_refused(sqlite_store: Store, tmp_path: Path) -> None:
    export("archive", tmp_path / "all.json", a_filled_precinct(), TODAY, confidential=True)
    told = json.loads((tmp_path / "all.json").read_text("utf-8"))
    told["tables"]["event_kind"] = []
    told["tables"]["precinct"][0]["name"] = "Elsewhere"
    (tmp_path / "all.json").write_text(json.dumps(told), "utf-8")
    with pytest.raises(OutreachError):
        apply_import(CLERK, 0, plan_import("archive", [tmp_path / "all.json"], 0, TODAY))
    assert Precinct.select().count() == 1


@pytest.mark.parametrize("strange", [10**30, "sixty", [60]])
def test_an_archive_with_a_value_of_another_kind_is_refused(
    sqlite_store: Store, tmp_path: Path, strange: object
) -> None:
    export("archive", tmp_path / "all.json", a_precinct().id, TODAY, confidential=True)
    told = json.loads((tmp_path / "all.json").read_text("utf-8"))
    told["tables"]["precinct"][0] |= {"name": "Elsewhere", "quiet_after_days": strange}
    (tmp_path / "all.json").write_text(json.dumps(told), "utf-8")
    plan = plan_import("archive", [tmp_path / "all.json"], 0, TODAY)
    for put in (lambda: apply_import(CLERK, 0, plan), lambda: try_archive(plan.work)):
        with pytest.raises(OutreachError, match=r"holds what cannot be there \(in its quiet_after_days\)"):
            put()
    assert Precinct.select().count() == 1


def test_a_column_is_as_wide_as_its_first_rows_need(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    rows = [["Opal Ferncastle of Ensley", "x" * 500, None, date(2019, 1, 24)]]
    assert write_table(path, "A", [Column("Name"), Column("Note"), Column("No"), Column("Day")], rows) == 1
    with zipfile.ZipFile(path) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert [round(float(width)) for width in re.findall(r'<col [^>]*width="([\d.]+)"', sheet)] == [28, 61, 9, 13]
