"""Field kits made and brought back by the command line."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from outreach.actions.field_kit import unlock_kit
from outreach.actions.signin import sign_in_name
from outreach.records.database import close_database, connection, open_database
from outreach.records.events import Event
from outreach.records.people import Person
from outreach.records.precinct import Precinct
from tests import given
from tests.cli.scripted import Run, Said, is_one_sentence


def test_a_kit_goes_out_and_comes_back(run: Run, west: str, tmp_path: Path) -> None:
    phrase = tmp_path / "phrase.txt"
    phrase.write_text("basement of the chapel\n")
    kit = str(tmp_path / "chapel.outreach-kit")
    open_database(west)
    with connection():
        officer, event = given.an_officer(Precinct.get()), Event.get()
        uid, person = str(event.uid), Person.get().id
    close_database()

    def with_phrase(option: str, *words: str) -> Said:
        with phrase.open() as file:
            return run(*(str(file.fileno()) if word == option else word for word in words))

    made = with_phrase("N", "--database", west, "kit", "make", kit, "--officer", officer.badge, "--event", uid,
                       "--kit-passphrase-from", "N")  # fmt: skip
    assert made.status == 0, made.err
    assert "1 event, 0 people, 0 open promises, until " in made.out
    unlocked = unlock_kit(kit, "basement of the chapel", datetime.now(UTC), "laptop 4")
    with connection():
        sign_in_name(unlocked.actor, Event.get().id, "Old Tom")
        assert Person.get_or_none(Person.id == person) is None
    close_database()
    back = ("--database", west, "kit", "bring-back", kit, "--kit-passphrase-from", "N")
    assert with_phrase("N", *back).out == "chapel: applied 1, so already 0, came back earlier 0, left out 0.\n"
    assert with_phrase("N", *back).out == "chapel: applied 0, so already 0, came back earlier 1, left out 0.\n"
    assert "changes that came back: 1, waiting for an answer: 0." in run("--database", west, "kit", "list").out
    asked = with_phrase("N", "--database", kit, "--passphrase-from", "N", "export", "events", "-o", "events.csv")
    assert asked.status == 0, asked.err
    figures = with_phrase("N", "--database", kit, "--passphrase-from", "N", "figures", "--from", "2019-01")
    assert figures.status == 1
    assert "a field kit holds a part of the records" in figures.err


@pytest.mark.parametrize(("words", "told"), [
    (["kit", "make", "x", "--officer", "101", "--until", "soon"], "'soon' is not a day"),
    (["kit", "bring-back", "nowhere.outreach-kit"], "no terminal to ask"),
])  # fmt: skip
def test_a_kit_that_cannot_be_is_one_sentence(run: Run, west: str, words: list[str], told: str) -> None:
    open_database(west)
    with connection():
        given.an_officer(Precinct.get())
    close_database()
    said = run("--database", west, *words)
    assert said.status == 1
    assert is_one_sentence(said.err)
    assert told in said.err
