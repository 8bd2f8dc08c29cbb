"""Which column of a file is what: a guess for each, and the choice to change it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from outreach.exchange.columns import Take
from outreach.exchange.guessing import guess_columns
from outreach.exchange.mapping import COLUMNS_OF, FileMapping, Layout, Unknown
from outreach.exchange.sheet import shown
from outreach.exchange.tables import find_table, open_sheets, plain
from outreach.ui.widgets.basics import clear, label
from outreach.ui.widgets.fields import Choice, Field

SAMPLE_ROWS = 3
WORDS = {
    "id": "Number", "title": "Title", "kind": "Kind", "start": "Start, date and time", "date": "Date",
    "start_time": "Start time", "end": "End, date and time", "end_date": "End date", "end_time": "End time",
    "place": "Place", "area": "Neighborhood", "summary": "Notes", "status": "Status", "host": "Host",
    "lead": "Lead officer", "month": "Month or date", "offense": "Offense", "count": "Count", "total": "Total",
    "given_name": "Given name", "family_name": "Family name", "name": "Whole name", "phone": "Phone",
    "email": "E-mail", "address": "Address", "city": "City", "postcode": "ZIP code", "language": "Language",
    "organization": "Organization", "may_contact": "May be contacted", "confidential": "Confidential",
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
WITHOUT_COLUMNS = (".ics", ".vcf", ".geojson", ".json")
"""How files end that tell by themselves what is what."""
REPORT_NUMBERS = ("complaint", "incident", "incidentnumber", "casenumber", "reportnumber", "id")


@dataclass(frozen=True, slots=True)
class FileHead:
    """The columns of a file by name, and the first values of each."""

    names: tuple[str, ...]
    samples: Mapping[str, str]


def read_head(path: Path) -> FileHead:
    """The columns of the first table in a file; none for a calendar, an address book or a map.

    Raises OutreachError when the file cannot be read.
    """
    if path.suffix.lower() in WITHOUT_COLUMNS:
        return FileHead((), {})
    for sheet in open_sheets(path):
        table = find_table(sheet)
        if table is None:
            continue
        rows = [row for row, _ in zip(table.records(), range(SAMPLE_ROWS), strict=False)]
        samples = {
            name: ", ".join(filter(None, (shown(row.cells[at]) for row in rows)))
            for at, name in enumerate(table.names)
            if name
        }
        return FileHead(tuple(name for name in table.names if name), samples)
    return FileHead((), {})


class ImportColumns(QWidget):
    """One choice for each thing the program can take from a file."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choices: dict[str, Choice[str | None]] = {}
        self._samples: dict[str, QLabel] = {}
        self._head = FileHead((), {})
        self._kind = "events"
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        column.addLayout(self._grid)
        self.rows = Choice[Layout]("Each row is", ROWS)
        self.rows_field = Field("Each &row is", self.rows)
        self.rows.chosen.connect(self.changed)
        column.addWidget(self.rows_field)
        self.add_unknown = QCheckBox("&Add neighborhoods, offenses and kinds that are not kept yet")
        self.leave_out = QCheckBox("Leave &out rows that cannot be taken, instead of stopping")
        for box in (self.add_unknown, self.leave_out):
            box.toggled.connect(self._changed_rule)
            column.addWidget(box)

    def _changed_rule(self, _on: bool) -> None:
        self.changed.emit()

    def offer(self, kind: str, head: FileHead) -> None:
        """Offer the columns of a file for a kind of import, each guessed by its name."""
        self._kind, self._head = kind, head
        clear(self._grid)
        self.choices, self._samples = {}, {}
        self.rows_field.setVisible(kind == "crime")
        numbered = any(plain(name) in REPORT_NUMBERS for name in head.names)
        self.rows.choose(Layout.INCIDENTS if numbered else Layout.COUNTS)
        guessed = guess_columns(kind, head.names, head.samples) if kind in COLUMNS_OF else {}
        options: list[tuple[str, str | None]] = [("Not in this file", None), *((name, name) for name in head.names)]
        for at, what in enumerate(COLUMNS_OF.get(kind, ())):
            choice = Choice[str | None](WORDS[what], options)
            choice.choose(guessed.get(what))
            choice.chosen.connect(self._tell)
            self.choices[what] = choice
            cell = QWidget()
            inner = QVBoxLayout(cell)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(2)
            inner.addWidget(Field(WORDS[what], choice))
            sample = label(self._sample(choice.value()), "small")
            self._samples[what] = sample
            inner.addWidget(sample)
            self._grid.addWidget(cell, at // 3, at % 3)

    def _sample(self, name: str | None) -> str:
        words = self._head.samples.get(name or "", "")
        return words if len(words) <= 40 else words[:39] + "…"

    def _tell(self) -> None:
        for what, sample in self._samples.items():
            sample.setText(self._sample(self.choices[what].value()))
        self.changed.emit()

    def mapping(self, base: FileMapping | None = None) -> FileMapping:
        """The choices as a mapping, on top of a saved one."""
        columns = {
            what: Take((name,), separator=";" if what == "area" else "")
            for what, choice in self.choices.items()
            if (name := choice.value())
        }
        saved = base or FileMapping(kind=self._kind if self._kind in COLUMNS_OF else "")
        unknown = Unknown.ADD if self.add_unknown.isChecked() else None
        return replace(
            saved,
            columns={**saved.columns, **columns},
            layout=self.rows.value() or saved.layout,
            refused_rows="leave out" if self.leave_out.isChecked() else "stop",
            unknown_areas=unknown,
            unknown_offenses=unknown,
            unknown_kinds=unknown,
        )

    def chosen(self) -> Sequence[str]:
        """What has a column."""
        return [what for what, choice in self.choices.items() if choice.value()]
