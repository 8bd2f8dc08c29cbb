"""What the figures of a month still counted promise by promise and concern by concern, kept by the database itself. Frozen: later changes are migrations of their own."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from peewee import Database, PostgresqlDatabase
from playhouse.migrate import SchemaMigrator


def earlier() -> Any:
    """The migration of the first tallies, whose triggers these have too."""
    spec = spec_from_file_location("tallies", Path(__file__).with_name("0022_tallies.py"))
    module = module_from_spec(spec)  # type: ignore[arg-type] # it is there
    spec.loader.exec_module(module)  # type: ignore[union-attr]
    return module


def tallies(on_server: bool) -> tuple[Any, ...]:
    """Promises that stand open or late at the end of a month are those of all months up to it together: one is added where it begins, and taken where it ends."""
    module = earlier()
    later = "greatest({r}opened_on, {r}due)" if on_server else "max({r}opened_on, {r}due)"
    opened, closed, raised = (module.month(column, on_server) for column in ("opened_on", "closed_on", "raised_on"))
    late = module.month("later", on_server).replace("{r}later", later)
    days = "{r}closed_on - {r}opened_on" if on_server else "CAST(julianday({r}closed_on) - julianday({r}opened_on) AS INTEGER)"
    is_closed, was_late = "{r}closed_on IS NOT NULL", f"{{r}}due IS NOT NULL AND ({{r}}closed_on IS NULL OR {closed} > {late})"
    month = {"precinct_id": "INTEGER", "month": "DATE"}
    return (
        module.Tally("follow_up_standing", "follow_up", month, ("standing", "late"), ("precinct_id", "opened_on", "closed_on", "due"), (
            module.Part(("{r}precinct_id", opened), ("1", "0")),
            module.Part(("{r}precinct_id", closed), ("-1", "0"), is_closed),
            module.Part(("{r}precinct_id", late), ("0", "1"), was_late),
            module.Part(("{r}precinct_id", closed), ("0", "-1"), f"{is_closed} AND {was_late}"))),
        module.Tally("follow_up_closing", "follow_up", {**month, "days": "INTEGER"}, ("closed", "told"), ("precinct_id", "opened_on", "closed_on", "told_on"), (
            module.Part(("{r}precinct_id", closed, days), ("1", "CASE WHEN {r}told_on IS NULL THEN 0 ELSE 1 END"), is_closed),)),
        module.Tally("concern_month", "concern", {**month, "topic_id": "INTEGER"}, ("concerns",), ("precinct_id", "raised_on", "topic_id"), (
            module.Part(("{r}precinct_id", raised, "{r}topic_id"), ("1",)),)),
    )


# What is added up of each event, without its rows.
INDEX = "CREATE INDEX measure_by_event ON measure (event_id, kind_id, count)"


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the tables, count what is kept, and let triggers count from now on."""
    server, module = isinstance(db, PostgresqlDatabase), earlier()
    db.execute_sql(INDEX)
    for tally in tallies(server):
        for statement in module.on_server(tally) if server else module.in_file(tally):
            db.execute_sql(statement)
        db.execute_sql(module.filled(tally, "true" if server else ""))
