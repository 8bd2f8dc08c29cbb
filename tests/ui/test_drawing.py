"""A drawing of the reports in the window: for the room there is, in light and dark, opened by click and by key."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from outreach.languages.wording import ENGLISH
from outreach.reports.charts import Bar, paired_bars
from outreach.reports.maps import Area, Shading, shaded_map
from outreach.reports.onscreen import Shown, shown
from outreach.ui.desk import Desk
from outreach.ui.theme import DARK, LIGHT, Theme
from outreach.ui.widgets.drawing import DrawingView
from tests.reports.samples import SQUARES
from tests.ui.conftest import free, show

type Settled = Callable[[Desk], None]


@pytest.fixture
def by_daylight(theme: Theme) -> Iterator[Theme]:
    theme.wear(LIGHT)
    yield theme
    theme.wear(LIGHT)


def bars(width: float, _height: float) -> Shown:
    return shown(paired_bars([Bar("Vigil", 2, 1)], "now", "before", "Events", width, ENGLISH))


def two_areas(width: float, height: float) -> Shown | None:
    areas = [Area("3", "Ensley", 3, False, SQUARES[0], 17), Area("–", "Wylam", None, True, SQUARES[1], 18)]
    drawn = shaded_map(areas, Shading("none", "{number} or more"), "Two areas.", width, height, ENGLISH)
    return None if drawn is None else shown(drawn.picture)


def ink_of(view: DrawingView) -> set[str]:
    picture = view.grab().toImage()
    return {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}


def test_it_is_drawn_as_wide_as_there_is_room_and_in_the_colors_of_the_window(
    desk: Desk, by_daylight: Theme, qtbot: QtBot, settled: Settled
) -> None:
    view = DrawingView("Events by kind", desk.tasks)
    view.resize(600, 120)
    show(qtbot, view)
    view.show_drawing(bars)
    settled(desk)
    assert view.accessibleDescription().startswith("Events, now against before: Vigil 2")
    assert view.height() == round((27 + 18) * 1.5)
    assert QColor(LIGHT.accent).name() in ink_of(view)
    by_daylight.wear(DARK)
    assert QColor(DARK.accent).name() in ink_of(view)
    assert QColor(LIGHT.accent).name() not in ink_of(view)
    view.resize(300, view.height())
    settled(desk)
    assert view._shown is not None
    assert view._shown.width == 200
    free(view)


def test_its_parts_are_chosen_by_click_and_by_key_and_opened(
    desk: Desk, theme: Theme, qtbot: QtBot, settled: Settled
) -> None:
    view = DrawingView("Map", desk.tasks, fills=True, opens="Enter opens one.")
    view.resize(400, 300)
    show(qtbot, view)
    view.show_drawing(two_areas)
    settled(desk)
    opened: list[int] = []
    chosen: list[int] = []
    view.opened.connect(opened.append)
    view.chosen_changed.connect(chosen.append)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.middle_of(18))
    assert (view.accessibleName(), chosen) == ("Map: Wylam: –", [18])
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=view.middle_of(17))
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened == [17, 18]
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(1, view.height() - 1))
    assert view.chosen_key() == 18
    view.choose(17)
    assert view.accessibleName() == "Map: Ensley: 3"
    free(view)


def test_nothing_to_draw_is_nothing_to_see(desk: Desk, theme: Theme, qtbot: QtBot, settled: Settled) -> None:
    view = DrawingView("Map", desk.tasks, fills=True)
    show(qtbot, view)
    view.show_drawing(lambda width, height: None)
    settled(desk)
    assert view.is_empty
    assert view.accessibleDescription() == ""
    free(view)
