"""A little of the torture, so that it goes on working; ``python -m tests.torture`` is the whole of it."""

from pathlib import Path

import pytest

from tests.torture import bytes_flipped, fuzzing, killing, secrets_planted

SEED = 2019


def test_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    counts = killing.run(tmp_path, kills=5, seed=SEED)
    assert counts == {"kills": 5, "lost": 0, "half_events": 0, "unreadable": 0}


def test_a_lost_event_would_be_found(tmp_path: Path) -> None:
    killing.make_precinct(tmp_path / "west.outreach")
    assert killing.damage("record", tmp_path / "west.outreach", acknowledged=3)["lost"] == 3


def test_flipped_bytes_give_no_wrong_figure(tmp_path: Path) -> None:
    assert bytes_flipped.run(tmp_path, flips=4, seed=SEED) == {"byte_flips": 4, "silent_wrong": 0}


def test_planted_secrets_are_in_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets_planted, "SECRETS", 3)
    assert secrets_planted.run(tmp_path) == {"planted": 9, "planted_found": 0}


def test_wild_input_is_told_or_taken(tmp_path: Path) -> None:
    counts = fuzzing.run(tmp_path, cases=40, chosen=SEED)
    assert counts["crashes"] == 0
    assert counts["fuzz_cases"] >= 200
