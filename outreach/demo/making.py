"""Making the demonstration where it is opened from: whole, or not at all."""

from pathlib import Path

from outreach.demo.building import build_demo
from outreach.demo.city import Progress
from outreach.records.beside import remove_with_journals
from outreach.records.database import close_database, open_database

PARTIAL = ".partial"


def make_demo(place: Path, progress: Progress) -> None:
    """Build the demonstration at a place that keeps nothing yet; no database is open afterwards.

    It is written under another name first: what fails, or is stopped by an exception from ``progress``, leaves nothing
    behind, and is not taken for the demonstration after a power cut. Raises :class:`OutreachError` when it cannot be
    written.
    """
    partial = place.with_name(place.name + PARTIAL)
    place.parent.mkdir(parents=True, exist_ok=True)
    remove_with_journals(partial)
    try:
        build_demo(partial, progress=progress)
        close_database()
        partial.replace(place)
    finally:
        close_database()
        remove_with_journals(partial)


def open_demo(place: Path, progress: Progress) -> None:
    """Open the demonstration in the place of what is open now, and make it where it is not there yet.

    Raises what :func:`make_demo` raises; no database is open then.
    """
    close_database()
    if not place.exists():
        make_demo(place, progress)
    open_database(place)
