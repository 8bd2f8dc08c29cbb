"""The keys under which a file's index of words has people: precinct by precinct, by how they stand, and about by name.

What has some words is so counted, and read in the order of a list as far as a page, without looking at people
(migration ``0039_people_by_words_in_order``, whose triggers give the keys). A key ends with the person's own.
"""

from collections.abc import Iterator
from typing import Any

from peewee import Expression, fn

_PLACE, _STANDING, _PRECINCT = 27, 42, 45
"""So many bits are behind each part of a key."""
OWN = (1 << _PLACE) - 1
"""What a key has of the person's own."""
KEYS_OF_PEOPLE = "person_search_docsize"
"""The table in which the index of words has each of them once."""
_LETTERS, _BITS = 3, 5
_CONFIDENTIAL, _INACTIVE, _MERGED = 1, 2, 4


def key_of(
    person: int, precinct: int, family_name: str, *, merged: bool = False, active: bool, confidential: bool
) -> int:
    """The key of a person, as triggers give it."""
    standing = merged * _MERGED + (not active) * _INACTIVE + confidential * _CONFIDENTIAL
    return (precinct << _PRECINCT) + (standing << _STANDING) + (_place(family_name) << _PLACE) + person


def listed_keys(precinct: int, *, active: bool | None, confidential: bool) -> Iterator[tuple[int, int]]:
    """The first and the last key that people of a list may have, for each way in which they stand.

    ``active`` None: whether they still are or not. ``confidential``: those who are kept so, too.
    """
    for inactive in (False, True):
        if active == inactive:
            continue
        for secret in (False, True)[: 1 + confidential]:
            first = key_of(0, precinct, "", active=not inactive, confidential=secret)
            yield first, first + (1 << _STANDING) - 1


def precinct_of(key: int) -> int:
    """The precinct of a key."""
    return key >> _PRECINCT


def letters_of(key: Any) -> Any:
    """The letters with which the family name of a key begins, small, as a file tells them of a column of keys: no name
    that stands before them has as large a key."""
    signs = [
        Expression(Expression(key, ">>", _PLACE + _BITS * (_LETTERS - at)), "&", 31) + 96
        for at in range(1, _LETTERS + 1)
    ]
    return fn.REPLACE(fn.CHAR(*signs), chr(96), "")


def _place(family_name: str) -> int:
    """A number that is no smaller than that of a name before it: behind what is no letter others are not told apart."""
    place, is_letter = 0, True
    for at in range(_LETTERS):
        sign = family_name[at : at + 1]
        small = ord(sign.lower() if sign.isascii() else sign) if sign and is_letter else 0
        letter = max(0, min(27, small - 96))
        place, is_letter = place << _BITS | letter, 1 <= letter <= 26
    return place
