"""Settings: the precinct, its officers, shifts, kinds of event and topics, and what looks after the records."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from outreach.languages.spoken import say
from outreach.queries.lookups import Choice, DeskLookups, desk_lookups
from outreach.queries.precincts import PrecinctHeader, precinct_header
from outreach.queries.shift_plans import PlanLine, shift_plans
from outreach.ui.desk import Desk
from outreach.ui.page import Page
from outreach.ui.pages.settings_accounts import AccountsPart
from outreach.ui.pages.settings_backups import BackupsPart
from outreach.ui.pages.settings_check import CheckPart
from outreach.ui.pages.settings_computer import ComputerPart
from outreach.ui.pages.settings_kits import KitsPart
from outreach.ui.pages.settings_lists import KindForm, kinds_part, measures_part, officers_part, topics_part
from outreach.ui.pages.settings_logs import LogsPart
from outreach.ui.pages.settings_machine import MachinePart
from outreach.ui.pages.settings_parts import ListPart
from outreach.ui.pages.settings_precinct import PrecinctPart
from outreach.ui.pages.settings_precincts import PrecinctsPart
from outreach.ui.pages.settings_public_records import PublicRecordsPart
from outreach.ui.pages.settings_retention import RetentionPart
from outreach.ui.pages.settings_sharing import SharingPart
from outreach.ui.pages.settings_shifts import ShiftsPart
from outreach.ui.pages.settings_trail import TrailPart
from outreach.ui.rights import refused_words
from outreach.ui.widgets.basics import Card, label
from outreach.ui.widgets.contents import contents_list

CONTENTS_PX = 232


@dataclass(frozen=True, slots=True)
class _Kept:
    header: PrecinctHeader
    lookups: DeskLookups
    plans: tuple[PlanLine, ...]


MAKERS: dict[str, Callable[[Desk], QWidget]] = {
    "Precinct": PrecinctPart,
    "Precincts": PrecinctsPart,
    "Officers": officers_part,
    "Shifts": ShiftsPart,
    "Kinds of event": kinds_part,
    "Topics": topics_part,
    "Measures": measures_part,
    "Accounts": AccountsPart,
    "Backups": BackupsPart,
    "Check": CheckPart,
    "Field kits": KitsPart,
    "Audit trail": TrailPart,
    "Retention": RetentionPart,
    "Public records": PublicRecordsPart,
    "Several PCs": SharingPart,
    "This PC": MachinePart,
    "Check this PC": ComputerPart,
    "Logs": LogsPart,
}
"""The parts in their order, by the English names they are opened by. Each is made when it is first looked at: all at
once would be felt."""

ROWS: dict[str, Callable[[DeskLookups], Sequence[Choice]]] = {
    "Officers": lambda lookups: lookups.officers,
    "Kinds of event": lambda lookups: lookups.kinds,
    "Topics": lambda lookups: lookups.topics,
    "Measures": lambda lookups: lookups.measures,
}
"""What the parts that are lists show."""

DEEDS: dict[str, tuple[str, str]] = {
    "Precinct": ("edit_precinct", "change the precinct"),
    "Officers": ("edit_officer", "add and change officers"),
    "Shifts": ("adopt_shift_plan", "begin a new shift plan"),
    "Kinds of event": ("edit_event_kind", "add and change kinds of event"),
    "Topics": ("edit_topic", "change a topic that is here already"),
    "Measures": ("edit_measure_kind", "add and change measures"),
    "Backups": ("restore_backup", "put a backup back"),
    "Field kits": ("make_kit", "make a field kit"),
    "Retention": ("set_retention", "set these rules, forget what is due and lift a hold; a supervisor may place one"),
    "Public records": ("export_public_records", "export public records"),
    "Several PCs": ("copy_records", "move the records to a server"),
}
"""What a part is for that not everybody may do: the action, and the words to say so before it is tried."""


HELP = {
    "Accounts": "accounts", "Backups": "backups", "Field kits": "field-kit", "Retention": "retention",
    "Public records": "retention", "Several PCs": "server",
}  # fmt: skip
"""The parts that have a page of help of their own."""


class SettingsPage(Page):
    """The parts at the left, the one chosen at the right."""

    cares_for = frozenset(
        {"precinct", "officer", "event_kind", "event_kind_measure", "measure_kind", "topic", "shift_plan", "shift"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, say("Settings"))
        self._kept: _Kept | None = None
        self._made: dict[str, QWidget] = {}
        self.contents = contents_list(say("Parts of the settings"))
        for name in MAKERS:
            QListWidgetItem(say(name), self.contents).setData(Qt.ItemDataRole.UserRole, name)
        self.parts = QStackedWidget()
        left = Card()
        left.setFixedWidth(CONTENTS_PX)
        left.body.setContentsMargins(8, 8, 8, 8)
        left.body.addWidget(self.contents)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(left)
        self.whose = label("", "muted", wrap=True, name=say("Who may change this"))
        right = QVBoxLayout()
        right.addWidget(self.whose)
        right.addWidget(self.parts, 1)
        row.addLayout(right, 1)
        self.body.addLayout(row, 1)
        self.contents.currentItemChanged.connect(self._look_at)
        self.contents.setCurrentRow(0)
        desk.signed_in.connect(self._tell_whose)

    def part[Part: QWidget](self, name: str, kind: type[Part]) -> Part:
        """A part by its name, which is made when nobody has looked at it yet."""
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = MAKERS[name](self.desk)
            self.parts.addWidget(made)
            if self._kept is not None:
                self._show_in(name, self._kept)
            self.give_menus()
        assert isinstance(made, kind)
        return made

    @property
    def help_page(self) -> str:
        """The page of help of the part that is looked at."""
        return HELP.get(self._name, "")

    def _look_at(self) -> None:
        self.parts.setCurrentWidget(self.part(self._name, QWidget))
        self._tell_whose()

    @property
    def _name(self) -> str:
        """The part that is looked at."""
        return str(self.contents.currentItem().data(Qt.ItemDataRole.UserRole))

    def _tell_whose(self) -> None:
        refused = ""
        if self._name in DEEDS:
            action, words = DEEDS[self._name]
            refused = refused_words(self.desk, action, say(words))
        self.whose.setText(refused)
        self.whose.setVisible(bool(refused))

    def show_record(self, what: object) -> None:
        """Open a part by its English name."""
        if isinstance(what, str) and what in MAKERS:
            self.contents.setCurrentRow(list(MAKERS).index(what))

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
        if isinstance(kept, _Kept):
            self._kept = kept
            self.subtitle.setText(f"{kept.header.name} · {kept.header.agency}")
            for name in self._made:
                self._show_in(name, kept)

    def _show_in(self, name: str, kept: _Kept) -> None:
        lookups = kept.lookups
        match self._made[name]:
            case PrecinctPart() as precinct:
                precinct.show_header(kept.header)
            case ShiftsPart() as shifts:
                shifts.show_plans(kept.plans)
            case AccountsPart() as accounts:
                accounts.show_for(is_demo=kept.header.is_demo)
            case ListPart() as part:
                if isinstance(part.form, KindForm):
                    part.form.offer_measures(lookups.measures)
                part.show_rows(ROWS[name](lookups))
