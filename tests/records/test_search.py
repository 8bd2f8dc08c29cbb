"""The word index is kept by the database, whatever writes, and takes whatever is typed."""

from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from outreach.records.base import Record
from outreach.records.followups import Concern
from outreach.records.people import Person
from outreach.records.search import folded_words, matching
from tests import given as kept

pytestmark = pytest.mark.usefixtures("store")


def found(model: type[Record], text: str, **how: Any) -> list[int]:
    table: Any = model
    return [key for (key,) in table.select(table.id).where(matching(model, text, **how)).order_by(table.id).tuples()]


def test_beginnings_of_names_are_found_in_any_order_without_accents() -> None:
    precinct = kept.a_precinct()
    jose = kept.a_person(precinct, "José", "Peñaranda-Ōta")
    kept.a_person(precinct, "Opal", "Ferncastle")
    for typed in ("jos pen", "PEÑA jo", "ota", "penarandaota", "Peñaranda-Ota José"):
        assert found(Person, typed) == [jose.id], typed


def test_an_apostrophe_may_be_left_out() -> None:
    precinct = kept.a_precinct()
    for family in ("O'Sample", "O’Sample"):
        person = kept.a_person(precinct, "Nell", family)
        assert person.id in found(Person, "osam")
        assert person.id in found(Person, "o'sam")


def test_whole_words_and_titles_only_narrow_the_search() -> None:
    precinct = kept.a_precinct()
    short = kept.a_person(precinct, "Ann", "Li", address="1 Lindenplein")
    longer = kept.a_person(precinct, "Ann", "Lindsample")
    assert found(Person, "li") == [short.id, longer.id]
    assert found(Person, "li", whole_words=True) == [short.id]
    assert found(Person, "linden") == [short.id]
    assert found(Person, "linden", titles_only=True) == []
    assert found(Person, "li", most=1) == [short.id]


def test_the_index_follows_bulk_inserts_changes_and_removals() -> None:
    precinct = kept.a_precinct()
    names = ("Quillfeather", "Quillson", "Oxenbridge")
    Person.insert_many([{"precinct": precinct, "family_name": name} for name in names]).execute()
    first, second = found(Person, "quill")
    Person.update(family_name="Marrowby").where(Person.id == first).execute()
    assert found(Person, "quill") == [second]
    assert found(Person, "marr") == [first]
    Person.delete().where(Person.id == second).execute()
    assert found(Person, "quill") == []


def test_confidential_words_are_found_only_when_asked() -> None:
    precinct = kept.a_precinct()
    secret = kept.a_concern(precinct, "The house on the corner sells", confidential=True)
    plain = kept.a_concern(precinct, "The corner has no lamp")
    assert found(Concern, "corner") == [plain.id]
    assert found(Concern, "corner", secret=True) == [secret.id, plain.id]
    Concern.update(confidential=False).where(Concern.id == secret.id).execute()
    assert found(Concern, "corner") == [secret.id, plain.id]


def test_a_whole_book_may_be_pasted_and_is_found_by_its_beginning() -> None:
    book = "beginning " + " ".join(f"w{number}" for number in range(300_000))
    concern = kept.a_concern(kept.a_precinct(), book)
    assert found(Concern, "beginning") == [concern.id]


def test_words_are_folded_to_letters_and_digits() -> None:
    assert folded_words("Peñaranda-Ōta,\t“19th” & St._James 😀") == ("penaranda", "ota", "19th", "st", "james")
    assert folded_words("'\"*():-^ 😀 \x00") == ()


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=40))
@example(typed='" OR 1')
@example(typed="NEAR(a b)")
@example(typed="a' & !b | c:*")
@example(typed="title : x NOT -y")
@example(typed="²½ⅷ 一二 𞤀")
@example(typed="\ud800x\x00")
@example(typed="w" * 5000)
def test_nothing_that_is_typed_is_an_error(typed: str) -> None:
    for how in ({}, {"whole_words": True}, {"titles_only": True}, {"secret": True, "most": 3}):
        assert found(Person, typed, **how) == []
