"""What is half typed in a form is kept under a key of its record, and comes back when the form is opened again."""

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from outreach.languages.spoken import say
from outreach.ui.drafts import PUT_AWAY
from outreach.ui.widgets.basics import button, label
from outreach.ui.widgets.keeping import as_draft, from_draft


class Drafts(Protocol):
    """Where drafts are kept."""

    def keep(self, key: str, payload: Callable[[], str]) -> None:
        """Keep what ``payload`` tells, soon."""

    def forget(self, key: str) -> None:
        """Keep it no longer."""

    def kept(self, key: str) -> str | None:
        """What is kept under a key."""


class Drafted(QObject):
    """The draft of one form. ``notice`` says above the form that something came back, and begins afresh."""

    def __init__(self, controls: Mapping[str, QWidget], form: QWidget) -> None:
        super().__init__(form)
        self._form = form
        self._every = controls
        self._beside: dict[str, QWidget] = {}
        self._drafts: Drafts | None = None
        self._key = ""
        self._as_filled = ""
        self.notice = QWidget()
        row = QHBoxLayout(self.notice)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(say("Restored what was being typed."), "muted", wrap=True), 1)
        self.afresh = button(say("Start afresh"), self._start_afresh, "quiet", name=say("Start this form afresh"))
        row.addWidget(self.afresh)
        self.notice.hide()

    def also(self, name: str, control: QWidget) -> None:
        """Keep with the form what is chosen in a control that stands beside it."""
        self._beside[name] = control

    def begin(self, drafts: Drafts, key: str) -> bool:
        """Keep from now on what is typed into the form, which was just filled; returns whether a draft came back."""
        self._drafts, self._key = drafts, key
        self._as_filled = as_draft(self._controls())
        kept = drafts.kept(key) or drafts.kept(PUT_AWAY + key)
        comes_back = kept is not None and kept != self._as_filled
        if kept is not None and comes_back:
            self._put(kept)
        self.notice.setVisible(comes_back)
        return comes_back

    def note_typing(self) -> None:
        """Something was typed or chosen."""
        if self._drafts is None:
            return
        words = as_draft(self._controls())
        if words == self._as_filled:
            self.forget()
        else:
            self._drafts.keep(self._key, lambda: words)

    def put_away(self) -> None:
        """The form was left on purpose: its words come back when it is opened again, but nobody is asked about them."""
        kept = self._drafts.kept(self._key) if self._drafts is not None else None
        if self._drafts is not None and kept is not None:
            self._drafts.forget(self._key)
            self._drafts.keep(PUT_AWAY + self._key, lambda: kept)

    def forget(self) -> None:
        """What was typed is recorded, or not wanted any more."""
        if self._drafts is not None:
            for key in (self._key, PUT_AWAY + self._key):
                if self._drafts.kept(key) is not None:
                    self._drafts.forget(key)

    def _start_afresh(self) -> None:
        self.forget()
        self._put(self._as_filled)
        self.notice.hide()
        self._form.setFocus()
        self._form.focusNextChild()

    def _put(self, words: str) -> None:
        blocked = self._form.blockSignals(True)
        from_draft(self._controls(), words)
        self._form.blockSignals(blocked)

    def _controls(self) -> Mapping[str, QWidget]:
        """The controls whose words may be kept: a passphrase is not."""
        return {
            name: control
            for name, control in (*self._every.items(), *self._beside.items())
            if not (isinstance(control, QLineEdit) and control.echoMode() is not QLineEdit.EchoMode.Normal)
        }
