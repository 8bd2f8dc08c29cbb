"""Checklists: what is to be done for an event, due so many days before or after it, and what a kind starts with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from outreach.actions.change import Actor, Change, Changes, change, load, required
from outreach.actions.checks import plain, refuse_repeats, sensible_day
from outreach.actions.past import Listed
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records.base import Row
from outreach.records.events import ChecklistItem, Event, EventKind, KindChecklistItem

_FURTHEST = 366


@dataclass(frozen=True, slots=True)
class ChecklistItemDetails:
    """What is to be done, and how many days before the event it is due (below zero: after it)."""

    words: str
    days_before: int = 0


_STARTS_WITH = Listed(
    KindChecklistItem,
    "kind_id",
    lambda row: ChecklistItemDetails(row["words"], row["days_before"]),
    lambda item: item.words,
)


def set_kind_checklist(by: Actor, kind: int, version: int, items: Sequence[ChecklistItemDetails]) -> Changes:
    """Make the list that new events of a kind start with these items, in this order; events keep the list they have.

    Raises :class:`OutreachError` for an item without words, twice on the list, or over a year away.
    """
    with change(by, "set_kind_checklist") as c:
        record = c.load(EventKind, kind, version)
        items = c.merge_values(record, {"checklist": tuple(items)}, {"checklist": _STARTS_WITH})["checklist"]
        rows = [{**_item_values(item), "kind": kind, "position": n} for n, item in enumerate(items)]
        refuse_repeats(
            [row["words"] for row in rows],
            lambda words: say("'{words}' is on the list twice, so nothing was written: leave one out.", words=words),
        )
        kept = KindChecklistItem.select().where(KindChecklistItem.kind == kind)
        c.match(KindChecklistItem, kept, rows, by="words", owner=record)
    return c.changes


def start_checklist(by: Actor, event: int) -> Changes:
    """Put what events of its kind start with on an event's checklist, unless it is there already."""
    with change(by, "start_checklist") as c:
        start_checklists(c, [load(Event, event)])
    return c.changes


def add_checklist_item(by: Actor, event: int, details: ChecklistItemDetails) -> Changes:
    """Put something on an event's checklist, last. Raises :class:`OutreachError` when it is there already."""
    values = _item_values(details)
    with change(by, "add_checklist_item") as c:
        load(Event, event)
        kept = list(ChecklistItem.select().where(ChecklistItem.event == event))
        _refuse_listed(kept, values["words"])
        c.create(ChecklistItem, event=event, position=1 + max((item.position for item in kept), default=-1), **values)
    return c.changes


def edit_checklist_item(by: Actor, item: int, version: int, details: ChecklistItemDetails) -> Changes:
    """Change what is to be done or when it is due. Raises :class:`OutreachError` when it is on the list already."""
    with change(by, "edit_checklist_item") as c:
        record = c.load(ChecklistItem, item, version)
        values = _item_values(c.merge(record, details))
        others = ChecklistItem.select().where(ChecklistItem.event == record.event_id, ChecklistItem.id != item)
        _refuse_listed(list(others), values["words"])
        c.update(record, **values)
    return c.changes


def tick_off(by: Actor, item: int, version: int, on: date) -> Changes:
    """Say that something on a checklist was done on a day."""
    sensible_day(on, say("The day it was done"))
    with change(by, "tick_off") as c:
        c.update(c.load(ChecklistItem, item, version), done_on=on)
    return c.changes


def untick(by: Actor, item: int, version: int) -> Changes:
    """Say that something on a checklist is still to be done."""
    with change(by, "untick") as c:
        c.update(c.load(ChecklistItem, item, version), done_on=None)
    return c.changes


def remove_checklist_item(by: Actor, item: int, version: int) -> Changes:
    """Take something off a checklist."""
    with change(by, "remove_checklist_item") as c:
        c.delete(c.load(ChecklistItem, item, version))
    return c.changes


def start_checklists(c: Change, events: Sequence[Event]) -> None:
    """Give events, within a change, what their kinds start with and they lack; two statements and the writing."""
    kinds = {event.kind_id for event in events}
    listed = list(
        KindChecklistItem.select().where(KindChecklistItem.kind.in_(kinds)).order_by(KindChecklistItem.position)
    )
    if not listed:
        return
    keys = [event.id for event in events]
    kept = list(ChecklistItem.select().where(ChecklistItem.event.in_(keys)))
    there = {(item.event_id, item.words) for item in kept}
    last = {item.event_id: item.position for item in sorted(kept, key=lambda item: item.position)}
    c.create_many(
        ChecklistItem,
        [
            {
                "event": event.id,
                "words": item.words,
                "days_before": item.days_before,
                "position": 1 + last.get(event.id, -1) + item.position,
            }
            for event in events
            for item in listed
            if item.kind_id == event.kind_id and (event.id, item.words) not in there
        ],
    )


def copy_checklist(c: Change, event: int, copy: int) -> None:
    """Give an event, within a change, the checklist of another with nothing done yet."""
    listed = ChecklistItem.select().where(ChecklistItem.event == event).order_by(ChecklistItem.position)
    alike = ("words", "days_before", "position")
    c.create_many(ChecklistItem, [{"event": copy, **{name: getattr(one, name) for name in alike}} for one in listed])


def _item_values(details: ChecklistItemDetails) -> Row:
    if abs(details.days_before) > _FURTHEST:
        raise OutreachError(
            say(
                "{days_before} days before or after an event is over a year away, so nothing was written: "
                "choose a nearer day.",
                days_before=abs(details.days_before),
            )
        )
    return {"words": plain(required(details.words, say("What is to be done"))), "days_before": details.days_before}


def _refuse_listed(kept: Sequence[ChecklistItem], words: str) -> None:
    if any(item.words == words for item in kept):
        raise OutreachError(say("'{words}' is on this checklist already, so nothing was written.", words=words))
