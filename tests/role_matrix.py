"""Who may do what, as a table. ``docs/roles.md`` keeps what not everybody may; ``--every`` prints every action.

``uv run python -m tests.role_matrix`` prints it. The rows are the actions that ``tests/actions/test_role_matrix.py``
calls as every role, and the deeds beside them that the rights name.
"""

import sys
from collections.abc import Iterable

from outreach.actions.rights import NEEDED, RANK, may, may_read_confidential
from outreach.records.accounts import Role
from tests.actions.every_action import ACTIONS

HEADING = """# Who may do what

Written by `uv run python -m tests.role_matrix > docs/roles.md`; a test holds it to the rights that every action
asks, and another calls every action as every role. Without accounts everybody may do everything. An attempt
without right is told in the audit trail.

"""

type Row = tuple[str, tuple[bool, ...]]


def rows(deeds: Iterable[str]) -> list[Row]:
    """Each deed in words, and which roles may do it, from the officer up."""
    told = [(deed.replace("_", " "), tuple(may(role, deed) for role in RANK)) for deed in deeds]
    return sorted(told, key=lambda row: (sum(row[1]), row[0]))


def table(*, every: bool = False) -> str:
    """The table as Markdown: what not everybody may, or every action."""
    told = rows({name.partition(".")[2] for name in ACTIONS} | set(NEEDED) if every else NEEDED)
    told.append(("read confidential words and persons", tuple(may_read_confidential(role) for role in RANK)))
    if not every:
        told.append(("everything else", (True,) * len(RANK)))
    lines = [f"| | {' | '.join(Role(role).value for role in RANK)} |", f"|---|{'---|' * len(RANK)}"]
    lines += [f"| {deed} | {' | '.join('yes' if can else '–' for can in allowed)} |" for deed, allowed in told]
    return HEADING + "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(table(every="--every" in sys.argv))
