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
    """Hand over to the command line. Where the window is asked for on a server, that is read ahead from at once."""
    if sys.argv[1:] == [READ_AHEAD]:
        from outreach.ui.ahead_process import read_ahead

        read_ahead()
        return
    with suppress(Exception):  # whatever is wrong is met again, and told
        location = wanted_window(sys.argv[1:])
        if location is not None:
            gc.disable()  # until the window is loaded: what is, stays for good
        if location is not None and is_server(location):
            from outreach.ui import has_display
            from outreach.ui.ahead import begin

            if has_display():
                begin(location)
    from outreach.cli import main as take_over

    take_over()


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
