"""The window. Importing this package costs nothing; Qt is loaded only when a window is opened."""

import gc
import os
import sys


def has_display() -> bool:
    """Whether a window can be shown here; on Linux only with an X or Wayland display or a chosen Qt platform."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def show_fault(words: str) -> None:
    """Tell what kept the window from opening to whoever has no terminal to read it on."""
    from PySide6.QtWidgets import QApplication, QMessageBox

    application = QApplication.instance() or QApplication(sys.argv[:1])
    QMessageBox.critical(None, "Outreach", words)
    del application


def run_window(database: str) -> int:
    """Open the window on a database (a file or a URL) and return the exit status when it is closed."""
    # What is loaded stays for good: to look through it for what may be cleared away delays the start, and keys later.
    gc.disable()
    try:
        from outreach.ui.application import run
    finally:
        gc.freeze()
        gc.enable()
    return run(database)
