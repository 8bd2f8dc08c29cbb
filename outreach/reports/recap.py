"""The last-meeting recap: one page for the officer who is about to walk in. Internal: it names people."""

from collections.abc import Sequence
from datetime import date

from outreach.languages.wording import ENGLISH, Wording
from outreach.queries.follow_up_rows import FollowUpRow
from outreach.queries.recap import Recap
from outreach.reports import covers
from outreach.reports.one_page import one_page, say_more
from outreach.reports.page import Paper
from outreach.reports.sections import when
from outreach.reports.tables import Cell, Column, table
from outreach.reports.text import clipped, lines, muted

TITLE = "Last-meeting recap"


def print_recap(recap: Recap, *, printed_on: date, say: Wording = ENGLISH) -> bytes:
    """The recap as a tagged PDF of exactly one page."""
    return one_page(lambda rows: _written(recap, rows, printed_on, say))


def _written(recap: Recap, rows: int, printed_on: date, say: Wording) -> Paper:
    cover = covers.Cover(TITLE, recap.precinct, recap.as_of, False, printed_on, detail=clipped(recap.name, 60))
    paper = covers.begun(cover, say, is_one_page=True)
    _meetings(paper, recap)
    _owed(paper, recap, rows)
    _to_tell(paper, recap, rows)
    _raised(paper, recap, rows)
    _people(paper, recap, rows)
    if rows:
        _crime(paper, recap)
    return paper


def _meetings(paper: Paper, recap: Recap) -> None:
    say = paper.say
    coming, last = recap.next_meeting, recap.last_meeting
    told = []
    if coming is not None:
        at = when(coming.date, coming.start_time, coming.end_time, say)
        told.append([say("Next"), clipped(" · ".join(part for part in (at, coming.title, coming.place) if part))])
    elif recap.meeting_rule:
        usual = (say.rule(recap.meeting_rule), recap.meeting_place)
        told.append([say("Usually"), clipped(" · ".join(part for part in usual if part))])
    if last is None:
        told.append([say("Last"), say("No meeting has been held yet.")])
    else:
        at = when(last.date, last.start_time, last.end_time, say)
        people = say("people not counted") if last.reached is None else say.count(last.reached, "person", "people")
        led = say("led by {name}", name=last.lead_officer_name) if last.lead_officer_name else ""
        parts = (at, clipped(last.title, 70), clipped(last.place, 50), people, led)
        told.append([say("Last"), " · ".join(part for part in parts if part)])
    paper.heading(say("Meetings"))
    paper.add(table(paper.section(), [Column(say("Which")), Column(say("When and where"), 1)], told, paper.width))


def _owed(paper: Paper, recap: Recap, rows: int) -> None:
    say = paper.say
    paper.heading(say("What we owe them"))
    if not recap.owed.total:
        paper.text(say("No promise is open."))
        return
    shown = recap.owed.rows[:rows]
    if shown:
        columns = [
            Column(say("Due")),
            Column(say("Promise"), 7),
            Column(say("Where it stands"), 4),
            Column(say("Owner"), 3),
        ]
        paper.add(table(paper.section(), columns, [_promise(row, recap.as_of, say) for row in shown], paper.width))
    say_more(paper, recap.owed.total - len(shown))


def _promise(row: FollowUpRow, today: date, say: Wording) -> list[Cell]:
    due = say.near(row.due, today) if row.due else say("no date")
    standing = (
        say("Waiting on {partner}", partner=clipped(row.partner, 40)) if row.partner else say(row.status.capitalize())
    )
    to = say("to {name}", name=row.promised_to) if row.promised_to else ""
    return [
        lines(due, muted(say("late")) if row.overdue else ""),
        lines(clipped(row.words), muted(clipped(to, 60))),
        standing,
        row.owner_name or say("nobody yet"),
    ]


def _to_tell(paper: Paper, recap: Recap, rows: int) -> None:
    say = paper.say
    if not recap.to_tell.total:
        return
    paper.heading(say("Settled: tell them tonight"))
    shown = recap.to_tell.rows[:rows]
    if shown:
        columns = [Column(say("Settled")), Column(say("Promise"), 6), Column(say("Tell"), 3)]
        cells = [
            [
                say.near(row.closed_on, recap.as_of) if row.closed_on else "–",
                clipped(row.words),
                clipped(row.promised_to, 60) or say("the meeting"),
            ]
            for row in shown
        ]
        paper.add(table(paper.section(), columns, cells, paper.width))
    say_more(paper, recap.to_tell.total - len(shown))


def _raised(paper: Paper, recap: Recap, rows: int) -> None:
    say = paper.say
    told = [(one.raised_on, one.topic, one.words, one.raised_by) for one in recap.raised_since.rows]
    told += [(one.raised_on, one.topic, one.words, one.raised_by) for one in recap.raised_then]
    total = recap.raised_since.total + len(recap.raised_then)
    paper.heading(say("What they told us last time, and since"))
    if not total:
        paper.text(say("Nothing was raised."))
        return
    if rows:
        columns = [Column(say("Day")), Column(say("Topic")), Column(say("Words"), 6), Column(say("Who"), 2)]
        cells = [
            [
                say.near(day, recap.as_of),
                clipped(say.known(topic), 40),
                say("Confidential: not printed") if words is None else clipped(words, 120),
                clipped(who or "", 50) or "–",
            ]
            for day, topic, words, who in told[:rows]
        ]
        paper.add(table(paper.section(), columns, cells, paper.width))
    say_more(paper, total - min(rows, len(told)))


def _people(paper: Paper, recap: Recap, rows: int) -> None:
    say = paper.say
    offices = [
        f"{officer.name or say('name withheld')} ({say(officer.office)}, {clipped(group.name, 50)})"
        for group in recap.associations
        for officer in group.officers
    ]
    often = sorted(recap.regulars, key=lambda one: -one.came)
    names = [clipped(one.name, 40) for one in often]
    if not (offices or names):
        return
    paper.is_cut |= len(offices) > rows or len(names) > rows * 2
    if not rows:
        return
    paper.heading(say("Who you will meet"))
    if offices:
        paper.text(_some(offices, min(rows, 6), say))
    if names:
        paper.text(say("Regulars: {names}", names=_some(names, min(rows * 2, 18), say)))


def _some(names: Sequence[str], most: int, say: Wording) -> str:
    if len(names) <= most:
        return f"{', '.join(names)}."
    return f"{', '.join(names[:most])} {say('and {number} more', number=say.number(len(names) - most))}."


def _crime(paper: Paper, recap: Recap) -> None:
    say = paper.say
    if not recap.crime:
        return
    counts = [
        say(
            "{offense} {now} ({before} the month before)",
            offense=say.known(row.offense),
            now=say.number(row.current),
            before=say.number(row.prior),
        )
        for row in recap.crime[:6]
    ]
    paper.heading(say("Crime counts, {month}", month=say.period(recap.crime_month)))
    paper.text(f"{'; '.join(counts)}.")
