"""What a later version of an issued report says of the one it replaces: which, since when, and which figures moved."""

from dataclasses import dataclass

from outreach.languages.wording import ENGLISH, NO_BREAK, Wording
from outreach.queries.monthly import Signatures
from outreach.queries.reissue import Moved, Replaced
from outreach.reports.page import Paper
from outreach.reports.tables import Column, table

TOLD_AT_ONCE = 3
"""So many figures that moved are told in the sentence on top; more follow in a table."""


@dataclass(frozen=True, slots=True)
class Issue:
    """What a copy is: a draft (nobody signed), or issued under these names; and the version it replaces, if any."""

    signed: Signatures | None = None
    replaces: Replaced | None = None


DRAFT = Issue()

_FIGURES = {
    "events.held": "Events held",
    "events.planned": "Events planned",
    "events.cancelled": "Events cancelled",
    "events.by_kind": "Events: {name}",
    "people_reached.total": "People reached",
    "people_reached.unknown_events": "Events without a count",
    "sign_ins.present": "Sign-ins",
    "sign_ins.first_time": "People who came for the first time",
    "neighborhoods.reached": "Neighborhoods reached",
    "neighborhoods.active": "Neighborhoods",
    "neighborhoods.quiet": "Neighborhoods gone quiet",
    "follow_ups.opened": "Promises made",
    "follow_ups.closed": "Promises settled",
    "follow_ups.open": "Promises open at the end",
    "follow_ups.overdue": "Promises late at the end",
    "follow_ups.median_days_to_close": "Median days to settle a promise",
    "follow_ups.due": "Promises due",
    "follow_ups.kept": "Promises kept on time",
    "follow_ups.told": "Residents told of the outcome",
    "concerns": "Concerns: {name}",
    "measures": "{name}",
    "shifts": "Events begun on {name}",
    "crime.current": "{name}",
    "crime.year_to_date": "{name}, year to date",
}
_SPANS = {
    "prior_period": "{figure}, in the period before",
    "last_year": "{figure}, a year earlier",
}


def figure_words(moved: Moved, say: Wording = ENGLISH) -> str:
    """Which figure it is: "Concerns: Speeding, a year earlier"."""
    name = say.known(moved.name, sense="shift" if moved.figure == "shifts" else "")
    words = say(_FIGURES[moved.figure], name=name)
    return say(_SPANS[moved.span], figure=words) if moved.span else words


def moved_words(moved: Moved, say: Wording = ENGLISH) -> str:
    """A figure and its move: "Events held 41 → 42"."""
    before, now = _value(moved.before, say), _value(moved.now, say)
    return f"{figure_words(moved, say)} {before}{NO_BREAK}→{NO_BREAK}{now}"


def replaced_words(replaced: Replaced, say: Wording = ENGLISH) -> str:
    """Which version is replaced, and the first figures that moved."""
    day = say.day(replaced.issued_on)
    if replaced.approved_by:
        version = say("Replaces the version issued on {day}, approved by {name}.", day=day, name=replaced.approved_by)
    else:
        version = say("Replaces the version issued on {day}.", day=day)
    if not replaced.moved:
        return f"{version} {say('No figure has moved since.')}"
    first = "; ".join(moved_words(one, say) for one in replaced.moved[:TOLD_AT_ONCE])
    more = len(replaced.moved) - TOLD_AT_ONCE
    told = say("Moved since: {figures}.", figures=first)
    if more > 0:
        told = say("Moved since: {figures}, and {number} more.", figures=first, number=say.number(more))
    return f"{version} {told}"


def changes(paper: Paper, replaced: Replaced | None) -> None:
    """The figures that moved, where they are too many for the sentence on top."""
    if replaced is None or len(replaced.moved) <= TOLD_AT_ONCE:
        return
    say = paper.say
    paper.heading(say("What moved since the version of {day}", day=say.day(replaced.issued_on)))
    columns = [Column(say("Figure"), 1), Column(say("Issued then"), align="right"), Column(say("Now"), align="right")]
    cells = [[figure_words(one, say), _value(one.before, say), _value(one.now, say)] for one in replaced.moved]
    paper.add(table(paper.section(), columns, cells, paper.width))


def _value(value: float | None, say: Wording) -> str:
    return say.number(value, 1 if isinstance(value, float) and not value.is_integer() else 0)
