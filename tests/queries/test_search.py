"""One search over everything."""

from datetime import date
from importlib import import_module
from typing import Any

import pytest
from hypothesis import HealthCheck, example, settings
from hypothesis import given as tried
from hypothesis import strategies as st

from outreach.queries.search import HitKind, search, search_groups
from outreach.records.base import database
from outreach.records.followups import Problem
from outreach.records.people import NeighborhoodAlias, Person
from outreach.records.precinct import Precinct
from tests import given
from tests.statements import counted_statements, recorded_statements

pytestmark = pytest.mark.usefixtures("store")


def found(precinct: Precinct, typed: str, **how: Any) -> list[tuple[HitKind, str]]:
    return [(hit.kind, hit.title) for hit in search(precinct.id, typed, **how)]


def test_everything_is_found_by_words_and_their_beginnings() -> None:
    precinct = given.a_precinct()
    area = given.a_neighborhood(precinct, "Ensley", community="Ensley community")
    NeighborhoodAlias.create(precinct=precinct, neighborhood=area, spelling="Tuxedo Junction")
    given.a_person(precinct, "Ensley", "Sample", phone_digits="2055554417")
    given.an_organization(precinct, "Friends of Ensley")
    given.an_event(precinct, title="Ensley meeting")
    given.a_concern(precinct, "Cars race through Ensley")
    given.a_follow_up(precinct, "Write to Ensley school")
    Problem.create(precinct=precinct, title="Racing in Ensley", opened_on=date(2019, 1, 1))
    assert found(precinct, "ensl") == [
        (HitKind.PERSON, "Ensley Sample"),
        (HitKind.NEIGHBORHOOD, "Ensley"),
        (HitKind.ORGANIZATION, "Friends of Ensley"),
        (HitKind.EVENT, "Ensley meeting"),
        (HitKind.FOLLOW_UP, "Write to Ensley school"),
        (HitKind.CONCERN, "Cars race through Ensley"),
        (HitKind.PROBLEM, "Racing in Ensley"),
    ]
    assert found(precinct, "ensley")[0] == (HitKind.NEIGHBORHOOD, "Ensley")
    assert found(precinct, "tuxedo") == [(HitKind.NEIGHBORHOOD, "Ensley")]
    assert found(precinct, "4417") == [(HitKind.PERSON, "Ensley Sample")]
    assert found(precinct, "ensley cars") == [(HitKind.CONCERN, "Cars race through Ensley")]


def test_every_kind_is_shown_however_many_there_are_of_one() -> None:
    precinct = given.a_precinct()
    for number in range(70):
        given.a_person(precinct, "Parker", f"Sample{number:02d}")
    given.an_event(precinct, date(2019, 1, 3), title="Park day")
    given.a_concern(precinct, "Cars at the park")
    with counted_statements() as statements:
        groups = search_groups(precinct.id, "park", 3)
    assert len(statements) == 7
    assert [(group.kind, len(group.hits), group.total, group.is_more) for group in groups] == [
        (HitKind.EVENT, 1, 1, False),
        (HitKind.CONCERN, 1, 1, False),
        (HitKind.PERSON, 3, 60, True),
    ]
    assert groups[0].hits[0] == search(precinct.id, "park")[0]
    assert search_groups(precinct.id, "…") == ()


def test_whole_words_go_before_beginnings_and_the_latest_before_the_older() -> None:
    precinct = given.a_precinct()
    for day, title in ((1, "Park day"), (2, "Parking"), (3, "Park day"), (4, "Day at the park")):
        given.an_event(precinct, date(2019, 1, day), title=title)
    hits = search(precinct.id, "park")
    assert [(hit.title, hit.day.day if hit.day else 0) for hit in hits] == [
        ("Day at the park", 4),
        ("Park day", 3),
        ("Park day", 1),
        ("Parking", 2),
    ]
    assert [hit.title for hit in search(precinct.id, "day park", limit=2)] == ["Park day", "Park day"]


def test_with_the_next_letter_the_statements_are_the_same() -> None:
    precinct = given.a_precinct()
    given.a_person(precinct, "Opal", "Sample")
    given.a_person(precinct, "Ophelia", "Sample")
    sent = []
    for typed, names in (("o", 2), ("opal", 1), ("opal sam", 1), ("oz", 0)):
        with recorded_statements() as statements:
            assert len(found(precinct, typed)) == names
        sent.append([sql for sql, _ in statements])
    assert sent == [sent[0]] * 4


def test_confidential_words_and_people_are_found_only_when_asked() -> None:
    precinct = given.a_precinct()
    given.a_concern(precinct, "The corner house sells", confidential=True)
    given.a_person(precinct, "Corner", "Sample", confidential=True)
    given.a_concern(precinct, "The corner has no lamp")
    assert found(precinct, "corner") == [(HitKind.CONCERN, "The corner has no lamp")]
    assert len(found(precinct, "corner", confidential=True)) == 3


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
def test_words_that_a_migration_gathered_anew_are_found_and_forgotten_as_before() -> None:
    precinct = given.a_precinct()
    opal = given.a_person(precinct, "Opalina", "Sample")
    given.a_concern(precinct, "Opalescent windows", confidential=True)
    secret = found(precinct, "opalescent", confidential=True)
    import_module("outreach.records.migrations.0026_first_pages_of_a_city").words_anew(database)
    import_module("outreach.records.migrations.0039_people_by_words_in_order").up(None, database.obj)
    for length in range(1, 8):
        assert found(precinct, "opalina"[:length]) == [(HitKind.PERSON, "Opalina Sample")]
    assert found(precinct, "opalescent", confidential=True) == secret != []
    Person.update(given_name="Cora").where(Person.id == opal.id).execute()
    assert [found(precinct, name) for name in ("opal", "c")] == [[], [(HitKind.PERSON, "Cora Sample")]]
    opal.delete_instance()
    assert found(precinct, "cora") == []


def test_another_precinct_is_not_searched() -> None:
    precinct, other = given.a_precinct(), given.a_precinct("East Precinct")
    given.an_event(other, title="Ensley meeting")
    given.a_person(other, phone_digits="2055554417")
    assert found(precinct, "ensley") == []
    assert found(precinct, "4417") == []


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@tried(typed=st.text(max_size=30))
@example(typed='" OR 1=1 --')
@example(typed="*")
@example(typed="a' & !b | c:*")
@example(typed="😀 NEAR(a b)")
@example(typed="\x00 \ud800 ²")
def test_nothing_that_is_typed_is_an_error(typed: str) -> None:
    assert search(1, typed) == ()


@pytest.mark.parametrize("many", [1, 60])
def test_the_number_of_statements_does_not_follow_the_data(many: int) -> None:
    precinct = given.a_precinct()
    for number in range(many):
        given.an_event(precinct, title=f"Park {number}")
        given.a_person(precinct, f"Park{number}", "Sample")
    with counted_statements() as asked:
        assert len(search(precinct.id, "park")) == min(2 * many, 20)
    assert len(asked) == 7
