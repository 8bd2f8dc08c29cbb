import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from outreach.actions import rows as writing
from outreach.actions.signin import sign_in, sign_in_name
from outreach.actions.undo import undo
from outreach.errors import OutreachError
from outreach.exchange.answers import Answers, memory_of
from outreach.exchange.attendance_gathering import Gathering
from outreach.exchange.attendance_rows import AttendanceReader
from outreach.exchange.exporting import export
from outreach.exchange.importing import apply_import, plan_import
from outreach.exchange.plan import ImportPlan
from outreach.queries.audit import audit_rows
from outreach.records.audit import AuditEntry, AuditPayload
from outreach.records.events import Attendance, Event
from outreach.records.imports import RememberedMapping
from outreach.records.people import Neighborhood, Organization
from outreach.records.precinct import Precinct
from tests.conftest import Store
from tests.exchange.importing import CLERK, TODAY, mapping
from tests.given import a_neighborhood, a_person, a_precinct, an_event, an_organization
from tests.statements import counted_statements

type CsvFile = Callable[..., Path]
A_DAY, B_DAY = date(2019, 1, 8), date(2019, 1, 15)


@pytest.fixture
def precinct(store: Store) -> Precinct:
    made = a_precinct()
    an_event(made, A_DAY, "Ensley meeting")
    an_event(made, B_DAY, "Ensley meeting")
    an_event(made, B_DAY, "Walk")
    return made


def planned(path: Path, precinct: Precinct, text: str = "") -> ImportPlan:
    return plan_import("attendance", [path], precinct.id, TODAY, mapping(text))


def bring(path: Path, precinct: Precinct, text: str = "") -> int | None:
    return apply_import(CLERK, precinct.id, planned(path, precinct, text)).entry


def kept() -> set[tuple[date, str, str, bool]]:
    return {
        (
            line.event.date,
            line.event.title,
            line.person.family_name if line.person else line.name_as_signed,
            line.present,
        )
        for line in Attendance.select()
    }


def test_known_people_are_known_by_name_and_others_taken_as_signed(precinct: Precinct, csv_file: CsvFile) -> None:
    a_person(precinct, "Opal", "Ferncastle")
    church = an_organization(precinct, "Bethel Church")
    rows = (
        "Date,Event Title,Name,Organization,Sheet,Line,Attended\n"
        "1/8/2019,,FERNCASTLE Opal,bethel church,1,4,yes\n"
        "1/8/2019,,Ignatius Quillfeather,Rotary,1,5,\n"
        '1/15/2019,walk,"Ferncastle, Opal",,,,no\n'
    )
    bring(csv_file(rows), precinct)
    assert kept() == {
        (A_DAY, "Ensley meeting", "Ferncastle", True),
        (A_DAY, "Ensley meeting", "Ignatius Quillfeather", True),
        (B_DAY, "Walk", "Ferncastle", False),
    }
    first = Attendance.get(line=4)
    assert (first.organization_id, first.sheet) == (church.id, 1)
    assert Attendance.get(line=5).note == "Rotary"


def test_a_matrix_of_people_and_days_is_read(precinct: Precinct, csv_file: CsvFile) -> None:
    an_event(precinct, date(2019, 1, 22), "Vigil")
    rows = "Name,1/8/2019,1/22/2019\nOpal Ferncastle,x,\nIgnatius Quillfeather,x,x\nZeb Nobody,,absent\n"
    bring(csv_file(rows), precinct)
    assert kept() == {
        (A_DAY, "Ensley meeting", "Opal Ferncastle", True),
        (A_DAY, "Ensley meeting", "Ignatius Quillfeather", True),
        (date(2019, 1, 22), "Vigil", "Ignatius Quillfeather", True),
        (date(2019, 1, 22), "Vigil", "Zeb Nobody", False),
    }


def test_a_matrix_of_a_workbook_has_typed_days(precinct: Precinct, tmp_path: Path) -> None:
    path = tmp_path / "matrix.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "m/d/yyyy"})
        sheet.write(0, 0, "Name")
        sheet.write_datetime(0, 1, A_DAY, day)
        sheet.write(1, 0, "Opal Ferncastle")
        sheet.write(1, 1, 1)
    bring(path, precinct)
    assert kept() == {(A_DAY, "Ensley meeting", "Opal Ferncastle", True)}


REPORT = (
    "1. Summary\nMeeting title\tEnsley meeting\nAttended participants\t2\nStart time\t1/8/19, 6:30:00 PM\n"
    "End time\t1/8/19, 7:45:00 PM\n\n2. Participants\nName\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tRole\n"
    "Opal Ferncastle\t1/8/19, 6:31:00 PM\t1/8/19, 7:40:00 PM\t1h 9m\to@example.org\tOrganizer\n"
    "Ignatius Quillfeather (Guest)\t1/8/19, 6:35:00 PM\t1/8/19, 6:50:00 PM\t15m\t\tAttendee\n\n"
    "3. In-Meeting Activities\nName\tJoin Time\tLeave Time\tDuration\n"
    "Opal Ferncastle\t1/8/19, 6:31:00 PM\t1/8/19, 7:40:00 PM\t1h 9m\n"
)


def test_the_report_of_an_online_meeting_is_read(precinct: Precinct, tmp_path: Path) -> None:
    person = a_person(precinct, "Opal", "Ferncastle")
    path = tmp_path / "report.csv"
    path.write_bytes(REPORT.replace("\n", "\r\n").encode("utf-16"))
    found = planned(path, precinct)
    assert (found.rows, found.new, found.refused) == (2, 2, 0)
    apply_import(CLERK, precinct.id, found)
    assert kept() == {
        (A_DAY, "Ensley meeting", "Ferncastle", True),
        (A_DAY, "Ensley meeting", "Ignatius Quillfeather", True),
    }
    assert Attendance.get(person=person.id).note == "online"
    assert planned(path, precinct).same == 2


@pytest.mark.parametrize(
    "summary",
    [
        "Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants\n"
        "123 4567 8901,Ensley meeting,1/8/2019 18:30,1/8/2019 20:00,host@example.org,90,2\n",
        "Topic,ID,Host,Duration (minutes),Start time,End time,Participants\n"
        "Ensley meeting,123 4567 8901,R. Sample,90,01/08/2019 06:30:00 PM,01/08/2019 08:00:00 PM,2\n",
    ],
)
def test_a_report_whose_summary_stands_in_two_rows_is_read(precinct: Precinct, tmp_path: Path, summary: str) -> None:
    path = tmp_path / "participants.csv"
    path.write_text(
        f"{summary}\nName (Original Name),User Email,Total Duration (Minutes),Guest\n"
        "Opal Ferncastle (she / her),o@example.org,88,No\nIgnatius Q (Ignatius Quillfeather),,75,Yes\n"
        "Flint Quarrier (Ensley Neighborhood Association),,75,Yes\nJade (she/her),,70,Yes\n", "utf-8-sig",
    )  # fmt: skip
    found = planned(path, precinct)
    assert (found.rows, found.new, found.refused) == (4, 4, 0)
    apply_import(CLERK, precinct.id, found)
    assert {title for _, title, *_ in kept()} == {"Ensley meeting"}
    signed = {one.name_as_signed for one in Attendance.select()}
    assert signed == {"Opal Ferncastle", "Ignatius Quillfeather", "Flint Quarrier", "Jade"}
    assert planned(path, precinct).same == 4


def test_the_report_of_an_unknown_meeting_names_its_rows(precinct: Precinct, tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_bytes(REPORT.replace("1/8/19", "1/9/19").encode("utf-16"))
    found = planned(path, precinct)
    assert str(found.problems[0]).startswith("report.csv, row 9: no event is kept on 2019-01-09")


def test_the_same_file_again_changes_nothing(precinct: Precinct, csv_file: CsvFile) -> None:
    a_person(precinct, "Opal", "Ferncastle")
    path = csv_file("Date,Name\n1/8/2019,Opal Ferncastle\n1/8/2019,J. Smith\n1/8/2019,J. Smith\n")
    first = planned(path, precinct)
    assert (first.new, dict(first.totals)["known people"]) == (3, 1)
    apply_import(CLERK, precinct.id, first)
    again = planned(path, precinct)
    assert (again.new, again.same) == (0, 3)
    assert apply_import(CLERK, precinct.id, again).entry is None
    assert Attendance.select().count() == 3


def test_a_name_signed_twice_is_kept_twice(precinct: Precinct, csv_file: CsvFile) -> None:
    bring(csv_file("Date,Name\n1/8/2019,J. Smith\n"), precinct)
    found = planned(csv_file("Date,Name\n1/8/2019,J. Smith\n1/8/2019,J. Smith\n"), precinct)
    assert (found.new, found.same) == (1, 1)


def test_lines_that_are_there_already_stay(precinct: Precinct, csv_file: CsvFile) -> None:
    person = a_person(precinct, "Opal", "Ferncastle")
    event = an_event(precinct, date(2019, 1, 22), "Vigil")
    sign_in(CLERK, event.id, person.id, sheet=1, line=1)
    sign_in_name(CLERK, event.id, "Zeb", sheet=1, line=2)
    found = planned(csv_file("Date,Name,Line\n1/22/2019,Opal Ferncastle,9\n1/22/2019,Zebulon,2\n"), precinct)
    assert (found.new, found.same) == (0, 2)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("1/9/2019,,Opal,", "no event is kept on 2019-01-09"),
        ("1/15/2019,,Opal,", "on 2019-01-15 there are “Ensley meeting”, “Walk”: a column has to tell which is meant"),
        ("1/15/2019,Fair,Opal,", "a column has to tell which is meant"),
        (",,Opal,", "neither the number nor the date of the event is told"),
        ("1/8/2019,,,", "the name is missing"),
        ("1/8/2019,,Opal,0", "column D (Line): “0” is not a number from 1"),
        ("soon,,Opal,", "column A (Date): “soon” is not a date"),
    ],
)
def test_one_bad_row_stops_all_and_is_named(sqlite_store: Store, csv_file: CsvFile, row: str, words: str) -> None:
    made = a_precinct()
    an_event(made, A_DAY, "Ensley meeting")
    an_event(made, B_DAY, "Ensley meeting")
    an_event(made, B_DAY, "Walk")
    found = planned(csv_file(f"Date,Title,Name,Line\n1/8/2019,,Good Name,1\n{row}\n"), made)
    assert str(found.problems[0]).startswith("list.csv, row 3")
    assert words in str(found.problems[0])
    with pytest.raises(OutreachError, match="nothing was written"):
        apply_import(CLERK, made.id, found)
    assert not Attendance.select().exists()
    assert not AuditEntry.select().exists()


def test_one_person_twice_at_one_event_is_refused(precinct: Precinct, csv_file: CsvFile) -> None:
    a_person(precinct, "Opal", "Ferncastle")
    found = planned(csv_file("Date,Name\n1/8/2019,Opal Ferncastle\n1/8/2019,opal ferncastle\n"), precinct)
    assert "it repeats list.csv, row 2" in str(found.problems[0])


def test_two_people_of_one_name_are_not_guessed(precinct: Precinct, csv_file: CsvFile) -> None:
    a_person(precinct, "Opal", "Ferncastle")
    a_person(precinct, "Opal", "Ferncastle")
    found = planned(csv_file("Date,Name\n1/8/2019,Opal Ferncastle\n"), precinct)
    assert next(iter(found.work.lines))[1:3] == (None, "Opal Ferncastle")
    assert any("2 people called Opal Ferncastle: taken as signed" in note for note in found.notes)


def test_what_went_out_comes_back_as_the_same(precinct: Precinct, tmp_path: Path) -> None:
    person = a_person(precinct, "Opal", "Ferncastle", neighborhood=a_neighborhood(precinct, "Ensley"))
    event = an_event(precinct, B_DAY, "Third that day")
    sign_in(CLERK, event.id, person.id, sheet=1, line=1)
    sign_in_name(CLERK, event.id, "=Zeb")
    export("attendance", tmp_path / "out.csv", precinct.id, TODAY)
    found = planned(tmp_path / "out.csv", precinct)
    assert (found.refused, found.new, found.same) == (0, 0, 2)


def test_somebody_signed_in_meanwhile_stops_the_import(precinct: Precinct, csv_file: CsvFile) -> None:
    person = a_person(precinct, "Opal", "Ferncastle")
    event = an_event(precinct, date(2019, 1, 22), "Vigil")
    found = planned(csv_file("Date,Name\n1/22/2019,Opal Ferncastle\n1/22/2019,Zeb\n"), precinct)
    sign_in(CLERK, event.id, person.id)
    with pytest.raises(OutreachError, match="twice"):
        apply_import(CLERK, precinct.id, found)
    assert Attendance.select().count() == 1


def test_undo_takes_a_whole_import_back(precinct: Precinct, csv_file: CsvFile) -> None:
    entry = bring(csv_file("Date,Name\n1/8/2019,Opal Ferncastle\n"), precinct)
    assert entry is not None
    undo(CLERK, entry)
    assert not Attendance.select().exists()


def test_the_number_of_statements_does_not_grow_with_the_file(sqlite_store: Store, csv_file: CsvFile) -> None:
    def statements(rows: int) -> int:
        made = a_precinct(f"Precinct of {rows}")
        an_event(made, A_DAY)
        text = "Date,Name\n" + "".join(f"1/8/2019,Name {at}\n" for at in range(rows))
        with counted_statements() as seen:
            bring(csv_file(text), made)
        return len(seen)

    statements(2)
    assert statements(400) <= statements(3) + 2


UNKNOWN = (
    "Event,Date,Event Title,Name,Neighborhood,Organization\n"
    ",1/9/2019,Ensly meeting,Opal Ferncastle,Ensly,Rotary\n"
    "77,1/20/2019,Vigil,Opal Ferncastle,,Lions\n"
    ",1/30/2019,Nothing,Opal Ferncastle,,\n"
)


def test_names_nobody_knows_are_matched_added_or_left_out(precinct: Precinct, csv_file: CsvFile) -> None:
    a_neighborhood(precinct, "Ensley")
    path = csv_file(UNKNOWN)
    asked = planned(path, precinct)
    assert [(one.what, one.name, one.nearest, one.may_be_added) for one in asked.unknown] == [
        ("event", "2019-01-09 Ensly meeting", "2019-01-08 Ensley meeting", True),
        ("event", "77", "", True),
        ("event", "2019-01-30 Nothing", "", True),
        ("neighborhood", "Ensly", "Ensley", True),
        ("organization", "Rotary", "", True),
        ("organization", "Lions", "", True),
    ]
    assert asked.unknown[0].kept == (
        "2019-01-08 Ensley meeting", "2019-01-15 Ensley meeting", "2019-01-15 Walk",
    )  # fmt: skip
    answers = Answers(
        events={"2019-01-09 Ensly meeting": "2019-01-08 Ensley meeting", "77": "77", "2019-01-30 Nothing": ""},
        areas={"Ensly": "Ensley"},
        organizations={"Rotary": "Rotary Club", "Lions": ""},
    )
    found = plan_import("attendance", [path], precinct.id, TODAY, answers=answers)
    assert (found.new, found.refused, found.left_out) == (2, 0, 1)
    remember = memory_of("attendance", path, found.mapping, answers)
    entry = apply_import(CLERK, precinct.id, found, remember=remember).entry
    assert kept() == {
        (A_DAY, "Ensley meeting", "Opal Ferncastle", True), (date(2019, 1, 20), "Vigil", "Opal Ferncastle", True),
    }  # fmt: skip
    first = Attendance.select().order_by(Attendance.id).get()
    assert Neighborhood.get_by_id(first.neighborhood_id).name == "Ensley"
    assert Organization.get_by_id(first.organization_id).name == "Rotary Club"
    assert Event.get(title="Vigil").status == "held"
    again = plan_import("attendance", [path], precinct.id, TODAY)
    # What was left out where an organization was looked for may be a resident's name: it is not remembered.
    assert (again.new, again.same, [one.name for one in again.unknown]) == (0, 2, ["Lions"])
    assert entry is not None
    undo(CLERK, entry)
    assert (Attendance.select().count(), Event.select().count(), Organization.select().count()) == (0, 3, 0)


def test_a_mapping_adds_events_that_are_not_kept(precinct: Precinct, csv_file: CsvFile) -> None:
    text = 'unknown_events = "add"\nunknown_areas = "add"\n[columns]\nname = "Name"\narea = "Where"\n'
    path = csv_file("Name,Where,2/5/2019,2/12/2019\nOpal Ferncastle,Wylam,x,x\nZeb Nobody,Wylam,,x\n")
    bring(path, precinct, text)
    assert {(event.date.day, event.title) for event in Event.select().where(Event.date > B_DAY)} == {
        (5, "Event"), (12, "Event"),
    }  # fmt: skip
    assert {line.neighborhood_id for line in Attendance.select()} == {Neighborhood.get(name="Wylam").id}
    assert planned(path, precinct, text).same == 3


def test_hundreds_of_lines_are_told_in_one_run_and_taken_back_and_done_again(
    precinct: Precinct, csv_file: CsvFile
) -> None:
    rows = "".join(f"{'1/8/2019' if at % 2 else '1/15/2019'},Ensley meeting,Guest {at},{at}\n" for at in range(1, 301))
    entry = bring(csv_file("Date,Event Title,Name,Line\n" + rows), precinct)
    assert entry is not None
    before: list[Any] = list(Attendance.select().order_by(Attendance.id).dicts())
    assert [row["line"] for row in before] == [*range(1, 300, 2), *range(2, 301, 2)]
    assert '"columns":["id","uid","event_id","name_as_signed","line"]' in AuditPayload.get_by_id(entry).payload
    told = audit_rows(entry, confidential=True)
    assert [(row.table, row.key, row.before) for row in told] == [("attendance", row["id"], None) for row in before]
    assert told[0].after == {
        "id": before[0]["id"], "uid": str(before[0]["uid"]), "event_id": before[0]["event"], "person_id": None,
        "name_as_signed": "Guest 1", "organization_id": None, "neighborhood_id": None, "present": True,
        "legible": True, "sheet": 1, "line": 1, "note": "",
    }  # fmt: skip
    undone = undo(CLERK, entry).entry
    assert Attendance.select().count() == 0
    assert undone is not None
    undo(CLERK, undone)
    assert [{**row, "version": 1} for row in Attendance.select().order_by(Attendance.id).dicts()] == before


def test_an_import_that_is_cancelled_half_way_leaves_nothing_behind(
    sqlite_store: Store, csv_file: CsvFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_VARIABLES_PER_STATEMENT", 5_000)

    class StopError(Exception):
        pass

    def stop(share: float, words: str) -> None:
        if words.startswith("2,5"):
            assert Attendance.select().count() == 2_500
            raise StopError

    precinct = a_precinct()
    text = 'unknown_events = "add"\nunknown_areas = "add"\n[columns]\nname = "Name"\ndate = "Date"\narea = "Where"\n'
    path = csv_file("Date,Name,Where\n" + "".join(f"1/20/2019,Guest {at},Wylam\n" for at in range(2_600)))
    found = planned(path, precinct, text)
    remember = memory_of("attendance", path, found.mapping)
    with pytest.raises(StopError):
        apply_import(CLERK, precinct.id, found, stop, remember=remember)
    kept = (Attendance, Event, Neighborhood, RememberedMapping, AuditEntry)
    assert [model.select().count() for model in kept] == [0, 0, 0, 0, 0]
    apply_import(CLERK, precinct.id, found, remember=remember)
    assert [model.select().count() for model in kept] == [2_600, 1, 1, 1, 1]


def test_the_order_of_days_in_the_names_of_columns_is_shown(precinct: Precinct, csv_file: CsvFile) -> None:
    told = "the dates in the names of the columns were read as"
    either = planned(csv_file("Name,1/8/2019,1/9/2019\nOpal Ferncastle,x,\n"), precinct)
    assert any(f"{told} month/day/year, but all of them could also be day/month/year" in note for note in either.notes)
    days_first = planned(csv_file("Name,8/1/2019,15/1/2019\nOpal Ferncastle,x,x\n"), precinct)
    assert any(note.endswith(f"{told} day/month/year") for note in days_first.notes)


def test_two_numbers_of_a_file_are_two_events_and_one_number_is_one(precinct: Precinct, csv_file: CsvFile) -> None:
    text = 'unknown_events = "add"\n[columns]\nname = "Name"\nevent = "No"\ndate = "Date"\ntitle = "Title"\n'
    path = csv_file(
        "No,Date,Title,Name\n19-104,2/5/2019,,Opal Ferncastle\n19-105,2/5/2019,,Opal Ferncastle\n"
        "19-105,2/5/2019,Walk,Zeb Nobody\n"
    )
    bring(path, precinct, text)
    added = {event.source_id: len(event.attendance) for event in Event.select().where(Event.date > B_DAY)}
    assert added == {"19-104": 1, "19-105": 2}
    said = csv_file("No,Date,Title,Name\n19-106,2/5/2019,,Opal Ferncastle\n")
    bring(said, precinct, f'source = "Church lists"\n{text}')
    assert {event.source_id: event.source for event in Event.select().where(Event.source.is_null(False))} == {
        "19-104": "file", "19-105": "file", "19-106": "Church lists",
    }  # fmt: skip


def test_one_person_and_one_line_stand_at_each_of_two_events_that_are_added(
    precinct: Precinct, csv_file: CsvFile
) -> None:
    a_person(precinct, "Opal", "Ferncastle")
    rows = (
        "Date,Title,Name,Line\n"
        "2/5/2019,Walk,Opal Ferncastle,\n"
        "2/5/2019,Walk,Ignatius Quillfeather,2\n"
        "2/6/2019,Vigil,Opal Ferncastle,\n"
        "2/6/2019,Vigil,Wilhelmina Oddbody,2\n"
    )
    text = 'unknown_events = "add"\n[columns]\nname = "Name"\ndate = "Date"\ntitle = "Title"\nline = "Line"\n'
    bring(csv_file(rows), precinct, text)
    added = {event.title: len(event.attendance) for event in Event.select().where(Event.date > B_DAY)}
    assert added == {"Walk": 2, "Vigil": 2}


def test_a_number_of_two_days_is_refused(sqlite_store: Store, csv_file: CsvFile) -> None:
    text = 'unknown_events = "add"\n[columns]\nname = "Name"\nevent = "No"\ndate = "Date"\n'
    path = csv_file("No,Date,Name\n7,2/5/2019,Opal Ferncastle\n7,2/6/2019,Opal Ferncastle\n")
    found = planned(path, a_precinct(), text)
    assert [one.words for one in found.problems] == ["the event “7” is of 2019-02-05 in a row before"]


def test_a_day_that_is_left_out_takes_no_other_day_with_it(precinct: Precinct, csv_file: CsvFile) -> None:
    path = csv_file("Name,1/7/2019,1/8/2019\nOpal Ferncastle,x,x\nZeb Nobody,x,\n")
    answers = Answers(events={"2019-01-07": ""})
    found = plan_import("attendance", [path], precinct.id, TODAY, answers=answers)
    assert (found.new, found.refused, found.left_out) == (1, 0, 1)
    assert "the event “2019-01-07” was to be left out" in found.notes


def test_who_is_known_since_is_not_counted_again(precinct: Precinct, csv_file: CsvFile) -> None:
    path = csv_file("Date,Name\n1/8/2019,Opal Ferncastle\n")
    bring(path, precinct)
    many = csv_file("Date,Name\n" + "".join(f"1/8/2019,Ann Guest{at}\n" for at in range(400)), "many.csv")
    bring(many, precinct)
    for name in ["Opal Ferncastle", *(f"Ann Guest{at}" for at in range(300, 320))]:
        a_person(precinct, *name.split())
    again = planned(path, precinct)
    assert (again.new, again.same) == (0, 1)
    again = planned(many, precinct)
    assert (again.new, again.same, dict(again.totals)["known people"]) == (0, 400, 20)


ODD = (
    (0, ""), (0, "ev99"), (0, "Total: 12"), (3, "Zoe\u0308 Unal"), (0, "'=ev1"), (1, "soon"), (2, "Nothing"), (3, ""),
    (3, "Opal  Ferncastle"), (3, "Twin Sample"), (3, "'=Zeb Sample"), (4, "Unheard Club"), (5, "Nowhere"),
    (6, "perhaps"), (7, "no"), (8, "0"), (10, "-"), (10, "it's  late "), (10, "left\tearly"), (11, "more"),
)  # fmt: skip
"""What a cell may hold that has to be looked at by itself, by its column."""


def _a_row(chance: random.Random, number: int) -> str:
    """A row, every hundredth of which is odd. Everything in it is invented."""
    person = f"Given{chance.randrange(300)} Family{chance.randrange(30)}"
    place = chance.choice([("", ""), ("2", str(chance.randrange(1, 9_999))), ("", str(chance.randrange(1, 9_999)))])
    cells = [
        f"ev{chance.randrange(9)}",
        chance.choice(["", "1/8/2019", "1/15/2019"]),
        chance.choice(["", "Walk"]),
        chance.choice([person, person, f"Ann {number}", "Hara, Ann"]),
        chance.choice(["", "", "Grace Chapel"]),
        chance.choice(["", "ensley"]),
        chance.choice(["yes", "no", "", "x"]),
        chance.choice(["", "yes"]),
        *place,
        chance.choice(["", "came late"]),
    ]
    if number % 101 == 100:
        column, cell = ODD[number // 101 % len(ODD)]
        cells[column : column + 1] = [cell]
        if cell.startswith("Total"):
            cells = ["Total", *[""] * 9, "12"]
    return ",".join(f'"{cell}"' for cell in cells)


def test_many_lines_at_once_come_to_what_they_come_to_one_by_one(
    sqlite_store: Store, csv_file: CsvFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = a_precinct()
    for at in range(9):
        an_event(made, A_DAY if at else B_DAY, f"Meeting {at}", source="list", source_id=f"ev{at}")
    an_event(made, B_DAY, "Walk")
    a_neighborhood(made, "Ensley")
    an_organization(made, "Grace Chapel")
    for name in ["Opal Ferncastle", "Twin Sample", "Sample Twin", *(f"Given{at} Family{at % 7}" for at in range(40))]:
        a_person(made, *name.split())
    chance = random.Random(8)
    heads = "Event,Date,Title,Name,Organization,Neighborhood,Present,Legible,Sheet,Line,Note"
    rows = "\n".join(_a_row(chance, at) for at in range(101 * len(ODD)))
    path, settings = csv_file(f"{heads}\n{rows}"), mapping('refused_rows = "leave out"\nblanks = ["-"]')
    taken: list[int] = []
    take = Gathering.take_block

    def counted(*told: Any) -> int:
        taken.append(take(*told))
        return taken[-1]

    monkeypatch.setattr(Gathering, "take_block", counted)
    at_once = plan_import("attendance", [path], made.id, TODAY, settings)
    monkeypatch.setattr(AttendanceReader, "read_block", lambda reader, rows: None)
    one_by_one = plan_import("attendance", [path], made.id, TODAY, settings)
    assert at_once == one_by_one
    assert list(at_once.work.lines) == list(one_by_one.work.lines)
    assert (sum(taken) > 500, 0 < at_once.refused < 2_000, len(set(taken)) > 9) == (True, True, True), taken


def test_a_long_list_that_stands_in_a_file_twice_is_kept_once(sqlite_store: Store, csv_file: CsvFile) -> None:
    made = a_precinct()
    an_event(made, A_DAY, source="list", source_id="ev1")
    rows = [f"ev1,Ann {at},{at // 30 + 1},{at % 30 + 1}" for at in range(5_250)]
    path = csv_file("\n".join(["Event,Name,Sheet,Line", *rows, *rows]))
    plan = plan_import("attendance", [path], made.id, TODAY, mapping('refused_rows = "leave out"'))
    assert (plan.new, plan.refused) == (5_250, 5_250)
    apply_import(CLERK, made.id, plan)
    assert Attendance.select().count() == 5_250
