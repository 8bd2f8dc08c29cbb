"""Somebody who does one thing after the other to a few people and events, at random, and takes steps back."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import date, time, timedelta
from typing import Any

from outreach.actions.change import Actor, Changes
from outreach.actions.concerns import ConcernDetails, record_concern
from outreach.actions.counts import set_measures
from outreach.actions.events import EventDetails, edit_event, record_event, remove_event
from outreach.actions.followups import PromiseDetails, make_promise
from outreach.actions.later import LaterChangeError
from outreach.actions.organizations import join_organization
from outreach.actions.people import PersonDetails, add_person, edit_person, merge_people
from outreach.actions.signin import identify, remove_attendance, sign_in, sign_in_name
from outreach.actions.undo import undo
from outreach.errors import OutreachError
from outreach.queries.audit import standing
from outreach.queries.soundness import record_faults
from outreach.queries.tally_check import tally_faults
from outreach.records.audit import AuditEntry
from outreach.records.events import Attendance, Event, EventKind, MeasureKind
from outreach.records.followups import Topic
from outreach.records.people import Neighborhood, Organization, Person
from outreach.records.precinct import Precinct


def keys_of(model: Any) -> list[int]:
    """The keys of all rows of a table, the first one first."""
    return [key for (key,) in model.select(model.id).order_by(model.id).tuples()]


def first(model: Any) -> int:
    """The key of the first row of a table; one that is not there, where there is none."""
    return next(iter(keys_of(model)), 1)


class Desk:
    """Somebody who does one thing after the other to a few people and events."""

    def __init__(self, seed: int, by: Actor) -> None:
        self.chance, self.by = random.Random(seed), by
        self.own, self.topic, self.kind = (first(model) for model in (Precinct, Topic, EventKind))
        self.club, self.cars = first(Organization), first(MeasureKind)
        self.areas = keys_of(Neighborhood)
        self.deeds: list[Callable[[], Changes]] = [
            self.add, self.edit, self.merge, self.merge, self.record, self.change, self.sign, self.sign, self.name,
            self.identify, self.strike, self.raise_concern, self.promise, self.measure, self.join, self.remove,
            *[self.take_back] * 5,
        ]  # fmt: skip

    def work(self) -> bool:
        """Do one thing; whether it was done, and not refused."""
        with suppress(OutreachError, IndexError):  # refused, or there is nothing of the kind
            self.chance.choice(self.deeds)()
            return True
        return False

    def one(self, model: Any) -> Any:
        return self.chance.choice(list(model.select().order_by(model.id)))

    def person(self) -> int:
        return int(self.one(Person).id)

    def day(self) -> date:
        return date(2019, 1, 1) + timedelta(days=self.chance.randrange(70))

    def details(self) -> PersonDetails:
        name, phone = self.chance.choice("ABCD"), self.chance.choice(("", "555-0101", "555-0102"))
        hidden, area = self.chance.random() < 0.2, self.chance.choice(self.areas)
        return PersonDetails(name, "Ferncastle", phone=phone, confidential=hidden, neighborhood=area)

    def event(self) -> EventDetails:
        served = tuple(self.chance.sample(self.areas, self.chance.randrange(3)))
        status, start = self.chance.choice(("held", "held", "planned")), self.chance.choice((None, time(9)))
        return EventDetails(self.kind, "Walk", self.day(), status=status, start_time=start, neighborhoods=served)

    def add(self) -> Changes:
        return add_person(self.by, self.own, self.details())

    def edit(self) -> Changes:
        person = self.one(Person)
        return edit_person(self.by, person.id, person.version, self.details())

    def merge(self) -> Changes:
        kept, gone = self.one(Person), self.one(Person)
        return merge_people(self.by, kept.id, kept.version, gone.id, gone.version, self.details())

    def record(self) -> Changes:
        return record_event(self.by, self.own, self.event())

    def change(self) -> Changes:
        event = self.one(Event)
        return edit_event(self.by, event.id, event.version, self.event())

    def remove(self) -> Changes:
        event = self.one(Event)
        return remove_event(self.by, event.id, event.version)

    def sign(self) -> Changes:
        return sign_in(self.by, self.one(Event).id, self.person())

    def name(self) -> Changes:
        return sign_in_name(self.by, self.one(Event).id, self.chance.choice("PQ"))

    def identify(self) -> Changes:
        line = self.one(Attendance)
        return identify(self.by, line.id, line.version, self.person())

    def strike(self) -> Changes:
        line = self.one(Attendance)
        return remove_attendance(self.by, line.id, line.version)

    def raise_concern(self) -> Changes:
        told = ConcernDetails(self.topic, "Cars race past", raised_on=self.day(), raised_by_person=self.person())
        return record_concern(self.by, self.own, told)

    def promise(self) -> Changes:
        return make_promise(
            self.by, self.own, PromiseDetails("Call back", promised_to_person=self.person()), self.day()
        )

    def measure(self) -> Changes:
        return set_measures(self.by, self.one(Event).id, [(self.cars, self.chance.choice((None, 0, 3)))])

    def join(self) -> Changes:
        return join_organization(self.by, self.person(), self.club, self.chance.choice(("", "chair")))

    def take_back(self) -> Changes:
        """One of the last steps, whatever came after it; over what was changed later, or not."""
        entries: Any = AuditEntry.select(AuditEntry.id).where(~AuditEntry.action.contains(" "))
        step = self.chance.choice(sorted(standing([key for (key,) in entries.tuples()]).values())[-12:])
        try:
            return undo(self.by, step)
        except LaterChangeError as later:
            if self.chance.random() < 0.3:
                raise
            return undo(self.by, step, later.later)


def what_is_wrong() -> list[str]:
    """What a check finds, and entries of people who are kept confidentially that are not confidential."""
    kept: Any = Person.alias()
    merged: Any = Person.select(Person.id).join(kept, on=Person.merged_into == kept.id)
    shown = [f"{key} is shown" for (key,) in merged.where(kept.confidential, ~Person.confidential).tuples()]
    return [fault.words for fault in (*record_faults(date(2026, 1, 1)), *tally_faults())] + shown
