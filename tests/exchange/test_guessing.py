from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest

from outreach.errors import OutreachError
from outreach.exchange.importing import apply_import, plan_import
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
