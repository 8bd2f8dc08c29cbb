"""The part of the settings about field kits: making one, bringing one back, and answering what it asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from outreach.actions.bring_back import KitResult, bring_back
from outreach.actions.change import Changes
from outreach.actions.field_kit import KitDetails, make_kit
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.queries.field_kits import KitLine, WaitingChange, field_kits, kit_here, waiting_changes
from outreach.queries.kit_contents import KitChoice
from outreach.queries.lookups import NeighborhoodChoice, OfficerChoice, neighborhoods, officers
from outreach.queries.precincts import precinct_header
from outreach.records.beside import KIT_SUFFIX
from outreach.ui.desk import Desk
from outreach.ui.models import Column, TableModel
from outreach.ui.pages.kit_questions import KitQuestions
from outreach.ui.painted import margins
from outreach.ui.tasks import Progress
from outreach.ui.widgets.action_form import ActionForm
from outreach.ui.widgets.basics import Card, EmptyState, button, label, scrolled
from outreach.ui.widgets.fields import Field
from outreach.ui.widgets.tables import Table
from outreach.ui.wording import dated, plural

WORDS = (
    "For a meeting without a network: one encrypted file that this program opens on a laptop. It holds the people, "
    "events and promises of the neighborhoods you choose, and nothing else. What is recorded there comes back here."
)
HERE = "These records are a field kit themselves: kits are made, and brought back, at the precinct."
KINDS = "Field kits (*{suffix})"
DRAFT = "form/settings/field-kits/kit"
DAYS = 14
FORM_PX = 520
LIST_PX = 320


@dataclass(frozen=True, slots=True)
class _Kept:
    here: bool
    kits: tuple[KitLine, ...]
    waiting: tuple[WaitingChange, ...]
    neighborhoods: tuple[NeighborhoodChoice, ...]
    officers: tuple[OfficerChoice, ...]
    zone: ZoneInfo


class KitsPart(Card):
    """The kits that went out, or in their place one form, or what a kit asks."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(say("Field kits"))
        self._desk = desk
        self._zone = ZoneInfo("UTC")
        self._coming: Path | None = None
        self._here = self._was_shown = False
        self.words = label(say(WORDS), "muted", wrap=True)
        self.table = Table("Field kits", TableModel[KitLine](self._columns()))
        self.none_yet = EmptyState(
            say("No kit has gone out yet"),
            say("A kit takes the records of a few neighborhoods to a meeting without a network."),
            say("Make a kit …"), self.start_making,
        )  # fmt: skip
        self.make = button(say("Make a kit …"), self.start_making)
        self.bring = button(say("Bring one back …"), self._choose_back)
        self.form = self._making_form()
        self.places = QListWidget()
        self.back = ActionForm("kit-back", say("Bring back"), say("Bring it back"), desk.today)
        self.back.add_line(
            "phrase", say("&Passphrase of the kit"), needed=say("The passphrase is missing: fill it in.")
        )
        self.questions = KitQuestions(desk)
        self._lay_out()
        for form, done in ((self.form, self._make), (self.back, self._bring)):
            form.left.connect(self._leave)
            form.submitted.connect(done)
            form.faulty_words.connect(desk.messages.fault)
        self.form.keep_also("places", self.places)
        self.places.itemChanged.connect(self._ticked)
        self.questions.answered.connect(self.read)
        self.questions.left.connect(self._leave)

    def _columns(self) -> Sequence[Column[KitLine]]:
        return (
            Column("Kit", lambda row: row.name, second=lambda row: row.holds, strong=True),
            Column("With", lambda row: row.officer, width=140),
            Column("Until", lambda row: dated(self._last_day(row).date()), width=120, value=self._last_date),
            Column("Came back", lambda row: f"{row.kept:,}", width=96, right=True),
            Column("Asks", lambda row: f"{row.waiting:,}" if row.waiting else "–", width=64, right=True),
        )

    def _last_date(self, kit: KitLine) -> date:
        return self._last_day(kit).date()

    def _last_day(self, kit: KitLine) -> datetime:
        return kit.expires_at.astimezone(self._zone) - timedelta(minutes=1)

    def _making_form(self) -> ActionForm:
        form = ActionForm("kit", say("A new field kit"), say("Make the kit …"), self._desk.today)
        form.add_line("name", say("&Name"), needed=say("The name is missing: for example where it goes."))
        form.add_choice("officer", say("Who &takes it"), needed=say("Choose the officer who takes it."))
        form.add_date(
            "until", say("Events planned &until"), needed=say("The last day is missing: write it as month/day/year.")
        )
        form.add_date(
            "expires", say("&Open until"), needed=say("The day it closes is missing: write it as month/day/year.")
        )
        form.pair()
        form.add_line(
            "phrase", say("&Passphrase, at least 12 letters"), needed=say("The passphrase is missing: fill it in.")
        )
        form.add_line("again", say("Passphrase a&gain"), needed=say("Type the passphrase a second time."))
        return form

    def _lay_out(self) -> None:
        for form, names in ((self.form, ("phrase", "again")), (self.back, ("phrase",))):
            for name in names:
                edit = form.control(name)
                if isinstance(edit, QLineEdit):
                    edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.top.addWidget(self.make)
        self.top.addWidget(self.bring)
        self.body.addWidget(self.words)
        self.places.setAccessibleName(say("Neighborhoods of the kit"))
        self.places.setFixedHeight(LIST_PX)
        right = QWidget()
        inner = QVBoxLayout(right)
        inner.setContentsMargins(margins(0, 0, 8, 0))
        inner.setSpacing(10)
        self.which = Field(say("Neigh&borhoods"), self.places)
        beside = QHBoxLayout()
        beside.setSpacing(24)
        beside.addWidget(self.form, 3)
        beside.addWidget(self.which, 2, Qt.AlignmentFlag.AlignTop)
        inner.addLayout(beside)
        for part in (self.back, self.questions):
            part.setMaximumWidth(FORM_PX)
            inner.addWidget(part)
        inner.addStretch(1)
        self.right = scrolled(right, say("Form of field kits"))
        self.right.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(self.table, 1)
        row.addWidget(self.none_yet, 1)
        row.addWidget(self.right, 1)
        self.body.addLayout(row, 1)
        self._show_only(None)

    def _show_only(self, part: QWidget | None) -> None:
        for one in (self.form, self.back, self.questions):
            one.setVisible(one is part)
        self.which.setVisible(part is self.form)
        self.right.setVisible(part is not None)
        self.table.setVisible(part is None and not self._here and bool(self.table.rows.rows))
        self.none_yet.setVisible(part is None and not self._here and not self.table.rows.rows)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Read when it is looked at."""
        super().showEvent(event)
        self.read()

    def read(self) -> None:
        """Ask for the kits, and what they ask."""
        precinct = self._desk.precinct

        def question() -> _Kept:
            zone = ZoneInfo(precinct_header(precinct).time_zone)
            kits, waiting = field_kits(precinct), waiting_changes(precinct)
            known = neighborhoods(precinct), officers(precinct)
            return _Kept(kit_here() is not None, kits, waiting, *known, zone)

        self._desk.ask("kits", question, self._show)

    def _show(self, kept: object) -> None:
        if not isinstance(kept, _Kept):
            return
        self._zone = kept.zone
        self._here = kept.here
        for control in (self.make, self.bring):
            control.setVisible(not kept.here)
        self.words.setText(say(HERE if kept.here else WORDS))
        self.table.rows.show_rows(() if kept.here else kept.kits)
        self.form.offer("officer", [(one.name, one.id) for one in kept.officers])
        ticked = set(self._chosen_places())
        blocked = self.places.blockSignals(True)
        self.places.clear()
        for place in kept.neighborhoods:
            item = QListWidgetItem(place.name, self.places)
            item.setData(Qt.ItemDataRole.UserRole, place.id)
            item.setCheckState(Qt.CheckState.Checked if place.id in ticked else Qt.CheckState.Unchecked)
        self.places.blockSignals(blocked)
        if not self._was_shown and not kept.here and self._desk.drafts.kept(DRAFT) is not None:
            self.start_making()
        self._was_shown = True
        if kept.waiting and not self.form.isVisible() and not self.back.isVisible():
            focus = QApplication.focusWidget()
            # Whoever walks through the parts of the settings with the arrows must not answer by the next of them.
            takes_focus = focus is None or self.isAncestorOf(focus)
            self.questions.show_changes(kept.waiting, takes_focus=takes_focus)
            self._show_only(self.questions)
        elif not (self.form.isVisible() or self.back.isVisible()):
            self._show_only(None)

    def _chosen_places(self) -> list[int]:
        items = [self.places.item(row) for row in range(self.places.count())]
        return [
            int(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() == Qt.CheckState.Checked
        ]

    def _ticked(self, _line: QListWidgetItem) -> None:
        self.form.typed.emit()

    def _leave(self) -> None:
        self._show_only(None)
        self.make.setFocus(Qt.FocusReason.OtherFocusReason)

    def start_making(self) -> None:
        """Ask what the kit is for."""
        last = self._desk.today + timedelta(days=DAYS)
        self.form.fill(name="", until=last, expires=datetime.now(self._zone).date() + timedelta(days=DAYS))
        self.form.fill(phrase="", again="")
        self.form.resume(self._desk.drafts, DRAFT)
        self._show_only(self.form)
        self.places.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self) -> None:
        form, desk = self.form, self._desk
        if form.text("phrase") != form.text("again"):
            desk.messages.fault(say("The passphrase was typed differently the second time: type both again."))
            return
        places = self._chosen_places()
        if not places:
            desk.messages.fault(say("No neighborhood is chosen: tick those that the kit is for."))
            self.places.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        suggested = f"{form.text('name').lower().replace(' ', '-')}{KIT_SUFFIX}"
        path, _kind = QFileDialog.getSaveFileName(self, say("Where to write the kit"), suggested, _kinds())
        if path:
            self.make_at(Path(path))

    def make_at(self, path: Path) -> None:
        """Make the kit as the form says, at a place."""
        form, desk, places, zone = self.form, self._desk, self._chosen_places(), self._zone
        until, expires, officer = form.date("until"), form.date("expires"), form.chosen("officer")
        if until is None or expires is None or not isinstance(officer, int):
            return
        ends = datetime.combine(expires + timedelta(days=1), time(), zone)
        details = KitDetails(form.text("name"), officer, ends)
        choice = KitChoice(desk.today, until, neighborhoods=tuple(places))
        actor, precinct, phrase = desk.actor, desk.precinct, form.text("phrase")

        def work(_progress: Progress) -> Changes | OutreachError:
            try:
                return make_kit(actor, precinct, choice, details, phrase, path, datetime.now(zone))
            except OutreachError as fault:
                return fault

        desk.work("kit", work, self._made, say("Making the kit"), writes=True)

    def _made(self, result: object) -> None:
        if isinstance(result, OutreachError):
            self._desk.messages.error(result)
        elif isinstance(result, Changes):
            self._desk.hear(result)
            self.form.recorded()
            self._leave()
            self.read()
            self._desk.messages.good(say("The kit is made: copy the file to the laptop and open it with this program."))

    def _choose_back(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(self, say("The kit, as it came back"), "", _kinds())
        if path:
            self.start_back(Path(path))

    def start_back(self, path: Path) -> None:
        """Ask for the passphrase of a kit that came back."""
        self._coming = path
        self.back.fill(phrase="")
        self._show_only(self.back)
        self.back.take_focus()

    def _bring(self) -> None:
        actor, path, phrase = self._desk.actor, self._coming, self.back.text("phrase")
        if path is None:
            return

        def work(progress: Progress) -> KitResult | OutreachError:
            try:
                return bring_back(actor, path, phrase, progress.step)
            except OutreachError as fault:
                return fault

        self._desk.work("kit-back", work, self._brought, say("Bringing it back"), writes=True)

    def _brought(self, result: object) -> None:
        if isinstance(result, OutreachError):
            self._desk.messages.error(result)
        elif isinstance(result, KitResult):
            self._desk.hear(Changes("bring_back", None, result.touched))
            self._show_only(None)
            self.read()
            self._desk.messages.good(told_of(result))


def _kinds() -> str:
    return say(KINDS, suffix=KIT_SUFFIX)


def told_of(result: KitResult) -> str:
    """What came back of a kit, in one sentence or two."""
    told = say("{name}: {changes} came back", name=result.name, changes=plural(result.applied, "change"))
    rest = [
        words
        for count, words in (
            (result.same, say("{count:,} were so already", count=result.same)),
            (result.earlier, say("{count:,} came back earlier", count=result.earlier)),
            (result.left_out, say("{count:,} were left out", count=result.left_out)),
        )
        if count
    ]
    asks = say(" {questions} to answer.", questions=plural(result.waiting, "question")) if result.waiting else ""
    return f"{'; '.join([told, *rest])}.{asks}"
