"""What residents told us and what became of it, in words for the public and, apart from them, in our own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from typing import Any

from peewee import fn

from outreach.queries.listing import full_name, ranked_name
from outreach.queries.period import Period, shifted
from outreach.queries.precincts import PrecinctHeader
from outreach.queries.rows import rows_of
from outreach.records.events import Event
from outreach.records.followups import Concern, FollowUp, FollowUpStatus, Topic
from outreach.records.people import Neighborhood, Organization, Person
from outreach.records.precinct import Officer


@dataclass(frozen=True, slots=True)
class TopicRow:
    """Concerns on one topic in the period, the prior one and last year. New: never raised before the period."""

    topic: str
    now: int
    prior: int
    last_year: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise in words for the public.

    ``you_said`` are its public words and ``we_did`` its public outcome (blank: none written, or written when it was
    closed after the period). ``state`` is "open", "done" or "declined" at the close of the period. ``neighborhood`` is
    None where there is none or where naming it could give a resident away (``neighborhood_withheld``): the concern is
    confidential, or the promise answers a person rather than an organization and fewer people than the precinct's
    setting told us anything there in the twelve months up to the end of the period. The topic of a confidential
    concern is None too.
    """

    key: int
    neighborhood: str | None
    neighborhood_withheld: bool
    topic: str | None
    you_said: str
    we_did: str
    state: str
    opened_on: date
    due: date | None
    closed_on: date | None
    told_on: date | None
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class InternalConcern:
    """A concern in a resident's own words, and whose; both blank where they are confidential."""

    raised_on: date
    topic: str
    words: str
    raised_by: str
    neighborhood: str | None
    event_title: str | None
    is_confidential: bool


@dataclass(frozen=True, slots=True)
class InternalPromise:
    """A promise in the precinct's own words. ``status`` is today's, such as "waiting on partner"."""

    words: str
    outcome: str
    decline_reason: str
    promised_to: str
    owner: str
    status: str
    partner: str
    neighborhood: str | None


type Promise = tuple[PromiseRow, InternalPromise]


def touched_in(precinct: int, period: Period) -> Any:
    """The condition that a promise of the precinct was opened, closed or told in a period."""
    return _any_of(
        precinct,
        FollowUp.opened_on.between(period.first, period.last),
        FollowUp.closed_on.between(period.first, period.last),
        FollowUp.told_on.between(period.first, period.last),
    )


def _any_of(precinct: int, *conditions: Any) -> Any:
    # One select for each, each by its index: under one OR they would read every promise ever made.
    picked: list[Any] = [
        FollowUp.select(FollowUp.id).where(FollowUp.precinct == precinct, condition) for condition in conditions
    ]
    return FollowUp.id.in_(reduce(lambda some, more: some.union_all(more), picked))


def promises(
    precinct: PrecinctHeader, period: Period, today: date, *conditions: Any, confidential: bool = False
) -> tuple[Promise, ...]:
    """The promises that fit conditions, as they stood at the close of a period; two statements.

    Those closed come first, the latest first, then the open ones by due day. Names of confidential persons are blank
    unless asked for.
    """
    spoke = voices(precinct, period)
    area = fn.COALESCE(FollowUp.neighborhood, Concern.neighborhood)
    found = (
        FollowUp.select(
            FollowUp,
            Concern.raised_by_person.alias("voice"),
            Concern.raised_by_organization.alias("voice_of"),
            Concern.confidential.alias("in_confidence"),
            Topic.name.alias("topic_name"),
            area.alias("area"),
            Neighborhood.name.alias("area_name"),
            Person.given_name,
            Person.family_name,
            Person.confidential.alias("person_in_confidence"),
            Organization.name.alias("organization_name"),
            Officer.rank,
            Officer.name.alias("officer_name"),
        )
        .left_outer_join(Concern, on=FollowUp.concern == Concern.id)
        .left_outer_join(Topic, on=Concern.topic == Topic.id)
        .left_outer_join(Neighborhood, on=Neighborhood.id == area)
        .left_outer_join(Person, on=FollowUp.promised_to_person == Person.id)
        .left_outer_join(Organization, on=FollowUp.promised_to_organization == Organization.id)
        .left_outer_join(Officer, on=FollowUp.owner == Officer.id)
        .where(FollowUp.precinct == precinct.key, *conditions)
    )
    pairs = [(_public(row, period, today, spoke), _internal(row, confidential)) for row in found.namedtuples()]
    return tuple(sorted(pairs, key=lambda pair: _order(pair[0])))


def open_promises(
    precinct: PrecinctHeader, period: Period, today: date, *conditions: Any, confidential: bool = False
) -> tuple[Promise, ...]:
    """The promises open at the close of a period, all or those that fit conditions, by due day; two statements."""
    opened = FollowUp.opened_on <= period.last
    condition = _any_of(
        precinct.key, opened & FollowUp.closed_on.is_null(), opened & (FollowUp.closed_on > period.last)
    )
    return promises(precinct, period, today, condition, *conditions, confidential=confidential)


def worded(pairs: Iterable[Promise]) -> tuple[tuple[PromiseRow, ...], int]:
    """The public rows of those promises that have words for the public, and how many have none."""
    rows = [row for row, _ in pairs]
    kept = tuple(row for row in rows if row.you_said)
    return kept, len(rows) - len(kept)


def sayable(pairs: Sequence[Promise]) -> tuple[tuple[PromiseRow, ...], int]:
    """The public rows that a page about their own neighborhood may print, and how many promises it may not tell of."""
    kept, _ = worded(pair for pair in pairs if not pair[0].neighborhood_withheld)
    return kept, len(pairs) - len(kept)


def new_topics(precinct: int, period: Period) -> frozenset[str]:
    """The topics with a concern in the period and never one before it; one statement."""
    now, before = Concern.alias(), Concern.alias()
    found = Topic.select(Topic.name).where(
        Topic.precinct == precinct,
        Topic.id.in_(
            now.select(now.topic).where(now.precinct == precinct, now.raised_on.between(period.first, period.last))
        ),
        ~fn.EXISTS(before.select(before.id).where(before.topic == Topic.id, before.raised_on < period.first)),
    )
    return frozenset(name for (name,) in rows_of(found))


def topic_rows(
    now: Mapping[str, int], prior: Mapping[str, int], last_year: Mapping[str, int], new: frozenset[str]
) -> tuple[TopicRow, ...]:
    """The topics of any of the three periods, the most frequent now first."""
    topics = sorted({*now, *prior, *last_year}, key=lambda name: (-now.get(name, 0), -prior.get(name, 0), name))
    return tuple(
        TopicRow(name, now.get(name, 0), prior.get(name, 0), last_year.get(name, 0), name in new) for name in topics
    )


def internal_concerns(precinct: int, period: Period, *, confidential: bool = False) -> tuple[InternalConcern, ...]:
    """The concerns of a period by date, words and names of confidential ones blank unless asked for; one statement."""
    found = rows_of(
        Concern.select(
            Concern.raised_on,
            Topic.name,
            Concern.words,
            Person.given_name,
            Person.family_name,
            Person.confidential,
            Organization.name,
            Neighborhood.name,
            Event.title,
            Concern.confidential,
        )
        .join(Topic)
        .left_outer_join(Person, on=Concern.raised_by_person == Person.id)
        .left_outer_join(Organization, on=Concern.raised_by_organization == Organization.id)
        .left_outer_join(Neighborhood, on=Concern.neighborhood == Neighborhood.id)
        .left_outer_join(Event, on=Concern.event == Event.id)
        .where(Concern.precinct == precinct, Concern.raised_on.between(period.first, period.last))
        .order_by(Concern.raised_on, Concern.id)
    )
    concerns = []
    for day, topic, words, given, family, person_hidden, organization, area, event, hidden in found:
        hides_words = hidden and not confidential
        hides_name = (hidden or person_hidden) and not confidential
        raised_by = full_name(given, family) or organization or ""
        concerns.append(
            InternalConcern(
                raised_on=day,
                topic=topic,
                words="" if hides_words else words,
                raised_by="" if hides_name else raised_by,
                neighborhood=area,
                event_title=event,
                is_confidential=bool(hidden),
            )
        )
    return tuple(concerns)


def voices(precinct: PrecinctHeader, period: Period) -> "Voices":
    """How many people told us something in each neighborhood in the twelve months up to the end of a period.

    A concern whose voice nobody noted counts as one person.
    """
    since = shifted(period.last, -12) + timedelta(days=1)
    one_voice = fn.COALESCE(Concern.raised_by_person, Concern.id * -1)
    counted = rows_of(
        Concern.select(Concern.neighborhood, fn.COUNT(one_voice.distinct()))
        .where(
            Concern.precinct == precinct.key,
            Concern.raised_on.between(since, period.last),
            Concern.neighborhood.is_null(False),
        )
        .group_by(Concern.neighborhood)
    )
    return Voices(dict(counted), precinct.traceable_below)


@dataclass(frozen=True, slots=True)
class Voices:
    """How many people spoke up in each neighborhood, and how few are too few to hide one of them."""

    people: dict[int, int]
    traceable_below: int

    def too_few_at(self, area: int) -> bool:
        """Whether too few people spoke up in a neighborhood for one to be hidden among them."""
        return self.people.get(area, 0) < self.traceable_below


def _public(row: Any, period: Period, today: date, spoke: Voices) -> PromiseRow:
    answers_a_person = (
        row.promised_to_person is not None
        or row.voice is not None
        or (row.concern is not None and row.voice_of is None)
    )
    gives_away = bool(row.in_confidence) or (answers_a_person and row.area is not None and spoke.too_few_at(row.area))
    is_closed = row.closed_on is not None and row.closed_on <= period.last
    closed_later = row.closed_on is not None and not is_closed
    passed = min(period.last, today - timedelta(days=1))
    return PromiseRow(
        key=row.id,
        neighborhood=None if gives_away else row.area_name,
        neighborhood_withheld=gives_away and row.area is not None,
        topic=None if row.in_confidence else row.topic_name,
        you_said=row.public_words.strip(),
        we_did="" if closed_later else row.public_outcome.strip(),
        state=str(row.status) if is_closed else str(FollowUpStatus.OPEN),
        opened_on=row.opened_on,
        due=row.due,
        closed_on=row.closed_on if is_closed else None,
        told_on=row.told_on if is_closed and row.told_on is not None and row.told_on <= period.last else None,
        is_overdue=not is_closed and row.due is not None and row.due <= passed,
    )


def _internal(row: Any, confidential: bool) -> InternalPromise:
    person = full_name(row.given_name, row.family_name)
    if (row.person_in_confidence or row.in_confidence) and not confidential:
        person = ""
    return InternalPromise(
        words=row.words,
        outcome=row.outcome,
        decline_reason=row.decline_reason,
        promised_to=person or row.organization_name or "",
        owner=ranked_name(row.rank, row.officer_name),
        status=str(row.status),
        partner=row.partner,
        neighborhood=row.area_name,
    )


def _order(row: PromiseRow) -> tuple[bool, int, date, int]:
    if row.closed_on is not None:
        return False, -row.closed_on.toordinal(), row.opened_on, row.key
    return True, 0, row.due or date.max, row.key
