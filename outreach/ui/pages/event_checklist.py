"""What is to be done for an event: ticked off with the space bar, due so many days before or after it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from outreach.actions.checklists import (
    ChecklistItemDetails,
    add_checklist_item,
    remove_checklist_item,
    tick_off,
    untick,
)
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.queries.checklists import ChecklistLine
from outreach.ui.desk import Desk
from outreach.ui.widgets.basics import Card, button, clear, pill
from outreach.ui.widgets.drafted import Drafted
from outreach.ui.widgets.fields import Field
from outreach.ui.wording import due_words, plural, short_date


class ChecklistCard(Card):
    """The list, and a line for the next thing to do."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(say("To do"))
        self._desk = desk
        self._event = 0
        self.ticks: list[QCheckBox] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.words = QLineEdit()
        self.days = QLineEdit()
        self.days.setPlaceholderText("0")
        self.days.setFixedWidth(116)
        self.add = button(say("Add"), self._add, name=say("Add something to do"))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Field(say("Something to do"), self.words), 1)
        row.addWidget(Field(say("Days before"), self.days, say("A number; below zero for after the event")))
        column = QVBoxLayout()
        column.addStretch(1)
        column.addWidget(self.add)
        row.addLayout(column)
        self._draft = Drafted({"words": self.words, "days": self.days}, self)
        self.body.addLayout(self._list)
        self.body.addWidget(self._draft.notice)
        self.body.addLayout(row)
        for line in (self.words, self.days):
            line.returnPressed.connect(self._add)
            line.textEdited.connect(self._draft.note_typing)

    def show_list(self, event: int, lines: Sequence[ChecklistLine]) -> None:
        """Show what is to be done for an event."""
        if event != self._event:
            self.words.setText("")
            self.days.setText("")
            self._draft.begin(self._desk.drafts, f"form/event/{event}/checklist")
        self._event = event
        clear(self._list)
        self.ticks = []
        for line in lines:
            self._list.addWidget(self._row(line))
        done = sum(line.done_on is not None for line in lines)
        self.aside.setText(say("{done} of {all} done", done=done, all=len(lines)) if lines else "")

    def _row(self, line: ChecklistLine) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        tick = QCheckBox(line.words)
        tick.setChecked(line.done_on is not None)
        tick.clicked.connect(partial(self._tick, line))
        today = self._desk.today
        done = line.done_on
        word, tone = (say("done {day}", day=short_date(done, today)), "good") if done else due_words(line.due, today)
        remove = button("×", partial(self._remove, line), "step", name=say("Remove: {name}", name=line.words))
        self.ticks.append(tick)
        across.addWidget(tick, 1)
        across.addWidget(pill(word, tone))
        across.addWidget(remove)
        days, is_before = plural(abs(line.days_before), "day"), line.days_before >= 0
        tick.setToolTip(
            say("{days} before the event", days=days) if is_before else say("{days} after the event", days=days)
        )
        return row

    def _tick(self, line: ChecklistLine) -> None:
        by, today = self._desk.actor, self._desk.today
        if line.done_on is None:
            self._desk.do(lambda: tick_off(by, line.id, line.version, today))
        else:
            self._desk.do(lambda: untick(by, line.id, line.version))

    def _remove(self, line: ChecklistLine) -> None:
        by = self._desk.actor
        self._desk.do(
            lambda: remove_checklist_item(by, line.id, line.version),
            say("{words}: taken off the list.", words=line.words),
        )

    def _add(self) -> None:
        words, by, event = self.words.text().strip(), self._desk.actor, self._event
        if not words:
            self.words.setFocus()
            return
        try:
            days = int(self.days.text().replace("−", "-") or 0)
        except ValueError:
            typed = self.days.text()
            error = say("“{typed}” is not a number of days: write it like 14, or -2 for two days after.", typed=typed)
            self._desk.messages.error(OutreachError(error))
            self.days.setFocus()
            return
        if self._desk.do(lambda: add_checklist_item(by, event, ChecklistItemDetails(words, days))) is not None:
            self._draft.forget()
            self._draft.notice.hide()
            self.words.setText("")
            self.days.setText("")
            self.words.setFocus()
