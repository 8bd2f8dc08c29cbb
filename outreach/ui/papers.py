"""Asking the reports page for a certain paper from another page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaperWanted:
    """A kind of report by its name on the command line, about an event or a neighborhood by key."""

    kind: str
    event: int | None = None
    neighborhood: int | None = None
