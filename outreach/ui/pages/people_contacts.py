"""Those who may be contacted as a file: cards for an address book, or a table for a mail merge."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from outreach.actions.change import tell
from outreach.languages.spoken import say
from outreach.ui.desk import Desk
from outreach.ui.list_menu import FOLDER
from outreach.ui.tasks import Progress
from outreach.ui.wording import plural

SUFFIXES = (".vcf", ".csv", ".xlsx")
KINDS = "Address book (*.vcf);;Mail merge (*.csv);;Mail merge workbook (*.xlsx)"


class ContactsFile(QObject):
    """Asks for a file, and writes it on a worker. Nobody who is confidential is in it."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page

    def save(self) -> None:
        """Ask for a file, and write those who may be contacted."""
        start = self._desk.suggested(FOLDER, say("Contacts") + SUFFIXES[0])
        chosen, kind = QFileDialog.getSaveFileName(
            self._page, say("Save those who may be contacted"), start, say(KINDS)
        )
        if chosen:
            path = Path(chosen)
            usual = next((suffix for suffix in SUFFIXES if suffix in kind), SUFFIXES[0])
            self.save_to(path if path.suffix.lower() in SUFFIXES else path.with_name(path.name + usual))

    def save_to(self, path: Path) -> None:
        """Write them, as the end of the file's name says."""
        desk, actor, precinct, today = self._desk, self._desk.actor, self._desk.precinct, self._desk.today

        def work(progress: Progress) -> tuple[Path, int]:
            from outreach.exchange.exporting import export

            progress.step(0.2, say("Writing {name}", name=path.name))
            count = export("contacts", path, precinct, today)
            if actor.role is not None:
                tell(actor, "exported contacts")
            return path, count

        desk.work("contacts-file", work, self._saved, say("Writing {name}", name=path.name))

    def _saved(self, answer: object) -> None:
        if isinstance(answer, tuple):
            path, count = answer
            self._desk.remember(FOLDER, str(path.parent))
            told = plural(count, "person", "people")
            self._desk.messages.good(say("Saved {people} as {name}.", people=told, name=path.name))
