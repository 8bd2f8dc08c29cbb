"""How a promise looks in a list: as a card on the board and as a row of the table."""

from datetime import date
from typing import TYPE_CHECKING

from outreach.languages.spoken import say
from outreach.queries.follow_up_rows import FollowUpRow
from outreach.queries.followups import UNTOLD, FollowUpFilter
from outreach.records.followups import FollowUpStatus
from outreach.ui.wording import due_words, short_date

if TYPE_CHECKING:
    from outreach.ui.models import Column
    from outreach.ui.widgets.board import BoardCard

BOARD = (
    (str(FollowUpStatus.OPEN), "Open"),
    (str(FollowUpStatus.IN_PROGRESS), "In progress"),
    (str(FollowUpStatus.WAITING), "Waiting on partner"),
    (UNTOLD, "Done, not told"),
)
STATUS_WORDS = {
    "open": ("open", "info"),
    "in progress": ("in progress", "info"),
    "waiting on partner": ("waiting on partner", "due"),
    "done": ("done", "good"),
    "declined": ("declined", "quiet"),
}
WEEK_DAYS = 6
DUE_CHOICES = (
    ("Any date", ""),
    ("Late", "late"),
    ("Due this week", "week"),
    ("Not told yet", "untold"),
    ("Told", "told"),
)


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
    return say("told {told_on}", told_on=short_date(row.told_on, today)), "good"


def whereabouts(row: FollowUpRow, today: date) -> str:
    """Where it is and to whom: the muted line of a card."""
    if row.status == FollowUpStatus.WAITING:
        asked = (
            say(", asked {partner_asked_on}", partner_asked_on=short_date(row.partner_asked_on, today))
            if row.partner_asked_on
            else ""
        )
        parts = [row.neighborhood_name, f"{row.partner}{asked}"]
    else:
        parts = [row.neighborhood_name, say("to {promised_to}", promised_to=row.promised_to) if row.promised_to else ""]
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
        Column(say("Due"), told, sort="due", width=132, tone=tone, value=lambda row: row.due),
        Column(say("Promise"), lambda row: row.words, "words", strong=True, tip=lambda row: row.words),
        Column(say("Neighborhood"), lambda row: row.neighborhood_name, "neighborhood", width=150),
        Column(say("To"), lambda row: row.promised_to, width=160, muted=True),
        Column(say("Owner"), lambda row: row.owner_name or say("nobody yet"), "owner", width=130),
        Column(say("State"), lambda row: STATUS_WORDS[row.status][0], "status", width=150, muted=True),
        Column(
            say("Made on"),
            lambda row: short_date(row.opened_on, today),
            "opened_on",
            width=104,
            right=True,
            value=lambda row: row.opened_on,
        ),
    )
