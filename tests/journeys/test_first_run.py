"""A fresh precinct is set up step by step: typed, pasted, from a file, skipped and resumed."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from outreach.records.people import Neighborhood
from outreach.records.precinct import Officer, Precinct, Shift, ShiftPlan
from outreach.ui.desk import Desk
from outreach.ui.pages.first_run import FirstRunPage
from outreach.ui.theme import Theme
from tests.conftest import Store
from tests.ui.conftest import BY, TODAY, free, show
from tests.ui.looking import clipped, tab_faults, unnamed

type Settled = Callable[[Desk], None]


@pytest.fixture
def nobody(theme: Theme, settings: QSettings, sqlite_store: Store) -> Iterator[Desk]:
    """A desk on a database without a precinct."""
    made = Desk(settings, 0, lambda: TODAY)
    made.actor = BY
    yield made
    made.close()
    free(made)


@pytest.fixture
def page(nobody: Desk, qtbot: QtBot) -> FirstRunPage:
    made = FirstRunPage(nobody)
    made.resize(1232, 760)
    show(qtbot, made)
    made.come_forward()
    made.focus_first()
    return made


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_a_precinct_is_set_up_by_typing_a_file_and_skipping(
    page: FirstRunPage, nobody: Desk, tmp_path: Path, settled: Callable[[Desk], None]
) -> None:
    QTest.keyClicks(focused(), "Birmingham Police Department")
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    QTest.keyClicks(focused(), "West Precinct")
    page.keep.click()
    assert nobody.precinct == Precinct.get().id
    square = {"type": "Polygon", "coordinates": [[[-86.9, 33.5], [-86.8, 33.5], [-86.8, 33.6], [-86.9, 33.5]]]}
    areas = {"type": "FeatureCollection", "features": [{"properties": {"name": "Ensley"}, "geometry": square}]}
    file = tmp_path / "areas.geojson"
    file.write_text(json.dumps(areas), encoding="utf-8")
    page.neighborhoods.setPlainText("Wylam, Pratt")
    page.take_file(file)
    settled(nobody)
    file.write_text(json.dumps(areas).replace("Ensley", "Wylam"), encoding="utf-8")
    page.take_file(file)
    settled(nobody)
    page.neighborhoods.appendPlainText("ensley")
    page.keep.click()
    kept = {one.name: one for one in Neighborhood.select()}
    assert set(kept) == {"Ensley", "Wylam"}
    assert kept["Wylam"].community == "Pratt"
    assert [json.loads(kept[name].boundary or "") for name in ("Ensley", "Wylam")] == [square, square]
    page.skip.click()
    assert ShiftPlan.select().count() == 0
    page.officers.setPlainText("101, Ofc., R. Sample\n27, D. Example")
    opened: list[str] = []
    nobody.wanted.connect(lambda place, _: opened.append(place))
    page.keep.click()
    assert [(one.badge, one.rank, one.name) for one in Officer.select().order_by(Officer.badge)] == [
        ("101", "Ofc.", "R. Sample"),
        ("27", "", "D. Example"),
    ]
    assert opened == ["home"]
    page.show_record(2)
    page.shifts.setPlainText("Day, 6:00 AM – 2:00 PM\nNight, 10:00 PM – 6:00 AM")
    page.keep.click()
    assert [one.name for one in Shift.select().order_by(Shift.position)] == ["Day", "Night"]
    free(page)


@pytest.mark.parametrize(
    ("step", "typed", "told"),
    [
        (1, "", "No neighborhood is named"),
        (2, "Day at six", "Line 1 of the shifts"),
        (3, "Ofc. R. Sample", "Line 1 of the officers"),
    ],
)
def test_what_cannot_be_read_is_said_and_stays(
    page: FirstRunPage, nobody: Desk, step: int, typed: str, told: str
) -> None:
    page.agency.setText("Birmingham Police Department")
    page.name.setText("West Precinct")
    page.keep.click()
    page.show_record(step)
    field = (page.agency, page.neighborhoods, page.shifts, page.officers)[step]
    field.setFocus()
    QTest.keyClicks(field, typed)
    page.keep.click()
    assert nobody.messages.said[-1].text.startswith(told)
    assert page.steps.currentRow() == step
    free(page)


def test_enter_goes_on_and_a_precinct_that_was_set_up_stays_whatever_is_taken_back(
    page: FirstRunPage, nobody: Desk
) -> None:
    QTest.keyClicks(page.agency, "Birmingham Police Department")
    QTest.keyClicks(page.name, "West Precinct")
    QTest.keyClick(page.name, Qt.Key.Key_Return)
    assert page.steps.currentRow() == 1
    QTest.keyClicks(focused(), "Ensley")
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [one.name for one in Neighborhood.select()] == ["Ensley"]
    page.keep.click()
    assert nobody.messages.said[-1].kind == "fault"
    page.skip.click()
    assert nobody.messages.said[-1].text.startswith("Skipped for now")
    nobody.undo()
    assert Neighborhood.select().count() == 0
    nobody.undo()
    assert nobody.messages.said[-1].text == "There is nothing to take back."
    assert Precinct.get().id == nobody.precinct
    free(page)


def test_what_was_typed_is_still_there_when_the_program_begins_again(page: FirstRunPage, nobody: Desk) -> None:
    QTest.keyClicks(page.agency, "Birmingham")
    page.officers.setPlainText("101, R. Sample")
    free(page)
    again = FirstRunPage(nobody)
    assert (again.agency.text(), again.officers.toPlainText()) == ("Birmingham", "101, R. Sample")
    free(again)


def test_without_a_precinct_nothing_else_is_kept_and_a_wrong_file_is_said(
    page: FirstRunPage, nobody: Desk, tmp_path: Path
) -> None:
    page.show_record(3)
    page.officers.setPlainText("101, R. Sample")
    page.keep.click()
    assert page.steps.currentRow() == 0
    assert Officer.select().count() == 0
    wrong = tmp_path / "areas.geojson"
    wrong.write_text("no areas", encoding="utf-8")
    page.take_file(wrong)
    assert nobody.messages.said[-1].kind == "fault"
    free(page)


@pytest.mark.parametrize("step", [0, 1, 2, 3])
def test_every_control_is_named_reached_and_readable(page: FirstRunPage, nobody: Desk, step: int) -> None:
    page.show_record(step)
    QApplication.processEvents()
    assert unnamed(page) == []
    assert clipped(page) == []
    assert tab_faults(page) == []
    free(page)
