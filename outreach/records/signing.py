"""The signature under every entry of the audit trail, and the newest entry as this PC knows it.

Each PC has a key of its own (Ed25519, RFC 8032) in the user's data folder and signs the hash of every entry that it
writes; whoever can write to the database but does not have the key cannot add an entry unseen. After every change the
signed *head*, the number and hash of the newest entry, is kept there too, outside the database: an end that is cut off
is missed. This PC alone reads its head, and signs it by a code that nobody else can verify (BLAKE2b with a key, RFC
7693), which takes a fiftieth of the time. Nobody who has both the database and this folder is kept from forging; a head
on another PC tells even then.
"""

import base64
import hashlib
import json
import logging
import os
from contextlib import suppress
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from peewee import Database, PostgresqlDatabase
from platformdirs import user_data_path

from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.values import frozen

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_log = logging.getLogger(__name__)
_HEAD_BYTES = 512
"""So long is every head: one sector of a disk, which is written whole or not at all."""


class Noted(NamedTuple):
    """The newest entry as it is noted while it is written: its number and its hash."""

    entry: int
    hash: str


_newest: ContextVar[Noted | None] = ContextVar("newest_entry", default=None)


@frozen
class Head:
    """The newest entry of a trail: its number and its hash, signed; with a ``signer`` as entries are, by an earlier
    program."""

    entry: int
    hash: str
    signer: str = ""
    signature: str = ""


_found_ours: dict[Path, tuple[bytes, Head]] = {}
"""What a file held when its head was kept from here: where it holds the same still, it need not be looked at again."""


def data_folder() -> Path:
    """The user's own folder for what belongs to this PC and to no database."""
    return _data_folder(os.environ.get("XDG_DATA_HOME"))


@cache
def _data_folder(_named: str | None) -> Path:
    # Each change asks five times; it is another one only where the environment names another.
    return user_data_path("Outreach", appauthor=False)


def own_signer() -> str:
    """This PC's public key, in base 64: the name it signs by."""
    return _name_of_key(_key_place())


def sign(digest: str) -> tuple[str, str]:
    """This PC's public key and its signature of a hash, in base 64.

    Raises :class:`OutreachError` when its key cannot be kept.
    """
    place = _key_place()
    return _name_of_key(place), _text(_own_key(place).sign(digest.encode()))


def is_signed(digest: str, signer: str, signature: str) -> bool:
    """Whether a signature is that of the signer, and of this hash."""
    from cryptography.exceptions import InvalidSignature

    try:
        _public_key(signer).verify(base64.b64decode(signature, validate=True), digest.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def trusted_signers() -> dict[str, str]:
    """The signers whose entries this PC takes as written by Outreach, itself among them, and what each is called.

    Raises :class:`OutreachError` when the list of them is damaged.
    """
    try:
        told = json.loads(_trust_place().read_bytes())
        trusted = {str(signer): str(name) for signer, name in told.items()}
    except FileNotFoundError:
        trusted = {}
    except (OSError, ValueError, AttributeError) as fault:
        raise OutreachError(
            say(
                "{place} is damaged: remove it, and trust the other PCs again by 'audit trust'.",
                place=_trust_place(),
            )
        ) from fault
    return {own_signer(): "this PC", **trusted}


def trust(signer: str, name: str) -> None:
    """Take a signer's entries as written by Outreach from now on, under the name of its PC."""
    kept = {key: called for key, called in trusted_signers().items() if key != own_signer()}
    _write(_trust_place(), json.dumps({**kept, signer: name}, indent=1, ensure_ascii=False))


def note_newest(entry: int, digest: str) -> None:
    """Note that an entry was appended; it becomes the head when its transaction is committed."""
    _newest.set(Noted(entry, digest))


def newest_noted() -> Noted | None:
    """What was noted last in this transaction; None: nothing."""
    return _newest.get()


def note_taken_back(before: Noted | None) -> None:
    """Note that what was appended since ``before`` was noted is rolled back."""
    _newest.set(before)


def keep_newest(db: Database) -> None:
    """Keep what was noted as the signed head of an open database; call when it is committed."""
    newest = _newest.get()
    if newest is None:
        return
    _newest.set(None)
    try:
        keep_head(db, newest.entry, newest.hash)
    except OSError as fault:
        # The change itself is written and must not be told as failed.
        _log.warning("The signed head of the audit trail could not be kept in %s: %s", data_folder(), fault)


def keep_head(db: Database, entry: int, digest: str) -> None:
    """Keep the newest entry of an open database, signed, in the place of the head before."""
    where = _whereabouts(db)
    place = _head_place(where)
    code = _code(where, entry, digest)
    content = json.dumps({"entry": entry, "hash": digest, "signature": code}).ljust(_HEAD_BYTES).encode()
    _overwrite(place, content)
    _found_ours[place] = content, Head(entry, digest, "", code)


def kept_head(db: Database) -> Head | None:
    """The head that this PC keeps of an open database; None: it keeps none.

    Raises :class:`OutreachError` when it was changed or does not bear this PC's signature.
    """
    where = _whereabouts(db)
    place = _head_place(where)
    head = None
    for _ in range(2):  # another window of ours may be overwriting it in this moment
        try:
            content = _content_of(place)
        except FileNotFoundError:
            return None
        if (found := _found_ours.get(place)) is not None and found[0] == content:
            return found[1]
        head = _head_in(content)
        if head and _is_ours(head, where):
            return head
    if head is None:
        raise OutreachError(say("The signed head in {place} is damaged.", place=place))
    raise OutreachError(say("The signed head in {place} was not signed by this PC.", place=place))


def _content_of(place: Path) -> bytes:
    try:
        return place.read_bytes()
    except FileNotFoundError:
        raise
    except OSError:
        return b""


def _head_in(content: bytes) -> Head | None:
    """What a file tells; None where it is no head."""
    try:
        return Head(**json.loads(content))
    except (ValueError, TypeError):
        return None


def _is_ours(head: Head, where: str) -> bool:
    if head.signer:
        return (head.signer, head.signature) == sign(json.dumps(["head", where, head.entry, head.hash]))
    return head.signature == _code(where, head.entry, head.hash)


def forget_head(db: Database) -> None:
    """Keep no head of an open database, as when an earlier state of it was put back on purpose."""
    _head_place(_whereabouts(db)).unlink(missing_ok=True)


def _code(where: str, entry: int, digest: str) -> str:
    """What only whoever has this PC's key can make of a head, in base 64."""
    words = f"{where}\n{entry}\n{digest}".encode(errors="surrogatepass")  # what was forged may be no text
    return _text(hashlib.blake2b(words, digest_size=32, key=_secret(_key_place()), person=b"outreach head").digest())


@cache
def _secret(place: str) -> bytes:
    return hashlib.sha256(b"head" + _own_key(place).private_bytes_raw()).digest()


def _head_place(where: str) -> Path:
    return _head_in_folder(str(data_folder()), where)


@cache
def _head_in_folder(folder: str, where: str) -> Path:
    name = hashlib.sha256(where.encode()).hexdigest()[:32]
    return Path(folder) / "heads" / f"{name}.json"


def _whereabouts(db: Database) -> str:
    if isinstance(db, PostgresqlDatabase):
        parts = db.connect_params
        return f"postgresql://{parts.get('host', '')}:{parts.get('port', '')}/{db.database}"
    # No paths are made of them, which would be for nothing before each change. The folder that the program was started
    # in may be gone by now, and is asked for only where the records are named from there.
    return _resolved(db.database, "" if os.path.isabs(db.database) else os.getcwd())  # noqa: PTH109, PTH117


@cache
def _resolved(path: str, _here: str) -> str:
    return str(Path(path).resolve())


def _key_place() -> str:
    return _key_in_folder(str(data_folder()))


@cache
def _key_in_folder(folder: str) -> str:
    return str(Path(folder) / "signing.key")


def _trust_place() -> Path:
    return data_folder() / "trusted-signers.json"


@cache
def _own_key(place: str) -> "Ed25519PrivateKey":
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    file = Path(place)
    try:
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            _make_key(file, Ed25519PrivateKey.generate().private_bytes_raw())
        return Ed25519PrivateKey.from_private_bytes(file.read_bytes())
    except (OSError, ValueError) as fault:
        raise OutreachError(
            say(
                "The key by which this PC signs the audit trail cannot be read or made at {place}, so "
                "nothing was written: check that folder, or remove a damaged key.",
                place=place,
            )
        ) from fault


@cache
def _name_of_key(place: str) -> str:
    return _text(_own_key(place).public_key().public_bytes_raw())


def _make_key(place: Path, content: bytes) -> None:
    """Put a key in its place, whole; another program that made one first keeps its own."""
    partial = place.with_name(f"{place.name}.{os.getpid()}.partial")
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        os.link(partial, place)
    partial.unlink()


@cache
def _public_key(signer: str) -> "Ed25519PublicKey":
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    return Ed25519PublicKey.from_public_bytes(base64.b64decode(signer, validate=True))


def _write(place: Path, content: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    partial = place.with_name(f"{place.name}.{os.getpid()}.partial")
    partial.write_text(content, "utf-8")
    partial.replace(place)


def _overwrite(place: Path, content: bytes) -> None:
    """Overwrite a file of the same length where it lies: to put another in its place makes every change wait for the
    disk once more. One of another length, or of which only a part was overwritten, makes room for another."""
    try:
        with place.open("r+b", buffering=0) as file:
            if os.fstat(file.fileno()).st_size == len(content) and file.write(content) == len(content):
                return
    except FileNotFoundError:
        pass
    _write(place, content.decode())


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()
