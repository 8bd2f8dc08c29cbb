"""Which confidential records an answer shows: what the audit trail is told of when somebody reads them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from peewee import JOIN

from outreach.queries.concerns import ConcernRow
from outreach.queries.events import EventConcern, EventPromise
from outreach.queries.follow_up_detail import PromisedPerson
from outreach.queries.follow_up_rows import FollowUpRow
from outreach.queries.organizations import OrganizationPromise
from outreach.queries.people import PersonConcern, PersonPromise
from outreach.queries.person_rows import PersonRow
from outreach.queries.problems import GatheredConcern
from outreach.queries.rows import rows_of
from outreach.queries.search import Hit
from outreach.records.followups import Concern, FollowUp
from outreach.records.people import Person

type Shown = tuple[str, int]
"""A record that is shown, by table and key."""

_KINDS: dict[type, str] = {
    PersonRow: "person", PromisedPerson: "person",
    ConcernRow: "concern", EventConcern: "concern", PersonConcern: "concern", GatheredConcern: "concern",
    FollowUpRow: "follow_up", EventPromise: "follow_up", PersonPromise: "follow_up", OrganizationPromise: "follow_up",
}  # fmt: skip
"""The kinds of record whose words or names a part of an answer shows under its ``id``."""
_PERSONS = ("person", "raised_by_person", "promised_to_person")
"""The fields by which others show a person."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The records that an answer shows which is no longer at hand, or was read elsewhere: it stands for that answer."""

    records: tuple[Shown, ...] = ()

    @classmethod
    def of(cls, answer: object) -> "Seen":
        """The persons, concerns and promises that an answer shows, confidential or not; no statement."""
        return cls(tuple(sorted(set(_shown(answer)))))


def confidential_shown(answer: object, already: Iterable[Shown] = ()) -> tuple[Shown, ...]:
    """The confidential persons, concerns and promises that an answer shows, but for those ``already`` told.

    A promise is confidential when its concern is, or whom it was made to. Three statements at most.
    """
    shown = set(_shown(answer)).difference(already)
    keys = {kind: [key for one, key in shown if one == kind] for kind in ("person", "concern", "follow_up")}
    questions = {
        "person": Person.select(Person.id).where(Person.id.in_(keys["person"]), Person.confidential),
        "concern": Concern.select(Concern.id).where(Concern.id.in_(keys["concern"]), Concern.confidential),
        "follow_up": FollowUp.select(FollowUp.id)
        .join(Concern, JOIN.LEFT_OUTER)
        .switch(FollowUp)
        .join(Person, JOIN.LEFT_OUTER, on=FollowUp.promised_to_person == Person.id)
        .where(FollowUp.id.in_(keys["follow_up"]), Concern.confidential | Person.confidential),
    }
    return tuple((kind, key) for kind, asked in questions.items() if keys[kind] for (key,) in sorted(rows_of(asked)))


def _shown(answer: Any) -> Iterator[Shown]:
    if isinstance(answer, Seen):
        yield from answer.records
    elif is_dataclass(answer) and not isinstance(answer, type):
        kind = next((_KINDS[one] for one in type(answer).__mro__ if one in _KINDS), None)
        if kind is not None:
            yield kind, getattr(answer, "id")  # noqa: B009 - every class named above has one
        if isinstance(answer, Hit):
            yield answer.kind.value.replace("-", "_"), answer.id
        for field in fields(answer):
            value = getattr(answer, field.name)
            if field.name in _PERSONS and isinstance(value, int):
                yield "person", value
            yield from _shown(value)
    elif isinstance(answer, dict):
        for value in answer.values():
            yield from _shown(value)
    elif isinstance(answer, (tuple, list, set, frozenset)):
        for value in answer:
            yield from _shown(value)
