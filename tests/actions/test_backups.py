"""Putting a backup back: by an administrator alone, told in the trail, and never with neither database whole."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from outreach.actions import backups as backup_actions
from outreach.actions.accounts import (
    AccountDetails,
    Unlocked,
    add_account,
    remove_account,
    start_accounts,
    unlock_records,
)
from outreach.actions.backups import actor_of_backup, bring_keys_back, keys_in_backup, last_good_backup, restore_backup
from outreach.actions.change import Actor, tell
from outreach.actions.rights import RightsError
from outreach.errors import OutreachError
from outreach.queries.trail_check import verify_chain
from outreach.records import keys, restoring
from outreach.records.accounts import Account, Role
from outreach.records.audit import AuditEntry
from outreach.records.beside import key_file
from outreach.records.database import close_database, connection, is_locked, open_database
from outreach.records.encryption import change_key, finish_key_change
from outreach.records.inspecting import inspect_file
from outreach.records.keys import WrongPassphraseError
from tests.backups import back_up
from tests.given import a_person, a_precinct
from tests.keyrings import logins

NINE = datetime(2019, 1, 15, 21, tzinfo=UTC)
PHRASE = "quiet river stones"


@pytest.fixture
def west(template_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(keys, "STANDARD_COST", keys.Cost(memory_kib=8, passes=1, lanes=1))
    path = tmp_path / "west.outreach"
    shutil.copy(template_file, path)
    open_database(path)
    with connection():
        a_person(a_precinct())
    yield path
    close_database()


@pytest.fixture
def admin(west: Path) -> Unlocked:
    return start_accounts(Actor("set-up"), str(west), AccountDetails("opal"), PHRASE, NINE)[0]


def last_action() -> str:
    return str(AuditEntry.select().order_by(AuditEntry.id.desc()).get().action)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.SUPERVISOR])
def test_only_an_administrator_puts_a_backup_back(west: Path, tmp_path: Path, role: Role) -> None:
    made = back_up(tmp_path / "copies", NINE)
    with pytest.raises(RightsError):
        restore_backup(Actor("R. Sample", role=role), str(west), made.path, None)
    assert not list(tmp_path.glob("*before-restore*"))


def test_what_was_put_back_is_told_in_the_records_that_came_back(west: Path, tmp_path: Path) -> None:
    made = back_up(tmp_path / "copies", NINE)
    restore_backup(Actor("R. Sample"), str(west), made.path, None)
    with connection():
        assert last_action() == f"restored the backup {made.path.name}"


def test_a_backup_from_before_an_account_was_removed_opens_by_the_keys_of_then(
    west: Path, admin: Unlocked, tmp_path: Path
) -> None:
    add_account(admin, str(west), AccountDetails("amber"), "seven tin whistles", NINE)
    made = back_up(tmp_path / "copies", NINE, admin.key)
    with connection():
        amber = Account.get(Account.login == "amber")
    now = remove_account(admin, str(west), amber.id, amber.version)
    assert now.key != admin.key
    key = keys.unwrap(keys.read_key_file(made.path), "amber", "seven tin whistles")
    restore_backup(now.actor, str(west), made.path, key)
    close_database()
    assert logins(keys.read_key_file(west)) == ("opal", "amber")
    assert keys.unwrap(keys.read_key_file(west), "opal", PHRASE) == admin.key
    assert dict(inspect_file(west, admin.key).rows)["account"] == 2
    kept = tmp_path / "west.outreach.before-restore-1"
    assert keys.unwrap(keys.read_key_file(kept), "opal", PHRASE) == now.key
    assert dict(inspect_file(kept, now.key).rows)["account"] == 1


def test_a_plain_backup_takes_the_keys_away(west: Path, tmp_path: Path) -> None:
    made = back_up(tmp_path / "copies", NINE)
    admin = start_accounts(Actor("set-up"), str(west), AccountDetails("opal"), PHRASE, NINE)[0]
    restore_backup(admin.actor, str(west), made.path, None)
    assert not is_locked(west)
    assert not key_file(west).exists()
    assert is_locked(tmp_path / "west.outreach.before-restore-1")


@pytest.mark.parametrize("stop", ["copy_key_file", "_kept_aside"])
def test_stopped_anywhere_one_database_is_whole_and_opens(
    west: Path, admin: Unlocked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: str
) -> None:
    made = back_up(tmp_path / "copies", NINE, admin.key)
    add_account(admin, str(west), AccountDetails("amber"), "seven tin whistles", NINE)
    with connection():
        amber = Account.get(Account.login == "amber")
    now = remove_account(admin, str(west), amber.id, amber.version)
    original = getattr(restoring, stop)

    def stopped(*given: object) -> object:
        original(*given)
        raise KeyboardInterrupt

    monkeypatch.setattr(restoring, stop, stopped)
    with pytest.raises(KeyboardInterrupt):
        restore_backup(now.actor, str(west), made.path, admin.key)
    key = finish_key_change(west, "opal", PHRASE, keys.unwrap(keys.read_key_file(west), "opal", PHRASE))
    assert dict(inspect_file(west, key).rows)["person"] == 1


def test_stopped_after_the_swap_the_trail_is_not_told_as_cut_off(
    west: Path, tmp_path: Path, own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = back_up(tmp_path / "copies", NINE)
    with connection():
        tell(Actor("R. Sample"), "exported events")
    monkeypatch.setattr(backup_actions, "tell", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        restore_backup(Actor("R. Sample"), str(west), made.path, None)
    with connection():
        assert verify_chain() == ()


def test_a_refused_backup_leaves_everything(west: Path, tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_text("These are minutes, not records.")
    with pytest.raises(OutreachError, match="not an Outreach database"):
        restore_backup(Actor("R. Sample"), str(west), tmp_path / "minutes.txt", None)
    assert not list(tmp_path.glob("*before-restore*"))
    assert dict(inspect_file(west).rows)["person"] == 1


def test_who_restores_is_who_the_backup_knows(west: Path, admin: Unlocked, tmp_path: Path) -> None:
    add_account(admin, str(west), AccountDetails("amber"), "seven tin whistles", NINE)
    made = back_up(tmp_path / "copies", NINE, admin.key)
    assert admin.key is not None
    assert actor_of_backup(made.path, admin.key, "opal").role is Role.ADMINISTRATOR
    assert actor_of_backup(made.path, admin.key, "amber").role is Role.OFFICER
    assert actor_of_backup(made.path, admin.key, "nobody").role is Role.OFFICER


def spoil(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100:4196] = b"\xff" * 4096
    path.write_bytes(content)


def test_the_newest_sound_backup_is_found_behind_those_that_are_not(west: Path, tmp_path: Path) -> None:
    good, bad = (back_up(tmp_path / "copies", NINE.replace(day=day)).path for day in (14, 15))
    close_database()
    for path in (west, bad):
        spoil(path)
    found = last_good_backup((bad, good), west, "", "")
    assert (found.path, found.key, found.actor.role) == (good, None, None)
    assert dict(found.holdings.rows)["person"] == 1
    with pytest.raises(OutreachError, match="damaged"):
        last_good_backup((bad,), west, "", "")
    with pytest.raises(OutreachError, match="No backup is known on this PC: choose one where it lies"):
        last_good_backup((), west, "", "")


def test_an_encrypted_backup_is_opened_by_an_account_it_knows(west: Path, admin: Unlocked, tmp_path: Path) -> None:
    made = back_up(tmp_path / "copies", NINE, admin.key).path
    close_database()
    spoil(west)
    with pytest.raises(WrongPassphraseError):
        last_good_backup((made,), west, "opal", "not the one it is")
    found = last_good_backup((made,), west, "opal", PHRASE)
    assert (found.key, found.actor.role) == (admin.key, Role.ADMINISTRATOR)


def test_a_lost_key_file_comes_back_from_the_first_backup_whose_keys_fit(
    west: Path, admin: Unlocked, tmp_path: Path
) -> None:
    good, bad = (back_up(tmp_path / "copies", NINE.replace(day=day), admin.key).path for day in (14, 15))
    close_database()
    assert keys_in_backup((bad, good), west, "opal", PHRASE) is None
    for path in (west, bad):
        key_file(path).write_text("{")
    assert keys_in_backup((bad,), west, "opal", PHRASE) is None
    assert keys_in_backup((bad, good), west, "opal", PHRASE) == good
    bring_keys_back(good, west, "opal", PHRASE)
    unlock_records(str(west), "opal", PHRASE, NINE, "desk 1")
    with connection():
        told = AuditEntry.get(AuditEntry.action == f"brought the keys back from {good.name}")
        assert told.account_id == admin.actor.account_id


def test_keys_of_other_records_do_not_fit(west: Path, admin: Unlocked, tmp_path: Path) -> None:
    made = back_up(tmp_path / "copies", NINE, admin.key).path
    with connection():
        tell(Actor("R. Sample"), "exported events")
    close_database()
    assert admin.key is not None
    change_key(west, admin.key, keys.new_key())
    key_file(west).unlink()
    assert keys_in_backup((made,), west, "opal", PHRASE) is None


def test_what_was_saved_of_a_damaged_file_takes_no_backup(template_file: Path, tmp_path: Path) -> None:
    with pytest.raises(OutreachError, match="open that one again, and put the backup in its place"):
        restore_backup(Actor("R. Sample"), str(tmp_path / "west.outreach.saved-1"), template_file, None)
