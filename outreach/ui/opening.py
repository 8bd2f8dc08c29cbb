"""Opening the records while the window is still being loaded, and reading ahead what its first page shows.

Nothing here needs the toolkit. To load it takes longer than to open a file and to read the first page, and both wait
for the disk and the database's library while the other goes on.
"""

from collections.abc import Callable
from concurrent.futures import Future, wait
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from threading import Thread, get_ident
from zoneinfo import ZoneInfo

from outreach.actions.rights import may_read_confidential
from outreach.machine.settings import Settled, Source, machine
from outreach.queries.home import Home, home_asked
from outreach.queries.lookups import neighborhood_keys_asked
from outreach.queries.news import newest_entry, newest_entry_asked
from outreach.queries.precincts import PrecinctHeader, demo_day, precinct_header, precinct_list_asked
from outreach.queries.rows import together
from outreach.records.beside import is_kit
from outreach.records.database import connection, disconnect, is_locked, is_server, leave_connection, open_database
from outreach.records.drivers import load_server_driver
from outreach.records.signing import data_folder
from outreach.values import frozen

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
class ReadAhead:
    """What was read before anybody asked for it: the one precinct there is, and the first page of it.

    ``newest`` is the newest entry of the trail that there was before, ``clock`` tells the day it is there.
    """

    newest: int
    header: PrecinctHeader
    clock: Callable[[], date]
    asked: Asked
    page: FirstPage


def first_page(asked: Asked, header: PrecinctHeader | None = None) -> FirstPage:
    """What the first page shows; ``header`` where the precinct was read already.

    Raises :class:`NotFoundError` when the precinct is gone.
    """
    known = header or precinct_header(asked.precinct)
    home = home_asked(known, asked.today, asked.officer, confidential=asked.confidential)
    return FirstPage(*together(home, neighborhood_keys_asked(asked.precinct)))


def clock_of(header: PrecinctHeader) -> Callable[[], date]:
    """The day it is where the precinct is; a demo stands still on its last day."""
    stands_on, zone = demo_day(header.key) if header.is_demo else None, ZoneInfo(header.time_zone)
    return lambda: stands_on or datetime.now(zone).date()


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
    if not is_server(location):
        return False
    from outreach.queries.accounts import has_accounts

    with connection():
        return has_accounts()


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
    """Opens a database on a thread of its own. Where nobody has to sign in and there is one precinct, its first page is
    read at once, as everybody sees it before somebody says who works here."""

    def __init__(self, location: str) -> None:
        self.location = location
        self._window = get_ident()
        self._opened: Future[bool | None] = Future()
        self._page: Future[ReadAhead | None] = Future()
        self.kept: ReadAhead | None = None
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
        """Wait for what is being read ahead, and for the connection that is left with it, as long as that is worth it:
        whoever makes the window meanwhile takes the interpreter from it."""
        wait((self._page,), READ_FROM_SERVER_S if is_server(self.location) else READ_AHEAD_S)

    def keep(self) -> ReadAhead | None:
        """What was read so far, where nothing was recorded since, and :attr:`kept` until it is first asked for: what
        comes later is news to whoever listens from its newest entry on. One statement; None: it must be read now."""
        found = self._page.result() if self.has_read else None
        self.kept = found if found is not None and found.newest == newest_entry() else None
        return self.kept

    @property
    def has_read(self) -> bool:
        """Whether :meth:`read_ahead` need not wait."""
        return self._page.done()

    def read_ahead(self, asked: Asked) -> FirstPage | None:
        """What was read, where that is what is asked for and nothing was recorded since; None: it must be read now."""
        found = self._page.result()
        kept, self.kept = self.kept, None  # whoever asks again may have heard news since
        if found is None or found.asked != asked:
            return None
        return found.page if kept is found or found.newest == newest_entry() else None

    def close(self) -> None:
        """Wait until the thread has ended."""
        self._thread.join()

    def _run(self) -> None:
        locked, page = None, None
        # What keeps it from being opened, or read, is met again where the window waits for it, and told there.
        with suppress(Exception):
            locked = must_sign_in(self.location, stays=True)
        self._opened.set_result(locked)
        with suppress(Exception):
            if locked is False:
                with connection():
                    page = _read_for_everybody()
        with suppress(Exception):  # as where the server is lost: whoever waits for the page is told all the same
            if locked is False:
                leave_connection(self._window)
            else:
                disconnect()  # whoever has to sign in may do so in an hour
        self._page.set_result(page)


def _read_for_everybody() -> ReadAhead | None:
    newest, known = together(newest_entry_asked(), precinct_list_asked())
    if len(known) != 1:
        return None  # which of several is wanted, the window remembers
    header = precinct_header(known[0].key)
    clock = clock_of(header)
    asked = Asked(header.key, clock(), None, may_read_confidential(None))
    return ReadAhead(newest, header, clock, asked, first_page(asked, header))
