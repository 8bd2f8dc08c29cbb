"""What is recorded already: with an event, which is then cancelled rather than removed, and from the same source."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from outreach.actions.change import Change
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records.base import Record
from outreach.records.events import (
    Attachment,
    Attendance,
    ChecklistItem,
    Event,
    EventNeighborhood,
    EventOfficer,
    HeadCount,
    Measure,
)
from outreach.records.followups import Concern, FollowUp, ProblemEvent

_RECORDED: tuple[type[Record], ...] = (Attendance, HeadCount, Measure, Attachment, Concern, FollowUp, ProblemEvent)
_OWN: tuple[type[Record], ...] = (EventNeighborhood, EventOfficer, ChecklistItem)


def recorded_with(events: Sequence[Event]) -> set[int]:
    """The keys of those events that something was recorded with; a fixed number of statements."""
    keys = [event.id for event in events]
    found: set[int] = set()
    for model in _RECORDED:
        event = model._meta.fields["event"]
        linked: Any = model.select(event).where(event.in_(keys)).distinct().tuples()
        found.update(key for (key,) in linked)
    return found


def remove_events(c: Change, events: Sequence[Event]) -> None:
    """Remove events that nothing was recorded with, and what belongs to them alone, in a fixed number of statements."""
    keys = [event.id for event in events]
    for model in _OWN:
        c.delete_many(list(model.select().where(model._meta.fields["event"].in_(keys))))
    c.delete_many(events)


def refuse_known(precinct: int, marks: Sequence[tuple[str, str]], first: int | None) -> None:
    """Raise :class:`OutreachError` where the sources and numbers of events to be recorded name one twice, or one that
    is kept; ``first`` is the key of the first event that this change wrote."""
    for (source, number), times in Counter(marks).items():
        if times > 1:
            raise _there_twice(source, number)
    if not marks:
        return
    there: Any = Event.select(Event.source, Event.source_id, Event.id).where(
        Event.precinct == precinct,
        Event.source.in_({source for source, _ in marks}),
        Event.source_id.in_([number for _, number in marks]),
    )
    kept = {(source, number): key for source, number, key in there.tuples()}
    for source, number in sorted(kept.keys() & set(marks)):
        if first is not None and kept[source, number] >= first:
            raise _there_twice(source, number)
        raise OutreachError(
            say(
                "Record {source_id} of {source} is kept already, so nothing was written: leave it out.",
                source_id=number,
                source=source,
            )
        )


def _there_twice(source: str, number: str) -> OutreachError:
    return OutreachError(
        say(
            "Record {number} of {source} is there twice, so nothing was written: leave one out.",
            number=number,
            source=source,
        )
    )
