"""Which copies of a database are kept: fewer, the older they get. Backups and the copies before updates follow it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

DAILY, WEEKLY, MONTHLY = 7, 5, 12
"""How many days, weeks and months keep their newest copy."""

OLD_BACKUP = timedelta(days=2)
"""How long the last verified backup may lie back: a weekend."""


def kept_by_rotation(taken: Iterable[datetime]) -> set[datetime]:
    """Which of some copies to keep: the newest of each of the last 7 days, 5 weeks and 12 months that have any.

    The newest of all is always among them.
    """
    newest_first = sorted(taken, reverse=True)
    kept: set[datetime] = set()
    for period, how_many in (("%Y-%m-%d", DAILY), ("%G-%V", WEEKLY), ("%Y-%m", MONTHLY)):
        newest: dict[str, datetime] = {}
        for moment in newest_first:
            newest.setdefault(moment.strftime(period), moment)
        kept.update(list(newest.values())[:how_many])
    return kept
