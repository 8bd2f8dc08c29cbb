"""People of a file by words, read by their keys in the index of words: the very page of the list."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from peewee import Table, fn

from outreach.queries import people_by_words
from outreach.queries import search as everything
from outreach.queries.person_list import PersonFilter, person_list
from outreach.queries.search import search
from outreach.queries.signin import suggest
from outreach.queries.tally_check import tally_faults
from outreach.records.base import database
from outreach.records.database import transaction
from outreach.records.people import Person
from outreach.records.people_keys import KEYS_OF_PEOPLE, OWN, letters_of, listed_keys
from outreach.records.precinct import Precinct
from outreach.records.search import matches
from tests import given
from tests.plans import statements_of, tables_read_whole

pytestmark = pytest.mark.usefixtures("sqlite_store")

FAMILIES = (
    *("", "M", "Ma", "ma", "MAR", "Mar", "Mara", "marsh", "Marsh", "Marshall", "Martin", "Martinez", "Marx", "Mart-In"),
    *(
        "Ma'rt",
        "Ma r",
        "Maß",
        "Mäder",
        "May",
        "N",
        "O'Mara",
        "Ōta",
        "Éluard",
        "Zeta",
        "zz",
        "{x",
        "张",
        "a",
        "1st",
        "\x7f",
    ),
)


@pytest.fixture
def west() -> Precinct:
    """Two precincts of people with these family names, each way in which somebody may stand."""
    west, east = given.a_precinct(), given.a_precinct("East Precinct")
    into = given.a_person(west, "Kept", "Merged")
    standings: tuple[dict[str, Any], ...] = (
        {},
        {},
        {"confidential": True},
        {"active": False},
        {"active": False, "confidential": True},
        {"merged_into": into},
    )
    names = ("Marisol", "Opal Mary", "José")
    with transaction():
        for family, name, standing in product(FAMILIES[::-1], names, standings):
            given.a_person(west, name, family, **standing)
        for family in FAMILIES:
            given.a_person(east, "Marisol", family)
    return west


@pytest.mark.parametrize("many", [0, 5, 1_000])
@pytest.mark.parametrize("confidential", [False, True])
@pytest.mark.parametrize("active", [True, False, None])
def test_each_page_by_name_is_that_of_the_whole_list(
    west: Precinct, active: bool | None, confidential: bool, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether those whose names begin alike are met in the list or looked up and sorted."""
    monkeypatch.setattr(people_by_words, "_MANY", many)
    size = 7 + many % 7  # statements are kept put together for those who ask the same again
    for down in (False, True):
        every = person_list(
            west.id, PersonFilter(active=active), descending=down, limit=9_999, confidential=confidential
        )
        for text in ("mar", "opal m", "ota"):
            having = {key for (key,) in matches(Person, text).tuples()}
            expected = [row.id for row in every.rows if row.id in having]
            assert expected
            for offset in range(0, len(expected) + size, size):
                page = person_list(
                    west.id,
                    PersonFilter(text=text, active=active),
                    descending=down,
                    offset=offset,
                    limit=size,
                    confidential=confidential,
                )
                assert page.total == len(expected)
                assert [row.id for row in page.rows] == expected[offset : offset + size], (text, down)


@pytest.mark.parametrize("many", [0, 1_000])
@pytest.mark.parametrize("confidential", [False, True])
def test_those_offered_are_the_first_by_name_however_many_there_are(
    west: Precinct, confidential: bool, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people_by_words, "_MANY", many)
    limit = 11 + (many > 0)
    event = given.an_event(west)
    every = person_list(west.id, limit=9_999, confidential=confidential).rows
    for typed in ("mart", "opal", "marisol m"):
        having = {key for (key,) in matches(Person, typed, titles_only=True).tuples()}
        exactly = {key for (key,) in matches(Person, typed, titles_only=True, whole_words=True).tuples()}
        expected = sorted((row for row in every if row.id in having), key=lambda row: row.id not in exactly)
        offered = suggest(west.id, event.id, typed, limit, confidential=confidential)
        assert len(offered) == limit
        assert {one.person for one in offered} <= {row.id for row in expected}
        assert sorted(_names(expected, offered)) == sorted(
            (row.family_name.lower(), row.given_name.lower()) for row in expected[:limit]
        )


def _names(rows: Any, offered: Any) -> Iterator[tuple[str, str]]:
    by_key = {row.id: row for row in rows}
    for one in offered:
        yield by_key[one.person].family_name.lower(), by_key[one.person].given_name.lower()


def test_who_is_listed_nowhere_takes_nobody_s_place_in_a_search(
    west: Precinct, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of each kind so many are looked at: those of other precincts, merged or gone are not among them. Nobody else asks
    for as many, for whom the statement would be kept."""
    monkeypatch.setattr(everything, "_MOST", 3)
    late = given.a_person(west, "Zoe", "Zuma")
    for standing in ({"active": False}, {"merged_into": late}, {"confidential": True}):
        for _ in range(4):
            given.a_person(west, "Zoe", "Aston", **standing)
    assert [hit.id for hit in search(west.id, "zoe", 97)] == [late.id]
    assert len(search(west.id, "zoe", 97, confidential=True)) == 4


def test_a_page_by_name_takes_three_statements_that_read_the_list_from_where_names_begin_so(west: Precinct) -> None:
    for confidential in (False, True):
        asked = statements_of(
            lambda: person_list(west.id, PersonFilter(text="mar"), limit=13, confidential=confidential)  # noqa: B023
        )
        plan = [
            step
            for sql, values in asked
            for *_, step in database.execute_sql(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
        ]
        assert (len(asked), tables_read_whole(asked)) == (3, [])
        met = [step for step in plan if step.endswith("INDEX person_by_name (precinct_id=? AND <expr>>?)")]
        assert len(met) == 1 + confidential
        assert len([step for step in plan if "USE TEMP B-TREE" in step]) == 1


def test_keys_are_those_of_how_people_are_called_and_stand(west: Precinct) -> None:
    assert tally_faults() == ()
    index: Any = Table(KEYS_OF_PEOPLE, ("id",)).bind(database)
    own: Any = index.id
    named: Any = Person.select(fn.LOWER(Person.family_name), letters_of(own), own)
    rows = list(named.join(index, on=Person.id == own.bin_and(OWN)).order_by(own).tuples())
    assert len(rows) == Person.select().count()
    assert all(name >= letters for name, letters, _ in rows)
    assert {letters for name, letters, _ in rows if name == "martin"} == {"mar"}
    for secret in (False, True):
        strips = list(listed_keys(west.id, active=None, confidential=secret))
        assert len(strips) == 2 + 2 * secret
        standings = {(True, False), (False, False), *(((True, True), (False, True)) if secret else ())}
        listed: Any = Person.select(Person.id, Person.active, Person.confidential).where(
            Person.precinct == west, Person.merged_into.is_null()
        )
        expected = {key for key, *standing in listed.tuples() if tuple(standing) in standings}
        assert {told & OWN for _, _, told in rows if any(a <= told <= b for a, b in strips)} == expected
