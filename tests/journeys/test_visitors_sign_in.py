"""Visitors sign in themselves on the whole screen; they see nobody else, and only the officer gets out."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from outreach.actions.events import EventDetails, record_event
from outreach.actions.neighborhoods import NeighborhoodDetails, add_neighborhood
from outreach.actions.signin import sign_in_name
from outreach.queries.lookups import event_kinds
from outreach.queries.signin import lines
from outreach.ui.desk import Desk
from outreach.ui.pages.event import EventPage
from outreach.ui.window import Window
from tests.ui.conftest import BY, TODAY, free
from tests.ui.looking import clipped, tab_faults, unnamed


def test_a_visitor_signs_in_sees_nobody_else_and_only_the_passphrase_leads_out(
    precinct: int, window: Window, settled: Callable[[Desk], None]
) -> None:
    add_neighborhood(BY, precinct, NeighborhoodDetails("Ensley"))
    kind = event_kinds(precinct)[0].id
    event = record_event(BY, precinct, EventDetails(kind, "Open house", TODAY, status="held")).only_id("event")
    sign_in_name(BY, event, "Somebody Else")
    window.open_page("event", event)
    settled(window.desk)
    page = window.page
    assert isinstance(page, EventPage)
    page.signin.visitors.click()
    kiosk = page.visitors
    assert kiosk is not None
    QTest.keyClicks(kiosk.secret, "abc")
    QTest.keyClick(kiosk.secret, Qt.Key.Key_Return)
    assert (kiosk.short.isVisible(), kiosk.short.text()) == (True, "Use at least 4 characters.")
    QTest.keyClicks(kiosk.secret, "let me out")
    QTest.keyClick(kiosk.secret, Qt.Key.Key_Return)
    assert (unnamed(kiosk), clipped(kiosk), tab_faults(kiosk)) == ([], [], [])
    assert not [one for one in kiosk.findChildren(QLabel) if "Somebody Else" in one.text()]
    QTest.keyClicks(kiosk.name, "Mabel Quillfeather")
    place = kiosk.place.lineEdit()
    assert place is not None
    QTest.keyClicks(place, "ens")
    QTest.keyClick(kiosk.name, Qt.Key.Key_Return)
    assert [(one.name, one.neighborhood) for one in lines(event)] == [
        ("Somebody Else", ""), ("Mabel Quillfeather", "Ensley"),
    ]  # fmt: skip
    kiosk.close()
    assert kiosk.isVisible()
    QTest.keyClicks(kiosk.answer, "something else")
    QTest.keyClick(kiosk.answer, Qt.Key.Key_Return)
    assert kiosk.isVisible()
    assert kiosk.wrong.text() == "That is not the passphrase."
    kiosk.answer.setText("let me out")
    QTest.keyClick(kiosk.answer, Qt.Key.Key_Return)
    assert page.visitors is None
    free()
