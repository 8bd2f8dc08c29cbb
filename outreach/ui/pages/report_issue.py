"""Approving and issuing a report, and the reports issued before."""

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal

from outreach.actions.change import Changes
from outreach.actions.issue import issue_report
from outreach.actions.rights import may
from outreach.languages.spoken import say
from outreach.queries.issued import IssuedRow
from outreach.queries.lookups import OfficerChoice
from outreach.queries.monthly import Signatures
from outreach.queries.period import Period
from outreach.reports.catalogue import REPORTS
from outreach.reports.orders import Order, Rendered, signed
from outreach.reports.reissue import replaced_words
from outreach.ui.desk import Desk
from outreach.ui.models import Column, TableModel
from outreach.ui.tasks import Progress
from outreach.ui.widgets.action_form import ActionForm
from outreach.ui.widgets.basics import Card, label
from outreach.ui.widgets.tables import TWO_LINE_ROW_PX, Table
from outreach.ui.wording import short_date

PAST_PX = 236
DRAFT = "form/reports/issue"


class IssueCard(Card):
    """Who prepared and approved it; pressing the button keeps the pages as they are, for good."""

    wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(say("Approve and issue"))
        self._desk = desk
        self._names: dict[int | None, str] = {}
        self._was_offered = False
        self.words = label("", "small", wrap=True)
        self.form = ActionForm("issue", "", say("Approve and issue"), desk.today)
        self.form.add_choice("prepared_by", say("Prepare&d by"))
        self.form.add_line(
            "approved_by", say("Appro&ved by"), needed=say("Who approves it is missing: fill in the name.")
        )
        self.form.leave.hide()
        self.form.submitted.connect(self.wanted)
        self.form.faulty_words.connect(desk.messages.fault)
        self.body.addWidget(self.words)
        self.body.addWidget(self.form)

    def offer(self, officers: tuple[OfficerChoice, ...], commander: str) -> None:
        """Who may have prepared it; whoever works here, unless another is chosen."""
        before = self.form.chosen("prepared_by")
        self._names = {one.id: one.name for one in officers}
        self.form.offer("prepared_by", [(say("Nobody named"), None), *((one.name, one.id) for one in officers)])
        self.form.fill(prepared_by=before or self._desk.actor.officer_id)
        if not self.form.text("approved_by"):
            self.form.fill(approved_by=commander)
        if not self._was_offered:
            self._was_offered = True
            self.form.resume(self._desk.drafts, DRAFT)

    def tell(self, rendered: Rendered) -> None:
        """Say what issuing it means: whether it replaces an earlier version, and which figures moved since."""
        self.setVisible(rendered.issuing is not None)
        allowed = may(self._desk.actor.role, "issue_report")
        self.form.setVisible(allowed)
        if not allowed:
            self.words.setText(say("Only a supervisor may approve and issue a report; you can print it or save it."))
        elif rendered.replaces is None:
            self.words.setText(
                say("The pages and figures are kept as they are now, whatever happens to the records later.")
            )
        else:
            self.words.setText(
                say("{replaces} The pages say so; both versions are kept.", replaces=replaced_words(rendered.replaces))
            )

    def action(self, rendered: Rendered) -> Callable[[], Changes]:
        """What issuing these pages is, ready to be done off the window's thread: the same data, under the names."""
        by, prepared, approved = self._desk.actor, self.form.chosen("prepared_by"), self.form.text("approved_by")
        officer = prepared if isinstance(prepared, int) else None
        under = Signatures(self._names.get(officer, ""), approved, is_approved=True)

        def work() -> Changes:
            # Who closes the window just after does not call it off.
            details = self._desk.reports_beside.run(Progress(), signed, rendered.draft, under, officer)
            return issue_report(by, self._desk.precinct, details, datetime.now(UTC).replace(tzinfo=None))

        return work


class PastIssues(Card):
    """What has been issued, the latest first; Enter opens the pages as they were signed."""

    opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(say("Issued before"))
        self._desk = desk
        self._zone = ZoneInfo("UTC")
        self.table = Table("Reports issued before", TableModel[IssuedRow](self._columns()), TWO_LINE_ROW_PX)
        self.table.setFixedHeight(PAST_PX)
        self.table.horizontalHeader().hide()
        self.table.opened.connect(self.opened)
        self.nothing = label(say("Nothing has been issued yet."), "muted", wrap=True)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.table)

    def _columns(self) -> tuple[Column[IssuedRow], ...]:
        return (
            Column("Report", self._first, second=self._second, strong=True, tip=self._tip),
            Column("", copy_word, width=90, tone=lambda row: "quiet" if row.replaced_by else "info"),
        )

    def _first(self, row: IssuedRow) -> str:
        """The title, without the time at its end that the second line tells."""
        return row.title.removesuffix(f", {self._of(row)}")

    def _second(self, row: IssuedRow) -> str:
        """What a long title is cut off: of when and where it is; and when it was issued."""
        parts = row.neighborhood_name, self._of(row), say("issued {day}", day=self.day(row))
        return " · ".join(part for part in parts if part)

    def _of(self, row: IssuedRow) -> str:
        one_day = row.period_from == row.period_to
        return (
            short_date(row.period_from, self._desk.today) if one_day else Period(row.period_from, row.period_to).label
        )

    def _tip(self, row: IssuedRow) -> str:
        if row.approved_by:
            return say(
                "{title}: issued {day}, approved by {who}", title=row.title, day=self.day(row), who=row.approved_by
            )
        return say("{title}: issued {day}", title=row.title, day=self.day(row))

    def day(self, row: IssuedRow) -> str:
        """The day it was issued, where the precinct is."""
        return short_date(row.issued_at.replace(tzinfo=UTC).astimezone(self._zone).date(), self._desk.today)

    def show_rows(self, rows: tuple[IssuedRow, ...], zone: str) -> None:
        """Show what has been issued."""
        self._zone = ZoneInfo(zone)
        self.table.rows.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)


def copy_word(row: IssuedRow) -> str:
    """For whom an issue was, or that a later one replaces it."""
    if row.replaced_by:
        return say("replaced")
    return say("public") if row.is_public else say("internal")


def file_name(order: Order) -> str:
    """A name for the file of a report.

    >>> from outreach.queries.period import Period
    >>> from outreach.reports.catalogue import Choice
    >>> file_name(Order("monthly", Choice(Period.of_month(2019, 1)), True))
    'Monthly outreach summary 2019-01 public.pdf'
    """
    period = order.choice.period
    months = period.months if period else ()
    when = " to ".join(dict.fromkeys(month.strftime("%Y-%m") for month in (months[:1] + months[-1:])))
    copy = say("public") if order.public else say("internal")
    return " ".join(part for part in (say(REPORTS[order.kind].title), when, copy) if part) + ".pdf"
