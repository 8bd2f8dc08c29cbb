"""Neighborhoods, the people in them, and the organizations they belong to."""

from enum import StrEnum

from peewee import BooleanField, Check, DateField, ForeignKeyField, TextField

from outreach.records.base import MainRecord, Record, not_before, not_blank, one_of, sensible_date
from outreach.records.precinct import Precinct


class OrganizationKind(StrEnum):
    """What an organization is."""

    ASSOCIATION = "association"
    CHURCH = "church"
    SCHOOL = "school"
    BUSINESS = "business"
    AGENCY = "agency"
    OTHER = "other"


class Office(StrEnum):
    """Offices an association elects for a term."""

    PRESIDENT = "president"
    VICE_PRESIDENT = "vice-president"
    SECRETARY = "secretary"
    OTHER = "other"


class Neighborhood(MainRecord):
    """A neighborhood of the precinct. ``boundary`` is a GeoJSON geometry; ``meeting_rule`` reads like "2nd Monday"."""

    precinct = ForeignKeyField(Precinct, backref="neighborhoods")
    name = TextField(constraints=[not_blank("name")])
    community = TextField(default="")
    boundary = TextField(null=True)
    meeting_place = TextField(default="")
    meeting_rule = TextField(default="")
    active = BooleanField(default=True)

    class Meta:
        indexes = ((("precinct", "name"), True),)


class NeighborhoodAlias(Record):
    """Another spelling of a neighborhood, as files and people write it."""

    precinct = ForeignKeyField(Precinct)
    neighborhood = ForeignKeyField(Neighborhood, backref="aliases")
    spelling = TextField(constraints=[not_blank("spelling")])

    class Meta:
        indexes = ((("precinct", "spelling"), True),)


class Organization(MainRecord):
    """An association, church, school, business or agency."""

    precinct = ForeignKeyField(Precinct, backref="organizations")
    name = TextField(constraints=[not_blank("name")])
    kind = TextField(default=OrganizationKind.OTHER, constraints=[one_of("kind", OrganizationKind)])
    neighborhood = ForeignKeyField(Neighborhood, null=True, backref="organizations")
    phone = TextField(default="")
    email = TextField(default="")
    address = TextField(default="")
    active = BooleanField(default=True)

    class Meta:
        indexes = ((("precinct", "name"), True),)


class Household(MainRecord):
    """People who live at one address."""

    precinct = ForeignKeyField(Precinct, backref="households")
    name = TextField(constraints=[not_blank("name")])
    address = TextField(default="")


class Person(MainRecord):
    """A resident or partner. ``phone_digits`` holds the digits of ``phone`` alone, to be found by their end."""

    precinct = ForeignKeyField(Precinct, backref="people")
    given_name = TextField(default="")
    family_name = TextField(default="", index=True)
    phone = TextField(default="")
    phone_digits = TextField(default="", index=True)
    email = TextField(default="")
    address = TextField(default="")
    postcode = TextField(default="")
    neighborhood = ForeignKeyField(Neighborhood, null=True, backref="people")
    household = ForeignKeyField(Household, null=True, backref="members")
    language = TextField(default="en")
    may_contact = BooleanField(default=True)
    confidential = BooleanField(default=False)
    active = BooleanField(default=True)
    merged_into = ForeignKeyField("self", null=True, backref="merged")

    class Meta:
        constraints = (Check("trim(given_name) <> '' OR trim(family_name) <> ''"),)


class Membership(Record):
    """A person's place in an organization."""

    person = ForeignKeyField(Person, backref="memberships")
    organization = ForeignKeyField(Organization, backref="memberships")
    role = TextField(default="")

    class Meta:
        indexes = ((("person", "organization"), True),)


class TermOfOffice(MainRecord):
    """A person's dated term in an office of an organization. No end: still in office."""

    organization = ForeignKeyField(Organization, backref="terms")
    person = ForeignKeyField(Person, backref="terms")
    office = TextField(constraints=[one_of("office", Office)])
    starts = DateField(constraints=[sensible_date("starts")])
    ends = DateField(null=True, constraints=[not_before("ends", "starts")])

    class Meta:
        indexes = ((("organization", "person", "office", "starts"), True),)
