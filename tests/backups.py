"""A backup as tests want one: taken and verified at once."""

from datetime import datetime
from pathlib import Path

from outreach.records.backup import Backup, take_backup, verify_backup


def back_up(folder: Path, at: datetime, key: bytes | None = None) -> Backup:
    """Take a backup of the open database and verify it: the verified one, with the time zone it was taken in."""
    taken = take_backup(folder, at, key)
    made = verify_backup(taken.path, key)
    return Backup(made.path, taken.taken_at, made.holdings)
