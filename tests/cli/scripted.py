"""A command as a script sees it: what is printed, where, and with which exit status."""

import sys
from dataclasses import dataclass

import pytest

from outreach.actions.change import Actor
from outreach.actions.people import PersonDetails, add_person
from outreach.cli import main
from outreach.records.database import close_database, connection, open_database
from outreach.records.precinct import Precinct


@dataclass(frozen=True)
class Said:
    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Run:
    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch

    def __call__(self, *words: str) -> Said:
        self.monkeypatch.setattr(sys, "argv", ["main.py", *words])
        self.capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        told = self.capsys.readouterr()
        status = ended.value.code
        return Said(status if isinstance(status, int) else 0, told.out, told.err)


def is_one_sentence(text: str) -> bool:
    return text.endswith(".\n") and text.count("\n") == 1 and "Traceback" not in text


def with_a_change(location: str) -> None:
    open_database(location)
    with connection():
        add_person(Actor("R. Sample"), Precinct.get().id, PersonDetails("Amber", "Thornquist"))
    close_database()
