"""Names in a file that nobody knows yet: what each stands for is said once, for all of them together."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from outreach.exchange.added_names import with_badge
from outreach.exchange.answers import Answers
from outreach.exchange.identified import PERSON
from outreach.exchange.plan import ImportPlan
from outreach.exchange.resolving import UnknownName
from outreach.languages.spoken import say
from outreach.ui.widgets.basics import button, clear, label
from outreach.ui.widgets.fields import Choice
from outreach.ui.wording import plural

LEAST_LETTERS = 26
MOST_NAMES = 60
"""More names than this are asked in turns."""

BADGE_PX = 120

MANY = {"kind of event": "kinds of event"}
ASKED = {
    "neighborhood": "areas", "offense": "offenses", "kind of event": "kinds", "organization": "organizations",
    "officer": "officers", "event": "events", PERSON: "people",
}  # fmt: skip
"""What may be answered, and which of the :class:`Answers` it goes to."""
LEFT_OUT = ""
"""The answer for a name that is to be left out."""


def _many(what: str) -> str:
    return MANY.get(what, f"{what}s")


class ImportNames(QWidget):
    """One line for each name: how often it stands there, and what it is taken for."""

    used = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choices: dict[tuple[str, str], Choice[str | None]] = {}
        self.badges: dict[str, QLineEdit] = {}
        """Of officers who may be added, by name."""
        self.words = label("", "muted", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(4, 1)
        self.use = button(say("Use these names"), self.used.emit, "main", name=say("Use these names and try again"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.words)
        column.addLayout(self._grid)
        column.addWidget(self.use, 0, Qt.AlignmentFlag.AlignLeft)

    def offer(self, plan: ImportPlan) -> bool:
        """Ask for the names that a plan does not know, and list those it would add; returns whether there are any."""
        clear(self._grid)
        self.choices, self.badges = {}, {}
        asked = [one for one in plan.unknown if one.what in ASKED]
        for row, one in enumerate(asked[:MOST_NAMES]):
            # Most of those to whom a promise was made are residents, and none is made an organization unasked.
            self._add(row, one, offers_adding=(plan.kind, one.what) != ("follow-ups", "organization"))
        self.use.setVisible(bool(asked))
        told = [
            say(
                "To be added: {count}: {names}.",
                count=plural(len(names), what, _many(what)),
                names=", ".join(names),
            )
            for what, names in plan.added
        ]
        if len(asked) > MOST_NAMES:
            told.append(say("{count:,} more names are asked after these.", count=len(asked) - MOST_NAMES))
        self.words.setText("\n".join(told))
        self.words.setVisible(bool(told))
        return bool(asked or plan.added)

    def _add(self, row: int, one: UnknownName, *, offers_adding: bool) -> None:
        options: list[tuple[str, str | None]] = [(say("Not decided yet"), None)]
        if one.may_be_added:
            add = say("Add another person: {name}", name=one.name)
            options.insert(0, (add if one.what == PERSON else say("Add it: {name}", name=one.name), one.name))
        options.append((say("Leave the name out") if one.optional else say("Leave its rows out"), LEFT_OUT))
        options += [(say("It is {name}", name=name), name) for name in one.kept]
        what = say(one.what)
        choice = Choice[str | None](say("What the {what} {name} stands for", what=what, name=one.name), options)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(LEAST_LETTERS)
        # Who somebody is, is never taken for granted.
        adds = offers_adding and one.may_be_added and one.what != PERSON
        choice.choose(one.nearest or (one.name if adds else None))
        if one.what == "officer":
            self._ask_badge(row, one.name, choice)
        self.choices[one.what, one.name] = choice
        self._grid.addWidget(label(one.name, "strong"), row, 0)
        self._grid.addWidget(label(f"{what}, {plural(one.places, 'row')}", "muted"), row, 1)
        self._grid.addWidget(choice, row, 2)

    def _ask_badge(self, row: int, name: str, choice: Choice[str | None]) -> None:
        """Nobody becomes an officer without a badge."""
        edit = QLineEdit()
        edit.setPlaceholderText(say("Badge"))
        edit.setAccessibleName(say("Badge of the officer {name}", name=name))
        edit.setFixedWidth(BADGE_PX)
        self.badges[name] = edit
        self._grid.addWidget(edit, row, 3)

        def tell() -> None:
            edit.setVisible(choice.value() == name)

        choice.chosen.connect(tell)
        tell()

    def added_to(self, answers: Answers) -> Answers:
        """The answers so far with those that stand here."""
        told: dict[str, Mapping[str, str]] = {name: getattr(answers, name) for name in ASKED.values()}
        for (what, name), choice in self.choices.items():
            stands_for = choice.value()
            if what == "officer" and stands_for == name:
                badge = self.badges[name].text().strip()
                stands_for = with_badge(name, badge) if badge else None
            if stands_for is not None:
                told[ASKED[what]] = {**told[ASKED[what]], name: stands_for}
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
