"""The part of the settings about the audit trail: filtered, read on as one scrolls, checked and taken out."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from outreach.actions.rights import may
from outreach.actions.trail import take_end_as_it_is
from outreach.errors import OutreachError
from outreach.exchange.audit_export import export_audit
from outreach.languages.spoken import say
from outreach.queries.audit import (
    AuditFilter,
    AuditLine,
    AuditPage,
    AuditRow,
    TrailChoices,
    audit_entries,
    audit_rows,
    trail_choices,
)
from outreach.queries.precincts import precinct_header
from outreach.queries.trail_check import Finding, verify_chain
from outreach.ui.desk import Desk
from outreach.ui.kept_words import actor_word
from outreach.ui.models import EVERY_ROW, Column, GrowingModel
from outreach.ui.pages.trail_words import named, said
from outreach.ui.painted import beginning
from outreach.ui.tasks import Progress
from outreach.ui.widgets.basics import Card, button, give_role, label, scrolled
from outreach.ui.widgets.fields import Choice, DateField, Field
from outreach.ui.widgets.flow import FlowLayout
from outreach.ui.widgets.tables import TWO_LINE_ROW_PX, Table
from outreach.ui.wording import instant, plural

PAGE_ROWS = 200
DETAIL_PX = 248
MOST_ROWS = 40
"""More rows of one entry than this are counted and not shown; the export holds them all."""
MOST_FINDINGS = 12
FILES = "Table (*.csv);;Workbook (*.xlsx);;JSON lines, with what each changed (*.jsonl)"
NOT_ALLOWED = "Only a supervisor may read the audit trail."
WORDS = "Who did what, when and where. Nobody can change it: each entry is signed and holds on to the one before."


class TrailPart(Card):
    """The entries at the left, the latest first; at the right what the chosen one changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(say("Audit trail"))
        self._desk = desk
        self._zone = ZoneInfo("UTC")
        self.words = label(say(WORDS), "muted", wrap=True)
        self.verdict = label("", wrap=True, name=say("What the check of the trail found"))
        self.actor, self.action = Choice[str](say("Who")), Choice[str](say("What was done"))
        self.workstation, self.kind = Choice[str](say("Workstation")), Choice[str](say("Kind of record"))
        self.key = QLineEdit()
        self.key.setValidator(QIntValidator(1, 2_000_000_000, self))
        self.key.setFixedWidth(88)
        self.key.setPlaceholderText(say("any"))
        self.first, self.last = DateField(say("From"), desk.today), DateField(say("To", sense="a day"), desk.today)
        self.model = GrowingModel[AuditLine](self._columns())
        self.table = Table("Audit trail", self.model, TWO_LINE_ROW_PX)
        self.detail = label("", "small", wrap=True, name=say("What the chosen entry changed"))
        self.detail.setAlignment(beginning(Qt.AlignmentFlag.AlignTop))
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.check = button(
            say("Check", sense="the trail"),
            self._check,
            name=say("Check the audit trail"),
            tip=say("Read it all: is it whole?"),
        )
        self.export = button(
            say("Export …"), self._export, name=say("Export the audit trail"), tip=say("The entries that fit")
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for control in (self.check, self.export):
            self.top.addWidget(control)
        self.filters = QWidget()
        flow = FlowLayout(self.filters, 12, 8)
        for field in (
            Field(say("&Who"), self.actor), Field(say("Wha&t"), self.action), Field(say("W&here"), self.workstation),
            Field(say("&Kind of record"), self.kind), Field(say("Num&ber"), self.key), Field(say("&From"), self.first),
            Field(say("T&o", sense="a day"), self.last),
        ):  # fmt: skip
            field.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            flow.addWidget(field)
        for widget in (self.words, self.verdict, self.filters):
            self.body.addWidget(widget)
        self.verdict.hide()
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.table, 1)
        area = scrolled(self.detail, say("Details of the chosen entry"))
        area.setFixedWidth(DETAIL_PX)
        row.addWidget(area)
        self.body.addLayout(row, 1)

    def _connect(self) -> None:
        for choice in (self.actor, self.action, self.workstation, self.kind):
            choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(14)
            choice.chosen.connect(self.read)
        for edit in (self.key, self.first, self.last):
            edit.editingFinished.connect(self.read)
        self.model.more_wanted.connect(self._read_on)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Read when it is looked at."""
        super().showEvent(event)
        allowed = may(self._desk.actor.role, "read_audit_trail") and self._desk.actor.precinct is None
        for widget in (self.filters, self.table, self.detail, self.check, self.export):
            widget.setVisible(allowed)
        self.words.setText(say(WORDS if allowed else NOT_ALLOWED))
        if allowed:
            self._read_choices()

    def _read_choices(self) -> None:
        precinct = self._desk.precinct

        def question() -> tuple[TrailChoices, str]:
            return trail_choices(), precinct_header(precinct).time_zone

        self._desk.ask("trail/choices", question, self._offer)

    def _offer(self, found: object) -> None:
        if not isinstance(found, tuple):
            return
        choices, zone = found
        self._zone = ZoneInfo(zone)
        for choice, none, words, shown in (
            (self.actor, say("Everybody"), choices.actors, actor_word),
            (self.action, say("Everything"), choices.actions, said),
            (self.workstation, say("Everywhere"), choices.workstations, named),
            (self.kind, say("All records"), choices.kinds, said),
        ):  # fmt: skip
            choice.offer([(none, ""), *((shown(word), word) for word in words)])
        self.read()

    def chosen(self) -> AuditFilter:
        """The filter as it stands. Raises :class:`OutreachError` when a date cannot be understood."""
        kind, number = self.kind.value() or "", self.key.text().strip()
        return AuditFilter(
            action=self.action.value() or "",
            actor=self.actor.value() or "",
            workstation=self.workstation.value() or "",
            first=self.first.value(),
            last=self.last.value(),
            kind=kind,
            key=int(number) if number and kind else None,
        )

    def read(self) -> None:
        """Ask for the latest entries that fit."""
        self.key.setEnabled(bool(self.kind.value()))
        try:
            chosen = self.chosen()
        except OutreachError as error:
            self._desk.messages.error(error)
            return
        self.model.every = lambda: audit_entries(chosen, limit=EVERY_ROW).rows
        self._desk.ask("trail", lambda: audit_entries(chosen, limit=PAGE_ROWS), self._show)

    def _show(self, page: object) -> None:
        if isinstance(page, AuditPage):
            self.model.show_first(page.rows, page.more)
            self.detail.setText("" if page.rows else say("No entry fits these filters."))
            self.table.choose(0)

    def _read_on(self) -> None:
        chosen, before = self.chosen(), self.model.rows[-1].id
        self._desk.ask(
            "trail/on", lambda: (before, audit_entries(chosen, before=before, limit=PAGE_ROWS)), self._show_on
        )

    def _show_on(self, found: object) -> None:
        if isinstance(found, tuple):
            before, page = found
            # An answer to an earlier filter is dropped.
            if self.model.rows and self.model.rows[-1].id == before:
                self.model.show_following(page.rows, page.more)

    def _chosen(self) -> None:
        line, secret = self.table.chosen(), self._desk.may_read_confidential
        if line is not None:
            entry = line.id
            self._desk.ask("trail/entry", lambda: (line, audit_rows(entry, confidential=secret)), self._show_entry)

    def _show_entry(self, found: object) -> None:
        if isinstance(found, tuple):
            line, rows = found
            self.detail.setText(entry_words(line, rows))

    def _check(self) -> None:
        def work(progress: Progress) -> tuple[Finding, ...]:
            findings = verify_chain(lambda share: progress.step(share, say("Checking the trail")))
            if not findings:
                take_end_as_it_is()
            return findings

        self._desk.work("trail/check", work, self._show_verdict, say("Checking the trail"))

    def _show_verdict(self, findings: object) -> None:
        if not isinstance(findings, tuple):
            return
        told = [say("Entry {entry} {words}.", entry=one.entry, words=one.words) for one in findings[:MOST_FINDINGS]]
        if len(findings) > MOST_FINDINGS:
            told.append(say("… and {count:,} more.", count=len(findings) - MOST_FINDINGS))
        heading = say(
            "The trail is not as it was written: keep these records as they are, and compare the last backup."
        )
        self.verdict.setText("\n".join([heading, *told]) if findings else say("The audit trail is whole."))
        give_role(self.verdict, "fault" if findings else "strong")
        self.verdict.show()

    def _export(self) -> None:
        start = self._desk.suggested("trail/folder", f"audit-trail-{self._desk.today:%Y-%m-%d}.csv")
        path, _ = QFileDialog.getSaveFileName(self, say("Export the audit trail"), start, say(FILES))
        if path:
            self.export_to(Path(path))

    def export_to(self, path: Path) -> None:
        """Write the entries that fit to a file."""
        by, chosen = self._desk.actor, self.chosen()
        self._desk.remember("trail/folder", str(path.parent))
        self._desk.ask(
            "trail/export",
            lambda: (path.name, export_audit(by, path, chosen)),
            self._exported,
            say("Exporting the trail"),
        )

    def _exported(self, found: object) -> None:
        if isinstance(found, tuple):
            name, count = found
            self._desk.messages.good(
                say("{count} written to {name}.", count=plural(count, "entry", "entries"), name=name)
            )

    def _columns(self) -> Sequence[Column[AuditLine]]:
        return (
            Column(
                "When",
                self._when,
                width=172,
                second=lambda row: f"{row.at[:23].replace('T', ' ')}Z",
                second_title="In universal time",
                value=lambda row: self._local(row).replace(tzinfo=None),
            ),
            # Before what was done: in a narrow window the first two columns stay.
            Column("Who", lambda row: actor_word(row.actor), width=120, second=lambda row: row.workstation),
            Column(
                "What",
                lambda row: said(row.action),
                second=lambda row: say("Entry {id:,}", id=row.id),
                strong=True,
            ),
        )

    def _when(self, row: AuditLine) -> str:
        return instant(self._local(row))

    def _local(self, row: AuditLine) -> datetime:
        return datetime.fromisoformat(row.at).astimezone(self._zone)


def entry_words(line: AuditLine, rows: Sequence[AuditRow]) -> str:
    """What an entry changed, row by row: each column before and after."""
    told = [say("Entry {id:,}: {what}", id=line.id, what=said(line.action).lower())]
    if line.undoes is not None:
        told.append(say("Takes back entry {undoes:,}.", undoes=line.undoes))
    if not rows:
        told.append(say("It changed no record, or what it changed was forgotten for good."))
    for row in rows[:MOST_ROWS]:
        told += ["", f"{said(row.table)} {row.key}", *_columns_of(row)]
    if len(rows) > MOST_ROWS:
        told += ["", say("… and {count:,} more rows: the export holds them all.", count=len(rows) - MOST_ROWS)]
    return "\n".join(told)


def _told(value: object) -> str:
    """A value as one reads it; nothing where there is none."""
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    return "" if value is None else str(value)


def _columns_of(row: AuditRow) -> list[str]:
    before, after = row.before or {}, row.after or {}
    if row.before is None and row.after is None:
        return [say("read", sense="a record")]
    lines = [say("made")] if row.before is None else [say("removed")] if row.after is None else []
    for column in dict.fromkeys((*before, *after)):
        was, now = (_told(held.get(column)) for held in (before, after))
        change = (
            f"{was or say('nothing')} → {now or say('nothing')}"
            if column in before and column in after
            else f"{now if column in after else was}"
        )
        if change.strip():
            name = column.removesuffix("_id").replace("_", " ").capitalize()
            lines.append(f"{say(name).lower()}: {change}")
    return lines
