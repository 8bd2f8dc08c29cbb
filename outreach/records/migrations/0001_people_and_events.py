"""The precinct, its people and its events. Frozen: later changes are migrations of their own, never edits here."""

from peewee import (
    BlobField,
    BooleanField,
    Check,
    Database,
    DateField,
    FloatField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
    TimeField,
    UUIDField,
)
from playhouse.migrate import SchemaMigrator


class Frozen(Model):
    class Meta:
        legacy_table_names = False


class Precinct(Frozen):
    version = IntegerField()
    uid = UUIDField(unique=True)
    agency = TextField(constraints=[Check("trim(\"agency\") <> ''")])
    name = TextField(constraints=[Check("trim(\"name\") <> ''")])
    commander = TextField()
    time_zone = TextField()
    logo = BlobField(null=True)
    paper = TextField(constraints=[Check("\"paper\" IN ('letter', 'a4')")])
    quiet_after_days = IntegerField(constraints=[Check('"quiet_after_days" >= 1')])
    traceable_below = IntegerField(constraints=[Check('"traceable_below" >= 1')])
    is_demo = BooleanField()

    class Meta:
        indexes = ((('agency', 'name'), True),)


class Officer(Frozen):
    version = IntegerField()
    uid = UUIDField(unique=True)
    precinct = ForeignKeyField(Precinct, backref="+")
    badge = TextField(constraints=[Check("trim(\"badge\") <> ''")])
    rank = TextField()
    name = TextField(constraints=[Check("trim(\"name\") <> ''")])
    active = BooleanField()

    class Meta:
        indexes = ((('precinct', 'badge'), True),)


class ShiftPlan(Frozen):
    version = IntegerField()
    uid = UUIDField(unique=True)
    precinct = ForeignKeyField(Precinct, backref="+")
    name = TextField(constraints=[Check("trim(\"name\") <> ''")])
    valid_from = DateField(constraints=[Check("\"valid_from\" >= '1900-01-01' AND \"valid_from\" < '2200-01-01'")])
    valid_to = DateField(null=True, constraints=[Check('"valid_to" IS NULL OR "valid_to" >= "valid_from"')])

    class Meta:
        indexes = ((('precinct', 'valid_from'), True),)


class Shift(Frozen):
    plan = ForeignKeyField(ShiftPlan, backref="+")
    name = TextField(constraints=[Check("trim(\"name\") <> ''")])
    starts = TimeField()
    ends = TimeField()
    position = IntegerField()

    class Meta:
        indexes = ((('plan', 'name'), True),)


class Neighborhood(Frozen):
    version = IntegerField()
    uid = UUIDField(unique=True)
    precinct = ForeignKeyField(Precinct, backref="+")
    name = TextField(constraints=[Check("trim(\"name\") <> ''")])
    community = TextField()
    boundary = TextField(null=True)
    meeting_place = TextField()
    meeting_rule = TextField()
    active = BooleanField()

    class Meta:
        indexes = ((('precinct', 'name'), True),)


class NeighborhoodAlias(Frozen):
    precinct = ForeignKeyField(Precinct, backref="+")
    neighborhood = ForeignKeyField(Neighborhood, backref="+")
    spelling = TextField(constraints=[Check("trim(\"spelling\") <> ''")])

    class Meta:
        indexes = ((('precinct', 'spelling'), True),)


class Organization(Frozen):
    version = IntegerField()
    uid = UUIDField(unique=True)
    precinct = ForeignKeyField(Precinct, backref="+")
    name = TextField(constraints=[Check("trim(\"name\") <> ''")])
    kind = TextField(constraints=[Check("\"kind\" IN ('association', 'church', 'school', 'business', 'agency', 'other')")])
    neighborhood = ForeignKeyField(Neighborhood, null=True, backref="+")
    phone = TextField()
    email = TextField()
    address = TextField()
    active = BooleanField()

    class Meta:
        indexes = ((('precinct', 'name'), True),)


class Household(Frozen):
    version = IntegerField()
    uid = UUIDField(unique=True)
    precinct = ForeignKeyField(Precinct, backref="+")
    name = TextField(constraints=[Check("trim(\"name\") <> ''")])
    address = TextField()


class Person(Frozen):
    version = IntegerField()
    uid = UUIDField(unique=True)
    precinct = ForeignKeyField(Precinct, backref="+")
    given_name = TextField()
    family_name = TextField(index=True)
    phone = TextField()
    phone_digits = TextField(index=True)
    email = TextField()
    address = TextField()
    postcode = TextField()
    neighborhood = ForeignKeyField(Neighborhood, null=True, backref="+")
    household = ForeignKeyField(Household, null=True, backref="+")
    language = TextField()
    may_contact = BooleanField()
    confidential = BooleanField()
    active = BooleanField()
    merged_into = ForeignKeyField("self", null=True, backref="+")

    class Meta:
        constraints = (Check("trim(given_name) <> '' OR trim(family_name) <> ''"),)


class Membership(Frozen):
    person = ForeignKeyField(Person, backref="+")
    organization = ForeignKeyField(Organization, backref="+")
    role = TextField()

    class Meta:
        indexes = ((('person', 'organization'), True),)


class TermOfOffice(Frozen):
    version = IntegerField()
    uid = UUIDField(unique=True)
    organization = ForeignKeyField(Organization, backref="+")
    person = ForeignKeyField(Person, backref="+")
    office = TextField(constraints=[Check("\"office\" IN ('president', 'vice-president', 'secretary', 'other')")])
    starts = DateField(constraints=[Check("\"starts\" >= '1900-01-01' AND \"starts\" < '2200-01-01'")])
    ends = DateField(null=True, constraints=[Check('"ends" IS NULL OR "ends" >= "starts"')])

    class Meta:
        indexes = ((('organization', 'person', 'office', 'starts'), True),)


class EventKind(Frozen):
    version = IntegerField()
    uid = UUIDField(unique=True)
    precinct = ForeignKeyField(Precinct, backref="+")
    name = TextField(constraints=[Check("trim(\"name\") <> ''")])
    asks_sign_in = BooleanField()
    asks_hours = BooleanField()
    is_checkpoint = BooleanField()
    active = BooleanField()
    position = IntegerField()

    class Meta:
        indexes = ((('precinct', 'name'), True),)


class MeasureKind(Frozen):
    version = IntegerField()
    uid = UUIDField(unique=True)
    precinct = ForeignKeyField(Precinct, backref="+")
    name = TextField(constraints=[Check("trim(\"name\") <> ''")])
    position = IntegerField()

    class Meta:
        indexes = ((('precinct', 'name'), True),)


class EventKindMeasure(Frozen):
    kind = ForeignKeyField(EventKind, backref="+")
    measure = ForeignKeyField(MeasureKind, backref="+")

    class Meta:
        indexes = ((('kind', 'measure'), True),)


class Series(Frozen):
    version = IntegerField()
    uid = UUIDField(unique=True)
    precinct = ForeignKeyField(Precinct, backref="+")
    title = TextField(constraints=[Check("trim(\"title\") <> ''")])
    kind = ForeignKeyField(EventKind, backref="+")
    rule = TextField(constraints=[Check("trim(\"rule\") <> ''")])
    starts_on = DateField(constraints=[Check("\"starts_on\" >= '1900-01-01' AND \"starts_on\" < '2200-01-01'")])
    until = DateField(null=True, constraints=[Check('"until" IS NULL OR "until" >= "starts_on"')])
    skips_holidays = BooleanField()


class Event(Frozen):
    version = IntegerField()
    uid = UUIDField(unique=True)
    precinct = ForeignKeyField(Precinct, backref="+")
    kind = ForeignKeyField(EventKind, backref="+")
    title = TextField(constraints=[Check("trim(\"title\") <> ''")])
    status = TextField(constraints=[Check("\"status\" IN ('planned', 'held', 'cancelled')")])
    date = DateField(constraints=[Check("\"date\" >= '1900-01-01' AND \"date\" < '2200-01-01'")])
    start_time = TimeField(null=True)
    end_date = DateField(constraints=[Check('"end_date" IS NULL OR "end_date" >= "date"'), Check("\"end_date\" >= '1900-01-01' AND \"end_date\" < '2200-01-01'")])
    end_time = TimeField(null=True)
    place = TextField()
    host = ForeignKeyField(Organization, null=True, backref="+")
    lead_officer = ForeignKeyField(Officer, null=True, backref="+")
    summary = TextField()
    cancel_reason = TextField()
    series = ForeignKeyField(Series, null=True, backref="+")
    series_date = DateField(null=True)
    source = TextField(null=True)
    source_id = TextField(null=True)

    class Meta:
        indexes = ((('precinct', 'date', 'status'), False), (('precinct', 'source', 'source_id'), True), (('series', 'series_date'), True),)
        constraints = (Check("end_date > date OR end_time IS NULL OR start_time IS NULL OR end_time >= start_time"), Check("end_time IS NULL OR start_time IS NOT NULL"),)


class EventNeighborhood(Frozen):
    event = ForeignKeyField(Event, backref="+")
    neighborhood = ForeignKeyField(Neighborhood, backref="+")

    class Meta:
        indexes = ((('event', 'neighborhood'), True),)


class EventOfficer(Frozen):
    event = ForeignKeyField(Event, backref="+")
    officer = ForeignKeyField(Officer, backref="+")
    role = TextField()
    hours = FloatField(null=True, constraints=[Check('"hours" >= 0 AND "hours" <= 72')])

    class Meta:
        indexes = ((('event', 'officer'), True),)


class Attendance(Frozen):
    version = IntegerField()
    uid = UUIDField(unique=True)
    event = ForeignKeyField(Event, backref="+")
    person = ForeignKeyField(Person, null=True, backref="+")
    name_as_signed = TextField()
    organization = ForeignKeyField(Organization, null=True, backref="+")
    neighborhood = ForeignKeyField(Neighborhood, null=True, backref="+")
    present = BooleanField()
    legible = BooleanField()
    sheet = IntegerField(null=True, constraints=[Check('"sheet" >= 1')])
    line = IntegerField(null=True, constraints=[Check('"line" >= 1')])
    note = TextField()

    class Meta:
        indexes = ((('event', 'person'), True), (('event', 'sheet', 'line'), True),)
        constraints = (Check("person_id IS NOT NULL OR trim(name_as_signed) <> '' OR NOT legible"),)


class HeadCount(Frozen):
    version = IntegerField()
    event = ForeignKeyField(Event, backref="+")
    group_name = TextField(constraints=[Check("trim(\"group_name\") <> ''")])
    count = IntegerField(null=True, constraints=[Check('"count" >= 0')])

    class Meta:
        indexes = ((('event', 'group_name'), True),)


class Measure(Frozen):
    version = IntegerField()
    event = ForeignKeyField(Event, backref="+")
    kind = ForeignKeyField(MeasureKind, backref="+")
    count = IntegerField(null=True, constraints=[Check('"count" >= 0')])

    class Meta:
        indexes = ((('event', 'kind'), True),)


class Attachment(Frozen):
    version = IntegerField()
    uid = UUIDField(unique=True)
    event = ForeignKeyField(Event, backref="+")
    kind = TextField(constraints=[Check("\"kind\" IN ('photo', 'sheet', 'other')")])
    file_name = TextField(constraints=[Check("trim(\"file_name\") <> ''")])
    media_type = TextField()
    caption = TextField()
    alternative_text = TextField()
    may_publish = BooleanField()
    sha256 = TextField()
    data = BlobField()

TABLES = (Precinct, Officer, ShiftPlan, Shift, Neighborhood, NeighborhoodAlias, Organization, Household, Person, Membership, TermOfOffice, EventKind, MeasureKind, EventKindMeasure, Series, Event, EventNeighborhood, EventOfficer, Attendance, HeadCount, Measure, Attachment)


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the tables."""
    with db.bind_ctx(TABLES, bind_refs=False, bind_backrefs=False):
        db.create_tables(TABLES, safe=False)
