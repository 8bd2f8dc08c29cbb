"""What residents told us, what was promised, and how it ended."""

from enum import StrEnum

from peewee import BooleanField, Check, DateField, ForeignKeyField, IntegerField, TextField

from outreach.records.base import MainRecord, Record, not_before, not_blank, one_of, sensible_date
from outreach.records.crime import Offense
from outreach.records.events import Event
from outreach.records.people import Neighborhood, Organization, Person
from outreach.records.precinct import Officer, Precinct


class ConcernSource(StrEnum):
    """How a concern reached the precinct."""

    MEETING = "meeting"
    CALL = "call"
    EMAIL = "e-mail"
    WALK_IN = "walk-in"
    SOCIAL_MEDIA = "social media"
    SURVEY = "survey"
    OTHER = "other"


class FollowUpStatus(StrEnum):
    """Where a promise stands."""

    OPEN = "open"
    IN_PROGRESS = "in progress"
    WAITING = "waiting on partner"
    DONE = "done"
    DECLINED = "declined"


OPEN_STATUSES = (FollowUpStatus.OPEN, FollowUpStatus.IN_PROGRESS, FollowUpStatus.WAITING)
CLOSED_STATUSES = (FollowUpStatus.DONE, FollowUpStatus.DECLINED)


class Priority(StrEnum):
    """How soon a promise wants attention."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


class ProblemPhase(StrEnum):
    """The four steps of problem solving (Eck & Spelman 1987), and its end."""

    SCANNING = "scanning"
    ANALYSIS = "analysis"
    RESPONSE = "response"
    ASSESSMENT = "assessment"
    CLOSED = "closed"


class Topic(MainRecord):
    """What a concern is about."""

    precinct = ForeignKeyField(Precinct, backref="topics")
    name = TextField(constraints=[not_blank("name")])
    active = BooleanField(default=True)
    position = IntegerField(default=0)

    class Meta:
        indexes = ((("precinct", "name"), True),)


class Concern(MainRecord):
    """Something a resident told us. Its state follows from its follow-ups."""

    precinct = ForeignKeyField(Precinct, backref="concerns")
    topic = ForeignKeyField(Topic, backref="concerns")
    event = ForeignKeyField(Event, null=True, backref="concerns")
    neighborhood = ForeignKeyField(Neighborhood, null=True, backref="concerns")
    source = TextField(default=ConcernSource.MEETING, constraints=[one_of("source", ConcernSource)])
    words = TextField(constraints=[not_blank("words")])
    raised_on = DateField(constraints=[sensible_date("raised_on")])
    raised_by_person = ForeignKeyField(Person, null=True, backref="concerns")
    raised_by_organization = ForeignKeyField(Organization, null=True, backref="concerns")
    confidential = BooleanField(default=False)

    class Meta:
        indexes = ((("precinct", "raised_on"), False),)


class FollowUp(MainRecord):
    """A promise: in our words and in words for the public, to whom, by whom, until when, and how it ended."""

    precinct = ForeignKeyField(Precinct, backref="follow_ups")
    concern = ForeignKeyField(Concern, null=True, backref="follow_ups")
    event = ForeignKeyField(Event, null=True, backref="follow_ups")
    neighborhood = ForeignKeyField(Neighborhood, null=True, backref="follow_ups")
    words = TextField(constraints=[not_blank("words")])
    public_words = TextField(default="")
    promised_to_person = ForeignKeyField(Person, null=True, backref="promises")
    promised_to_organization = ForeignKeyField(Organization, null=True, backref="promises")
    owner = ForeignKeyField(Officer, null=True, backref="follow_ups")
    opened_on = DateField(constraints=[sensible_date("opened_on")])
    due = DateField(null=True, constraints=[sensible_date("due")])
    priority = TextField(default=Priority.NORMAL, constraints=[one_of("priority", Priority)])
    status = TextField(default=FollowUpStatus.OPEN, constraints=[one_of("status", FollowUpStatus)])
    partner = TextField(default="")
    partner_asked_on = DateField(null=True)
    closed_on = DateField(null=True, constraints=[not_before("closed_on", "opened_on")])
    outcome = TextField(default="")
    public_outcome = TextField(default="")
    decline_reason = TextField(default="")
    told_on = DateField(null=True)

    class Meta:
        indexes = (
            (("precinct", "status", "due"), False),
            (("precinct", "opened_on", "closed_on"), False),
        )
        constraints = (
            Check("(status IN ('done', 'declined')) = (closed_on IS NOT NULL)"),
            Check("status <> 'declined' OR trim(decline_reason) <> ''"),
            Check("status <> 'waiting on partner' OR trim(partner) <> ''"),
            Check("told_on IS NULL OR (closed_on IS NOT NULL AND told_on >= closed_on)"),
        )


class FollowUpNote(MainRecord):
    """A dated note on a follow-up."""

    follow_up = ForeignKeyField(FollowUp, backref="notes")
    written_on = DateField(constraints=[sensible_date("written_on")])
    officer = ForeignKeyField(Officer, null=True)
    words = TextField(constraints=[not_blank("words")])


class Problem(MainRecord):
    """A problem worked on by scanning, analysis, response and assessment, with a count before and after.

    The count is one of the crime snapshot (``counted_offense``, in ``counted_area`` or the whole precinct), or one made
    by hand (``counted`` says of what). Its two periods are whole months, told by their first days.
    """

    precinct = ForeignKeyField(Precinct, backref="problems")
    title = TextField(constraints=[not_blank("title")])
    neighborhood = ForeignKeyField(Neighborhood, null=True, backref="problems")
    owner = ForeignKeyField(Officer, null=True, backref="problems")
    phase = TextField(default=ProblemPhase.SCANNING, constraints=[one_of("phase", ProblemPhase)])
    scanning = TextField(default="")
    analysis = TextField(default="")
    response = TextField(default="")
    assessment = TextField(default="")
    opened_on = DateField(constraints=[sensible_date("opened_on")])
    closed_on = DateField(null=True, constraints=[not_before("closed_on", "opened_on")])
    counted = TextField(default="")
    count_before = IntegerField(null=True, constraints=[Check('"count_before" >= 0')])
    count_after = IntegerField(null=True, constraints=[Check('"count_after" >= 0')])
    counted_offense = ForeignKeyField(Offense, null=True, backref="problems")
    counted_area = ForeignKeyField(Neighborhood, null=True, backref="counted_problems")
    before_from = DateField(null=True, constraints=[sensible_date("before_from")])
    before_to = DateField(null=True, constraints=[not_before("before_to", "before_from")])
    after_from = DateField(null=True, constraints=[Check('"after_from" > "before_to"')])
    after_to = DateField(null=True, constraints=[not_before("after_to", "after_from")])

    class Meta:
        constraints = (Check("(phase = 'closed') = (closed_on IS NOT NULL)"),)


class ProblemConcern(Record):
    """A concern gathered under a problem."""

    problem = ForeignKeyField(Problem, backref="concern_links")
    concern = ForeignKeyField(Concern, backref="problem_links")

    class Meta:
        indexes = ((("problem", "concern"), True),)


class ProblemEvent(Record):
    """An event held about a problem."""

    problem = ForeignKeyField(Problem, backref="event_links")
    event = ForeignKeyField(Event, backref="problem_links")

    class Meta:
        indexes = ((("problem", "event"), True),)
