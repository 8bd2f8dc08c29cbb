"""Rounding, and the conditional test of two counts against values worked out by hand and with whole numbers."""

import time
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.queries.chance import beyond_chance, p_value, percent_change, percent_of, rounded


def exact_p(current: int, prior: int, share: Fraction = Fraction(1, 2)) -> Fraction:
    """Twice the smaller tail of a binomial, in whole numbers."""
    total = current + prior
    each = [comb(total, k) * share**k * (1 - share) ** (total - k) for k in range(total + 1)]
    return min(Fraction(1), 2 * min(sum(each[: current + 1], Fraction()), sum(each[current:], Fraction())))


@pytest.mark.parametrize(
    ("current", "prior", "p", "beyond"),
    [
        (0, 5, 2 / 2**5, False),  # 1/16
        (0, 6, 2 / 2**6, True),  # 1/32
        (1, 7, 2 * 9 / 2**8, False),
        (1, 8, 2 * 10 / 2**9, True),
        (3, 3, 1.0, False),
        (2, 3, 1.0, False),
    ],
)
def test_small_counts_by_hand(current: int, prior: int, p: float, beyond: bool) -> None:
    assert p_value(current, prior) == pytest.approx(p)
    assert p_value(prior, current) == pytest.approx(p)
    assert beyond_chance(current, prior) is beyond


@given(st.integers(0, 120), st.integers(0, 120))
def test_any_counts_agree_with_whole_number_arithmetic(current: int, prior: int) -> None:
    assert p_value(current, prior) == pytest.approx(float(exact_p(current, prior)), rel=1e-9)


@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 12), st.integers(1, 12))
def test_periods_of_unequal_length_do_too(current: int, prior: int, months: int, earlier: int) -> None:
    share = Fraction(months, months + earlier)
    assert p_value(current, prior, float(share)) == pytest.approx(float(exact_p(current, prior, share)), rel=1e-9)


def test_counts_of_the_story_are_beyond_chance() -> None:
    assert beyond_chance(138, 182) is True
    assert beyond_chance(27, 31) is False


def test_a_million_takes_no_time_and_keeps_its_head() -> None:
    started = time.perf_counter()
    assert beyond_chance(1_000_000, 1_000_000) is False
    assert beyond_chance(1_000_000, 1_002_800) is True
    assert beyond_chance(1_000_000, 1_002_700) is False
    assert beyond_chance(1, 1_000_000) is True
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize(("current", "prior"), [(None, 3), (3, None), (-1, 3), (3, -1), (0, 0)])
def test_what_cannot_be_tested_is_none(current: int | None, prior: int | None) -> None:
    assert beyond_chance(current, prior) is None


@pytest.mark.parametrize(
    ("numerator", "denominator", "whole"),
    [(5, 2, 3), (-5, 2, -3), (4, 3, 1), (-4, 3, -1), (1, 2, 1), (-1, 2, -1), (0, 9, 0)],
)
def test_halves_round_away_from_zero(numerator: int, denominator: int, whole: int) -> None:
    assert rounded(numerator, denominator) == whole


@pytest.mark.parametrize(
    ("current", "prior", "percent"),
    [
        (138, 182, -24),
        (122, 157, -22),
        (201, 200, 1),
        (199, 200, -1),
        (0, 4, -100),
        (3, 0, None),
        (3, -2, None),
        (-2, 4, -150),
    ],
)
def test_percent_of_change(current: int, prior: int, percent: int | None) -> None:
    assert percent_change(current, prior) == percent


def test_percent_change_of_a_missing_count_is_none() -> None:
    assert percent_change(None, 4) is None
    assert percent_change(4, None) is None


def test_share_of_nothing_is_none() -> None:
    assert [percent_of(4, 8), percent_of(1, 8), percent_of(4, 0), percent_of(None, 8), percent_of(4, None)] == [
        50,
        13,
        None,
        None,
        None,
    ]
