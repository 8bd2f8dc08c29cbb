"""An association meets every 2nd Tuesday: planned once, then moved for this one, the following, and all."""

from collections.abc import Callable
from datetime import date, time

import pytest
from PySide6.QtCore import QPoint, Qt

from outreach.records.events import ChecklistItem, Event
from outreach.ui.desk import Desk
from outreach.ui.pages.event import EventPage
from outreach.ui.window import Window
from tests.journeys.typing import CTRL, Keyboard

type Settled = Callable[[Desk], None]


def events() -> list[tuple[date, time | None, str]]:
    return [(one.date, one.start_time, one.place) for one in Event.select().order_by(Event.date)]


@pytest.fixture
def page(window: Window, keyboard: Keyboard, settled: Settled) -> EventPage:
    """The first meeting of a series of four, planned by keys."""
    keyboard.press(Qt.Key.Key_N, CTRL)
    keyboard.write("assoc", Qt.Key.Key_Tab)
    keyboard.write("Ensley", Qt.Key.Key_Tab)
    keyboard.write("2/1", Qt.Key.Key_Tab)
    keyboard.write("630p", Qt.Key.Key_Tab)
    made = window.page
    assert isinstance(made, EventPage)
    made.editor.form.repeats.rule.setFocus()
    keyboard.write("2nd tuesday", Qt.Key.Key_Tab)
    keyboard.write("5/31", Qt.Key.Key_Tab)
    keyboard.press(Qt.Key.Key_Return, CTRL)
    settled(window.desk)
    return made


def change(page: EventPage, keyboard: Keyboard, scope: str, place: str, settled: Settled) -> None:
    keyboard.press(Qt.Key.Key_E, CTRL)
    page.editor.form.repeats.scope.choose(scope)
    page.editor.form.repeats.scope.chosen.emit()
    # At 1280 × 720 the choice stands high on the form, and what is recorded is in sight again afterwards.
    repeats = page.editor.form.repeats
    assert repeats.mapTo(page.window(), QPoint(0, repeats.height())).y() < page.window().height() - 200
    page.editor.form.place.setFocus()
    page.editor.form.place.selectAll()
    keyboard.write(place)
    keyboard.press(Qt.Key.Key_Return, CTRL)
    settled(page.desk)
    assert page.signin.mapTo(page.window(), QPoint(0, 0)).y() > page.subtitle.mapTo(page.window(), QPoint(0, 0)).y()


def test_a_series_is_planned_and_one_the_following_or_all_are_changed(
    page: EventPage, window: Window, keyboard: Keyboard, settled: Settled
) -> None:
    days = [date(2019, 2, 12), date(2019, 3, 12), date(2019, 4, 9), date(2019, 5, 14)]
    assert events() == [(day, time(18, 30), "") for day in days]
    assert page.subtitle.text().endswith("2nd Tuesday")

    change(page, keyboard, "one", "Library", settled)
    assert [place for _, _, place in events()] == ["Library", "", "", ""]

    third = Event.get(Event.date == days[2]).id
    window.open_page("event", third)
    settled(window.desk)
    change(page, keyboard, "following", "School", settled)
    assert [place for _, _, place in events()] == ["Library", "", "School", "School"]

    change(page, keyboard, "all", "Church", settled)
    assert [place for _, _, place in events()][2:] == ["Church", "Church"]

    for _ in range(3):
        keyboard.press(Qt.Key.Key_Z, CTRL)
    assert events() == [(day, time(18, 30), "") for day in days]
    assert [one.text for one in window.desk.messages.said if one.kind in ("fault", "bug")] == []


def test_an_event_that_stood_alone_begins_to_repeat_and_stands_alone_again(
    window: Window, keyboard: Keyboard, settled: Settled
) -> None:
    keyboard.press(Qt.Key.Key_N, CTRL)
    keyboard.write("assoc", Qt.Key.Key_Tab)
    keyboard.write("Ensley", Qt.Key.Key_Tab)
    keyboard.write("1/17", Qt.Key.Key_Tab)
    keyboard.press(Qt.Key.Key_Return, CTRL)
    settled(window.desk)
    page = window.page
    assert isinstance(page, EventPage)
    (first,) = Event.select()
    assert first.status == "held"
    keyboard.press(Qt.Key.Key_E, CTRL)
    repeats = page.editor.form.repeats
    repeats.rule.setFocus()
    keyboard.write("every two weeks on thursday", Qt.Key.Key_Tab)
    assert repeats.rule.text() == "every two weeks on Thursday"
    keyboard.write("3/1", Qt.Key.Key_Tab)
    keyboard.press(Qt.Key.Key_Return, CTRL)
    settled(window.desk)
    assert window.desk.messages.said[-1].text == "Details saved, and 3 further events planned."
    days = [date(2019, 1, 17), date(2019, 1, 31), date(2019, 2, 14), date(2019, 2, 28)]
    assert [(one.date, one.status) for one in Event.select().order_by(Event.date)] == [
        (day, "held" if day == days[0] else "planned") for day in days
    ]
    assert page.subtitle.text().endswith("every two weeks on Thursday")
    keyboard.press(Qt.Key.Key_Z, CTRL)
    settled(window.desk)
    assert [(one.id, one.series_id) for one in Event.select()] == [(first.id, None)]


def test_every_monday_skips_the_holiday_among_them(window: Window, keyboard: Keyboard, settled: Settled) -> None:
    keyboard.press(Qt.Key.Key_N, CTRL)
    keyboard.write("assoc", Qt.Key.Key_Tab)
    keyboard.write("Ensley", Qt.Key.Key_Tab)
    keyboard.write("2/4", Qt.Key.Key_Tab)
    page = window.page
    assert isinstance(page, EventPage)
    page.editor.form.repeats.rule.setFocus()
    keyboard.write("every monday", Qt.Key.Key_Tab)
    keyboard.write("2/28", Qt.Key.Key_Tab)
    keyboard.press(Qt.Key.Key_Space)
    keyboard.press(Qt.Key.Key_Return, CTRL)
    settled(window.desk)
    # The 18th is Washington's Birthday.
    assert [one.date.day for one in Event.select().order_by(Event.date)] == [4, 11, 25]


def test_an_event_is_planned_once_more_on_another_day_with_what_is_to_be_done(
    page: EventPage, window: Window, keyboard: Keyboard, settled: Settled
) -> None:
    page.checklist.words.setFocus()
    keyboard.write("Book the hall", Qt.Key.Key_Tab)
    keyboard.write("14", Qt.Key.Key_Return)
    settled(window.desk)
    before = Event.select().count()
    (copy,) = [one for one in page.deeds.more.menu().actions() if one.text().startswith("Plan the same")]
    copy.trigger()
    keyboard.press(Qt.Key.Key_A, CTRL)
    keyboard.write("2/26", Qt.Key.Key_Return)
    settled(window.desk)
    made = Event.get(Event.date == date(2019, 2, 26))
    assert (made.title, made.start_time, made.status, made.series_id) == ("Ensley", time(18, 30), "planned", None)
    assert (page.shown, Event.select().count()) == (made.id, before + 1)
    assert not page.deeds.copying.isVisible()
    assert [tick.text() for tick in page.checklist.ticks] == ["Book the hall"]
    keyboard.press(Qt.Key.Key_Z, CTRL)
    assert Event.select().count() == before


def test_a_checklist_is_written_ticked_off_and_taken_back(
    page: EventPage, window: Window, keyboard: Keyboard, settled: Settled
) -> None:
    page.checklist.words.setFocus()
    keyboard.write("Book the hall", Qt.Key.Key_Tab)
    keyboard.write("14", Qt.Key.Key_Return)
    settled(window.desk)
    item = ChecklistItem.get()
    assert (item.words, item.days_before, item.done_on) == ("Book the hall", 14, None)
    assert page.checklist.aside.text() == "0 of 1 done"
    tick = page.checklist.ticks[0]
    tick.setFocus()
    keyboard.press(Qt.Key.Key_Space)
    settled(window.desk)
    assert ChecklistItem.get().done_on == date(2019, 1, 24)
    assert page.checklist.aside.text() == "1 of 1 done"
    keyboard.press(Qt.Key.Key_Z, CTRL)
    assert ChecklistItem.get().done_on is None
