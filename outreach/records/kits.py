"""Field kits: smaller precincts that went out in a file, and what came back from them.

The same tables stand in the precinct's own database and in a kit: there, one row of :class:`FieldKit` says that the
database *is* that kit.
"""

from enum import StrEnum

from peewee import BooleanField, DateTimeField, ForeignKeyField, IntegerField, TextField

from outreach.records.base import MainRecord, Record, not_blank, one_of
from outreach.records.precinct import Officer, Precinct

FIRST_KIT_KEY = 1_000_000_000
"""Rows made in a kit have keys from here on, which no precinct reaches: a key tells where its row was made."""


class BroughtBack(StrEnum):
    """What became of one entry of a kit's trail. TOLD changed no record: something was printed, or the kit opened."""

    TOLD = "told"
    APPLIED = "applied"
    SAME = "same"
    WAITING = "waiting"
    LEFT_OUT = "left out"


class FieldKit(MainRecord):
    """A kit that was made. Instants are UTC; ``role`` is what its officer may do, empty where there are no accounts.

    ``holds`` tells in words what it carried. ``last_hash`` is the hash of the kit's audit entry
    that was brought back last (``last_entry``): a kit whose trail does not go through it was tampered with.
    """

    precinct = ForeignKeyField(Precinct, backref="field_kits")
    name = TextField(constraints=[not_blank("name")])
    officer = ForeignKeyField(Officer, null=True, backref="field_kits")
    role = TextField(default="")
    made_at = DateTimeField()
    expires_at = DateTimeField()
    holds = TextField(default="")
    is_here = BooleanField(default=False)
    last_entry = IntegerField(default=0)
    last_hash = TextField(default="")


class KitEntry(Record):
    """One change made in a kit, by its number in the kit's audit trail, and what became of it here.

    While it waits for an answer, ``payload`` keeps the change as JSON and ``reason`` says why.
    """

    kit = ForeignKeyField(FieldKit, backref="entries")
    entry = IntegerField()
    action = TextField()
    actor = TextField()
    workstation = TextField(default="")
    recorded_at = TextField()
    state = TextField(constraints=[one_of("state", BroughtBack)])
    reason = TextField(default="")
    payload = TextField(default="")

    class Meta:
        indexes = ((("kit", "entry"), True),)


class KitKey(Record):
    """Which record here a record made in a kit is. ``table_name`` may also name a paper sheet that got a new number."""

    kit = ForeignKeyField(FieldKit, backref="keys")
    table_name = TextField()
    kit_key = IntegerField()
    home_key = IntegerField()

    class Meta:
        indexes = ((("kit", "table_name", "kit_key"), True),)
