"""Several precincts in one database: adding one, going there, comparing them, and who sees which."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from outreach.actions.account_rights import actor_of
from outreach.actions.accounts import AccountDetails, Unlocked, edit_account
from outreach.actions.change import Actor
from outreach.queries.precincts import precinct_list
from outreach.records.accounts import Account, Draft, Role
from outreach.records.database import open_database
from outreach.records.events import Attendance
from outreach.records.precinct import Precinct
from outreach.ui.pages.event import EventPage
from outreach.ui.pages.kiosk import Kiosk
from outreach.ui.pages.settings import SettingsPage
from outreach.ui.pages.settings_precincts import PrecinctsPart
from outreach.ui.program import Program
from outreach.ui.theme import Theme
from outreach.ui.window import Window
from tests import given
from tests.conftest import Store
from tests.queries.precinct_days import heads

NEAR_PX = 40
LONG_AGO = datetime(2019, 1, 1, tzinfo=UTC).replace(tzinfo=None)
ELSEWHERE = Unlocked(Actor("Opal", workstation="desk 5", role=Role.ADMINISTRATOR))


@pytest.fixture
def program(sqlite_store: Store, theme: Theme, settings: QSettings) -> Program:
    west = given.a_precinct("West Precinct", time_zone="America/Chicago")
    heads(given.an_event(west, datetime.now(ZoneInfo("America/Chicago")).date().replace(day=1)), 12)
    return Program(settings, sqlite_store.location)


def front(program: Program, qtbot: QtBot) -> Window:
    window = program.window
    assert window is not None
    qtbot.waitUntil(lambda: window.desk.tasks.idle)
    return window


def the_part(program: Program, qtbot: QtBot) -> PrecinctsPart:
    window = front(program, qtbot)
    window.open_page("settings", "Precincts")
    page = window.page
    assert isinstance(page, SettingsPage)
    part = page.part("Precincts", PrecinctsPart)
    qtbot.waitUntil(lambda: bool(part.table.rows.rows))
    return part


def signed_in(program: Program, role: Role) -> Account:
    """The program, opened by somebody with an account of a role."""
    account = Account.create(login="amber", role=role, created_at=LONG_AGO)
    program._unlocked = Unlocked(actor_of(account, "desk 1"))
    program.open()
    return account


def given_to_visitors(window: Window, qtbot: QtBot) -> Kiosk:
    """The screen, left to whoever comes to the first event; the word that ends it is "heron"."""
    qtbot.waitUntil(lambda: window.page is not None)
    window.open_page("event", 1)
    page = window.page
    assert isinstance(page, EventPage)
    qtbot.waitUntil(lambda: page.reading is not None and window.desk.tasks.idle)
    page.open_visitor_mode()
    assert page.visitors is not None
    page.visitors.secret.setText("heron")
    page.visitors.start()
    return page.visitors


def names(part: PrecinctsPart) -> list[str]:
    return [row.name for row in part.table.rows.rows]


def test_a_precinct_is_added_worked_in_compared_and_left_again(program: Program, qtbot: QtBot) -> None:
    program.open()
    part = the_part(program, qtbot)
    assert (names(part), part.paper.isEnabled(), part.open.isEnabled()) == (["West Precinct"], False, False)
    qtbot.waitUntil(lambda: part.form.y() - part.table.y() - part.table.full_height() < NEAR_PX)
    part.form.fill(name="North Precinct", commander="Capt. N. Sample")
    part.form.submit.click()
    qtbot.waitUntil(lambda: program.window is not None and program.window.desk.precinct != 1)
    assert [one.name for one in precinct_list()] == ["North Precinct", "West Precinct"]
    north = Precinct.get(Precinct.name == "North Precinct")
    assert (north.agency, north.time_zone) == ("Birmingham Police Department", "America/Chicago")

    part = the_part(program, qtbot)
    qtbot.waitUntil(lambda: names(part) == ["North Precinct", "West Precinct", "Together"])
    assert [(row.held, row.people_reached) for row in part.table.rows.rows] == [(0, 0), (1, 12), (1, 12)]
    part.table.selectRow(2)
    assert not part.open.isEnabled()
    part.paper.click()
    window = front(program, qtbot)
    assert window.page is window.pages["reports"]
    part = the_part(program, qtbot)
    part.table.selectRow(1)
    part.open.click()
    qtbot.waitUntil(lambda: program.window is not None and program.window.desk.precinct == 1)
    program.close()


def test_an_officer_of_one_precinct_opens_it_and_sees_no_other(program: Program, qtbot: QtBot) -> None:
    north = given.a_precinct("North Precinct")
    program._unlocked = Unlocked(Actor("Ofc. Sample", role=Role.SUPERVISOR, precinct=north.id))
    program.open()
    assert front(program, qtbot).desk.precinct == north.id
    part = the_part(program, qtbot)
    assert names(part) == ["North Precinct"]
    assert part.form.isHidden()
    program.close()
    unlocked = program._unlocked
    assert unlocked is not None
    program._unlocked = replace(unlocked, actor=replace(unlocked.actor, precinct=None))
    program.open()
    assert names(the_part(program, qtbot)) == ["North Precinct", "West Precinct", "Together"]
    program.close()


def test_an_account_is_followed_when_an_administrator_changes_it_elsewhere(program: Program, qtbot: QtBot) -> None:
    north = given.a_precinct("North Precinct")
    officer = given.an_officer(north, name="Sgt. Example")
    details = AccountDetails("amber", Role.SUPERVISOR, officer.id, everywhere=True)
    Account.create(login="opal", role=Role.ADMINISTRATOR, created_at=LONG_AGO)
    key = Account.create(login="amber", officer=officer, role=Role.SUPERVISOR, created_at=LONG_AGO).id
    program._settings.setValue("window/precinct", 1)
    program._unlocked = Unlocked(actor_of(Account.get_by_id(key), "desk 1"))
    program.open()
    before = front(program, qtbot)
    qtbot.waitUntil(lambda: before.page is not None)
    assert (before.desk.precinct, before.desk.may_read_confidential) == (1, True)
    before.desk.drafts.keep("concern/7", lambda: "half typed")

    edit_account(ELSEWHERE, key, 1, replace(details, role=Role.OFFICER, everywhere=False))
    qtbot.waitUntil(lambda: program.window not in (None, before))
    after = front(program, qtbot)
    qtbot.waitUntil(lambda: after.page is not None)
    assert (after.desk.precinct, after.desk.may_read_confidential) == (north.id, False)
    assert "you work as an officer in North Precinct alone now" in after.desk.messages.said[0].text
    assert [one.payload for one in Draft.select()] == ["half typed"]

    edit_account(ELSEWHERE, key, 2, replace(details, active=False))
    qtbot.waitUntil(lambda: program.window is None and program.sign_in is not None)
    assert program.sign_in is not None
    assert program.sign_in.told.text().startswith("Your account was removed or disabled")
    program.close()
    open_database(program._location)


def test_an_account_that_changes_while_the_window_is_locked_leaves_it_locked(program: Program, qtbot: QtBot) -> None:
    account = signed_in(program, Role.ADMINISTRATOR)
    Account.create(login="opal", role=Role.ADMINISTRATOR, created_at=LONG_AGO)
    before = front(program, qtbot)
    before.locking.lock()
    edit_account(ELSEWHERE, account.id, 1, AccountDetails("amber", Role.SUPERVISOR, None, everywhere=True))
    before.own_account.look()
    qtbot.waitUntil(lambda: before.desk.tasks.idle)
    qtbot.wait(1)
    assert program.window is before
    assert before.locking.locked

    before.locking._unlock(Unlocked(actor_of(Account.get_by_id(account.id), "desk 1")))
    qtbot.waitUntil(lambda: program.window not in (None, before))
    after = front(program, qtbot)
    assert "you work as a supervisor now" in after.desk.messages.said[0].text
    program.close()


def test_an_account_that_changes_while_visitors_have_the_screen_leaves_it_to_them(
    program: Program, qtbot: QtBot
) -> None:
    account = signed_in(program, Role.ADMINISTRATOR)
    Account.create(login="opal", role=Role.ADMINISTRATOR, created_at=LONG_AGO)
    before = front(program, qtbot)
    visitors = given_to_visitors(before, qtbot)
    edit_account(ELSEWHERE, account.id, 1, AccountDetails("amber", Role.SUPERVISOR, None, everywhere=True))
    for name in ("Ann Sample", "Bea Sample"):  # at the first it is noticed, and said to do it once more
        visitors.name.setText(name)
        visitors.sign.click()
        qtbot.waitUntil(lambda: before.desk.tasks.idle)
    assert [line.name_as_signed for line in Attendance.select()] == ["Bea Sample"]
    before.close()
    assert (program.window, before.isVisible(), visitors.isVisible()) == (before, True, True)

    visitors.answer.setText("heron")
    visitors.answer.returnPressed.emit()
    qtbot.waitUntil(lambda: program.window not in (None, before))
    assert "you work as a supervisor now" in front(program, qtbot).desk.messages.said[0].text
    program.close()


def test_an_account_that_is_disabled_while_visitors_have_the_screen_is_asked_for_when_they_have_left(
    program: Program, qtbot: QtBot
) -> None:
    signed_in(program, Role.OFFICER)
    window = front(program, qtbot)
    visitors = given_to_visitors(window, qtbot)
    Account.update(active=False).execute()
    window.own_account.look()
    qtbot.waitUntil(lambda: window.desk.tasks.idle)
    qtbot.wait(1)
    visitors.name.setText("Ann Sample")
    visitors.sign.click()
    assert visitors.fault.text().startswith("Your account was removed or disabled")
    visitors.end()
    qtbot.waitUntil(lambda: program.window is None)
    assert program.sign_in is not None
    assert program.sign_in.isVisible()
    program.close()
    open_database(program._location)


def test_visitors_lose_the_screen_when_the_records_are_closed(program: Program, qtbot: QtBot) -> None:
    program.open()
    window = front(program, qtbot)
    given_to_visitors(window, qtbot)
    program.close()
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, Kiosk) and one.isVisible()]
