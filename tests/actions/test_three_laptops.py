"""Three laptops at the door of one event, as processes of their own: nobody twice, no line lost."""

import json
import subprocess
import sys
from collections import Counter

from outreach.actions.people import PersonDetails, add_people
from outreach.actions.precinct import PrecinctDetails, set_up_precinct
from outreach.records.events import Attendance, HeadCount
from outreach.records.people import Person
from outreach.records.precinct import Precinct
from tests import given
from tests.conftest import Store
from tests.trail import BY

LAPTOPS = 3
LONGEST_SECONDS = 90


def test_three_laptops_sign_in_at_one_event_at_once(store: Store) -> None:
    precinct = set_up_precinct(BY, PrecinctDetails("PD", "West")).only_id("precinct")
    event = given.an_event(Precinct.get_by_id(precinct)).id
    people = add_people(BY, precinct, [PersonDetails(f"Opal {n}", "Ferncastle") for n in range(18)]).ids("person")
    shared, own = people[:6], people[6:]
    plans = [
        {
            "event": event,
            "people": [*shared, *own[number::LAPTOPS]],
            "newcomers": ["Basil", f"Rue {number}"],
            "names": ["Signed", "Walked in"],
        }
        for number in range(LAPTOPS)
    ]
    command = [sys.executable, "-m", "tests.actions.laptop", store.location]
    laptops = [
        subprocess.Popen(
            [*command, str(number), json.dumps(plan)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for number, plan in enumerate(plans, 1)
    ]
    try:
        for laptop in laptops:
            assert laptop.stdout is not None
            assert laptop.stdout.readline() == "ready\n"
        told = [laptop.communicate("go\n", timeout=LONGEST_SECONDS)[0] for laptop in laptops]
    finally:
        for laptop in laptops:
            laptop.kill()
    refused = [sentence for one in told for sentence in json.loads(one)]
    assert all("already signed in at 'Meeting'" in sentence for sentence in refused), refused
    assert len(refused) == (LAPTOPS - 1) * (len(shared) + 1)
    came = Counter(row.person_id for row in Attendance.select().where(Attendance.person.is_null(False)))
    assert set(came.values()) == {1}
    assert came.keys() >= set(people)
    assert Person.select().where(Person.family_name == "Newcomer").count() == 1 + LAPTOPS
    names = {row.name_as_signed for row in Attendance.select().where(Attendance.person.is_null())}
    assert names == {f"{name} {number}" for name in ("Signed", "Walked in") for number in (1, 2, 3)}
    assert Attendance.select().count() == len(people) + 1 + LAPTOPS + 2 * LAPTOPS
    counts = {row.group_name: row.count for row in HeadCount.select()}
    assert counts == {"Adults": 20, "Group 1": 1, "Group 2": 1, "Group 3": 1}
