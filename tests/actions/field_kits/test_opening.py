"""A field kit is opened on the laptop, by its passphrase and until it expires."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from outreach.actions import signin
from outreach.actions.accounts import Unlocked
from outreach.actions.bring_back import bring_back
from outreach.actions.change import Actor
from outreach.actions.field_kit import KitDetails, make_kit, unlock_kit, unlock_kit_again
from outreach.errors import OutreachError
from outreach.queries.kit_contents import KitChoice
from outreach.records.accounts import Role
from outreach.records.audit import AuditEntry
from outreach.records.database import close_database, connection
from outreach.records.kit_file import opened_kit
from outreach.records.kits import FieldKit
from tests.actions.field_kits.both_sides import BY, LAPTOP, MEETING, NOON, PHRASE, at, back, counts, in_kit


def test_a_wrong_passphrase_is_one_sentence(home: str, kit: Path) -> None:
    close_database()
    with pytest.raises(OutreachError, match=r"does not open the field kit one\.outreach-kit"):
        unlock_kit(str(kit), "quiet river stones", NOON, LAPTOP)
    with at(home), pytest.raises(OutreachError, match="does not open the field kit"):
        bring_back(BY, kit, "quiet river stones")


def test_an_expired_kit_is_not_opened_and_still_comes_back(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        signin.sign_in_name(by, west.meeting, "Old Tom")
    with pytest.raises(OutreachError, match="expired on January 29, 2019: bring it back"):
        unlock_kit(str(kit), PHRASE, NOON + timedelta(days=14), LAPTOP)
    unlocked = unlock_kit(str(kit), PHRASE, NOON, LAPTOP)
    with connection(), pytest.raises(OutreachError, match="has expired"):
        signin.sign_in_name(unlocked.actor, west.meeting, "Too late")
    assert counts(back(home, kit)) == (1, 0, 0, 0)


def test_the_officer_may_in_a_kit_what_she_may_at_the_precinct(home: str, west: Any, tmp_path: Path) -> None:
    path = tmp_path / "one.outreach-kit"
    details = KitDetails("Ensley", west.officer, NOON + timedelta(days=14))
    with at(home):
        by = Actor("Chief", role=Role.SUPERVISOR)
        make_kit(
            by, west.own, KitChoice(NOON.date(), MEETING, neighborhoods=(west.ensley,)), details, PHRASE, path, NOON
        )
    unlocked: Unlocked = unlock_kit(str(path), PHRASE, NOON, LAPTOP)
    assert (unlocked.actor.role, unlocked.actor.name) == (Role.OFFICER, "R. Sample")
    with opened_kit(path, PHRASE) as opened:
        assert opened.kit.name == "Ensley"


def test_a_database_without_a_kit_in_it_is_none(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit):
        FieldKit.delete().execute()
    with pytest.raises(OutreachError, match="is a database, but not a field kit: choose another file"):
        unlock_kit(str(kit), PHRASE, NOON, LAPTOP)
    with at(home), pytest.raises(OutreachError, match=r"one\.outreach-kit is a database, but not a field kit"):
        bring_back(BY, kit, PHRASE)


def test_the_window_of_a_kit_is_unlocked_by_its_passphrase_until_it_expires(kit: Path) -> None:
    unlocked = unlock_kit(str(kit), PHRASE, NOON, LAPTOP)
    assert unlock_kit_again(unlocked, str(kit), PHRASE, NOON) == unlocked
    with connection():
        assert AuditEntry.select().order_by(AuditEntry.id.desc()).get().action == "unlocked the field kit"
    with pytest.raises(OutreachError, match="does not open the field kit"):
        unlock_kit_again(unlocked, str(kit), "quiet river stones", NOON)
    with pytest.raises(OutreachError, match="expired on January 29, 2019"):
        unlock_kit_again(unlocked, str(kit), PHRASE, NOON + timedelta(days=14))
