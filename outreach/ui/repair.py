"""What stands in the window's place when the records are damaged: what is wrong, and the two ways on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from outreach.actions.accounts import Unlocked, unlock_records
from outreach.actions.backups import (
    GoodBackup,
    bring_keys_back,
    keys_in_backup,
    last_good_backup,
    restore_backup,
)
from outreach.actions.change import Actor
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records import keys
from outreach.records.backup import copies
from outreach.records.beside import key_file
from outreach.records.database import close_database, is_locked, open_database, place_to_save
from outreach.records.inspecting import Holdings
from outreach.records.salvage import Salvaged, salvage
from outreach.ui.tasks import Tasks
from outreach.ui.widgets.basics import Card, Rule, button, in_the_middle, label, scrolled
from outreach.ui.widgets.fields import Field
from outreach.ui.widgets.full_height import FullHeight
from outreach.ui.wording import instant, moment

CARD_PX = 560
TITLE = "These records are damaged"
UNTOUCHED = "There are two ways on, and both keep the damaged file."
SAVED_WORDS = (
    "Every row that can still be read goes into a new file beside the damaged one. It opens to be read; nothing can "
    "be recorded in it."
)


@dataclass(frozen=True, slots=True)
class Repaired:
    """Records that are open again: where, who signed in to them (None: nobody did yet), and what is said of it."""

    location: str
    unlocked: Unlocked | None
    words: str


@dataclass(frozen=True, slots=True)
class _Listed:
    """The backups in their folder, newest first, and whether one of them needs a passphrase."""

    found: list[tuple[datetime, Path]]
    asks: bool


class Repair(QWidget):
    """Offers the last good backup, tried before it takes the place of the damaged file, and to read what is left.

    ``folder`` is where the backups lie. ``repaired`` carries a :class:`Repaired`, ``shown`` comes after each answer.
    """

    repaired = Signal(object)
    shown = Signal()

    def __init__(self, location: str, fault: str, folder: str, login: str = "") -> None:
        super().__init__()
        self.setObjectName("shell")
        self.setAccessibleName(say(TITLE))
        self._location = Path(location)
        self._folder = folder
        self._found: list[tuple[datetime, Path]] = []
        self._is_looking = True
        self._asks = is_locked(self._location)
        self._others: list[Path] = []
        self._good: GoodBackup | Path | None = None
        self.tasks = Tasks(self, workers=2)
        self.tasks.failed.connect(self._tell)
        self.account = QLineEdit(login)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.fields = (Field(say("&Account"), self.account), Field(say("&Passphrase"), self.passphrase))
        self.fault = label(fault, wrap=True, name=say("What is wrong"))
        self.backup_words = label("", wrap=True)
        self.try_it = button(say("Try the backup"), self.begin, "main")
        self.other = button(say("Another backup …"), self._choose)
        self.save = button(say("Save and read what is left"), self._save)
        self.told = label("", "fault", wrap=True, name=say("What could not be done"))
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setAccessibleName(say("Working"))
        self._lay_out()
        self._offer()
        self._look()

    def _lay_out(self) -> None:
        card = Card()
        card.body.addWidget(label(say(TITLE), "title"))
        card.body.addWidget(self.fault)
        card.body.addWidget(label(say(UNTOUCHED), "muted", wrap=True))
        for field in self.fields:
            card.body.addWidget(field)
        card.body.addWidget(self.told)
        card.body.addWidget(self.busy)
        card.body.addWidget(label(say("Put the last good backup back"), "heading"))
        card.body.addWidget(self.backup_words)
        card.body.addLayout(_row(self.try_it, self.other))
        card.body.addWidget(Rule())
        card.body.addWidget(label(say("Read what is left"), "heading"))
        card.body.addWidget(label(say(SAVED_WORDS), "muted", wrap=True))
        card.body.addLayout(_row(self.save))
        inside = FullHeight()
        in_the_middle(inside, card, CARD_PX).setContentsMargins(24, 24, 24, 24)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside, say(TITLE)))
        for edit in (self.account, self.passphrase):
            edit.returnPressed.connect(self.begin)
        self.busy.hide()
        self.told.hide()

    def _look(self) -> None:
        """List the backups on a worker: their folder may be on a slow share."""
        folder, location = Path(self._folder), self._location

        def question() -> _Listed:
            found = copies(folder, location.stem)
            return _Listed(found, any(is_locked(path) for _, path in found))

        self.busy.show()
        self.tasks.read("backups", question, self._show_found, say("Looking for backups"))

    def _show_found(self, listed: object) -> None:
        if not isinstance(listed, _Listed):
            return
        self._is_looking, self._found = False, listed.found
        self._asks = self._asks or listed.asks
        self.busy.setVisible(self.tasks.awaits("repair"))
        if self._good is None and not self.tasks.awaits("repair"):
            self._offer()
            if not self.passphrase.hasFocus() and not self.account.hasFocus():
                self.take_focus()

    def _offer(self) -> None:
        """Name the backup that is tried first, and ask for a passphrase where one is needed."""
        self._good = None
        known = self._candidates()
        if self._others:
            words = say("{name}, which you chose.", name=self._others[0].name)
        elif self._found:
            taken, path = self._found[0]
            words = say(
                "The newest is {name}, of {taken}. It is tried first; nothing is replaced.",
                name=path.name,
                taken=instant(taken),
            )
        elif self._is_looking:
            words = say("Looking for backups in {folder} …", folder=self._folder)
        else:
            words = say(
                "There is no backup of {name} in {folder}: choose one where it lies.",
                name=self._location.name,
                folder=self._folder,
            )
        self.backup_words.setText(words)
        self.try_it.setText(say("Try the backup"))
        self.try_it.setEnabled(bool(known))
        for field in self.fields:
            field.setVisible(self._asks or any(is_locked(path) for path in self._others))

    def _candidates(self) -> list[Path]:
        return self._others or [path for _, path in self._found]

    def _choose(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(
            self, say("A backup"), self._folder, say("Backups (*.outreach-backup *.outreach*);;All files (*)")
        )
        if path:
            self.choose(Path(path))

    def choose(self, path: Path) -> None:
        """Offer a backup from elsewhere."""
        self._others = [path]
        self._offer()

    def take_focus(self) -> None:
        """Put the focus where it begins."""
        asks = self.fields[0].isVisibleTo(self)
        first = (self.passphrase if self.account.text() else self.account) if asks else self.try_it
        (first if first.isEnabled() else self.other).setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def begin(self) -> None:
        """Try the newest backup that is sound beside the damaged file; pressed again, put it in its place."""
        if self._is_looking and not self._candidates():
            return  # Enter may be pressed before it is known what there is to try
        if isinstance(self._good, Path):
            self._bring_keys_back(self._good)
            return
        if self._good is not None:
            self._put_back(self._good)
            return
        location, known, (login, phrase) = self._location, self._candidates(), self._typed()

        def work() -> GoodBackup | Path:
            with_keys = keys_in_backup(known, location, login, phrase) if phrase else None
            return with_keys or last_good_backup(known, location, login, phrase)

        self._work(work, self._show_good, say("Trying the backup"))

    def _show_good(self, answer: object) -> None:
        self._free()
        if isinstance(answer, GoodBackup):
            self._good = answer
            self.backup_words.setText(good_words(answer.path, answer.holdings))
            self.try_it.setText(say("Put it in the place of the damaged file"))
        elif isinstance(answer, Path):
            self._good = answer
            self.backup_words.setText(
                say("The records themselves are sound, and the keys of {name} open them.", name=answer.name)
            )
            self.try_it.setText(say("Bring the keys back"))
        self.try_it.setFocus(Qt.FocusReason.OtherFocusReason)
        self.shown.emit()

    def _bring_keys_back(self, backup: Path) -> None:
        location, (login, phrase) = self._location, self._typed()

        def work() -> Repaired:
            bring_keys_back(backup, location, login, phrase)
            return Repaired(
                str(location),
                None,
                say("The keys of {name} were brought back; no record was touched.", name=backup.name),
            )

        self._work(work, self._done, say("Bringing the keys back"))

    def _put_back(self, good: GoodBackup) -> None:
        location = str(self._location)

        def work() -> Repaired:
            _holdings, kept = restore_backup(good.actor, location, good.path, good.key)
            close_database()
            told = [say("{name} was put back.", name=good.path.name)]
            if kept:
                told.append(say("The damaged file is kept as {name}.", name=kept.name))
            return Repaired(
                location,
                None,
                " ".join(told),
            )

        self._work(work, self._done, say("Putting the backup back"))

    def _save(self) -> None:
        location, (login, phrase) = self._location, self._typed()
        at = datetime.now().astimezone()

        def work() -> Repaired:
            target = place_to_save(location)
            key = keys.unlock(location, login, phrase, at) if is_locked(location) else None
            saved, unlocked = salvage(location, target, key), None
            if key is None:
                open_database(target)
            else:
                unlocked = _signed_in(target, login, phrase, at)
            return Repaired(str(target), unlocked, saved_words(target, saved))

        self._work(work, self._done, say("Saving what can be read"))

    def _typed(self) -> tuple[str, str]:
        return self.account.text().strip(), self.passphrase.text()

    def _work(self, work: Callable[[], object], done: Callable[[object], None], words: str) -> None:
        if self.tasks.awaits("repair"):
            return
        asks = self.fields[0].isVisibleTo(self)
        if asks and not all(self._typed()):
            self._say(say("Fill in the account and the passphrase."))
            self.take_focus()
            return
        self._say("")
        for widget in (self.try_it, self.other, self.save):
            widget.setEnabled(False)
        self.busy.show()
        self.tasks.read("repair", work, done, words)

    def _done(self, answer: object) -> None:
        self._free()
        self.repaired.emit(answer)

    def _tell(self, fault: object) -> None:
        if self._is_looking and not self.tasks.awaits("backups"):
            self._is_looking = False
            self._offer()
        self._free()
        if not isinstance(fault, OutreachError):
            if isinstance(fault, BaseException):
                raise fault
            return
        self._say(str(fault))
        self.shown.emit()

    def _free(self) -> None:
        self.busy.setVisible(self._is_looking)
        self.try_it.setEnabled(bool(self._candidates()))
        self.other.setEnabled(True)
        self.save.setEnabled(True)

    def _say(self, words: str) -> None:
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def close_workers(self) -> None:
        """Wait until nothing is under way."""
        self.tasks.close()


def _signed_in(saved: Path, login: str, phrase: str, at: datetime) -> Unlocked:
    """Sign in to what was saved; who may not leaves nothing of it behind."""
    try:
        return unlock_records(str(saved), login, phrase, at, Actor("").workstation)
    except OutreachError:
        for file in (saved, key_file(saved)):
            file.unlink(missing_ok=True)
        raise


def good_words(path: Path, holdings: Holdings) -> str:
    """What a backup that was tried holds, in one sentence."""
    rows = dict(holdings.rows)
    return say(
        "{name} is sound: {events:,} events up to {newest}, {people:,} people, {promises:,} promises; last "
        "change {last_change}. What was recorded after that is not in it.",
        name=path.name,
        events=rows.get("event", 0),
        newest=holdings.newest_event or say("none"),
        people=rows.get("person", 0),
        promises=rows.get("follow_up", 0),
        last_change=moment(holdings.last_change),
    )


def saved_words(target: Path, saved: Salvaged) -> str:
    """What was saved, and where it is."""
    lost = [name.replace("_", " ") for name in saved.not_whole]
    whole = say("Not all could be read of: {lost}.", lost=", ".join(lost)) if lost else say("Every row could be read.")
    return say(
        "{total:,} rows were saved in {name}, to be read only. {whole}",
        total=saved.total,
        name=target.name,
        whole=whole,
    )


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
