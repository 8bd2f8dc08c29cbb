"""Bringing files in by the window: every kind is recognised, tried, written and undone as one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from outreach.records.audit import AuditEntry
from outreach.records.people import Neighborhood, Organization, Person
from outreach.records.precinct import Officer
from outreach.ui.desk import Desk
from outreach.ui.pages.importing import KINDS, ImportingPage

type Settled = Callable[[Desk], None]

SQUARE = "[[[-86.9,33.5],[-86.8,33.5],[-86.8,33.6],[-86.9,33.5]]]"
FILES = {
    "people.csv": ("people", Person, "First Name,Last Name,Phone\nOpal,Ferncastle,205-555-0100\n"),
    "officers.csv": ("officers", Officer, "Badge,Name,Rank\n101,R. Sample,Ofc.\n"),
    "contacts.vcf": ("contacts", Person, "BEGIN:VCARD\nVERSION:3.0\nFN:Opal Ferncastle\nEND:VCARD\n"),
    "map.geojson": (
        "areas",
        Neighborhood,
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Ensley"},'
        f'"geometry":{{"type":"Polygon","coordinates":{SQUARE}}}}}]}}',
    ),
}


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ImportingPage:
    made = ImportingPage(desk)
    qtbot.addWidget(made)
    made.resize(1100, 900)
    made.show()
    return made


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_recognised_tried_written_and_undone(
    page: ImportingPage, desk: Desk, settled: Settled, tmp_path: Path, name: str
) -> None:
    kind, model, text = FILES[name]
    path = tmp_path / name
    path.write_text(text, "utf-8")
    page.take_files((path,))
    settled(desk)
    assert page.kind.value() == kind
    page.try_plan()
    settled(desk)
    assert page.bring.isEnabled()
    assert not model.select().exists()
    page.bring.click()
    settled(desk)
    assert model.select().count() == 1
    page.undo.click()
    settled(desk)
    assert not model.select().exists()


def test_every_kind_can_be_offered(page: ImportingPage, desk: Desk, settled: Settled, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Phone\nBethel Church,205-555-0100\n", "utf-8")
    page.take_files((path,))
    settled(desk)
    for kind in (*(kind for _, kind in KINDS), "organizations"):
        page.kind.choose(kind)
        page.kind.chosen.emit()
    page.try_plan()
    settled(desk)
    before = AuditEntry.select().count()
    page.bring.click()
    settled(desk)
    assert Organization.get().phone == "205-555-0100"
    assert AuditEntry.select().count() == before + 1
