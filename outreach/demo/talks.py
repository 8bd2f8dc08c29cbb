"""What residents told the officers, and what was promised them."""

from datetime import date, timedelta
from random import Random

from outreach.actions.concerns import ConcernDetails, record_concern
from outreach.actions.followups import PromiseDetails
from outreach.actions.signin import AttendanceDetails
from outreach.demo.facts import Conversation, conversations, names
from outreach.demo.occasions import Occasion
from outreach.demo.story import Month
from outreach.demo.world import Place, Promise, World

type Talk = tuple[ConcernDetails, PromiseDetails | None, Conversation, dict[str, str]]

_TALKATIVE: dict[str, tuple[int, ...]] = {
    "Association meeting": (0, 1, 2, 2, 3, 4),
    "Beat meeting": (1, 2, 3),
    "Coffee with a cop": (0, 1, 2),
    "Patrol walk": (0, 0, 1),
    "Senior check-in": (0, 1),
    "Response after a shooting": (0, 1, 1),
    "Faith partner meeting": (0, 1),
}
_DAYS_GIVEN = (7, 14, 14, 21, 30, 30, 45, 60)
_LATELY = date(2019, 1, 8)
_DAYS_GIVEN_LATELY = (7, 14, 21, 30, 40, 45, 55, 60)
"""In the new year the officers promise more, and give themselves time."""


def at_event(world: World, one: Occasion, lines: list[AttendanceDetails], rng: Random) -> list[Talk]:
    """What was said at an event."""
    said = rng.choice(_TALKATIVE.get(one.kind, (0,)))
    present = [line.person for line in lines if line.person is not None]
    return [_talk(world, rng.choice(one.places), one.starts.date(), present, rng) for _ in range(said)]


def between_events(world: World, month: Month, rng: Random) -> None:
    """Record what people called, wrote or came in about in a month."""
    for _ in range(rng.randint(3, 6)):
        place, day = rng.choice(world.places), date(*month, rng.randint(1, 28))
        caller = [rng.choice(place.regulars).key]
        concern, promise, talk, words = _talk(world, place, day, caller, rng, source=rng.choice(_SOURCES))
        made = record_concern(world.officer(rng), world.precinct, concern, promise=promise)
        remember(world, made.ids("concern"), made.ids("follow_up"), [(concern, promise, talk, words)])


_SOURCES = ("call", "call", "e-mail", "walk-in", "social media")


def remember(world: World, concerns: tuple[int, ...], promises: tuple[int, ...], talks: list[Talk]) -> None:
    """Note the keys that concerns and promises were given, in the order they were written."""
    keys = iter(promises)
    for concern, (details, promise, talk, words) in zip(concerns, talks, strict=True):
        world.concerns.append((concern, talk.topic, details.neighborhood))
        if promise is not None and promise.owner is not None and details.raised_on and promise.due:
            made = Promise(next(keys), details.raised_on, promise.due, promise.owner, talk, words)
            world.promises.append(made)


def _talk(world: World, place: Place, day: date, present: list[int], rng: Random, source: str = "meeting") -> Talk:
    talk = rng.choices(conversations(), [_weight(one, day) for one in conversations()])[0]
    words = {
        "street": rng.choice(names().streets),
        "spot": rng.choice(names().spots),
        "n": str(rng.randint(60, 320)),
    }
    who = rng.random()
    concern = ConcernDetails(
        world.topics[talk.topic],
        talk.said.format(**words),
        place.key,
        source,
        raised_on=day,
        raised_by_person=rng.choice(present) if present and who < 0.6 else None,
        raised_by_organization=place.association if who > 0.85 else None,
        confidential=talk.quiet and rng.random() < 0.4,
    )
    return concern, _promise(world, talk, words, day, rng), talk, words


def _promise(world: World, talk: Conversation, words: dict[str, str], day: date, rng: Random) -> PromiseDetails | None:
    lately = day >= _LATELY
    if not talk.promise or rng.random() > (0.85 if lately else 0.62):
        return None
    return PromiseDetails(
        talk.promise.format(**words),
        talk.public.format(**words),
        rng.choice(world.officers)[0],
        day + timedelta(days=rng.choice(_DAYS_GIVEN_LATELY if lately else _DAYS_GIVEN)),
        rng.choice(("low", "normal", "normal", "normal", "high")),
    )


def _weight(talk: Conversation, day: date) -> float:
    """People spoke of shots most in the summer of 2018, and had more thanks to give once the winter came."""
    since_november = day >= date(2018, 11, 1)
    match talk.topic:
        case "Gunfire":
            return 2.4 if 5 <= day.month <= 9 else 1.6
        case "Speeding":
            return 2.0
        case "Thanks":
            return 1.2 if since_november else 0.3
        case "Street lights":
            return 1.4 if day.month in (1, 2, 11, 12) else 0.7
        case "Homelessness":
            return 0.8 if day.month in (1, 2, 12) else 0.2
        case _:
            return 1.0
