"""What an officer sees when the program made a mistake: what happened, that her work is kept, and a report to copy."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from outreach.languages.spoken import say
from outreach.machine.faults import Report
from outreach.ui.desk import Desk
from outreach.ui.page import Page
from outreach.ui.widgets.basics import button, label
from outreach.ui.wording import plural

WIDTH_PX = 600
REPORT_PX = 168
MOST_DIALOGS = 3
"""After so many different mistakes the message bar alone tells of the next ones."""
MOST_TOLD = 20
KEPT_WITHIN_SECONDS = 2.0
WHAT = (
    "Outreach made a mistake{where}. It is not your fault. What you were just doing may not be done: look at it before "
    "you do it again."
)
KEPT = "Your work is kept: all that you recorded, and what you were typing is put aside as a draft."
NOT_PUT_ASIDE = (
    "All that you recorded is kept. What you were typing could not be put aside just now: copy it before you close."
)
SEND = "Copy the report for whoever looks after Outreach. It holds no names and nothing that was typed."


class FaultDialog(QDialog):
    """One mistake, however often it comes."""

    def __init__(
        self, report: Report, kept: str, closes: QWidget | None, parent: QWidget | None = None, page: str = ""
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setWindowTitle(say("Something went wrong · Outreach"))
        self.setFixedWidth(WIDTH_PX)
        self._closes = closes
        self.text = report.text
        self.what = label(say(WHAT, where=say(" on the page {page}", page=page) if page else ""), wrap=True)
        self.kept = label(say(kept), "strong", wrap=True)
        self.times = label("", "muted", wrap=True)
        self.times.hide()
        self.words = QPlainTextEdit(report.text)
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(REPORT_PX)
        self.words.setAccessibleName(say("Report"))
        self.copy = button(say("Copy report"), self._copy)
        self.on = button(say("Go on"), self.accept, "main")
        self.close_program = button(say("Close Outreach"), self._close_program, "quiet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 24)
        layout.setSpacing(14)
        layout.addWidget(label(say("Something went wrong"), "title"))
        for widget in (self.what, self.kept, self.times, label(say(SEND), "muted", wrap=True), self.words):
            layout.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.copy)
        row.addWidget(self.close_program)
        row.addStretch(1)
        row.addWidget(self.on)
        layout.addLayout(row)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """As high as the wrapped words need; Enter goes on."""
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))
        super().showEvent(event)
        self.on.setFocus(Qt.FocusReason.OtherFocusReason)

    def count_up(self, times: int, more: str = "") -> None:
        """Say that it, or something with it, came again; ``more`` is the report of another mistake."""
        told = say("more than {count} times", count=MOST_TOLD) if times > MOST_TOLD else plural(times, "time")
        self.times.setText(
            say("It has happened {told}.", told=told)
            if not more
            else say("Another mistake followed; its report is below.")
        )
        self.times.show()
        if more:
            self.text = f"{self.text}\n{more}"
            self.words.setPlainText(self.text)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
        self.copy.setText(say("Copied"))

    def _close_program(self) -> None:
        self.accept()
        if self._closes is not None:
            self._closes.close()
        else:
            QGuiApplication.quit()


class FaultTeller(QObject):
    """Shows one dialog for a mistake that was not seen before; the same one again is counted, and never asks again."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._seen: list[str] = []
        self.dialog: FaultDialog | None = None

    def hear(self, report: Report) -> None:
        """A mistake was told."""
        is_new = report.signature not in self._seen and len(self._seen) < MOST_DIALOGS
        if is_new:
            self._seen.append(report.signature)
        if self.dialog is not None:
            if report.times <= MOST_TOLD + 1:
                self.dialog.count_up(report.times, report.text if is_new else "")
        elif is_new:
            self._show(report)

    def _show(self, report: Report) -> None:
        self.dialog = dialog = FaultDialog(report, KEPT, self._window, self._window, self._page())
        dialog.finished.connect(self._forget)
        # A form may be at fault itself: what it tells then is counted in this dialog.
        if not self._desk.drafts.kept_within(KEPT_WITHIN_SECONDS):
            dialog.kept.setText(NOT_PUT_ASIDE)
        dialog.open()

    def _page(self) -> str:
        page = getattr(self._window, "page", None)
        return page.title.text() if isinstance(page, Page) else ""

    def _forget(self, _how: int) -> None:
        self.dialog = None
