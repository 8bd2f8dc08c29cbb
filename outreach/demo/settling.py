"""The precinct, its officers, neighborhoods, associations and people."""

import unicodedata
from datetime import date
from random import Random

from outreach.actions import standard
from outreach.actions.change import Actor
from outreach.actions.neighborhoods import NeighborhoodDetails, add_neighborhoods
from outreach.actions.organizations import (
    OrganizationDetails,
    TermDetails,
    add_organization,
    end_term,
    join_organization,
    start_term,
)
from outreach.actions.people import PersonDetails, add_people
from outreach.actions.precinct import OfficerDetails, PrecinctDetails, add_officers, set_up_precinct
from outreach.actions.shifts import adopt_shift_plan
from outreach.demo.facts import Names, areas, names
from outreach.demo.story import FOUR_SHIFTS, THREE_SHIFTS
from outreach.demo.world import Place, Resident, World, subject

SECOND_ENTRIES = 8
"""People who are kept twice, so that there are duplicates to be found."""

BY = Actor("Demonstration", workstation="demonstration")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NTH = ("", "1st", "2nd", "3rd", "4th")
_HALLS = ("recreation room", "library", "fellowship hall", "school cafeteria", "community house")
_PARTNERS = (
    ("Bethel Sample Church", "church"),
    ("Harbinger Elementary School", "school"),
    ("Thimble Street Merchants", "business"),
    ("Recreation Board (invented)", "agency"),
)
_POSTCODES = ("35208", "35211", "35214", "35218", "35224")
_FICTIONAL_PHONES = [f"205-555-01{number:02d}" for number in range(100)]
"""Set aside for fiction by the North American Numbering Plan: 555-0100 to 555-0199."""


def settle(seed: int) -> World:
    """Write the precinct and everybody in it."""
    rng = subject(seed, "settling")
    world = _precinct()
    _officers(world)
    _neighborhoods(world, rng)
    _people(world, subject(seed, "people"))
    _offices(world, subject(seed, "offices"))
    return world


def _precinct() -> World:
    details = PrecinctDetails("Birmingham Police Department", "West Precinct", "Capt. A. Exemplar", is_demo=True)
    made = set_up_precinct(BY, details)
    precinct = made.only_id("precinct")
    adopt_shift_plan(BY, precinct, THREE_SHIFTS)
    adopt_shift_plan(BY, precinct, FOUR_SHIFTS)
    return World(
        precinct,
        dict(zip([kind.name for kind in standard.EVENT_KINDS], made.ids("event_kind"), strict=True)),
        dict(zip(standard.MEASURE_KINDS, made.ids("measure_kind"), strict=True)),
        dict(zip(standard.TOPICS, made.ids("topic"), strict=True)),
        dict(zip([offense.name for offense in standard.OFFENSES], made.ids("offense"), strict=True)),
    )


def _officers(world: World) -> None:
    details = [OfficerDetails(badge, name, rank) for badge, rank, name in names().officers]
    keys = add_officers(BY, world.precinct, details).ids("officer")
    world.officers = [(key, f"{one.rank} {one.name}") for key, one in zip(keys, details, strict=True)]
    add_officers(BY, world.precinct, [OfficerDetails("87", "W. Yesterday", "Ofc.", active=False)])


def _neighborhoods(world: World, rng: Random) -> None:
    days = [(rng.randint(1, 4), rng.randint(0, 3)) for _ in areas()]
    halls = [f"{area.name} {rng.choice(_HALLS)}" for area in areas()]
    details = [
        NeighborhoodDetails(
            area.name,
            area.community,
            area.boundary,
            meeting_place=hall,
            meeting_rule=f"{_NTH[nth]} {_WEEKDAYS[weekday]}",
            aliases=(f"{area.name} Neighborhood",),
        )
        for area, hall, (nth, weekday) in zip(areas(), halls, days, strict=True)
    ]
    keys = add_neighborhoods(BY, world.precinct, details).ids("neighborhood")
    for key, area, hall, (nth, weekday) in zip(keys, areas(), halls, days, strict=True):
        association = OrganizationDetails(f"{area.name} Neighborhood Association", "association", key)
        made = add_organization(BY, world.precinct, association).only_id("organization")
        world.places.append(Place(key, area.name, area.community, made, nth, weekday, hall))
    for name, kind in _PARTNERS:
        add_organization(BY, world.precinct, OrganizationDetails(name, kind, rng.choice(world.places).key))


def _people(world: World, rng: Random) -> None:
    words, phones = names(), list(_FICTIONAL_PHONES)
    rng.shuffle(phones)
    taken: set[tuple[str, str]] = set()
    details: list[PersonDetails] = []
    regular: list[tuple[Place, float | None]] = []
    for place in world.places:
        regulars, passing = rng.randint(15, 26), rng.randint(36, 52)
        for number in range(regulars + passing):
            comes_often = number < regulars
            details.append(_person(place, words, rng, taken, phones if comes_often else []))
            regular.append((place, round(rng.betavariate(1.1, 1.4), 3) if comes_often else None))
    keys = add_people(BY, world.precinct, details).ids("person")
    for key, one, (place, eagerness) in zip(keys, details, regular, strict=True):
        if eagerness is None:
            place.passing.append(key)
        else:
            place.regulars.append(Resident(key, f"{one.given_name} {one.family_name}", eagerness))
    _second_entries(world, rng, rng.sample(details, SECOND_ENTRIES))


def _person(place: Place, words: Names, rng: Random, taken: set[tuple[str, str]], phones: list[str]) -> PersonDetails:
    given, family = words.person(rng)
    while (given, family) in taken:
        given, family = words.person(rng)
    taken.add((given, family))
    reachable = rng.random() < 0.4
    return PersonDetails(
        given,
        family,
        phone=phones.pop() if phones and rng.random() < 0.35 else "",
        email=f"{_plain(given)}.{_plain(family)}@example.org" if reachable else "",
        address=f"{rng.randint(100, 3900)} {rng.choice(words.streets)}" if rng.random() < 0.6 else "",
        postcode=rng.choice(_POSTCODES) if reachable else "",
        neighborhood=place.key,
        language="es" if rng.random() < 0.06 else "en",
        may_contact=rng.random() > 0.08,
        confidential=rng.random() < 0.03,
    )


def _second_entries(world: World, rng: Random, people: list[PersonDetails]) -> None:
    """The same people written down a second time, a letter off: what a search for duplicates should find."""
    again = [
        PersonDetails(one.given_name, one.family_name[:-1] + rng.choice("aeky"), neighborhood=one.neighborhood)
        for one in people
    ]
    add_people(BY, world.precinct, again)


def _offices(world: World, rng: Random) -> None:
    for place in world.places:
        keenest = sorted(place.regulars, key=lambda one: -one.eagerness)
        president, vice, secretary, successor = (one.key for one in keenest[:4])
        elected = date(2016, 11, rng.randint(10, 20))
        first = start_term(BY, place.association, TermDetails(president, "president", elected))
        start_term(BY, place.association, TermDetails(vice, "vice-president", elected))
        start_term(BY, place.association, TermDetails(secretary, "secretary", elected))
        for person, role in ((president, "board"), (vice, "board"), (secretary, "board"), (successor, "member")):
            join_organization(BY, person, place.association, role)
        if rng.random() < 0.35:
            end_term(BY, first.only_id("term_of_office"), 1, date(2018, 11, 14))
            start_term(BY, place.association, TermDetails(successor, "president", date(2018, 11, 15)))


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "".join(letter for letter in letters if letter.isalnum())
