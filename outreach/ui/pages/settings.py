"""Settings: the precinct, its officers, shifts, kinds of event and topics."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPlainTextEdit, QStackedWidget, QVBoxLayout

from outreach.actions.change import Actor, Changes
from outreach.actions.kinds import (
    EventKindDetails,
    add_event_kind,
    add_measure_kind,
    add_topic,
    edit_event_kind,
    edit_measure_kind,
    edit_topic,
)
from outreach.actions.precinct import OfficerDetails, PrecinctDetails, add_officer, edit_officer, edit_precinct
from outreach.actions.shifts import ShiftPlanDetails, adopt_shift_plan
from outreach.queries.lookups import Choice as Option
from outreach.queries.lookups import DeskLookups, EventKindChoice, OfficerChoice, desk_lookups
from outreach.queries.precincts import PrecinctHeader, precinct_header
from outreach.queries.shift_plans import PlanLine, shift_plans
from outreach.ui.desk import Desk
from outreach.ui.models import Column
from outreach.ui.page import Page
from outreach.ui.pages.settings_accounts import AccountsPart
from outreach.ui.pages.settings_backups import BackupsPart
from outreach.ui.pages.settings_check import CheckPart
from outreach.ui.pages.settings_computer import ComputerPart
from outreach.ui.pages.settings_kits import KitsPart
from outreach.ui.pages.settings_logs import LogsPart
from outreach.ui.pages.settings_machine import MachinePart
from outreach.ui.pages.settings_parts import ListPart
from outreach.ui.pages.settings_public_records import PublicRecordsPart
from outreach.ui.pages.settings_retention import RetentionPart
from outreach.ui.pages.settings_sharing import SharingPart
from outreach.ui.pages.settings_trail import TrailPart
from outreach.ui.typed_lists import parse_shifts
from outreach.ui.widgets.action_form import ActionForm
from outreach.ui.widgets.basics import Card, button, clear, label, scrolled
from outreach.ui.widgets.full_height import FullHeight
from outreach.ui.wording import clock, plural, short_date

CONTENTS_PX = 232
FORM_PX = 460
SHIFTS_PX = 150


@dataclass(frozen=True, slots=True)
class _Kept:
    header: PrecinctHeader
    lookups: DeskLookups
    plans: tuple[PlanLine, ...]


class SettingsPage(Page):
    """The parts at the left, the one chosen at the right."""

    cares_for = frozenset(
        {"precinct", "officer", "event_kind", "event_kind_measure", "measure_kind", "topic", "shift_plan", "shift"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Settings")
        self._header: PrecinctHeader | None = None
        self._has_typed = False
        self.contents = QListWidget()
        self.contents.setAccessibleName("Parts of the settings")
        self.contents.setProperty("contents", True)
        self.parts = QStackedWidget()
        self._make_parts()
        left = Card()
        left.setFixedWidth(CONTENTS_PX)
        left.body.setContentsMargins(8, 8, 8, 8)
        left.body.addWidget(self.contents)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(left)
        row.addWidget(self.parts, 1)
        self.body.addLayout(row, 1)
        self.contents.currentRowChanged.connect(self.parts.setCurrentIndex)
        self.contents.setCurrentRow(0)

    def _make_parts(self) -> None:
        desk = self.desk
        self.precinct = precinct_form(desk)
        self.precinct.submitted.connect(self._keep_precinct)
        self.precinct.left.connect(self._start_again)
        self.precinct.typed.connect(self._note_typing)
        self.precinct.faulty_words.connect(desk.messages.fault)
        card = Card("Precinct")
        self.precinct.setMaximumWidth(FORM_PX)
        inside = FullHeight()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.addWidget(self.precinct)
        inner.addStretch(1)
        card.body.addWidget(scrolled(inside, "The precinct"), 1)
        self.officers: ListPart[OfficerChoice] = ListPart(
            desk, "Officers", "Who can own promises and lead events. Set an officer who left inactive: her past stays.",
            OFFICER_COLUMNS, officer_form(desk), fill_officer, partial(keep_officer, desk.precinct),
        )  # fmt: skip
        self.kinds: ListPart[EventKindChoice] = ListPart(
            desk, "Kinds of event", "What each kind asks for when it is recorded.",
            KIND_COLUMNS, kind_form(desk), fill_kind, partial(keep_kind, desk.precinct),
        )  # fmt: skip
        self.topics: ListPart[Option] = ListPart(
            desk, "Topics", "What concerns are about. An inactive topic is no longer offered; its concerns stay.",
            TOPIC_COLUMNS, name_form(desk, "Topic", active=True), fill_topic, partial(keep_topic, desk.precinct),
        )  # fmt: skip
        self.measures: ListPart[Option] = ListPart(
            desk, "Measures", "What is counted at events, such as vehicles stopped.",
            NAME_COLUMNS, name_form(desk, "Measure", active=False), fill_name, partial(keep_measure, desk.precinct),
        )  # fmt: skip
        self.shifts = ShiftsPart(desk)
        self.accounts = AccountsPart(desk)
        self.backups = BackupsPart(desk)
        named = (
            ("Precinct", card),
            ("Officers", self.officers),
            ("Shifts", self.shifts),
            ("Kinds of event", self.kinds),
            ("Topics", self.topics),
            ("Measures", self.measures),
            ("Accounts", self.accounts),
            ("Backups", self.backups),
            ("Check", CheckPart(desk)),
            ("Field kits", KitsPart(desk)),
            ("Audit trail", TrailPart(desk)),
            ("Retention", RetentionPart(desk)),
            ("Public records", PublicRecordsPart(desk)),
            ("Several PCs", SharingPart(desk)),
            ("This PC", MachinePart(desk)),
            ("Check this computer", ComputerPart(desk)),
            ("Logs", LogsPart(desk)),
        )
        for words, part in named:
            self.contents.addItem(words)
            self.parts.addWidget(part)

    def show_record(self, what: object) -> None:
        """Open a part by its name."""
        found = self.contents.findItems(what, Qt.MatchFlag.MatchExactly) if isinstance(what, str) else []
        if found:
            self.contents.setCurrentItem(found[0])

    def focus_first(self) -> None:
        """The parts."""
        self.contents.setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self) -> None:
        """Ask for everything that can be set."""
        precinct = self.desk.precinct

        def question() -> _Kept:
            return _Kept(precinct_header(precinct), desk_lookups(precinct, inactive=True), shift_plans(precinct))

        self.desk.ask("settings", question, self._show)

    def _show(self, kept: object) -> None:
        if not isinstance(kept, _Kept):
            return
        header = kept.header
        self.subtitle.setText(f"{header.name} · {header.agency}")
        if not self._has_typed:
            self._fill_precinct(header)
        self._show_lists(kept)

    def _fill_precinct(self, header: PrecinctHeader) -> None:
        self._header = header
        self.precinct.fill(
            agency=header.agency,
            name=header.name,
            commander=header.commander,
            time_zone=header.time_zone,
            paper=header.paper,
            quiet_after_days=header.quiet_after_days,
            traceable_below=header.traceable_below,
        )

    def _show_lists(self, kept: _Kept) -> None:
        self.officers.show_rows(kept.lookups.officers)
        self.kinds.form.offer_measures(kept.lookups.measures) if isinstance(self.kinds.form, KindForm) else None
        self.kinds.show_rows(kept.lookups.kinds)
        self.topics.show_rows(kept.lookups.topics)
        self.measures.show_rows(kept.lookups.measures)
        self.shifts.show_plans(kept.plans)
        self.accounts.show_for(is_demo=kept.header.is_demo)

    def _keep_precinct(self) -> None:
        header, form = self._header, self.precinct
        if header is None:
            return
        details = PrecinctDetails(
            agency=form.text("agency"),
            name=form.text("name"),
            commander=form.text("commander"),
            time_zone=form.text("time_zone"),
            paper=str(form.chosen("paper")),
            quiet_after_days=form.count("quiet_after_days") or 0,
            traceable_below=form.count("traceable_below") or 0,
            logo=header.logo,
            is_demo=header.is_demo,
        )
        by, key, version = self.desk.actor, header.key, header.version
        if self.desk.do(lambda: edit_precinct(by, key, version, details), "Settings kept.", self._keep_precinct):
            self._has_typed = False
            self.read()

    def _note_typing(self) -> None:
        self._has_typed = True

    def _start_again(self) -> None:
        self._has_typed = False
        self.read()


class ShiftsPart(Card):
    """The plans, newest first, and the form for the next one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Shifts")
        self._desk = desk
        words = "A new plan begins on a date, and the one before ends the day before. Old months keep their plan."
        self.body.addWidget(label(words, "muted", wrap=True))
        self._plans = QHBoxLayout()
        self._plans.setSpacing(32)
        self.body.addLayout(self._plans)
        self.new = button("New plan", self._start, name="Begin a new shift plan")
        self.top.addWidget(self.new)
        self.form = ActionForm("shifts", "New plan", "Adopt the plan", desk.today)
        self.form.add_line("name", "&Name", needed="The plan's name is missing: for example Four shifts.")
        self.form.add_date("valid_from", "&Worked from", needed="The first day is missing: write it as month/day/year.")
        self.form.add_words("shifts", "&Shifts, one a line", needed="No shift is named: write one a line.")
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

    def show_plans(self, plans: tuple[PlanLine, ...]) -> None:
        """Show the plans side by side."""
        clear(self._plans)
        self._newest = plans[0] if plans else None
        if not plans:
            self._plans.addWidget(label("No plan yet: events are not counted by shift.", "muted"))
        for plan in plans[:4]:
            until = f"to {short_date(plan.valid_to, self._desk.today)}" if plan.valid_to else "until now"
            since = f"from {short_date(plan.valid_from, self._desk.today)} {until}"
            lines = "\n".join(f"{one.name}: {clock(one.starts)} – {clock(one.ends)}" for one in plan.shifts)
            part = Card(plan.name)
            part.body.addWidget(label(f"{since} · {plural(len(plan.shifts), 'shift')}", "small"))
            part.body.addWidget(label(lines))
            self._plans.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        self._plans.addStretch(1)

    def _start(self) -> None:
        lines = self._newest.shifts if self._newest else ()
        text = "\n".join(f"{one.name}, {clock(one.starts)} – {clock(one.ends)}" for one in lines)
        self.form.fill(name="", valid_from=self._desk.today, shifts=text)
        self.form.show()
        self.form.take_focus()

    def _keep(self) -> None:
        if self._desk.do(self._adopt, "The plan is adopted.") is not None:
            self.form.hide()

    def _adopt(self) -> Changes:
        first = self.form.date("valid_from") or self._desk.today
        details = ShiftPlanDetails(self.form.text("name"), first, tuple(parse_shifts(self.form.text("shifts"))))
        return adopt_shift_plan(self._desk.actor, self._desk.precinct, details)


def precinct_form(desk: Desk) -> ActionForm:
    """The precinct's names and rules."""
    form = ActionForm("precinct", "Names, paper and rules", "Keep", desk.today)
    form.add_line("agency", "&Agency", needed="The agency is missing: fill it in.")
    form.add_line("name", "&Precinct", needed="The precinct's name is missing: fill it in.")
    form.add_line("commander", "&Commander")
    form.add_line("time_zone", "&Time zone", needed="The time zone is missing: for example America/Chicago.")
    form.add_choice("paper", "Pa&per")
    form.offer("paper", [("Letter", "letter"), ("A4", "a4")])
    form.add_count("quiet_after_days", "A neighborhood is &quiet after days", 1, "The number of days is missing.")
    return form.add_count("traceable_below", "Public papers leave out counts &below", 1, "The number is missing.")


def officer_form(desk: Desk) -> ActionForm:
    """An officer."""
    form = ActionForm("officer", "Officer", "Add", desk.today)
    form.add_line("badge", "&Badge", needed="The badge is missing: fill it in.")
    form.add_line("rank", "&Rank")
    form.add_line("name", "&Name", needed="The name is missing: fill it in.")
    return form.add_check("active", "Acti&ve")


def fill_officer(form: ActionForm, kept: OfficerChoice | None) -> None:
    """Show an officer."""
    if kept is None:
        form.fill(badge="", rank="", name="", active=True)
    else:
        form.fill(badge=kept.badge, rank=kept.rank, name=kept.plain_name, active=kept.active)


def keep_officer(precinct: int, by: Actor, form: ActionForm, kept: OfficerChoice | None) -> Changes:
    """Add or change an officer."""
    details = OfficerDetails(form.text("badge"), form.text("name"), form.text("rank"), form.ticked("active"))
    return add_officer(by, precinct, details) if kept is None else edit_officer(by, kept.id, kept.version, details)


def name_form(desk: Desk, what: str, active: bool) -> ActionForm:
    """Something that has a name and little else."""
    form = ActionForm(what.lower(), what, "Add", desk.today)
    form.add_line("name", "&Name", needed="The name is missing: fill it in.")
    return form.add_check("active", "Acti&ve") if active else form


def fill_topic(form: ActionForm, kept: Option | None) -> None:
    """Show a topic."""
    form.fill(name=kept.name if kept else "", active=kept.active if kept else True)


def keep_topic(precinct: int, by: Actor, form: ActionForm, kept: Option | None) -> Changes:
    """Add or change a topic."""
    name = form.text("name")
    if kept is None:
        return add_topic(by, precinct, name)
    return edit_topic(by, kept.id, kept.version, name, form.ticked("active"))


def fill_name(form: ActionForm, kept: Option | None) -> None:
    """Show a name."""
    form.fill(name=kept.name if kept else "")


def keep_measure(precinct: int, by: Actor, form: ActionForm, kept: Option | None) -> Changes:
    """Add or rename a measure."""
    name = form.text("name")
    return add_measure_kind(by, precinct, name) if kept is None else edit_measure_kind(by, kept.id, kept.version, name)


class KindForm(ActionForm):
    """A kind of event, with a box for each measure it may ask for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("kind", "Kind of event", "Add", desk.today)
        self.add_line("name", "&Name", needed="The name is missing: fill it in.")
        self.add_check("asks_sign_in", "Asks who &signed in")
        self.add_check("asks_hours", "Asks for officers’ &hours")
        self.add_check("is_checkpoint", "Is a &checkpoint")
        self.add_check("active", "Acti&ve")
        self.measures: tuple[Option, ...] = ()

    def offer_measures(self, measures: tuple[Option, ...]) -> None:
        """A box for each measure, made as they become known."""
        known = {measure.id for measure in self.measures}
        for measure in measures:
            if measure.id not in known:
                self.add_check(f"measure {measure.id}", f"Counts {measure.name.lower()}")
        self.measures = measures


def kind_form(desk: Desk) -> ActionForm:
    """A kind of event."""
    return KindForm(desk)


def fill_kind(form: ActionForm, kept: EventKindChoice | None) -> None:
    """Show a kind of event."""
    asked = {measure.id for measure in kept.measures} if kept else set()
    known = form.measures if isinstance(form, KindForm) else ()
    form.fill(
        name=kept.name if kept else "",
        asks_sign_in=kept.asks_sign_in if kept else True,
        asks_hours=kept.asks_hours if kept else False,
        is_checkpoint=kept.is_checkpoint if kept else False,
        active=kept.active if kept else True,
        **{f"measure {measure.id}": measure.id in asked for measure in known},
    )


def keep_kind(precinct: int, by: Actor, form: ActionForm, kept: EventKindChoice | None) -> Changes:
    """Add or change a kind of event."""
    known = form.measures if isinstance(form, KindForm) else ()
    details = EventKindDetails(
        name=form.text("name"),
        asks_sign_in=form.ticked("asks_sign_in"),
        asks_hours=form.ticked("asks_hours"),
        is_checkpoint=form.ticked("is_checkpoint"),
        measures=tuple(measure.id for measure in known if form.ticked(f"measure {measure.id}")),
        active=form.ticked("active"),
    )
    return (
        add_event_kind(by, precinct, details) if kept is None else edit_event_kind(by, kept.id, kept.version, details)
    )


def _state(kept: Option) -> str:
    return "active" if kept.active else "inactive"


def _tone(kept: Option) -> str:
    return "good" if kept.active else "quiet"


OFFICER_COLUMNS: tuple[Column[OfficerChoice], ...] = (
    Column("Badge", lambda row: row.badge, width=96),
    Column("Name", lambda row: row.name, strong=True),
    Column("", _state, width=96, tone=_tone),
)
KIND_COLUMNS: tuple[Column[EventKindChoice], ...] = (
    Column("Kind", lambda row: row.name, strong=True),
    Column("Counts", lambda row: plural(len(row.measures), "measure") if row.measures else "–", width=120, muted=True),
    Column("", _state, width=96, tone=_tone),
)
TOPIC_COLUMNS: tuple[Column[Option], ...] = (
    Column("Topic", lambda row: row.name, strong=True),
    Column("", _state, width=96, tone=_tone),
)
NAME_COLUMNS: tuple[Column[Option], ...] = (Column("Measure", lambda row: row.name, strong=True),)
