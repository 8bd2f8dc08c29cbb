"""Help: one page for every screen, opened by F1 on it, and a sheet of keys."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QTextBrowser, QVBoxLayout

from outreach.languages.spoken import say, spoken
from outreach.reports.help_pages import TOPICS, topic_for, written_in
from outreach.ui.desk import Desk
from outreach.ui.page import Page
from outreach.ui.painted import margins
from outreach.ui.theme import current_palette, font
from outreach.ui.widgets.basics import Card, button
from outreach.ui.widgets.contents import contents_list

CONTENTS_PX = 232
PICTURE_PX = 640


class HelpPage(Page):
    """The contents at the left, the words at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, say("Help"))
        self.subtitle.setText(say("F1 opens the page for the screen you are on; ? shows the keys."))
        self.logs = button(
            say("Send logs …"), partial(desk.go, "settings", "Logs"), tip=say("For whoever looks after Outreach")
        )
        self.logs.setVisible(bool(desk.precinct))  # before there is a precinct there are no settings to go to
        self.tools.addWidget(self.logs)
        self.paper = button(say("Save as PDF …"), self._choose_file, tip=say("All of the help on paper"))
        self.tools.addWidget(self.paper)
        self.about = button(say("About Outreach"), partial(desk.go, "about"))
        self.tools.addWidget(self.about)
        self.contents = contents_list(say("Contents"))
        self.contents.setFixedWidth(CONTENTS_PX)
        self.contents.setWordWrap(True)  # a title is longer in another language
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._language = written_in(spoken().language)
        self.contents.addItems([topic.title(self._language) for topic in TOPICS])
        self.words = QTextBrowser()
        self.words.setAccessibleName(say("Help"))
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
        right.body.setContentsMargins(margins(16, 12, 8, 12))
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
        self.words.setMarkdown(TOPICS[row].words(self._language))
        self._place_pictures()
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
            is_picture = any(part.format.isImageFormat() for part in block.textFormats())
            line_height = 100 if is_picture else 130
            shape.setLineHeight(line_height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            if cursor.currentTable() is None:
                # What follows a picture or a list stands apart from it.
                ends = is_picture or (block.textList() is not None and block.next().textList() != block.textList())
                shape.setTopMargin(18 if level == 2 else 8)
                shape.setBottomMargin(16 if ends else 10 if level else 6)
            cursor.setBlockFormat(shape)
            if level:
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                chars = cursor.charFormat()
                chars.clearProperty(QTextFormat.Property.FontSizeAdjustment.value)
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

    def _place_pictures(self) -> None:
        """Give the pictures of the page as they will be shown: the words alone would scale them coarsely."""
        finer = self.words.devicePixelRatio()
        for named, file in TOPICS[self.contents.currentRow()].pictures(self._language).items():
            picture = QImage(str(file))
            width = round(PICTURE_PX * finer)
            picture = picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
            picture.setDevicePixelRatio(finer)
            kind = QTextDocument.ResourceType.ImageResource
            self.words.document().addResource(kind.value, QUrl(named), picture)

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, say("Save the help"), "outreach-handbook.pdf", say("PDF (*.pdf)"))
        if name:
            save = partial(_save, Path(name), self.desk.today, self._language)
            self.desk.tasks.read("handbook", save, self._saved, say("Printing the help"))

    def _saved(self, name: object) -> None:
        self.desk.messages.good(say("The help was saved as {name}.", name=name))

    def _follow(self, link: QUrl) -> None:
        self.show_record(link.fileName().removesuffix(".md"))


def _save(path: Path, printed_on: date, language: str) -> str:
    from outreach.exchange.spreadsheet import replacing  # neither files nor paper before somebody wants them
    from outreach.reports.handbook import print_handbook

    with replacing(path) as part:
        part.write_bytes(print_handbook(printed_on, language=language))
    return path.name
