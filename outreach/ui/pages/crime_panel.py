"""The counts of one offense in one month, to be corrected by hand."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from outreach.actions.change import Changes
from outreach.actions.crime import CrimeCountEntry, clear_crime_count, set_crime_counts
from outreach.languages.spoken import known_name, say
from outreach.queries.crime import CrimeFigure
from outreach.queries.crime_entries import CrimeEntry
from outreach.queries.lookups import OffenseChoice
from outreach.queries.period import Period
from outreach.records.crime import CrimeScope
from outreach.ui.desk import Desk
from outreach.ui.rights import hold_back, refused_words
from outreach.ui.widgets.action_form import ActionForm
from outreach.ui.widgets.basics import Card, button, label

SCOPES = ((CrimeScope.PRECINCT, "&Precinct"), (CrimeScope.DEPARTMENT, "Whole &department"))
LEAST, MOST = -100_000, 1_000_000


class CrimePanel(Card):
    """An empty field is not known, which is not zero."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(say("Count"))
        self._desk = desk
        self._offense: OffenseChoice | None = None
        self._month: Period | None = None
        self._kept: Mapping[str, CrimeEntry] = {}
        self.setMinimumWidth(300)
        self.words = label("", "muted", wrap=True)
        self.form = ActionForm("crime", "", say("Keep"), desk.today)
        for scope, words in SCOPES:
            self.form.add_line(scope, say(words), hint=say("Empty: not known, which is not zero"))
            edit = self.form.control(scope)
            if isinstance(edit, QLineEdit):
                edit.setValidator(QIntValidator(LEAST, MOST, self))
        self.form.add_line("source", say("&Source"), hint=say("Where the number comes from"))
        self.form.submitted.connect(self._keep)
        self.form.left.connect(self.closed)
        self.top.addWidget(button(say("Close"), self.closed.emit, "quiet", name=say("Close the panel (Esc)")))
        row = QHBoxLayout()
        row.addWidget(self.words)
        self.body.addLayout(row)
        self.body.addWidget(self.form)
        self.body.addStretch(1)

    def show_offense(
        self, offense: OffenseChoice, month: Period, kept: Mapping[str, CrimeEntry], figure: CrimeFigure | None
    ) -> None:
        """Show what is kept of an offense in a month."""
        self._offense, self._month, self._kept = offense, month, kept
        self.heading.setText(known_name(offense.name))
        words = month.label
        if CrimeScope.PRECINCT not in kept and figure is not None and figure.current is not None:
            words += say(
                " · {count:,} added up from the neighborhoods; a count here takes their place", count=figure.current
            )
        refused = refused_words(self._desk, "set_crime_counts", say("correct a count"))
        self.words.setText(f"{words}\n{refused}" if refused else words)
        hold_back(self.form.submit, refused)
        counts = {scope: str(kept[scope].count) if scope in kept else "" for scope, _ in SCOPES}
        source = next((entry.source for entry in kept.values() if entry.source), "")
        self.form.fill(**{str(scope): count for scope, count in counts.items()}, source=source)
        self.form.resume(self._desk.drafts, f"form/crime/{month.first:%Y-%m}/{offense.id}")

    def _keep(self) -> None:
        offense, month, desk = self._offense, self._month, self._desk
        if offense is None or month is None:
            return
        source = self.form.text("source")
        entries, cleared = [], []
        for scope, _ in SCOPES:
            text = self.form.text(scope)
            if text:
                entries.append(CrimeCountEntry(month.first, offense.id, int(text), scope, None, source))
            elif scope in self._kept:
                cleared.append(self._kept[scope])
        done: Changes | None = None
        for entry in cleared:
            done = desk.do(partial(clear_crime_count, desk.actor, entry.id, entry.version))
            if done is None:
                return
        if entries:
            done = desk.do(lambda: set_crime_counts(desk.actor, desk.precinct, entries), say("Kept."))
        if done is not None:
            self.form.recorded()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)
