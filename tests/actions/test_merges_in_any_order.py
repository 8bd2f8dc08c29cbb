"""People are recorded, named and merged, and steps taken back and done again, at random: nothing is ever left under an
entry that was merged away, where nobody sees it, and the numbers that the database keeps are right."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import date, time, timedelta
from typing import Any

import pytest

from outreach.actions.change import Actor, Changes
from outreach.actions.concerns import ConcernDetails, record_concern
from outreach.actions.events import EventDetails, edit_event, record_event, remove_event
from outreach.actions.followups import PromiseDetails, make_promise
from outreach.actions.later import LaterChangeError
from outreach.actions.organizations import join_organization
from outreach.actions.people import PersonDetails, add_person, edit_person, merge_people
from outreach.actions.signin import identify, remove_attendance, set_measures, sign_in, sign_in_name
from outreach.actions.undo import undo
from outreach.errors import OutreachError
from outreach.queries.audit import standing
from outreach.queries.soundness import record_faults
from outreach.queries.tally_check import tally_faults
from outreach.records.audit import AuditEntry
from outreach.records.events import Attendance, Event
from outreach.records.people import Person
from tests import given

BY = Actor("R. Sample", workstation="desk 2")
pytestmark = pytest.mark.usefixtures("store")


class Desk:
    """Somebody who does one thing after the other to a few people and events."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        own = given.a_precinct()
        self.own, self.topic, self.kind = own.id, given.a_topic(own).id, given.an_event_kind(own).id
        self.club, self.cars = given.an_organization(own).id, given.a_measure_kind(own).id
        self.areas = [given.a_neighborhood(own, name).id for name in ("Ensley", "Wylam")]
        self.deeds: list[Callable[[], Changes]] = [
            self.add, self.edit, self.merge, self.merge, self.record, self.change, self.sign, self.sign, self.name,
            self.identify, self.strike, self.raise_concern, self.promise, self.measure, self.join, self.remove,
            *[self.take_back] * 5,
        ]  # fmt: skip
        for _ in range(3):
            self.add()
            self.record()

    def one(self, model: Any) -> Any:
        return self.chance.choice(list(model.select().order_by(model.id)))

    def person(self) -> int:
        return int(self.one(Person).id)

    def day(self) -> date:
        return date(2019, 1, 1) + timedelta(days=self.chance.randrange(70))

    def details(self) -> PersonDetails:
        name, phone = self.chance.choice("ABCD"), self.chance.choice(("", "555-0101", "555-0102"))
        return PersonDetails(name, "Ferncastle", phone=phone, confidential=self.chance.random() < 0.2)

    def event(self) -> EventDetails:
        served = tuple(self.chance.sample(self.areas, self.chance.randrange(3)))
        status, start = self.chance.choice(("held", "held", "planned")), self.chance.choice((None, time(9)))
        return EventDetails(self.kind, "Walk", self.day(), status=status, start_time=start, neighborhoods=served)

    def add(self) -> Changes:
        return add_person(BY, self.own, self.details())

    def edit(self) -> Changes:
        person = self.one(Person)
        return edit_person(BY, person.id, person.version, self.details())

    def merge(self) -> Changes:
        kept, gone = self.one(Person), self.one(Person)
        return merge_people(BY, kept.id, kept.version, gone.id, gone.version, self.details())

    def record(self) -> Changes:
        return record_event(BY, self.own, self.event())

    def change(self) -> Changes:
        event = self.one(Event)
        return edit_event(BY, event.id, event.version, self.event())

    def remove(self) -> Changes:
        event = self.one(Event)
        return remove_event(BY, event.id, event.version)

    def sign(self) -> Changes:
        return sign_in(BY, self.one(Event).id, self.person())

    def name(self) -> Changes:
        return sign_in_name(BY, self.one(Event).id, self.chance.choice("PQ"))

    def identify(self) -> Changes:
        line = self.one(Attendance)
        return identify(BY, line.id, line.version, self.person())

    def strike(self) -> Changes:
        line = self.one(Attendance)
        return remove_attendance(BY, line.id, line.version)

    def raise_concern(self) -> Changes:
        told = ConcernDetails(self.topic, "Cars race past", raised_on=self.day(), raised_by_person=self.person())
        return record_concern(BY, self.own, told)

    def promise(self) -> Changes:
        return make_promise(BY, self.own, PromiseDetails("Call back", promised_to_person=self.person()), self.day())

    def measure(self) -> Changes:
        return set_measures(BY, self.one(Event).id, [(self.cars, self.chance.choice((None, 0, 3)))])

    def join(self) -> Changes:
        return join_organization(BY, self.person(), self.club, self.chance.choice(("", "chair")))

    def take_back(self) -> Changes:
        """One of the last steps, whatever came after it; over what was changed later, or not."""
        entries: Any = AuditEntry.select(AuditEntry.id).where(~AuditEntry.action.contains(" "))
        step = self.chance.choice(sorted(standing([key for (key,) in entries.tuples()]).values())[-12:])
        try:
            return undo(BY, step)
        except LaterChangeError as later:
            if self.chance.random() < 0.3:
                raise
            return undo(BY, step, later.later)


def shown_though_hidden() -> list[int]:
    """Entries of people who are kept confidentially that are not confidential."""
    kept: Any = Person.alias()
    merged: Any = Person.select(Person.id).join(kept, on=Person.merged_into == kept.id)
    return [key for (key,) in merged.where(kept.confidential, ~Person.confidential).tuples()]


@pytest.mark.parametrize("seed", [1, 6, 8])
def test_nothing_is_ever_left_under_an_entry_that_was_merged_away(seed: int) -> None:
    desk = Desk(seed)
    done = 0
    for _ in range(60):
        with suppress(OutreachError, IndexError):  # refused, or there is nothing of the kind
            desk.chance.choice(desk.deeds)()
            done += 1
        assert [fault.words for fault in (*record_faults(date(2026, 1, 1)), *tally_faults())] == []
        assert shown_though_hidden() == []
    assert done > 20
