"""The days of the events that each officer led or was at, kept by the database itself, so that they are read in the order of their list. Frozen: later changes are migrations of their own."""

from collections.abc import Iterator

from peewee import Database, PostgresqlDatabase
from playhouse.migrate import SchemaMigrator

TABLE = """CREATE TABLE "officer_day" ("officer_id" INTEGER NOT NULL, "day" DATE NOT NULL, "event_id" INTEGER NOT NULL,
    PRIMARY KEY ("officer_id", "day", "event_id"))"""
INTO = "INSERT INTO officer_day (officer_id, day, event_id)"
FILL = f"""{INTO} SELECT lead_officer_id, date, id FROM event WHERE lead_officer_id IS NOT NULL
UNION SELECT a.officer_id, e.date, e.id FROM event_officer AS a JOIN event AS e ON e.id = a.event_id"""


def in_file() -> Iterator[str]:
    """Triggers row by row. Who led an event and was at it too stands once, until neither is so."""
    added = f"{INTO} SELECT NEW.officer_id, date, id FROM event WHERE id = NEW.event_id AND lead_officer_id IS NOT NEW.officer_id;"
    removed = """DELETE FROM officer_day WHERE officer_id = OLD.officer_id AND event_id = OLD.event_id
        AND day = (SELECT date FROM event WHERE id = OLD.event_id AND lead_officer_id IS NOT OLD.officer_id);"""
    led = f"{INTO} VALUES (NEW.lead_officer_id, NEW.date, NEW.id);"
    of_event = "SELECT {row}.lead_officer_id AS officer_id UNION SELECT officer_id FROM event_officer WHERE event_id = {row}.id"
    gone = f"DELETE FROM officer_day WHERE day = OLD.date AND event_id = OLD.id AND officer_id IN ({of_event.format(row='OLD')});"
    there = f"{INTO} SELECT officer_id, NEW.date, NEW.id FROM ({of_event.format(row='NEW')}) WHERE officer_id IS NOT NULL;"
    for name, deed, does in (
        ("added", "INSERT ON event_officer", added),
        ("removed", "DELETE ON event_officer", removed),
        ("changed", "UPDATE OF event_id, officer_id ON event_officer", f"{removed} {added}"),
        ("event_added", "INSERT ON event WHEN NEW.lead_officer_id IS NOT NULL", led),
        ("event_removed", "DELETE ON event", gone),
        ("event_moved", "UPDATE OF lead_officer_id, date ON event WHEN (OLD.lead_officer_id, OLD.date) IS NOT (NEW.lead_officer_id, NEW.date)",
         f"{gone} {there}"),
    ):
        yield f"CREATE TRIGGER officer_day_{name} AFTER {deed} BEGIN {does} END"


# A server tells of whole statements. As for the neighborhoods that an event served, whoever writes who was at it holds the event first.
HOLD = "PERFORM 1 FROM event WHERE id IN (SELECT event_id FROM changed) ORDER BY id FOR NO KEY UPDATE;"
ADDED = f"""{HOLD} {INTO} SELECT a.officer_id, e.date, e.id FROM changed AS a JOIN event AS e ON e.id = a.event_id ON CONFLICT DO NOTHING;"""
REMOVED = f"""{HOLD} DELETE FROM officer_day AS kept USING changed AS a, event AS e WHERE e.id = a.event_id AND kept.officer_id = a.officer_id
    AND kept.day = e.date AND kept.event_id = e.id AND e.lead_officer_id IS DISTINCT FROM a.officer_id;"""
LED = f"{INTO} SELECT lead_officer_id, date, id FROM changed WHERE lead_officer_id IS NOT NULL;"
LED_NO_MORE = """DELETE FROM officer_day AS kept USING changed AS e
    WHERE kept.officer_id = e.lead_officer_id AND kept.day = e.date AND kept.event_id = e.id;"""
OF_MOVED = """FROM before JOIN after ON after.id = before.id JOIN LATERAL
    (SELECT {row}.lead_officer_id AS officer_id UNION SELECT officer_id FROM event_officer WHERE event_id = {row}.id) AS a ON a.officer_id IS NOT NULL
    WHERE (before.lead_officer_id, before.date) IS DISTINCT FROM (after.lead_officer_id, after.date)"""
MOVED = f"""DELETE FROM officer_day AS kept USING (SELECT a.officer_id, before.date, before.id {OF_MOVED.format(row="before")}) AS gone
        WHERE kept.officer_id = gone.officer_id AND kept.day = gone.date AND kept.event_id = gone.id;
    {INTO} SELECT a.officer_id, after.date, after.id {OF_MOVED.format(row="after")} ON CONFLICT DO NOTHING;"""
SERVER_FUNCTIONS = (("was_there", ADDED), ("was_not_there", REMOVED), ("led", LED), ("led_no_more", LED_NO_MORE), ("led_another_day", MOVED))
# Triggers go by their names: who was there is taken away before who is there now comes.
SERVER_TRIGGERS = (
    ("officer_day_added", "INSERT ON event_officer", "NEW TABLE AS changed", "was_there"),
    ("officer_day_removed", "DELETE ON event_officer", "OLD TABLE AS changed", "was_not_there"),
    ("officer_day_changed_from", "UPDATE ON event_officer", "OLD TABLE AS changed", "was_not_there"),
    ("officer_day_changed_to", "UPDATE ON event_officer", "NEW TABLE AS changed", "was_there"),
    ("officer_day_event_added", "INSERT ON event", "NEW TABLE AS changed", "led"),
    ("officer_day_event_removed", "DELETE ON event", "OLD TABLE AS changed", "led_no_more"),
    ("officer_day_event_moved", "UPDATE ON event", "OLD TABLE AS before NEW TABLE AS after", "led_another_day"),
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
