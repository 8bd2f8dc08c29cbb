"""The window that is open, and what stands in its place: the sign-in, a repair, work that needs the records alone."""

import threading
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSettings, QSize, Qt, Signal
from PySide6.QtWidgets import QApplication

from outreach.errors import DamagedError, OutreachError, StrangeFileError
from outreach.languages.spoken import say
from outreach.location import is_server
from outreach.machine.faults import report_of
from outreach.machine.settings import machine
from outreach.queries.precincts import PrecinctHeader, precinct_header, precinct_list
from outreach.records.base import database
from outreach.records.beside import is_kit
from outreach.records.database import (
    close_database,
    connection,
    disconnect,
    is_locked,
    is_saved,
    open_database,
    stay_connected,
)
from outreach.ui.desk import Desk
from outreach.ui.language import speak_as_settled
from outreach.ui.opening import Opening, clock_of, load_driver, must_sign_in, own_folder
from outreach.ui.own import backup_folder
from outreach.ui.tasks import CancelledError, Progress, when_painted
from outreach.ui.window import Window
from outreach.ui.wording import short_date

if TYPE_CHECKING:
    from outreach.actions.accounts import Unlocked
    from outreach.queries.field_kits import KitHere
    from outreach.ui.apart import Apart, Ended
    from outreach.ui.halted import Halted
    from outreach.ui.repair import Repair, Repaired
    from outreach.ui.sign_in import SignIn

SIGN_IN_SIZE = QSize(560, 640)
REPAIR_SIZE = QSize(720, 760)
WRITING, PUTTING_BACK = "Giving the records another key", "Putting the backup back"


def _kind_of_records(header: PrecinctHeader | None) -> str:
    """What the records are where they are not a precinct's own: its title says so."""
    location = str(database.obj.database) if database.obj is not None else ""
    if is_kit(location):
        from outreach.queries.field_kits import kit_here

        if (kit := kit_here()) is not None:
            return say("field kit until {day}", day=short_date(_last_day(kit), _last_day(kit)))
    if is_saved(location):
        return say("read only")
    return say("demo") if header is not None and header.is_demo else ""


def _last_day(kit: "KitHere") -> date:
    return (kit.expires_at.astimezone() - timedelta(minutes=1)).date()


def _put_away(asking: "SignIn | Repair | Apart | Halted") -> None:
    asking.close_workers()
    asking.close()
    asking.deleteLater()


class Program(QObject):
    """The window on the precinct at hand; another takes its place when another precinct is wanted.

    ``dress`` is called when the first window is made and not yet shown, or what stands in its place.
    """

    _fell = Signal(object)

    def __init__(
        self,
        settings: QSettings,
        location: str = "",
        opening: Opening | None = None,
        dress: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__()
        self._settings = settings
        self._dress = dress
        self._location = location
        self._opening = opening
        self._unlocked: Unlocked | None = None
        self._told = ""
        self._damaged: tuple[str, OutreachError] | None = None
        self.sign_in: SignIn | None = None
        self.repairing: Repair | None = None
        self.waiting: Apart | None = None
        self.halted: Halted | None = None
        self._recovery = ""
        self._then: Callable[[Any, Exception | None], None] = lambda _done, _fault: None
        self._connected = ExitStack()
        self.window: Window | None = None
        self._fell.connect(self.tell_mistake)

    def begin(self, damage: OutreachError | None = None, *, locked: bool = False) -> None:
        """Open the window, ask who signs in, or offer the ways on from what is damaged."""
        self.speak()
        if locked:
            self._dress()
        try:
            if damage is not None:
                raise damage
            self.ask() if locked else self.open()
        except (DamagedError, StrangeFileError) as fault:
            self._dress()
            self.repair(fault)

    def repair(self, fault: OutreachError) -> None:
        """Offer the ways on from records that turned out to be damaged: the last good backup, or what is left."""
        from outreach.ui.repair import Repair

        login = self.sign_in.account.text() if self.sign_in is not None else self.remembered_login()
        self.close()
        close_database()
        self._unlocked, self._damaged = None, (self._location, fault)
        folder = str(backup_folder(self._location, self._settings))
        self.repairing = Repair(self._location, str(fault), folder, login)
        self.repairing.setWindowTitle(say("Damaged · Outreach"))
        self.repairing.resize(REPAIR_SIZE)
        self.repairing.repaired.connect(self._repaired, Qt.ConnectionType.QueuedConnection)
        self.repairing.show()
        self.repairing.take_focus()

    def _repaired(self, repaired: "Repaired") -> None:
        self._location, self._unlocked, self._told = repaired.location, repaired.unlocked, repaired.words
        saved = is_saved(repaired.location)
        try:
            locked = not saved and must_sign_in(repaired.location)
        except DamagedError as fault:
            self.repair(fault)
            return
        before, self.repairing = self.repairing, None
        self.begin(locked=locked)
        if before is not None:
            _put_away(before)

    def _repair_again(self) -> None:
        if self._damaged is not None:
            self._location, fault = self._damaged
            self.repair(fault)

    def _leave_repair(self) -> None:
        if self.repairing is not None:
            _put_away(self.repairing)
            self.repairing = None

    def ask(self) -> None:
        """Let somebody sign in; the window opens when that succeeds."""
        from outreach.ui.sign_in import SignIn

        self.sign_in = SignIn(self._location, self.remembered_login())
        self.sign_in.setWindowTitle(say("Sign in · Outreach"))
        self.sign_in.resize(SIGN_IN_SIZE)
        self.sign_in.unlocked.connect(self._signed_in, Qt.ConnectionType.QueuedConnection)
        self.sign_in.repair_wanted.connect(self.repair, Qt.ConnectionType.QueuedConnection)
        self.sign_in.show()
        self.sign_in.take_focus()
        if is_server(self._location):
            # To check the passphrase takes it: it is loaded while that is typed.
            load = Thread(target=load_driver, args=(self._location,), name="outreach-driver")
            when_painted(self.sign_in, load.start)

    def remembered_login(self) -> str:
        """Who signed in last at this PC."""
        return str(self._settings.value("window/login", ""))

    def halt(self, fault: OutreachError, before: Exception | None = None) -> None:
        """Say why the records could not be opened again, where a window would stand, and offer to try once more.

        What went wrong ``before``, and led there, is told too; a mistake in the program is kept as a report.
        """
        from outreach.ui.halted import Halted

        self.close()
        if before is not None and not isinstance(before, OutreachError):
            report_of(before)
        self.halted = Halted(" ".join(str(one) for one in (before, fault) if isinstance(one, OutreachError)))
        self.halted.setWindowTitle("Outreach")
        self.halted.resize(REPAIR_SIZE)
        self.halted.again.connect(self._try_again, Qt.ConnectionType.QueuedConnection)
        self.halted.show()
        self.halted.take_focus()

    def _try_again(self) -> None:
        before, self.halted = self.halted, None
        if before is None:
            return
        try:
            if database.obj is None and self._unlocked is not None:
                open_database(self._location, key=self._unlocked.key)
            self.begin(locked=database.obj is None and must_sign_in(self._location))
        except (DamagedError, StrangeFileError) as fault:
            self.repair(fault)
        except OutreachError as fault:
            self.halt(fault)
        _put_away(before)

    def _signed_in(self, unlocked: "Unlocked") -> None:
        if self.sign_in is not None:
            self._settings.setValue("window/login", self.sign_in.account.text().strip())
        self._unlocked = unlocked
        self.open()
        self._leave_sign_in()

    def _leave_sign_in(self) -> None:
        if self.sign_in is not None:
            _put_away(self.sign_in)
            self.sign_in = None

    def _ask_another(self) -> None:
        self.close()
        close_database()
        self._unlocked = None
        self.ask()

    def open(self) -> None:
        """Open the window on the precinct worked on last, or on the first run when there is none yet."""
        if self._opening is not None:
            self._opening.wait_a_little()
        # The window's thread stays connected: an action then waits for the disk alone.
        if self._opening is not None and self._opening.connects_later:
            stay_connected()
            self._connected.callback(disconnect)
        else:
            self._connected.enter_context(connection())
        kept = self._opening.keep() if self._opening is not None else None
        header = kept.header if kept else self._header()
        clock = kept.clock if kept else clock_of(header) if header else date.today
        desk = Desk(
            self._settings,
            header.key if header else 0,
            clock,
            location=self._location,
            unlocked=self._unlocked,
            opening=self._opening,
        )
        self._opening = None  # what it read ahead is for the first window alone
        desk.signed_in.connect(self._keep_signed_in)
        desk.alone_wanted.connect(self._do_alone, Qt.ConnectionType.QueuedConnection)
        desk.put_back_wanted.connect(self._put_back, Qt.ConnectionType.QueuedConnection)
        desk.precinct_wanted.connect(self._reopen, Qt.ConnectionType.QueuedConnection)
        desk.language_chosen.connect(self._reopen_in_language, Qt.ConnectionType.QueuedConnection)
        self.window = Window(desk, header.name if header else "", _kind_of_records(header))
        self.window.reopen_wanted.connect(self._reopen, Qt.ConnectionType.QueuedConnection)
        self.window.demo_wanted.connect(self._open_demo, Qt.ConnectionType.QueuedConnection)
        self.window.other_account_wanted.connect(self._ask_another, Qt.ConnectionType.QueuedConnection)
        self.window.own_account.changed.connect(self._follow_account, Qt.ConnectionType.QueuedConnection)
        self.window.own_account.ended.connect(self._end_account, Qt.ConnectionType.QueuedConnection)
        self.window.begin()  # first: what is painted shows the figures, not the place where they will stand
        self._dress()
        self.window.show()
        if self._told:
            opens = self._repair_again if is_saved(self._location) else None
            self.window.desk.messages.info(self._told, opens)
            self._told = ""
        if faults := machine().faults:
            self.window.desk.messages.fault(" ".join(faults))
        if self._recovery:
            self._show_recovery_key(self.window)

    def _show_recovery_key(self, window: Window) -> None:
        from outreach.ui.recovery_key import RecoveryKey

        shown = RecoveryKey(self._recovery, window)
        self._recovery = ""
        shown.printed.connect(window.desk.tell_recovery_key_printed)
        shown.open()

    def _keep_signed_in(self, unlocked: "Unlocked") -> None:
        self._unlocked = unlocked

    def _follow_account(self, unlocked: "Unlocked", words: str) -> None:
        """Work on as the account stands now, in a window that shows what it may see."""
        self._unlocked, self._told = unlocked, words
        self._reopen()

    def _end_account(self, words: str) -> None:
        self._ask_another()
        if self.sign_in is not None:
            self.sign_in.explain(words)

    def _header(self) -> PrecinctHeader | None:
        only = self._unlocked.actor.precinct if self._unlocked is not None else None
        known = [one.key for one in precinct_list() if only in (None, one.key)]
        if not known:
            return None
        last = int(str(self._settings.value("window/precinct", 0)))
        return precinct_header(last if last in known else known[0])

    def close(self) -> None:
        """Close the window and let its connection go."""
        self._leave_sign_in()
        self._leave_repair()
        if self.waiting is not None:
            _put_away(self.waiting)
            self.waiting = None
        if self.halted is not None:
            _put_away(self.halted)
            self.halted = None
        if self.window is not None:
            self.window.close_at_once()
            self.window.deleteLater()
            self.window = None
        self._connected.close()

    def _do_alone(self, work: "Callable[[], tuple[Unlocked, str]]") -> None:
        def then(done: "tuple[Unlocked, str] | None", fault: Exception | None) -> None:
            if done is not None:
                self._unlocked, self._recovery = done
            self._open_again(fault)

        self._alone(lambda _: work(), say(WRITING), then)

    def _put_back(self, work: Callable[[], str]) -> None:
        """Let other records take the place of these; where they have accounts, who works on must sign in to them.

        A server's stay as they are beside the new ones.
        """

        def then(told: str | None, fault: Exception | None) -> None:
            self._told = told or ""
            if fault is None and not is_server(self._location):
                self._unlocked = None
                if is_locked(Path(self._location)):
                    self._ask_another()
                    return
            self._open_again(fault)

        self._alone(lambda _: work(), say(PUTTING_BACK), then)

    def _alone[Done](
        self,
        work: Callable[[Progress], Done],
        words: str,
        then: Callable[[Done | None, Exception | None], None],
        *,
        may_cancel: bool = False,
    ) -> None:
        """Do work that must have the records for itself, on a worker, with the window closed.

        ``then`` hears how it ended, with the records open again: whatever went wrong, a window comes back.
        """
        from outreach.ui.apart import Apart

        waiting = Apart(words, may_cancel=may_cancel)
        if self.window is not None:
            waiting.setWindowTitle(self.window.windowTitle())
            waiting.setGeometry(self.window.geometry())
        waiting.ended.connect(self._end_alone, Qt.ConnectionType.QueuedConnection)
        waiting.show()
        self.close()
        self.waiting, self._then = waiting, then
        waiting.begin(work)

    def _end_alone(self, ended: "Ended") -> None:
        waiting, self.waiting = self.waiting, None
        if waiting is None:
            return
        try:
            if database.obj is None:
                open_database(self._location, key=self._unlocked.key if self._unlocked else None)
            self._then(ended.answer, ended.fault)
        except (DamagedError, StrangeFileError) as fault:
            self.repair(fault)
        except OutreachError as fault:
            self.halt(fault, ended.fault)
        finally:
            _put_away(waiting)

    def _open_again(self, fault: Exception | None) -> None:
        self.open()
        if fault is not None and self.window is not None:
            self.window.desk.messages.error(fault)

    def _reopen(self) -> None:
        self.close()
        try:
            self.open()
        except OutreachError as fault:
            self.halt(fault)

    def speak(self) -> None:
        """Speak the language of this PC, in whatever opens next."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            speak_as_settled(application, self._settings)

    def _reopen_in_language(self) -> None:
        self.speak()
        self._reopen()

    def _open_demo(self) -> None:
        from outreach.demo import open_demo

        place = own_folder() / "demo.outreach"

        def then(_none: object, fault: Exception | None) -> None:
            if fault is None:
                self._location, self._unlocked = str(place), None
            self._open_again(None if isinstance(fault, CancelledError) else fault)

        self._alone(lambda progress: open_demo(place, progress.step), say("Making the demo"), then, may_cancel=True)

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Show whatever nobody expected as the bug it is, and log it; installed as ``sys.excepthook``."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        self.tell_mistake(error.with_traceback(trace))

    def report_of_thread(self, fallen: threading.ExceptHookArgs) -> None:
        """The same for a thread, from which nothing may be shown; installed as ``threading.excepthook``."""
        if fallen.exc_value is not None:
            self._fell.emit(fallen.exc_value)

    def tell_mistake(self, error: BaseException) -> None:
        """Say that the program made a mistake: in the window, or over the sign-in."""
        if self.window is not None:
            self.window.desk.messages.error(error)
            return
        if isinstance(error, OutreachError):
            self.halt(error) if self.sign_in is None else self.sign_in.explain(str(error))
            return
        report = report_of(error)
        if report.times == 1:  # while somebody signs in; the same again is only logged
            from outreach.ui.fault_dialog import KEPT, FaultDialog

            FaultDialog(report, KEPT, self.sign_in, self.sign_in).open()
