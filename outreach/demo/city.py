"""A department that kept twenty years: the same kind of records, in the amounts a city has.

Everything goes through the bulk actions, a month at a time, so that it takes minutes and not hours.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from outreach.actions import standard
from outreach.actions.crime import CrimeCountEntry, OffenseDetails, add_offenses, set_crime_counts
from outreach.actions.neighborhoods import NeighborhoodDetails, add_neighborhoods
from outreach.actions.people import PersonDetails, add_people
from outreach.actions.precinct import OfficerDetails, PrecinctDetails, add_officers, set_up_precinct
from outreach.actions.shifts import adopt_shift_plan
from outreach.demo.city_months import write_month
from outreach.demo.facts import Names, areas, names
from outreach.demo.settling import BY
from outreach.demo.story import FOUR_SHIFTS, THREE_SHIFTS, months
from outreach.demo.world import City, subject

FIRST, LAST = date(2000, 1, 1), date(2019, 12, 31)
NEIGHBORHOODS = 99
EVENTS, SIGN_INS, PEOPLE, PROMISES = 60_000, 1_000_000, 150_000, 200_000
_OFFICERS = 300
_PEOPLE_AT_ONCE = 5_000
_MORE_OFFENSES = (
    "Simple assault", "Vandalism", "Fraud", "Forgery", "Stolen property", "Weapon offense", "Drug offense",
    "Trespassing", "Disorderly conduct", "Driving under the influence", "Shooting into a dwelling",
)  # fmt: skip

type Progress = Callable[[float, str], None]
"""Told the share that is done, 0 to 1, and what is being written."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """How many of each a city of a certain share of the whole has."""

    events: int
    sign_ins: int
    people: int
    promises: int

    @classmethod
    def of(cls, share: float) -> "Amounts":
        """The amounts at a share of the whole city, such as 0.1."""
        return cls(*(round(share * whole) for whole in (EVENTS, SIGN_INS, PEOPLE, PROMISES)))


def write_city(seed: int, share: float, tell: Progress) -> Amounts:
    """Write the department, its people, and then month after month; crime counts for as many years as the share."""
    amounts = Amounts.of(share)
    tell(0.0, "Setting up the department")
    city = _settle(seed)
    _write_people(city, amounts.people, subject(seed, "city people"), tell)
    past = months(FIRST, LAST)
    for number, month in enumerate(past):
        tell(0.1 + 0.7 * number / len(past), f"Writing {month[0]}-{month[1]:02d}")
        parts = [_part(whole, number, len(past)) for whole in (amounts.events, amounts.sign_ins, amounts.promises)]
        write_month(city, month, subject(seed, f"city {month}"), *parts)
    _write_counts(city, max(1, round(share * 20)), subject(seed, "city crime"), tell)
    tell(1.0, "Done")
    return amounts


def _part(whole: int, number: int, of: int) -> int:
    """One of so many nearly equal parts of a whole; together they are the whole."""
    return whole * (number + 1) // of - whole * number // of


def _settle(seed: int) -> City:
    made = set_up_precinct(BY, PrecinctDetails("Birmingham Police Department", "All precincts", is_demo=True))
    precinct = made.only_id("precinct")
    adopt_shift_plan(BY, precinct, THREE_SHIFTS)
    adopt_shift_plan(BY, precinct, FOUR_SHIFTS)
    more = [OffenseDetails(name, "Other", position=20 + place) for place, name in enumerate(_MORE_OFFENSES)]
    added = add_offenses(BY, precinct, more).ids("offense")
    rng = subject(seed, "city settling")
    places = _neighborhood_names(rng, names())
    neighborhoods = add_neighborhoods(BY, precinct, [NeighborhoodDetails(*place) for place in places])
    officers = [OfficerDetails(str(1000 + number), _full_name(rng, names()), "Ofc.") for number in range(_OFFICERS)]
    return City(
        precinct,
        dict(zip([kind.name for kind in standard.EVENT_KINDS], made.ids("event_kind"), strict=True)),
        dict(zip(standard.MEASURE_KINDS, made.ids("measure_kind"), strict=True)),
        dict(zip(standard.TOPICS, made.ids("topic"), strict=True)),
        [*made.ids("offense"), *added],
        add_officers(BY, precinct, officers).ids("officer"),
        list(neighborhoods.ids("neighborhood")),
        [name for name, _, _ in places],
        [[] for _ in places],
    )


def _neighborhood_names(rng: Random, words: Names) -> list[tuple[str, str, str | None]]:
    """The real ones first, then invented ones until there are 99."""
    places = [(area.name, area.community, area.boundary) for area in areas()]
    taken = {name for name, _, _ in places}
    while len(places) < NEIGHBORHOODS:
        name = (
            f"{rng.choice(words.family_start)}{rng.choice(words.family_end)} {rng.choice(('Heights', 'Park', 'Hills'))}"
        )
        if name not in taken:
            taken.add(name)
            places.append((name, f"Community {len(places) % 12 + 1}", None))
    return places


def _full_name(rng: Random, words: Names) -> str:
    given, family = words.person(rng)
    return f"{given[0]}. {family}"


def _write_people(city: City, count: int, rng: Random, tell: Progress) -> None:
    words = names()
    for start in range(0, count, _PEOPLE_AT_ONCE):
        tell(0.1 * start / count, "Writing people")
        homes = [rng.randrange(NEIGHBORHOODS) for _ in range(min(_PEOPLE_AT_ONCE, count - start))]
        details = []
        for home in homes:
            given, family = words.person(rng)
            phone = f"205-555-01{rng.randrange(100):02d}" if rng.random() < 0.3 else ""
            details.append(PersonDetails(given, family, phone, neighborhood=city.neighborhoods[home]))
        keys = add_people(BY, city.precinct, details).ids("person")
        for key, home in zip(keys, homes, strict=True):
            city.people[home].append(key)


def _write_counts(city: City, years: int, rng: Random, tell: Progress) -> None:
    weights = [rng.uniform(0.2, 3.0) for _ in city.neighborhoods]
    levels = [rng.uniform(0.05, 4.0) for _ in city.offenses]
    for year in range(LAST.year - years + 1, LAST.year + 1):
        tell(0.8 + 0.2 * (year - LAST.year + years - 1) / years, f"Counting crime of {year}")
        entries = [
            CrimeCountEntry(
                date(year, month, 1), offense, _about(weight * level, rng), "neighborhood", neighborhood, "Invented"
            )
            for month in range(1, 13)
            for offense, level in zip(city.offenses, levels, strict=True)
            for neighborhood, weight in zip(city.neighborhoods, weights, strict=True)
        ]
        set_crime_counts(BY, city.precinct, entries)


def _about(level: float, rng: Random) -> int:
    return max(0, round(rng.gauss(level, level**0.5)))
