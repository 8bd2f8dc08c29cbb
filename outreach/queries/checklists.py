"""What is to be done for an event, and by when."""

import datetime as calendar
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from outreach.queries.rows import rows_of
from outreach.records.events import ChecklistItem, Event


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One thing to do, ``days_before`` days before the event (below zero: after); ``due`` is the day that makes."""

    id: int
    version: int
    words: str
    days_before: int
    due: calendar.date
    done_on: calendar.date | None


def checklist(event: int) -> tuple[ChecklistLine, ...]:
    """The checklist of an event, in its order; one statement."""
    found: Any = (
        ChecklistItem.select(
            ChecklistItem.id,
            ChecklistItem.version,
            ChecklistItem.words,
            ChecklistItem.days_before,
            ChecklistItem.done_on,
            Event.date,
        )
        .join(Event)
        .where(ChecklistItem.event == event)
        .order_by(ChecklistItem.position, ChecklistItem.id)
    )
    return tuple(
        ChecklistLine(key, version, words, days, day - timedelta(days=days), done_on)
        for key, version, words, days, done_on, day in rows_of(found)
    )
