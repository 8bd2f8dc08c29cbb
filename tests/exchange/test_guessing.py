import csv
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest

from outreach.actions.counts import set_head_counts
from outreach.errors import OutreachError
from outreach.exchange.columns import Take
from outreach.exchange.guessing import guess_columns, guessed_mapping
from outreach.exchange.head_counts import head_counts_in
from outreach.exchange.importing import apply_import, plan_import
from outreach.exchange.likely import likely_kind
from outreach.exchange.mapping import FileMapping, Layout
from outreach.exchange.sheet import shown
from outreach.exchange.tables import first_table
from outreach.records.crime import CrimeCount
from outreach.records.events import Event, HeadCount
from outreach.records.precinct import Officer
from tests.conftest import Store
from tests.exchange.importing import CLERK, TODAY
from tests.given import a_precinct

type CsvFile = Callable[..., Path]


def test_events_come_in_without_a_mapping(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    path = csv_file("Event Name,Event Date,Start Time,Location\nWalk,1/15/2019,6:30 PM,Hall\n")
    plan = plan_import("events", [path], precinct, TODAY)
    assert "title from “Event Name”, date from “Event Date”" in plan.notes[0]
    apply_import(CLERK, precinct, plan)
    event = Event.get()
    assert (event.title, event.date, event.start_time, event.place) == ("Walk", date(2019, 1, 15), time(18, 30), "Hall")
    assert plan_import("events", [path], precinct, TODAY).same == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Month,Offense,Count,Neighborhood\n2019-01,Arson,2,Ensley\n2019-01,Burglary,5,Ensley\n", "a.csv"),
        ("Date,Crime,District\n" + "1/3/2019,Arson,Ensley\n" * 2 + "1/20/2019,Burglary,Ensley\n" * 5, "a.csv"),
        ("Neighborhood,Arson,Burglary\nEnsley,2,5\n", "crime 2019-01.csv"),
    ],
)
def test_crime_comes_in_without_a_mapping(store: Store, csv_file: CsvFile, text: str, name: str) -> None:
    precinct = a_precinct().id
    apply_import(CLERK, precinct, plan_import("crime", [csv_file(text, name)], precinct, TODAY))
    kept = {
        (one.month, one.neighborhood and one.neighborhood.name, one.offense.name, one.count)
        for one in CrimeCount.select()
    }
    assert kept == {(date(2019, 1, 1), "Ensley", "Arson", 2), (date(2019, 1, 1), "Ensley", "Burglary", 5)}


def test_a_table_nobody_can_guess_is_told(sqlite_store: Store, csv_file: CsvFile) -> None:
    with pytest.raises(OutreachError, match=r"not known which column holds the title .* name it in a mapping"):
        plan_import("events", [csv_file("a,b\n1,2\n")], a_precinct().id, TODAY)


def test_misspelt_columns_are_recognised_and_said_to_be_a_guess(store: Store, csv_file: CsvFile) -> None:
    path = csv_file("Event Tittle,Date,Neigborhood\nWalk,1/15/2019,Ensley\n")
    plan = plan_import("events", [path], a_precinct().id, TODAY)
    assert (plan.new, plan.refused) == (1, 0)
    assert "title from “Event Tittle” (guessed: the name is similar)" in plan.notes[0]
    assert plan.work.new[0].areas == ("Ensley",)


def test_a_table_without_names_of_columns_is_read_by_what_it_holds(store: Store, csv_file: CsvFile) -> None:
    path = csv_file("Coffee with a cop,1/15/2019\nBeat meeting,1/16/2019\nWalk,1/17/2019\n")
    plan = plan_import("events", [path], a_precinct().id, TODAY)
    assert [event.row.title for event in plan.work.new] == ["Coffee with a cop", "Beat meeting", "Walk"]
    assert "date from “Column B” (guessed from what it holds)" in plan.notes[0]


def test_people_without_names_of_columns(store: Store, csv_file: CsvFile) -> None:
    path = csv_file("Opal Ferncastle,205-555-0100,opal@example.org\nFlint Quarrier,205-555-0101,flint@example.org\n")
    plan = plan_import("people", [path], a_precinct().id, TODAY)
    (first, _), _ = plan.work.new
    assert (first.given_name, first.phone, first.email) == ("Opal", "205-555-0100", "opal@example.org")


def test_the_first_row_below_a_line_that_names_the_separator_is_read(store: Store, csv_file: CsvFile) -> None:
    path = csv_file("sep=;\nTitle;Date\nWalk;1/15/2019\nCoffee;1/16/2019\n")
    assert plan_import("events", [path], a_precinct().id, TODAY).new == 2


@pytest.mark.parametrize(("order", "days"), [("month/day/year", [3, 4]), ("day/month/year", [2, 3])])
def test_dates_that_could_be_either_are_read_as_somebody_says(
    store: Store, csv_file: CsvFile, order: str, days: list[int]
) -> None:
    path = csv_file("Title,Date\nWalk,2/3/2019\nTea,3/4/2019\n")
    told = FileMapping(columns={"title": Take(("Title",)), "date": Take(("Date",))}, date_order=order)
    plan = plan_import("events", [path], a_precinct().id, TODAY, told)
    assert [event.row.date.day for event in plan.work.new] == days
    assert not any("could also be" in note for note in plan.notes)


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        ("Name,Phone", "people"),
        ("Full name,E-mail,Street", "people"),
        ("Name,Phone,Date", "events"),
        ("Event name,Contact phone", "events"),
        ("Name,Place", "events"),
        ("Event,Date,Name", "attendance"),
        ("Meeting,Day,Who came", "attendance"),
        ("First name,Date", "people"),
    ],
)
def test_a_bare_name_is_a_persons_where_a_telephone_stands_beside_it(csv_file: CsvFile, names: str, kind: str) -> None:
    assert likely_kind(csv_file(names + "\n1,2,3\n"), {name: ["1"] for name in names.split(",")}) == kind


@pytest.mark.parametrize(("event", "what"), [("Beat meeting 2", "title"), ("17", "event"), ("BM-2019", "event")])
def test_an_event_is_known_by_its_number_or_its_title(event: str, what: str) -> None:
    found = guess_columns("attendance", ["Event", "Date", "Name"], {"Event": event})
    assert found == {what: "Event", "date": "Date", "name": "Name"}


@pytest.mark.parametrize(
    ("names", "rows", "kind"),
    [
        ("Event,Date,Attendance", ["Walk,1/8/2019,23", "Tea,1/9/2019,8"], "events"),
        ("Meeting,Date,Total attended", ["Walk,1/8/2019,about 30", "Tea,1/9/2019,n/a"], "events"),
        ("Event,Date,Attendance", ["Walk,1/8/2019,1", "Tea,1/9/2019,0"], "events"),
        ("Event,Date,Place,Officers present", ["Walk,1/8/2019,Hall,Sample", "Tea,1/9/2019,Park,Example"], "events"),
        ("Event,Date,Attendance", ["Walk,1/8/2019,Opal Ferncastle", "Walk,1/8/2019,Flint Quarrier"], "attendance"),
        ("Name,Date,Attendance", ["Opal Ferncastle,1/8/2019,x", "Flint Quarrier,1/8/2019,"], "attendance"),
        (
            "First name,Last name,Date,Attended",
            ["Opal,Ferncastle,1/8/2019,1", "Flint,Quarrier,1/8/2019,0"],
            "attendance",
        ),
    ],
)
def test_a_column_called_attendance_is_known_by_what_it_holds(
    csv_file: CsvFile, names: str, rows: list[str], kind: str
) -> None:
    columns = zip(*(row.split(",") for row in rows), strict=True)
    held = {name: [*filter(None, texts)] for name, texts in zip(names.split(","), columns, strict=True)}
    assert likely_kind(csv_file("\n".join((names, *rows, ""))), held) == kind


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        ("Date,Meeting,First,Last,Phone", "attendance"),
        ("First name,Last name,Event,Date", "attendance"),
        ("Name,1/8/2019,2/12/2019,3/12/2019", "attendance"),
        ("Resident,2019-01-08,2019-02-12", "attendance"),
        ("First,Last,E-mail", "people"),
        ("Organization,Type,Contact,Phone,Neighborhood", "organizations"),
        ("Business name,Phone", "organizations"),
        ("Organization,Date,Place", "events"),
        ("Name,Phone,Organization", "people"),
        ("Offense,Jan 2019,Feb 2019", "crime"),
        ("NEIGHBORHOOD,TOTAL,HOM,RAPE,ROB", "crime"),
        ("BDNAME,Homicide,Agg Assault", "crime"),
        ("Neighborhood Number,Neighborhood Name", "areas"),
        ("Neighborhood,Event,Date", "events"),
    ],
)
def test_what_a_table_holds_is_told_by_its_columns(csv_file: CsvFile, names: str, kind: str) -> None:
    assert likely_kind(csv_file(names + "\n"), {name: ["1"] for name in names.split(",")}) == kind


@pytest.mark.parametrize(
    ("kind", "names", "row", "found"),
    [
        ("events", "Event,Date,Start", "Walk,1/8/2019,6:30 - 8 PM", {"start_time": "Start"}),
        ("events", "Event,Start", "Walk,1/8/2019 6:30 PM", {"start": "Start"}),
        ("crime", "Reported Date,Offense Type,Beat", "1/3/2019,BURGLARY,Ensley", {"offense": "Offense Type"}),
        ("crime", "Reported Date,What,Beat", "1/3/2019,BURGLARY,Ensley", {"month": "Reported Date"}),
        ("officers", "Badge #,Last Name,First Name", "101,Model,V.", {"badge": "Badge #", "family_name": "Last Name"}),
        ("organizations", "Church name,Phone", "Bethel,205-555-0199", {"name": "Church name"}),
        ("people", "First Name,Organization Name", "Opal,Lions", {"organization": "Organization Name"}),
    ],
)
def test_columns_are_taken_for_what_they_hold(
    csv_file: CsvFile, kind: str, names: str, row: str, found: dict[str, str]
) -> None:
    guessed = guessed_mapping(kind, first_table(csv_file(f"{names}\n{row}\n")), FileMapping(kind=kind))
    assert {what: guessed.columns[what].columns[0] for what in found if what in guessed.columns} == found
    assert (guessed.layout is Layout.CROSSTAB, "name" in guessed.columns) == (False, kind == "organizations")


def test_a_name_that_is_merely_alike_is_not_taken_for_what_it_does_not_hold(csv_file: CsvFile) -> None:
    path = csv_file("Name,Phone,Last came\n" + "Opal Ferncastle,205-555-0101,2019-01-08\n" * 3)
    guessed = guessed_mapping("people", first_table(path), FileMapping(kind="people"))
    assert guessed.columns.keys() == {"name", "phone"}
    path = csv_file("Name,Phone,Last nane\n" + "Opal,205-555-0101,Ferncastle\n" * 3)
    assert "family_name" in guessed_mapping("people", first_table(path), FileMapping(kind="people")).columns


def test_a_column_of_birth_dates_is_no_telephone(csv_file: CsvFile) -> None:
    path = csv_file(
        "given_name,surname,date_of_birth,soc_sec_id,Reached at\n" + "Opal,Fern,19780412,5551234,2055550101\n" * 3
    )
    guessed = guessed_mapping("people", first_table(path), FileMapping(kind="people"))
    assert guessed.columns["phone"].columns == ("Reached at",)


def test_who_asked_for_an_event_is_not_where_it_was(csv_file: CsvFile) -> None:
    path = csv_file("Title,Date,Venue,Name,Address\nWalk,1/8/2019,,Opal Ferncastle,12 Elm\n")
    guessed = guessed_mapping("events", first_table(path), FileMapping(kind="events"))
    assert guessed.columns["place"].columns == ("Address", "Venue")


@pytest.mark.real_data
def test_a_real_calendar_is_guessed_past_columns_that_tell_nothing(sqlite_store: Store, shared_data: Path) -> None:
    path = shared_data / "events" / "chicago_caps_events_2018.csv"
    guessed = guessed_mapping("events", first_table(path), FileMapping(kind="events"))
    assert (guessed.columns["kind"].columns, guessed.blanks) == (("classification",), frozenset(("N/A",)))
    assert guessed.columns["place"].columns == ("location_name", "location_address")
    found = plan_import("events", [path], a_precinct().id, TODAY)
    assert found.recorded[0].values["place"] == "St. Ferdinand's 3115 N Mason"


@pytest.mark.real_data
def test_real_tables_of_areas_are_known(shared_data: Path) -> None:
    def kind(path: Path) -> str:
        table = first_table(path)
        rows = [row for row, _ in zip(table.records(), range(20), strict=False)]
        held = {name: [text for row in rows if (text := shown(row.cells[at]))] for at, name in enumerate(table.names)}
        return likely_kind(path, {name: texts for name, texts in held.items() if name})

    assert {kind(path) for path in (shared_data / "crime" / "minneapolis_2006_2008").glob("2006_0*")} == {"crime"}
    assert kind(shared_data / "areas" / "stl_neighborhood_lookup.csv") == "areas"
    assert kind(shared_data / "areas" / "minneapolis_neighborhoods_2012.csv") == "areas"


def test_an_officer_has_a_name_in_two_columns(sqlite_store: Store, csv_file: CsvFile) -> None:
    path = csv_file("Badge #,Rank,Last Name,First Name\n101,Sgt.,Model,V.\n")
    precinct = a_precinct().id
    apply_import(CLERK, precinct, plan_import("officers", [path], precinct, TODAY))
    assert (Officer.get().badge, Officer.get().name) == ("101", "V. Model")


def test_who_came_may_stand_under_attendance(sqlite_store: Store, csv_file: CsvFile) -> None:
    path = csv_file("Event,Date,Attendance\nWalk,1/8/2019,Opal Ferncastle\nWalk,1/8/2019,Flint Quarrier\n")
    assert "name from “Attendance”" in plan_import("attendance", [path], a_precinct().id, TODAY).notes[0]


def test_how_many_came_is_read_with_the_events_and_never_counted_twice(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    text = "Event,Date,Attendance\nWalk,1/8/2019,23\nTea,1/9/2019,about 30\nFair,1/10/2019,n/a\n"
    found = plan_import("events", [csv_file(text)], precinct, TODAY)
    assert "People from “Attendance”" in found.notes[0]
    apply_import(CLERK, precinct, found)
    walk, tea, _ = Event.select().order_by(Event.id)
    assert {(one.event_id, one.group_name, one.count) for one in HeadCount.select()} == {
        (walk.id, "People", 23), (tea.id, "People", 30),
    }  # fmt: skip
    corrected = plan_import("events", [csv_file(text.replace("23", "25"))], precinct, TODAY)
    assert (corrected.changed, corrected.same, plan_import("events", [csv_file(text)], precinct, TODAY).same) == (
        1,
        2,
        3,
    )
    set_head_counts(CLERK, tea.id, [("People", None), ("Adults", 28)])  # somebody tells the groups: they are kept
    assert plan_import("events", [csv_file(text)], precinct, TODAY).same == 3


@pytest.mark.parametrize(
    ("names", "groups"),
    [
        ("# Adults,Kids,Total attendance", {"Adults": "# Adults", "Youth": "Kids"}),
        ("Number of seniors,Number of people,Note", {"Seniors": "Number of seniors"}),
        ("Participants,Score,Note", {"People": "Participants"}),
    ],
)
def test_groups_are_counted_or_the_whole(names: str, groups: dict[str, str]) -> None:
    found = head_counts_in({name: ["12", "0", "7"] for name in names.split(",")})
    assert {group: take.columns[0] for group, take in found.items()} == groups


@pytest.mark.real_data
def test_a_real_list_of_events_tells_how_many_came(sqlite_store: Store, shared_data: Path) -> None:
    path = shared_data / "events" / "carpentries_instructor_training_events.csv"
    with path.open(newline="") as file:
        told = list(csv.DictReader(file))
    assert likely_kind(path, {name: [row[name] for row in told[:20]] for name in told[0]}) == "events"
    found = plan_import("events", [path], a_precinct().id, TODAY)
    counted = [dict(event.row.head_counts)["People"] for event in found.work.new]
    assert (found.new, sum(counted)) == (191, sum(int(row["attendance"]) for row in told))
