"""Mailing labels on Avery 5160: thirty to a letter sheet, one for each address.

Sizes are those of the maker's template: labels of 2⅝ by 1 inch, three across with an eighth of an inch between, half an
inch from the top. Printers pull paper a little askew: :class:`Alignment` moves everything by so many points.
"""

import functools
import io
from collections.abc import Iterable
from dataclasses import dataclass

from reportlab.lib.pagesizes import LETTER
from reportlab.lib.units import inch

from outreach.queries.people import PersonFilter, PersonRow, person_list
from outreach.reports.tagged import Element, TaggedCanvas
from outreach.reports.text import BODY, REGULAR, load_fonts, one_line, shortened, width
from outreach.reports.wording import ENGLISH, Wording

ACROSS, DOWN = 3, 10
_WIDE, _HIGH, _BETWEEN = 2.625 * inch, 1.0 * inch, 0.125 * inch
_LEFT, _TOP, _INSIDE = 0.1875 * inch, 0.5 * inch, 10.0
_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Alignment:
    """How far to move the print to the right and down, in points; negative is left and up."""

    right: float = 0
    down: float = 0


@dataclass(frozen=True, slots=True)
class Label:
    """Whose letter it is, and the lines of the address."""

    names: str
    address: tuple[str, ...]


def gather_labels(precinct: int, neighborhood: int | None = None, *, say: Wording = ENGLISH) -> tuple[Label, ...]:
    """A label for each address of the people who may be written to, by postcode and address."""
    chosen = PersonFilter(neighborhood=neighborhood, may_contact=True)
    return labels_of(person_list(precinct, chosen, limit=_ALL).rows, say)


def labels_of(people: Iterable[PersonRow], say: Wording = ENGLISH) -> tuple[Label, ...]:
    """One label for each address: its people by name, or as a household where they are more than two."""
    homes: dict[tuple[str, str], list[PersonRow]] = {}
    for person in people:
        if person.address.strip() and person.may_contact and not person.confidential:
            homes.setdefault((person.postcode.strip(), " ".join(person.address.split()).casefold()), []).append(person)
    return tuple(
        Label(_names(homes[home], say), _lines(homes[home][0])) for home in sorted(homes, key=lambda home: home)
    )


def _names(people: list[PersonRow], say: Wording) -> str:
    names = [one_line(f"{person.given_name} {person.family_name}") for person in people]
    if len(names) <= 2:
        return say.listing(names)
    families = list(dict.fromkeys(person.family_name for person in people if person.family_name))
    return say("{family} household", family=" / ".join(families)) if families else say("Residents")


def _lines(person: PersonRow) -> tuple[str, ...]:
    address = [line.strip() for line in person.address.splitlines() if line.strip()]
    postcode = person.postcode.strip()
    if postcode and not any(postcode in line for line in address):
        address.append(postcode)
    return tuple(address)


def print_labels(labels: Iterable[Label], alignment: Alignment, say: Wording = ENGLISH) -> bytes:
    """The sheets of labels as a tagged PDF: a list in the order in which the labels are peeled off."""
    load_fonts()
    file = io.BytesIO()
    root = Element("Document")
    make = functools.partial(TaggedCanvas, root=root, title=say("Mailing labels"), language=say.language)
    canvas = make(file, pagesize=LETTER, initialFontName=REGULAR)
    entries = Element("L", root)
    place = 0
    for place, label in enumerate(labels, 1):
        if place > 1 and (place - 1) % (ACROSS * DOWN) == 0:
            canvas.showPage()
        row, column = divmod((place - 1) % (ACROSS * DOWN), ACROSS)
        left = _LEFT + column * (_WIDE + _BETWEEN) + _INSIDE + alignment.right
        top = LETTER[1] - _TOP - row * _HIGH - alignment.down
        _draw(canvas, label, left, top, Element("LBody", Element("LI", entries)))
    if not place:
        _say_empty(canvas, root, say)
    canvas.save()
    return file.getvalue()


def _draw(canvas: TaggedCanvas, label: Label, left: float, top: float, element: Element) -> None:
    room = _WIDE - 2 * _INSIDE
    lines = [label.names, *label.address][:5]
    size = min(11.0, (_HIGH - 14) / len(lines) / 1.18)
    longest = max(width(one_line(line), BODY) for line in lines) / BODY.fontSize
    # Long lines are set smaller before they are cut.
    size = max(min(size, room / max(longest, 1)), 7.5)
    style = BODY.clone("label", fontSize=size)
    leading = size * 1.18
    first = top - (_HIGH - leading * len(lines)) / 2 - size * 0.85
    with canvas.content(element):
        canvas.setFont(REGULAR, size)
        for index, line in enumerate(lines):
            canvas.drawString(left, first - index * leading, shortened(line, style, room))


def _say_empty(canvas: TaggedCanvas, root: Element, say: Wording) -> None:
    with canvas.content(Element("P", root)):
        canvas.setFont(REGULAR, 11)
        canvas.drawString(72, LETTER[1] - 96, say("Nobody with an address may be written to."))
