"""The window: pages opened, sorted and filtered until they are painted, and a person signed in."""

import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from outreach.queries.event_list import EventFilter, event_list
from outreach.queries.followups import FollowUpFilter
from outreach.queries.person_list import person_list
from outreach.queries.signin import lines
from outreach.ui.pages.event import EventPage
from tests.benchmarks.measuring import Goal, Measure, compared, timed
from tests.benchmarks.seat import Seat, seat
from tests.benchmarks.subject import Subject
from tests.benchmarks.writing import inserted_bare
from tests.statements import recorded_statements

ON_SCREEN = Goal(most=0.1)
SIGN_IN = Goal(6)
LISTS = ("home", "events", "followups", "people", "neighborhoods", "crime")
PLACES = (*LISTS, "reports")
SORTED = (("events", 1), ("events", 2), ("events", 4), ("events", 5), ("people", 1))


def measures(of: Subject) -> Iterator[Measure]:
    """Every line about the window. The floor is the statements that were sent meanwhile."""
    with tempfile.TemporaryDirectory(prefix="window-") as folder, seat(of, Path(folder)) as sitting:
        for what, doing in _doings(sitting):
            yield _painted(of, sitting, what, doing)
        yield from _reports(sitting)
        yield _signed_in(of, sitting)


def _painted(of: Subject, sitting: Seat, what: str, doing: Callable[[], object]) -> Measure:
    sitting.took(doing)
    with recorded_statements() as sent:
        sitting.took(doing)
    return compared(what, lambda: sitting.took(doing), timed(lambda: of.run(sent)), ON_SCREEN, runs=11)


def _reports(sitting: Seat) -> Iterator[Measure]:
    """The page to choose on, and the pages of the report, which a process beside the window makes meanwhile."""
    window = sitting.window
    reopen = partial(_reread, sitting, "reports")
    sitting.took(reopen)

    def chosen_on() -> float:
        taken = sitting.took_until(reopen, lambda: window.page is window.pages.get("reports"))
        sitting.settle()
        window.open_page("home")
        sitting.settle()
        return taken

    yield compared("window: open reports, to choose one", chosen_on, None, ON_SCREEN, runs=5)
    yield compared("the pages of a report are there", lambda: sitting.took(reopen), None, Goal(), runs=5)


def _reread(sitting: Seat, place: str) -> None:
    page = sitting.window.pages.get(place)
    if page is not None:
        page.mark_stale()
    sitting.window.open_page(place)


def _doings(sitting: Seat) -> Iterator[tuple[str, Callable[[], object]]]:
    window = sitting.window

    reread = partial(_reread, sitting)

    def turning(*ways: Callable[[], object]) -> Callable[[], object]:
        """Another of the ways each time, so that there is always something to do."""
        order = cycle(ways)
        return lambda: next(order)()

    for place in LISTS:
        yield f"window: open {place}", partial(reread, place)
    for place, column in SORTED:
        sitting.took(partial(reread, place))
        page: Any = window.page
        rows = (page.table if place == "events" else page.people).rows
        ways = (partial(rows.sort, column, order) for order in Qt.SortOrder)
        yield f"window: sort {place} by {rows.columns[column].title}", turning(*ways)
    filters: dict[str, tuple[object, object]] = {
        "events": (EventFilter(statuses=("held",)), EventFilter(statuses=("planned", "held"))),
        "people": ("mar", "mari"),
        "followups": (FollowUpFilter(overdue=True), FollowUpFilter(due_within=6)),
        "search": ("mar", "mari"),
    }
    for place, wanted in filters.items():
        yield f"window: filter {place}", turning(*(partial(window.open_page, place, what) for what in wanted))
    held = event_list(window.desk.precinct, EventFilter(statuses=("held",)), sort="date", limit=2).rows
    yield "window: open an event", turning(*(partial(window.open_page, "event", event.id) for event in held))


def _signed_in(of: Subject, sitting: Seat) -> Measure:
    """From Enter on a suggestion to the line in the table."""
    window = sitting.window
    event = event_list(of.precinct, EventFilter(statuses=("held",)), limit=3).rows[2].id
    window.open_page("event", event)
    sitting.settle()
    page = window.page
    assert isinstance(page, EventPage)
    card = page.signin
    here = {line.person for line in lines(event)}
    named = {row.name: row.id for row in person_list(of.precinct, limit=400).rows}
    names = iter([name for name, person in named.items() if person not in here and name.isascii()])

    def sign_one() -> float:
        QTest.keyClicks(card.box, next(names))
        sitting.settle()
        sitting.rest()
        shown = card.table.rows.rowCount()
        taken = sitting.took_until(
            lambda: QTest.keyClick(card.box, Qt.Key.Key_Return), lambda: card.table.rows.rowCount() > shown
        )
        sitting.settle()
        return taken

    insert = inserted_bare(of)

    def insert_one() -> float:
        sitting.rest()  # whoever has paused finds memory and processor as cold
        return insert()

    return compared("sign in one person, Enter to the line shown", sign_one, insert_one, SIGN_IN, runs=45)
