"""The columns of the lists of people, organizations and possible duplicates."""

from datetime import date

from outreach.queries.duplicates import DuplicatePair
from outreach.queries.organizations import OrganizationRow
from outreach.queries.people import PersonRow
from outreach.ui.models import Column
from outreach.ui.wording import short_date


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
    Column("Organization", lambda row: row.name, strong=True),
    Column("Kind", lambda row: row.kind, width=120),
    Column("Neighborhood", lambda row: row.neighborhood_name or "–", width=170, muted=True),
    Column("Members", lambda row: f"{row.members:,}", right=True, width=96),
)
PAIRS: tuple[Column[DuplicatePair], ...] = (
    Column(
        "Entry", lambda row: row.first.name, second=lambda row: row.first.address, second_title="Address", strong=True
    ),
    Column("Other entry", lambda row: row.second.name, strong=True),
    Column("Alike by", lambda row: ", ".join(row.evidence), muted=True),
    Column("", lambda row: str(row.verdict), width=100, tone=lambda row: "good" if row.verdict == "same" else "info"),
)
