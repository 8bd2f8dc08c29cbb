"""What the figures of a month still read event by event, what was counted at those held and when they began, added up by the database itself. Frozen: later changes are migrations of their own."""

from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from peewee import Database, PostgresqlDatabase
from playhouse.migrate import SchemaMigrator


def earlier() -> Any:
    """The migration of the first tallies, whose triggers this has too."""
    spec = spec_from_file_location("tallies", Path(__file__).with_name("0022_tallies.py"))
    module = module_from_spec(spec)  # type: ignore[arg-type] # it is there
    spec.loader.exec_module(module)  # type: ignore[union-attr]
    return module


AMOUNTS = ("places", "noted", "total")
PLACES = ("1", "CASE WHEN {r}count IS NULL THEN 0 ELSE 1 END", "CASE WHEN {r}count IS NULL THEN 0 ELSE {r}count END")


def tallies(on_server: bool) -> tuple[Any, ...]:
    """Of each measure, how many events left a place for it, how many of them noted it, and their sum, by the month of the event, which stays where it
    is meanwhile. And how many events began at each time of the day, as it is written; where that is not known, under no words."""
    module = earlier()

    def of_event(column: str) -> str:
        return f"(SELECT {column} FROM event WHERE event.id = {{r}}event_id)"

    month, cell = module.month("date", on_server), {"precinct_id": "INTEGER", "month": "DATE"}
    start = f"coalesce({{r}}start_time{'::text' if on_server else ''}, '')"
    measured = module.Part((of_event("precinct_id"), of_event(month.replace("{r}", "")), "{r}kind_id"), PLACES, f"{of_event('status')} = 'held'")
    begun = module.Part(("{r}precinct_id", month, start), ("1",), "{r}status = 'held'")
    return (
        module.Tally("measure_month", "measure", {**cell, "kind_id": "INTEGER"}, AMOUNTS, ("event_id", "kind_id", "count"), (measured,)),
        module.Tally("start_month", "event", {**cell, "start": "TEXT"}, ("events",), ("precinct_id", "status", "date", "start_time"), (begun,)),
    )


MOVES = ("precinct_id", "status", "date")
NAMED = "precinct_id, month, kind_id"


def moved_in_file() -> str:
    """What an event that comes to another month, is held or is not takes from the cells of its measures, and adds to others; none has two of a kind."""
    old, new = (", ".join(f"{row}.{column}" for column in MOVES) for row in ("OLD", "NEW"))
    month = earlier().month("date", False)
    own = "measure WHERE measure.event_id = NEW.id"

    def changed(row: str, sign: str) -> str:
        sums = ", ".join(f"{name} = {name} {sign} {amount.format(r='measure.')}" for name, amount in zip(AMOUNTS, PLACES, strict=True))
        return (f"UPDATE measure_month SET {sums} FROM {own} AND {row}.status = 'held' AND measure_month.precinct_id = {row}.precinct_id "
                f"AND measure_month.month = {month.format(r=f'{row}.')} AND measure_month.kind_id = measure.kind_id;")

    here = month.format(r="NEW.")
    there = f"SELECT 1 FROM measure_month AS there WHERE there.precinct_id = NEW.precinct_id AND there.month = {here} AND there.kind_id = measure.kind_id"
    return (f"CREATE TRIGGER measure_month_moved AFTER UPDATE OF {', '.join(MOVES)} ON event WHEN ({old}) IS NOT ({new}) BEGIN {changed('OLD', '-')} "
            f"INSERT INTO measure_month ({NAMED}) SELECT NEW.precinct_id, {here}, measure.kind_id FROM {own} AND NEW.status = 'held' AND NOT EXISTS ({there}); "
            f"{changed('NEW', '+')} END")


# Whoever writes a measure holds its event first, as for the neighborhoods it served; triggers go by their names, and these come first.
HELD = (
    ("event_held_for_measures_added", "INSERT", "NEW TABLE AS changed"),
    ("event_held_for_measures_removed", "DELETE", "OLD TABLE AS changed"),
    ("event_held_for_measures_changed_from", "UPDATE", "OLD TABLE AS changed"),
    ("event_held_for_measures_changed_to", "UPDATE", "NEW TABLE AS changed"),
)


def moved_on_server() -> Iterator[str]:
    """The same for whole statements."""
    yield """CREATE FUNCTION outreach_hold_events() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM 1 FROM event WHERE id IN (SELECT event_id FROM changed) ORDER BY id FOR NO KEY UPDATE; RETURN NULL; END $$"""
    for name, deed, rows in HELD:
        yield f"CREATE TRIGGER {name} AFTER {deed} ON measure REFERENCING {rows} FOR EACH STATEMENT EXECUTE FUNCTION outreach_hold_events()"
    old, new = (", ".join(f"{row}.{column}" for column in MOVES) for row in ("before", "after"))

    def changed(row: str, sign: str) -> str:
        amounts = ", ".join(f"{sign}({amount.format(r='m.')}) AS {name}" for name, amount in zip(AMOUNTS, PLACES, strict=True))
        return (f"SELECT {row}.precinct_id, date_trunc('month', {row}.date)::date AS month, m.kind_id, {amounts} FROM before JOIN after ON after.id = before.id "
                f"JOIN measure AS m ON m.event_id = after.id WHERE ({old}) IS DISTINCT FROM ({new}) AND {row}.status = 'held'")

    yield f"""CREATE FUNCTION outreach_measures_moved() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO measure_month ({NAMED}, places, noted, total) SELECT {NAMED}, sum(places), sum(noted), sum(total)
    FROM ({changed("before", "-")} UNION ALL {changed("after", "")}) AS told GROUP BY {NAMED} HAVING sum(places) <> 0 OR sum(noted) <> 0 OR sum(total) <> 0;
    RETURN NULL; END $$"""
    yield """CREATE TRIGGER measure_month_moved AFTER UPDATE ON event REFERENCING OLD TABLE AS before NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION outreach_measures_moved()"""


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the tables, count what is kept, and let triggers count from now on."""
    server, module = isinstance(db, PostgresqlDatabase), earlier()
    for tally in tallies(server):
        for statement in module.on_server(tally) if server else module.in_file(tally):
            db.execute_sql(statement)
        db.execute_sql(module.filled(tally, "true" if server else ""))
    for statement in moved_on_server() if server else (moved_in_file(),):
        db.execute_sql(statement)
