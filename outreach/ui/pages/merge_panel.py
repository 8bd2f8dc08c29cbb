"""Two entries that may be one person, side by side: choose each field, then merge; undo takes it back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QRadioButton, QVBoxLayout

from outreach.actions.people import PersonDetails, merge_people
from outreach.languages.spoken import say
from outreach.queries.duplicates import DuplicatePair
from outreach.queries.person_rows import PersonRow
from outreach.ui.desk import Desk
from outreach.ui.pages.people_columns import evidence_words
from outreach.ui.pages.person_form import FIELDS, came_words, shown_value
from outreach.ui.painted import margins
from outreach.ui.rights import hold_back, refused_words
from outreach.ui.widgets.basics import Card, button, clear, label, scrolled
from outreach.ui.widgets.full_height import FullHeight


class MergePanel(Card):
    """The fuller value of each field is chosen to begin with; the entry with more events is the one that stays."""

    closed = Signal()
    merged = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__(say("Are these one person?"))
        self._desk = desk
        self._pair: DuplicatePair | None = None
        self.choices: dict[str, tuple[QRadioButton, QRadioButton]] = {}
        self._groups: list[QButtonGroup] = []
        self.words = label("", "muted", wrap=True)
        self._inside = FullHeight()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        for column in (1, 2):
            self._grid.setColumnStretch(column, 1)
        self.merge = button(say("Merge"), self._merge, "main", name=say("Merge these two entries"))
        self.leave = button(say("Not the same"), self.closed.emit, name=say("Leave both entries as they are"))
        row = QHBoxLayout()
        row.addWidget(self.merge)
        row.addWidget(self.leave)
        row.addStretch(1)
        self.body.addWidget(self.words)
        inner = QVBoxLayout(self._inside)
        inner.setContentsMargins(margins(0, 0, 8, 0))
        inner.setSpacing(16)
        inner.addLayout(self._grid)
        inner.addLayout(row)
        inner.addStretch(1)
        self.body.addWidget(scrolled(self._inside, say("The two entries")), 1)

    def show_pair(self, pair: DuplicatePair) -> None:
        """Show two entries."""
        self._pair = pair
        first, second = pair.first, pair.second
        refused = refused_words(self._desk, "merge_people", say("merge two entries"))
        ask = refused or say("Choose the right value of each field.")
        alike = say("Alike by {evidence}.", evidence=evidence_words(pair.evidence))
        self.words.setText(f"{alike} {ask}")
        clear(self._grid)
        self.choices, self._groups = {}, []
        for column, (title, row) in enumerate(((say("Stays"), first), (say("Is merged into it"), second)), 1):
            self._grid.addWidget(label(title, "small"), 0, column)
            self._grid.addWidget(label(came_words(row, self._desk.today), "muted", wrap=True), 1, column)
        for at, field in enumerate(FIELDS, 2):
            self._grid.addWidget(label(say(field.words), "small"), at, 0)
            self.choices[field.name] = self._pick(at, say(field.words), field.name, first, second)
        hold_back(self.merge, refused)
        (self.leave if refused else self.merge).setFocus(Qt.FocusReason.OtherFocusReason)

    def _pick(
        self, at: int, words: str, name: str, first: PersonRow, second: PersonRow
    ) -> tuple[QRadioButton, QRadioButton]:
        group = QButtonGroup(self)
        self._groups.append(group)
        made = []
        values = [shown_value(row, name) for row in (first, second)]
        for column, value in enumerate(values, 1):
            pick = QRadioButton(value or "–")
            pick.setAccessibleName(f"{words}: {value or say('nothing')}")
            group.addButton(pick)
            self._grid.addWidget(pick, at, column)
            made.append(pick)
        fuller = 1 if len(values[1]) > len(values[0]) else 0
        made[fuller].setChecked(True)
        return made[0], made[1]

    def details(self) -> PersonDetails | None:
        """The merged person, field by field."""
        pair = self._pair
        if pair is None:
            return None
        values = {
            name: getattr(pair.first if first.isChecked() else pair.second, name)
            for name, (first, _) in self.choices.items()
        }
        return PersonDetails(**values)

    def _merge(self) -> None:
        pair, details, desk = self._pair, self.details(), self._desk
        if pair is None or details is None:
            return
        keep, other = pair.first, pair.second
        desk.do_aside(
            lambda: merge_people(desk.actor, keep.id, keep.version, other.id, other.version, details),
            say("Merged: events and promises of both are together now."),
            lambda _: self.merged.emit(keep.id),
            say("Merging"),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc leaves both as they are."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)
