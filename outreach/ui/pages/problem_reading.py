"""What the pages of the problems are made of, asked in one go on a worker."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from outreach.languages.spoken import known_name, say, spoken
from outreach.queries.before_after import BeforeAfter
from outreach.queries.concerns import ConcernFilter, ConcernRow, concern_detail, concern_list
from outreach.queries.drafts import draft
from outreach.queries.event_list import EventFilter, event_list
from outreach.queries.listing import Page
from outreach.queries.lookups import DeskLookups, desk_lookups
from outreach.queries.problems import ProblemDetail, ProblemFilter, ProblemRow, problem_detail, problem_list
from outreach.ui.widgets.suggest import Suggestion
from outreach.ui.wording import short_date

if TYPE_CHECKING:
    from outreach.reports.onscreen import Shown

ROWS = 500
OFFERED = 9
WIDEST = 480.0


@dataclass(frozen=True, slots=True)
class NewProblem:
    """A new problem, around a concern where one is given."""

    concern: int | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """The list, and what its filters offer."""

    problems: Page[ProblemRow]
    lookups: DeskLookups


@dataclass(frozen=True, slots=True)
class ProblemReading:
    """One problem, what its count before and after says (empty: nothing is counted), and what was half typed."""

    problem: ProblemDetail
    lookups: DeskLookups
    finding: str
    draft: str | None


@dataclass(frozen=True, slots=True)
class ProblemStart:
    """What a new problem is made of: the concern it begins with, and what was half typed."""

    concern: ConcernRow | None
    lookups: DeskLookups
    draft: str | None


def draft_key(problem: int | None, concern: int | None = None) -> str:
    """The name of the draft of a problem's words, or of a new one's form."""
    if problem is not None:
        return f"problem/{problem}"
    return "problem/new" if concern is None else f"problem/new/{concern}"


def read_list(precinct: int, chosen: ProblemFilter, sort: str, backwards: bool) -> Listing:
    """The list as the filters say."""
    problems = problem_list(precinct, chosen, sort=sort, descending=backwards, limit=ROWS)
    return Listing(problems, desk_lookups(precinct))


def read_problem(precinct: int, problem: int, typist: str, *, confidential: bool) -> ProblemReading:
    """One problem. Raises NotFoundError when it is gone."""
    # The paper library takes a while to load: only the page of one problem waits for it.
    from outreach.reports.before_after import finding

    found = problem_detail(problem, confidential=confidential)
    return ProblemReading(
        problem=found,
        # Who is no longer in service may still own a problem of the past.
        lookups=desk_lookups(precinct, inactive=True),
        finding=finding(found.told, spoken()) if found.told is not None else "",
        draft=draft(typist, draft_key(problem)),
    )


def drawn_counts(told: BeforeAfter, width: float, _height: float) -> "Shown":
    """The count before and after, as it is printed."""
    from outreach.reports.before_after import chart
    from outreach.reports.onscreen import shown

    return shown(chart(told, min(width, WIDEST), spoken()))


def read_start(precinct: int, concern: int | None, typist: str, *, confidential: bool) -> ProblemStart:
    """What a new problem is made of. Raises NotFoundError when the concern is gone."""
    return ProblemStart(
        concern=concern_detail(concern, confidential=confidential) if concern is not None else None,
        lookups=desk_lookups(precinct),
        draft=draft(typist, draft_key(None, concern)),
    )


def offered_concerns(
    precinct: int, words: str, today: date, but: frozenset[int], *, confidential: bool
) -> Sequence[Suggestion]:
    """The latest concerns that hold these words, but for those that are gathered already."""
    limit = OFFERED + len(but)
    found = concern_list(precinct, ConcernFilter(text=words), limit=limit, confidential=confidential)
    return [
        Suggestion(
            one.id, known_name(one.topic), f"{short_date(one.raised_on, today)} · {one.words or say('confidential')}"
        )
        for one in found.rows
        if one.id not in but
    ][:OFFERED]


def offered_events(precinct: int, words: str, today: date, but: frozenset[int]) -> Sequence[Suggestion]:
    """The latest events that hold these words, but for those that are gathered already."""
    found = event_list(precinct, EventFilter(text=words), sort="date", descending=True, limit=OFFERED + len(but))
    return [
        Suggestion(one.id, one.title, f"{short_date(one.date, today)} · {known_name(one.kind_name)}")
        for one in found.rows
        if one.id not in but
    ][:OFFERED]
