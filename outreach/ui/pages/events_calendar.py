"""Events by month or week: arrows choose a day, a click opens an event, dragging moves it."""

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from outreach.actions.events import move_event
from outreach.languages.spoken import say
from outreach.queries.event_list import CalendarEvent, calendar_events
from outreach.ui.desk import Desk
from outreach.ui.widgets.basics import Card, button, label
from outreach.ui.widgets.calendar import CalendarEntry, CalendarGrid, Day, days_shown
from outreach.ui.wording import dated, long_date, month_name, short_date

TONES = {"held": "good", "planned": "info", "cancelled": "quiet"}


class CalendarPanel(QWidget):
    """The calendar with its heading. ``opened`` brings the key of an event, ``new_wanted`` a day."""

    opened = Signal(int)
    new_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._day = desk.today
        self._weeks = False
        self.heading = label("", "heading")
        self.before = button("‹", self._earlier, name=say("Earlier"))
        self.after = button("›", self._later, name=say("Later"))
        self.today = button(say("Today"), self._go_today)
        self.grid = CalendarGrid(say("Events by day"))
        self.grid.setAccessibleDescription(
            say("Arrows choose a day, Enter opens its event or plans one, dragging moves one")
        )
        self.chosen = label("", "muted", wrap=True)
        top = QHBoxLayout()
        top.setSpacing(8)
        for widget in (self.before, self.after, self.today):
            top.addWidget(widget)
        top.addSpacing(8)
        top.addWidget(self.heading)
        top.addStretch(1)
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self.grid)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(12)
        down.addLayout(top)
        down.addWidget(card, 1)
        down.addWidget(self.chosen)
        self.grid.day_chosen.connect(self._choose)
        self.grid.entry_opened.connect(self._open)
        self.grid.entry_moved.connect(self._move)
        self.grid.day_opened.connect(self._open_day)

    def show_weeks(self, weeks: bool) -> None:
        """Show a week at a time, or a month."""
        self._weeks = weeks
        self.read()

    def read(self) -> None:
        """Ask for the days shown."""
        precinct = self._desk.precinct
        first, last = days_shown(self._day, self._weeks)
        self.heading.setText(self._title(first, last))
        self.before.setAccessibleName(say("The week before") if self._weeks else say("The month before"))
        self.after.setAccessibleName(say("The week after") if self._weeks else say("The month after"))
        self._desk.ask("events/calendar", partial(calendar_events, precinct, first, last), self._show)

    def _title(self, first: date, last: date) -> str:
        if not self._weeks:
            return month_name(self._day)
        return f"{short_date(first, last)} – {dated(last)}"

    def _show(self, answer: object) -> None:
        events: tuple[CalendarEvent, ...] = answer  # type: ignore[assignment]
        entries = [
            CalendarEntry(
                one.id, one.version, one.date, one.start_time, one.title, TONES[one.status], one.status == "cancelled"
            )
            for one in events
        ]
        first, last = days_shown(self._day, self._weeks)
        self.grid.days.show_days(first, last, None if self._weeks else self._day.month, self._desk.today, entries)
        self.grid.choose(self._day)

    def _step(self, by: int) -> None:
        if self._weeks:
            self._day += timedelta(days=7 * by)
        else:
            self._day = (self._day.replace(day=15) + timedelta(days=30 * by)).replace(day=1)
        self.read()

    def _earlier(self) -> None:
        self._step(-1)

    def _later(self) -> None:
        self._step(1)

    def _go_today(self) -> None:
        self._day = self._desk.today
        self.read()
        self.grid.setFocus()

    def _choose(self, day: Day) -> None:
        self.chosen.setText(day.spoken)
        if self._weeks or day.date.month == self._day.month:
            self._day = day.date

    def _open(self, entry: CalendarEntry) -> None:
        self.opened.emit(entry.key)

    def _open_day(self, day: Day) -> None:
        if len(day.entries) == 1:
            self.opened.emit(day.entries[0].key)
        else:
            self.new_wanted.emit(day.date)

    def _move(self, entry: CalendarEntry, day: date) -> None:
        by = self._desk.actor
        told = say("{title} moved to {day}.", title=entry.title, day=long_date(day))
        if self._desk.do(lambda: move_event(by, entry.key, entry.version, day), told) is None:
            self.read()
