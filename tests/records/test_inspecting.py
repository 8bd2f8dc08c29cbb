"""Looking whether a file is sound may be stopped, and whoever stops it is not told that the file is damaged."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from outreach.records import inspecting
from outreach.records.encryption import opened_file
from outreach.records.inspecting import inspect_file


class GivenUpError(Exception):
    """Whoever waits does not want the verdict any more."""


@pytest.fixture(autouse=True)
def asked_at_each_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file has few steps."""
    monkeypatch.setattr(inspecting, "_STEPS_BETWEEN", 1)
    monkeypatch.setattr(inspecting, "_ASKED_EVERY_SECONDS", 0.0)


@pytest.mark.parametrize("stop", [GivenUpError, KeyboardInterrupt])
def test_what_stops_it_comes_out_as_it_is(template_file: Path, stop: type[BaseException]) -> None:
    def ask() -> None:
        raise stop

    with pytest.raises(stop):
        inspect_file(template_file, ask=ask)


def test_ctrl_c_between_two_answers_is_no_damage(template_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library drops what is raised when it calls, before the first line of what it calls is reached."""

    class Interrupted:
        def __init__(self, opened: Any) -> None:
            self.execute = opened.execute
            self._opened = opened

        def set_progress_handler(self, _answer: Callable[[], bool], steps: int) -> None:
            def interrupted() -> bool:
                raise KeyboardInterrupt

            self._opened.set_progress_handler(interrupted, steps)

    @contextmanager
    def opened_and_interrupted(path: Path, key: bytes | None, *, read_only: bool) -> Iterator[Interrupted]:
        with opened_file(path, key, read_only=read_only) as opened:
            yield Interrupted(opened)

    monkeypatch.setattr(inspecting, "opened_file", opened_and_interrupted)
    with pytest.raises(KeyboardInterrupt):
        inspect_file(template_file)
