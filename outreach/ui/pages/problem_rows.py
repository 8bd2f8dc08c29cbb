"""How problems stand in their list: phases in words and tones, the columns, and what the phase filter offers."""

from datetime import date

from outreach.languages.spoken import say
from outreach.queries.problems import ProblemRow
from outreach.records.followups import ProblemPhase
from outreach.ui.kept_words import phase_word
from outreach.ui.models import Column
from outreach.ui.wording import short_date

UNSOLVED = ",".join(phase for phase in ProblemPhase if phase is not ProblemPhase.CLOSED)
"""Every phase but the last, as the filter keeps it."""
PHASE_TONES = {
    ProblemPhase.SCANNING: "due",
    ProblemPhase.ANALYSIS: "info",
    ProblemPhase.RESPONSE: "info",
    ProblemPhase.ASSESSMENT: "info",
    ProblemPhase.CLOSED: "good",
}


def phase_choices() -> list[tuple[str, str]]:
    """What the filter of phases offers: words, and what they stand for."""
    phases = [(phase_word(phase).capitalize(), str(phase)) for phase in ProblemPhase]
    return [(say("Being worked on"), UNSOLVED), (say("All problems"), ""), *phases]


def phases_of(choice: str) -> tuple[str, ...]:
    """The phases that a choice of the filter means; none: all."""
    return tuple(phase for phase in choice.split(",") if phase)


def before_after_words(row: ProblemRow) -> str:
    """The count before and after: "19 → 11"; empty where nothing is counted."""
    if row.told is None:
        return ""
    before, after = ("–" if one is None else f"{one:,}" for one in (row.told.here.before, row.told.here.after))
    return f"{before} → {after}"


def columns_for(today: date) -> tuple[Column[ProblemRow], ...]:
    """The columns of the list."""
    return (
        Column("Problem", lambda row: row.title, "title", strong=True, tip=lambda row: row.title),
        Column(
            "Phase",
            lambda row: phase_word(row.phase),
            "phase",
            width=112,
            tone=lambda row: PHASE_TONES[ProblemPhase(row.phase)],
        ),
        Column("Neighborhood", lambda row: row.neighborhood_name, "neighborhood", width=156),
        Column("Owner", lambda row: row.owner_name or say("nobody yet"), "owner", width=148),
        Column(
            "Opened",
            lambda row: short_date(row.opened_on, today),
            "opened_on",
            right=True,
            width=108,
            value=lambda row: row.opened_on,
        ),
        Column("Concerns", lambda row: f"{row.concerns:,}", right=True, width=104),
        Column("Events", lambda row: f"{row.events:,}", right=True, width=76),
        Column("Before → after", before_after_words, right=True, width=136),
    )
