"""A purge of the whole demonstration: every figure of every month is what it was."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from outreach.actions.change import Actor
from outreach.actions.retention import purge, set_retention
from outreach.queries.figures import as_json, figures
from outreach.queries.period import Period
from outreach.queries.precincts import only_precinct
from outreach.queries.trail_check import verify_chain
from outreach.records.database import close_database, connection, open_database
from outreach.records.people import Person
from outreach.records.retention import FORGOTTEN, Retained

BY = Actor("R. Sample")
LATER = date(2040, 6, 1)
MONTHS = [Period.of_month(2017 + (11 + number) // 12, (11 + number) % 12 + 1) for number in range(15)]
"""December 2017 to February 2019: all that the demonstration tells of."""


@pytest.fixture
def precinct(demo_file: Path, tmp_path: Path) -> Iterator[int]:
    path = tmp_path / "purged.outreach"
    shutil.copy(demo_file, path)
    open_database(path)
    with connection():
        yield only_precinct()
    close_database()


def test_every_figure_of_every_month_stays_when_all_names_are_forgotten(precinct: int) -> None:
    before = [as_json(figures(precinct, month, LATER)) for month in MONTHS]
    set_retention(BY, precinct, dict.fromkeys(Retained, 1))
    counts = dict(purge(BY, precinct, LATER).counts)
    assert counts[Retained.PEOPLE] > 100
    assert counts[Retained.CONCERNS] > 20
    named = Person.select().where(Person.family_name != FORGOTTEN)
    assert named.count() < counts[Retained.PEOPLE] / 5
    assert [as_json(figures(precinct, month, LATER)) for month in MONTHS] == before
    assert verify_chain() == ()
