"""The mechanism under every action: versions, the rows it notes, and few statements for many rows."""

import base64
import hashlib
import json

import pytest

from outreach.actions.change import change, load
from outreach.actions.events import SERVED
from outreach.actions.past import Past, Step
from outreach.errors import NotFoundError, OutreachError, StaleVersionError
from outreach.records.alike import Alike
from outreach.records.audit import AuditEntry, AuditPayload
from outreach.records.events import EventNeighborhood, EventOfficer
from outreach.records.followups import FollowUpNote, Topic
from outreach.records.people import Neighborhood, NeighborhoodAlias, Person
from outreach.records.told import ToldRows
from tests import given
from tests.actions.refusals import refused
from tests.conftest import Store
from tests.statements import counted_statements
from tests.trail import BY, entries, last_told

pytestmark = pytest.mark.usefixtures("store")


def test_an_entry_says_who_did_what_where_and_chains_to_the_one_before() -> None:
    precinct = given.a_precinct()
    for name in ("Speeding", "Lights"):
        with change(BY, "add_topic") as c:
            c.create(Topic, precinct=precinct, name=name)
    first, second = AuditEntry.select().order_by(AuditEntry.id)
    assert (first.id, first.actor, first.officer_id, first.workstation) == (1, "R. Sample", 7, "desk 2")
    assert (first.action, first.undoes, first.previous_hash) == ("add_topic", None, "")
    assert second.previous_hash == first.hash == first.computed_hash()
    payload = AuditPayload.get(AuditPayload.entry_id == 2).payload
    assert hashlib.sha256(payload.encode()).hexdigest() == second.payload_digest
    assert c.changes.entry == 2
    assert c.changes.kinds == {"topic"}


def test_nothing_changed_is_nothing_told() -> None:
    person = given.a_person(given.a_precinct())
    with change(BY, "edit_person") as c:
        assert not c.update(person, given_name="Opal")
        assert c.update_many([(person, {"family_name": "Ferncastle"})]) == 0
    assert (c.changes.entry, c.changes.touched, entries()) == (None, (), 0)
    assert Person.get().version == 1


def test_an_update_notes_the_columns_that_differ_and_raises_the_version() -> None:
    person = given.a_person(given.a_precinct(), phone="1")
    with change(BY, "edit_person") as c:
        assert c.update(person, given_name="Opal", phone="2", active=False)
    assert last_told().of("person") == [({"phone": "1", "active": True}, {"phone": "2", "active": False})]
    assert (Person.get().version, person.version, c.changes.only_id("person")) == (2, 2, person.id)


def test_what_somebody_else_wrote_is_not_overwritten_or_removed() -> None:
    mine = given.a_person(given.a_precinct())
    with change(BY, "edit_person") as c:
        c.update(Person.get(), phone="2")
    with refused("Somebody else changed this person", StaleVersionError), change(BY, "edit_person") as c:
        c.update(mine, phone="3")
    with refused("Somebody else changed this person", StaleVersionError), change(BY, "edit_person") as c:
        c.update_many([(mine, {"phone": "4"})])
    with refused("Somebody else changed this person", StaleVersionError), change(BY, "remove_person") as c:
        c.delete(mine)
    with refused("Somebody else changed this person", StaleVersionError), change(BY, "remove_person") as c:
        c.delete_many([mine])
    with refused("Somebody else changed this person", StaleVersionError):
        load(Person, mine.id, 1)
    assert load(Person, mine.id, 2).phone == "2"


def test_what_is_gone_cannot_be_loaded() -> None:
    with refused("This follow-up note is no longer kept", NotFoundError):
        load(FollowUpNote, 12)


def test_a_fault_anywhere_in_the_block_takes_everything_back() -> None:
    precinct = given.a_precinct()
    with refused("The records refuse this change"), change(BY, "add_topic") as c:
        c.create(Topic, precinct=precinct, name="Speeding")
        c.create(Topic, precinct=precinct, name="Speeding")
    assert entries() == 0


def test_many_rows_are_written_by_few_statements_each_with_its_own_values() -> None:
    precinct = given.a_precinct()
    names = [f"Area {n}" for n in range(3000)]
    with counted_statements() as statements, change(BY, "add_neighborhoods") as c:
        keys = c.create_many(Neighborhood, [{"precinct": precinct.id, "name": name} for name in names])
    assert len(statements) < 9
    assert [Neighborhood.get_by_id(keys[n]).name for n in (0, 1499, 2999)] == [names[0], names[1499], names[2999]]
    assert len({row.uid for row in Neighborhood.select()}) == 3000
    records = list(Neighborhood.select().order_by(Neighborhood.id))
    wanted = [
        (record, {"community": f"C {n}", "boundary": None if n % 2 else f"B {n}", "meeting_place": "Hall"})
        for n, record in enumerate(records)
    ]
    with counted_statements() as statements, change(BY, "edit_neighborhoods") as c:
        assert c.update_many(wanted) == 3000
    assert len(statements) < 40
    assert {(n.name, n.community, n.boundary, n.meeting_place, n.version) for n in Neighborhood.select()} == {
        (f"Area {n}", f"C {n}", None if n % 2 else f"B {n}", "Hall", 2) for n in range(3000)
    }
    with counted_statements() as statements, change(BY, "remove_neighborhoods") as c:
        c.delete_many(list(Neighborhood.select()))
    assert len(statements) < 12
    assert not Neighborhood.select().exists()
    assert len(last_told().rows) == 3000


def test_the_keys_of_rows_written_together_are_theirs_where_others_went_before() -> None:
    precinct = given.a_precinct()
    with change(BY, "add_topics") as c:
        gone = c.create_many(Topic, [{"precinct": precinct.id, "name": name} for name in ("Noise", "Lights", "Weeds")])
    with change(BY, "remove_topics") as c:
        c.delete_many(list(Topic.select().where(Topic.id.in_(list(gone[1:])))))
    names = [f"Topic {n}" for n in range(150)]
    with change(BY, "add_topics") as c:
        keys = c.create_columns(Topic, {"precinct": Alike(precinct.id, len(names)), "name": names})
    assert min(keys) > max(gone)
    assert [Topic.get_by_id(key).name for key in keys] == names
    assert {(row["id"], row["after"]["name"]) for row in last_told().rows} == set(zip(keys, names, strict=True))


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
def test_a_file_takes_many_rows_at_once_of_which_most_is_the_same() -> None:
    precinct = given.a_precinct()
    names = [f"Topic {n}" for n in range(9_000)]
    with counted_statements() as statements, change(BY, "add_topics") as c:
        c.create_columns(Topic, {"precinct": Alike(precinct.id, len(names)), "name": names})
    assert sum('INSERT INTO "topic"' in sql for sql in statements) == 1
    assert Topic.select().count() == len(names)


def test_a_column_emptied_in_many_rows_is_emptied() -> None:
    precinct = given.a_precinct()
    people = [given.a_person(precinct, neighborhood=given.a_neighborhood(precinct, name)) for name in "AB"]
    with change(BY, "edit_people") as c:
        c.update_many([(person, {"neighborhood": None}) for person in people])
    assert [person.neighborhood_id for person in Person.select()] == [None, None]


def test_contents_of_files_are_told_by_digest_and_kept_whole_when_they_go() -> None:
    precinct = given.a_precinct(logo=b"first")
    with change(BY, "edit_precinct") as c:
        c.update(precinct, logo=b"second")
    before, after = last_told().of("precinct")[0]
    assert before == {"logo": {"base64": base64.b64encode(b"first").decode()}}
    assert after == {"logo": {"sha256": hashlib.sha256(b"second").hexdigest(), "bytes": 6}}
    with change(BY, "remove_precinct") as c:
        c.delete(precinct)
    (before, gone) = last_told().of("precinct")[0]
    assert gone is None
    assert (before["version"], base64.b64decode(before["logo"]["base64"])) == (2, b"second")


def test_removed_rows_come_back_whole_as_a_newer_version() -> None:
    precinct = given.a_precinct(logo=b"\x00\xff", quiet_after_days=30)
    event = given.an_event(precinct)
    EventOfficer.create(event=event, officer=given.an_officer(precinct), hours=2.5)
    for model in (EventOfficer, type(event)):
        before = list(model.select().dicts())
        with change(BY, "remove") as c:
            c.delete_many(list(model.select()))
        removed = json.loads(json.dumps([row["before"] for row in c.rows]))
        if model is EventOfficer:
            with change(BY, "bring_back") as c:
                c.restore_many(model, removed)
            assert list(model.select().dicts()) == before
            EventOfficer.delete().execute()
            continue
        with change(BY, "bring_back") as c:
            c.restore_many(model, removed)
        assert list(model.select().dicts()) == [{**before[0], "version": 2}]
        assert next(iter(c.rows))["after"]["date"] == given.A_DAY.isoformat()


def test_a_list_is_matched_and_its_owner_rises_once() -> None:
    precinct = given.a_precinct()
    owner = given.a_neighborhood(precinct)
    rows = [{"precinct": precinct, "neighborhood": owner, "spelling": spelling} for spelling in ("ENS", "ESL")]
    kept, gone = (NeighborhoodAlias.create(**row) for row in rows)

    def match(*spellings: str) -> None:
        rows = [{"precinct": precinct.id, "neighborhood": owner.id, "spelling": spelling} for spelling in spellings]
        c.match(NeighborhoodAlias, NeighborhoodAlias.select(), rows, by="spelling", owner=owner)

    with change(BY, "edit_neighborhood") as c:
        match("ENS", "Ensley Hts")
    assert sorted(alias.spelling for alias in NeighborhoodAlias.select()) == ["ENS", "Ensley Hts"]
    assert NeighborhoodAlias.get(spelling="ENS").id == kept.id
    assert ("neighborhood_alias", gone.id) in c.changes.touched
    assert Neighborhood.get().version == 2
    with change(BY, "edit_neighborhood") as c:
        match("ENS", "Ensley Hts")
    assert (c.changes.entry, Neighborhood.get().version) == (None, 2)
    with change(BY, "edit_neighborhood") as c:
        c.update(owner, community="West End")
        match("ENS")
    assert Neighborhood.get().version == 3


def test_two_editors_of_one_list_notice_each_other() -> None:
    precinct = given.a_precinct()
    mine = given.a_neighborhood(precinct)
    with change(BY, "edit_neighborhood") as c:
        c.raise_version(Neighborhood.get())
    assert last_told().of("neighborhood") == [({}, {})]
    with refused("Somebody else changed this neighborhood", StaleVersionError), change(BY, "edit_neighborhood") as c:
        c.raise_version(mine)


def test_an_action_that_is_refused_inside_another_leaves_neither() -> None:
    precinct = given.a_precinct()
    with refused("Not this part"), change(BY, "outer") as c:
        c.create(Topic, precinct=precinct, name="Speeding")
        with change(BY, "inner") as inner:
            inner.create(Topic, precinct=precinct, name="Lights")
            raise OutreachError("Not this part.")
    with change(BY, "after") as c:
        c.create(Topic, precinct=precinct, name="Trees")
    assert entries() == 1


def test_a_row_of_a_list_that_is_another_record_s_is_not_taken_for_hers(store: Store) -> None:
    precinct = given.a_precinct()
    event, area = given.an_event(precinct), given.a_neighborhood(precinct)
    EventNeighborhood.create(event=event, neighborhood=area)
    rows = ToldRows()
    rows.append({"table": "event_neighborhood", "id": 999, "before": {"neighborhood_id": 1}, "after": {}})
    past = Past(event)
    past.steps.append(Step("R. Sample", "desk 1", "2019-01-15", rows))
    assert past.items_before(SERVED) == past.items_now(SERVED) == [area.id]
    assert past.tellers == {}
