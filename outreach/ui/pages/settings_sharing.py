"""The part of the settings about several PCs: where the records lie, and moving them to a server."""

from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from outreach.actions.accounts import Unlocked
from outreach.actions.copying import MovedRecords, copy_records
from outreach.languages.spoken import say
from outreach.location import is_server
from outreach.records.server import ENCRYPTED, sslmode_of, without_password
from outreach.records.sharing import shared_by
from outreach.ui.desk import Desk
from outreach.ui.opening import settled_database
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
        super().__init__(say("Several PCs"))
        self._desk = desk
        where = say("The records lie in {place}.", place=without_password(desk.location) or say("a file"))
        fixed = f" {fixed_words()}" if settled_database(desk.location).is_fixed else ""
        self.where = label(f"{where}{fixed}", wrap=True)
        self.words = label(_words(desk.location), "muted", wrap=True)
        self.form = ActionForm("server", say("Move to a server"), say("Copy everything to the server"), desk.today)
        self.form.add_line(
            "url",
            say("&URL of the empty database"),
            "postgresql://user@host/name",
            say("The URL is missing: ask for it."),
        )
        if desk.unlocked is not None:
            self.form.add_line(
                "passphrase", say("Your &passphrase"), needed=say("Your passphrase is missing: type it.")
            )
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
            desk.messages.fault(
                say("“{url}” is not the URL of a server: write it as postgresql://user@host/name.", url=url)
            )
            return

        if desk.tasks.awaits("settings/copy"):
            return

        def work(progress: Progress) -> MovedRecords:
            return copy_records(by, desk.location, url, passphrase, progress.step)

        desk.work("settings/copy", work, self._copied, say("Copying everything to the server"), writes=True)

    def _copied(self, moved: object) -> None:
        if not isinstance(moved, MovedRecords):
            return
        others = ", ".join(moved.without_passphrase)
        accounts = say(" These accounts need a new passphrase there: {others}.", others=others) if others else ""
        self._desk.messages.good(
            say(
                "{total:,} rows are copied and compared. On every PC, start Outreach with --database and this URL "
                "from now on.{accounts}",
                total=moved.copied.total,
                accounts=accounts,
            )
        )


def _words(location: str) -> str:
    if is_server(location):
        mode = sslmode_of(location)
        way = say("on this PC") if mode not in ENCRYPTED else say("reached over an encrypted connection")
        reached = say("The server is {way} (sslmode={mode}).", way=way, mode=mode)
        return f"{say(SERVER_WORDS)} {reached}"
    shared = shared_by(Path(location)) if location else None
    if shared is None:
        return say(FILE_WORDS)
    warning = say(
        "These records lie {where}, where several PCs can damage them: only one PC may open them at a time.",
        where=shared.words,
    )
    return f"{warning} {say(FILE_WORDS)}"
