"""The figures of every month of the demonstration, computed again from its exported lists with nothing but csv."""

import csv
import json
import shutil
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import comb
from pathlib import Path
from typing import Any

import pytest

from outreach.exchange.exporting import export
from outreach.queries.figures import as_json, figures
from outreach.queries.lookups import neighborhoods
from outreach.queries.period import Period
from outreach.queries.precincts import only_precinct
from outreach.records.database import close_database, connection, open_database

TODAY = date(2019, 3, 1)
MONTHS = [(2017, 12), *((2018, month) for month in range(1, 13)), (2019, 1), (2019, 2)]
MEASURES_FROM = "Reason for cancelling"

type Rows = list[dict[str, str]]
type Counts = dict[tuple[str, str, str], int]


@dataclass(frozen=True)
class Lists:
    """The exported lists, the active neighborhoods, and what the program says of each month."""

    events: Rows
    attendance: Rows
    promises: Rows
    concerns: Rows
    crime: Rows
    active: list[str]
    told: dict[tuple[int, int], dict[str, Any]]


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory, demo_file: Path) -> Lists:
    folder = tmp_path_factory.mktemp("lists")
    shutil.copy(demo_file, folder / "west.outreach")
    open_database(folder / "west.outreach")
    with connection():
        precinct = only_precinct()
        rows = {kind: exported(folder, kind, precinct) for kind in ("events", "attendance", "concerns", "crime")}
        promises = exported(folder, "follow-ups", precinct)
        active = sorted(choice.name for choice in neighborhoods(precinct) if choice.active)
        told = {month: as_json(figures(precinct, Period.of_month(*month), TODAY)) for month in MONTHS}
    close_database()
    return Lists(rows["events"], rows["attendance"], promises, rows["concerns"], rows["crime"], active, told)


def exported(folder: Path, kind: str, precinct: int) -> Rows:
    path = folder / f"{kind}.csv"
    export(kind, path, precinct, TODAY, confidential=True)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True)
class Month:
    """The days of a month, and whether a written date lies in it."""

    first: date
    last: date

    def holds(self, written: str) -> bool:
        return bool(written) and self.first <= date.fromisoformat(written) <= self.last


@pytest.fixture(params=MONTHS, ids=lambda month: f"{month[0]}-{month[1]:02}")
def key(request: pytest.FixtureRequest) -> tuple[int, int]:
    chosen: tuple[int, int] = request.param
    return chosen


@pytest.fixture
def month(key: tuple[int, int]) -> Month:
    year, number = key
    following = date(year + number // 12, number % 12 + 1, 1)
    return Month(date(year, number, 1), following - timedelta(days=1))


@pytest.fixture
def told(lists: Lists, key: tuple[int, int]) -> dict[str, Any]:
    return lists.told[key]


@pytest.fixture
def held(lists: Lists, month: Month) -> Rows:
    return [row for row in lists.events if row["Status"] == "held" and month.holds(row["Date"])]


def test_events(lists: Lists, month: Month, held: Rows, told: dict[str, Any]) -> None:
    status = Counter(row["Status"] for row in lists.events if month.holds(row["Date"]))
    kinds = Counter(row["Kind"] for row in held)
    assert told["events"] == {
        "held": status["held"],
        "planned": status["planned"],
        "cancelled": status["cancelled"],
        "by_kind": dict(kinds),
    }
    assert status["held"] >= 40


def test_people_reached_and_sign_ins(lists: Lists, month: Month, held: Rows, told: dict[str, Any]) -> None:
    present = [row for row in lists.attendance if row["Present"] == "yes"]
    signed = Counter(row["Event"] for row in present)
    reached = [int(row["Counted"]) if row["Counted"] else signed[row["Number"]] or None for row in held]
    assert told["people_reached"] == {
        "total": sum(count for count in reached if count is not None),
        "unknown_events": reached.count(None),
    }
    came: dict[str, list[str]] = defaultdict(list)
    held_ever = {row["Number"]: row["Date"] for row in lists.events if row["Status"] == "held"}
    for row in present:
        if row["Person"] and row["Event"] in held_ever:
            came[row["Person"]].append(held_ever[row["Event"]])
    assert told["sign_ins"] == {
        "present": sum(signed[row["Number"]] for row in held),
        "first_time": sum(month.holds(min(days)) for days in came.values()),
    }


def test_neighborhoods(lists: Lists, month: Month, held: Rows, told: dict[str, Any]) -> None:
    def served(rows: Rows) -> set[str]:
        return {name.strip() for row in rows for name in row["Neighborhoods"].split(";") if name.strip()}

    window = Month(month.last - timedelta(days=59), month.last)
    recent = [row for row in lists.events if row["Status"] == "held" and window.holds(row["Date"])]
    assert told["neighborhoods"] == {
        "reached": len(served(held) & set(lists.active)),
        "active": len(lists.active),
        "quiet": [name for name in lists.active if name not in served(recent)],
    }


def test_follow_ups(lists: Lists, month: Month, told: dict[str, Any]) -> None:
    rows = lists.promises
    closed = [row for row in rows if month.holds(row["Closed"])]
    days = sorted((date.fromisoformat(r["Closed"]) - date.fromisoformat(r["Opened"])).days for r in closed)
    middle = Fraction(days[(len(days) - 1) // 2] + days[len(days) // 2], 2)
    opened_by_end = [row for row in rows if date.fromisoformat(row["Opened"]) <= month.last]
    still = [row for row in opened_by_end if not row["Closed"] or date.fromisoformat(row["Closed"]) > month.last]
    due = [row for row in rows if month.holds(row["Due"])]
    kept = [row for row in due if row["Status"] == "done" and row["Closed"] <= row["Due"]]
    assert told["follow_ups"] == {
        "opened": sum(month.holds(row["Opened"]) for row in rows),
        "closed": len(closed),
        "open": len(still),
        "overdue": sum(bool(row["Due"]) and date.fromisoformat(row["Due"]) <= month.last for row in still),
        "median_days_to_close": middle,
        "due": len(due),
        "kept": len(kept),
        "told": sum(bool(row["Resident told"]) for row in closed),
    }


def test_concerns_and_measures(lists: Lists, month: Month, held: Rows, told: dict[str, Any]) -> None:
    assert told["concerns"] == Counter(row["Topic"] for row in lists.concerns if month.holds(row["Raised"]))
    names = list(lists.events[0])
    measured = names[names.index(MEASURES_FROM) + 1 :]
    noted = {name: [int(row[name]) for row in held if row[name]] for name in measured}
    assert {name: count for name, count in told["measures"].items() if count is not None} == {
        name: sum(counts) for name, counts in noted.items() if counts
    }


def test_crime(lists: Lists, key: tuple[int, int], told: dict[str, Any]) -> None:
    counts: Counts = defaultdict(int)
    for row in lists.crime:
        counts[row["Scope"], row["Offense"], row["Month"][:7]] += int(row["Count"])
    assert {area for area, _, _ in counts} == {"neighborhood", "department"}
    year, number = key
    prior = (year - 1, 12) if number == 1 else (year, number - 1)
    to_date = range(1, number + 1)
    assert told["crime"]
    for row in told["crime"]:
        offense = row["offense"]
        current = counted(counts, "neighborhood", offense, [key])
        before = counted(counts, "neighborhood", offense, [prior])
        this_year = counted(counts, "neighborhood", offense, [(year, month) for month in to_date])
        last_year = counted(counts, "neighborhood", offense, [(year - 1, month) for month in to_date])
        department = counted(counts, "department", offense, [(year, month) for month in to_date])
        assert row == {
            "offense": offense,
            "prior": before,
            "current": current,
            "change": None if current is None or before is None else current - before,
            "percent": percent(current, before, change=True),
            "year_to_date": this_year,
            "prior_year_to_date": last_year,
            "year_percent": percent(this_year, last_year, change=True),
            "share_of_department": percent(this_year, department, change=False),
            "beyond_chance": beyond_chance(current, before),
        }


def counted(counts: Counts, area: str, offense: str, months: list[tuple[int, int]]) -> int | None:
    """The sum over some months; None when one of them was not counted."""
    keys = [(area, offense, f"{year}-{month:02}") for year, month in months]
    return sum(counts[key] for key in keys) if all(key in counts for key in keys) else None


def percent(part: int | None, base: int | None, *, change: bool) -> int | None:
    if part is None or base is None or base <= 0:
        return None
    exact = Fraction(100 * (part - base if change else part), base)
    whole = int(abs(exact) + Fraction(1, 2))
    return -whole if exact < 0 else whole


def beyond_chance(current: int | None, before: int | None) -> bool | None:
    if current is None or before is None or current + before == 0:
        return None
    total = current + before
    tail = sum(comb(total, count) for count in range(min(current, before) + 1))
    return current != before and Fraction(2 * tail, 2**total) < Fraction(1, 20)


def test_the_json_of_a_month_can_be_written(told: dict[str, Any]) -> None:
    assert json.loads(json.dumps(told))["comparison"]["prior_period"]["events"]["held"] >= 0
