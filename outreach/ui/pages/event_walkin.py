"""A walk-in in one line: a name, and after commas whatever else is known of her."""

import re
from collections.abc import Sequence

from outreach.actions.people import PersonDetails
from outreach.ui.widgets.pick import best_match

_PHONE = re.compile(r"[\d\s().+/-]{7,}")


def read_walk_in(words: str, neighborhoods: Sequence[tuple[str, int]]) -> PersonDetails:
    """A new person from typed words: ``Mabel Quillfeather, Ensley, 205-555-0148, mabel@example.org``.

    The last word of the name is the family name. After a comma comes, in any order, a phone number, an e-mail address
    or the beginning of a neighborhood's name; whatever is none of these is kept as the address, so that nothing typed
    is lost.

    >>> made = read_walk_in("mabel quillfeather, ens, 555-0148", [("Ensley", 7)])
    >>> made.given_name, made.family_name, made.neighborhood, made.phone
    ('Mabel', 'Quillfeather', 7, '555-0148')
    """
    name, *rest = (part.strip() for part in words.split(","))
    given, _, family = " ".join(name.split()).rpartition(" ")
    phone = email = ""
    neighborhood: int | None = None
    others: list[str] = []
    for part in filter(None, rest):
        found = best_match(part, neighborhoods)
        if "@" in part:
            email = part
        elif _PHONE.fullmatch(part):
            phone = part
        elif found is not None and neighborhood is None:
            neighborhood = found[1]
        else:
            others.append(part)
    return PersonDetails(
        given_name=_capitals(given),
        family_name=_capitals(family),
        phone=phone,
        email=email,
        address=", ".join(others),
        neighborhood=neighborhood,
    )


def _capitals(name: str) -> str:
    """A name typed all in small letters gets its capitals; any other is left as it was typed.

    >>> _capitals("o'hara-ruiz"), _capitals("de la Cruz"), _capitals("McAdory")
    ("O'Hara-Ruiz", 'de la Cruz', 'McAdory')
    """
    if name != name.lower():
        return name
    return re.sub(r"(^|[\s'-])(\w)", lambda found: found[1] + found[2].upper(), name)
