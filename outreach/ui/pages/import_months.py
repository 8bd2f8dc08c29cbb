"""Sheets whose titles contradict the names of their files: the reader says which month each is about."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from outreach.exchange.answers import Answers
from outreach.exchange.mapping import SheetPlace
from outreach.exchange.plan import Contradiction, ImportPlan
from outreach.languages.spoken import say
from outreach.ui.widgets.basics import button, clear, label
from outreach.ui.widgets.fields import Choice
from outreach.ui.wording import month_name

UNDECIDED = "undecided"
type Answer = date | str | None


class ImportMonths(QWidget):
    """One line for each sheet: what its file's name says, what its title says, and which of the two holds."""

    used = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choices: dict[SheetPlace, Choice[Answer]] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(12)
        self._grid.setColumnStretch(0, 1)
        self.use = button(say("Use these months"), self.used.emit, "main", name=say("Use these months and try again"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._grid)
        column.addWidget(self.use, 0, Qt.AlignmentFlag.AlignLeft)

    def offer(self, plan: ImportPlan) -> None:
        """Ask for the months that a plan is in doubt about."""
        clear(self._grid)
        self.choices = {}
        for row, one in enumerate(plan.contradictions):
            self._add(row, one)
        self._tell()

    def _add(self, row: int, one: Contradiction) -> None:
        by_file, by_sheet = month_name(one.by_file), month_name(one.by_sheet)
        choice = Choice[Answer](
            say("What month sheet {sheet} of {file} is about", sheet=one.sheet, file=one.file),
            [
                (say("Not decided yet"), UNDECIDED),
                (say("{month}, as the file’s name says", month=by_file), one.by_file),
                (say("{month}, as the sheet’s title says", month=by_sheet), one.by_sheet),
                (say("Leave the sheet out"), None),
            ],
        )
        choice.choose(UNDECIDED)
        choice.chosen.connect(self._tell)
        self.choices[one.file, one.sheet] = choice
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addWidget(label(say("{file}, sheet “{sheet}”", file=one.file, sheet=one.sheet), "strong", wrap=True))
        told.addWidget(
            label(
                say(
                    "The file’s name says {by_file}, the sheet’s title says {by_sheet}.",
                    by_file=by_file,
                    by_sheet=by_sheet,
                ),
                "muted",
                wrap=True,
            )
        )
        self._grid.addLayout(told, row, 0)
        self._grid.addWidget(choice, row, 1, Qt.AlignmentFlag.AlignVCenter)

    def _tell(self) -> None:
        self.use.setEnabled(any(choice.value() != UNDECIDED for choice in self.choices.values()))

    def added_to(self, answers: Answers) -> Answers:
        """The answers so far with those that stand here."""
        told: dict[SheetPlace, date | None] = {}
        for place, choice in self.choices.items():
            answer = choice.value()
            if not isinstance(answer, str):
                told[place] = answer
        return replace(answers, months={**answers.months, **told})
