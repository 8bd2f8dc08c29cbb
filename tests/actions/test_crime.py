"""Offenses and monthly counts, set by the thousand."""

from datetime import date

import pytest

from outreach.actions.crime import (
    CrimeCountEntry,
    OffenseDetails,
    add_offense,
    add_offenses,
    clear_crime_count,
    edit_offense,
    set_crime_counts,
)
from outreach.errors import StaleVersionError
from outreach.records.crime import CrimeCount, Offense, OffenseAlias
from tests import given
from tests.actions.refusals import refused
from tests.statements import counted_statements
from tests.trail import BY, entries, last_told

pytestmark = pytest.mark.usefixtures("store")

JANUARY = date(2019, 1, 1)


def counts() -> list[tuple[date, str, int | None, int, str, int]]:
    rows = CrimeCount.select().order_by(CrimeCount.month, CrimeCount.scope, CrimeCount.neighborhood)
    return [(row.month, row.scope, row.neighborhood_id, row.count, row.source, row.version) for row in rows]


def test_an_offense_is_kept_with_its_codes_and_changed() -> None:
    precinct = given.a_precinct()
    key = add_offense(BY, precinct.id, OffenseDetails(" Burglary ", " Property ", ("BURG", " 05 ", "burglary"), 3))
    offense = key.only_id("offense")
    kept = Offense.get()
    assert (kept.name, kept.group_name, kept.position) == ("Burglary", "Property", 3)
    assert sorted(alias.spelling for alias in OffenseAlias.select()) == ["05", "BURG"]
    edit_offense(BY, offense, 1, OffenseDetails("Burglary", "Property", ("BURG", "B&E"), 3))
    assert sorted(alias.spelling for alias in OffenseAlias.select()) == ["B&E", "BURG"]
    assert (Offense.get().version, last_told().action) == (2, "edit_offense")
    edit_offense(BY, offense, 2, OffenseDetails("Burglaries", "Property", ("BURG", "B&E"), 3))
    with refused("Somebody else changed this offense", StaleVersionError):
        edit_offense(BY, offense, 2, OffenseDetails("Break-ins", "Property", ("BURG", "B&E"), 3))


def test_offenses_that_make_no_sense_are_refused() -> None:
    precinct = given.a_precinct()
    add_offenses(BY, precinct.id, [OffenseDetails("Burglary", aliases=("BURG",)), OffenseDetails("Robbery")])
    robbery = Offense.get(name="Robbery")
    with refused("The offense's name is missing"):
        add_offense(BY, precinct.id, OffenseDetails(" "))
    with refused("There is already an offense with the name 'burglary'"):
        add_offense(BY, precinct.id, OffenseDetails("burglary"))
    with refused("There is already an offense with the name 'Burglary'"):
        edit_offense(BY, robbery.id, 1, OffenseDetails("Burglary"))
    with refused("The spelling 'burg' already stands for another offense"):
        edit_offense(BY, robbery.id, 1, OffenseDetails("Robbery", aliases=("burg",)))


def test_counts_are_set_for_every_kind_of_area_and_may_be_below_zero() -> None:
    precinct = given.a_precinct()
    ensley, offense = given.a_neighborhood(precinct), given.an_offense(precinct).id
    entered = [
        CrimeCountEntry(JANUARY, offense, 17, source=" weekly sheet "),
        CrimeCountEntry(JANUARY, offense, 99, "department"),
        CrimeCountEntry(JANUARY, offense, -2, "neighborhood", ensley.id),
    ]
    changes = set_crime_counts(BY, precinct.id, entered)
    assert counts() == [
        (JANUARY, "department", None, 99, "", 1),
        (JANUARY, "neighborhood", ensley.id, -2, "", 1),
        (JANUARY, "precinct", None, 17, "weekly sheet", 1),
    ]
    assert len(changes.ids("crime_count")) == 3
    assert last_told().action == "set_crime_counts"


def test_only_counts_that_differ_are_written() -> None:
    precinct = given.a_precinct()
    offense, robbery = given.an_offense(precinct).id, given.an_offense(precinct, "Robbery").id
    february = date(2019, 2, 1)
    set_crime_counts(BY, precinct.id, [CrimeCountEntry(m, offense, 5, source="a.csv") for m in (JANUARY, february)])
    again = set_crime_counts(
        BY, precinct.id, [CrimeCountEntry(JANUARY, offense, 5), CrimeCountEntry(february, offense, 5)]
    )
    assert (again.entry, again.touched, entries()) == (None, (), 1)
    changes = set_crime_counts(
        BY,
        precinct.id,
        [
            CrimeCountEntry(JANUARY, offense, 5, source="a.csv"),
            CrimeCountEntry(february, offense, 6),
            CrimeCountEntry(february, robbery, 1),
        ],
    )
    assert counts()[0] == (JANUARY, "precinct", None, 5, "a.csv", 1)
    assert sorted(counts()[1:]) == [(february, "precinct", None, 1, "", 1), (february, "precinct", None, 6, "", 2)]
    assert len(changes.touched) == 2
    renamed = set_crime_counts(BY, precinct.id, [CrimeCountEntry(JANUARY, offense, 5, source="b.csv")])
    assert last_told().of("crime_count") == [({"source": "a.csv"}, {"source": "b.csv"})]
    assert len(renamed.touched) == 1
    assert set_crime_counts(BY, precinct.id, []).entry is None


def test_thousands_of_counts_are_set_by_few_statements() -> None:
    precinct = given.a_precinct()
    areas = [given.a_neighborhood(precinct, f"Area {n}").id for n in range(80)]
    offenses = [given.an_offense(precinct, f"Offense {n}").id for n in range(5)]
    months = [date(2017, month, 1) for month in range(1, 13)]

    def entered(more: int) -> list[CrimeCountEntry]:
        places = [(month, offense, area) for month in months for offense in offenses for area in areas]
        return [
            CrimeCountEntry(month, offense, n + more * (n % 2), "neighborhood", area, "year.csv")
            for n, (month, offense, area) in enumerate(places)
        ]

    with counted_statements() as statements:
        set_crime_counts(BY, precinct.id, entered(0))
    assert len(statements) < 12
    with counted_statements() as statements:
        changes = set_crime_counts(BY, precinct.id, entered(1))
    assert len(statements) < 24
    assert len(changes.touched) == 2400
    kept = CrimeCount.select(CrimeCount.count).tuples()
    assert sorted(kept) == sorted((n + n % 2,) for n in range(4800))


def test_counts_of_another_precinct_are_left_alone() -> None:
    west, east = given.a_precinct(), given.a_precinct("East Precinct")
    given.a_crime_count(east, JANUARY, 3)
    set_crime_counts(BY, west.id, [CrimeCountEntry(JANUARY, given.an_offense(west).id, 4)])
    assert sorted(row.count for row in CrimeCount.select()) == [3, 4]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"month": date(2019, 1, 2)}, "The month 2019-01-02 is not the first day of a month"),
        ({"month": date(1019, 1, 1)}, "The month 1019-01-01 cannot be right"),
        ({"scope": "neighborhood"}, "A neighborhood's count for 2019-01 does not say which neighborhood"),
        ({"neighborhood": 1}, "A count of the whole precinct for 2019-01 names a neighborhood"),
        ({"scope": "city"}, "The area 'city' is not known"),
        ({"scope": "neighborhood", "neighborhood": 99}, "This neighborhood is not one of this precinct"),
        ({"offense": 99}, "This offense is not one of this precinct"),
    ],
    ids=str,
)
def test_a_count_that_makes_no_sense_is_refused_and_no_other_is_set(values: dict[str, object], words: str) -> None:
    precinct = given.a_precinct()
    good = CrimeCountEntry(date(2018, 12, 1), given.an_offense(precinct).id, 3)
    wrong: dict[str, object] = {"month": JANUARY, "offense": good.offense, "count": 3, **values}
    with refused(words):
        set_crime_counts(BY, precinct.id, [good, CrimeCountEntry(**wrong)])  # type: ignore[arg-type]


def test_two_counts_of_one_area_month_and_offense_are_refused() -> None:
    precinct = given.a_precinct()
    offense = given.an_offense(precinct).id
    with refused("Two counts speak of the same offense and area in 2019-01"):
        set_crime_counts(BY, precinct.id, [CrimeCountEntry(JANUARY, offense, 3), CrimeCountEntry(JANUARY, offense, 3)])


def test_a_cleared_count_is_unknown() -> None:
    precinct = given.a_precinct()
    count = given.a_crime_count(precinct, JANUARY, 3)
    with refused("Somebody else changed this crime count", StaleVersionError):
        clear_crime_count(BY, count.id, 2)
    clear_crime_count(BY, count.id, 1)
    assert not CrimeCount.select().exists()
    assert last_told().action == "clear_crime_count"
