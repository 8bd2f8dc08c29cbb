"""Building the demonstration from the first day to the last."""

from dataclasses import dataclass
from pathlib import Path

from outreach.demo.city import Progress, write_city
from outreach.demo.crime import write_counts
from outreach.demo.diary import write_month, write_plans
from outreach.demo.extras import attach_pictures, write_message, write_problems
from outreach.demo.occasions import Occasion
from outreach.demo.promises import carry_on
from outreach.demo.settling import SECOND_ENTRIES, settle
from outreach.demo.story import FIRST_DAY, LAST_DAY, PLANNED_UNTIL, months
from outreach.demo.world import subject
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.queries.precincts import precinct_list
from outreach.records.base import database
from outreach.records.database import close_database, connection, open_database
from outreach.records.server import look_through


@dataclass(frozen=True, slots=True)
class Built:
    """What was written, as the command line says it."""

    precinct: str
    events: int
    people: int
    promises: int

    def __str__(self) -> str:
        return (
            f"{self.precinct}: {self.events:,} events, {self.people:,} people and {self.promises:,} promises written."
        )


def build_demo(
    location: str | Path,
    *,
    scale: str = "precinct",
    seed: int = 2019,
    progress: Progress | None = None,
    share: float = 1.0,
) -> Built:
    """Make a database at a file or URL and write the demonstration into it; it stays open.

    The scale is "precinct", fifteen months of one, or "city", a department's twenty years; ``share`` is how much of a
    city, 0.01 for a hundredth. Raises :class:`OutreachError` when something is kept there already, or for an unknown
    scale.
    """
    if scale not in ("precinct", "city"):
        raise OutreachError(say("The scale '{scale}' is unknown: use precinct or city.", scale=scale))
    tell = progress or _nobody
    open_database(location, create=True)
    with connection():
        if not precinct_list():
            built = _write_precinct(seed, tell) if scale == "precinct" else _write_city(seed, share, tell)
            look_through(database.obj)
            return built
    close_database()
    raise OutreachError(
        say("{location} already keeps a precinct, so nothing was written: name a new file.", location=location)
    )


def _write_precinct(seed: int, tell: Progress) -> Built:
    tell(0.0, "Setting up the precinct")
    world = settle(seed)
    people = sum(len(place.regulars) + len(place.passing) for place in world.places) + SECOND_ENTRIES
    written: list[tuple[int, Occasion]] = []
    past = months(FIRST_DAY, LAST_DAY)
    for number, month in enumerate(past):
        tell(0.1 + 0.4 * number / len(past), f"Writing {month[0]}-{month[1]:02d}")
        written += write_month(world, month, subject(seed, f"month {month}"))
    for month in months(FIRST_DAY, PLANNED_UNTIL)[len(past) :]:
        written += write_plans(world, month, subject(seed, f"month {month}"))
    carry_on(world, subject(seed, "promises"), lambda share, words: tell(0.5 + 0.4 * share, words))
    tell(0.9, "Counting crime")
    write_counts(world, subject(seed, "crime"))
    write_problems(world, written, subject(seed, "problems"))
    attach_pictures(written, subject(seed, "pictures"))
    write_message(world)
    tell(1.0, "Done")
    return Built("West Precinct", len(written), people, len(world.promises))


def _write_city(seed: int, share: float, tell: Progress) -> Built:
    written = write_city(seed, share, tell)
    return Built("All precincts", written.events, written.people, written.promises)


def _nobody(share: float, words: str) -> None:
    """Progress that nobody watches."""
