"""What runs along the top and bottom of every page, and how long it may be."""

import re
from dataclasses import dataclass

_HEAD_WORDS, _HEAD_SMALL_WORDS = 8, 4
MANY_PAGES = 6
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Running:
    """What stands at the head and foot of every page: short lines of plain text, cut where they do not fit.

    ``head`` is left out on the first page, whose masthead says the same in full. ``foot`` is read out once, at the end.
    With ``by_section`` a page that goes on with a section bears its title instead of ``head``, where that is short.
    ``whole_head`` takes the place of ``head`` where it may be long: on as many pages that checkers know it again.
    """

    head: str
    mark: str
    foot: str
    by_section: bool = False
    whole_head: str = ""


def is_short_head(words: str, mark: str) -> bool:
    """Whether words may run along the top beside the mark: a long line there reads like a sentence that accessibility
    checkers miss. To them a sentence has eight words, four of them with a small first letter.
    """
    found = _WORD.findall(f"{words} {mark}")
    return len(found) < _HEAD_WORDS or sum(word[0].islower() for word in found) < _HEAD_SMALL_WORDS
