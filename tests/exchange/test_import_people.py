from collections.abc import Callable
from pathlib import Path

import pytest

from outreach.actions.people import PersonDetails, add_person, edit_person
from outreach.actions.undo import undo
from outreach.errors import OutreachError, StaleVersionError
from outreach.exchange import plan
from outreach.exchange.answers import Answers, memory_of
from outreach.exchange.importing import apply_import, plan_import
from outreach.exchange.person_rows import parted_name
from outreach.exchange.plan import ImportPlan
from outreach.exchange.set_aside import SetAside
from outreach.records.audit import AuditEntry
from outreach.records.imports import RememberedMapping
from outreach.records.people import Membership, Neighborhood, Organization, Person
from tests.conftest import Store
from tests.exchange.importing import CLERK, TODAY, mapping
from tests.given import a_neighborhood, a_precinct, an_organization
from tests.statements import counted_statements

type CsvFile = Callable[..., Path]
HEADER = "First Name,Last Name,Phone,E-mail,Street Address,City,Zip,Neighborhood,May contact\n"
OPAL = "Opal,Ferncastle,(205) 555-0100,opal@example.org,12 Elm St,Birmingham,35208,Ensley,yes\n"


def planned(path: Path, precinct: int, text: str = 'unknown_areas = "add"') -> ImportPlan:
    return plan_import("people", [path], precinct, TODAY, mapping(text))


def bring(path: Path, precinct: int) -> int | None:
    return apply_import(CLERK, precinct, planned(path, precinct)).entry


def test_people_land_with_all_that_is_told(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    bring(csv_file(HEADER + OPAL + "Ignatius,Quillfeather,,,,,,,no\n"), precinct)
    opal, ignatius = Person.select().order_by(Person.id)
    assert (opal.given_name, opal.family_name, opal.phone, opal.phone_digits) == (
        "Opal", "Ferncastle", "(205) 555-0100", "2055550100",
    )  # fmt: skip
    assert (opal.email, opal.address, opal.postcode) == ("opal@example.org", "12 Elm St, Birmingham", "35208")
    assert (opal.neighborhood and opal.neighborhood.name, opal.may_contact, ignatius.may_contact) == (
        "Ensley",
        True,
        False,
    )
    assert (ignatius.neighborhood, ignatius.phone) == (None, "")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ferncastle, Opal", ("Opal", "Ferncastle")),
        ("Opal Ferncastle", ("Opal", "Ferncastle")),
        ("Opal", ("", "Opal")),
        ("", ("", "")),
    ],
)
def test_whole_names_are_parted(name: str, parts: tuple[str, str]) -> None:
    assert parted_name(name) == parts


def test_the_same_file_again_changes_nothing(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    path = csv_file(HEADER + OPAL + OPAL + "Opal,Ferncastle,205 555 0199,,,,,,\nIgnatius,Quillfeather,,,,,,,\n")
    first = planned(path, precinct)
    assert (first.new, first.left_out) == (3, 1)
    apply_import(CLERK, precinct, first)
    again = planned(path, precinct)
    assert (again.new, again.changed, again.same, again.refused) == (0, 0, 3, 0)
    assert apply_import(CLERK, precinct, again).entry is None


def test_a_blank_never_overwrites_and_a_gap_is_filled(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    add_person(CLERK, precinct, PersonDetails("Opal", "Ferncastle", "205-555-0100", postcode="35208", language="es"))
    found = planned(csv_file(HEADER + "OPAL,FERNCASTLE,2055550100,opal@example.org,,,,Ensley,\n"), precinct)
    assert [(one.before, one.after) for one in found.differences] == [
        ("nothing", "opal@example.org"),
        ("nothing", "Ensley"),
    ]
    apply_import(CLERK, precinct, found)
    person = Person.get()
    assert (person.given_name, person.phone, person.email) == ("Opal", "205-555-0100", "opal@example.org")
    assert (person.postcode, person.language, person.neighborhood and person.neighborhood.name) == (
        "35208",
        "es",
        "Ensley",
    )


def test_a_namesake_with_another_phone_is_another_person(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    add_person(CLERK, precinct, PersonDetails("Opal", "Ferncastle", "205-555-0100"))
    bring(csv_file(HEADER + "Opal,Ferncastle,205-555-0199,,,,,,\n"), precinct)
    assert Person.select().count() == 2


def test_two_equally_good_matches_are_asked(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    for phone in ("205-555-0100", "205-555-0199"):
        add_person(CLERK, precinct, PersonDetails("Opal", "Ferncastle", phone))
    found = planned(csv_file(HEADER + "Opal,Ferncastle,,,,,,,\n"), precinct)
    assert found.stops
    assert "could be either of 2 people of that name" in str(found.problems[0])


def test_somebody_alike_is_added_and_named_never_merged(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    kept = PersonDetails("Opal", "Ferncastle", "205-555-0100", "opal@example.org", "12 Elm St, Birmingham", "35208")
    add_person(CLERK, precinct, kept)
    found = planned(csv_file(HEADER + OPAL.replace("Ferncastle", "Fernkastle")), precinct)
    assert found.new == 1
    assert any("Opal Fernkastle may be Opal Ferncastle, who is kept already" in note for note in found.notes)
    apply_import(CLERK, precinct, found)
    assert Person.select().count() == 2


def test_one_person_told_in_two_ways_is_asked(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    add_person(CLERK, precinct, PersonDetails("Opal", "Ferncastle", "205-555-0100"))
    rows = "Opal,Ferncastle,205-555-0100,a@example.org,,,,,\nOpal,Ferncastle,205-555-0100,b@example.org,,,,,\n"
    found = planned(csv_file(HEADER + rows), precinct)
    assert str(found.problems[0]).startswith("list.csv, row 3: Opal Ferncastle is the person of list.csv, row 2")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (",,205-555-0100,,,,,,", "column B (Last Name): the name is missing"),
        ("Opal,F,,opal,,,,,", "column D (E-mail): “opal” is not an e-mail address"),
        ("Opal,F,,,,,,,perhaps", "column I (May contact): “perhaps” is neither yes nor no"),
    ],
)
def test_one_bad_row_stops_all_and_is_named(sqlite_store: Store, csv_file: CsvFile, row: str, words: str) -> None:
    precinct = a_precinct().id
    found = planned(csv_file(HEADER + OPAL + row + "\n"), precinct)
    assert words in str(found.problems[0])
    with pytest.raises(OutreachError, match="nothing was written"):
        apply_import(CLERK, precinct, found)
    assert not Person.select().exists()
    assert not AuditEntry.select().exists()


def test_unknown_neighborhoods_are_refused_with_the_nearest(sqlite_store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct()
    a_neighborhood(precinct, "Ensley Highlands")
    found = planned(csv_file(HEADER + OPAL.replace("Ensley", "Ensly Highlands")), precinct.id, "")
    assert found.problems[0].words == (
        "the neighborhood “Ensly Highlands” is not known (did you mean Ensley Highlands?)"
    )


def test_undo_takes_a_whole_import_back(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    entry = bring(csv_file(HEADER + OPAL), precinct)
    assert entry is not None
    undo(CLERK, entry)
    assert not Person.select().exists()
    assert not Neighborhood.select().exists()


def test_a_plan_that_is_out_of_date_is_refused(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    key = add_person(CLERK, precinct, PersonDetails("Opal", "Ferncastle", "205-555-0100")).only_id("person")
    found = planned(csv_file(HEADER + OPAL), precinct)
    edit_person(CLERK, key, 1, PersonDetails("Opal", "Ferncastle", "205-555-0100", language="es"))
    with pytest.raises(StaleVersionError):
        apply_import(CLERK, precinct, found)
    assert not Neighborhood.select().exists()


def test_the_number_of_statements_does_not_grow_with_the_file(sqlite_store: Store, csv_file: CsvFile) -> None:
    def statements(rows: int) -> int:
        precinct = a_precinct(f"Precinct of {rows}").id
        text = HEADER + "".join(f"Opal{at},Ferncastle{at},205555{at:04},,,,,,\n" for at in range(rows))
        with counted_statements() as seen:
            bring(csv_file(text), precinct)
            bring(csv_file(text.replace(",,,,,,", ",,,,35208,,")), precinct)
        return len(seen)

    statements(2)
    assert statements(200) <= statements(3) + 2


CARDS = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Ferncastle;Opal;;;\r\nFN:Opal Ferncastle\r\nTEL;TYPE=WORK:205 555 0111\r\n"
    "TEL;TYPE=CELL:205 555 0100\r\nEMAIL:opal@exam\r\n ple.org\r\nADR;TYPE=HOME:;;12 Elm St;Birmingham;AL;35208;USA\r\n"
    "PHOTO;ENCODING=b:AAAA\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Pe=C3=B1aranda;Jos=C3=A9\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nORG:Bethel Church\\, Ensley\r\nTEL:205 555 0122\r\n"
    "X-ABShowAs:COMPANY\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nTEL:205 555 0133\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:4.0\r\nthis line is broken\r\nFN:Ignatius Quillfeather\r\nEND:VCARD\r\n"
)


def test_contacts_come_in_line_by_line(store: Store, tmp_path: Path) -> None:
    precinct = a_precinct().id
    path = tmp_path / "contacts.vcf"
    path.write_bytes(CARDS.encode())
    found = plan_import("contacts", [path], precinct, TODAY)
    assert (found.rows, found.new, found.left_out) == (5, 4, 1)
    assert any("“this line is broken” cannot be understood; it was passed over" in note for note in found.notes)
    assert str(found.left_out_rows[0]) == "contacts.vcf, line 22: the card names nobody."
    apply_import(CLERK, precinct, found)
    opal, jose, ignatius = Person.select().order_by(Person.id)
    assert (opal.phone, opal.email) == ("205 555 0100", "opal@example.org")
    assert (opal.address, opal.postcode) == ("12 Elm St, Birmingham", "35208")
    assert (jose.given_name, jose.family_name) == ("José", "Peñaranda")
    assert (ignatius.given_name, ignatius.family_name) == ("Ignatius", "Quillfeather")
    assert [(one.name, one.phone) for one in Organization.select()] == [("Bethel Church, Ensley", "205 555 0122")]
    again = plan_import("contacts", [path], precinct, TODAY)
    assert (again.new, again.changed, again.same) == (0, 0, 4)


def test_a_card_without_an_end_loses_no_other_and_no_whole_line(sqlite_store: Store, tmp_path: Path) -> None:
    path = tmp_path / "contacts.vcf"
    path.write_text(
        "BEGIN:VCARD\nN:Nightingale;Ada\nAGENT:\nBEGIN:VCARD\nN:Helper;Hank\nEND:VCARD\nTEL:205 555 0140\n"
        "BEGIN:VCARD\nFN:Basil Thornbury\nEND:VCARD\n"
        "BEGIN:VCARD\nN:Oldcastle;Mira\nEMAIL:mira@example.org\nTEL:205 55",
        "utf-8",
    )
    precinct = a_precinct().id
    found = plan_import("contacts", [path], precinct, TODAY)
    apply_import(CLERK, precinct, found)
    assert {(one.given_name, one.family_name, one.phone, one.email) for one in Person.select()} == {
        ("Ada", "Nightingale", "205 555 0140", ""),
        ("Basil", "Thornbury", "", ""),
        ("Mira", "Oldcastle", "", "mira@example.org"),
    }
    assert found.notes == (
        "contacts.vcf, line 14: the file is cut short here, in the card that begins on line 11; it was passed over",
        "contacts.vcf, line 1: BEGIN:VCARD has no END:VCARD, and is taken to end before line 8",
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("name,phone\n", "is not an address book"),
        ("name,phone\n", "Bring in a table of contacts as a list of people."),
        ("BEGIN:VCARD\nFN:Opal\n", "line 1: the card that begins here never ends"),
    ],
)
def test_what_is_no_address_book_is_told(sqlite_store: Store, tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "contacts.vcf"
    path.write_text(content, "utf-8")
    with pytest.raises(OutreachError, match=r"contacts\.vcf") as fault:
        plan_import("contacts", [path], a_precinct().id, TODAY)
    assert words in str(fault.value)


@pytest.mark.real_data
def test_every_address_book_of_the_corpus_is_taken(sqlite_store: Store, shared_data: Path) -> None:
    files = sorted((shared_data / "contacts" / "vcards").rglob("*.vcf"))
    assert len(files) == 18
    for path in files:
        precinct = a_precinct(path.name).id
        found = plan_import("contacts", [path], precinct, TODAY)
        assert found.refused == 0
        assert found.new > 0
        apply_import(CLERK, precinct, found)
        again = plan_import("contacts", [path], precinct, TODAY)
        assert (again.new, again.changed) == (0, 0), path.name
    does = Person.select().where(Person.given_name == "John", Person.family_name == "Doe")
    assert does.count() == 8


ROSTER = """Given name,Family name,Phone,Organization,Role
Opal,Ferncastle,205-555-0100,Ensley Association,president
Opal,Ferncastle,205-555-0100,Garden Club,
Flint,Quarrier,205-555-0101,ENSLEY ASSOCIATION,
Opal,Ferncastle,205-555-0100,Garden Club,
"""


def test_a_roster_brings_people_into_their_organizations(store: Store, csv_file: CsvFile) -> None:
    kept = a_precinct()
    precinct = kept.id
    an_organization(kept, "Ensley Association")
    found = plan_import("people", [csv_file(ROSTER)], precinct, TODAY)
    assert (found.new, found.changed, found.left_out, found.refused) == (3, 0, 1, 0)
    assert "1 organization will be added: Garden Club" in found.notes
    done = apply_import(CLERK, precinct, found)
    members = {(m.person.given_name, m.organization.name, m.role) for m in Membership.select()}
    assert members == {
        ("Opal", "Ensley Association", "president"), ("Opal", "Garden Club", ""), ("Flint", "Ensley Association", ""),
    }  # fmt: skip
    again = plan_import("people", [csv_file(ROSTER)], precinct, TODAY)
    assert (again.new, again.changed, again.same) == (0, 0, 2)
    later = ROSTER.replace(
        "Flint,Quarrier,205-555-0101,ENSLEY ASSOCIATION,", "Flint,Quarrier,205-555-0101,Garden Club,"
    )
    joins = plan_import("people", [csv_file(later)], precinct, TODAY)
    assert (joins.new, joins.changed, joins.same) == (0, 1, 1)
    assert [(one.what, one.after) for one in joins.differences] == [("Flint Quarrier", "Garden Club")]
    apply_import(CLERK, precinct, joins)
    assert Membership.select().count() == 4
    assert done.entry is not None


def test_a_roster_is_taken_back_whole(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    done = apply_import(CLERK, precinct, plan_import("people", [csv_file(ROSTER)], precinct, TODAY))
    assert done.entry is not None
    undo(CLERK, done.entry)
    assert (Membership.select().count(), Person.select().count(), Organization.select().count()) == (0, 0, 0)


OUTLOOK = (
    '"First Name","Middle Name","Last Name","Title","Company","Job Title","Business Street","Home Street","Home City",'
    '"Home Postal Code","Home Phone","Mobile Phone","E-mail Address"\n'
    '"Opal","","Ferncastle","Ms.","Ensley Association","President","","12 Elm Street","Birmingham","35208",'
    '"(205) 555-0101","","opal@example.org"\n'
    '"","","","","Rotary Club","","","","","","205-555-0199","","rotary@example.org"\n'
)
GOOGLE = (
    "First Name,Middle Name,Last Name,Organization Name,Organization Title,Labels,E-mail 1 - Label,E-mail 1 - Value,"
    "Phone 1 - Label,Phone 1 - Value,Address 1 - Street,Address 1 - City,Address 1 - Postal Code\n"
    "Opal,,Ferncastle,Ensley Association,President,* myContacts,* ,opal@example.org ::: o@example.org,Mobile,"
    "(205) 555-0101 ::: 205-555-0102,12 Elm Street,Birmingham,35208\n"
    ",,,Rotary Club,,,,rotary@example.org,,205-555-0199,,,\n"
)


@pytest.mark.parametrize("text", [OUTLOOK, GOOGLE], ids=["Outlook", "Google"])
def test_people_and_organizations_come_from_the_table_of_an_address_book(
    sqlite_store: Store, csv_file: CsvFile, text: str
) -> None:
    precinct = a_precinct().id
    found = plan_import("people", [csv_file(text)], precinct, TODAY)
    assert (found.refused, dict(found.totals)) == (0, {"people": 1, "organizations": 2, "memberships": 1})
    apply_import(CLERK, precinct, found)
    opal, rotary = Person.get(), Organization.get(name="Rotary Club")
    assert (opal.given_name, opal.family_name, opal.phone, opal.email) == (
        "Opal", "Ferncastle", "(205) 555-0101", "opal@example.org",
    )  # fmt: skip
    assert (opal.address, opal.postcode) == ("12 Elm Street, Birmingham", "35208")
    assert (rotary.phone, rotary.email) == ("205-555-0199", "rotary@example.org")
    assert [(one.organization.name, one.role) for one in Membership.select()] == [("Ensley Association", "President")]
    again = plan_import("people", [csv_file(text)], precinct, TODAY)
    assert (again.new, again.changed, again.same) == (0, 0, 2)


def test_a_whole_name_is_that_of_somebody_who_is_kept_in_two_parts(sqlite_store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    add_person(CLERK, precinct, PersonDetails("Isadora", "St. Placeholder", email="i@example.org"))
    found = plan_import("people", [csv_file("Name,E-mail\nIsadora St. Placeholder,i@example.org\n")], precinct, TODAY)
    assert (found.new, found.changed, found.same, found.unknown) == (0, 0, 1, ())


NEAR = "Name,Phone,Address\nOpal Fernkastle,205-555-0177,12 Elm Street\n"


@pytest.mark.parametrize(
    ("answer", "people"),
    [
        ("Opal Ferncastle, 12 Elm Street", {("Ferncastle", "205-555-0177")}),
        ("Opal Fernkastle, 12 Elm Street", {("Ferncastle", ""), ("Fernkastle", "205-555-0177")}),
        ("", {("Ferncastle", "")}),
    ],
)
def test_who_is_nearly_somebody_is_proposed_and_the_reader_says_it(
    sqlite_store: Store, csv_file: CsvFile, answer: str, people: set[tuple[str, str]]
) -> None:
    precinct = a_precinct().id
    add_person(CLERK, precinct, PersonDetails("Opal", "Ferncastle", address="12 Elm Street"))
    path = csv_file(NEAR)
    (asked,) = planned(path, precinct).unknown
    assert (asked.what, asked.name, asked.kept, asked.may_be_added) == (
        "person", "Opal Fernkastle, 12 Elm Street", ("Opal Ferncastle, 12 Elm Street",), True,
    )  # fmt: skip
    told = Answers(people={asked.name: answer})
    found = plan_import("people", [path], precinct, TODAY, answers=told)
    assert found.unknown == ()
    apply_import(CLERK, precinct, found, remember=memory_of("people", path, found.mapping, told))
    assert {(one.family_name, one.phone) for one in Person.select()} == people
    assert not any("Fernkastle" in kept.mapping for kept in RememberedMapping.select())


def test_two_equally_good_matches_are_asked_and_the_answer_tells_them_apart(
    sqlite_store: Store, csv_file: CsvFile
) -> None:
    precinct = a_precinct().id
    for street in ("1 Oak Street", "2 Elm Street"):
        add_person(CLERK, precinct, PersonDetails("Opal", "Ferncastle", address=street))
    path = csv_file("Name,Language\nOpal Ferncastle,es\n")
    asked = planned(path, precinct)
    assert (asked.stops, asked.unknown[0].kept) == (
        True, ("Opal Ferncastle, 1 Oak Street", "Opal Ferncastle, 2 Elm Street"),
    )  # fmt: skip
    told = Answers(people={"Opal Ferncastle": "Opal Ferncastle, 2 Elm Street"})
    apply_import(CLERK, precinct, plan_import("people", [path], precinct, TODAY, answers=told))
    assert [one.language for one in Person.select().order_by(Person.address)] == ["en", "es"]


def test_a_place_is_looked_up_only_where_it_is_told(
    sqlite_store: Store, csv_file: CsvFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    precinct = a_precinct().id
    add_person(CLERK, precinct, PersonDetails("Opal", "Ferncastle"))
    path = csv_file("Name,Phone\nOpal Ferncastle,\nOpal Ferncastle,555-0100\n")
    (problem,) = plan_import("people", [path], precinct, TODAY).problems
    assert problem.words == "Opal Ferncastle is the person of list.csv, row 2, told differently there"
    monkeypatch.setattr(plan, "MOST_TOLD", 0)
    monkeypatch.setattr(SetAside, "__getitem__", None)
    assert plan_import("people", [path], precinct, TODAY).refused == 1
