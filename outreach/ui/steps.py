"""What was done at this window, step by step: what Undo takes back and Redo does again."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import SignalInstance

from outreach.actions.acting import Actor, Changes
from outreach.errors import OutreachError, StaleVersionError
from outreach.languages.spoken import say
from outreach.records.database import connection
from outreach.ui.doing import AtDesk
from outreach.ui.tasks import Progress
from outreach.ui.wording import plural
from outreach.values import frozen

if TYPE_CHECKING:
    from outreach.actions.later import Later

UNDER_WAY = "undo"
WRITTEN_SHARE = 0.95
"""How far it is when all rows are written: the trail is told last."""
WORDS = "Taking it back"


@frozen
class Step:
    """One thing done: its audit entry and the action."""

    entry: int
    action: str

    @property
    def words(self) -> str:
        """The action as one reads it."""
        words = self.action.replace("_", " ")
        return say(words)


@frozen
class Overwriting:
    """What taking a step back would overwrite, what takes it back all the same, and what leaves it as it is.

    ``why`` is told instead where it cannot be taken back, because something builds on it.
    """

    later: "Later"
    words: str
    anyway: Callable[[], None]
    leave: Callable[[], None]
    why: str = ""


class _Turn(NamedTuple):
    """One step being taken back: what it is told by, and who hears of it."""

    entry: int
    words: str
    turned: Callable[[Changes], None]
    left: Callable[[], None]
    over: "Later | None" = None


class _Stepping(AtDesk, Protocol):
    actor: Actor

    @property
    def about_to_undo(self) -> SignalInstance: ...
    @property
    def overwriting(self) -> SignalInstance: ...
    def now[Answer](self, question: Callable[[], Answer]) -> Answer: ...
    def tell_touched(self, changes: Changes) -> None: ...


class Steps:
    """Keeps the steps of one desk, and turns them back and forth.

    A step that a colleague has written over is asked about first (``overwriting``). One that was left as it is is
    passed over from then on, so that it does not stand before the steps under it for ever.
    """

    def __init__(self, desk: _Stepping) -> None:
        self._desk = desk
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._left: set[int] = set()
        self._turn: _Turn | None = None

    def add(self, changes: Changes) -> None:
        """Something was done; it can be taken back from now on, unless it stays for good."""
        if changes.entry is not None and changes.may_be_undone:
            self._done.append(Step(changes.entry, changes.action))
            self._undone.clear()

    def undo(self) -> None:
        """Take back the last step that was done at this window."""
        self._go(self._done, self._undone, say("Taken back"), say("There is nothing to take back."))

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._go(self._undone, self._done, say("Done again"), say("There is nothing to do again."))

    def take_back(self, entry: int, words: str, told: str) -> None:
        """Take back a step that was found in the trail, however long ago it was done.

        The last one that was done here is taken back as by Undo, so that Redo does it again.
        """
        if self._done and self._done[-1].entry == entry:
            self.undo()
            return

        def turned(changes: Changes) -> None:
            self._desk.hear(changes)
            self._desk.messages.good(told, undo=changes.entry is not None)

        self._begin(_Turn(entry, words, turned, lambda: None))

    def _go(self, steps: list[Step], others: list[Step], told: str, otherwise: str) -> None:
        self._desk.about_to_undo.emit()
        if not steps and (earlier := self._earlier(undoes=steps is self._done)) is not None:
            steps.append(earlier)
        if not steps:
            self._desk.messages.info(otherwise)
            return
        step = steps[-1]

        def turned(changes: Changes) -> None:
            if step in steps:  # a new step empties what can be done again
                steps.remove(step)
            if changes.entry is not None:
                others.append(Step(changes.entry, step.action))
            self._desk.tell_touched(changes)
            self._desk.messages.info(f"{told}: {step.words}.")

        def left() -> None:
            if step in steps:
                steps.remove(step)
            self._left.add(step.entry)
            self._desk.messages.info(say("Left as it is: {words}. The step before it comes next.", words=step.words))

        self._begin(_Turn(step.entry, step.words, turned, left))

    def _earlier(self, undoes: bool) -> Step | None:
        """What was done at this PC before the window was opened, by whoever works here now."""
        from outreach.queries.audit import next_to_redo, next_to_undo

        ask, actor, left = next_to_undo if undoes else next_to_redo, self._desk.actor, frozenset(self._left)
        found = self._desk.now(lambda: ask(actor.workstation, officer=actor.officer_id, leave_out=left))
        return None if found is None else Step(found.entry, found.action)

    def _begin(self, turn: _Turn) -> None:
        from outreach.queries.audit import tells_much

        desk = self._desk
        if desk.tasks.awaits(UNDER_WAY):
            desk.messages.info(say("The step before is still being taken back: try again when it is done."))
        elif desk.now(lambda: tells_much(turn.entry)):
            self._turn = turn
            desk.work(UNDER_WAY, lambda progress: self._watched(turn, progress), self._arrived, say(WORDS), writes=True)
        else:
            with connection():
                self._end(turn, self._taken_back(turn))

    def _watched(self, turn: _Turn, progress: Progress) -> object:
        from outreach.actions.change import watched

        written, total = 0, 1

        def begun(rows: int) -> None:
            nonlocal total
            total = max(rows, 1)
            told(0)

        def told(more: int) -> None:
            nonlocal written
            written += more
            progress.step(
                WRITTEN_SHARE * min(written / total, 1),
                say("{words}: {written:,} of {total}", words=say(WORDS), written=written, total=plural(total, "row")),
            )

        progress.step(0.0, say(WORDS))
        with watched(told):
            return self._taken_back(turn, begun)

    def _taken_back(self, turn: _Turn, begun: Callable[[int], None] | None = None) -> Changes | OutreachError:
        from outreach.actions.undo import undo

        try:
            return undo(self._desk.actor, turn.entry, turn.over, begun)
        except OutreachError as error:
            return error

    def _arrived(self, outcome: object) -> None:
        turn, self._turn = self._turn, None
        if turn is not None:
            self._end(turn, outcome)

    def _end(self, turn: _Turn, outcome: object) -> None:
        from outreach.actions.later import Later, LaterChangeError
        from outreach.actions.undo import TakenBackError

        if isinstance(outcome, Changes):
            turn.turned(outcome)
        elif isinstance(outcome, LaterChangeError):
            over = turn._replace(over=outcome.later)
            asked = Overwriting(outcome.later, turn.words, lambda: self._begin(over), turn.left)
            self._desk.overwriting.emit(asked)
        elif isinstance(outcome, StaleVersionError):
            nothing = Later(turn.entry, (), leaves_something=False)
            self._desk.overwriting.emit(Overwriting(nothing, turn.words, turn.left, turn.left, str(outcome)))
        else:
            self._desk.messages.error(outcome)
            if isinstance(outcome, TakenBackError):
                turn.left()
