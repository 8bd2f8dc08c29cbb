"""A liaison officer comes back from a church hall: 23 signatures, 4 concerns, 2 promises, entered without the mouse."""

from collections.abc import Callable
from datetime import date, time, timedelta
from unittest.mock import Mock

import pytest
from PySide6.QtCore import Qt

from outreach.actions.events import EventDetails, record_event
from outreach.actions.neighborhoods import NeighborhoodDetails, add_neighborhood
from outreach.actions.people import PersonDetails, add_people
from outreach.actions.precinct import OfficerDetails, add_officer
from outreach.actions.signin import sign_in
from outreach.queries.events import EventDetail, event_detail
from outreach.queries.lookups import event_kinds
from outreach.records.events import Event
from outreach.ui.desk import Desk
from outreach.ui.pages import event_lines
from outreach.ui.pages.event import EventPage
from outreach.ui.widgets.cells import row_picture
from outreach.ui.window import Window
from tests.journeys.typing import ALT, CTRL, SHIFT, Keyboard
from tests.ui.conftest import BY, TODAY

type Settled = Callable[[Desk], None]

NAMES = (
    "Opal Ferncastle", "Rufus Quillfeather", "Mabel Oxenbridge", "Thaddeus Appleyard", "Delphine Marrowby",
    "Cornelius Brambleford", "José Peñaranda", "Winifred Thistlewood", "Augusta Nettlegate", "Barnaby Cloverley",
    "Clementine Drizzlecot", "Ezekiel Gingerhollow", "Florentine Hazelgrove", "Gideon Inkpenny", "Hortense Juniperry",
    "Ignatius Kettlewell", "Josephine Lavenderby", "Kermit Saddlecombe", "Leopold Umberfield", "Marigold Velveteen",
    "Nathaniel Wicketshaw", "Ottilie Yarrowgate", "Percival Zinnialane",
)  # fmt: skip


@pytest.fixture
def regulars(precinct: int) -> tuple[int, ...]:
    """Twenty-three people who came to the meeting of the month before."""
    ensley = add_neighborhood(BY, precinct, NeighborhoodDetails("Ensley")).only_id("neighborhood")
    add_officer(BY, precinct, OfficerDetails("101", "R. Sample", "Ofc."))
    people = [PersonDetails(*names, neighborhood=ensley) for names in map(given_and_family, NAMES)]
    keys = add_people(BY, precinct, people).ids("person")
    kind = next(one.id for one in event_kinds(precinct) if one.name == "Association meeting")
    details = EventDetails(kind, "Ensley", TODAY - timedelta(days=28), neighborhoods=(ensley,), status="held")
    before = record_event(BY, precinct, details).only_id("event")
    for key in keys:
        sign_in(BY, before, key)
    return keys


def given_and_family(name: str) -> tuple[str, str]:
    given, _, family = name.partition(" ")
    return given, family


def three_letters(name: str) -> str:
    """What somebody types: the beginning of the family name, without marks above the letters."""
    return name.split()[1][:3].lower().replace("ñ", "n")


def only_event_today(confidential: bool = True) -> EventDetail:
    (event,) = Event.select().where(Event.date == TODAY)
    return event_detail(event.id, confidential=confidential)


def page_of(window: Window) -> EventPage:
    assert isinstance(window.page, EventPage)
    return window.page


def record_details(keyboard: Keyboard) -> None:
    keyboard.press(Qt.Key.Key_N, CTRL)
    keyboard.write("assoc", Qt.Key.Key_Tab)
    keyboard.write("Ensley Neighborhood Association", Qt.Key.Key_Tab)
    keyboard.press(Qt.Key.Key_Tab)
    keyboard.write("630p", Qt.Key.Key_Tab)
    keyboard.write("805p", Qt.Key.Key_Tab)
    keyboard.press(Qt.Key.Key_Return, CTRL)


def add_concern(keyboard: Keyboard, topic: str, words: str, promise: str = "") -> None:
    keyboard.write(topic, Qt.Key.Key_Tab)
    keyboard.write(words)
    if promise:
        keyboard.press(Qt.Key.Key_P, ALT)
        keyboard.write(promise)
    keyboard.press(Qt.Key.Key_Return)


def test_a_meeting_with_23_sign_ins_4_concerns_and_2_promises_without_the_mouse(
    regulars: tuple[int, ...], window: Window, keyboard: Keyboard, settled: Settled
) -> None:
    record_details(keyboard)
    settled(window.desk)
    page = page_of(window)
    assert keyboard.focus is page.signin.box

    taken = []
    for name in NAMES:
        letters = three_letters(name)
        taken.append(keyboard.counted(lambda: keyboard.write(letters, Qt.Key.Key_Return)))  # noqa: B023
    assert max(taken) <= 5
    settled(window.desk)
    assert len(page.signin.table.rows.rows) == 23

    keyboard.press(Qt.Key.Key_C, ALT)
    add_concern(keyboard, "spee", "Cars use 19th Street as a cut-through")
    add_concern(keyboard, "gunf", "Shots at night behind the old school", "Evening patrol behind the school")
    add_concern(keyboard, "street", "The light at Avenue K is out", "Report the light and call back")
    add_concern(keyboard, "loose", "Two dogs run loose on Court Q")
    keyboard.press(Qt.Key.Key_H, ALT)
    keyboard.write("31", Qt.Key.Key_Tab)
    keyboard.write("9", Qt.Key.Key_Tab)
    page.leave()
    settled(window.desk)

    event = only_event_today()
    assert (event.kind_name, event.title, event.status) == (
        "Association meeting", "Ensley Neighborhood Association", "held",
    )  # fmt: skip
    assert (event.date, event.start_time, event.end_time) == (TODAY, time(18, 30), time(20, 5))
    assert {line.person for line in event.lines if line.present} == set(regulars)
    assert [concern.topic for concern in event.concerns] == ["Speeding", "Gunfire", "Street lights", "Loose dogs"]
    assert [(one.words, one.due) for one in event.promises] == [
        ("Evening patrol behind the school", date(2019, 2, 7)),
        ("Report the light and call back", date(2019, 2, 7)),
    ]
    assert (event.totals.named, event.totals.head_count, event.totals.extras) == (23, 40, 17)
    assert page.heads.words.text() == "head count  ·  23 named  ·  17 more"
    assert [message.text for message in window.desk.messages.said if message.kind in ("fault", "bug")] == []


def test_walk_ins_are_taken_in_place_and_names_as_written(
    regulars: tuple[int, ...], window: Window, keyboard: Keyboard, settled: Settled
) -> None:
    record_details(keyboard)
    settled(window.desk)
    keyboard.write("hollis newcomer, ens, 555-0148", Qt.Key.Key_Return)
    keyboard.write("Illegible Squiggle")
    keyboard.press(Qt.Key.Key_Return, SHIFT)
    keyboard.write("?", Qt.Key.Key_Return)
    settled(window.desk)
    told = [(line.name, line.neighborhood, line.person is not None, line.legible) for line in only_event_today().lines]
    assert told == [
        ("Hollis Newcomer", "Ensley", True, True),
        ("Illegible Squiggle", "", False, True),
        ("", "", False, False),
    ]
    rows = page_of(window).signin.table.rows.rows
    assert [(row.name, row.first_time) for row in rows] == [
        ("", False), ("Illegible Squiggle", False), ("Hollis Newcomer", True),
    ]  # fmt: skip


def test_the_printed_sheet_is_followed_line_by_line(
    regulars: tuple[int, ...], window: Window, keyboard: Keyboard, settled: Settled
) -> None:
    record_details(keyboard)
    settled(window.desk)
    page = page_of(window)
    assert keyboard.focus is page.signin.box
    page.signin.follow.setChecked(True)
    keyboard.write("fer", Qt.Key.Key_Return)
    keyboard.press(Qt.Key.Key_Return)
    keyboard.write("?", Qt.Key.Key_Return)
    keyboard.write("qui", Qt.Key.Key_Return)
    assert page.signin.aside.text() == "following sheet 1, line 5"
    lines = {line.line: line.name if line.legible else "illegible" for line in only_event_today().lines}
    assert lines == {1: "Opal Ferncastle", 3: "illegible", 4: "Rufus Quillfeather"}


def test_the_line_that_follows_the_sheet_is_painted_while_its_name_is_chosen(
    regulars: tuple[int, ...],
    window: Window,
    keyboard: Keyboard,
    settled: Settled,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    record_details(keyboard)
    settled(window.desk)
    signin = page_of(window).signin
    signin.follow.setChecked(True)
    for name in ("fer", "oxe"):  # the first one brings the columns
        keyboard.write(name, Qt.Key.Key_Return)
        settled(window.desk)
    keyboard.write("app")
    settled(window.desk)
    painted = Mock(wraps=row_picture)
    monkeypatch.setattr(event_lines, "row_picture", painted)
    keyboard.press(Qt.Key.Key_Return)
    settled(window.desk)
    assert signin.table.rows.rows[0].name == "Thaddeus Appleyard"
    assert painted.mock_calls == []


def test_undo_takes_back_the_last_ten_steps_and_redo_does_them_again(
    regulars: tuple[int, ...], window: Window, keyboard: Keyboard, settled: Settled
) -> None:
    record_details(keyboard)
    settled(window.desk)
    for name in NAMES[:9]:
        keyboard.write(three_letters(name), Qt.Key.Key_Return)
    assert len(only_event_today().lines) == 9
    for _ in range(10):
        keyboard.press(Qt.Key.Key_Z, CTRL)
    assert Event.select().where(Event.date == TODAY).count() == 0
    for _ in range(10):
        keyboard.press(Qt.Key.Key_Z, CTRL | SHIFT)
    settled(window.desk)
    assert [line.person for line in only_event_today().lines] == list(regulars[:9])


def test_what_is_half_typed_comes_back_after_the_program_was_killed(
    regulars: tuple[int, ...], open_window: Callable[[], Window], settled: Settled
) -> None:
    window = open_window()
    keyboard = Keyboard(window)
    keyboard.press(Qt.Key.Key_N, CTRL)
    keyboard.write("assoc", Qt.Key.Key_Tab)
    keyboard.write("A title nobody finished", Qt.Key.Key_Tab)
    window.desk.drafts.settle()
    again = open_window()
    settled(again.desk)
    assert again.desk.messages.said[-1].text.startswith("What was being typed when the program ended was kept")
    again.open_page("event")
    page = page_of(again)
    assert (page.editor.form.kind.currentText(), page.editor.form.title.text()) == (
        "Association meeting", "A title nobody finished",
    )  # fmt: skip
    assert page.editor.note.text() == "Restored what was being typed."
    Keyboard(again).press(Qt.Key.Key_Return, CTRL)
    settled(again.desk)
    assert only_event_today().title == "A title nobody finished"


def test_somebody_elses_newer_version_is_told_and_nothing_typed_is_lost(
    regulars: tuple[int, ...], window: Window, keyboard: Keyboard, settled: Settled
) -> None:
    record_details(keyboard)
    settled(window.desk)
    page = page_of(window)
    keyboard.press(Qt.Key.Key_E, CTRL)
    page.editor.form.title.selectAll()
    keyboard.write("Mine")
    Event.update(title="Theirs", version=Event.version + 1).where(Event.date == TODAY).execute()
    keyboard.press(Qt.Key.Key_Return, CTRL)
    settled(window.desk)
    assert window.conflict.isVisible()
    assert page.editor.form.title.text() == "Mine"
    assert only_event_today().title == "Theirs"
    window.conflict.mine.click()
    assert not window.conflict.isVisible()
    assert only_event_today().title == "Mine"
