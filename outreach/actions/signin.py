"""Who came to an event: the lines of its sign-in."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from peewee import JOIN

from outreach.actions.change import Actor, Change, Changes, change, required
from outreach.actions.checks import countable, must_belong, plain, refuse_repeats
from outreach.actions.people import PersonDetails, person_values
from outreach.actions.refusals import gone
from outreach.actions.rows import held_records, kept_from_others
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.queries.rows import blank, put_together_once, rows_of
from outreach.records.base import Row
from outreach.records.events import Attendance, Event
from outreach.records.people import Neighborhood, Organization, Person

_ASKED_FOR = 20
"""So few people and places are looked for among the lines of an event; for more all its lines are read."""


@dataclass(frozen=True, slots=True)
class AttendanceDetails:
    """One line of a sign-in: a known person, a name as signed, or (``legible`` False) a line nobody can read.

    ``sheet`` and ``line`` follow the paper, both from 1; a line without a sheet is on the first. ``present`` False is
    somebody invited who has not come. Person, organization and neighborhood are keys.
    """

    person: int | None = None
    name_as_signed: str = ""
    organization: int | None = None
    neighborhood: int | None = None
    present: bool = True
    legible: bool = True
    sheet: int | None = None
    line: int | None = None
    note: str = ""


def sign_in(by: Actor, event: int, person: int, *, sheet: int | None = None, line: int | None = None) -> Changes:
    """Sign in a known person; somebody who was invited becomes present.

    Raises :class:`OutreachError` when she is signed in already, or the line holds somebody else.
    """
    with change(by, "sign_in") as c:
        found = kept_for_us(event)
        details = AttendanceDetails(person, sheet=sheet, line=line)
        meant = _lines_meant(found, [attendance_values(details)])
        invited = next((one for one in meant if one.person_id == person and not one.present), None)
        if invited is None:
            _add_lines(c, found, [details], meant)
        else:
            place = line_place(
                sheet if sheet is not None else invited.sheet, line if line is not None else invited.line
            )
            _refuse_taken_places(found, [{"person": None, **place}], besides=invited.id)
            (record,) = held_records(Attendance, [invited.id])
            c.update(record, present=True, **place)
    return c.changes


def sign_in_new_person(
    by: Actor, event: int, details: PersonDetails, *, sheet: int | None = None, line: int | None = None
) -> Changes:
    """Add a person who is not kept yet and sign her in, in one change.

    Raises :class:`OutreachError` when no name is given, or the line holds somebody else.
    """
    values = person_values(details)
    with change(by, "sign_in_new_person") as c:
        found = kept_for_us(event)
        must_belong(Neighborhood, [details.neighborhood], found.precinct_id)
        _refuse_same_person(found, values)
        person = c.create(Person, precinct=found.precinct_id, **values).id
        _add_lines(c, found, [AttendanceDetails(person, sheet=sheet, line=line)])
    return c.changes


def sign_in_name(
    by: Actor,
    event: int,
    name: str,
    *,
    neighborhood: int | None = None,
    organization: int | None = None,
    sheet: int | None = None,
    line: int | None = None,
) -> Changes:
    """Sign in a name as it stands on the sheet, without saying who it is."""
    signed = required(plain(name), say("The name"))
    details = AttendanceDetails(
        name_as_signed=signed, neighborhood=neighborhood, organization=organization, sheet=sheet, line=line
    )
    return _sign_in_lines(by, "sign_in_name", event, [details])


def sign_in_illegible(by: Actor, event: int, *, sheet: int | None = None, line: int | None = None) -> Changes:
    """Record a signature nobody can read: somebody came."""
    details = AttendanceDetails(legible=False, sheet=sheet, line=line)
    return _sign_in_lines(by, "sign_in_illegible", event, [details])


def sign_in_names(by: Actor, event: int, names: Iterable[str]) -> Changes:
    """Sign in a pasted column of names, in order; blank ones are skipped, and none is taken for a known person."""
    signed = [plain(name) for name in names if name.strip()]
    return _sign_in_lines(by, "sign_in_names", event, [AttendanceDetails(name_as_signed=name) for name in signed])


def invite(by: Actor, event: int, people: Iterable[int]) -> Changes:
    """Put people on the list before the event, not present yet; those already on it stay as they are."""
    with change(by, "invite") as c:
        found = kept_for_us(event)
        listed = {line.person_id for line in Attendance.select(Attendance.person).where(Attendance.event == event)}
        fresh = [AttendanceDetails(person, present=False) for person in dict.fromkeys(people) if person not in listed]
        _add_lines(c, found, fresh)
    return c.changes


def mark_present(by: Actor, attendance: int, version: int, present: bool) -> Changes:
    """Say that somebody on the list came, or did not."""
    with change(by, "mark_present") as c:
        c.update(c.load(Attendance, attendance, version), present=present)
    return c.changes


def edit_attendance(by: Actor, attendance: int, version: int, details: AttendanceDetails) -> Changes:
    """Correct a line of the sign-in.

    Raises :class:`OutreachError` when the person or the place on the sheet is another line's.
    """
    with change(by, "edit_attendance") as c:
        record = c.load(Attendance, attendance, version)
        values = attendance_values(c.merge(record, details))
        found = kept_for_us(record.event_id)
        _check_keys(found.precinct_id, [values])
        _refuse_taken_places(found, [values], besides=attendance)
        c.update(record, **values)
    return c.changes


def identify(by: Actor, attendance: int, version: int, person: int) -> Changes:
    """Say which person a signed name is; the name as signed stays.

    Raises :class:`OutreachError` when that person is signed in on another line.
    """
    with change(by, "identify") as c:
        record = c.load(Attendance, attendance, version)
        found = kept_for_us(record.event_id)
        values = {"person": person, "sheet": None, "line": None}
        _check_keys(found.precinct_id, [values])
        _refuse_taken_places(found, [values], besides=attendance)
        c.update(record, person=person)
    return c.changes


def remove_attendance(by: Actor, attendance: int, version: int) -> Changes:
    """Take a line off the sign-in."""
    with change(by, "remove_attendance") as c:
        c.delete(c.load(Attendance, attendance, version))
    return c.changes


def attendance_values(details: AttendanceDetails) -> Row:
    """The columns of a line's row, all but the event. Raises :class:`OutreachError` for a line that says nothing."""
    name = plain(details.name_as_signed)
    refuse_nameless(details.person, details.legible, name)
    return {
        "person": details.person,
        "name_as_signed": name,
        "organization": details.organization,
        "neighborhood": details.neighborhood,
        "present": details.present,
        "legible": details.legible,
        **line_place(details.sheet, details.line),
        "note": plain(details.note),
    }


def refuse_nameless(person: int | None, legible: bool, name: str) -> None:
    """Raise :class:`OutreachError` for a line that says nothing."""
    if person is None and legible and not name:
        raise OutreachError(say("A line of the sign-in needs a person or a name, or the mark that nobody can read it."))


def refuse_repeated_places(rows: Iterable[Row], named: Callable[[], str]) -> None:
    """Raise :class:`OutreachError` when one event's lines name a person or a place on the sheet twice; ``named`` is
    asked how the event is called then."""
    rows = list(rows)
    people = [row["person"] for row in rows if row["person"] is not None]
    refuse_repeats(
        people,
        lambda _: say(
            "One person is signed in twice at {event}, so nothing was written: leave one line out.", event=named()
        ),
    )
    places = [
        say("Line {line} of sheet {sheet}", line=row["line"], sheet=row["sheet"])
        for row in rows
        if row["line"] is not None
    ]
    refuse_repeats(
        places,
        lambda place: say(
            "{place} is used twice at {event}, so nothing was written: correct one.", place=place, event=named()
        ),
    )


def _sign_in_lines(by: Actor, action: str, event: int, lines: Sequence[AttendanceDetails]) -> Changes:
    with change(by, action) as c:
        _add_lines(c, kept_for_us(event), lines)
    return c.changes


class _Event(NamedTuple):
    """What signing in needs to know of an event: to read all of it takes three times as long."""

    id: int
    precinct_id: int


class _Line(NamedTuple):
    """What signing in needs to know of a line that is there."""

    id: int
    person_id: int | None
    name_as_signed: str
    present: bool
    sheet: int | None
    line: int | None
    given_name: str | None
    family_name: str | None


def kept_for_us(event: int) -> _Event:
    """An event whose sign-in nobody else writes until this change ends.

    So two laptops that sign in one person at once do it one after the other, and the second sees the first's line.
    """
    (asked,) = _asked_of_event()
    found = next(iter(rows_of(asked.filled({"event": event}))), None)
    if found is None:
        raise gone(Event)
    return _Event(*found)


@put_together_once
def _asked_of_event() -> tuple[Any]:
    told: Any = Event.select(Event.id, Event.precinct)
    return (kept_from_others(told.where(Event.id == blank("event"))),)


def _refuse_same_person(event: _Event, values: Row) -> None:
    """Two laptops may add one newcomer at once; somebody of another address or number may bear the same name."""
    same = [getattr(Person, name) == value for name, value in values.items()]
    there: Any = Attendance.select(Attendance.id).join(Person).where(Attendance.event == event.id, *same)
    if there.exists():
        name = f"{values['given_name']} {values['family_name']}".strip()
        raise OutreachError(
            say("{name} is already signed in at {event}, so nothing was written.", name=name, event=_named(event))
        )


def _add_lines(
    c: Change, event: _Event, lines: Sequence[AttendanceDetails], meant: Sequence[_Line] | None = None
) -> None:
    rows = [attendance_values(line) for line in lines]
    _check_keys(event.precinct_id, rows)
    refuse_repeated_places(rows, lambda: _named(event))
    _refuse_taken_places(event, rows, meant)
    c.create_many(Attendance, [{"event": event.id, **row} for row in rows])


def _check_keys(precinct: int, rows: Sequence[Row]) -> None:
    for name, model in (("person", Person), ("organization", Organization), ("neighborhood", Neighborhood)):
        must_belong(model, [row.get(name) for row in rows], precinct)


def _lines_meant(event: _Event, rows: Sequence[Row]) -> Sequence[_Line]:
    """The lines of an event with one of the people or places of some rows: perhaps more."""
    people, places = _people_and_places(rows)
    if not people and not places:
        return ()
    lines = {line for _, line in places}
    told = {"event": event.id}
    if len(people) + len(lines) > _ASKED_FOR:
        (kept,) = _asked_of_lines(None, None)
    else:
        (kept,) = _asked_of_lines(len(people), len(lines))
        told |= {f"person {at}": person for at, person in enumerate(people)}
        told |= {f"line {at}": line for at, line in enumerate(lines)}
    return [_Line(*found) for found in rows_of(kept.filled(told))]


@put_together_once
def _asked_of_lines(people: int | None, lines: int | None) -> tuple[Any]:
    """The lines of an event, all or with one of so many people or line numbers; the keys are filled in."""
    line, who = Attendance, Person
    columns = (line.id, line.person, line.name_as_signed, line.present, line.sheet, line.line)
    kept: Any = line.select(*columns, who.given_name, who.family_name).join(who, JOIN.LEFT_OUTER)
    chosen: Any = line.event == blank("event")
    if people is not None and lines is not None:
        meant = line.person.in_([blank(f"person {at}") for at in range(people)])
        chosen &= meant | line.line.in_([blank(f"line {at}") for at in range(lines)])
    return (kept.where(chosen).order_by(line.id),)


def _people_and_places(rows: Sequence[Row]) -> tuple[set[int], set[tuple[int, int]]]:
    people = {row["person"] for row in rows} - {None}
    return people, {(row["sheet"], row["line"]) for row in rows if row["line"] is not None}


def _refuse_taken_places(
    event: _Event, rows: Sequence[Row], meant: Sequence[_Line] | None = None, *, besides: int | None = None
) -> None:
    people, places = _people_and_places(rows)
    for line in _lines_meant(event, rows) if meant is None else meant:
        if line.id == besides:
            continue
        where = say(" (sheet {sheet}, line {line})", sheet=line.sheet, line=line.line) if line.line is not None else ""
        if line.person_id in people:
            known = {"name": _who(line), "event": _named(event), "where": where}
            raise OutreachError(
                say("{name} is already signed in at {event}{where}, so nothing was written.", **known)
                if line.present
                else say("{name} is already on the list at {event}{where}, so nothing was written.", **known)
            )
        if (line.sheet, line.line) in places:
            raise OutreachError(
                say(
                    "Line {line} of sheet {sheet} already holds {name} at {event}, so nothing was written: use "
                    "another line.",
                    line=line.line,
                    sheet=line.sheet,
                    name=_who(line),
                    event=_named(event),
                )
            )


def _who(line: _Line) -> str:
    if line.person_id is not None:
        return f"{line.given_name} {line.family_name}".strip()
    return line.name_as_signed or say("a signature nobody can read")


def _named(event: _Event) -> str:
    kept = Event.get_by_id(event.id)
    return say("'{title}' on {day}", title=kept.title, day=kept.date)


def line_place(sheet: int | None, line: int | None) -> Row:
    """The columns of a place on a sign-in sheet. Raises :class:`OutreachError` for numbers below 1."""
    if sheet is None and line is None:
        return {"sheet": None, "line": None}
    for what, number in ((say("The sheet"), sheet), (say("The line"), line)):
        if countable(number, what) == 0:
            raise OutreachError(say("{what} is 0, so nothing was written: they are counted from 1.", what=what))
    return {"sheet": 1 if sheet is None and line is not None else sheet, "line": line}
