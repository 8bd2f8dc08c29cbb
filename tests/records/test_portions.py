"""Many things at most so many at a time: without room for the most where there is one."""

import tracemalloc

import pytest

from outreach.records.base import portions


@pytest.mark.parametrize(
    ("some", "told"),
    [((), []), ((1,), [(1,)]), ((1, 2, 3), [(1, 2), (3,)]), (range(4), [(0, 1), (2, 3)]), ({5: "a"}, [(5,)])],
)
def test_things_come_in_order_and_no_more_than_so_many_at_a_time(some: tuple[int, ...], told: list[object]) -> None:
    assert list(portions(some, 2)) == told


def test_one_thing_takes_no_room_for_thousands() -> None:
    """Making that room took longer than the statement about the one."""
    tracemalloc.start()
    try:
        assert list(portions([1], 30_000)) == [(1,)]
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 10_000
