"""What the follow-ups can be filtered by: words, whose, where and which; it is remembered between days."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from outreach.languages.spoken import say
from outreach.queries.followups import FollowUpFilter
from outreach.ui.desk import Desk
from outreach.ui.pages.follow_up_rows import DUE_CHOICES, due_choice, due_filter
from outreach.ui.widgets.basics import button
from outreach.ui.widgets.fields import Choice

TYPED_AFTER_MS = 180
EVERYONE = -1
NOBODY = 0
ALL = -1

type Options = Sequence[tuple[str, int]]


class FollowUpsFilter(QWidget):
    """The row of filters; ``changed`` comes when the list is to be read again."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.words = QLineEdit()
        self.words.setAccessibleName(say("Search the follow-ups"))
        self.words.setPlaceholderText(say("Search   Ctrl+F"))
        self.words.setClearButtonEnabled(True)
        self.words.setFixedWidth(170)
        self.mine = button(say("Mine"), self.toggle_mine, tip=say("Only those of whoever works here (M)"))
        self.mine.setCheckable(True)
        self.owner = Choice[int](say("Whose"), [(say("Everyone’s"), EVERYONE)])
        self.neighborhood = Choice[int](say("Neighborhood"), [(say("All neighborhoods"), ALL)])
        self.due = Choice[str](say("Which"), [(say(words), choice) for words, choice in DUE_CHOICES])
        self.due.choose(desk.remembered("followups/due"))
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(TYPED_AFTER_MS)
        self._typed.timeout.connect(self.changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for widget in (self.words, self.mine, self.owner, self.neighborhood, self.due):
            row.addWidget(widget)
        row.addStretch(1)
        self.words.textEdited.connect(self._words_typed)
        for choice in (self.owner, self.neighborhood, self.due):
            choice.chosen.connect(self._choose)

    def value(self) -> FollowUpFilter:
        """What is chosen."""
        owner, neighborhood = self.owner.value(), self.neighborhood.value()
        return replace(
            due_filter(self.due.value() or ""),
            owner=None if owner == EVERYONE else owner,
            neighborhood=None if neighborhood == ALL else neighborhood,
            text=self.words.text(),
        )

    def show_value(self, chosen: FollowUpFilter) -> None:
        """Show a filter that was made elsewhere."""
        self.owner.choose(EVERYONE if chosen.owner is None else chosen.owner)
        self.neighborhood.choose(ALL if chosen.neighborhood is None else chosen.neighborhood)
        self.due.choose(due_choice(chosen))
        self.words.setText(chosen.text)
        self._remember()

    def offer(self, officers: Options, areas: Options) -> bool:
        """Offer who and where; whether what was remembered changes the list, the first time."""
        first = self.owner.count() == 1
        self.owner.offer([(say("Everyone’s"), EVERYONE), (say("Nobody’s"), NOBODY), *officers])
        self.neighborhood.offer([(say("All neighborhoods"), ALL), *areas])
        return first and self._restore()

    def _restore(self) -> bool:
        """Choose what was chosen when the window was last open; whether that changes anything."""
        before = self.value()
        for choice, name in ((self.owner, "owner"), (self.neighborhood, "neighborhood")):
            kept = self._desk.remembered(f"followups/{name}", "-1")
            choice.choose(int(kept) if kept.lstrip("-").isdecimal() else -1)
        self._mark_mine()
        return self.value() != before

    def _remember(self) -> None:
        self._desk.remember("followups/owner", str(self.owner.value()))
        self._desk.remember("followups/neighborhood", str(self.neighborhood.value()))
        self._desk.remember("followups/due", self.due.value() or "")
        self._mark_mine()

    def _mark_mine(self) -> None:
        me = self._desk.actor.officer_id
        self.mine.setChecked(me is not None and self.owner.value() == me)

    def _words_typed(self) -> None:
        self._typed.start()

    def _choose(self) -> None:
        self._remember()
        self.changed.emit()

    def toggle_mine(self) -> None:
        """Only the promises of whoever works here, or everyone's again."""
        me = self._desk.actor.officer_id
        if me is None:
            self.mine.setChecked(False)
            self._desk.messages.fault(say("Nobody is chosen at the top right: say who works here, then “Mine” knows."))
            return
        self.owner.choose(EVERYONE if self.owner.value() == me else me)
        self._choose()

    def show_all(self) -> None:
        """Leave every filter."""
        self.words.clear()
        self.owner.choose(EVERYONE)
        self.neighborhood.choose(ALL)
        self.due.choose("")
        self._choose()
