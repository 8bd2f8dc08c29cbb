"""One process to be killed: works on a database and says each thing that was acknowledged, line by line."""

import resource
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from itertools import count
from pathlib import Path

from outreach.actions.change import Actor
from outreach.actions.concerns import ConcernDetails
from outreach.actions.events import EventDetails, EventRecord, record_events
from outreach.actions.followups import PromiseDetails
from outreach.actions.signin import AttendanceDetails
from outreach.errors import OutreachError
from outreach.exchange.importing import apply_import, plan_import
from outreach.queries.lookups import event_kinds, topics
from outreach.queries.precincts import only_precinct
from outreach.records import keys
from outreach.records.backup import back_up
from outreach.records.database import close_database, connection, open_database
from outreach.records.encryption import change_key

BY = Actor("torture", workstation="bench")
SIGNED, HEADS = 3, 9
"""Every event of these tests has so many sign-ins, one head count of so many, one concern and one promise."""


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


def recording(file: Path) -> Iterator[str]:
    """Record one event after the other."""
    open_database(file)
    with connection():
        precinct = only_precinct()
        kind, topic = event_kinds(precinct)[0].id, topics(precinct)[0].id
        for number in count(1):
            record_events(BY, precinct, [whole_event(number, kind, topic)])
            yield str(number)


def importing(file: Path) -> Iterator[str]:
    """Bring in one file of 50 events after the other."""
    open_database(file)
    with connection():
        precinct = only_precinct()
        for number in count(1):
            path = file.with_name(f"list-{number}.csv")
            rows = "".join(f"{number}-{row},Meeting {row},2019-01-{row % 28 + 1:02}\n" for row in range(50))
            path.write_text("id,title,date\n" + rows)
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
    """Give an encrypted file one key after the other, each noted before it is used."""
    key = bytes.fromhex(file.with_name("key").read_text())
    for number in count(1):
        new = keys.new_key()
        file.with_name("next-key").write_text(new.hex())
        change_key(file, key, new)
        file.with_name("next-key").replace(file.with_name("key"))
        key = new
        yield str(number)


def backing_up(file: Path) -> Iterator[str]:
    """Back up while recording."""
    for number in recording(file):
        back_up(file.with_name("copies"), datetime(2019, 1, 1, tzinfo=UTC).replace(second=int(number) % 60))
        yield number


TASKS: dict[str, Callable[[Path], Iterator[str]]] = {
    "record": recording,
    "import": importing,
    "migrate": migrating,
    "rekey": rekeying,
    "backup": backing_up,
}


def main() -> None:
    """``worker TASK FILE [BYTES]``; with BYTES no file may grow beyond, as on a full disk."""
    task, file = sys.argv[1], Path(sys.argv[2])
    if len(sys.argv) > 3:
        limit = int(sys.argv[3])
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        for done in TASKS[task](file):
            print(done, flush=True)
    except OutreachError as fault:
        print(f"fault: {fault}", flush=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
