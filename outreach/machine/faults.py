"""What is told of a mistake in the program: where it happened and on what, and nothing of what was typed."""

import hashlib
import logging
import platform
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from outreach import __version__
from outreach.machine.log import FAULTS, Term, log_folder
from outreach.machine.traces import trace_lines
from outreach.values import frozen

TOLD_IN_FULL = 3
"""How often the log traces one and the same mistake; after that it only counts."""
MOST_REPORTS = 20
"""How many reports are kept; the oldest is removed."""
NAME = "fault-*.txt"

log = logging.getLogger(FAULTS)
_noted: dict[str, str] = {}
_times: Counter[str] = Counter()


@frozen
class Report:
    """A mistake that happened: ``signature`` is the same for the same one, ``times`` how often it has come so far.

    ``file`` is where the report lies; None where it could not be written.
    """

    signature: str
    times: int
    text: str
    file: Path | None


def note(what: str, words: str) -> None:
    """Note something about the program as it runs, such as the kind of database, for the report of a fault.

    Only words of the program itself: no path, no name, nothing that was typed.
    """
    _noted[what] = words


def report_of(error: BaseException) -> Report:
    """Log a mistake in full, write its report beside the log when it is new, and give the report."""
    lines = tuple(trace_lines(error))
    signature = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8]
    _times[signature] += 1
    times, at = _times[signature], datetime.now(UTC)
    text = "\n".join((f"Mistake {signature}", f"When: {at:%Y-%m-%d %H:%M:%S} UTC", *about_lines(), "", *lines, ""))
    in_full = error if times <= TOLD_IN_FULL else None
    log.error("Mistake %s, time %d", Term(signature), times, exc_info=in_full)
    return Report(signature, times, text, _written(f"fault-{at:%Y%m%d-%H%M%S}-{signature}.txt", text, signature))


def _written(name: str, text: str, signature: str) -> Path | None:
    try:
        folder = log_folder()
        folder.mkdir(parents=True, exist_ok=True)
        kept = sorted(folder.glob(NAME))
        if _times[signature] > 1 and (same := [path for path in kept if path.stem.endswith(signature)]):
            return same[-1]
        (folder / name).write_text(text, encoding="utf-8")
        for old in kept[: max(0, len(kept) + 1 - MOST_REPORTS)]:
            old.unlink(missing_ok=True)
        return folder / name
    except OSError:
        return None


def about_lines() -> Iterator[str]:
    """The version, the platform and what was noted."""
    yield f"Version: Outreach {__version__}, Python {platform.python_version()}"
    yield f"Platform: {platform.platform()}"
    yield from (f"{what}: {words}" for what, words in _noted.items())
