"""Every file of the shared real input through its import: ``uv run python -m tests.corpora [FOLDER] [--large]``.

Prints, corpus by corpus, how many files were taken, refused (each with its reason) or ended in a traceback, and rows
per second of work beside ``sqlite3``'s ``.import`` of the same files; then the St. Louis year and the Minneapolis
workbooks by month, the archive's round trip, how well people are matched, and the csv-spectrum. ``--large`` adds half
a million invented reports, events, people, organizations and sign-ins, each of which takes minutes. Seconds are those
of the processor, so that a busy machine tells the same. The exit status is 1 when anything is not as it must be.
"""

import argparse
import csv
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from outreach.actions.change import Actor
from outreach.actions.precinct import PrecinctDetails, set_up_precinct
from outreach.demo import build_demo
from outreach.errors import OutreachError
from outreach.exchange.exporting import export
from outreach.exchange.importing import apply_import, plan_import
from outreach.exchange.plan import ImportPlan
from outreach.exchange.tables import find_table, first_table, open_sheets
from outreach.queries.figures import as_json, figures
from outreach.queries.matching import Matcher, Verdict
from outreach.queries.period import parse_month
from outreach.queries.precincts import only_precinct
from outreach.records.database import close_database, connection, open_database
from tests.queries.test_matching import fake_1000, febrl, scores

BY = Actor("Corpora", workstation="corpora")
TODAY = date(2019, 3, 1)
SHARED = Path(__file__).parents[2] / "shared" / "data"
MAPPINGS = Path(__file__).parent / "data" / "mappings"
_CONTRADICTED = "location_coordinates.csv, Contact Phone Number"
TEXT = (".csv", ".txt", ".tsv")


@dataclass(slots=True)
class Tally:
    """What came of the files of one corpus."""

    files: int = 0
    taken: int = 0
    rows: int = 0
    seconds: float = 0.0
    refused: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def take(self, name: str, read: Callable[[], int]) -> None:
        """Count what reading one file, or several that belong together, comes to."""
        self.files += 1
        started = time.process_time()
        try:
            self.rows += read()
            self.taken += 1
        except OutreachError as fault:
            self.refused.append(str(fault))
        except Exception:  # noqa: BLE001 - a traceback is what is counted here
            self.broken.append(f"{name}: {traceback.format_exc(limit=-1).splitlines()[-1]}")
        self.seconds += time.process_time() - started


@cache
def template() -> bytes:
    """A database with one precinct, to be copied."""
    with tempfile.TemporaryDirectory() as folder:
        open_database(Path(folder) / "template.outreach", create=True)
        set_up_precinct(BY, PrecinctDetails("Department", "West"))
        close_database()
        return (Path(folder) / "template.outreach").read_bytes()


@contextmanager
def a_database() -> Iterator[int]:
    """A precinct in a database of its own; brings its key."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "corpora.outreach"
        place.write_bytes(template())
        open_database(place)
        with connection():
            yield only_precinct()
        close_database()


def brought_in(kind: str, paths: Sequence[Path], precinct: int, mapping: Path | None = None) -> ImportPlan:
    """A plan, carried out unless rows are refused; a second one must change nothing."""
    plan = plan_import(kind, paths, precinct, TODAY, mapping)
    if not plan.stops:
        apply_import(BY, precinct, plan)
    return plan


def read_through(path: Path) -> int:
    """The rows of every table in a file."""
    found = [table for sheet in open_sheets(path) if (table := find_table(sheet)) is not None]
    return sum(1 for table in found for _ in table.records())


def loaded_by_sqlite(paths: Sequence[Path]) -> float | None:
    """Seconds that ``sqlite3`` takes to ``.import`` the text files among some; None: there are none, or no program."""
    texts = [path for path in paths if path.suffix in TEXT]
    if not texts or shutil.which("sqlite3") is None:
        return None
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryDirectory() as folder:
        for number, path in enumerate(texts):
            command = ["sqlite3", f"{folder}/{number}.db", ".mode csv", f".import '{path}' t"]
            subprocess.run(command, check=False, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def files_in(folder: Path, *endings: str) -> list[Path]:
    """The files of a folder and those below it, some kinds of them only."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".json")
    return [path for path in found if not endings or path.suffix in endings]


def each_corpus(shared: Path) -> Iterator[tuple[str, list[Path], Tally]]:
    """The corpora one after the other, each file by itself unless it is part of a year."""
    for name in ("csv-spectrum", "csvkit", "calamine_workbooks"):
        yield one_by_one(f"tables/{name}", files_in(shared / "tables" / name), lambda path, _: read_through(path))
    singles = (
        ("calendars/collective_icalendar", "calendar", (".ics",)), ("calendars/ical4j", "calendar", (".ics",)),
        ("contacts/vcards", "contacts", (".vcf",)), ("contacts/people", "people", TEXT),
        ("areas", "areas", (*TEXT, ".geojson")),
    )  # fmt: skip
    for name, kind, endings in singles:

        def read(path: Path, precinct: int, kind: str = kind) -> int:
            return brought_in(kind, [path], precinct).rows

        yield one_by_one(name, files_in(shared / name, *endings), read)
    events = shared / "events" / "chicago_caps_events_2018.csv"
    yield together("events/chicago", "events", [events], "chicago_events")
    yield together("crime/st_louis_2017", "crime", files_in(shared / "crime" / "st_louis_2017"), "st_louis_crime")
    workbooks = files_in(shared / "crime" / "minneapolis_2006_2008", ".xls", ".xlsx")
    yield together("crime/minneapolis", "crime", workbooks, "minneapolis_crime")


def one_by_one(name: str, paths: list[Path], read: Callable[[Path, int], int]) -> tuple[str, list[Path], Tally]:
    """Each file into a precinct of its own."""
    tally = Tally()
    for path in paths:
        with a_database() as precinct:
            tally.take(path.name, lambda path=path, precinct=precinct: read(path, precinct))  # type: ignore[misc]
    return name, paths, tally


def together(name: str, kind: str, paths: list[Path], mapping: str) -> tuple[str, list[Path], Tally]:
    """All files in one import, as a mapping tells."""
    tally = Tally()
    with a_database() as precinct:
        tally.take(name, lambda: brought_in(kind, paths, precinct, MAPPINGS / f"{mapping}.toml").rows)
    if tally.taken:
        tally.files = tally.taken = len(paths)
    return name, paths, tally


def print_corpora(shared: Path) -> bool:
    """The table of the corpora; whether there was no traceback."""
    heads = ("corpus", "files", "taken", "refused", "tracebacks", "rows", "rows/s", ".import rows/s")
    print("{:32} {:>6} {:>6} {:>8} {:>11} {:>8} {:>9} {:>15}".format(*heads))
    reasons: list[str] = []
    broken: list[str] = []
    for name, paths, tally in each_corpus(shared):
        beside = loaded_by_sqlite(paths)
        theirs = f"{tally.rows / beside:,.0f}" if beside else "-"
        ours = f"{tally.rows / tally.seconds:,.0f}" if tally.seconds else "-"
        told = (name, tally.files, tally.taken, len(tally.refused), len(tally.broken), tally.rows, ours, theirs)
        print("{:32} {:>6} {:>6} {:>8} {:>11} {:>8} {:>9} {:>15}".format(*told), flush=True)
        reasons += tally.refused
        broken += tally.broken
    print("\nRefused, each with its reason:")
    print(*(f"  {reason}" for reason in reasons), sep="\n")
    print(f"\nTracebacks: {len(broken)}", *broken, sep="\n  ")
    return not broken


def print_months(title: str, paths: list[Path], mapping: str, whole: int | None) -> bool:
    """The totals of crime files by month; whether the whole is what it must be, and a second time changes nothing."""
    with a_database() as precinct:
        totals = dict(brought_in("crime", paths, precinct, MAPPINGS / f"{mapping}.toml").totals)
        again = brought_in("crime", paths, precinct, MAPPINGS / f"{mapping}.toml")
    differ = again.new + again.changed
    print(f"\n{title}: {len(paths)} files, {totals['total']:,} in all; a second time {differ} differ")
    months = [f"{name} {count:,}" for name, count in totals.items() if name[:2] == "20"]
    for first in range(0, len(months), 6):
        print("  " + "   ".join(months[first : first + 6]))
    return whole in (None, totals["total"]) and differ == 0


def print_archive() -> bool:
    """The archive of the invented precinct, restored into an empty database: are all figures equal?"""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        build_demo(str(place / "demo.outreach"))
        before = figures_of(place / "demo.outreach", place / "all.json")
        open_database(place / "new.outreach", create=True)
        with connection():
            apply_import(BY, 0, plan_import("archive", [place / "all.json"], 0, TODAY))
        close_database()
        after = figures_of(place / "new.outreach", place / "again.json")
        same_text = (place / "all.json").read_bytes() == (place / "again.json").read_bytes()
    equal = sum(before[month] == after[month] for month in before)
    print(f"\nArchive: {equal} of {len(before)} months have equal figures; written again it is the same: {same_text}")
    return equal == len(before)


def figures_of(database: Path, archive: Path) -> dict[str, object]:
    """The figures of every month from 2017 to 2019; the archive is written too."""
    open_database(database)
    with connection():
        precinct = only_precinct()
        export("archive", archive, precinct, TODAY, confidential=True)
        months = [f"{year}-{month:02}" for year in (2017, 2018, 2019) for month in range(1, 13)]
        told: dict[str, object] = {month: as_json(figures(precinct, parse_month(month), TODAY)) for month in months}
    close_database()
    return told


def print_matching(shared: Path) -> bool:
    """How well and fast people are matched from names and address parts alone; whether it is well enough."""
    well = True
    print("\nMatching people       F1   precision  recall   precision of “same”   seconds")
    # Half of the true pairs of the last one share neither a name nor an e-mail address that is whole.
    for name, read, least in (
        ("dataset1.csv", febrl, 0.98), ("dataset2.csv", febrl, 0.96), ("fake_1000.csv", fake_1000, 0.0),
    ):  # fmt: skip
        people, truth = read(shared / "contacts" / "people" / name)
        started = time.process_time()
        found = list(Matcher(people).pairs())
        seconds = time.process_time() - started
        precision, recall, f1 = scores(found, truth)
        same, _, _ = scores([match for match in found if match.verdict is Verdict.SAME], truth)
        print(f"  {name:16} {f1:.4f}    {precision:.4f}  {recall:.4f}                {same:.4f}     {seconds:.2f}")
        well &= f1 >= least and same >= 0.99
    return well


def print_spectrum(shared: Path) -> bool:
    """Whether every cell of the csv-spectrum reads as its JSON says but one, where the JSON of a file tells another
    phone number than the file itself."""
    folder = shared / "tables" / "csv-spectrum"
    other: list[str] = []
    files = sorted(folder.glob("*.csv"))
    for path in files:
        table = first_table(path)
        told = json.loads((folder / "expected_json" / f"{path.stem}.json").read_text("utf-8"))
        rows = told if isinstance(told, list) else [told]
        read = [dict(zip(table.names, row.cells, strict=True)) for row in table.records()]
        if [list(row) for row in read] != [list(row) for row in rows]:
            other.append(f"{path.name}: other rows or columns")
            continue
        other += [
            f"{path.name}, {name}: the file holds {row[name]}, its JSON {wanted[name]}"
            for row, wanted in zip(read, rows, strict=True)
            for name in row
            if row[name] != wanted[name]
        ]
    print(f"\ncsv-spectrum: {len(files)} files; other than their JSON: {'; '.join(other) or 'nothing'}")
    return len(other) == 1 and other[0].startswith(_CONTRADICTED)


def print_large() -> None:
    """Seconds and memory of large invented files, beside ``.import``; each is brought in by ``main.py import``."""
    print("\nLarge files               rows   seconds   .import   ratio   memory at most")
    with tempfile.TemporaryDirectory() as folder:
        for title, kind, rows in (
            (title, kind, rows)
            for title, kind in (
                ("incidents to counts", "crime"), ("sign-ins", "attendance"), ("sign-ins of known", "known"),
                ("events", "events"),
                ("people", "people"), ("organizations", "organizations"),
            )
            for rows in (100_000, 500_000)
        ):  # fmt: skip
            path = Path(folder) / f"{kind}-{rows}.csv"
            LARGE[kind](path, rows)
            seconds, most = large_import(kind, path)
            theirs = loaded_by_sqlite([path]) or 0.0
            ratio = f"{seconds / theirs:.1f}" if theirs else "-"
            print(f"  {title:20} {rows:>9,} {seconds:>9.2f} {theirs:>9.2f} {ratio:>7} {most:>13,.0f} MB", flush=True)


def large_import(kind: str, path: Path) -> tuple[float, float]:
    """Seconds that ``main.py import`` of a file into an empty precinct takes, and its megabytes at most."""
    database = path.with_suffix(".outreach")
    database.write_bytes(template())
    for before, known in files_before(kind, path.parent):
        imported(before, known, database)
    return imported(KINDS.get(kind, kind), path, database)


def files_before(kind: str, folder: Path) -> Iterator[tuple[str, Path]]:
    """What is brought in before a large file, written into a folder: the kind of import, and the file."""
    for before, write in BEFORE.get(kind, ()):
        known = folder / f"{before}-before.csv"
        write(known)
        yield before, known


def imported(kind: str, path: Path, database: Path) -> tuple[float, float]:
    """The seconds and megabytes of one ``main.py import``."""
    command = [sys.executable, "main.py", "--database", str(database), "import", kind, str(path)]
    at_work = subprocess.Popen(command, cwd=Path(__file__).parents[1], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(at_work.pid, 0)
    assert status == 0
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


DAYS = [date(2017, 1, 1) + timedelta(days=at) for at in range(700)]


REGULARS = 15_000


def write_meetings(path: Path) -> None:
    """Seven hundred meetings. All here is invented, and the same each time."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(
            [["Number", "Title", "Date"], *([f"ev{at}", f"Meeting {at}", day] for at, day in enumerate(DAYS))]
        )


def write_reports(path: Path, rows: int) -> None:
    """Reports of a year."""
    chance = random.Random(2019)
    offenses = ("Burglary", "Robbery", "Theft", "Arson", "Aggravated assault", "Motor vehicle theft")
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["Complaint", "Date Occur", "Neighborhood", "Offense", "Description"])
        for at in range(rows):
            clock = f"{chance.randrange(24):02}:{chance.randrange(60):02}"
            place, offense = f"Area {chance.randrange(88)}", chance.choice(offenses)
            day = DAYS[chance.randrange(365)]
            out.writerow([f"17-{at:06}", f"{day:%m/%d/%Y} {clock}", place, offense, "SOMETHING WAS TAKEN"])


def write_lines(path: Path, rows: int) -> None:
    """People who came to the meetings."""
    chance = random.Random(2020)
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["Event", "Date", "Given name", "Family name", "Present"])
        for at in range(rows):
            event = chance.randrange(len(DAYS))
            out.writerow([f"ev{event}", DAYS[event], f"Given{at % 601}", f"Family{at % 5003}", "yes"])


def write_regulars(path: Path) -> None:
    """Fifteen thousand people who come to meetings."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["Given name", "Family name"], *map(_regular, range(REGULARS))])


def _regular(number: int) -> tuple[str, str]:
    return f"Given{number % 601}", f"Family{number}"


def write_known_lines(path: Path, rows: int) -> None:
    """Regulars who came to the meetings, each to one once: some come often, most seldom."""
    chance, came = random.Random(2020), set[tuple[int, int]]()
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["Event", "Date", "Given name", "Family name", "Present"])
        while len(came) < rows:
            event, person = chance.randrange(len(DAYS)), int(REGULARS * chance.random() ** 2)
            if (event, person) not in came:
                came.add((event, person))
                out.writerow([f"ev{event}", DAYS[event], *_regular(person), "yes"])


def write_events(path: Path, rows: int) -> None:
    """Events of two years, each in one of eighty neighborhoods."""
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["Number", "Title", "Date", "Start time", "Place", "Neighborhood"])
        for at in range(rows):
            day, place = DAYS[at % len(DAYS)], f"{at % 900} Main Street"
            out.writerow([f"e{at}", f"Meeting {at % 5000}", day, "18:30", place, f"Area {at % 80}"])


def write_people(path: Path, rows: int) -> None:
    """People, each with a phone, a mailbox and an address."""
    chance = random.Random(2021)
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["Given name", "Family name", "Phone", "E-mail", "Address", "Neighborhood"])
        for at in range(rows):
            names = f"Given{chance.randrange(40_000)}", f"Family{chance.randrange(90_000)}"
            phone, mail = f"205-555-{at:07}", f"p{at}@example.org"
            out.writerow([*names, phone, mail, f"{at} Elm Street", f"Area {at % 80}"])


def write_organizations(path: Path, rows: int) -> None:
    """Organizations, each with a phone, a mailbox and an address."""
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["Organization", "Kind", "Phone", "E-mail", "Address", "Neighborhood"])
        for at in range(rows):
            phone, mail = f"205-555-{at:07}", f"o{at}@example.org"
            out.writerow([f"Organization {at}", "church", phone, mail, f"{at} Elm Street", f"Area {at % 80}"])


LARGE: dict[str, Callable[[Path, int], None]] = {
    "crime": write_reports, "attendance": write_lines, "known": write_known_lines, "events": write_events,
    "people": write_people, "organizations": write_organizations,
}  # fmt: skip


KINDS = {"known": "attendance"}
"""What the import of a large file is called, where that is not as the file itself."""
BEFORE: dict[str, tuple[tuple[str, Callable[[Path], None]], ...]] = {
    "attendance": (("events", write_meetings),),
    "known": (("events", write_meetings), ("people", write_regulars)),
}
"""What is brought in before a large file."""


def main() -> int:
    """Print everything; returns the exit status."""
    asked = argparse.ArgumentParser(prog="python -m tests.corpora", description=__doc__)
    asked.add_argument("folder", nargs="?", type=Path, default=SHARED)
    asked.add_argument("--large", action="store_true")
    options = asked.parse_args()
    shared: Path = options.folder
    if not shared.is_dir():
        print(f"{shared} does not exist: name the folder of the shared real input.", file=sys.stderr)
        return 2
    crime = shared / "crime"
    workbooks = files_in(crime / "minneapolis_2006_2008", ".xls", ".xlsx")
    held = Counter(
        [
            print_corpora(shared),
            print_months("St. Louis 2017", files_in(crime / "st_louis_2017"), "st_louis_crime", 47_732),
            print_months("Minneapolis", workbooks, "minneapolis_crime", None),
            print_archive(),
            print_matching(shared),
            print_spectrum(shared),
        ]
    )
    if options.large:
        print_large()
    return 1 if held[False] else 0


if __name__ == "__main__":
    sys.exit(main())
