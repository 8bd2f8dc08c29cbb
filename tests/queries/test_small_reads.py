"""The counts, plans and merges that the window corrects or takes back."""

from datetime import date, time, timedelta

from outreach.actions.change import Actor
from outreach.actions.people import PersonDetails, add_people, merge_people
from outreach.actions.precinct import PrecinctDetails, set_up_precinct
from outreach.actions.shifts import ShiftDetails, ShiftPlanDetails, adopt_shift_plan
from outreach.actions.undo import undo
from outreach.queries.crime_entries import crime_entries
from outreach.queries.merges import merge_entry
from outreach.queries.shift_plans import ShiftLine, shift_plans
from outreach.records.people import Person
from tests.conftest import Store
from tests.given import a_crime_count, a_neighborhood, a_precinct, an_offense
from tests.statements import counted_statements

BY = Actor("Ofc. Sample")


def test_counts_of_whole_areas_alone_can_be_corrected(store: Store) -> None:
    precinct = a_precinct()
    january = date(2019, 1, 1)
    burglary = an_offense(precinct)
    own = a_crime_count(precinct, january, 138, offense=burglary, source="CompStat")
    department = a_crime_count(precinct, january, 460, offense=burglary, scope="department")
    a_crime_count(precinct, january, 9, offense=burglary, scope="neighborhood", neighborhood=a_neighborhood(precinct))
    a_crime_count(precinct, date(2018, 12, 1), 182, offense=burglary)
    with counted_statements() as seen:
        found = crime_entries(precinct.id, january)
    assert [(one.id, one.scope, one.count, one.source) for one in found] == [
        (own.id, "precinct", 138, "CompStat"),
        (department.id, "department", 460, ""),
    ]
    assert len(seen) == 1


def test_plans_come_newest_first_with_their_shifts_in_order(store: Store) -> None:
    precinct = set_up_precinct(BY, PrecinctDetails("Birmingham Police Department", "West")).only_id("precinct")
    day, night = ShiftDetails("Day", time(6), time(18)), ShiftDetails("Night", time(18), time(6))
    adopt_shift_plan(BY, precinct, ShiftPlanDetails("Two shifts", date(2017, 1, 1), (night, day)))
    adopt_shift_plan(BY, precinct, ShiftPlanDetails("One shift", date(2019, 1, 1), (day,)))
    with counted_statements() as seen:
        newest, older = shift_plans(precinct)
    assert (newest.name, newest.valid_to) == ("One shift", None)
    assert older.valid_to == newest.valid_from - timedelta(days=1)
    assert older.shifts == (ShiftLine("Night", time(18), time(6)), ShiftLine("Day", time(6), time(18)))
    assert len(seen) == 2


def test_the_entry_of_a_merge_is_found_until_it_is_taken_back(store: Store) -> None:
    precinct = set_up_precinct(BY, PrecinctDetails("Birmingham Police Department", "West")).only_id("precinct")
    names = [PersonDetails(given, "Ferncastle") for given in ("Opal", "Opel", "Rufus", "Rufous")]
    opal, opel, rufus, rufous = add_people(BY, precinct, names).ids("person")
    first = merge_people(BY, opal, 1, opel, 1, names[0])
    second = merge_people(BY, rufus, 1, rufous, 1, names[2])
    assert (merge_entry(opel), merge_entry(rufous)) == (first.entry, second.entry)
    assert merge_entry(opal) is None
    assert first.entry is not None
    undo(BY, first.entry)
    assert merge_entry(opel) is None
    kept, gone = Person.get_by_id(opal), Person.get_by_id(opel)
    again = merge_people(BY, opal, kept.version, opel, gone.version, names[0])
    assert merge_entry(opel) == again.entry
