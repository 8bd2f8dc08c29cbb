"""Whatever is done at random in a field kit and at the precinct, the records are sound."""

import random
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from outreach.actions.bring_back import answer, leave_out_kit_change, questions_of
from outreach.actions.kit_asking import Asked, Keep, SameQuestion
from outreach.errors import OutreachError
from outreach.records.precinct import Precinct
from tests import given
from tests.actions.at_random import Desk, what_is_wrong
from tests.actions.field_kits.both_sides import BY, a_kit, at, back, in_kit, waiting


@pytest.mark.parametrize("seed", [2, 8, 9])
def test_whatever_is_done_on_both_sides_the_records_are_sound(home: str, west: Any, tmp_path: Path, seed: int) -> None:
    """Twice: at random, with whatever is asked answered at random, or left out where it cannot be answered."""
    chance = random.Random(seed)
    with at(home):
        own = Precinct.get()
        given.an_organization(own)
        given.a_measure_kind(own)
        for name in "ABC":
            given.a_person(own, name, "Ferncastle", neighborhood=west.ensley)
        kit = a_kit(west, tmp_path / "both sides.outreach-kit")
        before = what_is_wrong()
    for turn in range(2):
        with in_kit(kit) as by:
            there = Desk(10 * seed + turn, by)
            assert sum(there.work() for _ in range(20))
        with at(home):
            here = Desk(77 * seed + turn, BY)
            assert sum(here.work() for _ in range(20))
        back(home, kit)
        with at(home):
            for entry in waiting():
                decide(entry, chance)
            assert what_is_wrong() == before


def decide(entry: int, chance: random.Random) -> None:
    """Answer a change that waits at random; one that cannot be answered, or is decided by now, is left out or alone."""
    with suppress(OutreachError):
        reason, questions = questions_of(entry)
        if reason:
            leave_out_kit_change(BY, entry)
            return
        answers: dict[Asked, Keep | int] = {}
        for one in questions:
            keeps = [Keep.HERE, Keep.KIT]
            choices: list[Any] = [*dict(one.candidates), 0] if isinstance(one, SameQuestion) else keeps
            answers[one.about] = chance.choice(choices)
        answer(BY, entry, answers)
