"""What others have written since, told by the audit trail."""

from datetime import UTC, datetime

import pytest

from outreach.actions.change import tell
from outreach.actions.events import EventDetails, record_event
from outreach.actions.people import PersonDetails, add_people
from outreach.actions.signin import sign_in_names
from outreach.queries.news import last_backup, newest_entry, news_since, told_of_verified
from tests import given
from tests.statements import counted_statements
from tests.trail import BY

pytestmark = pytest.mark.usefixtures("store")


def test_what_was_written_since_is_told_in_order_with_what_it_touched() -> None:
    precinct = given.a_precinct()
    assert (newest_entry(), news_since(0)) == (0, ())
    people = add_people(BY, precinct.id, [PersonDetails("Opal"), PersonDetails("Basil")])
    kind = given.an_event_kind(precinct).id
    event = record_event(BY, precinct.id, EventDetails(kind, "Meeting", given.A_DAY, status="held")).only_id("event")
    lines = sign_in_names(BY, event, ["Opal", "Basil", "Rue"])
    assert newest_entry() == 3
    assert news_since(3) == ()
    first, second, third = news_since(0)
    assert (first.entry, first.actor, first.workstation, first.action) == (1, "R. Sample", "desk 2", "add_people")
    assert first.touched == (("person", people.ids("person")[0], 2),)
    assert second.kinds == {"event"}
    assert third.touched == (("attendance", lines.ids("attendance")[0], 3),)
    assert [one.entry for one in news_since(1)] == [2, 3]


def test_who_only_read_records_touched_none() -> None:
    person = given.a_person(given.a_precinct())
    tell(BY, "read confidential records", [("person", person.id)])
    assert [(one.action, one.touched) for one in news_since(0)] == [("read confidential records", ())]


def test_news_takes_two_statements_however_much_there_is() -> None:
    precinct = given.a_precinct()
    for number in range(12):
        add_people(BY, precinct.id, [PersonDetails(f"Opal {number}")])
    with counted_statements() as statements:
        assert len(news_since(0)) == 12
    assert len(statements) == 2


def test_a_backup_that_was_verified_later_tells_its_moment_by_its_name() -> None:
    assert last_backup() is None
    for name in ("west-20190114-210000.outreach-backup", "west-20190115-210000.outreach-backup", "west of long ago"):
        tell(BY, told_of_verified(name, at_once=False))
    taken = datetime(2019, 1, 15, 21, 0).astimezone(UTC)
    assert last_backup() == taken.isoformat(timespec="milliseconds")
