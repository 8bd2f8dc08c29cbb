"""A field kit that is not brought back: damaged, tampered with, or of somebody else."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from outreach.actions import signin
from outreach.actions.bring_back import bring_back
from outreach.actions.field_kit import KitDetails, make_kit
from outreach.actions.rights import ElsewhereError
from outreach.errors import OutreachError
from outreach.queries.kit_contents import KitChoice
from outreach.records.events import Attendance
from outreach.records.kits import KitEntry
from outreach.records.precinct import Precinct
from tests import given
from tests.actions.field_kits.both_sides import BY, NOON, PHRASE, at, back, counts, in_kit


def test_a_kit_of_another_precinct_than_hers_is_neither_made_nor_brought_back(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        signin.sign_in_name(by, west.meeting, "Old Tom")
    with at(home):
        north = given.a_precinct("North Precinct")
        choice = KitChoice(NOON.date(), date(2019, 2, 1), neighborhoods=(west.ensley,))
        details = KitDetails("Ensley", west.officer, NOON + timedelta(days=14))
        with pytest.raises(ElsewhereError):
            make_kit(replace(BY, precinct=north.id), west.own, choice, details, PHRASE, kit.with_name("theirs"), NOON)
        assert list(kit.parent.glob("theirs*")) == []
        lines = Attendance.select().count()
        with pytest.raises(ElsewhereError, match="another precinct than yours, so nothing was written"):
            bring_back(replace(BY, precinct=north.id), kit, PHRASE)
        assert (Attendance.select().count(), KitEntry.select().count()) == (lines, 0)
        assert counts(bring_back(replace(BY, precinct=west.own), kit, PHRASE)) == (1, 0, 0, 0)


def test_a_kit_of_another_precinct_is_refused(kit: Path, template_file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.outreach"
    other.write_bytes(template_file.read_bytes())
    with at(str(other)), pytest.raises(OutreachError, match=r"a field kit of other records \(Ensley one\)"):
        bring_back(BY, kit, PHRASE)


def test_a_damaged_kit_is_one_sentence(home: str, kit: Path) -> None:
    content = bytearray(kit.read_bytes())
    content[len(content) // 2] ^= 1
    damaged = kit.with_name("damaged.outreach-kit")
    damaged.write_bytes(content)
    cuts = [kit.with_name(f"cut-{left}.outreach-kit") for left in (0, 5, 10)]
    for left, cut in zip((0, 5, 10), cuts, strict=True):
        cut.write_bytes(kit.read_bytes()[:left])
    with at(home):
        with pytest.raises(OutreachError, match="damaged"):
            bring_back(BY, damaged, PHRASE)
        for path in (*cuts, kit.with_name("nowhere.outreach-kit")):
            with pytest.raises(OutreachError, match=r"damaged|cannot be read"):
                bring_back(BY, path, PHRASE)
        assert KitEntry.select().count() == 0


@pytest.mark.parametrize("statement", [
    "UPDATE audit_payload SET payload = replace(payload, 'Old Tom', 'Old Rex')",
    "DELETE FROM audit_payload WHERE entry_id > 1",
    "UPDATE audit_entry SET actor = 'Somebody' WHERE id > 1",
])  # fmt: skip
def test_a_kit_that_was_tampered_with_brings_nothing_back(home: str, kit: Path, west: Any, statement: str) -> None:
    with in_kit(kit) as by:
        signin.sign_in_name(by, west.meeting, "Old Tom")
        records = Precinct._meta.database
        guards = records.execute_sql("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'audit%'")
        for (guard,) in guards.fetchall():
            records.execute_sql(f'DROP TRIGGER "{guard}"')
        records.execute_sql(statement)
    with at(home):
        with pytest.raises(OutreachError, match="not as it was written"):
            bring_back(BY, kit, PHRASE)
        assert not Attendance.select().where(Attendance.event == west.meeting).exists()


def test_a_kit_whose_brought_back_past_was_rewritten_is_refused(home: str, kit: Path, west: Any) -> None:
    saved = kit.read_bytes()
    with in_kit(kit) as by:
        signin.sign_in_name(by, west.meeting, "Old Tom")
    back(home, kit)
    kit.write_bytes(saved)
    with in_kit(kit) as by:
        signin.sign_in_name(by, west.meeting, "Another past")
    with at(home), pytest.raises(OutreachError, match="not as it was written"):
        bring_back(BY, kit, PHRASE)
