"""Photos, the scanned sheet and other files kept with an event: dropped or chosen, described, taken off again."""

import mimetypes
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon, QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from outreach.actions.attachments import AttachmentDetails, attach_file, edit_attachment, remove_attachment
from outreach.actions.change import Changes
from outreach.exchange.photos import read_attachment
from outreach.languages.spoken import say
from outreach.queries.events import EventAttachment, attachment_data
from outreach.ui.desk import Desk
from outreach.ui.dropping import dropped_files
from outreach.ui.widgets.basics import Card, button, label
from outreach.ui.widgets.drafted import Drafted
from outreach.ui.widgets.fields import Field
from outreach.ui.widgets.flow import FlowLayout
from outreach.ui.widgets.keeping import watch

THUMB = QSize(116, 72)
ROOM = THUMB - QSize(4, 4)
KINDS = {"image": "photo"}


class FilesCard(Card):
    """The card: thumbnails, a place to drop files on, and what is said of the chosen one.

    ``dropped`` brings the paths of what was dropped.
    """

    dropped = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(say("Photos and files"))
        self._desk = desk
        self._event = 0
        self._files: tuple[EventAttachment, ...] = ()
        self._chosen: EventAttachment | None = None
        self._saved = False
        self.setAcceptDrops(True)
        self.shelf = QWidget()
        self._thumbs = FlowLayout(self.shelf, 8, 8)
        self.add = button(say("Add a photo or file"), self.choose_files, tip=say("Or drop files here"))
        self.body.addWidget(self.shelf)
        self.words = self._make_words()
        self.body.addWidget(self.words)
        below = QHBoxLayout()
        below.addWidget(self.add)
        below.addWidget(label(say("or drop it here"), "muted"))
        below.addStretch(1)
        self.body.addLayout(below)

    def _make_words(self) -> QWidget:
        panel = QWidget()
        self.caption = QLineEdit()
        self.seen = QLineEdit()
        self.publish = QCheckBox(say("Public papers may show it"))
        layout = QVBoxLayout(panel)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        said = {"caption": self.caption, "seen": self.seen, "publish": self.publish}
        self._draft = Drafted(said, panel)
        for control in said.values():
            watch(control, self._draft.note_typing)
        layout.addWidget(self._draft.notice)
        layout.addWidget(Field(say("Caption"), self.caption))
        layout.addWidget(Field(say("What it shows, for those who cannot see it"), self.seen))
        layout.addWidget(self.publish)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(button(say("Save"), self._save, name=say("Save what is said of the file")))
        row.addWidget(button(say("Remove"), self._remove, name=say("Remove the file")))
        row.addStretch(1)
        layout.addLayout(row)
        panel.hide()
        return panel

    def show_files(self, event: int, files: Sequence[EventAttachment]) -> None:
        """Show the files of an event."""
        if event != self._event:
            half = (one for one in files if self._desk.drafts.kept(_draft_key(event, one)) is not None)
            self._chosen, self._saved = next(half, None), True
        fresh = event != self._event or [one.id for one in files] != [one.id for one in self._files]
        self._event, self._files = event, tuple(files)
        self.shelf.setVisible(bool(files))
        if fresh:
            self._rebuild()
        found = next((one for one in files if self._chosen and one.id == self._chosen.id), None)
        typed = (self.caption.text(), self.seen.text(), self.publish.isChecked())
        # What is being typed stays, over the version it began from: what a colleague wrote is not written over.
        if self._saved or found is None or self._chosen is None or typed in (_said(self._chosen), _said(found)):
            self._chosen, self._saved = found, False
            self._describe()

    def _rebuild(self) -> None:
        while (item := self._thumbs.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in self._files:
            thumb = QPushButton(Path(one.file_name).suffix.lstrip(".").upper() or say("FILE"))
            thumb.setProperty("look", "thumb")
            thumb.setFixedSize(THUMB)
            thumb.setCheckable(True)
            thumb.setAccessibleName(say("File {name}", name=one.caption or one.file_name))
            thumb.setToolTip(one.caption or one.file_name)
            thumb.clicked.connect(self._choose)
            thumb.setProperty("file", one.id)
            self._thumbs.addWidget(thumb)
            if one.media_type.startswith("image/"):
                self._desk.ask(f"file/{one.id}", partial(_read, one.id, self.devicePixelRatioF()), self._show_picture)

    def _show_picture(self, answer: object) -> None:
        if not isinstance(answer, tuple):
            return
        key, picture = answer
        if picture.isNull():
            return
        for at in range(self._thumbs.count()):
            item = self._thumbs.itemAt(at)
            thumb = item.widget() if item is not None else None
            if isinstance(thumb, QPushButton) and thumb.property("file") == key:
                thumb.setIcon(QIcon(QPixmap.fromImage(picture)))
                thumb.setIconSize(ROOM)
                thumb.setText("")

    def _choose(self) -> None:
        pressed = self.sender()
        key = pressed.property("file") if pressed is not None else None
        self._chosen = next((one for one in self._files if one.id == key), None)
        self._describe()

    def _describe(self) -> None:
        one = self._chosen
        self.words.setVisible(one is not None)
        for at in range(self._thumbs.count()):
            item = self._thumbs.itemAt(at)
            thumb = item.widget() if item is not None else None
            if isinstance(thumb, QPushButton):
                thumb.setChecked(one is not None and thumb.property("file") == one.id)
        if one is not None:
            self.caption.setText(one.caption)
            self.seen.setText(one.alternative_text)
            self.publish.setChecked(one.may_publish)
            self._draft.begin(self._desk.drafts, _draft_key(self._event, one))

    def _save(self) -> None:
        one, by = self._chosen, self._desk.actor
        if one is None:
            return
        caption, seen, publish = self.caption.text(), self.seen.text(), self.publish.isChecked()
        changes = self._desk.do(
            lambda: edit_attachment(by, one.id, one.version, caption, seen, publish, one.kind),
            say("Saved."),
            self._save,
        )
        if changes is not None:
            self._saved = True
            self._draft.forget()

    def _remove(self) -> None:
        one, by = self._chosen, self._desk.actor
        if one is not None:
            self._desk.do_aside(
                lambda: remove_attachment(by, one.id, one.version),
                say("{name} was taken off.", name=one.file_name),
            )

    def choose_files(self) -> None:
        """Let somebody choose files to keep."""
        names, _ = QFileDialog.getOpenFileNames(self, say("Photos and files to keep with this event"))
        self.take_files([Path(name) for name in names])

    def take_files(self, paths: Sequence[Path]) -> None:
        """Keep these files with the event; each that cannot be read is told."""
        for path in paths:
            self.keep(self._event, path, say("{name} is kept.", name=path.name))

    def keep(self, event: int, path: Path, told: str) -> None:
        """Keep one file with an event and say so; a fault is told."""
        by, had_place = self._desk.actor, [False]

        def attach() -> Changes:
            read = read_attachment(path)
            media = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            kind = KINDS.get(media.partition("/")[0], "other")
            had_place[0] = read.had_place
            return attach_file(by, event, AttachmentDetails(kind, read.name, read.data, media))

        def done() -> str:
            with_place = say("{told} It told where it was taken; that was taken out.", told=told)
            return with_place if had_place[0] else told

        self._desk.do_aside(attach, done, words=say("Keeping {name}", name=path.name))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Files may be dropped here."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Tell the page what was dropped: a picture may be a sign-in sheet."""
        self.dropped.emit(dropped_files(event.mimeData()))
        event.acceptProposedAction()


def _draft_key(event: int, one: EventAttachment) -> str:
    return f"form/event/{event}/file/{one.id}"


def _said(one: EventAttachment) -> tuple[str, str, bool]:
    return one.caption, one.alternative_text, one.may_publish


def _read(key: int, finer: float) -> tuple[int, QImage]:
    """A picture as small as it is shown, at ``finer`` dots for each pixel; on a worker, for a photo is large."""
    held = QByteArray(attachment_data(key))
    buffer = QBuffer(held)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    picture, room = reader.read(), ROOM * finer
    if picture.isNull():
        return key, picture
    aspect, smooth = Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    small = picture.scaled(room, aspect, smooth)
    corner = QPoint(small.width() - room.width(), small.height() - room.height()) / 2
    small = small.copy(QRect(corner, room))
    small.setDevicePixelRatio(finer)
    return key, small
