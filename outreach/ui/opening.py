"""Opening the records while the window is still being loaded, and reading ahead what its first page shows.

Nothing here needs the toolkit. To load it takes longer than to open a file and to read the first page, and both wait
for the disk and the database's library while the other goes on.
"""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from pathlib import Path
from threading import Thread, get_ident
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from platformdirs import user_config_path

from outreach.actions.rights import may_read_confidential
from outreach.errors import OutreachError
from outreach.location import is_server
from outreach.machine.log import Term
from outreach.machine.settings import Settled, Source, machine
from outreach.queries.home import Home, home_asked
from outreach.queries.lookups import OfficerChoice, neighborhood_keys_asked
from outreach.queries.news import newest_entry, newest_entry_asked
from outreach.queries.precincts import PrecinctHeader, PrecinctName, demo_day, precinct_header, precinct_list_asked
from outreach.queries.rows import together
from outreach.records.beside import is_kit
from outreach.records.database import (
    connection,
    disconnect,
    is_current,
    is_locked,
    leave_connection,
    open_current,
    open_database,
    stay_connected,
)
from outreach.records.drivers import load_server_driver
from outreach.records.server import server_settings
from outreach.records.signing import data_folder
from outreach.values import frozen

if TYPE_CHECKING:
    from outreach.ui.ahead import Ahead

log = logging.getLogger("outreach.ui")
READ_AHEAD_S = 0.05
"""How long the window waits for what is being read ahead: less than painting it once without figures takes."""
READ_FROM_SERVER_S = 1.0
"""How long where a server is asked: wherever it is, to connect to it anew and to ask what the window must know takes
longer than to wait for what is read already. A page that takes it longer than this comes when the window is there."""


@frozen
class Asked:
    """What the first page asks for: the promises and events of one officer, or of all."""

    precinct: int
    today: date
    officer: int | None
    confidential: bool


@frozen
class FirstPage:
    """What the first page shows, and the neighborhoods by name, of which it opens one."""

    home: Home
    areas: dict[str, int]


@frozen
class Known:
    """What a window must know before it is made: the precinct it opens on, and what its first page will ask for.

    ``newest`` is the newest entry of the trail that there was before, ``clock`` tells the day it is there.
    """

    newest: int
    header: PrecinctHeader
    clock: Callable[[], date]
    asked: Asked


@frozen
class Found:
    """What another process found on a server where nothing need be done to the records before they are used: whether
    one must sign in, the settings with which it connected, and what is known to everybody."""

    must_sign_in: bool
    settings: dict[str, str]
    known: Known | None


def first_page(asked: Asked, header: PrecinctHeader | None = None) -> FirstPage:
    """What the first page shows; ``header`` where the precinct was read already.

    Raises :class:`NotFoundError` when the precinct is gone.
    """
    known = header or precinct_header(asked.precinct)
    home = home_asked(known, asked.today, asked.officer, confidential=asked.confidential)
    return FirstPage(*together(home, neighborhood_keys_asked(asked.precinct)))


def clock_of(header: PrecinctHeader) -> Callable[[], date]:
    """The day it is where the precinct is; a demo stands still on its last day."""
    stands_on = demo_day(header.key) if header.is_demo else None
    return partial(_day, stands_on, ZoneInfo(header.time_zone))


def _day(stands_on: date | None, zone: ZoneInfo) -> date:
    return stands_on or datetime.now(zone).date()


def settled_database(location: str) -> Settled:
    """Where an open database's location came from."""
    usual = str(data_folder() / "precinct.outreach")
    here = machine().settle("database", otherwise=usual)
    return here if here.value == location else machine().settle("database", given=location)


def own_folder() -> Path:
    """Where the program keeps a precinct's records unless it is told otherwise."""
    return data_folder()


def must_sign_in(location: str, *, stays: bool = False) -> bool:
    """Open a database that may be opened by anybody; whether one must sign in to it instead.

    With ``stays`` this thread stays connected to what was opened.
    """
    if is_kit(location) or (not is_server(location) and is_locked(Path(location))):
        return True
    _open(location, stays=stays)
    return is_server(location) and _has_accounts()


def _has_accounts() -> bool:
    from outreach.queries.accounts import has_accounts

    with connection():
        return has_accounts()


def found_on_server(url: str) -> Found | None:
    """What there is to know of the open database of a server; None: it must be brought up to date first."""
    if not is_current():
        return None
    locked = _has_accounts()
    return Found(locked, server_settings(url), None if locked else known_to_everybody())


def window_file() -> Path:
    """Where the window remembers what was chosen at this PC."""
    return user_config_path("Outreach", appauthor=False) / "window.ini"


def _of_last_time(precincts: Sequence[PrecinctName]) -> int:
    """The precinct that was open last, or the first: read off the file, since what reads it later is not loaded yet."""
    from configparser import Error, RawConfigParser

    kept = RawConfigParser(strict=False, allow_no_value=True)
    with suppress(Error, OSError, ValueError):
        kept.read(window_file(), encoding="utf-8")
        last = kept.getint("window", "precinct")
        if last in [one.key for one in precincts]:
            return last
    return precincts[0].key


def known_to_everybody() -> Known | None:
    """What is known before somebody says who works here, of the precinct that was open last; None without any."""
    newest, precincts = together(newest_entry_asked(), precinct_list_asked())
    if not precincts:
        return None
    header = precinct_header(precincts[0].key if len(precincts) == 1 else _of_last_time(precincts))
    clock = clock_of(header)
    return Known(newest, header, clock, Asked(header.key, clock(), None, may_read_confidential(None)))


def _open(location: str, *, stays: bool) -> None:
    is_own = not is_server(location) and Path(location).parent == own_folder()
    if is_own:
        own_folder().mkdir(parents=True, exist_ok=True)
    # Where IT says which file it is, the first to open it makes it.
    open_database(location, create=is_own or settled_database(location).source is not Source.GIVEN, stays=stays)


def load_driver(location: str) -> None:
    """Load what speaks to a server, where a location is on one: the server then answers while the toolkit is loaded."""
    if is_server(location):
        load_server_driver()


class Opening:
    """Opens a database on a thread of its own. Where nobody has to sign in and there is a precinct, its first page is
    read at once, as everybody sees it before somebody says who works here.

    Where another process reads ahead, the thread waits for what that tells, and does it itself if nothing comes.
    """

    def __init__(self, location: str, ahead: "Ahead | None" = None) -> None:
        self.location = location
        self._ahead = ahead
        self._window = get_ident()
        self._opened: Future[bool | None] = Future()
        self._known: Future[Known | None] = Future()
        self._page: Future[FirstPage | None] = Future()
        self._officers: Future[tuple[OfficerChoice, ...] | None] = Future()
        self.connects_later = False
        """Whether another process reads the first page, and the window connects when that is painted."""
        self.kept: Known | None = None
        self._thread = Thread(target=self._run, name="outreach-opening", daemon=True)
        self._thread.start()

    def must_sign_in(self) -> bool:
        """Wait until the database is open; whether one must sign in to it instead.

        Where it did not open it is tried once more, and what keeps it from that is raised: by now it is known in which
        language to tell it.
        """
        locked = self._opened.result()
        return must_sign_in(self.location) if locked is None else locked

    def wait_a_little(self) -> None:
        """Wait for what the window must know, and for the connection that is left with it, as long as that is worth it.
        A page that this process reads comes with it: whoever makes the window takes the interpreter from that."""
        wait((self._known,), self._patience)

    @property
    def _patience(self) -> float:
        return READ_FROM_SERVER_S if is_server(self.location) else READ_AHEAD_S

    def keep(self) -> Known | None:
        """What is known so far, where nothing was recorded since, and :attr:`kept` until the page is first asked for:
        what comes later is news to whoever listens from its newest entry on. At most one statement; None: it must be
        read now."""
        found = self._known.result() if self._known.done() else None
        # Where the window connects later, what was recorded since is news then.
        is_newest = found is not None and (self.connects_later or found.newest == newest_entry())
        self.kept = found if is_newest else None
        return self.kept

    def read_at_once(self, asked: Asked) -> FirstPage | None:
        """The same as :meth:`read_ahead` where that need not wait for long; None where it must."""
        if self.connects_later and self.kept is not None and self.kept.asked == asked:
            wait((self._page,), READ_FROM_SERVER_S)
        return self.read_ahead(asked) if self._page.done() else None

    def read_ahead(self, asked: Asked) -> FirstPage | None:
        """What was read, where that is what is asked for and nothing was recorded since; None: it must be read now."""
        kept, self.kept = self.kept, None  # whoever asks again may have heard news since
        known, page = self._known.result(), self._page.result()
        if known is None or page is None or known.asked != asked:
            return None
        if kept is known:
            return page
        with connection():
            return page if known.newest == newest_entry() else None

    def officers(self) -> tuple[OfficerChoice, ...] | None:
        """Who may work here, where another process reads that; None: it must be read now."""
        if self.connects_later:
            wait((self._officers,), READ_FROM_SERVER_S)
        return self._officers.result() if self._officers.done() else None

    def connect(self) -> bool:
        """Connect to the server for the window's thread, on another one: to load the driver takes a while. Whether that
        succeeded: what keeps it from it is told by whoever listens for news, and tries again by itself."""
        stay_connected()
        with suppress(OutreachError), connection():
            leave_connection(self._window)
            return True
        return False

    def close(self) -> None:
        """Wait until the thread has ended, and the process that reads ahead."""
        if self._ahead is not None:
            self._ahead.close()
        self._thread.join()

    def _run(self) -> None:
        heard = False
        if self._ahead is not None:
            heard = self._hear(self._ahead)
            self._ahead.close()
        if not heard:
            self._open_here()

    def _hear(self, ahead: "Ahead") -> bool:
        """Take what the other process tells; whether it told anything."""
        try:
            found: Found | None = ahead.told()
            known = found.known if found is not None else None
            if found is not None:
                open_current(self.location, found.settings)
        except Exception as error:  # noqa: BLE001 - whatever it is, there is another way
            log.warning("Nothing was read ahead by another process: %s", Term(type(error).__name__))
            return False
        self.connects_later = known is not None
        # What keeps it from being opened is met again where the window waits for it, and told there.
        self._opened.set_result(found.must_sign_in if found is not None else None)
        if found is not None and not found.must_sign_in and known is None:
            with suppress(Exception):
                self.connect()  # the window asks next what there is
        self._known.set_result(known)
        self._page.set_result(_told(ahead, FirstPage))
        self._officers.set_result(_told(ahead, tuple))
        _told(ahead, object)  # nothing more: by then it has left the server
        return True

    def _open_here(self) -> None:
        locked, known, page = None, None, None
        # What keeps it from being opened, or read, is met again where the window waits for it, and told there.
        with suppress(Exception):
            locked = must_sign_in(self.location, stays=True)
        self._opened.set_result(locked)
        with suppress(Exception):
            if locked is False:
                with connection():
                    known = known_to_everybody()
                    page = first_page(known.asked, known.header) if known is not None else None
        with suppress(Exception):  # as where the server is lost: whoever waits for the page is told all the same
            if locked is False:
                leave_connection(self._window)
            else:
                disconnect()  # whoever has to sign in may do so in an hour
        self._known.set_result(known)
        self._page.set_result(page)
        self._officers.set_result(None)


def _told[Kind](ahead: "Ahead", kind: type[Kind]) -> Kind | None:
    with suppress(Exception):
        told = ahead.told()
        return told if isinstance(told, kind) else None
    return None
