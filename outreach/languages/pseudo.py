"""English as another language would look: every phrase between brackets, with accents, and 40 % longer.

What shows no brackets is in no catalogue; what is cut off here would be cut off in another language, too.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import cycle
from math import ceil

from outreach.languages.wording import ENGLISH

LONGER = 0.4
FIRST, LAST = "[", "]"
_VALUE = re.compile(r"(\{[^{}]*\}|&(?=\w))")
_MARKED = str.maketrans("aeiouAEIOUnN", "áéíóúÁÉÍÓÚñÑ")
_PADDING = ("uno", "dosdos", "tres", "cuatros")


class Stretched(Mapping[str, str]):
    """Every phrase there is, by itself: a catalogue that lacks nothing."""

    def __getitem__(self, english: str) -> str:
        phrase = english.partition("|")[0]
        return f"{FIRST}{''.join(map(_with_marks, _VALUE.split(phrase)))}{_padding(phrase)}{LAST}"

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return True


def _with_marks(part: str) -> str:
    return part if _VALUE.fullmatch(part) else part.translate(_MARKED)


def _padding(phrase: str) -> str:
    """Words that make a phrase 40 % longer, its brackets counted; the values that fill it in are not stretched."""
    own = len(_VALUE.sub("", phrase))
    missing = ceil(own * LONGER) - len(FIRST + LAST)
    words: list[str] = []
    for word in cycle(_PADDING):
        if missing <= 1:
            break
        words.append(word[: missing - 1])
        missing -= len(words[-1]) + 1
    return "".join(f" {word}" for word in words)


def _marked(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{FIRST}{name}{LAST}" for name in names)


STRETCHED = replace(
    ENGLISH,
    language="en-XA",
    months=_marked(ENGLISH.months),
    months_short=_marked(ENGLISH.months_short),
    weekdays=_marked(ENGLISH.weekdays),
    weekdays_short=_marked(ENGLISH.weekdays_short),
    halves=(f"{FIRST}AM{LAST}", f"{FIRST}PM{LAST}"),
    phrases=Stretched(),
)
"""Names of months, of days and of the halves of a day are marked, and as long as they are."""
MIRRORED = replace(STRETCHED, language="ar-XB", right_to_left=True)
