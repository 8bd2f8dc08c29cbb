"""Crime snapshot: the table and the chart as they are printed, and the counts behind them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from outreach.languages.spoken import known_name, say, spoken
from outreach.queries.crime import CrimeCounts, CrimeFigure, crime_figures, months_needed
from outreach.queries.crime_entries import CrimeEntry, crime_entries
from outreach.queries.lookups import OffenseChoice, offenses
from outreach.queries.period import Period
from outreach.ui.desk import Desk
from outreach.ui.models import Column, TableModel, Value
from outreach.ui.page import Page
from outreach.ui.pages.crime_panel import CrimePanel
from outreach.ui.rights import hold_back, refused_words
from outreach.ui.widgets.basics import Card, EmptyState, button, label, scrolled
from outreach.ui.widgets.drawing import DrawingView
from outreach.ui.widgets.full_height import FullHeight
from outreach.ui.widgets.month_field import MonthField
from outreach.ui.widgets.split import Split
from outreach.ui.widgets.tables import Table
from outreach.ui.wording import plural

if TYPE_CHECKING:
    from outreach.reports.onscreen import Shown

CHARTED = 10
WIDEST = 560.0
PANEL_PX = 380
MONTH_COLUMNS = 6
BEYOND = "beyond chance"
NOTE = (
    "A snapshot, not a trend: “beyond chance” says that the change is larger than chance alone explains "
    "(exact two-sided test, p below 0.05). It says nothing about the reason. A dash: not counted, which is not zero."
)


@dataclass(frozen=True, slots=True)
class SnapshotRow:
    """One offense of the precinct, with its figures where anything is known of it."""

    offense: OffenseChoice
    figure: CrimeFigure | None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The snapshot of a month, and the counts that can be corrected."""

    month: Period
    rows: tuple[SnapshotRow, ...]
    entries: tuple[CrimeEntry, ...]


def read_snapshot(precinct: int, month: Period) -> Snapshot:
    """Everything the page shows of a month."""
    by_name = {figure.offense: figure for figure in crime_figures(CrimeCounts(precinct, months_needed(month)), month)}
    rows = tuple(SnapshotRow(one, by_name.get(one.name)) for one in offenses(precinct))
    return Snapshot(month, rows, crime_entries(precinct, month.first))


def _number(value: int | None) -> str:
    return "–" if value is None else f"{value:,}"


def _signed(value: int | None) -> str:
    return "–" if value is None else f"{value:+,}".replace("-", "−") if value else "0"


def _percent(value: int | None, known: bool) -> str:
    if value is not None:
        return f"{value:+} %".replace("-", "−") if value else "0 %"
    return say("n/a") if known else "–"


def columns_for(month: Period) -> tuple[Column[SnapshotRow], ...]:
    """The columns as on paper, under the names of the months."""

    year = month.first.year

    def short(month: Period) -> str:
        return spoken().months_short[month.first.month - 1]

    def named(row: SnapshotRow) -> str:
        return known_name(row.offense.name)

    def of(row: SnapshotRow, name: str) -> int | None:
        value: int | None = getattr(row.figure, name) if row.figure else None
        return value

    def change_percent(row: SnapshotRow) -> str:
        return _percent(of(row, "percent"), of(row, "change") is not None)

    def year_percent(row: SnapshotRow) -> str:
        both = of(row, "year_to_date") is not None and of(row, "prior_year_to_date") is not None
        return _percent(of(row, "year_percent"), both)

    def chance(row: SnapshotRow) -> str:
        beyond = row.figure.beyond_chance if row.figure else None
        return "" if beyond is None else say(BEYOND) if beyond else say("within chance")

    def in_file(name: str, words: Callable[[SnapshotRow], str]) -> Callable[[SnapshotRow], Value]:
        """A percentage as a number, or why there is none."""
        return lambda row: of(row, name) if of(row, name) is not None else words(row).strip("–") or None

    def share(row: SnapshotRow) -> str:
        value = of(row, "share_of_department")
        return "–" if value is None else f"{value} %"

    return (
        Column(
            "Offense",
            lambda row: known_name(row.offense.name),
            strong=True,
            tip=lambda row: known_name(row.offense.name),
        ),
        Column(short(month.prior), lambda row: _number(of(row, "prior")), right=True, width=60, key="prior"),
        Column(
            short(month),
            lambda row: _number(of(row, "current")),
            right=True,
            width=60,
            strong=True,
            key="current",
        ),
        Column("Change", lambda row: _signed(of(row, "change")), right=True, width=72),
        Column("%", change_percent, right=True, width=70, key="percent", value=in_file("percent", change_percent)),
        Column("By chance?", chance, width=128, tone=lambda row: "info" if chance(row) == say(BEYOND) else "muted"),
        Column(
            say("{year} to date", year=year),
            lambda row: _number(of(row, "year_to_date")),
            right=True,
            width=104,
            key="year",
        ),
        Column(
            f"{year - 1}",
            lambda row: _number(of(row, "prior_year_to_date")),
            right=True,
            width=68,
            key="prior year",
        ),
        Column(
            "%", year_percent, right=True, width=70, key="year percent", value=in_file("year_percent", year_percent)
        ),
        Column(
            "Share",
            share,
            right=True,
            width=64,
            tip=lambda _: say("Share of the department’s year to date"),
            value=lambda row: of(row, "share_of_department"),
        ),
    )


def drawn_bars(month: Period, figures: Sequence[CrimeFigure], width: float, _height: float) -> "Shown":
    """The offenses of a month beside the month before, as they are printed."""
    from outreach.reports.charts import Bar, paired_bars
    from outreach.reports.onscreen import shown

    bars = [Bar(known_name(one.offense), one.current, one.prior) for one in figures]
    return shown(
        paired_bars(bars, month.label, month.prior.label, say("Reported offenses"), min(width, WIDEST), spoken())
    )


class CrimePage(Page):
    """The month, the table, the chart, and the panel in which counts are corrected."""

    cares_for = frozenset({"crime_count", "offense"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, say("Crime snapshot"))
        self._snapshot: Snapshot | None = None
        self._editing: int | None = None
        self.month = MonthField(say("Month"), desk.today)
        self.bring = button(say("Import counts …"), self._import)
        self.edit = button(say("Correct a count"), self._edit_chosen, tip=say("Enter on a row"))
        for widget in (self.month, self.edit, self.bring):
            self.tools.addWidget(widget)
        self.table = Table("Crime snapshot", TableModel[SnapshotRow](columns_for(self.month.value())))
        self.chart = DrawingView(say("Chart of the month beside the month before"), desk.tasks)
        self.panel = CrimePanel(desk)
        self._lay_out()
        for control in (self.bring, self.none_yet.action):
            hold_back(control, refused_words(desk, "import_crime", say("bring in crime counts")))
        self.month.changed.connect(self.read)
        self.table.opened.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.panel.closed.connect(self._close)

    def _lay_out(self) -> None:
        self.none_yet = EmptyState(
            say("No offenses are kept here yet"),
            say("Bring in a file from your records system; its offenses and counts come with it."),
            say("Import counts"),
            self._import,
        )
        inside = FullHeight()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        card = Card()
        card.body.setContentsMargins(0, 0, 0, 12)
        card.body.addWidget(self.table)
        note = label(say(NOTE), "small", wrap=True)
        note.setContentsMargins(12, 0, 12, 0)
        card.body.addWidget(note)
        column.addWidget(card)
        self._chart_card = Card(say("Beside the month before"))
        self._chart_card.body.addWidget(self.chart)
        column.addWidget(self._chart_card)
        column.addStretch(1)
        self.views = QStackedWidget()
        self._area = scrolled(inside, say("The snapshot"))
        self.views.addWidget(self._area)
        self.views.addWidget(self.none_yet)
        self.split = Split(self.desk, "crime")
        self.split.addWidget(self.views)
        self.split.addWidget(self.panel)
        self.split.setStretchFactor(0, 1)
        self.panel.hide()
        self.body.addWidget(self.split, 1)
        self.widen_for(self._area)

    def focus_first(self) -> None:
        """The table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self) -> None:
        """Ask for the month."""
        precinct, month = self.desk.precinct, self.month.value()
        self.desk.ask("crime", lambda: read_snapshot(precinct, month), self._show)

    def _show(self, snapshot: object) -> None:
        if not isinstance(snapshot, Snapshot):
            return
        self._snapshot = snapshot
        rows = self.table.rows
        rows.columns = columns_for(snapshot.month)
        at = max(self.table.currentIndex().row(), 0)
        rows.show_rows(snapshot.rows)
        self.table.choose(at)
        self.table.setFixedHeight(40 * len(snapshot.rows) + 40)
        counted = sum(row.figure is not None and row.figure.current is not None for row in snapshot.rows)
        known = say("{offenses} counted", offenses=plural(counted, "offense")) if counted else say("not counted yet")
        self.subtitle.setText(
            say(
                "{month} beside {before} · {known}",
                month=snapshot.month.label,
                before=snapshot.month.prior.label,
                known=known,
            )
        )
        self._show_chart(snapshot)
        self.views.setCurrentWidget(self._area if snapshot.rows else self.none_yet)
        if self.panel.isVisible():
            self._show_panel()

    def _show_chart(self, snapshot: Snapshot) -> None:
        known = [row.figure for row in snapshot.rows if row.figure is not None and row.figure.current is not None]
        known.sort(key=lambda figure: -(figure.current or 0))
        self._chart_card.setVisible(bool(known))
        if known:
            self.chart.show_drawing(partial(drawn_bars, snapshot.month, known[:CHARTED]))

    def _row_chosen(self) -> None:
        if self.panel.isVisible():
            self._show_panel()

    def _edit_chosen(self) -> None:
        self._open(self.table.chosen())

    def _open(self, row: object) -> None:
        if isinstance(row, SnapshotRow):
            first = not self.panel.isVisible()
            self.panel.show()
            self._narrow(True)
            if first:
                self.split.arrange(PANEL_PX)
            self._show_panel()
            self.panel.form.take_focus()

    def _narrow(self, narrow: bool) -> None:
        """Beside the panel the table keeps the two months."""
        later = self.table.rows.columns[MONTH_COLUMNS:]
        self.table.squeeze([column.name for column in later] if narrow else ())

    def _show_panel(self) -> None:
        row = self.table.chosen()
        if row is not None and self._snapshot is not None:
            kept = {entry.scope: entry for entry in self._snapshot.entries if entry.offense == row.offense.id}
            self.panel.show_offense(row.offense, self._snapshot.month, kept, row.figure)

    def _close(self) -> None:
        self.panel.hide()
        self._narrow(False)
        self.focus_first()

    def _import(self) -> None:
        self.desk.go("importing", "crime")
