"""The part of the settings about several PCs: where the records lie, and moving them to a server."""

from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from outreach.actions.accounts import Unlocked
from outreach.actions.copying import MovedRecords, copy_records
from outreach.records.server import ENCRYPTED, is_server, sslmode_of, without_password
from outreach.records.sharing import shared_by
from outreach.ui.desk import Desk
from outreach.ui.own import settled_database
from outreach.ui.tasks import Progress
from outreach.ui.widgets.action_form import ActionForm
from outreach.ui.widgets.basics import Card, label
from outreach.ui.wording import fixed_words

FORM_PX = 520
SERVER_WORDS = "Several PCs can work here at once: what a colleague writes appears by itself."
FILE_WORDS = (
    "A file is for one PC. For several, whoever runs your server makes an empty PostgreSQL database and gives you its "
    "URL. Everything here is copied there, row by row, and compared. This file stays as it is."
)


class SharingPart(Card):
    """Where the records lie, what that means for several PCs, and one button that copies them to a server."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Several PCs")
        self._desk = desk
        fixed = f" {fixed_words()}" if settled_database(desk.location).is_fixed else ""
        self.where = label(f"The records lie in {without_password(desk.location) or 'a file'}.{fixed}", wrap=True)
        self.words = label(_words(desk.location), "muted", wrap=True)
        self.form = ActionForm("server", "Move to a server", "Copy everything to the server", desk.today)
        self.form.add_line(
            "url", "&URL of the empty database", "postgresql://user@host/name", "The URL is missing: ask for it."
        )
        if desk.unlocked is not None:
            self.form.add_line("passphrase", "Your &passphrase", needed="Your passphrase is missing: type it.")
            passphrase = self.form.control("passphrase")
            if isinstance(passphrase, QLineEdit):
                passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.form.setMaximumWidth(FORM_PX)
        self.form.leave.hide()
        self.form.setVisible(not is_server(desk.location))
        self.form.submitted.connect(self._copy)
        self.form.faulty_words.connect(desk.messages.fault)
        for widget in (self.where, self.words, self.form):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def _copy(self) -> None:
        desk, url = self._desk, self.form.text("url")
        passphrase = self.form.text("passphrase") if desk.unlocked is not None else ""
        by = desk.unlocked or Unlocked(desk.actor)
        if not is_server(url):
            desk.messages.fault(f"“{url}” is not the URL of a server: write it as postgresql://user@host/name.")
            return

        if desk.tasks.awaits("settings/copy"):
            return

        def work(progress: Progress) -> MovedRecords:
            return copy_records(by, desk.location, url, passphrase, progress.step)

        desk.work("settings/copy", work, self._copied, "Copying everything to the server")

    def _copied(self, moved: object) -> None:
        if not isinstance(moved, MovedRecords):
            return
        others = ", ".join(moved.without_passphrase)
        accounts = f" These accounts need a new passphrase there: {others}." if others else ""
        self._desk.messages.good(
            f"{moved.copied.total:,} rows are copied and compared. On every PC, start Outreach with "
            f"--database and this URL from now on.{accounts}"
        )


def _words(location: str) -> str:
    if is_server(location):
        mode = sslmode_of(location)
        way = "on this PC" if mode not in ENCRYPTED else "reached over an encrypted connection"
        return f"{SERVER_WORDS} The server is {way} (sslmode={mode})."
    shared = shared_by(Path(location)) if location else None
    return f"{shared.warning.partition(' For several')[0]} {FILE_WORDS}" if shared else FILE_WORDS
