"""The neighborhood report card: one page to hand out at the association's meeting. All of it is public."""

from collections.abc import Sequence
from datetime import date

from outreach.languages.wording import ENGLISH, NO_BREAK, Wording
from outreach.queries.event_rows import ComingRow, EventRow
from outreach.queries.neighborhood_card import NeighborhoodCard
from outreach.queries.you_said import PromiseRow
from outreach.reports import covers
from outreach.reports.monthly import answer, promised_by
from outreach.reports.one_page import one_page, say_more
from outreach.reports.page import Paper
from outreach.reports.reissue import DRAFT, Issue
from outreach.reports.sections import when
from outreach.reports.tables import Column, KeyFigure, key_figures, table
from outreach.reports.text import clipped

TITLE = "Neighborhood report card"


def print_card(card: NeighborhoodCard, *, printed_on: date, say: Wording = ENGLISH, issue: Issue = DRAFT) -> bytes:
    """The card as a tagged PDF of exactly one page."""
    return one_page(lambda rows: _written(card, rows, printed_on, say, issue))


def _written(card: NeighborhoodCard, rows: int, printed_on: date, say: Wording, issue: Issue) -> Paper:
    about = clipped(card.name, 60)
    cover = covers.Cover(TITLE, card.precinct, card.period, True, printed_on, issue.signed, about)
    paper = covers.begun(cover, say, issue, is_one_page=True)
    paper.add(key_figures(paper.section(), _figures(card, say), paper.width))
    settled = [row for row in card.promises if row.state != "open"]
    # Residents read first what became of their own words; events come last where room is short.
    _answers(paper, settled, rows, card.period.last)
    _still_open(paper, card, rows)
    _events(paper, card.events, rows // 2)
    if card.topics and rows:
        paper.heading(say("What you told us"))
        counted = [
            f"{clipped(say.known(topic), 40)}{NO_BREAK}({say.number(count)})" for topic, count in card.topics[:8]
        ]
        paper.text(", ".join(counted))
    _next(paper, card, min(rows, 3))
    return paper


def _figures(card: NeighborhoodCard, say: Wording) -> list[KeyFigure]:
    told = sum(count for _, count in card.topics)
    settled = sum(row.state != "open" for row in card.promises)
    still_open = len(card.still_open) + card.still_open_unsaid
    held = len(card.events)
    reached = say("not counted") if card.people_reached is None else say.number(card.people_reached)
    figures = [
        KeyFigure(say.number(held), say("event held") if held == 1 else say("events held")),
        KeyFigure(reached, say("people reached")),
        KeyFigure(say.number(settled), say("promise settled" if settled == 1 else "promises settled")),
        KeyFigure(say.number(still_open), say("promise still open" if still_open == 1 else "promises still open")),
    ]
    if not card.topics_withheld:
        figures.insert(2, KeyFigure(say.number(told), say("thing you told us" if told == 1 else "things you told us")))
    return figures


def _answers(paper: Paper, settled: Sequence[PromiseRow], rows: int, as_of: date) -> None:
    say = paper.say
    paper.heading(say("You said, we did"))
    if not settled:
        paper.text(say("Nothing was settled in this period."))
        return
    if rows:
        columns = [Column(say("You said"), 5), Column(say("We did"), 6), Column(say("When"))]
        cells = [
            [clipped(row.you_said), clipped(answer(row, say)), say.near(row.closed_on, as_of) if row.closed_on else "–"]
            for row in settled[:rows]
        ]
        paper.add(table(paper.section(), columns, cells, paper.width))
    say_more(paper, len(settled) - rows)


def _still_open(paper: Paper, card: NeighborhoodCard, rows: int) -> None:
    say, as_of = paper.say, card.period.last
    paper.heading(say("Still open"))
    if not card.still_open and not card.still_open_unsaid:
        paper.text(say("Nothing you told us is open."))
        return
    if rows and card.still_open:
        columns = [Column(say("You said"), 1), Column(say("Since")), Column(say("Promised by"))]
        cells = [
            [clipped(row.you_said), say.near(row.opened_on, as_of), promised_by(row, as_of, say)]
            for row in card.still_open[:rows]
        ]
        paper.add(table(paper.section(), columns, cells, paper.width))
    say_more(paper, len(card.still_open) - rows)
    if card.still_open_unsaid:
        promises = say.count(card.still_open_unsaid, "promise has", "promises have")
        paper.note(say("{promises} no words for the public yet.", promises=promises))


def _events(paper: Paper, events: Sequence[EventRow], rows: int) -> None:
    say = paper.say
    paper.heading(say("Since we last met"))
    if not events:
        paper.text(say("No event was held here."))
        return
    if rows:
        columns = [
            Column(say("When")),
            Column(say("Event"), 5),
            Column(say("Where"), 4),
            Column(say("People"), align="right"),
        ]
        cells = [
            [
                when(event.date, event.start_time, event.end_time, say),
                clipped(event.title, 90),
                clipped(event.place, 60) or "–",
                say.number(event.reached) if event.reached is not None else say("not counted"),
            ]
            for event in events[-rows:]
        ]
        paper.add(table(paper.section(), columns, cells, paper.width))
    say_more(paper, len(events) - rows)


def _next(paper: Paper, card: NeighborhoodCard, rows: int) -> None:
    say = paper.say
    paper.heading(say("Come and talk to us"))
    rule, place = clipped(say.rule(card.meeting_rule), 60), clipped(card.meeting_place, 80)
    if rule:
        usual = "We usually meet on the {rule}, at {place}." if place else "We usually meet on the {rule}."
        paper.text(say(usual, rule=rule, place=place))
    if card.coming_up:
        paper.is_cut |= len(card.coming_up) > max(rows, 1)
        paper.bullets(_coming(row, say) for row in card.coming_up[: max(rows, 1)])
    else:
        paper.text(say("The next meeting has no date yet."))


def _coming(row: ComingRow, say: Wording) -> str:
    parts = (when(row.date, row.start_time, row.end_time, say), clipped(row.title, 90), clipped(row.place, 60))
    return " · ".join(part for part in parts if part)
