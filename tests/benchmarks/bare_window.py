"""The floor of starting: a window of the toolkit alone with an empty table. Prints the moment, the memory and
the processor time."""

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView


def tell() -> None:
    with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123 - pathlib is one more thing to import
        resident = next(line.split()[1] for line in status if line.startswith("VmRSS"))
    sys.stdout.write(f"{time.monotonic()} {int(resident) * 1024} {time.process_time()}\n")
    sys.stdout.flush()
    application.quit()


application = QApplication(sys.argv)
window = QMainWindow()
table = QTableView()
table.setModel(QStandardItemModel(0, 7, table))
window.setCentralWidget(table)
window.resize(1440, 900)
window.show()
QTimer.singleShot(0, tell)
application.exec()
