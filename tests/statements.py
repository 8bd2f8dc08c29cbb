"""Counting the statements a piece of code sends to the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from outreach.records.base import database


@contextmanager
def counted_statements() -> Iterator[list[str]]:
    """Collect the text of every statement run in the block; transaction marks are left out."""
    seen: list[str] = []
    original = database.obj.execute_sql

    def record(sql: str, *args: Any, **kwargs: Any) -> Any:
        seen.append(sql)
        return original(sql, *args, **kwargs)

    with patch.object(database.obj, "execute_sql", record):
        yield seen
