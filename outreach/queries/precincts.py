"""Which precincts there are, and what a paper's header says of one."""

from datetime import date
from typing import Any

from peewee import fn

from outreach.errors import NotFoundError, OutreachError
from outreach.languages.spoken import say
from outreach.queries.rows import Asked, answered, put_together_once, records_of
from outreach.records.events import Event, EventStatus
from outreach.records.precinct import Precinct
from outreach.values import frozen


@frozen
class PrecinctHeader:
    """A precinct as papers and the window name it, with the settings its figures follow.

    ``logo`` is the picture file as it was given, None without one; ``paper`` is "letter" or "a4". A neighborhood is
    quiet after ``quiet_after_days`` days without a held event; a concern is traceable to a person where fewer than
    ``traceable_below`` people spoke up. ``version`` is the one to give back when the settings are changed.
    """

    key: int
    version: int
    agency: str
    name: str
    commander: str
    time_zone: str
    paper: str
    quiet_after_days: int
    traceable_below: int
    logo: bytes | None
    is_demo: bool


@frozen
class PrecinctName:
    """A precinct to choose from."""

    key: int
    agency: str
    name: str


def precinct_header(precinct: int) -> PrecinctHeader:
    """A precinct and its settings. Raises :class:`NotFoundError` when it is gone."""
    (asked,) = _of_key(precinct)
    found = records_of(asked)
    if not found:
        raise NotFoundError(say("This precinct is no longer kept: choose another."))
    (kept,) = found
    return PrecinctHeader(
        key=kept.id,
        version=kept.version,
        agency=kept.agency,
        name=kept.name,
        commander=kept.commander,
        time_zone=kept.time_zone,
        paper=kept.paper,
        quiet_after_days=kept.quiet_after_days,
        traceable_below=kept.traceable_below,
        logo=bytes(kept.logo) if kept.logo else None,
        is_demo=kept.is_demo,
    )


@put_together_once
def _of_key(precinct: int) -> tuple[Any]:
    return (Precinct.select().where(Precinct.id == precinct),)


def demo_day(precinct: int) -> date | None:
    """The day on which a demo precinct stands still: that of its last held event. None for a real precinct."""
    asked: Any = (
        Event.select(fn.MAX(Event.date))
        .join(Precinct)
        .where(Precinct.id == precinct, Precinct.is_demo, Event.status == EventStatus.HELD)
    )
    day: date | None = asked.scalar()
    return day


def precinct_list_asked() -> Asked[tuple[PrecinctName, ...]]:
    """All precincts, by agency and name."""
    kept = Precinct.select(Precinct.id, Precinct.agency, Precinct.name)
    (found,) = yield (kept.order_by(Precinct.agency, Precinct.name),)
    return tuple(PrecinctName(*row) for row in found)


precinct_list = answered(precinct_list_asked)


def only_precinct() -> int:
    """The key of the one precinct. Raises :class:`OutreachError` when there is none, or several to choose from."""
    kept = precinct_list()
    if not kept:
        raise OutreachError(
            say("This database holds no precinct yet: set one up in the window, or make one with 'import'.")
        )
    if len(kept) > 1:
        raise OutreachError(
            say("This database holds several precincts, so say which with --precinct: {kept}.", kept=_names(kept))
        )
    return kept[0].key


def precinct_named(name: str) -> int:
    """The key of the precinct of that name in any case. Raises :class:`OutreachError` when none or several fit."""
    kept = precinct_list()
    wanted = name.strip().casefold()
    found = [one for one in kept if one.name.casefold() == wanted]
    if not found:
        known = say("known is {names}", names=_names(kept)) if kept else say("it holds no precinct yet")
        raise OutreachError(
            say("There is no precinct '{name}' in this database: {known}.", name=name.strip(), known=known)
        )
    if len(found) > 1:
        agencies = ", ".join(one.agency for one in found)
        raise OutreachError(
            say(
                "Several agencies have a precinct '{name}' ({agencies}): rename one of them first.",
                name=name.strip(),
                agencies=agencies,
            )
        )
    return found[0].key


def _names(precincts: tuple[PrecinctName, ...]) -> str:
    return ", ".join(f"'{one.name}'" for one in precincts)
