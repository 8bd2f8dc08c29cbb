"""A list comes in: a title above the table, a misspelt heading, a name written wrongly and a day that is none."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from outreach.actions.neighborhoods import NeighborhoodDetails, add_neighborhoods
from outreach.records.events import Event, EventNeighborhood
from outreach.records.imports import RememberedMapping
from outreach.records.people import NeighborhoodAlias
from outreach.ui.desk import Desk
from outreach.ui.pages.importing import ImportingPage
from outreach.ui.widgets.basics import LABELS
from outreach.ui.window import Window
from tests.journeys.typing import CTRL, Keyboard
from tests.ui.conftest import BY
from tests.ui.looking import clipped, tab_faults, unnamed

type Settled = Callable[[Desk], None]

LIST = (
    "West Precinct: what we did in January,,,\n"
    ",,,\n"
    "Event Name,Held,Neigborhood,Remarks\n"
    "Coffee with a cop,1/10/2019,Ensly,Nine came\n"
    "Beat meeting,sometime,Wylam,\n"
    "Walk,1/22/2019,Wylam,Two lights are out\n"
)
KEPT = {
    ("Coffee with a cop", date(2019, 1, 10), "Ensley", "Nine came"),
    ("Beat meeting", date(2019, 1, 15), "Wylam", ""),
    ("Walk", date(2019, 1, 22), "Wylam", "Two lights are out"),
}


def kept() -> set[tuple[str, date, str, str]]:
    rows = EventNeighborhood.select()
    return {(one.event.title, one.event.date, one.neighborhood.name, one.event.summary) for one in rows}


def counts(page: ImportingPage) -> dict[str, str]:
    said = (
        one.accessibleName().partition(" ")
        for one in page.findChildren(QLabel)
        if one.font().pixelSize() == LABELS["total"][0]
    )
    return {words: number for number, _, words in said}


def press(keyboard: Keyboard, where: QWidget) -> None:
    where.setFocus()
    keyboard.press(Qt.Key.Key_Space)


def test_a_list_is_put_right_brought_in_taken_back_and_not_doubled(
    precinct: int, window: Window, keyboard: Keyboard, settled: Settled, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    add_neighborhoods(BY, precinct, [NeighborhoodDetails("Ensley"), NeighborhoodDetails("Wylam")])
    file = tmp_path / "january.csv"
    file.write_text(LIST, "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(file)], ""))
    press(keyboard, window.rail.entries["importing"])
    settled(window.desk)
    page = window.page
    assert isinstance(page, ImportingPage)
    keyboard.press(Qt.Key.Key_Space)  # on "Choose files", where the focus is
    settled(window.desk)
    columns = page.columns.choices
    assert {what: name for what, one in columns.items() if (name := one.value())} == {
        "title": "Event Name", "date": "Held", "area": "Neigborhood",
    }  # fmt: skip

    columns["summary"].setFocus()
    keyboard.write("Remarks")
    press(keyboard, page.try_it)
    settled(window.desk)
    assert counts(page) == {
        "rows read": "3", "new": "1", "changed": "0", "the same": "0", "refused": "2", "left out": "0",
    }  # fmt: skip
    assert not page.bring.isEnabled()
    for _ in range(3):  # wrapped words settle their height in a second round
        QApplication.processEvents()
    assert (unnamed(page), clipped(page), tab_faults(page)) == ([], [], [])

    assert page.names.asked["neighborhood", "Ensly"].words == "It is Ensley"
    press(keyboard, page.names.use)
    settled(window.desk)
    page.problems.setFocus()
    keyboard.press(Qt.Key.Key_Home)
    assert page.correction.why.text().startswith("Row 5, Held: “sometime” is not a date")
    page.correction.edit.setFocus()
    page.correction.edit.selectAll()
    keyboard.write("1/15/2019", Qt.Key.Key_Return)
    settled(window.desk)
    assert (counts(page)["new"], counts(page)["refused"], Event.select().count()) == ("3", "0", 0)

    press(keyboard, page.bring)
    settled(window.desk)
    assert kept() == KEPT
    assert [one.spelling for one in NeighborhoodAlias.select()] == ["Ensly"]
    keyboard.press(Qt.Key.Key_Z, CTRL)
    settled(window.desk)
    assert [model.select().count() for model in (Event, NeighborhoodAlias, RememberedMapping)] == [0, 0, 0]
    assert (page.result.heading.text(), page.result.again.isVisible()) == ("Taken back", True)

    press(keyboard, page.try_it)
    settled(window.desk)
    press(keyboard, page.bring)
    settled(window.desk)
    file.write_text(LIST.replace("sometime", "1/15/2019"), "utf-8")
    press(keyboard, page.choose)
    settled(window.desk)
    assert "as they were last time" in page.file_words.text()
    assert (counts(page)["new"], counts(page)["the same"], page.bring.isEnabled()) == ("0", "3", False)
    assert kept() == KEPT
    assert [message.text for message in window.desk.messages.said if message.kind in ("fault", "bug")] == []
