"""Figures over files that nobody here wrote, each computed a second way from the file itself."""

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from outreach.actions.change import Actor
from outreach.exchange.importing import apply_import, plan_import
from outreach.queries.crime import CrimeCounts
from outreach.queries.figures import as_json, figures
from outreach.queries.monthly import monthly_summary
from outreach.queries.period import Period
from outreach.records.people import Neighborhood
from tests.conftest import Store
from tests.given import a_precinct

pytestmark = pytest.mark.real_data

CLERK = Actor("Test Clerk", workstation="test")
MAPPINGS = Path(__file__).parents[1] / "data" / "mappings"
TODAY = date(2019, 3, 1)
OCTOBER = Period.of_month(2017, 10)
JUNE = Period.of_month(2017, 6)

DOWNTOWN = "35"
DOWNTOWN_2017 = [245, 269, 295, 309, 297, 323, 373, 356, 257, 262, 227, 248]
"""Net incidents of neighborhood 35 by coded month, slu-soc5650/crime-data-sp22 data/raw (ODC-By)."""


def bring_in(kind: str, files: list[Path], precinct: int, mapping: str) -> None:
    apply_import(CLERK, precinct, plan_import(kind, files, precinct, TODAY, MAPPINGS / f"{mapping}.toml"))


def starts_by_id(path: Path) -> dict[str, datetime]:
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {row["id"]: datetime.strptime(row["start_time"], "%Y-%m-%d %H:%M") for row in reversed(rows)}  # noqa: DTZ007


def incidents(paths: list[Path]) -> Iterator[dict[str, str]]:
    for path in paths:
        with path.open(newline="", encoding="latin-1") as file:
            for row in csv.DictReader(file):
                yield {name.replace(" ", "").removeprefix("ï»¿"): value for name, value in row.items()}


def test_october_2017_of_the_chicago_calendar(store: Store, shared_data: Path) -> None:
    path = shared_data / "events" / "chicago_caps_events_2018.csv"
    precinct = a_precinct()
    bring_in("events", [path], precinct.id, "chicago_events")
    starts = starts_by_id(path)
    october = {number: at for number, at in starts.items() if at.date() in OCTOBER}
    september = [at for at in starts.values() if at.date() in OCTOBER.prior]

    summary = monthly_summary(precinct.id, OCTOBER, TODAY)
    told = summary.public.figures
    assert told.events.held == len(october) > 100
    assert sum(told.events.by_kind.values()) == len(october)
    assert told.comparison.prior_period.events.held == len(september)
    assert told.comparison.last_year.events.held == 0
    assert told.neighborhoods.reached == len({number.split("/")[2] for number in october})
    assert (told.people_reached.total, told.people_reached.unknown_events) == (None, len(october))
    assert [row.date for row in summary.public.events] == sorted(at.date() for at in october.values())
    grid = Counter((at.weekday(), at.hour) for at in october.values())
    assert {
        (day, hour): count
        for day, row in enumerate(summary.public.shifts.by_hour)
        for hour, count in enumerate(row)
        if count
    } == grid


def test_the_st_louis_year_by_month_and_neighborhood(sqlite_store: Store, shared_data: Path) -> None:
    files = sorted((shared_data / "crime" / "st_louis_2017").glob("*.csv"))
    precinct = a_precinct()
    bring_in("crime", files, precinct.id, "st_louis_crime")
    by_month: Counter[str] = Counter()
    homicides = 0
    for row in incidents(files):
        by_month[row["CodedMonth"]] += int(row["Count"])
        if row["CodedMonth"] <= "2017-06" and int(row["Crime"]) // 10_000 == 1:
            homicides += int(row["Count"])

    rows = figures(precinct.id, JUNE, TODAY).crime
    assert sum(row.current or 0 for row in rows) == by_month["2017-06"]
    assert sum(row.prior or 0 for row in rows) == by_month["2017-05"]
    assert all(row.prior_year_to_date is None and row.share_of_department is None for row in rows)
    (homicide,) = (row for row in rows if row.offense == "Homicide")
    assert homicide.year_to_date == homicides
    for told in as_json(figures(precinct.id, JUNE, TODAY))["crime"]:
        if told["prior"] and told["prior"] > 0:
            assert told["percent"] == int(abs(told["change"]) / told["prior"] * 100 + 0.5) * (
                1 if told["change"] >= 0 else -1
            )

    (area,) = [area for area in Neighborhood.select() if DOWNTOWN in area.name.split() or area.name == "Downtown"]
    months = Period(date(2017, 1, 1), date(2017, 12, 31)).months
    counts = CrimeCounts(precinct.id, months, area.id)
    net = [sum(counts.of_precinct(offense, [month]) or 0 for offense in counts.offenses) for month in months]
    assert net == DOWNTOWN_2017
