"""The panel in which somebody chooses between her version of a record and a colleague's, field by field."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QRadioButton, QSizePolicy

from outreach.actions.conflict import Answer, Conflict, Disputed
from outreach.actions.later import Overwritten
from outreach.languages.spoken import say
from outreach.queries.record_names import record_names
from outreach.records.recurrence import words_from_rule
from outreach.ui.asking import Asking, whoever
from outreach.ui.desk import Desk
from outreach.ui.doing import Clash
from outreach.ui.kept_words import actor_word, event_status_word, phase_word, priority_word, status_word
from outreach.ui.widgets.basics import button, label
from outreach.ui.widgets.full_height import FullHeight
from outreach.ui.wording import clock, listed, plural, shortened, table_date

LONGEST_VALUE = 140
EMPTY = "nothing"
SAID: Mapping[str, Callable[[str], str]] = {
    "rule": words_from_rule,
    "status": lambda status: event_status_word(status_word(status)),
    "priority": priority_word,
    "phase": phase_word,
}
"""Fields that are read in words of the language spoken, not as they are kept."""
BESIDE_RADIO_PX = 4
"""Words so much lower begin with their first line beside the middle of a radio button."""
type Names = Mapping[tuple[str, int], str]


class Side(FullHeight):
    """One version of a field: a button to choose it by, its words, and who wrote it."""

    def __init__(self, field: str, whose: str, words: str, told: str, chosen: QButtonGroup | None) -> None:
        super().__init__()
        self.words = label(shortened(words, LONGEST_VALUE), wrap=True)
        self.words.setToolTip(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.radio: QRadioButton | None = None
        if chosen is not None:
            self.radio = QRadioButton()
            self.radio.setAccessibleName(f"{field}, {whose}: {words}")
            self.radio.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            chosen.addButton(self.radio)
            row.addWidget(self.radio, 0, Qt.AlignmentFlag.AlignTop)
        text = QGridLayout()
        text.setContentsMargins(0, BESIDE_RADIO_PX if chosen is not None else 0, 0, 0)
        text.setVerticalSpacing(0)
        text.addWidget(self.words, 0, 0)
        if told:
            text.addWidget(label(told, "small", wrap=True), 1, 0)
        text.setRowStretch(2, 1)
        row.addLayout(text, 1)


class ConflictPanel(Asking):
    """Both versions beside each other. What was typed stays in its form until one is chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(say("Two versions"), say("Both versions"))
        self.escaped.connect(self.leave_it)
        self._desk = desk
        self._clash: Clash | None = None
        self._choices: dict[str, tuple[QRadioButton, QRadioButton]] = {}
        self._groups: list[QButtonGroup] = []
        self.save = button(say("Save as chosen"), self._save, "main")
        self.mine = button(say("Keep mine"), self._keep_mine)
        self.theirs = button(say("Keep theirs"), self._keep_theirs)
        self.later = button(
            say("Not now"), self.leave_it, "quiet", tip=say("Escape; nothing is written, your form stays")
        )
        self.hold(self.save, self.mine, self.theirs, self.later)

    def show_clash(self, clash: Clash) -> None:
        """Show both versions of what clashed."""
        self._clash = clash
        conflict = clash.conflict
        confidential = self._desk.may_read_confidential
        keys = held_keys(conflict.fields)
        names = self._desk.now(lambda: record_names(keys, confidential=confidential))
        kind = conflict.table.replace("follow_up", "follow-up").replace("_", " ")
        who = whoever(one.who for one in conflict.fields) or say("Somebody else")
        self.head(say("{who} changed this {kind} while you had it open", who=who, kind=say(kind)), _about(conflict))
        self._fill(conflict, names)
        self.save.setVisible(bool(self._choices))
        self.save.setEnabled(False)
        self.mine.setText(say("Keep all of mine") if conflict.mixes else say("Do it anyway"))
        self.theirs.setText(say("Keep all of theirs") if conflict.mixes else say("Leave it as it is now"))
        self.show()
        first = next((pair[0] for pair in self._choices.values()), None)
        (first or self.theirs).setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, conflict: Conflict, names: Names) -> None:
        self._choices, self._groups = {}, []
        wants_mine = conflict.mixes or any(one.mine is not None for one in conflict.fields)
        self.versions.begin((say("Yours"), say("Theirs")) if wants_mine else (say("When you opened it"), say("Now")))
        self.versions.setVisible(bool(conflict.fields))
        for row, one in enumerate(conflict.fields, start=1):
            self._add_field(row, one, conflict.mixes, wants_mine, names)

    def _add_field(self, row: int, one: Disputed, mixes: bool, wants_mine: bool, names: Names) -> None:
        title = field_title(one.name)
        group = QButtonGroup(self) if mixes else None
        refers = read_as(one)
        was = ""
        if one.before not in (None, ""):
            was = say("before: {before}", before=value_words(one.before, refers, names))
        left = one.mine if wants_mine else one.before
        mine = Side(title, say("yours"), value_words(left, refers, names), was if wants_mine else "", group)
        theirs = Side(title, say("theirs"), value_words(one.theirs, refers, names), who_when(one), group)
        named = label(title, "strong")
        named.setContentsMargins(0, BESIDE_RADIO_PX if mixes else 0, 0, 0)
        self.grid.addWidget(named, row, 0, Qt.AlignmentFlag.AlignTop)
        self.grid.addWidget(mine, row, 1)
        self.grid.addWidget(theirs, row, 2)
        if group is not None and mine.radio is not None and theirs.radio is not None:
            group.setExclusive(True)
            group.buttonClicked.connect(self._check)
            self._groups.append(group)
            self._choices[one.name] = (mine.radio, theirs.radio)

    def choose(self, name: str, *, mine: bool) -> None:
        """Choose one version of a field."""
        self._choices[name][0 if mine else 1].click()

    def _check(self) -> None:
        self.save.setEnabled(all(group.checkedButton() is not None for group in self._groups))

    def _save(self) -> None:
        self._answer(frozenset(name for name, (mine, _) in self._choices.items() if mine.isChecked()))

    def _keep_mine(self) -> None:
        if self._clash is not None:
            self._answer(frozenset(one.name for one in self._clash.conflict.fields))

    def _keep_theirs(self) -> None:
        if self._clash is None or not self._clash.conflict.mixes:
            self.leave_it()
            return
        self._answer(frozenset())

    def _answer(self, mine: frozenset[str]) -> None:
        clash, self._clash = self._clash, None
        self.hide()
        if clash is not None:
            self._desk.resolve(Answer(clash.conflict, mine), clash.again)

    def leave_it(self) -> None:
        """Leave both versions, to be asked another time."""
        self._clash = None
        self.hide()


def _about(conflict: Conflict) -> str:
    if conflict.mixes:
        return say(
            "Nothing is written yet, and nothing you typed is lost. Choose a version of each field; "
            "whatever only one of you changed is kept as it is."
        )
    return say("Nothing is written yet. Look at what changed, then do it anyway, or leave it as it is now.")


def who_when(one: Disputed | Overwritten) -> str:
    """Who wrote it, from where and when; empty where that is not known."""
    if not one.at:
        return ""
    at = datetime.fromisoformat(one.at).astimezone()
    return f"{actor_word(one.who)}, {one.workstation}, {table_date(at.date())}, {clock(at.time())}"


def held_keys(disputed: Iterable[Disputed]) -> dict[str, set[int]]:
    """The keys that the values hold, by table."""
    found: dict[str, set[int]] = {}
    for one in disputed:
        for value in (one.before, one.mine, one.theirs):
            for table, key in _held(value, one.refers):
                found.setdefault(table, set()).add(key)
    return found


def _held(value: object, refers: str) -> Iterator[tuple[str, int]]:
    if isinstance(value, tuple | list):
        for item in value:
            yield from _held(item, refers)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _held(getattr(value, field.name), field.name)
    elif isinstance(value, int) and not isinstance(value, bool) and refers:
        yield refers, value


def read_as(one: Disputed) -> str:
    """What the values of a field are read as: the records that they refer to, or words that are said in their way."""
    return one.name if one.name in SAID else one.refers


def value_words(value: object, refers: str, names: Names) -> str:
    """A value of a field as one reads it.

    >>> value_words(True, "", {}), value_words(date(2019, 1, 24), "", {}), value_words(None, "", {})
    ('yes', 'Thu, Jan 24, 2019', 'nothing')
    >>> value_words((3, 4), "officer", {("officer", 3): "Sgt. Sample"})
    'Sgt. Sample, number 4'
    """
    match value:
        case None | "":
            return say(EMPTY)
        case bool():
            return say("yes") if value else say("no")
        case date():
            return table_date(value)
        case time():
            return clock(value)
        case int() if refers:
            return names.get((refers, value), say("number {value}", value=value))
        case tuple() | list():
            return listed([value_words(item, refers, names) for item in value]) or say(EMPTY)
        case str() if refers in SAID:
            return SAID[refers](value)
        case bytes() | memoryview():
            return say("a picture of {size}", size=plural(len(value), "byte"))
        case float():
            return say("{value:g} hours", value=value)
    if is_dataclass(value) and not isinstance(value, type):
        held = [(one.name, getattr(value, one.name)) for one in fields(value)]
        return ", ".join(value_words(one, name, names) for name, one in held if one not in (None, ""))
    return str(value)


def field_title(name: str) -> str:
    """What a field is called on the screen.

    >>> field_title("lead_officer")
    'Lead officer'
    """
    known = {
        "email": say("E-mail"),
        "words": say("Words"),
        "staff": say("Officers, their roles and hours"),
        "told_on": say("Told on"),
        "rule": say("Repeats"),
        "everywhere": say("In all precincts"),
    }
    words = name.replace("_", " ").capitalize()
    return known.get(name) or say(words)
