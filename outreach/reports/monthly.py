"""The monthly outreach summary: the page the commander signs and the neighborhood association reads.

A public copy is made from the summary's public part alone, so that nothing else can reach it.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from outreach.languages.wording import ENGLISH, Wording
from outreach.queries.monthly import InternalPart, InternalPromise, MonthlySummary, PromiseRow, PublicPart
from outreach.queries.you_said import Promise
from outreach.reports import covers, sections
from outreach.reports.headline import headline
from outreach.reports.own_words import own_words
from outreach.reports.page import Paper
from outreach.reports.reissue import DRAFT, Issue, changes
from outreach.reports.tables import Column, table
from outreach.reports.text import lines, muted
from outreach.reports.trends import twelve_months

TITLE = "Monthly outreach summary"
_ANSWERS_ON_TOP = 6


def print_monthly(
    summary: MonthlySummary, *, public: bool, printed_on: date, say: Wording = ENGLISH, issue: Issue = DRAFT
) -> bytes:
    """The summary as a tagged PDF; ``public`` leaves out everything of the internal part."""
    part = summary.public
    internal = None if public else summary.internal
    signed = issue.signed or part.signatures
    cover = covers.Cover(TITLE, part.precinct, part.period, public, printed_on, signed)
    paper = covers.begun(cover, say, issue)
    headline(paper, part.message, part.figures, signed)
    if _is_empty(part):
        nothing = say(
            "Nothing is recorded for {period}: no event, no concern, no promise.", period=say.period(part.period)
        )
        paper.text(nothing)
    if internal is None:
        _you_said(paper, part)
    sections.concerns_and_measures(paper, part)
    twelve_months(paper, part.months)
    sections.crime_snapshot(paper, part.figures)
    if internal is None:
        _rest_of_promises(paper, part)
    else:
        _internal_promises(paper, internal, part.period.last)
        _in_their_words(paper, internal)
    sections.events(paper, part, internal)
    sections.coverage(paper, part.coverage, part.figures, part.precinct)
    sections.checkpoints(paper, part)
    sections.shifts(paper, part.shifts)
    covers.photos(paper, part.photos, part.photos_in_all)
    # Nobody likes to sign a page with nothing else on it.
    paper.together(
        [
            lambda: sections.coming_up(paper, part.coming_up, part.coming_until),
            lambda: changes(paper, issue.replaces),
            lambda: covers.signatures(paper, signed),
        ]
    )
    return paper.finish()


def _is_empty(part: PublicPart) -> bool:
    return not (part.events or part.topics or part.promises or part.promises_without_words or part.open_promises)


# ---- you said, we did


def _you_said(paper: Paper, part: PublicPart) -> None:
    """The newest answers on the first page, one for each neighborhood before a second one for any."""
    say = paper.say
    paper.heading(say("You said, we did"))
    answered = _answered(part)
    if not answered:
        paper.text(say("No promise with words for the public was settled in this period."))
    else:
        _answers(paper, answered[:_ANSWERS_ON_TOP], part.period.last)
    more = len(answered) - _ANSWERS_ON_TOP
    if more > 0:
        paper.note(say("{number} more further on, under “More you said, we did”.", number=say.number(more)))


def _answered(part: PublicPart) -> list[PromiseRow]:
    rows = [row for row in part.promises if row.state != "open"]
    if len(rows) <= _ANSWERS_ON_TOP:
        return rows
    seen: Counter[str | None] = Counter()
    ranked = []
    for row in rows:
        ranked.append((seen[row.neighborhood], row))
        seen[row.neighborhood] += 1
    return [row for _, row in sorted(ranked, key=lambda pair: pair[0])]


def _rest_of_promises(paper: Paper, part: PublicPart) -> None:
    say = paper.say
    more = _answered(part)[_ANSWERS_ON_TOP:]
    if more:
        paper.heading(say("More you said, we did"))
        _answers(paper, more, part.period.last)
    shown = {row.key for row in part.promises}
    as_of = part.period.last
    still_open = [row for row in part.promises if row.state == "open"]
    still_open += [row for row in part.open_promises if row.key not in shown]
    if still_open:
        paper.heading(say("Still open"))
        columns = [
            Column(say("Neighborhood")),
            Column(say("You said"), 1),
            Column(say("Since")),
            Column(say("Promised by")),
        ]
        cells = [
            [row.neighborhood or "–", row.you_said, say.near(row.opened_on, as_of), promised_by(row, as_of, say)]
            for row in sorted(still_open, key=lambda row: (not row.is_overdue, row.due or date.max, row.key))
        ]
        paper.add(table(paper.section(), columns, cells, paper.width))
    if any(row.neighborhood_withheld for row in (*part.promises, *still_open)):
        paper.note(say("A dash: the neighborhood is left out where so few spoke to us that one could be recognized."))
    if part.promises_without_words:
        promises = say.count(part.promises_without_words, "more promise has", "more promises have")
        paper.note(say("{promises} no words for the public yet.", promises=promises))


def _answers(paper: Paper, rows: Sequence[PromiseRow], as_of: date) -> None:
    say = paper.say
    columns = [Column(say("Neighborhood")), Column(say("You said"), 5), Column(say("We did"), 6), Column(say("When"))]
    cells = [[row.neighborhood or "–", row.you_said, answer(row, say), _when(row, as_of, say)] for row in rows]
    paper.add(table(paper.section(), columns, cells, paper.width))


def promised_by(row: PromiseRow, as_of: date, say: Wording) -> str:
    """Until when a promise was to be kept, and whether that day has passed."""
    if row.due is None:
        return say("no date")
    day = say.near(row.due, as_of)
    return say("{day}, late", day=day) if row.is_overdue else day


def answer(row: PromiseRow, say: Wording) -> str:
    """What a settled promise came to, in words for the public."""
    return row.we_did or (say("Done") if row.state == "done" else say("We could not do this"))


def _when(row: PromiseRow, as_of: date, say: Wording) -> str:
    if row.closed_on is not None and row.state != "open":
        return say.near(row.closed_on, as_of)
    return say("open, late") if row.is_overdue else say("open")


def _internal_promises(paper: Paper, internal: InternalPart, as_of: date) -> None:
    say = paper.say
    paper.heading(say("Promises"))
    if not internal.promises:
        paper.text(say("No promise was made, kept or told in this period."))
    else:
        _promise_table(paper, internal.promises, as_of)
    shown = {row.key for row, _ in internal.promises}
    before = [pair for pair in internal.open_promises if pair[0].key not in shown]
    if before:
        paper.heading(say("Still open from before"), level=2)
        _promise_table(paper, before, as_of)


def _promise_table(paper: Paper, rows: Sequence[Promise], as_of: date) -> None:
    say = paper.say
    columns = [
        Column(say("Neighborhood")),
        Column(say("Promise"), 6),
        Column(say("Where it stands"), 6),
        Column(say("Owner")),
        Column(say("When")),
    ]
    cells = [
        [
            inside.neighborhood or "–",
            lines(inside.words, muted(say("to {name}", name=inside.promised_to)) if inside.promised_to else ""),
            lines(_standing(row, inside, say), muted(say("Public: {words}", words=row.we_did)) if row.we_did else ""),
            inside.owner or say("nobody yet"),
            _when(row, as_of, say),
        ]
        for row, inside in rows
    ]
    paper.add(table(paper.section(), columns, cells, paper.width))


def _standing(row: PromiseRow, inside: InternalPromise, say: Wording) -> str:
    if row.state == "declined":
        return say("Declined: {reason}", reason=inside.decline_reason)
    if row.state == "done":
        told = say("told {day}", day=say.short_day(row.told_on)) if row.told_on else say("resident not told yet")
        return say("Done, {told}. {outcome}", told=told, outcome=inside.outcome).strip()
    if inside.status in ("done", "declined"):
        return say("Open at the end of the period; settled since")
    if inside.partner:
        return say("Waiting on {partner}", partner=inside.partner)
    return say(inside.status.capitalize())


def _in_their_words(paper: Paper, internal: InternalPart) -> None:
    say = paper.say
    if not internal.concerns:
        return
    paper.heading(say("In residents' own words"))
    own_words(paper, internal.concerns)
