"""Who came to an event, how many, and what was counted there."""

from random import Random

from outreach.actions.events import StaffDetails
from outreach.actions.signin import AttendanceDetails
from outreach.actions.standard import (
    ARRESTS,
    CITATIONS,
    CITIZEN_CONTACTS,
    FIREARMS_RECOVERED,
    FLYERS_HANDED_OUT,
    HOMES_VISITED,
    VEHICLES_STOPPED,
)
from outreach.demo.facts import names
from outreach.demo.occasions import Occasion
from outreach.demo.story import TURN_IN_FIREARMS
from outreach.demo.world import World

_LINES_PER_SHEET = 20
_DRAW = {
    "Association meeting": 1.0, "Beat meeting": 0.45, "Youth event": 0.15, "Neighborhood cleanup": 0.5,
    "Faith partner meeting": 0.2, "Training": 0.25,
}  # fmt: skip
"""How much of their eagerness people bring to each kind of event with a sign-in."""

_CROWD: dict[str, tuple[tuple[str, int, int], ...]] = {
    "Coffee with a cop": (("Adults", 8, 30),),
    "Safety checkpoint": (("Adults", 10, 38),),
    "School visit": (("Adults", 3, 9), ("Youth", 30, 110)),
    "Youth event": (("Adults", 4, 12), ("Youth", 18, 60)),
    "Community fair": (("Adults", 60, 220), ("Youth", 30, 120)),
    "Senior check-in": (("Adults", 6, 18),),
    "Vigil": (("Adults", 20, 80), ("Youth", 4, 20)),
    "Gun turn-in": (("Adults", 64, 120),),
    "Patrol walk": (("Adults", 4, 24),),
    "Business visit": (("Adults", 2, 6),),
}
"""Groups that officers count by eye, and about how many there are."""


def signed_lines(world: World, one: Occasion, rng: Random) -> list[AttendanceDetails]:
    """The lines of the sign-in, in the order of the sheet where there was one."""
    draw = _DRAW.get(one.kind)
    if draw is None:
        return []
    lines = [
        AttendanceDetails(resident.key)
        for place in one.places
        for resident in place.regulars
        if rng.random() < resident.eagerness * draw
    ]
    for place in one.places:
        once = min(len(place.passing), rng.randint(0, 3))
        lines += [AttendanceDetails(place.passing.pop()) for _ in range(once)]
    lines += [AttendanceDetails(name_as_signed=_signature(rng)) for _ in range(rng.choice((0, 0, 1, 2)))]
    if rng.random() < 0.4:
        lines.append(AttendanceDetails(legible=False))
    rng.shuffle(lines)
    return _on_paper(lines) if rng.random() < 0.85 else lines


def invited_lines(one: Occasion, rng: Random) -> list[AttendanceDetails]:
    """People asked to a training that is still to come, or who did not come."""
    return [
        AttendanceDetails(resident.key, present=False)
        for place in one.places
        for resident in place.regulars
        if resident.eagerness > 0.5 and rng.random() < 0.6
    ]


def heads(one: Occasion, lines: int, rng: Random) -> tuple[tuple[str, int | None], ...]:
    """How many of each group came; None where nobody counted, nothing where nobody even thought of it."""
    forgotten = rng.random()
    if one.kind in _CROWD:
        groups = tuple((group, rng.randint(least, most)) for group, least, most in _CROWD[one.kind])
        if forgotten < 0.03:
            return ()
        return tuple((group, None) for group, _ in groups) if forgotten < 0.08 else groups
    if one.kind == "Response after a shooting":
        return (("Adults", rng.randint(5, 25)),) if forgotten < 0.5 else ()
    if forgotten < 0.2:
        return ()
    return (("Adults", lines + rng.randint(0, 8)), ("Youth", rng.randint(0, 6) if forgotten < 0.85 else None))


def counted(world: World, one: Occasion, firearms: int, rng: Random) -> tuple[tuple[int, int | None], ...]:
    """What was counted, by measure kind."""
    listed: dict[str, int | None] = {}
    match one.kind:
        case "Safety checkpoint":
            vehicles = rng.randint(72, 168)
            listed = {
                VEHICLES_STOPPED: vehicles,
                CITIZEN_CONTACTS: round(vehicles * rng.uniform(1.05, 1.32)),
                CITATIONS: rng.randint(4, 26) if rng.random() > 0.06 else None,
                ARRESTS: rng.choice((0, 0, 1, 1, 2, 3)),
                FIREARMS_RECOVERED: firearms,
            }
        case "Gun turn-in":
            listed = {FIREARMS_RECOVERED: TURN_IN_FIREARMS, CITIZEN_CONTACTS: rng.randint(90, 140)}
        case "Patrol walk" | "Community fair":
            listed = {CITIZEN_CONTACTS: rng.randint(8, 60), FLYERS_HANDED_OUT: rng.randint(0, 90)}
        case "Senior check-in":
            listed = {HOMES_VISITED: rng.randint(4, 14)}
        case "Response after a shooting":
            listed = {CITIZEN_CONTACTS: rng.randint(10, 45), HOMES_VISITED: rng.randint(12, 40)}
        case "Coffee with a cop" | "Business visit":
            listed = {CITIZEN_CONTACTS: rng.randint(2, 30) if rng.random() > 0.1 else None}
    return tuple((world.measures[name], count) for name, count in listed.items())


def staff(world: World, one: Occasion, rng: Random, *, worked: bool) -> tuple[StaffDetails, ...]:
    """The officers at an event; their hours where it took place and they were noted."""
    many = {"Safety checkpoint": rng.randint(4, 6), "Gun turn-in": 8, "Community fair": 4}.get(
        one.kind, rng.randint(1, 2)
    )
    roles = ("lead", "") if one.kind == "Safety checkpoint" else ("speaker", "")
    noted = worked and rng.random() > 0.08
    hours = round(one.minutes / 60 + rng.choice((0, 0.25, 0.5)), 2) if noted else None
    keys = [key for key, _ in rng.sample(world.officers, many)]
    return tuple(StaffDetails(key, roles[min(number, 1)], hours) for number, key in enumerate(keys))


def shared_out(total: int, among: int, rng: Random) -> list[int]:
    """A total shared out at random, keeping it."""
    shares = [0] * among
    for _ in range(total):
        shares[rng.randrange(among)] += 1
    return shares


def _signature(rng: Random) -> str:
    given, family = names().person(rng)
    return rng.choice((f"{given[0]}. {family}", f"{given} {family}", family))


def _on_paper(lines: list[AttendanceDetails]) -> list[AttendanceDetails]:
    return [
        AttendanceDetails(
            one.person,
            one.name_as_signed,
            legible=one.legible,
            sheet=number // _LINES_PER_SHEET + 1,
            line=number % _LINES_PER_SHEET + 1,
        )
        for number, one in enumerate(lines)
    ]
