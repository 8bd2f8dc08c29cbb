"""Indexes by which the first page of every list is found. Frozen: later changes are migrations of their own."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

INDEXES = (
    'DROP INDEX "person_by_name"',
    'CREATE INDEX "person_by_name" ON "person" ("precinct_id", lower("family_name"), lower("given_name"), "id", "merged_into_id", "active", "confidential")',
    'CREATE INDEX "event_by_day" ON "event" ("precinct_id", "date", "start_time", "id")',
    'CREATE INDEX "event_by_title" ON "event" ("precinct_id", lower("title"), "date", "id")',
    'CREATE INDEX "event_by_place" ON "event" ("precinct_id", lower("place"), "date", "id")',
    'CREATE INDEX "event_by_status" ON "event" ("precinct_id", "status", "date", "start_time", "id")',
    'CREATE INDEX "event_by_kind" ON "event" ("precinct_id", "kind_id", "date", "id", "status")',
    'CREATE INDEX "event_by_lead" ON "event" ("precinct_id", "lead_officer_id", "date", "id")',
    'CREATE INDEX "neighborhood_by_letters" ON "neighborhood" ("precinct_id", lower("name"), "id")',
    'CREATE INDEX "person_by_address" ON "person" ("precinct_id", lower("address"), lower("family_name"), lower("given_name"), "id")',
    'CREATE INDEX "person_by_email" ON "person" ("precinct_id", lower("email"), lower("family_name"), lower("given_name"), "id")',
    'CREATE INDEX "person_by_area" ON "person" ("neighborhood_id", lower("family_name"), lower("given_name"), "id", "merged_into_id", "active", "confidential")',
    'CREATE INDEX "person_by_standing" ON "person" ("precinct_id", "merged_into_id", "active", "confidential", "neighborhood_id")',
    'CREATE INDEX "follow_up_by_words" ON "follow_up" ("precinct_id", lower("words"), "id")',
    'CREATE INDEX "follow_up_by_state" ON "follow_up" ("precinct_id", "told_on", "status", "due", "priority", "id")',
    'CREATE INDEX "follow_up_by_standing" ON "follow_up" ("precinct_id", "status", "due", "priority", "told_on", "id")',
    'CREATE INDEX "follow_up_by_urgency" ON "follow_up" ("precinct_id", "priority", "due", "id")',
    'CREATE INDEX "follow_up_by_area" ON "follow_up" ("neighborhood_id", "due", "id")',
    'CREATE INDEX "follow_up_by_owner" ON "follow_up" ("precinct_id", "owner_id", "status", "told_on", "due", "priority", "id")',
)


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make them."""
    for statement in INDEXES:
        db.execute_sql(statement)
