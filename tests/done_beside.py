"""Work for the process beside the window, in a module that loads no toolkit, as the program's own does."""

import os
import sys
import threading
from pathlib import Path
from typing import Any

from outreach.errors import DamagedError, OutreachError
from outreach.exchange.set_aside import SetAside
from outreach.languages.spoken import say
from outreach.queries.precincts import only_precinct, precinct_header
from outreach.records.precinct import Precinct
from outreach.ui.beside_process import Step

BEGUN = "Begun"
MANY = 5_000


def where(step: Step) -> tuple[int, str]:
    """The process that answers, and the precinct whose records it reads."""
    step(0.5, say("Reading the records"))
    return os.getpid(), precinct_header(only_precinct()).name


def loaded(step: Step) -> frozenset[str]:
    """The libraries, and our own rooms, that the process has loaded."""
    return frozenset(sys.modules)


def endless(step: Step, *_words: object) -> Any:
    """Tell the number of the process, and work on for good."""
    step(0.1, f"{BEGUN} {os.getpid()}")
    threading.Event().wait()
    raise AssertionError


def refused(step: Step) -> None:
    """A known fault, as of the records."""
    raise OutreachError("The month is missing: choose one.")


def damaged(step: Step) -> None:
    """A damaged page is met."""
    raise DamagedError("The database is damaged.")


def mistaken(step: Step, name: str) -> str:
    """A mistake in the program, over words that somebody typed."""
    return {"": ""}[name]


def mistaken_always(step: Step, *words: object) -> Any:
    """The same, whatever was wanted."""
    raise KeyError(words)


def much(step: Step) -> tuple[SetAside[str], SetAside[str], SetAside[str]]:
    """Names that are kept out of memory, told of twice, and none."""
    names = SetAside[str]()
    for number in range(MANY):
        names.append(f"Name {number}")
    return names, names, SetAside[str]()


def unsendable(step: Step) -> object:
    """An answer that no other process can be handed."""
    return threading.Lock()


def written(step: Step) -> None:
    """A line of the records changed behind the back of the trail."""
    Precinct.update(name="Written").execute()


def breaking(step: Step, mark: Path) -> str:
    """End the process the first time, and answer the second."""
    if not mark.exists():
        mark.touch()
        os._exit(1)
    return "answered"


def breaking_always(step: Step, window: int) -> int:
    """End any process but the window's own."""
    if os.getpid() != window:
        os._exit(1)
    return window
