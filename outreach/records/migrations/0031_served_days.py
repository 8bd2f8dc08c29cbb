"""The days on which held events served each neighborhood, kept by the database itself, so that who was served lately is not asked of every event. Frozen: later changes are migrations of their own."""

from collections.abc import Iterator

from peewee import Database, PostgresqlDatabase
from playhouse.migrate import SchemaMigrator

TABLE = """CREATE TABLE "served_day" ("precinct_id" INTEGER NOT NULL, "neighborhood_id" INTEGER NOT NULL, "day" DATE NOT NULL, "event_id" INTEGER NOT NULL,
    PRIMARY KEY ("precinct_id", "neighborhood_id", "day", "event_id"))"""
INTO = "INSERT INTO served_day (precinct_id, neighborhood_id, day, event_id)"
FILL = f"""{INTO} SELECT e.precinct_id, a.neighborhood_id, e.date, e.id
FROM event_neighborhood AS a JOIN event AS e ON e.id = a.event_id WHERE e.status = 'held'"""
MOVES = ("precinct_id", "status", "date")


def in_file() -> Iterator[str]:
    """Triggers row by row."""
    added = f"{INTO} SELECT precinct_id, NEW.neighborhood_id, date, id FROM event WHERE id = NEW.event_id AND status = 'held';"
    removed = """DELETE FROM served_day WHERE neighborhood_id = OLD.neighborhood_id AND event_id = OLD.event_id
        AND (precinct_id, day) = (SELECT precinct_id, date FROM event WHERE id = OLD.event_id);"""
    moved = f"""DELETE FROM served_day WHERE precinct_id = OLD.precinct_id AND day = OLD.date AND event_id = OLD.id
        AND neighborhood_id IN (SELECT neighborhood_id FROM event_neighborhood WHERE event_id = OLD.id);
        {INTO} SELECT NEW.precinct_id, neighborhood_id, NEW.date, NEW.id FROM event_neighborhood WHERE event_id = NEW.id AND NEW.status = 'held';"""
    old, new = (", ".join(f"{row}.{column}" for column in MOVES) for row in ("OLD", "NEW"))
    for name, deed, does in (
        ("added", "INSERT ON event_neighborhood", added),
        ("removed", "DELETE ON event_neighborhood", removed),
        ("changed", "UPDATE OF event_id, neighborhood_id ON event_neighborhood", f"{removed} {added}"),
        ("moved", f"UPDATE OF {', '.join(MOVES)} ON event WHEN ({old}) IS NOT ({new})", moved),
    ):
        yield f"CREATE TRIGGER served_day_{name} AFTER {deed} BEGIN {does} END"


# A server tells of whole statements. Whoever writes which neighborhoods an event served holds the event first, so that one who moves it meanwhile
# comes before, and is seen here, or after, and sees what is written here.
HOLD = "PERFORM 1 FROM event WHERE id IN (SELECT event_id FROM changed) ORDER BY id FOR NO KEY UPDATE;"
ADDED = f"""{HOLD} {INTO} SELECT e.precinct_id, a.neighborhood_id, e.date, e.id FROM changed AS a JOIN event AS e ON e.id = a.event_id
    WHERE e.status = 'held' ON CONFLICT DO NOTHING;"""
REMOVED = f"""{HOLD} DELETE FROM served_day AS kept USING changed AS a, event AS e WHERE e.id = a.event_id AND kept.precinct_id = e.precinct_id
    AND kept.neighborhood_id = a.neighborhood_id AND kept.day = e.date AND kept.event_id = e.id;"""
MOVED = """DELETE FROM served_day AS kept USING before, after, event_neighborhood AS a WHERE after.id = before.id AND a.event_id = before.id
        AND (before.precinct_id, before.status, before.date) IS DISTINCT FROM (after.precinct_id, after.status, after.date)
        AND kept.precinct_id = before.precinct_id AND kept.neighborhood_id = a.neighborhood_id AND kept.day = before.date AND kept.event_id = before.id;
    INSERT INTO served_day (precinct_id, neighborhood_id, day, event_id) SELECT after.precinct_id, a.neighborhood_id, after.date, after.id
        FROM before JOIN after ON after.id = before.id JOIN event_neighborhood AS a ON a.event_id = after.id WHERE after.status = 'held'
        AND (before.precinct_id, before.status, before.date) IS DISTINCT FROM (after.precinct_id, after.status, after.date) ON CONFLICT DO NOTHING;"""
SERVER_FUNCTIONS = (("served", ADDED), ("served_no_more", REMOVED), ("served_another_day", MOVED))
# Triggers go by their names: what was served is taken away before what is served now comes.
SERVER_TRIGGERS = (
    ("served_day_added", "INSERT ON event_neighborhood", "NEW TABLE AS changed", "served"),
    ("served_day_removed", "DELETE ON event_neighborhood", "OLD TABLE AS changed", "served_no_more"),
    ("served_day_changed_from", "UPDATE ON event_neighborhood", "OLD TABLE AS changed", "served_no_more"),
    ("served_day_changed_to", "UPDATE ON event_neighborhood", "NEW TABLE AS changed", "served"),
    ("served_day_moved", "UPDATE ON event", "OLD TABLE AS before NEW TABLE AS after", "served_another_day"),
)


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the table, look at all that is kept, and let triggers look from now on."""
    on_server = isinstance(db, PostgresqlDatabase)
    db.execute_sql(TABLE if on_server else f"{TABLE} WITHOUT ROWID")
    db.execute_sql(FILL)
    if not on_server:
        for statement in in_file():
            db.execute_sql(statement)
        return
    for name, does in SERVER_FUNCTIONS:
        db.execute_sql(f"CREATE FUNCTION outreach_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {does} RETURN NULL; END $$")
    for name, deed, rows, function in SERVER_TRIGGERS:
        db.execute_sql(f"CREATE TRIGGER {name} AFTER {deed} REFERENCING {rows} FOR EACH STATEMENT EXECUTE FUNCTION outreach_{function}()")
