"""What is set aside of long files comes back whole, and tells marks apart."""

import errno
import marshal
import zlib
from pathlib import Path
from typing import Any

import pytest

from outreach.errors import OutreachError
from outreach.exchange import signed_once
from outreach.exchange.set_aside import SetAside
from outreach.exchange.signed_once import SignedOnce, line_mark, person_mark
from outreach.records import marks as marking
from outreach.records.marks import Marks
from outreach.records.scratch import Scratch


def test_what_is_set_aside_comes_back_in_order_and_by_its_place() -> None:
    aside = SetAside[tuple[int, str | None]](lambda item: item, tuple)
    items = [(at, None if at % 3 else f"Ünal {at}") for at in range(4_500)]
    for item in items:
        aside.append(item)
    assert (len(aside), list(aside)) == (len(items), items)
    assert [aside[at] for at in (0, 1_999, 2_000, 4_499)] == [items[at] for at in (0, 1_999, 2_000, 4_499)]
    assert (list(SetAside[str]()), len(SetAside[str]())) == ([], 0)


def test_marks_keep_the_first_number_and_count_what_is_left() -> None:
    marks = Marks()
    for at in range(5_000):
        assert marks.setdefault((at % 2_500, f"a{at % 2_500}"), at) == at % 2_500
    assert (len(marks), marks.get((7, "a7")), marks.get((7, "a8"))) == (2_500, 7, None)
    left = Marks()
    for word in ("walk", "walk", "vigil"):
        left.add(word)
    taken = [left.take(word) for word in ("walk", "walk", "walk", "vigil", "march")]
    assert taken == [True, True, False, True, False]


def test_marks_that_went_to_the_disk_are_told_apart_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marking, "_LARGEST", 1 << 11)
    marks = Marks()
    for at in range(9_000):
        assert marks.setdefault(("walk", at), at) == at
    assert [marks.setdefault(("walk", at), 0) for at in range(9_000)] == list(range(9_000))
    assert (len(marks), marks.get(("walk", 17)), marks.get(("walk", 8_999))) == (9_000, 17, 8_999)
    assert marks.get("walk") is None
    counted = Marks()
    for at in range(9_000):
        counted.add(("vigil", at // 2))
    took = [counted.take(("vigil", at)) for _ in range(3) for at in range(0, 4_500, 9)]
    assert (took.count(True), took.index(False)) == (1_000, 1_000)


def test_nothing_readable_is_on_the_disk_and_it_is_gone_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Any] = []

    def file(**_: object) -> Any:
        made.append((tmp_path / f"{len(made)}").open("w+b", buffering=0))
        return made[-1]

    monkeypatch.setattr("outreach.records.scratch.tempfile.TemporaryFile", file)
    aside = SetAside[str]()
    for at in range(4_000):
        aside.append(f"Opal Ferncastle {at}")
    blocks = Scratch()
    assert [blocks[blocks.append(b"Opal Ferncastle")] for _ in range(2)] == [b"Opal Ferncastle"] * 2
    whole = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert len(whole) > 1_000
    assert b"Ferncastle" not in whole
    assert zlib.compress(marshal.dumps(list(aside)[:2_000]), 1) not in whole
    del aside, blocks
    assert [one.closed for one in made] == [True, True]


def test_a_full_disk_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> Any:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("outreach.records.scratch.tempfile.TemporaryFile", full)
    with pytest.raises(OutreachError, match=r"no room on the disk .*No space left on device"):
        Scratch().append(b"Opal Ferncastle")


def test_who_signed_is_told_apart_as_before_when_there_are_more_than_are_kept_at_hand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(signed_once, "_MOST_AT_HAND", 50)
    once = SignedOnce()
    marks = [person_mark(event, person) for event in (3, -1) for person in range(100)]
    met = [once.add_new(marks[at : at + 20], range(at, at + 20)) for at in range(0, 200, 20)]
    assert met == [20] * 10
    assert [once.first(mark, 999) for mark in (marks[7], marks[150], line_mark(3, 1, 7))] == [7, 150, None]
    assert once.add_new([person_mark(4, 1), person_mark(4, 2), marks[3]], [1, 2, 3]) == 2
    assert once.first(line_mark(3, 1, 7), 1_000) == 999


def test_of_marks_that_repeat_those_before_them_are_taken_and_it_is_told_where_each_was_first() -> None:
    once = SignedOnce()
    marks = [person_mark(1, person) for person in range(9)]
    assert once.add_new(marks[:3], range(3)) == 3
    assert once.add_new([marks[3], marks[1], marks[4]], range(3, 6)) == 1
    assert once.add_new([marks[4], marks[4], marks[5]], range(6, 9)) == 1
    assert once.add_new(marks[5:7], range(9, 11)) == 2
    assert [once.first(mark, 99) for mark in marks] == [0, 1, 2, 3, 6, 9, 10, None, None]
    assert once.add_new([marks[8], marks[0]], range(11, 13)) == 0
    assert once.first(marks[7], 100) == 99
