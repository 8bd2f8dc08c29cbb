"""The event record: everything of one event for the file, its photos and the scanned sheet at the end.

A public copy is made from the record's public part alone: of who came it says how many, of concerns only the topic,
and it shows the photos that may be published.
"""

from collections.abc import Sequence
from datetime import date

from outreach.languages.wording import ENGLISH, Wording
from outreach.queries.event_record import EventRecord, PublicEvent
from outreach.queries.events import EventConcern, EventDetail
from outreach.queries.signin import SignInLine
from outreach.queries.you_said import Promise, PromiseRow
from outreach.reports import covers
from outreach.reports.monthly import answer
from outreach.reports.page import Paper
from outreach.reports.reissue import DRAFT, Issue
from outreach.reports.sections import when
from outreach.reports.tables import Cell, Column, KeyFigure, key_figures, table
from outreach.reports.text import lines, muted

TITLE = "Event record"


def print_event(
    record: EventRecord, *, public: bool, printed_on: date, say: Wording = ENGLISH, issue: Issue = DRAFT
) -> bytes:
    """The record as a tagged PDF; ``public`` leaves out everything of the internal part."""
    event, inside = record.public, None if public else record.internal
    cover = covers.Cover(TITLE, event.precinct, event.date, public, printed_on, issue.signed, event.title)
    paper = covers.begun(cover, say, issue)
    paper.add(key_figures(paper.section(), _figures(event, say), paper.width))
    _facts(paper, event, None if inside is None else inside.detail)
    if inside is not None and inside.detail.summary:
        paper.heading(say("What happened"))
        paper.text(inside.detail.summary)
    _counts(paper, event)
    if inside is None:
        _topics(paper, event.topics)
        _public_promises(paper, event.promises)
        covers.photos(paper, event.photos, len(event.photos))
        return paper.finish()
    _concerns(paper, inside.detail.concerns)
    _promises(paper, inside.promises)
    _people(paper, inside.detail.lines)
    covers.photos(paper, inside.photos, len(inside.photos))
    if inside.sheets:
        paper.heading(say("Scanned sheets"))
        for sheet in inside.sheets:
            covers.whole_page_picture(paper, sheet)
    return paper.finish()


def _figures(event: PublicEvent, say: Wording) -> list[KeyFigure]:
    raised = sum(count for _, count in event.topics)
    promised = len(event.promises) + event.promises_unsaid
    return [
        KeyFigure(say(event.status.capitalize()), say.day(event.date)),
        KeyFigure(_number(event.reached, say), say("people reached")),
        KeyFigure(say.number(event.sign_ins), say("signed in")),
        KeyFigure(say.number(raised), say("concern raised" if raised == 1 else "concerns raised")),
        KeyFigure(say.number(promised), say("promise made" if promised == 1 else "promises made")),
    ]


def _number(count: int | None, say: Wording) -> str:
    return say.number(count) if count is not None else say("not counted")


def _facts(paper: Paper, event: PublicEvent, detail: EventDetail | None) -> None:
    say = paper.say
    if detail is None:
        officers = say.count(event.officers, "officer", "officers") if event.officers else ""
    else:
        officers = "; ".join(_officer(one.name, one.role, one.hours, say) for one in detail.staff)
    facts = [
        (say("Kind"), say.known(event.kind)),
        (say("When"), _whole_time(event, say)),
        (say("Where"), event.place),
        (say("Neighborhoods"), say.listing(event.neighborhoods)),
        (say("Host"), event.host),
        (say("Led by"), detail.lead_officer_name if detail is not None else ""),
        (say("Officers"), officers),
        (say("Officer-hours"), say.number(event.hours, 1) if event.hours is not None else ""),
        (say("Cancelled because"), event.cancel_reason if detail is not None else ""),
    ]
    paper.heading(say("The event"))
    columns = [Column(say("Fact")), Column(say("What is recorded"), 1)]
    paper.add(table(paper.section(), columns, [[name, told] for name, told in facts if told], paper.width))


def _officer(name: str, role: str, hours: float | None, say: Wording) -> str:
    named = f"{name} ({role})" if role else name
    return named if hours is None else f"{named}, {say.number(hours, 1)} h"


def _whole_time(event: PublicEvent, say: Wording) -> str:
    if event.end_date == event.date:
        return when(event.date, event.start_time, event.end_time, say)
    first = when(event.date, event.start_time, None, say)
    return say("{first} to {last}", first=first, last=when(event.end_date, event.end_time, None, say))


def _who_were_counted(group: str, say: Wording) -> str:
    """The group of a head count; a list that tells no group counts "People", which is said once."""
    people = say("People")
    if group.casefold() in ("people", people.casefold()):
        return people
    return say("People, {group}", group=say.known(group))


def _counts(paper: Paper, event: PublicEvent) -> None:
    say = paper.say
    rows: list[list[Cell]] = [[_who_were_counted(one.group, say), _number(one.count, say)] for one in event.head_counts]
    rows += [[say.known(one.name), _number(one.count, say)] for one in event.measures]
    if not rows:
        return
    paper.heading(say("Counted"))
    columns = [Column(say("What"), 1), Column(say("Number"), align="right")]
    paper.add(table(paper.section(), columns, rows, paper.width))
    known = [one.count for one in event.head_counts if one.count is not None]
    if known and event.sign_ins > sum(known):
        paper.note(say("More people signed in than were counted."))
    elif known and sum(known) > event.sign_ins:
        paper.note(say("Counted beyond those who signed in: {number}.", number=say.number(sum(known) - event.sign_ins)))


def _topics(paper: Paper, topics: Sequence[tuple[str, int]]) -> None:
    say = paper.say
    if topics:
        paper.heading(say("Concerns raised"))
        columns = [Column(say("Topic"), 1), Column(say("Concerns"), align="right")]
        paper.add(
            table(
                paper.section(), columns, [[say.known(name), say.number(count)] for name, count in topics], paper.width
            )
        )


def _public_promises(paper: Paper, promises: Sequence[PromiseRow]) -> None:
    say = paper.say
    if not promises:
        return
    paper.heading(say("You said, we did"))
    columns = [Column(say("You said"), 5), Column(say("We did"), 6), Column(say("When"))]
    cells = [
        [
            row.you_said,
            say("Still open") if row.state == "open" else answer(row, say),
            say.day(row.closed_on) if row.closed_on else "–",
        ]
        for row in promises
    ]
    paper.add(table(paper.section(), columns, cells, paper.width))


def _concerns(paper: Paper, concerns: Sequence[EventConcern]) -> None:
    say = paper.say
    if not concerns:
        return
    paper.heading(say("Concerns raised"))
    columns = [Column(say("Topic")), Column(say("Words"), 6), Column(say("Raised by"), 3)]
    cells = [
        [
            say.known(concern.topic),
            concern.words if concern.words is not None else say("Confidential: not printed"),
            ", ".join(part for part in (concern.raised_by or "", concern.neighborhood_name) if part) or "–",
        ]
        for concern in concerns
    ]
    paper.add(table(paper.section(), columns, cells, paper.width))


def _promises(paper: Paper, promises: Sequence[Promise]) -> None:
    say = paper.say
    if not promises:
        return
    paper.heading(say("Promises made"))
    columns = [
        Column(say("Promise"), 6),
        Column(say("Owner"), 3),
        Column(say("Due")),
        Column(say("Where it stands"), 3),
    ]
    cells: list[list[Cell]] = [
        [
            lines(inside.words, muted(say("to {name}", name=inside.promised_to)) if inside.promised_to else ""),
            inside.owner or say("nobody yet"),
            say.day(row.due) if row.due else "–",
            lines(say(inside.status.capitalize()), muted(inside.outcome or inside.decline_reason)),
        ]
        for row, inside in promises
    ]
    paper.add(table(paper.section(), columns, cells, paper.width))


def _people(paper: Paper, signed: Sequence[SignInLine]) -> None:
    say = paper.say
    if not signed:
        return
    paper.heading(say("Who came"))
    columns = [
        Column(say("Line"), align="right"),
        Column(say("Name"), 4),
        Column(say("Neighborhood"), 3),
        Column(say("Organization"), 3),
        Column(say("Note"), 2),
    ]
    cells = [
        [
            _place(line),
            say("kept confidentially") if line.hidden else line.name or line.name_as_signed or say("cannot be read"),
            line.neighborhood or "–",
            line.organization or "–",
            _note(line, say),
        ]
        for line in signed
    ]
    paper.add(table(paper.section(), columns, cells, paper.width))


def _place(line: SignInLine) -> str:
    if line.line is None:
        return "–"
    return f"{line.sheet}/{line.line}" if line.sheet not in (None, 1) else str(line.line)


def _note(line: SignInLine, say: Wording) -> str:
    notes = [
        "" if line.present else say("did not come"),
        say("first time") if line.first_time and line.present else "",
        line.note,
    ]
    return ", ".join(note for note in notes if note) or "–"
