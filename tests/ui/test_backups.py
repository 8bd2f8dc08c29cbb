from collections.abc import Callable
from pathlib import Path

from outreach.records.backup import backups
from outreach.ui.backups import EVERY_MS, FOLDER, BackupsPart, desk_backups
from outreach.ui.desk import Desk
from tests.ui.conftest import free


def test_a_verified_copy_goes_into_the_folder_that_was_set(
    desk: Desk, settled: Callable[[Desk], None], tmp_path: Path
) -> None:
    part = BackupsPart(desk)
    assert desk_backups(desk) is part.backups
    assert EVERY_MS == 4 * 3600 * 1000
    part.backups.take()
    settled(desk)
    assert backups(tmp_path / "copies", "precinct") == []
    desk.remember(FOLDER, str(tmp_path / "copies"))
    part.backups.take()
    settled(desk)
    assert len(backups(tmp_path / "copies", "precinct")) == 1
    assert "Last verified on" in part.state.text()
    free(part)
