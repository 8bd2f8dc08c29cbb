"""What was half typed when the program ended is offered at the next start."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from outreach.languages.spoken import say
from outreach.queries.drafts import drafts
from outreach.ui.desk import Desk
from outreach.ui.drafts import PUT_AWAY
from outreach.ui.places import DraftPlace, draft_place


class HalfTyped(QObject):
    """Offers it one after the other, the latest first; ``go`` opens the place where it was typed."""

    def __init__(self, desk: Desk, go: Callable[[DraftPlace], None]) -> None:
        super().__init__(desk)
        self._desk, self._go = desk, go

    def offer(self, but: frozenset[str] = frozenset()) -> None:
        """Offer the latest but those that were offered already."""
        if not self._desk.tasks.is_open:
            return  # closed before it was painted, and the records perhaps with it
        kept = [one.key for one in self._desk.now(partial(drafts, self._desk.typist))]
        waiting = [key for key in kept if key not in but and not key.startswith(PUT_AWAY)]
        if waiting:
            words = say("What was being typed when the program ended was kept.")
            if len(waiting) > 1:
                words = " ".join((words, say("It is one of {count}.", count=len(waiting))))
            place = draft_place(waiting[0])
            opens = partial(self._open, place, but | {waiting[0]}) if place is not None else None
            self._desk.messages.info(words, opens)

    def _open(self, place: DraftPlace, offered: frozenset[str]) -> None:
        self._go(place)
        self.offer(offered)
