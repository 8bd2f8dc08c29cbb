"""The window: the rail, the search box, the New button, messages, and one page at a time."""

from functools import cached_property, partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from outreach.actions.acting import Changes
from outreach.languages.spoken import say
from outreach.location import is_server
from outreach.machine.faults import note
from outreach.queries.news import News, newest_entry
from outreach.records.sharing import Shared, shared_by
from outreach.ui.backups import desk_backups
from outreach.ui.desk import Desk
from outreach.ui.doing import Clash
from outreach.ui.half_typed import HalfTyped
from outreach.ui.locking import Locking
from outreach.ui.messages import Message, MessageBar
from outreach.ui.own_account import OwnAccount
from outreach.ui.page import Page
from outreach.ui.places import PLACES, DraftPlace, Place
from outreach.ui.rail import Rail
from outreach.ui.searching import Searching
from outreach.ui.status import StatusStrip, note_of
from outreach.ui.steps import Overwriting
from outreach.ui.tasks import when_painted
from outreach.ui.topbar import TopBar
from outreach.ui.widgets.tab_order import standing

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from outreach.ui.asking import Asking
    from outreach.ui.closing import Closing
    from outreach.ui.conflict import ConflictPanel
    from outreach.ui.dropping import FileDrops
    from outreach.ui.fault_dialog import FaultTeller
    from outreach.ui.overwriting import OverwritingPanel
    from outreach.ui.scans import Scans

SMALLEST = QSize(1024, 640)
USUAL = QSize(1440, 900)
LOAD_AHEAD_MS = 1500


class Window(QMainWindow):
    """The whole window for one precinct. ``closed`` comes when every worker has been joined.

    ``kind`` says what the records are where they are not the precinct's own: a demo, or a field kit.
    """

    closed = Signal()
    other_account_wanted = Signal()
    reopen_wanted = Signal()
    demo_wanted = Signal()

    def __init__(self, desk: Desk, precinct: str, kind: str = "") -> None:
        super().__init__()
        self.desk = desk
        desk.setParent(self)
        self._precinct = desk.precinct
        self.setWindowTitle(" · ".join(filter(None, (kind.upper(), precinct or say("First run"), "Outreach"))))
        self.setMinimumSize(SMALLEST)
        self.setAcceptDrops(True)
        self.resize(USUAL)
        self.places = {place.name: place for place in PLACES}
        self.pages: dict[str, Page] = {}
        self._past: list[tuple[str, object]] = []
        self._now: tuple[str, object] | None = None
        railed = [place for place in self.places.values() if place.words]
        self.rail = Rail(
            desk,
            f"{precinct} · {kind}" if kind else precinct,
            [(place.name, say(place.words)) for place in railed if not place.below],
            [(place.name, say(place.words)) for place in railed if place.below],
        )
        self.topbar = TopBar(desk)
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._bind_keys()
        geometry = desk.settings.value("window/geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)

    def _lay_out(self) -> None:
        shell = QWidget()
        shell.setObjectName("shell")
        across = QHBoxLayout(shell)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.rail)
        down = QVBoxLayout()
        down.setSpacing(0)
        across.addLayout(down, 1)
        down.addWidget(self.topbar)
        self.messages = MessageBar(self.desk.messages)
        self._strip = strip = QVBoxLayout()
        strip.setContentsMargins(24, 0, 24, 0)
        strip.addWidget(self.messages)
        strip.setSpacing(12)
        down.addLayout(strip)
        down.addWidget(self.stack, 1)
        self.status = StatusStrip()
        down.addWidget(self.status)
        self._shell = shell
        # Not the window's central widget: that is laid out anew, with all that lies in it, whenever a list of
        # suggestions closes over it.
        self.layers = QStackedWidget(self)
        self.layers.addWidget(shell)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fill the window."""
        super().resizeEvent(event)
        self.layers.setGeometry(self.rect())

    def _connect(self) -> None:
        self.rail.chosen.connect(self.open_place)
        self.desk.wanted.connect(self.open_page)
        self.desk.back_wanted.connect(self.go_back)
        self.topbar.new_wanted.connect(self.make_new)
        self._ahead = QTimer(self, singleShot=True, interval=LOAD_AHEAD_MS)
        self._ahead.timeout.connect(self._load_ahead)
        self.searching = Searching(self.topbar.search, self._show_found, lambda: self.page)
        self.half_typed = HalfTyped(self.desk, self._open_draft)
        self.desk.messages.undo = self.desk.undo
        self.desk.messages.repair = partial(self.desk.go, "settings", "Backups")
        self.desk.changed.connect(self._hear)
        self.desk.elsewhere.connect(self._hear_kinds)
        self.desk.noted.connect(self._note)
        self.desk.signed_in.connect(self._look_again)
        self.desk.feed.lost.connect(self.status.show_lost)
        self.desk.feed.found.connect(self.status.show_found)
        self.status.retry.clicked.connect(self.desk.feed.retry)
        self.locking = Locking(self.desk, self.layers)
        self.locking.other_account_wanted.connect(self.other_account_wanted)
        self.desk.lock_wanted.connect(self.locking.lock)
        self.own_account = OwnAccount(self.desk, lambda: self.locking.locked, self._has_visitors)
        self.desk.clashed.connect(self._ask_which)
        self.desk.overwriting.connect(self._ask_before)
        self.desk.messages.spoken.connect(self._tell_fault)

    # What a day may well go without is made, and loaded, when it is first wanted: the window is open sooner.

    @cached_property
    def conflict(self) -> "ConflictPanel":
        """Both versions of what a colleague wrote too."""
        from outreach.ui.conflict import ConflictPanel

        return self._under_messages(ConflictPanel(self.desk))

    @cached_property
    def overwriting(self) -> "OverwritingPanel":
        """What taking a step back would write over."""
        from outreach.ui.overwriting import OverwritingPanel

        return self._under_messages(OverwritingPanel(self.desk))

    @cached_property
    def closing(self) -> "Closing":
        """What decides whether the window may close at once."""
        from outreach.ui.closing import Closing

        return Closing(self.desk, self.layers)

    @cached_property
    def faults(self) -> "FaultTeller":
        """What tells of mistakes in the program."""
        from outreach.ui.fault_dialog import FaultTeller

        return FaultTeller(self.desk, self)

    @cached_property
    def drops(self) -> "FileDrops":
        """What lets files fall through fields."""
        from outreach.ui.dropping import FileDrops

        return FileDrops(self)

    @cached_property
    def scans(self) -> "Scans":
        """What reads the pictures that are dropped."""
        from outreach.ui.scans import Scans

        return Scans(self.desk, self)

    def _under_messages[Panel: Asking](self, panel: Panel) -> Panel:
        """Put a panel over the page; Tab reaches it from the messages."""
        self._strip.addWidget(panel)
        before: QWidget = self.messages.dismiss
        for control in standing(panel):
            QWidget.setTabOrder(before, control)
            before = control
        return panel

    def _has_visitors(self) -> bool:
        return self.page is not None and self.page.is_handed_over

    def _ask_which(self, clash: Clash) -> None:
        self.conflict.show_clash(clash)

    def _ask_before(self, asked: Overwriting) -> None:
        self.overwriting.ask(asked)

    def _tell_fault(self, message: Message) -> None:
        if message.report is not None:
            self.faults.hear(message.report)

    def _bind_keys(self) -> None:
        for keys, slot in (
            ("Ctrl+K", self.topbar.focus_search),
            ("Ctrl+N", self.make_new),
            ("Ctrl+Z", self.desk.undo),
            ("Ctrl+Shift+Z", self.desk.redo),
            ("Alt+Left", self.go_back),
            ("Ctrl+L", self.desk.lock_wanted.emit),
            ("F1", self.open_help),
            ("?", partial(self.open_page, "help", "shortcuts")),
        ):
            shortcut = QShortcut(QKeySequence(keys), self._shell)
            shortcut.activated.connect(slot)
        railed = [place for place in self.places.values() if place.words and not place.below]
        for number, place in enumerate(railed, 1):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self._shell)
            shortcut.activated.connect(partial(self.open_place, place.name))
            self.rail.entries[place.name].setToolTip(
                say("{words} (Ctrl+{number})", words=say(place.words), number=number)
            )

    def begin(self) -> None:
        """Open the first page, and offer what was half typed when the program last ended."""
        if not self._precinct:
            self.topbar.set_working(False)
            self.open_page("first_run")
            return
        desk_backups(self.desk).take_when_due()
        # What is written from now on is news, though the page is painted before anything is listened to.
        kept = self.desk.opening.kept if self.desk.opening is not None else None
        when_painted(self, partial(self.desk.feed.start, kept.newest if kept else self.desk.now(newest_entry)))
        self.topbar.offer_last_officer()
        self.topbar.read_officers(patient=True)
        self.rail.count_late()
        self._warn_of_sharing()
        self.open_page("home")
        self._ahead.start()
        opening = self.desk.opening
        if opening is not None and opening.connects_later:
            self.desk.tasks.read("connect", opening.connect, self._go_on, patient=True)
        else:
            when_painted(self, self.half_typed.offer)

    def _go_on(self, connected: object) -> None:
        if connected:
            self.half_typed.offer()

    def _load_ahead(self) -> None:
        """Load the page that is mostly wanted next on a thread of its own: it makes no widget, and ends by itself."""
        Thread(target=self.places["event"].load, name="outreach-ahead").start()

    def _warn_of_sharing(self) -> None:
        location = self.desk.location
        if location and not is_server(location):
            # A folder on a slow network is looked at when the window is open.
            self.desk.tasks.read("sharing", partial(shared_by, Path(location)), self._show_sharing, patient=True)

    def _show_sharing(self, shared: object) -> None:
        if isinstance(shared, Shared):
            self.desk.messages.info(shared.warning, partial(self.open_page, "settings", "Several PCs"))

    def _hear(self, changes: Changes) -> None:
        self._hear_kinds(changes.kinds)

    def _hear_kinds(self, kinds: frozenset[str]) -> None:
        if not self._precinct:
            return
        if "officer" in kinds:
            self.topbar.read_officers()
        if "follow_up" in kinds:
            self.rail.count_late()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Show what changed while nobody saw the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and not self.isMinimized():
            self._look_again()

    def _look_again(self, _unlocked: object = None) -> None:
        if self.page is not None:
            self.page.come_forward()

    def _note(self, news: tuple[News, ...]) -> None:
        self.status.show_note(note_of(news))

    @property
    def page(self) -> Page | None:
        """The page in front."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def open_place(self, name: str) -> None:
        """Open a page from the rail, as it was left."""
        self.open_page(name)

    def open_page(self, name: str, what: object = None, *, instead: bool = False) -> None:
        """Open a page, with the record it should show; a page that the program does not hold is left out. One opened
        ``instead`` of the one in front takes its place among those to go back to."""
        if name == "demo":
            self.demo_wanted.emit()
            return
        if self._precinct != self.desk.precinct and name != "first_run":
            self.reopen_wanted.emit()
            return
        place = self.places.get(name)
        if place is None or (not self._precinct and name not in ("first_run", "help")):
            return
        if self._now is not None and self._now != (name, what) and not instead:
            self._past = [*self._past[-49:], self._now]
        self._bring(place, what)

    def _open_draft(self, place: DraftPlace) -> None:
        self.open_page(place.page, place.what)
        if place.is_new and self.page is not None:
            self.page.make_new()

    def open_help(self) -> None:
        """Open the page of help for what is in front."""
        own = self.page.help_page if self.page is not None else ""
        self.open_page("help", own or (self._now[0] if self._now is not None else None))

    def go_back(self) -> None:
        """Return to the page before."""
        if self._past:
            name, what = self._past.pop()
            self._bring(self.places[name], what)

    def _bring(self, place: Place, what: object) -> None:
        if self.page is not None:
            self.page.leave()
        self._now = (place.name, what)
        note("Page", place.name)
        page = self.pages.get(place.name)
        if page is None:
            page = place.load()(self.desk)
            self.pages[place.name] = page
            self.stack.addWidget(page)
        self.rail.show_place(place.under or place.name)
        page.open(what)
        self.stack.setCurrentWidget(page)
        page.come_forward()
        page.focus_first()

    def make_new(self) -> None:
        """Make what the page in front is about; an event, unless it has something nearer."""
        if self.page is not None:
            self.page.make_new()

    def _show_found(self, words: str) -> None:
        # One step back leaves the search, however many letters were typed.
        self.open_page("search", words, instead=self._now is not None and self._now[0] == "search")

    def dragEnterEvent(self, event: "QDragEnterEvent") -> None:  # noqa: N802
        """Files may be dropped anywhere."""
        from outreach.ui.dropping import dropped_files

        if dropped_files(event.mimeData()) and self._takes_files:
            event.acceptProposedAction()

    @property
    def _takes_files(self) -> bool:
        """Nothing is brought in while the window is locked."""
        return self.layers.currentWidget() is self._shell

    def dropEvent(self, event: "QDropEvent") -> None:  # noqa: N802
        """The page in front takes what it knows; a scanned sheet opens its event, other files are for the import."""
        if not self._takes_files:
            return
        from outreach.ui.dropping import dropped_files

        dropped = dropped_files(event.mimeData())
        event.acceptProposedAction()
        self.desk.messages.settle()
        left = self.page.take_dropped(dropped) if self.page is not None else dropped
        from outreach.ui.scans import PICTURES

        pictures = [path for path in left if path.suffix.lower() in PICTURES]
        self.scans.read(pictures, None)
        files = tuple(path for path in left if path not in pictures)
        if files:
            self.open_page("importing", files)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Watch for files that are dropped, once there is something to drop them on."""
        super().showEvent(event)
        when_painted(self, self._watch_drops)

    def _watch_drops(self) -> None:
        self.drops.watch()

    def close_at_once(self) -> None:
        """Close without a backup, as when the program goes on with another window."""
        self.closing.at_once = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Keep what is typed, back up, join the workers, remember the size."""
        if self.page is not None:
            if not self.page.take_screen_back(by_force=self.closing.at_once):
                event.ignore()
                return
            self.page.leave()
        if self.closing.holds():
            event.ignore()
            return
        self.desk.settings.setValue("window/geometry", self.saveGeometry())
        self.locking.close()
        self.desk.close()
        super().closeEvent(event)
        self.closed.emit()
