"""The program as it is started, ended as soon as its first page is painted. Prints the moment and the memory.

``python -m tests.benchmarks.started DATABASE [KEY]``; with a key, in hexadecimal, what an unlocked account opens.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from outreach.ui import application


def resident_bytes() -> int:
    """The memory that this process holds."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return 1024 * next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))


class _Watched(application.Program):
    """The program, which tells when the first page is painted."""

    _was_told = False

    def open(self) -> None:
        super().open()
        assert self.window is not None
        self.window.desk.tasks.busy_changed.connect(self._look)

    def _look(self, busy: bool) -> None:
        # The answer is handed over, and painted, after this is told.
        QTimer.singleShot(0, self._tell_if_there)

    def _tell_if_there(self) -> None:
        if self.window is not None and getattr(self.window.page, "_home", None) and not self._was_told:
            self._was_told = True
            QApplication.processEvents()
            self._tell()

    def _tell(self) -> None:
        sys.stdout.write(f"{time.monotonic()} {resident_bytes()}\n")
        sys.stdout.flush()
        QApplication.quit()


if __name__ == "__main__":
    application.Program = _Watched  # type: ignore[misc]
    if len(sys.argv) > 2:
        from outreach.records.database import open_database

        application.must_sign_in = lambda location: open_database(location, key=bytes.fromhex(sys.argv[2])) is None
    from outreach.cli import main

    sys.argv = ["main.py", "--database", sys.argv[1]]
    main()
