"""Counts before and after: worked out by hand, with what is missing told as missing."""

from datetime import date

import pytest

from outreach.queries.before_after import CountChoice, Counted, before_and_after
from outreach.records.precinct import Precinct
from tests import given
from tests.conftest import Store
from tests.statements import counted_statements

MONTHS = (date(2018, 9, 1), date(2018, 10, 1), date(2019, 1, 1), date(2019, 2, 1))


@pytest.fixture
def west(store: Store) -> Precinct:
    return given.a_precinct()


def choice(
    offense: int | None, area: int | None = None, months: tuple[date, ...] = MONTHS, **by_hand: object
) -> CountChoice:
    return CountChoice(offense, area, *months, **by_hand)  # type: ignore[arg-type]


def test_an_area_is_counted_beside_the_whole_precinct(west: Precinct) -> None:
    ensley, wylam = given.a_neighborhood(west), given.a_neighborhood(west, "Wylam")
    burglary = given.an_offense(west)
    for month, local, other in zip(MONTHS, (9, 7, 3, 2), (1, 1, 1, None), strict=True):
        given.a_crime_count(west, month, local, scope="neighborhood", neighborhood=ensley)
        if other is not None:
            given.a_crime_count(west, month, other, scope="neighborhood", neighborhood=wylam)
    given.a_crime_count(west, MONTHS[0], 20)
    given.a_crime_count(west, MONTHS[0], 500, scope="department")
    given.a_crime_count(west, date(2018, 11, 1), 99, scope="neighborhood", neighborhood=ensley)
    with counted_statements() as asked:
        told = before_and_after(west.id, {1: choice(burglary.id, ensley.id), 2: choice(burglary.id)})
    assert len(asked) == 3
    here = told[1]
    assert (here.what, here.area, here.here) == ("Burglary", "Ensley", Counted(16, 5))
    assert [(one.count, one.is_after) for one in here.months] == [(9, False), (7, False), (3, True), (2, True)]
    # September as the precinct counted it, 20; otherwise the sum of the neighborhoods: 8, 4 and 2.
    assert here.elsewhere == Counted(28, 6)
    assert told[2].here == Counted(28, 6)
    assert (here.percent, told[2].percent) == (-69, -79)
    # 21 throws of a coin, 5 or fewer heads: twice 27,896 of 2,097,152 is 0.0266.
    assert (here.beyond_chance, here.is_even, here.is_same_season) == (True, True, False)
    assert (told[2].area, told[2].elsewhere) == ("", None)


def test_periods_of_unequal_length_are_compared_by_the_month(west: Precinct) -> None:
    burglary = given.an_offense(west)
    months = (date(2018, 1, 1), date(2018, 3, 1), date(2018, 4, 1), date(2018, 4, 1))
    for month, count in ((1, 4), (2, 4), (3, 4), (4, 8)):
        given.a_crime_count(west, date(2018, month, 1), count)
    told = before_and_after(west.id, {1: choice(burglary.id, None, months)})[1]
    assert (told.here, told.percent, told.is_even) == (Counted(12, 8), 100, False)
    # Of 20 in all a quarter is expected, 5: 8 or more come by chance in 0.1018, twice that is 0.2036.
    assert told.beyond_chance is False


def test_a_month_that_is_not_counted_leaves_its_period_unknown(west: Precinct) -> None:
    burglary = given.an_offense(west)
    for month in MONTHS[:3]:
        given.a_crime_count(west, month, 5)
    told = before_and_after(west.id, {1: choice(burglary.id)})[1]
    assert (told.here, told.percent, told.beyond_chance) == (Counted(10, None), None, None)
    assert told.months[3].count is None


@pytest.mark.usefixtures("store")
def test_a_count_by_hand_is_told_as_it_was_given() -> None:
    with counted_statements() as asked:
        told = before_and_after(
            1,
            {
                1: choice(None, None, (), counted="calls", count_before=31, count_after=12),
                2: choice(None, None, counted="calls", count_before=0, count_after=12),
                3: choice(None, None, ()),
            },
        )
    assert len(asked) == 0
    assert (told[1].what, told[1].here, told[1].percent, told[1].beyond_chance) == ("calls", Counted(31, 12), -61, None)
    assert (told[1].is_even, told[1].is_same_season) == (True, True)
    assert (told[2].percent, told[2].beyond_chance) == (None, True)
    assert 3 not in told
