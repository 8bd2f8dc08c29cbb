import gc
import sys
import weakref
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QSettings, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from outreach.actions.change import Actor
from outreach.actions.events import EventDetails, record_event
from outreach.actions.neighborhoods import NeighborhoodDetails, add_neighborhood
from outreach.actions.precinct import OfficerDetails, add_officers
from outreach.queries.event_list import EventFilter
from outreach.queries.lookups import event_kinds
from outreach.records.events import Event
from outreach.ui import has_display
from outreach.ui.backups import desk_backups
from outreach.ui.desk import Desk
from outreach.ui.messages import MessageBar
from outreach.ui.models import Column, PagedModel, TableModel
from outreach.ui.page import Page
from outreach.ui.pages.events import EventsPage
from outreach.ui.program import Program
from outreach.ui.tasks import PAINTED_AFTER_MS
from outreach.ui.theme import DARK, LIGHT, Theme, contrast, font
from outreach.ui.widgets.basics import button
from outreach.ui.widgets.calendar import CalendarEntry, CalendarGrid, CalendarModel, days_shown, entry_boxes
from outreach.ui.widgets.split import Split
from outreach.ui.widgets.tables import Table
from outreach.ui.window import Window
from tests.ui.conftest import BY, TODAY, free, show

type Settled = Callable[[Desk], None]
WORDS = (Column[str]("Word", lambda row: row, "word"), Column[str]("Letters", lambda row: str(len(row)), right=True))

MOST_LEFT = 200
"""Objects that hold each other and wait for the collector after a round of all pages: each chart once left 400."""


@pytest.fixture
def program(theme: Theme, settings: QSettings, precinct: int, qtbot: QtBot) -> object:
    made = Program(settings)
    yield made
    made.close()
    free(made)


def opened(program: Program, qtbot: QtBot) -> Window:
    program.open()
    assert program.window is not None
    window = program.window
    qtbot.waitUntil(lambda: window.page is not None and window.desk.tasks.idle)
    return window


def an_event(precinct: int, day: date, title: str = "Meeting", status: str = "planned") -> int:
    kind = event_kinds(precinct)[0].id
    return record_event(BY, precinct, EventDetails(kind, title, day, status=status)).only_id("event")


def test_the_title_bar_names_the_precinct_and_says_what_else_it_is(desk: Desk, theme: Theme) -> None:
    for kind, title in (("", "West Precinct · Outreach"), ("demo", "DEMO · West Precinct · Outreach")):
        window = Window(Desk(desk.settings, desk.precinct, lambda: TODAY), "West Precinct", kind)
        assert window.windowTitle() == title
        window.close()
        free(window)


def test_undo_is_offered_for_what_it_takes_back_alone(desk: Desk, precinct: int) -> None:
    bar = MessageBar(desk.messages)
    desk.messages.undo = desk.undo
    desk.do(lambda: add_neighborhood(desk.actor, precinct, NeighborhoodDetails("Ensley")), "Kept.")
    assert not bar.undo.isHidden()
    desk.do(lambda: add_neighborhood(desk.actor, precinct, NeighborhoodDetails("Wylam")))
    assert bar.isHidden()  # its Undo would take back the second now
    desk.messages.good("12 records forgotten; every figure is what it was.")
    assert bar.undo.isHidden()
    free(bar)


class Moved(QObject):
    """Counts what is done to a widget that is given its place anew."""

    times = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.times += event.type() in (QEvent.Type.ChildAdded, QEvent.Type.Move, QEvent.Type.Resize)
        return False


def test_what_closes_over_the_window_leaves_all_in_it_where_it_is(program: Program, qtbot: QtBot) -> None:
    window = opened(program, qtbot)
    assert window.layers.geometry() == window.rect()
    over, moved = QWidget(window), Moved()
    over.show()
    qtbot.wait(2 * PAINTED_AFTER_MS)
    window.layers.installEventFilter(moved)
    over.hide()
    for _ in range(3):
        QApplication.processEvents()
    assert moved.times == 0
    window.resize(window.width() + 40, window.height())
    assert moved.times > 0
    assert window.layers.geometry() == window.rect()


def test_what_nobody_expected_is_shown_as_a_bug_that_can_be_copied_and_is_logged(
    program: Program, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    window = opened(program, qtbot)
    try:
        raise ZeroDivisionError("a slip")
    except ZeroDivisionError as error:
        program.report(type(error), error, error.__traceback__)
    assert window.messages.isVisible()
    assert "mistake in the program" in window.messages.text.text()
    qtbot.mouseClick(window.messages.copy, Qt.MouseButton.LeftButton)
    assert "ZeroDivisionError" in QGuiApplication.clipboard().text()
    assert "a slip" not in QGuiApplication.clipboard().text()
    assert "test_window.py" in QGuiApplication.clipboard().text()
    assert "ZeroDivisionError: a slip" in caplog.text
    caplog.clear()


def test_what_is_wrong_in_the_file_of_the_pc_is_told_and_the_window_opens(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "outreach.toml"
    file.write_text("[fixed]\nlock_after_minutes = 0\n")
    monkeypatch.setenv("OUTREACH_CONFIG", str(file))
    window = opened(program, qtbot)
    assert f"{file}, line 2: “lock_after_minutes” cannot be 0" in window.messages.text.text()
    assert window.locking.minutes() == 30


def test_a_closed_window_is_freed_with_all_its_pages(program: Program, qtbot: QtBot) -> None:
    window = opened(program, qtbot)
    desk = window.desk
    for name, place in window.places.items():
        if place.words or name == "event":
            window.open_page(name)
            qtbot.waitUntil(lambda: desk.tasks.idle)
    gone: list[weakref.ref[QWidget]] = [weakref.ref(window)]
    gone += [weakref.ref(page) for page in window.pages.values()]
    del window, place
    program.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [ref() for ref in gone if ref() is not None] == []


def test_pages_opened_again_leave_nothing_behind(program: Program, qtbot: QtBot, precinct: int) -> None:
    event = an_event(precinct, TODAY)
    window = opened(program, qtbot)

    def held() -> tuple[int, int, int]:
        for place, what in (*((name, None) for name in window.places if name != "first_run"), ("event", event)):
            window.open_page(place, what)
            assert window.page is not None
            window.page.mark_stale()
            window.page.come_forward()
            qtbot.waitUntil(lambda: window.desk.tasks.idle)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        left = gc.collect()
        return left, len(window.findChildren(QObject)), len(QApplication.allWidgets())

    _, *before = held()
    left, *after = held()
    assert after == before
    assert left < MOST_LEFT


def test_every_model_keeps_the_rules_of_models(qtbot: QtBot, theme: Theme) -> None:
    table, paged, days = TableModel(WORDS), PagedModel(WORDS, page_size=2), CalendarModel()
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(model, fatal) for model in (table, paged, days)]
    table.show_rows(("one", "two"))
    for rows in (("new", "one", "two"), ("new", "two"), ("new", "old"), ("old", "a", "b"), ()):
        table.show_changed(rows)
        assert table.rows == rows
    paged.show_first(("a", "b"), 5)
    paged.show_page(2, ("c", "d"))
    entry = CalendarEntry(1, 1, TODAY, None, "Meeting", "info")
    days.show_days(*days_shown(TODAY, weeks=False), 1, TODAY, [entry])
    days.show_days(*days_shown(TODAY, weeks=True), None, TODAY, [entry])
    free(*testers, table, paged, days)


@pytest.mark.parametrize(
    ("rows", "told", "chosen"),
    [
        (("new", "one", "two", "three"), ["came 0 to 0"], "two"),
        (("one", "two", "new", "newer", "three"), ["came 2 to 3"], "two"),
        (("two", "three"), ["went 0 to 0"], "two"),
        (("one", "two", "other"), ["changed 2 to 2"], "two"),
        (("one", "two", "three"), [], "two"),
        (("four", "five"), ["anew"], None),
    ],
)
def test_a_list_that_changed_tells_no_more_than_that(
    qtbot: QtBot, theme: Theme, rows: tuple[str, ...], told: list[str], chosen: str | None
) -> None:
    table = Table[str]("Lines", TableModel(WORDS))
    qtbot.addWidget(table)
    table.rows.show_rows(("one", "two", "three"))
    table.choose(1)
    heard: list[str] = []
    table.rows.rowsInserted.connect(lambda _, first, last: heard.append(f"came {first} to {last}"))
    table.rows.rowsRemoved.connect(lambda _, first, last: heard.append(f"went {first} to {last}"))
    table.rows.dataChanged.connect(lambda at, to: heard.append(f"changed {at.row()} to {to.row()}"))
    table.rows.modelReset.connect(lambda: heard.append("anew"))
    table.rows.show_changed(rows)
    assert (table.rows.rows, heard, table.chosen()) == (rows, told, chosen)


@pytest.mark.parametrize("rows", [("short", "W" * 30), ("W" * 30,)], ids=["comes", "changes"])
def test_a_row_that_comes_or_changes_gets_the_room_that_it_needs(
    qtbot: QtBot, theme: Theme, rows: tuple[str, ...]
) -> None:
    columns = Column[str]("Word", lambda word: word, width=80), Column[str]("Rest", lambda word: word[:1])
    table = Table[str]("Lines", TableModel(columns))
    qtbot.addWidget(table)
    table.resize(900, 200)
    table.rows.show_changed(("short",))
    show(qtbot, table)
    table.rows.show_changed(rows)
    assert table.columnWidth(0) >= QFontMetrics(font()).horizontalAdvance("W" * 30)


def test_a_long_list_reads_only_the_pages_somebody_looks_at(qtbot: QtBot, theme: Theme) -> None:
    model = PagedModel(WORDS, page_size=100)
    asked: list[int] = []
    model.page_wanted.connect(asked.append)
    model.show_first([str(number) for number in range(100)], 100_000)
    assert model.rowCount() == 100_000
    assert model.index(99, 0).data() == "99"
    assert asked == []
    for _ in range(3):
        assert model.index(50_050, 0).data() is None
    assert asked == [50_000]
    model.show_page(50_000, [str(number) for number in range(50_000, 50_100)])
    assert model.index(50_050, 0).data() == "50050"
    free(model)


def test_light_and_dark_follow_the_system_while_the_window_is_open(theme: Theme) -> None:
    theme.follow(Qt.ColorScheme.Dark)
    assert theme.palette is DARK
    assert QApplication.palette().window().color().name().upper() == DARK.ground
    theme.follow(Qt.ColorScheme.Light)
    assert QApplication.palette().window().color().name().upper() == LIGHT.ground


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_pair_of_colors_can_be_read(palette: object) -> None:
    assert palette in (LIGHT, DARK)
    pairs = (LIGHT if palette is LIGHT else DARK).text_pairs()
    assert [(name, round(contrast(ink, ground), 2)) for name, ink, ground in pairs if contrast(ink, ground) < 4.5] == []


def test_dragging_an_event_to_another_day_moves_it(desk: Desk, qtbot: QtBot, settled: Settled) -> None:
    key = an_event(desk.precinct, TODAY)
    page = EventsPage(desk)
    page.resize(1200, 800)
    show(qtbot, page)
    page.show_view(1)
    settled(desk)
    grid = page.calendar.grid
    start, target = grid.days.index_of(TODAY), grid.days.index_of(date(2019, 1, 16))
    day = grid.days.day(start)
    assert day is not None
    box = next(box for box, _ in entry_boxes(grid.visualRect(start), day))
    view = grid.viewport()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=box.center())
    qtbot.mouseMove(view, grid.visualRect(target).center())
    _move_with_button(grid, target)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=grid.visualRect(target).center())
    assert Event.get_by_id(key).date == date(2019, 1, 16)
    desk.undo()
    assert Event.get_by_id(key).date == TODAY
    free(page)


def _move_with_button(grid: CalendarGrid, target: object) -> None:
    from PySide6.QtCore import QModelIndex, QPointF
    from PySide6.QtGui import QMouseEvent

    assert isinstance(target, QModelIndex)
    point = QPointF(grid.visualRect(target).center())
    left = Qt.MouseButton.LeftButton
    moved = QMouseEvent(
        QEvent.Type.MouseMove, point, grid.viewport().mapToGlobal(point), left, left, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(grid.viewport(), moved)


def test_the_list_opens_at_today(desk: Desk, qtbot: QtBot, settled: Settled) -> None:
    for days in range(-40, 41):
        an_event(desk.precinct, TODAY + timedelta(days=days), f"Day {days}")
    page = EventsPage(desk)
    page.resize(1200, 700)
    show(qtbot, page)
    page.come_forward()
    settled(desk)
    chosen = page.table.chosen()
    assert chosen is not None
    assert chosen.date == TODAY
    box = page.table.visualRect(page.table.currentIndex())
    assert page.table.viewport().rect().contains(box)
    free(page)


def test_filters_stay_from_day_to_day(desk: Desk, qtbot: QtBot, settled: Settled) -> None:
    an_event(desk.precinct, TODAY, "Planned one")
    an_event(desk.precinct, TODAY, "Held one", "held")
    first = EventsPage(desk)
    show(qtbot, first)
    first.come_forward()
    settled(desk)
    first.filters.state.choose("held")
    first.filters.state.chosen.emit()
    settled(desk)
    assert [row.title for row in first.table.rows.rows] == ["Held one"]
    again = EventsPage(desk)
    again.read()
    settled(desk)
    qtbot.waitUntil(lambda: [row.title for row in again.table.rows.rows] == ["Held one"])
    assert again.filters.state.value() == "held"
    free(first, again)


def test_passing_by_the_days_keeps_what_a_figure_counted_until_one_is_changed(
    desk: Desk, qtbot: QtBot, settled: Settled
) -> None:
    page = EventsPage(desk)
    show(qtbot, page)
    counted = EventFilter(first=date(2019, 1, 1), last=TODAY, statuses=("held", "planned"))
    page.show_record(counted)
    settled(desk)
    bar = page.filters
    bar.first.setFocus()
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert not bar._timer.isActive()
    assert bar.value() == counted
    bar.first.setFocus()
    bar.first.selectAll()
    qtbot.keyClicks(bar.first, "1/7")
    qtbot.keyClick(bar.first, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: bar.value() == EventFilter(first=date(2019, 1, 7), last=TODAY))
    settled(desk)
    free(page)


def test_how_wide_a_side_was_drawn_stays_from_day_to_day(desk: Desk, qtbot: QtBot, settled: Settled) -> None:
    for expected, drawn in ((420, 500), (500, 500)):
        split = Split(desk, "people")
        for part in (QWidget(), QWidget()):
            split.addWidget(part)
        split.resize(1200, 400)
        show(qtbot, split)
        split.arrange(420)
        assert split.sizes()[-1] == expected
        split.moveSplitter(1200 - drawn - 16, 1)
        free(split)


def test_without_a_display_no_window_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert has_display() is not sys.platform.startswith("linux")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert has_display()


def test_the_officer_who_works_here_signs_the_audit_trail(program: Program, qtbot: QtBot) -> None:
    window = opened(program, qtbot)
    assert window.desk.actor == Actor("Nobody chosen")


def test_the_officer_of_last_time_signs_at_once_and_the_others_are_offered_when_the_window_is_painted(
    program: Program, settings: QSettings, precinct: int, qtbot: QtBot
) -> None:
    listed = [OfficerDetails("101", "A. Sample"), OfficerDetails("102", "B. Sample-Longer-Than-Any-Other-Name")]
    last, _ = add_officers(BY, precinct, listed).ids("officer")
    settings.setValue("window/officer", str(last))
    program.open()
    window = program.window
    assert window is not None
    offered = window.topbar.officer
    at_first = [offered.itemText(row) for row in range(offered.count())], offered.sizeHint(), window.desk.actor
    assert (at_first[0], at_first[2].officer_id) == (["Who works here?", listed[0].name], last)
    qtbot.waitUntil(lambda: window.desk.tasks.idle)
    names = [offered.itemText(row) for row in range(offered.count())]
    assert names == ["Who works here?", *(one.name for one in listed)]
    assert (offered.sizeHint(), window.desk.actor) == at_first[1:], "nothing moves, and the same one signs"


def test_a_window_closes_while_its_server_is_away(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    window = opened(program, qtbot)
    desk_backups(window.desk).choose(str(tmp_path / "copies"))
    window.desk.feed.away = "The server does not answer."
    with qtbot.captureExceptions() as faults:
        window.close()
    assert (window.isVisible(), window.closing.cover, faults) == (False, None, [])


def test_the_buttons_of_a_page_come_back_beside_its_title_when_there_is_room(desk: Desk, qtbot: QtBot) -> None:
    page = Page(desk, "A title of some length")
    many = button("A button with many words, as Spanish has them " * 2, page.read)
    page.tools.addWidget(many)
    page.resize(640, 400)
    show(qtbot, page)
    qtbot.waitUntil(lambda: page.top.direction() is QBoxLayout.Direction.TopToBottom)
    many.hide()
    qtbot.waitUntil(lambda: page.top.direction() is QBoxLayout.Direction.LeftToRight)
    free(page)
