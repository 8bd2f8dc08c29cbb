"""What a field kit asks: both versions of a field, whether two people are one, or whether a removal stands."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from outreach.actions.bring_back import KitResult, answer, leave_out_kit_change, questions_of
from outreach.actions.change import Changes
from outreach.actions.kit_asking import Asked, FieldQuestion, Keep, Question, SameQuestion
from outreach.errors import OutreachError
from outreach.languages.spoken import say, spoken
from outreach.queries.field_kits import WaitingChange
from outreach.queries.record_names import record_names
from outreach.ui.desk import Desk
from outreach.ui.kept_words import actor_word
from outreach.ui.widgets.basics import button, clear, label
from outreach.ui.wording import instant, plural

type Names = Mapping[tuple[str, int], str]
type Answers = dict[Asked, Keep | int]


class KitQuestions(QWidget):
    """One waiting change at a time, the earliest first: what was done, by whom and when, and what is to be chosen."""

    answered = Signal()
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._change: WaitingChange | None = None
        self._shown: tuple[WaitingChange, str, Sequence[Question]] | None = None
        self._about = ""
        self._answers: Answers = {}
        """What was chosen before more was asked."""
        self._groups: list[tuple[Asked, QButtonGroup, list[Keep | int]]] = []
        self.heading = label("", "heading", wrap=True)
        self.done = label("", wrap=True)
        self.reason = label("", "muted", wrap=True)
        self.asked = QVBoxLayout()
        self.asked.setSpacing(6)
        self.apply = button(say("Do it as chosen"), self._apply, "main")
        self.leave_out = button(
            say("Leave it out"), self._leave_out, tip=say("It stays in the kit's file; undo asks again")
        )
        self.later = button(say("Not now"), self.left.emit, "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (self.heading, self.done, self.reason):
            column.addWidget(widget)
        column.addLayout(self.asked)
        row = QHBoxLayout()
        for control in (self.apply, self.leave_out, self.later):
            row.addWidget(control)
        row.addStretch(1)
        column.addLayout(row)

    def show_changes(self, changes: Sequence[WaitingChange], *, takes_focus: bool = True) -> None:
        """Show the first change that can be answered; one that waits for another comes after it."""
        self.heading.setText(say("{changes} from field kits to decide", changes=plural(len(changes), "change")))
        secret = self._desk.may_read_confidential
        found = self._desk.now(lambda: _first_to_answer(changes, confidential=secret))
        if found != self._shown:  # what was chosen and not yet done stays when the same is asked again
            self._shown = found
            self._answers = {}
            self._show(*found)
        if takes_focus and self._groups:
            self._groups[0][1].buttons()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, change: WaitingChange, reason: str, questions: Sequence[Question]) -> None:
        self._change = change
        when = change.recorded_at.astimezone()
        done = change.action.replace("_", " ")
        self.done.setText(
            say(
                "{kit}: {actor} did “{what}” on {when}.",
                kit=change.kit,
                actor=actor_word(change.actor),
                what=say(done),
                when=instant(when),
            )
        )
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        clear(self.asked)
        self._groups = []
        self._about = ""
        names = self._names(questions)
        for question in questions:
            self._ask(question, names)
        self.apply.setVisible(not reason)
        self._check()

    def _names(self, questions: Sequence[Question]) -> Names:
        """What the records are called that the two versions name."""
        secret = self._desk.may_read_confidential
        wanted: dict[str, list[int]] = {}
        for question in questions:
            if isinstance(question, FieldQuestion) and question.refers:
                named = (key for key in (question.here, question.kit) if isinstance(key, int))
                wanted.setdefault(question.refers, []).extend(named)
        return self._desk.now(lambda: record_names(wanted, confidential=secret)) if wanted else {}

    def _ask(self, question: Question, names: Names) -> None:
        title, options = choices_of(question, names)
        if question.record != self._about:
            self._about = question.record
            self.asked.addWidget(label(question.record, "heading", wrap=True))
        self.asked.addWidget(label(title, "strong", wrap=True))
        group = QButtonGroup(self)
        values: list[Keep | int] = []
        for words, value in options:
            radio = QRadioButton(words)
            radio.setAccessibleName(f"{title} {words}")
            group.addButton(radio, len(values))
            values.append(value)
            self.asked.addWidget(radio)
        group.buttonClicked.connect(self._check)
        self._groups.append((question.about, group, values))

    def _check(self) -> None:
        self.apply.setEnabled(all(group.checkedButton() is not None for _, group, _ in self._groups))

    def _apply(self) -> None:
        change, desk = self._change, self._desk
        if change is None:
            return
        chosen: Answers = {about: values[group.checkedId()] for about, group, values in self._groups}
        answers, secret = {**self._answers, **chosen}, desk.may_read_confidential
        try:
            reason, more = desk.now(lambda: questions_of(change.id, answers, confidential=secret))
            if more:  # whoever is the same may differ in what is kept of her
                self._answers = answers
                self._show(change, reason, more)
                self._groups[0][1].buttons()[0].setFocus(Qt.FocusReason.OtherFocusReason)
                return
            result: KitResult = desk.now(lambda: answer(desk.actor, change.id, answers))
        except OutreachError as fault:
            desk.messages.error(fault)
        else:
            desk.hear(Changes("answer_kit", None, result.touched))
            desk.messages.good(say("Done as chosen."))
            self._shown = None
        self.answered.emit()

    def _leave_out(self) -> None:
        change, desk = self._change, self._desk
        if change is not None:
            desk.do(lambda: leave_out_kit_change(desk.actor, change.id), say("Left out."))
            self._shown = None
            self.answered.emit()


def _first_to_answer(
    changes: Sequence[WaitingChange], *, confidential: bool
) -> tuple[WaitingChange, str, Sequence[Question]]:
    """The first change that asks something, otherwise the first; those after it are not looked into."""
    for change in changes:
        reason, questions = questions_of(change.id, confidential=confidential)
        if questions:
            return change, reason, questions
    return changes[0], *questions_of(changes[0].id, confidential=confidential)


def choices_of(question: Question, names: Names) -> tuple[str, list[tuple[str, Keep | int]]]:
    """What is asked in words, and the answers to choose from."""
    if isinstance(question, SameQuestion):
        options: list[tuple[str, Keep | int]] = [(words, key) for key, words in question.candidates]
        return say("Is this one of those already known?"), [
            *options,
            (say("No, this is somebody or something else"), 0),
        ]
    if isinstance(question, FieldQuestion):
        column = question.about[2].removesuffix("_id").replace("_", " ").capitalize()
        both: list[tuple[str, Keep | int]] = []
        if question.may_add:
            both = [(say("Both together: {value:,}", value=(question.here or 0) + (question.kit or 0)), Keep.BOTH)]
        here, kit = (
            names.get((question.refers, value), "") or value_words(value) for value in (question.here, question.kit)
        )
        return say(column), [
            (say("Here: {here}", here=here), Keep.HERE),
            (say("Kit: {kit}", kit=kit), Keep.KIT),
            *both,
        ]
    return (
        say("The kit removed this, and it was changed here since."),
        [(say("Keep it"), Keep.HERE), (say("Remove it"), Keep.KIT)],
    )


def value_words(value: object) -> str:
    """A value as JSON holds it, as a person reads it."""
    if value in (None, ""):
        return say("nothing")
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, str):
        try:
            day = date.fromisoformat(value) if len(value) == len("2019-01-31") else datetime.fromisoformat(value)
        except ValueError:
            return value
        return spoken().day(day)
    return f"{value:,}" if isinstance(value, int) else str(value)
