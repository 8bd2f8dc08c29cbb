"""Numbers of an event: how many came by group, and what was counted, each with − and + and typed directly."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from outreach.exchange.head_counts import EVERYBODY
from outreach.languages.spoken import say
from outreach.ui.widgets.basics import button, label
from outreach.ui.widgets.fields import Field, Stepper
from outreach.ui.widgets.flow import FlowLayout

WRITTEN_AFTER_MS = 700
USUAL_GROUPS = ("Adults", "Youth")


class Counts[Key](QWidget):
    """A row of steppers. ``counted`` brings the keys and numbers that changed, once somebody pauses.

    A number that is being changed is left alone when newer ones are shown.
    """

    counted = Signal(object)
    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._steppers: dict[Key, Stepper] = {}
        self._waiting: set[Key] = set()
        self.row = FlowLayout(self, 16, 12)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WRITTEN_AFTER_MS)
        self._timer.timeout.connect(self.flush)

    @property
    def steppers(self) -> dict[Key, Stepper]:
        """The steppers by key."""
        return dict(self._steppers)

    def show_counts(self, counts: Sequence[tuple[Key, str, int | None]]) -> None:
        """Show these: key, title, number (None: not known)."""
        wanted = [key for key, _, _ in counts]
        if list(self._steppers) != wanted:
            self._rebuild(counts)
        for key, _, number in counts:
            if key not in self._waiting:
                self._steppers[key].show_value(number)

    def _rebuild(self, counts: Sequence[tuple[Key, str, int | None]]) -> None:
        self.flush()
        while (item := self.row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._steppers = {}
        for key, title, _ in counts:
            stepper = Stepper(title)
            stepper.changed.connect(self._note)
            stepper.stepped.connect(self._settle)
            self._steppers[key] = stepper
            self.row.addWidget(Field(title, stepper))

    def _note(self) -> None:
        sender = self.sender()
        self._waiting.update(key for key, stepper in self._steppers.items() if stepper is sender)
        self.changed.emit()

    def _settle(self) -> None:
        if self._waiting:
            self._timer.start()

    def flush(self) -> None:
        """Bring what changed at once."""
        self._timer.stop()
        waiting, self._waiting = self._waiting, set()
        changed = [(key, self._steppers[key].value()) for key in self._steppers if key in waiting]
        if changed:
            self.counted.emit(changed)

    def total(self) -> int | None:
        """The sum of the numbers that are known, None while none is."""
        known = [number for stepper in self._steppers.values() if (number := stepper.value()) is not None]
        return sum(known) if known else None


def _usual_titles() -> dict[str, str]:
    """What the usual groups are called on the screen, by the names that the records keep."""
    return {group: say(group) for group in (*USUAL_GROUPS, EVERYBODY)}


class HeadCounts(QWidget):
    """Head counts by group with the running totals: head count, named, and how many more came."""

    counted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._named = 0
        self._groups: tuple[tuple[str, int | None], ...] = ()
        self.counts = Counts[str](say("Head counts"))
        self.counts.counted.connect(self.counted)
        self.counts.changed.connect(self._total)
        self.group = QLineEdit()
        self.group.setAccessibleName(say("Name of another group"))
        self.group.setPlaceholderText(say("Group, for example Seniors"))
        self.group.setMaximumWidth(220)
        self.group.returnPressed.connect(self._add_group)
        self.more = button(say("Another group"), self._ask_group, "quiet")
        self.figure = label("", "total")
        self.words = label("", "muted", wrap=True)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.counts)
        totals = QHBoxLayout()
        totals.setSpacing(6)
        totals.addWidget(self.figure)
        totals.addWidget(self.words, 1)
        totals.addWidget(self.group)
        totals.addWidget(self.more)
        layout.addLayout(totals)
        self.group.hide()

    def show_groups(self, groups: Sequence[tuple[str, int | None]], named: int) -> None:
        """Show the groups counted, the usual ones among them, beside how many present are on the list."""
        known = dict(groups)
        self._named = named
        self._groups = (*((group, known.pop(group, None)) for group in USUAL_GROUPS), *known.items())
        self._show_counts()
        self._total()

    def _show_counts(self) -> None:
        titles = _usual_titles()
        self.counts.show_counts([(group, titles.get(group, group), number) for group, number in self._groups])

    def _total(self) -> None:
        counted = self.counts.total()
        self.figure.setVisible(counted is not None)
        named = say("{named:,} named", named=self._named)
        if counted is None:
            self.figure.setText("")
            self.words.setText(say("{named}  ·  nobody counted heads yet", named=named))
        else:
            self.figure.setText(f"{counted:,}")
            more = counted - self._named
            tail = say("{more:,} more", more=more) if more >= 0 else say("more named than counted: check the numbers")
            self.words.setText(say("head count  ·  {named}  ·  {tail}", named=named, tail=tail))
        self.words.setAccessibleName(f"{self.figure.text()} {self.words.text()}")

    def _ask_group(self) -> None:
        self.group.show()
        self.group.setFocus()

    def _add_group(self) -> None:
        typed = " ".join(self.group.text().split())
        name = next((group for group, title in _usual_titles().items() if title == typed), typed)
        self.group.setText("")
        self.group.hide()
        if not name:
            self.more.setFocus()
            return
        if name not in self.counts.steppers:
            self._groups = (*self._groups, (name, None))
            self._show_counts()
        self.counts.steppers[name].edit.setFocus()
