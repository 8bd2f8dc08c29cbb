"""People who are kept, by their names."""

from collections.abc import Sequence
from operator import add

from outreach.exchange.tables import plain, plain_each
from outreach.queries.known_people import people_names
from outreach.records.alike import Alike


class Namesakes:
    """Finds people by their whole names, the family name first or last."""

    def __init__(self, precinct: int) -> None:
        kept = tuple(zip(*people_names(precinct), strict=True)) or ((), (), ())
        given, family = plain_each(kept[1]), plain_each(kept[2])
        keys, names = kept[0] * 2, [*map(add, given, family), *map(add, family, given)]
        self._one = dict(zip(reversed(names), reversed(keys), strict=True))  # the first of one name stays
        self._several: dict[str, list[int]] = {}
        for name, key in zip(names, keys, strict=True):
            if self._one[name] != key and name:
                several = self._several.setdefault(name, [self._one[name]])
                several += [] if key in several else [key]
        self._one.pop("", None)
        self._met: dict[str, int] = {}

    def called(self, name: str) -> list[int]:
        """The keys of all who bear a name; those of one name stand there once."""
        reduced = plain(name)
        one = self._one.get(reduced)
        return [] if one is None else self._several.get(reduced, [one])

    def met(self) -> dict[int, str]:
        """How those whom :meth:`one_each` found are written, by key."""
        return {key: name for name, key in self._met.items()}

    def one_each(self, names: Sequence[str]) -> Sequence[int | None] | None:
        """The key of who bears each of some names, None where nobody does; None: several bear one of them."""
        if not self._one:
            return Alike(None, len(names))
        found = list(map(self._met.get, names))
        unmet = [at for at, key in enumerate(found) if key is None]
        if not unmet:
            return found
        reduced = plain_each([names[at] for at in unmet])
        if self._several and not self._several.keys().isdisjoint(reduced):
            return None
        for at, name in zip(unmet, reduced, strict=True):
            key = found[at] = self._one.get(name)
            if key is not None:
                self._met[names[at]] = key
        return found
