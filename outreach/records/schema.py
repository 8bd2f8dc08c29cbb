"""Which tables there are, and how an older database becomes a current one."""

from pathlib import Path

from peewee import Database
from playhouse.migrations import Runner

from outreach.errors import OutreachError
from outreach.records import (
    accounts,
    audit,
    crime,
    events,
    followups,
    imports,
    issued,
    kits,
    people,
    precinct,
    retention,
)
from outreach.records.base import Table

TABLES: tuple[type[Table], ...] = (
    precinct.Precinct,
    precinct.Officer,
    precinct.ShiftPlan,
    precinct.Shift,
    people.Neighborhood,
    people.NeighborhoodAlias,
    people.Organization,
    people.Household,
    people.Person,
    people.Membership,
    people.TermOfOffice,
    events.EventKind,
    events.MeasureKind,
    events.EventKindMeasure,
    events.KindChecklistItem,
    events.Series,
    events.Event,
    events.EventNeighborhood,
    events.EventOfficer,
    events.ChecklistItem,
    events.Attendance,
    events.HeadCount,
    events.Measure,
    events.Attachment,
    followups.Topic,
    followups.Concern,
    followups.FollowUp,
    followups.FollowUpNote,
    followups.Problem,
    followups.ProblemConcern,
    followups.ProblemEvent,
    crime.Offense,
    crime.OffenseAlias,
    crime.CrimeCount,
    imports.RememberedMapping,
    issued.IssuedReport,
    issued.ReportWords,
    kits.FieldKit,
    kits.KitEntry,
    kits.KitKey,
    retention.RetentionRule,
    retention.LegalHold,
    accounts.Account,
    accounts.Draft,
    audit.AuditEntry,
    audit.AuditPayload,
    audit.AuditSubject,
)
"""Every table, parents before children."""

MIGRATIONS = Path(__file__).parent / "migrations"


def migration_runner(db: Database) -> Runner:
    """The runner of our migrations on a connected database."""
    return Runner(db, str(MIGRATIONS))


def pending_migrations(db: Database) -> list[str]:
    """The migrations a connected database still lacks, in order.

    Raises :class:`OutreachError` when the database was written by a newer program.
    """
    status = migration_runner(db).status()
    unknown = [migration.name for migration in status if migration.path is None]
    if unknown:
        raise OutreachError(
            f"This database was written by a newer version of Outreach (it knows '{unknown[-1]}'): "
            "nothing was changed. Update the program and open it again."
        )
    return [migration.name for migration in status if migration.applied is None]


def migrate(db: Database) -> list[str]:
    """Bring a connected database to the current schema; returns the names of the migrations applied."""
    return list(migration_runner(db).up())
