"""A little of the torture, so that it goes on working; ``python -m tests.torture`` is the whole of it."""

from pathlib import Path

import psycopg
import pytest

from tests.torture import bytes_flipped, fuzzing, hindrances, killing, secrets_planted, serving

SEED = 2019


def test_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    counts = killing.run(tmp_path, kills=7, seed=SEED)
    assert counts == {"kills": 7, "lost": 0, "half_events": 0, "unreadable": 0}


def test_a_lost_event_would_be_found(tmp_path: Path) -> None:
    killing.make_precinct(tmp_path / "west.outreach")
    assert killing.damage("record", tmp_path / "west.outreach", acknowledged=3)["lost"] == 3


def test_a_server_and_its_desks_are_killed_and_nothing_is_lost_or_doubled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "SERVER_EVERY", 2)
    with serving.running() as (server, url):
        desks = serving.tormented(server, url, tmp_path, kills=2, seed=SEED)
        counts = serving.damage(url, desks)
        assert counts.pop("acknowledged") >= 4
        assert counts == {"lost": 0, "doubled": 0, "half_events": 0, "unreadable": 0, "crashes": 0}
        # What went wrong would be found.
        with psycopg.connect(url) as session:
            session.execute("UPDATE event SET title = 'Event 7' WHERE title = 'Event 1000000'")
            session.execute(
                "DELETE FROM head_count WHERE event_id = (SELECT max(id) FROM event WHERE source = 'torture')"
            )
        wrong = serving.missed(url, desks)
        assert (wrong["lost"], wrong["doubled"], wrong["half_events"]) == (1, 1, 1)


def test_what_hinders_is_told_and_nothing_lost(tmp_path: Path) -> None:
    counts = hindrances.run(tmp_path, held_seconds=())
    assert counts == {"hindrances": 2, "lost": 0, "half_events": 0, "unreadable": 0, "crashes": 0}


def test_flipped_bytes_give_no_wrong_figure(tmp_path: Path) -> None:
    assert bytes_flipped.run(tmp_path, flips=4, seed=SEED) == {"byte_flips": 8, "silent_wrong": 0}


def test_planted_secrets_are_in_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets_planted, "SECRETS", 3)
    assert secrets_planted.run(tmp_path) == {"planted": 9, "planted_found": 0}


def test_wild_input_is_told_or_taken(tmp_path: Path) -> None:
    counts = fuzzing.run(tmp_path, cases=40, chosen=SEED)
    assert counts["crashes"] == 0
    assert counts["fuzz_cases"] >= 200


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_secret_in_a_file_would_be_found(tmp_path: Path, encoding: str) -> None:
    name, _, _ = secrets_planted.secret(7)
    (tmp_path / "left.tmp").write_bytes(b"\x00" + f"about {name} in".encode(encoding))
    assert secrets_planted.found_in(tmp_path) == {f"left.tmp: {name}"}
