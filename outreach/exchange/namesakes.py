"""People who are kept, by their names."""

from collections.abc import Sequence

from outreach.exchange.tables import plain, plain_each
from outreach.queries.known_people import people_names
from outreach.records.alike import Alike


class Namesakes:
    """Finds people by their whole names, the family name first or last."""

    def __init__(self, precinct: int) -> None:
        self._one: dict[str, int] = {}
        self._several: dict[str, list[int]] = {}
        kept = tuple(zip(*people_names(precinct), strict=True)) or ((), (), ())
        for key, given, family in zip(kept[0], plain_each(kept[1]), plain_each(kept[2]), strict=True):
            for name in (given + family, family + given):
                if name and self._one.setdefault(name, key) != key:
                    several = self._several.setdefault(name, [self._one[name]])
                    several += [] if several[-1] == key else [key]

    def called(self, name: str) -> list[int]:
        """The keys of all who bear a name; those of one name stand there once."""
        reduced = plain(name)
        one = self._one.get(reduced)
        return [] if one is None else self._several.get(reduced, [one])

    def one_each(self, names: Sequence[str]) -> Sequence[int | None] | None:
        """The key of who bears each of some names, None where nobody does; None: several bear one of them."""
        if not self._one:
            return Alike(None, len(names))
        reduced = plain_each(names)
        if self._several and not self._several.keys().isdisjoint(reduced):
            return None
        return list(map(self._one.get, reduced))
