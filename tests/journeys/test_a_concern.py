"""A concern that was raised at no event opens by itself, from wherever it is listed."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from outreach.actions.change import Actor, Changes
from outreach.actions.concerns import ConcernDetails, edit_concern, record_concern
from outreach.actions.neighborhoods import NeighborhoodDetails, add_neighborhood
from outreach.actions.people import PersonDetails, add_person
from outreach.actions.problems import ProblemDetails, add_problem
from outreach.queries.lookups import topics
from outreach.records.followups import Concern, FollowUp
from outreach.ui.desk import Desk
from outreach.ui.pages.concern import ConcernPage
from outreach.ui.pages.neighborhoods import NeighborhoodsPage
from outreach.ui.pages.people import PeoplePage
from outreach.ui.pages.problems import ProblemsPage
from outreach.ui.window import Window
from tests.journeys.typing import ALT, CTRL, Keyboard
from tests.ui.conftest import BY, TODAY

type Settled = Callable[[Desk], None]


@pytest.fixture
def call(window: Window, settled: Settled) -> tuple[int, int, int, int]:
    """The keys of a concern told by phone, of its problem, its speaker and its neighborhood."""
    desk = window.desk
    precinct = desk.precinct

    def made(action: Callable[[], Changes], kind: str) -> int:
        done = desk.do(action)
        assert done is not None
        return done.only_id(kind)

    person = made(lambda: add_person(BY, precinct, PersonDetails("Opal", "Ferncastle")), "person")
    area = made(lambda: add_neighborhood(BY, precinct, NeighborhoodDetails("Ensley")), "neighborhood")
    told = ConcernDetails(
        topics(precinct)[0].id, "Cars race past the school", area, source="call", raised_on=TODAY,
        raised_by_person=person,
    )  # fmt: skip
    concern = made(lambda: record_concern(BY, precinct, told), "concern")
    problem = made(lambda: add_problem(BY, precinct, ProblemDetails("Racing", TODAY), concern=concern), "problem")
    settled(desk)
    return concern, problem, person, area


def test_it_opens_from_its_problem_its_speaker_its_neighborhood_and_the_search(
    window: Window, keyboard: Keyboard, call: tuple[int, int, int, int], settled: Settled
) -> None:
    concern, problem, person, area = call
    for name, key in (("problems", problem), ("people", person), ("neighborhoods", area)):
        window.open_page(name, key)
        settled(window.desk)
        page = window.page
        assert isinstance(page, ProblemsPage | PeoplePage | NeighborhoodsPage)
        rows = page.panel.concerns.list.rows if isinstance(page, ProblemsPage) else page.panel.concerns.rows
        rows[0].setFocus()
        keyboard.press(Qt.Key.Key_Return)
        settled(window.desk)
        shown = window.page
        assert isinstance(shown, ConcernPage), name
        assert (shown._key, shown.words.text()) == (concern, "Cars race past the school")
        keyboard.press(Qt.Key.Key_Left, ALT)
        assert window.page is page
    keyboard.press(Qt.Key.Key_K, CTRL)
    keyboard.write("cars race", Qt.Key.Key_Return)
    settled(window.desk)
    settled(window.desk)
    assert isinstance(window.page, ConcernPage)


def test_it_is_corrected_and_promised_about_by_keys(
    window: Window, keyboard: Keyboard, call: tuple[int, int, int, int], settled: Settled
) -> None:
    concern, _, person, area = call
    window.open_page("concern", concern)
    settled(window.desk)
    keyboard.press(Qt.Key.Key_P)
    keyboard.write("Ask for a speed hump")
    keyboard.press(Qt.Key.Key_Return, CTRL)
    settled(window.desk)
    made = FollowUp.get()
    assert (made.words, made.concern_id, made.promised_to_person_id, made.neighborhood_id) == (
        "Ask for a speed hump", concern, person, area,
    )  # fmt: skip
    page = window.page
    assert isinstance(page, ConcernPage)
    assert not page.withdraw.isVisible()
    page.setFocus()
    page.start_edit()
    keyboard.press(Qt.Key.Key_End)
    keyboard.write(" at night")
    keyboard.press(Qt.Key.Key_Return, CTRL)
    settled(window.desk)
    assert Concern.get().words == "Cars race past the school at night"
    assert page.words.text() == Concern.get().words


def test_what_a_colleague_wrote_meanwhile_is_not_written_over(
    window: Window, keyboard: Keyboard, call: tuple[int, int, int, int], settled: Settled
) -> None:
    concern = call[0]
    window.open_page("concern", concern)
    settled(window.desk)
    page = window.page
    assert isinstance(page, ConcernPage)
    page.start_edit()
    keyboard.press(Qt.Key.Key_End)
    keyboard.write(" at night")
    theirs = ConcernDetails(topics(window.desk.precinct)[0].id, "Trucks race", source="call", raised_on=TODAY)
    edit_concern(Actor("B. Trial", workstation="desk 5"), concern, 1, theirs)
    page.hear_elsewhere(frozenset({"concern"}))
    settled(window.desk)
    keyboard.press(Qt.Key.Key_Return, CTRL)
    settled(window.desk)
    assert window.conflict.isVisible()
    assert Concern.get().words == "Trucks race"
    assert page.form.text("words") == "Cars race past the school at night"
