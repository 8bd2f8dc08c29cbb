"""People: adding, editing, and merging two entries that turn out to be one person."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from outreach.actions.change import Actor, Change, Changes, change, load
from outreach.actions.checks import must_belong, plain_values, refuse_merged
from outreach.actions.rows import held_records
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records.base import Row
from outreach.records.events import Attendance
from outreach.records.followups import Concern, FollowUp
from outreach.records.people import Household, Membership, Neighborhood, Person, TermOfOffice
from outreach.records.search import gather_words

_PEOPLE_AT_ONCE = 5_000
MANY_PEOPLE = 100
"""Beyond so many a change leaves the index of words in pieces."""


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """What is kept of a person. At least one name; ``neighborhood`` and ``household`` are keys."""

    given_name: str = ""
    family_name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    neighborhood: int | None = None
    household: int | None = None
    language: str = "en"
    may_contact: bool = True
    confidential: bool = False
    active: bool = True


def add_person(by: Actor, precinct: int, details: PersonDetails) -> Changes:
    """Add a person. Raises :class:`OutreachError` when no name is given."""
    return add_people(by, precinct, [details], action="add_person")


def add_people(by: Actor, precinct: int, details: Iterable[PersonDetails], *, action: str = "add_people") -> Changes:
    """Add many people in few statements, some thousands at a time.

    Raises :class:`OutreachError` when one of them has no name.
    """
    with change(by, action) as c:
        for some in batched(details, _PEOPLE_AT_ONCE):
            rows = [{"precinct": precinct, **person_values(one)} for one in some]
            _refuse_strangers(precinct, rows)
            if len(c.create_many(Person, rows)) > MANY_PEOPLE:
                gather_words(Person)
    return c.changes


def edit_person(by: Actor, person: int, version: int, details: PersonDetails) -> Changes:
    """Change what is kept of a person. Raises :class:`OutreachError` when she was merged into another entry."""
    person_values(details)
    with change(by, "edit_person") as c:
        record = c.load(Person, person, version)
        values = person_values(c.merge(record, details))
        refuse_merged(record)
        _refuse_strangers(record.precinct_id, [values])
        c.update(record, **values)
        hide_merged(c, record)
    return c.changes


def merge_people(
    by: Actor, keep: int, keep_version: int, other: int, other_version: int, details: PersonDetails
) -> Changes:
    """Merge a person's second entry into the one that is kept, which gets the details chosen field by field.

    Everything that named the other entry names the kept one afterwards; where both signed in at one event the kept
    line stays, present if either was. The other entry stays, inactive, and says what it was merged into, so that undo
    takes the whole merge back. Raises :class:`OutreachError` when the two cannot be merged.
    """
    if keep == other:
        raise OutreachError(say("A person cannot be merged with herself: choose two entries."))
    values = person_values(details)
    with change(by, "merge_people") as c:
        tuple(held_records(Person, (keep, other)))  # or the kept one might be merged onward meanwhile
        kept, gone = load(Person, keep, keep_version), load(Person, other, other_version)
        refuse_merged(kept)
        refuse_merged(gone)
        if kept.precinct_id != gone.precinct_id:
            raise OutreachError(say("These two people belong to different precincts, so they were not merged."))
        _refuse_strangers(kept.precinct_id, [values])
        values["household"] = values["household"] or kept.household_id or gone.household_id
        c.update(kept, **values)
        c.update(gone, merged_into=keep, active=False)
        carry_over(c, keep, other)
        hide_merged(c, kept)
    return c.changes


def carry_over(c: Change, keep: int, other: int) -> None:
    """Let everything that names an entry name the kept one, into which it is merged."""
    _move_attendance(c, keep, other)
    _move_memberships(c, keep, other)
    _move_terms(c, keep, other)
    for model, name in ((Concern, "raised_by_person"), (FollowUp, "promised_to_person"), (Person, "merged_into")):
        records = model.select().where(model._meta.fields[name] == other)
        c.update_many([(record, {name: keep}) for record in records])


def hide_merged(c: Change, kept: Person) -> None:
    """Hide the earlier entries of somebody who is kept confidentially, since they are the same person's."""
    if kept.confidential:
        hide_shown(c, Person.merged_into == kept)


def hide_shown(c: Change, chosen: Any) -> None:
    """Hide those of the chosen entries that are earlier ones of somebody who is kept confidentially."""
    kept: Any = Person.alias()
    earlier = Person.select().join(kept, on=(Person.merged_into == kept.id))
    shown = earlier.where(kept.confidential, ~Person.confidential, chosen)
    c.update_many([(record, {"confidential": True}) for record in shown])


def person_values(details: PersonDetails) -> Row:
    """The columns of a person's row, all but the precinct. Raises :class:`OutreachError` when no name is given."""
    values = plain_values(details)
    if not values["given_name"] and not values["family_name"]:
        raise OutreachError(say("A person needs a given name or a family name: fill in one. Nothing was written."))
    return {**values, "phone_digits": re.sub("[^0-9]", "", values["phone"])}


def _refuse_strangers(precinct: int, rows: Sequence[Row]) -> None:
    must_belong(Neighborhood, {row["neighborhood"] for row in rows}, precinct)
    must_belong(Household, {row["household"] for row in rows}, precinct)


def _move_attendance(c: Change, keep: int, other: int) -> None:
    lines = list(Attendance.select().where(Attendance.person.in_([keep, other])).order_by(Attendance.id))
    kept = {line.event_id: line for line in lines if line.person_id == keep}
    second: list[Attendance] = []
    written: list[tuple[Attendance, Row]] = []
    for line in (line for line in lines if line.person_id == other):
        same = kept.get(line.event_id)
        if same is None:
            written.append((line, {"person": keep}))
        else:
            second.append(line)
            place = {"sheet": line.sheet, "line": line.line} if same.line is None else {}
            written.append((same, {"present": same.present or line.present, **place}))
    c.delete_many(second)
    c.update_many(written)


def _move_memberships(c: Change, keep: int, other: int) -> None:
    kept = {one.organization_id: one for one in Membership.select().where(Membership.person == keep)}
    for one in Membership.select().where(Membership.person == other):
        same = kept.get(one.organization_id)
        if same is None:
            c.update(one, person=keep)
        else:
            c.delete(one)
            c.update(same, role=same.role or one.role)


def _move_terms(c: Change, keep: int, other: int) -> None:
    kept = {
        (t.organization_id, t.office, t.starts): t for t in TermOfOffice.select().where(TermOfOffice.person == keep)
    }
    for term in TermOfOffice.select().where(TermOfOffice.person == other):
        same = kept.get((term.organization_id, term.office, term.starts))
        if same is None:
            c.update(term, person=keep)
        else:
            c.delete(term)
            c.update(same, ends=same.ends or term.ends)
