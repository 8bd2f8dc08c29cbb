"""A server looks through its tables when much was written to it, and a file does not."""

from pathlib import Path

import pytest
from peewee import OperationalError

from outreach.exchange import importing
from outreach.records.base import database
from outreach.records.server import look_through
from tests import given
from tests.conftest import Store
from tests.corpora import brought_in
from tests.statements import counted_statements


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text("Given name,Family name\nOpal,Ferncastle\nRufus,Quillfeather\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("many", [2, 3])
def test_a_server_looks_through_its_tables_after_many_rows(
    store: Store, people: Path, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_MANY", many)
    precinct = given.a_precinct()
    with counted_statements() as sent:
        assert brought_in("people", [people], precinct.id).new == 2
    assert sent.count("ANALYZE") == (store.kind == "postgresql" and many == 2)


def test_what_was_written_stands_where_the_server_does_not(
    postgresql_store: Store, people: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(sql: str, *_values: object) -> None:
        assert sql == "ANALYZE"
        raise OperationalError("canceling statement due to user request")

    monkeypatch.setattr(database.obj, "execute_sql", refuse)
    look_through(database.obj)
    assert [record.getMessage() for record in caplog.records] == [
        "The server did not look through its tables: canceling statement due to user request"
    ]
    caplog.clear()
