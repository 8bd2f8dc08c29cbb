"""How a promise looks in a list: as a card on the board and as a row of the table."""

from datetime import date
from typing import TYPE_CHECKING

from outreach.languages.spoken import say
from outreach.queries.follow_up_rows import FollowUpRow
from outreach.queries.followups import UNTOLD, FollowUpFilter
from outreach.records.followups import FollowUpStatus
from outreach.ui.kept_words import status_word
from outreach.ui.wording import due_words, short_date

if TYPE_CHECKING:
    from outreach.ui.models import Column
    from outreach.ui.widgets.board import BoardCard

BOARD = (FollowUpStatus.OPEN, FollowUpStatus.IN_PROGRESS, FollowUpStatus.WAITING)
"""The states that are columns of the board, before those that are done and still to be told."""
STATUS_TONES = {
    "open": "info",
    "in progress": "info",
    "waiting on partner": "due",
    "done": "good",
    "declined": "quiet",
}
PROMISE_PX = 280
WEEK_DAYS = 6
DUE_CHOICES = (
    ("Any date", ""),
    ("Late", "late"),
    ("Due this week", "week"),
    ("Not told yet", "untold"),
    ("Told", "told"),
)


def board_columns() -> list[tuple[str, str]]:
    """The columns of the board, each with its words."""
    return [*((str(state), status_word(state).capitalize()) for state in BOARD), (UNTOLD, say("Done, not told"))]


def due_filter(choice: str) -> FollowUpFilter:
    """The part of the filter that a choice of due dates stands for."""
    match choice:
        case "late":
            return FollowUpFilter(overdue=True)
        case "week":
            return FollowUpFilter(due_within=WEEK_DAYS)
        case "untold":
            return FollowUpFilter(told=False)
        case "told":
            return FollowUpFilter(told=True)
    return FollowUpFilter()


def due_choice(chosen: FollowUpFilter) -> str:
    """The choice that a filter made elsewhere stands for."""
    if chosen.overdue:
        return "late"
    if chosen.due_within is not None:
        return "week"
    return {None: "", False: "untold", True: "told"}[chosen.told]


def standing(row: FollowUpRow, today: date) -> tuple[str, str]:
    """How a promise stands today, and its tone: late, due, to be told, or told."""
    if row.closed_on is None:
        return due_words(row.due, today)
    if row.told_on is None:
        return say("tell them"), "due"
    return say("told {day}", day=short_date(row.told_on, today)), "good"


def waiting_words(late: int, due_this_week: int, untold: int) -> list[str]:
    """How many promises need somebody, by why; nothing of those that are none."""
    counted = (
        (late, say("{number:,} late", number=late)),
        (due_this_week, say("{number:,} due this week", number=due_this_week)),
        (untold, say("{number:,} to be told", number=untold)),
    )
    return [words for number, words in counted if number]


def partner_words(row: FollowUpRow, today: date) -> str:
    """Which partner was asked, and when."""
    if row.partner_asked_on is None:
        return row.partner
    return say("{partner}, asked {day}", partner=row.partner, day=short_date(row.partner_asked_on, today))


def whereabouts(row: FollowUpRow, today: date) -> str:
    """Where it is and to whom: the muted line of a card."""
    if row.status == FollowUpStatus.WAITING:
        parts = [row.neighborhood_name, partner_words(row, today)]
    else:
        parts = [row.neighborhood_name, say("to {name}", name=row.promised_to) if row.promised_to else ""]
    return " · ".join(part for part in parts if part)


def card_of(row: FollowUpRow, today: date) -> "BoardCard":
    """A promise as a card."""
    from outreach.ui.widgets.board import BoardCard  # Home, which shows no board, is open sooner

    word, tone = standing(row, today)
    if row.priority == "high" and row.closed_on is None:
        word = say("{word} · high priority", word=word)
    return BoardCard(row.id, word, tone, row.words, whereabouts(row, today), row.owner_name or say("nobody yet"))


def columns_for(today: date) -> "tuple[Column[FollowUpRow], ...]":
    """The columns of the table."""
    from outreach.ui.models import Column

    def told(row: FollowUpRow) -> str:
        return standing(row, today)[0]

    def tone(row: FollowUpRow) -> str:
        return standing(row, today)[1]

    return (
        Column("Due", told, sort="due", width=132, tone=tone, value=lambda row: row.due),
        Column("Promise", lambda row: row.words, "words", strong=True, least=PROMISE_PX, tip=lambda row: row.words),
        Column("Neighborhood", lambda row: row.neighborhood_name, "neighborhood", width=150),
        Column(say("To", sense="whom"), lambda row: row.promised_to, width=160, muted=True, key="To"),
        Column("Owner", lambda row: row.owner_name or say("nobody yet"), "owner", width=130),
        Column("State", lambda row: status_word(row.status), "status", width=176, muted=True),
        Column(
            "Made on",
            lambda row: short_date(row.opened_on, today),
            "opened_on",
            width=104,
            right=True,
            value=lambda row: row.opened_on,
        ),
    )
