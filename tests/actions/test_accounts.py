import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from outreach.actions import accounts
from outreach.actions.account_rights import actor_now, actor_of
from outreach.actions.accounts import (
    AccountDetails,
    Unlocked,
    add_account,
    change_passphrase,
    check_passphrase,
    edit_account,
    release_account,
    remove_account,
    reset_passphrase,
    start_accounts,
    unlock_again,
    unlock_records,
    unlock_with_recovery_key,
)
from outreach.actions.change import Actor, change
from outreach.actions.conflict import ConflictError
from outreach.actions.people import PersonDetails, add_person
from outreach.actions.precinct import OfficerDetails, PrecinctDetails, add_officer, set_up_precinct
from outreach.actions.rights import AccountChangedError, RightsError
from outreach.actions.undo import undo
from outreach.errors import OutreachError
from outreach.queries.accounts import account_list
from outreach.records import keys
from outreach.records.accounts import Account, Role
from outreach.records.audit import AuditEntry, AuditPayload
from outreach.records.database import close_database, connection, is_locked, open_database
from outreach.records.encryption import change_key, plain_copies
from outreach.records.keys import WrongPassphraseError
from outreach.records.people import Person
from outreach.records.precinct import Precinct
from tests.conftest import Server, Store
from tests.given import a_person, a_precinct, an_officer
from tests.keyrings import logins

NINE = datetime(2019, 1, 15, 21, 0, tzinfo=UTC)
PHRASE = "quiet river stones"
OTHER = "seven tin whistles"
BEFORE = Actor("set-up", workstation="desk 1")


@pytest.fixture(autouse=True)
def cheap_derivations(monkeypatch: pytest.MonkeyPatch) -> None:
    """What makes guessing dear would make these tests slow."""
    monkeypatch.setattr(keys, "STANDARD_COST", keys.Cost(memory_kib=8, passes=1, lanes=1))


@pytest.fixture
def location(template_file: Path, tmp_path: Path) -> Iterator[str]:
    """A plain database file with one person in it."""
    path = tmp_path / "west.outreach"
    shutil.copy(template_file, path)
    open_database(path)
    with connection():
        a_person(a_precinct())
    yield str(path)
    close_database()


@pytest.fixture
def opal(location: str) -> Unlocked:
    """The administrator of an encrypted file, signed in."""
    unlocked, _ = start_accounts(BEFORE, location, AccountDetails("opal"), PHRASE, NINE)
    return unlocked


def add(by: Unlocked, location: str, login: str, role: Role = Role.OFFICER) -> int:
    with connection():
        return add_account(by, location, AccountDetails(login, role), OTHER, NINE).only_id("account")


def told() -> list[str]:
    with connection():
        return [entry.action for entry in AuditEntry.select().order_by(AuditEntry.id)]


def test_the_first_account_encrypts_the_file_and_opens_it(location: str) -> None:
    unlocked, recovery = start_accounts(BEFORE, location, AccountDetails("opal"), PHRASE, NINE)
    assert unlocked.actor.role is Role.ADMINISTRATOR
    assert is_locked(Path(location))
    assert not list(Path(location).parent.glob("*plain*"))
    with connection():
        assert Person.get().given_name == "Opal"
    close_database()
    again = unlock_records(location, "opal", PHRASE, NINE, "desk 1")
    assert again.key == unlocked.key
    assert again.actor == replace(unlocked.actor, workstation="desk 1")
    close_database()
    new = unlock_with_recovery_key(location, recovery.lower(), "opal", OTHER, NINE)
    assert new.key == unlocked.key
    assert told()[-2:] == ["signed in", "unlocked with the recovery key, passphrase reset"]
    with pytest.raises(WrongPassphraseError):
        unlock_records(location, "opal", PHRASE, NINE, "desk 1")


def test_there_is_only_one_first_account(opal: Unlocked, location: str) -> None:
    with pytest.raises(OutreachError, match="accounts already"):
        start_accounts(BEFORE, location, AccountDetails("amber"), OTHER, NINE)


def test_what_two_administrators_change_of_an_account_is_merged_or_asked(opal: Unlocked, location: str) -> None:
    key = add(opal, location, "amber")
    other = replace(opal, actor=replace(opal.actor, name="B. Trial"))
    with connection():
        edit_account(other, key, 1, AccountDetails("amber", Role.SUPERVISOR, everywhere=True))
        edit_account(opal, key, 1, AccountDetails("amber", Role.OFFICER, active=False))
        kept = Account.get_by_id(key)
        assert (kept.role, kept.active, kept.everywhere) == (Role.SUPERVISOR, False, True)
        with pytest.raises(ConflictError) as asked:
            edit_account(opal, key, 1, AccountDetails("amber", Role.ADMINISTRATOR))
        assert [(one.name, one.mine, one.theirs, one.who) for one in asked.value.conflict.fields] == [
            ("role", "administrator", "supervisor", "B. Trial")
        ]
    with pytest.raises(ConflictError):
        remove_account(opal, location, key, 1)


def test_wrong_passphrases_are_told_at_the_next_sign_in(opal: Unlocked, location: str) -> None:
    close_database()
    for _ in range(2):
        with pytest.raises(WrongPassphraseError):
            unlock_records(location, "opal", "no idea at all", NINE, "desk 1")
    unlock_records(location, "opal", PHRASE, NINE, "desk 1")
    assert told()[-2:] == ["wrong passphrase given 2 times", "signed in"]


def test_a_second_account_opens_the_same_records_in_its_own_role(opal: Unlocked, location: str) -> None:
    add(opal, location, "amber")
    close_database()
    amber = unlock_records(location, "amber", OTHER, NINE, "desk 2")
    assert (amber.key, amber.actor.role) == (opal.key, Role.OFFICER)


def test_a_name_is_taken_once(opal: Unlocked, location: str) -> None:
    with pytest.raises(OutreachError, match="account 'opal' already"):
        add(opal, location, "opal")


def test_removing_an_account_gives_the_file_another_key(opal: Unlocked, location: str) -> None:
    amber = add(opal, location, "amber")
    keep_slot = Path(f"{location}.keys").read_bytes()
    after = remove_account(opal, location, amber, 1)
    assert after.key != opal.key
    close_database()
    assert unlock_records(location, "opal", PHRASE, NINE, "desk 1").key == after.key
    close_database()
    with pytest.raises(OutreachError, match="no account 'amber'"):
        unlock_records(location, "amber", OTHER, NINE, "desk 2")
    Path(f"{location}.keys").write_bytes(keep_slot)
    with pytest.raises(OutreachError, match="damaged or is not"):
        unlock_records(location, "amber", OTHER, NINE, "desk 2")


def test_the_last_administrator_stays(opal: Unlocked, location: str) -> None:
    assert opal.actor.account_id is not None
    with pytest.raises(OutreachError, match="last administrator"):
        remove_account(opal, location, opal.actor.account_id, 1)
    with connection(), pytest.raises(OutreachError, match="last administrator"):
        edit_account(opal, opal.actor.account_id, 1, AccountDetails("opal", Role.OFFICER))
    with connection():
        assert Account.get().role == Role.ADMINISTRATOR


def test_own_passphrase(opal: Unlocked, location: str) -> None:
    with connection():
        with pytest.raises(WrongPassphraseError):
            change_passphrase(opal, location, "opal", "not the old one", OTHER)
        change_passphrase(opal, location, "opal", PHRASE, OTHER)
    close_database()
    assert unlock_records(location, "opal", OTHER, NINE, "desk 1").key == opal.key


def test_a_reset_passphrase_and_a_released_lock(opal: Unlocked, location: str) -> None:
    amber = add(opal, location, "amber")
    close_database()
    for _ in range(5):
        with pytest.raises(WrongPassphraseError):
            unlock_records(location, "amber", "no idea at all", NINE, "desk 2")
    with pytest.raises(OutreachError, match="is locked"):
        unlock_records(location, "amber", OTHER, NINE, "desk 2")
    opal = unlock_records(location, "opal", PHRASE, NINE, "desk 1")
    with connection():
        release_account(opal, location, amber)
        reset_passphrase(opal, location, amber, "nine copper kettles")
    close_database()
    assert unlock_records(location, "amber", "nine copper kettles", NINE, "desk 2").key == opal.key


def test_an_account_not_used_for_90_days_is_disabled(opal: Unlocked, location: str) -> None:
    close_database()
    unlock_records(location, "opal", PHRASE, NINE + timedelta(days=90), "desk 1")
    close_database()
    with pytest.raises(OutreachError, match="was not used for 90 days, so it is disabled"):
        unlock_records(location, "opal", PHRASE, NINE + timedelta(days=181), "desk 1")


def test_an_account_that_was_not_used_is_let_in_again_by_an_administrator(opal: Unlocked, location: str) -> None:
    amber = add(opal, location, "amber")
    later = datetime.now(UTC)
    close_database()
    with pytest.raises(OutreachError, match="was not used for 90 days, so it is disabled"):
        unlock_records(location, "amber", OTHER, later, "desk 2")
    open_database(location, key=opal.key)
    with connection():
        assert {line.login: line.unused for line in account_list()} == {"amber": True, "opal": True}
        edit_account(opal, amber, 1, AccountDetails("amber"))
        assert {line.login: line.unused for line in account_list()} == {"amber": False, "opal": True}
    close_database()
    assert unlock_records(location, "amber", OTHER, later, "desk 2").actor.account_id == amber


def test_an_officers_account_works_in_her_precinct_until_it_may_work_in_all(opal: Unlocked, location: str) -> None:
    with connection():
        precinct = Precinct.get()
        officer = an_officer(precinct).id
    amber = add(opal, location, "amber")

    def reach(version: int, details: AccountDetails) -> int | None:
        with connection():
            edit_account(opal, amber, version, details)
        close_database()
        reached = unlock_records(location, "amber", OTHER, NINE, "desk 2").actor.precinct
        close_database()
        open_database(location, key=opal.key)
        return reached

    assert reach(1, AccountDetails("amber", officer=officer)) is None, "the only precinct is all there is"
    with connection():
        a_precinct("North Precinct")
    assert reach(2, AccountDetails("amber", officer=officer)) == precinct.id
    assert reach(2, AccountDetails("amber", officer=officer, everywhere=True)) is None
    assert reach(3, AccountDetails("amber", officer=officer, role=Role.ADMINISTRATOR)) is None
    assert reach(4, AccountDetails("amber")) is None


def test_who_is_locked_at_the_file_is_listed_so_where_the_file_is_named(opal: Unlocked, location: str) -> None:
    add(opal, location, "amber")
    close_database()
    for _ in range(keys.TRIES):
        with pytest.raises(WrongPassphraseError):
            unlock_records(location, "amber", "no idea at all", datetime.now(UTC), "desk 1")
    unlock_records(location, "opal", PHRASE, NINE, "desk 1")
    with connection():
        assert [(one.login, one.locked) for one in account_list(location=location)] == [
            ("amber", True),
            ("opal", False),
        ]
        assert not any(one.locked for one in account_list())


def test_wrong_recovery_keys_lock_and_are_told(location: str) -> None:
    _, recovery = start_accounts(BEFORE, location, AccountDetails("opal"), PHRASE, NINE)
    close_database()
    for _ in range(5):
        with pytest.raises(WrongPassphraseError):
            unlock_with_recovery_key(location, "ABCD-EFGH", "opal", OTHER, NINE)
    with pytest.raises(OutreachError, match="is locked"):
        unlock_with_recovery_key(location, recovery, "opal", OTHER, NINE)
    unlock_with_recovery_key(location, recovery, "opal", OTHER, NINE + timedelta(minutes=16))
    assert "wrong recovery key given 5 times" in told()


def test_tries_of_another_hour_do_not_lock_and_are_told_all_the_same(opal: Unlocked, location: str) -> None:
    close_database()
    for hour in range(6):
        with pytest.raises(WrongPassphraseError):
            unlock_records(location, "opal", "no idea at all", NINE + timedelta(hours=hour), "desk 1")
    unlock_records(location, "opal", PHRASE, NINE + timedelta(hours=6), "desk 1")
    assert told()[-2:] == ["wrong passphrase given 6 times", "signed in"]


def test_tries_at_somebody_elses_account_are_told_once(opal: Unlocked, location: str) -> None:
    add(opal, location, "amber")
    close_database()
    for _ in range(3):
        with pytest.raises(WrongPassphraseError):
            unlock_records(location, "amber", "no idea at all", NINE, "desk 2")
    for _ in range(2):
        unlock_records(location, "opal", PHRASE, NINE, "desk 1")
    assert told()[-3:] == ["wrong passphrase given 3 times", "signed in", "signed in"]
    with pytest.raises(WrongPassphraseError):
        unlock_again(opal, location, "no idea at all", NINE)
    assert told()[-1] == "wrong passphrase given 1 times"
    unlock_records(location, "amber", OTHER, NINE, "desk 2")
    assert told()[-1] == "signed in"
    with connection():
        by = AuditEntry.select().where(AuditEntry.action == "wrong passphrase given 3 times").get()
    assert by.actor == "amber"


def test_plain_copies_of_the_time_before_are_found(location: str, tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    backups.mkdir()
    for copy in (tmp_path / "west.outreach.before-update-1", backups / "west-20190101-080000.outreach-backup"):
        shutil.copy(location, copy)
    start_accounts(BEFORE, location, AccountDetails("opal"), PHRASE, NINE)
    found = [path.name for path in plain_copies(Path(location), backups)]
    assert found == ["west.outreach.before-update-1", "west-20190101-080000.outreach-backup"]


def test_an_officer_does_not_do_an_administrators_work_and_the_try_is_told(opal: Unlocked, location: str) -> None:
    add(opal, location, "amber")
    close_database()
    amber = unlock_records(location, "amber", OTHER, NINE, "desk 2")
    with connection():
        precinct = Person.get().precinct_id
        assert add_person(amber.actor, precinct, PersonDetails("Basil", "Thornquist")).kinds == {"person"}
        with pytest.raises(RightsError, match="Only an administrator"):
            add_officer(amber.actor, precinct, OfficerDetails("7", "N. Sample"))
    assert told()[-1] == "refused: add_officer"


@pytest.fixture
def server_location(server: Server) -> Iterator[str]:
    """A database on a server with a precinct in it."""
    server.run("CREATE DATABASE accounts TEMPLATE template_outreach")
    url = server.database_url("accounts")
    open_database(url)
    with connection():
        a_precinct()
    yield url
    close_database()
    server.run("DROP DATABASE accounts WITH (FORCE)")


def test_accounts_on_a_server(server_location: str) -> None:
    opal, recovery = start_accounts(BEFORE, server_location, AccountDetails("opal"), PHRASE, NINE)
    assert (opal.key, recovery) == (None, "")
    amber = add(opal, server_location, "amber")
    assert unlock_records(server_location, "amber", OTHER, NINE, "desk 2").actor.account_id == amber
    for _ in range(5):
        with pytest.raises(WrongPassphraseError):
            unlock_records(server_location, "amber", "no idea at all", NINE, "desk 2")
    with pytest.raises(OutreachError, match="is locked"):
        unlock_records(server_location, "amber", OTHER, NINE, "desk 2")
    open_database(server_location)
    with connection():
        release_account(opal, server_location, amber)
        change_passphrase(opal, server_location, "amber", OTHER, "nine copper kettles")
    again = unlock_records(server_location, "amber", "nine copper kettles", NINE, "desk 2")
    assert again.actor.name == "amber"
    for hour in range(6):
        with pytest.raises(WrongPassphraseError):
            unlock_records(server_location, "amber", "no idea at all", NINE + timedelta(hours=hour), "desk 2")
    close_database()
    with pytest.raises(OutreachError, match="no account 'anybody'"):
        unlock_records(server_location, "anybody", OTHER, NINE, "desk 2")
    unlock_records(server_location, "amber", "nine copper kettles", NINE + timedelta(hours=6), "desk 2")
    assert {"wrong passphrase given", "refused: account locked", "refused: no such account"} <= set(told())
    with connection():
        assert "argon2" not in "".join(kept.payload for kept in AuditPayload.select())


def test_an_account_is_not_taken_back_by_undo(opal: Unlocked, location: str) -> None:
    with connection():
        changes = add_account(opal, location, AccountDetails("amber"), OTHER, NINE)
        assert changes.entry is not None
        with pytest.raises(OutreachError, match="not taken back by undo"):
            undo(opal.actor, changes.entry)


@pytest.mark.parametrize("passphrase", ["short", "leavemealone", "qwerty123456", "aaaaaaaaaaaa", "commander2019!!"])
def test_a_passphrase_that_anybody_would_try_is_refused(passphrase: str) -> None:
    with pytest.raises(OutreachError, match="passphrase"):
        check_passphrase(passphrase, "commander")


def test_any_letters_will_do() -> None:
    check_passphrase("río de piedras", "opal")


@pytest.mark.parametrize("stopped", ["before the file", "after the file"])
@pytest.mark.parametrize("way", ["passphrase", "recovery key"])
def test_a_change_of_the_key_that_was_stopped_is_finished_at_the_next_unlock(
    stopped: str, way: str, location: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opal, recovery = start_accounts(BEFORE, location, AccountDetails("opal"), PHRASE, NINE)
    amber = add(opal, location, "amber")

    def stop(path: Path, old: bytes, new: bytes) -> None:
        if stopped == "after the file":
            change_key(path, old, new)
        raise KeyboardInterrupt

    monkeypatch.setattr("outreach.actions.accounts.change_key", stop)
    with pytest.raises(KeyboardInterrupt):
        remove_account(opal, location, amber, 1)
    assert Path(location + ".new.keys").exists()
    if way == "passphrase":
        with pytest.raises(OutreachError, match="no account 'amber'"):
            unlock_records(location, "amber", OTHER, NINE, "desk 2")
        with pytest.raises(WrongPassphraseError):
            unlock_records(location, "opal", OTHER, NINE, "desk 2")
        again = unlock_records(location, "opal", PHRASE, NINE, "desk 2")
    else:
        again = unlock_with_recovery_key(location, recovery, "opal", "nine copper kettles", NINE)
    assert again.key != opal.key
    assert not Path(location + ".new.keys").exists()
    assert logins(keys.read_key_file(Path(location))) == ("opal",)
    with connection():
        assert Person.select().count() == 1
    with pytest.raises(OutreachError):
        open_database(location, key=opal.key)


def test_what_an_administrator_changes_holds_for_whoever_is_signed_in(server_location: str) -> None:
    opal, _ = start_accounts(BEFORE, server_location, AccountDetails("opal"), PHRASE, NINE)
    with connection():
        west = Precinct.get()
        north, officer = a_precinct("North"), an_officer(west)
        details = AccountDetails("amber", Role.SUPERVISOR, officer.id, everywhere=True)
        key = add_account(opal, server_location, details, OTHER, NINE).only_id("account")
        amber = actor_of(Account.get_by_id(key), "desk 2")
        assert (amber.role, amber.precinct) == (Role.SUPERVISOR, None)
        add_person(amber, north.id, PersonDetails("Opal"))
        for version, now in enumerate(
            (
                replace(details, role=Role.OFFICER),
                replace(details, role=Role.OFFICER, everywhere=False),
                replace(details, role=Role.OFFICER, everywhere=False, active=False),
            ),
            start=1,
        ):
            edit_account(opal, key, version, now)
            with pytest.raises(AccountChangedError):
                add_person(amber, west.id, PersonDetails("Basil"))
            assert told()[-1] == "refused: add_person"
            amber = actor_now(amber) or amber
        assert (amber.role, amber.precinct, actor_now(amber)) == (Role.OFFICER, west.id, None)
        assert Person.select().count() == 1


def test_a_right_that_is_taken_away_while_an_action_writes_lets_nothing_be_written(store: Store) -> None:
    west = a_precinct()
    made = NINE.replace(tzinfo=None)
    key = Account.create(login="amber", role=Role.SUPERVISOR, created_at=made, officer=an_officer(west)).id
    amber = actor_of(Account.get_by_id(key), "desk 2")

    def act(**taken: object) -> None:
        with change(amber, "add_person") as c:
            c.create(Person, precinct=west, family_name="Basil")
            Account.update(**taken).where(Account.id == key).execute()  # as if another desk had done it meanwhile

    for taken in ({"role": Role.OFFICER}, {"active": False}):
        with pytest.raises(AccountChangedError):
            act(**taken)
        assert (Person.select().count(), told()[-1]) == (0, "refused: add_person")
    act(role=Role.SUPERVISOR)
    assert Person.select().count() == 1


def test_who_becomes_of_one_precinct_by_adding_another_is_not_refused(store: Store) -> None:
    west = a_precinct()
    made = NINE.replace(tzinfo=None)
    key = Account.create(login="amber", role=Role.ADMINISTRATOR, created_at=made, officer=an_officer(west)).id
    amber = actor_of(Account.get_by_id(key), "desk 2")
    set_up_precinct(amber, PrecinctDetails("Birmingham Police Department", "North"))
    assert Precinct.select().count() == 2


def test_two_administrators_who_take_away_each_others_role_at_once_leave_one(
    server_location: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opal, _ = start_accounts(BEFORE, server_location, AccountDetails("opal"), PHRASE, NINE)
    with connection():
        key = add(opal, server_location, "amber", Role.ADMINISTRATOR)
        amber = Unlocked(actor_of(Account.get_by_id(key), "desk 2"))
        own = opal.actor.account_id
        assert own is not None
        faults: list[Exception] = []

        def by_amber() -> None:
            try:
                with connection():
                    edit_account(amber, own, Account.get_by_id(own).version, AccountDetails("opal", Role.OFFICER))
            except OutreachError as fault:
                faults.append(fault)

        at_once = Thread(target=by_amber)
        keep = accounts._keep_an_administrator

        def together(account: Account, *, stays: bool) -> None:
            keep(account, stays=stays)
            monkeypatch.setattr(accounts, "_keep_an_administrator", keep)
            at_once.start()
            at_once.join(0.3)  # it waits for the first, or is as far

        monkeypatch.setattr(accounts, "_keep_an_administrator", together)
        edit_account(opal, key, 1, AccountDetails("amber", Role.OFFICER))
        at_once.join(60)
        assert [one.login for one in Account.select().where(Account.role == Role.ADMINISTRATOR)] == ["opal"]
    assert [type(fault) for fault in faults] == [AccountChangedError]


def test_accounts_begin_at_the_precinct_and_not_in_a_kit(tmp_path: Path) -> None:
    with pytest.raises(OutreachError, match="has its own passphrase: accounts begin at the precinct"):
        start_accounts(BEFORE, str(tmp_path / "one.outreach-kit"), AccountDetails("opal"), PHRASE, NINE)


def test_a_plain_file_that_is_still_there_is_told(
    location: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accounts, "destroy", lambda _plain: None)
    with pytest.raises(OutreachError, match=r"is not gone \(west\.outreach\.plain\): close every program that has it"):
        start_accounts(BEFORE, location, AccountDetails("opal"), PHRASE, NINE)


def test_the_window_is_unlocked_reset_and_closed_to_whoever_left_on_a_server(server_location: str) -> None:
    opal, _ = start_accounts(BEFORE, server_location, AccountDetails("opal"), PHRASE, NINE)
    amber = add(opal, server_location, "amber")
    assert unlock_again(opal, server_location, PHRASE, NINE).actor.account_id == opal.actor.account_id
    with pytest.raises(WrongPassphraseError):
        unlock_again(opal, server_location, OTHER, NINE)
    with connection():
        with pytest.raises(WrongPassphraseError, match="The old passphrase is wrong, so it was not changed"):
            change_passphrase(opal, server_location, "opal", OTHER, "nine copper kettles")
        reset_passphrase(opal, server_location, amber, "nine copper kettles")
    assert unlock_records(server_location, "amber", "nine copper kettles", NINE, "desk 2").actor.account_id == amber
    with connection():
        (line,) = (one for one in account_list() if one.login == "amber")
    assert remove_account(opal, server_location, amber, line.version) == opal
    with pytest.raises(OutreachError, match="no account 'amber'"):
        unlock_records(server_location, "amber", "nine copper kettles", NINE, "desk 2")
