"""Neighborhoods: how each is covered, as a table and on a map, and one neighborhood's page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from outreach.languages.spoken import say, spoken
from outreach.queries.neighborhoods import (
    NeighborhoodDetail,
    NeighborhoodRow,
    neighborhood_coverage,
    neighborhood_detail,
)
from outreach.queries.period import Period, shifted
from outreach.ui.desk import Desk, Gone
from outreach.ui.models import Column, TableModel
from outreach.ui.page import Page
from outreach.ui.pages.neighborhood_panel import NeighborhoodPanel
from outreach.ui.widgets.basics import Card, EmptyState, button
from outreach.ui.widgets.drawing import DrawingView
from outreach.ui.widgets.fields import Choice
from outreach.ui.widgets.split import Split
from outreach.ui.widgets.tables import Table
from outreach.ui.wording import plural, short_date

if TYPE_CHECKING:
    from outreach.reports.onscreen import Shown

MAP_PX = 440
MAP_SCALE = 1.75
PERIODS = (("This month", 1), ("Last 3 months", 3), ("Last 12 months", 12))


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure the map can show."""

    words: str
    value: Callable[[NeighborhoodRow, date], int | None]
    none: str
    more: str


FIGURES = (
    Figure("Days quiet", lambda row, _: row.days_quiet, "today", "{number} or more days"),
    Figure("Events held", lambda row, _: row.events, "no event", "{number} or more events"),
    Figure("People reached", lambda row, _: row.people_reached, "nobody", "{number} or more people"),
    Figure("Open promises", lambda row, _: row.open_promises, "none", "{number} or more promises"),
    Figure("Days since contact", lambda row, today: _since(row, today), "today", "{number} or more days"),
)


def _since(row: NeighborhoodRow, today: date) -> int | None:
    return None if row.last_contact is None else (today - row.last_contact).days


def drawn_map(
    rows: Sequence[NeighborhoodRow], figure: Figure, today: date, width: float, height: float
) -> "Shown | None":
    """The neighborhoods shaded by a figure, which stands on each; None where no boundary is known."""
    from outreach.reports.maps import Area, Shading, shaded_map
    from outreach.reports.onscreen import shown

    areas = [
        Area("–" if value is None else f"{value:,}", row.name, value, row.is_quiet, row.boundary, row.neighborhood)
        for row in rows
        for value in (figure.value(row, today),)
    ]
    shading = Shading(say(figure.none), say(figure.more, number="{number}"))
    drawn = shaded_map(areas, shading, map_words(rows, figure, today), width, height, spoken())
    return None if drawn is None else shown(drawn.picture)


def map_words(rows: Sequence[NeighborhoodRow], figure: Figure, today: date) -> str:
    """What the map shows: "Days quiet by neighborhood: most in Ensley (64). Gone quiet: Ensley."."""
    known = [(value, row.name) for row in rows if (value := figure.value(row, today))]
    most = sorted(known, key=lambda one: (-one[0], one[1]))[:3]
    names = ", ".join(f"{name} ({value:,})" for value, name in most)
    quiet = ", ".join(row.name for row in rows if row.is_quiet)
    told = (
        say("{figure} by neighborhood: most in {names}.", figure=say(figure.words), names=names)
        if names
        else say("{figure} by neighborhood: none anywhere.", figure=say(figure.words))
    )
    return " ".join((told, say("Gone quiet: {names}.", names=quiet))) if quiet else told


def _quiet(row: NeighborhoodRow) -> str:
    if row.days_quiet is None:
        return say("never yet")
    if row.days_quiet == 0:
        return say("today")
    days = plural(row.days_quiet, "day")
    return say("quiet {days}", days=days) if row.is_quiet else say("{time} ago", time=days)


class NeighborhoodsPage(Page):
    """The table and the map side by side; Enter opens one neighborhood."""

    cares_for = frozenset(
        {
            "neighborhood", "event", "event_neighborhood", "head_count", "attendance", "concern", "follow_up",
            "organization", "term_of_office", "neighborhood_alias", "problem",
        }
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, say("Neighborhoods"))
        self._rows: tuple[NeighborhoodRow, ...] = ()
        self._key: int | None = None
        self._is_adding = False
        self.period = Choice[int](say("Period"), [(say(words), months) for words, months in PERIODS])
        self.figure = Choice[int](say("Figure on the map"), [(say(one.words), at) for at, one in enumerate(FIGURES)])
        kept = desk.remembered("neighborhoods/figure", "0")
        self.figure.choose(int(kept) if kept.isdecimal() else 0)
        self.new = button(say("New neighborhood"), self.make_new)
        for widget in (self.period, self.figure, self.new):
            self.tools.addWidget(widget)
        self.table = Table("Coverage of the neighborhoods", TableModel[NeighborhoodRow](self._columns()))
        walk = say("Arrow keys walk through the neighborhoods, Enter opens one.")
        self.map = DrawingView(say("Map of the neighborhoods"), desk.tasks, fills=True, scale=MAP_SCALE, opens=walk)
        self.map.setMinimumWidth(320)
        self.panel = NeighborhoodPanel(desk)
        self._lay_out()
        self.period.chosen.connect(self.read)
        self.figure.chosen.connect(self._figure_chosen)
        self.table.opened.connect(self._open_row)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.map.opened.connect(self._open)
        self.map.chosen_changed.connect(self._area_chosen)
        self.panel.closed.connect(self._close)

    def _columns(self) -> tuple[Column[NeighborhoodRow], ...]:
        today = self.desk.today

        def last(row: NeighborhoodRow) -> str:
            return short_date(row.last_contact, today) if row.last_contact else "–"

        def reached(row: NeighborhoodRow) -> str:
            return "–" if row.people_reached is None else f"{row.people_reached:,}"

        return (
            Column("Neighborhood", lambda row: row.name, strong=True),
            Column("Events", lambda row: f"{row.events:,}", right=True, width=64),
            Column("People", reached, right=True, width=64),
            Column("Open promises", lambda row: f"{row.open_promises:,}", right=True, width=108),
            Column("Last contact", last, right=True, width=100, value=lambda row: row.last_contact),
            Column(
                "Last event",
                _quiet,
                width=112,
                tone=lambda row: "due" if row.is_quiet else "muted",
                value=lambda row: None if row.days_quiet is None else today - timedelta(days=row.days_quiet),
            ),
        )

    def _lay_out(self) -> None:
        self.none_yet = EmptyState(
            say("No neighborhood is kept here yet"),
            say("Type or paste them, or read them with their boundaries from a GeoJSON file."),
            say("Add neighborhoods"),
            self._set_up,
        )
        left = Card()
        left.body.setContentsMargins(0, 0, 0, 0)
        left.body.addWidget(self.table)
        self._map_card = Card()
        self._map_card.body.setContentsMargins(8, 8, 8, 8)
        self._map_card.body.addWidget(self.map)
        self.split = Split(self.desk, "neighborhoods")
        self.split.addWidget(left)
        self.split.addWidget(self._map_card)
        self.split.setStretchFactor(0, 4)
        self.split.setStretchFactor(1, 3)
        self.views = QStackedWidget()
        for view in (self.split, self.panel, self.none_yet):
            self.views.addWidget(view)
        row = QHBoxLayout()
        row.addWidget(self.views)
        self.body.addLayout(row, 1)
        self.widen_for(self.panel.area)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Give the map its width once the page has one."""
        super().showEvent(event)
        self.split.arrange(MAP_PX)

    def show_record(self, what: object) -> None:
        """Open a neighborhood by key, otherwise the list."""
        self._key = what if isinstance(what, int) else None
        self._is_adding = False
        self.mark_stale()

    def focus_first(self) -> None:
        """The table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def make_new(self) -> None:
        """A new neighborhood."""
        self._key, self._is_adding = None, True
        self.panel.start_new()
        self._show_view(self.panel)

    def _set_up(self) -> None:
        self.desk.go("first_run", 1)

    def _chosen_period(self) -> Period:
        today, months = self.desk.today, self.period.value() or 1
        last = Period.of_month(today.year, today.month)
        return Period(shifted(last.first, 1 - months), last.last)

    def read(self) -> None:
        """Ask for the coverage, and for the neighborhood that is open."""
        precinct, period, today = self.desk.precinct, self._chosen_period(), self.desk.today
        self.desk.ask("coverage", lambda: neighborhood_coverage(precinct, period, today), self._show)
        if self._key is not None:
            key = self._key
            self.desk.ask(
                "neighborhood",
                lambda: neighborhood_detail(key, today, confidential=self.desk.may_read_confidential),
                self._show_detail,
                may_be_gone=True,
            )

    def _show(self, rows: object) -> None:
        if not isinstance(rows, tuple):
            return
        self._rows = rows
        self.table.show_again(partial(self.table.rows.show_rows, rows))
        self._show_map()
        quiet = sum(row.is_quiet for row in rows)
        reached = sum(bool(row.events) for row in rows)
        parts = [
            plural(len(rows), "neighborhood"),
            say("{reached} reached", reached=reached),
            *([say("{quiet} quiet", quiet=quiet)] if quiet else []),
        ]
        self.subtitle.setText(" · ".join(parts))
        if self._key is None and not self._is_adding:
            self._show_view(self.split if rows else self.none_yet)

    def _show_view(self, view: object) -> None:
        for widget in (self.split, self.panel, self.none_yet):
            if widget is view:
                self.views.setCurrentWidget(widget)
        for tool in (self.period, self.figure):
            tool.setVisible(view is self.split)
        for head in (self.title, self.subtitle, self.new):
            head.setVisible(view is not self.panel)

    def _figure_chosen(self) -> None:
        self.desk.remember("neighborhoods/figure", str(self.figure.value() or 0))
        self._show_map()

    def _show_map(self) -> None:
        self._map_card.setVisible(any(row.boundary for row in self._rows))
        self.map.show_drawing(partial(drawn_map, self._rows, FIGURES[self.figure.value() or 0], self.desk.today))

    def _row_chosen(self) -> None:
        row = self.table.chosen()
        if row is not None:
            self.map.choose(row.neighborhood)

    def _area_chosen(self, key: int) -> None:
        at = next((at for at, row in enumerate(self._rows) if row.neighborhood == key), None)
        if at is not None and self.table.currentIndex().row() != at:
            self.table.choose(at)

    def _open_row(self, row: object) -> None:
        if isinstance(row, NeighborhoodRow):
            self._open(row.neighborhood)

    def _open(self, key: int) -> None:
        self.desk.go("neighborhoods", key)

    def _show_detail(self, detail: object) -> None:
        if isinstance(detail, Gone):
            if self.views.currentWidget() is not self.panel:
                self.desk.messages.info(detail.words)
            self._close()
        if isinstance(detail, NeighborhoodDetail) and detail.id == self._key:
            self.panel.show_detail(detail)
            self._show_view(self.panel)

    def _close(self) -> None:
        self._key, self._is_adding = None, False
        self._show_view(self.split if self._rows else self.none_yet)
        self.focus_first()
