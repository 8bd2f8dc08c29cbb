"""Signing in: an account and its passphrase, before the window and over it while it is locked."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QProgressBar, QWidget

from outreach.actions.accounts import Unlocked, unlock_again, unlock_records, unlock_with_recovery_key
from outreach.actions.change import Actor
from outreach.actions.field_kit import unlock_kit, unlock_kit_again
from outreach.errors import DamagedError, OutreachError
from outreach.languages.spoken import say
from outreach.records.beside import is_kit
from outreach.ui.tasks import Tasks
from outreach.ui.widgets.basics import Card, button, in_the_middle, label
from outreach.ui.widgets.fields import Field
from outreach.ui.widgets.flow import FlowLayout

CARD_PX = 440


class SignIn(QWidget):
    """A card in the middle of nothing else: what it is, who signs in, and what was wrong with the last try.

    ``unlocked`` carries an :class:`Unlocked`; ``other_wanted`` comes when somebody else wants to sign in,
    ``repair_wanted`` with the fault when the file or its keys turned out to be damaged.
    With ``again`` it unlocks the window of somebody who is signed in already.
    """

    unlocked = Signal(object)
    other_wanted = Signal()
    repair_wanted = Signal(object)

    def __init__(self, location: str, login: str = "", again: Unlocked | None = None) -> None:
        super().__init__()
        self.setObjectName("shell")
        self.setAccessibleName(say("Sign in"))
        self._location = location
        self._again = again
        self._recovering = False
        self.tasks = Tasks(self, workers=1)
        self.tasks.failed.connect(self._tell)
        self.account = QLineEdit(login)
        self.passphrase = _secret()
        self.recovery = QLineEdit()
        self.recovery.setPlaceholderText("ABCD-EFGH-…")
        self.repeated = _secret()
        self.fields = {
            "account": Field(say("&Account"), self.account),
            "recovery": Field(say("&Recovery key, as printed"), self.recovery),
            "passphrase": Field(say("&Passphrase"), self.passphrase),
            "repeated": Field(say("New passphrase a&gain"), self.repeated),
        }
        self.told = label("", "fault", wrap=True, name=say("What was wrong"))
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setAccessibleName(say("Checking the passphrase"))
        self.submit = button(say("Unlock") if again or is_kit(location) else say("Sign in"), self.sign_in, "main")
        self.other = button("", self._other, "quiet")
        self._lay_out()
        self._show_way()

    def _lay_out(self) -> None:
        again = self._again
        card = Card()
        card.body.setSpacing(14)
        title = say("Open the field kit") if is_kit(self._location) else say("Sign in to Outreach")
        card.body.addWidget(label(say("Locked") if again else title, "title"))
        card.body.addWidget(label(self._words(), "muted", wrap=True))
        for field in self.fields.values():
            card.body.addWidget(field)
        card.body.addWidget(self.told)
        card.body.addWidget(self.busy)
        row = FlowLayout(across=12)
        row.addWidget(self.submit)
        row.addWidget(self.other)
        card.body.addLayout(row)
        in_the_middle(self, card, CARD_PX).setContentsMargins(32, 32, 32, 32)
        for edit in (self.account, self.passphrase, self.recovery, self.repeated):
            edit.returnPressed.connect(self.sign_in)
        self.busy.hide()
        self.told.hide()

    def _words(self) -> str:
        if self._again is not None:
            return say("{name} is signed in. Everything is as it was left.", name=self._again.actor.name)
        if is_kit(self._location):
            return say("{stem} is locked. It opens by the passphrase it was made with.", stem=Path(self._location).stem)
        return say("These records are locked. Names are read here by those who sign in, and by nobody else.")

    def _show_way(self) -> None:
        recovering = self._recovering
        self.fields["account"].setVisible(self.asks_account)
        self.fields["recovery"].setVisible(recovering)
        self.fields["repeated"].setVisible(recovering)
        self.other.setVisible(not is_kit(self._location))
        if self._again is not None:
            self.other.setText(say("Sign in as somebody else"))
        else:
            self.other.setText(say("Use the passphrase") if recovering else say("Use the recovery key"))
        self.other.setAccessibleName(self.other.text())
        self.fields["passphrase"].label.setText(say("New &passphrase") if recovering else say("&Passphrase"))
        self.passphrase.setAccessibleName(say("New passphrase") if recovering else say("Passphrase"))
        self.passphrase.setPlaceholderText(say("A new one, of at least 12 letters") if recovering else "")

    def _other(self) -> None:
        if self._again is not None:
            self.other_wanted.emit()
            return
        self._recovering = not self._recovering
        self.explain("")
        self._show_way()
        self.take_focus()

    @property
    def asks_account(self) -> bool:
        """Whether somebody still has to say who she is: not to unlock again, nor in a kit, which is one officer's."""
        return self._again is None and not is_kit(self._location)

    def take_focus(self) -> None:
        """Put the focus where typing begins."""
        first = self.account if self.asks_account and not self.account.text() else self.passphrase
        (self.recovery if self._recovering and self.account.text() else first).setFocus(
            Qt.FocusReason.ActiveWindowFocusReason
        )

    def sign_in(self) -> None:
        """Try what was typed; the derivation takes its second on a worker."""
        login, phrase = self.account.text().strip(), self.passphrase.text()
        if not self.tasks.idle:
            return
        if not phrase or (self.asks_account and not login):
            self.explain(
                say("Fill in the account and the passphrase.") if self.asks_account else say("Fill in the passphrase.")
            )
            return
        if self._recovering and phrase != self.repeated.text():
            self.explain(say("The new passphrase was typed differently the second time: type both again."))
            return
        self.explain("")
        self.submit.setEnabled(False)
        self.busy.show()
        question = self._question(login, phrase)
        self.tasks.read("sign-in", question, self._done, say("Checking the passphrase"))

    def _question(self, login: str, phrase: str) -> Callable[[], Unlocked]:
        location, again, recovery = self._location, self._again, self.recovery.text()
        at = datetime.now().astimezone()
        if is_kit(location):
            if again is not None:
                return lambda: unlock_kit_again(again, location, phrase, at)
            return lambda: unlock_kit(location, phrase, at, Actor("").workstation)
        if again is not None:
            return lambda: unlock_again(again, location, phrase, at)
        if self._recovering:
            return lambda: unlock_with_recovery_key(location, recovery, login, phrase, at)
        return lambda: unlock_records(location, login, phrase, at, Actor("").workstation)

    def _done(self, answer: object) -> None:
        self._free()
        for edit in (self.passphrase, self.recovery, self.repeated):
            edit.clear()
        self.unlocked.emit(answer)

    def _tell(self, fault: object) -> None:
        self._free()
        self.passphrase.clear()
        self.repeated.clear()
        if not isinstance(fault, OutreachError):
            if isinstance(fault, BaseException):
                raise fault
            return
        # A damaged kit is fetched again from where it was made: there is no backup of it.
        if isinstance(fault, DamagedError) and self._again is None and not is_kit(self._location):
            self.repair_wanted.emit(fault)
        self.explain(str(fault))
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _free(self) -> None:
        self.busy.hide()
        self.submit.setEnabled(True)

    def explain(self, words: str) -> None:
        """Say what was wrong, or why somebody has to sign in again."""
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def close_workers(self) -> None:
        """Wait until no derivation is under way."""
        self.tasks.close()


def _secret() -> QLineEdit:
    edit = QLineEdit()
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    return edit
