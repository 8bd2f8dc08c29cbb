"""Files that are dropped anywhere on the window come where they belong, also when they fall on a field."""

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from PIL import Image
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from outreach.actions.events import EventDetails, record_event
from outreach.queries.lookups import event_kinds
from outreach.records.events import Attachment
from outreach.ui.desk import Desk
from outreach.ui.pages.event import EventPage
from outreach.ui.pages.events import EventsPage
from outreach.ui.pages.first_run import FirstRunPage
from outreach.ui.pages.importing import ImportingPage
from outreach.ui.pages.people import PeoplePage
from outreach.ui.window import Window
from tests.journeys.conftest import open_window, window
from tests.ui.conftest import BY, TODAY, free, show

__all__ = ["open_window", "window"]

type Settled = Callable[[Desk], None]

MIDDLE = QPoint(700, 420)
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Sample//EN
BEGIN:VEVENT
UID:1@example.org
DTSTAMP:20190101T000000Z
DTSTART:20190201T180000
SUMMARY:Beat meeting
END:VEVENT
END:VCALENDAR
"""
CARD = "BEGIN:VCARD\nVERSION:3.0\nN:Ferncastle;Opal;;;\nFN:Opal Ferncastle\nEND:VCARD\n"
TABLE = "Given name,Family name\nOpal,Ferncastle\n"


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """One file of each kind, by its ending."""
    made = {kind: tmp_path / f"some.{kind}" for kind in ("csv", "ics", "vcf", "xlsx", "jpg")}
    for kind, words in (("csv", TABLE), ("ics", CALENDAR), ("vcf", CARD)):
        made[kind].write_text(words, encoding="utf-8")
    with xlsxwriter.Workbook(str(made["xlsx"])) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate(line.split(",") for line in TABLE.splitlines()):
            sheet.write_row(row, 0, cells)
    Image.new("RGB", (40, 30), "white").save(made["jpg"])
    return made


def drop(window: Window, at: QPoint, *paths: Path) -> bool:
    """Drag files over a place of the window and let go, as the platform tells it; returns whether they were taken."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    mime.setText("\n".join(map(str, paths)))
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, copy, mime, left, none)
    QCoreApplication.sendEvent(window.windowHandle(), enter)
    if enter.isAccepted():
        QCoreApplication.sendEvent(window.windowHandle(), QDropEvent(QPointF(at), copy, mime, left, none))
    return enter.isAccepted()


def middle_of(field: QWidget, window: Window) -> QPoint:
    return field.mapTo(window, field.rect().center())


@pytest.mark.filterwarnings("ignore:.*QDragEnterEvent.*:DeprecationWarning")
def test_tables_calendars_and_cards_are_imported_from_every_page_and_field(
    window: Window, files: dict[str, Path], settled: Settled
) -> None:
    kinds = {"csv": "people", "xlsx": "people", "ics": "calendar", "vcf": "contacts"}
    for page in ("home", "events", "people", "importing"):
        for ending, kind in kinds.items():
            window.open_page(page)
            settled(window.desk)
            shown = window.page
            field = shown.words if isinstance(shown, PeoplePage) else window.topbar.search
            for at in (MIDDLE, middle_of(field, window)):
                window.open_page(page)
                assert drop(window, at, files[ending])
                settled(window.desk)
                there = window.page
                assert isinstance(there, ImportingPage), (page, ending)
                assert (there._paths, there.kind.value()) == ((files[ending],), kind)
                assert field.text() == ""
    assert [one.text for one in window.desk.messages.said if one.kind in ("fault", "bug")] == []


@pytest.mark.filterwarnings("ignore:.*QDragEnterEvent.*:DeprecationWarning")
def test_files_of_one_kind_come_together_and_another_is_told(
    window: Window, files: dict[str, Path], settled: Settled
) -> None:
    second = files["csv"].with_name("other.csv")
    second.write_text(TABLE, encoding="utf-8")
    assert drop(window, MIDDLE, files["csv"], second, files["ics"])
    settled(window.desk)
    page = window.page
    assert isinstance(page, ImportingPage)
    assert page._paths == (files["csv"], second)
    assert window.desk.messages.said[-1].text.startswith("some.ics is not of the same kind as some.csv")


@pytest.mark.filterwarnings("ignore:.*QDragEnterEvent.*:DeprecationWarning")
def test_a_photo_is_kept_with_the_event_in_front_and_elsewhere_told_where_to_drop_it(
    window: Window, files: dict[str, Path], settled: Settled
) -> None:
    desk = window.desk
    details = EventDetails(event_kinds(desk.precinct)[0].id, "Meeting", TODAY, status="held")
    event = record_event(BY, desk.precinct, details).only_id("event")
    window.open_page("events")
    settled(desk)
    drop(window, MIDDLE, files["jpg"])
    settled(desk)
    assert isinstance(window.page, EventsPage)
    assert "to keep it, open its event and drop it there" in desk.messages.said[-1].text
    assert window.messages.isVisible()
    drop(window, MIDDLE, files["csv"])
    settled(desk)
    assert not window.messages.isVisible()
    window.open_page("event", event)
    settled(desk)
    page = window.page
    assert isinstance(page, EventPage)
    for at in (MIDDLE, middle_of(page.signin.box, window)):
        drop(window, at, files["jpg"])
        settled(desk)
    assert [(one.event_id, one.kind) for one in Attachment.select()] == [(event, "photo")] * 2
    assert page.signin.box.text() == ""


@pytest.mark.filterwarnings("ignore:.*QDragEnterEvent.*:DeprecationWarning")
def test_nothing_is_brought_in_while_something_is_over_the_window(window: Window, files: dict[str, Path]) -> None:
    cover = QWidget()
    window.layers.addWidget(cover)
    window.layers.setCurrentWidget(cover)
    assert not drop(window, MIDDLE, files["csv"])
    assert window._now == ("home", None)


@pytest.mark.filterwarnings("ignore:.*QDragEnterEvent.*:DeprecationWarning")
def test_the_first_run_takes_a_file_of_neighborhoods(
    theme: object, settings: QSettings, sqlite_store: object, tmp_path: Path, settled: Settled, qtbot: QtBot
) -> None:
    areas = tmp_path / "areas.csv"
    areas.write_text("Neighborhood\nEnsley\nWylam\n", encoding="utf-8")
    desk = Desk(settings, 0, lambda: TODAY)
    window = Window(desk, "")
    show(qtbot, window)
    window.begin()
    settled(desk)
    assert drop(window, MIDDLE, areas)
    settled(desk)
    page = window.page
    assert isinstance(page, FirstRunPage)
    assert page.neighborhoods.toPlainText() == "Ensley\nWylam"
    desk.setParent(None)
    window.close()
    free(window, desk)
