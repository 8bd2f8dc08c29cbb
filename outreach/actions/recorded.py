"""Whether anything was recorded with an event: then it is cancelled rather than removed."""

from collections.abc import Sequence
from typing import Any

from outreach.actions.change import Change
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
