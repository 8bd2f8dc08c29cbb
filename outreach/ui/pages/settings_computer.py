"""The part of the settings that looks whether this PC has what Outreach needs, with what to do where it has not."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from outreach.languages.spoken import say
from outreach.ui.backups import desk_backups
from outreach.ui.desk import Desk
from outreach.ui.painted import margins
from outreach.ui.tasks import Progress
from outreach.ui.widgets.basics import Card, Entry, button, clear, label, pill, scrolled
from outreach.ui.widgets.full_height import FullHeight

WORDS = (
    "Looks at fonts, printer, database, disk, clock, backups and folders once. Nothing is changed. Check, above, reads "
    "all records part by part."
)
TAG_PX = 104
TAGS = {"ok": ("In order", "good"), "look": ("Look at it", "due"), "wrong": ("See to it", "late")}
ORDER = ("wrong", "look", "ok")


class ComputerPart(Card):
    """A button, and a line for each thing: what is wrong first. ``checked`` comes when they are shown."""

    checked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(say("Check this PC"))
        self._desk = desk
        self.body.addWidget(label(say(WORDS), "muted", wrap=True))
        self.begin = button(say("Check this PC"), self._check)
        self.top.addWidget(self.begin)
        inside = FullHeight()
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(margins(0, 0, 8, 0))
        self._lines.setSpacing(0)
        self.body.addWidget(scrolled(inside, say("What was found at this PC")), 1)

    def _check(self) -> None:
        # Not before they are asked for: they load the paper library and the printers.
        from outreach.exchange.doctor import Asked, Finding, examine
        from outreach.ui.this_pc import printer_findings, screen_findings

        desk = self._desk
        if desk.tasks.awaits("settings/computer"):
            return
        location, key = desk.location, desk.unlocked.key if desk.unlocked else None
        folder, at = desk_backups(desk).folder, datetime.now().astimezone()
        screen = tuple(screen_findings())  # the screen is the window's own; printers may take long to answer

        def work(progress: Progress) -> tuple[Finding, ...]:
            asked = Asked(location, key, Path(folder) if folder else None, at, told=progress.step)
            return examine(asked, (lambda: screen, printer_findings))

        desk.work("settings/computer", work, self._show, say("Checking this PC"))

    def _show(self, found: object) -> None:
        from outreach.exchange.doctor import Finding

        clear(self._lines)
        findings = [one for one in found if isinstance(one, Finding)] if isinstance(found, tuple) else []
        for one in sorted(findings, key=lambda one: ORDER.index(one.state)):
            words, tone = TAGS[one.state]
            name = one.title[0].upper() + one.title[1:]
            self._lines.addWidget(Entry(f"{name}: {one.words}", one.remedy, pill(say(words), tone), TAG_PX))
        self._lines.addStretch(1)
        self.checked.emit()
