"""The imports on files that nobody here wrote, with totals computed another way in each test."""

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from outreach.actions.change import Actor
from outreach.exchange.importing import apply_import, plan_import
from outreach.exchange.plan import ImportPlan
from outreach.records.audit import AuditEntry
from outreach.records.crime import CrimeCount, Offense
from outreach.records.events import Event, EventKind, EventNeighborhood
from outreach.records.people import Neighborhood
from tests.conftest import Store
from tests.given import a_precinct

pytestmark = pytest.mark.real_data

CLERK = Actor("Test Clerk", workstation="test")
MAPPINGS = Path(__file__).parents[1] / "data" / "mappings"
TODAY = date(2019, 3, 1)


def plan_of(kind: str, paths: list[Path], precinct: int, mapping: str) -> ImportPlan:
    return plan_import(kind, paths, precinct, TODAY, MAPPINGS / f"{mapping}.toml")


@pytest.fixture
def chicago(shared_data: Path) -> Path:
    return shared_data / "events" / "chicago_caps_events_2018.csv"


@pytest.fixture
def st_louis(shared_data: Path) -> list[Path]:
    return sorted((shared_data / "crime" / "st_louis_2017").glob("*.csv"))


@pytest.fixture
def minneapolis(shared_data: Path) -> list[Path]:
    return sorted((shared_data / "crime" / "minneapolis_2006_2008").glob("*.xls*"))


def calendar_rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def incidents(paths: list[Path]) -> Iterator[dict[str, str]]:
    for path in paths:
        with path.open(newline="", encoding="latin-1") as file:
            for row in csv.DictReader(file):
                yield {name.replace(" ", "").removeprefix("ï»¿"): value for name, value in row.items()}


def kept_by_month(area: int | None = None) -> list[int]:
    months: Counter[date] = Counter()
    for count in CrimeCount.select():
        if area is None or count.neighborhood_id == area:
            months[count.month] += count.count
    return [months[month] for month in sorted(months)]


def test_the_chicago_calendar_is_taken_whole(store: Store, chicago: Path) -> None:
    precinct = a_precinct()
    rows = calendar_rows(chicago)
    plan = plan_of("events", [chicago], precinct.id, "chicago_events")
    assert (plan.rows, plan.new, plan.left_out, plan.refused) == (len(rows), 2432, 14, 0)
    apply_import(CLERK, precinct.id, plan)

    first: dict[str, dict[str, str]] = {}
    for row in rows:
        first.setdefault(row["id"], row)
    kept = {event.source_id: event for event in Event.select()}
    assert kept.keys() == first.keys()
    districts = {area.id: area.name for area in Neighborhood.select()}
    served = {row.event_id: districts[row.neighborhood_id] for row in EventNeighborhood.select()}
    kinds = {kind.id: kind.name for kind in EventKind.select()}
    for number, row in first.items():
        event = kept[number]
        assert f"{event.date} {event.start_time:%H:%M}" == row["start_time"]
        ends = row["end_time"] if row["end_time"] >= row["start_time"] else ""
        assert (f"{event.end_date} {event.end_time:%H:%M}" if event.end_time else "") == ends
        assert event.title == row["name"].strip()
        assert event.place == row["location_address"].strip().replace("N/A", "")
        assert served[event.id] == f"District {number.split('/')[2]}"
        assert ("advisory" in kinds[event.kind_id]) == ("(DAC)" in row["classification"])
    assert Counter(event.status for event in kept.values()) == {"held": 2432}


def test_the_chicago_calendar_again_changes_nothing(store: Store, chicago: Path) -> None:
    precinct = a_precinct()
    apply_import(CLERK, precinct.id, plan_of("events", [chicago], precinct.id, "chicago_events"))
    again = plan_of("events", [chicago], precinct.id, "chicago_events")
    assert (again.new, again.changed, again.same) == (0, 0, 2432)
    assert apply_import(CLERK, precinct.id, again).entry is None
    assert AuditEntry.select().count() == 1


def test_the_st_louis_year_nets_as_the_files_do(sqlite_store: Store, st_louis: list[Path]) -> None:
    precinct = a_precinct()
    rows = list(incidents(st_louis))
    plan = plan_of("crime", st_louis, precinct.id, "st_louis_crime")
    assert (plan.rows, plan.refused, plan.left_out) == (len(rows), 0, 0)
    assert dict(plan.totals)["total"] == sum(int(row["Count"]) for row in rows) == 47_732
    apply_import(CLERK, precinct.id, plan)
    downtown = Neighborhood.get(name="Downtown")
    expected = Counter[str]()
    for row in rows:
        if row["Neighborhood"] == "35":
            expected[row["CodedMonth"]] += int(row["Count"])
    assert kept_by_month(downtown.id) == [expected[month] for month in sorted(expected)]
    assert kept_by_month(downtown.id) == [245, 269, 295, 309, 297, 323, 373, 356, 257, 262, 227, 248]
    burglaries = sum(int(row["Count"]) for row in rows if 50_000 <= int(row["Crime"]) < 60_000)
    kept = CrimeCount.select().where(CrimeCount.offense == Offense.get(name="Burglary"))
    assert sum(count.count for count in kept) == burglaries
    assert not Neighborhood.get(name="Not stated").active


def test_st_louis_file_by_file_gives_the_same(sqlite_store: Store, st_louis: list[Path]) -> None:
    precinct = a_precinct()
    for path in st_louis:
        mapping = "st_louis_crime_may" if path.name == "may2017.csv" else "st_louis_crime"
        apply_import(CLERK, precinct.id, plan_of("crime", [path], precinct.id, mapping))
    whole = plan_of("crime", st_louis, precinct.id, "st_louis_crime")
    by_month, zeros = kept_by_month(), CrimeCount.select().where(CrimeCount.count == 0).count()
    apply_import(CLERK, precinct.id, whole)
    # What only a later file names was not asked of the earlier months: together they say that it was 0 there.
    assert whole.changed == 0
    assert CrimeCount.select().where(CrimeCount.count == 0).count() == zeros + whole.new
    assert kept_by_month() == by_month
    assert sum(by_month) == 47_732


def test_the_minneapolis_month_is_not_counted_twice(store: Store, minneapolis: list[Path]) -> None:
    precinct = a_precinct()
    january = next(path for path in minneapolis if path.name.startswith("2006_01"))
    apply_import(CLERK, precinct.id, plan_of("crime", [january], precinct.id, "minneapolis_crime"))
    assert kept_by_month() == [2272]
    offenses = {offense.id: offense.name for offense in Offense.select()}
    by_offense: Counter[str] = Counter()
    for count in CrimeCount.select():
        by_offense[offenses[count.offense_id]] += count.count
    assert by_offense == {
        "Homicide": 4, "Rape": 45, "Robbery": 261, "Aggravated assault": 185, "Burglary": 451, "Theft": 913,
        "Motor vehicle theft": 401, "Arson": 12,
    }  # fmt: skip


def test_all_minneapolis_workbooks_total_what_their_first_sheets_do(
    sqlite_store: Store, minneapolis: list[Path]
) -> None:
    precinct = a_precinct()
    plan = plan_of("crime", minneapolis, precinct.id, "minneapolis_crime")
    assert plan.refused == 0
    quarter_only = "2006_12"
    expected = {}
    for path in minneapolis:
        if not path.name.startswith(quarter_only):
            book = CalamineWorkbook.from_path(str(path))
            rows = book.get_sheet_by_name(book.sheet_names[0]).to_python()[1:]
            expected[path.name[:7].replace("_", "-")] = sum(
                int(float(str(cell))) for row in rows for cell in row[2:] if str(cell).strip()
            )
    months = {name: count for name, count in plan.totals if name[:2] == "20"}
    assert months == expected
    assert months["2008-06"] == 2545
    assert sum("was left out" in note for note in plan.notes) == 7
    areas = {area for (_, area, _), _ in plan.work.counts}
    assert len(areas) == 88
