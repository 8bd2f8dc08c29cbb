"""The command line, and a precinct of which it is asked."""

from pathlib import Path

import pytest

from outreach.records.database import close_database, connection, open_database
from tests import given
from tests.cli.scripted import Run


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> "Run":
    monkeypatch.chdir(tmp_path)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "OUTREACH_DATABASE"):
        monkeypatch.delenv(name, raising=False)
    return Run(capsys, monkeypatch)


@pytest.fixture
def west(template_file: Path, tmp_path: Path) -> str:
    """A small precinct in a file that nobody has open."""
    path = tmp_path / "west.outreach"
    path.write_bytes(template_file.read_bytes())
    open_database(path)
    with connection():
        precinct = given.a_precinct()
        given.an_event(precinct)
        given.a_person(precinct)
    close_database()
    return str(path)
