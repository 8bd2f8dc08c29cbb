"""Every public action as every role: done, or refused, told in the trail and without a trace in the records."""

from pathlib import Path

import pytest

from outreach.actions.change import Actor
from outreach.actions.rights import NEEDED, RANK, RightsError
from outreach.records.accounts import Role
from tests.actions.every_action import ACTIONS, World
from tests.role_matrix import table
from tests.trail import last_told

pytestmark = pytest.mark.usefixtures("store")

ACCOUNTS = {"start_accounts", "add_account", "edit_account", "remove_account", "reset_passphrase", "release_account"}
"""Named in the rights and held by the tests of accounts, which need a file of their own."""

OTHERS = {
    "restore_backup", "copy_records", "trust_signer", "purge", "export_archive", "export_public_records",
    "read_audit_trail", "export_audit_trail",
}  # fmt: skip
"""Named in the rights and held by tests of their own, which need more than one database."""

IMPORTS = {"import_crime", "import_officers"}
"""Named in the rights by the change that an import is told as."""

TOLD_AS = {"series.change_all": "change_series"}

BY_TWO = {"undo.undo", "checklists.start_checklist"}
"""Actions whose example takes another action first."""


def test_the_rights_name_only_actions_that_there_are() -> None:
    assert set(NEEDED) - ACCOUNTS - OTHERS - IMPORTS <= {name.partition(".")[2] for name in ACTIONS}


@pytest.mark.parametrize("role", Role)
def test_every_action_is_done_by_those_alone_who_may(role: Role, subtests: pytest.Subtests) -> None:
    actor = Actor("R. Sample", workstation="desk 2", role=role)
    for name, action in ACTIONS.items():
        if name in BY_TWO:
            continue
        with subtests.test(name):
            deed = name.partition(".")[2]
            world = World()
            if RANK[role] >= RANK[NEEDED.get(deed, Role.OFFICER)]:
                action(actor, world)
                assert last_told().action == TOLD_AS.get(name, deed)
                continue
            with pytest.raises(RightsError, match=r"^Only an? (supervisor|administrator) may do this"):
                action(actor, world)
            told = last_told()
            assert (told.action, told.rows) == (f"refused: {deed}", [])


def test_the_printed_matrix_is_the_one_that_holds() -> None:
    kept = Path(__file__).parents[2] / "docs" / "roles.md"
    assert kept.read_text("utf-8") == table(), "write it anew: uv run python -m tests.role_matrix > docs/roles.md"
