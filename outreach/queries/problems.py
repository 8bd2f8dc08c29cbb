"""Problems being worked on, with the concerns and events gathered under each and the count before and after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import JOIN, fn

from outreach.errors import NotFoundError
from outreach.languages.spoken import say
from outreach.queries.before_after import BeforeAfter, CountChoice, before_and_after
from outreach.queries.listing import Page, count_of, gathered, ordered, position_of, ranked_name
from outreach.queries.rows import rows_of
from outreach.records.events import Event, EventKind
from outreach.records.followups import Concern, Problem, ProblemConcern, ProblemEvent, ProblemPhase, Topic
from outreach.records.people import Neighborhood
from outreach.records.precinct import Officer
from outreach.records.search import matching


@dataclass(frozen=True, slots=True)
class ProblemFilter:
    """Which problems: in any of these phases (none: all), a neighborhood, an owner, words."""

    phases: tuple[str, ...] = ()
    neighborhood: int | None = None
    owner: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A problem in a list; ``told`` is the count before and after (None: nothing is counted)."""

    id: int
    version: int
    title: str
    phase: str
    neighborhood: int | None
    neighborhood_name: str
    owner: int | None
    owner_name: str
    opened_on: date
    closed_on: date | None
    choice: CountChoice
    told: BeforeAfter | None
    concerns: int
    events: int


@dataclass(frozen=True, slots=True)
class GatheredConcern:
    """A concern gathered under a problem; ``words`` None: confidential. ``event`` is where it was raised."""

    id: int
    topic: str
    words: str | None
    raised_on: date
    event: int | None


@dataclass(frozen=True, slots=True)
class GatheredEvent:
    """An event held about a problem."""

    id: int
    title: str
    kind_name: str
    status: str
    date: date


@dataclass(frozen=True, slots=True)
class ProblemDetail(ProblemRow):
    """A problem with what each step found and what is gathered under it."""

    scanning: str
    analysis: str
    response: str
    assessment: str
    gathered_concerns: tuple[GatheredConcern, ...]
    gathered_events: tuple[GatheredEvent, ...]


def problem_list(
    precinct: int,
    chosen: ProblemFilter = ProblemFilter(),
    *,
    sort: str = "phase",
    descending: bool = False,
    offset: int = 0,
    limit: int = 200,
) -> Page[ProblemRow]:
    """A page of the problems that fit; sorted by phase, title, neighborhood, owner or opened_on.

    Four statements, and three more where one counts an offense of the crime snapshot.
    """
    fits = _fits(precinct, chosen)
    total = count_of(Problem.select(Problem.id).where(*fits))
    order = ordered(_sorts(), sort, descending, Problem.id)
    found = rows_of(_rows().where(*fits).order_by(*order).offset(offset).limit(limit))
    keys = [row[0] for row in found]
    concerns, events = _how_many(ProblemConcern, keys), _how_many(ProblemEvent, keys)
    told = before_and_after(precinct, {row[0]: CountChoice(*row[_COUNTS]) for row in found})
    rows = (ProblemRow(*(*_facts(row, told), concerns.get(row[0], 0), events.get(row[0], 0))) for row in found)
    return Page(total, tuple(rows))


def problem_detail(problem: int, *, confidential: bool = False) -> ProblemDetail:
    """One problem, in three statements, and three more where it counts an offense of the crime snapshot.

    Raises :class:`NotFoundError` when it is gone.
    """
    steps = (Problem.precinct, Problem.scanning, Problem.analysis, Problem.response, Problem.assessment)
    found = rows_of(_rows(*steps).where(Problem.id == problem))
    if not found:
        raise NotFoundError(say("This problem is no longer kept: somebody removed it."))
    *row, precinct, scanning, analysis, response, assessment = found[0]
    told = before_and_after(precinct, {problem: CountChoice(*row[_COUNTS])})
    concerns, events = _concerns(problem, confidential), _events(problem)
    facts = (*_facts(row, told), len(concerns), len(events))
    return ProblemDetail(*(*facts, scanning, analysis, response, assessment, concerns, events))


def problems_of(concerns: list[int]) -> dict[int, tuple[tuple[int, str], ...]]:
    """The problems (key and title) that each of some concerns is gathered under."""
    found: Any = (
        ProblemConcern.select(ProblemConcern.concern, Problem.id, Problem.title)
        .join(Problem)
        .where(ProblemConcern.concern.in_(concerns))
        .order_by(Problem.id)
    )
    return {concern: tuple((key, title) for key, title in rows) for concern, rows in gathered(rows_of(found)).items()}


def _concerns(problem: int, confidential: bool) -> tuple[GatheredConcern, ...]:
    found: Any = (
        ProblemConcern.select(
            Concern.id, Topic.name, Concern.words, Concern.raised_on, Concern.event, Concern.confidential
        )
        .join(Concern)
        .join(Topic)
        .where(ProblemConcern.problem == problem)
        .order_by(Concern.raised_on.desc(), Concern.id.desc())
    )
    return tuple(
        GatheredConcern(key, topic, words if confidential or not secret else None, raised_on, event)
        for key, topic, words, raised_on, event, secret in rows_of(found)
    )


def _events(problem: int) -> tuple[GatheredEvent, ...]:
    found: Any = (
        ProblemEvent.select(Event.id, Event.title, EventKind.name, Event.status, Event.date)
        .join(Event)
        .join(EventKind)
        .where(ProblemEvent.problem == problem)
        .order_by(Event.date.desc(), Event.id.desc())
    )
    return tuple(GatheredEvent(*row) for row in rows_of(found))


def _how_many(link: Any, problems: list[int]) -> dict[int, int]:
    counted = link.select(link.problem, fn.COUNT(link.id)).where(link.problem.in_(problems)).group_by(link.problem)
    return dict(rows_of(counted))


def _fits(precinct: int, chosen: ProblemFilter) -> list[Any]:
    fits: list[Any] = [Problem.precinct == precinct]
    if chosen.phases:
        fits.append(Problem.phase.in_(chosen.phases))
    if chosen.neighborhood is not None:
        fits.append(Problem.neighborhood == chosen.neighborhood)
    if chosen.owner is not None:
        fits.append(Problem.owner == chosen.owner)
    if chosen.text.strip():
        fits.append(matching(Problem, chosen.text))
    return fits


def _sorts() -> dict[str, Any]:
    return {
        "phase": (position_of(Problem.phase, ProblemPhase), Problem.opened_on),
        "title": (fn.LOWER(Problem.title),),
        "neighborhood": (fn.LOWER(Neighborhood.name), Problem.opened_on),
        "owner": (fn.LOWER(Officer.name), Problem.opened_on),
        "opened_on": (Problem.opened_on,),
    }


COUNT_COLUMNS = (
    Problem.counted_offense,
    Problem.counted_area,
    Problem.before_from,
    Problem.before_to,
    Problem.after_from,
    Problem.after_to,
    Problem.counted,
    Problem.count_before,
    Problem.count_after,
)
"""The columns of a :class:`CountChoice`, in its order."""
_COUNTS = slice(11, 11 + len(COUNT_COLUMNS))


def _rows(*more: Any) -> Any:
    return (
        Problem.select(
            Problem.id,
            Problem.version,
            Problem.title,
            Problem.phase,
            Problem.neighborhood,
            Neighborhood.name,
            Problem.owner,
            Officer.rank,
            Officer.name,
            Problem.opened_on,
            Problem.closed_on,
            *COUNT_COLUMNS,
            *more,
        )
        .join(Neighborhood, JOIN.LEFT_OUTER)
        .switch(Problem)
        .join(Officer, JOIN.LEFT_OUTER)
    )


def _facts(row: Sequence[Any], told: Mapping[int, BeforeAfter]) -> tuple[Any, ...]:
    key, version, title, phase, area, area_name, owner, rank, name, opened_on, closed_on = row[: _COUNTS.start]
    facts = (key, version, title, phase, area, area_name or "", owner, ranked_name(rank, name), opened_on, closed_on)
    return (*facts, CountChoice(*row[_COUNTS]), told.get(key))
