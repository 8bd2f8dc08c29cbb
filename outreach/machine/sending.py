"""The logs as they are sent to whoever looks after Outreach: shown first, then written to one zip."""

import zipfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.machine.faults import NAME, about_lines
from outreach.machine.log import FILE, log_folder
from outreach.machine.settings import machine


@dataclass(frozen=True, slots=True)
class LogFile:
    """One file to be sent: its name and its words."""

    name: str
    text: str


def log_files() -> tuple[LogFile, ...]:
    """What would be sent: what this program is and runs on, the log, and the reports of faults, the newest first.

    Raises :class:`OutreachError` when a file cannot be read.
    """
    here = machine()
    wrong = f"; wrong: {len(here.faults)}" if here.faults else ""
    set_here = sorted({*here.fixed, *here.suggested})
    about = (*about_lines(), f"Set for this PC: {', '.join(set_here) or 'nothing'}{wrong}", "")
    told = [LogFile("about.txt", "\n".join(about))]
    folder = log_folder()
    try:
        told += [
            LogFile(path.name, path.read_text(encoding="utf-8", errors="replace"))
            for path in (*sorted(folder.glob(f"{FILE}*")), *sorted(folder.glob(NAME), reverse=True))
        ]
    except OSError as fault:
        raise OutreachError(
            say(
                "No log can be read in {folder} ({reason}): check its permissions.",
                folder=folder,
                reason=fault.strerror,
            )
        ) from fault
    return tuple(told)


def write_zip(place: Path, files: Sequence[LogFile]) -> None:
    """Write what was shown to a zip. Raises :class:`OutreachError` when it cannot be written."""
    partial = place.parent / f"{place.name}.partial"  # also of ".", which then cannot be written
    try:
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as made:
            for file in files:
                made.writestr(file.name, file.text)
        partial.replace(place)
    except OSError as fault:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise OutreachError(
            say(
                "{place} cannot be written ({reason}), so no logs were sent: choose another folder.",
                place=place,
                reason=fault.strerror,
            )
        ) from fault
