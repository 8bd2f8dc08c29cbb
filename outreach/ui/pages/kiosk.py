"""Visitors sign in themselves: the whole screen, one name at a time, nobody else's data, a secret to leave."""

import hmac
import secrets
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from outreach.languages.spoken import say
from outreach.ui.widgets.basics import Card, button, label
from outreach.ui.widgets.fields import Field, mark_fault
from outreach.ui.widgets.full_height import FullHeight
from outreach.ui.widgets.pick import Pick
from outreach.ui.wording import shortened

THANKS_MS = 2500
CARD_PX = 560
LEAST_SECRET = 4
TITLE_LETTERS = 80


class Kiosk(QWidget):
    """The full-screen window. ``signed`` brings a visitor's name and neighborhood; it shows nobody else's.

    It is left with the passphrase that the officer set on entering; closing it any other way is refused. A visitor's
    name is kept as she signed it: who it is, the officer says later.
    """

    signed = Signal(str, object)
    left = Signal()

    def __init__(self, title: str, neighborhoods: Sequence[tuple[str, int]]) -> None:
        super().__init__()
        self._salt = secrets.token_bytes(16)
        self._secret = b""
        self._may_close = True
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("shell")
        self.setWindowTitle(say("Sign in · {title}", title=title))
        self.setAccessibleName(say("Sign in to {title}", title=title))
        self.stack = QStackedWidget()
        self.stack.setMaximumWidth(CARD_PX)
        self._make_lock()
        self._make_form(title, neighborhoods)
        self._make_thanks()
        self._make_leave()
        across = QHBoxLayout(self)
        across.addStretch(1)
        middle = QVBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.stack)
        middle.addStretch(2)
        across.addLayout(middle, 2)
        across.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(THANKS_MS)
        self._timer.timeout.connect(self._next)

    def _card(self, title: str, words: str) -> Card:
        card = Card()
        card.body.setContentsMargins(32, 28, 32, 32)
        card.body.addWidget(label(title, "title", wrap=True))
        card.body.addWidget(label(words, "muted", wrap=True))
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        holder = FullHeight()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        self.stack.addWidget(holder)
        return card

    def _make_lock(self) -> None:
        card = self._card(
            say("Before visitors sign in"), say("Choose a passphrase: it is asked for when you leave this screen.")
        )
        self.secret = self._hidden(say("Passphrase to leave"))
        self.secret.returnPressed.connect(self.start)
        self.short = label("", "fault", wrap=True)
        self.short.hide()
        card.body.addWidget(Field(say("Passphrase to leave"), self.secret))
        card.body.addWidget(self.short)
        row = QHBoxLayout()
        self.begin = button(
            say("Start", sense="the visitor screen"), self.start, "main", name=say("Start the visitor screen")
        )
        row.addWidget(self.begin)
        row.addWidget(button(say("Cancel"), self._cancel))
        row.addStretch(1)
        card.body.addLayout(row)

    def _hidden(self, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setEchoMode(QLineEdit.EchoMode.Password)
        made.setAccessibleName(name)
        return made

    def _make_form(self, title: str, neighborhoods: Sequence[tuple[str, int]]) -> None:
        card = self._card(
            say("Welcome to {title}", title=shortened(title, TITLE_LETTERS)),
            say("Please sign in. Only your name is needed."),
        )
        self.name = QLineEdit()
        self.place = Pick[int](say("Your neighborhood"), neighborhoods)
        self.sign = button(
            say("Sign in", sense="of a visitor"), self._sign, "main", name=say("Sign in", sense="of a visitor")
        )
        self.fault = label("", "fault", wrap=True)
        for title_, field in ((say("Your name"), self.name), (say("Your neighborhood"), self.place)):
            card.body.addWidget(Field(title_, field))
        card.body.addWidget(self.fault)
        self.fault.hide()
        row = QHBoxLayout()
        row.addWidget(self.sign)
        row.addStretch(1)
        self.leave = button(
            say("Leave", sense="the visitor screen"), self._ask_to_leave, "quiet", name=say("Leave the visitor screen")
        )
        row.addWidget(self.leave)
        card.body.addLayout(row)
        self.name.returnPressed.connect(self._sign)

    def _make_thanks(self) -> None:
        self._card(say("Thank you, you are signed in"), say("Please pass the screen on to the next visitor."))

    def _make_leave(self) -> None:
        card = self._card(say("Leave the visitor screen"), say("The officer's passphrase ends the visitor screen."))
        self.answer = self._hidden(say("Passphrase"))
        self.answer.returnPressed.connect(self._try_to_leave)
        self.wrong = label("", "fault", wrap=True)
        card.body.addWidget(Field(say("Passphrase"), self.answer))
        card.body.addWidget(self.wrong)
        self.wrong.hide()
        row = QHBoxLayout()
        row.addWidget(
            button(
                say("Leave", sense="the visitor screen"),
                self._try_to_leave,
                "main",
                name=say("Leave", sense="the visitor screen"),
            )
        )
        row.addWidget(button(say("Back"), self._next, name=say("Back to the sign-in")))
        row.addStretch(1)
        card.body.addLayout(row)

    def _digest(self, words: str) -> bytes:
        # Loaded when a visitor's screen begins: a window that never shows one does without.
        from outreach.records.ciphers import light_hash

        return light_hash(words, self._salt)

    def show_over(self, window: QWidget) -> None:
        """Show the window over another, at first to choose the passphrase."""
        self.setGeometry(window.geometry())
        self.show()
        self.activateWindow()
        self.secret.setFocus()

    def start(self) -> None:
        """Begin with the passphrase that is typed."""
        if len(self.secret.text()) < LEAST_SECRET:
            words = say("Use at least {count} characters.", count=LEAST_SECRET)
            self.short.setText(words)
            self.short.show()
            mark_fault(self.secret, words)
            self.secret.setFocus()
            self.secret.selectAll()
            return
        self._secret = self._digest(self.secret.text())
        self.secret.setText("")
        self._may_close = False
        self.showFullScreen()
        self._next()

    def _cancel(self) -> None:
        self.close()

    def _next(self) -> None:
        for line in (self.name, self.answer):
            line.setText("")
        self.place.setEditText("")
        self.fault.hide()
        self.wrong.hide()
        self.stack.setCurrentIndex(1)
        self.name.setFocus()

    def _sign(self) -> None:
        name = " ".join(self.name.text().split())
        if not name:
            self.fault.setText(say("Please write your name."))
            self.fault.show()
            self.name.setFocus()
            return
        self.signed.emit(name, self.place.value())

    def thank(self) -> None:
        """Say thanks, then wait for the next visitor."""
        self.stack.setCurrentIndex(2)
        self._timer.start()

    def refuse(self, words: str) -> None:
        """Say why the name was not taken."""
        self.fault.setText(words)
        self.fault.show()

    def _ask_to_leave(self) -> None:
        self.stack.setCurrentIndex(3)
        self.answer.setFocus()

    def _try_to_leave(self) -> None:
        if not hmac.compare_digest(self._digest(self.answer.text()), self._secret):
            self.wrong.setText(say("That is not the passphrase."))
            self.wrong.show()
            self.answer.selectAll()
            return
        self.end()

    def end(self) -> None:
        """Leave without asking, as when the records are closed."""
        self._may_close = True
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Escape asks for the passphrase."""
        if event.key() == Qt.Key.Key_Escape and not self._may_close:
            self._ask_to_leave()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Stay, unless the passphrase was given."""
        if not self._may_close:
            event.ignore()
            self._ask_to_leave()
            return
        super().closeEvent(event)
        self.left.emit()
