from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
import xlsxwriter

from outreach.actions.events import EventDetails, edit_event
from outreach.actions.neighborhoods import NeighborhoodDetails, edit_neighborhood
from outreach.actions.signin import sign_in_name
from outreach.actions.undo import undo
from outreach.errors import OutreachError, StaleVersionError
from outreach.exchange.answers import Answers
from outreach.exchange.exporting import export
from outreach.exchange.importing import apply_import, plan_import, result_lines
from outreach.exchange.tables import first_table
from outreach.queries.precincts import only_precinct
from outreach.records.accounts import Role
from outreach.records.audit import AuditEntry
from outreach.records.events import Attendance, Event, EventKind, EventNeighborhood, HeadCount, Measure
from outreach.records.people import Neighborhood, Organization
from outreach.records.precinct import Officer
from outreach.records.told import FEWEST_IN_A_RUN
from tests.conftest import Store
from tests.exchange.importing import CLERK, TODAY, mapping, plan
from tests.given import a_measure_kind, a_neighborhood, a_precinct, an_event_kind, an_officer, an_organization
from tests.statements import counted_statements

type CsvFile = Callable[..., Path]

PLAIN = """
kind = "events"
source = "calendar"
unknown_areas = "add"
unknown_kinds = "add"
[columns]
id = "number"
title = "title"
date = "date"
start_time = "from"
end_time = "to"
place = "place"
kind = "kind"
area = { column = "areas", separator = ";" }
status = "state"
[head_counts]
Adults = "adults"
"""
HEADER = "number,title,date,from,to,place,kind,areas,state,adults\n"
GOOD = "1,Walk,2019-01-05,6:30 PM,8 pm,Hall,Patrol walk,Ensley; Pratt,,12\n"


def bring(path: Path, precinct: int, text: str = PLAIN) -> int | None:
    return apply_import(CLERK, precinct, plan("events", path, precinct, text)).entry


def test_every_column_lands_where_it_belongs(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    bring(csv_file(HEADER + GOOD), precinct)
    event = Event.get()
    assert (event.title, event.date, event.start_time, event.end_date, event.end_time) == (
        "Walk", date(2019, 1, 5), time(18, 30), date(2019, 1, 5), time(20)
    )  # fmt: skip
    assert (event.place, event.kind.name, event.status) == ("Hall", "Patrol walk", "held")
    assert (event.source, event.source_id) == ("calendar", "1")
    assert sorted(row.neighborhood.name for row in EventNeighborhood.select()) == ["Ensley", "Pratt"]
    assert [(one.group_name, one.count) for one in HeadCount.select()] == [("Adults", 12)]


def test_state_follows_the_day_unless_the_file_tells(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    rows = (
        "1,A,2019-01-31,,,,,,,\n2,B,2019-02-01,,,,,,,\n3,C,2019-01-05,,,,,,cancelled,\n4,D,2019-01-05,,,,,,planned,\n"
    )
    bring(csv_file(HEADER + rows), precinct)
    assert [event.status for event in Event.select().order_by(Event.id)] == ["held", "planned", "cancelled", "planned"]


def test_what_nobody_noted_stays_unknown(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    bring(csv_file(HEADER + "1,A,2019-01-05,,,,,,,\n2,B,2019-01-05,18:00,,,,,,0\n"), precinct)
    first, second = Event.select().order_by(Event.id)
    assert (first.start_time, first.end_time, second.end_time) == (None, None, None)
    assert [(one.event_id, one.count) for one in HeadCount.select()] == [(second.id, 0)]


def test_utc_stamps_become_wall_time_of_the_precinct(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct(time_zone="America/Chicago").id
    told = 'kind = "events"\n[columns]\ntitle = "t"\nstart = "s"\nend = "e"\n'
    bring(csv_file("t,s,e\nLate,2019-02-01T05:30:00Z,2019-02-01T07:00:00Z\n"), precinct, told)
    event = Event.get()
    assert (event.date, event.start_time) == (date(2019, 1, 31), time(23, 30))
    assert (event.end_date, event.end_time) == (date(2019, 2, 1), time(1, 0))


def test_stamps_without_a_zone_are_turned_when_the_mapping_says_so(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct(time_zone="America/Chicago").id
    told = 'stamps_in = "UTC"\ntime_zone = "America/New_York"\n[columns]\ntitle = "t"\nstart = "s"\n'
    bring(csv_file("t,s\nLate,2019-07-01 02:30\n"), precinct, told)
    assert (Event.get().date, Event.get().start_time) == (date(2019, 6, 30), time(22, 30))


def test_the_order_of_day_and_month_is_decided_from_the_whole_column(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    told = '[columns]\ntitle = "t"\ndate = "d"\n'
    days = plan("events", csv_file("t,d\nA,3/4/2019\nB,13/4/2019\n"), precinct, told)
    assert [event.row.date for event in days.work.new] == [date(2019, 4, 3), date(2019, 4, 13)]
    months = plan("events", csv_file("t,d\nA,3/4/2019\n"), precinct, told)
    assert [event.row.date for event in months.work.new] == [date(2019, 3, 4)]
    assert any("could also be day/month/year" in note for note in months.notes)
    settled = plan("events", csv_file("t,d\nA,3/4/2019\nB,3/14/2019\n"), precinct, told)
    assert [event.row.date for event in settled.work.new] == [date(2019, 3, 4), date(2019, 3, 14)]
    assert not any("could also be" in note for note in settled.notes)
    told_so = told + '[formats]\ndate = "DD/MM/YYYY"\n'
    assert plan("events", csv_file("t,d\nA,3/4/2019\n"), precinct, told_so).work.new[0].row.date == date(2019, 4, 3)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("1,Walk,20191-01-05,,,,,,,", "column C (date): “20191-01-05” cannot be right: the year 20191 lies outside"),
        ("1,Walk,2019-02-30,,,,,,,", "column C (date): “2019-02-30” is a day that does not exist"),
        ("1,Walk,soon,,,,,,,", "column C (date): “soon” is not a date"),
        ("1,Walk,,,,,,,,", "column C (date): the date is missing"),
        ("1,,2019-01-05,,,,,,,", "column B (title): the title is missing"),
        ("1,Walk,2019-01-05,25:00,,,,,,", "column D (from): “25:00” is not a time of day"),
        ("1,Walk,2019-01-05,18:00,17:00,,,,,", "column E (to): the end, 2019-01-05 17:00, lies before the start"),
        ("1,Walk,2019-01-05,,,,,,perhaps,", "column I (state): “perhaps” is no known state"),
        ("1,Walk,2019-01-05,,,,,,,-3", "column J (adults): the count -3 is below zero"),
        ("1,Walk,2019-01-05,,,,,,,many", "column J (adults): “many” is not a number"),
        ("1,Walk, the long one,2019-01-05,,,,,,,12", "11 cells but the header names 10 columns"),
    ],
)
def test_one_bad_row_stops_all_and_is_named(sqlite_store: Store, csv_file: CsvFile, row: str, words: str) -> None:
    precinct = a_precinct().id
    found = plan("events", csv_file(HEADER + GOOD + row + "\n"), precinct, PLAIN)
    assert (found.refused, len(found.problems), found.stops) == (1, 1, True)
    assert str(found.problems[0]).startswith("list.csv, row 3")
    assert words in str(found.problems[0])
    with pytest.raises(OutreachError, match="nothing was written"):
        apply_import(CLERK, precinct, found)
    assert not Event.select().exists()
    assert not Neighborhood.select().exists()
    assert not AuditEntry.select().exists()
    assert any(words in line for line in result_lines(found, written=False))


def test_a_mapping_may_leave_refused_rows_out(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    told = 'refused_rows = "leave out"\n' + PLAIN
    bring(csv_file(HEADER + GOOD + "2,,2019-01-05,,,,,,,\n"), precinct, told)
    assert [event.title for event in Event.select()] == ["Walk"]


def test_a_mapping_may_take_a_wrong_end_as_unknown(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    told = 'end_before_start = "unknown"\n' + PLAIN
    found = plan("events", csv_file(HEADER + "1,Walk,2019-01-05,18:00,17:00,,,,,\n"), precinct, told)
    assert found.notes[0].startswith("list.csv, row 2: the end, 2019-01-05 17:00, lies before the start")
    apply_import(CLERK, precinct, found)
    assert Event.get().end_time is None


def test_rows_left_out_by_a_rule_are_told(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    told = PLAIN + '[[leave_out_rows]]\ncolumn = "state"\nis = ["*test*"]\nbecause = "it is a test"\n'
    found = plan("events", csv_file(HEADER + GOOD + "2,X,never,,,,,,a test,\n"), precinct, told)
    assert (found.new, found.left_out, found.refused) == (1, 1, 0)
    assert str(found.left_out_rows[0]) == "list.csv, row 3: it is a test."


def test_unknown_names_are_refused_with_the_nearest(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct()
    a_neighborhood(precinct, "Ensley")
    an_event_kind(precinct, "Patrol walk")
    an_organization(precinct, "Bethel Church")
    an_officer(precinct, badge="17")
    told = '[columns]\ntitle = "t"\ndate = "d"\narea = "a"\nkind = "k"\nhost = "h"\nlead = "l"\n'
    rows = "t,d,a,k,h,l\nA,2019-01-01,Ensly,Patrol walk,,\nB,2019-01-01,,Walk,,\nC,2019-01-01,,patrol WALK,Bethel,\n"
    found = plan("events", csv_file(rows + "D,2019-01-01,ENSLEY,Patrol walk,bethel church,17\n"), precinct.id, told)
    assert [problem.words for problem in found.problems] == [
        "the neighborhood “Ensly” is not known (did you mean Ensley?)",
        "the kind of event “Walk” is not known (did you mean Patrol walk?)",
        "the organization “Bethel” is not known (did you mean Bethel Church?)",
    ]
    assert [problem.column for problem in found.problems] == ["C (a)", "D (k)", "E (h)"]
    assert found.new == 1


def test_aliases_kept_with_the_precinct_are_heeded(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct()
    area = a_neighborhood(precinct, "East Lake")
    edit_neighborhood(CLERK, area.id, 1, NeighborhoodDetails("East Lake", aliases=("E. Lake",)))
    an_event_kind(precinct, "Other")
    bring(csv_file("t,d,a\nA,2019-01-01,e lake\n"), precinct.id, '[columns]\ntitle = "t"\ndate = "d"\narea = "a"\n')
    assert EventNeighborhood.get().neighborhood_id == area.id


def test_measures_come_in_by_name(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct()
    kind = a_measure_kind(precinct, "Firearms recovered")
    told = '[columns]\ntitle = "t"\ndate = "d"\n[measures]\n"Firearms recovered" = "guns"\n'
    bring(csv_file("t,d,guns\nA,2019-01-01,4\n"), precinct.id, told)
    assert [(one.kind_id, one.count) for one in Measure.select()] == [(kind.id, 4)]


def test_the_same_number_of_another_source_is_another_event(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    bring(csv_file(HEADER + GOOD), precinct)
    bring(csv_file(HEADER + GOOD.replace("Walk", "Talk")), precinct, PLAIN.replace('"calendar"', '"other calendar"'))
    assert sorted(event.title for event in Event.select()) == ["Talk", "Walk"]


def test_a_repeated_number_is_taken_once(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    found = plan("events", csv_file(HEADER + GOOD + GOOD), precinct, PLAIN)
    assert (found.new, found.left_out) == (1, 1)
    assert "that of row 2" in str(found.left_out_rows[0])


def test_the_same_file_again_changes_nothing(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    path = csv_file(HEADER + GOOD + "2,Talk,2019-01-06,,,,,,,\n")
    bring(path, precinct)
    before = AuditEntry.select().count()
    assert bring(path, precinct) is None
    assert AuditEntry.select().count() == before


def test_rows_without_numbers_are_known_again_too(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    told = '[columns]\ntitle = "t"\ndate = "d"\n'
    path = csv_file("t,d\nA,2019-01-01\nB,2019-01-01\nA,2019-01-01\n")
    first = plan("events", path, precinct, told)
    assert (first.new, first.left_out) == (2, 1)
    apply_import(CLERK, precinct, first)
    assert plan("events", path, precinct, told).same == 2


def test_a_changed_row_changes_its_event_and_nothing_recorded_with_it(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    bring(csv_file(HEADER + GOOD), precinct)
    event = Event.get()
    sign_in_name(CLERK, event.id, "Opal Ferncastle")
    found = plan(
        "events", csv_file(HEADER + GOOD.replace("6:30 PM", "7 PM").replace("Pratt", "Wylam")), precinct, PLAIN
    )
    assert (found.new, found.changed, found.same) == (0, 1, 0)
    assert [(one.before, one.after) for one in found.differences] == [
        ("18:30", "19:00"),
        ("Ensley, Pratt", "Ensley, Wylam"),
    ]
    apply_import(CLERK, precinct, found)
    assert Event.get().start_time == time(19)
    assert sorted(row.neighborhood.name for row in EventNeighborhood.select()) == ["Ensley", "Wylam"]
    assert Attendance.select().count() == 1


def test_a_blank_never_overwrites(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    bring(csv_file(HEADER + GOOD), precinct)
    event = Event.get()
    kind = event.kind_id
    noted = EventDetails(kind, "Walk", event.date, time(18, 30), event.date, time(20), "Hall", summary="Rainy")
    edit_event(CLERK, event.id, event.version, noted)
    found = plan("events", csv_file(HEADER + "1,Walk,2019-01-05,,,,,,,\n"), precinct, PLAIN)
    assert (found.changed, found.same) == (0, 1)


def test_a_plan_that_is_out_of_date_is_refused(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    bring(csv_file(HEADER + GOOD), precinct)
    found = plan("events", csv_file(HEADER + GOOD.replace("Hall", "Church")), precinct, PLAIN)
    event = Event.get()
    edit_event(CLERK, event.id, event.version, EventDetails(event.kind_id, "Walk on", event.date))
    with pytest.raises(StaleVersionError):
        apply_import(CLERK, precinct, found)
    assert Event.get().place == ""


def test_undo_takes_a_whole_import_back(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    entry = bring(csv_file(HEADER + GOOD + "2,Talk,2019-01-06,,,,,,,\n"), precinct)
    assert entry is not None
    undo(CLERK, entry)
    for model in (Event, EventNeighborhood, Neighborhood, EventKind, HeadCount):
        assert not model.select().exists()


def test_the_number_of_statements_does_not_grow_with_the_file(sqlite_store: Store, csv_file: CsvFile) -> None:
    def statements(rows: int) -> int:
        precinct = a_precinct(f"Precinct of {rows}").id
        row = GOOD.replace("Ensley; Pratt", "Ensley; Area {at}").replace("Patrol walk", "Kind {at}")
        text = HEADER + "".join(row.replace("1,", "{at},", 1).format(at=number) for number in range(rows))
        changed = text.replace("Hall", "Church")
        with counted_statements() as seen:
            bring(csv_file(text), precinct)
            bring(csv_file(changed), precinct)
        return len(seen)

    statements(2)
    few = FEWEST_IN_A_RUN  # each kind of record that has so many is told of by a statement of its own
    assert statements(3 * few) <= statements(few) + 2  # a further one for every 30,000 values


def test_a_dry_run_writes_nothing(sqlite_store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    with counted_statements() as seen:
        plan("events", csv_file(HEADER + GOOD), precinct, PLAIN)
    assert all(statement.startswith("SELECT") for statement in seen)


def test_work_that_is_cancelled_stops(sqlite_store: Store, csv_file: CsvFile) -> None:
    class StopError(Exception):
        pass

    def stop(share: float, words: str) -> None:
        raise StopError

    with pytest.raises(StopError):
        plan_import("events", [csv_file(HEADER + GOOD)], a_precinct().id, TODAY, mapping(PLAIN), stop)


def test_a_workbook_of_typed_dates_comes_in(store: Store, tmp_path: Path) -> None:
    precinct = a_precinct().id
    path = tmp_path / "calendar.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Events")
        sheet.write_row(0, 0, ["Community calendar"])
        sheet.write_row(2, 0, ["number", "title", "date", "from", "to", "place", "kind", "areas", "state", "adults"])
        sheet.write_row(3, 0, [7, "Walk"])
        sheet.write_datetime(3, 2, date(2019, 1, 5), book.add_format({"num_format": "m/d/yyyy"}))
        sheet.write_datetime(3, 3, time(18, 30), book.add_format({"num_format": "h:mm AM/PM"}))
        sheet.write(3, 9, 23)
    bring(path, precinct)
    event = Event.get()
    assert (event.source_id, event.date, event.start_time) == ("7", date(2019, 1, 5), time(18, 30))
    assert HeadCount.get().count == 23


def test_the_same_file_under_two_names_is_refused(sqlite_store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    paths = [csv_file(HEADER + GOOD, "a.csv"), csv_file(HEADER + GOOD, "b.csv")]
    with pytest.raises(OutreachError, match=r"b\.csv holds the same as a\.csv"):
        plan("events", paths, precinct, PLAIN)


def test_a_cell_of_one_of_two_files_of_one_name_is_put_right_alone(sqlite_store: Store, tmp_path: Path) -> None:
    paths = [tmp_path / year / "events.csv" for year in ("2018", "2019")]
    for path in paths:
        path.parent.mkdir()
        path.write_text(f"Title,Date,Place\nWalk,soon,{path.parent.name} Main Street\n", "utf-8")
    precinct = a_precinct().id
    asked = plan_import("events", paths, precinct, TODAY)
    assert [str(one)[:25] for one in asked.problems] == ["2018/events.csv, row 2, c", "2019/events.csv, row 2, c"]
    answers = Answers(cells={("2019/events.csv", "", 2, 1): "1/8/2019"})
    found = plan_import("events", paths, precinct, TODAY, answers=answers)
    assert [one.file for one in found.problems] == ["2018/events.csv"]
    assert [event.row.place for event in found.work.new] == ["2019 Main Street"]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ('[columns]\ntitle = "name"\ndate = "date"\n', "there is no column “name” for the title"),
        ('[columns]\ntitle = "title"\n', "not known which column holds the date"),
    ],
)
def test_a_mapping_that_does_not_fit_is_told(sqlite_store: Store, csv_file: CsvFile, told: str, words: str) -> None:
    with pytest.raises(OutreachError, match=r"list\.csv") as fault:
        plan("events", csv_file(HEADER + GOOD), a_precinct().id, told)
    assert words in str(fault.value)


def test_what_went_out_can_be_corrected_and_come_back(store: Store, csv_file: CsvFile, tmp_path: Path) -> None:
    precinct = a_precinct().id
    bring(csv_file(HEADER + GOOD + "2,Talk,2019-01-06,,,,,,,\n"), precinct)
    export("events", tmp_path / "out.csv", precinct, TODAY)
    same = plan_import("events", [tmp_path / "out.csv"], precinct, TODAY)
    assert (same.new, same.changed, same.same, same.refused) == (0, 0, 2, 0)
    text = (tmp_path / "out.csv").read_text("utf-8-sig").replace("Talk", "Long talk")
    corrected = plan_import("events", [csv_file(text)], precinct, TODAY)
    assert (corrected.new, corrected.changed, corrected.same) == (0, 1, 1)
    apply_import(CLERK, precinct, corrected)
    assert sorted(event.title for event in Event.select()) == ["Long talk", "Walk"]


def test_hosts_and_leads_nobody_knows_are_added_as_answered(sqlite_store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct()
    path = csv_file("Title,Date,Host,Lead\nCoffee,1/8/2019,Bethel,M. Newcomer\nWalk,1/9/2019,N. N.,?\n")
    answers = Answers(
        organizations={"Bethel": "Bethel Church", "N. N.": ""}, officers={"M. Newcomer": "M. Newcomer, badge 77"}
    )
    found = plan_import("events", [path], precinct.id, TODAY, answers=answers)
    assert [one.words for one in found.problems] == ["“?” names no officer"]
    found = plan_import(
        "events", [path], precinct.id, TODAY, answers=replace(answers, cells={("list.csv", "", 3, 3): ""})
    )
    apply_import(CLERK, precinct.id, found)
    kept = {one.title: (one.host_id, one.lead_officer_id) for one in Event.select()}
    church, officer = Organization.get(name="Bethel Church"), Officer.get(badge="77")
    assert kept == {"Coffee": (church.id, officer.id), "Walk": (None, None)}


@pytest.mark.parametrize("kind", ["events", "people", "attendance", "organizations", "follow-ups"])
def test_rows_of_totals_are_left_out_and_said(sqlite_store: Store, csv_file: CsvFile, kind: str) -> None:
    heads = {
        "events": "Title,Date,Adults", "people": "Name,Phone,Calls", "attendance": "Name,Date,Calls",
        "organizations": "Name,Phone,Calls", "follow-ups": "Promise,Date,Calls",
    }  # fmt: skip
    path = csv_file(f'{heads[kind]}\nTotal Recall,1/8/2019,3\nGrand total,,\nSubtotal:,,"1,204"\n')
    found = plan_import(kind, [path], a_precinct().id, TODAY)
    assert [(one.row, one.words) for one in found.left_out_rows] == [
        (3, "it is a total of other rows"), (4, "it is a total of other rows"),
    ]  # fmt: skip
    assert found.rows == 3


SPANS = (
    "Title;Date;Time;Neighborhood\n"
    "Meeting;1/8/2019;6:30 - 8:00 PM;Ensley\n"
    "Fair;1/10/2019 - 1/12/2019;9-11am;Ensley, Wylam\n"
    "Walk;Jan 25-26, 2019;18:30–20:00;Wylam/Ensley\n"
    "Watch;1/29/2019 10 PM to 1 AM;;Ensley and Wylam\n"
    "Tea;1/31/2019;11-1 pm;\n"
    "Lunch;2/1/2019;11:30 - 1:00;\n"
)


def test_spans_and_several_neighborhoods_in_one_cell_are_read(sqlite_store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct()
    a_neighborhood(precinct, "Ensley")
    a_neighborhood(precinct, "Wylam")
    told = mapping("[columns]\ntitle='Title'\ndate='Date'\nstart_time='Time'\narea='Neighborhood'\n")
    path = csv_file(SPANS)
    apply_import(CLERK, precinct.id, plan_import("events", [path], precinct.id, TODAY, told))
    served = Counter(row.event_id for row in EventNeighborhood.select())
    kept = {
        one.title: (one.date.day, one.start_time, one.end_date.day, one.end_time, served[one.id])
        for one in Event.select()
    }
    assert kept == {
        "Meeting": (8, time(18, 30), 8, time(20), 1),
        "Fair": (10, time(9), 12, time(11), 2),
        "Walk": (25, time(18, 30), 26, time(20), 2),
        "Watch": (29, time(22), 30, time(1), 2),
        "Tea": (31, time(11), 31, time(13), 0),
        "Lunch": (1, time(11, 30), 1, time(13), 0),
    }
    assert plan_import("events", [path], precinct.id, TODAY, told).same == 6
    odd = csv_file("Title,Date,Time\nA,1/12/2019 - 1/10/2019,\nB,1/8/2019,soon - later\n")
    found = plan_import("events", [odd], precinct.id, TODAY)
    assert [str(one) for one in found.problems] == [
        "list.csv, row 2, column B (Date): the end, 2019-01-10, lies before the start, 2019-01-12.",
        "list.csv, row 3, column C (Time): “soon - later” is not a time of day.",
    ]


def test_only_who_may_add_kinds_of_event_adds_one_by_an_import(sqlite_store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct()
    told = mapping("unknown_kinds='add'\n[columns]\ntitle='Title'\ndate='Date'\nkind='Kind'\n")
    found = plan_import("events", [csv_file("Title,Date,Kind\nRun,1/8/2019,Race\n")], precinct.id, TODAY, told)
    officer = replace(CLERK, role=Role.OFFICER)
    with pytest.raises(OutreachError, match="Only a supervisor"):
        apply_import(officer, precinct.id, found)
    other = plan_import("events", [csv_file("Title,Date\nRun,1/8/2019\n")], precinct.id, TODAY)
    apply_import(officer, precinct.id, other)
    assert (Event.select().count(), [one.name for one in EventKind.select()]) == (1, ["Other"])


def test_a_changed_host_is_told_by_name(sqlite_store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct()
    for name in ("Bethel Church", "Rotary"):
        an_organization(precinct, name)
    for host in ("Bethel Church", "Rotary"):
        found = plan_import("events", [csv_file(f"Title,Date,Host\nTea,1/8/2019,{host}\n")], precinct.id, TODAY)
        apply_import(CLERK, precinct.id, found)
    assert [(one.before, one.after) for one in found.differences] == [("Bethel Church", "Rotary")]


def test_a_sheet_of_words_before_the_table_is_left_out_and_said(sqlite_store: Store, tmp_path: Path) -> None:
    path = tmp_path / "calendar.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Notes").write_column(0, 0, ["Read me first", "The table is on the next sheet."])
        book.add_worksheet("Blank")
        table = book.add_worksheet("Events")
        table.write_row(0, 0, ["number", "title", "date"])
        table.write_row(1, 0, ["7", "Beat meeting", "2019-01-15"])
    assert first_table(path).sheet.name == "Events"
    named = 'kind = "events"\nsource = "calendar"\n[columns]\nid = "number"\ntitle = "title"\ndate = "date"\n'
    found = plan("events", path, a_precinct().id, named)
    words = "\n".join(result_lines(found, written=False))
    assert "sheet “Notes” was left out: it holds words and no table" in words
    assert "Blank" not in words
    apply_import(CLERK, only_precinct(), found)
    assert Event.get().title == "Beat meeting"


def test_a_list_of_concerns_is_not_taken_for_events_without_a_word(sqlite_store: Store, tmp_path: Path) -> None:
    path = tmp_path / "concerns.csv"
    path.write_text("Date,Concern,Topic\n2019-01-05,Street light out at the corner,Lighting\n", "utf-8")
    found = plan_import("events", [path], a_precinct().id, TODAY)
    assert "the title of each event was read from “Concern”; a list of concerns cannot be brought in" in found.notes[1]
