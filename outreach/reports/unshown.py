"""What no font here shows: noted while a report is written, explained at its end, and told to whoever prints it.

with noting() as found:
    pdf = draft.printed()
told(found)    # "1 name or word holds letters that no font on this PC shows …", or nothing
"""

import unicodedata
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import groupby

from outreach.languages import spoken
from outreach.languages.wording import Wording


@dataclass(frozen=True, slots=True)
class Lacking:
    """The characters of a name that no font shows, and the words it stands among: they may be all one can read."""

    characters: str
    among: str


type Unshown = dict[str, Lacking]
"""Names or words by what they hold that no font shows."""

_noting: ContextVar[Unshown | None] = ContextVar("noting", default=None)
_TOLD_AT_MOST, _EXPLAINED_AT_MOST = 6, 16
_LONGEST = 60


@contextmanager
def noting() -> Iterator[Unshown]:
    """Collect what is cleaned inside and cannot be shown; whoever collects around it is told too."""
    found: Unshown = {}
    around = _noting.get()
    token = _noting.set(found)
    try:
        yield found
    finally:
        _noting.reset(token)
        if around is not None:
            around.update(found)


def note(text: str, missing: Collection[str]) -> None:
    """Remember which words of a text hold characters that no font shows; words side by side are one name."""
    found = _noting.get()
    if found is None:
        return
    for lacks, words in groupby(text.split(), lambda word: any(character in missing for character in word)):
        if lacks:
            name = " ".join(words).strip(",.;:·()")
            characters = "".join(dict.fromkeys(character for character in name if character in missing))
            among = " ".join(text.split())
            if name not in found or len(name) < len(among) < len(found[name].among):
                found[name] = Lacking(characters, among)


def number(character: str) -> str:
    """A character as it is spelled: "U+0939"."""
    return f"U+{ord(character):04X}"


def told(found: Unshown) -> str:
    """Which characters of which names are spelled in numbers, for who prints; "" where there are none.

    >>> print(told({"\\u2625": Lacking("\\u2625", "Ana \\u2625")}).partition(": ")[2])
    \u2625 (U+2625) in “Ana \u2625”.
    """
    if not found:
        return ""
    names = [_told(name, lacking) for name, lacking in list(found.items())[:_TOLD_AT_MOST]]
    more = len(found) - len(names)
    names += [spoken.say("and {count} more", count=more)] if more else []
    told = ", ".join(names)
    if len(found) == 1:
        return spoken.say(
            "1 name or word holds letters that no font on this PC shows, and is printed with their Unicode numbers: "
            "{names}.",
            names=told,
        )
    return spoken.say(
        "{count:,} names or words hold letters that no font on this PC shows, and are printed with their Unicode "
        "numbers: {names}.",
        count=len(found),
        names=told,
    )


def _told(name: str, lacking: Lacking) -> str:
    words = f"{_cut(name)} ({' '.join(map(number, lacking.characters[:_LONGEST]))})"
    return (
        words if lacking.among == name else spoken.say("{words} in “{among}”", words=words, among=_cut(lacking.among))
    )


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def explained(say: Wording) -> str:
    """What the numbers stand for, for who reads the paper; "" where everything written so far can be shown.

    The names of the characters are Unicode's and the same in every language.
    """
    letters = list(dict.fromkeys("".join(one.characters for one in (_noting.get() or {}).values())))
    if not letters:
        return ""
    known = [f"[{number(one)}] {unicodedata.name(one, '?')}" for one in letters[:_EXPLAINED_AT_MOST]]
    words = say("Numbers in brackets stand for letters that no font here shows: {letters}.", letters="; ".join(known))
    more = len(letters) - len(known)
    return f"{words} {say('{number} more.', number=say.number(more))}" if more else words


def hinted(say: Wording) -> str:
    """The same in a few words, where there is no room for more."""
    return say("[U+…] stands for a letter no font here has") if _noting.get() else ""
