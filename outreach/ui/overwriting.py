"""The panel that asks before a step is taken back over what somebody wrote later: what, by whom and when."""

from PySide6.QtCore import Qt

from outreach.actions.later import Overwritten
from outreach.languages.spoken import say
from outreach.queries.record_names import record_names
from outreach.ui.asking import Asking, whoever
from outreach.ui.conflict import Names, Side, field_title, held_keys, read_as, value_words, who_when
from outreach.ui.desk import Desk
from outreach.ui.steps import Overwriting
from outreach.ui.widgets.basics import button, label
from outreach.ui.wording import plural

MOST_RECORDS = 3
MOST_LINES = 8
"""How many more there are is told."""


class OverwritingPanel(Asking):
    """What was written over a step since, beside what taking it back would make of it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(say("Changed since"), say("What was changed since"))
        self.escaped.connect(self.leave_it)
        self._desk = desk
        self._asked: Overwriting | None = None
        self.anyway = button(say("Take back anyway"), self._go, "main")
        self.leave = button(
            say("Leave it"), self.leave_it, tip=say("Escape; nothing is written, and undo goes on with the step before")
        )
        self.hold(self.anyway, self.leave)

    def ask(self, asked: Overwriting) -> None:
        """Show what would be overwritten."""
        self._asked = asked
        later = asked.later
        shown = later.records[:MOST_RECORDS]
        keys = held_keys(one for record in shown for one in record.fields)
        confidential = self._desk.may_read_confidential
        names = self._desk.now(lambda: record_names(keys, confidential=confidential)) if keys else {}
        who = whoever(one.who for one in later.records) or say("Somebody")
        changed = say("{who} changed what you are about to take back", who=who)
        self.head(changed if later.records else say("This step is built upon"), _about(asked))
        self._fill(shown, len(later.records), names)
        self.versions.setVisible(bool(shown))
        self.anyway.setVisible(later.leaves_something)
        self.show()
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, shown: tuple[Overwritten, ...], total: int, names: Names) -> None:
        self.versions.begin((say("Now"), say("After taking back")))
        row = 1
        for record in shown:
            row = self._add_record(row, record, names)
        if total > len(shown):
            self._add_words(row, say("And {records} changed since.", records=plural(total - len(shown), "more record")))

    def _add_record(self, row: int, record: Overwritten, names: Names) -> int:
        self.grid.addWidget(label(record.name, "strong", wrap=True), row, 0, 1, 3)
        if record.gone or not record.fields:
            self._add_words(row + 1, _without_fields(record))
            return row + 2
        for at, one in enumerate(record.fields[:MOST_LINES], start=row + 1):
            title = field_title(one.name)
            again = say("removed") if record.removed else value_words(one.mine, read_as(one), names)
            now = Side(title, say("now"), value_words(one.theirs, read_as(one), names), who_when(one), None)
            self.grid.addWidget(label(title), at, 0, Qt.AlignmentFlag.AlignTop)
            self.grid.addWidget(now, at, 1)
            self.grid.addWidget(Side(title, say("after taking back"), again, "", None), at, 2)
        after = row + 1 + len(record.fields[:MOST_LINES])
        if len(record.fields) > MOST_LINES:
            self._add_words(after, say("And {fields}.", fields=plural(len(record.fields) - MOST_LINES, "more field")))
            after += 1
        return after

    def _add_words(self, row: int, words: str) -> None:
        self.grid.addWidget(label(words, "muted", wrap=True), row, 0, 1, 3)

    def _go(self) -> None:
        asked, self._asked = self._asked, None
        self.hide()
        if asked is not None:
            asked.anyway()

    def leave_it(self) -> None:
        """Leave the step as it is."""
        asked, self._asked = self._asked, None
        self.hide()
        if asked is not None:
            asked.leave()


def _about(asked: Overwriting) -> str:
    """What the choice is, in a sentence or two."""
    if asked.why:
        return say("{why} Leave it, and undo goes on with the step before.", why=asked.why)
    if not asked.later.leaves_something:
        return say("Your step ({words}) has nothing left to take back. Nothing is written.", words=asked.words)
    return say(
        "Nothing is written yet. Taking back your step ({words}) would overwrite what is below; undo "
        "can bring that back. Everything else stays as it is now.",
        words=asked.words,
    )


def _without_fields(record: Overwritten) -> str:
    """What is told of a record that was removed, or that whoever works here may not read."""
    told = who_when(record)
    if record.gone:
        return say("Removed by {told}; it stays removed.", told=told) if told else say("Removed; it stays removed.")
    return (
        say("What was changed is confidential ({told}).", told=told)
        if told
        else say("What was changed is confidential.")
    )
