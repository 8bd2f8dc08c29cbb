"""Writing: one person signed in, an event saved with all that belongs to it, a backup."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from itertools import count
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from outreach.actions.change import Actor
from outreach.actions.concerns import ConcernDetails
from outreach.actions.event_records import EventRecord, record_events
from outreach.actions.events import EventDetails
from outreach.actions.followups import PromiseDetails
from outreach.actions.signin import AttendanceDetails
from outreach.queries.lookups import desk_lookups
from outreach.queries.person_list import person_list
from outreach.records.backup import Backup, take_backup, verify_backup
from outreach.records.base import new_uid
from tests.benchmarks import measuring
from tests.benchmarks.measuring import Goal, Measure, Run, compared, timed
from tests.benchmarks.subject import Subject

BY = Actor("Ofc. Measured", workstation="benchmark")
SIGN_INS, CONCERNS, PROMISES = 60, 4, 2
BACKUPS = 3


def measures(of: Subject) -> Iterator[Measure]:
    """The event and the backup; the sign-in is measured at the window."""
    yield compared("save an event with 60 sign-ins", timed(_save(of)), timed(_saved_bare(of)), Goal(4))
    if not of.on_server:
        yield from _backup(of)


def inserted_bare(of: Subject) -> Run:
    """The line of a known person, inserted and committed on the bare connection."""
    event, people = _empty_event(of), iter(person_list(of.precinct, limit=400).rows)
    columns = "version, uid, event_id, person_id, name_as_signed, present, legible, note"
    row = f"INSERT INTO attendance ({columns}) VALUES ({_marks(of, 8)})"
    return timed(lambda: of.bare.execute(row, (1, _uid(of), event, next(people).id, "", True, True, "")))


def _empty_event(of: Subject) -> int:
    kind = desk_lookups(of.precinct).kinds[0].id
    details = EventDetails(kind, "Measured", of.today, status="held")
    return record_events(BY, of.precinct, [EventRecord(details)]).only_id("event")


def _save(of: Subject) -> Any:
    known = desk_lookups(of.precinct)
    people = [row.id for row in person_list(of.precinct, limit=SIGN_INS).rows]
    area, topic, officer = known.neighborhoods[0].id, known.topics[0].id, known.officers[0].id
    promise = PromiseDetails("Call the street department", owner=officer, due=of.today)
    concerns = tuple(
        (ConcernDetails(topic, "Cars race on the avenue at night", area), promise if at < PROMISES else None)
        for at in range(CONCERNS)
    )
    details = EventDetails(known.kinds[0].id, "Measured meeting", of.today, neighborhoods=(area,), status="held")
    record = EventRecord(details, tuple(AttendanceDetails(person) for person in people), concerns=concerns)
    return lambda: record_events(BY, of.precinct, [record])


def _saved_bare(of: Subject) -> Any:
    """The same rows, each by a plain INSERT, in one transaction."""
    known = desk_lookups(of.precinct)
    people = [row.id for row in person_list(of.precinct, limit=SIGN_INS).rows]
    area, topic, officer = known.neighborhoods[0].id, known.topics[0].id, known.officers[0].id
    kind, day = known.kinds[0].id, of.today
    payload = _last_payload(of)
    begin = "BEGIN" if of.on_server else "BEGIN IMMEDIATE"

    def insert(table: str, **row: Any) -> int:
        names = ", ".join(f'"{name}"' for name in row)
        sql = f'INSERT INTO "{table}" ({names}) VALUES ({_marks(of, len(row))}) RETURNING 1'
        if "uid" in row:
            sql = sql.replace("RETURNING 1", "RETURNING id")
        return int(of.bare.execute(sql, tuple(row.values())).fetchone()[0])

    def main(table: str, **row: Any) -> int:
        return insert(table, version=1, uid=_uid(of), **row)

    def save() -> None:
        of.bare.execute(begin)
        event = main(
            "event", precinct_id=of.precinct, kind_id=kind, title="Measured meeting", status="held", date=_day(of, day),
            end_date=_day(of, day), place="", summary="", cancel_reason="",
        )  # fmt: skip
        insert("event_neighborhood", event_id=event, neighborhood_id=area)
        for person in people:
            main("attendance", event_id=event, person_id=person, name_as_signed="", present=True, legible=True, note="")
        for at in range(CONCERNS):
            concern = main(
                "concern", precinct_id=of.precinct, topic_id=topic, event_id=event, neighborhood_id=area,
                source="meeting", words="Cars race on the avenue at night", raised_on=_day(of, day), confidential=False,
            )  # fmt: skip
            if at < PROMISES:
                main(
                    "follow_up", precinct_id=of.precinct, concern_id=concern, event_id=event, neighborhood_id=area,
                    words="Call the street department", public_words="", owner_id=officer, opened_on=_day(of, day),
                    due=_day(of, day), priority="normal", status="open", partner="", outcome="", public_outcome="",
                    decline_reason="",
                )  # fmt: skip
        (last,) = of.bare.execute("SELECT max(id) FROM audit_entry").fetchone()
        insert(
            "audit_entry", id=last + 1, at="2019-01-01T00:00:00.000+00:00", actor="Ofc. Measured",
            workstation="benchmark", action="record_events", payload_digest="0" * 64, previous_hash="0" * 64,
            hash="0" * 64,
        )  # fmt: skip
        insert("audit_payload", entry_id=last + 1, payload=payload)
        of.bare.execute("COMMIT")

    return save


def _last_payload(of: Subject) -> str:
    _save(of)()
    (payload,) = of.bare.execute("SELECT payload FROM audit_payload ORDER BY entry_id DESC LIMIT 1").fetchone()
    return str(payload)


def _backup(of: Subject) -> Iterator[Measure]:
    """What closing waits for has a goal; the verdict comes while the window goes on, and is told beside the floor."""
    with tempfile.TemporaryDirectory(prefix="backup-", dir=Path(of.location).parent) as folder:
        ours, moments = Path(folder) / "ours", count(1)

        def taken() -> Backup:
            return take_backup(ours, datetime(2019, 1, 1, 0, 0, next(moments)).astimezone(), of.key)

        def take() -> float:
            start = _spent()
            made = taken()
            spent = _spent() - start
            made.path.unlink()
            return spent

        def verify() -> float:
            made = taken()
            start = _spent()
            verified = verify_backup(made.path, of.key)
            spent = _spent() - start
            verified.path.unlink()
            return spent

        def copy() -> float:
            to = Path(folder) / "copy"
            start = _spent()
            subprocess.run(["cp", of.location, to], check=True)
            spent = _spent() - start
            to.unlink()
            return spent

        yield compared("backup, taken", take, copy, Goal(3), runs=BACKUPS)
        yield compared("backup, verified after that", verify, copy, Goal(), runs=BACKUPS)


def _spent() -> float:
    """Seconds by the clock, or of the processor's time, those of programs that ended among them."""
    if measuring.clock is not process_time:
        return perf_counter()
    told = os.times()
    return told.user + told.system + told.children_user + told.children_system


def _marks(of: Subject, count: int) -> str:
    return ", ".join(["%s" if of.on_server else "?"] * count)


def _uid(of: Subject) -> Any:
    uid = new_uid()
    return uid if of.on_server else uid.hex


def _day(of: Subject, day: date) -> Any:
    return day if of.on_server else day.isoformat()
