"""What IT has set is said beside its value and cannot be changed here; one's own choices are kept."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from outreach.actions.accounts import Unlocked
from outreach.actions.rights import NEEDED
from outreach.languages.spoken import speak
from outreach.records.accounts import Role
from outreach.ui.backups import desk_backups
from outreach.ui.desk import Desk
from outreach.ui.locking import Locking
from outreach.ui.own import LOCK
from outreach.ui.pages.reports import ReportsPage
from outreach.ui.pages.settings import DEEDS, MAKERS, SettingsPage
from outreach.ui.pages.settings_backups import BackupsPart
from outreach.ui.pages.settings_machine import MachinePart
from outreach.ui.pages.settings_retention import RetentionPart
from tests.ui.conftest import free, show

FIXED = """[fixed]
lock_after_minutes = 5
backup_folder = "/srv/copies"
[fixed.retention]
people = 7
[suggested]
language = "es"
"""


@pytest.fixture
def page(desk: Desk, settled: Callable[[Desk], None], qtbot: QtBot) -> Iterator[SettingsPage]:
    made = SettingsPage(desk)
    show(qtbot, made)
    made.come_forward()
    settled(desk)
    yield made
    free(made)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "outreach.toml"
    monkeypatch.setenv("OUTREACH_CONFIG", str(place))
    place.write_text(FIXED)
    return place


def words(part: QWidget) -> list[str]:
    QApplication.processEvents()  # what was just put on the page shows in the next round
    return [one.text() for one in part.findChildren(QLabel) if not one.isHidden()]


def test_what_is_fixed_is_locked_and_says_who_set_it(
    file: Path, page: SettingsPage, desk: Desk, settings: QSettings, settled: Callable[[Desk], None]
) -> None:
    page.show_record("This PC")
    part = page.findChild(MachinePart)
    assert part is not None
    told = words(part)
    assert told.count("Set by your IT department") == 3
    assert "forgotten after 7 years" in told
    assert "Suggested by your IT department" in told
    assert f"The file is {file}." in told
    assert not part.form.control("lock").isEnabled()
    assert part.form.control("language").isEnabled()
    part.form.fill(language="en")
    part.form.submit.click()
    assert "Chosen here" in words(part)
    assert settings.value(LOCK) is None
    assert desk_backups(desk).folder == "/srv/copies"
    assert not page.part("Backups", BackupsPart).choose.isEnabled()
    desk_backups(desk).choose("/elsewhere")
    assert desk_backups(desk).folder == "/srv/copies"
    page.show_record("Retention")
    settled(desk)
    retention = page.findChild(RetentionPart)
    assert retention is not None
    rules = retention.rules
    assert (rules.count("people"), rules.control("people").isEnabled()) == (7, False)
    assert rules.control("concerns").isEnabled()
    assert "Set by your IT department." in words(rules)


def test_ones_own_choices_count_until_it_sets_them(
    file: Path, page: SettingsPage, desk: Desk, settings: QSettings
) -> None:
    file.write_text("[fixed]\nlanguages = 'es'\n")
    page.show_record("This PC")
    part = page.findChild(MachinePart)
    assert part is not None
    assert any("line 2: “languages” is not a setting" in told for told in words(part))
    part.form.fill(lock=45)
    part.form.submit.click()
    assert settings.value(LOCK) is None
    assert "at the latest" in desk.messages.said[-1].text
    part.form.fill(lock=12, language="es")
    part.form.submit.click()
    locking = Locking(desk, page.parts)
    assert locking.minutes() == 12
    reports = ReportsPage(desk)
    assert reports.form.order().choice.language == "es"
    free(reports, locking)


def test_an_officer_is_told_beforehand_what_is_not_theirs_to_change(page: SettingsPage) -> None:
    page.show_record("Retention")
    assert not page.whose.isVisible()
    page.desk.sign(Unlocked(replace(page.desk.actor, role=Role.OFFICER)))
    assert page.whose.text().startswith("Only an administrator may set these rules")
    page.show_record("Public records")
    assert page.whose.text() == "Only a supervisor may export public records."
    page.show_record("Logs")
    assert not page.whose.isVisible()
    assert set(DEEDS) <= set(MAKERS)
    assert {action for action, _ in DEEDS.values()} <= set(NEEDED)


def test_a_part_is_opened_by_its_english_name_in_every_language(qtbot: QtBot, desk: Desk) -> None:
    speak("es")
    made = SettingsPage(desk)
    show(qtbot, made)
    made.show_record("Backups")
    assert made.contents.currentItem().text() == "Copias de seguridad"
    assert isinstance(made.parts.currentWidget(), BackupsPart)
    made.show_record("Copias de seguridad de nadie")
    assert isinstance(made.parts.currentWidget(), BackupsPart)
    free(made)
