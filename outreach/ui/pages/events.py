"""All events: as a table with filters that stay, or as a month or week to drag them about in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from outreach.languages.spoken import known_name, say
from outreach.queries.event_list import EventFilter, EventPage, EventRow, event_list
from outreach.queries.lookups import DeskLookups, desk_lookups
from outreach.ui.desk import Desk
from outreach.ui.kept_words import event_status_word
from outreach.ui.models import EVERY_ROW, Column, PagedModel
from outreach.ui.page import SECTION_PX, Page
from outreach.ui.pages.event import NewEvent
from outreach.ui.pages.events_calendar import CalendarPanel
from outreach.ui.pages.events_filter import FilterBar
from outreach.ui.widgets.basics import Card, EmptyState, button
from outreach.ui.widgets.tables import TWO_LINE_ROW_PX, Table
from outreach.ui.wording import clock, listed, plural, table_date

PAGE_ROWS = 100
TONES = {"held": "good", "planned": "info", "cancelled": "quiet"}
VIEWS = ("Table", "Month", "Week")
TITLE_PX = 240
"""With less, the same few words of every title are seen, such as "Door to door after the"."""
SORTED = "events/sort"
VIEW = "events/view"


def _reached(row: EventRow) -> str:
    if row.reached is None and row.status == "held":
        return say("unknown")
    return f"{row.reached:,}" if row.reached else "–"


def _areas(row: EventRow) -> str:
    return listed(row.neighborhoods, "–")


def _first_areas(row: EventRow) -> str:
    """Two neighborhoods, or the first and how many more: a list that is cut in a name tells neither."""
    first, *more = row.neighborhoods or ("",)
    return say("{name}, {count:,} more", name=first, count=len(more)) if len(more) > 1 else _areas(row)


COLUMNS: tuple[Column[EventRow], ...] = (
    Column(
        "Date",
        lambda row: table_date(row.date),
        "date",
        width=140,
        second=lambda row: clock(row.start_time),
        second_title="Start",
        value=lambda row: row.date,
        second_value=lambda row: row.start_time,
    ),
    Column(
        "Event",
        lambda row: row.title,
        "title",
        second=lambda row: row.place,
        second_title="Place",
        strong=True,
        least=TITLE_PX,
        tip=lambda row: row.title,
    ),
    Column("Kind", lambda row: known_name(row.kind_name), "kind", width=184),
    Column("Neighborhoods", _first_areas, width=184, muted=True, tip=_areas, value=_areas),
    Column("Lead officer", lambda row: row.lead_officer_name or "–", "lead_officer", width=142, muted=True),
    Column("People", _reached, "reached", right=True, width=92),
    Column("State", lambda row: event_status_word(row.status), "status", width=96, tone=lambda row: TONES[row.status]),
)


@dataclass(frozen=True, slots=True)
class _Answer:
    """The first page of a list by its filter and order, and that of the chosen row where it is another."""

    listed: tuple[EventFilter, str, bool]
    rows: EventPage
    lookups: DeskLookups
    further: tuple[int, EventPage] | None


class EventsPage(Page):
    """The list. ``show_record`` takes words to search for, or the ``EventFilter`` behind a figure that was pressed."""

    cares_for = frozenset(
        {"event", "event_neighborhood", "event_officer", "attendance", "head_count", "event_kind", "officer",
         "neighborhood"}
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, say("Events"))
        self._sort, _, backwards = (desk.remembered(SORTED) or "date,1").partition(",")
        self._backwards = backwards == "1"
        self._listed: object = None
        self.views = [button(say(words), partial(self.show_view, at)) for at, words in enumerate(VIEWS)]
        for at, view in enumerate(self.views):
            view.setCheckable(True)
            view.setToolTip(f"Alt+{at + 1}")
            self.tools.addWidget(view)
        self.new = button(say("New event"), self.make_new, tip="Ctrl+N")
        self.tools.addSpacing(SECTION_PX)
        self.tools.addWidget(self.new)
        self.filters = FilterBar(desk)
        self.table = Table("Events", PagedModel(COLUMNS, PAGE_ROWS), TWO_LINE_ROW_PX)
        self.calendar = CalendarPanel(desk)
        self.none_yet = EmptyState(
            say("No event is recorded yet"),
            say("Record the meeting you come from, or plan the next one. Years of a spreadsheet come in by Import."),
            say("New event"),
            self.make_new,
        )
        self.none_fits = EmptyState(
            say("No event fits these filters"),
            say("Take a filter away to see more."),
            say("Clear filters"),
            self.filters.start_again,
        )
        self._lay_out()
        self._connect()
        self.show_view(VIEWS.index(desk.remembered(VIEW)) if desk.remembered(VIEW) in VIEWS else 0)

    def _lay_out(self) -> None:
        card = Card()
        card.body.setContentsMargins(0, 0, 0, 0)
        card.body.addWidget(self.table)
        self.stack = QStackedWidget()
        for widget in (card, self.calendar, self.none_yet, self.none_fits):
            self.stack.addWidget(widget)
        self.card = card
        self.body.addWidget(self.filters)
        self.body.addWidget(self.stack, 1)

    def _connect(self) -> None:
        model = self.table.rows
        self.filters.changed.connect(self.read)
        self.table.opened.connect(self._open)
        self.table.sort_by(self._sort, self._backwards)
        model.sort_wanted.connect(self._sort_by)
        if isinstance(model, PagedModel):
            model.page_wanted.connect(self._read_page, Qt.ConnectionType.QueuedConnection)
        self.calendar.opened.connect(self._open_key)
        self.calendar.new_wanted.connect(self._plan)
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.filters.words.setFocus)
        for at in range(len(VIEWS)):
            keys = QShortcut(QKeySequence(f"Alt+{at + 1}"), self)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(partial(self.show_view, at))

    def show_view(self, at: int) -> None:
        """Show the table, the month or the week."""
        self._view = at
        for number, view in enumerate(self.views):
            view.setChecked(number == at)
        self.desk.remember(VIEW, VIEWS[at])
        self.filters.setVisible(at == 0)
        if at > 0:
            self.stack.setCurrentWidget(self.calendar)
            self.calendar.show_weeks(at == 2)
        else:
            self.stack.setCurrentWidget(self.card)
            self.read()

    def show_record(self, what: object) -> None:
        """Search for words, or show what a figure counted."""
        if isinstance(what, str):
            self.filters.show_words(what)
            self.show_view(0)
        elif isinstance(what, EventFilter):
            self.filters.show_exactly(what)
            self.show_view(0)

    def make_new(self) -> None:
        """Record an event; in the calendar on the chosen day."""
        self.desk.go("event", None)

    def focus_first(self) -> None:
        """The table, or the day."""
        (self.table if self._view == 0 else self.calendar.grid).setFocus()

    def read(self) -> None:
        """Ask for the first page of the list."""
        if self._view > 0:
            self.calendar.read()
        precinct, chosen, sort, backwards = self.desk.precinct, self.filters.value(), self._sort, self._backwards
        listed = chosen, sort, backwards
        at = self.table.currentIndex().row() if listed == self._listed else 0

        def page(offset: int) -> EventPage:
            return event_list(precinct, chosen, sort=sort, descending=backwards, offset=offset, limit=PAGE_ROWS)

        def question() -> _Answer:
            offset = max(at, 0) // PAGE_ROWS * PAGE_ROWS
            return _Answer(listed, page(0), desk_lookups(precinct), (offset, page(offset)) if offset else None)

        self.table.rows.every = lambda: (
            event_list(precinct, chosen, sort=sort, descending=backwards, limit=EVERY_ROW).rows
        )
        self.desk.ask("events", question, self._show)

    def _show(self, answer: object) -> None:
        if not isinstance(answer, _Answer):
            return
        waits = not self.filters.offered
        self.filters.offer(answer.lookups)
        if waits and not self.filters.is_open:
            self.read()
            return
        if answer.listed == self._listed:
            self.table.show_again(partial(self._fill, answer))
        else:
            self._fill(answer)
        self._listed = answer.listed
        self.subtitle.setText(plural(answer.rows.total, "event"))
        if self._view == 0:
            empty = self.none_yet if self.filters.is_open else self.none_fits
            self.stack.setCurrentWidget(self.card if answer.rows.total else empty)
        if answer.rows.total and not self.table.currentIndex().isValid():
            self._begin_today(answer.rows.rows)

    def _fill(self, answer: _Answer) -> None:
        model = self.table.rows
        if isinstance(model, PagedModel):
            model.show_first(answer.rows.rows, answer.rows.total)
            if answer.further is not None:
                offset, page = answer.further
                model.show_page(offset, page.rows)

    def _begin_today(self, rows: Sequence[EventRow]) -> None:
        """By date the list opens at today: what is ahead above, what has been below, or the other way round."""
        today, at = self.desk.today, 0
        if self._sort == "date":
            past = self._backwards
            at = next((n for n, row in enumerate(rows) if (row.date <= today if past else row.date >= today)), 0)
        self.table.choose(at)
        self.table.scrollTo(self.table.currentIndex(), Table.ScrollHint.PositionAtCenter)
        bar = self.table.verticalScrollBar()
        bar.setValue(bar.value() - bar.value() % TWO_LINE_ROW_PX)  # no row is cut at the top

    def _read_page(self, offset: int) -> None:
        precinct, chosen, sort, backwards = self.desk.precinct, self.filters.value(), self._sort, self._backwards

        def question() -> tuple[object, int, EventPage]:
            page = event_list(precinct, chosen, sort=sort, descending=backwards, offset=offset, limit=PAGE_ROWS)
            return (chosen, sort, backwards), offset, page

        self.desk.ask(f"events/{offset}", question, self._show_page)

    def _show_page(self, answer: object) -> None:
        model = self.table.rows
        if isinstance(answer, tuple) and isinstance(model, PagedModel):
            listed, offset, page = answer
            # What belongs to the list before another filter or order was chosen is dropped.
            if listed == (self.filters.value(), self._sort, self._backwards):
                model.show_page(offset, page.rows)

    def _sort_by(self, name: str, backwards: bool) -> None:
        self._sort, self._backwards = name, backwards
        self.desk.remember(SORTED, f"{name},{int(backwards)}")
        self.read()

    def _open(self, row: EventRow) -> None:
        self.desk.go("event", row.id)

    def _open_key(self, key: int) -> None:
        self.desk.go("event", key)

    def _plan(self, day: date) -> None:
        self.desk.go("event", NewEvent(day))
