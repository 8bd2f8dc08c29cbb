"""What residents said, in their own words: for internal copies only."""

from collections.abc import Sequence

from outreach.queries.you_said import InternalConcern
from outreach.reports.page import Paper
from outreach.reports.tables import Cell, Column, table
from outreach.reports.text import lines, muted


def own_words(paper: Paper, concerns: Sequence[InternalConcern]) -> None:
    """Concerns in the words of those who raised them: for internal copies only."""
    say = paper.say
    columns = [Column(say("Day")), Column(say("Topic")), Column(say("Words"), 1), Column(say("Raised by"), 1)]
    cells = [
        [
            say.short_day(concern.raised_on),
            say.known(concern.topic),
            lines(
                concern.words or say("Confidential: not printed"),
                muted(say("confidential")) if concern.is_confidential else "",
            ),
            _raised_by(concern),
        ]
        for concern in concerns
    ]
    paper.add(table(paper.section(), columns, cells, paper.width))


def _raised_by(concern: InternalConcern) -> Cell:
    """Who said it and where: a neighborhood that the association's or the meeting's name holds is not said again."""
    who, area, event = concern.raised_by, concern.neighborhood or "", concern.event_title or ""
    named = area in who or area in event
    at = "" if event == who else event
    return lines(", ".join(part for part in (who, "" if named else area) if part), muted(at) if at else "") or "–"
