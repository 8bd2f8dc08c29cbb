"""Damaged files: read-only from the moment it is met, and every row that can be read saved."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from outreach.actions.change import Actor
from outreach.actions.precinct import PrecinctDetails, set_up_precinct
from outreach.errors import DamagedError, OutreachError
from outreach.queries.tally_check import tally_faults
from outreach.records import keys
from outreach.records.database import close_database, connection, open_database, transaction
from outreach.records.encryption import encrypt_copy
from outreach.records.events import Attendance, EventNeighborhood, Measure
from outreach.records.inspecting import inspect_file
from outreach.records.people import Person
from outreach.records.precinct import Precinct
from outreach.records.salvage import _readable, salvage
from tests import given

PEOPLE = 2_000
CHEAP = keys.Cost(memory_kib=8, passes=1, lanes=1)


@pytest.fixture
def west(template_file: Path, tmp_path: Path) -> Iterator[Path]:
    """Many people, in a file that nobody has open."""
    path = tmp_path / "west.outreach"
    shutil.copy(template_file, path)
    open_database(path)
    with connection(), transaction():
        precinct = Precinct.create(agency="Police", name="West")
        for number in range(PEOPLE):
            Person.create(precinct=precinct, given_name=f"Opal {number}", address="x" * 200)
    close_database()
    yield path
    close_database()


def spoil(path: Path, words: bytes) -> None:
    """Overwrite the page on which some words stand."""
    content = bytearray(path.read_bytes())
    begin = content.find(words) // 4096 * 4096
    assert begin > 0
    content[begin : begin + 4096] = b"\xff" * 4096
    path.write_bytes(content)


def test_what_lies_around_a_damaged_page_is_saved(west: Path, tmp_path: Path) -> None:
    spoil(west, b"Opal 1000")
    before = west.read_bytes()
    saved = salvage(west, tmp_path / "saved.outreach")
    people = dict(saved.rows)["person"]
    assert PEOPLE - 40 < people < PEOPLE
    assert "person" in saved.not_whole
    assert dict(inspect_file(tmp_path / "saved.outreach").rows)["person"] == people
    assert west.read_bytes() == before
    open_database(tmp_path / "saved.outreach")
    with connection():
        assert Person.get(Person.given_name == "Opal 0")
        assert Person.get(Person.given_name == f"Opal {PEOPLE - 1}")


def test_a_sound_file_is_saved_whole_and_encrypted_as_it_was(west: Path, tmp_path: Path) -> None:
    key, locked = keys.new_key(), tmp_path / "locked.outreach"
    encrypt_copy(west, locked, key)
    saved = salvage(locked, tmp_path / "saved.outreach", key)
    assert saved.not_whole == ()
    assert dict(inspect_file(tmp_path / "saved.outreach", key).rows)["person"] == PEOPLE
    assert keys.fingerprint(tmp_path / "saved.outreach") == keys.fingerprint(locked)


def test_what_is_left_of_a_file_cut_short_is_saved(west: Path, tmp_path: Path) -> None:
    west.write_bytes(west.read_bytes()[: west.stat().st_size * 3 // 4])
    rows = dict(salvage(west, tmp_path / "saved.outreach").rows)
    assert rows["precinct"] == 1
    assert 100 < rows["person"] < PEOPLE


def test_an_existing_file_is_not_written_over_and_a_ruin_is_told(west: Path, tmp_path: Path) -> None:
    with pytest.raises(OutreachError, match="exists already"):
        salvage(west, west)
    west.write_bytes(b"SQLite format 3\x00" + b"\xff" * 8192)
    with pytest.raises(OutreachError, match=r"Nothing can be read of .* put the last good backup back"):
        salvage(west, tmp_path / "saved.outreach")


def test_once_damage_is_met_the_records_are_read_and_not_written(west: Path) -> None:
    spoil(west, b"Opal 1000")
    open_database(west)
    with connection():
        with pytest.raises(DamagedError, match="is damaged"), transaction():
            list(Person.select().tuples())
        assert Person.get(Person.given_name == "Opal 0").address == "x" * 200
        with pytest.raises(DamagedError, match=r"nothing is written any more: put the last good backup back"):
            set_up_precinct(Actor("R. Sample"), PrecinctDetails("Police", "East"))
        assert Precinct.select().count() == 1


def test_keys_go_with_what_is_saved_and_rows_without_their_precinct_do_not(west: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(west)) as opened, opened:
        opened.execute("DELETE FROM precinct")
        opened.execute("DROP TABLE draft")
    key, locked, target = keys.new_key(), tmp_path / "locked.outreach", tmp_path / "saved.outreach"
    encrypt_copy(west, locked, key)
    ring = keys.wrap(keys.KeyRing(keys.fingerprint(locked)), "opal", "quiet river stones", key, CHEAP)
    keys.write_key_file(locked, ring)
    saved = salvage(locked, target, key)
    assert keys.unwrap(keys.read_key_file(target), "opal", "quiet river stones") == key
    assert saved.total == dict(saved.rows)["person"] == 0
    assert saved.not_whole == ()
    assert inspect_file(target, key).rows == saved.rows


def test_what_the_database_counts_is_right_where_the_parents_of_events_were_lost(west: Path, tmp_path: Path) -> None:
    """What hangs on an event goes before the event does, of which the counts ask its day."""
    open_database(west)
    with connection(), transaction():
        precinct = Precinct.get()
        area, measure, person = given.a_neighborhood(precinct), given.a_measure_kind(precinct), Person.get()
        for kind in ("Walk", "Coffee"):
            event = given.an_event(precinct, kind=given.an_event_kind(precinct, kind), status="held")
            EventNeighborhood.create(event=event, neighborhood=area)
            Measure.create(event=event, kind=measure, count=3)
            Attendance.create(event=event, person=person)
    close_database()
    with closing(sqlite3.connect(west)) as opened, opened:
        opened.execute("DELETE FROM event_kind WHERE name = 'Coffee'")
    rows = dict(salvage(west, tmp_path / "saved.outreach").rows)
    assert [rows[name] for name in ("event", "event_neighborhood", "measure", "attendance")] == [1] * 4
    open_database(tmp_path / "saved.outreach")
    with connection():
        assert tally_faults() == ()


def test_a_file_without_tables_holds_nothing_to_save(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "empty").close()
    with pytest.raises(OutreachError, match=r"Nothing can be read of .* put the last good backup back"):
        salvage(tmp_path / "empty", tmp_path / "saved.outreach")
    assert not (tmp_path / "saved.outreach").exists()


def test_a_mistake_of_ours_is_not_taken_for_damage() -> None:
    def wrong(_statement: str) -> object:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(_readable(wrong, "SELECT 1"))
