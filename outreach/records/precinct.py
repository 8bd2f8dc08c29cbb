"""The precinct, its officers and its shift plans."""

from enum import StrEnum

from peewee import BlobField, BooleanField, DateField, ForeignKeyField, IntegerField, TextField, TimeField

from outreach.records.base import MainRecord, Record, at_least, not_before, not_blank, one_of, sensible_date

QUIET_AT_MOST = 3_650
"""After so many days without a held event every neighborhood is quiet: ten years."""


class Paper(StrEnum):
    """Sizes of paper a precinct prints on."""

    LETTER = "letter"
    A4 = "a4"


class Precinct(MainRecord):
    """A precinct of an agency, with the settings its figures and papers follow."""

    agency = TextField(constraints=[not_blank("agency")])
    name = TextField(constraints=[not_blank("name")])
    commander = TextField(default="")
    time_zone = TextField(default="America/Chicago")
    logo = BlobField(null=True)
    paper = TextField(default=Paper.LETTER, constraints=[one_of("paper", Paper)])
    quiet_after_days = IntegerField(default=60, constraints=[at_least("quiet_after_days", 1)])
    traceable_below = IntegerField(default=3, constraints=[at_least("traceable_below", 1)])
    is_demo = BooleanField(default=False)

    class Meta:
        indexes = ((("agency", "name"), True),)


class Officer(MainRecord):
    """A sworn or civilian member of the precinct who records, owns or leads."""

    precinct = ForeignKeyField(Precinct, backref="officers")
    badge = TextField(constraints=[not_blank("badge")])
    rank = TextField(default="")
    name = TextField(constraints=[not_blank("name")])
    active = BooleanField(default=True)

    class Meta:
        indexes = ((("precinct", "badge"), True),)


class ShiftPlan(MainRecord):
    """The shifts a precinct works from one date to another; a change of plan is dated, so old months keep theirs."""

    precinct = ForeignKeyField(Precinct, backref="shift_plans")
    name = TextField(constraints=[not_blank("name")])
    valid_from = DateField(constraints=[sensible_date("valid_from")])
    valid_to = DateField(null=True, constraints=[not_before("valid_to", "valid_from")])

    class Meta:
        indexes = ((("precinct", "valid_from"), True),)


class Shift(Record):
    """One shift of a plan by wall time. An end at or before the start lies on the next day; shifts may overlap."""

    plan = ForeignKeyField(ShiftPlan, backref="shifts")
    name = TextField(constraints=[not_blank("name")])
    starts = TimeField()
    ends = TimeField()
    position = IntegerField(default=0)

    class Meta:
        indexes = ((("plan", "name"), True),)
