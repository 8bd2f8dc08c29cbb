"""The year in review: twelve months beside the twelve before. All of it is public."""

from collections.abc import Callable, Sequence
from datetime import date

from outreach.languages.wording import ENGLISH, Wording
from outreach.queries.chance import percent_change
from outreach.queries.home import MonthPoint as Month
from outreach.queries.year import CrimeYear, YearInReview
from outreach.reports import covers, sections
from outreach.reports.chart_parts import Picture
from outreach.reports.headline import headline
from outreach.reports.monthly import answer
from outreach.reports.page import Paper
from outreach.reports.reissue import DRAFT, Issue, changes
from outreach.reports.tables import Cell, Column, table
from outreach.reports.text import lines, muted
from outreach.reports.trends import in_pairs, months_chart, records_begin

TITLE = "Year in review"
_CHARTED_OFFENSES = 4
_PROMISES_AT_MOST = 30


def print_year(review: YearInReview, *, printed_on: date, say: Wording = ENGLISH, issue: Issue = DRAFT) -> bytes:
    """The review as a tagged PDF."""
    signed = issue.signed or review.signatures
    cover = covers.Cover(TITLE, review.precinct, review.period, True, printed_on, signed)
    paper = covers.begun(cover, say, issue)
    headline(paper, review.message, review.figures, signed)
    _months(paper, review)
    paper.heading(say("Events by kind"))
    if review.figures.events.by_kind:
        paper.add(sections.kinds(paper, review.figures))
    else:
        paper.text(say("No event was held."))
    _largest(paper, review)
    _told(paper, review)
    _kept(paper, review)
    sections.coverage(paper, review.coverage, review.figures, review.precinct)
    sections.shifts(paper, review.shifts)
    _crime(paper, review)
    covers.photos(paper, review.photos, len(review.photos))
    changes(paper, issue.replaces)
    covers.signatures(paper, signed)
    return paper.finish()


def charts(review: YearInReview, width: float, say: Wording = ENGLISH) -> tuple[Picture, ...]:
    """The charts of the year, each with its finding in words: for paper and for the window."""
    lines_: list[tuple[str, Callable[[Month], int | None]]] = [
        (say("Events held"), lambda month: month.held),
        (say("People reached"), lambda month: month.people_reached),
    ]
    firearms = next((name for name in review.figures.measures if "firearm" in name.lower()), None)
    if firearms is not None:
        name = firearms
        lines_.append((say.known(name), lambda month: month.measures.get(name)))
    lines_.append((say("Promises settled"), lambda month: month.promises_closed))
    return tuple(_line(review, what, value, width, say) for what, value in lines_)


def _line(review: YearInReview, what: str, value: Callable[[Month], int | None], width: float, say: Wording) -> Picture:
    begun = records_begin(review.prior_months)
    before = [value(month) if at >= begun else None for at, month in enumerate(review.prior_months)]
    return months_chart(review.months, [value(month) for month in review.months], before, what, width, say)


def _months(paper: Paper, review: YearInReview) -> None:
    say = paper.say
    paper.heading(say("Month by month"))
    in_pairs(paper, charts(review, (paper.width - 24) / 2, say))
    columns = [
        Column(say("Month"), 2),
        Column(say("Events"), align="right"),
        Column(say("People reached"), align="right"),
        Column(say("Signed in"), align="right"),
        Column(say("Promises opened"), align="right"),
        Column(say("Promises settled"), align="right"),
        Column(say("Kept of due"), align="right"),
    ]
    cells: list[list[Cell]] = [
        [
            say.month(month.month.first.year, month.month.first.month),
            say.number(month.held),
            say.number(month.people_reached) if month.people_reached is not None else say("not counted"),
            say.number(month.sign_ins),
            say.number(month.promises_opened),
            say.number(month.promises_closed),
            say("{part} of {whole}", part=say.number(month.promises_kept), whole=say.number(month.promises_due)),
        ]
        for month in review.months
    ]
    paper.add(table(paper.section(), columns, cells, paper.width))


def _largest(paper: Paper, review: YearInReview) -> None:
    say = paper.say
    if not review.largest:
        return
    paper.heading(say("The largest events"))
    columns = [
        Column(say("When")),
        Column(say("Event"), 5),
        Column(say("Neighborhoods"), 3),
        Column(say("People"), align="right"),
    ]
    cells: list[list[Cell]] = [
        [
            sections.when(event.date, event.start_time, event.end_time, say),
            lines(event.title, muted(event.place)),
            ", ".join(event.neighborhoods) or "–",
            say.number(event.reached) if event.reached is not None else say("not counted"),
        ]
        for event in review.largest
    ]
    paper.add(table(paper.section(), columns, cells, paper.width))


def _told(paper: Paper, review: YearInReview) -> None:
    def told() -> None:
        sections.topics(paper, review.topics, review.figures)

    def counted() -> None:
        sections.counts(paper, review.measures, review.figures)

    if review.measures:
        paper.columns([told, counted])
    else:
        told()


def _kept(paper: Paper, review: YearInReview) -> None:
    say = paper.say
    if not review.kept_promises:
        return
    paper.heading(say("You said, we did"))
    columns = [Column(say("Neighborhood")), Column(say("You said"), 5), Column(say("We did"), 6), Column(say("When"))]
    shown = review.kept_promises[:_PROMISES_AT_MOST]
    cells = [
        [
            row.neighborhood or "–",
            row.you_said,
            answer(row, say),
            say.short_day(row.closed_on) if row.closed_on else "–",
        ]
        for row in shown
    ]
    if len(review.kept_promises) > len(shown):
        # Said before the table: under it, it could stand alone at the top of a page.
        of = say.number(len(review.kept_promises))
        paper.lead(say("The newest {shown} of {all}.", shown=say.number(len(shown)), all=of))
    paper.add(table(paper.section(), columns, cells, paper.width))


# ---- crime


def _crime(paper: Paper, review: YearInReview) -> None:
    say = paper.say
    paper.heading(say("Crime counts"))
    if not review.crime:
        paper.text(say("No crime counts have been brought in."))
        return
    columns = [
        Column(say("Offense"), 1),
        Column(say("This year"), align="right"),
        Column(say("Year before"), align="right"),
        Column(say("Change"), align="right"),
        Column("%", align="right"),
    ]
    rows = [_offense(row, say) for row in review.crime]
    paper.add(table(paper.section(), columns, rows, paper.width))
    paper.note(
        say("A snapshot of two years; it does not say why. “n/a”: not counted in every month, or nothing to divide by.")
    )
    largest = sorted(review.crime, key=lambda row: -sum(count or 0 for count in row.months))[:_CHARTED_OFFENSES]
    width = (paper.width - 24) / 2
    in_pairs(
        paper,
        [
            months_chart(review.months, row.months, row.prior_months, say.known(row.offense), width, say)
            for row in largest
        ],
    )


def _offense(row: CrimeYear, say: Wording) -> list[Cell]:
    now, before = _total(row.months), _total(row.prior_months)
    change = None if now is None or before is None else now - before
    return [
        say.known(row.offense),
        say.number(now),
        say.number(before),
        say.signed(change),
        say.signed(percent_change(now, before)),
    ]


def _total(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None
