"""The day on which each person first came to a held event, kept by the database itself, so that no figure asks who ever came before. Frozen: later changes are migrations of their own."""

from collections.abc import Iterator

from peewee import Database, PostgresqlDatabase
from playhouse.migrate import SchemaMigrator

# Somebody merged into another is the other; no day stands only within a statement, until the row is gone.
TABLE = 'CREATE TABLE "first_attendance" ("person_id" INTEGER NOT NULL PRIMARY KEY, "precinct_id" INTEGER NOT NULL, "day" DATE)'
INDEX = 'CREATE INDEX "first_attendance_by_day" ON "first_attendance" ("precinct_id", "day")'

ONE_PERSON = "coalesce(p.merged_into_id, p.id)"
CAME = "attendance AS a JOIN person AS p ON p.id = a.person_id JOIN event AS e ON e.id = a.event_id"
FIRST = """(SELECT min(e.date) FROM person AS p JOIN attendance AS a ON a.person_id = p.id JOIN event AS e ON e.id = a.event_id
    WHERE (p.merged_into_id = first_attendance.person_id OR (p.id = first_attendance.person_id AND p.merged_into_id IS NULL))
        AND a.present AND e.status = 'held')"""
FILL = f"""INSERT INTO first_attendance (person_id, precinct_id, day)
SELECT one.id, one.precinct_id, min(e.date) FROM {CAME} JOIN person AS one ON one.id = {ONE_PERSON}
WHERE a.present AND e.status = 'held' GROUP BY one.id, one.precinct_id"""


def come(lines: str) -> str:
    """In a file: those of some lines get a day, or a sooner one. Not an upsert: a statement with a way out of conflicts of its own would take that away."""
    held = f"a.present AND e.status = 'held' AND {lines}"
    return (
        "INSERT INTO first_attendance (person_id, precinct_id, day) SELECT one.id, one.precinct_id, min(e.date) "
        f"FROM {CAME} JOIN person AS one ON one.id = {ONE_PERSON} WHERE {held} "
        "AND NOT EXISTS (SELECT 1 FROM first_attendance WHERE person_id = one.id) GROUP BY one.id, one.precinct_id; "
        "UPDATE first_attendance SET day = told.day "
        f"FROM (SELECT {ONE_PERSON} AS person_id, min(e.date) AS day FROM {CAME} WHERE {held} GROUP BY 1) AS told "
        "WHERE first_attendance.person_id = told.person_id AND first_attendance.day > told.day;")


def look_again(people: str, day: str = "") -> str:
    """In a file: the first day of some people, or of those of them whose day it was, from all of their lines."""
    those = f"person_id IN ({people})"
    return (f"UPDATE first_attendance SET day = {FIRST} WHERE {those}{day and f' AND day = ({day})'}; "
            f"DELETE FROM first_attendance WHERE {those} AND day IS NULL;")


def in_file() -> Iterator[str]:
    """Triggers row by row; those of many lines are looked at by whoever writes many, while a row stands in ``event_turnout_waiting``."""
    came, left = come("a.id = NEW.id"), look_again(
        f"SELECT {ONE_PERSON} FROM person AS p WHERE p.id = OLD.person_id", "SELECT date FROM event WHERE id = OLD.event_id AND status = 'held'")
    here = f"SELECT {ONE_PERSON} FROM attendance AS a JOIN person AS p ON p.id = a.person_id WHERE a.event_id = NEW.id AND a.present"
    both = "coalesce(OLD.merged_into_id, OLD.id), coalesce(NEW.merged_into_id, NEW.id)"
    known, was_known = "NEW.present AND NEW.person_id IS NOT NULL", "OLD.present AND OLD.person_id IS NOT NULL"
    moved = "(OLD.status, OLD.date) IS NOT (NEW.status, NEW.date)"
    for name, deed, does in (
        ("line_added", f"INSERT ON attendance WHEN {known} AND NOT EXISTS (SELECT 1 FROM event_turnout_waiting)", came),
        ("line_removed", f"DELETE ON attendance WHEN {was_known}", left),
        ("line_changed_from", f"UPDATE OF person_id, event_id, present ON attendance WHEN {was_known}", left),
        ("line_changed_to", f"UPDATE OF person_id, event_id, present ON attendance WHEN {known}", came),
        ("event_moved_from", f"UPDATE OF status, date ON event WHEN OLD.status = 'held' AND {moved}", look_again(here, "OLD.date")),
        ("event_moved_to", f"UPDATE OF status, date ON event WHEN NEW.status = 'held' AND {moved}", come("a.event_id = NEW.id")),
        ("person_merged", """UPDATE OF merged_into_id, precinct_id ON person
            WHEN (OLD.merged_into_id, OLD.precinct_id) IS NOT (NEW.merged_into_id, NEW.precinct_id)""",
         f"{come(f'{ONE_PERSON} IN ({both})')} {look_again(both)} "
         "UPDATE first_attendance SET precinct_id = NEW.precinct_id WHERE person_id = NEW.id;"),
    ):
        yield f"CREATE TRIGGER first_attendance_{name} AFTER {deed} BEGIN {does} END"


def moved(*columns: str, joined: str = "", also: str = "true") -> str:
    """On a server: the rows of a statement in which one of some columns has changed."""
    old, new = (", ".join(f"{row}.{column}" for column in columns) for row in ("before", "after"))
    return f"before JOIN after ON after.id = before.id {joined} WHERE ({old}) IS DISTINCT FROM ({new}) AND {also}"


# A server tells of whole statements. Whoever writes a line holds its person first and then the turnout of its event: so what another
# changes of either meanwhile is seen here, or what is written here is seen there. Triggers go by their names: this one's come after the turnout's.
HOLD = "PERFORM 1 FROM person WHERE id IN (SELECT person_id FROM changed WHERE present) ORDER BY id FOR SHARE;"
COME = f"""INSERT INTO first_attendance AS kept (person_id, precinct_id, day)
    SELECT one.id, one.precinct_id, min(e.date) FROM {{lines}} AS a JOIN person AS p ON p.id = a.person_id
    JOIN event AS e ON e.id = a.event_id JOIN person AS one ON one.id = {ONE_PERSON}
    WHERE a.present AND e.status = 'held' GROUP BY one.id, one.precinct_id ORDER BY one.id
    ON CONFLICT (person_id) DO UPDATE SET day = excluded.day WHERE kept.day > excluded.day;"""
LOOK_AGAIN = f"""PERFORM 1 FROM first_attendance WHERE person_id = ANY (people) ORDER BY person_id FOR UPDATE;
    UPDATE first_attendance SET day = {FIRST} WHERE person_id = ANY (people);
    DELETE FROM first_attendance WHERE person_id = ANY (people) AND day IS NULL;"""
WHOSE_DAY = f"JOIN person AS p ON p.id = a.person_id JOIN first_attendance AS kept ON kept.person_id = {ONE_PERSON} AND kept.day ="
EVENT = ("status", "date")
ON_SERVER = (
    ("hold_people", HOLD),
    ("first_came", COME.format(lines="changed")),
    ("first_left", f"""people := ARRAY(SELECT kept.person_id FROM changed AS a JOIN event AS e ON e.id = a.event_id {WHOSE_DAY} e.date WHERE a.present);
    {LOOK_AGAIN}"""),
    ("first_moved", f"""IF NOT EXISTS (SELECT 1 FROM {moved(*EVENT)}) THEN RETURN NULL; END IF;
    PERFORM 1 FROM event_turnout WHERE event_id IN (SELECT after.id FROM {moved(*EVENT)}) ORDER BY event_id FOR UPDATE;
    people := ARRAY(SELECT kept.person_id FROM {moved(
        *EVENT, joined=f"JOIN attendance AS a ON a.event_id = after.id {WHOSE_DAY} before.date", also="a.present AND before.status = 'held'")});
    {LOOK_AGAIN}
    {COME.format(lines=f"(SELECT * FROM attendance WHERE event_id IN (SELECT after.id FROM {moved(*EVENT)}))")}"""),
    ("first_merged", f"""people := ARRAY(SELECT unnest(ARRAY[coalesce(before.merged_into_id, before.id), coalesce(after.merged_into_id, after.id)])
        FROM {moved("merged_into_id", "precinct_id")});
    IF people = '{{}}' THEN RETURN NULL; END IF;
    {COME.format(lines=f"(SELECT line.* FROM attendance AS line JOIN person AS p ON p.id = line.person_id WHERE {ONE_PERSON} = ANY (people))")}
    {LOOK_AGAIN}
    UPDATE first_attendance AS kept SET precinct_id = one.precinct_id FROM person AS one
        WHERE kept.person_id = ANY (people) AND one.id = kept.person_id AND kept.precinct_id <> one.precinct_id;"""),
)
BOTH = "OLD TABLE AS before NEW TABLE AS after"
SERVER_TRIGGERS = (
    ("people_held_for_added", "INSERT ON attendance", "NEW TABLE AS changed", "hold_people"),
    ("people_held_for_removed", "DELETE ON attendance", "OLD TABLE AS changed", "hold_people"),
    ("people_held_for_changed_from", "UPDATE ON attendance", "OLD TABLE AS changed", "hold_people"),
    ("people_held_for_changed_to", "UPDATE ON attendance", "NEW TABLE AS changed", "hold_people"),
    ("visit_added", "INSERT ON attendance", "NEW TABLE AS changed", "first_came"),
    ("visit_removed", "DELETE ON attendance", "OLD TABLE AS changed", "first_left"),
    ("visit_changed_from", "UPDATE ON attendance", "OLD TABLE AS changed", "first_left"),
    ("visit_changed_to", "UPDATE ON attendance", "NEW TABLE AS changed", "first_came"),
    ("visit_moved", "UPDATE ON event", BOTH, "first_moved"),
    ("visit_merged", "UPDATE ON person", BOTH, "first_merged"),
)


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the table, look at all that is kept, and let triggers look from now on."""
    for statement in (TABLE, FILL, INDEX):
        db.execute_sql(statement)
    if not isinstance(db, PostgresqlDatabase):
        for statement in in_file():
            db.execute_sql(statement)
        return
    for name, does in ON_SERVER:
        people = "DECLARE people integer[]; " if "people :=" in does else ""
        db.execute_sql(f"CREATE FUNCTION outreach_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ {people}BEGIN {does} RETURN NULL; END $$")
    for name, deed, rows, function in SERVER_TRIGGERS:
        db.execute_sql(f"CREATE TRIGGER {name} AFTER {deed} REFERENCING {rows} FOR EACH STATEMENT EXECUTE FUNCTION outreach_{function}()")
