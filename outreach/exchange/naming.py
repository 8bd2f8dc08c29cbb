"""Which of the precinct's names a text in a file stands for."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import translate

from outreach.exchange.tables import plain

_RANGE = re.compile(r"\s*(\d{1,18})\s*-\s*(\d{1,18})\s*")
_NUMBER = re.compile(r"\s*(\d{1,18})(?:\.0*)?\s*")


@dataclass(frozen=True, slots=True)
class Naming:
    """Names with the spellings that stand for each, as a mapping file lists them.

    A spelling is a text (capitals, spaces and punctuation aside), a text with ``*`` for anything, or a range of numbers
    such as ``50000-59999``. Whole texts are looked for first, then ranges, then texts with ``*``, in the order of the
    file. What the empty name stands for is left out.

    >>> naming = Naming.of({"Burglary": ["BURG", "50000-59999"], "Meeting": ["*meet*"], "Other": ["*"]})
    >>> [naming.find(text) for text in ("Burg.", "50301", "Beat MEETING", "Walk")]
    ['Burglary', 'Burglary', 'Meeting', 'Other']
    """

    spellings: Mapping[str, tuple[str, ...]]
    texts: Mapping[str, str]
    ranges: tuple[tuple[int, int, str], ...]
    patterns: tuple[tuple[re.Pattern[str], str], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names alone."""
        return tuple(self.spellings)

    @classmethod
    def of(cls, spellings: Mapping[str, Iterable[str]]) -> "Naming":
        """The names and the spellings that stand for each; a name stands for itself."""
        texts: dict[str, str] = {plain(name): name for name in spellings if plain(name)}
        ranges: list[tuple[int, int, str]] = []
        patterns: list[tuple[re.Pattern[str], str]] = []
        for name, spelled in spellings.items():
            for spelling in spelled:
                if "*" in spelling:
                    patterns.append((re.compile(translate(spelling), re.IGNORECASE), name))
                elif found := _RANGE.fullmatch(spelling):
                    ranges.append((int(found[1]), int(found[2]), name))
                else:
                    texts.setdefault(plain(spelling), name)
        told = {name: tuple(spelled) for name, spelled in spellings.items()}
        return cls(told, texts, tuple(ranges), tuple(patterns))

    def taught(self, answers: Mapping[str, str]) -> "Naming":
        """The same, and each of some texts stands for the name it is given.

        >>> Naming.of({"Ensley": ["ENS"]}).taught({"Enssley": "Ensley", "Wyl.": "Wylam"}).find("wyl")
        'Wylam'
        >>> taught = Naming.of({}).taught({"19-104": "Walk", "Vigil*": "Meeting"})
        >>> [taught.find(text) for text in ("19-104", "57", "Vigil*", "Vigil in Ensley")]
        ['Walk', None, 'Meeting', None]
        """
        if not answers:
            return self
        taught = {name: list(spelled) for name, spelled in self.spellings.items()}
        for text, name in answers.items():
            taught.setdefault(name, [])
            if plain(text) != plain(name):
                taught[name].append(_to_the_letter(text))
        return Naming.of(taught)

    def untaught(self, texts: Iterable[str]) -> "Naming":
        """The same, and some texts stand for nothing that was answered.

        >>> Naming.of({"Ensley": ["ENS"]}).taught({"Enssley": "Ensley"}).untaught(["Enssley"]).spellings
        {'Ensley': ('ENS',)}
        """
        gone = {plain(text) for text in texts}
        left = {name: tuple(text for text in told if plain(text) not in gone) for name, told in self.spellings.items()}
        return Naming.of({name: told for name, told in left.items() if told or plain(name) not in gone})

    def without_left_out(self) -> "Naming":
        """The same without what stands for the empty name."""
        return Naming.of({name: spelled for name, spelled in self.spellings.items() if name})

    def find(self, text: str) -> str | None:
        """The name that a text stands for; None: none of them."""
        exact = self.texts.get(plain(text))
        if exact is not None:
            return exact
        if self.ranges and (found := _NUMBER.fullmatch(text)):
            number = int(found[1])
            for first, last, name in self.ranges:
                if first <= number <= last:
                    return name
        one_line = " ".join(text.split())
        return next((name for pattern, name in self.patterns if pattern.match(one_line)), None)


def _to_the_letter(text: str) -> str:
    """A text of a file as a spelling that is no range of numbers and holds no ``*`` for anything."""
    text = " ".join(text.replace("*", " ").split())
    return f"{text}." if _RANGE.fullmatch(text) else text
