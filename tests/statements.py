"""The statements a piece of code sends to the database: how many, and which."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from outreach.records.base import database

type Statement = tuple[str, Any]
"""The text of a statement and its values."""


@contextmanager
def recorded_statements() -> Iterator[list[Statement]]:
    """Collect every statement run in the block, whichever thread runs it; transaction marks are left out."""
    seen: list[Statement] = []
    with _heard(lambda sql, values: seen.append((sql, values))):
        yield seen


@contextmanager
def counted_statements() -> Iterator[list[str]]:
    """Collect the text of every statement run in the block; transaction marks are left out."""
    seen: list[str] = []
    with _heard(lambda sql, values: seen.append(sql)):
        yield seen


@contextmanager
def _heard(note: Callable[[str, Any], None]) -> Iterator[None]:
    original = database.obj.execute_sql

    def record(sql: str, params: Any = None, *args: Any, **kwargs: Any) -> Any:
        note(sql, params)
        return original(sql, params, *args, **kwargs)

    with patch.object(database.obj, "execute_sql", record):
        yield
