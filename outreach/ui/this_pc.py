"""What the window needs of this PC: a way to the display, and a printer."""

import subprocess
import sys
from collections.abc import Iterator

from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QApplication

from outreach.exchange.doctor import Finding, State
from outreach.languages.spoken import say
from outreach.shipped import BUILT
from outreach.ui import has_display

SMALLEST = (1024, 640)
TRIAL_SECONDS = 30
TRIAL = "from PySide6.QtGui import QGuiApplication; print(QGuiApplication([]).platformName())"
WITHOUT_SCREEN = ("offscreen", "minimal", "vnc")


def display_findings() -> Iterator[Finding]:
    """Whether a window can open, tried in a program of its own: a display that Qt cannot use ends a program."""
    if not has_display():
        words = say("There is no display here, so the window cannot open; commands work.")
        yield Finding("window", State.LOOK, words, say("Run it on a PC with a screen."))
        return
    if BUILT:  # a built program is no Python that could be asked to try
        return
    tried = subprocess.run(
        [sys.executable, "-c", TRIAL], capture_output=True, text=True, timeout=TRIAL_SECONDS, check=False
    )
    if tried.returncode:
        words = say("The window cannot open: Qt finds no way to the display.")
        yield Finding("window", State.WRONG, words, say("On Linux install libxcb-cursor0 and libegl1, then try again."))
    elif (name := tried.stdout.strip()) in WITHOUT_SCREEN:
        words = say("The window opens where nobody sees it: Qt runs on '{name}'.", name=name)
        yield Finding("window", State.LOOK, words, say("Take QT_QPA_PLATFORM away."))
    else:
        yield Finding("window", State.OK, say("The window can open, on Qt's '{name}'.", name=name))


def screen_findings() -> Iterator[Finding]:
    """The screen as the open window has it."""
    screen = QGuiApplication.primaryScreen()
    size = screen.availableSize() if screen is not None else None
    words = say("The window runs on Qt's {name}", name=QGuiApplication.platformName())
    if size is None:
        yield Finding("window", State.LOOK, say("{words} without a screen.", words=words), say("Connect a screen."))
        return
    words = say("{words}, on {width} by {height} points.", words=words, width=size.width(), height=size.height())
    if size.width() < SMALLEST[0] or size.height() < SMALLEST[1]:
        yield Finding(
            "window", State.LOOK, words, say("Make the scale of the display smaller: pages need 1,024 by 640.")
        )
    else:
        yield Finding("window", State.OK, words)


def printer_findings() -> Iterator[Finding]:
    """The printers this PC knows."""
    if QGuiApplication.instance() is None:
        # One for windows too: a process has one for good, and a window that opens later has no use for less.
        QApplication([sys.argv[0], "-platform", "offscreen"])
    names, usual = QPrinterInfo.availablePrinterNames(), QPrinterInfo.defaultPrinterName()
    if not names:
        words = say("There is no printer on this PC; reports can still be saved as PDF.")
        yield Finding("printer", State.LOOK, words, say("Add one in the settings of the system."))
    elif not usual:
        words = say("{count} printers are known, and none is the usual one.", count=len(names))
        yield Finding("printer", State.LOOK, words, say("Choose the usual one in the settings of the system."))
    else:
        yield Finding("printer", State.OK, say("The usual printer is {usual}.", usual=usual))
