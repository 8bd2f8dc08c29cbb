"""From the names a file uses to those the precinct keeps, or is to keep from now on."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from outreach.errors import OutreachError
from outreach.exchange.mapping import Unknown
from outreach.exchange.naming import Naming
from outreach.exchange.tables import plain
from outreach.languages.spoken import say
from outreach.queries.known import Named

_NEAR_ENOUGH = ((fuzz.ratio, 75), (fuzz.token_sort_ratio, 80), (fuzz.token_set_ratio, 95))
"""Of a hundred, how alike two names have to be: letter by letter, with their words in any order, and where all words of
one stand in the other. That both hold one common word, such as "association", makes them no more alike."""


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name of a file that stands for nothing that is kept: what it names, the nearest kept one (empty: none is
    near), in how many places it stands, and whether it may be added. ``optional``: a row can be taken without it."""

    what: str
    name: str
    nearest: str
    places: int
    may_be_added: bool
    kept: tuple[str, ...] = ()
    """The names that it may stand for."""
    optional: bool = False
    stands_for: str = ""
    """What it was said to stand for when another file came in; it is not asked about then, but may be changed."""

    @property
    def words(self) -> str:
        """What is wrong, and what may have been meant."""
        if not self.nearest:
            return say("the {what} “{name}” is not known", what=say(self.what), name=self.name)
        return say(
            "the {what} “{name}” is not known (did you mean {nearest}?)",
            what=say(self.what),
            name=self.name,
            nearest=self.nearest,
        )


class Resolver:
    """Finds which kept name a text stands for: by the mapping's spellings first, then by names and spellings kept.

    Capitals, spaces and punctuation never matter. Names that are to be added are collected in ``added``: those that the
    mapping itself lists, and others where unknown ones may be added; those that are not known in ``unknown``.
    A mapping that lists spellings for the empty name leaves those out.

    ``asks``: unknown names are refused unless ``unknown`` says to add them, but a reader may add them one by one.
    ``optional``: a row can be taken without such a name. ``check`` raises :class:`OutreachError` for a name that cannot
    be added as it is.
    """

    def __init__(
        self,
        what: str,
        kept: Sequence[Named],
        naming: Naming,
        unknown: Unknown | None,
        *,
        asks: bool = False,
        optional: bool = False,
        check: Callable[[str], object] | None = None,
    ) -> None:
        self.what = what
        self.added: dict[str, int] = {}
        """Each with its :meth:`place`."""
        self.unknown: dict[str, UnknownName] = {}
        """Those that were looked for in vain, by the name reduced to letters and digits."""
        self.said: dict[str, UnknownName] = {}
        """Those of which it was said before what they stand for."""
        self._may_add = unknown is not Unknown.REFUSE
        self._naming = naming
        self._adds = unknown is Unknown.ADD or (unknown is None and not kept and not asks)
        self._optional, self._check = optional, check
        self._kept: dict[str, Named] = {}
        for one in kept:
            self._kept.setdefault(plain(one.name), one)
        for one in kept:
            for spelling in one.spellings:
                self._kept.setdefault(plain(spelling), one)
        self._learned = {plain(text): one for one in kept for text in one.learned}
        self._names: tuple[str, ...] = ()
        self._folded: tuple[str, ...] = ()
        self._found: dict[str, str] = {}
        self._new: dict[str, str] = {}

    def find(self, text: str) -> str:
        """The name that a text stands for, kept or to be added; empty where the mapping leaves it out.

        Raises:
            OutreachError: there is no such name, and none may be added; the words say which one is near.
        """
        found = self._found.get(text)
        if found is None:
            found = self._found[text] = self._look_for(text)
        return found

    def knows(self, text: str) -> bool:
        """Whether a text stands for a name that is kept or that the mapping lists; nothing is added."""
        return plain(self._naming.find(text) or text) in self._kept or self._naming.find(text) is not None

    def key(self, name: str) -> int | None:
        """The key of a name that was found; None: it is yet to be added."""
        kept = self._kept.get(plain(name))
        return kept.key if kept else None

    def place(self, name: str) -> int | None:
        """The key of a name that was found, or the number below 0 of one yet to be added; None: of none."""
        return self.added[name] if name in self.added else self.key(name)

    def _look_for(self, text: str) -> str:
        mapped = self._naming.find(text)
        if mapped == "":
            return ""
        name = mapped or " ".join(text.split())
        kept = self._kept.get(plain(name))
        if kept is not None:
            return kept.name
        learned = self._learned.get(plain(name)) if mapped is None else None
        if learned is not None:
            self.said[plain(name)] = replace(self._asked(name), stands_for=learned.name)
            return learned.name
        if not plain(name):
            raise OutreachError(say("“{text}” names no {what}", text=text, what=say(self.what)))
        if not self._adds and mapped is None:
            raise OutreachError(self._unknown(name).words)
        if self._check is not None:
            self._check(name)
        added = self._new.setdefault(plain(name), name)
        self.added.setdefault(added, -1 - len(self.added))
        return added

    def _unknown(self, name: str) -> UnknownName:
        found = self.unknown.get(plain(name)) or self._asked(name)
        self.unknown[plain(name)] = replace(found, places=found.places + 1)
        return found

    def _asked(self, name: str) -> UnknownName:
        if not self._names:
            self._names = tuple(dict.fromkeys(one.name for one in self._kept.values()))
            self._folded = tuple(map(default_process, self._names))
        near = _nearest(default_process(name), self._folded)
        return UnknownName(
            self.what, name, "" if near is None else self._names[near], 0, self._may_add, self._names, self._optional
        )


def _nearest(name: str, kept: Sequence[str]) -> int | None:
    """Which of some names is nearest to another, all without capitals and punctuation: files shout. None: none is near.

    >>> kept = ["aggravated assault", "beat meeting", "arlington association", "oakwood place"]
    >>> [_nearest(name, kept) for name in ("agg assault", "meeting beat district 25", "ensley association", "place 7")]
    [0, 1, None, None]
    """
    for scorer, least in _NEAR_ENOUGH:
        found = process.extractOne(name, kept, scorer=scorer, score_cutoff=least)
        if found is not None:
            return found[2]
    return None


def names_with_keys(kept: Iterable[Named]) -> dict[str, int]:
    """The keys of names, by the name reduced to letters and digits."""
    return {plain(one.name): one.key for one in kept}
