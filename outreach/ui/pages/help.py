"""Help: one page for every screen, opened by F1 on it, and a sheet of keys."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCursor, QTextFrameFormat, QTextTable
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QTextBrowser, QVBoxLayout

from outreach.shipped import RESOURCES
from outreach.ui.desk import Desk
from outreach.ui.page import Page
from outreach.ui.theme import current_palette, font
from outreach.ui.widgets.basics import Card, button

FOLDER = RESOURCES / "help"
CONTENTS_PX = 232


@dataclass(frozen=True, slots=True)
class Topic:
    """A page of help: its file, and the pages of the window that F1 opens it from."""

    name: str
    places: tuple[str, ...] = ()

    @property
    def file(self) -> Path:
        """Where its words are."""
        return FOLDER / f"{self.name}.md"

    @property
    def title(self) -> str:
        """Its first heading."""
        return self.file.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")


TOPICS = (
    Topic("first-day", ("first_run", "search")),
    Topic("home", ("home",)),
    Topic("events", ("events", "event")),
    Topic("follow-ups", ("followups", "concern")),
    Topic("problems", ("problems",)),
    Topic("people", ("people", "person")),
    Topic("neighborhoods", ("neighborhoods", "neighborhood")),
    Topic("crime", ("crime",)),
    Topic("reports", ("reports",)),
    Topic("import", ("importing",)),
    Topic("settings", ("settings", "about")),
    Topic("figures"),
    Topic("shortcuts", ("help", "shortcuts")),
)


def topic_for(place: str) -> Topic:
    """The page of help for a page of the window; the first day where there is none."""
    return next((topic for topic in TOPICS if place == topic.name or place in topic.places), TOPICS[0])


class HelpPage(Page):
    """The contents at the left, the words at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Help")
        self.subtitle.setText("F1 opens the page for the screen you are on; ? shows the keys.")
        self.logs = button("Send logs …", partial(desk.go, "settings", "Logs"), tip="For whoever looks after Outreach")
        self.logs.setVisible(bool(desk.precinct))  # before there is a precinct there are no settings to go to
        self.tools.addWidget(self.logs)
        self.about = button("About Outreach", partial(desk.go, "about"))
        self.tools.addWidget(self.about)
        self.contents = QListWidget()
        self.contents.setAccessibleName("Contents")
        self.contents.setFixedWidth(CONTENTS_PX)
        self.contents.setProperty("contents", True)
        self.contents.addItems([topic.title for topic in TOPICS])
        self.words = QTextBrowser()
        self.words.setAccessibleName("Help")
        self.words.setOpenLinks(False)
        self.words.anchorClicked.connect(self._follow)
        self.words.setFrameShape(QTextBrowser.Shape.NoFrame)
        row = QHBoxLayout()
        row.setSpacing(16)
        left = Card()
        left.setFixedWidth(CONTENTS_PX + 18)
        left.body.setContentsMargins(8, 8, 8, 8)
        left.body.addWidget(self.contents)
        right = Card()
        right.body.setContentsMargins(16, 12, 8, 12)
        right.body.addWidget(self.words)
        row.addWidget(left)
        row.addWidget(right, 1)
        below = QVBoxLayout()
        below.addLayout(row)
        self.body.addLayout(below, 1)
        self.contents.currentRowChanged.connect(self._show)
        self.contents.setCurrentRow(0)

    def show_record(self, what: object) -> None:
        """Show the page for a place of the window or a topic by name."""
        if isinstance(what, str):
            self.contents.setCurrentRow(TOPICS.index(topic_for(what)))

    def come_forward(self) -> None:
        """The words wear the palette of the moment."""
        self._show(self.contents.currentRow())

    def focus_first(self) -> None:
        """The contents, so that the arrow keys turn the pages."""
        self.contents.setFocus(Qt.FocusReason.OtherFocusReason)

    def make_new(self) -> None:
        """An event, as everywhere."""
        self.desk.go("event")

    def _show(self, row: int) -> None:
        if row < 0:
            return
        self.words.setMarkdown(TOPICS[row].file.read_text(encoding="utf-8"))
        self._dress()
        self.words.moveCursor(QTextCursor.MoveOperation.Start)

    def _dress(self) -> None:
        """Give headings, lines and tables the room they need; Markdown alone sets them tight."""
        palette = current_palette()
        document = self.words.document()
        document.setDefaultFont(font())
        document.setDocumentMargin(8)
        block = document.begin()
        while block.isValid():
            cursor = QTextCursor(block)
            shape = QTextBlockFormat(block.blockFormat())
            level = shape.headingLevel()
            shape.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            if cursor.currentTable() is None:
                shape.setTopMargin(18 if level == 2 else 8)
                shape.setBottomMargin(10 if level else 6)
            cursor.setBlockFormat(shape)
            if level:
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                chars = cursor.charFormat()
                chars.setFont(font(24 if level == 1 else 17, QFont.Weight.Bold))
                cursor.setCharFormat(chars)
            block = block.next()
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                shape_of_table = frame.format().toTableFormat()
                shape_of_table.setCellPadding(6)
                shape_of_table.setCellSpacing(0)
                shape_of_table.setBorder(1)
                shape_of_table.setBorderCollapse(True)
                shape_of_table.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
                shape_of_table.setBorderBrush(QColor(palette.line))
                frame.setFormat(shape_of_table)

    def _follow(self, link: QUrl) -> None:
        self.show_record(link.fileName().removesuffix(".md"))
