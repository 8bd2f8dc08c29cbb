"""The part of the settings about accounts: who may open the records, and everybody's own passphrase."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from outreach.actions.accounts import (
    AccountDetails,
    Unlocked,
    add_account,
    change_passphrase,
    check_passphrase,
    edit_account,
    release_account,
    remove_account,
    reset_passphrase,
    start_accounts,
)
from outreach.actions.change import Changes
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.queries.accounts import AccountLine, Standing, account_list
from outreach.queries.lookups import officers
from outreach.records.accounts import Role
from outreach.records.encryption import plain_copies
from outreach.ui.backups import desk_backups
from outreach.ui.desk import Desk
from outreach.ui.kept_words import role_word
from outreach.ui.models import Column, TableModel
from outreach.ui.painted import margins
from outreach.ui.widgets.action_form import ActionForm
from outreach.ui.widgets.basics import Card, button, label, scrolled
from outreach.ui.widgets.tables import TWO_LINE_ROW_PX, Table

FORM_PX = 336
SHOWN = 4
"""How many copies are named at most."""
ROLES = {Role.OFFICER: "Officer", Role.SUPERVISOR: "Supervisor", Role.ADMINISTRATOR: "Administrator"}
START = (
    "Without accounts, everybody at this PC reads everything. The first account is an administrator's; the file is "
    "encrypted, and the window closes for a moment meanwhile. You get a recovery key to print."
)
DEMO = "The demo has no accounts. Your own records can have them."
TONES = {Standing.ACTIVE: "good", Standing.LOCKED: "late"}
TIPS = {
    Standing.LOCKED: "Locked for 15 minutes after five wrong tries: Release opens it again now",
    Standing.UNUSED: "Disabled after 90 days: tick Active and keep it to let it in",
}
KEPT = "Kept."
OWN = "Four words that do not belong together are easy to keep in mind and hard to guess."


class AccountsPart(Card):
    """Starting accounts; afterwards the list of them for administrators, and one's own passphrase for everybody."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(say("Accounts"))
        self._desk = desk
        self._editing: AccountLine | None = None
        self._sent: AccountLine | None = None
        self._sure = False
        self._backups = desk_backups(desk)
        self.words = label("", "muted", wrap=True)
        self.body.addWidget(self.words)
        self.plain = label("", "fault", wrap=True, name=say("Copies that are not encrypted"))
        self.plain.hide()
        self.body.addWidget(self.plain)
        start = ActionForm("start-accounts", say("Start accounts"), say("Encrypt and sign in"), desk.today)
        self.start = passphrase_form(account_form(start, role=False))
        self.own = passphrase_form(
            ActionForm("own", say("Your own passphrase"), say("Change it"), desk.today), old=True
        )
        form = ActionForm("account", say("Account"), say("Add"), desk.today)
        self.form = passphrase_form(account_form(form, role=True), needed=False)
        self.table = Table("Accounts", TableModel[AccountLine](COLUMNS), TWO_LINE_ROW_PX)
        self.new = button(say("Add"), self._start_new, name=say("Add an account"))
        self.top.addWidget(self.new)
        self.release = button(
            say("Release"), self._release, "quiet", tip=say("Open the account again after five wrong tries")
        )
        self.remove = button(say("Remove …"), self._remove, "quiet", tip=say("The file gets another key"))
        for part, slot in ((self.start, self._begin), (self.own, self._change_own), (self.form, self._keep)):
            part.submitted.connect(slot)
            part.faulty_words.connect(desk.messages.fault)
        self.form.left.connect(self._leave)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self._lay_out()
        self._leave()
        desk.signed_in.connect(self.read)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(self.table, 1)
        right = QWidget()
        down = QVBoxLayout(right)
        down.setContentsMargins(margins(0, 0, 8, 0))
        buttons = QHBoxLayout()
        buttons.addWidget(self.release)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        for form in (self.start, self.form):
            down.addWidget(form)
        down.addLayout(buttons)
        down.addWidget(self.own)
        down.addStretch(1)
        area = scrolled(right, say("Forms of accounts"))
        area.setFixedWidth(FORM_PX + 40)
        row.addWidget(area)
        row.addStretch(0)
        self.body.addLayout(row, 1)

    def show_for(self, *, is_demo: bool) -> None:
        """Show what may be done here, and ask for the accounts."""
        unlocked = self._desk.unlocked
        self.start.setVisible(unlocked is None and not is_demo)
        self.words.setText(say(DEMO if is_demo and unlocked is None else START if unlocked is None else OWN))
        self.read()

    def read(self, _unlocked: object = None) -> None:
        """Ask for the accounts, as an administrator may; a form that is open stays with what is typed."""
        unlocked, precinct = self._desk.unlocked, self._desk.precinct
        administers = unlocked is not None and unlocked.actor.role is Role.ADMINISTRATOR
        for widget in (self.table, self.new):
            widget.setVisible(administers)
        self.own.setVisible(unlocked is not None)
        if unlocked is not None:
            self.start.hide()
        location = self._desk.location

        def question() -> object:
            return account_list(location=location), officers(precinct), self._plain()

        self._desk.ask("settings/accounts", question, self._show)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Look again who is locked: wrong tries are no change that is told."""
        super().showEvent(event)
        self.read()

    def _plain(self) -> tuple[Path, ...]:
        """Copies of the time before the file was encrypted, which anybody can read."""
        unlocked, folder = self._desk.unlocked, self._backups.folder
        if unlocked is None or unlocked.key is None:
            return ()
        return plain_copies(Path(self._desk.location), *((Path(folder),) if folder else ()))

    def _show(self, found: object) -> None:
        if not isinstance(found, tuple):
            return
        lines, known, plain = found
        self.plain.setText(plain_words(plain))
        self.plain.setVisible(bool(plain))
        choices: list[tuple[str, object]] = [(say("Nobody"), None), *((one.name, one.id) for one in known)]
        for form in (self.start, self.form):
            form.offer("officer", choices)
        self.table.rows.show_rows(lines)

    def _leave(self) -> None:
        self._editing = None
        for widget in (self.form, self.release, self.remove):
            widget.hide()

    def _start_new(self) -> None:
        self.table.clearSelection()
        self._open(None)
        self.form.take_focus()

    def _chosen(self) -> None:
        row = self.table.chosen()
        if row is not None:
            self._open(row)

    def _open(self, line: AccountLine | None) -> None:
        self._editing, self._sure = line, False
        login = self.form.control("login")
        login.setEnabled(line is None)
        self.form.fill(
            login=line.login if line else "",
            role=Role(line.role) if line else Role.OFFICER,
            officer=line.officer_id if line else None,
            active=line.active and not line.unused if line else True,
            everywhere=line.everywhere if line else False,
            passphrase="",
            repeated="",
        )
        self.form.name_submit(say("Keep") if line else say("Add"))
        self.form.show()
        self.remove.setText(say("Remove …"))
        self.release.setVisible(line is not None)
        self.remove.setVisible(line is not None)

    def _begin(self) -> None:
        desk, location, form = self._desk, self._desk.location, self.start
        if not same(form):
            return
        officer = form.chosen("officer")
        details = AccountDetails(form.text("login"), Role.ADMINISTRATOR, officer if isinstance(officer, int) else None)
        actor, phrase, at = desk.actor, secret(form), now()
        try:
            # Before the window closes: what was typed would be gone.
            check_passphrase(phrase, details.login)
        except OutreachError as fault:
            form.faulty(str(fault))
            return
        desk.alone(lambda: start_accounts(actor, location, details, phrase, at))

    def _keep(self) -> None:
        desk, by, line, form = self._desk, self._desk.unlocked, self._editing, self.form
        if by is None or self._is_busy() or not same(form):
            return
        role, officer, phrase = form.chosen("role"), form.chosen("officer"), secret(form)
        details = AccountDetails(
            form.text("login"),
            Role(str(role)),
            officer if isinstance(officer, int) else None,
            form.ticked("active"),
            form.ticked("everywhere"),
        )

        def keep() -> Changes:
            return written(by, desk.location, line, details, phrase)

        self._sent = line
        desk.do_aside(keep, say(KEPT), self._kept, say("Keeping the account"))

    def _is_busy(self) -> bool:
        return self._desk.tasks.awaits("settings/account") or self._desk.tasks.awaits(f"aside/{say(KEPT)}")

    def _released(self, _: object) -> None:
        self._desk.messages.good(say(KEPT))
        self._kept()

    def _kept(self, _: object = None) -> None:
        # Another may have been opened while the passphrase was sealed.
        if self._editing is self._sent:
            self._leave()
        self.read()

    def _release(self) -> None:
        by, line = self._desk.unlocked, self._editing
        if by is not None and line is not None and not self._is_busy():
            self._sent = line
            self._desk.ask(
                "settings/account",
                lambda: release_account(by, self._desk.location, line.id),
                self._released,
                say("Releasing"),
            )

    def _remove(self) -> None:
        by, line, location = self._desk.unlocked, self._editing, self._desk.location
        if by is None or line is None:
            return
        if not self._sure:
            self._sure = True
            self.remove.setText(say("Remove {login} for good", login=line.login))
            return
        self._desk.alone(lambda: (remove_account(by, location, line.id, line.version), ""))

    def _change_own(self) -> None:
        by, form = self._desk.unlocked, self.own
        if by is None or self._desk.tasks.awaits("settings/own") or not same(form):
            return
        location, old, new = self._desk.location, typed(form, "old"), secret(form)
        account = by.actor.account_id

        def change() -> None:
            login = next(line.login for line in account_list() if line.id == account)
            change_passphrase(by, location, login, old, new)

        self._desk.ask("settings/own", change, self._changed_own, say("Changing the passphrase"))

    def _changed_own(self, _none: object) -> None:
        self.own.fill(old="", passphrase="", repeated="")
        self._desk.messages.good(say("Your passphrase is changed."))


def written(by: Unlocked, location: str, line: AccountLine | None, details: AccountDetails, phrase: str) -> Changes:
    """Add an account, or change one, with another passphrase where one was typed."""
    if line is None:
        return add_account(by, location, details, phrase, now())
    changes = edit_account(by, line.id, line.version, details)
    if phrase:
        reset_passphrase(by, location, line.id, phrase)
    return changes


def account_form(form: ActionForm, *, role: bool) -> ActionForm:
    """Fields for who signs in, by what name and as what."""
    form.add_line(
        "login", say("&Account"), say("for example rsample"), needed=say("The account's name is missing: fill it in.")
    )
    form.add_choice("officer", say("&Belongs to"))
    if role:
        form.add_choice("role", say("R&ole"))
        form.offer("role", [(say(words), kept) for kept, words in ROLES.items()])
        form.add_check("active", say("Acti&ve"))
        form.add_check("everywhere", say("In all pre&cincts"))
    return form


def passphrase_form(form: ActionForm, *, old: bool = False, needed: bool = True) -> ActionForm:
    """Fields for a new passphrase, typed twice, and for the old one where it is wanted."""
    missing = say("The passphrase is missing: fill it in.")
    if old:
        form.add_line("old", say("The passphrase &until now"), needed=missing)
    form.add_line("passphrase", say("New &passphrase"), needed=missing if needed else "")
    form.add_line("repeated", say("The same a&gain"), needed=missing if needed else "")
    for name in ("old", "passphrase", "repeated"):
        edit = form.control(name) if old or name != "old" else None
        if isinstance(edit, QLineEdit):
            edit.setEchoMode(QLineEdit.EchoMode.Password)
    return form


def typed(form: ActionForm, name: str) -> str:
    """A field as it was typed, with its spaces."""
    edit = form.control(name)
    return edit.text() if isinstance(edit, QLineEdit) else ""


def secret(form: ActionForm) -> str:
    """The new passphrase."""
    return typed(form, "passphrase")


def same(form: ActionForm) -> bool:
    """Whether the new passphrase was typed twice alike; says so where it was not."""
    alike = secret(form) == typed(form, "repeated")
    if not alike:
        form.faulty(say("The new passphrase was typed differently the second time: type both again."))
    return alike


def plain_words(plain: Sequence[Path]) -> str:
    """What to say of copies that are not encrypted; nothing where there are none."""
    if not plain:
        return ""
    from outreach.exchange.plan import first_few

    names = first_few(map(str, plain), most=SHOWN)
    return say("Not encrypted, from before there were accounts: {names}. Back up anew, then remove them.", names=names)


def standing_word(standing: Standing) -> str:
    """Whether an account opens the records, in a word or two."""
    words = {
        Standing.ACTIVE: say("active", sense="of an account"),
        Standing.LOCKED: say("locked", sense="of an account"),
        Standing.UNUSED: say("not used", sense="of an account"),
        Standing.DISABLED: say("disabled", sense="of an account"),
    }
    return words[standing]


def now() -> datetime:
    """This moment."""
    return datetime.now().astimezone()


COLUMNS: tuple[Column[AccountLine], ...] = (
    Column("Account", lambda row: row.login, width=112, strong=True, second=lambda row: row.officer or "–"),
    Column(
        "State", lambda row: standing_word(row.standing), width=98, tone=lambda row: TONES.get(row.standing, "quiet"),
        tip=lambda row: say(TIPS[row.standing]) if row.standing in TIPS else "",
    ),
    # The role takes what is left: in a narrow window none of the three is left out.
    Column("Role", lambda row: role_word(row.role)),
)  # fmt: skip
