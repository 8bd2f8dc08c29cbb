"""Putting a backup back: by an administrator alone, told in the trail, and never with neither database whole."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from outreach.actions import backups as backup_actions
from outreach.actions.accounts import AccountDetails, Unlocked, add_account, remove_account, start_accounts
from outreach.actions.backups import actor_of_backup, restore_backup
from outreach.actions.change import Actor, tell
from outreach.actions.rights import RightsError
from outreach.errors import OutreachError
from outreach.queries.trail_check import verify_chain
from outreach.records import backup as backup_room
from outreach.records import keys
from outreach.records.accounts import Account, Role
from outreach.records.audit import AuditEntry
from outreach.records.backup import back_up, inspect_file
from outreach.records.database import close_database, connection, is_locked, open_database
from outreach.records.encryption import finish_key_change
from tests.given import a_person, a_precinct

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
    assert keys.read_key_file(west).logins == ("opal", "amber")
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
    assert not keys.key_file(west).exists()
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
    original = getattr(backup_room, stop)

    def stopped(*given: object) -> object:
        original(*given)
        raise KeyboardInterrupt

    monkeypatch.setattr(backup_room, stop, stopped)
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
