"""A backup of a server's records: PostgreSQL's own dump where its programs are here, and an archive always."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from outreach.exchange.archive import plan_archive, write_archive
from outreach.queries.precincts import precinct_list
from outreach.records.server_backup import dump_server


@dataclass(frozen=True, slots=True)
class ServerBackup:
    """The dump (None: ``pg_dump`` is not on this PC) and the archives, one for each precinct, with their rows."""

    dump: Path | None
    archives: tuple[tuple[Path, int], ...]


def back_up_server(url: str, folder: Path, at: datetime) -> ServerBackup:
    """Back up the open server's records into a folder; every file is read again before it is told.

    An archive is not encrypted, and holds no accounts and no audit trail; the dump holds all.
    Raises :class:`OutreachError` when a file cannot be written.
    """
    dump = dump_server(url, folder, at)
    folder.mkdir(parents=True, exist_ok=True)
    archives = []
    for precinct in precinct_list():
        path = folder / f"{precinct.name.replace('/', '-')}-{at:%Y%m%d-%H%M%S}.json"
        write_archive(path, precinct.key)
        archives.append((path, plan_archive([path], None).rows))
    return ServerBackup(dump, tuple(archives))
