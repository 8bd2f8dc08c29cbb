"""What journeys ask about the processes beside their window."""

import multiprocessing

from pytestqt.qtbot import QtBot

from outreach.ui.desk import Desk
from tests import done_beside


def processes() -> list[int | None]:
    """The numbers of the processes beside the window."""
    return [process.pid for process in multiprocessing.active_children()]


def is_settled(desk: Desk) -> bool:
    """Whether the window waits for nothing."""
    return desk.tasks.idle and desk.quiet.idle


def under_way(desk: Desk, qtbot: QtBot) -> None:
    """Wait until work that never ends is under way."""
    heard: list[str] = []
    desk.tasks.progressed.connect(lambda _share, words: heard.append(words))
    qtbot.waitUntil(lambda: any(words.startswith(done_beside.BEGUN) for words in heard))
