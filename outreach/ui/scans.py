"""Pictures dropped on the window or chosen: a sign-in sheet of ours opens its event, anything else is a photo.

They are read on a worker. Nobody's handwriting is read: a sheet brings the pictures of its lines.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from outreach.actions.attachments import AttachmentDetails, attach_file
from outreach.errors import NotFoundError, OutreachError
from outreach.languages.spoken import say
from outreach.queries.by_name import event_of_uid
from outreach.queries.events import event_detail
from outreach.ui.desk import Desk
from outreach.ui.tasks import Progress
from outreach.ui.wording import listed

if TYPE_CHECKING:
    from outreach.exchange.scanned_sheet import ScannedSheet

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".heic", ".tif", ".tiff", ".webp", ".pdf"})
CHOOSABLE = "Scans and photos (*.jpg *.jpeg *.png *.tif *.tiff *.webp *.pdf)"


@dataclass(frozen=True, slots=True, eq=False)
class EventSheets:
    """An event and scanned sheets of it, to be typed line by line: what its page is opened with."""

    event: int
    sheets: "tuple[ScannedSheet, ...]"


@dataclass(frozen=True, slots=True)
class _Found:
    """A sheet of an event here; ``is_kept`` when the event holds the very same page already."""

    path: Path
    event: int
    sheet: "ScannedSheet"
    is_kept: bool


@dataclass(frozen=True, slots=True)
class _Other:
    """A file that cannot be followed: why, or None when it is no sheet; ``is_photo`` when it may be kept as it is."""

    path: Path
    fault: OutreachError | None
    is_photo: bool


class Scans(QObject):
    """Reads pictures for one page. ``photo`` brings what is not a sheet: the event it fell on, its path, and why."""

    photo = Signal(int, object, str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._read = 0

    def choose(self, above: QWidget, event: int) -> None:
        """Let somebody choose scans of sheets."""
        names, _ = QFileDialog.getOpenFileNames(above, say("Scanned sign-in sheets"), "", say(CHOOSABLE))
        self.read([Path(name) for name in names], event)

    def read(self, paths: Sequence[Path], event: int | None) -> None:
        """Look for sheets on these pictures, which were dropped on an event or (None) anywhere else."""
        if not paths:
            return
        # A key for each: what is dropped while another picture is being read does not push that aside.
        self._read += 1
        look = partial(_look, self._desk.precinct, event, tuple(paths))
        self._desk.work(f"scan/{id(self)}/{self._read}", look, self._show, say("Reading the picture"))

    def _show(self, answer: object) -> None:
        if not isinstance(answer, tuple):
            return
        event, read = answer
        for one in read:
            if isinstance(one, _Other):
                self._pass_on(event, one)
        found = [one for one in read if isinstance(one, _Found) and (one.is_kept or self._keep(one))]
        if found:
            self._open(event, found)

    def _pass_on(self, event: int | None, one: _Other) -> None:
        name = one.path.name
        if event is not None and one.is_photo:
            why = one.fault or say("There is no sign-in sheet of ours on it.")
            if one.path.suffix.lower() == ".pdf":
                told = say("{name} is kept with the event. {why}", name=name, why=why)
            else:
                told = say("{name} is kept as a photo. {why}", name=name, why=why)
            self.photo.emit(event, one.path, told)
        elif one.fault is not None:
            self._desk.messages.error(one.fault)
        else:
            self._desk.messages.fault(
                say("{name} shows no sign-in sheet of ours: to keep it, open its event and drop it there.", name=name)
            )

    def _keep(self, one: _Found) -> bool:
        by, number = self._desk.actor, one.sheet.code.sheet
        details = AttachmentDetails(
            kind="sheet",
            file_name=f"{one.path.stem}.jpg",
            data=one.sheet.page,
            media_type="image/jpeg",
            caption=say("Sign-in sheet {number}", number=number),
            alternative_text=say("The scan of sign-in sheet {number}.", number=number),
        )
        return self._desk.do(lambda: attach_file(by, one.event, details)) is not None

    def _open(self, dropped_on: int | None, found: Sequence[_Found]) -> None:
        """Open the event of the pictures: the one they fell on, if it is among theirs."""
        events = [one.event for one in found]
        event = dropped_on if dropped_on in events else events[0]
        self._go(event, found)
        told = _told([one for one in found if one.event == event])
        elsewhere = next((one for one in found if one.event != event), None)
        if elsewhere is not None:
            opens = partial(self._go, elsewhere.event, found)
            self._desk.messages.info(
                say("{told} {name} is a sheet of another event, kept there.", told=told, name=elsewhere.path.name),
                opens,
            )
        elif all(one.is_kept for one in found):
            self._desk.messages.info(told)
        else:
            self._desk.messages.good(told, undo=True)

    def _go(self, event: int, found: Sequence[_Found]) -> None:
        sheets = sorted((one.sheet for one in found if one.event == event), key=lambda sheet: sheet.code.sheet)
        self._desk.go("event", EventSheets(event, tuple(sheets)))


def _told(found: Sequence[_Found]) -> str:
    numbers = sorted({one.sheet.code.sheet for one in found})
    named = listed([str(number) for number in numbers])
    sheets = say("Sheets {numbers}", numbers=named) if len(numbers) > 1 else say("Sheet {number}", number=named)
    if all(one.is_kept for one in found):
        return say("{sheets}: kept before, so only the lines are shown again.", sheets=sheets)
    return say("{sheets} kept with the event: type what stands on each line.", sheets=sheets)


type _Read = tuple[int | None, tuple[_Found | _Other, ...]]


def _look(precinct: int, event: int | None, paths: Sequence[Path], progress: Progress) -> _Read:
    read: list[_Found | _Other] = []
    for number, path in enumerate(paths):
        progress.step(number / len(paths), say("Reading {name}", name=path.name))
        if path.suffix.lower() == ".pdf":
            read += _look_through(precinct, path)
        else:
            read.append(_look_at(precinct, path))
    return event, tuple(read)


def _look_at(precinct: int, path: Path) -> _Found | _Other:
    # Only here, on the worker: most days nobody brings a picture, and the window opens sooner without the reader.
    from outreach.exchange.scanned_sheet import NotASheetError, read_scan

    try:
        sheet = read_scan(path)
    except NotASheetError:
        return _Other(path, None, is_photo=True)
    except OutreachError as fault:
        return _Other(path, fault, is_photo=True)
    return _of_event(precinct, path, sheet)


def _look_through(precinct: int, path: Path) -> Sequence[_Found | _Other]:
    """The sheets on the pages of a PDF; pages without one, such as their backs, are passed over while there are any."""
    from outreach.exchange.scanned_sheet import NotASheetError, read_pixels
    from outreach.ui.scanned_pages import pages_of

    read: list[_Found | _Other] = []
    try:
        for page in pages_of(path):
            named = path.with_name(page.name)
            try:
                sheet = read_pixels(page.name, page.width, page.height, page.pixels)
            except NotASheetError:
                continue
            except OutreachError as fault:
                read.append(_Other(named, fault, is_photo=False))
                continue
            read.append(_of_event(precinct, named, sheet))
    except OutreachError as fault:
        read.append(_Other(path, fault, is_photo=not read))
    return read or [_Other(path, None, is_photo=True)]


def _of_event(precinct: int, path: Path, sheet: "ScannedSheet") -> _Found | _Other:
    try:
        event = event_of_uid(precinct, str(sheet.code.event))
    except NotFoundError:
        words = say(
            "{name} is a sign-in sheet of an event that is not kept here: look whether it is another precinct's.",
            name=path.name,
        )
        return _Other(path, OutreachError(words), is_photo=False)
    page = sha256(sheet.page).hexdigest()
    return _Found(path, event, sheet, any(one.sha256 == page for one in event_detail(event).attachments))
