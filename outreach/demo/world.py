"""What the generators know of the precinct they write: keys by name, and who lives where."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from outreach.actions.change import Actor
from outreach.demo.facts import Conversation


@dataclass(frozen=True, slots=True)
class Resident:
    """A person who comes to meetings: key, name, and how likely to come to the next one."""

    key: int
    name: str
    eagerness: float


@dataclass(slots=True)
class Place:
    """A neighborhood with its association, its meeting day (the nth weekday, Monday 0) and its people.

    ``passing`` are people who will come once; each is taken off the list when he has.
    """

    key: int
    name: str
    community: str
    association: int
    nth: int
    weekday: int
    hall: str
    regulars: list[Resident] = field(default_factory=list)
    passing: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise as it was made: its key and what is needed to carry it on."""

    key: int
    opened: date
    due: date
    owner: int
    talk: Conversation
    words: dict[str, str]


@dataclass(slots=True)
class World:
    """The precinct as far as it is written. Keys by name; ``promises`` and ``events`` in the order they were made."""

    precinct: int
    kinds: dict[str, int]
    measures: dict[str, int]
    topics: dict[str, int]
    offenses: dict[str, int]
    officers: list[tuple[int, str]] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    concerns: list[tuple[int, str, int | None]] = field(default_factory=list)

    def officer(self, rng: Random) -> Actor:
        """Somebody who writes something down."""
        key, name = rng.choice(self.officers)
        return Actor(name, officer_id=key, workstation="front desk")


@dataclass(frozen=True, slots=True)
class City:
    """What the city's generator knows: keys by name; neighborhoods, their names and their people in one order."""

    precinct: int
    kinds: dict[str, int]
    measures: dict[str, int]
    topics: dict[str, int]
    offenses: list[int]
    officers: tuple[int, ...]
    neighborhoods: list[int]
    names: list[str]
    people: list[list[int]]


def subject(seed: int, name: str) -> Random:
    """The chance of one subject, so that a change in one leaves the others as they are."""
    return Random(f"{seed} {name}")
