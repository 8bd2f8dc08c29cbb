"""Which version a report replaces, and which of its figures moved."""

import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from outreach.queries.reissue import Issuing, Moved, moved_figures, replaced_by
from outreach.records.issued import IssuedReport
from outreach.records.people import Neighborhood
from outreach.records.precinct import Precinct
from tests import given
from tests.statements import counted_statements

FIRST, LAST = date(2019, 1, 1), date(2019, 1, 31)
BEFORE: dict[str, Any] = {
    "events": {"held": 41, "by_kind": {"Vigil": 2, "Patrol": 1}},
    "neighborhoods": {"quiet": ["Ensley"]},
    "follow_ups": {"median_days_to_close": None},
    "concerns": {"Speeding": 5},
    "measures": {"Firearms": None},
    "crime": [{"offense": "Burglary", "current": 138, "year_to_date": 138, "percent": -24}],
    "comparison": {"prior_period": {"events": {"held": 35}}, "last_year": {"events": {"held": 29}}},
}


def test_figures_that_moved_are_named_with_both_values() -> None:
    now = {
        **BEFORE,
        "events": {"held": 42, "by_kind": {"Vigil": 2, "Walk": 2}},
        "neighborhoods": {"quiet": []},
        "follow_ups": {"median_days_to_close": 3.5},
        "concerns": {"Speeding": 5, "Lights": 1},
        "measures": {"Firearms": 0},
        "crime": [{"offense": "Burglary", "current": 139, "year_to_date": 139, "percent": -24}],
        "comparison": {"prior_period": {"events": {"held": 36}}, "last_year": {"events": {"held": 29}}},
    }
    assert moved_figures(BEFORE, now) == (
        Moved("events.held", "", "", 41, 42),
        Moved("events.by_kind", "Walk", "", 0, 2),
        Moved("neighborhoods.quiet", "", "", 1, 0),
        Moved("follow_ups.median_days_to_close", "", "", None, 3.5),
        Moved("concerns", "Lights", "", 0, 1),
        Moved("measures", "Firearms", "", None, 0),
        Moved("crime.current", "Burglary", "", 138, 139),
        Moved("crime.year_to_date", "Burglary", "", 138, 139),
        Moved("events.held", "", "prior_period", 35, 36),
        Moved("events.by_kind", "Patrol", "", 1, 0),
    )
    assert moved_figures(BEFORE, BEFORE) == ()


def test_what_was_never_kept_did_not_move() -> None:
    assert moved_figures({}, BEFORE) == ()
    assert moved_figures({"events": 3}, BEFORE) == ()
    assert moved_figures({"events": {"held": 41}}, {"events": {"held": 41, "planned": 1}}) == (
        Moved("events.planned", "", "", None, 1),
    )


def test_before_a_whole_year_lies_one_year_and_not_two() -> None:
    def year(held: int) -> dict[str, Any]:
        same = {"events": {"held": held}}
        return {"events": {"held": 9}, "comparison": {"prior_period": same, "last_year": same}}

    assert moved_figures(year(4), year(5)) == (Moved("events.held", "", "prior_period", 4, 5),)


def issued(precinct: Precinct, title: str = "January", **values: Any) -> IssuedReport:
    kept = {
        "kind": "monthly",
        "period_from": FIRST,
        "period_to": LAST,
        "is_public": True,
        "figures": json.dumps({"events": {"held": 1}}),
        "approved_by": "Capt. E. Sample",
        "issued_at": datetime(2019, 2, 2, 3, 30),  # noqa: DTZ001 - kept without a zone, in UTC
    }
    return IssuedReport.create(precinct=precinct, title=title, pdf=b"%PDF-1.7", sha256="ab", **{**kept, **values})


@pytest.mark.usefixtures("store")
def test_the_version_in_force_is_the_one_that_is_replaced() -> None:
    precinct = given.a_precinct()
    wanted = Issuing(precinct.id, "monthly", "January", FIRST, LAST, is_public=True)
    assert replaced_by(wanted, {}) is None
    first = issued(precinct)
    found = replaced_by(wanted, {"events": {"held": 2}})
    assert found is not None
    # 3:30 UTC is the evening before in Chicago.
    assert (found.key, found.issued_on, found.approved_by, found.sha256) == (
        first.id,
        date(2019, 2, 1),
        "Capt. E. Sample",
        "ab",
    )
    assert found.moved == (Moved("events.held", "", "", 1, 2),)
    second = issued(precinct, replaces=first)
    with counted_statements() as asked:
        found = replaced_by(wanted, {"events": {"held": 1}})
    assert (found.key if found else None, len(asked)) == (second.id, 1)
    assert found is not None
    assert found.moved == ()


@pytest.mark.usefixtures("store")
def test_another_copy_neighborhood_or_title_is_another_report() -> None:
    precinct = given.a_precinct()
    ensley: Neighborhood = given.a_neighborhood(precinct)
    wylam: Neighborhood = given.a_neighborhood(precinct, "Wylam")
    issued(precinct, "January", neighborhood=ensley)
    own = Issuing(precinct.id, "monthly", "January", FIRST, LAST, is_public=True, neighborhood=ensley.id)
    assert replaced_by(own, {}) is not None
    for other in (
        replace(own, neighborhood=wylam.id),
        replace(own, neighborhood=None),
        replace(own, is_public=False),
        replace(own, title="January, Wylam"),
        replace(own, kind="year"),
        replace(own, period_to=date(2019, 2, 28)),
    ):
        assert replaced_by(other, {}) is None
