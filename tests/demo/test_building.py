"""The demonstration is the same from the same seed, on both databases, and never written over anything."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from outreach.actions.precinct import PrecinctDetails, set_up_precinct
from outreach.demo import build_demo
from outreach.errors import OutreachError
from outreach.records.audit import AuditEntry, AuditPayload
from outreach.records.database import close_database, connection, open_database
from outreach.records.tables import TABLES
from tests.conftest import Server
from tests.trail import BY

_NOT_COMPARED = {"uid"}


def contents() -> dict[str, list[Any]]:
    """All rows of all tables but the audit trail, without what names a row outside its database."""
    kept = {}
    for table in TABLES:
        if table in (AuditEntry, AuditPayload):
            continue
        fields = [field for name, field in table._meta.fields.items() if name not in _NOT_COMPARED]
        rows: Any = table.select(*fields).order_by(fields[0]).tuples()
        kept[table._meta.table_name] = [tuple(_plain(value) for value in row) for row in rows]
    return kept


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


@pytest.fixture(scope="session")
def usual(demo_file: Path) -> dict[str, list[Any]]:
    open_database(demo_file)
    with connection():
        told = contents()
    close_database()
    return told


def test_the_same_seed_gives_the_same_records_on_a_server(usual: dict[str, list[Any]], server: Server) -> None:
    server.run("CREATE DATABASE demonstration")
    try:
        build_demo(server.database_url("demonstration"))
        with connection():
            again = contents()
    finally:
        close_database()
        server.run("DROP DATABASE demonstration WITH (FORCE)")
    for table, rows in usual.items():
        assert again[table] == rows, table


def test_another_seed_gives_other_people_and_the_same_story(usual: dict[str, list[Any]], tmp_path: Path) -> None:
    path = tmp_path / "other.outreach"
    steps: list[tuple[float, str]] = []
    told = build_demo(path, seed=7, progress=lambda share, words: steps.append((share, words)))
    with connection():
        other = contents()
    close_database()
    assert other["person"] != usual["person"]
    assert other["event"] != usual["event"]
    counts = [f"{len(other[table]):,}" for table in ("event", "person", "follow_up")]
    assert str(told) == "West Precinct: {} events, {} people and {} promises written.".format(*counts)
    shares = [share for share, _ in steps]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    _check_story(path)


def _check_story(path: Path) -> None:
    demo = sqlite3.connect(path)
    counts = dict(
        demo.execute(
            "SELECT substr(c.month, 1, 7) || o.name, SUM(c.count) FROM crime_count c "
            "JOIN offense o ON o.id = c.offense_id WHERE c.scope = 'neighborhood' GROUP BY 1"
        )
    )
    by_month = dict(demo.execute("SELECT substr(date, 1, 7), COUNT(*) FROM event WHERE status = 'held' GROUP BY 1"))
    by_status = dict(demo.execute("SELECT status, COUNT(*) FROM follow_up GROUP BY status"))
    (firearms,) = demo.execute(
        "SELECT SUM(m.count) FROM measure m JOIN measure_kind k ON k.id = m.kind_id JOIN event e ON e.id = m.event_id "
        "WHERE k.name = 'Firearms recovered' AND e.date BETWEEN '2018-12-01' AND '2019-01-31'"
    ).fetchone()
    demo.close()
    assert (counts["2018-12Burglary"], counts["2019-01Burglary"]) == (182, 138)
    assert min(by_month.values()) >= 40
    assert min(by_status.values()) >= 15
    assert firearms == 98


def test_nothing_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "kept.outreach"
    open_database(path, create=True)
    with connection():
        set_up_precinct(BY, PrecinctDetails("Birmingham Police Department", "East Precinct"))
    close_database()
    before = path.read_bytes()
    with pytest.raises(OutreachError, match="already keeps a precinct, so nothing was written"):
        build_demo(path)
    assert path.read_bytes() == before


def test_a_place_where_no_file_can_be_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutreachError, match="is a folder"):
        build_demo(tmp_path)
    with pytest.raises(OutreachError, match="The scale 'galaxy' is unknown"):
        build_demo(tmp_path / "new.outreach", scale="galaxy")
    assert not (tmp_path / "new.outreach").exists()
