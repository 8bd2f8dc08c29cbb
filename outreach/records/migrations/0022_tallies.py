"""How many there are of everything that a list tells beside its rows, kept by the database itself. Frozen: later changes are migrations of their own."""

from collections.abc import Iterator
from typing import NamedTuple

from peewee import Database, PostgresqlDatabase
from playhouse.migrate import SchemaMigrator


class Part(NamedTuple):
    """What a row adds to a tally: to which cell, how much, and when at all. ``{r}`` stands for the row."""

    cell: tuple[str, ...]
    amounts: tuple[str, ...]
    when: str = "1 = 1"


class Tally(NamedTuple):
    """A tally of one table: its cells, what is added up in each, the columns it follows from, and how."""

    table: str
    source: str
    cells: dict[str, str]
    amounts: tuple[str, ...]
    follows: tuple[str, ...]
    parts: tuple[Part, ...]


def month(column: str, on_server: bool) -> str:
    """The first day of the month of a day."""
    return f"date_trunc('month', {{r}}{column})::date" if on_server else f"substr({{r}}{column}, 1, 8) || '01'"


def tallies(on_server: bool) -> tuple[Tally, ...]:
    """All of them. What belongs to no neighborhood stands under 0."""
    area = "coalesce({r}neighborhood_id, 0)"
    kept = "CASE WHEN {r}status = 'done' AND {r}closed_on <= {r}due THEN 1 ELSE 0 END"
    precinct = {"precinct_id": "INTEGER"}
    return (
        Tally("event_tally", "event_turnout", {**precinct, "month": "DATE", "status": "TEXT", "kind_id": "INTEGER"},
              ("events", "counted", "reached", "present"), ("precinct_id", "status", "kind_id", "month", "heads", "present"),
              (Part(("{r}precinct_id", "{r}month", "{r}status", "{r}kind_id"),
                    ("1", "CASE WHEN {r}reached IS NULL THEN 0 ELSE 1 END", "coalesce({r}reached, 0)", "{r}present")),)),
        Tally("person_tally", "person",
              {**precinct, "active": "BOOLEAN", "confidential": "BOOLEAN", "may_contact": "BOOLEAN", "neighborhood_id": "INTEGER"},
              ("people",), ("precinct_id", "active", "confidential", "may_contact", "neighborhood_id", "merged_into_id"),
              (Part(("{r}precinct_id", "{r}active", "{r}confidential", "{r}may_contact", area), ("1",), "{r}merged_into_id IS NULL"),)),
        Tally("concern_tally", "concern", {**precinct, "topic_id": "INTEGER", "neighborhood_id": "INTEGER"},
              ("concerns",), ("precinct_id", "topic_id", "neighborhood_id"), (Part(("{r}precinct_id", "{r}topic_id", area), ("1",)),)),
        Tally("follow_up_tally", "follow_up", {**precinct, "status": "TEXT", "told": "BOOLEAN", "neighborhood_id": "INTEGER"},
              ("promises",), ("precinct_id", "status", "told_on", "neighborhood_id"),
              (Part(("{r}precinct_id", "{r}status", "{r}told_on IS NOT NULL", area), ("1",)),)),
        Tally("follow_up_month", "follow_up", {**precinct, "month": "DATE"},
              ("opened", "closed", "due", "kept"), ("precinct_id", "status", "opened_on", "closed_on", "due"),
              (Part(("{r}precinct_id", month("opened_on", on_server)), ("1", "0", "0", "0")),
               Part(("{r}precinct_id", month("closed_on", on_server)), ("0", "1", "0", "0"), "{r}closed_on IS NOT NULL"),
               Part(("{r}precinct_id", month("due", on_server)), ("0", "0", "1", kept), "{r}due IS NOT NULL"))),
    )


# What the turnout is counted under, so that a tally follows from it alone.
NEW_COLUMNS = ('"kind_id" INTEGER NOT NULL DEFAULT 0', """"status" TEXT NOT NULL DEFAULT ''""", """"month" DATE NOT NULL DEFAULT '1900-01-01'""")
ABOUT_EVENT = """UPDATE event_turnout SET
    kind_id = (SELECT kind_id FROM event WHERE id = event_id), status = (SELECT status FROM event WHERE id = event_id),
    month = (SELECT {month} FROM event WHERE id = event_id)"""
INDEXES = (
    "CREATE INDEX event_turnout_by_month ON event_turnout (precinct_id, status, month, reached, event_id)",
    "CREATE INDEX follow_up_by_concern_alone ON follow_up (precinct_id, status, concern_id) WHERE neighborhood_id IS NULL",
)


def in_file(tally: Tally) -> Iterator[str]:
    """A cell for each combination, and triggers that add to it and take from it row by row."""
    cells = ", ".join(tally.cells)
    columns = [f"{name} {kind} NOT NULL" for name, kind in tally.cells.items()]
    columns += [f"{name} INTEGER NOT NULL DEFAULT 0" for name in tally.amounts]
    yield f"CREATE TABLE {tally.table} ({', '.join(columns)}, PRIMARY KEY ({cells})) WITHOUT ROWID"
    added, taken = (" ".join(_in_cell(tally, part, row, sign) for part in tally.parts) for row, sign in (("NEW.", "+"), ("OLD.", "-")))
    old, new = (", ".join(row + column for column in tally.follows) for row in ("OLD.", "NEW."))
    yield f"CREATE TRIGGER {tally.table}_added AFTER INSERT ON {tally.source} BEGIN {added} END"
    yield f"CREATE TRIGGER {tally.table}_removed AFTER DELETE ON {tally.source} BEGIN {taken} END"
    yield (f"CREATE TRIGGER {tally.table}_changed AFTER UPDATE OF {', '.join(tally.follows)} ON {tally.source} "
           f"WHEN ({old}) IS NOT ({new}) BEGIN {taken} {added} END")


def _in_cell(tally: Tally, part: Part, row: str, sign: str) -> str:
    """Not an upsert: a statement with a way out of conflicts of its own, such as INSERT OR IGNORE, would take that away."""
    cell = [value.format(r=row) for value in part.cell]
    when = part.when.format(r=row)
    here = " AND ".join(f"{name} = ({value})" for name, value in zip(tally.cells, cell, strict=True))
    sums = ", ".join(f"{name} = {name} {sign} ({value.format(r=row)})" for name, value in zip(tally.amounts, part.amounts, strict=True))
    return (f"INSERT INTO {tally.table} ({', '.join(tally.cells)}) SELECT {', '.join(cell)} "
            f"WHERE {when} AND NOT EXISTS (SELECT 1 FROM {tally.table} WHERE {here}); "
            f"UPDATE {tally.table} SET {sums} WHERE {when} AND {here};")


SETTLED = 7_203_419
"""The lock under which tallies are settled, any number that no other lock has: the last one that a transaction takes, so nobody waits in a ring."""


def on_server(tally: Tally) -> Iterator[str]:
    """Each statement adds rows of its own to a tally, which when it is committed are put together with the one there.

    Two who write at the same time would otherwise wait for each other's row from the first of them to the end.
    """
    table, cells, amounts = tally.table, ", ".join(tally.cells), ", ".join(tally.amounts)
    columns = [f"{name} {kind} NOT NULL" for name, kind in tally.cells.items()]
    columns += [f"{name} INTEGER NOT NULL DEFAULT 0" for name in tally.amounts]
    yield f"CREATE TABLE {table} ({', '.join(columns)}, settled BOOLEAN NOT NULL DEFAULT false)"
    yield f"CREATE INDEX {table}_by_cell ON {table} ({cells})"
    yield f"CREATE INDEX {table}_by_settling ON {table} (precinct_id) WHERE NOT settled"
    sums = ", ".join(f"sum({name})" for name in tally.amounts)
    some = " OR ".join(f"sum({name}) <> 0" for name in tally.amounts)
    after, before = (" UNION ALL ".join(_of_rows(tally, part, rows, sign) for part in tally.parts) for rows, sign in (("after", ""), ("before", "-")))
    each = {"INSERT": after, "DELETE": before, "UPDATE": f"{before} UNION ALL {after}"}
    branches = " ELSIF ".join(
        f"TG_OP = '{deed}' THEN INSERT INTO {table} ({cells}, {amounts}) SELECT {cells}, {sums} FROM ({rows}) AS told GROUP BY {cells} HAVING {some};"
        for deed, rows in each.items())
    yield f"CREATE FUNCTION outreach_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {branches} END IF; RETURN NULL; END $$"
    for deed, rows in (("INSERT", "NEW TABLE AS after"), ("DELETE", "OLD TABLE AS before"), ("UPDATE", "OLD TABLE AS before NEW TABLE AS after")):
        yield (f"CREATE TRIGGER {table}_{deed.lower()} AFTER {deed} ON {tally.source} REFERENCING {rows} "
               f"FOR EACH STATEMENT EXECUTE FUNCTION outreach_{table}()")
    same = " AND ".join(f"kept.{name} = told.{name}" for name in tally.cells)
    raised = ", ".join(f"{name} = kept.{name} + told.{name}" for name in tally.amounts)
    named = ", ".join(f"sum({name}) AS {name}" for name in tally.amounts)
    yield f"""CREATE FUNCTION outreach_settle_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF EXISTS (SELECT 1 FROM {table} WHERE NOT settled) THEN
        PERFORM pg_advisory_xact_lock({SETTLED});
        WITH gone AS (DELETE FROM {table} WHERE NOT settled RETURNING *),
        told AS (SELECT {cells}, {named} FROM gone GROUP BY {cells}),
        raised AS (UPDATE {table} AS kept SET {raised} FROM told WHERE kept.settled AND {same} RETURNING kept.*)
        INSERT INTO {table} ({cells}, {amounts}, settled) SELECT {cells}, {amounts}, true FROM told
        WHERE NOT EXISTS (SELECT 1 FROM raised AS kept WHERE {same});
    END IF; RETURN NULL; END $$"""
    yield (f"CREATE CONSTRAINT TRIGGER {table}_settled AFTER INSERT ON {table} DEFERRABLE INITIALLY DEFERRED "
           f"FOR EACH ROW WHEN (NOT NEW.settled) EXECUTE FUNCTION outreach_settle_{table}()")


def _of_rows(tally: Tally, part: Part, rows: str, sign: str) -> str:
    """What some rows add, or take away, one by one."""
    cell = ", ".join(f"{value.format(r='')} AS {name}" for name, value in zip(tally.cells, part.cell, strict=True))
    amounts = ", ".join(f"{sign}({value.format(r='')}) AS {name}" for name, value in zip(tally.amounts, part.amounts, strict=True))
    return f"SELECT {cell}, {amounts} FROM {rows} WHERE {part.when.format(r='')}"


def filled(tally: Tally, settled: str) -> str:
    """The statement that counts what is kept."""
    rows = " UNION ALL ".join(_of_rows(tally, part, tally.source, "") for part in tally.parts)
    cells = ", ".join(tally.cells)
    sums = ", ".join(f"sum({name})" for name in tally.amounts)
    names, values = (", settled", f", {settled}") if settled else ("", "")
    return (f"INSERT INTO {tally.table} ({cells}, {', '.join(tally.amounts)}{names}) "
            f"SELECT {cells}, {sums}{values} FROM ({rows}) AS told GROUP BY {cells}")


TURNOUT_IN_FILE = (
    'DROP TRIGGER "turnout_event_added"',
    f"""CREATE TRIGGER "turnout_event_added" AFTER INSERT ON "event" BEGIN
    INSERT INTO "event_turnout" ("event_id", "precinct_id", "kind_id", "status", "month")
    VALUES (NEW."id", NEW."precinct_id", NEW."kind_id", NEW."status", {month('"date"', False).format(r="NEW.")}); END""",
    f"""CREATE TRIGGER "turnout_event_changed" AFTER UPDATE OF "precinct_id", "kind_id", "status", "date" ON "event" BEGIN
    UPDATE "event_turnout" SET "precinct_id" = NEW."precinct_id", "kind_id" = NEW."kind_id", "status" = NEW."status",
        "month" = {month('"date"', False).format(r="NEW.")} WHERE "event_id" = NEW."id"; END""",
)
TURNOUT_ON_SERVER = (
    f"""CREATE OR REPLACE FUNCTION outreach_turnout_of_events() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO event_turnout (event_id, precinct_id, kind_id, status, month)
    SELECT id, precinct_id, kind_id, status, {month("date", True).format(r="")} FROM changed; RETURN NULL; END $$""",
    f"""CREATE FUNCTION outreach_turnout_moves() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE event_turnout AS kept SET precinct_id = now.precinct_id, kind_id = now.kind_id, status = now.status, month = {month("date", True).format(r="now.")}
    FROM changed AS now WHERE kept.event_id = now.id AND (kept.precinct_id, kept.kind_id, kept.status, kept.month)
        IS DISTINCT FROM (now.precinct_id, now.kind_id, now.status, {month("date", True).format(r="now.")}); RETURN NULL; END $$""",
    """CREATE TRIGGER "turnout_event_UPDATE_NEW" AFTER UPDATE ON "event" REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION outreach_turnout_moves()""",
)


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the tables, count what is kept, and let triggers count from now on."""
    server = isinstance(db, PostgresqlDatabase)
    for column in NEW_COLUMNS:
        db.execute_sql(f'ALTER TABLE "event_turnout" ADD COLUMN {column}')
    db.execute_sql(ABOUT_EVENT.format(month=month('"date"', server).format(r="")))
    for statement in (*INDEXES, *(TURNOUT_ON_SERVER if server else TURNOUT_IN_FILE)):
        db.execute_sql(statement)
    for tally in tallies(server):
        for statement in on_server(tally) if server else in_file(tally):
            db.execute_sql(statement)
        db.execute_sql(filled(tally, "true" if server else ""))
