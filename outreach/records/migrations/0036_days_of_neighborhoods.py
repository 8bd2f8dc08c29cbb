"""The days of the events of each neighborhood that were not held too, so that all of them are read in the order of their list. Frozen: later changes are migrations of their own."""

from collections.abc import Iterator

from peewee import Database, PostgresqlDatabase
from playhouse.migrate import SchemaMigrator

HELD = 'ALTER TABLE "served_day" ADD COLUMN "held" BOOLEAN NOT NULL DEFAULT true'
INTO = "INSERT INTO served_day (precinct_id, neighborhood_id, day, event_id, held)"
FILL = f"""{INTO} SELECT e.precinct_id, a.neighborhood_id, e.date, e.id, e.status = 'held'
FROM event_neighborhood AS a JOIN event AS e ON e.id = a.event_id"""
NOT_HELD = f"{FILL} WHERE e.status <> 'held'"
# By its days the events of a neighborhood are found without their rows too.
NOT_NEEDED = 'DROP INDEX "event_neighborhood_by_area"'
MOVES = ("precinct_id", "status", "date")


def in_file() -> Iterator[str]:
    """Triggers row by row."""
    for name in ("added", "changed", "moved"):
        yield f"DROP TRIGGER served_day_{name}"
    added = f"{INTO} SELECT precinct_id, NEW.neighborhood_id, date, id, status = 'held' FROM event WHERE id = NEW.event_id;"
    removed = """DELETE FROM served_day WHERE neighborhood_id = OLD.neighborhood_id AND event_id = OLD.event_id
        AND (precinct_id, day) = (SELECT precinct_id, date FROM event WHERE id = OLD.event_id);"""
    moved = f"""DELETE FROM served_day WHERE precinct_id = OLD.precinct_id AND day = OLD.date AND event_id = OLD.id
        AND neighborhood_id IN (SELECT neighborhood_id FROM event_neighborhood WHERE event_id = OLD.id);
        {INTO} SELECT NEW.precinct_id, neighborhood_id, NEW.date, NEW.id, NEW.status = 'held' FROM event_neighborhood WHERE event_id = NEW.id;"""
    old, new = (", ".join(f"{row}.{column}" for column in MOVES) for row in ("OLD", "NEW"))
    for name, deed, does in (
        ("added", "INSERT ON event_neighborhood", added),
        ("changed", "UPDATE OF event_id, neighborhood_id ON event_neighborhood", f"{removed} {added}"),
        ("moved", f"UPDATE OF {', '.join(MOVES)} ON event WHEN ({old}) IS NOT ({new})", moved),
    ):
        yield f"CREATE TRIGGER served_day_{name} AFTER {deed} BEGIN {does} END"


# The triggers of a server stay, and what they call is replaced.
HOLD = "PERFORM 1 FROM event WHERE id IN (SELECT event_id FROM changed) ORDER BY id FOR NO KEY UPDATE;"
ADDED = f"""{HOLD} {INTO} SELECT e.precinct_id, a.neighborhood_id, e.date, e.id, e.status = 'held' FROM changed AS a JOIN event AS e ON e.id = a.event_id
    ON CONFLICT DO NOTHING;"""
MOVED = f"""DELETE FROM served_day AS kept USING before, after, event_neighborhood AS a WHERE after.id = before.id AND a.event_id = before.id
        AND (before.precinct_id, before.status, before.date) IS DISTINCT FROM (after.precinct_id, after.status, after.date)
        AND kept.precinct_id = before.precinct_id AND kept.neighborhood_id = a.neighborhood_id AND kept.day = before.date AND kept.event_id = before.id;
    {INTO} SELECT after.precinct_id, a.neighborhood_id, after.date, after.id, after.status = 'held'
        FROM before JOIN after ON after.id = before.id JOIN event_neighborhood AS a ON a.event_id = after.id
        WHERE (before.precinct_id, before.status, before.date) IS DISTINCT FROM (after.precinct_id, after.status, after.date) ON CONFLICT DO NOTHING;"""


def on_server() -> Iterator[str]:
    """The same for whole statements."""
    for name, does in (("served", ADDED), ("served_another_day", MOVED)):
        yield f"CREATE OR REPLACE FUNCTION outreach_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {does} RETURN NULL; END $$"


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Add the events that were not held, and let triggers look at all of them from now on."""
    triggers = on_server() if isinstance(db, PostgresqlDatabase) else in_file()
    for statement in (HELD, NOT_HELD, NOT_NEEDED, *triggers):
        db.execute_sql(statement)
