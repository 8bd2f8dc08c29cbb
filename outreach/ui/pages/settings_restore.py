"""The part of the settings that puts a backup back: tried first beside the records, both side by side, then swapped."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from outreach.actions.backups import refuse_restoring, restore_backup
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records import keys
from outreach.records.backup import copies, is_unverified
from outreach.records.database import is_locked
from outreach.records.encryption import Told, is_keyed_by
from outreach.records.inspecting import Holdings, holdings_of
from outreach.records.restoring import try_restoring
from outreach.ui.backups import desk_backups
from outreach.ui.desk import Desk
from outreach.ui.models import Column, TableModel
from outreach.ui.tasks import Progress
from outreach.ui.widgets.action_form import ActionForm
from outreach.ui.widgets.basics import button, label
from outreach.ui.widgets.fields import Choice
from outreach.ui.widgets.tables import Table
from outreach.ui.wording import dated, instant, moment

WORDS = (
    "A backup is first put back into a file beside the records and checked. Nothing is replaced before you have seen "
    "both side by side; the records of now are kept under another name."
)
OTHER_KEY = "This backup has another key, from before an account was removed: sign in as it was then."
BEFORE_ACCOUNTS = " It is from before there were accounts: what comes back is not encrypted."
TABLE_PX = 300
LISTING = "list-of-backups"


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of the two side by side."""

    words: str
    now: str
    then: str


@dataclass(frozen=True, slots=True)
class Tried:
    """A backup that was put back beside the records without a fault: its key, what is here now, what would be."""

    path: Path
    key: bytes | None
    now: Holdings | None
    then: Holdings


class OtherKeyError(OutreachError):
    """The backup does not open with the key of the records."""


class RestorePart(QWidget):
    """Choosing a backup, trying it, and putting it in the place of the records."""

    words = WORDS
    suffixes: tuple[str, ...] = ("*.outreach-backup", "*.outreach*")
    tried = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.found: Tried | None = None
        self._sure = False
        self._others: list[Path] = []
        self._found: list[tuple[str, Path]] = []
        self._is_outdated = False
        self.which = Choice[Path](say("Which backup"), [])
        self.which.chosen.connect(self.forget)
        self.try_it = button(say("Try it"), self.begin, name=say("Try this backup beside the records"))
        self.passphrase = ActionForm("restore", "", say("Try it with this passphrase"), desk.today)
        self.passphrase.add_line("login", say("&Account"), needed=say("The account is missing: fill it in."))
        self.passphrase.add_line(
            "phrase", say("&Passphrase of then"), needed=say("The passphrase is missing: fill it in.")
        )
        secret = self.passphrase.control("phrase")
        if isinstance(secret, QLineEdit):
            secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.submitted.connect(self.begin)
        self.passphrase.left.connect(self.passphrase.hide)
        self.passphrase.faulty_words.connect(desk.messages.fault)
        self.told = label("", wrap=True)
        self.table = Table("Now and in the backup", TableModel[Compared](COLUMNS))
        self.put_back = button("", self._put_back)
        self._lay_out()
        self.forget()
        self._show_choice()
        self.offer()
        desk_backups(desk).taken.connect(self.offer)
        desk_backups(desk).verified.connect(self.offer)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(say("Put a backup back"), "heading"))
        column.addWidget(label(say(self.words), "muted", wrap=True))
        row = QHBoxLayout()
        row.addWidget(self.which)
        row.addWidget(button(say("Another file …"), self._choose_file))
        row.addWidget(self.try_it)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.passphrase)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.told, 1)
        row.addWidget(self.put_back)
        column.addLayout(row)
        self.table.setFixedHeight(TABLE_PX)
        column.addWidget(self.table)

    def offer(self) -> None:
        """Look for the backups in the folder, and offer them, newest first, and the files chosen elsewhere."""
        # A folder on a slow share is waited for by one worker at most.
        if self._desk.tasks.awaits(LISTING):
            self._is_outdated = True
            return
        folder = desk_backups(self._desk).folder
        self._is_outdated = False
        if folder:
            self._desk.tasks.read(
                LISTING, lambda: self.listed(Path(folder)), self._show_found, say("Looking for backups")
            )
        else:
            self._show_found([])

    def _show_found(self, found: object) -> None:
        self._found = cast("list[tuple[str, Path]]", found)
        self._show_choice()
        if self._is_outdated:
            self.offer()

    def _show_choice(self) -> None:
        known = [*((path.name, path) for path in self._others), *self._found]
        self.which.offer(known)
        self.which.setVisible(bool(known))
        self.try_it.setEnabled(bool(known))

    def listed(self, folder: Path) -> list[tuple[str, Path]]:
        """The backups in a folder, newest first, each with the words to choose it by."""
        found = copies(folder, Path(self._desk.location).stem)
        return [
            (say("{moment}, not yet verified", moment=instant(taken)) if is_unverified(path) else instant(taken), path)
            for taken, path in found
        ]

    def _choose_file(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(
            self,
            say("A backup"),
            desk_backups(self._desk).folder,
            say("Backups ({suffixes});;All files (*)", suffixes=" ".join(self.suffixes)),
        )
        if path:
            self.add(Path(path))

    def add(self, path: Path) -> None:
        """Offer a file from elsewhere, and choose it."""
        self._others = [path]
        self._show_choice()
        self.which.choose(path)
        self.forget()

    def forget(self, _value: object = None) -> None:
        """Hide what was tried."""
        self.found, self._sure = None, False
        for widget in (self.table, self.put_back, self.passphrase, self.told):
            widget.hide()

    def begin(self) -> None:
        """Put the chosen backup back into a file beside the records, and compare."""
        desk, path = self._desk, self.which.value()
        if path is None:
            return
        asked = self.passphrase.isVisible()
        login = self.passphrase.text("login") if asked else ""
        secret = self.passphrase.control("phrase")
        phrase = secret.text() if asked and isinstance(secret, QLineEdit) else ""

        def work(progress: Progress) -> Tried | OutreachError:
            try:
                refuse_restoring(desk.actor)
                return self.try_backup(
                    path, login, phrase, lambda share: progress.step(share, say("Trying the backup"))
                )
            except OutreachError as fault:
                return fault

        desk.work("restore", work, self._show, say("Trying the backup"))

    def try_backup(self, path: Path, login: str, phrase: str, told: Told) -> Tried:
        """Put a backup back beside the records, on a worker. Raises :class:`OutreachError` when it is not sound."""
        own, location = (self._desk.unlocked.key if self._desk.unlocked else None), Path(self._desk.location)
        key = key_of_backup(path, own, login, phrase)
        then = try_restoring(path, location, key, told)
        return Tried(path, key, holdings_of(location, own), then)

    def _show(self, result: object) -> None:
        self.forget()
        if isinstance(result, OtherKeyError):
            self.told.setText(say(OTHER_KEY))
            self.told.show()
            self.passphrase.fill(phrase="")
            self.passphrase.show()
            self.passphrase.take_focus()
        elif isinstance(result, OutreachError):
            self._desk.messages.error(result)
        elif isinstance(result, Tried):
            self.found = result
            self.told.setText(
                say("{name} is sound.{besides}", name=result.path.name, besides=self.told_besides(result))
            )
            self.table.rows.show_rows(compared(result.now, result.then))
            self.told.show()
            self.table.show()
            self.offer_to_put_back()
        self.tried.emit()

    def told_besides(self, tried: Tried) -> str:
        """What is said of a sound backup besides that it is sound."""
        plain = tried.key is None and self._desk.unlocked is not None
        return say(BEFORE_ACCOUNTS) if plain else ""

    def offer_to_put_back(self) -> None:
        """Show the way to put back what was tried."""
        self.put_back.setText(say("Put it in the place of the records …"))
        self.put_back.show()
        self.put_back.setFocus()

    def _put_back(self) -> None:
        found, desk = self.found, self._desk
        if found is None:
            return
        if not self._sure:
            self._sure = True
            self.put_back.setText(say("Replace the records of now by this backup"))
            return
        actor, location = desk.actor, desk.location

        def work() -> str:
            _holdings, replaced = restore_backup(actor, location, found.path, found.key)
            kept = say(" The records before it are kept as {name}.", name=replaced.name) if replaced else ""
            return say("{name} was put back.{kept}", name=found.path.name, kept=kept)

        desk.put_back_wanted.emit(work)


def key_of_backup(path: Path, own: bytes | None, login: str, phrase: str) -> bytes | None:
    """The key of a backup: none, the records' own, or the one that a passphrase of then opens.

    Raises :class:`OtherKeyError` when a passphrase is needed and none was given.
    """
    if not is_locked(path):
        return None
    if own is not None and is_keyed_by(path, own):
        return own
    if not phrase:
        raise OtherKeyError(say(OTHER_KEY))
    return keys.unwrap(keys.read_key_file(path), login, phrase)


def compared(now: Holdings | None, then: Holdings) -> list[Compared]:
    """What is kept now and in the backup, the newest dates first, then every kind that either holds."""
    here = dict(now.rows) if now else {}
    lines = [
        Compared(say("Last change"), moment(now.last_change if now else None), moment(then.last_change)),
        Compared(say("Newest event"), _day(now.newest_event if now else None), _day(then.newest_event)),
    ]
    for name, count in then.rows:
        if count or here.get(name):
            was = f"{here.get(name, 0):,}" if now else say("unreadable")
            table = name.replace("_", " ")
            lines.append(Compared(say(table).capitalize(), was, f"{count:,}"))
    return lines


def _day(told: str | None) -> str:
    return dated(date.fromisoformat(told)) if told else "–"


COLUMNS: tuple[Column[Compared], ...] = (
    Column("", lambda row: row.words, strong=True),
    Column("Now", lambda row: row.now, width=180, right=True),
    Column("In the backup", lambda row: row.then, width=180, right=True),
)
