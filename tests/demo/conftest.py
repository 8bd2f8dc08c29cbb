"""The demonstration precinct, read by plain SQL."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def demo(demo_file: Path) -> Iterator[sqlite3.Connection]:
    """The demonstration, open to SQL and read-only."""
    connection = sqlite3.connect(f"file:{demo_file}?mode=ro", uri=True)
    yield connection
    connection.close()
