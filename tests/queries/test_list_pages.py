"""However a page of a list is found, its rows are those that the whole list has there."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import product
from typing import Any

import pytest

from outreach.actions.change import Actor
from outreach.actions.series import SeriesDetails, start_series
from outreach.queries import by_words
from outreach.queries.concerns import concern_list
from outreach.queries.event_list import EventFilter, event_list
from outreach.queries.follow_up_rows import FollowUpRow
from outreach.queries.followups import UNTOLD, FollowUpFilter, follow_up_board, follow_up_list
from outreach.queries.person_list import PersonFilter, person_list
from outreach.queries.whole_lists import all_events
from outreach.records.events import Event, EventKind, EventNeighborhood, EventOfficer, Measure
from outreach.records.followups import CLOSED_STATUSES, OPEN_STATUSES, FollowUp, FollowUpStatus, Priority
from outreach.records.people import Neighborhood, Person
from outreach.records.precinct import Officer, Precinct
from tests import given
from tests.benchmarks.reading import EVENT_SORTS, PERSON_SORTS, PROMISE_SORTS
from tests.conftest import Store
from tests.queries.precinct_days import closed, heads, signed
from tests.statements import counted_statements

TODAY = date(2019, 2, 1)
LISTS: dict[str, tuple[tuple[str, ...], Callable[..., Any]]] = {
    "events": (EVENT_SORTS, event_list),
    "people": (PERSON_SORTS, person_list),
    "follow-ups": (PROMISE_SORTS, lambda precinct, **how: follow_up_list(precinct, TODAY, **how)),
}


@pytest.fixture
def west(store: Store) -> Precinct:
    """Some of everything: with and without an owner, a place, a day, and two officers of one name."""
    west = given.a_precinct()
    officers = [given.an_officer(west, badge=str(number), name="Reed") for number in range(2)]
    areas = [given.a_neighborhood(west, name) for name in ("Ensley", "Wylam")]
    kinds = [given.an_event_kind(west, name) for name in ("Patrol walk", "Coffee")]
    for number in range(12):
        day = date(2019, 1, 1) + timedelta(days=number % 5)
        lead = officers[number % 2] if number % 3 else None
        event = given.an_event(west, day, kind=kinds[number % 2], lead_officer=lead, place=f"Hall {number % 4}")
        _came(event, number)
        area = areas[number % 2] if number % 4 else None
        given.a_person(west, family=f"Name{number % 5}", neighborhood=area)
        given.a_follow_up(west, due=day if number % 3 else None, owner=lead, neighborhood=area)
        closed(west, day, day, owner=lead, neighborhood=area, told_on=day if number % 2 else None)
    return west


def _came(event: Event, number: int) -> None:
    if number % 3 == 0:
        heads(event, number)
    elif number % 3 == 1:
        signed(event, *(f"Somebody {at}" for at in range(number)))


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("name", LISTS)
def test_pages_put_together_are_the_list(west: Precinct, name: str, descending: bool) -> None:
    sorts, asked = LISTS[name]
    for sort in sorts:
        whole = [row.id for row in asked(west.id, sort=sort, descending=descending, limit=100).rows]
        pages = [
            row.id
            for offset in range(0, len(whole), 5)
            for row in asked(west.id, sort=sort, descending=descending, offset=offset, limit=5).rows
        ]
        assert len(whole) == asked(west.id).total
        assert pages == whole, sort


WAITING, DONE = FollowUpStatus.WAITING, FollowUpStatus.DONE
STANDINGS: dict[str, tuple[FollowUpFilter, Callable[[FollowUpRow], bool]]] = {
    "all": (FollowUpFilter(), lambda row: True),
    "open": (FollowUpFilter(states=OPEN_STATUSES), lambda row: row.status in OPEN_STATUSES),
    "of some states": (FollowUpFilter(states=(WAITING, DONE)), lambda row: row.status in (WAITING, DONE)),
    "late": (FollowUpFilter(overdue=True), lambda row: row.overdue),
    "told": (FollowUpFilter(told=True), lambda row: row.told_on is not None),
    "untold": (FollowUpFilter(told=False), lambda row: row.status in CLOSED_STATUSES and row.told_on is None),
    "done, untold": (FollowUpFilter(states=(DONE,), told=False), lambda row: row.status == DONE and not row.told_on),
}


@pytest.mark.parametrize("of", ["all", "a neighborhood", "an officer", "nobody", "both"])
@pytest.mark.parametrize("standing", STANDINGS)
def test_promises_that_fit_are_those_of_the_whole_list(west: Precinct, standing: str, of: str) -> None:
    """However they stand, of a neighborhood, an officer or all, in each order and page by page, and on the board."""
    for number, promise in enumerate(FollowUp.select().order_by(FollowUp.id)):
        promise.priority = tuple(Priority)[number // 4 % len(Priority)]
        if promise.closed_on is None:
            promise.status, promise.partner = OPEN_STATUSES[number // 4 % 3], "City of Ensley"
        else:
            promise.status, promise.decline_reason = CLOSED_STATUSES[number // 4 % 2], "Not ours"
            promise.told_on = promise.closed_on if number // 8 % 2 else None
        promise.save()
    chosen, fits = STANDINGS[standing]
    area = Neighborhood.get(Neighborhood.name == "Wylam").id if of in ("a neighborhood", "both") else None
    reed = Officer.get(Officer.badge == "1").id
    owner = {"an officer": reed, "both": reed, "nobody": 0}.get(of)
    chosen = replace(chosen, neighborhood=area, owner=owner)

    def is_theirs(row: FollowUpRow) -> bool:
        return area in (None, row.neighborhood) and owner in (None, row.owner or 0)

    for sort, down in product(PROMISE_SORTS, (False, True)):
        asked = partial(follow_up_list, west.id, TODAY, sort=sort, descending=down)
        whole = asked(limit=100).rows
        expected = [row.id for row in whole if fits(row) and is_theirs(row)]
        assert expected or of in ("both", "nobody")
        for offset in range(0, len(expected) + 3, 3):
            page = asked(chosen, offset=offset, limit=3)
            assert (page.total, [row.id for row in page.rows]) == (len(expected), expected[offset : offset + 3]), sort
    board = follow_up_board(west.id, TODAY, chosen)
    for column in board.columns:
        is_there = {UNTOLD: lambda row: row.status in CLOSED_STATUSES and row.told_on is None}.get(
            column.state, lambda row, state=column.state: row.status == state
        )
        there = [row.id for row in whole if fits(row) and is_theirs(row) and is_there(row)]
        assert (column.total, {row.id for row in column.rows}) == (len(there), set(there)), column.state
    late = sum(fits(row) and is_theirs(row) and row.overdue for row in whole)
    assert (board.summary.late, board.summary.open) == (late, sum(column.total for column in board.columns[:3]))


def test_events_of_some_kinds_alone(west: Precinct) -> None:
    kind = given.an_event_kind(west, "Coffee")
    found = event_list(west.id, EventFilter(kinds=(kind.id,)))
    assert (found.total, {one.kind_name for one in found.rows}) == (6, {"Coffee"})


@pytest.mark.parametrize("precincts", [1, 2])
@pytest.mark.parametrize("walked", [True, False])
def test_events_of_neighborhoods_or_an_officer_are_those_of_the_whole_list(
    west: Precinct, walked: bool, precincts: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether the list is walked until they are met or all of them are sorted; each once, whatever it served."""
    monkeypatch.setattr(by_words, "_STEP", 1)
    monkeypatch.setattr(by_words, "_DEARER", 1000 if walked else 0)
    areas, officer = [area.id for area in Neighborhood.select().order_by(Neighborhood.id)], Officer.get()
    if precincts > 1:
        east = given.an_event(given.a_precinct("East Precinct"), lead_officer=officer)
        EventNeighborhood.create(event=east, neighborhood=areas[0])
    served: dict[int, set[int]] = {}
    for number, event in enumerate(Event.select().where(Event.precinct == west).order_by(Event.id)):
        served[event.id] = {area for at, area in enumerate(areas) if number % (3 + at)}
        for area in served[event.id]:
            EventNeighborhood.create(event=event, neighborhood=area)
        if number % 4 == 0:
            EventOfficer.create(event=event, officer=officer)
    had = {event.id for event in Event.select() if event.lead_officer_id == officer.id}
    had |= {line.event_id for line in EventOfficer.select()}
    size = 3 + walked + 2 * precincts  # statements are kept put together for those who ask the same again
    for chosen, having in (
        (EventFilter(neighborhoods=(areas[0],)), {key for key, there in served.items() if areas[0] in there}),
        (EventFilter(neighborhoods=tuple(areas)), {key for key, there in served.items() if there & set(areas)}),
        (EventFilter(officer=officer.id), had & served.keys()),
    ):
        assert 3 < len(having) < len(served)
        for sort, down, after in product(EVENT_SORTS, (False, True), (None, date(2019, 1, 3))):
            asked = partial(event_list, west.id, sort=sort, descending=down)
            rows = [row for row in asked(limit=100).rows if row.id in having and row.date >= (after or row.date)]
            expected = [row.id for row in rows]
            for offset in range(0, len(expected) + size, size):
                page = asked(replace(chosen, first=after), offset=offset, limit=size)
                assert (page.total, [row.id for row in page.rows]) == (len(rows), expected[offset : offset + size])


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2018, 1, 1), date(2018, 12, 31)),
        (date(2018, 3, 5), date(2019, 2, 1)),
        (date(2018, 12, 1), date(2019, 1, 31)),
        (date(2012, 1, 1), date(2019, 12, 31)),
        (date(2018, 6, 1), None),
        (date(2018, 5, 7), None),
        (date(2018, 5, 17), date(2018, 5, 29)),
        (date(2018, 6, 14), date(2018, 8, 27)),
        (None, date(2018, 10, 17)),
        (None, date(2018, 10, 31)),
    ],
    ids=str,
)
def test_events_of_some_days_are_those_of_the_whole_list(west: Precinct, first: date | None, last: date | None) -> None:
    """Of a year, of parts of years and months, of many years, in every order and page by page."""
    for number, event in enumerate(Event.select().order_by(Event.id)):
        event.date = event.end_date = date(2018, 2, 1) + timedelta(days=37 * number)
        event.save()
    east = given.an_event(given.a_precinct("East Precinct"), date(2018, 12, 24))
    heads(east, 3)
    for sort, down in product(EVENT_SORTS, (False, True)):
        asked = partial(event_list, west.id, sort=sort, descending=down)
        expected = [row.id for row in asked(limit=100).rows if (first or row.date) <= row.date <= (last or row.date)]
        assert expected
        for offset in range(0, len(expected) + 2, 2):
            page = asked(EventFilter(first=first, last=last), offset=offset, limit=2)
            assert (page.total, [row.id for row in page.rows]) == (len(expected), expected[offset : offset + 2]), sort


def test_no_events_are_of_days_that_end_before_they_begin(west: Precinct) -> None:
    for first, last in product((date(2019, 3, 1), date(2019, 3, 9)), (date(2019, 1, 3), date(2019, 1, 31))):
        assert event_list(west.id, EventFilter(first=first, last=last)).total == 0


def test_events_of_some_days_kinds_and_statuses_are_counted(west: Precinct) -> None:
    kind = EventKind.get(EventKind.name == "Coffee").id
    for number, event in enumerate(Event.select().order_by(Event.id)):
        event.status = ("held", "planned", "cancelled")[number % 3]
        event.date = event.end_date = date(2018, 11, 28) + timedelta(days=7 * number)
        event.save()
    for first, kinds, statuses in product((None, date(2018, 12, 10)), ((), (kind,)), ((), ("held", "planned"))):
        page = event_list(west.id, EventFilter(kinds=kinds, statuses=statuses, first=first, last=date(2019, 1, 20)))
        assert page.total == len(page.rows) > 0


def test_events_of_a_series_alone(west: Precinct) -> None:
    details = SeriesDetails(
        "Beat meeting", given.an_event_kind(west, "Coffee").id, "FREQ=MONTHLY;BYDAY=2TU", TODAY, until=date(2019, 4, 30)
    )
    started = start_series(Actor("Ofc. Sample"), west.id, details)
    found = event_list(west.id, EventFilter(series=started.only_id("series")), descending=False)
    assert [one.date for one in found.rows] == [date(2019, 2, 12), date(2019, 3, 12), date(2019, 4, 9)]
    assert found.total == 3


@pytest.mark.parametrize("precincts", [1, 2])
def test_words_are_counted_in_one_precinct_and_among_several(west: Precinct, precincts: int) -> None:
    """Of a file's only precinct the index of words says how many there are, of one among several the records do."""
    if precincts > 1:
        east = given.a_precinct("East Precinct")
        given.a_follow_up(east, words="Call the city")
        given.an_event(east, title="Meeting")
    given.a_follow_up(west, words="Call the city")
    promises, events = FollowUpFilter(text="cal"), EventFilter(text="meet")
    for text in ("cal", "", " ", "!"):
        page = follow_up_list(west.id, TODAY, replace(promises, text=text))
        assert page.total == len(page.rows), text
    assert event_list(west.id, events).total == 12
    assert event_list(west.id, replace(events, text="meet", statuses=("planned",))).total == 0


def test_concerns_by_neighborhood(west: Precinct) -> None:
    for name in ("Wylam", "Ensley"):
        given.a_concern(west, neighborhood=Neighborhood.get(Neighborhood.name == name))
    found = concern_list(west.id, sort="neighborhood", descending=False)
    assert [one.neighborhood_name for one in found.rows] == ["Ensley", "Wylam"]


def test_what_nobody_measured_is_not_zero(west: Precinct) -> None:
    event = Event.get()
    kinds = [given.a_measure_kind(west, name) for name in ("Calls", "Stops")]
    for kind, count in zip(kinds, (None, 0), strict=True):
        Measure.create(event=event, kind=kind, count=count)
    assert [line.measures for line in all_events(west.id) if line.uid == event.uid] == [{"Stops": 0}]


def lists_by_words(precinct: int) -> dict[str, tuple[tuple[str, ...], Callable[..., Any], Callable[..., Any]]]:
    """Each list that is found by words alone: its sorts, the whole of it, and what has the words."""
    return {
        "events": (
            EVENT_SORTS,
            partial(event_list, precinct),
            partial(event_list, precinct, EventFilter(text="patrol")),
        ),
        "people": (
            PERSON_SORTS,
            partial(person_list, precinct),
            partial(person_list, precinct, PersonFilter(text="opal")),
        ),
        "follow-ups": (
            PROMISE_SORTS,
            partial(follow_up_list, precinct, TODAY),
            partial(follow_up_list, precinct, TODAY, FollowUpFilter(text="call")),
        ),
    }


def some_have_words(precinct: Precinct) -> None:
    """Two of three of everything have a word, or one that begins so; some people are left out of every list."""
    words: tuple[tuple[Any, str, str, str], ...] = (
        (Event, "title", "Patrols", "Coffee"),
        (Person, "given_name", "Opaline", "Cora"),
        (FollowUp, "words", "Called", "Write"),
    )
    for table, column, word, other in words:
        for (key,) in list(table.select(table.id).tuples()):
            table.update({column: word if key % 3 else other}).where(table.id == key).execute()
    kept, *others = (given.a_person(precinct, "Opal", f"Left{number}") for number in range(4))
    for person, standing in zip(
        others, ({"merged_into": kept, "active": False}, {"active": False}, {"confidential": True}), strict=True
    ):
        Person.update(standing).where(Person.id == person.id).execute()


@pytest.mark.parametrize("walked", [True, False])
@pytest.mark.parametrize("name", LISTS)
def test_pages_by_words_are_those_of_the_whole_list(
    west: Precinct, name: str, walked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether the list is walked until they are met or all that have the words are sorted."""
    some_have_words(west)
    monkeypatch.setattr(by_words, "_STEP", 1)
    monkeypatch.setattr(by_words, "_DEARER", 1000 if walked else 0)
    size = 3 if walked else 4  # statements are kept put together for those who ask the same again
    sorts, whole, worded = lists_by_words(west.id)[name]
    having = {row.id for row in worded(limit=100).rows}
    assert 5 < len(having) < whole().total
    for sort, down in product(sorts, (False, True)):
        expected = [row.id for row in whole(sort=sort, descending=down, limit=100).rows if row.id in having]
        for offset in range(0, len(expected) + size, size):
            page = worded(sort=sort, descending=down, offset=offset, limit=size)
            assert (page.total, [row.id for row in page.rows]) == (len(having), expected[offset : offset + size]), (
                sort,
                down,
            )


@pytest.mark.parametrize("precincts", [1, 2])
def test_pages_by_the_end_of_a_phone_number_are_those_of_the_whole_list(west: Precinct, precincts: int) -> None:
    """Whether somebody has it at the end of the number, as a word of the address, or both."""
    for precinct in (west, given.a_precinct("East Precinct"))[:precincts]:
        for number in range(24):
            ends = {"phone_digits": f"205555{'0142' if number % 2 else '0143'}"}
            lives = {"address": f"{'0142' if number % 3 else '7'} Ensley Avenue"}
            given.a_person(precinct, f"Opal{number % 7}", f"Fern{number % 5}", **ends, **lives)
    kept, *others = Person.select().where(Person.given_name == "Opal1", Person.precinct == west)
    for person, standing in zip(others, ({"merged_into": kept, "active": False}, {"confidential": True}), strict=False):
        Person.update(standing).where(Person.id == person.id).execute()
    people = [(row.id, row.phone_digits[-4:], row.address[:4]) for row in Person.select()]
    having = {key for key, end, begins in people if "0142" in (end, begins)}
    ending, both = ({key for key, *told in people if told == ["0142", address]} for address in ("7 En", "0142"))
    assert ending
    assert both
    for sort, down, confidential in product(PERSON_SORTS, (False, True), (False, True)):
        asked = partial(person_list, west.id, sort=sort, descending=down, confidential=confidential)
        expected = [row.id for row in asked(limit=100).rows if row.id in having]
        for offset in range(0, len(expected) + 4, 4):
            page = asked(PersonFilter(text="0142"), offset=offset, limit=4)
            assert (page.total, [row.id for row in page.rows]) == (len(expected), expected[offset : offset + 4]), sort


@pytest.mark.parametrize(
    ("patrols", "down", "statements"),
    [(range(30), False, 2), (range(30), True, 4), (range(20, 50), True, 3), (range(20, 50), False, 4)],
)
def test_a_list_is_walked_no_further_than_its_page(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch, patrols: range, down: bool, statements: int
) -> None:
    """Where the words stand further away it is walked once more, and where they stand at its end, all that have them
    are sorted."""
    monkeypatch.setattr(by_words, "_STEP", 1)
    precinct = given.a_precinct()
    days = [date(2019, 1, 1) + timedelta(days=number) for number in range(60)]
    for number, day in enumerate(days):
        given.an_event(precinct, day, "Patrol" if number in patrols else "Coffee")
    with counted_statements() as sent:
        found = event_list(precinct.id, EventFilter(text="patrol"), descending=down, limit=2)
    first = [days[number] for number in (patrols[::-1] if down else patrols)[:2]]
    assert (found.total, [row.date for row in found.rows], len(sent)) == (30, first, statements)
