"""The commander's message, and the titles and words of the quarterly report's parts."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from outreach.languages.spoken import say
from outreach.queries.issued import PartWords
from outreach.queries.period import Period
from outreach.reports.quarterly_draft import DRAFTS, TITLES, fields
from outreach.ui.desk import Desk
from outreach.ui.pages.report_words import KeptWords
from outreach.ui.widgets.basics import Card, button, label
from outreach.ui.widgets.fields import Choice, Field

TALL_PX = 120


def _tall_edit() -> QPlainTextEdit:
    edit = QPlainTextEdit()
    edit.setTabChangesFocus(True)
    edit.setFixedHeight(TALL_PX)
    return edit


class MessageEditor(Card):
    """The commander's message of a period."""

    reread_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(say("Commander’s message"))
        self.edit = _tall_edit()
        self.edit.setPlaceholderText(say("What the month was about, in the commander’s words."))
        self._message = KeptWords(desk, self.edit, "message", self)
        self.state = label("", "small", wrap=True)
        self.keep = button(say("Keep message"), self._keep_pressed)
        self.body.addWidget(Field(say("Me&ssage"), self.edit))
        self.body.addWidget(self.state)
        self.body.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        self._message.told.connect(self._tell)
        self._message.reread_wanted.connect(self.reread_wanted)

    @property
    def changed(self) -> bool:
        """Whether what stands there differs from what is kept."""
        return self._message.changed

    @property
    def words(self) -> str:
        """What stands there."""
        return self._message.words

    def show_words(self, kind: str, period: Period, parts: dict[str, PartWords]) -> None:
        """Show the message kept for a period."""
        self._message.show_words(kind, period, parts)

    def save(self) -> bool:
        """Keep the message; False when that was not possible, which is told."""
        return self._message.save()

    def _tell(self) -> None:
        self.state.setText(self._message.state)
        self.state.setVisible(bool(self.state.text()))
        self.keep.setVisible(self._message.changed)

    def _keep_pressed(self) -> None:
        self.save()


class PartsEditor(Card):
    """The quarterly report's parts, one at a time: its title and the words it begins with.

    Where an officer wrote none, the report's own draft stands there; its fields in braces are filled in with the
    figures each time it is printed.
    """

    reread_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(say("Parts of the report"))
        self._shown: tuple[str, Period, dict[str, PartWords]] | None = None
        self.part = Choice[str](say("Part"), [(say(title), part) for part, title in TITLES.items()])
        self.title_edit = QLineEdit()
        self.edit = _tall_edit()
        self._title = KeptWords(desk, self.title_edit, f"title_{self._chosen}", self)
        self._words = KeptWords(desk, self.edit, self._chosen, self)
        self.state = label("", "small", wrap=True)
        self.start = button(say("Start from the draft"), self._start)
        named = ", ".join(f"{{{name}}}" for name in fields())
        self.fields = label(say("Figures you can name: {named}.", named=named), "small", wrap=True)
        self.body.addWidget(Field(say("P&art"), self.part))
        self.body.addWidget(Field(say("&Title of this part"), self.title_edit))
        self.body.addWidget(Field(say("&Words it begins with"), self.edit))
        for control in (self.state, self.fields):
            self.body.addWidget(control)
        self.body.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        self.part.chosen.connect(self._part_chosen)
        for kept in (self._title, self._words):
            kept.told.connect(self._tell)
            kept.reread_wanted.connect(self.reread_wanted)
        self._tell()

    @property
    def _chosen(self) -> str:
        return self.part.value() or next(iter(TITLES))

    @property
    def changed(self) -> bool:
        """Whether what stands there differs from what is kept."""
        return self._title.changed or self._words.changed

    def show_words(self, kind: str, period: Period, parts: dict[str, PartWords]) -> None:
        """Show the title and words kept for a period."""
        self._shown = (kind, period, parts)
        part = self._chosen
        self.title_edit.setPlaceholderText(say(TITLES[part]))
        self.edit.setPlaceholderText(DRAFTS[part])
        self._title.show_words(kind, period, parts, f"title_{part}")
        self._words.show_words(kind, period, parts, part)

    def save(self) -> bool:
        """Keep both; False when that was not possible, which is told."""
        return all([self._title.save(), self._words.save()])

    def _part_chosen(self) -> None:
        if self._shown is not None and self.save():
            self.show_words(*self._shown)
            self.reread_wanted.emit()

    def _start(self) -> None:
        self._words.write(DRAFTS[self._chosen])
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        self.state.setText(say("Not kept yet.") if self.changed else self._words.state or self._title.state)
        self.state.setVisible(bool(self.state.text()))
        self.start.setVisible(not self._words.words)
