"""An index by which the promises of an officer are read in the order of their list, in the place of the one that had them by state. Frozen: later changes are migrations of their own."""

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
    """Make it anew, with the states behind their places, so that promises of a state are told without their rows too."""
    places = order()
    db.execute_sql('DROP INDEX "follow_up_by_owner"')
    db.execute_sql(f"""CREATE INDEX "follow_up_by_owner" ON "follow_up"
    ("owner_id", ({places.STANDING}), "due", ({places.URGENCY}), "id", "precinct_id", "status", "told_on", "priority")""")
