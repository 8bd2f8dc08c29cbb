"""Address books (vCard 2.1 to 4.0, RFC 6350) as other programs write them, broken ones too: a line at a time."""

import quopri
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from vobject.base import ParseError, parseLine

from outreach.actions.organizations import OrganizationDetails
from outreach.errors import OutreachError
from outreach.exchange.calendar_mending import taken_to_end
from outreach.exchange.person_rows import PersonEntry, parted_name
from outreach.exchange.text_files import ContentLine, content_lines, read_text
from outreach.languages.spoken import say

_MOST_BYTES = 200_000_000
_WANTED = {"N", "FN", "TEL", "EMAIL", "ADR", "ORG", "KIND", "X-ABSHOWAS", "LANG"}
_PARTS = re.compile(r"(?<!\\);")


@dataclass(frozen=True, slots=True)
class Card:
    """One card: the line on which it begins, and the person or the organization it is of; neither: it names nobody."""

    line: int
    person: PersonEntry | None = None
    organization: OrganizationDetails | None = None


@dataclass(slots=True)
class AddressBook:
    """The cards of a file. ``faults`` are lines that were passed over, and why; ``mended`` the cards that lack an end:
    the line on which each begins, and where it was taken to end."""

    cards: list[Card] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)
    mended: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Property:
    parameters: dict[str, list[str]]
    value: str

    @property
    def kinds(self) -> set[str]:
        """The types of the property, such as CELL or PREF."""
        named = [value for values in self.parameters.values() for value in values]
        return {part.strip().upper() for text in (*named, *self.parameters) for part in text.split(",")}


def read_contacts(path: Path) -> AddressBook:
    """The cards in an address book. A card without an end ends where the next begins, or with the whole lines of a file
    that is cut short.

    Raises:
        OutreachError: the file cannot be read, is no address book, or is cut short in the name of its first card.
    """
    text = read_text(path, _MOST_BYTES)
    if "BEGIN:VCARD" not in text.upper().replace(" ", ""):
        raise OutreachError(
            say(
                "{name} is not an address book (.vcf): it has no line BEGIN:VCARD. Bring in a table of contacts as a "
                "list of people.",
                name=path.name,
            )
        )
    book = AddressBook()
    lines: list[ContentLine] = []
    in_agent = False  # an assistant's card, which vCard 2.1 writes into that of whom it assists
    for line in content_lines(text, soft_breaks=True):
        word = line.text.upper().replace(" ", "").strip()
        if in_agent:
            in_agent = word != "END:VCARD"
        elif word == "BEGIN:VCARD" and lines and lines[-1].text.strip().upper() in ("AGENT:", "AGENT;VCARD:"):
            in_agent = True
        elif word == "BEGIN:VCARD":
            if lines:
                book.cards.append(_card(book, lines))
                book.mended.append((lines[0].number, taken_to_end("VCARD", line.number)))
            lines = [line]
        elif word == "END:VCARD" and lines:
            book.cards.append(_card(book, lines))
            lines = []
        elif lines:
            lines.append(line)
    if lines:
        _take_cut_short(path.name, book, lines)
    return book


def _take_cut_short(name: str, book: AddressBook, lines: list[ContentLine]) -> None:
    """Take the card in which a file ends, without its last line, of which a part may be missing."""
    card = _card(book, lines[:-1] or lines)
    if not book.cards and card.person is None and card.organization is None:
        raise OutreachError(
            say(
                "{name}, line {row}: the card that begins here never ends, so the file is cut short. "
                "Fetch or save it again.",
                name=name,
                row=card.line,
            )
        )
    book.cards.append(card)
    words = say("the file is cut short here, in the card that begins on line {row}", row=card.line)
    book.faults.append((lines[-1].number, words))


def _card(book: AddressBook, lines: list[ContentLine]) -> Card:
    """The card that a line begins, by those that follow it."""
    held: dict[str, list[_Property]] = defaultdict(list)
    for line in lines[1:]:
        _keep(book, held, line.text.strip(), line.number)
    return _understood(lines[0].number, held)


def _keep(book: AddressBook, held: dict[str, list[_Property]], content: str, number: int) -> None:
    try:
        name, parameters, value, _group = parseLine(content)
    except ParseError:
        book.faults.append((number, say("“{text}” cannot be understood", text=content[:60])))
        return
    name = name.upper()
    if name in _WANTED:
        told = {key.upper(): [str(each) for each in values] for key, *values in parameters}
        held[name].append(_Property(told, _decoded(value, told)))


def _decoded(value: str, parameters: dict[str, list[str]]) -> str:
    """A value as text; vCard 2.1 writes what is not ASCII as quoted-printable."""
    words = {word.upper() for key, values in parameters.items() for word in (key, *values)}
    if "QUOTED-PRINTABLE" not in words:
        return value
    charset = (parameters.get("CHARSET") or ["utf-8"])[0]
    content = quopri.decodestring(value.encode("utf-8"))
    try:
        return content.decode(charset, "replace")
    except LookupError:
        return content.decode("utf-8", "replace")


def _understood(line: int, held: dict[str, list[_Property]]) -> Card:
    organization = _first(held, "ORG", part=0)
    is_organization = (
        _first(held, "KIND").lower() in ("org", "group") or _first(held, "X-ABSHOWAS").upper() == "COMPANY"
    )
    family, given = [*_parts(held["N"][0].value), "", ""][:2] if held.get("N") else ("", "")
    if not family and not given:
        given, family = parted_name(_first(held, "FN"))
    address, postcode = _address(held)
    phone, email = _preferred(held, "TEL", ("CELL", "HOME")), _preferred(held, "EMAIL", ("HOME",))
    named = f"{given} {family}".strip()
    if is_organization or (organization and (not named or named == organization)):
        if not organization and not named:
            return Card(line)
        details = OrganizationDetails(organization or named, phone=phone, email=email, address=address)
        return Card(line, organization=details)
    if not named:
        return Card(line)
    language = _first(held, "LANG").lower()[:2]
    if "@" not in email:
        email = ""
    person = PersonEntry(given, family, phone, email, address, postcode, language=language, organization=organization)
    return Card(line, person=person)


def _first(held: dict[str, list[_Property]], name: str, part: int | None = None) -> str:
    properties = held.get(name, [])
    if not properties:
        return ""
    return _clean(properties[0].value) if part is None else (_parts(properties[0].value) or [""])[part]


def _preferred(held: dict[str, list[_Property]], name: str, kinds: tuple[str, ...]) -> str:
    """The value marked as preferred, else the first of the kinds in their order, else the first."""
    properties = held.get(name, [])
    for kind in ("PREF", *kinds):
        for one in properties:
            if kind in one.kinds:
                return _clean(one.value.removeprefix("tel:").removeprefix("mailto:"))
    return _clean(properties[0].value.removeprefix("tel:").removeprefix("mailto:")) if properties else ""


def _address(held: dict[str, list[_Property]]) -> tuple[str, str]:
    """Street and town, and the postcode, of the home address or else the first."""
    properties = held.get("ADR", [])
    for one in sorted(properties, key=lambda each: "HOME" not in each.kinds):
        box, extra, street, town, _region, postcode = [*_parts(one.value), *[""] * 6][:6]
        if street or town:
            return ", ".join(filter(None, (street or box, extra, town))), postcode
    return "", ""


def _parts(value: str) -> list[str]:
    return [_clean(part) for part in _PARTS.split(value)]


def _clean(value: str) -> str:
    text = re.sub(r"\\[nN]", " ", value)
    text = re.sub(r"\\(.)", r"\1", text)
    return " ".join(unicodedata.normalize("NFC", text).split()).strip(",")
