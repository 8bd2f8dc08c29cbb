"""A month with a step back and a step forward."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from outreach.languages.spoken import say
from outreach.queries.period import Period, shifted
from outreach.ui.widgets.basics import button
from outreach.ui.widgets.fields import Choice
from outreach.ui.wording import month_name

MONTHS_BACK = 60
MONTHS_AHEAD = 2


class MonthField(QWidget):
    """One of the last five years' months; the arrow keys in the list step through them too."""

    changed = Signal()

    def __init__(self, name: str, today: date) -> None:
        super().__init__()
        first = today.replace(day=1)
        months = [shifted(first, step) for step in range(MONTHS_AHEAD, -MONTHS_BACK - 1, -1)]
        self.choice = Choice[date](name, [(month_name(month), month) for month in months])
        self.choice.choose(first)
        self._first = first
        self.choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.choice.chosen.connect(self.changed)
        self.back = button("‹", self._back, "arrow", name=say("{name}: the month before", name=name))
        self.ahead = button("›", self._ahead, "arrow", name=say("{name}: the month after", name=name))
        for step in (self.back, self.ahead):
            step.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addWidget(self.choice, 1)
        row.addWidget(self.ahead)
        self.setFocusProxy(self.choice)

    def value(self) -> Period:
        """The month."""
        first = self.choice.value() or self._first
        return Period.of_month(first.year, first.month)

    def show_value(self, day: date) -> None:
        """Show the month of a day; one that is too long ago is left out."""
        self.choice.choose(day.replace(day=1))

    def _step(self, by: int) -> None:
        row = self.choice.currentIndex() + by
        if 0 <= row < self.choice.count():
            self.choice.setCurrentIndex(row)
            self.changed.emit()

    def _back(self) -> None:
        self._step(1)

    def _ahead(self) -> None:
        self._step(-1)
