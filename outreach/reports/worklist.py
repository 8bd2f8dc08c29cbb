"""The follow-up worklist: what each officer still owes, late ones first, with a box to tick."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from outreach.queries.followups import FollowUpFilter, FollowUpRow, follow_up_list
from outreach.queries.precincts import PrecinctHeader, precinct_header
from outreach.reports import covers
from outreach.reports.tables import Cell, Column, KeyFigure, key_figures, table
from outreach.reports.text import lines, muted
from outreach.reports.wording import ENGLISH, Wording

TITLE = "Follow-up worklist"
OPEN_STATES = ("open", "in progress", "waiting on partner")
_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Worklist:
    """The open promises of one officer, or of all, as of a day."""

    precinct: PrecinctHeader
    as_of: date
    rows: tuple[FollowUpRow, ...]


def gather_worklist(precinct: int, today: date, officer: int | None = None) -> Worklist:
    """The open promises of an officer, or of everybody; the same number of statements whatever their number."""
    chosen = FollowUpFilter(states=OPEN_STATES, owner=officer)
    return Worklist(precinct_header(precinct), today, follow_up_list(precinct, today, chosen, limit=_ALL).rows)


def print_worklist(worklist: Worklist, *, printed_on: date, say: Wording = ENGLISH) -> bytes:
    """The worklist as a tagged PDF: one section for each owner, those without an owner first."""
    owners = _by_owner(worklist.rows)
    only = next(iter(owners)) if len(owners) == 1 else ""
    as_of = say("as of {day}", day=say.day(worklist.as_of))
    paper = covers.begun(covers.Cover(TITLE, worklist.precinct, as_of, False, printed_on, detail=only), say)
    paper.add(key_figures(paper.section(), _figures(worklist, say), paper.width))
    if not worklist.rows:
        paper.text(say("No promise is open."))
    for owner, rows in owners.items():
        paper.heading(f"{owner or say('Nobody yet')} · {say.count(len(rows), 'promise', 'promises')}")
        paper.add(table(paper.section(), _columns(say), [_row(row, say) for row in rows], paper.width))
    return paper.finish()


def _by_owner(rows: Sequence[FollowUpRow]) -> dict[str, list[FollowUpRow]]:
    owners: dict[str, list[FollowUpRow]] = {}
    for row in sorted(rows, key=lambda row: row.owner_name.split(" ")[-1:]):
        owners.setdefault(row.owner_name, []).append(row)
    for owned in owners.values():
        owned.sort(key=lambda row: (row.due or date.max, row.priority != "high", row.id))
    return owners


def _figures(worklist: Worklist, say: Wording) -> list[KeyFigure]:
    rows = worklist.rows
    soon = sum(row.due is not None and 0 <= (row.due - worklist.as_of).days < 7 for row in rows)
    return [
        KeyFigure(say.number(len(rows)), say("open promise") if len(rows) == 1 else say("open promises")),
        KeyFigure(say.number(sum(row.overdue for row in rows)), say("late")),
        KeyFigure(say.number(soon), say("due within 7 days")),
        KeyFigure(say.number(sum(row.status == "waiting on partner" for row in rows)), say("waiting on a partner")),
    ]


def _columns(say: Wording) -> list[Column]:
    return [
        Column(say("Done")),
        Column(say("Due")),
        Column(say("Promise"), 6),
        Column(say("Neighborhood"), 2),
        Column(say("Where it stands"), 2),
    ]


def _row(row: FollowUpRow, say: Wording) -> list[Cell]:
    to = say("to {name}", name=row.promised_to) if row.promised_to else ""
    since = say("since {day}", day=say.short_day(row.opened_on))
    detail = " · ".join(part for part in (to, since, say("urgent") if row.priority == "high" else "") if part)
    return [
        "☐",
        lines(_due(row, say), muted(say.count(row.days_late, "day late", "days late")) if row.overdue else ""),
        lines(row.words, muted(detail)),
        row.neighborhood_name or "–",
        _standing(row, say),
    ]


def _due(row: FollowUpRow, say: Wording) -> str:
    return say.short_day(row.due) if row.due else say("no date")


def _standing(row: FollowUpRow, say: Wording) -> str:
    if row.partner:
        asked = say("asked {day}", day=say.short_day(row.partner_asked_on)) if row.partner_asked_on else ""
        return lines(say("Waiting on {partner}", partner=row.partner), muted(asked) if asked else "")
    return say(row.status.capitalize())
