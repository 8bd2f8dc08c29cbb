"""The recipes of docs/architecture.md, followed to the letter in a copy of the program: each new thing works."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "architecture.md"
BLOCK = re.compile(r"(New file|In) `([^`]+)`(?:, below `([^`]+)`)?:\n\n```python\n(.*?)```", re.DOTALL)
RECIPES = ["figure", "report", "event kind", "migration", "page"]
TOLD_OF_THEM = (
    "tests/records/test_schema.py::test_models_and_migrated_schema_agree[sqlite]",
    "tests/queries/test_figures.py::test_an_empty_month_has_nothing_and_knows_it[sqlite]",
    "tests/queries/test_figures.py::test_the_number_of_statements_does_not_grow[sqlite]",
    "tests/languages/test_spanish_window.py::test_every_phrase_has_its_spanish",
    "tests/languages/test_spanish_window.py::test_the_window_shows_nothing_that_is_not_said",
    "tests/languages/test_spanish_window.py::test_no_phrase_is_translated_in_two_places",
)
"""Tests that were there before, and that a recipe has to do with."""


@dataclass(frozen=True)
class Block:
    """Words of a recipe: a new file, or lines below one that stands in a file."""

    file: str
    below: str
    words: str


def blocks(text: str) -> list[Block]:
    return [Block(file, below, words) for _, file, below, words in BLOCK.findall(text)]


def follow(block: Block, root: Path) -> Path:
    """Do what a block says in a copy of the program; returns the file."""
    path = root / block.file.replace("NNNN", next_number(root))
    if not block.below:
        assert not path.exists(), f"{path.name} is there already"
        path.write_text(block.words, encoding="utf-8")
        return path
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    places = [at for at, line in enumerate(lines, 1) if line.strip() == block.below]
    assert len(places) == 1, f"{block.file}: {block.below!r} stands there {len(places)} times"
    lines.insert(places[0], block.words)
    path.write_text("".join(lines), encoding="utf-8")
    return path


def next_number(root: Path) -> str:
    numbers = [int(path.name[:4]) for path in (root / "outreach" / "records" / "migrations").glob("[0-9]*.py")]
    return f"{max(numbers) + 1:04d}"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The program and its tests, to be changed."""
    for name in ("outreach", "tests"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "data"))
    for name in ("resources", "docs"):
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_each_recipe_is_there_and_tests_what_it_makes() -> None:
    text = PAGE.read_text(encoding="utf-8")
    parts = dict(re.findall(r"^### Add an? (.+?)$(.*?)(?=^##)", text, re.MULTILINE | re.DOTALL))
    assert list(parts) == RECIPES
    for name, part in parts.items():
        assert text.count("```python") == len(blocks(text)), "a block that no recipe applies"
        assert any(block.file.startswith("tests/") for block in blocks(part)), name


def test_a_recipe_followed_ends_in_a_green_test(copy: Path) -> None:
    files = [follow(block, copy) for block in blocks(PAGE.read_text(encoding="utf-8"))]
    made = sorted({str(file.relative_to(copy)) for file in files})
    house = [
        [sys.executable, "-m", "ruff", *how, *made] for how in (["check", "-q", "--fix"], ["format", "--check", "-q"])
    ]
    tests = [name for name in made if name.startswith("tests/") and not (ROOT / name).exists()] + list(TOLD_OF_THEM)
    words = ["-n", "0", "-q", "-p", "no:cacheprovider", "--basetemp", str(copy / "temporary")]
    for command in (*house, [sys.executable, "-m", "pytest", *words, *tests]):
        done = subprocess.run(
            command, cwd=copy, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(tests)} passed" in done.stdout


def test_a_line_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "outreach" / "records" / "migrations").mkdir(parents=True)
    (tmp_path / "outreach" / "records" / "migrations" / "0001_first.py").write_text("")
    (tmp_path / "a.py").write_text("one\ntwo\n")
    with pytest.raises(AssertionError, match="stands there 0 times"):
        follow(Block("a.py", "three", "four\n"), tmp_path)
    follow(Block("a.py", "one", "half\n"), tmp_path)
    assert (tmp_path / "a.py").read_text() == "one\nhalf\ntwo\n"


def test_every_room_is_named() -> None:
    rooms = {path.name for path in (ROOT / "outreach").iterdir() if (path / "__init__.py").exists()}
    assert set(re.findall(r"^\| `(\w+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)) == rooms


def test_every_module_it_names_is_there() -> None:
    text = PAGE.read_text(encoding="utf-8").partition("## Recipes")[0]
    for room, named in re.findall(r"^\| `(\w+)` \|.*\| ([^|]+) \|$", text, re.MULTILINE):
        for name in re.findall(r"`(\w+\.py)`", named):
            assert (ROOT / "outreach" / room / name).exists(), f"{room}/{name}"
    for path in re.findall(r"`((?:actions|machine|queries|records|ui)/\w+\.py)`", text):
        assert (ROOT / "outreach" / path).exists(), path
