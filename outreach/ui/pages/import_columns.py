"""Which column of a file is what: a guess for each, and the choice to change it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from outreach.exchange.beforehand import FileHead
from outreach.exchange.columns import Take
from outreach.exchange.guessing import how_sure
from outreach.exchange.head_counts import EVERYBODY
from outreach.exchange.mapping import COLUMNS_OF, LEAVE_OUT, STOP, FileMapping, Layout, Unknown
from outreach.exchange.moments import Order
from outreach.languages.spoken import say
from outreach.ui.widgets.basics import clear, label
from outreach.ui.widgets.fields import Choice, Field

SAMPLE_LETTERS = 44
LEAST_LETTERS = 6
"""Three choices stand side by side at 200 % too."""
WORDS = {
    "id": "Number", "title": "Title", "kind": "Kind", "start": "Start, date and time", "date": "Date",
    "start_time": "Start time", "end": "End, date and time", "end_date": "End date", "end_time": "End time",
    "place": "Place", "area": "Neighborhood", "summary": "Notes", "status": "Status", "host": "Host",
    "lead": "Lead officer", "month": "Month or date", "scope": "Scope", "offense": "Offense", "count": "Count",
    "total": "Total",
    "given_name": "Given name", "family_name": "Family name", "name": "Whole name", "phone": "Phone",
    "email": "E-mail", "address": "Address", "city": "City", "postcode": "ZIP code", "language": "Language",
    "organization": "Organization", "role": "Role there", "may_contact": "May be contacted",
    "confidential": "Confidential",
    "event": "Number of the event", "person": "Number of the person", "present": "Present", "legible": "Legible",
    "sheet": "Sheet", "line": "Line", "note": "Note", "badge": "Badge", "rank": "Rank", "active": "Active",
    "words": "Promise", "public_words": "Promise in public words", "opened_on": "Promised on", "due": "Due",
    "owner": "Owner", "priority": "Priority", "promised_to": "Promised to", "partner": "Waiting on",
    "partner_asked_on": "Partner asked on", "closed_on": "Closed on", "outcome": "Outcome",
    "public_outcome": "Outcome in public words", "decline_reason": "Reason for declining",
    "told_on": "Resident told on",
}  # fmt: skip
ROWS = (
    ("One report", Layout.INCIDENTS),
    ("One month's count", Layout.COUNTS),
    ("One area, offenses across", Layout.CROSSTAB),
    ("One offense, months across", Layout.MONTHS),
)
DATES = (
    ("As the rest of the column tells", ""),
    ("Month/day/year", Order.MONTH_FIRST),
    ("Day/month/year", Order.DAY_FIRST),
)


def _said[Value](options: Sequence[tuple[str, Value]]) -> list[tuple[str, Value]]:
    return [(say(words), value) for words, value in options]


def _how_many(group: str) -> str:
    return say("How many came") if group == EVERYBODY else say("How many came: {group}", group=say(group))


class ImportColumns(QWidget):
    """One choice for each thing the program can take from a file."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choices: dict[str, Choice[str | None]] = {}
        self.counts: dict[str, Choice[str | None]] = {}
        """Which column counts those who came, by group."""
        self._samples: dict[str, tuple[Choice[str | None], QLabel]] = {}
        self._head = FileHead((), {})
        self._kind = "events"
        self._guess = FileMapping()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        column.addLayout(self._grid)
        self.rows = Choice[Layout](say("Each row is"), _said(ROWS))
        self.rows_field = Field(say("Each &row is"), self.rows)
        self.rows.chosen.connect(self.changed)
        column.addWidget(self.rows_field)
        self.dates = Choice[str](say("Dates that could be either"), _said(DATES))
        self.dates_field = Field(say("&Dates that could be either"), self.dates)
        self.dates.chosen.connect(self.changed)
        column.addWidget(self.dates_field, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_unknown = QCheckBox(
            say("&Add names that are not kept yet: neighborhoods, offenses, kinds, organizations, events")
        )
        self.leave_out = QCheckBox(say("Leave &out rows that cannot be taken, instead of stopping"))
        for box in (self.add_unknown, self.leave_out):
            box.toggled.connect(self._changed_rule)
            column.addWidget(box)

    def _changed_rule(self, _on: bool) -> None:
        self.changed.emit()

    def offer(self, kind: str, head: FileHead) -> None:
        """Offer the columns of a file for a kind of import, each guessed by its name."""
        self._kind, self._head = kind, head
        clear(self._grid)
        self.choices, self.counts, self._samples = {}, {}, {}
        self.rows_field.setVisible(kind == "crime")
        self._guess = head.guessed.get(kind, FileMapping())
        self.rows.choose(self._guess.layout)
        options: list[tuple[str, str | None]] = [
            (say("Not in this file"), None),
            *((name, name) for name in head.names),
        ]
        for what in COLUMNS_OF.get(kind, ()):
            take = self._guess.columns.get(what)
            self.choices[what] = self._add(what, say(WORDS[what]), options, take)
        counted = self._guess.head_counts
        groups = tuple(counted) or ((EVERYBODY,) if kind == "events" else ())
        self.counts = {group: self._add(group, _how_many(group), options, counted.get(group)) for group in groups}

    def _add(
        self, what: str, title: str, options: Sequence[tuple[str, str | None]], take: Take | None
    ) -> Choice[str | None]:
        """Add a choice of a column, with the first values of the one that is chosen below it."""
        choice = Choice[str | None](title, options)
        choice.choose(take.columns[0] if take else None)
        choice.chosen.connect(self._tell)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(LEAST_LETTERS)
        cell = QWidget()
        inner = QVBoxLayout(cell)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(2)
        inner.addWidget(Field(title, choice))
        sample = label(self._sample(what, choice.value()), "small")
        sample.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        at = len(self._samples)
        self._samples[what] = (choice, sample)
        inner.addWidget(sample)
        self._grid.addWidget(cell, at // 3, at % 3)
        return choice

    def _sample(self, what: str, name: str | None) -> str:
        words = self._head.samples.get(name or "", "")
        take = self._guess.columns.get(what)
        guessed = how_sure(self._kind, what, name) if name and take and name == take.columns[0] else ""
        told = f"{guessed} ({words})" if guessed else words
        return told if len(told) <= SAMPLE_LETTERS else told[: SAMPLE_LETTERS - 1] + "…"

    def _tell(self) -> None:
        for what, (choice, sample) in self._samples.items():
            sample.setText(self._sample(what, choice.value()))
        self.changed.emit()

    def _take(self, what: str, name: str) -> Take:
        """A column, and where it was guessed, what counts where it is empty."""
        guess = self._guess.columns.get(what)
        if guess is not None and guess.columns[0] == name:
            return guess
        return Take((name,), separator=";" if what == "area" else "")

    def mapping(self) -> FileMapping:
        """The choices as a mapping."""
        columns = {what: self._take(what, name) for what, choice in self.choices.items() if (name := choice.value())}
        unknown = Unknown.ADD if self.add_unknown.isChecked() else None
        layout = self.rows.value() or self._guess.layout
        return FileMapping(
            kind=self._kind if self._kind in COLUMNS_OF else "",
            columns=columns,
            blanks=self._guess.blanks,
            head_counts={group: Take((name,)) for group, choice in self.counts.items() if (name := choice.value())},
            layout=layout,
            date_order=self.dates.value() or "",
            month_in={} if "month" in columns or layout is Layout.MONTHS else self._guess.month_in,
            refused_rows=LEAVE_OUT if self.leave_out.isChecked() else STOP,
            unknown_areas=unknown,
            unknown_offenses=unknown,
            unknown_kinds=unknown,
            unknown_organizations=unknown,
            unknown_events=unknown,
        )

    def chosen(self) -> Sequence[str]:
        """What has a column."""
        return [what for what, choice in self.choices.items() if choice.value()]
