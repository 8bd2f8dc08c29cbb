"""The filters above the list of events; they stay as they were left."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from outreach.errors import OutreachError
from outreach.languages.spoken import known_name, say
from outreach.queries.event_list import EventFilter
from outreach.queries.lookups import DeskLookups
from outreach.ui.desk import Desk
from outreach.ui.widgets.basics import button
from outreach.ui.widgets.fields import Choice, DateField
from outreach.ui.widgets.flow import FlowLayout
from outreach.ui.wording import typed_date

TYPED_AFTER_MS = 180
REMEMBERED = "events/filter"
ALL = 0
WORDS_PX, CHOICE_PX = 180, 188
"""So wide that all of them stand in one row of a window 1280 wide."""
STATES = (("All states", ""), ("Planned", "planned"), ("Held", "held"), ("Cancelled", "cancelled"))


def periods() -> tuple[tuple[str, str], ...]:
    """The periods to choose from, in the language spoken, by the names that they are remembered by."""
    return (
        (say("Any time"), "any"),
        (say("This month"), "month"),
        (say("Last month", sense="the one before this"), "last-month"),
        (say("Next 30 days"), "next"),
        (say("This year"), "year"),
        (say("Last year"), "last-year"),
        (say("From … to …"), "days"),
    )


def period_days(name: str, today: date) -> tuple[date | None, date | None]:
    """The first and last day of a period by its name, open where it has none.

    >>> period_days("last-month", date(2019, 1, 24))
    (datetime.date(2018, 12, 1), datetime.date(2018, 12, 31))
    """
    this_month = today.replace(day=1)
    match name:
        case "month":
            return this_month, (this_month + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        case "last-month":
            last = this_month - timedelta(days=1)
            return last.replace(day=1), last
        case "next":
            return today, today + timedelta(days=30)
        case "year" | "last-year":
            year = today.year - (name == "last-year")
            return date(year, 1, 1), date(year, 12, 31)
        case _:
            return None, None


@dataclass(frozen=True, slots=True)
class _Kept:
    """The filters as they are remembered."""

    kind: int = ALL
    neighborhood: int = ALL
    officer: int = ALL
    state: str = ""
    period: str = "any"
    first: str = ""
    last: str = ""


class FilterBar(QWidget):
    """Words, period, kind, neighborhood, officer and state; ``changed`` comes when typing pauses."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.words = QLineEdit()
        self.words.setAccessibleName(say("Search the events"))
        self.words.setPlaceholderText(say("Search   Ctrl+F"))
        self.words.setToolTip(say("Words of the title, the place or the summary"))
        self.words.setClearButtonEnabled(True)
        self.words.setFixedWidth(WORDS_PX)
        self.kind = Choice[int](say("Kind"), [(say("All kinds"), ALL)])
        self.neighborhood = Choice[int](say("Neighborhood"), [(say("All neighborhoods"), ALL)])
        self.officer = Choice[int](say("Officer"), [(say("All officers"), ALL)])
        for list_of in (self.kind, self.neighborhood, self.officer):
            list_of.setMaximumWidth(CHOICE_PX)
        self.state = Choice[str](say("State"), [(say(words), state) for words, state in STATES])
        self.period = Choice[str](say("Period"), periods())
        self.first = DateField(say("From"), desk.today)
        self.last = DateField(say("To"), desk.today)
        self.clear = button(say("Clear filters"), self.start_again, "quiet")
        row = FlowLayout(self, 8, 8)
        for widget in (self.words, self.period, self.first, self.last, self.kind, self.neighborhood, self.officer,
                       self.state, self.clear):  # fmt: skip
            row.addWidget(widget)
        self._exact: EventFilter | None = None
        self._days = ("", "")
        self._waits: _Kept | None = self._remembered()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPED_AFTER_MS)
        self._timer.timeout.connect(self._tell)
        self.words.textChanged.connect(self._soon)
        for choice in (self.kind, self.neighborhood, self.officer, self.state, self.period):
            choice.chosen.connect(self._chosen)
        for day in (self.first, self.last):
            day.editingFinished.connect(self._day_left)
        self._show_days()
        self.clear.hide()

    def _remembered(self) -> _Kept:
        text = self._desk.remembered(REMEMBERED)
        return replace(_Kept(), **json.loads(text)) if text else _Kept()

    @property
    def offered(self) -> bool:
        """Whether the lists were filled, and the filters of last time put back."""
        return self._waits is None

    def offer(self, lookups: DeskLookups) -> None:
        """Offer these kinds, neighborhoods and officers."""
        lists: Sequence[tuple[Choice[int], str, Sequence[tuple[str, int]]]] = (
            (self.kind, say("All kinds"), [(known_name(one.name), one.id) for one in lookups.kinds]),
            (self.neighborhood, say("All neighborhoods"), [(one.name, one.id) for one in lookups.neighborhoods]),
            (self.officer, say("All officers"), [(one.name, one.id) for one in lookups.officers]),
        )
        for choice, every, options in lists:
            choice.offer([(every, ALL), *options])
        if self._waits is not None:
            self._put_back(self._waits)
            self._waits = None

    def _put_back(self, kept: _Kept) -> None:
        self.kind.choose(kept.kind)
        self.neighborhood.choose(kept.neighborhood)
        self.officer.choose(kept.officer)
        self.state.choose(kept.state)
        self.period.choose(kept.period)
        self.first.setText(kept.first)
        self.last.setText(kept.last)
        self._days = kept.first, kept.last
        self._show_days()
        self.clear.setVisible(not self.is_open)

    def show_words(self, words: str) -> None:
        """Search for these words in all events."""
        self._waits = None
        self._put_back(_Kept())
        self._exact = None
        self.words.setText(words)

    def show_exactly(self, chosen: EventFilter) -> None:
        """Show what a figure counted, until something else is chosen."""
        self._waits = None
        first, last = (typed_date(day) for day in (chosen.first, chosen.last))
        self._put_back(
            _Kept(
                chosen.kinds[0] if chosen.kinds else ALL,
                chosen.neighborhoods[0] if chosen.neighborhoods else ALL,
                chosen.officer or ALL,
                chosen.statuses[0] if len(chosen.statuses) == 1 else "",
                "days" if first or last else "any",
                first,
                last,
            )
        )
        self._exact = chosen
        blocked = self.words.blockSignals(True)
        self.words.setText(chosen.text)
        self.words.blockSignals(blocked)

    def value(self) -> EventFilter:
        """The filter to ask with."""
        if self._exact is not None:
            return self._exact
        if self.period.value() == "days":
            first, last = _day(self.first), _day(self.last)
        else:
            first, last = period_days(self.period.value() or "any", self._desk.today)
        return EventFilter(
            text=self.words.text().strip(),
            kinds=_some(self.kind),
            neighborhoods=_some(self.neighborhood),
            officer=self.officer.value() or None,
            first=first,
            last=last,
            statuses=(self.state.value() or "",) if self.state.value() else (),
        )

    @property
    def is_open(self) -> bool:
        """Whether nothing is filtered out."""
        return self.value() == EventFilter()

    def start_again(self) -> None:
        """Show all events."""
        self._put_back(_Kept())
        self._exact = None
        self.words.setText("")
        self._tell()

    def _chosen(self) -> None:
        self._show_days()
        self._tell()

    def _show_days(self) -> None:
        chosen = self.period.value() == "days"
        self.first.setVisible(chosen)
        self.last.setVisible(chosen)

    def _day_left(self) -> None:
        """A day that was only passed by stays as it was, and so does what a figure counted."""
        if (self.first.text(), self.last.text()) != self._days:
            self._soon()

    def _soon(self) -> None:
        self._timer.start()

    def _tell(self) -> None:
        self._timer.stop()
        self._exact = None
        self._days = self.first.text(), self.last.text()
        kept = _Kept(
            self.kind.value() or ALL,
            self.neighborhood.value() or ALL,
            self.officer.value() or ALL,
            self.state.value() or "",
            self.period.value() or "any",
            self.first.text(),
            self.last.text(),
        )
        self._desk.remember(REMEMBERED, json.dumps(asdict(kept)))
        self.clear.setVisible(not self.is_open)
        self.changed.emit()


def _day(field: DateField) -> date | None:
    try:
        return field.value()
    except OutreachError:
        return None


def _some(choice: Choice[int]) -> tuple[int, ...]:
    value = choice.value()
    return (value,) if value else ()
