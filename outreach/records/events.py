"""Events, who came, how many, what was counted, and the papers and photos kept with them."""

from enum import StrEnum

from peewee import (
    BlobField,
    BooleanField,
    Check,
    DateField,
    FloatField,
    ForeignKeyField,
    IntegerField,
    TextField,
    TimeField,
)

from outreach.records.base import (
    MainRecord,
    Record,
    VersionedRecord,
    at_least,
    not_before,
    not_blank,
    one_of,
    sensible_date,
    within_a_year,
)
from outreach.records.people import Neighborhood, Organization, Person
from outreach.records.precinct import Officer, Precinct


class EventStatus(StrEnum):
    """Where an event stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class AttachmentKind(StrEnum):
    """What a kept file shows."""

    PHOTO = "photo"
    SHEET = "sheet"
    OTHER = "other"


class EventKind(MainRecord):
    """A kind of event, and what recording one asks for."""

    precinct = ForeignKeyField(Precinct, backref="event_kinds")
    name = TextField(constraints=[not_blank("name")])
    asks_sign_in = BooleanField(default=True)
    asks_hours = BooleanField(default=False)
    is_checkpoint = BooleanField(default=False)
    active = BooleanField(default=True)
    position = IntegerField(default=0)

    class Meta:
        indexes = ((("precinct", "name"), True),)


class MeasureKind(MainRecord):
    """Something counted at events, such as vehicles stopped or firearms recovered."""

    precinct = ForeignKeyField(Precinct, backref="measure_kinds")
    name = TextField(constraints=[not_blank("name")])
    position = IntegerField(default=0)

    class Meta:
        indexes = ((("precinct", "name"), True),)


class EventKindMeasure(Record):
    """A measure that a kind of event asks for."""

    kind = ForeignKeyField(EventKind, backref="asked")
    measure = ForeignKeyField(MeasureKind)

    class Meta:
        indexes = ((("kind", "measure"), True),)


class KindChecklistItem(Record):
    """Something to do before (or, below zero, after) every event of a kind."""

    kind = ForeignKeyField(EventKind, backref="checklist")
    words = TextField(constraints=[not_blank("words")])
    days_before = IntegerField(default=0, constraints=[within_a_year("days_before")])
    position = IntegerField(default=0)

    class Meta:
        indexes = ((("kind", "words"), True),)


class Series(MainRecord):
    """Events that repeat. ``rule`` is an RFC 5545 recurrence rule such as ``FREQ=MONTHLY;BYDAY=2TU``."""

    precinct = ForeignKeyField(Precinct, backref="series")
    title = TextField(constraints=[not_blank("title")])
    kind = ForeignKeyField(EventKind)
    rule = TextField(constraints=[not_blank("rule")])
    starts_on = DateField(constraints=[sensible_date("starts_on")])
    until = DateField(null=True, constraints=[not_before("until", "starts_on")])
    skips_holidays = BooleanField(default=False)


class Event(MainRecord):
    """Something planned, held or cancelled at a local date and wall time.

    ``start_time`` and ``end_time`` are unknown when NULL. ``source`` and ``source_id`` name the file record it came
    from, so that bringing the same file in again changes nothing; ``source_sequence`` is the revision of a calendar's
    event that was brought in last.
    """

    precinct = ForeignKeyField(Precinct, backref="events")
    kind = ForeignKeyField(EventKind, backref="events")
    title = TextField(constraints=[not_blank("title")])
    status = TextField(default=EventStatus.PLANNED, constraints=[one_of("status", EventStatus)])
    date = DateField(constraints=[sensible_date("date")])
    start_time = TimeField(null=True)
    end_date = DateField(constraints=[not_before("end_date", "date"), sensible_date("end_date")])
    end_time = TimeField(null=True)
    place = TextField(default="")
    host = ForeignKeyField(Organization, null=True, backref="hosted_events")
    lead_officer = ForeignKeyField(Officer, null=True, backref="led_events")
    summary = TextField(default="")
    cancel_reason = TextField(default="")
    series = ForeignKeyField(Series, null=True, backref="events")
    series_date = DateField(null=True)
    source = TextField(null=True)
    source_id = TextField(null=True)
    source_sequence = IntegerField(null=True)

    class Meta:
        indexes = (
            (("precinct", "date", "status"), False),
            (("precinct", "source", "source_id"), True),
            (("series", "series_date"), True),
        )
        constraints = (
            Check("end_date > date OR end_time IS NULL OR start_time IS NULL OR end_time >= start_time"),
            Check("end_time IS NULL OR start_time IS NOT NULL"),
        )


class EventNeighborhood(Record):
    """A neighborhood that an event served."""

    event = ForeignKeyField(Event, backref="served")
    neighborhood = ForeignKeyField(Neighborhood, backref="served_by")

    class Meta:
        indexes = ((("event", "neighborhood"), True),)


class EventOfficer(Record):
    """An officer at an event, in a role, for a number of hours (NULL: not noted)."""

    event = ForeignKeyField(Event, backref="staff")
    officer = ForeignKeyField(Officer, backref="events")
    role = TextField(default="")
    hours = FloatField(null=True, constraints=[Check('"hours" >= 0 AND "hours" <= 72')])

    class Meta:
        indexes = ((("event", "officer"), True),)


class ChecklistItem(MainRecord):
    """Something to do for an event. It is due so many days before it (below zero: after), wherever the event moves."""

    event = ForeignKeyField(Event, backref="checklist")
    words = TextField(constraints=[not_blank("words")])
    days_before = IntegerField(default=0, constraints=[within_a_year("days_before")])
    done_on = DateField(null=True, constraints=[sensible_date("done_on")])
    position = IntegerField(default=0)

    class Meta:
        indexes = ((("event", "words"), True),)


class Attendance(MainRecord):
    """One line of who came: a known person, a name as signed, or a line nobody can read.

    ``sheet`` and ``line`` follow the paper sheet (both from 1). An illegible line counts as somebody present.
    """

    # Their indexes are of migration 0021 alone: they hold the lines that name one, and no line a second time.
    event = ForeignKeyField(Event, backref="attendance", index=False)
    person = ForeignKeyField(Person, null=True, backref="attendance", index=False)
    name_as_signed = TextField(default="")
    organization = ForeignKeyField(Organization, null=True, index=False)
    neighborhood = ForeignKeyField(Neighborhood, null=True, index=False)
    present = BooleanField(default=True)
    legible = BooleanField(default=True)
    sheet = IntegerField(null=True, constraints=[at_least("sheet", 1)])
    line = IntegerField(null=True, constraints=[at_least("line", 1)])
    note = TextField(default="")

    class Meta:
        indexes = ((("event", "person"), True),)
        constraints = (Check("person_id IS NOT NULL OR trim(name_as_signed) <> '' OR NOT legible"),)


class HeadCount(VersionedRecord):
    """How many of one group came. NULL: nobody counted; 0: nobody came."""

    event = ForeignKeyField(Event, backref="head_counts")
    group_name = TextField(constraints=[not_blank("group_name")])
    count = IntegerField(null=True, constraints=[at_least("count", 0)])

    class Meta:
        indexes = ((("event", "group_name"), True),)


class Measure(VersionedRecord):
    """How much of something was counted at an event. NULL: not noted."""

    event = ForeignKeyField(Event, backref="measures")
    kind = ForeignKeyField(MeasureKind, backref="measures")
    count = IntegerField(null=True, constraints=[at_least("count", 0)])

    class Meta:
        indexes = ((("event", "kind"), True),)


class Attachment(MainRecord):
    """A photo, scanned sheet or other file kept with an event. ``alternative_text`` says in words what it shows."""

    event = ForeignKeyField(Event, backref="attachments")
    kind = TextField(constraints=[one_of("kind", AttachmentKind)])
    file_name = TextField(constraints=[not_blank("file_name")])
    media_type = TextField(default="application/octet-stream")
    caption = TextField(default="")
    alternative_text = TextField(default="")
    may_publish = BooleanField(default=False)
    sha256 = TextField()
    data = BlobField()
