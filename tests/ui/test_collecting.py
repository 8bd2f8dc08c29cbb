"""Long work never makes the interpreter look through all that there is."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from pytestqt.qtbot import QtBot

from outreach.errors import OutreachError
from outreach.ui.collecting import collecting
from outreach.ui.desk import Desk
from outreach.ui.tasks import Progress
from tests.ui.test_tasks import Asker

MANY = 300_000


@contextmanager
def whole_searches() -> Iterator[list[int]]:
    """The searches through everything in the block."""
    found: list[int] = []

    def heard(phase: str, about: dict[str, int]) -> None:
        if phase == "start" and about["generation"] == 2:
            found.append(1)

    gc.callbacks.append(heard)
    try:
        yield found
    finally:
        gc.callbacks.remove(heard)


def much() -> object:
    """So much that lasts that the interpreter looks through all of it in between."""
    return [[at] for at in range(MANY)]


def test_what_lasts_is_looked_through_only_outside_of_long_work() -> None:
    usual = gc.get_threshold()
    with whole_searches() as found:
        much()
        assert found
        found.clear()
        with collecting.of_what_is_new():
            much()
            with pytest.raises(ValueError, match="stopped"), collecting.of_what_is_new():
                raise ValueError("stopped")
            much()
        assert not found
    assert gc.get_threshold() == usual


def test_garbage_that_is_new_goes_while_long_work_is_under_way() -> None:
    gone: list[int] = []

    class Held:
        def __del__(self) -> None:
            gone.append(1)

    with collecting.of_what_is_new():
        held = Held()
        held.itself = held  # type: ignore[attr-defined]
        del held
        much()
        assert gone


def test_long_work_at_the_desk_is_done_so_and_whatever_becomes_of_it_the_usual_way_comes_back(
    qtbot: QtBot, desk: Desk, settled: Callable[[Desk], None]
) -> None:
    usual, asker = gc.get_threshold(), Asker()

    def work(_: Progress) -> object:
        return gc.get_threshold()[2] > usual[2]

    def broken(_: Progress) -> object:
        raise OutreachError("Nothing was written.")

    desk.work("long", work, asker.hear, "Working")
    settled(desk)
    qtbot.waitUntil(lambda: len(asker.heard) == 1)
    assert asker.heard == [(True, True)]
    desk.work("broken", broken, asker.hear, "Working")
    settled(desk)
    qtbot.waitUntil(lambda: desk.tasks.idle)
    assert gc.get_threshold() == usual
