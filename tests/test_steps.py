"""What CI runs comes from one list, in order, and nothing that fails is passed over."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.__main__ import ROOMS, STEPS, Step, explained_lines, hole_lines, main, room_lines, rooms_of

ROOT = Path(__file__).parents[1]
TOLD = {
    "files": {
        "outreach/actions/undo.py": {
            "summary": {"num_statements": 10, "missing_lines": 4, "num_branches": 10, "missing_branches": 1},
            "missing_lines": [3, 7, 8, 9],
            "missing_branches": [[7, 9]],
        },
        "outreach/ui/pages/home.py": {
            "summary": {"num_statements": 4, "missing_lines": 4, "num_branches": 0, "missing_branches": 0},
            "missing_lines": [1],
            "missing_branches": [],
        },
        "outreach/queries/rows.py": {
            "summary": {"num_statements": 1, "missing_lines": 1, "num_branches": 0, "missing_branches": 0},
            "missing_lines": [1],
            "missing_branches": [],
        },
        "outreach/errors.py": {
            "summary": {"num_statements": 2, "missing_lines": 0, "num_branches": 0, "missing_branches": 0},
            "missing_lines": [],
            "missing_branches": [],
        },
    }
}


def test_ci_begins_with_the_readme_s_command_and_takes_the_rest_from_the_list() -> None:
    lines = [
        line.partition("  #")[0]
        for line in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith(("#", "set ", "cd ", "export "))
    ]
    assert lines == ["python3 -m pip install --quiet uv && uv run pytest", "uv run python -m tests --after-tests"]
    assert [step.name for step in STEPS] == ["tests", "ruff", "layout", "types", "imports", "real input"]


@pytest.mark.parametrize(("words", "first"), [((), "tests"), (("--after-tests",), "ruff")])
def test_every_step_runs_whatever_became_of_those_before(
    words: tuple[str, ...], first: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[str] = []

    def start(step: Step) -> int:
        ran.append(step.name)
        return 1 if step.name == "types" else 0

    assert main(words, start) == 1
    assert ran == [step.name for step in STEPS][ran[0] != "tests" :]
    assert ran[0] == first
    told = capsys.readouterr().out
    assert "types       FAILED      0:00" in told
    assert "imports     good        0:00" in told
    assert main(words, lambda _step: 0) == 0


def test_whatever_follows_is_given_to_pytest_as_it_stands() -> None:
    given: list[Sequence[str]] = []

    def covers(words: Sequence[str]) -> bool:
        given.append(words)
        return bool(words)

    assert main(["--coverage", "-n", "0", "tests/queries", "-p", "no:cacheprovider"], covers=covers) == 0
    assert main(["--coverage"], covers=covers) == 1
    assert given == [["-n", "0", "tests/queries", "-p", "no:cacheprovider"], []]
    with pytest.raises(SystemExit):
        main(["tests/queries"], covers=covers)


def test_coverage_is_summed_by_room() -> None:
    rooms = {room.name: room for room in rooms_of(TOLD)}
    assert rooms["actions"].share == pytest.approx(0.75)
    assert (rooms["ui"].share, rooms["the rest"].share) == (0.0, 1.0)
    assert set(rooms) == {*ROOMS, "the rest"}
    assert {path.name for path in (ROOT / "outreach").iterdir() if (path / "__init__.py").exists()} == set(ROOMS)
    assert room_lines(list(rooms.values()))[-1].split() == ["together", "17", "9", "10", "1", "63.0%"]
    assert hole_lines(TOLD) == ["  outreach/actions/undo.py: 3, 7-9, 7→9", "  outreach/queries/rows.py: nothing of it"]


def test_a_line_that_is_not_counted_says_why(tmp_path: Path) -> None:
    room = tmp_path / "outreach" / "records"
    room.mkdir(parents=True)
    (room / "sharing.py").write_text("import os\nif os:  # pragma: no cover - Windows alone has drives\n    pass\n")
    assert explained_lines(tmp_path) == ["  outreach/records/sharing.py: 2: Windows alone has drives"]
    silent = [
        f"{file.relative_to(ROOT)}: {number}"
        for file in sorted((ROOT / "outreach").rglob("*.py"))
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if "# pragma:" in line and not re.search(r"# pragma: no (cover|branch) - \w+( \S+){2,}", line)
    ]
    assert silent == []
