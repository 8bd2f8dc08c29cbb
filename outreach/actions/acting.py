"""Who acts, and what an action touched: all that the window must know of actions before the first of them is done."""

import platform
from collections.abc import Sequence
from datetime import datetime

from outreach.records.accounts import Role
from outreach.records.audit import NEVER_TAKEN_BACK, Signature
from outreach.records.told import Subjects
from outreach.values import frozen

NOBODY = "Nobody chosen"
"""Who acts where nobody has said who works there. The trail keeps it in English, whatever is spoken."""


@frozen
class Actor:
    """Who acts: the officer's or account's name as the audit trail shows it, and the numbers behind it.

    ``role`` is None where there are no accounts; everybody may then do everything. ``until`` is when somebody who works
    in a field kit may record no more. ``precinct`` is the only one whose records she may write and look at; None: all.
    """

    name: str
    officer_id: int | None = None
    account_id: int | None = None
    workstation: str = platform.node() or "unnamed"
    role: Role | None = None
    until: datetime | None = None
    precinct: int | None = None

    @property
    def sees(self) -> tuple[int, ...] | None:
        """The precincts whose records she may look at; None: all."""
        return None if self.precinct is None else (self.precinct,)

    def signature(self) -> Signature:
        """The actor as an audit entry signs."""
        return Signature(self.name, self.workstation, self.officer_id, self.account_id)


@frozen
class Changes:
    """What an action touched: ``(table, key)`` pairs in the order of the work, and the audit entry that tells it.

    ``entry`` is None when there was nothing to change.
    """

    action: str
    entry: int | None
    touched: Sequence[tuple[str, int]]

    @property
    def may_be_undone(self) -> bool:
        """Whether it is a step that undo takes back: something changed, and it is nothing that stays for good."""
        return self.entry is not None and self.action not in NEVER_TAKEN_BACK

    @property
    def kinds(self) -> frozenset[str]:
        """The tables that were touched, by name, such as ``event`` or ``follow_up``."""
        touched = self.touched
        return frozenset(touched.tables() if isinstance(touched, Subjects) else (table for table, _ in touched))

    def ids(self, kind: str) -> tuple[int, ...]:
        """The keys touched in one table, in order."""
        return tuple(key for table, key in self.touched if table == kind)

    def only_id(self, kind: str) -> int:
        """The key of the one record of a kind that the action was about: the first one touched."""
        return self.ids(kind)[0]
