"""Setting up a precinct, and the officers who serve in it."""

import zoneinfo
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from outreach.actions import standard
from outreach.actions.change import Actor, Change, Changes, change, load, required
from outreach.actions.checks import plain, refuse_repeats, word_of
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records.base import Row
from outreach.records.crime import Offense, OffenseAlias
from outreach.records.events import EventKind, EventKindMeasure, MeasureKind
from outreach.records.followups import Topic
from outreach.records.precinct import QUIET_AT_MOST, Officer, Paper, Precinct


@dataclass(frozen=True, slots=True)
class PrecinctDetails:
    """A precinct and its settings.

    ``quiet_after_days``: a neighborhood without a held event for so many days is quiet. ``traceable_below``: public
    papers leave out counts of people below this. ``logo``: the bytes of a picture.
    """

    agency: str
    name: str
    commander: str = ""
    time_zone: str = "America/Chicago"
    paper: str = "letter"
    quiet_after_days: int = 60
    traceable_below: int = 3
    logo: bytes | None = None
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class OfficerDetails:
    """An officer; the badge is unique in the precinct."""

    badge: str
    name: str
    rank: str = ""
    active: bool = True


def set_up_precinct(by: Actor, details: PrecinctDetails) -> Changes:
    """Create a precinct with the standard kinds of event and measure, topics and offenses."""
    row = _precinct_row(details)
    with change(by, "set_up_precinct") as c:
        _no_namesake(row)
        precinct = c.create(Precinct, **row).id
        _create_kinds(c, precinct)
        topics = enumerate(standard.TOPICS)
        c.create_many(Topic, [{"precinct": precinct, "name": name, "position": place} for place, name in topics])
        _create_offenses(c, precinct)
    return c.changes


def edit_precinct(by: Actor, precinct: int, version: int, details: PrecinctDetails) -> Changes:
    """Change a precinct's name or settings."""
    with change(by, "edit_precinct") as c:
        record = c.load(Precinct, precinct, version)
        row = _precinct_row(c.merge(record, details))
        _no_namesake(row, besides=precinct)
        c.update(record, **row)
    return c.changes


def add_officer(by: Actor, precinct: int, details: OfficerDetails) -> Changes:
    """Add an officer. Raises :class:`OutreachError` when the badge is another officer's."""
    return add_officers(by, precinct, [details], action="add_officer")


def add_officers(
    by: Actor, precinct: int, details: Iterable[OfficerDetails], *, action: str = "add_officers"
) -> Changes:
    """Add several officers in one change."""
    rows = [officer_values(one) for one in details]
    with change(by, action) as c:
        load(Precinct, precinct)
        _free_badges(precinct, [row["badge"] for row in rows])
        c.create_many(Officer, [{"precinct": precinct, **row} for row in rows])
    return c.changes


def edit_officer(by: Actor, officer: int, version: int, details: OfficerDetails) -> Changes:
    """Change an officer's badge, rank or name, or whether he or she is active."""
    with change(by, "edit_officer") as c:
        record = c.load(Officer, officer, version)
        row = officer_values(c.merge(record, details))
        if row["badge"] != record.badge:
            _free_badges(record.precinct_id, [row["badge"]])
        c.update(record, **row)
    return c.changes


def _precinct_row(details: PrecinctDetails) -> Row:
    if not 1 <= details.quiet_after_days <= QUIET_AT_MOST or details.traceable_below < 1:
        raise OutreachError(
            say(
                "The days until a neighborhood is quiet must be 1 to {most:,}, and the smallest public count 1 or "
                "more. Nothing was written.",
                most=QUIET_AT_MOST,
            )
        )
    return {
        "agency": required(plain(details.agency), say("The name of the agency")),
        "name": required(plain(details.name), say("The name of the precinct")),
        "commander": plain(details.commander),
        "time_zone": _time_zone(details.time_zone),
        "paper": word_of(Paper, details.paper, say("The paper size")),
        "quiet_after_days": details.quiet_after_days,
        "traceable_below": details.traceable_below,
        "logo": details.logo,
        "is_demo": details.is_demo,
    }


def _time_zone(name: str) -> str:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError) as fault:
        raise OutreachError(
            say("The time zone '{name}' is unknown: write it like America/Chicago. Nothing was written.", name=name)
        ) from fault
    return name


def _no_namesake(row: Row, besides: int | None = None) -> None:
    namesake = Precinct.get_or_none(agency=row["agency"], name=row["name"])
    if namesake is not None and namesake.id != besides:
        raise OutreachError(
            say(
                "{name} of {agency} is already kept here: choose another name. Nothing was written.",
                name=row["name"],
                agency=row["agency"],
            )
        )


def officer_values(details: OfficerDetails) -> Row:
    """The columns of an officer's row, all but the precinct. Raises :class:`OutreachError` without badge or name."""
    return {
        "badge": required(plain(details.badge), say("The badge")),
        "rank": plain(details.rank),
        "name": required(plain(details.name), say("The officer's name")),
        "active": details.active,
    }


def _free_badges(precinct: int, badges: Sequence[str]) -> None:
    refuse_repeats(
        badges,
        lambda badge: say("Badge {badge} is given to two officers, so nothing was written: correct one.", badge=badge),
    )
    for officer in Officer.select().where(Officer.precinct == precinct, Officer.badge.in_(badges)):
        raise OutreachError(
            say(
                "Badge {badge} is {name}'s, so nothing was written: correct the badge.",
                badge=officer.badge,
                name=officer.name,
            )
        )


def _create_kinds(c: Change, precinct: int) -> None:
    names = standard.MEASURE_KINDS
    keys = c.create_many(
        MeasureKind, [{"precinct": precinct, "name": name, "position": place} for place, name in enumerate(names)]
    )
    measure = dict(zip(names, keys, strict=True))
    kinds = c.create_many(
        EventKind,
        [
            {
                "precinct": precinct,
                "name": kind.name,
                "asks_sign_in": kind.asks_sign_in,
                "asks_hours": kind.asks_hours,
                "is_checkpoint": kind.is_checkpoint,
                "position": place,
            }
            for place, kind in enumerate(standard.EVENT_KINDS)
        ],
    )
    asked = [
        {"kind": key, "measure": measure[name]}
        for key, kind in zip(kinds, standard.EVENT_KINDS, strict=True)
        for name in kind.measures
    ]
    c.create_many(EventKindMeasure, asked)


def _create_offenses(c: Change, precinct: int) -> None:
    keys = c.create_many(
        Offense,
        [
            {"precinct": precinct, "name": offense.name, "group_name": offense.group_name, "position": place}
            for place, offense in enumerate(standard.OFFENSES)
        ],
    )
    aliases = [
        {"precinct": precinct, "offense": key, "spelling": spelling}
        for key, offense in zip(keys, standard.OFFENSES, strict=True)
        for spelling in offense.aliases
    ]
    c.create_many(OffenseAlias, aliases)
