"""Whether the change between two counts is larger than chance alone explains, and by how many percent it changed."""

import math

SIGNIFICANCE = 0.05


def beyond_chance(current: int | None, prior: int | None, share: float = 0.5) -> bool | None:
    """Whether two counts differ by more than chance alone explains. It says nothing about the reason.

    Both are taken to be Poisson counts. The two-sided exact conditional test of Przyborowski & Wilenski (Biometrika 31,
    1940): given their sum, the one count follows a binomial distribution; p < 0.05. ``share`` is the current count's
    part of the whole time: one half for equally long periods. None: a count is missing or below zero, or nothing was
    counted at all.
    """
    if current is None or prior is None or current < 0 or prior < 0 or current + prior == 0:
        return None
    return p_value(current, prior, share) < SIGNIFICANCE


def p_value(current: int, prior: int, share: float = 0.5) -> float:
    """The two-sided p of the conditional test: twice the smaller tail, 1 at most."""
    total = current + prior
    fewer, odds = (current, share) if current <= total * share else (prior, 1 - share)
    term = math.exp(
        math.lgamma(total + 1)
        - math.lgamma(fewer + 1)
        - math.lgamma(total - fewer + 1)
        + fewer * math.log(odds)
        + (total - fewer) * math.log(1 - odds)
    )
    tail = 0.0
    for at in range(fewer, -1, -1):
        tail += term
        term *= at / (total - at + 1) * (1 - odds) / odds
        if term < tail * 1e-17:
            break
    return min(1.0, 2 * tail)


def percent_change(current: int | None, prior: int | None) -> int | None:
    """The change in whole percent of the prior count; None ("n/a") where that is missing, zero or negative."""
    if current is None or prior is None or prior <= 0:
        return None
    return rounded(100 * (current - prior), prior)


def percent_of(part: int | None, whole: int | None) -> int | None:
    """A share in whole percent; None where either is missing or the whole is not above zero."""
    if part is None or whole is None or whole <= 0:
        return None
    return rounded(100 * part, whole)


def rounded(numerator: int, denominator: int) -> int:
    """A quotient of whole numbers, rounded half away from zero; the denominator is above zero.

    >>> rounded(-5, 2), rounded(5, 2), rounded(-7, 3)
    (-3, 3, -2)
    """
    whole = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -whole if numerator < 0 else whole
