"""The recovery key of an encrypted file, shown once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from outreach.languages.spoken import say
from outreach.ui.widgets.basics import button, label

WIDTH_PX = 560
WORDS = (
    "This key opens the records when every passphrase is forgotten. It is shown this once and kept nowhere: print it, "
    "or write it down, and lock it away."
)


class RecoveryKey(QDialog):
    """The key in large letters; it closes when somebody says that it was written down. ``printed`` tells of a print."""

    printed = Signal()

    def __init__(self, recovery: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setWindowTitle(say("Recovery key · Outreach"))
        self.setFixedWidth(WIDTH_PX)
        self._recovery = recovery
        groups = recovery.split("-")
        half = len(groups) // 2
        self.key = label("\n".join(" – ".join(part) for part in (groups[:half], groups[half:])), "total")
        self.key.setAccessibleName(say("Recovery key"))
        self.key.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.written = QCheckBox(say("I have written it &down"))
        self.done_button = button(say("Close"), self.accept, "main")
        self.done_button.setEnabled(False)
        self.written.toggled.connect(self.done_button.setEnabled)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 24)
        layout.setSpacing(16)
        layout.addWidget(label(say("The recovery key"), "title"))
        layout.addWidget(label(say(WORDS), "muted", wrap=True))
        layout.addWidget(self.key)
        layout.addWidget(self.written)
        row = QHBoxLayout()
        row.addWidget(button(say("Print …"), self._print))
        row.addStretch(1)
        row.addWidget(self.done_button)
        layout.addLayout(row)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """As high as the wrapped words need."""
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))
        super().showEvent(event)

    def reject(self) -> None:
        """Escape does not lose a key that nobody has written down."""
        if self.written.isChecked():
            super().reject()

    def _print(self) -> None:
        printer = QPrinter()
        if QPrintDialog(printer, self).exec():
            paper = QTextDocument()
            paper.setPlainText(
                say("Outreach: recovery key\n\n{recovery}\n\n{words}", recovery=self._recovery, words=say(WORDS))
            )
            paper.print_(printer)
            self.printed.emit()
