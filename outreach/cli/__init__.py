"""The program as it is started: the window alone at once, everything else by its command (:mod:`.commands`).

Exit status 0: done; 1: the data or a file is at fault, told in one sentence on stderr; 2: the command was not
understood; 70: the program itself made a mistake, and a report of it was written.
"""

import logging
import sys
from pathlib import Path

from outreach.errors import OutreachError
from outreach.languages.spoken import say, speak
from outreach.machine.faults import report_of
from outreach.machine.log import Term, kept_log
from outreach.shipped import COMMAND
from outreach.starting import wanted_window

log = logging.getLogger("outreach.cli")
MISTAKE = 70
"""The exit status of a mistake in the program (EX_SOFTWARE of sysexits.h)."""


def main() -> None:
    """Open the window, or run one of the commands; known faults are told in one sentence, and so is a mistake."""
    with kept_log():
        try:
            speak_as_set()
            location = wanted_window(sys.argv[1:])
            if location is not None:
                sys.exit(open_window(location))
            from outreach.cli.commands import app
            from outreach.cli.usage import run

            sys.exit(run(app, _tell))
        except OutreachError as fault:
            log.info("Told a fault, %s", Term(type(fault).__name__), exc_info=fault)
            _tell(str(fault))
            sys.exit(1)
        except Exception as error:  # noqa: BLE001 - told as the mistake it is, with a report of it
            _tell(mistake_words(report_of(error).file))
            sys.exit(MISTAKE)


def mistake_words(report: Path | None) -> str:
    """What is said of a mistake in the program."""
    where = say("its report lies at {report}", report=report) if report else say("its report could not be written")
    return say(
        "Outreach made a mistake; what was saved before is kept, and {where}: hand it to whoever looks after Outreach.",
        where=where,
    )


def speak_as_set() -> None:
    """Speak the language that is set for the whole PC, fixed or suggested; an officer's own is the window's alone."""
    from outreach.machine.settings import machine

    speak(str(machine().settle("language", otherwise="en").value))


def _tell(words: str) -> None:
    """Say what was wrong on the terminal; where there is none, in a window of its own."""
    if sys.stderr is not None:
        sys.stderr.write(f"{words}\n")
        return
    from outreach.ui import show_fault

    show_fault(words)


def open_window(location: str) -> int:
    """Open the window and return the exit status. Raises :class:`OutreachError` where there is no display."""
    from outreach.ui import has_display, run_window

    if not has_display():
        raise OutreachError(
            say(
                "There is no display to open the window on: run it on a PC with a screen, or print without one by "
                "'{command} report monthly --month YYYY-MM -o FILE.pdf'.",
                command=COMMAND,
            )
        )
    return run_window(location)
