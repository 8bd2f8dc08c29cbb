"""Who may sign in, and what somebody was typing."""

from enum import StrEnum

from peewee import BooleanField, DateTimeField, ForeignKeyField, IntegerField, TextField

from outreach.records.base import MainRecord, Record, at_least, not_blank, one_of
from outreach.records.precinct import Officer


class Role(StrEnum):
    """What an account may do."""

    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"


class Account(MainRecord):
    """A sign-in. Instants are UTC; ``secret_hash`` is an encoded Argon2id hash."""

    login = TextField(unique=True, constraints=[not_blank("login")])
    officer = ForeignKeyField(Officer, null=True, backref="accounts")
    role = TextField(constraints=[one_of("role", Role)])
    secret_hash = TextField(default="")
    active = BooleanField(default=True)
    created_at = DateTimeField()
    last_signed_in_at = DateTimeField(null=True)
    failed_tries = IntegerField(default=0, constraints=[at_least("failed_tries", 0)])
    locked_until = DateTimeField(null=True)


class Draft(Record):
    """What somebody has typed and not yet recorded, as JSON, under the key of the form it was typed into."""

    workstation = TextField()
    key = TextField(constraints=[not_blank("key")])
    payload = TextField()
    saved_at = DateTimeField()

    class Meta:
        indexes = ((("workstation", "key"), True),)
