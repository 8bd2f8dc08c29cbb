"""Seeing that an action refuses in one plain sentence and leaves everything as it was."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from outreach.errors import OutreachError
from outreach.records.base import database
from outreach.records.tables import TABLES


def everything() -> dict[str, list[str]]:
    """All rows of all tables."""
    return {table._meta.table_name: sorted(map(repr, table.select().tuples())) for table in TABLES}


@contextmanager
def refused(words: str, fault: type[OutreachError] = OutreachError) -> Iterator[None]:
    """The block raises a fault whose one sentence holds the words, and no row of any table changes."""
    before = everything()
    with pytest.raises(fault, match=re.escape(words)) as raised:
        yield
    assert not database.in_transaction()
    assert everything() == before
    sentence = str(raised.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
