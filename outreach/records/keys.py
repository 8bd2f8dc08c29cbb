"""The key of an encrypted database, and the passphrases that unlock it.

The database is encrypted with one random key (SQLCipher, raw key). That key is kept in a *key file* beside the
database, once for each account: sealed (HPKE, RFC 9180: X25519, HKDF-SHA-256, AES-256-GCM) to a key pair of the
account, whose private half is wrapped by AES-256-GCM under a key derived from the officer's passphrase by Argon2id
(RFC 9106, second recommended option: 64 MiB, 3 passes, 4 lanes). So a database can get a new key, as when an account
is removed, without anybody else's passphrase. What is sealed is bound to its database and account, so that neither can
be exchanged unseen. One more slot opens by the printed recovery key.

Five wrong tries in 15 minutes lock an account for 15 minutes (CJIS Security Policy AC-7). The tries are kept here,
because the database cannot be read yet when they happen.
"""

import base64
import hashlib
import json
import os
import secrets
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from outreach.errors import DamagedError, OutreachError
from outreach.languages.spoken import say
from outreach.records.beside import key_file

TRIES = 5
TRIES_WITHIN = timedelta(minutes=15)
LOCKED_FOR = timedelta(minutes=15)

SALT_BYTES = 16
"""Random bytes at the start of an encrypted database file, and in each slot."""

RECOVERY = "recovery key"
"""The name of the slot that the printed key opens; no account can be called so."""

_FORMAT = 1
_MOST_MEMORY_KIB = 1 << 20
_MOST_PASSES = 100
_MOST_TRIES_KEPT = 100
"""The wrong tries are told in the audit trail when it can be written again; more than this are not counted."""
_KEY_BYTES = 32
_NONCE_BYTES = 12
_RECOVERY_BYTES = 20
_RECOVERY_GROUP = 4


class WrongPassphraseError(OutreachError):
    """The passphrase, or the recovery key, does not open the slot."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one derivation costs: memory in KiB, passes over it, and lanes."""

    memory_kib: int
    passes: int
    lanes: int


STANDARD_COST = Cost(memory_kib=65_536, passes=3, lanes=4)


@dataclass(frozen=True, slots=True)
class Slot:
    """The database key as one passphrase opens it; binary parts in base 64, ``failed_at`` in UTC.

    ``private`` is the account's private key, wrapped under the passphrase; ``sealed`` the database key, sealed to
    ``public``. ``told`` says how many of the wrong tries the audit trail knows of.
    """

    login: str
    salt: str
    nonce: str
    public: str
    private: str
    sealed: str
    cost: Cost
    failed_at: tuple[str, ...] = ()
    told: int = 0


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The slots of one database, which is told by the salt that its file begins with."""

    database: str
    slots: tuple[Slot, ...] = ()

    def slot(self, login: str) -> Slot:
        """The slot of an account. Raises :class:`OutreachError` when it has none."""
        for slot in self.slots:
            if slot.login == login:
                return slot
        raise OutreachError(
            say("There is no account '{login}' here: check how it is written, or ask an administrator.", login=login)
        )

    def with_slot(self, slot: Slot) -> "KeyRing":
        """The ring with a slot added, or put in the place of the one for the same account."""
        others = [kept for kept in self.slots if kept.login != slot.login]
        return replace(self, slots=(*others, slot))

    def without(self, login: str) -> "KeyRing":
        """The ring without an account's slot. Its passphrase opens nothing more once the database has a new key."""
        return replace(self, slots=tuple(slot for slot in self.slots if slot.login != login))


def new_key() -> bytes:
    """A random key for a database."""
    return secrets.token_bytes(_KEY_BYTES)


def raw_key(key: bytes, salt: bytes = b"") -> str:
    """A key, and the salt that a new file is to begin with, as SQLCipher takes them without deriving another key."""
    return f"x'{key.hex()}{salt.hex()}'"


def new_salt() -> bytes:
    """Random bytes for the beginning of a file."""
    return secrets.token_bytes(SALT_BYTES)


def kit_key(passphrase: str, salt: bytes) -> bytes:
    """The key of a field kit: derived from its passphrase and the bytes its file begins with, so that one file is all.

    A kit has one passphrase and ends soon; it needs no slots.
    """
    return _argon2id(passphrase, salt, STANDARD_COST)


def new_recovery_key() -> str:
    """A key to print: 160 random bits as eight groups of four letters and digits, easy to read aloud."""
    return normalized_recovery_key(base64.b32encode(secrets.token_bytes(_RECOVERY_BYTES)).decode())


def fingerprint(database: Path) -> str:
    """What tells one encrypted database from another: the digest of the 16 random bytes that its file begins with."""
    with database.open("rb") as file:
        return hashlib.sha256(file.read(SALT_BYTES)).hexdigest()


def wrap(ring: KeyRing, login: str, passphrase: str, key: bytes, cost: Cost | None = None) -> KeyRing:
    """The ring with a slot, new or in the place of the old one, that opens the database key by a passphrase."""
    from outreach.records.ciphers import AESGCM, X25519PrivateKey

    pair = X25519PrivateKey.generate()
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    public = pair.public_key().public_bytes_raw()
    slot = Slot(
        login, _text(salt), _text(nonce), _text(public), "", _sealed(ring, login, public, key), cost or STANDARD_COST
    )
    wrapped = AESGCM(_derived(slot, passphrase)).encrypt(nonce, pair.private_bytes_raw(), _slot_bound(slot))
    return ring.with_slot(replace(slot, private=_text(wrapped)))


def unwrap(ring: KeyRing, login: str, passphrase: str) -> bytes:
    """The database key, by an account's passphrase; costs one full derivation, right or wrong.

    Raises:
        WrongPassphraseError: the passphrase does not open the slot, or the slot was tampered with.
    """
    from outreach.records.ciphers import AESGCM, SUITE, InvalidTag, X25519PrivateKey

    slot = ring.slot(login)
    try:
        opener = AESGCM(_derived(slot, passphrase))
        private = opener.decrypt(_bytes(slot.nonce), _bytes(slot.private), _slot_bound(slot))
        pair = X25519PrivateKey.from_private_bytes(private)
        return SUITE.decrypt(_bytes(slot.sealed), pair, info=_ring_bound(ring.database, login))
    except InvalidTag:
        what = say("recovery key") if login == RECOVERY else say("passphrase")
        raise WrongPassphraseError(
            say(
                "That {what} does not open these records: check the keyboard's language and capitals, and try again.",
                what=what,
            )
        ) from None


def sealed_anew(ring: KeyRing, database: str, key: bytes) -> KeyRing:
    """The ring for another key, or another file, of the same accounts; their passphrases stay as they are.

    ``database`` is the fingerprint of the file.
    """
    other = KeyRing(database)
    slots = (replace(slot, sealed=_sealed(other, slot.login, _bytes(slot.public), key)) for slot in ring.slots)
    return replace(other, slots=tuple(slots))


def unlock(path: Path, login: str, passphrase: str, at: datetime) -> bytes:
    """Sign in: the key of the database at ``path``, and every wrong try counted in its key file.

    Raises:
        OutreachError: there is no such account, or it is locked after five wrong tries within 15 minutes.
        WrongPassphraseError: the passphrase is wrong.
    """
    ring = read_key_file(path)
    slot = ring.slot(login)
    until = locked_until(slot, at)
    if until is not None:
        minutes = max(1, round((until - at).total_seconds() / 60))
        raise OutreachError(
            say(
                "The account '{login}' is locked after {tries} wrong tries: wait {minutes} minutes, or ask "
                "an administrator to release it.",
                login=login,
                tries=TRIES,
                minutes=minutes,
            )
        )
    try:
        key = unwrap(ring, login, passphrase)
    except WrongPassphraseError:
        tries = (*slot.failed_at, at.astimezone(UTC).isoformat())[-_MOST_TRIES_KEPT:]
        write_key_file(path, ring.with_slot(replace(slot, failed_at=tries, told=min(slot.told, len(tries) - 1))))
        raise
    if slot.cost != STANDARD_COST:
        write_key_file(path, wrap(ring, login, passphrase, key))
    elif slot.failed_at:
        write_key_file(path, ring.with_slot(replace(slot, failed_at=(), told=0)))
    return key


def locked_until(slot: Slot, at: datetime) -> datetime | None:
    """When a locked account opens again; None: it is not locked. A clock that was set back does not open it early."""
    tries = [datetime.fromisoformat(moment) for moment in slot.failed_at[-TRIES:]]
    if len(tries) < TRIES or tries[-1] - tries[0] >= TRIES_WITHIN:
        return None
    until = min(tries[-1], at) + LOCKED_FOR
    return until if until > at else None


def untold_tries(ring: KeyRing) -> dict[str, int]:
    """How many wrong tries at each account, and at the recovery key, the audit trail does not know of yet."""
    return {slot.login: len(slot.failed_at) - slot.told for slot in ring.slots if len(slot.failed_at) > slot.told}


def with_tries_told(ring: KeyRing) -> KeyRing:
    """The ring with every wrong try known to the audit trail."""
    return replace(ring, slots=tuple(replace(slot, told=len(slot.failed_at)) for slot in ring.slots))


def release(ring: KeyRing, login: str) -> KeyRing:
    """The ring with an account's wrong tries forgotten."""
    return ring.with_slot(replace(ring.slot(login), failed_at=(), told=0))


def read_key_file(database: Path) -> KeyRing:
    """The key ring of a database.

    Raises:
        OutreachError: the key file is missing or damaged, or belongs to another database.
    """
    return read_waiting_key_file(database, key_file(database))


def read_waiting_key_file(database: Path, path: Path) -> KeyRing:
    """The key ring of a database from a file of another name. Raises as :func:`read_key_file` does."""
    try:
        told = json.loads(path.read_bytes())
        ring = KeyRing(told["database"], tuple(_read_slot(slot) for slot in told["slots"]))
    except FileNotFoundError:
        raise DamagedError(
            say(
                "The key file {path} is missing, and without it these records stay locked: bring it back "
                "from a backup.",
                path=path,
            )
        ) from None
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise DamagedError(
            say("The key file {path} is damaged: bring it back from a backup. The records are untouched.", path=path)
        ) from fault
    if told.get("format") != _FORMAT:
        raise OutreachError(
            say("The key file {path} was written by a newer version of Outreach: update the program.", path=path)
        )
    if ring.database != fingerprint(database):
        raise DamagedError(
            say("The key file {path} belongs to another database: bring back the one saved with this one.", path=path)
        )
    return ring


def write_key_file(database: Path, ring: KeyRing) -> None:
    """Put a key ring in the place of a database's key file, whole or not at all."""
    path = key_file(database)
    told = {"format": _FORMAT, "database": ring.database, "slots": [asdict(slot) for slot in ring.slots]}
    with _replacing(path) as partial:
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(told, file, indent=1)
            file.flush()
            os.fsync(file.fileno())


def copy_key_file(database: Path, copy: Path) -> None:
    """Give a copy of a database the keys of the original, whole or not at all."""
    with _replacing(key_file(copy)) as partial:
        shutil.copyfile(key_file(database), partial)
        with partial.open("rb+") as file:
            os.fsync(file.fileno())


def normalized_recovery_key(typed: str) -> str:
    """A recovery key as printed, from one typed in any case and with or without the dashes."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum()).replace("0", "O").replace("1", "I")
    return "-".join(letters[at : at + _RECOVERY_GROUP] for at in range(0, len(letters), _RECOVERY_GROUP))


def _read_slot(told: dict[str, Any]) -> Slot:
    slot = Slot(**{**told, "cost": Cost(**told["cost"]), "failed_at": tuple(told["failed_at"])})
    for part in (slot.salt, slot.nonce, slot.public, slot.private, slot.sealed):
        _bytes(part)
    for moment in slot.failed_at:
        datetime.fromisoformat(moment)
    if not 8 <= slot.cost.memory_kib <= _MOST_MEMORY_KIB or not 1 <= slot.cost.passes <= _MOST_PASSES:
        raise ValueError("the cost of a derivation is out of bounds")
    return slot


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    partial = path.with_name(path.name + ".partial")
    try:
        yield partial
        partial.replace(path)
    except OSError as fault:
        raise OutreachError(
            say(
                "{path} could not be written ({reason}): the one before is untouched.",
                path=path,
                reason=fault.strerror,
            )
        ) from fault


def _derived(slot: Slot, passphrase: str) -> bytes:
    return _argon2id(passphrase, _bytes(slot.salt), slot.cost)


def _argon2id(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    from outreach.records.ciphers import Type, hash_secret_raw

    typed = unicodedata.normalize("NFKC", passphrase).encode()
    return hash_secret_raw(typed, salt, cost.passes, cost.memory_kib, cost.lanes, _KEY_BYTES, Type.ID)


def _sealed(ring: KeyRing, login: str, public: bytes, key: bytes) -> str:
    from outreach.records.ciphers import SUITE, X25519PublicKey

    pair = X25519PublicKey.from_public_bytes(public)
    return _text(SUITE.encrypt(key, pair, info=_ring_bound(ring.database, login)))


def _slot_bound(slot: Slot) -> bytes:
    return json.dumps([_FORMAT, slot.login, slot.salt, slot.public, asdict(slot.cost)]).encode()


def _ring_bound(database: str, login: str) -> bytes:
    return json.dumps([_FORMAT, database, login]).encode()


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
