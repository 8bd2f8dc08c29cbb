"""Home shows what needs somebody, and every tile opens the list behind it."""

from collections.abc import Callable
from datetime import date
from unittest.mock import Mock

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from outreach.actions.followups import PromiseDetails, make_promise
from outreach.queries.event_list import EventFilter
from outreach.queries.followups import FollowUpFilter
from outreach.records.events import EventNeighborhood, HeadCount
from outreach.records.followups import FollowUp
from outreach.records.precinct import Precinct
from outreach.ui import page as page_module
from outreach.ui.desk import Desk
from outreach.ui.pages.home import HomePage
from outreach.ui.topbar import TopBar
from tests.given import a_neighborhood, an_event, an_officer
from tests.ui.conftest import BY, free, show
from tests.ui.looking import clipped, tab_faults, unnamed

type Settled = Callable[[Desk], None]


@pytest.fixture
def january(desk: Desk) -> dict[str, int]:
    """One held event with 40 heads at Ensley, a quiet Wylam, a late promise and an event next week."""
    precinct = Precinct.get_by_id(desk.precinct)
    ensley, wylam = a_neighborhood(precinct, "Ensley"), a_neighborhood(precinct, "Wylam")
    held = an_event(precinct, date(2019, 1, 10), "Ensley association")
    EventNeighborhood.create(event=held, neighborhood=ensley)
    HeadCount.create(event=held, group_name="adults", count=40)
    ahead = an_event(precinct, date(2019, 1, 25), "Coffee with a cop", status="planned")
    late = make_promise(BY, precinct.id, PromiseDetails("Call back", due=date(2019, 1, 19)), date(2019, 1, 5))
    return {"ahead": ahead.id, "late": late.only_id("follow_up"), "wylam": wylam.id}


@pytest.fixture
def page(desk: Desk, january: dict[str, int], qtbot: QtBot, settled: Settled) -> HomePage:
    made = HomePage(desk)
    made.resize(1232, 846)
    show(qtbot, made)
    made.come_forward()
    settled(desk)
    for _ in range(3):
        QApplication.processEvents()
    return made


def test_the_month_what_is_late_ahead_and_quiet_is_shown(page: HomePage) -> None:
    assert (page.held.figure.text(), page.reached.figure.text()) == ("1", "40")
    assert (page.areas.figure.text(), page.areas.of.text()) == ("1", "of 2")
    assert page.kept.second.text().startswith("0 of 1 due")
    assert [row.accessibleName() for row in page.promises.rows] == ["5 days late: Call back, nobody yet"]
    assert page.coming.rows[0].accessibleName().startswith("Tomorrow, 6:30 PM: Coffee with a cop")
    assert page.quiet.rows[0].accessibleName() == "Wylam, never yet, –"
    assert page.chart.accessibleDescription().startswith(
        "People reached, month by month from February 2018 to January 2019: 40 in January 2019. "
    )
    free(page)


def test_a_chart_that_is_drawn_anew_leaves_the_order_of_tab_as_it_is(
    page: HomePage, desk: Desk, qtbot: QtBot, settled: Callable[[Desk], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    ordered = Mock()
    monkeypatch.setattr(page_module, "order_tabs", ordered)
    page.chart.show_drawing(lambda _width, _height: None)
    settled(desk)
    QApplication.processEvents()
    assert page.chart.is_empty
    assert ordered.mock_calls == []
    page.mark_stale()
    page.come_forward()
    settled(desk)
    qtbot.waitUntil(lambda: ordered.mock_calls != [])


def test_a_month_of_the_chart_opens_its_events(page: HomePage, desk: Desk) -> None:
    opened: list[object] = []
    desk.wanted.connect(lambda _, what: opened.append(what))
    page.chart.setFocus()
    for _ in range(12):
        QTest.keyClick(page.chart, Qt.Key.Key_Right)
    assert page.chart.accessibleName() == "The last twelve months: January 2019: 40 (Ensley association)"
    QTest.keyClick(page.chart, Qt.Key.Key_Return)
    assert opened == [EventFilter(first=date(2019, 1, 1), last=date(2019, 1, 31), statuses=("held",))]
    free(page)


def test_every_tile_and_row_opens_its_list(page: HomePage, desk: Desk, january: dict[str, int]) -> None:
    opened: list[tuple[str, object]] = []
    desk.wanted.connect(lambda place, what: opened.append((place, what)))
    for tile in (page.held, page.areas, page.kept):
        tile.setFocus()
        QTest.keyClick(tile, Qt.Key.Key_Return)
    for row in (page.promises.rows[0], page.coming.rows[0], page.quiet.rows[0]):
        QTest.keyClick(row, Qt.Key.Key_Return)
    january_held = EventFilter(first=date(2019, 1, 1), last=date(2019, 1, 31), statuses=("held",))
    assert opened == [
        ("events", january_held),
        ("neighborhoods", None),
        ("followups", FollowUpFilter(due_within=6)),
        ("followups", january["late"]),
        ("event", january["ahead"]),
        ("neighborhoods", january["wylam"]),
    ]
    free(page)


def test_an_empty_precinct_is_told_how_to_go_on(desk: Desk, qtbot: QtBot, settled: Settled) -> None:
    page = HomePage(desk)
    show(qtbot, page)
    page.come_forward()
    settled(desk)
    assert page.unfinished.isVisible()
    assert page.reached.figure.text() == "0"
    free(page)


def test_every_control_is_named_reached_and_readable(page: HomePage) -> None:
    assert unnamed(page) == []
    assert clipped(page) == []
    assert tab_faults(page) == []
    free(page)


def test_a_narrow_window_cuts_no_words(page: HomePage, desk: Desk, settled: Settled) -> None:
    precinct = Precinct.get_by_id(desk.precinct)
    meeting = an_event(precinct, date(2019, 1, 25), "Ensley Highlands Neighborhood Association", status="planned")
    meeting.place = "Ensley Highlands school cafeteria"
    meeting.save()
    EventNeighborhood.create(event=meeting, neighborhood=a_neighborhood(precinct, "Ensley Highlands"))
    for due, closed in ((date(2019, 1, 25), None), (date(2019, 1, 10), date(2019, 1, 9))):
        made = make_promise(BY, precinct.id, PromiseDetails("Call", due=due), date(2019, 1, 5)).only_id("follow_up")
        if closed:
            FollowUp.update(status="done", closed_on=closed).where(FollowUp.id == made).execute()
    page.resize(816, 712)
    page.read()
    settled(desk)
    for _ in range(3):
        QApplication.processEvents()
    assert clipped(page) == []
    free(page)


def test_how_late_a_promise_is_stands_beside_its_words_and_over_them_in_a_narrow_window(
    page: HomePage, qtbot: QtBot
) -> None:
    row = page.promises.rows[0]
    told = {one.text(): one for one in row.findChildren(QLabel)}
    late, words = told["5 days late"], told["Call back"]
    assert late.mapTo(row, late.rect().topRight()).x() < words.mapTo(row, QPoint()).x()
    page.resize(816, 712)
    qtbot.waitUntil(lambda: late.mapTo(row, late.rect().bottomLeft()).y() < words.mapTo(row, QPoint()).y())
    assert late.mapTo(row, QPoint()).x() == words.mapTo(row, QPoint()).x()
    free(page)


def test_mine_follows_who_works_here(page: HomePage, desk: Desk, settled: Settled) -> None:
    officer = an_officer(Precinct.get_by_id(desk.precinct), "777", "D. Example")
    bar = TopBar(desk)
    desk.remember("window/officer", str(officer.id))
    bar.offer_last_officer()
    page.whose.choose("mine")
    page.whose.chosen.emit()
    settled(desk)
    assert [page.whose.value(), len(page.promises.rows)] == ["mine", 0]
    bar.officer.choose(None)
    bar.officer.chosen.emit()
    settled(desk)
    assert [page.whose.value(), len(page.promises.rows)] == ["all", 1]
    free(page, bar)
