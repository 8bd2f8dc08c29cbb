"""Who belongs to which organization, as files of people tell it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter

from outreach.exchange.person_rows import PersonEntry
from outreach.exchange.plan import MOST_TOLD, Difference, Findings
from outreach.exchange.set_aside import SetAside
from outreach.exchange.tables import plain
from outreach.languages.spoken import say
from outreach.queries.known import Named
from outreach.queries.known_people import KnownPerson
from outreach.records.marks import Marks


@dataclass(frozen=True, slots=True)
class Joining:
    """Somebody's place in an organization: a kept person by key, a new one by the place among the new ones."""

    person: int
    is_new: bool
    organization: str
    role: str


class Memberships:
    """The memberships of an import, each taken once and compared with those kept."""

    def __init__(self, kept: Mapping[tuple[int, int], str], organizations: Sequence[Named]) -> None:
        self._kept = kept
        self._organizations = {plain(one.name): one for one in organizations}
        self._told, self._met = _aside(), Marks()
        self._names: dict[int, str] = {}
        """Of kept people, by key."""

    def take(self, entry: PersonEntry, known: KnownPerson | None, place: int) -> bool:
        """Take what an entry says of a kept person, or of the new one at a place; returns whether it was not said."""
        name = " ".join(entry.organization.split())
        if not plain(name):
            return False
        person = known.key if known else place
        if known is not None:
            self._names[person] = entry.name
        mark = (person, known is None, plain(name))
        number = len(self._told)
        if self._met.setdefault(mark, number) < number:
            return False
        self._told.append(Joining(person, known is None, self._kept_name(name), entry.role))
        return True

    def new(
        self, organizations: Collection[str], findings: Findings, *, adds: bool
    ) -> tuple[SetAside[Joining], tuple[str, ...]]:
        """The memberships that are not kept yet, and the organizations that are to be added for them.

        ``organizations`` are those that the file itself brings, by name reduced to letters and digits. Without
        ``adds``, a place in any that is neither kept nor among them is left out, and that is said.
        """
        found = _aside()
        added: dict[str, str] = {}
        for joining in self._told:
            mark = plain(joining.organization)
            kept = self._organizations.get(mark)
            if kept is None and mark not in organizations:
                if not adds:
                    findings.note(say("“{name}” is not kept, so no place in it is recorded", name=joining.organization))
                    continue
                added.setdefault(mark, joining.organization)
            role = None if kept is None or joining.is_new else self._kept.get((joining.person, kept.key))
            if role is None or (joining.role and joining.role != role):
                found.append(joining)
        return found, tuple(added.values())

    def differences(self, joinings: Iterable[Joining]) -> list[Difference]:
        """What is new of people who are kept, of the first of them."""
        return [
            Difference(self._names[one.person], say("no member"), f"{one.organization} {one.role}".strip())
            for one in islice((one for one in joinings if not one.is_new), MOST_TOLD)
        ]

    def _kept_name(self, name: str) -> str:
        kept = self._organizations.get(plain(name))
        return kept.name if kept else name


def _aside() -> SetAside[Joining]:
    return SetAside(attrgetter("person", "is_new", "organization", "role"), _joining)


def _joining(told: tuple[int, bool, str, str]) -> Joining:
    return Joining(*told)
