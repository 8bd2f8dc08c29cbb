"""The part of the settings about all precincts: their figures side by side, going to another, and adding one."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout

from outreach.actions.change import Changes
from outreach.actions.precinct import PrecinctDetails, set_up_precinct
from outreach.actions.rights import may
from outreach.languages.spoken import say
from outreach.queries.precinct_comparison import PrecinctComparison, PrecinctFigures, precinct_comparison
from outreach.ui.desk import Desk
from outreach.ui.models import Column, TableModel
from outreach.ui.widgets.action_form import ActionForm
from outreach.ui.widgets.basics import Card, button, label
from outreach.ui.widgets.fields import Field
from outreach.ui.widgets.month_field import MonthField
from outreach.ui.widgets.tables import Table

FORM_PX = 336
TOGETHER = 0
WORDS = "Each precinct keeps its own events, people and promises. Open one to work there."


def _number(value: int | None) -> str:
    return "–" if value is None else f"{value:,}"


def _of(part: int, whole: int) -> str:
    return say("{part} of {whole}", part=part, whole=whole)


def columns() -> tuple[Column[PrecinctFigures], ...]:
    """The name and the figures; those furthest to the right are left out first where there is no room."""
    quiet, kept = say("Quiet", sense="neighborhoods"), say("Kept", sense="promises")
    open_ones = say("Open", sense="promises")
    return (
        Column("Precinct", lambda row: row.name, strong=True),
        Column("Events", lambda row: _number(row.held), width=76, right=True),
        Column("People", lambda row: _number(row.people_reached), width=80, right=True),
        Column("Neighborhoods", lambda row: _of(row.reached, row.active), width=124, right=True),
        Column(quiet, lambda row: _number(row.quiet), width=84, right=True, key="Quiet"),
        Column(kept, lambda row: _of(row.kept, row.due), width=88, right=True, key="Kept"),
        Column(open_ones, lambda row: _number(row.open), width=68, right=True, key="Open"),
        Column("Late", lambda row: _number(row.overdue), width=64, right=True),
        Column("Concerns", lambda row: _number(row.concerns), width=92, right=True),
        Column("Signed in", lambda row: _number(row.signed_in), width=92, right=True),
        Column("First time", lambda row: _number(row.first_time), width=92, right=True),
    )


class PrecinctsPart(Card):
    """A month, the table, and what can be done: open a precinct, print the comparison, add one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(say("Precincts"))
        self._desk = desk
        self.month = MonthField(say("Month"), desk.today)
        self.table: Table[PrecinctFigures] = Table("Precincts side by side", TableModel(columns()))
        self.open = button(say("Work there"), self._open_chosen, name=say("Work in the chosen precinct"))
        self.paper = button(say("Print …"), self._print, name=say("Print the comparison"))
        self.form = ActionForm("new-precinct", say("Another precinct"), say("Add it"), desk.today)
        self.form.add_line(
            "name", say("&Name"), say("for example North Precinct"), say("The precinct has no name yet: type it.")
        )
        self.form.add_line("commander", say("&Commander"))
        self.form.leave.hide()
        self.form.setMaximumWidth(FORM_PX)
        self._lay_out()
        self.month.changed.connect(self.read)
        self.table.opened.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.form.submitted.connect(self._add)
        self.form.faulty_words.connect(desk.messages.fault)

    def _lay_out(self) -> None:
        self.body.addWidget(label(say(WORDS), "muted", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Field(say("&Month"), self.month, buddy=self.month.choice))
        row.addStretch(1)
        for widget in (self.open, self.paper):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.form)
        self.body.addStretch(0)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Read whenever it is looked at: figures change with all that is recorded."""
        super().showEvent(event)
        self.form.setVisible(self._desk.actor.precinct is None and may(self._desk.actor.role, "set_up_precinct"))
        self.read()

    def read(self) -> None:
        """Ask for the figures of the month."""
        precinct, period, today = self._desk.precinct, self.month.value(), self._desk.today
        seen = self._desk.actor.sees
        self._desk.ask("settings/precincts", lambda: precinct_comparison(precinct, period, today, seen), self._show)

    def _show(self, compared: object) -> None:
        if not isinstance(compared, PrecinctComparison):
            return
        rows = list(compared.rows)
        if len(rows) > 1:
            rows.append(replace(compared.together, precinct=TOGETHER, name=say("Together")))
        self.table.rows.show_rows(rows)
        self.table.setMaximumHeight(self.table.full_height())
        self.paper.setEnabled(len(compared.rows) > 1)
        self._chosen()

    def _chosen(self) -> None:
        row = self.table.chosen()
        self.open.setEnabled(row is not None and row.precinct not in (TOGETHER, self._desk.precinct))

    def _open_chosen(self) -> None:
        row = self.table.chosen()
        if row is not None:
            self._open(row)

    def _open(self, row: object) -> None:
        if isinstance(row, PrecinctFigures) and row.precinct not in (TOGETHER, self._desk.precinct):
            self._desk.work_in(row.precinct)

    def _print(self) -> None:
        from outreach.reports.catalogue import Choice, Copy
        from outreach.reports.orders import Order

        order = Order("precincts", Choice(period=self.month.value()), public=False)
        assert Copy.PUBLIC not in order.report.copies
        self._desk.go("reports", order)

    def _add(self) -> None:
        desk, form, only = self._desk, self.form, self._desk.precinct
        by, name, commander = desk.actor, form.text("name"), form.text("commander")

        def add() -> Changes:
            return set_up_precinct(by, replace(desk.now(lambda: _like(only)), name=name, commander=commander))

        made = desk.do(add, say("{name} is added.", name=name))
        if made is not None:
            form.fill(name="", commander="")
            desk.work_in(made.only_id("precinct"))


def _like(precinct: int) -> PrecinctDetails:
    """A precinct of the same agency with the same rules."""
    from outreach.queries.precincts import precinct_header

    known = precinct_header(precinct)
    return PrecinctDetails(
        known.agency,
        "",
        time_zone=known.time_zone,
        paper=known.paper,
        quiet_after_days=known.quiet_after_days,
        traceable_below=known.traceable_below,
        logo=known.logo,
    )
