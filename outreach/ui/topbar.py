"""The bar at the top: one search box, one New button, who works here, and a sign of work under way."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QProgressBar

from outreach.actions.acting import NOBODY, Actor
from outreach.languages.spoken import say
from outreach.queries.lookups import officers
from outreach.ui.desk import Desk
from outreach.ui.widgets.basics import button, label
from outreach.ui.widgets.fields import Choice

OFFICER_LETTERS = 16


class SearchBox(QLineEdit):
    """The search box; the arrow down leads from it into what was found."""

    left_downwards = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrow down leaves; everything else is typed."""
        if event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
            return
        super().keyPressEvent(event)


class TopBar(QFrame):
    """Search (Ctrl+K), progress, New (Ctrl+N) and the officer who works here."""

    new_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("topbar")
        self.setFixedHeight(56)
        self.search = SearchBox()
        self.search.setAccessibleName(say("Search"))
        self.search.setPlaceholderText(say("Search people, events, promises …   Ctrl+K"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(420)
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setFixedWidth(96)
        self.busy.setAccessibleName(say("Work under way"))
        self.words = label("", "muted")
        self.cancel = button(say("Cancel"), desk.tasks.cancel_all, "quiet", name=say("Cancel the work under way"))
        self.new = button(say("New  Ctrl+N"), self.new_wanted.emit, "main", name=say("New (Ctrl+N)"))
        self.officer = Choice[int | None](say("Who works here"))
        # As wide as most names: those of a city are hundreds, and they come when the window is painted.
        self.officer.setSizeAdjustPolicy(self.officer.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.officer.setMinimumContentsLength(OFFICER_LETTERS)
        self.officer.setToolTip(say("Who works here: the audit trail and new promises bear this name"))
        self.who = label("", "strong")
        self.who.setAccessibleName(say("Who is signed in"))
        self.lock = button(say("Lock"), desk.lock_wanted.emit, "quiet", tip=say("Lock the window (Ctrl+L)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(12)
        row.addWidget(self.search, 3)
        row.addStretch(1)
        for widget in (self.words, self.busy, self.cancel, self.new, self.officer, self.who, self.lock):
            row.addWidget(widget)
        for widget in (self.words, self.busy, self.cancel):
            widget.hide()
        desk.tasks.busy_changed.connect(self._show_busy)
        desk.tasks.slow_changed.connect(self._show_slow)
        desk.tasks.progressed.connect(self._show_progress)
        self.officer.chosen.connect(self._choose_officer)
        self._working = True
        self._show_signed_in()
        desk.signed_in.connect(self._show_signed_in)

    def focus_search(self) -> None:
        """Put the focus into the search box with its words chosen."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def set_working(self, working: bool) -> None:
        """Before there is a precinct there is nothing to search or to make."""
        self._working = working
        for widget in (self.search, self.new):
            widget.setVisible(working)
        self._show_signed_in()

    def _show_signed_in(self, _unlocked: object = None) -> None:
        unlocked = self._desk.unlocked
        self.who.setText(unlocked.actor.name if unlocked else "")
        self.who.setVisible(unlocked is not None)
        self.lock.setVisible(unlocked is not None)
        self.officer.setVisible(self._working and unlocked is None)

    def offer_last_officer(self) -> None:
        """Offer the officer of last time, whose name all that is done bears and who reads her own promises first."""
        last = self._desk.remembered("window/officer")
        if not last.isdecimal():
            self._offer_officers(())
            return
        key, opening = int(last), self._desk.opening
        read = opening.officers() if opening is not None else None
        # The window is painted sooner with one of them than with all of a city's.
        known = self._desk.now(partial(officers, self._desk.precinct, key=key)) if read is None else read
        self._offer_officers(tuple(one for one in known if one.id == key))

    def read_officers(self, *, patient: bool = False) -> None:
        """Offer all officers once they are read."""
        self._desk.ask("topbar/officers", partial(officers, self._desk.precinct), self._offer_officers, patient=patient)

    def _offer_officers(self, found: object) -> None:
        """Offer who may work here; the one of last time is chosen."""
        if not isinstance(found, tuple):
            return
        self.officer.offer([(say("Who works here?"), None), *((one.name, one.id) for one in found)])
        last = self._desk.remembered("window/officer")
        if last.isdecimal():
            self.officer.choose(int(last))
        self._sign()

    def _choose_officer(self) -> None:
        self._desk.remember("window/officer", str(self.officer.value() or ""))
        self._sign()
        # What a page shows of "mine" is another's from now on.
        self._desk.elsewhere.emit(frozenset({"officer"}))

    def _sign(self) -> None:
        officer = self.officer.value()
        name = self.officer.currentText() if officer is not None else NOBODY
        if self._desk.unlocked is None:
            self._desk.actor = Actor(name, officer_id=officer)

    def _show_busy(self, busy: bool) -> None:
        self.busy.setRange(0, 0)
        self.busy.setVisible(busy)

    def _show_slow(self, words: str) -> None:
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.cancel.setVisible(bool(words))

    def _show_progress(self, share: float, words: str) -> None:
        if share > 0:
            self.busy.setRange(0, 100)
            self.busy.setValue(round(share * 100))
        if isinstance(self.words, QLabel) and self.words.isVisible():
            self.words.setText(words)
