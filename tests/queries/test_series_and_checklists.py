from datetime import date, timedelta

import pytest

from outreach.actions.change import Actor
from outreach.actions.checklists import ChecklistItemDetails, add_checklist_item, tick_off
from outreach.actions.events import hold_event, move_event
from outreach.actions.series import SeriesDetails, start_series
from outreach.errors import NotFoundError
from outreach.queries.checklists import checklist
from outreach.queries.series import series_detail
from tests import given
from tests.conftest import Store
from tests.statements import counted_statements

BY = Actor("Ofc. Sample")


def test_a_series_tells_its_rule_in_words_and_how_many_events_are_still_planned(store: Store) -> None:
    precinct = given.a_precinct()
    kind = given.an_event_kind(precinct).id
    details = SeriesDetails(
        "Ensley association", kind, "FREQ=MONTHLY;BYDAY=2TU", date(2019, 1, 1), until=date(2019, 6, 30)
    )
    started = start_series(BY, precinct.id, details)
    hold_event(BY, started.ids("event")[0], 1)
    with counted_statements() as seen:
        found = series_detail(started.only_id("series"))
    assert len(seen) == 1
    assert (found.words, found.until, found.planned) == ("2nd Tuesday", date(2019, 6, 30), 5)
    with pytest.raises(NotFoundError):
        series_detail(found.id + 1)


def test_what_is_to_be_done_moves_with_its_event(store: Store) -> None:
    precinct = given.a_precinct()
    event = given.an_event(precinct, date(2019, 1, 24), status="planned")
    for words, days in (("Book the hall", 14), ("Write the thank-you note", -2)):
        add_checklist_item(BY, event.id, ChecklistItemDetails(words, days))
    first = checklist(event.id)[0]
    tick_off(BY, first.id, first.version, date(2019, 1, 9))
    move_event(BY, event.id, event.version, date(2019, 1, 24) + timedelta(days=7))
    with counted_statements() as seen:
        found = checklist(event.id)
    assert len(seen) == 1
    assert [(one.words, one.due, one.done_on) for one in found] == [
        ("Book the hall", date(2019, 1, 17), date(2019, 1, 9)),
        ("Write the thank-you note", date(2019, 2, 2), None),
    ]
