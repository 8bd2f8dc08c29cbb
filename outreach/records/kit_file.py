"""A field kit as a file: a smaller database, encrypted under a passphrase of its own.

Its key is derived from the passphrase and the salt that the file begins with, so the file is all that travels.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from peewee import JOIN, Database

from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records import keys
from outreach.records.audit import AuditEntry, AuditPayload, whole_payload
from outreach.records.base import Record, Row
from outreach.records.beside import remove_with_journals
from outreach.records.copying import go_on_after, insert_into
from outreach.records.database import file_database, told_plainly
from outreach.records.encryption import copy_file, opened_file, opens
from outreach.records.events import Attachment
from outreach.records.kits import FIRST_KIT_KEY, FieldKit
from outreach.records.schema import migrate, pending_migrations
from outreach.records.tables import TABLES
from outreach.records.told import rows_told


@dataclass(frozen=True, slots=True)
class KitChange:
    """One entry of a kit's audit trail with the rows it tells of; ``undoes`` names the entry it takes back."""

    entry: int
    at: datetime
    actor: str
    officer_id: int | None
    workstation: str
    action: str
    undoes: int | None
    hash: str
    rows: tuple[Row, ...]


def write_kit(path: Path, passphrase: str, rows: Mapping[type[Record], Sequence[Row]], kit: FieldKit) -> None:
    """Write a kit's file, whole or not at all.

    ``rows`` are by column name, parents before children. Raises :class:`OutreachError` when the file is there already
    or cannot be written.
    """
    if path.exists():
        raise OutreachError(say("There is a file {path} already, so no kit was made: choose another name.", path=path))
    salt = keys.new_salt()
    key = keys.kit_key(passphrase, salt)
    partial = path.with_name(path.name + ".partial")
    partial.unlink(missing_ok=True)
    try:
        target = file_database(partial, create=True, key=key, salt=salt)
        with told_plainly(path), target.connection_context():
            migrate(target)
            with target.atomic():
                for model, found in rows.items():
                    _fill(target, model, found)
                _fill(target, FieldKit, [_as_row(kit)])
                for table in TABLES:
                    if issubclass(table, Record):
                        go_on_after(target, table, FIRST_KIT_KEY - 1)
            target.execute_sql("PRAGMA journal_mode = delete")
        partial.replace(path)
    except OSError as fault:
        raise OutreachError(
            say(
                "The kit {path} could not be written ({reason}): choose another folder.",
                path=path,
                reason=fault.strerror,
            )
        ) from fault
    finally:
        remove_with_journals(partial)


def key_of_kit(path: Path, passphrase: str) -> bytes:
    """The key of a kit's file.

    Raises :class:`OutreachError` when there is no such file, or the passphrase does not open it.
    """
    try:
        with path.open("rb") as file:
            salt = file.read(keys.SALT_BYTES)
    except OSError as fault:
        raise OutreachError(
            say("The field kit {path} cannot be read ({reason}): check the name.", path=path, reason=fault.strerror)
        ) from fault
    key = keys.kit_key(passphrase, salt) if len(salt) == keys.SALT_BYTES else b""
    if not key or not opens(path, key):
        raise keys.WrongPassphraseError(
            say(
                "That passphrase does not open the field kit {name}, or the file is damaged: type it again, "
                "or fetch the kit again from the laptop.",
                name=path.name,
            )
        )
    with opened_file(path, key, read_only=True) as opened:
        if opened.execute("PRAGMA cipher_integrity_check").fetchone() is not None:
            raise OutreachError(
                say(
                    "The field kit {name} is damaged, so nothing was brought back: fetch it again from the laptop.",
                    name=path.name,
                )
            )
    return key


class OpenedKit:
    """A kit's file, open to be read beside the precinct's own database."""

    def __init__(self, db: Database, path: Path) -> None:
        self._db = db
        self._path = path
        kit = FieldKit.select().where(FieldKit.is_here).bind(db).first()
        if kit is None:
            raise OutreachError(say("{name} is a database, but not a field kit: choose another file.", name=path.name))
        self.kit: FieldKit = kit

    def changes(self) -> Iterator[KitChange]:
        """The kit's whole trail in order. Raises :class:`OutreachError` where it is not as it was written."""
        columns = [getattr(AuditEntry, field.name) for field in AuditEntry._meta.sorted_fields]
        joined: Any = AuditEntry.select(*columns, whole_payload(self._db)).join(
            AuditPayload, JOIN.LEFT_OUTER, on=AuditPayload.entry_id == AuditEntry.id
        )
        expected, previous = 1, ""
        for *values, payload in joined.order_by(AuditEntry.id).bind(self._db).tuples():
            entry = AuditEntry(**dict(zip((column.name for column in columns), values, strict=True)))
            whole = (
                entry.id == expected
                and entry.previous_hash == previous
                and entry.computed_hash() == entry.hash
                and hashlib.sha256((payload or "").encode()).hexdigest() == entry.payload_digest
            )
            if not whole:
                raise tampered(self._path)
            expected, previous = entry.id + 1, entry.hash
            yield KitChange(
                entry.id,
                datetime.fromisoformat(entry.at).astimezone(UTC),
                entry.actor,
                entry.officer_id,
                entry.workstation,
                entry.action,
                entry.undoes,
                entry.hash,
                tuple(rows_told(payload)),
            )

    def file_content(self, attachment: int) -> bytes | None:
        """The content of a file attached in the kit, of which the trail holds the digest alone; None: removed again."""
        found = Attachment.select(Attachment.data).where(Attachment.id == attachment).bind(self._db).tuples().first()
        return None if found is None else bytes(found[0])


@contextmanager
def opened_kit(path: Path, passphrase: str) -> Iterator[OpenedKit]:
    """Open a kit's file beside the open database.

    Raises :class:`OutreachError` when the passphrase is wrong, or the file is damaged, no kit or of a newer program.
    """
    key = key_of_kit(path, passphrase)
    with _up_to_date(path, key) as current:
        db = file_database(current, key=key)
        with told_plainly(path), db.connection_context():
            yield OpenedKit(db, path)


@contextmanager
def _up_to_date(path: Path, key: bytes) -> Iterator[Path]:
    """A kit's file; of one that an older program wrote a copy that is brought up to date, since that program may still
    be on the laptop."""
    db = file_database(path, key=key)
    with told_plainly(path), db.connection_context():
        pending = pending_migrations(db)
    if not pending:
        yield path
        return
    with TemporaryDirectory(prefix="outreach-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / path.name
        try:
            copy_file(path, copy, key)
        except OSError as fault:
            raise OutreachError(
                say(
                    "The field kit {name} was made by an older version, and no copy of it could be written "
                    "({reason}): make room on this PC.",
                    name=path.name,
                    reason=fault.strerror,
                )
            ) from fault
        db = file_database(copy, key=key)
        with told_plainly(path), db.connection_context():
            migrate(db)
        yield copy


def tampered(path: Path) -> OutreachError:
    """The fault to raise for a kit whose trail is not the one that was written in it."""
    return OutreachError(
        say(
            "The trail of the field kit {name} is not as it was written, so nothing was brought back: "
            "keep the file, and ask who had the laptop.",
            name=path.name,
        )
    )


def _fill(target: Database, model: type[Record], rows: Sequence[Row]) -> None:
    fields = list(model._meta.sorted_fields)
    insert_into(target, model, fields, [[row[field.column_name] for field in fields] for row in rows])


def _as_row(kit: FieldKit) -> Row:
    values = {field.column_name: kit.__data__.get(name) for name, field in FieldKit._meta.fields.items()}
    return {**values, "is_here": True}
