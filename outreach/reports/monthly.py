"""The monthly outreach summary: the page the commander signs and the neighborhood association reads.

A public copy is made from the summary's public part alone, so that nothing else can reach it.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from outreach.queries.figures import Figures
from outreach.queries.monthly import InternalPart, InternalPromise, MonthlySummary, PromiseRow, PublicPart
from outreach.reports import covers, sections
from outreach.reports.page import Paper
from outreach.reports.tables import Column, KeyFigure, key_figures, table
from outreach.reports.text import QUOTE, lines, muted
from outreach.reports.wording import ENGLISH, Wording

TITLE = "Monthly outreach summary"
# A message longer than this would push the figures off the first page: it gets a section of its own.
_WORDS_ON_TOP = 130
_ANSWERS_ON_TOP = 6


def print_monthly(summary: MonthlySummary, *, public: bool, printed_on: date, say: Wording = ENGLISH) -> bytes:
    """The summary as a tagged PDF; ``public`` leaves out everything of the internal part."""
    part = summary.public
    internal = None if public else summary.internal
    cover = covers.Cover(TITLE, part.precinct, say.period(part.period), public, printed_on, part.signatures)
    paper = covers.begun(cover, say)
    is_long = len(part.message.split()) > _WORDS_ON_TOP
    if not is_long:
        _message(paper, part)
    paper.add(key_figures(paper.section(), _key_figures(part.figures, say), paper.width))
    if is_long:
        paper.heading(say("From the commander"))
        _message(paper, part)
    if _is_empty(part):
        nothing = say(
            "Nothing is recorded for {period}: no event, no concern, no promise.", period=say.period(part.period)
        )
        paper.text(nothing)
    if internal is None:
        _you_said(paper, part)
    sections.concerns_and_measures(paper, part)
    sections.crime_snapshot(paper, part.figures)
    if internal is None:
        _rest_of_promises(paper, part)
    else:
        _internal_promises(paper, internal)
        _in_their_words(paper, internal)
    sections.events(paper, part, internal)
    sections.coverage(paper, part)
    sections.checkpoints(paper, part)
    sections.shifts(paper, part.shifts)
    covers.photos(paper, part.photos, part.photos_in_all)
    sections.coming_up(paper, part.coming_up, part.coming_until)
    covers.signatures(paper, part.signatures)
    return paper.finish()


def _is_empty(part: PublicPart) -> bool:
    return not (part.events or part.topics or part.promises or part.promises_without_words or part.open_promises)


def _message(paper: Paper, part: PublicPart) -> None:
    if part.message.strip():
        signed = part.signatures.approved_by or part.precinct.commander or paper.say("The precinct commander")
        paper.quotation(part.message, signed, QUOTE)


# ---- key figures


def _key_figures(figures: Figures, say: Wording) -> list[KeyFigure]:
    parts = (_events, _people, _neighborhoods, _kept, _measured)
    return [part(figures, say) for part in parts]


def _compared(figures: Figures, prior: str, last_year: str, say: Wording) -> str:
    name = say.name_of(figures.comparison.prior_period.period, "the period before")
    return say("{prior} in {name}\n{last} a year earlier", prior=prior, name=name, last=last_year)


def _events(figures: Figures, say: Wording) -> KeyFigure:
    before, year = figures.comparison.prior_period, figures.comparison.last_year
    compared = _compared(figures, say.number(before.events.held), say.number(year.events.held), say)
    label = say("event held") if figures.events.held == 1 else say("events held")
    return KeyFigure(say.number(figures.events.held), label, compared)


def _people(figures: Figures, say: Wording) -> KeyFigure:
    before, year = figures.comparison.prior_period, figures.comparison.last_year
    reached = figures.people_reached
    compared = _compared(figures, say.number(before.people_reached.total), say.number(year.people_reached.total), say)
    if reached.unknown_events:
        uncounted = say.count(reached.unknown_events, "event without a count", "events without a count")
        compared = f"{compared}\n{uncounted}"
    return KeyFigure(say.number(reached.total), say("people reached"), compared)


def _neighborhoods(figures: Figures, say: Wording) -> KeyFigure:
    now, before, year = figures, figures.comparison.prior_period, figures.comparison.last_year
    compared = _compared(figures, say.number(before.neighborhoods.reached), say.number(year.neighborhoods.reached), say)
    if now.neighborhoods.quiet:
        compared = f"{compared}\n{say('{number} gone quiet', number=say.number(len(now.neighborhoods.quiet)))}"
    share = say(
        "{part} of {whole}", part=say.number(now.neighborhoods.reached), whole=say.number(now.neighborhoods.active)
    )
    return KeyFigure(share, say("neighborhoods"), compared)


def _kept(figures: Figures, say: Wording) -> KeyFigure:
    def share(kept: int, due: int) -> str:
        return say("{part} of {whole}", part=say.number(kept), whole=say.number(due)) if due else say("none due")

    now, before = figures.follow_ups, figures.comparison.prior_period.follow_ups
    year = figures.comparison.last_year.follow_ups
    compared = _compared(figures, share(before.kept, before.due), share(year.kept, year.due), say)
    return KeyFigure(share(now.kept, now.due), say("promises kept on time"), compared)


def _measured(figures: Figures, say: Wording) -> KeyFigure:
    before, year = figures.comparison.prior_period, figures.comparison.last_year
    name = next((name for name in figures.measures if "firearm" in name.lower()), None)
    if name is None or figures.measures[name] is None:
        compared = _compared(figures, say.number(before.sign_ins.first_time), say.number(year.sign_ins.first_time), say)
        return KeyFigure(say.number(figures.sign_ins.first_time), say("people came for the first time"), compared)
    compared = _compared(figures, say.number(before.measures.get(name)), say.number(year.measures.get(name)), say)
    return KeyFigure(say.number(figures.measures[name]), name.lower(), compared)


# ---- you said, we did


def _you_said(paper: Paper, part: PublicPart) -> None:
    """The newest answers on the first page, one for each neighborhood before a second one for any."""
    say = paper.say
    paper.heading(say("You said, we did"))
    answered = _answered(part)
    if not answered:
        paper.text(say("No promise with words for the public was settled in this period."))
    else:
        _answers(paper, answered[:_ANSWERS_ON_TOP])
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
        _answers(paper, more)
    shown = {row.key for row in part.promises}
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
            [row.neighborhood or "–", row.you_said, say.short_day(row.opened_on), _promised_by(row, say)]
            for row in sorted(still_open, key=lambda row: (not row.is_overdue, row.due or date.max, row.key))
        ]
        paper.add(table(paper.section(), columns, cells, paper.width))
    if any(row.neighborhood_withheld for row in (*part.promises, *still_open)):
        paper.note(say("A dash: the neighborhood is left out where so few spoke to us that one could be recognized."))
    if part.promises_without_words:
        promises = say.count(part.promises_without_words, "more promise has", "more promises have")
        paper.note(say("{promises} no words for the public yet.", promises=promises))


def _answers(paper: Paper, rows: Sequence[PromiseRow]) -> None:
    say = paper.say
    columns = [Column(say("Neighborhood")), Column(say("You said"), 5), Column(say("We did"), 6), Column(say("When"))]
    cells = [[row.neighborhood or "–", row.you_said, answer(row, say), _when(row, say)] for row in rows]
    paper.add(table(paper.section(), columns, cells, paper.width))


def _promised_by(row: PromiseRow, say: Wording) -> str:
    if row.due is None:
        return say("no date")
    day = say.short_day(row.due)
    return say("{day}, late", day=day) if row.is_overdue else day


def answer(row: PromiseRow, say: Wording) -> str:
    """What a settled promise came to, in words for the public."""
    return row.we_did or (say("Done") if row.state == "done" else say("We could not do this"))


def _when(row: PromiseRow, say: Wording) -> str:
    if row.closed_on is not None and row.state != "open":
        return say.short_day(row.closed_on)
    return say("open, late") if row.is_overdue else say("open")


def _internal_promises(paper: Paper, internal: InternalPart) -> None:
    say = paper.say
    paper.heading(say("Promises"))
    if not internal.promises:
        paper.text(say("No promise was made, kept or told in this period."))
    else:
        _promise_table(paper, internal.promises)
    shown = {row.key for row, _ in internal.promises}
    before = [pair for pair in internal.open_promises if pair[0].key not in shown]
    if before:
        paper.heading(say("Still open from before"), level=2)
        _promise_table(paper, before)


def _promise_table(paper: Paper, rows: Sequence[tuple[PromiseRow, InternalPromise]]) -> None:
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
            _when(row, say),
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
    columns = [Column(say("Day")), Column(say("Topic")), Column(say("Words"), 6), Column(say("Raised by"), 3)]
    cells = [
        [
            say.short_day(concern.raised_on),
            concern.topic,
            lines(concern.words, muted(say("confidential")) if concern.is_confidential else ""),
            ", ".join(part for part in (concern.raised_by, concern.neighborhood, concern.event_title) if part) or "–",
        ]
        for concern in internal.concerns
    ]
    paper.add(table(paper.section(), columns, cells, paper.width))
