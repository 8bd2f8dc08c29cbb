"""How an event repeats: a rule in plain words, until when, and which events a change is meant for."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from outreach.actions.events import EventDetails
from outreach.actions.series import SeriesDetails
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.queries.series import SeriesDetail
from outreach.records.recurrence import rule_from_words, words_from_rule
from outreach.ui.widgets.fields import Choice, DateField, Field, mark_fault

ONE, FOLLOWING, ALL = "one", "following", "all"
SCOPES = (("This event alone", ONE), ("This and the following", FOLLOWING), ("The whole series", ALL))


class Repeats(QWidget):
    """The fields. Empty words: the event happens once."""

    changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._series: SeriesDetail | None = None
        self.scope = Choice[str](say("Change", sense="button"), [(say(words), scope) for words, scope in SCOPES])
        self.rule = QLineEdit()
        self.rule.setPlaceholderText(say("once  ·  or 2nd Tuesday, every other Monday …"))
        self.until = DateField(say("Until"), today)
        self.until.setPlaceholderText(say("for a year"))
        self.skip = QCheckBox(say("Skip public holidays"))
        self.controls: dict[str, QWidget] = {
            "scope": self.scope, "rule": self.rule, "until": self.until, "skip": self.skip
        }  # fmt: skip
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self._scope_field = Field(say("Change", sense="button"), self.scope)
        self._rule_field = Field(say("Repeats"), self.rule)
        self._end_fields = (Field(say("Until"), self.until), self.skip)
        row.addWidget(self._scope_field, 4)
        row.addWidget(self._rule_field, 6)
        row.addWidget(self._end_fields[0], 3)
        row.addWidget(self.skip, 3, Qt.AlignmentFlag.AlignBottom)
        for widget in (self._rule_field, *self._end_fields):
            kept = widget.sizePolicy()
            kept.setRetainSizeWhenHidden(True)
            widget.setSizePolicy(kept)
        self.rule.editingFinished.connect(self._tidy)
        self.rule.textChanged.connect(self._show_rule)
        self.scope.chosen.connect(self._show_rule)

    def show_series(self, series: SeriesDetail | None) -> None:
        """Show how an event repeats; one that does not can begin to."""
        self._series = series
        self.scope.choose(ONE)
        self.rule.setText(series.words if series else "")
        self.until.show_value(series.until if series else None)
        self.skip.setChecked(bool(series and series.skips_holidays))
        mark_fault(self.rule, "")
        self._scope_field.setVisible(series is not None)
        self._show_rule()

    def _show_rule(self) -> None:
        """Until when, and whether on holidays, is asked of what repeats: Tab goes past one rule to the place."""
        wanted = self._series is None or self.scope.value() != ONE
        self._rule_field.setVisible(wanted)
        for field in self._end_fields:
            field.setVisible(wanted and self.repeats)

    @property
    def chosen_scope(self) -> str:
        """Which events a change is meant for."""
        return ONE if self._series is None else self.scope.value() or ONE

    @property
    def repeats(self) -> bool:
        """Whether a rule is typed."""
        return bool(self.rule.text().strip())

    @property
    def series(self) -> SeriesDetail | None:
        """The series shown."""
        return self._series

    def details(self, event: EventDetails) -> SeriesDetails:
        """The series that events like this one make. Raises OutreachError for words that are no rule, or no date."""
        whole = self.chosen_scope == ALL and self._series is not None
        try:
            words = self.rule.text()
            # Words say less than some rules that a calendar brought: what was not touched stays to the letter.
            kept = self._series is not None and words.strip() == self._series.words
            rule = self._series.rule if kept and self._series is not None else rule_from_words(words)
        except OutreachError as error:
            mark_fault(self.rule, str(error))
            self.rule.setFocus()
            raise
        return SeriesDetails(
            title=event.title,
            kind=event.kind,
            rule=rule,
            starts_on=self._series.starts_on if whole and self._series is not None else event.date,
            until=self.until.value(),
            skips_holidays=self.skip.isChecked(),
            start_time=event.start_time,
            end_time=event.end_time,
            place=event.place,
            neighborhoods=event.neighborhoods,
            host=event.host,
            lead_officer=event.lead_officer,
        )

    def _tidy(self) -> None:
        words = self.rule.text().strip()
        if not words:
            mark_fault(self.rule, "")
            return
        try:
            self.rule.setText(words_from_rule(rule_from_words(words)))
        except OutreachError as error:
            mark_fault(self.rule, str(error))
        else:
            mark_fault(self.rule, "")
