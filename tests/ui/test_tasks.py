import threading
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from outreach.errors import OutreachError
from outreach.ui.desk import Desk
from outreach.ui.drafts import DraftKeeper
from outreach.ui.tasks import Progress, Tasks
from tests.ui.conftest import free


class Asker(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []

    def hear(self, answer: object) -> None:
        self.heard.append((answer, threading.current_thread() is threading.main_thread()))


def test_an_answer_comes_on_the_windows_thread_and_an_older_one_is_dropped(
    qtbot: QtBot, desk: Desk, settled: Callable[[Desk], None]
) -> None:
    asker = Asker()
    gate = threading.Event()
    desk.ask("list", lambda: gate.wait(60) and "first", asker.hear)
    desk.ask("list", lambda: "second", asker.hear)
    gate.set()
    settled(desk)
    qtbot.waitUntil(lambda: bool(asker.heard))
    assert asker.heard == [("second", True)]


def test_a_patient_question_lets_the_window_paint_first(
    qtbot: QtBot, desk: Desk, settled: Callable[[Desk], None]
) -> None:
    order: list[str] = []

    class Painted(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            order.append("painted")

    shown, asker = Painted(), Asker()
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitUntil(lambda: bool(order))
    order.clear()
    shown.update()
    desk.ask("chart", lambda: order.append("asked"), asker.hear, patient=True)
    assert not desk.tasks.idle
    settled(desk)
    qtbot.waitUntil(lambda: bool(asker.heard))
    assert order == ["painted", "asked"]


def test_a_fault_of_a_query_is_told_and_a_mistake_is_told_as_one(
    qtbot: QtBot, desk: Desk, settled: Callable[[Desk], None], caplog: object
) -> None:
    def refuse() -> None:
        raise OutreachError("The month is unknown: choose another.")

    desk.ask("list", refuse, Asker().hear)
    settled(desk)
    assert [(one.kind, one.text) for one in desk.messages.said] == [("fault", "The month is unknown: choose another.")]


def test_closing_stops_long_work_and_joins_the_workers(qtbot: QtBot) -> None:
    tasks = Tasks()
    started = threading.Event()
    steps: list[int] = []

    def work(progress: Progress) -> None:
        started.set()
        while len(steps) < 100_000:
            progress.step(0.5, "Working")
            steps.append(1)

    tasks.run("long", work, Asker().hear, "Working")
    assert started.wait(60)
    tasks.close()
    done = len(steps)
    assert done < 100_000
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("outreach_")]
    assert len(steps) == done
    free(tasks)


def test_work_that_writes_is_stopped_or_heard_to_its_end_and_never_under_way_twice(qtbot: QtBot) -> None:
    tasks, asker, told, stopped = Tasks(workers=1), Asker(), list[str](), list[str]()
    tasks.stopped.connect(stopped.append)
    tasks.slow_changed.connect(told.append)
    gates = threading.Event(), threading.Event()

    def write(what: str, stops: bool) -> Callable[[Progress], object]:
        def work(progress: Progress) -> object:
            gates[0].set()
            gates[1].wait(60)
            if stops:
                progress.step(0.5, "Writing")
            return what

        return work

    tasks.run("write", write("written", stops=False), asker.hear, "Writing", writes=True)
    tasks.run("write", write("twice", stops=False), asker.hear, "Writing", writes=True)
    tasks.run("later", write("not begun yet", stops=False), asker.hear, "Writing", writes=True, stopped="Not begun.")
    assert gates[0].wait(60)
    tasks.cancel_all()
    assert (tasks.awaits("write"), tasks.awaits("later"), told) == (True, False, ["Stopping"])
    gates[1].set()
    qtbot.waitUntil(lambda: tasks.idle)
    assert stopped == ["Not begun."]
    tasks.run("write", write("stopped", stops=True), asker.hear, "Writing", writes=True)
    tasks.cancel_all()
    qtbot.waitUntil(lambda: tasks.idle)
    assert (asker.heard, stopped) == ([("written", True)], ["Not begun.", "Stopped: nothing was written down."])
    tasks.close()
    free(tasks)


def test_a_page_that_is_gone_is_not_called(qtbot: QtBot, desk: Desk, settled: Callable[[Desk], None]) -> None:
    asker = Asker()
    gate = threading.Event()
    desk.ask("list", gate.wait, asker.hear)
    heard = asker.heard
    free(asker)
    gate.set()
    settled(desk)
    assert heard == []


def test_the_latest_draft_is_the_one_that_stays(qtbot: QtBot, desk: Desk) -> None:
    kept: dict[str, str] = {}

    def drop(key: str) -> None:
        kept.pop(key, None)

    keeper = DraftKeeper(lambda key, payload, at: kept.update({key: payload}), drop)
    keeper.keep("event/new", lambda: "a")
    keeper.keep("event/new", lambda: "ab")
    keeper.keep("concern/1", lambda: "c")
    keeper.settle()
    assert kept == {"event/new": "ab", "concern/1": "c"}
    keeper.forget("event/new")
    keeper.close()
    assert kept == {"concern/1": "c"}
    free(keeper)
