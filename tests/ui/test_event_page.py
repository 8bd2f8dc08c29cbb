from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QEvent, QIODevice, QMimeData, QObject, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from outreach.actions.concerns import ConcernDetails, record_concern
from outreach.actions.events import EventDetails, record_event
from outreach.actions.neighborhoods import NeighborhoodDetails, add_neighborhood
from outreach.actions.people import PersonDetails, add_people
from outreach.actions.signin import sign_in, sign_in_name, sign_in_names, sign_in_new_person
from outreach.queries.events import event_detail
from outreach.queries.lookups import event_kinds, topics
from outreach.ui import page as page_module
from outreach.ui.desk import Desk
from outreach.ui.models import Cell
from outreach.ui.pages.event import EventPage
from outreach.ui.pages.event_reading import read_event
from outreach.ui.theme import Palette
from outreach.ui.widgets import cells
from outreach.ui.window import Window
from tests.ui.conftest import BY, TODAY, free, show

type Settled = Callable[[Desk], None]


class Paintings(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def kind_named(precinct: int, name: str) -> int:
    return next(one.id for one in event_kinds(precinct) if one.name == name)


@pytest.fixture
def people(precinct: int) -> tuple[int, ...]:
    names = (("Opal", "Ferncastle"), ("Rufus", "Quillfeather"), ("Mabel", "Oxenbridge"))
    return add_people(BY, precinct, [PersonDetails(*name) for name in names]).ids("person")


@pytest.fixture
def opened(desk: Desk, qtbot: QtBot, settled: Settled) -> Callable[[int], EventPage]:
    def opening(event: int) -> EventPage:
        page = EventPage(desk)
        qtbot.addWidget(page)
        page.resize(1200, 800)
        page.show_record(event)
        show(qtbot, page)
        page.come_forward()
        settled(desk)
        return page

    return opening


def a_picture() -> bytes:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("steelblue"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def test_before_an_event_people_are_invited_and_at_the_door_they_become_present(
    desk: Desk, people: tuple[int, ...], opened: Callable[[int], EventPage], settled: Settled
) -> None:
    precinct = desk.precinct
    area = add_neighborhood(BY, precinct, NeighborhoodDetails("Ensley")).only_id("neighborhood")
    kind = kind_named(precinct, "Association meeting")
    past = EventDetails(kind, "Ensley", TODAY - timedelta(days=28), neighborhoods=(area,), status="held")
    before = record_event(BY, precinct, past).only_id("event")
    for person in people[:2]:
        sign_in(BY, before, person)
    ahead = EventDetails(kind, "Ensley", TODAY + timedelta(days=7), neighborhoods=(area,))
    event = record_event(BY, precinct, ahead).only_id("event")
    page = opened(event)
    assert page.signin.heading.text() == "Invited"
    page.signin.usual.click()
    QTest.keyClicks(page.signin.box, "oxe")
    QTest.keyClick(page.signin.box, Qt.Key.Key_Return)
    settled(desk)
    assert [(line.person, line.present) for line in event_detail(event).lines] == [(one, False) for one in people]
    page.signin.table.choose(0)
    QTest.keyClick(page.signin.table, Qt.Key.Key_Space)
    assert [line.present for line in event_detail(event).lines].count(True) == 1


def test_what_changed_in_the_sign_in_is_read_by_itself_and_shows_what_the_whole_would(
    desk: Desk, people: tuple[int, ...], opened: Callable[[int], EventPage], qtbot: QtBot
) -> None:
    details = EventDetails(kind_named(desk.precinct, "Beat meeting"), "Beat", TODAY, status="held")
    event = record_event(BY, desk.precinct, details).only_id("event")
    sign_in(BY, event, people[0], sheet=1, line=4)
    page = opened(event)

    def shows(*present: str) -> None:
        assert desk.tasks.idle, "the lines alone are read, and at once"
        assert [line.name for line in page.signin.table.rows.rows] == list(present)
        assert page.reading == read_event(desk.precinct, event, desk.typist, confidential=True)

    newcomer = PersonDetails("Ida", "Thistledown")
    for person in people[1:]:
        desk.do(partial(sign_in, BY, event, person))
    shows("Mabel Oxenbridge", "Rufus Quillfeather", "Opal Ferncastle")
    desk.do(lambda: sign_in_new_person(BY, event, newcomer))
    shows("Ida Thistledown", "Mabel Oxenbridge", "Rufus Quillfeather", "Opal Ferncastle")
    page.signin.table.choose(1)
    QTest.keyClick(page.signin.table, Qt.Key.Key_Space)
    shows("Ida Thistledown", "Rufus Quillfeather", "Opal Ferncastle", "Mabel Oxenbridge")
    qtbot.waitUntil(lambda: "3 named" in page.heads.words.text())
    desk.undo()
    shows("Ida Thistledown", "Mabel Oxenbridge", "Rufus Quillfeather", "Opal Ferncastle")
    page.signin.table.choose(2)
    QTest.keyClick(page.signin.table, Qt.Key.Key_Delete)
    shows("Ida Thistledown", "Mabel Oxenbridge", "Opal Ferncastle")
    desk.undo()
    shows("Ida Thistledown", "Mabel Oxenbridge", "Rufus Quillfeather", "Opal Ferncastle")


def test_a_line_signed_in_was_painted_before_and_the_others_are_not_painted_anew(
    desk: Desk,
    people: tuple[int, ...],
    opened: Callable[[int], EventPage],
    settled: Settled,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    details = EventDetails(kind_named(desk.precinct, "Beat meeting"), "Beat", TODAY, status="held")
    event = record_event(BY, desk.precinct, details).only_id("event")
    sign_in_names(BY, event, [f"Name {number}" for number in range(12)])
    page = opened(event)
    ordered = list[str]()
    monkeypatch.setattr(page_module, "order_tabs", lambda _: ordered.append("anew"))
    QTest.keyClicks(page.signin.box, "oxenbridge")
    settled(desk)
    assert ordered == []
    assert not page._tabs.isActive(), "what is offered changes no tab order"
    assert page.signin.box.popup is not None
    assert page.signin.box.popup.isVisible(), "it covers some of the lines"
    model, painted, anew = page.signin.table.rows, Counter[str](), list[str]()
    paint = cells.paint_cell

    def told(painter: QPainter, box: QRect, cell: Cell, palette: Palette) -> None:
        painted[cell.text] += 1
        paint(painter, box, cell, palette)

    monkeypatch.setattr(cells, "paint_cell", told)
    beneath = Paintings(page.signin)
    model.modelReset.connect(lambda: anew.append("set up anew"))
    QTest.keyClick(page.signin.box, Qt.Key.Key_Return)
    assert model.rows[0].name == "Mabel Oxenbridge"
    for _ in range(5):  # turns of the loop
        QApplication.processEvents()
    assert anew == []
    assert painted == Counter(), "those that moved look as they did"
    assert beneath.count == 0, "what the sign-in stands on looks as it did"


def test_following_the_sheet_begins_after_its_last_line_and_stays_where_it_was_left(
    desk: Desk, people: tuple[int, ...], opened: Callable[[int], EventPage], settled: Settled
) -> None:
    details = EventDetails(kind_named(desk.precinct, "Beat meeting"), "Beat", TODAY, status="held")
    event = record_event(BY, desk.precinct, details).only_id("event")
    sign_in(BY, event, people[0], sheet=2, line=4)
    signin = opened(event).signin
    signin.follow.setChecked(True)
    assert signin.aside.text() == "following sheet 2, line 5"
    QTest.keyClick(signin.box, Qt.Key.Key_Return)
    signin.follow.setChecked(False)
    signin.follow.setChecked(True)
    assert signin.aside.text() == "following sheet 2, line 6"
    signin.follow.setChecked(False)
    desk.do(partial(sign_in, BY, event, people[1], sheet=3, line=1))
    settled(desk)
    signin.follow.setChecked(True)
    assert signin.aside.text() == "following sheet 3, line 2"


def test_a_line_signed_in_while_the_event_is_read_is_shown_with_it(
    desk: Desk, people: tuple[int, ...], opened: Callable[[int], EventPage], settled: Settled
) -> None:
    details = EventDetails(kind_named(desk.precinct, "Beat meeting"), "Beat", TODAY, status="held")
    event = record_event(BY, desk.precinct, details).only_id("event")
    page = opened(event)
    page.read()
    desk.do(lambda: sign_in(BY, event, people[0]))
    settled(desk)
    assert [line.person for line in page.signin.table.rows.rows] == [people[0]]


def test_a_pasted_column_of_names_is_signed_in_at_once(
    desk: Desk, opened: Callable[[int], EventPage], settled: Settled
) -> None:
    details = EventDetails(kind_named(desk.precinct, "Beat meeting"), "Beat", TODAY, status="held")
    event = record_event(BY, desk.precinct, details).only_id("event")
    page = opened(event)
    QGuiApplication.clipboard().setText("Opal Ferncastle\t205\r\n\r\nRufus Quillfeather\t206\r\nMabel Oxenbridge\r\n")
    QTest.keyClick(page.signin.box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [line.name for line in event_detail(event).lines] == [
        "Opal Ferncastle", "Rufus Quillfeather", "Mabel Oxenbridge",
    ]  # fmt: skip
    desk.undo()
    assert event_detail(event).lines == ()


def test_a_checkpoint_asks_for_what_its_kind_counts(
    desk: Desk, opened: Callable[[int], EventPage], settled: Settled
) -> None:
    details = EventDetails(kind_named(desk.precinct, "Safety checkpoint"), "Checkpoint", TODAY, status="held")
    event = record_event(BY, desk.precinct, details).only_id("event")
    page = opened(event)
    assert not page.signin.isVisible()
    asked = [stepper.edit.accessibleName() for stepper in page.measures.steppers.values()]
    assert asked == ["Vehicles stopped", "Citizen contacts", "Citations", "Arrests", "Firearms recovered"]
    first = next(iter(page.measures.steppers.values()))
    QTest.keyClicks(first.edit, "57")
    page.leave()
    counted = {one.name: one.count for one in event_detail(event).measures}
    assert (counted["Vehicles stopped"], counted["Arrests"]) == (57, None)


def test_a_photo_dropped_on_the_window_is_kept_with_the_event_in_front(
    theme: object, settings: object, desk: Desk, tmp_path: Path, qtbot: QtBot, settled: Settled
) -> None:
    details = EventDetails(kind_named(desk.precinct, "Vigil"), "Vigil", TODAY, status="held")
    event = record_event(BY, desk.precinct, details).only_id("event")
    photo = tmp_path / "hall.png"
    photo.write_bytes(a_picture())
    own = Desk(desk.settings, desk.precinct, lambda: TODAY)
    window = Window(own, "West Precinct")
    show(qtbot, window)
    window.open_page("event", event)
    settled(own)
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(photo))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(10, 10), Qt.DropAction.CopyAction, files, left, none))
    settled(own)
    assert [(one.kind, one.file_name, one.media_type) for one in event_detail(event).attachments] == [
        ("photo", "hall.png", "image/png")
    ]
    window.close()
    free(window)


def test_what_was_done_before_the_window_was_opened_can_be_taken_back(desk: Desk) -> None:
    details = EventDetails(kind_named(desk.precinct, "Vigil"), "Vigil", TODAY, status="held")
    event = record_event(desk.actor, desk.precinct, details).only_id("event")
    desk.undo()
    assert desk.messages.said[-1].text == "Taken back: record event."
    desk.redo()
    assert event_detail(event).title == "Vigil"


def test_a_concern_that_is_kept_gets_a_promise_later_and_is_withdrawn(
    desk: Desk, opened: Callable[[int], EventPage], settled: Settled
) -> None:
    details = EventDetails(kind_named(desk.precinct, "Beat meeting"), "Beat", TODAY, status="held")
    event = record_event(BY, desk.precinct, details).only_id("event")
    topic = topics(desk.precinct)[0]
    for words in ("Cars race past the school", "Dogs run loose", *(f"Litter, lot {number}" for number in range(12))):
        record_concern(BY, desk.precinct, ConcernDetails(topic.id, words), event=event)
    page = opened(event)
    form = page.concerns.form
    form.edit(event_detail(event).concerns[0], with_promise=True)
    QApplication.processEvents()
    assert form.will.visibleRegion().boundingRect().height() > 20
    QTest.keyClicks(form.will, "Speed trailer for a week")
    QTest.keyClick(form.will, Qt.Key.Key_Return)
    settled(desk)
    first = event_detail(event).concerns[0]
    assert [one.words for one in first.promises] == ["Speed trailer for a week"]
    assert (form.editing, form.add.text()) == (None, "Add concern")
    form.edit(event_detail(event).concerns[1], with_promise=False)
    form.words.setText("Dogs run loose on Court Q")
    QTest.keyClick(form.words, Qt.Key.Key_Return)
    settled(desk)
    assert [one.words for one in event_detail(event).concerns][1] == "Dogs run loose on Court Q"
    form.edit(event_detail(event).concerns[1], with_promise=False)
    form.withdraw.click()
    settled(desk)
    assert len(event_detail(event).concerns) == 13


def test_tab_goes_through_an_event_as_it_stands_there(desk: Desk, opened: Callable[[int], EventPage]) -> None:
    details = EventDetails(kind_named(desk.precinct, "Association meeting"), "Ensley", TODAY, status="held")
    event = record_event(BY, desk.precinct, details).only_id("event")
    told = ConcernDetails(topics(desk.precinct)[0].id, "Cars race")
    record_concern(BY, desk.precinct, told, event=event)
    page = opened(event)
    page.signin.box.setFocus()
    met: list[str] = []
    while (now := page.focusWidget()) is not None and now is not page.concerns.form.topic:
        met.append(now.accessibleName())
        QTest.keyClick(now, Qt.Key.Key_Tab)
    begins = ("Name to", "Adults", "Youth", "Another", "Promise:", "Edit:")
    assert [name for name in met if name.startswith(begins)] == [
        "Name to sign in", "Adults", "Youth", "Another group", "Promise: Cars race", "Edit: Cars race",
    ]  # fmt: skip


def test_typing_goes_on_where_it_was_when_the_sign_in_goes_and_comes_again(
    desk: Desk, opened: Callable[[int], EventPage], settled: Settled
) -> None:
    details = EventDetails(kind_named(desk.precinct, "Patrol walk"), "Walk", TODAY, status="held")
    event = record_event(BY, desk.precinct, details).only_id("event")
    desk.do(partial(sign_in_name, BY, event, "Opal Ferncastle"))
    page = opened(event)
    assert QApplication.focusWidget() is page.signin.box
    desk.undo()
    settled(desk)
    assert not page.signin.isVisible()
    desk.redo()
    settled(desk)
    assert QApplication.focusWidget() is page.signin.box


def test_what_opens_at_the_top_is_in_sight_wherever_the_page_was_scrolled(
    desk: Desk, opened: Callable[[int], EventPage], settled: Settled
) -> None:
    kind = kind_named(desk.precinct, "Association meeting")
    first, second = (
        record_event(BY, desk.precinct, EventDetails(kind, title, TODAY, status="held")).only_id("event")
        for title in ("First", "Second")
    )
    page = opened(first)
    page.resize(1032, 400)
    QApplication.processEvents()
    bar = page._area.verticalScrollBar()
    (copy,) = [one for one in page.deeds.more.menu().actions() if one.text().startswith("Plan the same")]
    for open_it in (page.edit_details, copy.trigger, partial(page.open, second)):
        bar.setValue(bar.maximum())
        assert bar.value() > 0
        open_it()
        settled(desk)
        assert bar.value() == 0
