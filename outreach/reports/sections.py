"""Sections that reports on a period share: events, concerns and measures, crime, coverage, checkpoints and shifts."""

from collections.abc import Sequence
from datetime import date, time

from outreach.languages.wording import Wording
from outreach.queries.coverage import CoverageRow
from outreach.queries.crime import CrimeFigure
from outreach.queries.figures import Figures
from outreach.queries.monthly import (
    Checkpoints,
    ComingRow,
    EventRow,
    InternalEvent,
    InternalPart,
    MeasureRow,
    PublicPart,
    TopicRow,
)
from outreach.queries.precincts import PrecinctHeader
from outreach.queries.shifts import ShiftCount, ShiftFigures
from outreach.reports.charts import Bar, hour_grid, paired_bars
from outreach.reports.maps import Area, coverage_map
from outreach.reports.page import Paper
from outreach.reports.tables import Cell, Column, table
from outreach.reports.tagged import Element, TaggedFigure
from outreach.reports.text import SMALL, lines, muted, paragraph

# More rows than this stand better below than beside one another.
_BESIDE_AT_MOST = 14
_KINDS_AT_MOST = 8
_TOPICS_AT_MOST = 9
_MAP_HEIGHTS = (400.0, 350.0, 300.0, 250.0)
"""The most a map takes where a page has the room, and what it takes where little is left."""


def when(day: date, start: time | None, end: time | None, say: Wording) -> str:
    """The day and wall time of an event: "Jan 24, 6:30–8 PM"."""
    if start is None:
        return say.short_day(day)
    return f"{say.short_day(day)}, {say.span(start, end)}"


# ---- events


def events(paper: Paper, part: PublicPart, internal: InternalPart | None) -> None:
    """Events by kind beside the prior period, then every one of them."""
    say, figures = paper.say, part.figures
    paper.heading(say("Events"))
    if not part.events:
        paper.text(say("No event was held."))
    else:
        if figures.events.cancelled:
            cancelled = say.count(figures.events.cancelled, "cancelled event", "cancelled events")
            paper.lead(say("Not counted: {cancelled}.", cancelled=cancelled), SMALL)
        drawn = kinds(paper, figures)
        rows = _event_rows(part, internal, say)
        paper.picture_and_table(drawn, table(paper.section(), _event_columns(say, internal), rows, paper.width))


def kinds(paper: Paper, figures: Figures) -> TaggedFigure:
    """Events held by kind beside the prior period, as a figure of bars."""
    say = paper.say
    now, before = figures.events.by_kind, figures.comparison.prior_period.events.by_kind
    shown = list(now)[:_KINDS_AT_MOST]
    bars = [Bar(say.known(kind), now[kind], before.get(kind, 0)) for kind in shown]
    others = [kind for kind in {**now, **before} if kind not in shown]
    if others:
        counts = (sum(by_kind.get(kind, 0) for kind in others) for by_kind in (now, before))
        bars.append(Bar(say("Other kinds"), *counts))
    names = say.period(figures.period), say.period(figures.comparison.prior_period.period)
    drawn, close = (
        paired_bars(bars, *names, say("Events held by kind"), paper.width, say, is_close=is_close)
        for is_close in (False, True)
    )
    return drawn.figure(paper.section(), [close])


def _event_columns(say: Wording, internal: InternalPart | None) -> list[Column]:
    columns = [Column(say("When")), Column(say("Event"), 5), Column(say("Neighborhoods"), 3)]
    if internal is not None:
        columns.append(Column(say("Led by"), 2))
    return [*columns, Column(say("People"), align="right"), Column(say("First time"), align="right")]


def _event_rows(part: PublicPart, internal: InternalPart | None, say: Wording) -> list[list[Cell]]:
    rows = []
    for event in part.events:
        inside = internal.events.get(event.key) if internal is not None else None
        row: list[Cell] = [
            when(event.date, event.start_time, event.end_time, say),
            lines(event.title, muted(event.place) if event.place else "", *_inside(inside, say)),
            ", ".join(event.neighborhoods) or "–",
        ]
        if internal is not None:
            row.append(inside.lead_officer if inside is not None and inside.lead_officer else "–")
        rows.append([*row, _people(event, say), say.number(event.first_time)])
    return rows


def _people(event: EventRow, say: Wording) -> str:
    return say.number(event.reached) if event.reached is not None else say("not counted")


def _inside(inside: InternalEvent | None, say: Wording) -> list[str]:
    if inside is None:
        return []
    told: list[str] = [muted(inside.summary)] if inside.summary else []
    if inside.more_names_than_heads:
        told.append(muted(say("More names were signed than heads were counted.")))
    return told


def coming_up(paper: Paper, rows: Sequence[ComingRow], until: date) -> None:
    """What is planned next."""
    say = paper.say
    paper.heading(say("Coming up"))
    if not rows:
        paper.text(say("Nothing is planned yet until {day}.", day=say.day(until)))
        return
    columns = [Column(say("When")), Column(say("Event"), 5), Column(say("Where"), 3), Column(say("Neighborhoods"), 3)]
    cells = [
        [
            when(row.date, row.start_time, row.end_time, say),
            row.title,
            row.place or "–",
            ", ".join(row.neighborhoods) or "–",
        ]
        for row in rows
    ]
    paper.add(table(paper.section(), columns, cells, paper.width))


# ---- what residents told us, what was counted


def concerns_and_measures(paper: Paper, part: PublicPart) -> None:
    """Concerns by topic, and beside them what was counted at checkpoints or at events at all."""
    has_checkpoints = bool(part.checkpoints.held or part.checkpoints.prior_held)
    totals = part.checkpoints.totals if has_checkpoints else part.measures

    def told() -> None:
        topics(paper, part.topics, part.figures)

    def counted() -> None:
        counts(paper, totals, part.figures, part.checkpoints if has_checkpoints else None)

    if not totals:
        told()
    elif len(totals) > _BESIDE_AT_MOST:
        told()
        counted()
    else:
        paper.columns([told, counted])


def _period_names(figures: Figures, say: Wording) -> tuple[str, str]:
    return say.name_of(figures.period, "Now"), say.name_of(figures.comparison.prior_period.period, "Before")


def topics(paper: Paper, rows: Sequence[TopicRow], figures: Figures) -> None:
    """Concerns by topic beside the prior period, the rarest ones as one line."""
    say = paper.say
    paper.heading(say("What residents told us"))
    if not rows:
        paper.text(say("No concern was recorded."))
        return
    now, before = _period_names(figures, say)
    columns = [Column(say("Topic"), 1), Column(now, align="right"), Column(before, align="right")]
    shown, others = rows[:_TOPICS_AT_MOST], rows[_TOPICS_AT_MOST:]
    cells = [
        [say.known(row.topic), say.number(row.now), say("new") if row.is_new else say.number(row.prior)]
        for row in shown
    ]
    if others:
        name = say.count(len(others), "other topic", "other topics")
        cells.append(
            [name, *(say.number(sum(counts)) for counts in zip(*((row.now, row.prior) for row in others), strict=True))]
        )
    paper.add(table(paper.section(), columns, cells, paper.width))


def counts(
    paper: Paper, totals: Sequence[MeasureRow], figures: Figures, checkpoints: Checkpoints | None = None
) -> None:
    """What was counted, at checkpoints where they are given, else at events at all."""
    say = paper.say
    paper.heading(say("Safety checkpoints") if checkpoints is not None else say("Counted at events"))
    now, before = _period_names(figures, say)
    columns = [Column(say("Counted"), 1), Column(now, align="right"), Column(before, align="right")]
    cells = []
    if checkpoints is not None:
        cells.append([say("Checkpoints"), say.number(checkpoints.held), say.number(checkpoints.prior_held)])
    cells += [[say.known(row.name), say.number(row.now), say.number(row.prior)] for row in totals]
    rates = [row for row in totals if row.per_officer_hour is not None]
    for row in rates[:2]:
        name = say("{name} per officer-hour", name=say.known(row.name))
        cells.append([name, say.number(row.per_officer_hour, 1), say.number(row.prior_per_officer_hour, 1)])
    paper.add(table(paper.section(), columns, cells, paper.width))


# ---- crime


def crime_snapshot(paper: Paper, figures: Figures) -> None:
    """Offenses beside the prior period and the year to date; what chance alone explains; never a cause."""
    say = paper.say
    paper.heading(say("Crime snapshot"))
    if not figures.crime:
        paper.text(say("No crime counts have been brought in."))
        return
    now, before = _period_names(figures, say)
    columns = [
        Column(say("Offense"), 1),
        Column(before, align="right"),
        Column(now, align="right"),
        Column(say("Change"), align="right"),
        Column("%", align="right"),
        Column(say("More than chance?")),
        Column(say("Year to date"), align="right"),
        Column(say("Last year"), align="right"),
        Column("%", align="right"),
    ]
    cells = [
        [
            say.known(row.offense),
            say.number(row.prior),
            say.number(row.current),
            say.signed(row.change),
            say.signed(row.percent),
            say("n/a") if row.beyond_chance is None else say("yes") if row.beyond_chance else say("no"),
            say.number(row.year_to_date),
            say.number(row.prior_year_to_date),
            say.signed(row.year_percent),
        ]
        for row in figures.crime
    ]
    snapshot = table(paper.section(), columns, cells, paper.width)
    note = paragraph(_snapshot_note(figures.crime, say), SMALL, Element("P", paper.section()))
    paper.keep([snapshot, note])


def _snapshot_note(rows: Sequence[CrimeFigure], say: Wording) -> str:
    sentences = [
        say(
            "A snapshot of two periods. “Yes”: a change this large would be rare (less than 1 in 20) if nothing had"
            " changed; it does not say why. “n/a”: not counted, or nothing to divide by."
        )
    ]
    shares = [
        f"{say.known(row.offense)} {say.percent(row.share_of_department)}"
        for row in rows
        if row.share_of_department is not None
    ]
    if shares:
        sentences.append(say("Share of the department's year to date: {shares}.", shares=", ".join(shares)))
    return " ".join(sentences)


# ---- coverage


def coverage(paper: Paper, rows: Sequence[CoverageRow], figures: Figures, precinct: PrecinctHeader) -> None:
    """Where the precinct was, on a map and in a table, and where it has not been for long."""
    say = paper.say
    paper.heading(say("Coverage by neighborhood"))
    if not rows:
        paper.text(say("No neighborhood is kept yet."))
        return
    paper.lead(_coverage_sentence(figures, precinct, say))
    areas = [Area(str(number), row.name, row.events, row.is_quiet, row.boundary) for number, row in enumerate(rows, 1)]
    maps = [coverage_map(areas, paper.width, height, say) for height in _MAP_HEIGHTS]
    drawn = maps[0]
    if drawn is None:
        paper.add(table(paper.section(), *_coverage_table(rows, False, figures.period.last, say), paper.width))
        return
    smaller = [one.picture for one in maps[1:] if one is not None]
    picture = drawn.picture.figure(paper.section(), smaller)
    places = table(paper.section(), *_coverage_table(rows, True, figures.period.last, say), paper.width)
    paper.picture_and_table(picture, places)
    if drawn.missing:
        paper.note(say("Not on the map, for want of a boundary: {names}.", names=say.listing(drawn.missing)))


def _coverage_sentence(figures: Figures, precinct: PrecinctHeader, say: Wording) -> str:
    reached = say(
        "Events reached {part} of {whole} neighborhoods.",
        part=say.number(figures.neighborhoods.reached),
        whole=say.number(figures.neighborhoods.active),
    )
    quiet = figures.neighborhoods.quiet
    if not quiet:
        return reached
    days = say.count(precinct.quiet_after_days, "day", "days")
    return f"{reached} {say('Without an event for {days} or more: {names}.', days=days, names=say.listing(quiet))}"


def _coverage_table(
    rows: Sequence[CoverageRow], numbered: bool, as_of: date, say: Wording
) -> tuple[list[Column], list[list[Cell]]]:
    columns = [
        Column(say("Neighborhood"), 4),
        Column(say("Community"), 3),
        Column(say("Events"), align="right"),
        Column(say("People"), align="right"),
        Column(say("Last event")),
        Column(say("Open promises"), align="right"),
    ]
    cells: list[list[Cell]] = [
        [
            row.name,
            row.community or "–",
            say.number(row.events),
            say.number(row.people_reached) if row.people_reached is not None else say("not counted"),
            _last_held(row, as_of, say),
            say.number(row.open_promises),
        ]
        for row in rows
    ]
    if numbered:
        columns.insert(0, Column(say("On map"), align="right"))
        cells = [[str(number), *row] for number, row in enumerate(cells, 1)]
    return columns, cells


def _last_held(row: CoverageRow, as_of: date, say: Wording) -> str:
    if row.last_held is None:
        return say("never")
    day = say.near(row.last_held, as_of)
    if not row.is_quiet:
        return day
    return say("{day} (quiet {days} days)", day=day, days=say.number(row.days_quiet))


# ---- checkpoints and shifts


def checkpoints(paper: Paper, part: PublicPart) -> None:
    """Every checkpoint with what was counted at it."""
    say, held = paper.say, part.checkpoints
    if not held.rows:
        return
    paper.heading(say("Checkpoints one by one"))
    columns = [Column(say("When")), Column(say("Where"), 1)]
    columns += [Column(say.known(name), align="right") for name in held.measures]
    columns.append(Column(say("Hours"), align="right"))
    cells = [
        [
            when(row.date, row.start_time, row.end_time, say),
            lines(
                row.place or ", ".join(row.neighborhoods) or "–",
                muted(", ".join(row.neighborhoods)) if row.place else "",
            ),
            *(say.number(count) for count in row.counts),
            say.number(row.hours, 1),
        ]
        for row in held.rows
    ]
    paper.lead(say("Hours are officer-hours. “n/a”: not noted that day."), SMALL)
    paper.add(table(paper.section(), columns, cells, paper.width))


def shifts(paper: Paper, figures: ShiftFigures) -> None:
    """Events by the shifts on duty at their start, and the hours of the week at which they began."""
    say = paper.say
    if not any(map(sum, figures.by_hour)):
        return
    paper.heading(say("Shifts and peak hours"))
    if figures.shifts:
        columns = [Column(say("Shift"), 2), Column(say("On duty"), 2), Column(say("Events begun"), align="right")]
        several = len(figures.plans) > 1
        cells = [
            [
                _shift_name(shift, say, with_plan=several),
                say.span(shift.starts, shift.ends),
                say.number(shift.events),
            ]
            for shift in figures.shifts
        ]
        paper.add(table(paper.section(), columns, cells, paper.width))
        paper.note(_shift_note(figures, say))
    paper.add(hour_grid(figures.by_hour, say("Events"), paper.width, say).figure(paper.section()))


def _shift_name(shift: ShiftCount, say: Wording, *, with_plan: bool) -> str:
    name = say.known(shift.name, sense="shift")
    return f"{name} ({say.known(shift.plan, sense='shift')})" if with_plan else name


def _shift_note(figures: ShiftFigures, say: Wording) -> str:
    sentences = [say("An event belongs to every shift on duty at its start.")]
    if figures.overlapping:
        began = say.count(figures.overlapping, "event began", "events began")
        sentences.append(say("Shifts overlap: {began} on two shifts or more.", began=began))
    if figures.uncovered:
        began = say.count(figures.uncovered, "event began", "events began")
        sentences.append(say("{began} while no shift was on duty.", began=began))
    if figures.time_unknown:
        without = say.count(figures.time_unknown, "event without a start time", "events without a start time")
        sentences.append(say("Left out: {without}.", without=without))
    return " ".join(sentences)
