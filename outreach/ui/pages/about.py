"""About Outreach: which version this is, what it works with, and the license of every part it is made of."""

import platform
from functools import partial

from PySide6 import __version__ as qt_version
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QSplitter, QVBoxLayout

from outreach import __version__
from outreach.languages.spoken import say
from outreach.parts import COPYRIGHT, Part, shipped_parts
from outreach.queries.status import DatabaseSystem, database_system
from outreach.shipped import RESOURCES
from outreach.ui.desk import Desk
from outreach.ui.models import Column, TableModel
from outreach.ui.page import Page
from outreach.ui.theme import font
from outreach.ui.widgets.basics import Breadcrumb, Card, button, label
from outreach.ui.widgets.tables import Table
from outreach.ui.wording import plural

ICON_PX = 64
WORDS_PX = 14
A_FULL_LINE = 55
"""From so many letters on, the line after it goes on with it."""

COLUMNS: tuple[Column[Part], ...] = (
    Column(
        "Part",
        lambda part: say("{name}, in {inside}", name=part.name, inside=part.inside) if part.inside else part.name,
        strong=True,
    ),
    Column("Version", lambda part: part.version or "–", width=104),
    Column("License", lambda part: part.license, width=184, tip=lambda part: part.license),
)


class AboutPage(Page):
    """Version and versions above; below all parts, searched by name or license, with the words of the chosen one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, say("About Outreach"))
        crumb = Breadcrumb(say("Help"), partial(desk.go, "help"))
        crumb.here.setText(say("About Outreach"))
        self.head.insertWidget(0, crumb)
        self.subtitle.setText(say("What a precinct does in its community: events, who came, promises and reports."))
        self.copy = button(say("Copy for support"), self._copy, tip=say("Copies the versions shown here."))
        self.tools.addWidget(self.copy)
        self._parts: tuple[Part, ...] = ()
        self.told = label(self._versions(None), wrap=True, name=say("Versions"))
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(self._program())
        self.search = QLineEdit()
        self.search.setPlaceholderText(say("Search   Ctrl+F"))
        self.search.setAccessibleName(say("Search parts and licenses"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.counted = label("", "muted", name=say("How many parts are shown"))
        self.table: Table[Part] = Table("Parts", TableModel(COLUMNS))
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(say("The words of the license"))
        self.words.setFont(font(WORDS_PX))
        self.body.addWidget(self._made_of(), 1)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.search.setFocus)

    def _program(self) -> Card:
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(20)
        icon = QLabel()
        icon.setPixmap(QIcon(str(RESOURCES / "icons" / "outreach.svg")).pixmap(ICON_PX, ICON_PX))
        icon.setAccessibleName(say("The icon of Outreach"))
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(label(say("Outreach {version}", version=__version__), "heading"))
        words.addWidget(
            label(
                say("{copyright}. Free to use, change and pass on under the MIT license.", copyright=COPYRIGHT),
                wrap=True,
            )
        )
        words.addWidget(self.told)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        card.body.addLayout(row)
        return card

    def _made_of(self) -> Card:
        card = Card(say("What it is made of"))
        row = QHBoxLayout()
        row.addWidget(self.search, 1)
        row.addWidget(self.counted)
        card.body.addLayout(row)
        side_by_side = QSplitter(Qt.Orientation.Horizontal)
        side_by_side.setChildrenCollapsible(False)
        side_by_side.addWidget(self.table)
        side_by_side.addWidget(self.words)
        side_by_side.setSizes([1, 1])
        card.body.addWidget(side_by_side, 1)
        return card

    def read(self) -> None:
        """Ask what the records are kept in, and for the parts: their files are read on a worker."""
        self.desk.ask("database-system", database_system, self._show_system)
        self.desk.ask("parts", shipped_parts, self._show_parts, say("Reading the licenses"))

    def focus_first(self) -> None:
        """The search."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_system(self, answer: object) -> None:
        if isinstance(answer, DatabaseSystem):
            self.told.setText(self._versions(answer))

    def _versions(self, system: DatabaseSystem | None) -> str:
        where = say(
            "Python {python}, Qt {qt}, {system} {release}.",
            python=platform.python_version(),
            qt=qt_version,
            system=platform.system(),
            release=platform.release(),
        )
        if system is None:
            return where
        return say(
            "{program}\nRecords: {system}, tables of version {version}.",
            program=where,
            system=system.name,
            version=system.schema.partition("_")[0],
        )

    def _show_parts(self, answer: object) -> None:
        if isinstance(answer, tuple):
            self._parts = answer
            self._filter()

    def _filter(self) -> None:
        wanted = self.search.text().casefold().split()
        shown = [part for part in self._parts if all(word in _searched(part) for word in wanted)]
        self.table.rows.show_rows(shown)
        self.counted.setText(plural(len(shown), "part"))
        self.table.choose(0)
        if not shown:
            self.words.setPlainText(say("No part has these words in its name, version or license."))

    def _chosen(self, index: QModelIndex) -> None:
        part = self.table.rows.row(index)
        if part is not None:
            self.words.setPlainText(self._license_of(part))

    def _license_of(self, part: Part) -> str:
        text = part.text
        if not text and part.inside:
            return say(
                "{name} is built into {inside} and is under the license {license}. What {inside} ships of it "
                "stands with {inside}.",
                name=part.name,
                inside=part.inside,
                license=part.license,
            )
        return f"{part.name} {part.version}".rstrip() + f"\n{part.license}\n\n{_flowing(text)}"

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(say("Outreach {version}", version=__version__) + f"\n{self.told.text()}")
        self.desk.messages.info(say("The versions were copied: paste them into your message."))


def _flowing(text: str) -> str:
    """A text that was broken into lines of one width, with its paragraphs whole again, so that they fit any width."""
    made = ""
    before = ""
    for line in text.splitlines():
        goes_on = len(before) >= A_FULL_LINE and line[:1].strip()
        made += (" " if goes_on else "\n") + line.rstrip() if made else line
        before = line
    return made


def _searched(part: Part) -> str:
    return f"{part.name} {part.version} {part.license} {part.inside} {part.kind}".casefold()
