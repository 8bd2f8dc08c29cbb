"""The part of the settings about the logs: what they hold is shown before it is written to one file to be sent."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit

from outreach.languages.spoken import say
from outreach.machine.log import log_folder
from outreach.machine.sending import LogFile, log_files, write_zip
from outreach.ui.desk import Desk
from outreach.ui.widgets.basics import Card, button, label
from outreach.ui.widgets.contents import contents_list
from outreach.ui.wording import plural

WORDS = (
    "When something goes wrong, whoever looks after Outreach may ask for its logs. They say what the program did, by "
    "kind and number; they hold no name, no phone and nothing that was typed. Look at it here, then write one file."
)
LIST_PX = 264


class LogsPart(Card):
    """The files at the left, the words of the chosen one at the right; nothing is written before they were shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(say("Logs"))
        self._desk = desk
        self._files: tuple[LogFile, ...] = ()
        self.show_inside = button(say("Send logs …"), self._gather)
        self.top.addWidget(self.show_inside)
        self.body.addWidget(label(say(WORDS), "muted", wrap=True))
        self.body.addWidget(label(say("They lie in {folder}.", folder=log_folder()), "muted", wrap=True))
        self.inside = label("", "strong", wrap=True)
        self.names = contents_list(say("What is inside"))
        self.names.setFixedWidth(LIST_PX)
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(say("Words of the chosen file"))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.names)
        row.addWidget(self.words, 1)
        self.write = button(say("Write to one file …"), self._write, "main")
        self.body.addWidget(self.inside)
        self.body.addLayout(row, 1)
        below = QHBoxLayout()
        below.addWidget(self.write)
        below.addStretch(1)
        self.body.addLayout(below)
        self.body.addStretch(0)
        self.names.currentRowChanged.connect(self._show_words)
        for widget in (self.inside, self.names, self.words, self.write):
            widget.hide()

    def _gather(self) -> None:
        self._desk.ask("settings/logs", log_files, self._show, say("Reading the logs"))

    def _show(self, files: object) -> None:
        self._files = files if isinstance(files, tuple) else ()
        size = sum(len(one.text) for one in self._files)
        self.inside.setText(
            say("Inside: {files}, {size:,} KB", files=plural(len(self._files), "file"), size=max(1, round(size / 1000)))
        )
        self.names.clear()
        self.names.addItems([one.name for one in self._files])
        for widget in (self.inside, self.names, self.words, self.write):
            widget.show()
        self.names.setCurrentRow(0)
        self.names.setFocus()

    def _show_words(self, row: int) -> None:
        if 0 <= row < len(self._files):
            self.words.setPlainText(self._files[row].text)

    def _write(self) -> None:
        name = f"outreach-logs-{datetime.now().astimezone():%Y%m%d}.zip"
        chosen, _ = QFileDialog.getSaveFileName(
            self, say("Write the logs"), str(Path.home() / name), say("Zip (*.zip)")
        )
        if chosen:
            self.write_to(Path(chosen), self._files)

    def write_to(self, place: Path, files: Sequence[LogFile]) -> None:
        """Write what was shown."""

        def work() -> Path:
            write_zip(place, files)
            return place

        self._desk.ask("settings/logs/write", work, self._written, say("Writing the logs"))

    def _written(self, place: object) -> None:
        self._desk.messages.good(
            say("Written to {place}. Nothing else was sent: hand over this file yourself.", place=place)
        )
