"""Problems: worked on by scanning, analysis, response and assessment, with the concerns and events about them."""

from dataclasses import dataclass
from datetime import date

from outreach.actions.change import Actor, Changes, change, load, required
from outreach.actions.checks import must_belong, not_earlier, plain_values, sensible_day, word_of
from outreach.errors import NotFoundError, OutreachError
from outreach.languages.spoken import say
from outreach.records.base import Record, Row
from outreach.records.crime import Offense
from outreach.records.events import Event
from outreach.records.followups import Concern, Problem, ProblemConcern, ProblemEvent, ProblemPhase
from outreach.records.people import Neighborhood
from outreach.records.precinct import Officer, Precinct


@dataclass(frozen=True, slots=True)
class ProblemDetails:
    """A problem, what each of its four steps found, and a count before and after.

    The count is one of the crime snapshot (``counted_offense``, in ``counted_area`` or else the whole precinct), or one
    made by hand: ``counted`` says of what. The periods are whole months, told by their first days; all four or none.
    """

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
    counted_offense: int | None = None
    counted_area: int | None = None
    before_from: date | None = None
    before_to: date | None = None
    after_from: date | None = None
    after_to: date | None = None


def add_problem(by: Actor, precinct: int, details: ProblemDetails, *, concern: int | None = None) -> Changes:
    """Open a problem, around a concern where one is given.

    Raises :class:`OutreachError` when its title is missing or its parts contradict each other.
    """
    values = _problem_values(details)
    with change(by, "add_problem") as c:
        load(Precinct, precinct)
        _refuse_strangers(precinct, details)
        problem = c.create(Problem, precinct=precinct, **values)
        if concern is not None:
            must_belong(Concern, [concern], precinct)
            c.create(ProblemConcern, problem=problem, concern=concern)
    return c.changes


def edit_problem(by: Actor, problem: int, version: int, details: ProblemDetails) -> Changes:
    """Change a problem, its phase or its counts. Raises :class:`OutreachError` as :func:`add_problem` does."""
    _problem_values(details)
    with change(by, "edit_problem") as c:
        record = c.load(Problem, problem, version)
        details = c.merge(record, details)
        values = _problem_values(details)
        _refuse_strangers(record.precinct_id, details)
        c.update(record, **values)
    return c.changes


def move_problem(by: Actor, problem: int, version: int, phase: str, on: date) -> Changes:
    """Take a problem to another phase; ``on`` is its closing day when that is the last.

    Raises :class:`OutreachError` when there is no such phase or the day lies before the problem's first.
    """
    wanted = word_of(ProblemPhase, phase, say("The phase"))
    with change(by, "move_problem") as c:
        record = c.load(Problem, problem, version)
        closed = None
        if wanted == ProblemPhase.CLOSED:
            closed = not_earlier(
                sensible_day(on, say("The closing day")),
                say("The closing day"),
                record.opened_on,
                say("the opening day"),
            )
        c.update(record, phase=wanted, closed_on=closed)
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
            raise OutreachError(say("This {what} belongs to the problem already, so nothing was changed.", what=what))
        c.create(links, **{"problem": problem, what: key})
    return c.changes


def _unlink(by: Actor, action: str, problem: int, key: int, links: type[Record], what: str) -> Changes:
    with change(by, action) as c:
        link = links.get_or_none(**{"problem": problem, what: key})
        if link is None:
            raise NotFoundError(say("This {what} does not belong to the problem, so nothing was changed.", what=what))
        c.delete(link)
    return c.changes


def _refuse_strangers(precinct: int, details: ProblemDetails) -> None:
    must_belong(Neighborhood, [details.neighborhood, details.counted_area], precinct)
    must_belong(Officer, [details.owner], precinct)
    must_belong(Offense, [details.counted_offense], precinct)


def _problem_values(details: ProblemDetails) -> Row:
    required(details.title, say("The problem's title"))
    phase = word_of(ProblemPhase, details.phase, say("The phase"))
    sensible_day(details.opened_on, say("The opening day"))
    if details.closed_on is not None:
        sensible_day(details.closed_on, say("The closing day"))
        not_earlier(details.closed_on, say("The closing day"), details.opened_on, say("the opening day"))
    if (phase == ProblemPhase.CLOSED) != (details.closed_on is not None):
        raise OutreachError(
            say(
                "A problem that is closed has a closing day and no other does, so nothing was written: give "
                "both or neither."
            )
        )
    for what, count in (("before", details.count_before), ("after", details.count_after)):
        if count is not None and count < 0:
            raise OutreachError(
                say(
                    "The count {what} is below zero ({count}), so nothing was written: correct it.",
                    what=what,
                    count=count,
                )
            )
    _refuse_muddled_counts(details)
    return {**plain_values(details), "phase": phase}


def _refuse_muddled_counts(details: ProblemDetails) -> None:
    by_hand = bool(details.counted.strip()) or details.count_before is not None or details.count_after is not None
    if details.counted_offense is not None and by_hand:
        raise OutreachError(
            say(
                "The count is both an offense of the crime snapshot and one made by hand, so nothing was "
                "written: leave one of them out."
            )
        )
    before, after = (details.before_from, details.before_to), (details.after_from, details.after_to)
    known = [month for month in (*before, *after) if month is not None]
    if len(known) not in (0, 4) or (details.counted_offense is not None and not known):
        raise OutreachError(
            say(
                "A month of the two periods is missing, so nothing was written: give the first and the last "
                "month of both."
            )
        )
    if any(month.day != 1 for month in known):
        raise OutreachError(
            say("The periods are whole months, so nothing was written: give the first day of each month.")
        )
    if known != sorted(known) or (known and known[1] == known[2]):
        raise OutreachError(
            say(
                "The months of the two periods are not in order, so nothing was written: the first period "
                "ends before the second begins."
            )
        )
    for month in known:
        sensible_day(month, say("The month"))
