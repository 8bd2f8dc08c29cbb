"""Promises, crime counts, issued reports, accounts and the audit trail. Frozen: later changes are migrations of their own, never edits here."""

from peewee import (
    SQL,
    BlobField,
    BooleanField,
    Check,
    Database,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    PostgresqlDatabase,
    TextField,
    UUIDField,
)
from playhouse.migrate import SchemaMigrator


class Frozen(Model):
    class Meta:
        legacy_table_names = False


class Precinct(Frozen):
    """Made before; named here for what refers to it."""


class Event(Frozen):
    """Made before; named here for what refers to it."""


class Neighborhood(Frozen):
    """Made before; named here for what refers to it."""


class Person(Frozen):
    """Made before; named here for what refers to it."""


class Organization(Frozen):
    """Made before; named here for what refers to it."""


class Officer(Frozen):
    """Made before; named here for what refers to it."""


class Topic(Frozen):
    version = IntegerField()
    uid = UUIDField(unique=True)
    precinct = ForeignKeyField(Precinct, backref="+")
    name = TextField(constraints=[Check("trim(\"name\") <> ''")])
    active = BooleanField()
    position = IntegerField()

    class Meta:
        indexes = ((('precinct', 'name'), True),)


class Concern(Frozen):
    version = IntegerField()
    uid = UUIDField(unique=True)
    precinct = ForeignKeyField(Precinct, backref="+")
    topic = ForeignKeyField(Topic, backref="+")
    event = ForeignKeyField(Event, null=True, backref="+")
    neighborhood = ForeignKeyField(Neighborhood, null=True, backref="+")
    source = TextField(constraints=[Check("\"source\" IN ('meeting', 'call', 'e-mail', 'walk-in', 'social media', 'survey', 'other')")])
    words = TextField(constraints=[Check("trim(\"words\") <> ''")])
    raised_on = DateField(constraints=[Check("\"raised_on\" >= '1900-01-01' AND \"raised_on\" < '2200-01-01'")])
    raised_by_person = ForeignKeyField(Person, null=True, backref="+")
    raised_by_organization = ForeignKeyField(Organization, null=True, backref="+")
    confidential = BooleanField()

    class Meta:
        indexes = ((('precinct', 'raised_on'), False),)


class FollowUp(Frozen):
    version = IntegerField()
    uid = UUIDField(unique=True)
    precinct = ForeignKeyField(Precinct, backref="+")
    concern = ForeignKeyField(Concern, null=True, backref="+")
    event = ForeignKeyField(Event, null=True, backref="+")
    neighborhood = ForeignKeyField(Neighborhood, null=True, backref="+")
    words = TextField(constraints=[Check("trim(\"words\") <> ''")])
    public_words = TextField()
    promised_to_person = ForeignKeyField(Person, null=True, backref="+")
    promised_to_organization = ForeignKeyField(Organization, null=True, backref="+")
    owner = ForeignKeyField(Officer, null=True, backref="+")
    opened_on = DateField(constraints=[Check("\"opened_on\" >= '1900-01-01' AND \"opened_on\" < '2200-01-01'")])
    due = DateField(null=True, constraints=[Check("\"due\" >= '1900-01-01' AND \"due\" < '2200-01-01'")])
    priority = TextField(constraints=[Check("\"priority\" IN ('low', 'normal', 'high')")])
    status = TextField(constraints=[Check("\"status\" IN ('open', 'in progress', 'waiting on partner', 'done', 'declined')")])
    partner = TextField()
    partner_asked_on = DateField(null=True)
    closed_on = DateField(null=True, constraints=[Check('"closed_on" IS NULL OR "closed_on" >= "opened_on"')])
    outcome = TextField()
    public_outcome = TextField()
    decline_reason = TextField()
    told_on = DateField(null=True)

    class Meta:
        indexes = ((('precinct', 'status', 'due'), False), (('precinct', 'opened_on', 'closed_on'), False),)
        constraints = (Check("(status IN ('done', 'declined')) = (closed_on IS NOT NULL)"), Check("status <> 'declined' OR trim(decline_reason) <> ''"), Check("status <> 'waiting on partner' OR trim(partner) <> ''"), Check("told_on IS NULL OR (closed_on IS NOT NULL AND told_on >= closed_on)"),)


class FollowUpNote(Frozen):
    version = IntegerField()
    uid = UUIDField(unique=True)
    follow_up = ForeignKeyField(FollowUp, backref="+")
    written_on = DateField(constraints=[Check("\"written_on\" >= '1900-01-01' AND \"written_on\" < '2200-01-01'")])
    officer = ForeignKeyField(Officer, null=True, backref="+")
    words = TextField(constraints=[Check("trim(\"words\") <> ''")])


class Problem(Frozen):
    version = IntegerField()
    uid = UUIDField(unique=True)
    precinct = ForeignKeyField(Precinct, backref="+")
    title = TextField(constraints=[Check("trim(\"title\") <> ''")])
    neighborhood = ForeignKeyField(Neighborhood, null=True, backref="+")
    owner = ForeignKeyField(Officer, null=True, backref="+")
    phase = TextField(constraints=[Check("\"phase\" IN ('scanning', 'analysis', 'response', 'assessment', 'closed')")])
    scanning = TextField()
    analysis = TextField()
    response = TextField()
    assessment = TextField()
    opened_on = DateField(constraints=[Check("\"opened_on\" >= '1900-01-01' AND \"opened_on\" < '2200-01-01'")])
    closed_on = DateField(null=True, constraints=[Check('"closed_on" IS NULL OR "closed_on" >= "opened_on"')])
    counted = TextField()
    count_before = IntegerField(null=True, constraints=[Check('"count_before" >= 0')])
    count_after = IntegerField(null=True, constraints=[Check('"count_after" >= 0')])

    class Meta:
        constraints = (Check("(phase = 'closed') = (closed_on IS NOT NULL)"),)


class ProblemConcern(Frozen):
    problem = ForeignKeyField(Problem, backref="+")
    concern = ForeignKeyField(Concern, backref="+")

    class Meta:
        indexes = ((('problem', 'concern'), True),)


class ProblemEvent(Frozen):
    problem = ForeignKeyField(Problem, backref="+")
    event = ForeignKeyField(Event, backref="+")

    class Meta:
        indexes = ((('problem', 'event'), True),)


class Offense(Frozen):
    version = IntegerField()
    uid = UUIDField(unique=True)
    precinct = ForeignKeyField(Precinct, backref="+")
    name = TextField(constraints=[Check("trim(\"name\") <> ''")])
    group_name = TextField()
    position = IntegerField()

    class Meta:
        indexes = ((('precinct', 'name'), True),)


class OffenseAlias(Frozen):
    precinct = ForeignKeyField(Precinct, backref="+")
    offense = ForeignKeyField(Offense, backref="+")
    spelling = TextField(constraints=[Check("trim(\"spelling\") <> ''")])

    class Meta:
        indexes = ((('precinct', 'spelling'), True),)


class CrimeCount(Frozen):
    version = IntegerField()
    precinct = ForeignKeyField(Precinct, backref="+")
    month = DateField(constraints=[Check("\"month\" >= '1900-01-01' AND \"month\" < '2200-01-01'"), Check("substr(CAST(\"month\" AS TEXT), 9, 2) = '01'")])
    scope = TextField(constraints=[Check("\"scope\" IN ('neighborhood', 'precinct', 'department')")])
    neighborhood = ForeignKeyField(Neighborhood, null=True, backref="+")
    offense = ForeignKeyField(Offense, backref="+")
    count = IntegerField()
    source = TextField()

    class Meta:
        constraints = (Check("(scope = 'neighborhood') = (neighborhood_id IS NOT NULL)"),)


class IssuedReport(Frozen):
    version = IntegerField()
    uid = UUIDField(unique=True)
    precinct = ForeignKeyField(Precinct, backref="+")
    kind = TextField(constraints=[Check("trim(\"kind\") <> ''")])
    title = TextField(constraints=[Check("trim(\"title\") <> ''")])
    period_from = DateField(constraints=[Check("\"period_from\" >= '1900-01-01' AND \"period_from\" < '2200-01-01'")])
    period_to = DateField(constraints=[Check('"period_to" IS NULL OR "period_to" >= "period_from"')])
    neighborhood = ForeignKeyField(Neighborhood, null=True, backref="+")
    is_public = BooleanField()
    prepared_by = ForeignKeyField(Officer, null=True, backref="+")
    approved_by = TextField()
    message = TextField()
    figures = TextField()
    pdf = BlobField()
    sha256 = TextField()
    issued_at = DateTimeField()
    replaces = ForeignKeyField("self", null=True, backref="+")


class ReportWords(Frozen):
    version = IntegerField()
    precinct = ForeignKeyField(Precinct, backref="+")
    kind = TextField(constraints=[Check("trim(\"kind\") <> ''")])
    period_from = DateField(constraints=[Check("\"period_from\" >= '1900-01-01' AND \"period_from\" < '2200-01-01'")])
    period_to = DateField(constraints=[Check('"period_to" IS NULL OR "period_to" >= "period_from"')])
    part = TextField(constraints=[Check("trim(\"part\") <> ''")])
    words = TextField()

    class Meta:
        indexes = ((('precinct', 'kind', 'period_from', 'period_to', 'part'), True),)


class Account(Frozen):
    version = IntegerField()
    uid = UUIDField(unique=True)
    login = TextField(unique=True, constraints=[Check("trim(\"login\") <> ''")])
    officer = ForeignKeyField(Officer, null=True, backref="+")
    role = TextField(constraints=[Check("\"role\" IN ('officer', 'supervisor', 'administrator')")])
    secret_hash = TextField()
    active = BooleanField()
    created_at = DateTimeField()
    last_signed_in_at = DateTimeField(null=True)
    failed_tries = IntegerField(constraints=[Check('"failed_tries" >= 0')])
    locked_until = DateTimeField(null=True)


class Draft(Frozen):
    workstation = TextField()
    key = TextField(constraints=[Check("trim(\"key\") <> ''")])
    payload = TextField()
    saved_at = DateTimeField()

    class Meta:
        indexes = ((('workstation', 'key'), True),)


class AuditEntry(Frozen):
    id = IntegerField(primary_key=True)
    at = TextField()
    account_id = IntegerField(null=True)
    officer_id = IntegerField(null=True)
    actor = TextField()
    workstation = TextField()
    action = TextField()
    undoes = IntegerField(null=True, index=True)
    payload_digest = TextField()
    previous_hash = TextField()
    hash = TextField()


class AuditPayload(Frozen):
    entry_id = IntegerField(primary_key=True)
    payload = TextField()

CrimeCount.add_index(
    CrimeCount.index(
        CrimeCount.precinct, CrimeCount.month, CrimeCount.neighborhood, CrimeCount.offense,
        unique=True, where=SQL("neighborhood_id IS NOT NULL"), name="crime_count_of_neighborhood",
    )
)
CrimeCount.add_index(
    CrimeCount.index(
        CrimeCount.precinct, CrimeCount.month, CrimeCount.scope, CrimeCount.offense,
        unique=True, where=SQL("neighborhood_id IS NULL"), name="crime_count_of_whole_area",
    )
)


TABLES = (Topic, Concern, FollowUp, FollowUpNote, Problem, ProblemConcern, ProblemEvent, Offense, OffenseAlias, CrimeCount, IssuedReport, ReportWords, Account, Draft, AuditEntry, AuditPayload)

SQLITE_GUARD = """
CREATE TRIGGER audit_entry_refuses_{operation} BEFORE {operation} ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END
"""
POSTGRESQL_GUARD_FUNCTION = """
CREATE FUNCTION audit_entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$
"""
POSTGRESQL_GUARD = """
CREATE TRIGGER audit_entry_refuses_change BEFORE UPDATE OR DELETE ON audit_entry
FOR EACH ROW EXECUTE FUNCTION audit_entry_is_append_only()
"""


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make every table, and let the database itself refuse changes to the audit trail."""
    with db.bind_ctx(TABLES, bind_refs=False, bind_backrefs=False):
        db.create_tables(TABLES, safe=False)
    if isinstance(db, PostgresqlDatabase):
        db.execute_sql(POSTGRESQL_GUARD_FUNCTION)
        db.execute_sql(POSTGRESQL_GUARD)
    else:
        for operation in ("UPDATE", "DELETE"):
            db.execute_sql(SQLITE_GUARD.format(operation=operation))
