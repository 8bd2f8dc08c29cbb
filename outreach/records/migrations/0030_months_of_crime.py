"""Crime counts added up over the neighborhoods by the database itself, and in their indexes what the first page of a list and a map still looked up. Frozen: later changes are migrations of their own."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from peewee import Database, PostgresqlDatabase
from playhouse.migrate import SchemaMigrator

INDEXES = (
    # By name, with what lists leave out, so that the page is read off the end of a number.
    'DROP INDEX "person_by_phone_end"',
    'CREATE INDEX "person_by_phone_end" ON "person" ({phone_end}, lower("family_name"), lower("given_name"), "id", "phone_digits", "precinct_id", "merged_into_id", "active", "confidential")',
    # With the places of the promises that stand open, which are counted by neighborhood.
    'DROP INDEX "follow_up_by_closing"',
    'CREATE INDEX "follow_up_by_closing" ON "follow_up" ("precinct_id", "closed_on", "opened_on", "due", "told_on", "neighborhood_id", "concern_id")',
    # The tally takes its place.
    'DROP INDEX "crime_count_by_month"',
)


def earlier() -> Any:
    """The migration of the first tallies, whose triggers this has too."""
    spec = spec_from_file_location("tallies", Path(__file__).with_name("0022_tallies.py"))
    module = module_from_spec(spec)  # type: ignore[arg-type] # it is there
    spec.loader.exec_module(module)  # type: ignore[union-attr]
    return module


def tallies(on_server: bool) -> tuple[Any, ...]:
    """How many areas have a count, and their sum: a sum of zero where there are counts is known to be zero."""
    cells = {"precinct_id": "INTEGER", "month": "DATE", "offense_id": "INTEGER", "scope": "TEXT"}
    module, follows = earlier(), ("precinct_id", "month", "offense_id", "scope", "count")
    part = module.Part(tuple(f"{{r}}{column}" for column in cells), ("1", "{r}count"))
    return (module.Tally("crime_tally", "crime_count", cells, ("areas", "total"), follows, (part,)),)


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the table, count what is kept, let triggers count from now on, and make the indexes anew."""
    server, module = isinstance(db, PostgresqlDatabase), earlier()
    phone_end = "right(phone_digits, 3)" if server else "substr(phone_digits, -3)"
    for tally in tallies(server):
        for statement in module.on_server(tally) if server else module.in_file(tally):
            db.execute_sql(statement)
        db.execute_sql(module.filled(tally, "true" if server else ""))
    for statement in INDEXES:
        db.execute_sql(statement.format(phone_end=phone_end))
