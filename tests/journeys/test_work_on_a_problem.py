"""A problem from the concern that began it, through its four steps, to the count before and after."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from outreach.actions.change import Actor
from outreach.actions.problems import ProblemDetails, edit_problem
from outreach.records.crime import Offense
from outreach.records.followups import Concern, Problem, ProblemConcern, ProblemEvent
from outreach.records.precinct import Precinct
from outreach.ui.desk import Desk
from outreach.ui.pages.neighborhoods import NeighborhoodsPage
from outreach.ui.pages.problem_reading import NewProblem
from outreach.ui.pages.problems import ProblemsPage
from outreach.ui.widgets.basics import bring_into_view
from outreach.ui.widgets.suggest import ROW_PX
from outreach.ui.window import Window
from tests.given import a_concern, a_crime_count, a_neighborhood, an_event
from tests.journeys.typing import ALT, CTRL, SHIFT, Keyboard

type Settled = Callable[[], None]

OPENED = date(2018, 10, 8)


@pytest.fixture
def concern(precinct: int) -> Concern:
    """A concern raised at an event, and another one that begins alike."""
    place = Precinct.get_by_id(precinct)
    ensley = a_neighborhood(place)
    event = an_event(place, title="Ensley meeting")
    a_concern(place, "Cars race past the park")
    return a_concern(place, "Cars race past the school", event=event, neighborhood=ensley)


@pytest.fixture
def page(concern: Concern, window: Window) -> ProblemsPage:
    window.open_page("problems")
    assert isinstance(window.page, ProblemsPage)
    return window.page


@pytest.fixture
def ready(page: ProblemsPage, settled: Callable[[Desk], None]) -> Settled:
    settled(page.desk)
    return lambda: settled(page.desk)


@pytest.fixture
def racing(precinct: int, concern: Concern) -> Problem:
    return Problem.create(
        precinct=precinct, title="Racing on 19th Street", opened_on=OPENED, scanning="Cars race.", neighborhood=None
    )


def pressed(inside: QWidget, name: str) -> None:
    (made,) = [
        one for one in inside.findChildren(QPushButton) if one.isVisible() and one.accessibleName().startswith(name)
    ]
    made.click()


def open_offered(window: Window) -> None:
    opens = window.desk.messages.said[-1].opens
    assert opens is not None
    opens()


def test_a_concern_becomes_a_problem_without_being_typed_again(
    page: ProblemsPage, window: Window, ready: Settled, keyboard: Keyboard, concern: Concern
) -> None:
    window.open_page("event", concern.event_id)
    ready()
    assert window.page is not None
    pressed(window.page, "Make a problem of: Cars race past the school")
    ready()
    assert window.page is page
    assert page.start.about.text().startswith("The concern about speeding of Jan 15")
    keyboard.press(Qt.Key.Key_Return)
    ready()
    (problem,) = Problem.select()
    assert (problem.title, problem.neighborhood_id, problem.scanning, problem.phase) == (
        "Speeding in Ensley", concern.neighborhood_id, "Cars race past the school", "scanning",
    )  # fmt: skip
    assert [link.concern_id for link in ProblemConcern.select()] == [concern.id]
    assert page.title.text() == "Speeding in Ensley"
    window.open_page("neighborhoods", concern.neighborhood_id)
    ready()
    place = window.page
    assert isinstance(place, NeighborhoodsPage)
    assert [row.accessibleName() for row in place.panel.problems.rows] == ["scanning: Speeding in Ensley"]
    place.panel.problems.rows[0].setFocus()
    keyboard.press(Qt.Key.Key_Return)
    ready()
    assert (window.page, page.title.text()) == (page, "Speeding in Ensley")
    window.open_page("event", concern.event_id)
    ready()
    pressed(window.page, "Open the problem: Speeding in Ensley")
    ready()
    assert (window.page, page.title.text()) == (page, "Speeding in Ensley")


def test_four_steps_a_phase_and_what_is_gathered_by_keys_and_all_taken_back(
    page: ProblemsPage, window: Window, ready: Settled, keyboard: Keyboard, concern: Concern
) -> None:
    assert page.lists.currentWidget() is page.none_yet
    keyboard.press(Qt.Key.Key_N, CTRL)
    ready()
    keyboard.write("Racing on 19th Street", Qt.Key.Key_Return)
    ready()
    page.panel.parts.fields["analysis"].edit.setFocus()
    keyboard.write("At shift change, from 3 to 4 PM.")
    keyboard.press(Qt.Key.Key_Tab)
    keyboard.write("Speed trailer.")
    keyboard.press(Qt.Key.Key_Return, CTRL)
    ready()
    (problem,) = Problem.select()
    assert (problem.analysis, problem.response) == ("At shift change, from 3 to 4 PM.", "Speed trailer.")
    assert not page.panel.parts.bar.isVisible()
    pressed(page.panel, "Phase: response")
    ready()
    assert Problem.get().phase == "response"
    page.panel.concerns.box.setFocus()
    keyboard.write("race school", Qt.Key.Key_Return)
    ready()
    page.panel.events.box.setFocus()
    keyboard.write("ensl", Qt.Key.Key_Return)
    ready()
    assert [link.concern_id for link in ProblemConcern.select()] == [concern.id]
    assert [link.event.title for link in ProblemEvent.select()] == ["Ensley meeting"]
    assert [row.accessibleName() for row in page.panel.concerns.list.rows] == [
        "Cars race past the school, Speeding · Jan 15"
    ]
    page.panel.concerns.box.setFocus()
    keyboard.write("race school", Qt.Key.Key_Return)
    ready()
    assert window.desk.messages.said[-1].text.startswith("No concern that is not here already")
    page.panel.concerns.box.start_again()
    pressed(page.panel, "Remove: Cars race past the school")
    ready()
    assert ProblemConcern.select().count() == 0
    page.setFocus()
    for _ in range(6):
        keyboard.press(Qt.Key.Key_Z, CTRL)
        ready()
    assert Problem.select().count() == 0
    for _ in range(5):
        keyboard.press(Qt.Key.Key_Z, CTRL | SHIFT)
        ready()
    assert (Problem.get().phase, ProblemConcern.select().count(), ProblemEvent.select().count()) == ("response", 1, 1)


def test_what_is_offered_at_the_foot_of_the_window_stands_above_the_line(
    page: ProblemsPage, window: Window, ready: Settled, keyboard: Keyboard, racing: Problem, precinct: int
) -> None:
    for number in range(8):
        an_event(Precinct.get_by_id(precinct), title=f"Walk {number}")
    window.open_page("problems", racing.id)
    ready()
    box = page.panel.events.box
    box.setFocus()
    bring_into_view(box)
    keyboard.write("walk")
    ready()
    assert box.popup is not None
    assert box.popup.isVisible()
    shown = box.popup.geometry()
    assert shown.height() == 8 * ROW_PX + 2
    assert shown.bottom() < box.mapTo(window, QPoint(0, 0)).y()
    assert shown.top() >= 0


def test_an_offense_is_counted_before_and_after_and_drawn(
    page: ProblemsPage, window: Window, ready: Settled, keyboard: Keyboard, racing: Problem, precinct: int
) -> None:
    place = Precinct.get_by_id(precinct)
    for month, count in ((7, 9), (8, 12), (9, 9), (10, 4), (11, 5), (12, 6)):
        a_crime_count(place, date(2018, month, 1), count)
    window.open_page("problems", racing.id)
    ready()
    page.panel.choose_counts.click()
    keyboard.write("Burg")  # the choice steps to what begins so
    page.panel._what_chosen()
    assert page.panel.counts.chosen("before_from") == date(2018, 7, 1)
    page.panel.counts.submit.click()
    ready()
    kept = Problem.get()
    assert (kept.counted_offense_id, kept.counted_area_id) == (Offense.get(name="Burglary").id, None)
    assert (kept.before_to, kept.after_from, kept.after_to) == (
        date(2018, 9, 1),
        OPENED.replace(day=1),
        date(2018, 12, 1),
    )
    assert page.panel.finding.text().startswith(
        "Burglary: 30 from July to September 2018, 15 from October to December 2018. 50 % fewer."
    )
    assert page.panel.chart.isVisible()
    ready()
    assert page.panel.chart.accessibleDescription() == page.panel.finding.text()
    page.show_list()
    ready()
    assert page.table.rows.index(0, 7).data() == "30 → 15"


def test_half_typed_words_and_a_half_typed_problem_are_offered_after_a_crash(
    open_window: Callable[[], Window], racing: Problem, settled: Callable[[Desk], None]
) -> None:
    first = open_window()
    first.open_page("problems", racing.id)
    settled(first.desk)
    page = first.page
    assert isinstance(page, ProblemsPage)
    page.panel.parts.fields["response"].edit.setFocus()
    Keyboard(first).write("A speed tr")
    first.desk.drafts.settle()  # and here the power goes
    second = open_window()
    assert second.desk.messages.said[-1].text.startswith("What was being typed")
    open_offered(second)
    settled(second.desk)
    page = second.page
    assert isinstance(page, ProblemsPage)
    assert page.panel.parts.fields["response"].typed == "A speed tr"
    assert page.panel.parts.note.text() == "Restored what was being typed."
    page.panel.parts.throw.click()
    assert page.panel.parts.fields["response"].typed == ""
    second.desk.go("problems", NewProblem())
    settled(second.desk)
    Keyboard(second).write("Noise at ni")
    second.desk.drafts.settle()
    third = open_window()
    open_offered(third)
    settled(third.desk)
    page = third.page
    assert isinstance(page, ProblemsPage)
    assert page.start.form.text("title") == "Noise at ni"
    page.start.afresh.click()
    assert page.start.form.text("title") == ""


def test_who_was_slower_sees_both_and_loses_nothing(
    page: ProblemsPage, window: Window, ready: Settled, keyboard: Keyboard, racing: Problem
) -> None:
    window.open_page("problems", racing.id)
    ready()
    fields = page.panel.parts.fields
    fields["scanning"].edit.setFocus()
    keyboard.press(Qt.Key.Key_End, CTRL)
    keyboard.write(" At night.")
    Problem.update(
        scanning="Cars and motorcycles race.", analysis="A straight road.", version=racing.version + 1
    ).execute()
    keyboard.press(Qt.Key.Key_Return, CTRL)
    ready()
    assert window.conflict.isVisible()
    window.conflict.later.click()
    assert Problem.get().scanning == "Cars and motorcycles race."
    assert (fields["scanning"].typed, fields["analysis"].typed) == ("Cars race. At night.", "A straight road.")
    assert fields["scanning"].theirs.text() == "Somebody else wrote meanwhile: “Cars and motorcycles race.”"
    keyboard.press(Qt.Key.Key_Return, CTRL)
    ready()
    assert (Problem.get().scanning, Problem.get().analysis) == ("Cars race. At night.", "A straight road.")
    assert not fields["scanning"].theirs.isVisible()


def test_a_form_begun_before_a_colleague_wrote_leaves_her_words_and_asks_where_both_wrote(
    page: ProblemsPage, window: Window, ready: Settled, keyboard: Keyboard, racing: Problem
) -> None:
    window.open_page("problems", racing.id)
    ready()
    keyboard.press(Qt.Key.Key_E, CTRL)
    keyboard.press(Qt.Key.Key_End)
    keyboard.write(" at night")
    elsewhere = Actor("Ofc. Elsewhere", workstation="desk 2")
    hers = ProblemDetails("Racing on 19th Street", OPENED, scanning="Cars race.", analysis="A straight road.")
    edit_problem(elsewhere, racing.id, 1, hers)
    keyboard.press(Qt.Key.Key_Return)
    ready()
    assert (Problem.get().title, Problem.get().analysis) == ("Racing on 19th Street at night", "A straight road.")
    keyboard.press(Qt.Key.Key_E, CTRL)
    keyboard.press(Qt.Key.Key_End)
    keyboard.write(" and noon")
    edit_problem(elsewhere, racing.id, 3, replace(hers, title="Racing at the school"))
    window.desk.reread.emit()
    ready()
    assert page.title.text() == "Racing at the school"
    clashes: list[object] = []
    window.desk.clashed.connect(clashes.append)
    keyboard.press(Qt.Key.Key_Return)
    ready()
    assert (Problem.get().title, len(clashes)) == ("Racing at the school", 1)
    assert page.panel.details.text("title") == "Racing on 19th Street at night and noon"


def test_a_closed_problem_bears_its_day_and_leaves_the_list_of_those_worked_on(
    page: ProblemsPage, window: Window, ready: Settled, keyboard: Keyboard, racing: Problem
) -> None:
    window.open_page("problems", racing.id)
    ready()
    pressed(page.panel, "Phase: closed")
    ready()
    assert page.subtitle.text() == "nobody owns it yet · opened Oct 8, 2018 · closed Jan 24"
    keyboard.press(Qt.Key.Key_E, CTRL)
    keyboard.press(Qt.Key.Key_Home)
    keyboard.write("Street ")
    closed = page.panel.details.control("closed_on")
    closed.setFocus()
    keyboard.press(Qt.Key.Key_A, CTRL)
    keyboard.write("1/20/2019", Qt.Key.Key_Return)
    ready()
    assert (Problem.get().title, Problem.get().closed_on) == ("Street Racing on 19th Street", date(2019, 1, 20))
    page.show_list()
    ready()
    assert page.lists.currentWidget() is page.none_yet
    page.none_yet.action.click()
    ready()
    assert (page.title.text(), page.start.form.text("title")) == ("New problem", "")
    keyboard.press(Qt.Key.Key_Escape)
    ready()
    page.phase.choose("closed")
    page.phase.chosen.emit()
    ready()
    assert [row.title for row in page.table.rows.rows] == ["Street Racing on 19th Street"]


def test_the_search_box_finds_a_problem_by_a_word_of_its_analysis(
    page: ProblemsPage, window: Window, ready: Settled, keyboard: Keyboard, racing: Problem
) -> None:
    Problem.update(analysis="Straight road without trees").execute()
    keyboard.press(Qt.Key.Key_K, CTRL)
    keyboard.write("trees", Qt.Key.Key_Return)
    ready()
    ready()
    assert (window.page, page.title.text()) == (page, "Racing on 19th Street")
    keyboard.press(Qt.Key.Key_F1)
    assert window.page is not page
    keyboard.press(Qt.Key.Key_Left, ALT)
    ready()
    assert page.title.text() == "Racing on 19th Street"
