"""A hundredth of the city: exact amounts, believable distributions, the same from the same seed."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from outreach.demo import build_demo
from outreach.records.database import close_database


def build(path: Path, seed: int = 2019) -> Path:
    build_demo(path, scale="city", share=0.01, seed=seed)
    close_database()
    return path


@pytest.fixture(scope="module")
def city_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("city") / "city.outreach")


@pytest.fixture
def city(city_file: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(f"file:{city_file}?mode=ro", uri=True)
    yield connection
    connection.close()


def one(city: sqlite3.Connection, sql: str) -> int:
    (answer,) = city.execute(sql).fetchone()
    return int(answer)


@pytest.mark.parametrize(
    ("table", "count"),
    [
        ("event", 600),
        ("attendance", 10_000),
        ("person", 1_500),
        ("follow_up", 2_000),
        ("neighborhood", 99),
        ("crime_count", 99 * 20 * 12),
    ],
)
def test_a_hundredth_of_everything(city: sqlite3.Connection, table: str, count: int) -> None:
    assert one(city, f"SELECT COUNT(*) FROM {table}") == count


def test_it_spreads_over_twenty_years(city: sqlite3.Connection) -> None:
    by_year = dict(city.execute("SELECT substr(date, 1, 4), COUNT(*) FROM event GROUP BY 1"))
    assert by_year == {str(year): 30 for year in range(2000, 2020)}


def test_nobody_signs_in_where_nothing_took_place(city: sqlite3.Connection) -> None:
    assert one(city, "SELECT COUNT(*) FROM event WHERE status = 'cancelled'") > 5
    joined = "SELECT COUNT(*) FROM attendance a JOIN event e ON e.id = a.event_id WHERE e.status <> 'held'"
    assert one(city, joined) == 0


def test_few_people_come_often(city: sqlite3.Connection) -> None:
    times = sorted(
        (
            count
            for (count,) in city.execute(
                "SELECT COUNT(*) FROM attendance WHERE person_id IS NOT NULL GROUP BY person_id"
            )
        ),
        reverse=True,
    )
    busiest_tenth = times[: len(times) // 10]
    assert sum(busiest_tenth) > 0.25 * sum(times)
    assert one(city, "SELECT COUNT(*) FROM attendance WHERE person_id IS NULL") > 300


def test_promises_end_and_have_notes(city: sqlite3.Connection) -> None:
    by_status = dict(city.execute("SELECT status, COUNT(*) FROM follow_up GROUP BY status"))
    assert by_status["done"] > 1_500
    assert by_status["declined"] > 40
    assert sum(by_status[one] for one in by_status if one not in ("done", "declined")) >= 5
    assert one(city, "SELECT COUNT(*) FROM follow_up_note") > 1_500
    assert one(city, "SELECT COUNT(*) FROM follow_up WHERE closed_on > '2019-12-31'") == 0


def test_the_same_seed_gives_the_same_city(city: sqlite3.Connection, tmp_path: Path) -> None:
    again = sqlite3.connect(build(tmp_path / "again.outreach"))
    asked = (
        "SELECT title, date, start_time, status FROM event ORDER BY id",
        "SELECT event_id, person_id, name_as_signed, line FROM attendance ORDER BY id",
        "SELECT given_name, family_name, phone FROM person ORDER BY id",
        "SELECT words, status, closed_on, told_on FROM follow_up ORDER BY id",
        "SELECT month, neighborhood_id, offense_id, count FROM crime_count ORDER BY id",
    )
    for sql in asked:
        assert again.execute(sql).fetchall() == city.execute(sql).fetchall()
    again.close()
