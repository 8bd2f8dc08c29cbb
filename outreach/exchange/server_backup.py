"""Backups of a server's records: PostgreSQL's own dump where its programs are here, and an archive always."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from outreach.actions.archive import try_archive
from outreach.actions.change import Actor, refuse_without_right, tell
from outreach.errors import OutreachError
from outreach.exchange.archive import apply_archive, plan_archive, write_archive
from outreach.languages.spoken import say
from outreach.location import is_server
from outreach.queries.precincts import precinct_list
from outreach.records.backup import STAMP
from outreach.records.database import close_database, connection, open_database
from outreach.records.encryption import Told, not_told
from outreach.records.inspecting import Holdings
from outreach.records.rotation import kept_by_rotation
from outreach.records.server import without_password
from outreach.records.server_backup import (
    SUFFIX,
    database_name,
    dump_holdings,
    dump_server,
    has_programs,
    refuse_filled,
    restore_dump,
)

_ARCHIVE = ".json"
_ARCHIVING_SHARE = 0.5
_LONGEST_BACKUP = timedelta(days=1)
_NOT_IN_A_NAME = re.compile(r'[/\\:*?"<>|\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class ServerBackup:
    """The files of one backup with what each holds, when it was taken (local time), and why there is no dump."""

    taken_at: datetime
    files: tuple[tuple[Path, Holdings], ...]
    undumped: str


def back_up_server(by: Actor, url: str, folder: Path, at: datetime, told: Told = not_told) -> ServerBackup:
    """Back up the open server's records into a folder, and remove what the rotation no longer keeps.

    An archive is put back into a file of its own before it counts, a dump is read through. Neither is encrypted: only
    who works here may read them. An archive holds no accounts and no audit trail; the dump holds all. A dump that does
    not succeed does not keep the archives from being taken, and ``undumped`` says why.

    Raises :class:`RightsError` for those who may not take everything out, :class:`OutreachError` when a file cannot be
    written or is not sound.
    """
    refuse_without_right(by, "export_archive")
    refuse_without_right(by, "back_up_server")
    name = database_name(url)
    begins = f"{name}-{at.strftime(STAMP)}"
    _make(folder)
    files: list[tuple[Path, Holdings]] = []
    known = precinct_list()
    for number, precinct in enumerate(known):
        told(_ARCHIVING_SHARE * number / len(known))
        path = folder / f"{begins}-{_NOT_IN_A_NAME.sub('-', precinct.name)}{_ARCHIVE}"
        if path.exists():  # two agencies may each have a precinct of this name
            path = path.with_stem(f"{path.stem} ({precinct.key})")
        files.append((path, _archived(path, precinct.key)))
    told(_ARCHIVING_SHARE)
    undumped = "" if has_programs() else say("pg_dump is not on this PC")
    if not undumped:
        path = folder / f"{begins}{SUFFIX}"
        try:
            files.insert(0, (path, dump_server(url, path, told)))
        except OutreachError as fault:
            undumped = str(fault).removesuffix(say(": nothing was changed.")).rstrip(".")
    _rotate(folder, name, at)
    tell(by, "backed up")
    told(1)
    return ServerBackup(at.replace(microsecond=0), tuple(files), undumped)


def server_backups(folder: Path, url: str) -> list[tuple[datetime, Path]]:
    """The dumps and archives of a server's database in a folder, the newest first, a dump before its archives."""
    return _named(folder, database_name(url))


def _named(folder: Path, name: str) -> list[tuple[datetime, Path]]:
    pattern = re.compile(re.escape(name) + rf"-(\d{{8}}-\d{{6}})(?:-.+)?(?:{re.escape(SUFFIX)}|{re.escape(_ARCHIVE)})")
    found = [
        (datetime.strptime(match[1], STAMP), path)  # noqa: DTZ007 - file names carry the local wall time
        for path in (folder.iterdir() if folder.is_dir() else ())
        if (match := pattern.fullmatch(path.name))
    ]
    return sorted(found, key=lambda one: (one[0], one[1].suffix == SUFFIX, one[1].name), reverse=True)


def held_in(backup: Path) -> Holdings:
    """What a dump or an archive holds: a dump is read through, an archive put back into a file that is then removed.

    Raises :class:`OutreachError` when it is not sound.
    """
    if backup.suffix.lower() == _ARCHIVE:
        return try_archive(plan_archive([backup], None).work)
    return dump_holdings(backup)


def restore_into_new(by: Actor, backup: Path, url: str) -> Holdings:
    """Put a dump or an archive into an empty database, which is closed again; returns what it holds then.

    No database may be open. An archive comes back as one change by ``by``; a dump brings its own trail, which goes on
    with what came back.
    Raises :class:`OutreachError` when the database is not empty, or the backup is not sound.
    """
    if not is_server(url):
        raise OutreachError(
            say("'{url}' is not a database on a server: write it as postgresql://user@host/name.", url=url)
        )
    is_archive = backup.suffix.lower() == _ARCHIVE
    if is_archive:
        holdings = held_in(backup)
        refuse_filled(url)
    else:
        holdings = restore_dump(backup, url)
    try:
        open_database(url)
        with connection():
            if is_archive:
                apply_archive(by, plan_archive([backup], None).work)
            tell(by, f"restored the backup {backup.name}")
    finally:
        close_database()
    return holdings


def put_words(backup: Path, url: str, holdings: Holdings) -> str:
    """What is said when a backup was put into a new database."""
    return say(
        "{name} was put into {url}: {count:,} rows. Point the PCs to it; the old database stays as it is.",
        name=backup.name,
        url=without_password(url),
        count=holdings.total,
    )


def _archived(path: Path, precinct: int) -> Holdings:
    try:
        path.touch(mode=0o600)
        write_archive(path, precinct)
        path.chmod(0o600)
        return held_in(path)
    except (OSError, OutreachError) as fault:
        path.unlink(missing_ok=True)
        if isinstance(fault, OutreachError):
            raise
        words = say("{path} cannot be written ({reason}): check its folder.", path=path, reason=fault.strerror)
        raise OutreachError(words) from fault


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as fault:
        raise OutreachError(
            say(
                "The backup into {folder} did not succeed ({reason}): the earlier backups are untouched. Check that "
                "the folder can be written and has room.",
                folder=folder,
                reason=fault.strerror,
            )
        ) from fault


def _rotate(folder: Path, name: str, at: datetime) -> None:
    """Remove what the rotation does not keep; never what was verified just now, whatever the clock says."""
    for partial in folder.glob(f"{name}-*.partial"):
        if partial.stat().st_mtime < (at - _LONGEST_BACKUP).timestamp():
            partial.unlink()
    found = _named(folder, name)
    now = at.replace(microsecond=0, tzinfo=None)
    kept = kept_by_rotation(moment for moment, _ in found) | {now}
    for moment, path in found:
        if moment not in kept:
            path.unlink()
