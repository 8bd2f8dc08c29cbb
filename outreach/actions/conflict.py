"""What two people wrote into one record at the same time, field by field, so that the second can choose."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

from outreach.errors import StaleVersionError


@dataclass(frozen=True, slots=True)
class Disputed:
    """One field both wrote: as it was when read, as each wants it, and who wrote the other one when (UTC, ISO 8601).

    ``before`` and ``mine`` are None where they are not known, as when the record was to be removed; ``refers`` is the
    table that a value, or each value of a list, is a key of.
    """

    name: str
    before: object
    mine: object
    theirs: object
    who: str
    workstation: str
    at: str
    refers: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """What clashed in one record, and the version that whoever chooses answers with.

    ``mixes`` says whether each field can be chosen by itself, as when details were typed; a step, such as closing a
    promise, is done as a whole or not at all.
    """

    table: str
    key: int
    version: int
    fields: tuple[Disputed, ...]
    mixes: bool = False


class ConflictError(StaleVersionError):
    """Somebody else wrote the same fields since the record was read; nothing was overwritten."""

    def __init__(self, sentence: str, conflict: Conflict) -> None:
        super().__init__(sentence)
        self.conflict = conflict


@dataclass(frozen=True, slots=True)
class Answer:
    """What was chosen by whoever was shown a conflict: the fields kept as hers; the other ones stay as they are."""

    conflict: Conflict
    mine: frozenset[str]

    def covers(self, table: str, key: int, version: int) -> bool:
        """Whether the conflict was about this version of a record."""
        return (self.conflict.table, self.conflict.key, self.conflict.version) == (table, key, version)

    def settles(self, table: str, key: int, disputed: Disputed) -> bool:
        """Whether a field is one of those shown, and still as it was shown."""
        shown = (self.conflict.table, self.conflict.key) == (table, key)
        return shown and any((one.name, one.theirs) == (disputed.name, disputed.theirs) for one in self.conflict.fields)


current_answer: ContextVar[Answer | None] = ContextVar("current_answer", default=None)


def answered[Done](answer: Answer | None, action: Callable[[], Done]) -> Done:
    """Do an action again that raised :class:`ConflictError`, as was chosen. It raises another for a newer conflict."""
    mark = current_answer.set(answer)
    try:
        return action()
    finally:
        current_answer.reset(mark)
