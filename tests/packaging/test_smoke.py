"""What the test of a built folder tells, and that a difference is not told as the same."""

import json
import sys
from pathlib import Path

import pytest

from outreach.errors import OutreachError
from resources.packaging import smoke
from resources.packaging.environment import run
from resources.packaging.smoke import Finding, as_json, as_table, folder_bytes


def test_a_link_counts_nothing(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "a").write_bytes(b"12345")
    (tmp_path / "b").symlink_to(tmp_path / "inner" / "a")
    assert folder_bytes(tmp_path) == 5


def test_what_differs_by_a_byte_is_found() -> None:
    built, source = object(), object()
    answers = {id(built): b"%PDF 1", id(source): b"%PDF 2"}
    sides: list[object] = [built, source]
    told = smoke._alike("summary", sides, lambda side: answers[id(side)])  # type: ignore[arg-type]
    assert not told.good
    answers[id(source)] = b"%PDF 1"
    assert smoke._alike("summary", sides, lambda side: answers[id(side)]).good  # type: ignore[arg-type]
    answers = dict.fromkeys(answers, b"")
    assert not smoke._alike("nothing", sides, lambda side: answers[id(side)]).good  # type: ignore[arg-type]


def test_findings_are_told_as_a_table_and_to_scripts() -> None:
    found = [Finding("size", "177 MB", True), Finding("start", "9 s", False)]
    assert as_table(found) == "good  size   177 MB\nBAD   start  9 s"
    assert json.loads(as_json(found))["findings"][1] == {"what": "start", "seen": "9 s", "good": False}


def test_a_program_that_fails_is_told_with_its_last_words() -> None:
    code = "import sys; sys.stderr.write('the library is not there\\n'); sys.exit(3)"
    with pytest.raises(OutreachError, match=r"status 3:\nthe library is not there"):
        run([sys.executable, "-c", code])
