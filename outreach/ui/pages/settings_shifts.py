"""The part of the settings for shifts: the plans side by side, and the form of the next one."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from outreach.actions.change import Changes
from outreach.actions.shifts import ShiftPlanDetails, adopt_shift_plan
from outreach.languages.spoken import say
from outreach.queries.shift_plans import PlanLine
from outreach.ui.desk import Desk
from outreach.ui.typed_lists import parse_shifts
from outreach.ui.widgets.action_form import ActionForm
from outreach.ui.widgets.basics import Card, button, clear, label
from outreach.ui.widgets.flow import FlowLayout
from outreach.ui.wording import clock, plural, short_date

FORM_PX = 460
SHIFTS_PX = 150
DRAFT = "form/settings/Shifts/new"


class ShiftsPart(Card):
    """The plans, newest first, and the form for the next one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(say("Shifts"))
        self._desk = desk
        words = say("A new plan begins on a date, and the one before ends the day before. Old months keep their plan.")
        self.body.addWidget(label(words, "muted", wrap=True))
        self._plans = FlowLayout(None, 16, 16)
        self.body.addLayout(self._plans)
        self.new = button(say("New plan"), self._start, name=say("Begin a new shift plan"))
        self.top.addWidget(self.new)
        self.form = ActionForm("shifts", say("New plan"), say("Adopt the plan"), desk.today)
        self.form.add_line("name", say("&Name"), needed=say("The plan's name is missing: for example Four shifts."))
        self.form.add_date(
            "valid_from", say("&Worked from"), needed=say("The first day is missing: write it as month/day/year.")
        )
        self.form.add_words("shifts", say("&Shifts, one a line"), needed=say("No shift is named: write one a line."))
        self.form.setMaximumWidth(FORM_PX)
        edit = self.form.control("shifts")
        if isinstance(edit, QPlainTextEdit):
            edit.setFixedHeight(SHIFTS_PX)
        self.form.submitted.connect(self._keep)
        self.form.left.connect(self.form.hide)
        self.form.faulty_words.connect(desk.messages.fault)
        self.form.hide()
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self._newest: PlanLine | None = None
        self._was_shown = False

    def show_plans(self, plans: tuple[PlanLine, ...]) -> None:
        """Show the plans side by side."""
        clear(self._plans)
        self._newest = plans[0] if plans else None
        if not self._was_shown and self._desk.drafts.kept(DRAFT) is not None:
            self._start()
        self._was_shown = True
        if not plans:
            self._plans.addWidget(label(say("No plan yet: events are not counted by shift."), "muted", wrap=True))
        for plan in plans[:4]:
            lines = "\n".join(f"{one.name}: {clock(one.starts)} – {clock(one.ends)}" for one in plan.shifts)
            part = Card(plan.name)
            part.body.addWidget(label(f"{self._span(plan)} · {plural(len(plan.shifts), 'shift')}", "small"))
            part.body.addWidget(label(lines))
            self._plans.addWidget(part)
            self._plans.setAlignment(part, Qt.AlignmentFlag.AlignTop)

    def _span(self, plan: PlanLine) -> str:
        first = short_date(plan.valid_from, self._desk.today)
        if plan.valid_to is None:
            return say("from {first} until now", first=first)
        return say("from {first} to {last}", first=first, last=short_date(plan.valid_to, self._desk.today))

    def _start(self) -> None:
        lines = self._newest.shifts if self._newest else ()
        text = "\n".join(f"{one.name}, {clock(one.starts)} – {clock(one.ends)}" for one in lines)
        self.form.fill(name="", valid_from=self._desk.today, shifts=text)
        self.form.resume(self._desk.drafts, DRAFT)
        self.form.show()
        self.form.take_focus()

    def _keep(self) -> None:
        if self._desk.do(self._adopt, say("The plan is adopted.")) is not None:
            self.form.recorded()
            self.form.hide()

    def _adopt(self) -> Changes:
        first = self.form.date("valid_from") or self._desk.today
        details = ShiftPlanDetails(self.form.text("name"), first, tuple(parse_shifts(self.form.text("shifts"))))
        return adopt_shift_plan(self._desk.actor, self._desk.precinct, details)
