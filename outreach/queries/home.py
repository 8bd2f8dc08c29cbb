"""What an officer sees on arriving: promises that need somebody, what is coming, who has gone quiet, the month."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from peewee import JOIN, Select, fn

from outreach.queries.coverage import NeighborhoodFigures, neighborhood_figures
from outreach.queries.event_list import EventFilter, EventRow, event_list_asked, first_keys
from outreach.queries.follow_up_rows import FollowUpRow
from outreach.queries.followups import FollowUpFilter, follow_up_list_asked
from outreach.queries.listing import Page, gathered
from outreach.queries.measures import measure_totals
from outreach.queries.period import Period, shifted
from outreach.queries.precincts import PrecinctHeader, precinct_header
from outreach.queries.promises import PromiseFlow, promise_flow
from outreach.queries.rows import Asked, alone, in_step, put_together_once, together
from outreach.queries.spans import Spans, quiet_since
from outreach.queries.turnout import EventFigures, PeopleReached, event_figures, largest_events, reach_figures
from outreach.records.base import database
from outreach.records.events import Event, EventKind, EventNeighborhood, EventStatus
from outreach.records.followups import OPEN_STATUSES, Concern, FollowUp
from outreach.records.people import Neighborhood
from outreach.records.tallies import follow_up_tally
from outreach.records.turnout import served_day
from outreach.values import frozen

ROWS_PER_TILE = 8
DAYS_AHEAD = 14
MONTHS_BACK = 12


@frozen
class ComingUp:
    """A planned event, and how many open promises there are to report back on in the neighborhoods it serves."""

    event: EventRow
    open_promises: int


@frozen
class QuietRow:
    """An active neighborhood without a held event for the precinct's number of days; the longest quiet first.

    The last held event there, None where there never was one.
    """

    neighborhood: int
    name: str
    days_quiet: int | None
    last_held: date | None
    last_kind: str | None
    last_event: int | None


@frozen
class MonthPoint:
    """One month of a chart. ``people_reached`` is None when events were held and nobody counted at any.

    ``measures`` sums by name, None: never noted. ``largest_event`` is the title of the event that reached most.
    """

    month: Period
    held: int
    people_reached: int | None
    sign_ins: int
    promises_opened: int
    promises_closed: int
    promises_due: int
    promises_kept: int
    measures: Mapping[str, int | None]
    largest_event: str | None


@frozen
class TileFigures:
    """The figures over the first page, of a month or its part, each as the figures of a report define it."""

    period: Period
    events: EventFigures
    people_reached: PeopleReached
    neighborhoods: NeighborhoodFigures
    follow_ups: PromiseFlow
    measures: Mapping[str, int | None]


@frozen
class Home:
    """What the first page shows. Lists hold their first rows and how many there are in all.

    ``this_month`` is the running month; the month before and the same one last year are there up to the same day, and
    whole among the months. ``months`` are the twelve months that end with the running one, oldest first;
    ``prior_months`` the twelve before them.
    """

    precinct: PrecinctHeader
    today: date
    overdue: Page[FollowUpRow]
    due_this_week: Page[FollowUpRow]
    untold: Page[FollowUpRow]
    coming_up: tuple[ComingUp, ...]
    coming_up_total: int
    quiet: tuple[QuietRow, ...]
    this_month: TileFigures
    last_month_to_date: TileFigures
    last_year_to_date: TileFigures
    months: tuple[MonthPoint, ...]
    prior_months: tuple[MonthPoint, ...]


def home(precinct: int, today: date, officer: int | None = None, *, confidential: bool = False) -> Home:
    """Everything the first page shows, the promises of one officer or of all.

    The same number of statements whatever the amount of data. Raises :class:`NotFoundError` when the precinct is gone.
    """
    return alone(home_asked(precinct_header(precinct), today, officer, confidential=confidential))


def home_asked(
    header: PrecinctHeader, today: date, officer: int | None = None, *, confidential: bool = False
) -> Asked[Home]:
    """The same of a precinct whose settings are known, for those who ask it together with more."""
    precinct = header.key
    month = _month(today)
    charted = [_month(shifted(month.first, back)) for back in range(1 - 2 * MONTHS_BACK, 1)]
    last_month_to_date = Period(month.prior.first, shifted(today, -1))
    last_year_to_date = Period(month.last_year.first, shifted(today, -12))
    tiled = (charted[-1], last_month_to_date, last_year_to_date)
    spans = Spans(precinct, (*charted, *tiled[1:]), today)

    def promises(chosen: FollowUpFilter, sort: str = "due") -> Asked[Page[FollowUpRow]]:
        return follow_up_list_asked(precinct, today, chosen, sort=sort, limit=ROWS_PER_TILE, confidential=confidential)

    planned = (EventStatus.PLANNED.value,)
    ahead = EventFilter(officer=officer, first=today, last=today + timedelta(days=DAYS_AHEAD), statuses=planned)
    sums, areas, overdue, due_this_week, untold, (coming_up, coming_up_total), quiet = yield from in_step(
        _Sums.over(spans),
        neighborhood_figures(Spans(precinct, tiled, today, header.quiet_after_days)),
        promises(FollowUpFilter(owner=officer, overdue=True)),
        promises(FollowUpFilter(owner=officer, due_within=6)),
        promises(FollowUpFilter(owner=officer, told=False), "closed_on"),
        _coming_up(precinct, ahead),
        _quiet(header, today),
    )
    points = sums.points()
    return Home(
        precinct=header,
        today=today,
        overdue=overdue,
        due_this_week=due_this_week,
        untold=untold,
        coming_up=coming_up,
        coming_up_total=coming_up_total,
        quiet=quiet,
        this_month=sums.tiles(len(charted) - 1, areas[0]),
        last_month_to_date=sums.tiles(len(charted), areas[1]),
        last_year_to_date=sums.tiles(len(charted) + 1, areas[2]),
        months=points[MONTHS_BACK : len(charted)],
        prior_months=points[:MONTHS_BACK],
    )


def _coming_up(precinct: int, ahead: EventFilter) -> Asked[tuple[tuple[ComingUp, ...], int]]:
    """The next planned events, and how many there are; five statements in one turn."""
    coming, owed = yield from in_step(
        event_list_asked(precinct, ahead, sort="date", descending=False, limit=ROWS_PER_TILE),
        _open_promises_at(precinct, first_keys(precinct, ahead, ROWS_PER_TILE)),
    )
    return tuple(ComingUp(event, owed.get(event.id, 0)) for event in coming.rows), coming.total


def home_with_turnout(shown: Home) -> Home:
    """The same first page where nothing but sign-ins and head counts changed since it was told; three statements
    instead of some twenty-five."""
    precinct = shown.precinct
    months = (*shown.prior_months, *shown.months)
    to_date = (shown.last_month_to_date, shown.last_year_to_date)
    periods = (*(point.month for point in months), *(tiles.period for tiles in to_date))
    spans = Spans(precinct.key, periods, shown.today, precinct.quiet_after_days)
    reach, largest = together(reach_figures(spans), largest_events(spans))
    points = tuple(
        replace(point, people_reached=reach[i][0].total, sign_ins=reach[i][1], largest_event=largest.get(i))
        for i, point in enumerate(months)
    )

    def tiles(before: TileFigures, i: int) -> TileFigures:
        return replace(before, people_reached=reach[i][0])

    return replace(
        shown,
        this_month=tiles(shown.this_month, len(months) - 1),
        last_month_to_date=tiles(shown.last_month_to_date, len(months)),
        last_year_to_date=tiles(shown.last_year_to_date, len(months) + 1),
        months=points[MONTHS_BACK:],
        prior_months=points[:MONTHS_BACK],
    )


def _quiet(header: PrecinctHeader, today: date) -> Asked[tuple[QuietRow, ...]]:
    """The active neighborhoods gone quiet as of a day, never reached ones first; one statement."""
    (found,) = yield _last_events(header.key, quiet_since(today, header.quiet_after_days), today)
    as_date: Any = Event.date.python_value
    rows = []
    for key, name, told, kind, event in found:
        day: date | None = as_date(told)
        rows.append(QuietRow(key, name, (today - day).days if day else None, day, kind, event))
    return tuple(sorted(rows, key=lambda row: (row.last_held or date.min, row.name)))


@put_together_once
def _last_events(precinct: int, quiet_from: date, today: date) -> tuple[Any]:
    """The active neighborhoods without a held event since a day, with the day, kind and key of the last one."""
    served = served_day
    last = (
        served.select(served.event_id)
        .where(
            served.precinct_id == precinct,
            served.neighborhood_id == Neighborhood.id,
            served.day <= today,
            served.held == True,  # noqa: E712
        )
        .order_by(served.day.desc(), served.event_id.desc())
        .limit(1)
    )
    active = Neighborhood.select(Neighborhood.id, Neighborhood.name, last.alias("event"))
    there = active.where(Neighborhood.precinct == precinct, Neighborhood.active)
    found = (
        Select((there,), (there.c.id, there.c.name, Event.date, EventKind.name, Event.id))
        .join(Event, JOIN.LEFT_OUTER, on=Event.id == there.c.event)
        .join(EventKind, JOIN.LEFT_OUTER, on=EventKind.id == Event.kind)
    )
    return (found.where(Event.id.is_null() | (Event.date < quiet_from)).bind(database.obj),)


def month_points(precinct: int, months: Sequence[Period], today: date) -> tuple[MonthPoint, ...]:
    """Months as charts show them; the statements do not grow with their number."""
    return alone(_Sums.over(Spans(precinct, months, today))).points()


class _Sums(NamedTuple):
    """What charts and tiles both show, by the place of the period."""

    periods: Sequence[Period]
    events: Sequence[EventFigures]
    reach: Sequence[tuple[PeopleReached, int]]
    promises: Sequence[PromiseFlow]
    measures: Sequence[Mapping[str, int | None]]
    largest: Mapping[int, str]

    @classmethod
    def over(cls, spans: Spans) -> Asked["_Sums"]:
        found = yield from in_step(
            event_figures(spans),
            reach_figures(spans),
            promise_flow(spans),
            measure_totals(spans),
            largest_events(spans),
        )
        return cls(spans.periods, *found)

    def tiles(self, i: int, areas: NeighborhoodFigures) -> TileFigures:
        return TileFigures(self.periods[i], self.events[i], self.reach[i][0], areas, self.promises[i], self.measures[i])

    def points(self) -> tuple[MonthPoint, ...]:
        return tuple(
            MonthPoint(
                month=month,
                held=self.events[i].held,
                people_reached=self.reach[i][0].total,
                sign_ins=self.reach[i][1],
                promises_opened=self.promises[i].opened,
                promises_closed=self.promises[i].closed,
                promises_due=self.promises[i].due,
                promises_kept=self.promises[i].kept,
                measures=self.measures[i],
                largest_event=self.largest.get(i),
            )
            for i, month in enumerate(self.periods)
        )


def _month(day: date) -> Period:
    return Period.of_month(day.year, day.month)


def _open_promises_at(precinct: int, events: Any) -> Asked[dict[int, int]]:
    """How many open promises there are in the neighborhoods that some events serve, by the event; three statements.

    A promise that names no neighborhood is of that of its concern.
    """
    cell = follow_up_tally
    is_open = (cell.precinct_id == precinct) & cell.status.in_(OPEN_STATUSES)
    by_area = cell.select(cell.neighborhood_id, fn.SUM(cell.promises)).where(is_open, cell.neighborhood_id != 0)
    nameless = (FollowUp.precinct == precinct) & FollowUp.status.in_(OPEN_STATUSES) & FollowUp.neighborhood.is_null()
    of_concerns = FollowUp.select(Concern.neighborhood, fn.COUNT(FollowUp.id)).join(Concern).where(nameless)
    placed, *counted = yield (
        EventNeighborhood.select(EventNeighborhood.event, EventNeighborhood.neighborhood).where(
            EventNeighborhood.event.in_(events)
        ),
        by_area.group_by(cell.neighborhood_id),
        of_concerns.group_by(Concern.neighborhood),
    )
    owed = Counter({area: int(count) for area, count in counted[0]}) + Counter(dict(counted[1]))
    return {event: sum(owed[area] for (area,) in areas) for event, areas in gathered(placed).items()}
