"""What a page is: a heading, things to do with it, a body, and when it reads its records again.

To make one, subclass :class:`Page` in a module of ``outreach/ui/pages`` with ``__init__(self, desk)``, put buttons into
``tools`` and cards into ``body``, ask for the records in :meth:`Page.read` and name it in :mod:`outreach.ui.places`::

    class WidgetsPage(Page):
        cares_for = frozenset({"widget"})

        def __init__(self, desk: Desk) -> None:
            super().__init__(desk, "Widgets")
            self.tools.addWidget(button("New widget", self.make_new, "main"))

        def read(self) -> None:
            desk, precinct = self.desk, self.desk.precinct
            desk.ask("widgets", lambda: widget_list(precinct), self._show)
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from outreach.actions.acting import Changes
from outreach.ui.desk import Desk
from outreach.ui.painted import is_mirrored, margins
from outreach.ui.tasks import DRAWN, OFFERED
from outreach.ui.widgets.basics import label, lay_beside, scrolled
from outreach.ui.widgets.tab_order import order_tabs

MARGIN = 24
SCROLLBAR_PX = 12
LEAST_TITLE_PX = 240
"""Where a title would have less room than this beside the buttons, they go under it."""
SECTION_PX = 12
"""More room between the ways to look at a page and what can be done on it."""


class Page(QWidget):
    """A page of the window.

    ``cares_for`` names the kinds of record it shows: when an action touches one of them the page reads again, at once
    when it is in front, otherwise when it next is.
    """

    cares_for: frozenset[str] = frozenset()
    opening = Signal()

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__()
        self.desk = desk
        self.setAccessibleName(title)
        self._wide: QScrollArea | None = None
        self._stale = True
        self._kinds: frozenset[str] | None = None
        self._is_opening = False
        self.title = label(title, "title")
        self.subtitle = label("", "muted", wrap=True)
        self.subtitle.setMinimumWidth(1)  # it wraps; the buttons beside it do not
        self.head = QVBoxLayout()
        self.head.setSpacing(2)
        self.head.addWidget(self.title)
        self.head.addWidget(self.subtitle)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(12)
        self.top = QHBoxLayout()
        self.top.addLayout(self.head, 1)
        self.top.addLayout(self.tools)
        self.top.setAlignment(self.tools, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(MARGIN, 20, MARGIN, MARGIN)
        self.body.setSpacing(16)
        self.body.addLayout(self.top)
        desk.changed.connect(self._hear)
        desk.elsewhere.connect(self.hear_elsewhere)
        desk.reread.connect(self._read_again)
        desk.tasks.busy_changed.connect(self._opened)
        self._tabs = QTimer(self)
        self._tabs.setSingleShot(True)
        self._tabs.setInterval(0)
        self._tabs.timeout.connect(self._order_tabs)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Look whether title and buttons still have room beside each other."""
        super().resizeEvent(event)
        self._turn_head()

    def event(self, event: QEvent) -> bool:
        """Buttons that come and go need more room, or less."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._turn_head()
        return done

    def _turn_head(self) -> None:
        """In a narrow window the buttons go under the title, which would be cut otherwise."""
        margins, least = self.body.contentsMargins(), self.head.minimumSize().width()
        around = self.top.contentsMargins()
        room = self.width() - margins.left() - margins.right() - around.left() - around.right()
        beside = max(least, LEAST_TITLE_PX) + self.top.spacing() + self.tools.minimumSize().width() <= room
        lay_beside(self.top, beside=beside)

    def hold_scrolled(self, content: QWidget, name: str) -> QScrollArea:
        """Let the page scroll under its head; the scroll bar stands in the margin, and the cards keep their edge."""
        self.body.setContentsMargins(0, 20, 0, 0)
        self.top.setContentsMargins(MARGIN, 0, MARGIN, 0)
        area = scrolled(content, name)
        layout = content.layout()

        def make_room(_least: int, most: int) -> None:
            if layout is not None:
                layout.setContentsMargins(margins(MARGIN, 0, MARGIN - (SCROLLBAR_PX if most > 0 else 0), MARGIN))

        make_room(0, 0)
        area.verticalScrollBar().rangeChanged.connect(make_room)
        self.body.addWidget(area, 1)
        return area

    def widen_for(self, area: QScrollArea) -> None:
        """Let the scroll bar of a part that fills the page stand in the margin as well, as long as it reaches there."""
        self._wide = area
        area.verticalScrollBar().rangeChanged.connect(self._widen)
        area.installEventFilter(self)

    def _widen(self) -> None:
        area = self._wide
        if area is None:
            return
        edge = area.mapTo(self, QPoint(0 if is_mirrored() else area.width(), 0)).x()
        reaches = area.isVisibleTo(self) and (edge if is_mirrored() else self.width() - edge) <= MARGIN
        bar = SCROLLBAR_PX if reaches and area.verticalScrollBar().maximum() > 0 else 0
        self.body.setContentsMargins(margins(MARGIN, 20, MARGIN - bar, MARGIN))
        self.top.setContentsMargins(margins(0, 0, bar, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """What scrolls came, went, or has another width."""
        if watched is self._wide and event.type() in (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Resize):
            self._widen()
        return super().eventFilter(watched, event)

    def open(self, what: object) -> None:
        """Show this record or list from where the work on it begins, wherever the reader was on the page before."""
        self.opening.emit()
        self._is_opening = True
        self.show_record(what)

    def show_record(self, what: object) -> None:
        """Show a record or a filtered list; pages that only have one thing to show ignore it."""

    def read(self) -> None:
        """Ask for what the page shows."""

    def read_touched(self, changes: Changes) -> bool:
        """Read no more than what an action touched, at once, where that is all it changed here; False: everything is
        read.

        What it brings is shown in what is there; no new control comes of it.
        """
        return False

    def read_again(self, kinds: frozenset[str] | None) -> None:
        """Ask for what has changed since the page was read last: records of some kinds, or perhaps of any (None)."""
        self.read()

    def make_new(self) -> None:
        """What Ctrl+N makes here; an event, unless a page has something nearer."""
        self.desk.go("event", None)

    def focus_first(self) -> None:
        """Put the focus where the work on this page begins."""

    def take_dropped(self, paths: Sequence[Path]) -> Sequence[Path]:
        """Take the files dropped on the window that this page knows what to do with; returns the others."""
        return paths

    @property
    def is_handed_over(self) -> bool:
        """Whether others than whoever is signed in have the screen."""
        return False

    def take_screen_back(self, *, by_force: bool) -> bool:
        """Take the screen from whom it was handed to, before the window closes; False while they keep it."""
        return True

    def leave(self) -> None:
        """Save what is still being typed; called before another page comes forward and before the window closes."""

    @property
    def help_page(self) -> str:
        """The page of help that F1 opens, where it is not the one of the place."""
        return ""

    def come_forward(self) -> None:
        """Read if something has changed since the page was last in front."""
        if self._stale:
            kinds, self._kinds = self._kinds, frozenset()
            self._stale = False
            self.read_again(kinds)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Give every list on the page its columns and its menu."""
        super().showEvent(event)
        if self.desk.tasks.idle:
            self._tabs.start()  # otherwise with the answers, of which rows may come
        self.give_menus()

    def give_menus(self) -> None:
        """Give each list its columns and its menu; to be called again where a part of the page is made later."""
        if "outreach.ui.widgets.tables" not in sys.modules:
            return  # lists are loaded with the first page that has one
        from outreach.ui.list_menu import ListMenu
        from outreach.ui.widgets.tables import Table

        for table in self.findChildren(Table):
            if table.findChild(ListMenu) is None:
                ListMenu(table, self.desk)

    def mark_stale(self) -> None:
        """Read again when the page next comes to the front."""
        self._stale, self._kinds = True, None

    def hear_elsewhere(self, kinds: frozenset[str]) -> None:
        """Read again what colleagues have changed, without moving the reader's place."""
        if self.cares_for & kinds:
            self._note(kinds)
            if self.isVisible() and not self.window().isMinimized():
                if self.desk.tasks.idle or not self._is_opening:
                    from outreach.ui.staying import Staying

                    Staying(self, self.desk.tasks, self.opening)
                self.come_forward()

    def _opened(self, busy: bool) -> None:
        if not busy:
            self._is_opening = False
            # What is offered or drawn brings no rows.
            if any(not key.startswith((OFFERED, DRAWN)) for key in self.desk.tasks.answered):
                self._tabs.start()

    def _order_tabs(self) -> None:
        """Rows come with answers: Tab goes through them where they stand."""
        if self.isVisible():
            order_tabs(self)

    def _note(self, kinds: frozenset[str]) -> None:
        self._stale = True
        if self._kinds is not None:
            self._kinds |= kinds & self.cares_for

    def _read_again(self) -> None:
        self.mark_stale()
        self.hear_elsewhere(self.cares_for)

    def _hear(self, changes: Changes) -> None:
        if self.cares_for & changes.kinds:
            if self.isVisible() and not self._stale and self.read_touched(changes):
                return
            self._note(changes.kinds)
            if self.isVisible():
                self.come_forward()
