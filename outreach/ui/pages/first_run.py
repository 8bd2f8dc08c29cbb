"""The first run: the precinct, its neighborhoods, shifts and officers; each step can be skipped and done later."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import cast
from zoneinfo import available_timezones

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCompleter,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from outreach.actions.change import Changes
from outreach.actions.neighborhoods import NeighborhoodDetails, add_neighborhoods
from outreach.actions.precinct import PrecinctDetails, add_officers, set_up_precinct
from outreach.actions.shifts import ShiftPlanDetails, adopt_shift_plan
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.ui.desk import Desk
from outreach.ui.page import Page
from outreach.ui.typed_lists import (
    FOUR_SHIFTS,
    THREE_SHIFTS,
    parse_neighborhoods,
    parse_officers,
    parse_shifts,
    read_neighborhoods,
)
from outreach.ui.widgets.basics import Card, button, label
from outreach.ui.widgets.contents import contents_list
from outreach.ui.widgets.fields import DateField, Field
from outreach.ui.wording import plural

STEPS_PX = 232
FORM_PX = 620
FILES = "Neighborhoods (*.geojson *.json *.csv *.xlsx *.xls *.ods)"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name in the list, its heading, and why it is asked."""

    words: str
    heading: str
    why: str


CARD_SHARE = 100
"""The form takes what there is, up to its width, before anything stays empty beside it."""
STEPS = (
    Step("Precinct", "Your precinct", "It stands on every page that is printed."),
    Step(
        "Neighborhoods", "Your neighborhoods", "One a line, typed or pasted; a community after a comma if you use them."
    ),
    Step("Shifts", "Your shifts", "Events are counted by the shift on duty. A later change gets its own date."),
    Step("Officers", "Your officers", "Who makes promises and leads events. One a line: badge, rank, name."),
)


def _tall(name: str, example: str) -> QPlainTextEdit:
    edit = QPlainTextEdit()
    edit.setAccessibleName(name)
    edit.setPlaceholderText(example)
    edit.setTabChangesFocus(True)
    edit.setMinimumHeight(200)
    return edit


class FirstRunPage(Page):
    """Four steps at the left, the one at hand at the right."""

    finished = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, say("Welcome to Outreach"))
        self.subtitle.setText(say("A few facts about your precinct, then you can record your first meeting."))
        self.demo = button(
            say("Look at the demo instead"), self._open_demo, tip=say("An invented precinct; nothing of yours is in it")
        )
        self.tools.addWidget(self.demo)
        self._drawn: tuple[NeighborhoodDetails, ...] = ()
        self.steps = contents_list(say("Steps"))
        self.steps.addItems([say(step.words) for step in STEPS])
        self.steps.currentRowChanged.connect(self._show_step)
        self.forms = QStackedWidget()
        self.heading = label("", "heading")
        self.why = label("", "muted", wrap=True)
        self.keep = button(say("Keep and go on"), self._keep, "main")
        self.skip = button(say("Skip for now"), self._skip, "quiet")
        self._make_fields()
        self._bring_back()
        self._lay_out()
        if desk.precinct > 0:
            self._mark_done(0)
        self.steps.setCurrentRow(0 if desk.precinct <= 0 else 1)

    def _make_fields(self) -> None:
        self.agency, self.name, self.commander, self.zone = (QLineEdit() for _ in range(4))
        self.agency.setPlaceholderText("Birmingham Police Department")
        self.name.setPlaceholderText("West Precinct")
        self.zone.setText("America/Chicago")
        completer = QCompleter(sorted(available_timezones()), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.zone.setCompleter(completer)
        self.neighborhoods = _tall(say("Neighborhoods"), "Ensley, Ensley\nBelview Heights, Five Points West\nWylam")
        self.shifts = _tall(say("Shifts"), say(THREE_SHIFTS))
        self.officers = _tall(say("Officers"), "101, Ofc., R. Sample\n27, Sgt., D. Example")
        self.since = DateField(say("Worked since"), self.desk.today)
        self.since.show_value(self.desk.today.replace(month=1, day=1))

    def _bring_back(self) -> None:
        """What was typed before the program ended is still there."""
        for name, edit in (("agency", self.agency), ("name", self.name), ("commander", self.commander)):
            edit.setText(self.desk.remembered(f"first run/{name}"))
            edit.textEdited.connect(partial(self.desk.remember, f"first run/{name}"))
        for edit in (self.agency, self.name, self.commander, self.zone):
            edit.returnPressed.connect(self._keep)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self.forms, self._keep, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for name, tall in (("neighborhoods", self.neighborhoods), ("shifts", self.shifts), ("officers", self.officers)):
            tall.setPlainText(self.desk.remembered(f"first run/{name}"))
            tall.textChanged.connect(partial(self._remember, name, tall))

    def _remember(self, name: str, tall: QPlainTextEdit) -> None:
        self.desk.remember(f"first run/{name}", tall.toPlainText())

    def _lay_out(self) -> None:
        precinct = (
            (say("&Agency"), self.agency),
            (say("&Precinct"), self.name),
            (say("&Commander (may wait)"), self.commander),
            (say("&Time zone"), self.zone),
        )
        self.forms.addWidget(self._form([Field(words, edit) for words, edit in precinct]))
        choose = button(
            say("Read them from a file …"), self._choose_file, tip=say("GeoJSON with boundaries, CSV or a workbook")
        )
        self.forms.addWidget(self._form([Field(say("&Neighborhoods"), self.neighborhoods), choose]))
        self.forms.addWidget(
            self._form([Field(say("&Shifts"), self.shifts), self._examples(), Field(say("&Worked since"), self.since)])
        )
        self.forms.addWidget(self._form([Field(say("&Officers"), self.officers)]))
        card = Card()
        card.setMaximumWidth(FORM_PX + 40)
        for widget in (self.heading, self.why, self.forms):
            card.body.addWidget(widget)
        buttons = QHBoxLayout()
        for control in (self.keep, self.skip):
            buttons.addWidget(control)
        buttons.addStretch(1)
        card.body.addLayout(buttons)
        left = Card()
        left.setFixedWidth(STEPS_PX)
        left.body.setContentsMargins(8, 8, 8, 8)
        left.body.addWidget(self.steps)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(left)
        row.addWidget(card, CARD_SHARE)
        row.addStretch(1)
        self.body.addLayout(row, 1)

    def _examples(self) -> QWidget:
        """Plans to begin with."""
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for words, plan, name in (
            (say("Fill in three shifts"), THREE_SHIFTS, say("Fill in three shifts of eight hours")),
            (say("Fill in four shifts"), FOUR_SHIFTS, say("Fill in four shifts that overlap")),
        ):
            row.addWidget(button(words, self._offer(say(plan)), name=name))
        row.addStretch(1)
        return held

    def _form(self, parts: list[QWidget]) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        tall = False
        for part in parts:
            if isinstance(part, QPushButton):
                column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
            elif part.findChild(QPlainTextEdit):
                part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
                column.addWidget(part, 1)
                tall = True
            else:
                column.addWidget(part)
        if not tall:
            column.addStretch(1)
        return form

    def _offer(self, words: str) -> Callable[[], None]:
        return lambda: self.shifts.setPlainText(words)

    def focus_first(self) -> None:
        """The first field of the step at hand."""
        fields = (self.agency, self.neighborhoods, self.shifts, self.officers)
        fields[max(self.steps.currentRow(), 0)].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_record(self, what: object) -> None:
        """Resume at a step, by its number."""
        if isinstance(what, int):
            self.steps.setCurrentRow(min(what, len(STEPS) - 1))

    def take_dropped(self, paths: Sequence[Path]) -> Sequence[Path]:
        """A file of neighborhoods is read into their step; everything else waits until the precinct is set up."""
        if paths:
            self.steps.setCurrentRow(1)
            self.take_file(paths[0])
        return ()

    def _show_step(self, row: int) -> None:
        step = STEPS[max(row, 0)]
        self.heading.setText(say(step.heading))
        self.why.setText(say(step.why))
        self.forms.setCurrentIndex(max(row, 0))
        last = row == len(STEPS) - 1
        self.keep.setText(say("Keep and begin") if last else say("Keep and go on"))
        self.skip.setText(say("Begin without") if last else say("Skip for now"))
        self.skip.setVisible(row > 0)
        self.focus_first()

    def _skip(self) -> None:
        if self.steps.currentRow() < len(STEPS) - 1:
            self.desk.messages.info(say("Skipped for now: choose it at the left to come back to it."))
        self._go_on()

    def _go_on(self) -> None:
        row = self.steps.currentRow()
        if row < len(STEPS) - 1:
            self.steps.setCurrentRow(row + 1)
            return
        self.finished.emit(self.desk.precinct)
        self.desk.go("home")

    def _keep(self) -> None:
        row = self.steps.currentRow()
        if row > 0 and self.desk.precinct <= 0:
            self.desk.messages.fault(say("The precinct comes first: fill in its agency and name."))
            self.steps.setCurrentRow(0)
            return
        deeds = (self._keep_precinct, self._keep_neighborhoods, self._keep_shifts, self._keep_officers)
        try:
            changes = deeds[row]()
        except OutreachError as error:
            self.desk.messages.error(error)
            return
        for name in (
            ("agency", "name", "commander") if row == 0 else (("neighborhoods", "shifts", "officers")[row - 1],)
        ):
            self.desk.remember(f"first run/{name}", "")
        if row == 0:
            self.desk.precinct = changes.only_id("precinct")
        self._mark_done(row)
        self._go_on()

    def _mark_done(self, row: int) -> None:
        """A precinct is set up once; the other steps may be gone through again."""
        item = self.steps.item(row)
        item.setText(f"{say(STEPS[row].words)}  ✓")
        if row == 0:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)

    def _keep_precinct(self) -> Changes:
        details = PrecinctDetails(
            agency=self.agency.text(),
            name=self.name.text(),
            commander=self.commander.text(),
            time_zone=self.zone.text().strip(),
        )
        return self.desk.attempt(
            lambda: set_up_precinct(self.desk.actor, details), say("{name} is set up.", name=details.name)
        )

    def _keep_neighborhoods(self) -> Changes:
        typed = parse_neighborhoods(self.neighborhoods.toPlainText())
        drawn = {one.name.casefold(): one for one in self._drawn}
        rows = [
            NeighborhoodDetails(one.name, one.community, drawn[key].boundary if key in drawn else None)
            for one in typed
            for key in (one.name.casefold(),)
        ]
        if not rows:
            raise OutreachError(say("No neighborhood is named: write one a line, or skip this step."))
        told = say("{what} kept.", what=plural(len(rows), "neighborhood"))
        return self.desk.attempt(lambda: add_neighborhoods(self.desk.actor, self.desk.precinct, rows), told)

    def _keep_shifts(self) -> Changes:
        shifts = parse_shifts(self.shifts.toPlainText())
        if not shifts:
            raise OutreachError(say("No shift is named: write one a line, or skip this step."))
        since = self.since.value() or self.desk.today
        plan = ShiftPlanDetails(plural(len(shifts), "shift"), since, tuple(shifts))
        told = say("{what} kept.", what=plural(len(shifts), "shift"))
        return self.desk.attempt(lambda: adopt_shift_plan(self.desk.actor, self.desk.precinct, plan), told)

    def _keep_officers(self) -> Changes:
        officers = parse_officers(self.officers.toPlainText())
        if not officers:
            raise OutreachError(say("No officer is named: write one a line, or begin without."))
        told = say("{what} kept.", what=plural(len(officers), "officer"))
        return self.desk.attempt(lambda: add_officers(self.desk.actor, self.desk.precinct, officers), told)

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, say("Neighborhoods"), "", say(FILES))
        if name:
            self.take_file(Path(name))

    def take_file(self, path: Path) -> None:
        """Put the neighborhoods of a file into the list, where they can be looked through before they are kept."""
        self.desk.ask("first run/file", lambda: read_neighborhoods(path), self._show_found, say("Reading the file"))

    def _show_found(self, answer: object) -> None:
        found = cast("list[NeighborhoodDetails]", answer)
        # Those of an earlier file stay, as their names do; of one name the later boundary holds.
        self._drawn += tuple(one for one in found if one.boundary)
        typed = self.neighborhoods.toPlainText().strip()
        named = {one.name.casefold() for one in parse_neighborhoods(typed)}
        fresh = [one for one in found if one.name.casefold() not in named]
        lines = [f"{one.name}, {one.community}" if one.community else one.name for one in fresh]
        self.neighborhoods.setPlainText("\n".join(filter(None, [typed, *lines])))
        names, drawn = plural(len(found), "neighborhood"), plural(len(self._drawn), "boundary", "boundaries")
        self.desk.messages.info(
            say("{names} read, {drawn}: take out those that are not yours.", names=names, drawn=drawn)
            if self._drawn
            else say("{names} read: take out those that are not yours.", names=names)
        )

    def _open_demo(self) -> None:
        self.desk.go("demo")
