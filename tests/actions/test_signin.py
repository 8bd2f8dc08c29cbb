"""Signing people in, by person, by name or by a line nobody can read."""

from dataclasses import replace

import pytest
from peewee import Context

from outreach.actions.people import PersonDetails
from outreach.actions.signin import (
    AttendanceDetails,
    edit_attendance,
    identify,
    invite,
    mark_present,
    remove_attendance,
    sign_in,
    sign_in_illegible,
    sign_in_name,
    sign_in_names,
    sign_in_new_person,
)
from outreach.errors import NotFoundError, StaleVersionError
from outreach.records.base import database
from outreach.records.events import Attendance, Event
from outreach.records.people import Person
from outreach.records.precinct import Precinct
from tests import given
from tests.actions.refusals import refused
from tests.statements import counted_statements
from tests.trail import BY, entries, last_told

pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def precinct(store: object) -> Precinct:
    return given.a_precinct()


@pytest.fixture
def event(precinct: Precinct) -> int:
    event: Event = given.an_event(precinct)
    return event.id


@pytest.fixture
def opal(precinct: Precinct) -> int:
    return given.a_person(precinct).id


def line(key: int) -> Attendance:
    return Attendance.get_by_id(key)


def heard(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What the library puts together from now on."""
    put_together: list[object] = []
    begun = Context.__init__

    def begin(context: Context, *args: object, **settings: object) -> None:
        put_together.append(context)
        begun(context, *args, **settings)

    monkeypatch.setattr(Context, "__init__", begin)
    return put_together


@pytest.mark.parametrize("place", [{}, {"sheet": 1, "line": 3}], ids=["free", "on a line"])
def test_the_next_sign_in_sends_the_statements_of_the_first_and_none_is_put_together_anew(
    precinct: Precinct, event: int, opal: int, place: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Most of what a sign-in once took was the library putting together what it had put together before."""
    sign_in(BY, event, opal, **place)
    rufus, mabel = given.a_person(precinct, "Rufus").id, given.a_person(precinct, "Mabel").id
    put_together = heard(monkeypatch)
    with counted_statements() as first:
        sign_in(BY, event, rufus, **{name: number + 1 for name, number in place.items()})
    with counted_statements() as second:
        changes = sign_in(BY, event, mabel, **{name: number + 2 for name, number in place.items()})
    assert first == second
    assert len(second) <= 9, "the event, who is there, the person, the line, the end of the trail, and the entry"
    assert put_together == []
    monkeypatch.undo()
    assert line(changes.only_id("attendance")).person_id == mabel


def test_a_line_is_corrected_without_reading_who_it_names_and_nothing_is_put_together_anew(
    precinct: Precinct, event: int, opal: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [sign_in_name(BY, event, name).only_id("attendance") for name in ("O. Ferncastle", "R. Quillfeather")]
    rufus = given.a_person(precinct, "Rufus").id
    identify(BY, lines[0], 1, opal)
    put_together = heard(monkeypatch)
    with counted_statements() as sent:
        identify(BY, lines[1], 1, rufus)
    monkeypatch.undo()
    assert put_together == []
    assert [one for one in sent if one.startswith("UPDATE")] == [
        f'UPDATE "attendance" SET "person_id" = {database.param}, "version" = "version" + 1 '
        f'WHERE "id" = {database.param} AND "version" = {database.param}'
    ]
    assert len(sent) <= 10
    assert (line(lines[1]).person_id, line(lines[1]).version) == (rufus, 2)


def test_a_known_person_signs_in_on_a_line_of_the_sheet(event: int, opal: int) -> None:
    with counted_statements() as statements:
        changes = sign_in(BY, event, opal, sheet=2, line=7)
    kept = line(changes.only_id("attendance"))
    assert (kept.event_id, kept.person_id, kept.sheet, kept.line) == (event, opal, 2, 7)
    assert (kept.present, kept.legible, kept.name_as_signed, kept.version) == (True, True, "", 1)
    assert changes.kinds == {"attendance"}
    assert (last_told().action, last_told().tables()) == ("sign_in", ["attendance"])
    assert len(statements) <= 10


def test_nobody_signs_in_twice(event: int, opal: int) -> None:
    sign_in(BY, event, opal, line=3)
    with refused("Opal Ferncastle is already signed in at 'Meeting' on 2019-01-15 (sheet 1, line 3)"):
        sign_in(BY, event, opal)
    with refused("Opal Ferncastle is already signed in at 'Meeting' on 2019-01-15 (sheet 1, line 3)"):
        sign_in(BY, event, opal, line=4)


def test_a_line_of_a_sheet_holds_one_person(precinct: Precinct, event: int, opal: int) -> None:
    sign_in(BY, event, opal, line=3)
    sign_in_illegible(BY, event, line=4)
    sign_in_name(BY, event, "J. Quillmarsh", sheet=2, line=3)
    other = given.a_person(precinct, "Basil", "Thornberry").id
    with refused("Line 3 of sheet 1 already holds Opal Ferncastle at 'Meeting' on 2019-01-15"):
        sign_in(BY, event, other, sheet=1, line=3)
    with refused("Line 3 of sheet 2 already holds J. Quillmarsh"):
        sign_in_name(BY, event, "Basil Thornberry", sheet=2, line=3)
    with refused("Line 4 of sheet 1 already holds a signature nobody can read"):
        sign_in_illegible(BY, event, line=4)
    with refused("Line 3 of sheet 1 already holds Opal Ferncastle"):
        sign_in_new_person(BY, event, PersonDetails("New", "Person"), line=3)
    elsewhere = given.an_event(precinct, title="Other meeting").id
    assert sign_in(BY, elsewhere, opal, line=3).entry


@pytest.mark.parametrize(
    ("sheet", "number", "words"),
    [
        (0, 1, "The sheet is 0"),
        (1, 0, "The line is 0"),
        (1, -2, "The line is -2, below zero"),
        (None, 2_000_000, "The line is 2,000,000, over a million"),
    ],
)
def test_a_line_that_is_on_no_sheet_is_refused(
    event: int, opal: int, sheet: int | None, number: int, words: str
) -> None:
    with refused(words):
        sign_in(BY, event, opal, sheet=sheet, line=number)


def test_somebody_invited_becomes_present(precinct: Precinct, event: int, opal: int) -> None:
    basil = given.a_person(precinct, "Basil", "Thornberry").id
    invited = invite(BY, event, [opal, basil, opal])
    first, second = invited.ids("attendance")
    assert [(line(key).person_id, line(key).present) for key in (first, second)] == [(opal, False), (basil, False)]
    changes = sign_in(BY, event, opal, line=5)
    assert changes.touched == (("attendance", first),)
    came = line(first)
    assert (came.present, came.sheet, came.line, came.version) == (True, 1, 5, 2)
    assert last_told().of("attendance")[0][0] == {"present": False, "sheet": None, "line": None}
    with refused("Line 5 of sheet 1 already holds Opal Ferncastle"):
        sign_in(BY, event, basil, line=5)


def test_inviting_leaves_those_on_the_list_as_they_are(precinct: Precinct, event: int, opal: int) -> None:
    sign_in(BY, event, opal)
    assert invite(BY, event, [opal]).entry is None
    assert Attendance.get().present
    elsewhere = given.a_person(given.a_precinct("North Precinct")).id
    with refused("This person is not one of this precinct"):
        invite(BY, event, [elsewhere])


def test_a_new_person_and_the_line_are_one_change(precinct: Precinct, event: int) -> None:
    neighborhood = given.a_neighborhood(precinct).id
    details = PersonDetails("Ivy", "Marblewood", phone="205-555-0123", neighborhood=neighborhood)
    changes = sign_in_new_person(BY, event, details, line=1)
    person = Person.get_by_id(changes.only_id("person"))
    assert (person.given_name, person.phone_digits, person.precinct_id) == ("Ivy", "2055550123", precinct.id)
    assert line(changes.only_id("attendance")).person_id == person.id
    assert entries() == 1
    assert (last_told().action, last_told().tables()) == ("sign_in_new_person", ["person", "attendance"])


def test_a_new_person_without_a_name_or_of_elsewhere_is_refused(event: int) -> None:
    with refused("A person needs a given name or a family name"):
        sign_in_new_person(BY, event, PersonDetails(" ", phone="205-555-0123"))
    elsewhere = given.a_neighborhood(given.a_precinct("North Precinct")).id
    with refused("This neighborhood is not one of this precinct"):
        sign_in_new_person(BY, event, PersonDetails("Ivy", neighborhood=elsewhere))


def test_a_name_stands_as_it_was_signed(precinct: Precinct, event: int) -> None:
    neighborhood, church = given.a_neighborhood(precinct).id, given.an_organization(precinct, "Chapel").id
    changes = sign_in_name(
        BY, event, " Zoë Quillmarsh ", neighborhood=neighborhood, organization=church, sheet=1, line=2
    )
    kept = line(changes.only_id("attendance"))
    assert (kept.name_as_signed, kept.person_id, kept.neighborhood_id, kept.organization_id) == (
        "Zoë Quillmarsh",
        None,
        neighborhood,
        church,
    )
    with refused("The name is missing"):
        sign_in_name(BY, event, "  ")
    elsewhere = given.an_organization(given.a_precinct("North Precinct")).id
    with refused("This organization is not one of this precinct"):
        sign_in_name(BY, event, "Zoë", organization=elsewhere)


def test_a_signature_nobody_can_read_is_somebody(event: int) -> None:
    kept = line(sign_in_illegible(BY, event).only_id("attendance"))
    assert (kept.present, kept.legible, kept.name_as_signed, kept.person_id) == (True, False, "", None)


def test_a_pasted_column_keeps_its_order_and_takes_nobody_for_granted(event: int, opal: int) -> None:
    changes = sign_in_names(BY, event, ["Opal Ferncastle", "", "  ", " Basil Thornberry\t", "Opal Ferncastle"])
    kept = [line(key) for key in changes.ids("attendance")]
    assert [one.name_as_signed for one in kept] == ["Opal Ferncastle", "Basil Thornberry", "Opal Ferncastle"]
    assert [one.person_id for one in kept] == [None, None, None]
    assert [one.id for one in kept] == sorted(one.id for one in kept)
    assert sign_in_names(BY, event, ["", " "]).entry is None


def test_a_pasted_column_takes_few_statements_whatever_its_length(event: int) -> None:
    with counted_statements() as short:
        sign_in_names(BY, event, ["One"])
    with counted_statements() as long:
        sign_in_names(BY, event, [f"Name {number}" for number in range(500)])
    assert len(long) == len(short) <= 8


def test_marking_present_is_by_version(event: int, opal: int) -> None:
    key = invite(BY, event, [opal]).only_id("attendance")
    assert mark_present(BY, key, 1, True).touched == (("attendance", key),)
    assert line(key).present
    with refused("Somebody else changed this attendance", StaleVersionError):
        mark_present(BY, key, 1, False)
    mark_present(BY, key, 2, False)
    assert not line(key).present


def test_a_line_is_corrected(precinct: Precinct, event: int, opal: int) -> None:
    key = sign_in_illegible(BY, event, line=2).only_id("attendance")
    details = AttendanceDetails(opal, " O. Ferncastle", sheet=1, line=3, note=" came late ")
    changes = edit_attendance(BY, key, 1, details)
    kept = line(key)
    assert (kept.person_id, kept.name_as_signed, kept.legible, kept.line, kept.note, kept.version) == (
        opal,
        "O. Ferncastle",
        True,
        3,
        "came late",
        2,
    )
    assert changes.touched == (("attendance", key),)
    assert edit_attendance(BY, key, 2, details).entry is None
    with refused("Somebody else changed this attendance", StaleVersionError):
        edit_attendance(BY, key, 1, replace(details, note="came early"))


def test_a_correction_that_cannot_be_is_refused(precinct: Precinct, event: int, opal: int) -> None:
    sign_in(BY, event, opal, line=1)
    key = sign_in_name(BY, event, "Basil", line=2).only_id("attendance")
    elsewhere = given.a_person(given.a_precinct("North Precinct")).id
    for details, words in (
        (AttendanceDetails(name_as_signed=" "), "needs a person or a name"),
        (AttendanceDetails(opal), "Opal Ferncastle is already signed in"),
        (AttendanceDetails(name_as_signed="Basil", line=1), "Line 1 of sheet 1 already holds Opal Ferncastle"),
        (AttendanceDetails(elsewhere), "This person is not one of this precinct"),
    ):
        with refused(words):
            edit_attendance(BY, key, 1, details)


def test_a_signed_name_is_identified_and_stays_as_signed(precinct: Precinct, event: int, opal: int) -> None:
    key = sign_in_name(BY, event, "O. Fernc.", line=4).only_id("attendance")
    changes = identify(BY, key, 1, opal)
    kept = line(key)
    assert (kept.person_id, kept.name_as_signed, kept.line, kept.version) == (opal, "O. Fernc.", 4, 2)
    assert changes.touched == (("attendance", key),)
    assert last_told().of("attendance") == [({"person_id": None}, {"person_id": opal})]
    second = sign_in_name(BY, event, "Opal").only_id("attendance")
    with refused("Opal Ferncastle is already signed in at 'Meeting' on 2019-01-15 (sheet 1, line 4)"):
        identify(BY, second, 1, opal)
    basil = given.a_person(precinct, "Basil", "Ferncastle").id
    with refused("Somebody else changed this attendance", StaleVersionError):
        identify(BY, key, 1, basil)
    elsewhere = given.a_person(given.a_precinct("North Precinct")).id
    with refused("This person is not one of this precinct"):
        identify(BY, second, 1, elsewhere)


def test_a_line_is_taken_off(event: int, opal: int) -> None:
    key = sign_in(BY, event, opal).only_id("attendance")
    with refused("Somebody else changed this attendance", StaleVersionError):
        remove_attendance(BY, key, 2)
    assert remove_attendance(BY, key, 1).touched == (("attendance", key),)
    assert Attendance.select().count() == 0
    assert last_told().of("attendance")[0][1] is None
    assert sign_in(BY, event, opal).entry


def test_signing_in_needs_an_event_and_a_person_of_its_precinct(precinct: Precinct, event: int, opal: int) -> None:
    elsewhere = given.a_person(given.a_precinct("North Precinct")).id
    for person in (elsewhere, 999_999):
        with refused("This person is not one of this precinct"):
            sign_in(BY, event, person)
    with refused("This event is no longer kept", NotFoundError):
        sign_in(BY, 999_999, opal)
    with refused("This event is no longer kept", NotFoundError):
        sign_in_names(BY, 999_999, ["Opal"])


def test_a_long_list_is_invited_but_for_who_is_on_it(precinct: Precinct, event: int, opal: int) -> None:
    many = [given.a_person(precinct, f"Resident {number}").id for number in range(30)]
    sign_in(BY, event, opal)
    assert len(invite(BY, event, [*many, opal]).touched) == 30
    assert [line.person_id for line in Attendance.select().where(Attendance.present)] == [opal]
