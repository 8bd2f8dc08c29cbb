"""A file of any kind is looked through by the process beside the window, and comes to the same as in the window."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from outreach.actions.neighborhoods import NeighborhoodDetails, add_neighborhoods
from outreach.actions.people import PersonDetails, add_person
from outreach.exchange.answers import Answers
from outreach.exchange.beforehand import FileHead, head_of, planned, to_remember
from outreach.exchange.importing import apply_import
from outreach.exchange.mapping import LEAVE_OUT
from outreach.exchange.plan import ImportPlan
from outreach.records.people import Person
from outreach.ui.beside import Beside
from outreach.ui.tasks import Progress
from tests import given
from tests.conftest import Store
from tests.exchange.importing import CLERK, TODAY

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
BEGIN:VEVENT
UID:one@example.org
DTSTART:20190110T180000
SUMMARY:Beat meeting
END:VEVENT
END:VCALENDAR
"""
ADDRESSES = "BEGIN:VCARD\nVERSION:3.0\nN:Holt;Ida;;;\nFN:Ida Holt\nORG:Block club\nEND:VCARD\n"
MAP = (
    '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "Wylam"}, "geometry": '
    '{"type": "Polygon", "coordinates": [[[-87, 33], [-86, 33], [-86, 34], [-87, 33]]]}}]}'
)
FILES = {
    "people.csv": "Given name,Family name,Phone,Organization\nOpal,Ferncastle,205-555-0101,Block club\nZeb,Moss,,\n",
    "organizations.csv": "Name,Kind,Neighborhood\nBlock club,church,Ensley\n",
    "officers.csv": "Badge,Name\n117,R. Sample\n",
    "events.csv": "Title,Date,Neighborhood\nCoffee,1/10/2019,Ensley\nWalk,someday,Ensley\n",
    "attendance.csv": "Title,Date,Given name,Family name,Present\nCoffee,1/10/2019,Opal,Ferncastle,yes\n",
    "follow-ups.csv": "Promise,Promised on,Due\nFix the light,1/3/2019,2/3/2019\n",
    "crime.csv": "Month,Neighborhood,Offense,Count\n2019-01,Ensley,Burglary,3\n",
    "calendar.ics": CALENDAR,
    "contacts.vcf": ADDRESSES,
    "areas.geojson": MAP,
}


@pytest.fixture
def beside(store: Store) -> Iterator[Beside]:
    made = Beside(store.location, None)
    yield made
    made.close()


def silent(_share: float, _words: str) -> None:
    """Tell nothing."""


def told(plan: ImportPlan) -> dict[str, object]:
    """All that a plan says; what it would write is written."""
    return {one.name: getattr(plan, one.name) for one in fields(plan) if one.name != "work"}


def test_files_of_every_kind_come_to_the_same_beside_the_window_and_are_brought_in(
    beside: Beside, store: Store, tmp_path: Path
) -> None:
    precinct = given.a_precinct().id
    add_neighborhoods(CLERK, precinct, [NeighborhoodDetails("Ensley")])
    add_person(CLERK, precinct, PersonDetails("Opal", "Ferncastle"))
    for name, text in FILES.items():
        path, kind = tmp_path / name, name.partition(".")[0]
        path.write_text(text, "utf-8")
        head: FileHead = beside.run(Progress(), head_of, path, precinct)
        assert head == head_of(silent, path, precinct), kind
        mapping = head.guessed.get(kind)
        if mapping is not None:
            mapping = replace(mapping, refused_rows=LEAVE_OUT)
        asked = (kind, (path,), precinct, TODAY, mapping, Answers())
        plan: ImportPlan = beside.run(Progress(), planned, *asked)
        assert told(plan) == told(planned(silent, *asked)), kind
        assert plan.new + plan.changed > 0, kind
        memory = beside.run(Progress(), to_remember, kind, path, plan.mapping, Answers())
        apply_import(CLERK, precinct, plan, remember=memory)
    assert {(one.given_name, one.phone) for one in Person.select()} == {
        ("Opal", "205-555-0101"),
        ("Zeb", ""),
        ("Ida", ""),
    }


def test_more_rows_than_are_held_come_over_and_are_all_written(beside: Beside, store: Store, tmp_path: Path) -> None:
    precinct, path = given.a_precinct().id, tmp_path / "people.csv"
    names = [f"Given{number},Family{number}" for number in range(4_500)]
    path.write_text("\n".join(["Given name,Family name", *names]), "utf-8")
    plan = beside.run(Progress(), planned, "people", (path,), precinct, date(2019, 2, 1), None, None)
    apply_import(CLERK, precinct, plan)
    assert sorted(f"{one.given_name},{one.family_name}" for one in Person.select()) == sorted(names)
