"""Search everything: results by kind as one types in the box at the top, Enter opens."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from outreach.languages.spoken import known_name, say
from outreach.queries.concerns import concern_detail
from outreach.queries.search import Hit, HitGroup, HitKind, search_groups
from outreach.ui.desk import Desk
from outreach.ui.kept_words import organization_word, phase_word, status_word
from outreach.ui.models import Column, TableModel
from outreach.ui.page import Page
from outreach.ui.places import concern_place
from outreach.ui.widgets.basics import Card, EmptyState
from outreach.ui.widgets.tables import TWO_LINE_ROW_PX, Table
from outreach.ui.wording import plural, short_date

EACH = 8
PLACES = {
    HitKind.PERSON: "people",
    HitKind.NEIGHBORHOOD: "neighborhoods",
    HitKind.EVENT: "event",
    HitKind.FOLLOW_UP: "followups",
    HitKind.PROBLEM: "problems",
}
NAMES = {
    HitKind.PERSON: "People",
    HitKind.NEIGHBORHOOD: "Neighborhoods",
    HitKind.ORGANIZATION: "Organizations",
    HitKind.EVENT: "Events",
    HitKind.FOLLOW_UP: "Follow-ups",
    HitKind.CONCERN: "Concerns",
    HitKind.PROBLEM: "Problems",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the results: something found, or the heading of its kind."""

    hit: Hit | None
    heading: str = ""


def lines_of(groups: Sequence[HitGroup]) -> tuple[Line, ...]:
    """The results under their headings."""
    lines: list[Line] = []
    for group in groups:
        count = say("{total} or more", total=group.total) if group.is_more else str(group.total)
        if group.total > len(group.hits):
            count = say("{shown} of {total}", shown=len(group.hits), total=count)
        lines.append(Line(None, f"{say(NAMES[group.kind])} · {count}"))
        lines += [Line(hit) for hit in group.hits]
    return tuple(lines)


def detail_words(hit: Hit) -> str:
    """What stands below a title, in the language spoken: kinds, states and topics are kept in English."""
    said: dict[HitKind, Callable[[str], str]] = {
        HitKind.ORGANIZATION: organization_word,
        HitKind.EVENT: known_name,
        HitKind.FOLLOW_UP: status_word,
        HitKind.CONCERN: known_name,
        HitKind.PROBLEM: phase_word,
    }
    return said[hit.kind](hit.detail) if hit.kind in said else hit.detail


def columns_for(today: date) -> tuple[Column[Line], ...]:
    """The columns of the results."""

    def title(line: Line) -> str:
        return line.hit.title if line.hit else ""

    def detail(line: Line) -> str:
        return detail_words(line.hit) if line.hit else ""

    def day(line: Line) -> str:
        return short_date(line.hit.day, today) if line.hit and line.hit.day else ""

    return (
        Column("Found", title, second=detail, strong=True, tip=title),
        Column("When", day, width=132, right=True, muted=True, value=lambda line: line.hit.day if line.hit else None),
    )


class SearchPage(Page):
    """The results for the words in the search box."""

    cares_for = frozenset({"person", "event", "concern", "follow_up", "neighborhood", "organization", "problem"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, say("Search"))
        self._words = ""
        self._told_words: str | None = None
        self._open_waits = False
        model = TableModel[Line](columns_for(desk.today), heading=lambda line: line.heading)
        self.table = Table("Results", model, TWO_LINE_ROW_PX)
        self.table.opened.connect(self._open)
        card = Card()
        card.body.setContentsMargins(0, 0, 0, 0)
        card.body.addWidget(self.table)
        self._card = card
        self.begin = EmptyState(
            say("Search everything"),
            say("Type a name, a street, a word of a concern or a promise, or the end of a phone number."),
        )
        self.nothing = EmptyState(say("Nothing found"), say("Nothing here holds all of these words."))
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
        self.title.setText(say("Search: {words}", words=words) if words else say("Search"))
        secret = self.desk.may_read_confidential

        def question() -> tuple[str, tuple[HitGroup, ...]]:
            return words, search_groups(precinct, words, EACH, confidential=secret)

        self.desk.ask("search", question, self._show, say("Searching"))

    def _show(self, answer: object) -> None:
        if not isinstance(answer, tuple):
            return
        self._told_words, groups = answer
        lines = lines_of(groups)
        self.table.rows.show_rows(lines)
        self.table.choose(0)
        self.views.setCurrentWidget(self._card if lines else self.nothing if self._words else self.begin)
        shown = sum(line.hit is not None for line in lines)
        self.subtitle.setText(
            say("{results}, the best of each kind", results=plural(shown, "result")) if self._words and lines else ""
        )
        if self._open_waits and self._told_words == self._words:
            self.open_first()

    def open_first(self) -> None:
        """Open the best result as soon as it is there: what Enter in the search box does."""
        self._open_waits = self._told_words != self._words
        chosen = None if self._open_waits else self.table.chosen()
        if chosen is not None:
            self._open(chosen)

    def _open(self, line: object) -> None:
        hit = line.hit if isinstance(line, Line) else None
        if hit is None:
            return
        place = PLACES.get(hit.kind)
        if place is not None:
            self.desk.go(place, hit.id)
        elif hit.kind is HitKind.ORGANIZATION:
            self.desk.go("people", ("organization", hit.id))
        else:
            self._open_concern(hit.id)

    def _open_concern(self, key: int) -> None:
        """A concern is read where it was raised."""
        concern = self.desk.now(lambda: concern_detail(key, confidential=self.desk.may_read_confidential))
        self.desk.go(*concern_place(key, concern.event))
