"""The table of a sign-in: its rows are pictures, and look as those of any other table."""

from collections.abc import Iterator
from dataclasses import replace
from unittest.mock import Mock

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QApplication, QHeaderView
from pytestqt.qtbot import QtBot

from outreach.queries.signin import SignInLine
from outreach.ui.pages import event_lines
from outreach.ui.pages.event_lines import LinesTable
from outreach.ui.painted import is_mirrored
from outreach.ui.theme import DARK, LIGHT, Palette, Theme
from outreach.ui.widgets.cells import row_picture
from outreach.ui.widgets.tables import Table
from tests.ui.conftest import show

KNOWN = SignInLine(
    id=1, version=1, person=7, name="Mabel Oxenbridge", name_as_signed="", neighborhood_id=3, neighborhood="Ensley",
    organization_id=None, organization="", present=True, legible=True, first_time=True, sheet=None, line=None, note="",
)  # fmt: skip
LONG = "Wolfeschlegelsteinhausenbergerdorff " * 4
LINES = (
    KNOWN,
    replace(KNOWN, id=2, name=LONG, first_time=False, sheet=2, line=31, organization="Église de Saint-Étienne"),
    replace(KNOWN, id=3, name="", person=None, legible=False, neighborhood="", first_time=False),
    replace(KNOWN, id=4, name="Rufus Quillfeather", present=False, first_time=False),
    replace(KNOWN, id=5, name="", hidden=True, neighborhood="", first_time=False),
    *(replace(KNOWN, id=number, name=f"Name {number}") for number in range(6, 14)),
)


@pytest.fixture(params=[Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft], ids=["ltr", "rtl"])
def direction(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(request.param)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


class PaintedAnew(LinesTable):
    """The same table without pictures, under the titles of any table."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setHorizontalHeader(QHeaderView(Qt.Orientation.Horizontal, self))
        self._set_widths()

    def paintEvent(self, event: QPaintEvent) -> None:
        Table.paintEvent(self, event)


def looks(table: LinesTable) -> Iterator[QImage]:
    """The rows, some of them cut off, with one or the other chosen."""
    for down in (0, 50):
        for chosen in (0, 3):
            table.choose(chosen)
            assert [index.row() for index in table.selectionModel().selectedRows()] == [chosen]
            table.verticalScrollBar().setValue(down)
            yield table.viewport().grab().toImage()


@pytest.mark.usefixtures("direction")
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_the_pictures_of_lines_look_as_the_rows_of_any_table(palette: Palette, theme: Theme, qtbot: QtBot) -> None:
    theme.wear(palette)
    tables = both(qtbot)
    for pictures, anew in zip(*map(looks, tables), strict=True):
        assert pictures == anew
    theme.wear(LIGHT)


@pytest.mark.usefixtures("direction")
def test_titles_that_are_painted_once_look_as_those_of_any_table(theme: Theme, qtbot: QtBot) -> None:
    tables, seen = both(qtbot), set[int]()
    for palette, width in ((LIGHT, 700), (DARK, 700), (DARK, 420), (LIGHT, 700)):
        theme.wear(palette)
        pictures, anew = (titles(table, width) for table in tables)
        if is_mirrored():  # there the toolkit lays titles out a pixel beside their columns
            pictures, anew = pictures.copy(0, 0, pictures.width() - 1, 35), anew.copy(1, 0, anew.width() - 1, 35)
        assert pictures == anew
        seen.add(hash(bytes(pictures.constBits())))
    assert len(seen) == 3, "each is another, and they come back"


def test_a_line_that_was_foreseen_is_painted_already_and_looks_the_same(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures, anew = both(qtbot)
    known = LINES[1:]
    for table in (pictures, anew):
        table.show_lines(known)
        table.viewport().grab()
    pictures.foresee([replace(KNOWN, id=0, version=0, first_time=first) for first in (False, True)])
    painted = Mock(wraps=row_picture)
    monkeypatch.setattr(event_lines, "row_picture", painted)
    for table in (pictures, anew):
        table.show_lines((KNOWN, *known))
    assert pictures.viewport().grab().toImage() == anew.viewport().grab().toImage()
    assert painted.mock_calls == []


def both(qtbot: QtBot) -> list[LinesTable]:
    tables = [LinesTable("Signed in"), PaintedAnew("Signed in")]
    for table in tables:
        qtbot.addWidget(table)
        table.resize(700, 400)
        show(qtbot, table)
        table.show_lines(LINES)
    return tables


def titles(table: LinesTable, width: int) -> QImage:
    table.resize(width, 400)
    QApplication.processEvents()
    return table.horizontalHeader().grab().toImage()
