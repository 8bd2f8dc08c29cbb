"""The columns of the lists of people, organizations and possible duplicates."""

from collections.abc import Iterable
from datetime import date

from outreach.languages.spoken import say
from outreach.queries.duplicates import DuplicatePair
from outreach.queries.matching import Evidence, Verdict
from outreach.queries.organizations import OrganizationRow
from outreach.queries.person_rows import PersonRow
from outreach.ui.kept_words import organization_word
from outreach.ui.models import Column
from outreach.ui.wording import listed, short_date

NAME_PX = 280
"""Room for the name of an association, which tells its neighborhood as well."""


def evidence_words(evidence: Iterable[str]) -> str:
    """What speaks for a pair being one person: "name, phone"."""
    words: dict[str, str] = {
        Evidence.NAME: say("name"),
        Evidence.SIMILAR_NAME: say("similar name"),
        Evidence.SWAPPED_NAME: say("swapped name"),
        Evidence.PHONE: say("phone"),
        Evidence.EMAIL: say("e-mail"),
        Evidence.ADDRESS: say("address"),
        Evidence.POSTCODE: say("postcode"),
    }
    return listed([words[one] for one in evidence])


def verdict_word(verdict: str) -> str:
    """What a pair is taken for."""
    return {
        str(Verdict.SAME): say("same", sense="of a person"),
        str(Verdict.POSSIBLE): say("possible"),
        str(Verdict.HOUSEHOLD): say("household"),
    }[verdict]


def people_columns(today: date) -> tuple[Column[PersonRow], ...]:
    """The columns of the list of people."""

    def last_came(row: PersonRow) -> str:
        return short_date(row.last_came, today) if row.last_came else "–"

    return (
        Column("Name", lambda row: row.name, "name", strong=True),
        Column("Neighborhood", lambda row: row.neighborhood_name or "–", "neighborhood", width=144),
        Column("Phone", lambda row: row.phone or "–", width=120, muted=True),
        Column("E-mail", lambda row: row.email or "–", "email", width=176, muted=True),
        Column("Address", lambda row: row.address or "–", "address", width=152, muted=True),
        Column("Events", lambda row: f"{row.events:,}", right=True, width=68),
        Column("Last came", last_came, right=True, width=108, value=lambda row: row.last_came),
    )


ORGANIZATIONS: tuple[Column[OrganizationRow], ...] = (
    Column("Organization", lambda row: row.name, strong=True, least=NAME_PX),
    Column("Kind", lambda row: organization_word(row.kind), width=120),
    Column("Neighborhood", lambda row: row.neighborhood_name or "–", width=170, muted=True),
    Column("Members", lambda row: f"{row.members:,}", right=True, width=96),
)
PAIRS: tuple[Column[DuplicatePair], ...] = (
    Column(
        "Entry", lambda row: row.first.name, second=lambda row: row.first.address, second_title="Address", strong=True
    ),
    Column("Other entry", lambda row: row.second.name, strong=True),
    Column(
        "Alike by",
        lambda row: evidence_words(row.evidence),
        width=160,
        muted=True,
        tip=lambda row: evidence_words(row.evidence),
    ),
    Column(
        "Match",
        lambda row: verdict_word(row.verdict),
        width=100,
        tone=lambda row: "good" if row.verdict == "same" else "info",
    ),
)
