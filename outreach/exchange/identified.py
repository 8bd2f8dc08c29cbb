"""People of a file who may be somebody that is kept: the reader says who each is, and nobody is merged silently."""

from collections.abc import Sequence

from outreach.exchange.mapping import FileMapping
from outreach.exchange.person_rows import PersonEntry
from outreach.exchange.plan import RowRefusedError
from outreach.exchange.resolving import UnknownName
from outreach.languages.spoken import say
from outreach.queries.known_people import KnownPerson

PERSON = "person"
"""What is asked for, in a plan's unknown names."""

MOST_ASKED = 20_000
"""More people than this are asked about when these are answered."""


def identity(person: PersonEntry | KnownPerson) -> str:
    """What tells a person from others to a reader: the name, and where or how she is reached."""
    name = f"{person.given_name} {person.family_name}".strip()
    return ", ".join(filter(None, (name, person.address or person.phone or person.email)))


def mapping_says(mapping: FileMapping, entry: PersonEntry) -> bool:
    """Whether somebody said who a person of the file is."""
    return bool(mapping.people) and identity(entry) in mapping.people


class Identified:
    """The people who are kept, by what tells them from others; of one who is kept confidentially that is the name."""

    def __init__(self, kept: Sequence[KnownPerson]) -> None:
        self.asked: dict[str, UnknownName] = {}
        self._names: dict[int, str] = {}
        self._by_name: dict[str, KnownPerson] = {}
        for person in kept:
            told = f"{person.given_name} {person.family_name}".strip() if person.confidential else identity(person)
            name, number = told, 1
            while name in self._by_name:
                number += 1
                name = f"{told} ({number})"
            self._by_name[name] = person
            self._names[person.key] = name

    def said(self, mapping: FileMapping, entry: PersonEntry) -> KnownPerson | None:
        """Who somebody of the file is, as the reader said; None: another person.

        Raises:
            RowRefusedError: she is to be left out, or whoever she was said to be is not kept any more.
        """
        name = mapping.people[identity(entry)]
        if not name:
            raise RowRefusedError(say("{name} was to be left out", name=entry.name), left_out=True)
        if name not in self._by_name and name != identity(entry):
            raise RowRefusedError(
                say("“{name}” is not kept any more, so it is not known who {person} is", name=name, person=entry.name)
            )
        return self._by_name.get(name)

    def ask(self, entry: PersonEntry, may_be: Sequence[KnownPerson]) -> None:
        """Ask who somebody of the file is."""
        if len(self.asked) < MOST_ASKED:
            offered = tuple(self._names[person.key] for person in may_be)
            name = identity(entry)
            self.asked[name] = UnknownName(PERSON, name, "", 1, may_be_added=name not in offered, kept=offered)
