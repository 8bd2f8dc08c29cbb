"""The demonstration precinct, written once, and read by plain SQL."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from outreach.demo import build_demo
from outreach.records.database import close_database


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the demonstration of the usual seed."""
    path = tmp_path_factory.mktemp("demo") / "demo.outreach"
    build_demo(path)
    close_database()
    return path


@pytest.fixture
def demo(demo_file: Path) -> Iterator[sqlite3.Connection]:
    """The demonstration, open to SQL and read-only."""
    connection = sqlite3.connect(f"file:{demo_file}?mode=ro", uri=True)
    yield connection
    connection.close()
