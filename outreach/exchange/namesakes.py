"""People who are kept, by their names."""

from collections import defaultdict

from outreach.exchange.tables import plain
from outreach.queries.known_people import known_people


class Namesakes:
    """Finds people by their whole names, the family name first or last."""

    def __init__(self, precinct: int) -> None:
        self._by_name: dict[str, list[int]] = defaultdict(list)
        for person in known_people(precinct):
            for name in {f"{person.given_name} {person.family_name}", f"{person.family_name} {person.given_name}"}:
                if reduced := plain(name):
                    self._by_name[reduced].append(person.key)

    def called(self, name: str) -> list[int]:
        """The keys of all who bear a name; those of one name stand there once."""
        found = self._by_name.get(plain(name)) if self._by_name and name else None
        return list(dict.fromkeys(found)) if found else []
