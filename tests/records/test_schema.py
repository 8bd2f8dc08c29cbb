"""The migrated schema is the one the models speak of, and it keeps nonsense out by itself."""

import re
from datetime import date, time
from typing import Any

import pytest
from peewee import DatabaseError, IntegrityError
from playhouse.schema_diff import diff_models

from outreach.records.audit import AuditEntry, Signature, append_entry
from outreach.records.base import database
from outreach.records.crime import CrimeCount
from outreach.records.events import Attendance, Event, EventOfficer, HeadCount
from outreach.records.followups import FollowUp
from outreach.records.precinct import Officer
from outreach.records.tables import TABLES
from tests import given
from tests.conftest import Store

LIST_INDEX = re.compile(r"_search$|_by_[a-z_]+$")
"""Indexes for searching and listing, which the migrations alone know."""
KEPT_BY_TRIGGERS = re.compile(
    r"_search(_\w+)?$|^event_turnout$|^first_attendance$|^(served|officer)_day$|_tally$|^follow_up_(month|standing|closing)$|^(concern|measure|start)_month$"
)
"""Tables that the database fills itself."""

pytestmark = pytest.mark.usefixtures("store")


def test_models_and_migrated_schema_agree() -> None:
    difference = diff_models(database.obj, TABLES)
    unknown = [index for index in difference.drop_indexes if not LIST_INDEX.search(index.name)]
    assert not difference._replace(drop_indexes=unknown)


def test_parents_stand_before_their_children() -> None:
    for at, table in enumerate(TABLES):
        parents = {key.rel_model for key in table._meta.refs if key.rel_model is not table}
        assert parents <= set(TABLES[:at]), table


def test_no_table_is_forgotten(store: Store) -> None:
    kept_by_databases = {"schema_migration", "sqlite_sequence"}
    kept = {table for table in database.get_tables() if not KEPT_BY_TRIGGERS.search(table)}
    assert kept - kept_by_databases == {table._meta.table_name for table in TABLES}


@pytest.mark.parametrize(
    "values",
    [
        {"date": "20191-01-05"},
        {"date": date(1019, 1, 5), "end_date": date(1019, 1, 5)},
        {"end_date": date(2019, 1, 14)},
        {"end_time": time(17, 0)},
        {"start_time": None, "end_time": time(17, 0)},
        {"status": "happened"},
        {"title": "  "},
        {"kind": 999},
    ],
    ids=str,
)
def test_an_impossible_event_is_refused(values: dict[str, object]) -> None:
    precinct = given.a_precinct()
    row = {
        "precinct": precinct,
        "kind": given.an_event_kind(precinct),
        "title": "Meeting",
        "date": date(2019, 1, 15),
        "end_date": date(2019, 1, 15),
        "start_time": time(18, 30),
    }
    with pytest.raises(DatabaseError), database.atomic():
        Event.create(**{**row, **values})


def test_an_event_may_end_after_midnight() -> None:
    precinct = given.a_precinct()
    event = given.an_event(precinct, start_time=time(22, 0), end_date=date(2019, 1, 16), end_time=time(2, 0))
    assert Event.get_by_id(event.id).end_time == time(2, 0)


def test_a_negative_head_count_is_refused_and_an_unknown_one_kept() -> None:
    event = given.an_event(given.a_precinct())
    HeadCount.create(event=event, group_name="Adults", count=None)
    with pytest.raises(IntegrityError), database.atomic():
        HeadCount.create(event=event, group_name="Youth", count=-1)


def test_hours_beyond_three_days_are_refused() -> None:
    precinct = given.a_precinct()
    event = given.an_event(precinct)
    with pytest.raises(IntegrityError), database.atomic():
        EventOfficer.create(event=event, officer=given.an_officer(precinct), hours=73)


def test_a_badge_belongs_to_one_officer_of_a_precinct() -> None:
    precinct = given.a_precinct()
    given.an_officer(precinct)
    given.an_officer(given.a_precinct("East Precinct"))
    with pytest.raises(IntegrityError), database.atomic():
        Officer.create(precinct=precinct, badge="101", name="Another")


def test_a_person_signs_in_once_and_a_line_holds_one_name() -> None:
    precinct = given.a_precinct()
    event = given.an_event(precinct)
    person = given.a_person(precinct)
    Attendance.create(event=event, person=person, sheet=1, line=1)
    for values in ({"person": person, "sheet": 1, "line": 2}, {"name_as_signed": "M. Quill", "sheet": 1, "line": 1}):
        with pytest.raises(IntegrityError), database.atomic():
            Attendance.create(event=event, **values)
    with pytest.raises(IntegrityError), database.atomic():
        Attendance.create(event=event, name_as_signed=" ")


@pytest.mark.parametrize(
    "values",
    [
        {"status": "done"},
        {"closed_on": date(2019, 1, 20)},
        {"status": "declined", "closed_on": date(2019, 1, 20)},
        {"status": "done", "closed_on": date(2019, 1, 1)},
        {"status": "waiting on partner"},
        {"told_on": date(2019, 1, 20)},
        {"priority": "whenever"},
    ],
    ids=str,
)
def test_a_follow_up_in_an_impossible_state_is_refused(values: dict[str, Any]) -> None:
    precinct = given.a_precinct()
    with pytest.raises(IntegrityError), database.atomic():
        given.a_follow_up(precinct, **values)
    assert FollowUp.select().count() == 0


def test_an_area_has_one_count_a_month_and_offense() -> None:
    precinct = given.a_precinct()
    month = date(2019, 1, 1)
    ensley = given.a_neighborhood(precinct)
    areas: tuple[dict[str, Any], ...] = ({}, {"scope": "department"}, {"scope": "neighborhood", "neighborhood": ensley})
    for values in areas:
        given.a_crime_count(precinct, month, -2, **values)
        with pytest.raises(IntegrityError), database.atomic():
            given.a_crime_count(precinct, month, 5, **values)
    half_areas: tuple[dict[str, Any], ...] = ({"scope": "neighborhood"}, {"neighborhood": ensley})
    for values in half_areas:
        with pytest.raises(IntegrityError), database.atomic():
            given.a_crime_count(precinct, date(2019, 2, 1), 5, **values)
    with pytest.raises(IntegrityError), database.atomic():
        given.a_crime_count(precinct, date(2019, 1, 2), 5)
    assert CrimeCount.select().count() == 3


def test_the_audit_trail_refuses_change_and_removal() -> None:
    append_entry(Signature("Ofc. Sample", "desk"), "record_event", ("[]",))
    for statement in (AuditEntry.update(action="nothing"), AuditEntry.delete()):
        with pytest.raises(DatabaseError, match="append-only"), database.atomic():
            statement.execute()
    assert AuditEntry.get().action == "record_event"
