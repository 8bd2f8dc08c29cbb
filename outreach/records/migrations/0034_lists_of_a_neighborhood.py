"""Indexes by which the promises of a neighborhood are read in the order of their list, and its events without their rows. Frozen: later changes are migrations of their own."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from peewee import Database
from playhouse.migrate import SchemaMigrator


def order() -> Any:
    """The migration that told the places of the list of promises."""
    spec = spec_from_file_location("order", Path(__file__).with_name("0033_promises_in_their_order.py"))
    module = module_from_spec(spec)  # type: ignore[arg-type] # it is there
    spec.loader.exec_module(module)  # type: ignore[union-attr]
    return module


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make them."""
    places = order()
    db.execute_sql(f"""CREATE INDEX "follow_up_by_area_in_order" ON "follow_up"
    ("neighborhood_id", ({places.STANDING}), "due", ({places.URGENCY}), "id", "precinct_id")""")
    db.execute_sql('CREATE INDEX "event_neighborhood_by_area" ON "event_neighborhood" ("neighborhood_id", "event_id")')
