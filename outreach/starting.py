"""Where the program starts, before anything is loaded, and which records it is started on."""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from outreach.location import is_server

if TYPE_CHECKING:
    from pathlib import Path

DATABASE_VARIABLE = "OUTREACH_DATABASE"
FILE_NAMES = (".outreach", ".outreach-kit")
"""How the names of our databases and field kits end."""
READ_AHEAD = "--read-ahead"
"""What the program starts itself with, to read ahead from a server in a process of its own."""


def main() -> None:
    """Begin what takes longest, and hand over to the command line."""
    begin()
    from outreach.cli import main as take_over

    take_over()


def begin() -> None:
    """Read ahead from a server in a process of its own, where a window is asked for on it; be that process, and end,
    where that is what was started. A built program does so before it loads anything else, and again does nothing."""
    if sys.argv[1:] == [READ_AHEAD]:
        from outreach.ui.ahead_process import read_ahead

        read_ahead()
        os._exit(0)  # not by an exception: a built program, which loads the toolkit next, would tell of it
    with suppress(Exception):  # whatever is wrong is met again, and told
        location = wanted_window(sys.argv[1:])
        if location is not None:
            gc.disable()  # until the window is loaded: what is, stays for good
        if location is not None and is_server(location):
            from outreach.ui import has_display
            from outreach.ui.ahead import begin_once

            if has_display():
                begin_once(location)


def wanted_window(words: Sequence[str]) -> str | None:
    """The database whose window is asked for and nothing else: then the library of commands need not be loaded.

    A file alone is what the desktop hands over when it is opened there.
    """
    match list(words):
        case []:
            return os.environ.get(DATABASE_VARIABLE) or usual_database()
        case ["--database", location] if location and not location.startswith("-"):
            return location
        case [file] if file.endswith(FILE_NAMES):
            return file
    return None


def usual_database() -> str:
    """The database that is opened when none is named: the one that is set for this PC, else the user's own file."""
    from outreach.machine.settings import machine

    return str(machine().settle("database", otherwise="").value or default_database())


def default_database() -> "Path":
    """The file in the user's own folder."""
    from outreach.records.signing import data_folder

    return data_folder() / "precinct.outreach"
