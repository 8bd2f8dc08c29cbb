"""Who may do what. Asked by every action, so that no button, script or field kit gets around it."""

from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records.accounts import Role

RANK = {Role.OFFICER: 0, Role.SUPERVISOR: 1, Role.ADMINISTRATOR: 2}

NEEDED = {
    # A supervisor answers for other people's promises, for what leaves the house signed, and for who is who.
    "hand_over_many": Role.SUPERVISOR,
    "issue_report": Role.SUPERVISOR,
    "make_kit": Role.SUPERVISOR,
    "merge_people": Role.SUPERVISOR,
    "clear_crime_count": Role.SUPERVISOR,
    "set_crime_counts": Role.SUPERVISOR,
    "import_crime": Role.SUPERVISOR,
    "add_event_kind": Role.SUPERVISOR,
    "add_event_kinds": Role.SUPERVISOR,
    "edit_event_kind": Role.SUPERVISOR,
    "add_measure_kind": Role.SUPERVISOR,
    "edit_measure_kind": Role.SUPERVISOR,
    "edit_topic": Role.SUPERVISOR,
    "adopt_shift_plan": Role.SUPERVISOR,
    "edit_shift_plan": Role.SUPERVISOR,
    "withdraw_shift_plan": Role.SUPERVISOR,
    "export_archive": Role.SUPERVISOR,
    "export_public_records": Role.SUPERVISOR,
    "read_audit_trail": Role.SUPERVISOR,
    "export_audit_trail": Role.SUPERVISOR,
    # An administrator answers for the precinct itself, its accounts, and everything at once.
    "set_up_precinct": Role.ADMINISTRATOR,
    "edit_precinct": Role.ADMINISTRATOR,
    "add_officer": Role.ADMINISTRATOR,
    "add_officers": Role.ADMINISTRATOR,
    "edit_officer": Role.ADMINISTRATOR,
    "import_officers": Role.ADMINISTRATOR,
    "restore_archive": Role.ADMINISTRATOR,
    "restore_backup": Role.ADMINISTRATOR,
    "copy_records": Role.ADMINISTRATOR,
    "set_retention": Role.ADMINISTRATOR,
    "place_hold": Role.SUPERVISOR,
    "lift_hold": Role.ADMINISTRATOR,
    "purge": Role.ADMINISTRATOR,
    "trust_signer": Role.ADMINISTRATOR,
    "start_accounts": Role.ADMINISTRATOR,
    "add_account": Role.ADMINISTRATOR,
    "edit_account": Role.ADMINISTRATOR,
    "remove_account": Role.ADMINISTRATOR,
    "reset_passphrase": Role.ADMINISTRATOR,
    "release_account": Role.ADMINISTRATOR,
}
"""The least role that an action needs; any account may do what is not named here."""

OF_ALL_PRECINCTS = frozenset({"read_audit_trail", "export_audit_trail", "set_up_precinct", "back_up_server"})
"""What an account that works in one precinct may not do, whatever its role."""

ROLE_WORDS = {Role.SUPERVISOR: "a supervisor", Role.ADMINISTRATOR: "an administrator"}


class RightsError(OutreachError):
    """The account may not do this; that it was tried is told in the audit trail."""


class ElsewhereError(RightsError):
    """The account works in one precinct, and this belongs to another."""


class AccountChangedError(RightsError):
    """What the account may do is not any more what it was when somebody signed in with it."""


def may(role: Role | None, action: str) -> bool:
    """Whether a role may do an action. Without accounts (None) everybody may do everything."""
    needed = NEEDED.get(action, Role.OFFICER)
    return role is None or RANK[role] >= RANK[needed]


def may_read_confidential(role: Role | None) -> bool:
    """Whether a role may read confidential words: supervisors and administrators, and everybody without accounts."""
    return role is None or RANK[role] >= RANK[Role.SUPERVISOR]


def not_allowed(action: str) -> RightsError:
    """The fault to raise when a role may not do an action."""
    who = say(ROLE_WORDS[NEEDED[action]])
    return RightsError(say("Only {who} may do this, so nothing was written: ask one, or sign in as one.", who=who))
