"""The part of the settings about what is kept how long: rules, legal holds, and the purge after it was counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from outreach.actions.retention import Purged, lift_hold, place_hold, purge, set_retention
from outreach.actions.rights import may
from outreach.languages.spoken import say
from outreach.queries.retention import HoldLine, Rule, legal_holds, purge_preview, retention_rules
from outreach.records.retention import Held, Retained
from outreach.ui.desk import Desk
from outreach.ui.models import Column, TableModel
from outreach.ui.painted import margins
from outreach.ui.tasks import Progress
from outreach.ui.widgets.action_form import ActionForm
from outreach.ui.widgets.basics import Card, button, clear, label, scrolled
from outreach.ui.widgets.full_height import FullHeight
from outreach.ui.widgets.tables import Table
from outreach.ui.wording import fixed_words, plural, short_date

RULES_DRAFT, HOLD_DRAFT = "form/settings/Retention/rules", "form/settings/Retention/hold"
FORM_PX = 300
HOLDS_PX = 150
WORDS = (
    "After the years of its rule, a record forgets names and words, in the audit trail and in the file too. Counts and "
    "figures stay as they are. Without a rule nothing is ever forgotten; issued reports stay as they were signed."
)
KINDS: dict[Retained, str] = {
    Retained.PEOPLE: "&People with no activity",
    Retained.SIGN_INS: "&Names as signed",
    Retained.CONCERNS: "Words of &concerns",
    Retained.PROMISES: "Words of pr&omises",
    Retained.FILES: "P&hotos and files",
    Retained.DETAILS: "&Details of the audit trail",
}
HELD_ON: list[tuple[str, object]] = [
    ("A person", Held.PERSON), ("An event", Held.EVENT), ("A concern", Held.CONCERN), ("A promise", Held.FOLLOW_UP),
    ("Everything", Held.EVERYTHING),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Kept:
    rules: tuple[Rule, ...]
    holds: tuple[HoldLine, ...]


class RetentionPart(Card):
    """The rules at the left; at the right what is due today, the purge, and the holds."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(say("Retention"))
        self._desk = desk
        self._sure = self._has_typed = self._is_refused = False
        self._read: tuple[Rule, ...] = ()
        self.body.addWidget(label(say(WORDS), "muted", wrap=True))
        self.rules = ActionForm("retention", say("Forgotten after years"), say("Keep the rules"), desk.today)
        for kind, words in KINDS.items():
            self.rules.add_count(kind.value, say(words), 1)
        self.rules.leave.hide()
        self.hold = ActionForm("hold", say("New legal hold"), say("Place the hold"), desk.today)
        self.hold.add_choice("kind", say("&Laid on"))
        self.hold.offer("kind", [(say(words), kind) for words, kind in HELD_ON])
        self.hold.add_line("key", say("N&umber"), say("as in the audit trail; none for everything"))
        self.hold.add_line(
            "reason", say("&Reason"), say("such as Subpoena 19-204"), needed=say("The reason is missing: say why.")
        )
        self.hold.leave.hide()
        self.due = QGridLayout()
        self.due.setHorizontalSpacing(24)
        self.forget = button(
            say("Forget …"), self._forget, name=say("Forget what is due"), tip=say("It cannot be taken back")
        )
        self.held = label("", "strong")
        self.holds = Table("Legal holds", TableModel[HoldLine](self._columns()))
        self.holds.setFixedHeight(HOLDS_PX)
        self.lift = button(say("Lift the chosen hold"), self._lift, "quiet")
        for form, slot in ((self.rules, self._keep), (self.hold, self._place)):
            form.submitted.connect(slot)
            form.faulty_words.connect(desk.messages.fault)
        self.rules.typed.connect(self._note_typing)
        self.rules.left.connect(self._start_again)
        self.hold.resume(desk.drafts, HOLD_DRAFT)
        self._lay_out()

    def _lay_out(self) -> None:
        left, right, inside = QVBoxLayout(), QVBoxLayout(), FullHeight()
        for form in (self.rules, self.hold):
            form.setFixedWidth(FORM_PX)
        right.setSpacing(12)  # of its own: by itself it takes the room between the columns
        left.addWidget(self.rules, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch(1)
        right.addWidget(label(say("Due today"), "strong"))
        right.addLayout(self.due)
        right.addWidget(self.forget, 0, Qt.AlignmentFlag.AlignLeft)
        right.addSpacing(16)
        right.addWidget(self.held)
        right.addWidget(self.holds)
        right.addWidget(self.lift, 0, Qt.AlignmentFlag.AlignLeft)
        right.addSpacing(16)
        right.addWidget(self.hold, 0, Qt.AlignmentFlag.AlignLeft)
        right.addStretch(1)
        across = QHBoxLayout(inside)
        across.setContentsMargins(margins(0, 0, 8, 0))
        across.setSpacing(32)
        across.addLayout(left)
        across.addLayout(right, 1)
        self.body.addWidget(scrolled(inside, say("Rules, holds and what is due")), 1)

    def read(self) -> None:
        """Ask for the rules, the holds and what is due."""
        precinct, today = self._desk.precinct, self._desk.today

        def question() -> _Kept:
            return _Kept(retention_rules(precinct), legal_holds(precinct))

        self.forget.setEnabled(False)
        for control, action in (
            (self.rules.submit, "set_retention"), (self.hold.submit, "place_hold"), (self.lift, "lift_hold"),
        ):  # fmt: skip
            control.setEnabled(may(self._desk.actor.role, action))
        self._desk.ask("settings/retention", question, self._show)
        # Counted by itself: of a city's twenty years it takes seconds.
        self._desk.ask(
            "settings/due", lambda: purge_preview(precinct, today), self._show_due, say("Counting what is due")
        )

    def _show(self, kept: object) -> None:
        if not isinstance(kept, _Kept):
            return
        # What is being typed stays when a hold is placed or the part is looked at again; once it was refused, the rules
        # that another desk changed are shown as they are now.
        fresh = [rule for rule in kept.rules if not self._has_typed or (self._is_refused and rule not in self._read)]
        self.rules.fill(**{rule.kind.value: rule.years for rule in fresh})
        if not self._has_typed or self._is_refused:
            self._read, self._is_refused = kept.rules, False
        for rule in kept.rules:
            self.rules.lock(rule.kind.value, fixed_words() if rule.is_fixed else "")
        if not self._has_typed:
            self._has_typed = self.rules.resume(self._desk.drafts, RULES_DRAFT)
        before = self.holds.chosen()
        self.holds.rows.show_rows(kept.holds)
        self.held.setText(say("Legal holds in force") if kept.holds else say("No legal hold is in force"))
        for widget in (self.holds, self.lift):
            widget.setVisible(bool(kept.holds))
        keys = [line.id for line in kept.holds]
        self.holds.choose(keys.index(before.id) if before is not None and before.id in keys else 0)

    def _show_due(self, due: object) -> None:
        if not isinstance(due, tuple):
            return
        self._sure = False
        self.forget.setText(say("Forget …"))
        self.forget.setEnabled(any(one.keys for one in due) and may(self._desk.actor.role, "purge"))
        clear(self.due)
        if not due:
            self.due.addWidget(label(say("No rule is set, so nothing is forgotten."), "muted", wrap=True), 0, 0)
            return
        today = self._desk.today
        for column, words in enumerate(("", say("from before"), say("due", sense="to be forgotten"), say("held back"))):
            self.due.addWidget(label(words, "small"), 0, column)
        for row, one in enumerate(due, 1):
            for column, words in enumerate((
                say(KINDS[one.kind]).replace("&", ""), short_date(one.before, today),
                f"{len(one.keys):,}", f"{one.held:,}",
            )):  # fmt: skip
                side = Qt.AlignmentFlag.AlignRight if column > 1 else Qt.AlignmentFlag.AlignLeft
                self.due.addWidget(label(words), row, column, side)
        self.due.setColumnStretch(4, 1)

    def _keep(self) -> None:
        # What was left as it was read is not written: another desk may have changed it meanwhile.
        desk, typed = self._desk, {kind: self.rules.count(kind.value) for kind in KINDS}
        read = {rule.kind: rule.version for rule in self._read}
        years = {rule.kind: typed[rule.kind] for rule in self._read if typed[rule.kind] != rule.years}
        if (
            desk.do(lambda: set_retention(desk.actor, desk.precinct, years, read), say("The rules are kept."))
            is not None
        ):
            self._start_again()
        else:
            self._is_refused = True
            self.read()

    def _note_typing(self) -> None:
        self._has_typed = True

    def _start_again(self) -> None:
        self.rules.recorded()
        self._has_typed = False
        self.read()

    def _place(self) -> None:
        desk, form = self._desk, self.hold
        number = form.text("key")
        if number and not number.isdecimal():
            form.faulty(say("The number is not one: look it up in the audit trail."))
            return
        kind, reason = str(form.chosen("kind")), form.text("reason")
        key = int(number) if number else None
        if desk.do(
            lambda: place_hold(desk.actor, desk.precinct, kind, key, reason, desk.today), say("The hold is placed.")
        ):
            form.recorded()
            form.fill(key="", reason="")
            form.resume(desk.drafts, HOLD_DRAFT)
            self.read()

    def _lift(self) -> None:
        desk, line = self._desk, self.holds.chosen()
        if line is not None and desk.do(
            lambda: lift_hold(desk.actor, line.id, line.version, desk.today), say("Lifted.")
        ):
            self.read()

    def _forget(self) -> None:
        if not self._sure:
            self._sure = True
            self.forget.setText(say("Forget it for good"))
            return
        if self._desk.tasks.awaits("settings/purge"):
            return
        by, precinct, today = self._desk.actor, self._desk.precinct, self._desk.today

        def work(progress: Progress) -> Purged:
            progress.step(0.0, say("Forgetting what is due"))
            return purge(by, precinct, today)

        self._desk.work("settings/purge", work, self._forgotten, say("Forgetting what is due"), writes=True)

    def _forgotten(self, purged: object) -> None:
        if isinstance(purged, Purged):
            self._desk.hear(purged.changes)
            records = sum(count for _, count in purged.counts)
            self._desk.messages.good(
                say("{records} forgotten; every figure is what it was.", records=plural(records, "record"))
            )
            self.read()

    def _columns(self) -> Sequence[Column[HoldLine]]:
        return (
            Column("Placed", lambda row: short_date(row.placed_on, self._desk.today), width=110),
            Column(say("On", sense="of a hold"), held_words, width=130, key="On"),
            Column("Reason", lambda row: row.reason, strong=True),
        )

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Count when it is looked at."""
        super().showEvent(event)
        self.read()


def held_words(line: HoldLine) -> str:
    """What a hold is laid on."""
    if line.key is None:
        return say("everything")
    words: dict[str, str] = {
        Held.PERSON: say("person"),
        Held.EVENT: say("event"),
        Held.CONCERN: say("concern"),
        Held.FOLLOW_UP: say("follow-up"),
    }
    return f"{words.get(line.kind, line.kind)} {line.key}"
