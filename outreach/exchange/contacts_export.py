"""Those who may be written to, as an address book (vCard 3.0, RFC 2426) or a table for a mail merge."""

from pathlib import Path

import vobject

from outreach.exchange.spreadsheet import Column, replacing, write_table
from outreach.queries.whole_lists import PersonLine, all_people

_COLUMNS = (
    Column("Given name", 18), Column("Family name", 20), Column("Full name", 28), Column("Address", 34),
    Column("Postcode", 10), Column("Neighborhood", 24), Column("Language", 9), Column("E-mail", 30),
    Column("Phone", 18),
)  # fmt: skip


def reachable_people(precinct: int) -> list[PersonLine]:
    """The active people who may be contacted and are not kept confidentially."""
    return [one for one in all_people(precinct) if one.active and one.may_contact]


def write_mail_merge(path: Path, precinct: int) -> int:
    """Write those who may be contacted as a table; returns how many. See :func:`write_table` for faults."""
    rows = [
        (
            one.given_name, one.family_name, _full_name(one), one.address, one.postcode, one.neighborhood, one.language,
            one.email, one.phone,
        )
        for one in reachable_people(precinct)
    ]  # fmt: skip
    return write_table(path, "Contacts", _COLUMNS, rows)


def write_address_book(path: Path, precinct: int) -> int:
    """Write those who may be contacted as cards; returns how many. The same people give the same file.

    Raises:
        OutreachError: the file cannot be written.
    """
    people = reachable_people(precinct)
    with replacing(path) as part, part.open("w", encoding="utf-8", newline="") as file:
        for one in people:
            file.write(_card(one))
    return len(people)


def _card(person: PersonLine) -> str:
    card = vobject.vCard()
    card.add("n").value = vobject.vcard.Name(family=person.family_name, given=person.given_name)
    card.add("fn").value = _full_name(person)
    card.add("uid").value = f"urn:uuid:{person.uid}"
    if person.phone:
        card.add("tel").value = person.phone
    if person.email:
        card.add("email").value = person.email
    if person.address or person.postcode:
        card.add("adr").value = vobject.vcard.Address(street=person.address, code=person.postcode)
    return str(card.serialize())


def _full_name(person: PersonLine) -> str:
    return f"{person.given_name} {person.family_name}".strip()
