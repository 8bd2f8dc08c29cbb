"""Keys to log a held meeting with a head count of 40, two concerns and one promise, as docs/effort.md says."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from outreach.ui.desk import Desk
from outreach.ui.pages.event import EventPage
from outreach.ui.window import Window
from tests.journeys.test_record_a_meeting import add_concern, only_event_today
from tests.journeys.typing import ALT, CTRL, Keyboard

TITLE = "Ensley Neighborhood Association"
CONCERNS = ("Cars race past the school", "The light at Avenue K is out")
PROMISE = "Report the light and call back"

CONTROL_KEYS = 25
"""What docs/effort.md says: keys that are not the words themselves."""


def test_a_meeting_is_logged_without_the_mouse_in_the_keys_that_the_docs_say(
    precinct: int, window: Window, keyboard: Keyboard, settled: Callable[[Desk], None]
) -> None:
    keyboard.press(Qt.Key.Key_N, CTRL)
    keyboard.write("assoc", Qt.Key.Key_Tab)
    keyboard.write(TITLE)
    keyboard.press(Qt.Key.Key_Return, CTRL)
    settled(window.desk)
    keyboard.press(Qt.Key.Key_H, ALT)
    keyboard.write("40")
    keyboard.press(Qt.Key.Key_C, ALT)
    add_concern(keyboard, "spee", CONCERNS[0])
    add_concern(keyboard, "street", CONCERNS[1], PROMISE)
    page = window.page
    assert isinstance(page, EventPage)
    page.leave()
    settled(window.desk)

    event = only_event_today()
    assert (event.title, event.status, event.totals.head_count) == (TITLE, "held", 40)
    assert [concern.words for concern in event.concerns] == list(CONCERNS)
    assert [promise.words for promise in event.promises] == [PROMISE]
    typed = sum(map(len, (TITLE, *CONCERNS, PROMISE, "40")))
    assert keyboard.presses - typed == CONTROL_KEYS
