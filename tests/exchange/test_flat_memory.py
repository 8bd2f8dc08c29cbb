"""However many rows a file has, bringing it in takes no more memory."""

import gc
import shutil
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from outreach.actions import event_records, import_people, organizations, people, rows
from outreach.actions.precinct import PrecinctDetails, set_up_precinct
from outreach.exchange import (
    attendance_import,
    cells,
    delimited,
    event_import,
    event_rows,
    set_aside,
    sheet,
    signed_lines,
)
from outreach.exchange.importing import apply_import, plan_import
from outreach.records import marks, subjects, told
from outreach.records.database import close_database, connection, open_database
from tests.corpora import LARGE, write_meetings
from tests.exchange.importing import CLERK, TODAY

FEW, MANY = 600, 8_000
BYTES_PER_ROW = 40
"""A name alone already takes more. Where the most is met, from one chunk to the next, makes up to half of them."""
AT_ONCE = (
    (people, "_PEOPLE_AT_ONCE"), (organizations, "_ORGANIZATIONS_AT_ONCE"), (event_records, "_EVENTS_AT_ONCE"),
    (import_people, "_AT_ONCE"), (event_import, "_COMPARED_AT_ONCE"), (attendance_import, "_LINES_AT_ONCE"),
    (signed_lines, "_AT_ONCE"), (set_aside, "_AT_ONCE"), (subjects, "_SUBJECTS_AT_ONCE"), (sheet, "ROWS_AT_ONCE"),
    (delimited, "ROWS_AT_ONCE"), (cells, "_TEXTS_KEPT"), (cells, "_DAYS_KEPT"), (event_rows, "_MOST_TEXTS"),
)  # fmt: skip


@pytest.fixture(autouse=True)
def collected_often() -> Iterator[None]:
    """What waits for the garbage collector counts as held: it waits for little, and not for what earlier tests left."""
    usual = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(500, 1, 1)
    yield
    gc.set_threshold(*usual)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is held at once is so little that a thousand rows are many."""
    for module, name in AT_ONCE:
        monkeypatch.setattr(module, name, 100)
    for name in ("_CHUNK", "_SAMPLE", "_TEXT_AT_ONCE"):
        monkeypatch.setattr(delimited, name, 1 << 12)
    monkeypatch.setattr(rows, "_VARIABLES_PER_STATEMENT", 2_000)
    monkeypatch.setattr(marks, "_SMALLEST", 1 << 7)
    monkeypatch.setattr(marks, "_LARGEST", 1 << 8)
    monkeypatch.setattr(marks, "_FILTER", 1 << 12)
    monkeypatch.setattr(told, "FEWEST_PACKED", 50)
    for name in ("_MOST_LOOSE", "_MOST_HELD", "_PIECE"):
        monkeypatch.setattr(told, name, 2_000)


def most_held(kind: str, number: int, template: Path, folder: Path) -> int:
    """The bytes that are held at most while so many rows come into an empty precinct."""
    database, path = folder / f"{kind}-{number}.outreach", folder / f"{kind}-{number}.csv"
    shutil.copy(template, database)
    write(kind, path, number)
    open_database(database)
    with connection():
        precinct = set_up_precinct(CLERK, PrecinctDetails("Department", "West")).only_id("precinct")
        if kind == "attendance":
            meetings = folder / "meetings.csv"
            write_meetings(meetings)
            apply_import(CLERK, precinct, plan_import("events", [meetings], precinct, TODAY))
        tracemalloc.start()
        try:
            plan = plan_import(kind, [path], precinct, TODAY)
            apply_import(CLERK, precinct, plan)
            _, held = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    close_database()
    assert (plan.rows, plan.refused) == (number, 0)
    return held


def write(kind: str, path: Path, number: int) -> None:
    """A file of invented rows; the numbered reports are all of one month, area and offense."""
    if kind == "crime":
        reports = [f"17-{at:06},01/02/2019,Ensley,Burglary\n" for at in range(number)]
        path.write_text("Complaint,Date Occur,Neighborhood,Offense\n" + "".join(reports))
    else:
        LARGE[kind](path, number)


@pytest.mark.parametrize("kind", ["crime", "attendance", "events", "people", "organizations"])
def test_more_rows_take_no_more_memory(kind: str, template_file: Path, tmp_path: Path) -> None:
    # The first time, more is loaded, and remembered for the next.
    _, few, many = (most_held(kind, number, template_file, tmp_path) for number in (FEW, FEW, MANY))

    assert many - few < BYTES_PER_ROW * (MANY - FEW)
