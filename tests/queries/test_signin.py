"""Who signed in, who usually comes, and who is meant by a few letters."""

from datetime import date
from typing import Any

import pytest

from outreach.errors import NotFoundError
from outreach.queries.events_alike import LAST_EVENTS
from outreach.queries.signin import lines, regulars, suggest
from outreach.records.events import Attendance, Event, EventNeighborhood, EventStatus, Series
from outreach.records.people import Membership, Person
from outreach.records.precinct import Precinct
from tests import given
from tests.statements import counted_statements

pytestmark = pytest.mark.usefixtures("store")

DAYS = [date(2018, month, 10) for month in range(1, 13)]


def a_series(precinct: Precinct, days: list[date]) -> list[Event]:
    kind = given.an_event_kind(precinct)
    series = Series.create(precinct=precinct, title="Meeting", kind=kind, rule="FREQ=MONTHLY", starts_on=days[0])
    return [given.an_event(precinct, day, series=series, series_date=day) for day in days]


def signed(event: Event, person: Person | None = None, **values: Any) -> Attendance:
    return Attendance.create(event=event, person=person, **values)


def names(precinct: Precinct, event: Event, typed: str, **how: Any) -> list[str]:
    return [one.name for one in suggest(precinct.id, event.id, typed, **how)]


def test_lines_follow_the_sheet_and_then_the_order_of_entry() -> None:
    precinct = given.a_precinct()
    area = given.a_neighborhood(precinct)
    church = given.an_organization(precinct, "Bethel church")
    event = given.an_event(precinct)
    signed(event, None, name_as_signed="Last Entered")
    signed(event, given.a_person(precinct, "Mabel", "Quillfeather", neighborhood=area), sheet=2, line=1)
    signed(event, None, legible=False, sheet=1, line=12)
    signed(event, given.a_person(precinct, "Opal", "Ferncastle"), sheet=1, line=2, organization=church)
    told = lines(event.id)
    assert [(line.sheet, line.line, line.name) for line in told] == [
        (1, 2, "Opal Ferncastle"),
        (1, 12, ""),
        (2, 1, "Mabel Quillfeather"),
        (None, None, "Last Entered"),
    ]
    assert told[0].organization == "Bethel church"
    assert told[2].neighborhood == "Ensley"
    assert told[2].neighborhood_id == area.id


def test_the_first_time_is_the_first_present_sign_in_at_a_held_event() -> None:
    precinct = given.a_precinct()
    person = given.a_person(precinct)
    cancelled = given.an_event(precinct, date(2018, 1, 1), status=EventStatus.CANCELLED)
    invited = given.an_event(precinct, date(2018, 2, 1))
    first = given.an_event(precinct, date(2018, 3, 1))
    same_day = given.an_event(precinct, date(2018, 3, 1), title="Later that day")
    for event, present in ((cancelled, True), (invited, False), (first, True), (same_day, True)):
        signed(event, person, present=present)
    with counted_statements() as asked:
        told = [lines(event.id)[0].first_time for event in (invited, first, same_day)]
    assert (told, len(asked)) == ([False, True, False], 3)


def test_regulars_come_first_then_whole_names_then_the_alphabet() -> None:
    precinct = given.a_precinct()
    events = a_series(precinct, DAYS[:8])
    for given_name, family in (("Ann", "Fern"), ("Amy", "Ferncastle"), ("Zoe", "Ferncastle"), ("Bea", "Fernley")):
        given.a_person(precinct, given_name, family)
    zoe, bea = Person.get(given_name="Zoe"), Person.get(given_name="Bea")
    for event in events[2:7]:
        signed(event, bea)
    signed(events[6], zoe)
    signed(events[0], Person.get(given_name="Amy"))
    offered = suggest(precinct.id, events[7].id, "fern")
    assert [one.name for one in offered] == ["Bea Fernley", "Zoe Ferncastle", "Ann Fern", "Amy Ferncastle"]
    assert [(one.came, one.of_last) for one in offered] == [(5, 6), (1, 6), (0, 6), (0, 6)]


def test_a_regular_goes_before_all_who_are_called_so_whatever_accents_there_are() -> None:
    precinct = given.a_precinct()
    events = a_series(precinct, DAYS[:3])
    for number in range(5):
        given.a_person(precinct, f"Ann{number}", "Ota")
    signed(events[1], given.a_person(precinct, "José", "Ōta"))
    offered = suggest(precinct.id, events[2].id, "ota", 2)
    assert [one.name for one in offered] == ["José Ōta", "Ann0 Ota"]


def test_somebody_is_found_by_names_in_any_order_phone_end_or_organization() -> None:
    precinct = given.a_precinct()
    event = given.an_event(precinct)
    area = given.a_neighborhood(precinct)
    jose = given.a_person(
        precinct, "José", "Peñaranda-Ōta", phone="(205) 555-4417", phone_digits="2055554417", neighborhood=area
    )
    other = given.a_person(precinct, "Rufus", "Marrowby", phone_digits="2055550093")
    Membership.create(person=other, organization=given.an_organization(precinct, "Bethel church"), role="deacon")
    for typed in ("pen jos", "JOSE", "ota", "417", "4417", "555 4417"):
        assert names(precinct, event, typed) == ["José Peñaranda-Ōta"], typed
    assert names(precinct, event, "bethel") == ["Rufus Marrowby"]
    assert names(precinct, event, "17") == []
    assert names(precinct, event, "'; -- *") == []
    signed(event, jose)
    (offered,) = suggest(precinct.id, event.id, "ota")
    assert (offered.neighborhood, offered.phone_end, offered.signed_in) == ("Ensley", "4417", True)


def test_merged_inactive_and_other_precincts_people_are_not_offered() -> None:
    precinct, other = given.a_precinct(), given.a_precinct("East Precinct")
    event = given.an_event(precinct)
    kept = given.a_person(precinct, "Opal", "Ferncastle")
    merged = given.a_person(precinct, "Opal", "Fernmerged", merged_into=kept)
    signed(given.an_event(precinct, DAYS[0]), merged)
    given.a_person(precinct, "Opal", "Fernmoved", active=False)
    given.a_person(other, "Opal", "Fernother")
    assert names(precinct, event, "fern") == ["Opal Ferncastle"]


def test_somebody_confidential_is_offered_to_those_alone_who_may_see_it() -> None:
    precinct = given.a_precinct()
    event = given.an_event(precinct)
    area = given.a_neighborhood(precinct)
    given.a_person(precinct, neighborhood=area, phone_digits="2055554417", confidential=True)
    assert suggest(precinct.id, event.id, "fern") == ()
    (seen,) = suggest(precinct.id, event.id, "fern", confidential=True)
    assert (seen.neighborhood, seen.phone_end) == ("Ensley", "4417")


def test_without_a_series_the_regulars_are_those_of_its_kind_and_neighborhood() -> None:
    precinct = given.a_precinct()
    here, there = given.a_neighborhood(precinct), given.a_neighborhood(precinct, "Wylam")
    came, elsewhere = given.a_person(precinct), given.a_person(precinct, "Rufus", "Marrowby")
    events = [given.an_event(precinct, day) for day in DAYS[:3]]
    for event, area, person in zip(events, (here, there, here), (came, elsewhere, None), strict=True):
        EventNeighborhood.create(event=event, neighborhood=area)
        if person is not None:
            signed(event, person)
    told = regulars(events[2].id)
    assert [(one.name, one.came, one.of_last) for one in told] == [("Opal Ferncastle", 1, 1)]


def test_the_last_events_like_one_are_the_same_however_many_neighborhoods_it_served() -> None:
    """Those of its kind that were held in one of them up to its day, the latest six, looked up event by event."""
    precinct = given.a_precinct()
    kinds = [given.an_event_kind(precinct, name) for name in ("Patrol walk", "Coffee")]
    areas = [given.a_neighborhood(precinct, f"Area {number}") for number in range(9)]
    events: dict[int, tuple[Event, set[int]]] = {}
    for number in range(40):
        status = EventStatus.CANCELLED if number % 7 == 3 else EventStatus.HELD
        event = given.an_event(precinct, DAYS[number * 5 % 12], kind=kinds[number % 2], status=status)
        near = {at for at in range(9) if at % 3 < 2 and (at + number) % (2 + number % 4) == 0}
        served = set() if number % 11 == 0 else set(range(9)) if number % 13 == 0 else near
        for at in served:
            EventNeighborhood.create(event=event, neighborhood=areas[at])
        signed(event, given.a_person(precinct, "Opal", f"Fern{number}"))
        events[event.id] = event, served
    sizes = set()
    for event, served in events.values():
        alike = [
            (one.date, one.id)
            for one, there in events.values()
            if (one.kind, one.status) == (event.kind, EventStatus.HELD) and there & served
            if one.date <= event.date and one.id != event.id
        ]
        last = {key for _, key in sorted(alike)[-LAST_EVENTS:]}
        came = {line.person_id for line in Attendance.select() if line.event_id in last}
        told = regulars(event.id)
        assert ({one.person for one in told}, {one.of_last for one in told} or {len(last)}) == (came, {len(last)})
        sizes.add((len(served), len(last)))
    assert {served for served, _ in sizes} >= {0, 1, 2, 9}
    assert {last for _, last in sizes} >= {0, 3, LAST_EVENTS}


def test_regulars_are_listed_by_family_name() -> None:
    precinct = given.a_precinct()
    first, second = a_series(precinct, DAYS[:2])
    for given_name, family in (("Zoe", "Ásample"), ("Amy", "Zsample"), ("Bea", "asample")):
        signed(first, given.a_person(precinct, given_name, family))
    signed(first, given.a_person(precinct, "Absent", "Sample"), present=False)
    assert [one.name for one in regulars(second.id)] == ["Bea asample", "Zoe Ásample", "Amy Zsample"]


def test_an_event_that_is_gone_is_told_plainly() -> None:
    precinct = given.a_precinct()
    with pytest.raises(NotFoundError):
        suggest(precinct.id, 999, "fern")
    with pytest.raises(NotFoundError):
        regulars(999)


@pytest.mark.parametrize("people", [3, 40])
def test_the_number_of_statements_does_not_follow_the_data(people: int) -> None:
    precinct = given.a_precinct()
    events = a_series(precinct, DAYS[:8])
    Person.insert_many(
        [{"precinct": precinct, "given_name": f"N{place}", "family_name": "Ferncastle"} for place in range(people)]
    ).execute()
    for person in Person.select():
        signed(events[6], person)
    for question, most in (
        (lambda: suggest(precinct.id, events[7].id, "fern"), 9),
        (lambda: suggest(precinct.id, events[7].id, "4417"), 9),
        (lambda: lines(events[6].id), 2),
        (lambda: regulars(events[7].id), 5),
    ):
        with counted_statements() as asked:
            assert question() is not None
        assert len(asked) <= most
