"""Migrations of a database with rows: no key is used twice, issued reports never change, every row comes through."""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from peewee import Database, DatabaseError, PostgresqlDatabase, SqliteDatabase
from playhouse.db_url import parse
from playhouse.migrations import Runner

from outreach.queries.trail_check import verify_chain
from outreach.records.accounts import Draft
from outreach.records.audit import AuditEntry, AuditPayload
from outreach.records.base import database
from outreach.records.crime import OffenseAlias
from outreach.records.events import (
    Attachment,
    Attendance,
    EventKindMeasure,
    EventNeighborhood,
    EventOfficer,
    HeadCount,
    Measure,
    Series,
)
from outreach.records.followups import FollowUpNote, Problem, ProblemConcern, ProblemEvent
from outreach.records.issued import IssuedReport, ReportWords
from outreach.records.people import Household, Membership, NeighborhoodAlias, Person, TermOfOffice
from outreach.records.precinct import Shift, ShiftPlan
from outreach.records.schema import MIGRATIONS, migration_runner
from outreach.records.subjects import AuditSubject
from tests import given
from tests.conftest import Server

BEFORE = "0002_promises_crime_and_audit"
MIGRATION = "0003_keys_and_issued_reports"
JANUARY = date(2019, 1, 1)
AN_INSTANT = datetime.fromisoformat("2019-02-01T08:00")


@pytest.fixture(params=["sqlite", "postgresql"])
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database of the schema before, with a row in every table."""
    made = _older_file(tmp_path) if request.param == "sqlite" else _older_server(request.getfixturevalue("server"))
    with made.connection_context():
        Runner(made, str(MIGRATIONS)).up(BEFORE)
        database.initialize(made)
        a_row_in_every_table()
        yield made
    database.initialize(None)
    if request.param == "postgresql":
        request.getfixturevalue("server").run("DROP DATABASE older WITH (FORCE)")


def _older_file(folder: Path) -> Database:
    return SqliteDatabase(str(folder / "older.outreach"), pragmas={"foreign_keys": 1})


def _older_server(server: Server) -> Database:
    server.run("CREATE DATABASE older")
    return PostgresqlDatabase(**parse(server.database_url("older")), prefer_psycopg3=True)


def a_row_in_every_table() -> None:
    precinct = given.a_precinct()
    officer, neighborhood = given.an_officer(precinct), given.a_neighborhood(precinct)
    organization = given.an_organization(precinct, neighborhood=neighborhood)
    household = Household.create(precinct=precinct, name="Ferncastle")
    person = given.a_person(precinct, household=household)
    Person.create(precinct=precinct, given_name="O.", merged_into=person)
    event = given.an_event(precinct)
    kind, measure = given.an_event_kind(precinct), given.a_measure_kind(precinct)
    concern = given.a_concern(precinct, event=event, raised_by_person=person)
    follow_up = given.a_follow_up(precinct, concern=concern, owner=officer)
    problem = Problem.create(precinct=precinct, title="Speeding", opened_on=JANUARY)
    Shift.create(
        plan=ShiftPlan.create(precinct=precinct, name="3", valid_from=JANUARY), name="1st", starts="6:00", ends="14:00"
    )
    NeighborhoodAlias.create(precinct=precinct, neighborhood=neighborhood, spelling="ENS")
    Membership.create(person=person, organization=organization)
    TermOfOffice.create(person=person, organization=organization, office="president", starts=JANUARY)
    EventKindMeasure.create(kind=kind, measure=measure)
    Series.create(precinct=precinct, title="Meetings", kind=kind, rule="FREQ=MONTHLY;BYDAY=2TU", starts_on=JANUARY)
    EventNeighborhood.create(event=event, neighborhood=neighborhood)
    EventOfficer.create(event=event, officer=officer)
    Attendance.create(event=event, person=person)
    HeadCount.create(event=event, group_name="Adults", count=3)
    Measure.create(event=event, kind=measure, count=3)
    Attachment.create(event=event, kind="photo", file_name="a.png", sha256="", data=b"\x00\xff")
    FollowUpNote.create(follow_up=follow_up, written_on=JANUARY, words="Called")
    ProblemConcern.create(problem=problem, concern=concern)
    ProblemEvent.create(problem=problem, event=event)
    OffenseAlias.create(precinct=precinct, offense=given.an_offense(precinct), spelling="BURG")
    given.a_crime_count(precinct, JANUARY, 3)
    an_issued_report(precinct)
    ReportWords.create(precinct=precinct, kind="monthly", period_from=JANUARY, period_to=JANUARY, part="m", words="w")
    columns = ("login", "officer_id", "role", "created_at", "uid", "version", "secret_hash", "active", "failed_tries")
    write("account", columns, ("r", officer.id, "officer", AN_INSTANT, uuid4().hex, 1, "", True, 0))
    Draft.create(workstation="desk", key="event", payload="{}", saved_at=AN_INSTANT)
    an_older_entry('[{"table":"person","id":1,"before":{},"after":{}}]')


def write(table: str, columns: tuple[str, ...], values: tuple[Any, ...]) -> None:
    """Write a row of a table that has other columns today."""
    mark = "%s" if isinstance(database.obj, PostgresqlDatabase) else "?"
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join([mark] * len(columns))})"
    database.execute_sql(statement, values)


def an_older_entry(payload: str) -> None:
    """An entry as it was written before entries were signed."""
    told = AuditEntry(
        id=1, at="2019-02-01T08:00:00.000+00:00", actor="R. Sample", workstation="desk", action="edit_person",
        payload_digest=hashlib.sha256(payload.encode()).hexdigest(), previous_hash="",
    )  # fmt: skip
    told.hash = told.computed_hash()
    older = ("id", "at", "actor", "workstation", "action", "payload_digest", "previous_hash", "hash")
    write("audit_entry", older, tuple(getattr(told, name) for name in older))
    AuditPayload.insert(entry_id=1, payload=payload).execute()


def an_issued_report(precinct: Any) -> IssuedReport:
    return IssuedReport.create(
        precinct=precinct,
        kind="monthly",
        title="January 2019",
        period_from=JANUARY,
        period_to=date(2019, 1, 31),
        is_public=True,
        figures="{}",
        pdf=b"%PDF-",
        sha256="",
        issued_at=AN_INSTANT,
    )


def rows(db: Database) -> dict[str, list[Any]]:
    return {name: db.execute_sql(f'SELECT * FROM "{name}" ORDER BY 1').fetchall() for name in db.get_tables()}


def structure(db: Database) -> dict[str, Any]:
    return {
        name: (
            db.get_columns(name),
            sorted(db.get_indexes(name), key=repr),
            sorted(db.get_foreign_keys(name), key=repr),
        )
        for name in db.get_tables()
    }


def test_every_row_column_index_and_foreign_key_comes_through(older: Database) -> None:
    before, shape = rows(older), structure(older)
    assert all(before[name] for name in before), "a table has no row to lose"
    migration_runner(older).up(MIGRATION)
    after = rows(older)
    assert len(after.pop("schema_migration")) == len(before.pop("schema_migration")) + 1
    after.pop("sqlite_sequence", None)
    assert {name: list(map(repr, found)) for name, found in after.items()} == {
        name: list(map(repr, found)) for name, found in before.items()
    }
    migrated = structure(older)
    migrated.pop("sqlite_sequence", None)
    assert [(c.name, c.data_type, c.null, c.primary_key) for name in shape for c in migrated[name][0]] == [
        (c.name, c.data_type, c.null, c.primary_key) for name in shape for c in shape[name][0]
    ]
    assert {name: found[1:] for name, found in migrated.items()} == {name: found[1:] for name, found in shape.items()}
    if isinstance(older, SqliteDatabase):
        assert older.execute_sql("PRAGMA foreign_key_check").fetchall() == []
        assert older.execute_sql("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert older.foreign_keys == 1


def test_a_key_is_never_used_twice(older: Database) -> None:
    migration_runner(older).up(MIGRATION)
    key = Draft.create(workstation="desk", key="person", payload="{}", saved_at=AN_INSTANT).id
    Draft.delete().execute()
    assert Draft.create(workstation="desk", key="person", payload="{}", saved_at=AN_INSTANT).id > key


def test_the_database_refuses_to_change_or_remove_an_issued_report(older: Database) -> None:
    migration_runner(older).up(MIGRATION)
    for statement in (IssuedReport.update(title="Another"), IssuedReport.delete()):
        with pytest.raises(DatabaseError, match="never changes"), older.atomic():
            statement.execute()
    assert IssuedReport.get().title == "January 2019"
    assert an_issued_report(IssuedReport.get().precinct).id > IssuedReport.get().id


def test_the_trail_of_an_older_program_is_signed_and_found_by_its_records(older: Database) -> None:
    migration_runner(older).up()
    assert verify_chain() == ()
    assert [(one.kind, one.key, one.entry_id) for one in AuditSubject.select()] == [("person", 1, 1)]
    with pytest.raises(DatabaseError, match="append-only"), older.atomic():
        AuditEntry.update(signature="").execute()
