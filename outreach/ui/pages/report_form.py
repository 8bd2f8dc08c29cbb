"""What a report needs to know: which one, for when, for whose eyes, and about what."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from outreach.languages.spoken import say
from outreach.queries.event_list import EventRow
from outreach.queries.lookups import DeskLookups
from outreach.queries.period import Period, last_quarter, shifted
from outreach.reports.catalogue import REPORTS, Choice, Copy, Need, Report
from outreach.reports.orders import Order
from outreach.ui.widgets.basics import label
from outreach.ui.widgets.fields import Choice as ChoiceField
from outreach.ui.widgets.fields import Field
from outreach.ui.widgets.month_field import MonthField
from outreach.ui.wording import short_date

SHEET = "sign-in"
QUARTER, YEAR = "quarterly", "year"
LABELS = "labels"
MONTHS_OF_QUARTER, MONTHS_OF_YEAR = 3, 12
LANGUAGES = (("English", "en"), ("Spanish", "es"), ("English and Spanish", "both"))
SIDEWAYS, UP_OR_DOWN = ("{count} pt left", "{count} pt right"), ("{count} pt up", "{count} pt down")
SHIFTED_AT_MOST = 12
"""Points by which labels can be moved against the maker's template, for a printer that pulls paper askew."""
SETTLED_DAYS = 10
"""In the first days of a month the report that is wanted is that of the month before."""


class ReportForm(QWidget):
    """The fields; only those that the chosen report asks for are shown."""

    changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        settled = today - timedelta(days=SETTLED_DAYS)
        self.kind = ChoiceField[str](say("Report"), [(say(report.title), kind) for kind, report in REPORTS.items()])
        self.purpose = label("", "small", wrap=True)
        self.month = MonthField(say("Month"), today)
        self.first = MonthField(say("First month"), today)
        self.last = MonthField(say("Last month"), today)
        self.month.show_value(settled)
        self._settled = settled.replace(day=1)
        self._periods: dict[str, Period] = {}
        self.neighborhood = ChoiceField[int | None](say("Neighborhood"))
        self.one_event = ChoiceField[int | None](say("Event"))
        self.officer = ChoiceField[int | None](say("Officer"))
        for choice in (self.neighborhood, self.one_event, self.officer):
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(12)
        self.language = ChoiceField[str](say("Language"), _languages(len(LANGUAGES)))
        self.large = QCheckBox(say("&Large print"))
        self.right = ChoiceField[int](say("Labels sideways"), _shifts(*SIDEWAYS))
        self.down = ChoiceField[int](say("Labels up or down"), _shifts(*UP_OR_DOWN))
        for shift in (self.right, self.down):
            shift.choose(0)
        self._offered: dict[str, list[tuple[str, int | None]]] = {"neighborhood": [], "event": [], "officer": []}
        self.public = QRadioButton(say("&Public"))
        self.internal = QRadioButton(say("&Internal"))
        self.public.setChecked(True)
        self._copies = QButtonGroup(self)
        self.copy_words = label("", "small", wrap=True)
        self._fields: dict[str, QWidget] = {}
        self._wanted: dict[str, int | None] = {}
        self._lay_out()
        self._connect()
        self._open_period()
        self._fit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        named = (
            ("kind", say("&Report"), self.kind),
            ("month", say("&Month"), self.month),
            ("first", say("&From"), self.first),
            ("last", say("T&o"), self.last),
            ("neighborhood", say("&Neighborhood"), self.neighborhood),
            ("event", say("&Event of this month"), self.one_event),
            ("officer", say("O&fficer"), self.officer),
            ("language", say("Lan&guage"), self.language),
            ("right", say("La&bels sideways"), self.right),
            ("down", say("Labels up or do&wn"), self.down),
        )
        for name, words, control in named:
            self._fields[name] = Field(words, control)
            if isinstance(control, MonthField):
                control.choice.setAccessibleName(words.replace("&", ""))
            column.addWidget(self._fields[name])
            if name == "kind":
                column.addWidget(self.purpose)
        column.addWidget(self.large)
        copies = QHBoxLayout()
        copies.addWidget(self.public)
        copies.addWidget(self.internal)
        copies.addStretch(1)
        column.addLayout(copies)
        column.addWidget(self.copy_words)

    def _connect(self) -> None:
        self.kind.chosen.connect(self._kind_chosen)
        for month in (self.first, self.last):
            month.changed.connect(self._period_chosen)
        for month in (self.month, self.first, self.last):
            month.changed.connect(self.changed)
        for choice in (self.neighborhood, self.one_event, self.officer, self.language, self.right, self.down):
            choice.chosen.connect(self.changed)
        self.large.toggled.connect(self._looks_changed)
        for copy in (self.public, self.internal):
            self._copies.addButton(copy)
        self._copies.buttonClicked.connect(self._copy_chosen)

    def offer(self, lookups: DeskLookups, events: Sequence[EventRow]) -> None:
        """Offer what there is to choose from."""
        self._offered = {
            "neighborhood": [(one.name, one.id) for one in lookups.neighborhoods],
            "officer": [(one.name, one.id) for one in lookups.officers],
            "event": [(f"{short_date(one.date, self._today)} · {one.title}", one.id) for one in events],
        }
        self._offer_again()

    def _offer_again(self) -> None:
        """Where a report need not know, all of them come first."""
        optional = self._report().may_take
        for need, field, words in (
            (Need.NEIGHBORHOOD, self.neighborhood, say("All neighborhoods")),
            (Need.OFFICER, self.officer, say("Every officer")),
            (Need.EVENT, self.one_event, ""),
        ):
            every: list[tuple[str, int | None]] = [(words, None)] if need in optional else []
            field.offer([*every, *self._offered[need.value]])
            if self._wanted.get(need.value) is not None:
                field.choose(self._wanted[need.value])

    def _report(self) -> Report:
        return REPORTS[self.kind.value() or "monthly"]

    def _looks_changed(self, _on: bool) -> None:
        self.changed.emit()

    def choose(self, kind: str) -> None:
        """Choose a report, as if by hand."""
        self.kind.choose(kind)
        self._kind_chosen()

    def take(self, order: Order) -> None:
        """Show an order made elsewhere."""
        self.kind.choose(order.kind)
        if order.choice.period is not None:
            self.month.show_value(order.choice.period.first)
            self.first.show_value(order.choice.period.first)
            self.last.show_value(order.choice.period.last)
            self._periods[order.kind] = order.choice.period
        self._wanted = {
            "neighborhood": order.choice.neighborhood,
            "event": order.choice.event,
            "officer": order.choice.officer,
        }
        (self.public if order.public else self.internal).setChecked(True)
        self._fit()

    def _kind_chosen(self) -> None:
        self._wanted = {}
        self._fit()
        self._open_period()
        for need, field in ((Need.NEIGHBORHOOD, self.neighborhood), (Need.OFFICER, self.officer)):
            if need in self._report().may_take:
                field.choose(None)
        self.changed.emit()

    def _period_chosen(self) -> None:
        self._periods[self._report().kind] = self.period()

    def _open_period(self) -> None:
        """The months that were chosen for this report before, or those it is mostly wanted of."""
        kind = self._report().kind
        months = MONTHS_OF_YEAR if kind == YEAR else MONTHS_OF_QUARTER
        usual = Period(shifted(self._settled, 1 - months), self._settled)
        period = self._periods.get(kind) or (last_quarter(self._today) if kind == QUARTER else usual)
        self.first.show_value(period.first)
        self.last.show_value(period.last)

    def _copy_chosen(self) -> None:
        self._tell_copy()
        self.changed.emit()

    def _fit(self) -> None:
        report = self._report()
        self.purpose.setText(say(report.purpose))
        asks = {*report.needs, *report.may_take}
        wanted = {
            "kind": True,
            "month": Need.MONTH in asks or Need.EVENT in asks,
            "first": Need.PERIOD in asks,
            "last": Need.PERIOD in asks,
            "neighborhood": Need.NEIGHBORHOOD in asks,
            "event": Need.EVENT in asks,
            "officer": Need.OFFICER in asks,
            "language": True,
            "right": report.kind == LABELS,
            "down": report.kind == LABELS,
        }
        self.language.offer(_languages(len(LANGUAGES) if report.kind == SHEET else 2))
        self.large.setVisible(report.kind == SHEET)
        self._offer_again()
        for name, field in self._fields.items():
            field.setVisible(wanted[name])
        self.public.setEnabled(Copy.PUBLIC in report.copies)
        self.internal.setEnabled(Copy.INTERNAL in report.copies)
        if not self.public.isEnabled():
            self.internal.setChecked(True)
        if not self.internal.isEnabled():
            self.public.setChecked(True)
        self._tell_copy()

    def _tell_copy(self) -> None:
        public = say("No resident’s name, phone, address or confidential words.")
        internal = say("For the precinct alone: it may name residents.")
        self.copy_words.setText(public if self.public.isChecked() else internal)

    def period(self) -> Period:
        """The period chosen; the two ends are exchanged when they stand the wrong way round."""
        report = self._report()
        if Need.PERIOD not in (*report.needs, *report.may_take):
            return self.month.value()
        first, last = sorted((self.first.value(), self.last.value()))
        return Period.of_months(first, last)

    def order(self) -> Order:
        """The report as it is wanted now: what it does not ask for is left out."""
        report = self._report()
        asks = {*report.needs, *report.may_take}
        choice = Choice(
            self.period(),
            neighborhood=self.neighborhood.value() if Need.NEIGHBORHOOD in asks else None,
            event=self.one_event.value() if Need.EVENT in asks else None,
            officer=self.officer.value() if Need.OFFICER in asks else None,
            language=self.language.value() or "en",
            large_print=self.large.isChecked() and report.kind == SHEET,
            shift_right=(self.right.value() or 0) if report.kind == LABELS else 0,
            shift_down=(self.down.value() or 0) if report.kind == LABELS else 0,
        )
        return Order(report.kind, choice, self.public.isChecked())


def _shifts(back: str, forth: str) -> list[tuple[str, int]]:
    """Ways to move labels, in points, 72 to an inch."""
    steps = range(1, SHIFTED_AT_MOST + 1)
    ways = [(say(back, count=points), -points) for points in reversed(steps)]
    return [*ways, (say("Not moved"), 0), *((say(forth, count=points), points) for points in steps)]


def _languages(count: int) -> list[tuple[str, str]]:
    return [(say(words), code) for words, code in LANGUAGES[:count]]
