"""The program as it is started, ended as soon as its first page is painted. Prints the moment, the memory and the
processor time.

``python -m tests.benchmarks.started DATABASE [KEY]``; with a key, in hexadecimal, what an unlocked account opens.
"""

import sys
import time
from collections.abc import Callable
from typing import Any

from outreach import ui
from outreach.starting import main

_load = ui.load_window


def resident_bytes(process: int | str = "self") -> int:
    """The memory that a process holds, this one unless another is named."""
    with open(f"/proc/{process}/status", encoding="ascii") as status:  # noqa: PTH123 - as the bare window reads it
        return 1024 * next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


def load_watched() -> Callable[[Any], int]:
    """Load the window as it always is, and let it tell when its first page is painted."""
    run = _load()
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from outreach.ui.pages.home import HomePage

    show = HomePage._show

    def tell() -> None:
        QApplication.processEvents()
        told = f"{time.monotonic()} {resident_bytes()} {time.process_time()}\n"
        # To look whether it was painted describes the kinds of a window to Python, which the program does later.
        (window,) = (one for one in QApplication.topLevelWidgets() if one.isVisible())
        assert window.windowHandle().isExposed(), "nothing was painted"
        sys.stdout.write(told)
        sys.stdout.flush()
        QApplication.quit()

    def show_and_tell(page: HomePage, answer: object) -> None:
        show(page, answer)
        QTimer.singleShot(0, tell)

    HomePage._show = show_and_tell  # type: ignore[method-assign,assignment]
    return run


if __name__ == "__main__":
    ui.load_window = load_watched
    if sys.argv[1] == "--database":
        del sys.argv[1]  # by that word a built one has begun to read ahead from a server before it comes here
    if len(sys.argv) > 2:
        from outreach.records.database import open_database
        from outreach.ui import opening

        with_key = bytes.fromhex(sys.argv.pop())
        opening.must_sign_in = lambda location, **how: open_database(location, key=with_key, **how) is None
    sys.argv[1:1] = ["--database"]
    main()
