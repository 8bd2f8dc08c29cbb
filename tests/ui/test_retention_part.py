"""Retention and public records in the settings: rules, holds, the purge in two steps, and the file for the public."""

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from outreach.actions.retention import set_retention
from outreach.records.accounts import Role
from outreach.records.people import Person
from outreach.records.retention import FORGOTTEN, LegalHold, Retained, RetentionRule
from outreach.ui.desk import Desk
from outreach.ui.pages.settings_public_records import PublicRecordsPart
from outreach.ui.pages.settings_retention import RetentionPart
from outreach.ui.theme import Theme
from outreach.ui.widgets.fields import Stepper
from tests.conftest import Store
from tests.planted import SECRETS, Planted
from tests.ui.conftest import BY, free, show

LATER = date(2040, 1, 24)


@pytest.fixture
def planted(sqlite_store: Store) -> Planted:
    return Planted()


@pytest.fixture
def later(theme: Theme, settings: QSettings, planted: Planted) -> Iterator[Desk]:
    """A desk long after what was planted."""
    made = Desk(settings, planted.precinct, lambda: LATER)
    yield made
    made.close()
    free(made)


def shown_words(part: RetentionPart) -> str:
    return " ".join(one.text() for one in part.findChildren(QLabel))


def test_rules_are_kept_and_what_is_due_is_forgotten_in_two_steps(
    qtbot: QtBot, later: Desk, planted: Planted, settled: Callable[[Desk], None]
) -> None:
    part = RetentionPart(later)
    show(qtbot, part)
    settled(later)
    assert "No rule is set" in shown_words(part)
    assert not part.forget.isEnabled()
    part.rules.fill(people=5)
    part.rules.submit.click()
    settled(later)
    assert [(rule.kind, rule.years) for rule in RetentionRule.select()] == [("people", 5)]
    part.forget.click()
    assert part.forget.text() == "Forget it for good"
    assert Person.get_by_id(planted.kept_open).family_name != FORGOTTEN
    part.forget.click()
    settled(later)
    assert Person.get_by_id(planted.kept_open).family_name == FORGOTTEN
    assert Person.get_by_id(planted.person).family_name != FORGOTTEN, "she waits for a promise"
    assert not part.forget.isEnabled()
    free(part)


def test_a_hold_is_placed_and_lifted(
    qtbot: QtBot, later: Desk, planted: Planted, settled: Callable[[Desk], None]
) -> None:
    part = RetentionPart(later)
    show(qtbot, part)
    settled(later)
    part.hold.fill(kind="person", key=str(planted.person), reason="Subpoena 19-204")
    part.hold.submit.click()
    settled(later)
    assert [(hold.kind, hold.key) for hold in LegalHold.select()] == [("person", planted.person)]
    assert part.held.text() == "Legal holds in force"
    part.lift.click()
    settled(later)
    assert LegalHold.get().lifted_on == LATER
    assert part.held.text() == "No legal hold is in force"
    free(part)


def test_rules_being_typed_and_the_chosen_hold_stay_when_a_hold_is_placed(
    qtbot: QtBot, later: Desk, planted: Planted, settled: Callable[[Desk], None]
) -> None:
    part = RetentionPart(later)
    show(qtbot, part)
    settled(later)
    stepper = part.rules.control("people")
    assert isinstance(stepper, Stepper)
    qtbot.keyClicks(stepper.edit, "7")
    for reason in ("Subpoena 19-204", "Subpoena 19-205"):
        part.hold.fill(kind="person", key=str(planted.person), reason=reason)
        part.hold.submit.click()
        settled(later)
        part.holds.choose(0)
    assert part.rules.count("people") == 7
    chosen = part.holds.rows.rows[1]
    part.holds.choose(1)
    part.read()
    settled(later)
    assert part.holds.chosen() == chosen
    qtbot.keyClick(stepper.edit, Qt.Key.Key_Escape)
    settled(later)
    assert part.rules.count("people") is None
    assert part.rules.submit.isEnabled()
    later.actor = replace(later.actor, role=Role.SUPERVISOR)
    part.read()
    settled(later)
    controls = (part.rules.submit, part.hold.submit, part.lift, part.forget)
    assert [control.isEnabled() for control in controls] == [False, True, False, False]
    free(part)


def test_a_rule_that_another_desk_changed_is_refused_and_shown_and_others_stay_as_typed(
    qtbot: QtBot, later: Desk, planted: Planted, settled: Callable[[Desk], None]
) -> None:
    part = RetentionPart(later)
    show(qtbot, part)
    settled(later)
    people, files = part.rules.control("people"), part.rules.control("files")
    assert isinstance(people, Stepper)
    assert isinstance(files, Stepper)
    qtbot.keyClicks(people.edit, "7")
    qtbot.keyClicks(files.edit, "3")
    set_retention(BY, planted.precinct, {Retained.PEOPLE: 20, Retained.CONCERNS: 9})
    part.rules.submit.click()
    settled(later)
    assert "Somebody else changed this retention rule" in later.messages.said[-1].text
    assert (part.rules.count("people"), part.rules.count("files"), part.rules.count("concerns")) == (20, 3, 9)
    part.rules.submit.click()
    settled(later)
    kept = {rule.kind: rule.years for rule in RetentionRule.select()}
    assert kept == {"people": 20, "files": 3, "concerns": 9}
    free(part)


def test_public_records_go_out_with_a_list_of_what_was_removed(
    qtbot: QtBot, later: Desk, planted: Planted, tmp_path: Path, settled: Callable[[Desk], None]
) -> None:
    part = PublicRecordsPart(later)
    show(qtbot, part)
    settled(later)
    part.about.offer([("The meeting", planted.event)])
    part.about.choose(planted.event)
    part.export_to(tmp_path / "records.zip")
    settled(later)
    assert "confidential words" in part.told.text()
    with zipfile.ZipFile(tmp_path / "records.zip") as archive:
        content = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert [secret for secret in SECRETS if secret in content] == []
    free(part)
