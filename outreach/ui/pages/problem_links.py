"""What is gathered under a problem: a list that opens, lets go, and takes in more by a search."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from outreach.languages.spoken import say
from outreach.ui.desk import Desk
from outreach.ui.widgets.basics import Card, button
from outreach.ui.widgets.fields import Field
from outreach.ui.widgets.rows import Row, RowList
from outreach.ui.widgets.suggest import LookUp, SuggestBox, Suggestion


class LinksCard(Card):
    """The card. ``added`` and ``removed`` bring the key of what is gathered or let go, ``opened`` what a row opens."""

    added = Signal(int)
    removed = Signal(int)
    opened = Signal(object)

    def __init__(
        self, desk: Desk, heading: str, nothing: str, nothing_found: str, add: str, hint: str, look_up: LookUp
    ) -> None:
        super().__init__(heading)
        self._desk = desk
        self._nothing_found = nothing_found
        self.list = RowList(heading, nothing)
        self.box = SuggestBox(desk, add, look_up, least=2)
        self.box.setPlaceholderText(hint)
        self.body.addWidget(self.list)
        self.body.addWidget(Field(add, self.box))
        self.list.opened.connect(self.opened)
        self.box.taken.connect(self._take)
        self.box.unknown.connect(self._say_unknown)

    def show_rows(self, rows: Sequence[tuple[int, Row]]) -> None:
        """Show these rows, each by the key of what is gathered."""
        for key, row in rows:
            remove = button(say("Remove"), self._remove, "quiet", name=say("Remove: {name}", name=row.accessibleName()))
            remove.setProperty("key", key)
            row.across.addWidget(remove)
        self.list.show_rows([row for _, row in rows])
        self.aside.setText(f"{len(rows):,}" if rows else "")

    def _take(self, line: object) -> None:
        if isinstance(line, Suggestion) and isinstance(line.value, int):
            self.box.start_again()
            self.added.emit(line.value)

    def _remove(self) -> None:
        pressed = self.sender()
        if pressed is not None:
            self.removed.emit(int(pressed.property("key")))
            self.box.setFocus()

    def _say_unknown(self, _words: str) -> None:
        self._desk.messages.info(self._nothing_found)
