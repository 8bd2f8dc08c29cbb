"""Who signed in at an event, who usually comes, and who is meant by the first letters of a name."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from peewee import JOIN, SQL, PostgresqlDatabase, SqliteDatabase, fn

from outreach.queries.confidential import shown_people
from outreach.queries.events_alike import last_alike
from outreach.queries.listing import among, full_name, gathered, page_of, unindexed
from outreach.queries.people_by_words import first_people
from outreach.queries.rows import blank, put_together_once, rows_of
from outreach.records.base import database
from outreach.records.events import Attendance, Event, EventStatus
from outreach.records.people import Membership, Neighborhood, Organization, Person
from outreach.records.people_keys import listed_keys
from outreach.records.search import folded_words, matching

PHONE_END_DIGITS = 3
_LETTERS = 3
"""So many letters may begin the name of an organization that is meant."""
_ORGANIZATIONS = 50
_CANDIDATES = 1_000
"""The beginning of a name fits tens of thousands: no more than this many are looked at, whole words first."""


@dataclass(frozen=True, slots=True)
class SignInLine:
    """One line of a sign-in. ``name`` is the known person's, else the name as signed, else empty (illegible).

    ``hidden``: the person is kept confidentially, and the reader is told neither name, note nor where from.
    """

    id: int
    version: int
    person: int | None
    name: str
    name_as_signed: str
    neighborhood_id: int | None
    neighborhood: str
    organization_id: int | None
    organization: str
    present: bool
    legible: bool
    first_time: bool
    sheet: int | None
    line: int | None
    note: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class PersonSuggestion:
    """Somebody who may be meant. ``came`` of the last ``of_last`` events like this one; ``phone_end``: four digits."""

    person: int
    name: str
    neighborhood: str = ""
    organization: str = ""
    phone_end: str = ""
    came: int = 0
    of_last: int = 0
    signed_in: bool = False


@dataclass(frozen=True, slots=True)
class Regular:
    """Somebody who came to ``came`` of the last ``of_last`` events like this one."""

    person: int
    given_name: str
    family_name: str
    neighborhood: str
    organization: str
    came: int
    of_last: int

    @property
    def name(self) -> str:
        """The name as one says it."""
        return full_name(self.given_name, self.family_name)


def lines(event: int, *, confidential: bool = False, only: Collection[int] | None = None) -> tuple[SignInLine, ...]:
    """The lines of an event: those with a place on the sheet in its order, then the others as they were entered.

    ``first_time`` is true of somebody present who was at no held event before this one. People kept confidentially
    stand nameless unless ``confidential``. With ``only`` the lines of these keys that are there. One statement.
    """
    (found,) = _asked_of_lines(None if only is None else len(only))
    keys = {"event": event, **{f"line {at}": key for at, key in enumerate(only or ())}}
    told = tuple(
        SignInLine(
            id=key,
            version=version,
            person=person,
            name=full_name(given, family) or signed,
            name_as_signed=signed,
            neighborhood_id=area,
            neighborhood=area_name or "",
            organization_id=organization,
            organization=organization_name or "",
            present=present,
            legible=legible,
            first_time=present and person is not None and not came_before,
            sheet=sheet,
            line=line,
            note=note,
            hidden=bool(hidden) and not confidential,
        )
        for (
            key,
            version,
            person,
            given,
            family,
            signed,
            area,
            area_name,
            organization,
            organization_name,
            present,
            legible,
            sheet,
            line,
            note,
            hidden,
            came_before,
        ) in rows_of(found.filled(keys))
    )
    return tuple(_nameless(line) if line.hidden else line for line in told)


def _nameless(line: SignInLine) -> SignInLine:
    where: dict[str, Any] = {"neighborhood_id": None, "neighborhood": "", "organization_id": None, "organization": ""}
    return replace(line, name="", name_as_signed="", note="", first_time=False, **where)


@put_together_once
def _asked_of_lines(count: int | None) -> tuple[Any]:
    """The lines of an event, all or so many of them; the keys are filled in."""
    chosen: Any = Attendance.event == blank("event")
    if count is not None:
        chosen &= Attendance.id.in_([blank(f"line {at}") for at in range(count)])
    return (
        Attendance.select(
            Attendance.id,
            Attendance.version,
            Attendance.person,
            Person.given_name,
            Person.family_name,
            Attendance.name_as_signed,
            fn.COALESCE(Attendance.neighborhood, Person.neighborhood),
            Neighborhood.name,
            Attendance.organization,
            Organization.name,
            Attendance.present,
            Attendance.legible,
            Attendance.sheet,
            Attendance.line,
            Attendance.note,
            fn.COALESCE(Person.confidential, False),
            fn.EXISTS(_been_before()),
        )
        .join(Event)
        .switch(Attendance)
        .join(Person, JOIN.LEFT_OUTER)
        .switch(Attendance)
        .join(
            Neighborhood,
            JOIN.LEFT_OUTER,
            on=(Neighborhood.id == fn.COALESCE(Attendance.neighborhood, Person.neighborhood)),
        )
        .switch(Attendance)
        .join(Organization, JOIN.LEFT_OUTER)
        .where(chosen)
        .order_by(Attendance.sheet.asc(nulls="LAST"), Attendance.line.asc(nulls="LAST"), Attendance.id),
    )


def _been_before() -> Any:
    """The held events before that of a line at which its person was present (of one day, those entered earlier)."""
    earlier, before = Attendance.alias(), Event.alias()
    return (
        earlier.select(SQL("1"))
        .join(before)
        .where(
            earlier.person == Attendance.person,
            earlier.present == True,  # noqa: E712
            before.status == EventStatus.HELD,
            (before.date < Event.date) | ((before.date == Event.date) & (before.id < Event.id)),
        )
    )


def regulars(event: int, *, confidential: bool = False) -> tuple[Regular, ...]:
    """Who was present at one of the last six held events like this one, by family name.

    Like this one are those of its series; without a series those of its kind that served one of its neighborhoods.
    People kept confidentially are left out unless ``confidential``. Five statements. Raises :class:`NotFoundError`
    when the event is gone.
    """
    recent = last_alike(event)
    came = _came_to(recent)
    people = _people_at(recent, confidential)
    belongs = _organizations_of([row[0] for row in people])
    found = [
        Regular(key, given, family, area or "", belongs.get(key, ""), came[key], len(recent))
        for key, given, family, _phone, area in people
    ]
    return tuple(
        sorted(found, key=lambda one: (folded_words(one.family_name), folded_words(one.given_name), one.person))
    )


def suggest(
    precinct: int, event: int, typed: str, limit: int = 8, *, confidential: bool = False
) -> tuple[PersonSuggestion, ...]:
    """The people who may be meant by what was typed, regulars first, then whole names before longer ones.

    Fits the beginnings of given and family names in any order, the end of a phone number from three digits on, and
    words of an organization they belong to. Somebody kept confidentially is offered only when
    ``confidential``. At most ten statements. Raises :class:`NotFoundError` when the event is gone.
    """
    words = folded_words(typed)
    if not words:
        return ()
    recent = last_alike(event)
    came = _came_to(recent)
    ranked: dict[int, tuple[int, tuple[Any, ...]]] = {}
    for person in _fitting(_people_at(recent, confidential), words):
        ranked[person[0]] = (0, person)
    digits = "".join(words)
    is_number = digits.isdecimal() and digits.isascii()
    phone, belonging = digits if may_end_a_phone_number(words) else "", not is_number and len(digits) >= _LETTERS
    for fit, query in enumerate(_best_queries(precinct, phone, belonging, limit, confidential), 1):
        for person in rows_of(query.about(words)):
            ranked.setdefault(person[0], (fit, person))
    order = sorted(ranked.values(), key=lambda one: (-came.get(one[1][0], 0), one[0], *_by_name(one[1]), one[1][0]))
    people = [person for _fit, person in order[:limit]]
    keys = [person[0] for person in people]
    belongs = _organizations_of(keys)
    here = _signed_in(event, keys)
    return tuple(_suggestion(person, belongs, here, came.get(person[0], 0), len(recent)) for person in people)


def _by_name(person: Sequence[Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return folded_words(person[2]), folded_words(person[1])


def _fitting(people: Iterable[tuple[Any, ...]], words: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Those in whose names every word begins one."""
    for person in people:
        name = full_name(person[1], person[2])
        if name.isascii() and not all(word in name.lower() for word in words):
            continue  # most of them: to fold a name takes ten times as long
        names = folded_words(name)
        if all(any(name.startswith(word) for name in names) for word in words):
            yield person


def _suggestion(
    person: Sequence[Any], belongs: dict[int, str], here: set[int], came: int, of_last: int
) -> PersonSuggestion:
    key, given, family, phone, area = person
    name, from_where = full_name(given, family), belongs.get(key, "")
    return PersonSuggestion(key, name, area or "", from_where, phone[-4:], came, of_last, key in here)


@put_together_once
def _best_queries(precinct: int, phone: str, belonging: bool, limit: int, confidential: bool) -> Iterator[Any]:
    """The best of each way a person may fit words that are told later, the best way first."""
    for condition in _conditions(precinct, phone, belonging, limit, confidential):
        yield _best(precinct, condition, limit, confidential)


def _conditions(precinct: int, phone: str, belonging: bool, limit: int, confidential: bool) -> Iterator[Any]:
    for whole_words in (True, False):
        yield _named(precinct, limit, confidential, whole_words)
    if phone:
        yield phone_ends_with(phone)
    if belonging:
        named = matching(Organization, None, titles_only=True, most=_ORGANIZATIONS)
        members: Any = (
            Membership.select(Membership.person).join(Organization).where(named, Organization.precinct == precinct)
        )
        yield Person.id.in_(members)


def _named(precinct: int, limit: int, confidential: bool, whole_words: bool) -> Any:
    """The condition that somebody's name has words that are told later: of many in a file, the first by name have."""
    if not isinstance(database.obj, SqliteDatabase):
        return matching(Person, None, titles_only=True, whole_words=whole_words, most=_CANDIDATES)
    listed = listed_keys(precinct, active=True, confidential=confidential)
    found = first_people(listed, limit, titles_only=True, whole_words=whole_words, most=_CANDIDATES)
    return among(Person.id, found)


def may_end_a_phone_number(words: Sequence[str]) -> bool:
    """Whether words are digits enough to be the end of a phone number."""
    digits = "".join(words)
    return digits.isascii() and digits.isdecimal() and len(digits) >= PHONE_END_DIGITS


def phone_ends_with(digits: str) -> Any:
    """The condition that a person's phone number ends with these three or more digits; the index knows three."""
    on_server = isinstance(database.obj, PostgresqlDatabase)
    end = fn.right(Person.phone_digits, 3) if on_server else fn.substr(Person.phone_digits, SQL("-3"))
    condition: Any = end == digits[-3:]
    return condition & Person.phone_digits.endswith(digits) if len(digits) > 3 else condition


def _best(precinct: int, condition: Any, limit: int, confidential: bool) -> Any:
    kept = unindexed(Person.precinct) == precinct
    # With something added to them the names are sorted after the search: walking the index by name until enough fit
    # would read all of it where few do.
    names = [fn.LOWER(column).concat("").asc() for column in (Person.family_name, Person.given_name)]
    order, fits = [*names, Person.id.asc()], [condition, kept, *_listed(), *shown_people(confidential)]
    return page_of(_people(), Person.select(Person.id), fits, order, Person.id, 0, limit)


def _listed() -> tuple[Any, Any]:
    """The conditions that somebody who was found otherwise is still listed."""
    return Person.active == True, unindexed(Person.merged_into).is_null()  # noqa: E712


def _people_at(events: Sequence[int], confidential: bool) -> list[tuple[Any, ...]]:
    """Those present at some events who are still listed."""
    if not events:
        return []
    return rows_of(_people().where(Person.id.in_(_present_at(events)), *_listed(), *shown_people(confidential)))


def _people() -> Any:
    chosen = (Person.id, Person.given_name, Person.family_name, Person.phone_digits, Neighborhood.name)
    return Person.select(*chosen).join(Neighborhood, JOIN.LEFT_OUTER)


def _present_at(events: Sequence[int]) -> Any:
    return Attendance.select(Attendance.person).where(
        Attendance.event.in_(events),
        Attendance.present == True,  # noqa: E712
        Attendance.person.is_null(False),
    )


def _came_to(events: Sequence[int]) -> dict[int, int]:
    if not events:
        return {}
    counted: Any = Attendance.select(Attendance.person, fn.COUNT(Attendance.id)).where(
        Attendance.event.in_(events),
        Attendance.present == True,  # noqa: E712
        Attendance.person.is_null(False),
    )
    return dict(rows_of(counted.group_by(Attendance.person)))


def _organizations_of(people: Sequence[int]) -> dict[int, str]:
    """The organization of each person that they joined first, with their role after a comma where they have one."""
    found: Any = (
        Membership.select(Membership.person, Organization.name, Membership.role)
        .join(Organization)
        .where(Membership.person.in_(people))
        .order_by(Membership.id)
    )
    first = {person: memberships[0] for person, memberships in gathered(rows_of(found)).items()}
    return {person: ", ".join(part for part in named if part) for person, named in first.items()}


def _signed_in(event: int, people: Sequence[int]) -> set[int]:
    here: Any = Attendance.select(Attendance.person).where(
        Attendance.event == event,
        Attendance.person.in_(people),
        Attendance.present == True,  # noqa: E712
    )
    return {person for (person,) in rows_of(here)}
