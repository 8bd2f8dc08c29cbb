"""Monthly crime counts by area and offense."""

from enum import StrEnum

from peewee import SQL, Check, DateField, ForeignKeyField, IntegerField, TextField

from outreach.records.base import MainRecord, Record, VersionedRecord, not_blank, one_of, sensible_date
from outreach.records.people import Neighborhood
from outreach.records.precinct import Precinct


class CrimeScope(StrEnum):
    """The area a count speaks of."""

    NEIGHBORHOOD = "neighborhood"
    PRECINCT = "precinct"
    DEPARTMENT = "department"


class Offense(MainRecord):
    """An offense as the precinct reports it."""

    precinct = ForeignKeyField(Precinct, backref="offenses")
    name = TextField(constraints=[not_blank("name")])
    group_name = TextField(default="")
    position = IntegerField(default=0)

    class Meta:
        indexes = ((("precinct", "name"), True),)


class OffenseAlias(Record):
    """Another spelling or code of an offense, as files write it."""

    precinct = ForeignKeyField(Precinct)
    offense = ForeignKeyField(Offense, backref="aliases")
    spelling = TextField(constraints=[not_blank("spelling")])

    class Meta:
        indexes = ((("precinct", "spelling"), True),)


class CrimeCount(VersionedRecord):
    """How many of an offense one area had in one month (``month`` is its first day).

    A count may be below zero: it is net of reports later found to be unfounded. One area has one count per month and
    offense; which file said so is kept in ``source``.
    """

    precinct = ForeignKeyField(Precinct, backref="crime_counts")
    month = DateField(constraints=[sensible_date("month"), Check("substr(CAST(\"month\" AS TEXT), 9, 2) = '01'")])
    scope = TextField(constraints=[one_of("scope", CrimeScope)])
    neighborhood = ForeignKeyField(Neighborhood, null=True, backref="crime_counts")
    offense = ForeignKeyField(Offense, backref="counts")
    count = IntegerField()
    source = TextField(default="")

    class Meta:
        constraints = (Check("(scope = 'neighborhood') = (neighborhood_id IS NOT NULL)"),)


# A NULL is unequal to every NULL in a unique index, so whole-area counts need an index of their own.
CrimeCount.add_index(
    CrimeCount.index(
        CrimeCount.precinct,
        CrimeCount.month,
        CrimeCount.neighborhood,
        CrimeCount.offense,
        unique=True,
        where=SQL("neighborhood_id IS NOT NULL"),
        name="crime_count_of_neighborhood",
    )
)
CrimeCount.add_index(
    CrimeCount.index(
        CrimeCount.precinct,
        CrimeCount.month,
        CrimeCount.scope,
        CrimeCount.offense,
        unique=True,
        where=SQL("neighborhood_id IS NULL"),
        name="crime_count_of_whole_area",
    )
)
