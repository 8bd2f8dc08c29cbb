import os
import shutil
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from outreach.errors import OutreachError
from outreach.records import encryption, keys
from outreach.records.beside import key_file
from outreach.records.database import close_database, connection, is_locked, open_database
from outreach.records.encryption import (
    change_key,
    copy_file,
    destroy,
    encrypt_copy,
    finish_key_change,
    is_keyed_by,
    opened_file,
    opens,
    waiting_place,
)
from outreach.records.inspecting import inspect_file
from outreach.records.people import Person
from outreach.records.restoring import restore, role_in
from tests.backups import back_up
from tests.given import a_person, a_precinct
from tests.torture.killing import make_old

NINE = datetime.fromisoformat("2019-01-15 21:00")
SECRET = "Quillfeather"


@pytest.fixture
def key() -> bytes:
    return keys.new_key()


@pytest.fixture
def encrypted(template_file: Path, tmp_path: Path, key: bytes) -> Path:
    """An encrypted database with one person in it, its key file beside it, and nothing open."""
    plain = tmp_path / "plain.outreach"
    shutil.copy(template_file, plain)
    open_database(plain)
    with connection():
        a_person(a_precinct(), "Opal", SECRET)
    close_database()
    path = tmp_path / "west.outreach"
    encrypt_copy(plain, path, key)
    destroy(plain)
    ring = keys.wrap(keys.KeyRing(keys.fingerprint(path)), "opal", "quiet river stones", key)
    keys.write_key_file(path, ring)
    return path


def test_the_plain_file_is_gone_and_no_file_holds_the_name(encrypted: Path, key: bytes) -> None:
    open_database(encrypted, key=key)
    with connection():
        assert Person.get().family_name == SECRET
        a_person(Person.get().precinct, "Amber", SECRET)
        names = {file.name for file in encrypted.parent.iterdir()}
        assert {"west.outreach", "west.outreach-wal", "west.outreach.keys"} <= names
        assert not any(name.startswith("plain") for name in names)
        for file in encrypted.parent.iterdir():
            assert SECRET.encode() not in file.read_bytes()
            assert SECRET.encode("utf-16-le") not in file.read_bytes()
    close_database()


def test_without_a_key_the_records_are_said_to_be_locked(encrypted: Path) -> None:
    assert is_locked(encrypted)
    with pytest.raises(OutreachError, match="are locked: sign in"):
        open_database(encrypted)


def test_a_wrong_key_opens_nothing_and_writes_nothing_to_the_terminal(
    encrypted: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(OutreachError, match="damaged or is not an Outreach database"):
        open_database(encrypted, key=keys.new_key())
    assert capfd.readouterr().err == ""


def test_migrated_schema_and_triggers_survive_encryption(encrypted: Path, key: bytes) -> None:
    assert open_database(encrypted, key=key) == []
    close_database()


def test_a_new_key_opens_and_the_old_one_does_not(encrypted: Path, key: bytes) -> None:
    new = keys.new_key()
    before = keys.fingerprint(encrypted)
    change_key(encrypted, key, new)
    assert keys.fingerprint(encrypted) == before
    with pytest.raises(OutreachError):
        inspect_file(encrypted, key)
    assert dict(inspect_file(encrypted, new).rows)["person"] == 1


def test_a_backup_is_encrypted_and_its_own_key_file_opens_it(encrypted: Path, key: bytes, tmp_path: Path) -> None:
    open_database(encrypted, key=key)
    with connection():
        backup = back_up(tmp_path / "copies", NINE, key)
        a_person(Person.get().precinct, "Late")
    close_database()
    assert SECRET.encode() not in backup.path.read_bytes()
    unlocked = keys.unlock(backup.path, "opal", "quiet river stones", NINE.astimezone())
    holdings, replaced = restore(backup.path, encrypted, unlocked)
    assert dict(holdings.rows)["person"] == 1
    assert replaced is not None
    assert dict(inspect_file(replaced, key).rows)["person"] == 2
    assert keys.unlock(encrypted, "opal", "quiet river stones", NINE.astimezone()) == key
    open_database(encrypted, key=key)
    close_database()


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_damage_that_is_met_while_reading_is_told(encrypted: Path, key: bytes, share: float) -> None:
    open_database(encrypted, key=key)
    with connection():
        Person.insert_many([{"precinct": 1, "family_name": f"{SECRET} {n}"} for n in range(4000)]).execute()
    close_database()
    content = bytearray(encrypted.read_bytes())
    for place in range(int(len(content) * share) // 4096 * 4096, len(content), 4096):
        content[place + 100] ^= 1
    encrypted.write_bytes(content)
    with pytest.raises(OutreachError, match="damaged"):
        read_everybody(encrypted, key)
    close_database()


def read_everybody(file: Path, key: bytes) -> list[str]:
    open_database(file, key=key)
    with connection():
        return [person.family_name for person in Person.select()]


def test_an_encrypted_database_of_an_older_program_is_copied_encrypted_and_updated(tmp_path: Path, key: bytes) -> None:
    make_old(tmp_path / "old.plain")
    path = tmp_path / "west.outreach"
    encrypt_copy(tmp_path / "old.plain", path, key)
    destroy(tmp_path / "old.plain")
    ring = keys.wrap(keys.KeyRing(keys.fingerprint(path)), "opal", "quiet river stones", key)
    keys.write_key_file(path, ring)
    assert len(open_database(path, key=key)) > 3
    close_database()
    copy = tmp_path / "west.outreach.before-update-1"
    assert is_locked(copy)
    assert keys.unlock(copy, "opal", "quiet river stones", NINE) == key
    assert dict(inspect_file(copy, key).rows)["precinct"] == 1


def test_a_backup_that_was_cut_short_is_told_as_damaged_and_not_as_one_of_another_key(
    encrypted: Path, key: bytes, tmp_path: Path
) -> None:
    open_database(encrypted, key=key)
    backup = back_up(tmp_path / "copies", NINE, key).path
    close_database()
    backup.write_bytes(backup.read_bytes()[:-8192])
    assert not opens(backup, key)
    assert is_keyed_by(backup, key)
    assert not is_keyed_by(backup, keys.new_key())
    with pytest.raises(OutreachError, match="is damaged"):
        role_in(backup, key, "opal")


def test_copies_before_updates_are_cleared_as_backups_are(tmp_path: Path) -> None:
    path = tmp_path / "west.outreach"
    make_old(path)
    for number, hours in ((1, 50), (2, 49), (3, 24)):
        copy = tmp_path / f"west.outreach.before-update-{number}"
        for file in (copy, key_file(copy)):
            file.touch()
            os.utime(file, ((NINE - timedelta(hours=hours)).timestamp(),) * 2)
    open_database(path)
    close_database()
    left = sorted(file.name for file in tmp_path.glob("*.before-update-*"))
    assert left == [
        "west.outreach.before-update-2", "west.outreach.before-update-2.keys", "west.outreach.before-update-3",
        "west.outreach.before-update-3.keys", "west.outreach.before-update-4",
    ]  # fmt: skip


def test_the_keys_of_a_backup_go_with_it(encrypted: Path, key: bytes, tmp_path: Path) -> None:
    open_database(encrypted, key=key)
    copies = tmp_path / "copies"
    first = back_up(copies, NINE, key)
    last = back_up(copies, NINE + timedelta(hours=1), key)
    assert not first.path.exists()
    assert {path.name for path in copies.iterdir()} == {last.path.name, last.path.name + ".keys"}
    close_database()


def test_a_change_of_the_key_killed_halfway_is_put_back_and_finished(
    encrypted: Path, key: bytes, tmp_path: Path
) -> None:
    new, killed = keys.new_key(), tmp_path / "killed.outreach"
    ring = keys.sealed_anew(keys.read_key_file(encrypted), keys.fingerprint(encrypted), new)
    with opened_file(encrypted, key) as opened:
        opened.execute("PRAGMA journal_mode = delete")
        # As when it is killed: some pages are written already, and their old content stands in the journal alone.
        opened.execute("PRAGMA cache_size = 5")
        opened.execute("BEGIN IMMEDIATE")
        opened.execute("UPDATE person SET address = hex(randomblob(200000))")
        opened.execute("UPDATE precinct SET name = 'half'")
        for suffix in ("", "-journal"):
            shutil.copy(encrypted.with_name(encrypted.name + suffix), killed.with_name(killed.name + suffix))
        opened.execute("ROLLBACK")
    content = bytearray(killed.read_bytes())
    # The first page under the new key already: no key opens the file before the journal is played back.
    content[16:4096] = bytes(reversed(content[16:4096]))
    killed.write_bytes(content)
    keys.copy_key_file(encrypted, killed)
    keys.write_key_file(waiting_place(killed), ring)
    assert not opens(killed, key)
    assert finish_key_change(killed, "opal", "quiet river stones", key) == new
    assert dict(inspect_file(killed, new).rows)["person"] == 1
    assert keys.unlock(killed, "opal", "quiet river stones", NINE) == new


def test_a_file_that_neither_key_opens_keeps_both(encrypted: Path, key: bytes) -> None:
    ring = keys.sealed_anew(keys.read_key_file(encrypted), keys.fingerprint(encrypted), keys.new_key())
    keys.write_key_file(waiting_place(encrypted), ring)
    change_key(encrypted, key, keys.new_key())
    with pytest.raises(OutreachError, match="neither key opens it now"):
        finish_key_change(encrypted, "opal", "quiet river stones", key)
    assert key_file(waiting_place(encrypted)).exists()


def test_a_copy_that_holds_less_is_removed_and_told(
    encrypted: Path, key: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = iter(range(9))
    monkeypatch.setattr(encryption, "_counts", lambda _opened: {"person": next(told)})
    with pytest.raises(OutreachError, match="is not complete, so it was removed: try again"):
        copy_file(encrypted, tmp_path / "copy", key)
    plain, made = tmp_path / "other.outreach", tmp_path / "made"
    sqlite3.connect(plain).close()
    with pytest.raises(OutreachError, match="is not complete: it was removed, and nothing was changed"):
        encrypt_copy(plain, made, key)
    assert not (tmp_path / "copy").exists()
    assert not made.exists()


def test_where_nothing_can_be_written_nothing_is_encrypted(encrypted: Path, key: bytes, tmp_path: Path) -> None:
    plain = tmp_path / "other.outreach"
    sqlite3.connect(plain).close()
    with pytest.raises(OutreachError, match=r"could not be encrypted .* so nothing was changed: free some space"):
        encrypt_copy(plain, tmp_path / "nowhere" / "made", key)


def test_a_key_that_cannot_be_written_leaves_the_old_one(encrypted: Path, key: bytes) -> None:
    new = keys.new_key()
    in_the_way = encrypted.with_name(f"{encrypted.name}-journal")
    in_the_way.mkdir()
    with pytest.raises(OutreachError, match="could not be given another key, so it keeps the old one"):
        change_key(encrypted, key, new)
    in_the_way.rmdir()
    assert opens(encrypted, key)
    assert not opens(encrypted, new)


def test_a_sound_file_is_known_by_its_key(encrypted: Path, key: bytes) -> None:
    assert is_keyed_by(encrypted, key)
    assert not is_keyed_by(encrypted, keys.new_key())
