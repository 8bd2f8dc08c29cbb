"""Starting and ending the program with a window."""

import logging
import sys
import threading
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from outreach.errors import DamagedError, OutreachError, StrangeFileError
from outreach.languages.spoken import speak
from outreach.machine.faults import note, report_of
from outreach.machine.log import Term
from outreach.records.database import close_database, is_server
from outreach.shipped import RESOURCES
from outreach.ui.opening import Opening
from outreach.ui.own import backup_folder, settled_language, stored_settings
from outreach.ui.program import Program
from outreach.ui.theme import Theme, new_application
from outreach.ui.undoing import UndoKeys

log = logging.getLogger("outreach.ui")


def run(opening: Opening) -> int:
    """Open the window on a database that is being opened; returns the exit status when it is closed.

    A file in the program's own data folder is made on first use. Raises OutreachError when the database cannot be
    opened.
    """
    location = opening.location
    remembered = stored_settings()
    speak(str(settled_language(remembered).value))  # what keeps the window shut is told in it, too
    application = _application()
    theme = Theme(application, dressed=False)
    locked, damage = False, None
    try:
        locked = opening.must_sign_in()
    except (DamagedError, StrangeFileError) as fault:
        if not _can_be_repaired(fault, location):
            raise
        damage = fault
    program = Program(remembered, location, opening, theme.dress)
    note("Window", f"Qt {qVersion()}, {application.platformName()}")
    sys.excepthook = program.report
    threading.excepthook = program.report_of_thread
    sys.unraisablehook = log_unraisable
    log.info("The window opens on %s", Term("a server" if is_server(location) else "a file"))
    try:
        program.begin(damage, locked=locked)
        return application.exec()
    finally:
        sys.excepthook, threading.excepthook = sys.__excepthook__, threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__
        log.info("The window is closed")
        program.close()
        theme.deleteLater()
        opening.close()
        close_database()


def log_unraisable(fallen: "sys.UnraisableHookArgs") -> None:
    """Keep a report of what went wrong while something was cleared away: nobody's work hangs on it."""
    if fallen.exc_value is not None:
        report_of(fallen.exc_value)


def _can_be_repaired(fault: OutreachError, location: str) -> bool:
    """Whether there is a way on from a file that does not open: another kind of file has none, unless it was backed
    up, and so lost its beginning."""
    from outreach.records.backup import copies

    return isinstance(fault, DamagedError) or bool(
        copies(backup_folder(location, stored_settings()), Path(location).stem)
    )


def _application() -> QApplication:
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else new_application(sys.argv[0])
    application.setApplicationName("Outreach")
    application.setApplicationDisplayName("Outreach")
    application.setWindowIcon(QIcon(str(RESOURCES / "icons" / "outreach.svg")))
    UndoKeys(application, application)
    return application
