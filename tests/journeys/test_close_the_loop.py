"""An officer closes the loop on a promise: done, then told, all by keys; what is shown and what is stored agree."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from outreach.actions.conflict import Answer
from outreach.actions.followups import PromiseDetails, add_note, make_promise
from outreach.actions.precinct import OfficerDetails, add_officer
from outreach.records.accounts import Role
from outreach.records.followups import FollowUp, FollowUpNote
from outreach.ui.desk import Desk
from outreach.ui.doing import Clash
from outreach.ui.pages.followups import FollowUpsPage
from tests.ui.conftest import BY, TODAY, free, show
from tests.ui.looking import clipped, tab_faults, unnamed

type Settled = Callable[[Desk], None]


@pytest.fixture
def late_promise(desk: Desk) -> int:
    details = PromiseDetails("Speed trailer on 19th Street", due=date(2019, 1, 19))
    return make_promise(BY, desk.precinct, details, date(2019, 1, 5)).only_id("follow_up")


@pytest.fixture
def page(desk: Desk, late_promise: int, qtbot: QtBot, settled: Settled) -> FollowUpsPage:
    made = FollowUpsPage(desk)
    made.resize(1232, 820)
    show(qtbot, made)
    made.come_forward()
    settled(desk)
    made.focus_first()
    return made


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(*keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(focused(), key)


def test_done_then_told_takes_letters_words_and_enter(
    page: FollowUpsPage, desk: Desk, late_promise: int, settled: Settled
) -> None:
    assert page.board.lists["open"].cards.cards[0].word == "5 days late"
    press(Qt.Key.Key_D)
    QTest.keyClicks(focused(), "Trailer stood a week; readings sent.")
    press(Qt.Key.Key_Tab)
    QTest.keyClicks(focused(), "A speed trailer stood on 19th Street for a week.")
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(desk)
    kept = FollowUp.get_by_id(late_promise)
    assert (kept.status, kept.closed_on, kept.told_on) == ("done", TODAY, None)
    assert kept.outcome == "Trailer stood a week; readings sent."
    assert kept.public_outcome == "A speed trailer stood on 19th Street for a week."
    assert [card.word for card in page.board.lists["closed, not told"].cards.cards] == ["tell them"]
    press(Qt.Key.Key_T, Qt.Key.Key_Return)
    settled(desk)
    assert FollowUp.get_by_id(late_promise).told_on == TODAY
    assert page.subtitle.text() == "0 open promises"
    free(page)


def test_in_a_narrow_window_a_promise_takes_the_place_of_the_list_until_it_is_closed(
    page: FollowUpsPage, desk: Desk, settled: Settled
) -> None:
    page.resize(640, 360)
    press(Qt.Key.Key_Return)
    settled(desk)
    assert not page.views.isVisible()
    assert page.panel.isAncestorOf(focused())
    assert page.panel.width() == page.split.width()
    assert not page.panel._area.horizontalScrollBar().maximum()
    press(Qt.Key.Key_N)
    QTest.keyClicks(focused(), "Called the city.")
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(desk)
    assert FollowUpNote.get().words == "Called the city."
    assert page.panel.isAncestorOf(focused())
    page.resize(1072, 664)  # what a window of 1280 by 720 leaves it
    QApplication.processEvents()
    assert page.views.isVisible()
    assert page.panel.width() < 400
    assert not page._board_area.horizontalScrollBar().maximum()
    page.resize(640, 360)
    assert not page.views.isVisible()
    press(Qt.Key.Key_Escape)
    assert not page.panel.isVisible()
    assert page.board.isAncestorOf(focused())
    assert len(page.chosen_rows()) == 1
    free(page)


def test_a_panel_that_was_closed_again_does_not_open_when_its_answer_comes(
    page: FollowUpsPage, desk: Desk, late_promise: int, settled: Settled
) -> None:
    page._open(late_promise)
    page._close_side()
    settled(desk)
    assert not page.side.isVisible()
    free(page)


def test_a_promise_changed_meanwhile_keeps_the_words_that_were_typed(
    page: FollowUpsPage, desk: Desk, late_promise: int, settled: Settled
) -> None:
    told: list[Clash] = []
    desk.clashed.connect(told.append)
    press(Qt.Key.Key_D)
    QTest.keyClicks(focused(), "Done, I thought.")
    elsewhere = FollowUp.get_by_id(late_promise)
    FollowUp.update(words="Speed trailer on 20th Street", version=elsewhere.version + 1).execute()
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(desk)
    assert len(told) == 1
    assert FollowUp.get_by_id(late_promise).status == "open"
    assert page.panel.words.text() == "Speed trailer on 20th Street"
    assert page.panel.form is not None
    assert page.panel.form.text("outcome") == "Done, I thought."
    conflict = told[0].conflict
    desk.resolve(Answer(conflict, frozenset(one.name for one in conflict.fields)), told[0].again)
    settled(desk)
    assert FollowUp.get_by_id(late_promise).outcome == "Done, I thought."
    free(page)


def test_words_half_typed_come_back_for_the_same_promise_alone(
    page: FollowUpsPage, desk: Desk, late_promise: int, settled: Settled
) -> None:
    other = make_promise(BY, desk.precinct, PromiseDetails("Call back"), date(2019, 1, 6)).only_id("follow_up")
    press(Qt.Key.Key_N)
    QTest.keyClicks(focused(), "Rang twice, no")
    press(Qt.Key.Key_Escape)
    page.show_record(other)
    settled(desk)
    page.panel.start("note")
    assert page.panel.forms["note"].text("words") == ""
    page.show_record(late_promise)
    settled(desk)
    page.panel.start("note")
    assert page.panel.forms["note"].text("words") == "Rang twice, no"
    free(page)


def test_many_are_handed_over_at_once_with_a_note_each(
    page: FollowUpsPage, desk: Desk, late_promise: int, settled: Settled
) -> None:
    officer = add_officer(BY, desk.precinct, OfficerDetails("7", "D. Example", "Sgt.")).only_id("officer")
    other = make_promise(BY, desk.precinct, PromiseDetails("Call back"), date(2019, 1, 6)).only_id("follow_up")
    page.mark_stale()
    page.come_forward()
    settled(desk)
    page.board.lists["open"].selectAll()
    press(Qt.Key.Key_H)
    page.bulk.form.fill(owner=officer)
    press(Qt.Key.Key_Return)
    settled(desk)
    assert {row.owner_id for row in FollowUp.select()} == {officer}
    assert {note.follow_up_id for note in FollowUpNote.select()} == {late_promise, other}
    free(page)


def test_several_chosen_stay_chosen_when_the_list_reads_again(
    page: FollowUpsPage, desk: Desk, late_promise: int, settled: Settled
) -> None:
    make_promise(BY, desk.precinct, PromiseDetails("Call back"), date(2019, 1, 6))
    page._show_table()
    settled(desk)
    page.table.selectAll()
    chosen = [row.id for row in page.chosen_rows()]
    assert len(chosen) == 2
    # One that comes to stand above them moves them down.
    make_promise(BY, desk.precinct, PromiseDetails("Rang", due=date(2019, 1, 2)), date(2019, 1, 1))
    page.read()
    settled(desk)
    assert [row.id for row in page.chosen_rows()] == chosen
    assert page.side.currentWidget() is page.bulk
    assert [row.id for row in page.bulk._rows] == chosen
    page._close_side()
    page.read()
    settled(desk)
    assert not page.side.isVisible()
    desk.actor = replace(desk.actor, role=Role.OFFICER)
    page._choice_changed()
    assert not page.bulk.form.isVisible()
    assert "Only a supervisor" in page.bulk.words.text()
    free(page)


def test_empty_list_invites_the_next_step_and_a_filter_says_so(desk: Desk, qtbot: QtBot, settled: Settled) -> None:
    page = FollowUpsPage(desk)
    show(qtbot, page)
    page.come_forward()
    settled(desk)
    assert page.views.currentWidget() is page.empty
    page.filters.due.choose("late")
    page.read()
    settled(desk)
    assert page.views.currentWidget() is page.nothing
    free(page)


def test_filters_and_the_view_are_there_again_the_next_day(page: FollowUpsPage, desk: Desk, settled: Settled) -> None:
    officer = add_officer(BY, desk.precinct, OfficerDetails("7", "D. Example", "Sgt.")).only_id("officer")
    page.mark_stale()
    page.come_forward()
    settled(desk)
    page.filters.owner.choose(officer)
    page.filters.due.choose("late")
    page.filters._choose()
    page._switch("table")
    settled(desk)
    free(page)
    again = FollowUpsPage(desk)
    again.come_forward()
    settled(desk)
    settled(desk)
    assert (again.filters.owner.value(), again.filters.due.value(), again.is_board) == (officer, "late", False)
    free(again)


@pytest.mark.parametrize("view", ["board", "table"])
def test_every_control_is_named_reached_and_readable(
    page: FollowUpsPage, desk: Desk, late_promise: int, settled: Settled, view: str
) -> None:
    add_note(BY, late_promise, "Asked Public Works.", TODAY)
    page._switch(view)
    page.show_record(late_promise)
    settled(desk)
    page.panel.start("edit")
    QApplication.processEvents()
    assert unnamed(page) == []
    assert clipped(page) == []
    assert tab_faults(page) == []
    for cards in page.board.lists.values():
        QAbstractItemModelTester(cards.cards, QAbstractItemModelTester.FailureReportingMode.Fatal)
    QAbstractItemModelTester(page.table.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    free(page)


def test_in_a_narrow_window_several_are_chosen_in_the_list_and_then_take_its_place(
    page: FollowUpsPage, desk: Desk, late_promise: int, settled: Settled
) -> None:
    make_promise(BY, desk.precinct, PromiseDetails("Call back"), date(2019, 1, 6))
    page.resize(832, 560)
    page.mark_stale()
    page.come_forward()
    settled(desk)
    page.board.lists["open"].selectAll()
    assert page.strip.words.text() == "2 promises chosen"
    assert (page.strip.isVisible(), page.side.isVisible(), page.views.isVisible()) == (True, False, True)
    assert page._board_area.horizontalScrollBar().maximum() == 0
    page.strip.hand_over.click()
    assert (page.strip.isVisible(), page.side.isVisible(), page.views.isVisible()) == (False, True, False)
    assert page.side.currentWidget() is page.bulk
    press(Qt.Key.Key_Escape)
    assert (page.side.isVisible(), page.views.isVisible(), len(page.chosen_rows())) == (False, True, 2)
    free(page)


def test_another_promise_is_read_from_its_beginning(
    page: FollowUpsPage, desk: Desk, late_promise: int, settled: Settled
) -> None:
    other = make_promise(BY, desk.precinct, PromiseDetails("Call back"), date(2019, 1, 6)).only_id("follow_up")
    page.resize(1232, 420)
    page.show_record(late_promise)
    settled(desk)
    bar = page.panel._area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    page.show_record(other)
    settled(desk)
    assert bar.value() == 0
    free(page)
