"""Database files in folders that other PCs share: recognised, and opened by one PC at a time.

A file on a network folder is not safe with a write-ahead log (sqlite.org/wal.html, "all processes must be on the same
host"), and a folder that a service copies to a cloud may be overwritten by an older copy. Such a file is kept without
the log, and a second file beside it names who has it open.
"""

import getpass
import json
import os
import platform
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from outreach.errors import OutreachError
from outreach.languages.spoken import say, spoken
from outreach.values import frozen

NETWORK_TYPES = frozenset({
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "smb2", "ncpfs", "afs", "afpfs", "9p", "ceph", "glusterfs", "lustre",
    "davfs", "fuse.sshfs", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.glusterfs", "fuse.ceph", "webdav",
})  # fmt: skip
"""File systems that lie on another computer, as Linux calls them."""
SYNCED = (
    ("onedrive", "OneDrive"), ("dropbox", "Dropbox"), ("google drive", "Google Drive"), ("googledrive", "Google Drive"),
    ("icloud drive", "iCloud"), ("mobile documents", "iCloud"), ("nextcloud", "Nextcloud"), ("owncloud", "ownCloud"),
    ("box sync", "Box"), ("pcloud", "pCloud"), ("synologydrive", "Synology Drive"), ("mega", "MEGA"),
    ("sharepoint", "SharePoint"),
)  # fmt: skip
"""How folders that a service copies begin, and what the service is called."""
_WHOLE_NAMES = frozenset({"mega", "pcloud"})
"""Names that other folders begin with too."""
_MARKS = (
    (".dropbox", "Dropbox"),
    (".sync_", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".stfolder", "Syncthing"),
)
_REMOTE_DRIVE = 4


@frozen
class Shared:
    """What a folder is shared by: ``words`` completes "it lies …", such as "on a network folder (nfs)"."""

    words: str

    @property
    def warning(self) -> str:
        """What to say of records in such a folder, and what to do."""
        return say(
            "These records lie {where}, where several PCs can damage them: only one PC may open them at a time. For "
            "several PCs use a PostgreSQL server: Settings, Several PCs.",
            where=self.words,
        )


def shared_by(path: Path, mounts: Path = Path("/proc/self/mountinfo")) -> Shared | None:
    """What a file's folder is shared by; None for a folder of this PC alone."""
    folder = path.expanduser().absolute().parent
    service = next((name for part in folder.parts if (name := _service(part))), "")
    for parent in (folder, *folder.parents):
        service = service or next((name for mark, name in _MARKS if (parent / mark).exists()), "")
    if service:
        return Shared(say("in a folder that {service} copies to other PCs", service=service))
    kind = _file_system(folder, mounts)
    return Shared(say("on a network folder ({kind})", kind=kind)) if kind else None


def _service(part: str) -> str:
    folded = part.casefold()
    for begins, service in SYNCED:
        if folded == begins or (folded.startswith(begins) and begins not in _WHOLE_NAMES):
            return service
    return ""


def _file_system(folder: Path, mounts: Path) -> str:
    """The network's file system that a folder lies on; empty for none, or where the system does not tell."""
    if sys.platform == "win32":  # pragma: no cover - Windows alone tells of its drives so
        import ctypes

        drive = folder.anchor
        remote = drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive) == _REMOTE_DRIVE
        return "SMB" if remote else ""
    try:
        lines = mounts.read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    above = {str(parent) for parent in (folder, *folder.parents)}
    found = ("", "")
    for line in lines:
        # proc(5): … mount point is the fifth field, the type the first after the hyphen; spaces are written \040.
        before, _, after = line.partition(" - ")
        point, kind = before.split()[4].replace("\\040", " "), after.split()[0]
        if point in above and len(point) >= len(found[0]):
            found = (point, kind)
    return found[1] if found[1] in NETWORK_TYPES else ""


class Hold:
    """The one file in a shared folder that this program has open, and the mark beside it that says so."""

    def __init__(self) -> None:
        self._mark: Path | None = None

    def take(self, path: Path) -> None:
        """Mark a file as open here. Raises :class:`OutreachError`, naming who, when it is open at another PC."""
        mark = path.with_name(path.name + ".in-use")
        if mark == self._mark:
            return
        self.release()
        try:
            self._write(mark)
        except FileExistsError:
            self._refuse_others(path, mark)
            mark.unlink(missing_ok=True)
            self._write(mark)
        except OSError as fault:
            raise OutreachError(
                say(
                    "{folder} may not be written to ({reason}): check its permissions.",
                    folder=path.parent,
                    reason=fault.strerror,
                )
            ) from fault
        self._mark = mark

    def release(self) -> None:
        """Say that the file is not open here any more."""
        mark, self._mark = self._mark, None
        if mark is not None:
            with suppress(OSError):
                mark.unlink()

    def _write(self, mark: Path) -> None:
        told = {"user": _user(), "workstation": platform.node(), "process": os.getpid(),
                "since": datetime.now(UTC).isoformat(timespec="seconds")}  # fmt: skip
        with mark.open("x", encoding="utf-8") as file:
            json.dump(told, file)

    def _refuse_others(self, path: Path, mark: Path) -> None:
        try:
            told = json.loads(mark.read_text(encoding="utf-8"))
            user, station, process = str(told["user"]), str(told["workstation"]), int(told["process"])
            since = datetime.fromisoformat(told["since"]).astimezone()
        except (OSError, ValueError, KeyError, TypeError):
            user, station, process, since = say("somebody"), say("another PC"), 0, None
        if station == platform.node() and not _runs(process):
            return
        when = (
            say(" since {day}, {clock}", day=spoken().day(since), clock=spoken().clock(since.time())) if since else ""
        )
        raise OutreachError(
            say(
                "{path} is open at {station} by {user}{when}, and in a shared folder only one PC may open it "
                "at a time: close it there first. If that PC was switched off meanwhile, remove {name} from "
                "the folder.",
                path=path,
                station=station,
                user=user,
                when=when,
                name=mark.name,
            )
        )


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "somebody"


def _runs(process: int) -> bool:
    if sys.platform == "win32":  # pragma: no cover - Windows alone is asked for its processes so
        import ctypes

        handle = ctypes.windll.kernel32.OpenProcess(0x1000, False, process)
        return bool(handle and ctypes.windll.kernel32.CloseHandle(handle))
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


hold = Hold()
"""What this program holds."""
