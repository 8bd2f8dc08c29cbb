import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from outreach.errors import OutreachError
from outreach.records import keys
from outreach.records.beside import key_file
from outreach.records.ciphers import light_hash
from outreach.records.keys import RECOVERY, Cost, KeyRing, WrongPassphraseError
from tests.keyrings import logins

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
NINE = datetime(2019, 1, 15, 21, 0, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "west.outreach"
    path.write_bytes(bytes(range(64)))
    return path


@pytest.fixture
def key(database: Path) -> bytes:
    made = keys.new_key()
    ring = keys.wrap(KeyRing(keys.fingerprint(database)), "opal", "quiet river stones", made, CHEAP)
    keys.write_key_file(database, keys.wrap(ring, RECOVERY, "AAAA-BBBB", made, CHEAP))
    return made


def test_a_right_passphrase_gives_the_key(database: Path, key: bytes) -> None:
    assert keys.unlock(database, "opal", "quiet river stones", NINE) == key
    assert keys.unwrap(keys.read_key_file(database), RECOVERY, "AAAA-BBBB") == key
    assert logins(keys.read_key_file(database)) == ("opal",)


def test_the_same_passphrase_composed_otherwise_is_the_same(database: Path) -> None:
    made = keys.new_key()
    ring = keys.wrap(KeyRing("here"), "opal", "café au lait", made, CHEAP)
    assert keys.unwrap(ring, "opal", "cafe\u0301 au lait") == made


def test_signing_in_brings_an_old_slot_up_to_todays_cost(database: Path, key: bytes) -> None:
    keys.unlock(database, "opal", "quiet river stones", NINE)
    assert keys.read_key_file(database).slot("opal").cost == keys.STANDARD_COST
    assert keys.unlock(database, "opal", "quiet river stones", NINE) == key


def test_five_wrong_tries_lock_the_account_until_fifteen_minutes_have_passed(database: Path, key: bytes) -> None:
    for minute in range(5):
        with pytest.raises(WrongPassphraseError, match="keyboard"):
            keys.unlock(database, "opal", "guess", NINE + timedelta(minutes=minute))
    for moment in (NINE + timedelta(minutes=5), NINE + timedelta(minutes=18), NINE - timedelta(days=1)):
        with pytest.raises(OutreachError, match="locked after 5 wrong tries"):
            keys.unlock(database, "opal", "quiet river stones", moment)
    assert keys.unlock(database, "opal", "quiet river stones", NINE + timedelta(minutes=20)) == key
    assert keys.read_key_file(database).slot("opal").failed_at == ()


def test_wrong_tries_far_apart_do_not_lock(database: Path, key: bytes) -> None:
    for hour in range(8):
        with pytest.raises(WrongPassphraseError):
            keys.unlock(database, "opal", "guess", NINE + timedelta(hours=hour))
    assert keys.unlock(database, "opal", "quiet river stones", NINE + timedelta(hours=8)) == key


def test_an_administrator_releases_a_locked_account(database: Path, key: bytes) -> None:
    for _ in range(5):
        with pytest.raises(WrongPassphraseError):
            keys.unlock(database, "opal", "guess", NINE)
    keys.write_key_file(database, keys.release(keys.read_key_file(database), "opal"))
    assert keys.unlock(database, "opal", "quiet river stones", NINE) == key


def test_a_removed_account_has_no_slot(database: Path, key: bytes) -> None:
    keys.write_key_file(database, keys.read_key_file(database).without("opal"))
    with pytest.raises(OutreachError, match="no account 'opal'"):
        keys.unlock(database, "opal", "quiet river stones", NINE)


def test_another_key_reaches_every_account_without_its_passphrase(database: Path, key: bytes) -> None:
    ring = keys.read_key_file(database)
    ring = keys.wrap(ring, "amber", "seven tin whistles", key, CHEAP)
    new = keys.new_key()
    ring = keys.sealed_anew(ring.without("amber"), ring.database, new)
    assert keys.unwrap(ring, "opal", "quiet river stones") == new
    assert keys.unwrap(ring, RECOVERY, "AAAA-BBBB") == new
    assert logins(ring) == ("opal",)


def test_a_slot_cannot_be_given_to_another_account_or_database(database: Path, key: bytes) -> None:
    ring = keys.read_key_file(database)
    (slot,) = (slot for slot in ring.slots if slot.login == "opal")
    stolen = KeyRing("elsewhere", (slot,))
    with pytest.raises(WrongPassphraseError):
        keys.unwrap(stolen, "opal", "quiet river stones")


def test_a_key_file_of_another_database_is_told(database: Path, key: bytes) -> None:
    database.write_bytes(bytes(64))
    with pytest.raises(OutreachError, match="belongs to another database"):
        keys.unlock(database, "opal", "quiet river stones", NINE)


def drop_slots(told: dict[str, Any]) -> None:
    del told["slots"]


def cut_salt(told: dict[str, Any]) -> None:
    told["slots"][0]["salt"] = "%%%"


def raise_cost(told: dict[str, Any]) -> None:
    told["slots"][0]["cost"]["memory_kib"] = 1 << 40


@pytest.mark.parametrize("spoil", [drop_slots, cut_salt, raise_cost])
def test_a_damaged_key_file_is_told(spoil: Callable[[dict[str, Any]], None], database: Path, key: bytes) -> None:
    path = key_file(database)
    told = json.loads(path.read_text())
    spoil(told)
    path.write_text(json.dumps(told))
    with pytest.raises(OutreachError, match="is damaged: bring it back"):
        keys.unlock(database, "opal", "quiet river stones", NINE)


def test_a_missing_key_file_is_told(database: Path) -> None:
    with pytest.raises(OutreachError, match=r"key file .* is missing"):
        keys.unlock(database, "opal", "quiet river stones", NINE)


def test_a_recovery_key_is_random_and_read_in_any_case() -> None:
    printed = keys.new_recovery_key()
    assert len(printed.replace("-", "")) == 32
    assert keys.normalized_recovery_key(printed.lower().replace("-", " ")) == printed
    assert keys.new_recovery_key() != printed


def test_a_key_file_of_a_newer_program_is_told(database: Path, key: bytes) -> None:
    path = key_file(database)
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": 99}))
    with pytest.raises(OutreachError, match="was written by a newer version of Outreach: update the program"):
        keys.unlock(database, "opal", "quiet river stones", NINE)


def test_a_key_file_that_cannot_be_written_is_told_and_stays(database: Path, key: bytes) -> None:
    path = key_file(database)
    before = path.read_bytes()
    path.with_name(f"{path.name}.partial").mkdir()
    with pytest.raises(OutreachError, match=r"could not be written .*: the one before is untouched"):
        keys.write_key_file(database, keys.read_key_file(database).without("opal"))
    assert path.read_bytes() == before


def test_a_light_hash_tells_secrets_and_evenings_apart() -> None:
    assert light_hash("visitors", b"one") == light_hash("visitors", b"one")
    assert len({light_hash("visitors", b"one"), light_hash("visitor", b"one"), light_hash("visitors", b"two")}) == 3
