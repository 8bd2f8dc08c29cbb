"""Questions asked in step: what each answers, and that what does not wait for each other goes in one turn."""

from dataclasses import replace
from datetime import date, time
from typing import Any
from uuid import UUID

import pytest
from peewee import SQL, ModelTupleCursorWrapper, fn

from outreach.errors import OutreachError
from outreach.queries import rows
from outreach.queries.followups import FollowUpFilter, follow_up_list
from outreach.queries.home import home
from outreach.queries.rows import Asked, Compiled, Rows, alone, blank, rows_of, rows_of_each, together
from outreach.queries.search import search
from outreach.records.base import database
from outreach.records.database import connection
from outreach.records.events import Attendance, Event
from outreach.records.people import Neighborhood
from tests import given
from tests.conftest import Store

TODAY = date(2019, 2, 1)
TO_HOME = 26
"""The statements that the first page needs beside the precinct."""


def named(*names: str) -> Asked[list[int]]:
    """The keys of neighborhoods, one after the other: each step asks for one."""
    keys: list[int] = []
    for name in names:
        ((found,),) = yield (Neighborhood.select(Neighborhood.id).where(Neighborhood.name == name),)
        keys.extend(found)
    return keys


@pytest.fixture
def turns(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many statements went in each turn."""
    seen: list[int] = []

    def asked(queries: list[object]) -> list[Rows]:
        seen.append(len(queries))
        return rows_of_each(queries)

    monkeypatch.setattr(rows, "rows_of_each", asked)
    return seen


@pytest.mark.usefixtures("store")
def test_questions_go_on_in_step_until_each_has_its_answer(turns: list[int]) -> None:
    precinct = given.a_precinct()
    first, second = (given.a_neighborhood(precinct, name).id for name in ("Ensley", "Wylam"))
    assert together(named("Ensley", "Wylam"), named("Wylam"), named()) == [[first, second], [second], []]
    assert turns == [2, 1]
    assert alone(named("Ensley")) == [first]


@pytest.mark.usefixtures("store")
def test_home_waits_for_a_server_once_beside_the_precinct(turns: list[int]) -> None:
    precinct = given.a_precinct()
    home(precinct.id, date(2019, 1, 24))
    assert turns == [TO_HOME]
    given.a_neighborhood(precinct)
    home(precinct.id, date(2019, 1, 24))
    assert turns == [TO_HOME, TO_HOME]


@pytest.mark.usefixtures("store")
def test_a_question_asked_again_is_not_put_together_again_and_answers_what_is_kept_now(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    precinct = given.a_precinct()
    made: list[object] = []
    put_together = Compiled.__init__

    def noted(compiled: Compiled, query: object) -> None:
        made.append(query)
        put_together(compiled, query)

    monkeypatch.setattr(Compiled, "__init__", noted)
    chosen = FollowUpFilter(neighborhood=given.a_neighborhood(precinct, f"Asked on {database.obj.database}").id)

    def asked() -> list[int]:
        page = follow_up_list(precinct.id, TODAY, chosen)
        assert page.total == len(page.rows)
        return [row.id for row in page.rows]

    assert asked() == []
    queries = len(made)
    first = given.a_follow_up(precinct, neighborhood=chosen.neighborhood)
    given.a_follow_up(precinct)
    assert asked() == [first.id]
    assert len(made) == queries
    assert follow_up_list(precinct.id, TODAY, replace(chosen, neighborhood=None)).total == 2


@pytest.mark.usefixtures("store")
def test_rows_are_what_the_library_reads_of_them_and_it_is_asked_once_how(monkeypatch: pytest.MonkeyPatch) -> None:
    precinct = given.a_precinct()
    event = given.an_event(precinct, start_time=time(18, 30))
    for name in ("Mabel Oxenbridge", "Opal"):
        Attendance.create(event=event, name_as_signed=name)
    selected: Any = Attendance.select(
        Attendance.id, Attendance.uid, Attendance.present, Attendance.name_as_signed, Attendance.line,
        Event.date, Event.start_time, Event.precinct, fn.COALESCE(Attendance.line, 7),
    ).join(Event).order_by(Attendance.id)  # fmt: skip
    told = list(selected.where(Attendance.event == event).tuples())
    resolved: list[object] = []
    resolve = ModelTupleCursorWrapper.initialize

    def noted(wrapper: ModelTupleCursorWrapper) -> None:
        resolved.append(wrapper)
        resolve(wrapper)

    monkeypatch.setattr(ModelTupleCursorWrapper, "initialize", noted)
    compiled = Compiled(selected.where(Attendance.event == blank("event")))
    assert rows_of(compiled.filled({"event": event.id})) == told
    assert [type(value) for value in told[0]] == [int, UUID, bool, str, type(None), date, time, int, int]
    assert rows_of(compiled.filled({"event": event.id})) == told
    assert rows_of(compiled.filled({"event": event.id + 1})) == []
    assert len(resolved) == 1


@pytest.mark.usefixtures("store")
def test_blanks_are_filled_each_time_anew() -> None:
    precinct = given.a_precinct()
    first, second = (given.a_neighborhood(precinct, name) for name in ("Ensley", "Wylam"))
    asked: Any = Neighborhood.select(Neighborhood.name).where(
        Neighborhood.id.in_([blank("one"), blank("other")]), Neighborhood.precinct == blank("precinct")
    )
    asked = Compiled(asked.order_by(Neighborhood.id))
    here = {"precinct": precinct.id}
    assert rows_of(asked.filled({**here, "one": second.id, "other": second.id})) == [("Wylam",)]
    assert rows_of(asked.filled({**here, "one": second.id, "other": first.id})) == [("Ensley",), ("Wylam",)]
    with pytest.raises(KeyError, match="other"):
        asked.filled({**here, "one": first.id})


def test_a_statement_that_fails_among_others_is_told_and_the_connection_goes_on(store: Store) -> None:
    precinct = given.a_precinct()
    area = given.a_neighborhood(precinct, "Ensley").id
    keys = Neighborhood.select(Neighborhood.id)
    wrong = Neighborhood.select(SQL("no_such_column"))
    with pytest.raises(OutreachError), connection():
        rows_of_each([keys, wrong, keys])
    assert not database.in_transaction()
    assert rows_of_each([keys, keys]) == [[(area,)], [(area,)]]
    assert search(precinct.id, "ensley")[0].id == area
