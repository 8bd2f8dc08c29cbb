"""The quarterly partnership report: concerns, potential problems, recommended actions, progress, obstacles.

It drafts itself from the records; an officer may put words of her own before every part, and give the parts the
titles that an accreditation or a consent decree wants.
"""

from collections.abc import Sequence
from datetime import date

from outreach.languages.wording import ENGLISH, Wording
from outreach.queries.before_after import BeforeAfter
from outreach.queries.quarterly import InternalProblem, InternalQuarter, ProblemLine, PublicQuarter, QuarterlyReport
from outreach.queries.you_said import Promise, PromiseRow
from outreach.reports import covers, sections
from outreach.reports.before_after import chart, counted_words, finding
from outreach.reports.headline import headline
from outreach.reports.monthly import answer, promised_by
from outreach.reports.own_words import own_words
from outreach.reports.page import Paper, paragraphs
from outreach.reports.quarterly_draft import TITLES, draft_words, filled
from outreach.reports.reissue import DRAFT, Issue, changes
from outreach.reports.tables import Cell, Column, table
from outreach.reports.text import lines, muted

TITLE = "Quarterly partnership report"


def print_quarterly(
    report: QuarterlyReport, *, public: bool, printed_on: date, say: Wording = ENGLISH, issue: Issue = DRAFT
) -> bytes:
    """The report as a tagged PDF; ``public`` leaves out everything of the internal part."""
    part, inside = report.public, None if public else report.internal
    signed = issue.signed or part.signatures
    cover = covers.Cover(TITLE, part.precinct, part.period, public, printed_on, signed)
    paper = covers.begun(cover, say, issue)
    headline(paper, part.message, part.figures, signed)
    _concerns(paper, part, inside)
    _problems(paper, part, inside)
    _actions(paper, part, inside)
    _progress(paper, part)
    _obstacles(paper, part, inside)
    sections.crime_snapshot(paper, part.figures)
    changes(paper, issue.replaces)
    covers.signatures(paper, signed)
    return paper.finish()


def _begun(paper: Paper, part: PublicQuarter, name: str) -> None:
    """The heading of a part, under the officer's own title where there is one, and her words or else the draft's."""
    paper.heading(part.titles.get(name) or paper.say(TITLES[name]))
    words = part.words.get(name) or draft_words(name, part, paper.say)
    *before, last = ["", *paragraphs(filled(words, part, paper.say))]
    for words in filter(None, before):
        paper.text(words)
    if last:
        paper.lead(last)


def _concerns(paper: Paper, part: PublicQuarter, inside: InternalQuarter | None) -> None:
    say, figures = paper.say, part.figures
    _begun(paper, part, "concerns")
    if not part.topics:
        paper.text(say("No concern was recorded."))
        return
    before = say.name_of(figures.comparison.prior_period.period, "Quarter before")
    columns = [
        Column(say("Topic"), 1),
        Column(say("Now"), align="right"),
        Column(before, align="right"),
        Column(say("A year earlier"), align="right"),
    ]
    cells = [
        [
            say.known(row.topic),
            say.number(row.now),
            say("new") if row.is_new else say.number(row.prior),
            say.number(row.last_year),
        ]
        for row in part.topics
    ]
    paper.add(table(paper.section(), columns, cells, paper.width))
    if inside is not None and inside.concerns:
        paper.heading(say("In residents' own words"), level=2)
        own_words(paper, inside.concerns)


# ---- problems


def _problems(paper: Paper, part: PublicQuarter, inside: InternalQuarter | None) -> None:
    say = paper.say
    _begun(paper, part, "problems")
    if not part.problems:
        paper.text(say("No problem is being worked on."))
        return
    columns = [
        Column(say("Problem"), 4),
        Column(say("Neighborhood"), 2),
        Column(say("Step")),
        Column(say("Since")),
        Column(say("Concerns"), align="right"),
        Column(say("Events"), align="right"),
        Column(say("Before and after"), 3),
    ]
    cells = [
        [
            problem.title,
            problem.neighborhood or "–",
            say(problem.phase.capitalize()),
            say.near(problem.opened_on, part.period.last),
            _concerns_of(problem, part.precinct.traceable_below if inside is None else 0, say),
            say.number(problem.events),
            _before_and_after(problem.told, say),
        ]
        for problem in part.problems
    ]
    paper.add(table(paper.section(), columns, cells, paper.width))
    for problem in part.problems:
        if inside is not None:
            _steps(paper, problem, inside.problems[problem.key])
        if problem.told is not None and problem.told.months:
            _counts(paper, problem.title, problem.told)


def _concerns_of(problem: ProblemLine, traceable_below: int, say: Wording) -> str:
    """How many concerns a problem gathers; so few that they could be traced to a person are not told exactly."""
    if 0 < problem.concerns < traceable_below:
        return say("under {number}", number=say.number(traceable_below))
    return say.number(problem.concerns)


def _before_and_after(told: BeforeAfter | None, say: Wording) -> str:
    """The counts as briefly as a column takes them."""
    if told is None or (told.here.before is None and told.here.after is None):
        return "–"
    counted = counted_words(told, say)
    if told.here.after is None:
        words = say("{before} {counted} before", before=say.number(told.here.before), counted=counted)
    elif told.here.before is None:
        words = say("{after} {counted} after", after=say.number(told.here.after), counted=counted)
    else:
        words = say(
            "{before} to {after} {counted}",
            before=say.number(told.here.before),
            after=say.number(told.here.after),
            counted=counted,
        )
    return " ".join(words.split())


def _counts(paper: Paper, title: str, told: BeforeAfter) -> None:
    """The chart of what the crime snapshot counts, and its finding; never a cause."""
    say = paper.say
    paper.heading(f"{title}: {counted_words(told, say)}", level=2)
    paper.add(chart(told, paper.width, say).figure(paper.section()))
    paper.note(finding(told, say))


def _steps(paper: Paper, problem: ProblemLine, inside: InternalProblem) -> None:
    say = paper.say
    steps = (
        ("Scanning", inside.scanning),
        ("Analysis", inside.analysis),
        ("Response", inside.response),
        ("Assessment", inside.assessment),
    )
    told = [[say(name), words] for name, words in steps if words.strip()]
    if told:
        title = f"{problem.title} · {inside.owner}" if inside.owner else problem.title
        paper.heading(title, level=2)
        paper.add(table(paper.section(), [Column(say("Step")), Column(say("What it found"), 1)], told, paper.width))


# ---- promises


def _actions(paper: Paper, part: PublicQuarter, inside: InternalQuarter | None) -> None:
    say = paper.say
    _begun(paper, part, "actions")
    if inside is not None:
        _own_promises(paper, inside.still_open, say("Nothing is open."))
        return
    if not part.still_open:
        paper.text(say("Nothing with words for the public is open."))
    else:
        columns = [
            Column(say("Neighborhood")),
            Column(say("What was asked"), 1),
            Column(say("Since")),
            Column(say("Promised by")),
        ]
        cells = [
            [
                row.neighborhood or "–",
                row.you_said,
                say.near(row.opened_on, part.period.last),
                promised_by(row, part.period.last, say),
            ]
            for row in part.still_open
        ]
        paper.add(table(paper.section(), columns, cells, paper.width))
    if part.without_words:
        promises = say.count(part.without_words, "promise has", "promises have")
        paper.note(say("{promises} no words for the public yet.", promises=promises))


def _progress(paper: Paper, part: PublicQuarter) -> None:
    say = paper.say
    _begun(paper, part, "progress")
    if not part.progress and not part.done:
        paper.text(say("No promise with words for the public was kept."))
        return
    if part.progress:
        _kept(paper, part, part.progress)
    if part.done:
        paper.heading(say("Asked and done within the period"), level=2)
        _kept(paper, part, part.done)


def _kept(paper: Paper, part: PublicQuarter, rows: Sequence[PromiseRow]) -> None:
    say = paper.say
    columns = [Column(say("Neighborhood")), Column(say("You said"), 5), Column(say("We did"), 6), Column(say("When"))]
    cells = [
        [
            row.neighborhood or "–",
            row.you_said,
            answer(row, say),
            say.near(row.closed_on, part.period.last) if row.closed_on else "–",
        ]
        for row in rows
    ]
    paper.add(table(paper.section(), columns, cells, paper.width))


def _obstacles(paper: Paper, part: PublicQuarter, inside: InternalQuarter | None) -> None:
    say = paper.say
    _begun(paper, part, "obstacles")
    overdue = part.figures.follow_ups.overdue
    if inside is not None:
        if inside.waiting_on_partner:
            paper.heading(say("Waiting on a partner"), level=2)
            _own_promises(paper, inside.waiting_on_partner, "")
        if inside.declined:
            paper.heading(say("Declined"), level=2)
            _own_promises(paper, inside.declined, "")
    elif part.declined:
        paper.heading(say("What we could not do"), level=2)
        _kept(paper, part, part.declined)
    if not (overdue or part.declined or (inside is not None and (inside.waiting_on_partner or inside.declined))):
        paper.text(say("None is recorded."))


def _own_promises(paper: Paper, rows: Sequence[Promise], empty: str) -> None:
    say = paper.say
    if not rows:
        paper.text(empty)
        return
    columns = [
        Column(say("Neighborhood")),
        Column(say("Promise"), 6),
        Column(say("Where it stands"), 4),
        Column(say("Owner"), 3),
        Column(say("Due")),
    ]
    cells: list[list[Cell]] = [
        [
            inside.neighborhood or "–",
            lines(inside.words, muted(say("to {name}", name=inside.promised_to)) if inside.promised_to else ""),
            _standing(row, inside.partner, inside.decline_reason, inside.status, say),
            inside.owner or say("nobody yet"),
            say.day(row.due) if row.due else say("no date"),
        ]
        for row, inside in rows
    ]
    paper.add(table(paper.section(), columns, cells, paper.width))


def _standing(row: PromiseRow, partner: str, reason: str, status: str, say: Wording) -> str:
    if row.state == "declined":
        return say("Declined: {reason}", reason=reason)
    if partner:
        return say("Waiting on {partner}", partner=partner)
    return say(status.capitalize())
