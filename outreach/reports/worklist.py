"""The follow-up worklist: what each officer still owes, late ones first, with a box to tick. Internal: it names
people.
"""

from dataclasses import replace
from datetime import date

from outreach.languages.wording import ENGLISH, Wording
from outreach.queries.follow_up_rows import FollowUpRow
from outreach.queries.worklist import OwnerWork, Worklist, WorklistLine
from outreach.reports import covers
from outreach.reports.page import Paper
from outreach.reports.tables import Cell, Column, KeyFigure, key_figures, table
from outreach.reports.text import lines, muted

TITLE = "Follow-up worklist"
_BOX = "☐"


def print_worklist(work: Worklist, *, printed_on: date, say: Wording = ENGLISH) -> bytes:
    """The worklist as a tagged PDF: one section for each owner, nobody's promises first."""
    only = _name(work.owners[0], say) if len(work.owners) == 1 else ""
    paper = covers.begun(covers.Cover(TITLE, work.precinct, work.as_of, False, printed_on, detail=only), say)
    # Its pages are handed out: each says whose it is.
    paper.running = replace(paper.running, by_section=True)
    paper.add(key_figures(paper.section(), _figures(work, say), paper.width))
    if not work.owners:
        paper.text(say("No promise is open, and everybody has been told."))
    for owner in work.owners:
        _owner(paper, owner, work.as_of)
    return paper.finish()


def _name(owner: OwnerWork, say: Wording) -> str:
    return owner.name or say("Nobody yet")


def _figures(work: Worklist, say: Wording) -> list[KeyFigure]:
    waiting = sum(line.promise.partner != "" for owner in work.owners for line in owner.lines)
    return [
        KeyFigure(say.number(work.open), say("open promise") if work.open == 1 else say("open promises")),
        _key_figure(_late(work.late, say)),
        _key_figure(_due(sum(owner.due_this_week for owner in work.owners), say)),
        KeyFigure(say.number(waiting), say("waiting on a partner")),
        KeyFigure(say.number(sum(len(owner.to_tell) for owner in work.owners)), say("settled, still to be told")),
    ]


def _late(number: int, say: Wording) -> str:
    return say("1 late") if number == 1 else say("{number} late", number=say.number(number))


def _due(number: int, say: Wording) -> str:
    return say("1 due within 7 days") if number == 1 else say("{number} due within 7 days", number=say.number(number))


def _key_figure(words: str) -> KeyFigure:
    """The number that words begin with, over the rest of them."""
    number, _, what = words.partition(" ")
    return KeyFigure(number, what)


def _owner(paper: Paper, owner: OwnerWork, today: date) -> None:
    say = paper.say
    name = _name(owner, say)
    paper.heading(name)
    parts = (
        say.count(len(owner.lines), "open promise", "open promises"),
        _late(owner.late, say),
        _due(owner.due_this_week, say),
        say("1 settled and to be told")
        if len(owner.to_tell) == 1
        else say("{number} settled and to be told", number=say.number(len(owner.to_tell))),
    )
    paper.lead(f"{name}: {', '.join(parts)}.")
    if owner.lines:
        columns = [
            Column(say("Done")),
            Column(say("Due")),
            Column(say("Promise"), 7),
            Column(say("Neighborhood"), 2),
            Column(say("Where it stands"), 3),
        ]
        paper.add(table(paper.section(), columns, [_line(line, today, say) for line in owner.lines], paper.width))
    if owner.to_tell:
        if owner.name:
            paper.heading(say("Settled, for {name} to tell", name=name), level=2)
            paper.lead(say("What {name} settled and the resident does not know yet.", name=name))
        else:
            paper.heading(say("Settled, for somebody to tell"), level=2)
            paper.lead(say("What was settled and the resident does not know yet."))
        columns = [Column(say("Told")), Column(say("Settled")), Column(say("Promise"), 7), Column(say("Tell"), 4)]
        paper.add(table(paper.section(), columns, [_untold(line, today, say) for line in owner.to_tell], paper.width))


def _line(line: WorklistLine, today: date, say: Wording) -> list[Cell]:
    row = line.promise
    late = say.count(row.days_late, "day late", "days late") if row.overdue else ""
    detail = [
        say("to {name}", name=_to(line)) if row.promised_to else "",
        say("since {day}", day=say.near(row.opened_on, today)),
        say("urgent") if row.priority == "high" else "",
    ]
    note = f"{say.near(line.last_note_on, today)}: {line.last_note}" if line.last_note_on and line.last_note else ""
    return [
        _BOX,
        lines(say.near(row.due, today) if row.due else say("no date"), muted(late)),
        lines(row.words, muted(" · ".join(part for part in detail if part)), muted(note)),
        row.neighborhood_name or "–",
        _standing(row, today, say),
    ]


def _to(line: WorklistLine) -> str:
    return f"{line.promise.promised_to}, {line.phone}" if line.phone else line.promise.promised_to


def _untold(line: WorklistLine, today: date, say: Wording) -> list[Cell]:
    row = line.promise
    return [
        _BOX,
        say.near(row.closed_on, today) if row.closed_on else "–",
        row.words,
        _to(line) or row.neighborhood_name or "–",
    ]


def _standing(row: FollowUpRow, today: date, say: Wording) -> Cell:
    if row.partner:
        asked = say("asked {day}", day=say.near(row.partner_asked_on, today)) if row.partner_asked_on else ""
        return lines(say("Waiting on {partner}", partner=row.partner), muted(asked))
    return say(row.status.capitalize())
