"""The monthly crime counts, by neighborhood and for the whole department."""

from collections import Counter
from datetime import date
from random import Random

from outreach.actions.crime import CrimeCountEntry, set_crime_counts
from outreach.demo.settling import BY
from outreach.demo.story import (
    CITY_HOMICIDES,
    LAST_DAY,
    MONTHLY_LEVEL,
    PRECINCT_HOMICIDES,
    STORY_COUNTS,
    Month,
    months,
)
from outreach.demo.world import World

_SOURCE = "Invented for the demonstration"
_FIRST_COUNTED = date(2017, 1, 1)
"""A year before the events begin, so that the months of 2018 have something to be compared with."""


def write_counts(world: World, rng: Random) -> None:
    """Set the counts of every month, January 2017 to February 2019.

    The precinct's own figure is the sum over its neighborhoods; the department's is a count of its own.
    """
    weights = [rng.uniform(0.3, 1.9) for _ in world.places]
    entries: list[CrimeCountEntry] = []
    for month in months(_FIRST_COUNTED, LAST_DAY):
        for offense, key in world.offenses.items():
            precinct, department = _counts(month, offense, rng)
            first = date(*month, 1)
            where = Counter(rng.choices([place.key for place in world.places], weights, k=precinct))
            entries += [
                CrimeCountEntry(first, key, where[place.key], "neighborhood", place.key, _SOURCE)
                for place in world.places
            ]
            entries.append(CrimeCountEntry(first, key, department, "department", source=_SOURCE))
    set_crime_counts(BY, world.precinct, entries)


def _counts(month: Month, offense: str, rng: Random) -> tuple[int, int]:
    """The precinct's and the department's count of one offense in a month."""
    year, number = month
    if offense == "Homicide":
        return PRECINCT_HOMICIDES[year][number - 1], CITY_HOMICIDES[year][number - 1]
    summer = 1.1 if 5 <= number <= 9 else 1.0
    level = MONTHLY_LEVEL[offense] * summer
    usual = max(0, round(rng.gauss(level, level**0.5)))
    precinct = STORY_COUNTS.get(month, {}).get(offense, usual)
    return precinct, precinct + round(level * rng.uniform(1.6, 2.1))
