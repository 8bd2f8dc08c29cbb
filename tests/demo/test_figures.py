"""The program's own figures of the demonstration are those of the story."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from outreach.queries.figures import as_json, figures
from outreach.queries.period import parse_month
from outreach.queries.precincts import only_precinct
from outreach.records.database import close_database, connection, open_database

TODAY = date(2019, 3, 1)


@pytest.fixture
def opened(demo_file: Path) -> Iterator[int]:
    open_database(demo_file)
    with connection():
        yield only_precinct()
    close_database()


def test_burglary_and_vehicle_break_ins_fell(opened: int) -> None:
    told = as_json(figures(opened, parse_month("2019-01"), TODAY))
    crime = {row["offense"]: row for row in told["crime"]}
    assert (crime["Burglary"]["prior"], crime["Burglary"]["current"], crime["Burglary"]["percent"]) == (182, 138, -24)
    assert crime["Vehicle break-in"]["percent"] == -22
    assert crime["Burglary"]["beyond_chance"] is True


def test_98_firearms_in_two_months(opened: int) -> None:
    told = as_json(figures(opened, parse_month("2019-01"), TODAY))
    before = told["comparison"]["prior_period"]["measures"]
    assert told["measures"]["Firearms recovered"] + before["Firearms recovered"] == 98
    assert told["events"]["by_kind"]["Gun turn-in"] == 1


def test_half_of_the_homicides_by_the_end_of_february(opened: int) -> None:
    told = as_json(figures(opened, parse_month("2019-02"), TODAY))
    homicide = next(row for row in told["crime"] if row["offense"] == "Homicide")
    assert (homicide["year_to_date"], homicide["share_of_department"]) == (4, 50)


@pytest.mark.parametrize(
    ("month", "shifts"),
    [("2018-10", ["Day", "Evening", "Night"]), ("2019-01", ["Day", "Afternoon", "Power", "Night"])],
)
def test_each_month_reports_by_the_shifts_of_its_time(opened: int, month: str, shifts: list[str]) -> None:
    told = as_json(figures(opened, parse_month(month), TODAY))
    assert list(told["shifts"]) == shifts
    assert told["events"]["held"] >= 40
