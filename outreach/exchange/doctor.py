"""Whether this PC has what Outreach needs: each thing in order, to be looked at, or wrong, with what to do about it."""

import os
import platform
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from outreach import __version__
from outreach.errors import OutreachError
from outreach.exchange.checking import CheckedPart, check_records, no_backup, take_one
from outreach.languages.spoken import say, spoken
from outreach.machine.log import log_folder
from outreach.machine.settings import machine, usual_place
from outreach.queries.status import Status, server_clock, status
from outreach.records.backup import backups
from outreach.records.database import connection, is_server
from outreach.records.restoring import set_aside
from outreach.records.rotation import OLD_BACKUP
from outreach.records.server import without_password
from outreach.records.sharing import shared_by
from outreach.records.signing import data_folder
from outreach.reports.fonts import can_show
from outreach.shipped import COMMAND

GIGABYTE = 1_000_000_000
LEAST_FREE, LITTLE_FREE = 200_000_000, GIGABYTE
"""Free bytes below which nothing can be counted on, and below which somebody should make room."""
FILES_AT_ONCE = 3
"""How often the room of the records must be free: a backup, an update and a restore each write a copy."""
CLOCK_IS_OFF = timedelta(minutes=5)
OWN_SCRIPTS = 4
"""The first scripts come with the program."""


class State(StrEnum):
    """How a thing stands."""

    OK = "ok"
    LOOK = "look"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, in one sentence, and what to do where it is not in order."""

    name: str
    state: State
    words: str
    remedy: str = ""

    @property
    def title(self) -> str:
        """The name of the thing in the language spoken."""
        known = {
            "program": say("program"),
            "settings": say("settings"),
            "fonts": say("fonts"),
            "window": say("window"),
            "printer": say("printer"),
            "database": say("database"),
            "records": say("records"),
            "clock": say("clock"),
            "disk": say("disk"),
            "backups": say("backups"),
            "network folder": say("network folder"),
            "log": say("log"),
        }
        return known.get(self.name, self.name)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be examined: the database and its key, and ``fault`` where it could not be opened.

    ``is_locked``: it has accounts, and nobody signed in. ``backup_folder`` None: nobody chose one. ``told`` hears how
    far it is.
    """

    location: str
    key: bytes | None
    backup_folder: Path | None
    at: datetime
    fault: str = ""
    is_locked: bool = False
    told: Callable[[float, str], None] | None = None


def examine(asked: Asked, of_the_window: Iterable[Callable[[], Iterable[Finding]]] = ()) -> tuple[Finding, ...]:
    """Look at everything once; ``of_the_window`` looks at what the window needs, such as printers.

    The database must be open, unless ``asked.fault`` says why it is not. Nothing is changed.
    """
    checks: list[tuple[str, str, Callable[[], Iterable[Finding]]]] = [
        ("program", say("Checking the program"), _program),
        ("settings", say("Checking the settings"), _settings),
        ("fonts", say("Checking the fonts"), _fonts),
        *(("window", say("Checking the window"), one) for one in of_the_window),
        ("database", say("Checking the database"), lambda: _database(asked)),
        ("disk", say("Checking the disk"), lambda: _disk(asked)),
        ("backups", say("Checking the backups"), lambda: _backups(asked)),
        ("network folder", say("Checking the network folder"), lambda: _shared(asked)),
        ("log", say("Checking the log"), _log),
    ]
    found: list[Finding] = []
    for number, (name, words, check) in enumerate(checks):
        if asked.told is not None:
            asked.told(number / len(checks), words)
        try:
            found.extend(check())
        except OutreachError as fault:
            found.append(Finding(name, State.WRONG, str(fault), say("Put that right, then check again.")))
    return tuple(found)


def _program() -> Iterator[Finding]:
    words = say(
        "Outreach {version} with Python {python} on {system}.",
        version=__version__,
        python=platform.python_version(),
        system=platform.platform(terse=True),
    )
    yield Finding("program", State.OK, words)


def _settings() -> Iterator[Finding]:
    here = machine()
    for fault in here.faults:
        yield Finding("settings", State.WRONG, fault, say("Whoever looks after this PC corrects the file."))
    if not here.faults:
        words = (
            say("{file} is in order.", file=here.file)
            if here.file
            else say("Nothing is set for this PC in {file}.", file=usual_place())
        )
        yield Finding("settings", State.OK, words)


def scripts() -> tuple[tuple[str, str], ...]:
    """The scripts that names may be written in, and a letter of each."""
    return (
        (say("Latin", sense="script"), "é"),
        (say("Vietnamese", sense="script"), "ệ"),
        (say("Greek", sense="script"), "λ"),
        (say("Cyrillic", sense="script"), "ж"),
        (say("Arabic", sense="script"), "ع"),
        (say("Hebrew", sense="script"), "ש"),
        (say("Chinese", sense="script"), "中"),
        (say("Japanese", sense="script"), "の"),
        (say("Korean", sense="script"), "한"),
        (say("Thai", sense="script"), "ก"),
        (say("Amharic", sense="script"), "አ"),
    )


def _fonts() -> Iterator[Finding]:
    known = scripts()
    missing = [name for name, letter in known if not can_show(letter)]
    named = ", ".join(missing)
    if any(name in missing for name, _ in known[:OWN_SCRIPTS]):
        words = say("The font of the program cannot show {scripts}.", scripts=named)
        yield Finding("fonts", State.WRONG, words, say("Install Outreach again: its own font is damaged."))
    elif missing:
        words = say("Names in {scripts} are printed as numbers: no font here shows them.", scripts=named)
        yield Finding(
            "fonts", State.LOOK, words, say("If your residents write so, install a font for it, such as Noto Sans.")
        )
    else:
        yield Finding("fonts", State.OK, say("Fonts show {scripts}.", scripts=", ".join(name for name, _ in known)))


def _database(asked: Asked) -> Iterator[Finding]:
    where = without_password(asked.location)
    if asked.fault:
        yield Finding("database", State.LOOK if asked.is_locked else State.WRONG, asked.fault)
        yield from _clock(asked, None)
        return
    with connection():
        stands, clock = status(), server_clock()
    size = stands.bytes / 1_000_000
    words = say(
        "{where} opens: {system}, {size:,.1f} MB, schema {schema}.",
        where=where,
        system=stands.system,
        size=size,
        schema=stands.schema,
    )
    yield Finding("database", State.OK, words)
    yield from _clock(asked, stands, clock)
    yield from _records(check_records(asked.location, asked.key, None, asked.at))


def _records(parts: tuple[CheckedPart, ...]) -> Iterator[Finding]:
    wrong = [fault for part in parts for fault in part.faults]
    if wrong:
        words = say(
            "1 thing in the records cannot be right: {words}."
            if len(wrong) == 1
            else "{count:,} things in the records cannot be right; the first: {words}.",
            count=len(wrong),
            words=wrong[0].words,
        )
        yield Finding(
            "records", State.WRONG, words, say("See each by Settings, Check or '{command} check'.", command=COMMAND)
        )
    else:
        yield Finding("records", State.OK, say("Sound: {parts}.", parts=", ".join(part.words for part in parts)))


def _clock(asked: Asked, stands: Status | None, server: datetime | None = None) -> Iterator[Finding]:
    """The clock beside everything that bears a time: none of it can be later than now."""
    seen: list[tuple[datetime, str]] = []
    if stands is not None and stands.newest_entry:
        seen.append((datetime.fromisoformat(stands.newest_entry), say("the newest entry of the audit trail")))
    path = Path(asked.location)
    if not is_server(asked.location) and path.exists():
        seen.append((datetime.fromtimestamp(path.stat().st_mtime, UTC), say("the file of the records")))
    if asked.backup_folder is not None:
        seen += [(at.astimezone(), say("the newest backup")) for at, _ in _found(asked, asked.backup_folder)[:1]]
    remedy = say("Set the clock by the network, then look at what was recorded since.")
    late = max((one for one in seen if one[0] - asked.at > CLOCK_IS_OFF), default=None)
    now = _moment(asked.at)
    if late is not None:
        then = late[0].astimezone(asked.at.tzinfo)
        words = say(
            "The clock says {now}, but {thing} is of {then}: it was set back.",
            now=now,
            thing=late[1],
            then=_moment(then),
        )
        yield Finding("clock", State.WRONG, words, remedy)
    elif server is not None and abs(server - asked.at) > CLOCK_IS_OFF:
        minutes = round(abs(server - asked.at) / timedelta(minutes=1))
        yield Finding(
            "clock",
            State.WRONG,
            say("The clock is {minutes:,} minutes away from the server's.", minutes=minutes),
            remedy,
        )
    else:
        yield Finding("clock", State.OK, say("The clock says {now}; nothing that is kept is later.", now=now))


def _disk(asked: Asked) -> Iterator[Finding]:
    """The room on each drive that is written to."""
    folders, size = [data_folder(), Path(tempfile.gettempdir())], 0
    if not is_server(asked.location):
        path = Path(asked.location)
        folders.insert(0, path.absolute().parent)
        size = path.stat().st_size if path.exists() else 0
    if asked.backup_folder is not None:
        folders.append(asked.backup_folder)
    drives: dict[int, Path] = {}
    for folder in folders:
        if (there := _existing(folder)) is not None:
            drives.setdefault(there.stat().st_dev, there)
    for folder in drives.values():
        free = shutil.disk_usage(folder).free
        words = (
            say("{size:,.1f} GB are free where {folder} lies.", size=free / GIGABYTE, folder=folder)
            if free >= GIGABYTE
            else say("{size:,.0f} MB are free where {folder} lies.", size=free / 1_000_000, folder=folder)
        )
        state = State.WRONG if free < max(LEAST_FREE, FILES_AT_ONCE * size) else State.OK
        state = State.LOOK if state is State.OK and free < LITTLE_FREE else state
        yield Finding(
            "disk", state, words, "" if state is State.OK else say("Make room: empty the trash, move old files.")
        )
    if not is_server(asked.location) and (aside := set_aside(Path(asked.location))):
        words = say(
            "The records that backups took the place of are still there ({size:,.1f} MB): {names}.",
            size=sum(file.stat().st_size for file in aside) / 1_000_000,
            names=", ".join(file.name for file in aside),
        )
        remedy = say("They hold names: remove them, with their .keys, when you are sure that you need them no more.")
        yield Finding("records", State.LOOK, words, remedy)


def _backups(asked: Asked) -> Iterator[Finding]:
    folder = asked.backup_folder
    if folder is None and is_server(asked.location):
        words = say(
            "No folder for backups is chosen at this PC; another PC, or whoever runs the server, may take them."
        )
        yield Finding("backups", State.LOOK, words, say("Ask who takes them."))
        return
    if folder is None:
        yield Finding(
            "backups", State.LOOK, say("No folder for backups is chosen."), say("Choose one in Settings, Backups.")
        )
        return
    if not folder.is_dir():
        words = say("The folder of backups, {folder}, is not there.", folder=folder)
        yield Finding("backups", State.WRONG, words, say("Connect its drive, or choose another in Settings, Backups."))
        return
    if (refused := _refuses(folder)) is not None:
        words = say(
            "The folder of backups, {folder}, cannot be written to ({refused}).", folder=folder, refused=refused
        )
        yield Finding("backups", State.WRONG, words, say("Ask for the right to write there, or choose another."))
        return
    yield from _newest_backup(asked, folder)


def _newest_backup(asked: Asked, folder: Path) -> Iterator[Finding]:
    found = _found(asked, folder)
    if not found:
        none = no_backup(Path(asked.location), folder)
        yield Finding("backups", State.WRONG, f"{none.words}.", none.remedy)
        return
    if not asked.fault:
        parts = check_records(asked.location, asked.key, folder, asked.at, only=("backups",))
        for fault in (one for part in parts for one in part.faults):
            yield Finding("backups", State.WRONG, f"{fault.words}.", fault.remedy)
            return
    taken = found[0][0]
    at = _moment(taken)
    if asked.at.replace(tzinfo=None) - taken > OLD_BACKUP:
        words = say("The newest backup in {folder} is of {taken}.", folder=folder, taken=at)
        yield Finding("backups", State.WRONG, words, take_one())
    elif asked.fault:
        words = say("The newest backup in {folder} is of {taken}.", folder=folder, taken=at)
        yield Finding("backups", State.OK, words)
    else:
        words = say("The newest backup in {folder} is of {taken}, and it is sound.", folder=folder, taken=at)
        yield Finding("backups", State.OK, words)


def _moment(at: datetime) -> str:
    """A day and the time on it, by the clock of 24 hours."""
    return f"{spoken().day(at.date())}, {at:%H:%M}"


def _found(asked: Asked, folder: Path) -> list[tuple[datetime, Path]]:
    """The backups of these records in a folder, the newest first."""
    from outreach.exchange.server_backup import server_backups

    if is_server(asked.location):
        return server_backups(folder, asked.location)
    return backups(folder, Path(asked.location).stem)


def _shared(asked: Asked) -> Iterator[Finding]:
    if is_server(asked.location):
        yield Finding("network folder", State.OK, say("The records are on a server, as several PCs need it."))
        return
    path = Path(asked.location)
    shared = shared_by(path)
    if shared is not None:
        words = say("The records lie {where}, where several PCs can damage them.", where=shared.words)
        yield Finding("network folder", State.LOOK, words, say("For several PCs use a server: Settings, Several PCs."))
    else:
        yield Finding("network folder", State.OK, say("The records lie on a drive of this PC alone."))
    folder = asked.backup_folder
    here, there = _existing(path.absolute().parent), _existing(folder) if folder else None
    if here and there and folder and folder.is_dir() and here.stat().st_dev == there.stat().st_dev:
        words = say("Backups lie on the same drive as the records: when it breaks, both are gone.")
        yield Finding("backups", State.LOOK, words, say("Choose a folder on another drive in Settings, Backups."))


def _log() -> Iterator[Finding]:
    folder = log_folder()
    there = _existing(folder)
    if there is None or (refused := _refuses(there)) is not None:
        words = say("No log can be written in {folder}.", folder=folder)
        if there is not None:
            words = say("No log can be written in {folder} ({refused}).", folder=folder, refused=refused)
        yield Finding("log", State.LOOK, words, say("Ask for the right to write there."))
    else:
        yield Finding("log", State.OK, say("The log lies in {folder}.", folder=folder))


def _existing(folder: Path | None) -> Path | None:
    """The folder, or the nearest one above it that there is."""
    return next((one for one in (folder, *folder.parents) if one.exists()), None) if folder else None


def _refuses(folder: Path) -> str | None:
    """Why a folder cannot be written to; None: it can."""
    try:
        handle, name = tempfile.mkstemp(prefix=".outreach-", dir=folder)
    except OSError as fault:
        return fault.strerror or type(fault).__name__
    os.close(handle)
    Path(name).unlink()
    return None
