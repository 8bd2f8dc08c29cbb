"""Follow-ups: every promise until somebody has been told, by state on a board or as a table."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget

from outreach.languages.spoken import say
from outreach.queries.follow_up_detail import FollowUpDetail, follow_up_detail
from outreach.queries.follow_up_rows import FollowUpRow
from outreach.queries.followups import (
    FollowUpBoard,
    FollowUpFilter,
    FollowUpPage,
    FollowUpSummary,
    follow_up_board,
    follow_up_list,
    follow_up_summary,
)
from outreach.queries.listing import Page as Listed
from outreach.queries.lookups import DeskLookups, desk_lookups
from outreach.ui.desk import Desk, Gone
from outreach.ui.models import EVERY_ROW, ROW_ROLE, TableModel
from outreach.ui.page import SECTION_PX, Page
from outreach.ui.pages.follow_up_bulk import BulkPanel, ChosenStrip
from outreach.ui.pages.follow_up_panel import FollowUpPanel
from outreach.ui.pages.follow_up_rows import board_columns, card_of, columns_for, waiting_words
from outreach.ui.pages.follow_ups_filter import FollowUpsFilter
from outreach.ui.widgets.basics import Card, EmptyState, button, scrolled
from outreach.ui.widgets.board import Board
from outreach.ui.widgets.split import HANDLE_PX, Split
from outreach.ui.widgets.tables import Table
from outreach.ui.wording import plural

ROWS = 500
PANEL_PX = 392
TABLE_LEAST_PX = 360


@dataclass(frozen=True, slots=True)
class _Answer:
    board: FollowUpBoard | None
    rows: FollowUpPage | None
    summary: FollowUpSummary
    lookups: DeskLookups


class FollowUpsPage(Page):
    """The board, the table, the filters above them and the panel beside them."""

    cares_for = frozenset({"follow_up", "follow_up_note", "officer", "neighborhood", "person", "concern"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, say("Follow-ups"))
        self._wanted: int | None = None
        self._focus_waits = self._is_showing = False
        self._rows: dict[int, FollowUpRow] = {}
        self._sort, self._backwards = "due", False
        self.filters = FollowUpsFilter(desk)
        self._make_tools()
        self.board = Board(say("Follow-ups by state"), board_columns())
        self.table = Table("Follow-ups", TableModel[FollowUpRow](columns_for(desk.today)))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.panel = FollowUpPanel(desk)
        self.bulk = BulkPanel(desk)
        self.strip = ChosenStrip()
        self._lay_out()
        self._connect()
        self._mark_view()

    def _make_tools(self) -> None:
        self.as_board = button(say("Board"), self._show_board, name=say("Show as a board"), tip=say("By state (B)"))
        self.as_table = button(say("Table"), self._show_table, name=say("Show as a table"), tip=say("As a table (B)"))
        for control in (self.as_board, self.as_table):
            control.setCheckable(True)
        self.print = button(say("Print worklist"), self._print)

    def _lay_out(self) -> None:
        for widget in (self.as_board, self.as_table):
            self.tools.addWidget(widget)
        self.tools.addSpacing(SECTION_PX)
        self.tools.addWidget(self.print)
        self.views = QStackedWidget()
        self.empty = EmptyState(
            say("No promises yet"),
            say("A promise made at a meeting stands here until the resident has been told how it ended."),
            say("Record an event"),
            self.make_new,
        )
        self.nothing = EmptyState(
            say("Nothing fits"), say("No promise fits this filter."), say("Show all"), self.filters.show_all
        )
        self._board_area = scrolled(self.board, say("The board"))
        self._board_area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._table_card = Card()
        self._table_card.body.setContentsMargins(0, 0, 0, 0)
        self._table_card.body.addWidget(self.table)
        for view in (self._board_area, self._table_card, self.empty, self.nothing):
            self.views.addWidget(view)
        self.side = QStackedWidget()
        self.side.addWidget(self.panel)
        self.side.addWidget(self.bulk)
        self.side.hide()
        self.split = Split(self.desk, "followups")
        self.split.addWidget(self.views)
        self.split.addWidget(self.side)
        self.split.setStretchFactor(0, 1)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.split, 1)
        self.body.addWidget(self.strip)

    def _connect(self) -> None:
        self.filters.changed.connect(self.read)
        self.board.opened.connect(self._open_card)
        self.table.opened.connect(self._open_row)
        self.board.chosen_changed.connect(self._choice_changed)
        self.table.selectionModel().selectionChanged.connect(self._choice_changed)
        self.table.rows.sort_wanted.connect(self._sort_by)
        self.panel.closed.connect(self._close_side)
        self.panel.done.connect(self._deed_done)
        self.panel.left_form.connect(self._back_to_list)
        self.panel.reload_wanted.connect(self._read_detail)
        self.bulk.closed.connect(self._close_side)
        self.strip.wanted.connect(self._open_bulk)
        for keys, slot in (("Ctrl+F", self.filters.words.setFocus), ("Ctrl+P", self._print)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    @property
    def is_board(self) -> bool:
        """Whether the board is shown, not the table."""
        return self.desk.remembered("followups/view", "board") == "board"

    def show_record(self, what: object) -> None:
        """Open one promise, or the list through a filter made elsewhere."""
        if isinstance(what, FollowUpFilter):
            self.filters.show_value(what)
            self.mark_stale()
        elif isinstance(what, int):
            self._wanted = what
            self._read_detail()
        elif isinstance(what, str):
            self.filters.words.setText(what)
            self.mark_stale()

    def focus_first(self) -> None:
        """The list, as soon as it is there."""
        self._focus_waits = not self._rows
        if self.views.isHidden():
            self._part.take_focus()
        elif self._focus_waits:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.is_board:
            self.board.take_focus()
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self) -> None:
        """Ask for the list and for what the filters offer."""
        precinct, today, chosen, as_board = self.desk.precinct, self.desk.today, self.filters.value(), self.is_board
        sort, backwards, secret = self._sort, self._backwards, self.desk.may_read_confidential

        def listed(limit: int) -> Listed[FollowUpRow]:
            return follow_up_list(
                precinct, today, chosen, sort=sort, descending=backwards, limit=limit, confidential=secret
            )

        def question() -> _Answer:
            lookups = desk_lookups(precinct)
            if as_board:
                board = follow_up_board(precinct, today, chosen, confidential=secret)
                return _Answer(board, None, board.summary, lookups)
            return _Answer(None, listed(ROWS), follow_up_summary(precinct, today, chosen), lookups)

        self.table.rows.every = lambda: listed(EVERY_ROW).rows
        self.desk.ask("followups", question, self._show)
        if self._wanted is not None and self.side.isVisible():
            self._read_detail()

    def _show(self, answer: object) -> None:
        if not isinstance(answer, _Answer):
            return
        self._offer(answer.lookups)
        rows: tuple[FollowUpRow, ...] = ()
        if answer.board is not None:
            for column in answer.board.columns:
                cards = [card_of(row, self.desk.today) for row in column.rows]
                self.board.show_cards(column.state, cards, column.total)
                rows += column.rows
        elif answer.rows is not None:
            rows = answer.rows.rows
            self._show_in_table(rows)
        self._rows = {row.id: row for row in rows}
        if self.strip.isVisible() or (self.side.isVisible() and self._part is self.bulk):
            self._choice_changed()
        self._follow_choice()
        self._tell(answer.summary)
        filtered = self.filters.value() != FollowUpFilter()
        view = self._board_area if self.is_board else self._table_card
        self.views.setCurrentWidget(view if rows else self.nothing if filtered else self.empty)
        if self._focus_waits and rows:
            self.focus_first()

    def _show_in_table(self, rows: tuple[FollowUpRow, ...]) -> None:
        """Show the rows; what was chosen, one or several, stays chosen where it went."""
        picks, at = self.table.selectionModel(), self.table.currentIndex().row()
        chosen = {index.data(ROW_ROLE).id for index in picks.selectedRows()}
        self.table.rows.show_rows(rows)
        self.table.sort_by(self._sort, self._backwards)
        places = [place for place, row in enumerate(rows) if row.id in chosen]
        if len(places) < 2:
            self.table.choose(places[0] if places else max(at, 0))
            return
        self._is_showing = True
        self.table.choose(places[0])
        for place in places[1:]:
            picks.select(self.table.rows.index(place, 0), picks.SelectionFlag.Select | picks.SelectionFlag.Rows)
        self._is_showing = False

    def _follow_choice(self) -> None:
        """The card in the panel stays chosen where it went; when it left the list the panel goes on to the next."""
        if self._wanted is None or not self.side.isVisible():
            return
        if self.is_board and self._wanted in self._rows:
            self.board.choose(self._wanted)
        elif self._wanted not in self._rows and self.panel.form is None:
            self._choice_changed()

    def _tell(self, summary: FollowUpSummary) -> None:
        waiting = waiting_words(summary.late, summary.due_this_week, summary.untold)
        self.subtitle.setText(" · ".join([plural(summary.open, "open promise"), *waiting]))

    def _offer(self, lookups: DeskLookups) -> None:
        officers = [(officer.name, officer.id) for officer in lookups.officers]
        areas = [(area.name, area.id) for area in lookups.neighborhoods]
        self.panel.offer(list(officers), list(areas))
        self.bulk.offer(list(officers))
        if self.filters.offer(officers, areas):
            self.read()

    def _mark_view(self) -> None:
        self.as_board.setChecked(self.is_board)
        self.as_table.setChecked(not self.is_board)

    def _show_board(self) -> None:
        self._switch("board")

    def _show_table(self) -> None:
        self._switch("table")

    def _switch(self, view: str) -> None:
        self.desk.remember("followups/view", view)
        self._mark_view()
        self._make_room()
        self.read()

    def _sort_by(self, name: str, backwards: bool) -> None:
        self._sort, self._backwards = name, backwards
        self.read()

    def chosen_rows(self) -> list[FollowUpRow]:
        """The chosen promises."""
        if self.is_board:
            return [self._rows[key] for key in self.board.chosen() if key in self._rows]
        return [index.data(ROW_ROLE) for index in self.table.selectionModel().selectedRows()]

    def _choice_changed(self) -> None:
        if self._is_showing:
            return
        rows = self.chosen_rows()
        self.strip.hide()
        if len(rows) > 1:
            self._wanted = None
            self.bulk.show_rows(rows)
            if self._room < self.bulk.minimumWidth() and self.side.isHidden():
                self.strip.show_count(len(rows))  # the list stays, so that more can be chosen
            else:
                self._open_side(self.bulk)
        elif self.side.isVisible() and rows:
            self._wanted = rows[0].id
            self._read_detail()

    def _open_bulk(self) -> None:
        self.strip.hide()
        self._open_side(self.bulk)
        self.bulk.take_focus()

    def _open_card(self, card: object) -> None:
        self._open(getattr(card, "key", None))

    def _open_row(self, row: object) -> None:
        self._open(getattr(row, "id", None))

    def _open(self, key: int | None) -> None:
        self._wanted = key
        self._read_detail()

    def _read_detail(self) -> None:
        key, today = self._wanted, self.desk.today
        if key is not None:
            self.desk.ask(
                "follow-up",
                lambda: follow_up_detail(key, today, confidential=self.desk.may_read_confidential),
                self._show_detail,
                may_be_gone=True,
            )

    def _show_detail(self, detail: object) -> None:
        if isinstance(detail, Gone) and not self.side.isVisible():
            self.desk.messages.info(detail.words)
        elif isinstance(detail, Gone):
            self._close_side()
        # What is answered late must not come over a panel that was closed, or several that were chosen, meanwhile.
        if isinstance(detail, FollowUpDetail) and detail.id == self._wanted:
            self.panel.show_detail(detail)
            self._open_side(self.panel)

    @property
    def _part(self) -> FollowUpPanel | BulkPanel:
        """What stands beside the list, or takes its place: one promise, or several."""
        return self.bulk if self.side.currentWidget() is self.bulk else self.panel

    def _open_side(self, part: FollowUpPanel | BulkPanel) -> None:
        self.side.setCurrentWidget(part)
        self._narrow(True)
        if not self.side.isVisible():
            self.side.show()
            self._arrange()
        self._make_room()

    def _close_side(self) -> None:
        self.side.hide()
        self._narrow(False)
        self._make_room()
        self._wanted = None
        self.focus_first()

    @property
    def _room(self) -> int:
        """How many pixels the list leaves for what stands beside it."""
        least = self.board.minimumSizeHint().width() if self.is_board else TABLE_LEAST_PX
        return self.split.width() - HANDLE_PX - least

    def _arrange(self) -> None:
        self.split.arrange(max(min(PANEL_PX, self._room), self.panel.minimumWidth()))

    def _make_room(self) -> None:
        """In a narrow window a promise takes the place of the list, which comes back when it is closed."""
        is_open = not self.side.isHidden()
        alone = is_open and self._room < self.panel.minimumWidth()
        if alone == self.views.isHidden():
            return
        moves_focus = alone and self.views.isAncestorOf(self.focusWidget() or self)
        for widget in (self.views, self.filters):
            widget.setHidden(alone)
        if is_open and not alone:
            self._arrange()
        if moves_focus:
            self._part.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """A promise that is open stands beside the list again as soon as there is room."""
        super().resizeEvent(event)
        self._make_room()

    def _narrow(self, narrow: bool) -> None:
        """Beside the panel the table keeps the columns that the panel does not tell."""
        self.table.squeeze(("To", "State", "Made on") if narrow else ())

    def _back_to_list(self) -> None:
        self.focus_first()

    def _deed_done(self, _name: str) -> None:
        self.focus_first()

    def _print(self) -> None:
        # The paper library takes a while to load: only printing waits for it.
        from outreach.reports.catalogue import Choice as Chosen
        from outreach.reports.orders import Order

        owner = self.filters.owner.value()
        self.desk.go("reports", Order("worklist", Chosen(officer=owner if owner and owner > 0 else None), False))

    def _start_deed(self, letter: str) -> bool:
        """Do what a letter stands for to the chosen promise; whether it stands for anything."""
        rows = self.chosen_rows()
        if letter == "H" and len(rows) > 1:
            self._open_bulk()
            return True
        if len(rows) == 1 and (self.panel.detail is None or self.panel.detail.id != rows[0].id):
            key, today = rows[0].id, self.desk.today
            self._wanted = key
            self._show_detail(
                self.desk.now(lambda: follow_up_detail(key, today, confidential=self.desk.may_read_confidential))
            )
        deed = self.panel.deed_by_key(letter)
        if deed is None or (not rows and not self.side.isVisible()):
            return False
        self._open_side(self.panel)
        self.panel.start(deed.name)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Letters are deeds, Esc closes the panel."""
        letter = event.text().upper()
        if event.key() == Qt.Key.Key_Escape and self.side.isVisible():
            self._close_side()
        elif letter == "M":
            self.filters.toggle_mine()
        elif letter == "B":
            self._switch("table" if self.is_board else "board")
        elif not letter.strip() or not self._start_deed(letter):
            super().keyPressEvent(event)
