"""Fifty secrets of residents in the records, and not one of them anywhere in any public copy."""

from datetime import date

import pytest

from outreach.queries.period import Period
from outreach.records.events import Attendance, EventNeighborhood
from outreach.records.people import Person
from outreach.records.precinct import Precinct
from outreach.reports.catalogue import REPORTS, Choice, Copy
from outreach.reports.issuing import drafted
from tests import given
from tests.reports.reading import everything_in

TODAY = date(2019, 1, 31)
PEOPLE = 10
PUBLIC = [kind for kind, report in REPORTS.items() if Copy.PUBLIC in report.copies]
SECRETS = tuple(
    secret
    for number in range(PEOPLE)
    for secret in (
        f"Quillfeather{number}",
        f"205-555-01{number:02d}",
        f"hush{number}@example.net",
        f"{number}77 Hollow Lane",
        f"whispered secret {number}",
    )
)


def plant() -> Choice:
    """Ten people who came, raised a confidential concern and were promised something, at one event."""
    precinct: Precinct = given.a_precinct(traceable_below=1)
    ensley = given.a_neighborhood(precinct)
    event = given.an_event(precinct, date(2019, 1, 15), "Meeting", place="Hall")
    EventNeighborhood.create(event=event, neighborhood=ensley)
    for number in range(PEOPLE):
        name, phone, mail, address, words = SECRETS[number * 5 : number * 5 + 5]
        who: Person = given.a_person(
            precinct,
            "Zeb",
            name,
            phone=phone,
            email=mail,
            address=address,
            neighborhood=ensley,
            confidential=number % 2,
        )
        Attendance.create(event=event, person=who, present=True, line=number + 1)
        concern = given.a_concern(
            precinct, words, raised_by_person=who, event=event, neighborhood=ensley, confidential=True
        )
        given.a_follow_up(
            precinct,
            f"Call {name} at {phone}: {words}",
            concern=concern,
            event=event,
            promised_to_person=who,
            public_words="Look into it",
            outcome=f"{name} was told",
        )
    month = Period.of_month(2019, 1)
    return Choice(period=month, neighborhood=ensley.id, event=event.id, confidential=True)


@pytest.mark.usefixtures("store")
def test_fifty_secrets_are_planted_and_none_is_in_any_public_copy() -> None:
    assert len(set(SECRETS)) == 50
    choice = plant()
    precinct = Precinct.get().id
    for kind in PUBLIC:
        for language in ("en", "es"):
            asked = Choice(choice.period, choice.neighborhood, choice.event, language=language, confidential=True)
            pdf = drafted(kind, precinct, asked, public=True, today=TODAY).printed()
            whole = everything_in(pdf).replace("\xa0", " ")
            assert [secret for secret in SECRETS if secret in whole] == [], (kind, language)
            assert "Zeb" not in whole
            assert "/EmbeddedFile" not in whole
    # The search can find: the internal copies hold what was said, by whom and what was promised.
    inside = " ".join(
        " ".join(everything_in(drafted(kind, precinct, choice, public=False, today=TODAY).printed()).split())
        for kind in ("monthly", "event")
    )
    for number in range(PEOPLE):
        assert f"Quillfeather{number}" in inside
        assert f"whispered secret {number}" in inside
