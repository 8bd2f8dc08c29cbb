"""The demonstration moved to a server: the figures of every month stay equal."""

import shutil
from pathlib import Path

from outreach.actions.accounts import Unlocked
from outreach.actions.change import Actor
from outreach.actions.copying import copy_records
from outreach.queries.figures import as_json, figures
from outreach.queries.period import Period
from outreach.queries.precincts import demo_day, only_precinct
from outreach.records.database import close_database, connection, open_database
from tests.conftest import Server

MONTHS = [(2017, 12), *((2018, month) for month in range(1, 13)), (2019, 1), (2019, 2)]


def figures_of_every_month() -> list[dict[str, object]]:
    precinct = only_precinct()
    today = demo_day(precinct)
    assert today is not None
    return [as_json(figures(precinct, Period.of_month(*month), today)) for month in MONTHS]


def test_every_month_has_equal_figures_on_a_server(demo_file: Path, server: Server, tmp_path: Path) -> None:
    file = shutil.copy(demo_file, tmp_path / "demo.outreach")
    server.run("CREATE DATABASE moved_demo")
    there = server.database_url("moved_demo")
    try:
        open_database(file)
        with connection():
            before = figures_of_every_month()
            copy_records(Unlocked(Actor("set-up")), str(file), there, "")
        close_database()
        open_database(there)
        with connection():
            assert figures_of_every_month() == before
    finally:
        close_database()
        server.run("DROP DATABASE moved_demo WITH (FORCE)")
