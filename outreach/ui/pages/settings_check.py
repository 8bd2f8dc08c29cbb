"""The part of the settings that reads everything once and says what cannot be right, with what to do about it."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from outreach.exchange.checking import CheckedPart, check_records
from outreach.languages.spoken import say
from outreach.ui.backups import desk_backups
from outreach.ui.desk import Desk
from outreach.ui.painted import margins
from outreach.ui.tasks import Progress
from outreach.ui.widgets.basics import Card, Entry, button, clear, label, pill, scrolled
from outreach.ui.widgets.full_height import FullHeight

WORDS = "Reads the file, its links, values and totals, the audit trail and the newest backup once. Nothing is changed."
TAG_PX = 88


class CheckPart(Card):
    """A button, and a line for each part that was checked. ``checked`` comes when they are shown."""

    checked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(say("Check"))
        self._desk = desk
        self.body.addWidget(label(say(WORDS), "muted", wrap=True))
        self.begin = button(say("Check everything"), self._check)
        self.top.addWidget(self.begin)
        inside = FullHeight()
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(margins(0, 0, 8, 0))
        self._lines.setSpacing(0)
        self.body.addWidget(scrolled(inside, say("What was found")), 1)

    def _check(self) -> None:
        desk = self._desk
        if desk.tasks.awaits("check"):
            return
        location, key = desk.location, desk.unlocked.key if desk.unlocked else None
        folder, at = desk_backups(desk).folder, datetime.now().astimezone()

        def work(progress: Progress) -> tuple[CheckedPart, ...]:
            return check_records(location, key, Path(folder) if folder else None, at, progress.step)

        desk.work("check", work, self._show, say("Checking"))

    def _show(self, parts: object) -> None:
        clear(self._lines)
        for part in parts if isinstance(parts, tuple) else ():
            name = part.words.capitalize()
            if not part.faults:
                self._lines.addWidget(Entry(name, tag=pill(say("Sound"), "good"), tag_width=TAG_PX))
            for fault in part.faults:
                tag = pill(say("See to it"), "late")
                self._lines.addWidget(Entry(f"{name}: {fault.words}.", fault.remedy, tag, TAG_PX))
        self._lines.addStretch(1)
        self.checked.emit()
