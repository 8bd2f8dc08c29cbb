"""What stands in the fields of a form, as plain values: to keep as a draft, and to put back after a crash."""

import json
from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from outreach.ui.widgets.fields import Choice, Stepper
from outreach.ui.widgets.pick import Pick, PickMany
from outreach.ui.widgets.staff import StaffRows


def typed(control: QWidget) -> object:
    """What stands in a control, as JSON can hold it."""
    match control:
        case QLineEdit():
            return control.text()
        case QPlainTextEdit():
            return control.toPlainText()
        case Choice():  # its words are another language's tomorrow
            value = control.value()
            return value if value is None or isinstance(value, str | int) else control.currentText()
        case Pick():  # what was found by its name; words that are half typed stay as they are
            found = dict(control.options).get(control.currentText())
            return {"chosen": found} if isinstance(found, str | int) else control.currentText()
        case QCheckBox():
            return control.isChecked()
        case Stepper():
            return control.edit.text()
        case PickMany():
            return list(control.values())
        case QListWidget():
            return [item.text() for item in _lines(control) if item.checkState() == Qt.CheckState.Checked]
        case StaffRows():
            return control.typed()
        case _:
            raise TypeError(f"a draft cannot hold a {type(control).__name__}")


def put_back(control: QWidget, value: object) -> None:
    """Put what was typed back into a control; a value that does not fit it any more is left out."""
    match control, value:
        case QLineEdit(), str():
            control.setText(value)
        case QPlainTextEdit(), str():
            control.setPlainText(value)
        case Pick(), str():
            control.setEditText(value)
        case Pick(), {"chosen": chosen}:
            control.choose(chosen)
        case Choice(), None | str() | int():
            control.choose(value)
            if isinstance(value, str) and control.value() != value and (row := control.findText(value)) >= 0:
                control.setCurrentIndex(row)
        case QCheckBox(), bool():
            control.setChecked(value)
        case Stepper(), str():
            control.edit.setText(value)
        case PickMany(), list():
            control.choose(value)
        case QListWidget(), list():
            for item in _lines(control):
                item.setCheckState(Qt.CheckState.Checked if item.text() in value else Qt.CheckState.Unchecked)
        case StaffRows(), list():
            control.put_back(value)


def _lines(control: QListWidget) -> list[QListWidgetItem]:
    """The lines of a list in which each can be ticked."""
    return [control.item(row) for row in range(control.count())]


def watch(control: QWidget, changed: Callable[[], None]) -> None:
    """Call ``changed``, a bound method, whenever somebody types into a control or chooses with it."""
    match control:
        case QLineEdit():
            control.textEdited.connect(changed)
        case QPlainTextEdit():
            control.textChanged.connect(changed)
        case Choice():
            control.chosen.connect(changed)
        case QCheckBox():
            control.clicked.connect(changed)
        case Stepper() | Pick() | PickMany() | StaffRows():
            control.changed.connect(changed)


def as_draft(controls: Mapping[str, QWidget]) -> str:
    """A form as the text of a draft."""
    return json.dumps({name: typed(control) for name, control in controls.items()}, ensure_ascii=False)


def from_draft(controls: Mapping[str, QWidget], payload: str) -> None:
    """Put a draft back into the form it was typed into; what the form no longer asks is left out."""
    kept = json.loads(payload)
    for name, control in controls.items():
        if name in kept:
            put_back(control, kept[name])
