"""The numbers that the database keeps beside lists are those of the records, whatever is written in whichever way."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, time, timedelta
from importlib import import_module
from itertools import chain, product
from typing import Any
from unittest.mock import patch

import pytest

from outreach.queries import promises, spans
from outreach.queries.crime import CrimeCounts
from outreach.queries.event_list import EventFilter, event_list
from outreach.queries.figures import figures
from outreach.queries.followups import FollowUpFilter, follow_up_board, follow_up_list, follow_up_summary
from outreach.queries.home import home
from outreach.queries.period import Period
from outreach.queries.person_list import PersonFilter, person_list
from outreach.queries.tally_check import tally_faults
from outreach.records.base import database
from outreach.records.crime import CrimeCount
from outreach.records.database import transaction
from outreach.records.events import (
    Attendance,
    Event,
    EventKind,
    EventNeighborhood,
    EventOfficer,
    EventStatus,
    HeadCount,
    Measure,
)
from outreach.records.followups import Concern, FollowUp, FollowUpStatus
from outreach.records.people import Person
from outreach.records.precinct import Precinct
from tests import given
from tests.conftest import Store

pytestmark = pytest.mark.usefixtures("store")

TODAY = date(2019, 2, 1)
AREAS = ("Ensley", "Wylam")
FAMILIES = ("Marrowby", "Marrowley", "de la Cruz", "Ōta", "")
TALLIES = ("event_tally", "person_tally", "concern_tally", "follow_up_tally", "follow_up_month")
MONTHS = ("follow_up_standing", "follow_up_closing", "concern_month", "crime_tally", "measure_month", "start_month")


class Desk:
    """Somebody who writes at random, one row or many at a time, past the program."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.precincts = [given.a_precinct(name) for name in ("West Precinct", "East Precinct")]
        self.areas = {one.id: [given.a_neighborhood(one, name).id for name in AREAS] for one in self.precincts}
        self.officers = [given.an_officer(self.precincts[0], badge=str(number)).id for number in range(3)]

    def day(self) -> date:
        return date(2018, 12, 20) + timedelta(days=self.chance.randrange(60))

    def yes(self) -> bool:
        return self.chance.random() < 0.5

    def area(self, precinct: Precinct) -> Any:
        return self.chance.choice([None, *self.areas[precinct.id]])

    def some(self, model: Any) -> list[int]:
        """The keys of one or several rows."""
        keys = keys_of(model)
        return self.chance.sample(keys, min(len(keys), self.chance.choice((1, 3))))

    def add(self) -> None:
        precinct = self.chance.choice(self.precincts)
        event = given.an_event(
            precinct,
            self.day(),
            kind=given.an_event_kind(precinct, self.chance.choice(("Walk", "Coffee"))),
            status=self.chance.choice([*EventStatus]),
            start_time=self.chance.choice((None, time(9, 0), time(18, 30))),
            end_date=date(2019, 4, 1),
            lead_officer=self.chance.choice((None, *self.officers)),
        )
        Attendance.insert_many(
            [{"event": event, "name_as_signed": f"N{n}", "present": self.yes()} for n in range(3)]
        ).execute()
        HeadCount.create(event=event, group_name="Adults", count=self.chance.choice((None, 0, 7)))
        self.sign_in(event)
        given.a_concern(
            precinct, topic=given.a_topic(precinct, self.chance.choice("AB")), neighborhood=self.area(precinct)
        )
        for _ in range(2):
            given.a_person(
                precinct,
                family=self.chance.choice(FAMILIES),
                neighborhood=self.area(precinct),
                active=self.yes(),
                confidential=self.yes(),
                may_contact=self.yes(),
            )
            given.a_follow_up(
                precinct, opened_on=self.day(), neighborhood=self.area(precinct), due=self.day() if self.yes() else None
            )

    def sign_in(self, event: Event) -> None:
        people = self.some(Person)
        lines_there: Any = Attendance.select(Attendance.person).where(Attendance.event == event)
        there = {person for (person,) in lines_there.tuples()}
        lines = [{"event": event, "person": one, "present": self.yes()} for one in people if one not in there]
        if lines:
            Attendance.insert_many(lines).execute()

    def come(self) -> None:
        for event in self.some(Event):
            self.sign_in(Event.get_by_id(event))
        late = Attendance.person.is_null(False) & Attendance.event.in_(self.some(Event))
        Attendance.update(present=True).where(late).execute()

    def leave(self) -> None:
        lines: Any = Attendance.select(Attendance.id).where(Attendance.person.is_null(False))
        known = [key for (key,) in lines.tuples()]
        Attendance.update(person=None, name_as_signed="Nobody").where(Attendance.id.in_(known[:1])).execute()
        Attendance.delete().where(Attendance.id.in_(self.chance.sample(known, min(2, len(known))))).execute()

    def first_comes(self) -> None:
        """Somebody comes, to an event that was held."""
        precinct = self.precincts[0]
        event = given.an_event(precinct, self.day(), status="held", end_date=date(2019, 4, 1))
        Attendance.create(event=event, person=given.a_person(precinct))

    def close(self) -> None:
        day = date(2019, 2, 25) + timedelta(days=self.chance.randrange(6))
        due = day + timedelta(days=self.chance.choice((-1, 0, 0, 1)))
        closed = {"status": FollowUpStatus.DONE, "closed_on": day, "due": due}
        told = {"told_on": date(2019, 3, 6)} if self.yes() else {}
        FollowUp.update(**closed, **told).where(FollowUp.id.in_(self.some(FollowUp))).execute()

    def tell(self) -> None:
        told = {"told_on": date(2019, 3, 6) if self.yes() else None}
        closed = FollowUp.closed_on.is_null(False) & FollowUp.id.in_(self.some(FollowUp))
        FollowUp.update(**told).where(closed).execute()

    def reopen(self) -> None:
        still = {"status": FollowUpStatus.OPEN, "closed_on": None, "told_on": None}
        FollowUp.update(**still).where(FollowUp.id.in_(self.some(FollowUp))).execute()

    def move(self) -> None:
        for status in (EventStatus.HELD, self.chance.choice([*EventStatus])):
            start = self.chance.choice((None, time(9, 0), time(18, 30)))
            Event.update(date=self.day(), status=status, start_time=start).where(
                Event.id.in_(self.some(Event))
            ).execute()
        FollowUp.update(neighborhood=None, opened_on=self.day()).where(FollowUp.id.in_(self.some(FollowUp))).execute()
        Concern.update(neighborhood=None).where(Concern.id.in_(self.some(Concern))).execute()
        HeadCount.update(count=self.chance.choice((None, 5))).where(HeadCount.id.in_(self.some(HeadCount))).execute()
        Attendance.update(present=self.yes()).where(Attendance.id.in_(self.some(Attendance))).execute()

    def merge(self) -> None:
        into, *others = keys_of(Person)
        chosen = self.chance.sample(others, min(len(others), 2))
        Person.update(merged_into=into if self.yes() else None).where(Person.id.in_(chosen)).execute()
        Person.update(active=self.yes(), may_contact=self.yes()).where(Person.id.in_(self.some(Person))).execute()
        Person.update(confidential=self.yes(), family_name=self.chance.choice(FAMILIES)).where(
            Person.id.in_(self.some(Person))
        ).execute()

    def count(self) -> None:
        """Crime counts come, are corrected, and go."""
        precinct = self.chance.choice(self.precincts)
        offense, month = given.an_offense(precinct, self.chance.choice("AB")), self.day().replace(day=1)
        areas: list[dict[str, Any]] = [{"scope": "precinct"}, {"scope": "department"}]
        areas += [{"scope": "neighborhood", "neighborhood": area} for area in self.areas[precinct.id]]
        CrimeCount.delete().where(CrimeCount.offense == offense, CrimeCount.month == month).execute()
        for area in self.chance.sample(areas, 3):
            given.a_crime_count(precinct, month, self.chance.choice((-1, 0, 4)), offense=offense, **area)
        CrimeCount.update(count=self.chance.choice((0, 7))).where(CrimeCount.id.in_(self.some(CrimeCount))).execute()
        CrimeCount.delete().where(CrimeCount.id.in_(self.some(CrimeCount)[:1])).execute()

    def serve(self) -> None:
        """Events serve some neighborhoods, others instead, and some no more."""
        areas = [area for here in self.areas.values() for area in here]
        self.put_beside(EventNeighborhood.neighborhood, areas)

    def staff(self) -> None:
        """Events have some officers, others instead, and some no more; another leads them, or nobody."""
        self.put_beside(EventOfficer.officer, self.officers)
        for _ in range(2):
            lead = self.chance.choice((None, *self.officers))
            Event.update(lead_officer=lead).where(Event.id.in_(self.some(Event))).execute()

    def put_beside(self, column: Any, choice: list[int]) -> None:
        model, name = column.model, column.name
        kept: Any = model.select(model.event, column)
        there = set(kept.tuples())
        pairs = [pair for pair in product(self.some(Event), choice) if pair not in there and self.yes()]
        if pairs:
            model.insert_many([{"event": event, name: one} for event, one in pairs]).execute()
        for event, one in (pair for pair in kept.tuples() if self.chance.random() < 0.2):
            other = self.chance.choice([each for each in choice if each != one])
            row = (model.event == event) & (column == one)
            if model.get_or_none(model.event == event, column == other) or self.yes():
                model.delete().where(row).execute()
            else:
                model.update({name: other}).where(row).execute()

    def first_served(self) -> None:
        """A neighborhood is served, and something counted, at an event that was held and that an officer led."""
        precinct = self.precincts[0]
        event = given.an_event(
            precinct, self.day(), status="held", end_date=date(2019, 4, 1), lead_officer=self.officers[0]
        )
        EventNeighborhood.create(event=event, neighborhood=self.areas[precinct.id][0])
        Measure.create(event=event, kind=given.a_measure_kind(precinct), count=2)

    def measure(self) -> None:
        """Something is counted, or a place left for it, is corrected, moved to another event, and goes."""
        precinct = self.chance.choice(self.precincts)
        kinds = [given.a_measure_kind(precinct, name) for name in ("Cars", "Firearms")]
        kept: Any = Measure.select(Measure.event, Measure.kind)
        there = set(kept.tuples())
        pairs = [(event, kind.id) for event, kind in product(self.some(Event), kinds) if self.yes()]
        rows = [
            {"event": event, "kind": kind, "count": self.chance.choice((None, 0, 3))}
            for event, kind in pairs
            if (event, kind) not in there
        ]
        if rows:
            Measure.insert_many(rows).execute()
        count = self.chance.choice((None, 0, 5))
        Measure.update(count=count).where(Measure.id.in_(self.some(Measure))).execute()
        for event, key in product(self.some(Event)[:1], self.some(Measure)[:1]):
            if not Measure.select().where(Measure.event == event).exists():
                Measure.update(event=event).where(Measure.id == key).execute()
        Measure.delete().where(Measure.id.in_(self.some(Measure)[:1])).execute()

    def hand_over(self) -> None:
        """An event becomes the other precinct's."""
        Event.update(precinct=self.chance.choice(self.precincts)).where(Event.id.in_(self.some(Event)[:1])).execute()

    def remove(self) -> None:
        events, gone = self.some(Event), [key for key in keys_of(Person)[1:] if self.chance.random() < 0.1]
        for of_event in (Attendance, HeadCount, EventNeighborhood, EventOfficer, Measure):
            of_event.delete().where(of_event.event.in_(events)).execute()
        Event.delete().where(Event.id.in_(events)).execute()
        Attendance.delete().where(Attendance.person.in_(gone)).execute()
        Concern.delete().where(Concern.id.in_(self.some(Concern))).execute()
        FollowUp.delete().where(FollowUp.id.in_(self.some(FollowUp))).execute()
        Person.delete().where(Person.id.in_(gone)).execute()


def keys_of(model: Any) -> list[int]:
    """The keys of all rows of a table, the first one first."""
    return [key for (key,) in model.select(model.id).order_by(model.id).tuples()]


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_written_the_tallies_are_what_is_kept(seed: int) -> None:
    """In transactions of several statements, some of which are taken back."""
    desk = Desk(seed)
    desk.add()
    deeds: list[Callable[[], None]] = [
        desk.add,
        desk.come,
        desk.close,
        desk.leave,
        desk.tell,
        desk.reopen,
        desk.move,
        desk.merge,
        desk.remove,
        desk.count,
        desk.serve,
        desk.staff,
        desk.measure,
        desk.hand_over,
    ]
    for turn in range(26):
        try:
            with transaction():
                for deed in (deeds[turn % len(deeds)], *desk.chance.choices(deeds, k=2)):
                    deed()
                assert tally_faults() == ()
                if desk.chance.random() < 0.2:
                    raise _TakenBackError
        except _TakenBackError:
            pass
        assert tally_faults() == ()
    desk.add()
    desk.move()  # at least one event is there, and held
    desk.first_comes()
    firsts_are_what_sign_ins_say(desk)
    totals_are_what_lists_hold(desk)
    desk.first_served()
    areas_are_served_as_events_say(desk)
    crime_is_what_was_counted(desk)
    months_are_what_their_records_say(desk)


class _TakenBackError(Exception):
    """A transaction that is taken back."""


def test_an_officer_has_an_event_until_neither_leading_it_nor_there() -> None:
    precinct = given.a_precinct()
    one, other = (given.an_officer(precinct, badge=badge) for badge in ("101", "102"))
    event = given.an_event(precinct, lead_officer=one)
    there = EventOfficer.create(event=event, officer=one)
    for change in (
        lambda: there.delete_instance(),
        lambda: EventOfficer.create(event=event, officer=one),
        lambda: Event.update(lead_officer=other).execute(),
        lambda: Event.update(lead_officer=None).execute(),
        lambda: EventOfficer.update(officer=other).execute(),
        lambda: Event.update(lead_officer=other).execute(),
        lambda: EventOfficer.delete().execute(),
        lambda: Event.delete().execute(),
    ):
        change()
        assert tally_faults() == ()


@contextmanager
def records_counted_one_by_one() -> Iterator[None]:
    """No period is taken for whole months, and no statement is one that was put together before."""

    def never(_period: Period) -> bool:
        return False

    with (
        patch.object(spans, "is_months", never),
        patch.object(promises, "is_months", never),
        patch.object(spans.Spans, "__eq__", object.__eq__),
        patch.object(spans.Spans, "__hash__", object.__hash__),
    ):
        yield


def months_are_what_their_records_say(desk: Desk) -> None:
    """Charts and tiles of whole months, read off the tallies, beside the records counted one by one."""
    held = 0
    periods = [Period.of_month(2018, 12), Period.of_month(2019, 1), Period(date(2018, 12, 1), date(2019, 2, 28))]
    for precinct in desk.precincts:
        for period, today in product(periods, (TODAY, date(2019, 3, 7))):
            told = figures(precinct.id, period, today)
            with records_counted_one_by_one():
                assert figures(precinct.id, period, today) == told
        tallied = home(precinct.id, TODAY)
        held += sum(month.held for month in tallied.months)
        with records_counted_one_by_one():
            counted = home(precinct.id, TODAY)
        largest = [month.largest_event for month in tallied.months]
        months = zip(counted.months, largest, strict=True)
        assert replace(counted, months=tuple(replace(month, largest_event=one) for month, one in months)) == tallied
    assert held


def firsts_are_what_sign_ins_say(desk: Desk) -> None:
    """Who came for the first time in a period, beside all sign-ins ever, looked at one by one."""
    entries: Any = Person.select(Person.id, Person.merged_into, Person.precinct).tuples()
    people = {key: (merged or key, precinct) for key, merged, precinct in entries}
    held: Any = Attendance.select(Attendance.person, Event.date).join(Event)
    first: dict[int, date] = {}
    for person, day in held.where(
        Attendance.present, Attendance.person.is_null(False), Event.status == "held"
    ).tuples():
        one = people[person][0]
        first[one] = min(first.get(one, day), day)
    assert first
    for precinct in desk.precincts:
        for period in (Period.of_month(2019, 1), Period(date(2018, 12, 25), date(2019, 2, 10))):
            new = [
                one
                for one, day in first.items()
                if people[one][1] == precinct.id and period.first <= day <= period.last
            ]
            assert figures(precinct.id, period, TODAY).sign_ins.first_time == len(new)


def areas_are_served_as_events_say(desk: Desk) -> None:
    """Which neighborhoods were reached and which have gone quiet, beside all events ever, looked at one by one."""
    served: Any = (
        EventNeighborhood.select(Event.precinct, EventNeighborhood.neighborhood, Event.date, Event.id)
        .join(Event)
        .where(Event.status == "held")
    )
    periods = (Period.of_month(2019, 1), Period.of_month(2019, 2), Period(date(2018, 12, 20), date(2019, 2, 10)))
    reached = quiet = 0
    for precinct, period, today in product(desk.precincts, periods, (TODAY, date(2019, 3, 7))):
        held: list[tuple[int, date, int]] = [row[1:] for row in served.tuples() if row[0] == precinct.id]
        here = dict(zip(desk.areas[precinct.id], AREAS, strict=True))
        as_of = min(period.last, today)
        quiet_from = as_of - timedelta(days=precinct.quiet_after_days - 1)
        told = figures(precinct.id, period, today).neighborhoods
        assert told.reached == len({area for area, day, _ in held if period.first <= day <= period.last} & here.keys())
        lately = {area for area, day, _ in held if quiet_from <= day <= as_of}
        assert told.quiet == tuple(name for key, name in here.items() if key not in lately)
        shown = home(precinct.id, today).quiet
        for row in shown:
            before = [(day, event) for area, day, event in held if area == row.neighborhood and day <= today]
            assert (row.last_held, row.last_event) == max(before, default=(None, None))
        reached, quiet = reached + told.reached, quiet + len(shown)
    assert reached
    assert quiet


def crime_is_what_was_counted(desk: Desk) -> None:
    """The counts of a precinct's months, beside its counts looked at one by one; what nobody counted is not zero."""
    months = (date(2018, 12, 1), date(2019, 1, 1), date(2019, 2, 1))
    known = 0
    for precinct in desk.precincts:
        rows: Any = CrimeCount.select(CrimeCount.offense, CrimeCount.month, CrimeCount.scope, CrimeCount.count)
        sums: dict[tuple[int, date, str], int] = {}
        for offense, month, scope, count in rows.where(CrimeCount.precinct == precinct).tuples():
            sums[offense, month, scope] = sums.get((offense, month, scope), 0) + count
        counts = CrimeCounts(precinct.id, months)
        for offense, month in product(counts.offenses, months):
            own = sums.get((offense, month, "precinct"), sums.get((offense, month, "neighborhood")))
            assert counts.of_precinct(offense, (month,)) == own
            assert counts.of_department(offense, (month,)) == sums.get((offense, month, "department"))
            known += own is not None
    assert known


def totals_are_what_lists_hold(desk: Desk) -> None:
    """Each total beside a list that is read off a tally, beside the rows of the list, of which there are fewer than
    a page holds."""
    for precinct in desk.precincts:
        kinds = tuple(keys_of(EventKind))
        for statuses in ((), ("held",), ("held", "planned")):
            for some in ((), kinds[:1]):
                page = event_list(precinct.id, EventFilter(statuses=statuses, kinds=some))
                assert page.total == len(page.rows)
        for area in (None, *desk.areas[precinct.id]):
            for told, states in (
                (None, ()),
                (True, ()),
                (False, ("done",)),
                (None, ("open", "done")),
                (True, ("open",)),
            ):
                chosen = FollowUpFilter(neighborhood=area, told=told, states=states)
                owed = follow_up_list(precinct.id, TODAY, chosen)
                assert owed.total == len(owed.rows)

            board = follow_up_board(precinct.id, TODAY, FollowUpFilter(neighborhood=area))
            assert [column.total for column in board.columns] == [len(column.rows) for column in board.columns]
            assert board.summary == follow_up_summary(precinct.id, TODAY, FollowUpFilter(neighborhood=area))
            assert board.summary.open == sum(column.total for column in board.columns[:3])
            for confidential in (False, True):
                for contact, active in ((None, True), (True, None), (False, False)):
                    wanted = PersonFilter(neighborhood=area, may_contact=contact, active=active)
                    people = person_list(precinct.id, wanted, confidential=confidential)
                    assert people.total == len(people.rows)
                    named = person_list(
                        precinct.id, PersonFilter(text="marr", active=active), confidential=confidential
                    )
                    every = person_list(precinct.id, PersonFilter(active=active), confidential=confidential)
                    assert named.rows == tuple(row for row in every.rows if row.family_name.startswith("Marr"))
                    assert named.total == len(named.rows)


def test_what_was_kept_before_is_counted_by_the_migration(store: Store) -> None:
    """The statements that fill the tables say the same as the triggers."""
    desk = Desk(7)
    for deed in (
        desk.add,
        desk.add,
        desk.first_comes,
        desk.close,
        desk.merge,
        desk.count,
        desk.first_served,
        desk.staff,
    ):
        deed()
    database.execute_sql("DELETE FROM first_attendance")
    assert len(tally_faults()) == 1
    database.execute_sql(import_module("outreach.records.migrations.0025_first_attendance").FILL)
    assert tally_faults() == ()
    database.execute_sql("UPDATE event_turnout SET day = '1999-12-31'")
    assert len(tally_faults()) == 1
    database.execute_sql(import_module("outreach.records.migrations.0026_first_pages_of_a_city").DAY[1])
    assert tally_faults() == ()
    if store.kind == "sqlite":
        database.execute_sql("UPDATE person_search_docsize SET id = id + (1 << 27) WHERE id % 2 = 1")
        assert len(tally_faults()) == 1
        import_module("outreach.records.migrations.0039_people_by_words_in_order").up(None, database.obj)
        assert tally_faults() == ()
    for table, migration in (("served_day", "0036_days_of_neighborhoods"), ("officer_day", "0035_days_of_officers")):
        database.execute_sql(f"DELETE FROM {table}")
        assert len(tally_faults()) == 1
        database.execute_sql(import_module(f"outreach.records.migrations.{migration}").FILL)
        assert tally_faults() == ()
    names = ("0022_tallies", "0027_months_of_figures", "0030_months_of_crime", "0032_months_of_events")
    migrations = [import_module(f"outreach.records.migrations.{name}") for name in names]
    on_server = store.kind == "postgresql"
    for tally in chain.from_iterable(one.tallies(on_server) for one in migrations):
        database.execute_sql(f"DELETE FROM {tally.table}")
        assert len(tally_faults()) == 1
        database.execute_sql(migrations[0].filled(tally, "true" if on_server else ""))
        assert tally_faults() == ()


OTHERS = {
    "event_turnout": "turnout",
    "first_attendance": "first day",
    "served_day": "neighborhoods",
    "officer_day": "officers",
}


@pytest.mark.parametrize("table", [*TALLIES, *MONTHS, *OTHERS])
def test_a_number_that_is_wrong_is_found(table: str) -> None:
    desk = Desk(7)
    for deed in (desk.add, desk.first_comes, desk.close, desk.count, desk.first_served):
        deed()
    database.execute_sql(f"DELETE FROM {table}")
    (fault, *_) = tally_faults()
    assert OTHERS.get(table, "are wrong") in fault.words
