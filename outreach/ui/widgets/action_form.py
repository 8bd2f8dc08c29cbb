"""A small form inside a panel: a few fields, one button that does it, Esc to leave."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.ui.widgets.basics import button, label
from outreach.ui.widgets.drafted import Drafted, Drafts
from outreach.ui.widgets.fields import Choice, DateField, Field, Stepper, mark_fault, show_text
from outreach.ui.widgets.pick import Pick

TALL_PX = 84


class ActionForm(QFrame):
    """What one action asks for. Enter, or Ctrl+Enter in a tall field, does it; Esc leaves it."""

    submitted = Signal()
    left = Signal()
    typed = Signal()

    def __init__(self, name: str, title: str, submit: str, today: date) -> None:
        super().__init__()
        self.name = name
        self.today = today
        self.setAccessibleName(title or submit)
        self._controls: dict[str, QWidget] = {}
        self._needed: dict[str, str] = {}
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(10)
        if title:
            self._rows.addWidget(label(title, "heading"))
        self._draft = Drafted(self._controls, self)
        self._rows.addWidget(self._draft.notice)
        self.typed.connect(self._draft.note_typing)
        self.left.connect(self._draft.put_away)
        self.submit = button(submit, self._submit, "main")
        self.leave = button(say("Cancel"), self.left.emit, "quiet", name=say("Cancel this form"))
        row = QHBoxLayout()
        row.addWidget(self.submit)
        row.addWidget(self.leave)
        row.addStretch(1)
        self._rows.addLayout(row)

    def _place(self, name: str, title: str, control: QWidget, hint: str, needed: str) -> None:
        self._rows.insertWidget(self._rows.count() - 1, Field(title, control, hint))
        self._controls[name] = control
        if needed:
            self._needed[name] = needed
        control.installEventFilter(self)

    def add_line(self, name: str, title: str, hint: str = "", needed: str = "") -> "ActionForm":
        """Ask for one line of text; ``needed`` is the sentence told when it is left empty."""
        edit = QLineEdit()
        edit.textEdited.connect(self.typed)
        self._place(name, title, edit, hint, needed)
        return self

    def add_words(self, name: str, title: str, hint: str = "", needed: str = "") -> "ActionForm":
        """Ask for a few sentences."""
        edit = QPlainTextEdit()
        edit.setTabChangesFocus(True)
        edit.setFixedHeight(TALL_PX)
        edit.textChanged.connect(self.typed)
        self._place(name, title, edit, hint, needed)
        return self

    def add_date(self, name: str, title: str, hint: str = "", needed: str = "") -> "ActionForm":
        """Ask for a date."""
        edit = DateField(title, self.today)
        edit.textEdited.connect(self.typed)
        self._place(name, title, edit, hint, needed)
        return self

    def add_choice(self, name: str, title: str, hint: str = "", needed: str = "") -> "ActionForm":
        """Ask for one of several; offer them with :meth:`offer`."""
        choice = Choice[object](title)
        choice.chosen.connect(self.typed)
        self._place(name, title, choice, hint, needed)
        return self

    def add_pick(self, name: str, title: str, hint: str = "", needed: str = "") -> "ActionForm":
        """Ask for one of many, found by typing; offer them with :meth:`offer`."""
        pick = Pick[object](title, hint=hint)
        pick.changed.connect(self.typed)
        self._place(name, title, pick, "", needed)
        return self

    def add_check(self, name: str, title: str) -> "ActionForm":
        """Ask yes or no."""
        box = QCheckBox(title)
        box.setAccessibleName(title.replace("&", ""))
        box.toggled.connect(self._ticked)
        self._rows.insertWidget(self._rows.count() - 1, box)
        self._controls[name] = box
        box.installEventFilter(self)
        return self

    def _ticked(self, _on: bool) -> None:
        self.typed.emit()

    def add_count(self, name: str, title: str, least: int = 0, needed: str = "") -> "ActionForm":
        """Ask for a number."""
        stepper = Stepper(title.replace("&", ""), least)
        stepper.changed.connect(self.typed)
        self._place(name, title, stepper, "", needed)
        stepper.edit.installEventFilter(self)
        return self

    def pair(self) -> "ActionForm":
        """Put the last two fields side by side."""
        at = self._rows.count() - 3
        row = QHBoxLayout()
        row.setSpacing(12)
        for _ in range(2):
            item = self._rows.takeAt(at)
            widget = item.widget() if item is not None else None
            if widget is not None:
                _narrow(widget)
                row.addWidget(widget, 1, _beside(widget))
        self._rows.insertLayout(at, row)
        return self

    def name_submit(self, words: str) -> None:
        """Give the button that does it other words, to be read and to be heard."""
        self.submit.setText(words)
        self.submit.setAccessibleName(words)

    def show_field(self, name: str, shown: bool) -> None:
        """Show a field with its label, or leave it out."""
        field = self._controls[name].parentWidget()
        if field is not None:
            field.setVisible(shown)

    def lock(self, name: str, words: str) -> None:
        """Let nobody change a field, and say why under it; no words: it can be changed again."""
        field = self._controls[name].parentWidget()
        if isinstance(field, Field):
            field.lock(words)

    def offer(self, name: str, options: Sequence[tuple[str, object]]) -> None:
        """What a choice offers."""
        control = self._controls[name]
        if isinstance(control, Choice | Pick):
            control.offer(options)

    def fill(self, **values: object) -> None:
        """Show these values in the fields; nobody is told."""
        blocked = self.blockSignals(True)
        for name, value in values.items():
            match self._controls[name]:
                case DateField() as edit:
                    edit.show_value(value if isinstance(value, date) else None)
                case QLineEdit() as line:
                    show_text(line, str(value or ""))
                case QPlainTextEdit() as words:
                    words.setPlainText(str(value or ""))
                case Choice() | Pick() as choice:
                    choice.choose(value)
                case QCheckBox() as box:
                    box.setChecked(bool(value))
                case Stepper() as stepper:
                    stepper.show_value(value if isinstance(value, int) else None)
        self.blockSignals(blocked)

    def text(self, name: str) -> str:
        """The text of a line or of a tall field, without spaces around it."""
        control = self._controls[name]
        if isinstance(control, QPlainTextEdit):
            return control.toPlainText().strip()
        return control.text().strip() if isinstance(control, QLineEdit) else ""

    def date(self, name: str) -> date | None:
        """The date of a field; raises OutreachError when it is none."""
        control = self._controls[name]
        return control.value() if isinstance(control, DateField) else None

    def chosen(self, name: str) -> object:
        """The value of a choice."""
        control = self._controls[name]
        return control.value() if isinstance(control, Choice | Pick) else None

    def ticked(self, name: str) -> bool:
        """Whether a box is ticked."""
        control = self._controls[name]
        return isinstance(control, QCheckBox) and control.isChecked()

    def count(self, name: str) -> int | None:
        """The number of a field, None while it is empty."""
        control = self._controls[name]
        return control.value() if isinstance(control, Stepper) else None

    def control(self, name: str) -> QWidget:
        """The control itself."""
        return self._controls[name]

    def resume(self, drafts: Drafts, key: str) -> bool:
        """Keep from now on what is typed, under this key; what was kept under it before comes back, which is said.

        Call when the form was filled; :meth:`recorded` when its action was done.
        """
        return self._draft.begin(drafts, key)

    def keep_also(self, name: str, control: QWidget) -> None:
        """Keep in the form's draft what is chosen in a control beside the form; its owner emits ``typed``."""
        self._draft.also(name, control)

    def recorded(self) -> None:
        """What was typed is recorded: it is no longer kept as a draft."""
        self._draft.forget()

    def take_focus(self) -> None:
        """Put the focus into the first field."""
        first = next(iter(self._controls.values()))
        (first.edit if isinstance(first, Stepper) else first).setFocus(Qt.FocusReason.OtherFocusReason)

    def _submit(self) -> None:
        """Check the fields that are asked; the first that is at fault gets the focus and says why."""
        for name, control in self._controls.items():
            fault = self._fault(name, control) if control.isVisibleTo(self) else ""
            mark_fault(control, fault)
            if fault:
                control.setFocus(Qt.FocusReason.OtherFocusReason)
                self.faulty(fault)
                return
        self.submitted.emit()

    faulty_words = Signal(str)

    def faulty(self, words: str) -> None:
        """Tell what is wrong with a field."""
        self.faulty_words.emit(words)

    def _fault(self, name: str, control: QWidget) -> str:
        needed = self._needed.get(name, "")
        try:
            if isinstance(control, DateField):
                return needed if control.value() is None else ""
        except OutreachError as error:
            return str(error)
        if isinstance(control, Choice | Pick | Stepper):
            return needed if control.value() is None else ""
        if isinstance(control, QCheckBox):
            return ""
        return "" if self.text(name) else needed

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Enter and Esc from inside a field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                control_held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
                if control_held or not isinstance(watched, QPlainTextEdit):
                    self._submit()
                    return True
        return super().eventFilter(watched, event)


def _beside(field: QWidget) -> Qt.AlignmentFlag:
    """Where a field stands in its half of a row: one that does not grow begins at the left."""
    grows = field.sizePolicy().horizontalPolicy() != QSizePolicy.Policy.Fixed
    return Qt.AlignmentFlag.AlignTop if grows else Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


def _narrow(field: QWidget) -> None:
    """A choice in half a row is as wide as the half, however long what it offers."""
    for choice in field.findChildren(QComboBox):
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(8)
