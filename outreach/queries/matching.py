"""Who may be the same person: names, addresses, phones and e-mail weighed against each other.

Each part that agrees weighs as many bits as it is rare among the people compared, each that differs counts against
(Fellegi & Sunter 1969, with the value-specific weights of Newcombe 1959 and Winkler 1989). A pair is the same person
when the bits outweigh the odds that two entries picked at random are: there is no threshold to tune to a file. Spelling
is compared by Jaro-Winkler similarity (Winkler 1990). Pairs are looked for only where some part agrees (blocking).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import combinations
from math import log2
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import ratio, token_set_ratio

from outreach.queries.nicknames import name_groups
from outreach.records.search import folded_words

_EVEN_ODDS = 0.0
_TEXTS_KEPT = 50_000
_SAME_BITS = 4.0
"""Odds of 16 to 1."""
_LARGEST_BLOCK = 60
"""What more than this many share tells nothing by itself; narrower blocks find those pairs."""
_NEAR, _ALIKE = 0.90, 0.80
_TEXT_NEAR, _TEXT_ALIKE = 85, 70
_GIVEN_DIFFERS, _FAMILY_DIFFERS, _TEXT_DIFFERS, _NUMBER_DIFFERS, _CONTACT_DIFFERS = -9.0, -5.0, -3.0, -1.5, -1.0
_SWAP_BITS = 3.0
_NEAR_BITS, _SHORT_BITS, _ALIKE_BITS = 2.0, 4.0, 5.0
"""How many bits less an agreement weighs when it is not letter for letter."""
_PHONE_BITS, _EMAIL_BITS, _TRANSPOSED_BITS = 10.0, 12.0, 1.0
_HOME_CAP, _TEXT_CAP = 15.0, 10.0
_ADDRESS_TELLS = 4.0
_SLACK = 1e-6
"""More than sums of bits are rounded by."""


class Verdict(StrEnum):
    """What a match is offered as: the same person, perhaps the same, or perhaps another of the same household.

    The last have all but the given name in common.
    """

    SAME = "same"
    POSSIBLE = "possible"
    HOUSEHOLD = "household"


class Evidence(StrEnum):
    """What speaks for a match."""

    NAME = "name"
    SIMILAR_NAME = "similar name"
    SWAPPED_NAME = "swapped name"
    PHONE = "phone"
    EMAIL = "e-mail"
    ADDRESS = "address"
    POSTCODE = "postcode"


@dataclass(frozen=True, slots=True)
class Identity:
    """What is known of one entry. ``key`` is the caller's; empty texts are unknown."""

    key: int
    given_name: str = ""
    family_name: str = ""
    address: str = ""
    postcode: str = ""
    phone_digits: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """Two entries by their keys, the bits above even odds that they are one person, and what speaks for it."""

    first: int
    second: int
    bits: float
    verdict: Verdict
    evidence: tuple[Evidence, ...]


class _Agreement(StrEnum):
    """How two names stand to each other."""

    SAME = "same"
    ALIKE = "alike"
    UNKNOWN = "unknown"
    DIFFERS = "differs"


class _Parts(NamedTuple):
    """The parts of an identity, folded; empty where unknown."""

    given: str
    family: str
    number: str
    street: str
    rest: str
    postcode: str
    phone: str
    email: str


_GIVEN, _FAMILY, _NUMBER, _STREET, _REST, _POSTCODE = range(6)
_DOOR = re.compile(r"\d+[a-z]?$")
_DIGITS = re.compile(r"\d+")
_LOCAL_DIGITS = 7
_STREET_TYPE = re.compile(
    r"\b(?:street|st|road|rd|avenue|ave?|drive|dr|lane|ln|court|ct|place|pl|circ(?:le|uit)|cir|crescent|close"
    r"|boulevard|blvd|way|terrace|ter|parkway|pkwy|highway|hwy|north|south|east|west|[nsew])\b"
)


def _parts(one: Identity) -> _Parts:
    head, _, rest = one.address.partition(",")
    words = folded_words(head)
    number = words[0] if words and _DOOR.match(words[0]) else ""
    return _Parts(
        " ".join(folded_words(one.given_name)),
        " ".join(folded_words(one.family_name)),
        number,
        " ".join(words[1:] if number else words),
        " ".join(folded_words(rest)),
        " ".join(folded_words(one.postcode)),
        one.phone_digits[-10:],
        one.email.strip().lower(),
    )


class Matcher:
    """Weighs entries against a population, whose own values say how rare each agreement is."""

    def __init__(self, population: Iterable[Identity], size: int = 0) -> None:
        """``size`` is how many there are in all, where only those worth comparing are given."""
        self._keys: list[int] = []
        self._parts: list[_Parts] = []
        for one in population:
            self._keys.append(one.key)
            self._parts.append(_parts(one))
        self._size = max(2, len(self._parts), size)
        self._odds = log2(self._size)
        self._bits = [
            {part: log2(self._size / count) for part, count in Counter(column).items()}
            for column in zip(*self._parts, strict=True)
        ]
        """The bits that an agreement of each value weighs, column by column."""
        self._blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for place, parts in enumerate(self._parts):
            for key in set(_block_keys(parts)):
                self._blocks[key].append(place)

    def pairs(self, progress: Callable[[float], None] | None = None) -> Iterator[Match]:
        """Every two entries of the population that may be one person, each pair once."""
        seen: set[int] = set()
        last = max(1, len(self._blocks))
        for at, block in enumerate(self._blocks.values()):
            if progress is not None and at % 5_000 == 0:
                progress(at / last)
            if not 1 < len(block) <= _LARGEST_BLOCK:
                continue
            for first, second in combinations(block, 2):
                pair = first * self._size + second
                if pair in seen:
                    continue
                seen.add(pair)
                match = self._weighed(self._keys[first], self._parts[first], second)
                if match is not None:
                    yield match

    def matches(self, one: Identity, limit: int = 5) -> tuple[Match, ...]:
        """The entries of the population that may be this one, the likeliest first; one of the same key is passed over.

        Two about equally likely ones are both there: which is meant must be asked.
        """
        parts = _parts(one)
        places = {place for key in _block_keys(parts) for place in self._blocks.get(key, ())[:_LARGEST_BLOCK]}
        weighed = (self._weighed(one.key, parts, place) for place in places if self._keys[place] != one.key)
        found = [match for match in weighed if match is not None]
        return tuple(sorted(found, key=lambda match: (-match.bits, match.second))[:limit])

    def _weighed(self, key: int, ours: _Parts, place: int) -> Match | None:
        theirs = self._parts[place]
        bits, evidence, given = self._name_bits(ours, theirs)
        contact = 0.0
        if ours.email and theirs.email:
            contact = _EMAIL_BITS if ours.email == theirs.email else _CONTACT_DIFFERS
        # Where not even everything at home could outweigh the odds, it need not be compared.
        if given is _Agreement.DIFFERS and bits + contact + _HOME_CAP - self._odds < _EVEN_ODDS:
            return None
        home = self._reached_bits(ours, theirs, evidence)
        address = self._address_bits(ours, theirs, self._odds - bits - contact - home - _SLACK)
        if address >= _ADDRESS_TELLS:
            evidence.append(Evidence.ADDRESS)
        home += address
        # Those who live together share all of this, so it must not outweigh everything.
        bits += min(home, _HOME_CAP) if given is _Agreement.DIFFERS else home
        if contact > 0:
            evidence.append(Evidence.EMAIL)
        bits += contact - self._odds
        if bits < _EVEN_ODDS:
            return None
        return Match(key, self._keys[place], round(bits, 1), _verdict(bits, given), tuple(evidence))

    def _rare(self, column: int, first: str, second: str, cap: float = 14.0) -> float:
        """The bits an agreement of these values weighs: as many as the commoner of the two is rare."""
        bits, unmet = self._bits[column], self._odds
        return min(cap, bits.get(first, unmet), bits.get(second, unmet))

    def _name_bits(self, ours: _Parts, theirs: _Parts) -> tuple[float, list[Evidence], _Agreement]:
        given, given_agrees = self._word_bits(_GIVEN, ours.given, theirs.given, _GIVEN_DIFFERS)
        family, family_agrees = self._word_bits(_FAMILY, ours.family, theirs.family, _FAMILY_DIFFERS)
        straight = given + family
        if given < 0 or family < 0:
            swapped, agrees = self._word_bits(_GIVEN, ours.given, theirs.family, _GIVEN_DIFFERS)
            crossed = swapped + self._word_bits(_FAMILY, ours.family, theirs.given, _FAMILY_DIFFERS)[0] - _SWAP_BITS
            if crossed > straight:
                return crossed, [Evidence.SWAPPED_NAME], agrees
        if straight <= 0:
            return straight, [], given_agrees
        both = given_agrees is _Agreement.SAME and family_agrees is _Agreement.SAME
        return straight, [Evidence.NAME if both else Evidence.SIMILAR_NAME], given_agrees

    def _word_bits(self, column: int, first: str, second: str, differs: float) -> tuple[float, _Agreement]:
        if not first or not second:
            return 0.0, _Agreement.UNKNOWN
        if first == second:
            return self._rare(column, first, second), _Agreement.SAME
        if column == _GIVEN and _short_for(first, second):
            return max(1.0, self._rare(column, first, second) - _SHORT_BITS), _Agreement.ALIKE
        alike = JaroWinkler.similarity(first, second)
        if " " in first or " " in second:
            alike = max(alike, JaroWinkler.similarity(first.replace(" ", ""), second.replace(" ", "")))
        if alike < _ALIKE:
            return differs, _Agreement.DIFFERS
        rare = self._rare(column, first, second)
        if alike >= _NEAR:
            return max(1.0, rare - _NEAR_BITS), _Agreement.ALIKE
        return max(0.0, rare - _ALIKE_BITS), _Agreement.ALIKE

    def _reached_bits(self, ours: _Parts, theirs: _Parts, evidence: list[Evidence]) -> float:
        """The bits of phone, postcode and door; what speaks for a match is added to the evidence."""
        bits = 0.0
        if ours.phone and theirs.phone:
            same = ours.phone[-_LOCAL_DIGITS:] == theirs.phone[-_LOCAL_DIGITS:]
            bits += _PHONE_BITS if same else _CONTACT_DIFFERS
            if same:
                evidence.append(Evidence.PHONE)
        if ours.postcode and theirs.postcode:
            if ours.postcode == theirs.postcode:
                bits += self._rare(_POSTCODE, ours.postcode, theirs.postcode, 8.0)
                evidence.append(Evidence.POSTCODE)
            else:
                transposed = sorted(ours.postcode) == sorted(theirs.postcode)
                bits += _TRANSPOSED_BITS if transposed else _NUMBER_DIFFERS
        if ours.number and theirs.number:
            same = ours.number == theirs.number
            bits += self._rare(_NUMBER, ours.number, theirs.number, 6.0) if same else _NUMBER_DIFFERS
        return bits

    def _address_bits(self, ours: _Parts, theirs: _Parts, needed: float) -> float:
        """The bits of street and rest, one of which may stand in the place of the other. What cannot come to as many
        as are ``needed`` for a match is not compared to its end."""
        bits = self._text_bits(_STREET, ours.street, theirs.street)
        may_be_enough = bits + _TEXT_CAP >= needed
        if may_be_enough:
            bits += self._text_bits(_REST, ours.rest, theirs.rest)
        if bits >= 0:
            return bits
        crossed = self._text_bits(_STREET, ours.street, theirs.rest) - _SWAP_BITS
        if crossed + _TEXT_CAP < needed:
            return bits
        crossed += self._text_bits(_REST, ours.rest, theirs.street)
        if crossed >= needed and not may_be_enough:
            bits += self._text_bits(_REST, ours.rest, theirs.rest)
        return bits if bits >= 0 else max(bits, crossed)

    def _text_bits(self, column: int, first: str, second: str) -> float:
        if not first or not second:
            return 0.0
        if first == second:
            return self._rare(column, first, second, _TEXT_CAP)
        ours, theirs = _made_of(first), _made_of(second)
        if ours.numbers != theirs.numbers:
            return _TEXT_DIFFERS  # 18th Street is not 19th Street misspelled
        alike = ratio(ours.squeezed, theirs.squeezed, score_cutoff=_TEXT_ALIKE)
        if alike < _TEXT_NEAR:
            alike = max(alike, token_set_ratio(ours.core, theirs.core, score_cutoff=_TEXT_ALIKE))
        if alike < _TEXT_ALIKE:
            return _TEXT_DIFFERS
        rare = self._rare(column, first, second, _TEXT_CAP)
        return max(1.0, rare - _NEAR_BITS) if alike >= _TEXT_NEAR else max(0.0, rare - _ALIKE_BITS)


class _Made(NamedTuple):
    """What is made of a street or the rest of an address, to be compared: its numbers, itself without spaces, and
    without the type of the street, unless nothing else is left."""

    numbers: list[str]
    squeezed: str
    core: str


# The same streets and names are compared again and again: what is made of each is kept.
@lru_cache(_TEXTS_KEPT)
def _made_of(text: str) -> _Made:
    return _Made(sorted(_DIGITS.findall(text)), text.replace(" ", ""), _STREET_TYPE.sub("", text).strip() or text)


def _verdict(bits: float, given: _Agreement) -> Verdict:
    if given is _Agreement.DIFFERS:
        return Verdict.HOUSEHOLD
    return Verdict.SAME if bits >= _SAME_BITS and given is _Agreement.SAME else Verdict.POSSIBLE


@lru_cache(_TEXTS_KEPT)
def _short_for(first: str, second: str) -> bool:
    """Whether one given name is an initial, a beginning or a pet name of the other."""
    short, long = sorted((first, second), key=len)
    begins = (len(short) == 1 or len(short) >= 3) and long.startswith(short)
    return begins or bool(name_groups(first) & name_groups(second))


def _block_keys(parts: _Parts) -> Iterator[tuple[str, ...]]:
    """What two entries must share one of to be compared at all."""
    given, family = parts.given[:3], parts.family[:3]
    if given and family:
        yield "names", *sorted((given, family))
        yield "ends", parts.given[-3:], parts.family[-3:]
        for group in name_groups(parts.given):
            yield "pet names", str(group), family
    if parts.number:
        if parts.family:
            yield "family at", family, parts.number
        if parts.given:
            yield "given at", given, parts.number
        if parts.street:
            yield "address", parts.number, parts.street[:5]
        if parts.postcode:
            yield "door", parts.number, parts.postcode
    if parts.postcode:
        if parts.family:
            yield "family in", family, parts.postcode
        if parts.given:
            yield "given in", given, parts.postcode
    if parts.street:
        yield "street", parts.street[:8], given
        yield "street", parts.street[:8], family
    if parts.phone:
        yield "phone", parts.phone[-_LOCAL_DIGITS:]
    if parts.email:
        yield "email", parts.email
