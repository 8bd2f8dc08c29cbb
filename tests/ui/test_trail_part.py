"""The audit trail in the settings: filtered, read on, checked, taken out, and closed to officers."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex
from pytestqt.qtbot import QtBot

from outreach.actions.change import tell
from outreach.actions.neighborhoods import NeighborhoodDetails, add_neighborhood, edit_neighborhood
from outreach.languages.spoken import speak
from outreach.records.accounts import Role
from outreach.records.base import database
from outreach.ui.desk import Desk
from outreach.ui.pages.settings_trail import NOT_ALLOWED, PAGE_ROWS, TrailPart
from outreach.ui.pages.trail_words import said
from tests.ui.conftest import free, show


@pytest.fixture
def part(qtbot: QtBot, desk: Desk, precinct: int, settled: Callable[[Desk], None]) -> TrailPart:
    made = TrailPart(desk)
    made.resize(900, 600)
    show(qtbot, made)
    settled(desk)
    return made


def actions(part: TrailPart) -> list[str]:
    return [line.action for line in part.model.rows]


def test_it_is_filtered_by_who_what_and_record(
    part: TrailPart, desk: Desk, precinct: int, settled: Callable[[Desk], None]
) -> None:
    other = replace(desk.actor, name="D. Example", workstation="desk 2")
    area = add_neighborhood(other, precinct, NeighborhoodDetails("Ensley")).only_id("neighborhood")
    add_neighborhood(desk.actor, precinct, NeighborhoodDetails("Wylam"))
    edit_neighborhood(desk.actor, area, 1, NeighborhoodDetails("Ensley", community="West"))
    part.hide()
    part.show()
    settled(desk)
    assert actions(part)[:3] == ["edit_neighborhood", "add_neighborhood", "add_neighborhood"]
    assert "community: nothing → West" in part.detail.text()
    part.actor.choose("D. Example")
    part.actor.chosen.emit()
    settled(desk)
    assert actions(part) == ["add_neighborhood"]
    part.actor.choose("")
    part.kind.choose("neighborhood")
    part.kind.chosen.emit()
    assert part.key.isEnabled()
    part.key.setText(str(area))
    part.key.editingFinished.emit()
    settled(desk)
    assert actions(part) == ["edit_neighborhood", "add_neighborhood"]
    free(part)


def test_a_small_window_still_tells_who(part: TrailPart) -> None:
    part.resize(776, 560)  # what a window of 1280 by 720 leaves it
    header = part.table.horizontalHeader()
    assert [column.title for column in part.model.columns] == ["When", "Who", "What"]
    assert [header.isSectionHidden(at) for at in range(3)] == [False, False, False]
    free(part)


def test_a_long_trail_is_read_on_as_one_scrolls(part: TrailPart, desk: Desk, settled: Callable[[Desk], None]) -> None:
    for number in range(PAGE_ROWS + 20):
        tell(desk.actor, f"signed in {number}")
    part.read()
    settled(desk)
    assert len(part.model.rows) == PAGE_ROWS
    part.model.fetchMore(QModelIndex())
    settled(desk)
    numbers = [line.id for line in part.model.rows]
    assert numbers == list(range(numbers[0], 0, -1))
    assert not part.model.canFetchMore(QModelIndex())
    free(part)


def test_it_is_checked_and_taken_out(
    part: TrailPart, desk: Desk, tmp_path: Path, settled: Callable[[Desk], None]
) -> None:
    part.check.click()
    settled(desk)
    assert part.verdict.text() == "The audit trail is whole."
    part.export_to(tmp_path / "trail.csv")
    settled(desk)
    assert "set_up_precinct" in (tmp_path / "trail.csv").read_text("utf-8-sig")
    for (name,) in database.execute_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        database.execute_sql(f"DROP TRIGGER {name}")
    database.execute_sql("UPDATE audit_entry SET actor = 'X. Other' WHERE id = 1")
    part.check.click()
    settled(desk)
    assert "Entry 1 was changed after it was written." in part.verdict.text()
    free(part)


def test_an_officer_is_shown_none_of_it(qtbot: QtBot, desk: Desk, settled: Callable[[Desk], None]) -> None:
    desk.actor = replace(desk.actor, role=Role.OFFICER)
    made = TrailPart(desk)
    show(qtbot, made)
    settled(desk)
    assert made.words.text() == NOT_ALLOWED
    assert not made.table.isVisible()
    assert actions(made) == []
    free(made)


@pytest.mark.parametrize(
    ("action", "english", "spanish"),
    [
        ("add_person", "Add person", "Agregar una persona"),
        ("refused: undo of set_retention", "Refused: undo of set retention",
         "No se permitió: deshacer (cambiar la conservación)"),
        ("wrong recovery key given 5 times", "Wrong recovery key given 5 times",
         "Dio 5 veces mal: clave de recuperación"),
        ("restored the backup a{b}.zip into pg://c", "Restored the backup a{b}.zip into pg://c",
         "Restauró la copia de seguridad a{b}.zip en pg://c"),
        ("nobody knows {this}", "Nobody knows {this}", "Nobody knows {this}"),
    ],
)  # fmt: skip
def test_what_was_told_is_said_in_the_language_spoken(action: str, english: str, spanish: str) -> None:
    assert said(action) == english
    speak("es")
    assert said(action) == spanish
