"""On a server, the numbers kept beside lists let two write at once."""

import psycopg

from outreach.queries.tally_check import tally_faults
from outreach.records.base import database
from tests import given
from tests.conftest import Store


def test_two_who_write_at_once_do_not_wait_for_each_other(postgresql_store: Store) -> None:
    """Rows of the same cells, in opposite orders; each commits while the other has not yet."""
    precinct = given.a_precinct()
    people = [given.a_person(precinct) for _ in range(2)]
    promises = [given.a_follow_up(precinct) for _ in range(2)]
    statements = (
        'UPDATE "person" SET active = false WHERE id = %s',
        "UPDATE follow_up SET due = '2019-01-20' WHERE id = %s",
    )
    with psycopg.connect(postgresql_store.location) as one, psycopg.connect(postgresql_store.location) as other:
        for session, at, order in ((one, 0, statements), (other, 1, statements[::-1])):
            session.execute("SET lock_timeout = '1s'")
            for statement in order:
                table = people if "person" in statement else promises
                session.execute(statement.encode(), (table[at].id,))
        one.commit()
        other.commit()
    assert tally_faults() == ()
    kept = "SELECT settled, people FROM person_tally WHERE NOT active"
    assert list(database.execute_sql(kept)) == [(True, 2)]
