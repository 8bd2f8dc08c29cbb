"""Processes to be killed: each works on a database and says each thing that was acknowledged."""

import multiprocessing
import os
import resource
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count, islice
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from outreach.actions.accounts import AccountDetails, add_account, remove_account, unlock_records
from outreach.actions.backups import restore_backup
from outreach.actions.change import Actor
from outreach.actions.concerns import ConcernDetails
from outreach.actions.drafts import save_draft
from outreach.actions.event_records import EventRecord, record_events
from outreach.actions.events import EventDetails
from outreach.actions.followups import PromiseDetails
from outreach.actions.retention import purge, set_retention
from outreach.actions.signin import AttendanceDetails
from outreach.errors import OutreachError
from outreach.exchange.importing import apply_import, plan_import
from outreach.queries.lookups import event_kinds, topics
from outreach.queries.precincts import only_precinct
from outreach.records import audit, keys
from outreach.records.database import close_database, connection, open_database
from outreach.records.events import Event
from outreach.records.retention import Retained
from tests.backups import back_up

BY = Actor("torture", workstation="bench")
PHRASE = "quiet river stones"
CHEAP = keys.Cost(memory_kib=8, passes=1, lanes=1)
"""What a derivation costs here: re-keying is to be killed, not the derivation before it."""
DAY = datetime(2019, 1, 1, tzinfo=UTC)
DRAFT = "typed when the disk was full"
SIGNED, HEADS = 3, 9
"""Every event of these tests has so many sign-ins, one head count of so many, one concern and one promise."""
LISTED = 50
"""Every file that is brought in tells of so many events."""
NOBODY = 65534


def whole_event(number: int, kind: int, topic: int) -> EventRecord:
    """An event of whose parts none may be missing."""
    return EventRecord(
        EventDetails(kind, f"Event {number}", date(2019, 1, 15), time(18, 30), status="held"),
        attendance=tuple(AttendanceDetails(name_as_signed=f"Name {number}/{line}") for line in range(SIGNED)),
        head_counts=(("adults", HEADS),),
        concerns=((ConcernDetails(topic, f"Concern {number}"), PromiseDetails(f"Promise {number}")),),
        source="torture",
        source_id=str(number),
    )


def record_one(number: int) -> None:
    """Record one event; who asks is connected."""
    precinct = only_precinct()
    kind, topic = event_kinds(precinct)[0].id, topics(precinct)[0].id
    record_events(BY, precinct, [whole_event(number, kind, topic)])


def recording(file: Path) -> Iterator[str]:
    """Keep a draft, and record one event after the other."""
    open_database(file)
    with connection():
        save_draft("bench", "form", DRAFT, DAY)
        for number in count(Event.select().where(Event.source == "torture").count() + 1):
            record_one(number)
            yield str(number)


def list_of_events(folder: Path, number: int) -> Path:
    """A file of 50 events to bring in, of a number that no other has."""
    path = folder / f"list-{number}.csv"
    rows = "".join(f"{number}-{row},Meeting {row},2019-01-{row % 28 + 1:02}\n" for row in range(LISTED))
    path.write_text("id,title,date\n" + rows)
    return path


def importing(file: Path) -> Iterator[str]:
    """Bring in one file of 50 events after the other."""
    open_database(file)
    with connection():
        precinct = only_precinct()
        for number in count(1):
            path = list_of_events(file.parent, number)
            plan = plan_import("events", [path], precinct, date(2019, 3, 1), file.with_name("mapping.toml"))
            apply_import(BY, precinct, plan)
            yield str(number)


def migrating(file: Path) -> Iterator[str]:
    """Bring copies of an old database up to date."""
    for number in count(1):
        old = file.with_name(f"old-{number}.outreach")
        old.write_bytes(file.with_name("old.template").read_bytes())
        open_database(old)
        close_database()
        yield str(number)


def rekeying(file: Path) -> Iterator[str]:
    """Add an account and remove it again, which gives the file another key, and record an event under each."""
    unlocked = unlock_records(str(file), "opal", PHRASE, DAY, "bench")
    for number in count(1):
        with connection():
            record_one(number)
            account = add_account(unlocked, str(file), AccountDetails(f"amber{number}"), PHRASE, DAY).only_id("account")
        unlocked = remove_account(unlocked, str(file), account, 1)
        yield str(number)


def backing_up(file: Path) -> Iterator[str]:
    """Back up while recording."""
    for number in recording(file):
        back_up(file.with_name("copies"), DAY.replace(second=int(number) % 60))
        yield number


def restoring(file: Path) -> Iterator[str]:
    """Put a backup back again and again, and record an event into each."""
    open_database(file)
    with connection():
        record_one(1)
        made = back_up(file.with_name("copies"), DAY)
    for number in count(2):
        restore_backup(BY, str(file), made.path, None)
        with connection():
            record_one(number)
        yield "1"


def purging(file: Path) -> Iterator[str]:
    """Forget the names of what was recorded, again and again, and record the next event."""
    open_database(file)
    with connection():
        precinct = only_precinct()
        set_retention(BY, precinct, dict.fromkeys(Retained, 1))
        for number in count(1):
            record_one(number)
            purge(BY, precinct, date(2029, 1, 1))
            yield str(number)


TASKS: dict[str, Callable[[Path], Iterator[str]]] = {
    "record": recording,
    "import": importing,
    "migrate": migrating,
    "rekey": rekeying,
    "backup": backing_up,
    "restore": restoring,
    "purge": purging,
}


class Yesterday(datetime):
    """The clock of a PC that was set back by a day."""

    @classmethod
    def now(cls, tz: object = None) -> "Yesterday":
        """This moment a day ago."""
        return super().now(tz) - timedelta(days=1)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Hindered:
    """What a worker finds in its way.

    ``limit``: no file may grow beyond so many bytes, as on a full disk. ``rounds``: it ends after so many.
    ``yesterday``: its clock was set back by a day. ``nobody``: nothing belongs to its user. ``own``: the folder of its
    PC.
    """

    limit: int | None = None
    rounds: int | None = None
    yesterday: bool = False
    nobody: bool = False
    own: str = ""


def work(task: str, file: Path, hindered: Hindered, say: Connection) -> None:
    """Do a task over and over, in a process of its own, and say each thing that is acknowledged, and how it ended."""
    keys.STANDARD_COST = CHEAP
    os.environ["XDG_DATA_HOME"] = hindered.own
    if hindered.limit is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hindered.limit, hindered.limit))
    if hindered.yesterday:
        audit.datetime = Yesterday  # type: ignore[attr-defined]
    if hindered.nobody and os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    tell(islice(TASKS[task](file), hindered.rounds), say)


def tell(steps: Iterator[str], say: Connection) -> None:
    """Take one step after the other, and say each thing that is acknowledged, and how it ended."""
    try:
        for done in steps:
            say.send(done)
        say.send("finished")
    except OutreachError as fault:
        say.send(f"fault: {fault}")
    except Exception:  # noqa: BLE001 - whatever it is, it is what we are looking for
        say.send(f"crash: {traceback.format_exc()}")


_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload([__name__, "tests.torture.desks"])


def started(task: str, file: Path, hindered: Hindered = Hindered()) -> tuple[ForkServerProcess, Connection]:
    """A worker, and the end of a pipe at which it is heard; all is imported once for all of them."""
    hindered = replace(hindered, own=hindered.own or os.environ.get("XDG_DATA_HOME", ""))
    return begun(work, task, file, hindered)


def begun(work: Callable[..., None], *told: object) -> tuple[ForkServerProcess, Connection]:
    """A process that does what it is told, and is handed a pipe to speak into; returns the end at which to hear it."""
    hear, say = _processes.Pipe(duplex=False)
    process = _processes.Process(target=work, args=(*told, say))
    process.start()
    say.close()
    return process, hear


def heard(hear: Connection) -> Iterator[str]:
    """What a worker says until it ends."""
    with hear, suppress(EOFError, ConnectionResetError):
        while True:
            yield str(hear.recv())


def said(task: str, file: Path, hindered: Hindered) -> list[str]:
    """Let a worker work to its end, and return all that it said; a crash is printed too."""
    process, hear = started(task, file, hindered)
    told = list(heard(hear))
    process.join()
    for words in told:
        if words.startswith("crash: "):
            print(f"{task}, {hindered}: {words[-700:]}", flush=True)
    return told
