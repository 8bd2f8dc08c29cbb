"""Putting a server's backup back: tried and seen side by side first, then into a new database beside the old one."""

import re
from pathlib import Path

from outreach.actions.backups import refuse_restoring
from outreach.actions.change import tell
from outreach.exchange.server_backup import held_in, put_words, restore_into_new, server_backups
from outreach.languages.spoken import say
from outreach.records.base import database
from outreach.records.database import close_database, connection, open_database
from outreach.records.encryption import Told
from outreach.records.server import without_password
from outreach.records.server_backup import SUFFIX, server_holdings
from outreach.ui.desk import Desk
from outreach.ui.pages.settings_restore import RestorePart, Tried
from outreach.ui.widgets.action_form import ActionForm
from outreach.ui.wording import instant

WORDS = (
    "A backup is first read to its end, an archive put back into a file of its own and checked. You see it beside the "
    "records of now. It then goes into a new, empty database, which whoever runs the server makes (createdb). These "
    "records stay as they are until the PCs are pointed to the new one."
)
NO_TRAIL = " An archive holds no accounts and no audit trail: take the dump where there is one."


class ServerRestorePart(RestorePart):
    """Choosing a dump or an archive, trying it, and putting it into a new database."""

    words = WORDS
    suffixes = (f"*{SUFFIX}", "*.json")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.target = ActionForm("restore-into", "", say("Put it into this database"), desk.today)
        self.target.add_line(
            "url",
            say("&New, empty database"),
            "postgresql://user@host/name",
            needed=say("Say where it goes: postgresql://user@host/name, an empty database."),
        )
        self.target.submitted.connect(self._put_into)
        self.target.left.connect(self.forget)
        self.target.faulty_words.connect(desk.messages.fault)
        self.target.hide()
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self.target)

    def listed(self, folder: Path) -> list[tuple[str, Path]]:
        """The dumps and archives in a folder, newest first."""
        found = server_backups(folder, self._desk.location)
        return [(f"{instant(taken)}, {_kind(path)}", path) for taken, path in found]

    def try_backup(self, path: Path, login: str, phrase: str, told: Told) -> Tried:
        """Read a backup through, and count what is kept now."""
        then = held_in(path)
        told(0.9)
        return Tried(path, None, server_holdings(database.obj), then)

    def told_besides(self, tried: Tried) -> str:
        """An archive is less than a dump."""
        return "" if tried.path.suffix == SUFFIX else say(NO_TRAIL)

    def offer_to_put_back(self) -> None:
        """Ask for the database it goes into."""
        self.target.show()
        self.target.take_focus()

    def forget(self, value: object = None) -> None:
        """Hide what was tried."""
        super().forget(value)
        if hasattr(self, "target"):
            self.target.hide()

    def _put_into(self) -> None:
        found, desk = self.found, self._desk
        if found is None:
            return
        actor, location, url = desk.actor, desk.location, self.target.text("url").strip()

        def work() -> str:
            refuse_restoring(actor)
            close_database()
            holdings = restore_into_new(actor, found.path, url)
            open_database(location)
            with connection():
                tell(actor, f"restored the backup {found.path.name} into {without_password(url)}")
            return put_words(found.path, url, holdings)

        desk.put_back_wanted.emit(work)


def _kind(path: Path) -> str:
    precinct = re.search(r"-\d{8}-\d{6}-(.+)", path.stem)
    return say("archive of {precinct}", precinct=precinct[1]) if precinct else say("dump")
