"""What the demonstration is made of: real neighborhood names and outlines, invented names and conversations."""

import csv
import json
from dataclasses import dataclass
from functools import cache
from random import Random

from outreach.shipped import RESOURCES

DEMO = RESOURCES / "demo"


@dataclass(frozen=True, slots=True)
class Area:
    """A neighborhood, the community it belongs to, and its outline as GeoJSON text where one is known."""

    name: str
    community: str
    boundary: str | None


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a resident may say, what may be promised, and how that may end; empty where it cannot.

    Texts name ``{street}``, ``{spot}`` and ``{n}``. ``quiet`` is often told in confidence.
    """

    topic: str
    said: str
    promise: str = ""
    public: str = ""
    partner: str = ""
    outcome: str = ""
    public_outcome: str = ""
    declined: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """Word lists of invented names."""

    given: tuple[str, ...]
    family_start: tuple[str, ...]
    family_end: tuple[str, ...]
    other_families: tuple[str, ...]
    officers: tuple[tuple[str, str, str], ...]
    streets: tuple[str, ...]
    spots: tuple[str, ...]

    def person(self, rng: Random) -> tuple[str, str]:
        """A given and a family name, the family's put together from two words, and so plainly invented."""
        given = rng.choice(self.given)
        if rng.random() < 0.02:
            return given, rng.choice(self.other_families)
        return given, rng.choice(self.family_start) + rng.choice(self.family_end)


@cache
def areas() -> tuple[Area, ...]:
    """The neighborhoods of the precinct, by name."""
    outlines = json.loads((DEMO / "boundaries.geojson").read_text("utf-8"))["features"]
    boundary = {one["properties"]["name"]: json.dumps(one["geometry"], separators=(",", ":")) for one in outlines}
    with (DEMO / "neighborhoods.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    return tuple(Area(row["name"], row["community"], boundary.get(row["name"])) for row in rows)


@cache
def conversations() -> tuple[Conversation, ...]:
    """All conversations, by topic."""
    listed = json.loads((DEMO / "conversations.json").read_text("utf-8"))
    return tuple(Conversation(**one) for one in listed)


@cache
def names() -> Names:
    """The word lists."""
    listed = json.loads((DEMO / "names.json").read_text("utf-8"))
    officers = tuple((badge, rank, name) for badge, rank, name in listed.pop("officers"))
    return Names(officers=officers, **{key: tuple(words) for key, words in listed.items()})
