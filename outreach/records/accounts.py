"""Who may sign in, and what somebody was typing."""

from datetime import datetime, timedelta
from enum import StrEnum

from peewee import BooleanField, DateTimeField, ForeignKeyField, TextField

from outreach.records.base import MainRecord, Record, not_blank, one_of
from outreach.records.precinct import Officer

UNUSED_AFTER = timedelta(days=90)
"""An account that nobody signed in to for so long is disabled until an administrator lets it in again."""


class Role(StrEnum):
    """What an account may do."""

    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"


class Account(MainRecord):
    """A sign-in. Instants are UTC; ``secret_hash`` is an encoded Argon2id hash.

    ``failed_at`` holds the wrong tries on a server since the last right one, as a JSON list of instants; ``enabled_at``
    is when an administrator let the account in again after it was disabled. Where ``everywhere`` is not set the account
    works in its officer's precinct alone, but for :attr:`works_everywhere`.
    """

    login = TextField(unique=True, constraints=[not_blank("login")])
    officer = ForeignKeyField(Officer, null=True, backref="accounts")
    role = TextField(constraints=[one_of("role", Role)])
    secret_hash = TextField(default="")
    active = BooleanField(default=True)
    everywhere = BooleanField(default=True)
    created_at = DateTimeField()
    last_signed_in_at = DateTimeField(null=True)
    enabled_at = DateTimeField(null=True)
    failed_at = TextField(null=True)
    locked_until = DateTimeField(null=True)

    @property
    def works_everywhere(self) -> bool:
        """Whether it may work in all precincts: so may an administrator, and whoever belongs to no officer."""
        return bool(self.everywhere or self.officer_id is None or self.role == Role.ADMINISTRATOR)

    def is_unused(self, at: datetime) -> bool:
        """Whether, at an instant (UTC), nobody signed in for 90 days since it was made or let in again."""
        known = (self.created_at, self.enabled_at, self.last_signed_in_at)
        return at - max(moment for moment in known if moment is not None) > UNUSED_AFTER


class Draft(Record):
    """What somebody has typed and not yet recorded, as JSON, under the key of the form it was typed into."""

    workstation = TextField()
    key = TextField(constraints=[not_blank("key")])
    payload = TextField()
    saved_at = DateTimeField()

    class Meta:
        indexes = ((("workstation", "key"), True),)
