"""A signed sheet comes back as a photo: dropped on the window, its lines are typed one under the other's picture."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from outreach.actions.events import EventDetails, record_event, remove_event
from outreach.actions.signin import sign_in_names
from outreach.queries.events import event_detail
from outreach.queries.lookups import event_kinds
from outreach.reports.signin_sheet import Layout, gather_sheet, print_sheet
from outreach.ui.desk import Desk
from outreach.ui.pages.event import EventPage
from outreach.ui.window import Window
from tests.journeys.typing import SHIFT, Keyboard
from tests.ui.conftest import BY, TODAY
from tests.ui.looking import clipped, tab_faults, unnamed

type Settled = Callable[[Desk], None]


def a_meeting(precinct: int, title: str = "Ensley meeting", day: date = TODAY, status: str = "held") -> int:
    kind = next(one.id for one in event_kinds(precinct) if one.name == "Association meeting")
    return record_event(BY, precinct, EventDetails(kind, title, day, status=status)).only_id("event")


def scans_of(event: int, folder: Path, sheets: int = 1) -> list[Path]:
    """The printed sheets of an event, as a scanner turned by a few degrees sees them."""
    opened: Any = pymupdf.open
    pages = opened(stream=print_sheet(gather_sheet(event), Layout(blank_sheets=sheets), TODAY))
    paths = []
    for number, page in enumerate(pages, 1):
        seen: Image.Image = page.get_pixmap(dpi=150, colorspace="gray").pil_image()
        paths.append(folder / f"scan of {event} sheet {number}.png")
        seen.rotate(2, Image.Resampling.BICUBIC, expand=True, fillcolor=90).save(paths[-1])
    return paths


def drop(window: Window, *paths: Path) -> None:
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(10, 10), Qt.DropAction.CopyAction, files, left, none))


def page_of(window: Window) -> EventPage:
    assert isinstance(window.page, EventPage)
    return window.page


LINES_OF_A_SHEET = 22


def picture_name(page: EventPage) -> str:
    """What is said of the picture that is shown, empty when there is none."""
    return page.signin.scan.picture.accessibleName() if page.signin.scan.picture.isVisible() else ""


def is_in_sight(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def stored(event: int) -> list[tuple[int | None, int | None, str, bool]]:
    return sorted((one.sheet, one.line, one.name, one.legible) for one in event_detail(event).lines)


def test_a_dropped_sheet_opens_its_event_and_is_typed_line_by_line(
    window: Window, keyboard: Keyboard, precinct: int, tmp_path: Path, settled: Settled
) -> None:
    event = a_meeting(precinct)
    (scan,) = scans_of(event, tmp_path)
    assert window.page is window.pages["home"]
    drop(window, scan)
    settled(window.desk)
    page = page_of(window)
    assert (page.shown, picture_name(page)) == (event, "Sheet 1, line 1 as scanned")
    assert page.signin.scan.geometry().bottom() < page.signin.box.geometry().top()
    first = page.signin.scan.picture.pixmap.toImage()
    keyboard.write("Opal Ferncastle")
    keyboard.press(Qt.Key.Key_Return, SHIFT)
    settled(window.desk)
    assert picture_name(page) == "Sheet 1, line 2 as scanned"
    assert page.signin.scan.picture.pixmap.toImage() != first
    keyboard.press(Qt.Key.Key_Return)
    keyboard.write("?", Qt.Key.Key_Return)
    keyboard.write("Rufus Quillfeather", Qt.Key.Key_Return)
    settled(window.desk)
    assert picture_name(page) == "Sheet 1, line 5 as scanned"
    assert stored(event) == [
        (1, 1, "Opal Ferncastle", True),
        (1, 3, "", False),
        (1, 4, "Rufus Quillfeather", True),
    ]
    (kept,) = event_detail(event).attachments
    assert (kept.kind, kept.file_name, kept.media_type) == ("sheet", f"{scan.stem}.jpg", "image/jpeg")
    assert not kept.may_publish


def test_two_sheets_follow_each_other_and_are_kept_once(
    window: Window, keyboard: Keyboard, precinct: int, tmp_path: Path, settled: Settled
) -> None:
    event = a_meeting(precinct)
    one, two = scans_of(event, tmp_path, sheets=2)
    drop(window, two, one)
    settled(window.desk)
    page = page_of(window)
    for _ in range(LINES_OF_A_SHEET):
        keyboard.press(Qt.Key.Key_Return)
    assert picture_name(page) == "Sheet 2, line 1 as scanned"
    keyboard.write("Opal Ferncastle", Qt.Key.Key_Return)
    settled(window.desk)
    assert stored(event) == [(2, 1, "Opal Ferncastle", True)]
    window.open_page("home")
    drop(window, two)
    settled(window.desk)
    assert picture_name(page) == "Sheet 2, line 2 as scanned"
    assert len(event_detail(event).attachments) == 2
    for _ in range(LINES_OF_A_SHEET - 1):
        assert picture_name(page)
        keyboard.press(Qt.Key.Key_Return)
    assert not picture_name(page)
    assert "its lines have all been shown" in page.signin.scan.words.text()


def test_the_scan_goes_with_its_event(window: Window, precinct: int, tmp_path: Path, settled: Settled) -> None:
    event, other = a_meeting(precinct), a_meeting(precinct, "Another meeting")
    window.open_page("event", other)
    settled(window.desk)
    drop(window, *scans_of(event, tmp_path))
    settled(window.desk)
    page = page_of(window)
    assert page.shown == event
    assert event_detail(other).attachments == ()
    page.signin.follow.setChecked(False)
    assert not page.signin.scan.isVisible()
    window.go_back()
    settled(window.desk)
    page.signin.follow.setChecked(True)
    assert (page.shown, page.signin.scan.isVisible()) == (other, False)


def test_a_sheet_chosen_on_the_card_and_nothing_a_keyboard_or_a_listener_misses(
    window: Window, precinct: int, tmp_path: Path, settled: Settled, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    event = a_meeting(precinct)
    (scan,) = scans_of(event, tmp_path)
    sign_in_names(BY, event, [f"Resident Number{number}" for number in range(12)])
    window.resize(1280, 640)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(scan)], ""))
    window.open_page("event", event)
    settled(window.desk)
    page = page_of(window)
    page.signin.read_sheet.setFocus()
    bar = page.findChildren(QScrollArea)[0].verticalScrollBar()
    bar.setValue(bar.maximum())
    assert not is_in_sight(page.signin.box)
    qtbot.keyClick(page.signin.read_sheet, Qt.Key.Key_Space)
    settled(window.desk)
    qtbot.waitUntil(lambda: window.focusWidget() is page.signin.box)
    qtbot.waitUntil(lambda: is_in_sight(page.signin.scan) and is_in_sight(page.signin.box))
    assert picture_name(page) == "Sheet 1, line 1 as scanned"
    assert [*unnamed(window), *tab_faults(window), *clipped(window)] == []


def test_a_photo_is_kept_as_a_photo_and_that_is_said(
    window: Window, precinct: int, tmp_path: Path, settled: Settled
) -> None:
    event = a_meeting(precinct)
    photo = tmp_path / "hall.png"
    Image.new("L", (400, 300), 180).save(photo)
    window.open_page("home")
    drop(window, photo)
    settled(window.desk)
    said = window.desk.messages.said
    assert (said[-1].kind, said[-1].text) == (
        "fault",
        "hall.png shows no sign-in sheet of ours: to keep it, open its event and drop it there.",
    )
    window.open_page("event", event)
    settled(window.desk)
    drop(window, photo)
    settled(window.desk)
    assert said[-1].text == "hall.png is kept as a photo. There is no sign-in sheet of ours on it."
    assert [(one.kind, one.file_name) for one in event_detail(event).attachments] == [("photo", "hall.png")]
    assert not page_of(window).signin.follow.isChecked()


def test_a_sheet_of_an_event_ahead_is_kept_and_nobody_is_signed_in_yet(
    window: Window, precinct: int, tmp_path: Path, settled: Settled
) -> None:
    event = a_meeting(precinct, day=TODAY + timedelta(days=3), status="planned")
    drop(window, *scans_of(event, tmp_path))
    settled(window.desk)
    page = page_of(window)
    assert (page.shown, page.signin.follow.isChecked(), picture_name(page)) == (event, False, "")
    assert "still ahead" in window.desk.messages.said[-1].text
    assert [one.kind for one in event_detail(event).attachments] == ["sheet"]


def test_a_sheet_with_a_corner_cut_off_is_kept_as_a_photo_with_the_reason(
    window: Window, precinct: int, tmp_path: Path, settled: Settled
) -> None:
    event = a_meeting(precinct)
    (scan,) = scans_of(event, tmp_path)
    with Image.open(scan) as seen:
        seen.crop((0, 0, seen.width, seen.height - 150)).save(scan)
    window.open_page("event", event)
    settled(window.desk)
    drop(window, scan)
    settled(window.desk)
    assert "is kept as a photo." in window.desk.messages.said[-1].text
    assert "all four black corner marks" in window.desk.messages.said[-1].text
    assert [one.kind for one in event_detail(event).attachments] == ["photo"]


def test_a_sheet_of_an_event_that_is_not_kept_here_is_told(
    window: Window, precinct: int, tmp_path: Path, settled: Settled
) -> None:
    event, other = a_meeting(precinct), a_meeting(precinct, "Another meeting")
    (scan,) = scans_of(event, tmp_path)
    remove_event(BY, event, event_detail(event).version)
    window.open_page("event", other)
    settled(window.desk)
    drop(window, scan)
    settled(window.desk)
    assert "is a sign-in sheet of an event that is not kept here" in window.desk.messages.said[-1].text
    assert event_detail(other).attachments == ()


def test_a_pdf_of_two_scanned_sheets_and_a_back_opens_their_event(
    window: Window, precinct: int, settled: Settled, tmp_path: Path, qtbot: QtBot
) -> None:
    event = a_meeting(precinct)
    one, two = scans_of(event, tmp_path, sheets=2)
    scanned = tmp_path / "scan.pdf"
    pages = [Image.open(path) for path in (two, one)]
    Image.new("L", (600, 800), 255).save(scanned, save_all=True, append_images=pages, resolution=150)
    drop(window, scanned)
    qtbot.waitUntil(lambda: window.desk.tasks.idle, timeout=60_000)  # three large pages
    settled(window.desk)
    page = page_of(window)
    assert (page.shown, picture_name(page)) == (event, "Sheet 1, line 1 as scanned")
    kept = [(one.kind, one.file_name, one.caption) for one in event_detail(event).attachments]
    assert kept == [
        ("sheet", "scan, page 2.jpg", "Sign-in sheet 2"), ("sheet", "scan, page 3.jpg", "Sign-in sheet 1"),
    ]  # fmt: skip


def test_a_pdf_without_a_sheet_is_kept_with_the_event_it_fell_on(
    window: Window, precinct: int, settled: Settled, tmp_path: Path
) -> None:
    event = a_meeting(precinct)
    window.desk.go("event", event)
    settled(window.desk)
    Image.new("L", (600, 800), 255).save(tmp_path / "agenda.pdf", resolution=150)
    drop(window, tmp_path / "agenda.pdf")
    settled(window.desk)
    (kept,) = event_detail(event).attachments
    assert (kept.kind, kept.file_name) == ("other", "agenda.pdf")


@pytest.mark.parametrize("content", [b"%PDF-1.7 and no more", b"a text"])
def test_a_damaged_pdf_is_told(window: Window, settled: Settled, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(content)
    drop(window, path)
    settled(window.desk)
    assert "scan.pdf is damaged" in window.desk.messages.said[-1].text
