"""The line on Home that says when the last verified backup was taken, and leads to where they are set."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from outreach.languages.spoken import say
from outreach.ui.backups import desk_backups
from outreach.ui.desk import Desk
from outreach.ui.widgets.basics import button, pill


class BackupLine(QWidget):
    """A link with the words, and beside it a red pill when nobody could rely on the backups."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._backups = desk_backups(desk)
        self.link = button("", partial(desk.go, "settings", "Backups"), "crumb")
        self.tag = pill(say("Backup"), "late")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.tag, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.link)
        row.addStretch(1)
        self._backups.taken.connect(self.show_state)
        self._backups.verified.connect(self.show_state)
        self._backups.failed.connect(self.show_state)
        self._backups.looked.connect(self.show_state)
        self.show_state()

    def look(self) -> None:
        """Say how they stand, also after what other PCs took."""
        self.show_state()
        self._backups.look()

    def show_state(self, _fault: object = None) -> None:
        """Say how the backups stand now."""
        state = self._backups.state(datetime.now().astimezone())
        self.link.setText(state.words)
        self.link.setAccessibleName(say("{words}. Open the settings of backups", words=state.words))
        self.tag.setVisible(state.is_bad)
