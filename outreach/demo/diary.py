"""A month of the precinct's diary: its events with all that belongs to them, written in one go."""

from datetime import timedelta
from random import Random

from outreach.actions.event_records import EventRecord, record_events
from outreach.actions.events import EventDetails, cancel_event
from outreach.demo.occasions import Occasion, few_planned, month_of_events
from outreach.demo.story import CHECKPOINT_FIREARMS, LAST_DAY, Month
from outreach.demo.talks import Talk, at_event, between_events, remember
from outreach.demo.turnout import counted, heads, invited_lines, shared_out, signed_lines, staff
from outreach.demo.world import World

_SUMMARIES = {
    "Association meeting": "Reported on the month, answered questions, stayed afterwards.",
    "Beat meeting": "Went through the beat's map with the residents.",
    "Safety checkpoint": "Lit, signed and announced; drivers got the reason for it in one sentence.",
    "Response after a shooting": "Went door to door with the chaplain.",
    "Vigil": "Stood with the family. No uniforms in the front row.",
    "Gun turn-in": "No questions asked. Three churches brought volunteers.",
    "School visit": "Read to two classes and answered everything.",
}


def write_month(world: World, month: Month, rng: Random) -> list[tuple[int, Occasion]]:
    """Record a past month; returns the keys of its events."""
    occasions = month_of_events(world, month, rng)
    checkpoints = sum(one.kind == "Safety checkpoint" for one in occasions)
    firearms = shared_out(CHECKPOINT_FIREARMS[month], checkpoints, rng)
    talks: list[Talk] = []
    records = [
        _record(world, one, firearms.pop() if one.kind == "Safety checkpoint" else 0, rng, talks) for one in occasions
    ]
    made = record_events(world.officer(rng), world.precinct, records)
    remember(world, made.ids("concern"), made.ids("follow_up"), talks)
    events = list(zip(made.ids("event"), occasions, strict=True))
    for key, one in events:
        if one.reason:
            cancel_event(world.officer(rng), key, 1, one.reason)
    between_events(world, month, rng)
    return events


def write_plans(world: World, month: Month, rng: Random) -> list[tuple[int, Occasion]]:
    """Put a coming month's first events into the calendar; returns their keys."""
    occasions = few_planned(world, month, rng)
    planned = [
        EventRecord(_details(world, one, rng), tuple(invited_lines(one, rng)) if one.kind == "Beat meeting" else ())
        for one in occasions
    ]
    made = record_events(world.officer(rng), world.precinct, planned)
    return list(zip(made.ids("event"), occasions, strict=True))


def _record(world: World, one: Occasion, firearms: int, rng: Random, talks: list[Talk]) -> EventRecord:
    details = _details(world, one, rng)
    if one.reason:
        return EventRecord(details)
    lines = signed_lines(world, one, rng)
    said = at_event(world, one, lines, rng)
    talks += said
    absent = [line for line in invited_lines(one, rng) if line.person not in {signed.person for signed in lines}]
    return EventRecord(
        details,
        tuple(lines + absent if one.kind == "Training" else lines),
        heads(one, len(lines), rng),
        counted(world, one, firearms, rng),
        tuple((concern, promise) for concern, promise, _, _ in said),
    )


def _details(world: World, one: Occasion, rng: Random) -> EventDetails:
    ends = one.starts + timedelta(minutes=one.minutes)
    held = not one.reason and one.starts.date() <= LAST_DAY
    there = staff(world, one, rng, worked=held)
    open_end = rng.random() < 0.04
    return EventDetails(
        world.kinds[one.kind],
        one.title,
        one.starts.date(),
        one.starts.time(),
        None if open_end else ends.date(),
        None if open_end else ends.time(),
        one.where,
        tuple(place.key for place in one.places),
        one.host,
        there[0].officer,
        there,
        _SUMMARIES.get(one.kind, "") if held else "",
        "held" if held else "planned",
    )
