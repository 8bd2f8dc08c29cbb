"""A server that is 20 ms away: a proxy between the program and the server holds back each request that long.

How long a screen then takes is how many turns it needs, so the statements of each are counted too.
"""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from queue import SimpleQueue

from outreach.queries.home import home
from outreach.queries.search import search
from outreach.records.database import close_database, connection, open_database, stay_connected
from tests.benchmarks.measuring import Goal, Measure, compared, timed
from tests.benchmarks.reading import Question, lists
from tests.benchmarks.subject import Subject
from tests.statements import counted_statements

DELAY_SECONDS = 0.02
AWAY = Goal(most=0.15)
SCREENS = (
    "events by date", "events by reached", "events by words", "people by name", "people by words",
    "follow-ups by due", "follow-ups overdue", "follow-ups on the board",
)  # fmt: skip


def measures(of: Subject) -> Iterator[Measure]:
    """The lists as they open, the search and the first page, with the delay and (the floor) without it."""
    if not of.on_server:
        return
    known = lists(of.precinct, of.today)
    asked: dict[str, Question] = {name: known[name] for name in SCREENS}
    asked["search 'mar'"] = partial(search, of.precinct, "mar", 20)
    asked["home"] = partial(home, of.precinct, of.today)
    near = {name: compared(name, timed(question), None, Goal(), runs=5).ours for name, question in asked.items()}
    close_database()
    with delayed(of.location) as url:
        open_database(url)
        with connection():
            for name, question in asked.items():
                with counted_statements() as sent:
                    question()
                far = compared(name, timed(question), None, Goal(), runs=5).ours
                yield Measure(f"20 ms away: {name}, {len(sent)} statements", far, near[name], AWAY)
        close_database()
    open_database(of.location)
    stay_connected()
    with connection():
        pass


@contextmanager
def delayed(url: str) -> Iterator[str]:
    """The URL of a proxy before a server, as long as the block runs."""
    from psycopg.conninfo import conninfo_to_dict

    told = conninfo_to_dict(url)
    host, port = str(told.get("host") or "localhost"), int(told.get("port") or 5432)
    with socket.create_server(("127.0.0.1", 0)) as door:
        threading.Thread(target=_let_in, args=(door, host, port), daemon=True).start()
        user, name = told.get("user") or "postgres", told.get("dbname") or "postgres"
        yield f"postgresql://{user}@127.0.0.1:{door.getsockname()[1]}/{name}"


def _let_in(door: socket.socket, host: str, port: int) -> None:
    with contextlib.suppress(OSError):
        while True:
            near, _ = door.accept()
            near.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            far = _reach(host, port)
            for source, target, seconds in ((near, far, DELAY_SECONDS), (far, near, 0.0)):
                threading.Thread(target=_pass_on, args=(source, target, seconds), daemon=True).start()


def _reach(host: str, port: int) -> socket.socket:
    if not host.startswith("/"):
        return socket.create_connection((host, port))
    far = socket.socket(socket.AF_UNIX)
    far.connect(str(Path(host) / f".s.PGSQL.{port}"))
    return far


def _pass_on(source: socket.socket, target: socket.socket, seconds: float) -> None:
    """Each piece is handed on so long after it came, however many are under way: distance delays, and holds back no
    more."""
    under_way: SimpleQueue[tuple[float, bytes]] = SimpleQueue()
    threading.Thread(target=_arrive, args=(under_way, target), daemon=True).start()
    told = b"begun"
    while told:
        try:
            told = source.recv(1 << 16)
        except OSError:
            told = b""
        under_way.put((time.monotonic() + seconds, told))


def _arrive(under_way: "SimpleQueue[tuple[float, bytes]]", target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while (piece := under_way.get())[1]:
            time.sleep(max(0.0, piece[0] - time.monotonic()))
            target.sendall(piece[1])
        target.shutdown(socket.SHUT_WR)
