"""How long each kind of record keeps its names and words, and what is held back from being forgotten."""

from enum import StrEnum

from peewee import Check, DateField, ForeignKeyField, IntegerField, TextField

from outreach.records.base import MainRecord, VersionedRecord, not_before, not_blank, one_of
from outreach.records.precinct import Precinct

FORGOTTEN = "(forgotten)"
"""What stands in the place of a name or of words that a purge has forgotten."""


class Retained(StrEnum):
    """The kinds of record that a rule is about."""

    PEOPLE = "people"
    SIGN_INS = "sign-ins"
    CONCERNS = "concerns"
    PROMISES = "promises"
    FILES = "files"
    DETAILS = "audit details"


class Held(StrEnum):
    """What a legal hold is laid on, by the name of its table; everything: on all records of the precinct."""

    PERSON = "person"
    EVENT = "event"
    CONCERN = "concern"
    FOLLOW_UP = "follow_up"
    EVERYTHING = "everything"


class RetentionRule(VersionedRecord):
    """After how many years the names and words of a kind of record are forgotten. No rule: never."""

    precinct = ForeignKeyField(Precinct, backref="retention_rules")
    kind = TextField(constraints=[one_of("kind", Retained)])
    years = IntegerField(constraints=[Check('"years" BETWEEN 1 AND 100')])

    class Meta:
        indexes = ((("precinct", "kind"), True),)


class LegalHold(MainRecord):
    """A record, or everything, that no purge may touch until the hold is lifted."""

    precinct = ForeignKeyField(Precinct, backref="legal_holds")
    kind = TextField(constraints=[one_of("kind", Held)])
    key = IntegerField(null=True)
    reason = TextField(constraints=[not_blank("reason")])
    placed_on = DateField()
    lifted_on = DateField(null=True, constraints=[not_before("lifted_on", "placed_on")])

    class Meta:
        constraints = (Check("(kind = 'everything') = (key IS NULL)"),)
