"""Of many records made at once the trail keeps the first key and the last, and who asks about one finds it."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from outreach.actions.bring_back import forget_kit_changes
from outreach.actions.change import Actor, Changes, change
from outreach.actions.later import LaterChangeError
from outreach.actions.people import PersonDetails, add_people, add_person, edit_person
from outreach.actions.precinct import PrecinctDetails, set_up_precinct
from outreach.actions.retention import place_hold
from outreach.actions.retrying import recorded_as
from outreach.actions.rows import image
from outreach.actions.undo import undo
from outreach.queries import untold
from outreach.queries.audit import AuditFilter, audit_entries
from outreach.queries.news import news_since
from outreach.queries.retention import entries_about
from outreach.queries.untold import untold_faults
from outreach.records.audit import AuditEntry, AuditPayload, append_entry
from outreach.records.base import database
from outreach.records.kits import KitEntry
from outreach.records.people import Person
from outreach.records.subjects import AuditSubject, in_a_run
from outreach.records.told import FEWEST_IN_A_RUN, Subjects
from tests.conftest import Store

BY = Actor("R. Sample", workstation="desk 2")
MANY = 2 * FEWEST_IN_A_RUN
TODAY = datetime.now(UTC).date()
pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def added() -> Changes:
    """Two hundred people who were added in one change, after one who was added alone."""
    precinct = set_up_precinct(BY, PrecinctDetails("Police", "West Precinct")).only_id("precinct")
    add_person(BY, precinct, PersonDetails("Cora"))
    return add_people(BY, precinct, [PersonDetails(f"Opal {number}") for number in range(MANY)])


def kept(entry: int) -> list[tuple[str, int, int | None]]:
    """What an entry tells of: the kind, and the first key and the last."""
    rows = AuditSubject.select().where(AuditSubject.entry_id == entry).order_by(AuditSubject.id)
    return [(row.kind, row.key, row.last) for row in rows]


def about(kind: str, key: int) -> list[int]:
    return [line.id for line in audit_entries(AuditFilter(kind=kind, key=key)).rows]


def test_they_are_one_row(added: Changes) -> None:
    keys = added.ids("person")
    assert added.entry is not None
    assert kept(added.entry) == [("person", keys[0], keys[-1])]


def test_runs_that_meet_are_one_and_nothing_is_told_twice() -> None:
    told: list[tuple[str, Sequence[int]]] = [
        ("person", range(201, 401)), ("event", range(1, 101)), ("person", range(1, 201)), ("person", range(350, 450)),
        ("person", range(210, 330)), ("person", (7, 500)), ("event", (7, 500, 7)), ("topic", (9,)),
    ]  # fmt: skip
    entry = append_entry(BY.signature(), "add_people", ("[]",), Subjects(told))
    assert kept(entry) == [
        ("event", 1, 100), ("person", 1, 449), ("person", 500, None), ("event", 500, None), ("topic", 9, None),
    ]  # fmt: skip
    assert news_since(0)[0].touched == (("event", 1, 101), ("person", 1, 450), ("topic", 9, 1))


def test_keys_with_gaps_are_told_one_by_one() -> None:
    keys = range(1, 2 * MANY, 2)
    entry = append_entry(BY.signature(), "add_people", ("[]",), [("person", key) for key in keys])
    assert kept(entry) == [("person", key, None) for key in keys]


def test_the_trail_is_searched_by_each_of_them_and_by_none_beside_them(added: Changes) -> None:
    keys = added.ids("person")
    for key in (keys[0], keys[MANY // 2], keys[-1]):
        assert about("person", key) == [added.entry]
    assert about("person", keys[0] - 1) == [2]
    assert about("person", keys[-1] + 1) == about("event", keys[5]) == []
    edit_person(BY, keys[5], 1, PersonDetails("Amber"))
    assert about("person", keys[5]) == [4, added.entry]


def test_news_count_all_of_them(added: Changes) -> None:
    keys = added.ids("person")
    assert news_since(2)[0].touched == (("person", keys[0], MANY),)


def test_what_was_recorded_is_told_record_by_record(added: Changes) -> None:
    entry = AuditEntry.get_by_id(added.entry)
    again = recorded_as(entry.id, entry.hash)
    assert again is not None
    assert list(again.ids("person")) == list(added.ids("person"))


def test_a_later_change_of_many_keeps_that_of_one_from_being_taken_back(added: Changes) -> None:
    key = added.ids("person")[5]
    edited = edit_person(BY, key, 1, PersonDetails("Amber")).entry
    with change(BY, "remove_people") as c:
        c.delete_many(list(Person.select().order_by(Person.id)))
    assert c.changes.entry is not None
    assert [last for _, _, last in kept(c.changes.entry)] == [added.ids("person")[-1]]
    assert edited is not None
    with pytest.raises(LaterChangeError) as refused:
        undo(BY, edited)
    (later,) = refused.value.later.records
    assert (later.key, later.gone, later.who) == (key, True, BY.name)


def test_who_changed_one_of_many_meanwhile_is_told(added: Changes) -> None:
    key = added.ids("person")[5]
    with change(BY, "edit_people") as c:
        c.update_many((one, {"phone": "205-555-0177"}) for one in Person.select().order_by(Person.id))
    edit_person(BY, key, 1, PersonDetails("Opal 5", "Wexcombe"))
    person = Person.get_by_id(key)
    assert (person.family_name, person.phone) == ("Wexcombe", "205-555-0177")


def test_a_purge_forgets_what_the_trail_tells_of_one_of_them(added: Changes) -> None:
    key = added.ids("person")[5]
    assert entries_about({"person": {key}}, Person.get_by_id(key).precinct_id) == (added.entry,)
    assert entries_about({"person": {10_000}}, Person.get_by_id(key).precinct_id) == ()


def test_the_details_of_one_who_is_held_stay(added: Changes) -> None:
    precinct = Person.get_by_id(added.ids("person")[5]).precinct_id
    place_hold(BY, precinct, "person", added.ids("person")[5], "Subpoena 19-204", TODAY)
    assert entries_about({"person": {added.ids("person")[7]}}, precinct) == ()


def test_the_details_of_a_change_of_one_who_is_held_stay_and_those_of_another_s_do_not(added: Changes) -> None:
    held, free = added.ids("person")[5:7]
    precinct = Person.get_by_id(held).precinct_id
    for key in (held, free):
        last = edit_person(BY, key, 1, PersonDetails("Amber")).entry
    place_hold(BY, precinct, "person", held, "Subpoena 19-204", TODAY)
    assert entries_about({"person": {held, free}}, precinct) == (last,)


def test_a_purge_names_the_changes_of_kits_that_an_entry_tells_of() -> None:
    entry = append_entry(BY.signature(), "purge", ("[]",), Subjects([(KitEntry._meta.table_name, range(1, MANY))]))
    assert forget_kit_changes({}, {entry}) == set(range(1, MANY))
    assert forget_kit_changes({}, {entry + 1}) == set()


def test_what_a_purge_forgot_of_many_is_not_asked_for(added: Changes) -> None:
    AuditPayload.update(payload="").where(AuditPayload.entry_id == added.entry).execute()
    Person.update(given_name="Amber").where(Person.id == added.ids("person")[5]).execute()
    assert untold_faults(image) == ()


def test_of_a_long_trail_as_many_rows_are_read_as_the_runs_hold(
    added: Changes, monkeypatch: pytest.MonkeyPatch
) -> None:
    Person.update(given_name="Amber").where(Person.id == added.ids("person")[5]).execute()
    assert len(untold_faults(image)) == 1
    monkeypatch.setattr(untold, "MOST_TOLD", MANY - 1)
    assert untold_faults(image) == ()


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
def test_runs_are_found_by_their_own_index(store: Store) -> None:
    sql, values = AuditSubject.select(AuditSubject.entry_id).where(in_a_run("person", 7, 7)).sql()
    (plan,) = database.execute_sql(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
    assert "COVERING INDEX audit_subject_by_run (kind=? AND last>?)" in plan[3]
