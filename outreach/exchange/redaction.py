"""Taking phones, e-mails, street addresses and confidential names out of somebody's words."""

import re
from collections.abc import Iterable

from outreach.queries.public_records import WordsToRemove

REMOVED = "[removed]"
PHONE, EMAIL, ADDRESS, NAME = (
    "a phone number", "an e-mail address", "a street address", "the name of somebody who is kept confidentially",
)  # fmt: skip

_LEAST_NAME = 3
"""A shorter name alone would be found in other words' places."""
_LEAST_DIGITS = 7
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Numbers of the North American plan: ten digits however they are parted, or seven with a dash or a dot.
_PHONE = re.compile(
    r"(?<![\w-])(?:\+?1[-. ]?)?(?:\(\d{3}\)|\d{3})[-. ]*\d{3}[-. ]*\d{4}(?![\w-])|(?<![\w-])\d{3}[-.]\d{4}(?![\w-])"
)
_STREET = (
    "Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Ln|Court|Ct|Circle|Cir|Place|Pl|Boulevard|Blvd|Way|Terrace|Ter|"
    "Parkway|Pkwy|Highway|Hwy|Trail|Trl|Alley|Square|Sq|Crescent"
)
_UNIT = r"(?:,?\s+(?:Apt|Apartment|Unit|Suite|Ste|#)\.?\s*[\w-]+)?"
# A house number, one to four words that begin large or are numbered, and a kind of street; or "Avenue K".
_ADDRESS = re.compile(
    rf"\b\d{{1,6}}[A-Za-z]?(?:-\d+)?\s+(?:(?:[A-ZÀ-Ý][\w'’.-]*|\d+(?:st|nd|rd|th))\s+){{1,4}}?"
    rf"(?i:{_STREET})\b\.?(?:\s+[NSEW]{{1,2}}\b)?{_UNIT}"
    rf"|\b\d{{1,6}}\s+(?:Avenue|Ave\.?)\s+[A-Z]\b{_UNIT}"
)


class Redactor:
    """Finds what must not go out: by its shape, and by what is known of the residents."""

    def __init__(self, known: WordsToRemove) -> None:
        digits = {re.sub(r"\D", "", phone)[-10:] for phone in known.phones}
        self._places = (_any_of(known.addresses), ADDRESS)
        self._searches = (
            (_any_of(known.emails), EMAIL),
            (_EMAIL, EMAIL),
            self._places,
            (_ADDRESS, ADDRESS),
            (_PHONE, PHONE),
            (_any_of(number for number in digits if len(number) >= _LEAST_DIGITS), PHONE),
            (_any_of(name for name in known.names if len(name) >= _LEAST_NAME), NAME),
        )

    def redacted(self, words: str) -> tuple[str, tuple[str, ...]]:
        """The words with each finding replaced, and what was found, once each."""
        return _replaced(words, self._searches)

    def redacted_place(self, place: str) -> tuple[str, tuple[str, ...]]:
        """A meeting place without residents' addresses: the hall's own address stays."""
        return _replaced(place, (self._places,))


def _replaced(words: str, searches: Iterable[tuple[re.Pattern[str] | None, str]]) -> tuple[str, tuple[str, ...]]:
    found = []
    for search, why in searches:
        if search is not None:
            words, count = search.subn(REMOVED, words)
            if count:
                found.append(why)
    return words, tuple(dict.fromkeys(found))


def _any_of(texts: Iterable[str]) -> re.Pattern[str] | None:
    spelled = [r"\s+".join(map(re.escape, text.split())) for text in texts]
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelled)})(?!\w)", re.IGNORECASE) if spelled else None
