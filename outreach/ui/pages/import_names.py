"""Names in a file that nobody knows yet: what each stands for is said once, for all of them in one list."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from outreach.exchange.added_names import with_badge
from outreach.exchange.answers import Answers
from outreach.exchange.identified import PERSON
from outreach.exchange.plan import ImportPlan, first_few
from outreach.exchange.resolving import UnknownName
from outreach.languages.spoken import say
from outreach.ui.models import Column, Index, TableModel
from outreach.ui.pages.import_rows import fit
from outreach.ui.widgets.basics import button, label
from outreach.ui.widgets.fields import Choice, Field
from outreach.ui.widgets.tables import Table
from outreach.ui.wording import plural

LEAST_LETTERS = 26
BADGE_PX, FILTER_PX, WHAT_PX, ROWS_PX, STANDS_PX = 120, 220, 150, 72, 320
TABLE_PX = 320
FEW = 8
"""So many names are seen at once, and need neither filter nor an answer for all."""

MANY = {"kind of event": "kinds of event"}
ASKED = {
    "neighborhood": "areas", "offense": "offenses", "kind of event": "kinds", "organization": "organizations",
    "officer": "officers", "event": "events", PERSON: "people",
}  # fmt: skip
"""What may be answered, and which of the :class:`Answers` it goes to."""
LEFT_OUT = ""
"""The answer for a name that is to be left out."""
type Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class AskedName:
    """A name of the file, and what is said of it so far.

    ``stands_for`` is a name that is kept, its own where it is to be added, empty where it is left out, None while
    nothing is decided. ``proposed`` is what it was before anybody said anything.
    """

    one: UnknownName
    proposed: str | None
    stands_for: str | None
    badge: str = ""

    @property
    def key(self) -> Key:
        """What it is known by: of what it is a name, and the name."""
        return self.one.what, self.one.name

    @property
    def is_added(self) -> bool:
        """Whether it is to be added."""
        return self.stands_for == self.one.name

    @property
    def lacks_badge(self) -> bool:
        """Whether it is an officer to be added: nobody becomes one without a badge."""
        return self.is_added and self.one.what == "officer" and not self.badge.strip()

    @property
    def answer(self) -> str | None:
        """What is to be recorded; None while that is not decided."""
        if self.lacks_badge:
            return None
        return with_badge(self.one.name, self.badge.strip()) if self.badge and self.is_added else self.stands_for

    @property
    def words(self) -> str:
        """The answer as the list tells it."""
        told = _answer_words(self.one, self.stands_for)
        return say("{told}: badge missing", told=told) if self.lacks_badge else told


def _answer_words(one: UnknownName, stands_for: str | None) -> str:
    if stands_for is None:
        return say("Not decided yet")
    if stands_for == LEFT_OUT:
        return say("Leave the name out") if one.optional else say("Leave its rows out")
    if stands_for != one.name:
        return say("It is {name}", name=stands_for)
    return say("Add another person: {name}" if one.what == PERSON else "Add it: {name}", name=one.name)


SHOWN: tuple[tuple[str, Callable[[AskedName], bool]], ...] = (
    ("All names", lambda _: True),
    ("Not decided yet", lambda name: name.answer is None),
    ("Like one that is kept", lambda name: bool(name.one.nearest)),
    ("Said before", lambda name: bool(name.one.stands_for)),
    ("To be added", lambda name: name.is_added),
    ("Left out", lambda name: name.stands_for == LEFT_OUT),
)


class ImportNames(QWidget):
    """A list of the names: how often each stands in the file, and what it is taken for; the chosen one is asked about
    below. Whatever number there is can be filtered, and answered together."""

    used = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.asked: dict[Key, AskedName] = {}
        self._at: Key | None = None
        self.words = label("", "muted", wrap=True)
        self.undecided = label("", "muted", wrap=True)
        self.filter = QLineEdit()
        self.filter.setMinimumWidth(FILTER_PX)
        self.show_only = Choice[int](say("Show"), [(say(words), at) for at, (words, _) in enumerate(SHOWN)])
        self.take = button(say("Take what is proposed"), lambda: self._answer_shown(_proposed))
        self.add = button(say("Add all of these"), lambda: self._answer_shown(_added))
        self.leave = button(say("Leave all of these out"), lambda: self._answer_shown(_left))
        self.table = Table("Names that are new", TableModel[AskedName](COLUMNS))
        self.choice = Choice[str | None](say("What it stands for"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(LEAST_LETTERS)
        self.question = Field(say("What it stands for"), self.choice)
        self.badge = QLineEdit()
        self.badge.setFixedWidth(BADGE_PX)
        self._badge_field = Field(say("Badge"), self.badge)
        self.next = button(say("Next name"), self.go_on, name=say("Next name that is not decided"))
        self.use = button(say("Use these names"), self.used.emit, "main", name=say("Use these names and try again"))
        self._lay_out()
        self.filter.textChanged.connect(self._filter)
        self.show_only.chosen.connect(self._filter)
        self.table.selectionModel().currentChanged.connect(self._ask)
        self.table.opened.connect(self._enter)
        self.choice.chosen.connect(self._decide)
        self.badge.textEdited.connect(self._decide)
        self.badge.returnPressed.connect(self.go_on)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.words)
        self._many = QWidget()
        row = QHBoxLayout(self._many)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Field(say("&Find a name"), self.filter))
        row.addWidget(Field(say("S&how"), self.show_only))
        for one in (self.take, self.add, self.leave):
            row.addWidget(one, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        column.addWidget(self._many)
        column.addWidget(self.table)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.question)
        below.addWidget(self._badge_field)
        below.addWidget(self.next, 0, Qt.AlignmentFlag.AlignBottom)
        below.addStretch(1)
        column.addLayout(below)
        last = QHBoxLayout()
        last.setSpacing(12)
        last.addWidget(self.use, 0, Qt.AlignmentFlag.AlignLeft)
        last.addWidget(self.undecided, 1)
        column.addLayout(last)

    def forget(self) -> None:
        """Forget what was said of the names of another file."""
        self.asked = {}

    def offer(self, plan: ImportPlan) -> bool:
        """Ask for the names that a plan does not know, and list those it would add; returns whether there are any."""
        before = self.asked
        self.asked = {}
        for one in (*plan.unknown, *plan.said):
            if one.what in ASKED:
                # Most of those to whom a promise was made are residents, and none is made an organization unasked.
                adds = (plan.kind, one.what) != ("follow-ups", "organization")
                proposed = one.stands_for or _proposal(one, adds=adds)
                made = AskedName(one, proposed, proposed)
                # What was said and could not be used yet, such as an officer without a badge, stays said.
                self.asked[made.key] = (
                    replace(made, stands_for=said.stands_for) if (said := before.get(made.key)) else made
                )
        self._at = None
        self._many.setVisible(len(self.asked) > FEW)
        self.filter.clear()
        self.show_only.setCurrentIndex(0)
        self._filter()
        for part in (self.table, self.question, self.use):
            part.setVisible(bool(self.asked))
        for beside in (self.next, self.undecided):
            beside.setVisible(len(self.asked) > 1)
        told = [
            say("To be added: {count}: {names}.", count=plural(len(names), what, _many(what)), names=first_few(names))
            for what, names in plan.added
        ]
        self.words.setText("\n".join(told))
        self.words.setVisible(bool(told))
        return bool(self.asked or plan.added)

    @property
    def title(self) -> str:
        """What the list is about."""
        only_said = bool(self.asked) and all(one.one.stands_for for one in self.asked.values())
        return say("Names that are known from another file" if only_said else "Names that are new")

    def _filter(self) -> None:
        """Show the names that are looked for; the first that is not decided is asked about."""
        wanted, text = SHOWN[self.show_only.value() or 0][1], self.filter.text().strip().casefold()
        names = [one for one in self.asked.values() if wanted(one) and text in one.one.name.casefold()]
        self.table.rows.show_rows(names)
        fit(self.table, TABLE_PX)
        self._tell()
        open_now = next((at for at, one in enumerate(names) if one.answer is None), 0)
        self.table.choose(open_now)
        if not names:
            self._ask(self.table.currentIndex())

    def _show_again(self) -> None:
        """Show the same names with their answers of now."""
        names = [self.asked[one.key] for one in self.table.rows.rows]
        self.table.show_again(lambda: self.table.rows.show_rows(names))
        self._tell()

    def _tell(self) -> None:
        open_now, count = sum(one.answer is None for one in self.asked.values()), len(self.asked)
        some = say("Not decided yet: {open:,} of {count:,} names.", open=open_now, count=count)
        done = say("The name is decided.") if count == 1 else say("All {count:,} names are decided.", count=count)
        self.undecided.setText(some if open_now else done)
        self.next.setEnabled(open_now > 0)

    def _ask(self, current: Index, _before: Index | None = None) -> None:
        """Ask about the chosen name."""
        name = self.table.rows.row(current)
        for control in (self.choice, self.badge):
            control.setEnabled(name is not None)
        if name is None or name.key == self._at:
            return
        self._at, one = name.key, name.one
        added = [one.name] if one.may_be_added else []
        options: list[str | None] = [*added, None, LEFT_OUT, *one.kept]
        self.choice.offer([(_answer_words(one, answer), answer) for answer in options])
        self.choice.choose(name.stands_for)
        self.question.label.setText(say("What “{name}” stands for", name=one.name))
        self.choice.setAccessibleName(say("What the {what} {name} stands for", what=say(one.what), name=one.name))
        self.badge.setText(name.badge)
        self.badge.setAccessibleName(say("Badge of the officer {name}", name=one.name))
        self._show_badge()

    def _show_badge(self) -> None:
        name = self.asked.get(self._at) if self._at else None
        self._badge_field.setVisible(name is not None and name.is_added and name.one.what == "officer")

    def _enter(self, _name: object) -> None:
        self.choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def _decide(self) -> None:
        if self._at is not None:
            self.asked[self._at] = replace(
                self.asked[self._at], stands_for=self.choice.value(), badge=self.badge.text()
            )
            self._show_badge()
            self._show_again()

    def _answer_shown(self, answer: Callable[[AskedName], str | None]) -> None:
        """Answer for all the names that are shown."""
        for one in self.table.rows.rows:
            self.asked[one.key] = replace(self.asked[one.key], stands_for=answer(self.asked[one.key]))
        self._at = None
        self._show_again()
        self._ask(self.table.currentIndex())

    def go_on(self) -> None:
        """Ask about the next name that is not decided, among those that are looked for, then among all."""
        names = self.table.rows.rows
        here = self.table.currentIndex().row()
        order = [*range(here + 1, len(names)), *range(here + 1)]
        found = next((at for at in order if names[at].answer is None), None)
        if found is None and any(one.answer is None for one in self.asked.values()):
            self.filter.clear()
            self.show_only.choose(0)
            self._filter()
        elif found is not None:
            self.table.choose(found)
        else:
            self.use.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def added_to(self, answers: Answers) -> Answers:
        """The answers so far with those that stand here."""
        told: dict[str, Mapping[str, str]] = {name: getattr(answers, name) for name in ASKED.values()}
        for what, field in ASKED.items():
            here = {one.one.name: one.answer for one in self.asked.values() if one.one.what == what}
            told[field] = {**told[field], **{name: answer for name, answer in here.items() if answer is not None}}
        return replace(
            answers,
            areas=told["areas"],
            offenses=told["offenses"],
            kinds=told["kinds"],
            organizations=told["organizations"],
            officers=told["officers"],
            events=told["events"],
            people=told["people"],
        )


def _many(what: str) -> str:
    return MANY.get(what, f"{what}s")


def _proposal(one: UnknownName, *, adds: bool) -> str | None:
    """What is proposed for a name: the nearest kept one, or that it is added. Who somebody is, is never taken for
    granted."""
    return one.nearest or (one.name if adds and one.may_be_added and one.what != PERSON else None)


def _proposed(name: AskedName) -> str | None:
    return name.proposed


def _added(name: AskedName) -> str | None:
    return name.one.name if name.one.may_be_added else name.stands_for


def _left(_name: AskedName) -> str | None:
    return LEFT_OUT


COLUMNS: tuple[Column[AskedName], ...] = (
    Column("In the file", lambda name: name.one.name, strong=True, tip=lambda name: name.one.name),
    Column("What it is", lambda name: say(name.one.what), width=WHAT_PX, muted=True),
    Column(
        "Rows",
        lambda name: f"{name.one.places:,}" if name.one.places else "",
        right=True,
        width=ROWS_PX,
        value=lambda name: name.one.places,
    ),
    Column(
        "Stands for",
        lambda name: name.words,
        width=STANDS_PX,
        tone=lambda name: "due" if name.answer is None else "",
        tip=lambda name: name.words,
    ),
)
