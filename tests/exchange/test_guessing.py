from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest

from outreach.errors import OutreachError
from outreach.exchange.columns import Take
from outreach.exchange.guessing import guess_columns
from outreach.exchange.importing import apply_import, plan_import
from outreach.exchange.likely import likely_kind
from outreach.exchange.mapping import FileMapping
from outreach.records.crime import CrimeCount
from outreach.records.events import Event
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
    assert likely_kind(csv_file(names + "\n1,2,3\n"), names.split(",")) == kind


@pytest.mark.parametrize(("event", "what"), [("Beat meeting 2", "title"), ("17", "event"), ("BM-2019", "event")])
def test_an_event_is_known_by_its_number_or_its_title(event: str, what: str) -> None:
    found = guess_columns("attendance", ["Event", "Date", "Name"], {"Event": event})
    assert found == {what: "Event", "date": "Date", "name": "Name"}
