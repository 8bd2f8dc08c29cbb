"""Problems: worked on by scanning, analysis, response and assessment, with the concerns and events about them."""

from dataclasses import dataclass
from datetime import date

from outreach.actions.change import Actor, Changes, change, load, required
from outreach.actions.checks import must_belong, not_earlier, plain_values, sensible_day, word_of
from outreach.errors import NotFoundError, OutreachError
from outreach.records.base import Record, Row
from outreach.records.events import Event
from outreach.records.followups import Concern, Problem, ProblemConcern, ProblemEvent, ProblemPhase
from outreach.records.people import Neighborhood
from outreach.records.precinct import Officer, Precinct


@dataclass(frozen=True, slots=True)
class ProblemDetails:
    """A problem, what each of its four steps found, and a count before and after (``counted`` says of what)."""

    title: str
    opened_on: date
    neighborhood: int | None = None
    owner: int | None = None
    phase: str = ProblemPhase.SCANNING
    scanning: str = ""
    analysis: str = ""
    response: str = ""
    assessment: str = ""
    closed_on: date | None = None
    counted: str = ""
    count_before: int | None = None
    count_after: int | None = None


def add_problem(by: Actor, precinct: int, details: ProblemDetails) -> Changes:
    """Open a problem. Raises :class:`OutreachError` when its title is missing or its parts contradict each other."""
    values = _problem_values(details)
    with change(by, "add_problem") as c:
        load(Precinct, precinct)
        _refuse_strangers(precinct, details)
        c.create(Problem, precinct=precinct, **values)
    return c.changes


def edit_problem(by: Actor, problem: int, version: int, details: ProblemDetails) -> Changes:
    """Change a problem, its phase or its counts. Raises :class:`OutreachError` as :func:`add_problem` does."""
    values = _problem_values(details)
    with change(by, "edit_problem") as c:
        record = load(Problem, problem, version)
        _refuse_strangers(record.precinct_id, details)
        c.update(record, **values)
    return c.changes


def link_concern(by: Actor, problem: int, concern: int) -> Changes:
    """Gather a concern under a problem. Raises :class:`OutreachError` when it is there already."""
    return _link(by, "link_concern", problem, Concern, concern, ProblemConcern, "concern")


def unlink_concern(by: Actor, problem: int, concern: int) -> Changes:
    """Take a concern out of a problem. Raises :class:`NotFoundError` when it is not there."""
    return _unlink(by, "unlink_concern", problem, concern, ProblemConcern, "concern")


def link_event(by: Actor, problem: int, event: int) -> Changes:
    """Say that an event was about a problem. Raises :class:`OutreachError` when that is kept already."""
    return _link(by, "link_event", problem, Event, event, ProblemEvent, "event")


def unlink_event(by: Actor, problem: int, event: int) -> Changes:
    """Say that an event was not about a problem. Raises :class:`NotFoundError` when it is not linked."""
    return _unlink(by, "unlink_event", problem, event, ProblemEvent, "event")


def _link(
    by: Actor, action: str, problem: int, model: type[Record], key: int, links: type[Record], what: str
) -> Changes:
    with change(by, action) as c:
        record = load(Problem, problem)
        must_belong(model, [key], record.precinct_id)
        if links.get_or_none(**{"problem": problem, what: key}) is not None:
            raise OutreachError(f"This {what} belongs to the problem already, so nothing was changed.")
        c.create(links, **{"problem": problem, what: key})
    return c.changes


def _unlink(by: Actor, action: str, problem: int, key: int, links: type[Record], what: str) -> Changes:
    with change(by, action) as c:
        link = links.get_or_none(**{"problem": problem, what: key})
        if link is None:
            raise NotFoundError(f"This {what} does not belong to the problem, so nothing was changed.")
        c.delete(link)
    return c.changes


def _refuse_strangers(precinct: int, details: ProblemDetails) -> None:
    must_belong(Neighborhood, [details.neighborhood], precinct)
    must_belong(Officer, [details.owner], precinct)


def _problem_values(details: ProblemDetails) -> Row:
    required(details.title, "The problem's title")
    phase = word_of(ProblemPhase, details.phase, "The phase")
    sensible_day(details.opened_on, "The opening day")
    if details.closed_on is not None:
        sensible_day(details.closed_on, "The closing day")
        not_earlier(details.closed_on, "The closing day", details.opened_on, "the opening day")
    if (phase == ProblemPhase.CLOSED) != (details.closed_on is not None):
        raise OutreachError(
            "A problem that is closed has a closing day and no other does, so nothing was written: "
            "give both or neither."
        )
    for what, count in (("before", details.count_before), ("after", details.count_after)):
        if count is not None and count < 0:
            raise OutreachError(f"The count {what} is below zero ({count}), so nothing was written: correct it.")
    return {**plain_values(details), "phase": phase}
