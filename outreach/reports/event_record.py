"""The event record: everything of one event for the file, its photos and the scanned sheet at the end.

A public copy names no resident: of who came it says how many, of concerns only the topic, and it shows the photos
that may be published.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from outreach.queries.events import EventAttachment, EventConcern, EventDetail, attachment_data, event_detail
from outreach.queries.monthly import PhotoRow
from outreach.queries.precincts import PrecinctHeader, precinct_header
from outreach.queries.signin import SignInLine
from outreach.reports import covers
from outreach.reports.page import Paper
from outreach.reports.sections import when
from outreach.reports.tables import Cell, Column, KeyFigure, key_figures, table
from outreach.reports.text import lines, muted
from outreach.reports.wording import ENGLISH, Wording

TITLE = "Event record"
_PICTURES = ("photo", "sheet")


@dataclass(frozen=True, slots=True)
class EventRecord:
    """An event, and the contents of its photos and scanned sheets by the key of the attachment."""

    precinct: PrecinctHeader
    event: EventDetail
    pictures: dict[int, bytes]


def gather_event(event: int) -> EventRecord:
    """The record of an event. Confidential words are left out of it."""
    found = event_detail(event)
    pictures = {one.id: attachment_data(one.id) for one in found.attachments if one.kind in _PICTURES}
    return EventRecord(precinct_header(found.precinct), found, pictures)


def print_event(record: EventRecord, *, public: bool, printed_on: date, say: Wording = ENGLISH) -> bytes:
    """The record as a tagged PDF."""
    event = record.event
    day = say.day(event.date)
    paper = covers.begun(covers.Cover(TITLE, record.precinct, day, public, printed_on, detail=event.title), say)
    paper.add(key_figures(paper.section(), _figures(event, say), paper.width))
    _facts(paper, event, public=public)
    if event.summary and not public:
        paper.heading(say("What happened"))
        paper.text(event.summary)
    _counts(paper, event)
    _concerns(paper, event.concerns, public=public)
    if not public:
        _promises(paper, event)
        _people(paper, event.lines)
    _pictures(paper, record, public=public)
    return paper.finish()


def _figures(event: EventDetail, say: Wording) -> list[KeyFigure]:
    totals = event.totals
    first = sum(line.present and line.first_time for line in event.lines)
    reached = totals.head_count if totals.head_count is not None else totals.named or None
    return [
        KeyFigure(say(event.status.capitalize()), say.day(event.date)),
        KeyFigure(say.number(reached) if reached is not None else say("not counted"), say("people reached")),
        KeyFigure(
            say.number(totals.named), say("signed in"), say("{number} for the first time", number=say.number(first))
        ),
        KeyFigure(say.number(len(event.concerns)), say("concerns raised")),
        KeyFigure(say.number(len(event.promises)), say("promises made")),
    ]


def _facts(paper: Paper, event: EventDetail, *, public: bool) -> None:
    say = paper.say
    staff = [
        f"{one.name}{f' ({one.role})' if one.role else ''}"
        + (f", {say.number(one.hours, 1)} h" if one.hours is not None else "")
        for one in event.staff
    ]
    facts = [
        (say("Kind"), event.kind_name),
        (say("When"), when(event.date, event.start_time, event.end_time, say)),
        (say("Where"), event.place),
        (say("Neighborhoods"), say.listing([one.name for one in event.neighborhoods])),
        (say("Host"), event.host_name),
        (say("Led by"), event.lead_officer_name),
        (say("Officers"), "; ".join(staff)),
        (say("Cancelled because"), "" if public else event.cancel_reason),
    ]
    paper.heading(say("The event"))
    columns = [Column(say("Fact")), Column(say("What is recorded"), 1)]
    paper.add(table(paper.section(), columns, [[name, told] for name, told in facts if told], paper.width))


def _counts(paper: Paper, event: EventDetail) -> None:
    say = paper.say
    rows: list[list[Cell]] = [
        [say("People, {group}", group=one.group), _number(one.count, say)] for one in event.head_counts
    ]
    rows += [[one.name, _number(one.count, say)] for one in event.measures]
    if not rows:
        return
    paper.heading(say("Counted"))
    paper.add(
        table(paper.section(), [Column(say("What"), 1), Column(say("How many"), align="right")], rows, paper.width)
    )
    totals = event.totals
    if totals.more_named:
        paper.note(say("More people signed in than were counted."))
    elif totals.extras:
        paper.note(say("Counted beyond those who signed in: {number}.", number=say.number(totals.extras)))


def _number(count: int | None, say: Wording) -> str:
    return say.number(count) if count is not None else say("not counted")


def _concerns(paper: Paper, concerns: Sequence[EventConcern], *, public: bool) -> None:
    say = paper.say
    if not concerns:
        return
    paper.heading(say("Concerns raised"))
    if public:
        topics: dict[str, int] = {}
        for concern in concerns:
            topics[concern.topic] = topics.get(concern.topic, 0) + 1
        columns = [Column(say("Topic"), 1), Column(say("Concerns"), align="right")]
        paper.add(table(paper.section(), columns, [[name, say.number(n)] for name, n in topics.items()], paper.width))
        return
    columns = [Column(say("Topic")), Column(say("Words"), 6), Column(say("Raised by"), 2), Column(say("Promised"), 4)]
    cells: list[list[Cell]] = [
        [
            concern.topic,
            concern.words if concern.words is not None else say("Confidential: not printed"),
            ", ".join(part for part in (concern.raised_by or "", concern.neighborhood_name) if part) or "–",
            lines(*(one.words for one in concern.promises)) or "–",
        ]
        for concern in concerns
    ]
    paper.add(table(paper.section(), columns, cells, paper.width))


def _promises(paper: Paper, event: EventDetail) -> None:
    say = paper.say
    if not event.promises:
        return
    paper.heading(say("Promises made"))
    columns = [
        Column(say("Promise"), 6),
        Column(say("Owner"), 2),
        Column(say("Due")),
        Column(say("Where it stands"), 2),
    ]
    cells: list[list[Cell]] = [
        [
            lines(one.words, muted(say("to {name}", name=one.promised_to)) if one.promised_to else ""),
            one.owner or say("nobody yet"),
            say.short_day(one.due) if one.due else "–",
            say(one.status.capitalize()),
        ]
        for one in event.promises
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
    cells: list[list[Cell]] = [
        [
            _place(line),
            line.name or line.name_as_signed or say("cannot be read"),
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


def _pictures(paper: Paper, record: EventRecord, *, public: bool) -> None:
    say, event = paper.say, record.event

    def rows(kind: str) -> list[PhotoRow]:
        return [
            _photo(one, record) for one in event.attachments if one.kind == kind and (one.may_publish or not public)
        ]

    photos = rows("photo")
    covers.photos(paper, photos, len(photos))
    sheets = [] if public else rows("sheet")
    if sheets:
        paper.heading(say("Scanned sheets"))
        for sheet in sheets:
            covers.whole_page_picture(paper, sheet)
    others = [one.file_name for one in event.attachments if one.kind not in _PICTURES]
    if others and not public:
        paper.note(say("Also kept with the event: {names}.", names=say.listing(others)))


def _photo(attachment: EventAttachment, record: EventRecord) -> PhotoRow:
    return PhotoRow(
        event_title=record.event.title,
        date=record.event.date,
        caption=attachment.caption,
        alternative_text=attachment.alternative_text,
        media_type=attachment.media_type,
        data=record.pictures.get(attachment.id, b""),
    )
