"""Search everything: results as one types in the box at the top, Enter opens."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from outreach.queries.concerns import concern_detail
from outreach.queries.search import Hit, HitKind, search
from outreach.ui.desk import Desk
from outreach.ui.models import Column, TableModel
from outreach.ui.page import Page
from outreach.ui.widgets.basics import Card, EmptyState
from outreach.ui.widgets.tables import TWO_LINE_ROW_PX, Table
from outreach.ui.wording import plural, short_date

MOST = 60
PLACES = {
    HitKind.PERSON: "people",
    HitKind.NEIGHBORHOOD: "neighborhoods",
    HitKind.EVENT: "event",
    HitKind.FOLLOW_UP: "followups",
    HitKind.PROBLEM: "problems",
}
TONES = {
    HitKind.PERSON: "info",
    HitKind.NEIGHBORHOOD: "good",
    HitKind.ORGANIZATION: "good",
    HitKind.EVENT: "quiet",
    HitKind.FOLLOW_UP: "due",
    HitKind.CONCERN: "late",
    HitKind.PROBLEM: "info",
}


def columns_for(today: date) -> tuple[Column[Hit], ...]:
    """The columns of the results."""

    def day(row: Hit) -> str:
        return short_date(row.day, today) if row.day else ""

    return (
        Column("What", lambda row: str(row.kind), width=140, tone=lambda row: TONES[row.kind]),
        Column("Found", lambda row: row.title, second=lambda row: row.detail, strong=True, tip=lambda row: row.title),
        Column("When", day, width=132, right=True, muted=True),
    )


class SearchPage(Page):
    """The results for the words in the search box."""

    cares_for = frozenset({"person", "event", "concern", "follow_up", "neighborhood", "organization", "problem"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Search")
        self._words = ""
        self._told_words: str | None = None
        self._open_waits = False
        self.table = Table("Results", TableModel[Hit](columns_for(desk.today)), TWO_LINE_ROW_PX)
        self.table.opened.connect(self._open)
        card = Card()
        card.body.setContentsMargins(0, 0, 0, 0)
        card.body.addWidget(self.table)
        self._card = card
        self.begin = EmptyState(
            "Search everything",
            "Type a name, a street, a word of a concern or a promise, or the end of a phone number.",
        )
        self.nothing = EmptyState("Nothing found", "Nothing here holds all of these words.")
        self.views = QStackedWidget()
        for view in (self.begin, card, self.nothing):
            self.views.addWidget(view)
        self.body.addWidget(self.views, 1)

    def show_record(self, what: object) -> None:
        """Search for these words."""
        if isinstance(what, str) and what != self._words:
            self._words = what
            self.mark_stale()

    def focus_first(self) -> None:
        """The results, unless somebody is still typing."""
        if self.table.rows.rows:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self) -> None:
        """Ask for what fits."""
        precinct, words = self.desk.precinct, self._words
        self.title.setText(f"Search: {words}" if words else "Search")
        secret = self.desk.may_read_confidential
        self.desk.ask("search", lambda: (words, search(precinct, words, MOST, confidential=secret)), self._show)

    def _show(self, answer: object) -> None:
        if not isinstance(answer, tuple):
            return
        self._told_words, hits = answer
        self.table.rows.show_rows(hits)
        self.table.choose(0)
        self.views.setCurrentWidget(self._card if hits else self.nothing if self._words else self.begin)
        more = ", the best of more" if len(hits) == MOST else ""
        self.subtitle.setText(f"{plural(len(hits), 'result')}{more}" if self._words else "")
        if self._open_waits and self._told_words == self._words:
            self.open_first()

    def open_first(self) -> None:
        """Open the best result as soon as it is there: what Enter in the search box does."""
        self._open_waits = self._told_words != self._words
        chosen = None if self._open_waits else self.table.chosen()
        if chosen is not None:
            self._open(chosen)

    def _open(self, hit: object) -> None:
        if not isinstance(hit, Hit):
            return
        place = PLACES.get(hit.kind)
        if place is not None:
            self.desk.go(place, hit.id)
        elif hit.kind is HitKind.ORGANIZATION:
            self.desk.go("people", ("organization", hit.id))
        else:
            self._open_concern(hit.id)

    def _open_concern(self, key: int) -> None:
        """A concern is read where it was raised: at its event, otherwise in its neighborhood."""
        concern = self.desk.now(lambda: concern_detail(key, confidential=self.desk.may_read_confidential))
        if concern.event is not None:
            self.desk.go("event", concern.event)
        elif concern.neighborhood is not None:
            self.desk.go("neighborhoods", concern.neighborhood)
