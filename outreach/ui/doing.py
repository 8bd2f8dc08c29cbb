"""Doing an action at the desk: at once or on a worker, once even where the connection was cut, and what refuses it."""

from collections.abc import Callable
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from PySide6.QtCore import SignalInstance

from outreach.actions.acting import Changes
from outreach.actions.retrying import recorded_as, recorded_once
from outreach.errors import OutreachError, ServerLostError
from outreach.languages.spoken import say
from outreach.records.database import connection
from outreach.ui.messages import Messages
from outreach.ui.tasks import Progress, Tasks
from outreach.values import frozen

if TYPE_CHECKING:
    from outreach.actions.conflict import Answer, Conflict


@frozen
class Clash:
    """A conflict with a colleague's change, and what does again what ran into it."""

    conflict: "Conflict"
    again: Callable[[], object]


class _Aside(NamedTuple):
    """An action done on a worker: what is told when it is done, what is called then, and what does it again."""

    told: Callable[[], str]
    done: Callable[[Changes], None]
    again: Callable[[], object]


class AtDesk(Protocol):
    """The desk at which something is done or taken back, as far as both need it."""

    messages: Messages
    tasks: Tasks

    def work(
        self,
        key: str,
        work: Callable[[Progress], object],
        done: Callable[[object], None],
        words: str,
        *,
        writes: bool = False,
    ) -> None:
        """Do long work on a worker."""

    def hear(self, changes: Changes) -> None:
        """Tell every page what was touched."""


class _Doing(AtDesk, Protocol):
    @property
    def changed(self) -> SignalInstance: ...
    @property
    def clashed(self) -> SignalInstance: ...
    def tell_fault(self, error: object) -> None: ...
    def refuse_away(self) -> None: ...


class Doing:
    """Does the actions of one desk.

    It keeps what was chosen where a colleague wrote into the same fields, and what may have arrived when the
    connection was cut, until the action was done again.
    """

    def __init__(self, desk: _Doing) -> None:
        self._desk = desk
        self._perhaps: tuple[int, str] | None = None
        self._answer: Answer | None = None
        self._aside: dict[int, _Aside] = {}
        self._numbers = count()

    def do(
        self, action: Callable[[], Changes], told: str = "", again: Callable[[], object] | None = None
    ) -> Changes | None:
        """Do an action; pages hear of what it changed. A fault is told, and None returned.

        What a colleague wrote into the same fields is shown beside it; ``again`` is called when that was answered:
        what led here, such as submitting a form. Without it the action alone is done again.
        """
        try:
            return self.attempt(action, told)
        except OutreachError as error:
            self.refused(error, again or (lambda: self.do(action, told)))
            return None

    def do_aside(
        self,
        action: Callable[[], Changes],
        told: str | Callable[[], str] = "",
        done: Callable[[Changes], None] = lambda _: None,
        words: str = "",
    ) -> None:
        """Do an action that may take longer than the window may wait, on a worker; otherwise as :meth:`do`.

        ``done`` is called when it is done, on the window's thread. Cancelled while it writes many rows, it writes
        none; asked for again while it is under way, as by a button that is pressed twice, it is done once.
        """
        answer, number = self._answer, next(self._numbers)
        key = f"aside/{told if isinstance(told, str) and told else number}"
        if self._desk.tasks.awaits(key):
            return
        words = words or say("Writing it down")
        again = partial(self.do_aside, action, told, done, words)
        try:
            self._desk.refuse_away()
            with connection():
                self._refuse_arrived()
        except OutreachError as error:
            self.refused(error, again)
            return
        telling = (lambda: told) if isinstance(told, str) else told
        self._aside[number] = _Aside(telling, done, again)

        from outreach.actions.change import watched

        def work(progress: Progress) -> object:
            with watched(lambda _: progress.step(0.0, words)):
                return number, _outcome(answer, action)

        self._desk.work(key, work, self._end_aside, words, writes=True)

    def _end_aside(self, answer: object) -> None:
        number, outcome = cast("tuple[int, Changes | OutreachError]", answer)
        aside = self._aside.pop(number)
        if isinstance(outcome, Changes):
            self._desk.hear(outcome)
            if words := aside.told():
                self._desk.messages.good(words, undo=outcome.may_be_undone)
            aside.done(outcome)
            return
        if isinstance(outcome, ServerLostError):
            self._perhaps = outcome.perhaps
        self.refused(outcome, aside.again)

    def refused(self, error: OutreachError, again: Callable[[], object]) -> None:
        """Tell a fault of an action; a conflict with a colleague is shown, and ``again`` called once it is answered."""
        from outreach.actions.conflict import ConflictError

        if isinstance(error, ConflictError):
            self._desk.clashed.emit(Clash(error.conflict, again))
            self._desk.changed.emit(Changes("", None, ((error.conflict.table, error.conflict.key),)))
        else:
            self._desk.tell_fault(error)

    def resolve(self, answer: "Answer", again: Callable[[], object]) -> None:
        """Do again what clashed, as was chosen."""
        self._answer = answer
        try:
            again()
        finally:
            self._answer = None

    def attempt(self, action: Callable[[], Changes], told: str = "") -> Changes:
        """Do an action whose faults the caller tells in its own way; raises what the action raises."""
        self._desk.refuse_away()
        with connection():
            self._refuse_arrived()
            try:
                changes = recorded_once(_answered(self._answer, action))
            except ServerLostError as lost:
                self._perhaps = lost.perhaps
                raise
        self._desk.hear(changes)
        if told:
            self._desk.messages.good(told, undo=changes.may_be_undone)
        return changes

    def _refuse_arrived(self) -> None:
        """Do nothing again that was cut off and arrived after all: whoever works here looks at it first."""
        if self._perhaps is not None and recorded_as(*self._perhaps) is None:
            self._perhaps = None
        if self._perhaps is not None:
            self._perhaps = None
            raise OutreachError(
                say(
                    "What you recorded when the connection was cut had arrived, so nothing was written again: "
                    "look at it before you record more."
                )
            )


def _outcome(answer: "Answer | None", action: Callable[[], Changes]) -> Changes | OutreachError:
    try:
        return recorded_once(_answered(answer, action))
    except OutreachError as error:
        return error


def _answered(answer: "Answer | None", action: Callable[[], Changes]) -> Callable[[], Changes]:
    """An action as it is done where somebody answered a conflict, which few are."""
    if answer is None:
        return action
    from outreach.actions.conflict import answered

    return lambda: answered(answer, action)
