"""How reports begin and end: masthead and running lines, photos, signatures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reportlab.platypus import Spacer

from outreach.languages.wording import Wording
from outreach.queries.monthly import PhotoRow, Signatures
from outreach.queries.period import Period
from outreach.queries.precincts import PrecinctHeader
from outreach.reports.page import Paper, beside
from outreach.reports.photos import Unusable, placed
from outreach.reports.reissue import DRAFT, Issue, replaced_words
from outreach.reports.running import Running, is_short_head
from outreach.reports.tagged import Element, TaggedFigure
from outreach.reports.text import SMALL, lines, one_line, paragraph, strong


@dataclass(frozen=True, slots=True)
class Cover:
    """What a report is, of whom, for when, and for whose eyes.

    ``title`` is English; the wording translates it. ``detail`` says about what within the precinct.
    """

    title: str
    precinct: PrecinctHeader
    when: Period | date
    public: bool
    printed_on: date
    signatures: Signatures | None = None
    detail: str = ""


def begun(cover: Cover, say: Wording, issue: Issue = DRAFT, *, is_one_page: bool = False) -> Paper:
    """The paper of a report with its masthead on it, and under that the version it replaces."""
    precinct, title = cover.precinct, say(cover.title)
    when, briefly = _when(cover.when, say)
    marks = say("Internal Use Only"), say("Public Copy")
    mark = marks[cover.public]
    by = cover.signatures or Signatures("", "")
    signed = [
        say("Prepared by {name}", name=by.prepared_by) if by.prepared_by else "",
        say("Approved by {name}", name=by.approved_by) if by.is_approved else "",
        say("Printed {day}", day=say.day(cover.printed_on)),
    ]
    about = precinct.name, title, when
    foot, whole = (" · ".join(filter(None, parts)) for parts in (signed, about))
    running = Running(_head(about, briefly, marks), mark, foot, whole_head=whole)
    agency = f"{precinct.agency} · {precinct.name}"
    full_title = ", ".join(part for part in (title, cover.detail or precinct.name, when) if part)
    paper = Paper(full_title, say, running, size=precinct.paper, author=agency, is_tight=is_one_page)
    subtitle = " · ".join(part for part in (cover.detail, when) if part)
    demo = say("Demonstration: invented people and figures") if precinct.is_demo else ""
    paper.masthead(
        " · ".join(part for part in (agency, demo) if part), title, mark, subtitle, logo=_logo(paper, precinct, say)
    )
    if issue.replaces is not None:
        paper.note(replaced_words(issue.replaces, say))
    return paper


def _when(when: Period | date, say: Wording) -> tuple[str, str]:
    """A day or a period, in full and as short as can be."""
    if isinstance(when, Period):
        return say.period(when), say.briefly(when)
    return say.day(when), say.brief_day(when)


def _head(parts: tuple[str, str, str], briefly: str, marks: Sequence[str]) -> str:
    """What runs along the top: the same on the copies of each mark, and always for when where the report says it."""
    precinct, title, when = parts
    for wanted in (parts, (title, when), (title, briefly), (precinct, when)):
        if all(is_short_head(" ".join(wanted), mark) for mark in marks):
            return " · ".join(wanted)
    return when


def _logo(paper: Paper, precinct: PrecinctHeader, say: Wording) -> Any:
    picture = placed(precinct.logo, 110, 44) if precinct.logo else None
    if picture is None or isinstance(picture, Unusable):
        return None
    picture.hAlign = "RIGHT"
    return TaggedFigure(picture, Element("Figure", paper.root, alt=say("Logo of {agency}", agency=precinct.agency)))


def photos(paper: Paper, rows: Sequence[PhotoRow], in_all: int) -> None:
    """Photos, two in a row, each with its caption; one that cannot be printed is told in a sentence in its place."""
    if not rows:
        return
    say = paper.say
    paper.heading(say("Photos"))
    gap = 18.0
    width = (paper.width - gap) / 2
    for start in range(0, len(rows), 2):
        cells = [_photo(paper, row, width) for row in rows[start : start + 2]]
        paper.add(beside([*cells, []][:2], [width, width], gap, space_after=10))
    if in_all > len(rows):
        paper.note(say("{shown} of {all} photos.", shown=say.number(len(rows)), all=say.number(in_all)))


def whole_page_picture(paper: Paper, row: PhotoRow) -> None:
    """A picture as wide as the page, such as a scanned sheet; one that cannot be printed is told in its place."""
    for piece in _photo(paper, row, paper.width, (paper.room - 90) / paper.width):
        paper.add(piece)


def _photo(paper: Paper, row: PhotoRow, width: float, ratio: float = 0.68) -> list[Any]:
    say = paper.say
    when = f"{one_line(row.event_title)}, {say.short_day(row.date)}"
    is_said = row.caption.casefold().startswith(row.event_title.casefold())
    caption = lines(strong(row.caption), "" if is_said else when) if row.caption else when
    picture = placed(row.data, width, width * ratio)
    if isinstance(picture, Unusable):
        reason = say("A photo is left out here: {reason}.", reason=say(picture.reason))
        return [
            paragraph(reason, SMALL, Element("P", paper.section())),
            paragraph(caption, SMALL, Element("P", paper.section())),
        ]
    described = row.alternative_text or row.caption or say("Photo without a description, from {event}", event=when)
    figure = TaggedFigure(picture, Element("Figure", paper.section(), alt=one_line(described)))
    return [figure, Spacer(0, 2), paragraph(caption, SMALL, Element("P", paper.section()))]


def signatures(paper: Paper, signed: Signatures) -> None:
    """The lines to sign on."""
    say = paper.say
    paper.heading(say("Signatures"))
    paper.signatures([(say("Prepared by"), signed.prepared_by), (say("Approved by"), signed.approved_by)])
