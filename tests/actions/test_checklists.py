"""Checklists: what events of a kind start with, and what is due so many days before or after an event."""

from datetime import date

import pytest

from outreach.actions.checklists import (
    ChecklistItemDetails,
    add_checklist_item,
    edit_checklist_item,
    remove_checklist_item,
    set_kind_checklist,
    start_checklist,
    tick_off,
    untick,
)
from outreach.actions.events import EventDetails, duplicate_event, move_event, record_event, remove_event
from outreach.actions.series import SeriesDetails, start_series
from outreach.actions.undo import undo
from outreach.errors import NotFoundError, StaleVersionError
from outreach.records.events import ChecklistItem, Event, EventKind, KindChecklistItem
from outreach.records.precinct import Precinct
from tests import given
from tests.actions.refusals import refused
from tests.statements import counted_statements
from tests.trail import BY, entries, last_told

pytestmark = pytest.mark.usefixtures("store")

FLYERS, SHEET, THANKS = (
    ChecklistItemDetails("Flyers out", 14),
    ChecklistItemDetails("Print the sign-in sheet", 1),
    ChecklistItemDetails("Thank the host", -2),
)
DAY = date(2019, 2, 12)


def listed(event: int) -> list[tuple[str, int, date | None]]:
    items = ChecklistItem.select().where(ChecklistItem.event == event).order_by(ChecklistItem.position)
    return [(item.words, item.days_before, item.done_on) for item in items]


def a_kind_with_a_list() -> EventKind:
    kind = given.an_event_kind(given.a_precinct())
    set_kind_checklist(BY, kind.id, 1, [FLYERS, SHEET, THANKS])
    return EventKind.get_by_id(kind.id)


def test_a_kind_keeps_its_list_in_order() -> None:
    kind = a_kind_with_a_list()
    set_kind_checklist(BY, kind.id, 2, [ChecklistItemDetails(" Thank the host ", -3), FLYERS])
    items = KindChecklistItem.select().order_by(KindChecklistItem.position)
    assert [(item.words, item.days_before) for item in items] == [("Thank the host", -3), ("Flyers out", 14)]
    assert (EventKind.get().version, last_told().action) == (3, "set_kind_checklist")
    with refused("Somebody else changed this event kind", StaleVersionError):
        set_kind_checklist(BY, kind.id, 2, [])


def test_a_planned_event_starts_with_the_list_of_its_kind_and_a_held_one_does_not() -> None:
    kind = a_kind_with_a_list()
    planned = record_event(BY, kind.precinct_id, EventDetails(kind.id, "Meeting", DAY))
    held = record_event(BY, kind.precinct_id, EventDetails(kind.id, "Meeting", DAY, status="held"))
    assert listed(planned.only_id("event")) == [
        ("Flyers out", 14, None), ("Print the sign-in sheet", 1, None), ("Thank the host", -2, None),
    ]  # fmt: skip
    assert listed(held.only_id("event")) == []
    undo(BY, planned.entry or 0)
    assert not ChecklistItem.select().exists()


def test_every_event_of_a_series_starts_with_the_list() -> None:
    kind = a_kind_with_a_list()
    details = SeriesDetails("Meeting", kind.id, "FREQ=MONTHLY;BYDAY=2TU", date(2019, 1, 1), date(2019, 12, 31))
    with counted_statements() as statements:
        start_series(BY, kind.precinct_id, details)
    assert len(statements) < 18
    assert {tuple(listed(event.id)) for event in Event.select()} == {
        (("Flyers out", 14, None), ("Print the sign-in sheet", 1, None), ("Thank the host", -2, None))
    }
    assert ChecklistItem.select().count() == 36


def test_an_event_gets_what_its_list_lacks() -> None:
    kind = a_kind_with_a_list()
    event = given.an_event(Precinct.get(), kind=kind)
    add_checklist_item(BY, event.id, SHEET)
    item = ChecklistItem.get()
    tick_off(BY, item.id, 1, DAY)
    start_checklist(BY, event.id)
    assert listed(event.id) == [
        ("Print the sign-in sheet", 1, DAY), ("Flyers out", 14, None), ("Thank the host", -2, None),
    ]  # fmt: skip
    before = entries()
    assert start_checklist(BY, event.id).entry is None
    assert entries() == before


def test_an_item_is_added_changed_done_undone_and_removed() -> None:
    precinct = given.a_precinct()
    event = given.an_event(precinct)
    key = add_checklist_item(BY, event.id, ChecklistItemDetails(" Flyers ", 7)).only_id("checklist_item")
    add_checklist_item(BY, event.id, THANKS)
    edit_checklist_item(BY, key, 1, FLYERS)
    tick_off(BY, key, 2, DAY)
    assert listed(event.id) == [("Flyers out", 14, DAY), ("Thank the host", -2, None)]
    untick(BY, key, 3)
    assert ChecklistItem.get_by_id(key).done_on is None
    with refused("Somebody else changed this checklist item", StaleVersionError):
        tick_off(BY, key, 3, DAY)
    remove_checklist_item(BY, key, 4)
    assert (listed(event.id), last_told().action) == ([("Thank the host", -2, None)], "remove_checklist_item")
    with refused("This checklist item is no longer kept", NotFoundError):
        untick(BY, key, 4)


def test_a_copy_of_an_event_has_the_list_with_nothing_done_and_a_moved_one_keeps_it() -> None:
    kind = a_kind_with_a_list()
    event = record_event(BY, kind.precinct_id, EventDetails(kind.id, "Meeting", DAY)).only_id("event")
    tick_off(BY, ChecklistItem.select().first().id, 1, DAY)
    copy = duplicate_event(BY, event, date(2019, 3, 12)).only_id("event")
    assert listed(copy) == [(words, days, None) for words, days, _ in listed(event)]
    move_event(BY, copy, 1, date(2019, 3, 19))
    assert len(listed(copy)) == 3
    remove_event(BY, copy, 2)
    assert listed(copy) == []


def test_items_that_make_no_sense_are_refused() -> None:
    precinct = given.a_precinct()
    event, kind = given.an_event(precinct), given.an_event_kind(precinct)
    first = add_checklist_item(BY, event.id, FLYERS).only_id("checklist_item")
    add_checklist_item(BY, event.id, SHEET)
    with refused("What is to be done is missing"):
        add_checklist_item(BY, event.id, ChecklistItemDetails(" "))
    with refused("367 days before or after an event is over a year away"):
        edit_checklist_item(BY, first, 1, ChecklistItemDetails("Flyers out", -367))
    with refused("'Flyers out' is on this checklist already"):
        add_checklist_item(BY, event.id, FLYERS)
    with refused("'Print the sign-in sheet' is on this checklist already"):
        edit_checklist_item(BY, first, 1, SHEET)
    with refused("'Flyers out' is on the list twice"):
        set_kind_checklist(BY, kind.id, 1, [FLYERS, ChecklistItemDetails(" Flyers out ", 3)])
    with refused("The day it was done 1019-01-01 cannot be right"):
        tick_off(BY, first, 1, date(1019, 1, 1))
    with refused("This event is no longer kept", NotFoundError):
        start_checklist(BY, 99)
