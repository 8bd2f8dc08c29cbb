"""Two desks at the same records: both edits survive, and what both changed is chosen by whoever comes second."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from threading import Event as Sign

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from outreach.actions import undo
from outreach.actions.attachments import AttachmentDetails, attach_file, edit_attachment
from outreach.actions.change import Actor, Change, Changes
from outreach.actions.concerns import ConcernDetails, edit_concern, record_concern
from outreach.actions.events import EventDetails, cancel_event, edit_event, record_event
from outreach.actions.followups import PromiseDetails, edit_promise, make_promise
from outreach.actions.kinds import edit_topic
from outreach.actions.later import Laters
from outreach.actions.merged_since import MergedSince
from outreach.actions.neighborhoods import NeighborhoodDetails, add_neighborhood, edit_neighborhood
from outreach.actions.organizations import OrganizationDetails, add_organization, edit_organization
from outreach.actions.people import PersonDetails, add_people, add_person, edit_person
from outreach.actions.precinct import OfficerDetails, add_officer, edit_officer
from outreach.actions.series import SeriesDetails, change_all, start_series
from outreach.actions.series_merging import Opened
from outreach.actions.signin import sign_in_names
from outreach.queries.lookups import event_kinds, topics
from outreach.records.base import Row
from outreach.records.events import Event
from outreach.records.followups import Concern, FollowUp, Topic
from outreach.records.people import Neighborhood, Organization, Person
from outreach.records.precinct import Officer
from outreach.ui.desk import Desk
from outreach.ui.pages.event import EventPage
from outreach.ui.pages.followups import FollowUpsPage
from outreach.ui.pages.neighborhoods import NeighborhoodsPage
from outreach.ui.pages.people import PeoplePage
from outreach.ui.pages.settings import SettingsPage
from outreach.ui.pages.settings_parts import ListPart
from outreach.ui.window import Window
from tests.journeys.typing import CTRL, SHIFT, Keyboard
from tests.ui.conftest import BY, TODAY

type Settled = Callable[[Desk], None]

ELSEWHERE = Actor("B. Trial", workstation="desk 5")


@pytest.fixture
def event(precinct: int) -> tuple[int, EventDetails]:
    kind = next(one.id for one in event_kinds(precinct) if one.name == "Association meeting")
    details = EventDetails(kind, "Meeting", TODAY, status="held")
    return record_event(BY, precinct, details).only_id("event"), details


def open_editor(window: Window, event: int, settled: Settled) -> EventPage:
    window.open_page("event", event)
    settled(window.desk)
    page = window.page
    assert isinstance(page, EventPage)
    page.edit_details()
    return page


def test_two_desks_edit_one_event_and_both_edits_survive(
    window: Window, keyboard: Keyboard, event: tuple[int, EventDetails], settled: Settled
) -> None:
    key, read = event
    page = open_editor(window, key, settled)
    page.editor.form.title.selectAll()
    keyboard.write("Annual meeting")
    edit_event(ELSEWHERE, key, 1, replace(read, place="School hall"))
    keyboard.press(Qt.Key.Key_Return, CTRL)
    settled(window.desk)
    kept = Event.get_by_id(key)
    assert (kept.title, kept.place, kept.version) == ("Annual meeting", "School hall", 3)
    assert not window.conflict.isVisible()
    assert not page.editor.isVisible()


def test_what_both_changed_is_chosen_field_by_field(
    window: Window, keyboard: Keyboard, event: tuple[int, EventDetails], settled: Settled
) -> None:
    key, read = event
    ensley = add_neighborhood(BY, window.desk.precinct, NeighborhoodDetails("Ensley")).only_id("neighborhood")
    officer = add_officer(BY, window.desk.precinct, OfficerDetails("7", "D. Example", "Sgt.")).only_id("officer")
    page = open_editor(window, key, settled)
    page.editor.form.title.selectAll()
    keyboard.write("Mine")
    page.editor.form.place.setText("Park")
    page.editor.form.summary.setPlainText("Only I wrote this.")
    theirs = replace(read, title="Theirs", place="School", lead_officer=officer, neighborhoods=(ensley,))
    edit_event(ELSEWHERE, key, 1, theirs)
    keyboard.press(Qt.Key.Key_Return, CTRL)
    settled(window.desk)
    panel = window.conflict
    assert panel.isVisible()
    assert panel.heading.text() == "B. Trial changed this event while you had it open"
    assert sorted(panel._choices) == ["place", "title"]
    shown = [panel.grid.itemAtPosition(1, column).widget() for column in (1, 2)]  # type: ignore[union-attr]
    assert [side.words.text() for side in shown] == ["Mine", "Theirs"]  # type: ignore[union-attr]
    assert not panel.save.isEnabled()
    assert QApplication.focusWidget() is panel._choices["title"][0]
    panel.choose("title", mine=True)
    panel.choose("place", mine=False)
    panel.save.click()
    settled(window.desk)
    kept = Event.get_by_id(key)
    assert (kept.title, kept.place, kept.summary) == ("Mine", "School", "Only I wrote this.")
    assert (kept.lead_officer_id, kept.version) == (officer, 3)
    assert not page.editor.isVisible()
    window.desk.undo()
    assert (Event.get_by_id(key).title, Event.get_by_id(key).place) == ("Theirs", "School")


def test_leaving_the_choice_for_later_writes_nothing_and_keeps_what_was_typed(
    window: Window, keyboard: Keyboard, event: tuple[int, EventDetails], settled: Settled
) -> None:
    key, read = event
    page = open_editor(window, key, settled)
    page.editor.form.title.selectAll()
    keyboard.write("Mine")
    edit_event(ELSEWHERE, key, 1, replace(read, title="Theirs"))
    keyboard.press(Qt.Key.Key_Return, CTRL)
    settled(window.desk)
    keyboard.press(Qt.Key.Key_Escape)
    assert not window.conflict.isVisible()
    assert Event.get_by_id(key).title == "Theirs"
    assert page.editor.isVisible()
    assert page.editor.form.title.text() == "Mine"


def series(window: Window, settled: Settled) -> None:
    desk = window.desk
    kind = event_kinds(desk.precinct)[0].id
    read = SeriesDetails("Meeting", kind, "FREQ=MONTHLY;BYDAY=2TU", date(2019, 2, 1), date(2019, 5, 31))
    made = start_series(BY, desk.precinct, read)
    (key, *others), repeats = made.ids("event"), made.only_id("series")
    page = open_editor(window, key, settled)
    page.editor.form.repeats.scope.choose("all")
    page.editor.form.title.setText("Annual meeting")
    page.editor.form.repeats.rule.setText("2nd Thursday")
    theirs = replace(read, rule="FREQ=MONTHLY;BYDAY=2WE", place="School hall")
    change_all(ELSEWHERE, repeats, 1, theirs, opened=Opened(key, 1))
    page.editor.record()
    assert list(window.conflict._choices) == ["rule"]
    shown = [window.conflict.grid.itemAtPosition(1, column).widget() for column in (1, 2)]  # type: ignore[union-attr]
    assert [side.words.text() for side in shown] == ["2nd Thursday", "2nd Wednesday"]  # type: ignore[union-attr]
    window.conflict.theirs.click()
    kept = [Event.get_by_id(one) for one in (key, *others)]
    assert {(one.title, one.place, one.date.weekday()) for one in kept} == {("Annual meeting", "School hall", 2)}


def person(window: Window, settled: Settled) -> None:
    desk = window.desk
    key = add_person(BY, desk.precinct, PersonDetails("Opal", "Ferncastle")).only_id("person")
    window.open_page("people", key)
    settled(desk)
    page = window.page
    assert isinstance(page, PeoplePage)
    page.panel.start_edit()
    page.panel.form.fill(phone="205-555-0100", email="mine@example.org")
    edit_person(ELSEWHERE, key, 1, PersonDetails("Opal", "Ferncastle", phone="205-555-0199", address="4 Elm St"))
    page.panel.form.submit.click()
    window.conflict.mine.click()
    kept = Person.get_by_id(key)
    assert (kept.phone, kept.phone_digits, kept.email, kept.address) == (
        "205-555-0100", "2055550100", "mine@example.org", "4 Elm St",
    )  # fmt: skip
    assert not page.panel.form.isVisible()


def organization(window: Window, settled: Settled) -> None:
    desk = window.desk
    key = add_organization(BY, desk.precinct, OrganizationDetails("Elm Church", "church")).only_id("organization")
    window.open_page("people", ("organization", key))
    settled(desk)
    page = window.page
    assert isinstance(page, PeoplePage)
    page.organization.start_edit()
    page.organization.form.fill(name="Elm Street Church", phone="1")
    edit_organization(ELSEWHERE, key, 1, OrganizationDetails("Old Elm Church", "church"))
    page.organization.form.submit.click()
    window.conflict.theirs.click()
    kept = Organization.get_by_id(key)
    assert (kept.name, kept.phone) == ("Old Elm Church", "1")


def neighborhood(window: Window, settled: Settled) -> None:
    desk = window.desk
    key = add_neighborhood(BY, desk.precinct, NeighborhoodDetails("Ensley")).only_id("neighborhood")
    window.open_page("neighborhoods", key)
    settled(desk)
    page = window.page
    assert isinstance(page, NeighborhoodsPage)
    page.panel.start_edit()
    page.panel.form.fill(community="North", aliases="ENS")
    edit_neighborhood(ELSEWHERE, key, 1, NeighborhoodDetails("Ensley", community="West", aliases=("ESL",)))
    page.panel.form.submit.click()
    window.conflict.mine.click()
    kept = Neighborhood.get_by_id(key)
    assert (kept.community, sorted(one.spelling for one in kept.aliases)) == ("North", ["ENS", "ESL"])


def follow_up(window: Window, settled: Settled) -> None:
    desk = window.desk
    key = make_promise(BY, desk.precinct, PromiseDetails("Call back"), date(2019, 1, 5)).only_id("follow_up")
    window.open_page("followups", key)
    settled(desk)
    page = window.page
    assert isinstance(page, FollowUpsPage)
    page.panel.start("edit")
    page.panel.forms["edit"].fill(words="Call back on Monday", public_words="We will call.")
    edit_promise(ELSEWHERE, key, 1, PromiseDetails("Call back at once"))
    page.panel.forms["edit"].submit.click()
    window.conflict.mine.click()
    kept = FollowUp.get_by_id(key)
    assert (kept.words, kept.public_words) == ("Call back on Monday", "We will call.")


def concern(window: Window, settled: Settled) -> None:
    desk = window.desk
    topic = topics(desk.precinct)[0].id
    kind = event_kinds(desk.precinct)[0].id
    event = record_event(BY, desk.precinct, EventDetails(kind, "Meeting", TODAY, status="held")).only_id("event")
    details = ConcernDetails(topic, "Cars race")
    key = record_concern(BY, desk.precinct, details, event=event).only_id("concern")
    window.open_page("event", event)
    settled(desk)
    page = window.page
    assert isinstance(page, EventPage)
    assert page._reading is not None
    page.concerns.form.edit(page._reading.event.concerns[0], with_promise=False)
    page.concerns.form.words.setText("Cars race at night")
    edit_concern(ELSEWHERE, key, 1, replace(details, words="Trucks race"))
    page.concerns.form.record()
    window.conflict.mine.click()
    assert Concern.get_by_id(key).words == "Cars race at night"


def officer(window: Window, settled: Settled) -> None:
    desk = window.desk
    key = add_officer(BY, desk.precinct, OfficerDetails("7", "D. Example", "Ofc.")).only_id("officer")
    window.open_page("settings", "Officers")
    settled(desk)
    page = window.page
    assert isinstance(page, SettingsPage)
    page.part("Officers", ListPart).start(page.part("Officers", ListPart).table.rows.rows[0])
    page.part("Officers", ListPart).form.fill(rank="Sgt.")
    edit_officer(ELSEWHERE, key, 1, OfficerDetails("7", "D. Example", "Lt."))
    page.part("Officers", ListPart).form.submit.click()
    window.conflict.theirs.click()
    assert Officer.get_by_id(key).rank == "Lt."


def topic(window: Window, settled: Settled) -> None:
    desk = window.desk
    window.open_page("settings", "Topics")
    settled(desk)
    page = window.page
    assert isinstance(page, SettingsPage)
    row = page.part("Topics", ListPart).table.rows.rows[0]
    page.part("Topics", ListPart).start(row)
    page.part("Topics", ListPart).form.fill(name="Racing")
    edit_topic(ELSEWHERE, row.id, 1, "Fast cars", active=True)
    page.part("Topics", ListPart).form.submit.click()
    window.conflict.mine.click()
    assert Topic.get_by_id(row.id).name == "Racing"


@pytest.mark.parametrize(
    "journey",
    [series, person, organization, neighborhood, follow_up, concern, officer, topic],
    ids=lambda made: made.__name__,
)
def test_every_kind_of_record_is_chosen_in_the_same_panel(
    journey: Callable[[Window, Settled], None], window: Window, settled: Settled
) -> None:
    journey(window, settled)
    assert not window.conflict.isVisible()
    assert [one.text for one in window.desk.messages.said if one.kind in ("fault", "bug")] == []


def test_a_step_that_a_colleague_took_first_is_shown_and_done_anyway_or_left(
    window: Window, event: tuple[int, EventDetails], settled: Settled
) -> None:
    key, read = event
    window.open_page("event", key)
    settled(window.desk)
    edit_event(ELSEWHERE, key, 1, replace(read, status="planned"))
    page = window.page
    assert isinstance(page, EventPage)

    def cancel() -> Changes:
        return cancel_event(BY, key, 1, "Rain")

    assert window.desk.do(cancel) is None
    assert (window.conflict.mine.text(), window.conflict.save.isVisible()) == ("Do it anyway", False)
    window.conflict.theirs.click()
    assert Event.get_by_id(key).status == "planned"
    assert window.desk.do(cancel) is None
    window.conflict.mine.click()
    assert Event.get_by_id(key).status == "cancelled"


def test_an_undo_over_a_colleagues_change_asks_and_is_itself_undone(
    window: Window, keyboard: Keyboard, event: tuple[int, EventDetails], settled: Settled
) -> None:
    key, read = event
    desk = window.desk
    desk.do(lambda: edit_event(BY, key, 1, replace(read, title="Mine", place="Park")))
    edit_event(ELSEWHERE, key, 2, replace(read, title="Theirs", place="Park", summary="Kept"))
    window.open_page("event", key)
    settled(desk)
    keyboard.press(Qt.Key.Key_Z, CTRL)
    panel = window.overwriting
    assert panel.isVisible()
    assert panel.heading.text() == "B. Trial changed what you are about to take back"
    shown = [panel.grid.itemAtPosition(2, column).widget() for column in (1, 2)]  # type: ignore[union-attr]
    assert [side.words.text() for side in shown] == ["Theirs", "Meeting"]  # type: ignore[union-attr]
    assert Event.get_by_id(key).title == "Theirs"
    assert QApplication.focusWidget() is panel.leave
    keyboard.press(Qt.Key.Key_Backtab)
    keyboard.press(Qt.Key.Key_Space)
    settled(desk)
    assert not panel.isVisible()
    kept = Event.get_by_id(key)
    assert (kept.title, kept.place, kept.summary) == ("Meeting", read.place, "Kept")
    keyboard.press(Qt.Key.Key_Z, CTRL | SHIFT)
    kept = Event.get_by_id(key)
    assert (kept.title, kept.place) == ("Theirs", "Park")


def test_a_redo_over_a_colleagues_change_asks_and_what_is_left_is_passed_over(
    window: Window, keyboard: Keyboard, event: tuple[int, EventDetails], settled: Settled
) -> None:
    key, read = event
    desk = window.desk
    desk.do(lambda: edit_event(BY, key, 1, replace(read, place="Park")))
    desk.do(lambda: edit_event(BY, key, 2, replace(read, place="Park", title="Mine")))
    desk.undo()
    edit_event(ELSEWHERE, key, 4, replace(read, place="Park", title="Theirs"))
    window.open_page("event", key)
    settled(desk)
    keyboard.press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert window.overwriting.isVisible()
    keyboard.press(Qt.Key.Key_Escape)
    assert not window.overwriting.isVisible()
    assert Event.get_by_id(key).title == "Theirs"
    keyboard.press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert desk.messages.said[-1].text == "There is nothing to do again."
    keyboard.press(Qt.Key.Key_Z, CTRL)
    kept = Event.get_by_id(key)
    assert (kept.title, kept.place) == ("Theirs", read.place)


def test_a_step_on_which_a_colleague_built_is_left_and_does_not_stand_before_the_earlier_ones(
    window: Window, keyboard: Keyboard, settled: Settled
) -> None:
    desk = window.desk
    desk.do(lambda: add_person(BY, desk.precinct, PersonDetails("Opal", "Ferncastle")))
    kind = event_kinds(desk.precinct)[0].id
    made = desk.do(lambda: record_event(BY, desk.precinct, EventDetails(kind, "Meeting", TODAY, status="held")))
    assert made is not None
    sign_in_names(ELSEWHERE, made.only_id("event"), ["M. Quill"])
    settled(desk)
    keyboard.press(Qt.Key.Key_Z, CTRL)
    assert window.overwriting.heading.text() == "This step is built upon"
    assert not window.overwriting.anyway.isVisible()
    keyboard.press(Qt.Key.Key_Escape)
    keyboard.press(Qt.Key.Key_Z, CTRL)
    assert (Event.select().count(), Person.select().count()) == (1, 0)


def test_a_large_step_is_taken_back_beside_the_window(window: Window, settled: Settled) -> None:
    desk = window.desk
    records = [PersonDetails("Opal", f"Number{n}") for n in range(400)]
    desk.do(lambda: add_people(BY, desk.precinct, records))
    desk.undo()
    assert desk.tasks.awaits("undo")
    desk.undo()
    assert "still being taken back" in desk.messages.said[-1].text
    settled(desk)
    assert not Person.select().exists()
    desk.redo()
    # What is recorded meanwhile empties the list of what can be done again.
    desk.do(lambda: add_person(BY, desk.precinct, PersonDetails("Rufus", "Quillfeather")))
    settled(desk)
    assert Person.select().count() == 401
    desk.undo()
    settled(desk)
    assert [one.given_name for one in Person.select()] == ["Rufus"]


def test_a_large_step_tells_how_far_it_is_and_cancelled_takes_nothing_back(
    window: Window, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo, "_ROWS_AT_ONCE", 100)
    desk, told = window.desk, list[tuple[float, str]]()
    desk.do(lambda: add_people(BY, desk.precinct, [PersonDetails("Opal", f"Number{n}") for n in range(400)]))

    def cancel_half_way(c: Change, batch: list[Row], laters: Laters, merges: MergedSince) -> None:
        if len(c.rows) == 200:
            window.desk.tasks._jobs[desk.tasks._current["undo"]].progress.cancel()
        take_back(c, batch, laters, merges)

    take_back = undo._take_back
    with monkeypatch.context() as stopped:
        stopped.setattr(undo, "_take_back", cancel_half_way)
        desk.undo()
        settled(desk)
    assert Person.select().count() == 400
    desk.tasks.progressed.connect(lambda share, words: told.append((share, words)))
    desk.undo()
    settled(desk)
    assert not Person.select().exists()
    begun = [(round(1000 * share / 0.95), words) for share, words in told if words.startswith("Taking it back: ")]
    assert begun == [(done * 10 // 4, f"Taking it back: {done} of 400 rows") for done in (0, 100, 200, 300, 400)]


def test_what_is_done_beside_the_window_asks_about_a_colleagues_step_and_is_undone(
    window: Window, event: tuple[int, EventDetails], settled: Settled
) -> None:
    key, read = event
    desk, done = window.desk, list[Changes]()
    edit_event(ELSEWHERE, key, 1, replace(read, status="planned"))
    desk.do_aside(lambda: cancel_event(BY, key, 1, "Rain"), "Cancelled.", done.append)
    assert not done
    settled(desk)
    assert window.conflict.isVisible()
    window.conflict.mine.click()
    settled(desk)
    assert Event.get_by_id(key).status == "cancelled"
    assert [one.action for one in done] == ["cancel_event"]
    assert desk.messages.said[-1].text == "Cancelled."
    desk.undo()
    assert Event.get_by_id(key).status == "planned"


def test_what_is_done_beside_the_window_is_done_once_and_cancelled_whole(window: Window, settled: Settled) -> None:
    desk, begun, go_on, ended = window.desk, Sign(), Sign(), Sign()
    records = [PersonDetails("Opal", f"Number{n}") for n in range(300)]
    for _ in range(2):
        desk.do_aside(lambda: add_people(BY, desk.precinct, records), "Added.")
    settled(desk)
    assert Person.select().count() == len(records)

    def add_slowly() -> Changes:
        begun.set()
        go_on.wait(60)
        try:
            return add_people(BY, desk.precinct, records)
        finally:
            ended.set()

    desk.do_aside(add_slowly, "Added again.")
    assert begun.wait(60)
    desk.tasks.cancel_all()
    go_on.set()
    assert ended.wait(60)
    assert Person.select().count() == len(records)


def test_what_is_typed_about_a_file_stays_and_writes_over_nobody(
    window: Window, event: tuple[int, EventDetails], settled: Settled
) -> None:
    desk, (key, _) = window.desk, event
    desk.do(lambda: attach_file(BY, key, AttachmentDetails("other", "plan.txt", b"plan", "text/plain")))
    window.open_page("event", key)
    settled(desk)
    assert isinstance(window.page, EventPage)
    card = window.page.files
    card._chosen = card._files[0]
    card._describe()
    card.caption.setFocus()
    Keyboard(window).write("Mine")
    card.caption.setCursorPosition(1)
    edit_attachment(ELSEWHERE, card._files[0].id, card._files[0].version, "Theirs", "", False, "other")
    window.page.hear_elsewhere(frozenset({"attachment"}))
    settled(desk)
    assert (card.caption.text(), card.caption.cursorPosition()) == ("Mine", 1)
    card._save()
    assert window.conflict.isVisible()
    window.conflict.mine.click()
    settled(desk)
    assert [one.caption for one in card._files] == ["Mine"]
    assert card._chosen == card._files[0]
    assert desk.drafts.kept(f"form/event/{key}/file/{card._files[0].id}") is None
