"""An index by which all promises, and all that are open, are read in the order of their list. Frozen: later changes are migrations of their own."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

# The places are numbers in the statement itself: to a database an expression with a value of its own is another one.
STANDING = "CASE WHEN status IN ('open', 'in progress', 'waiting on partner') THEN 0 WHEN told_on IS NULL THEN 1 ELSE 2 END"
URGENCY = "CASE priority WHEN 'high' THEN 0 WHEN 'normal' THEN 1 WHEN 'low' THEN 2 ELSE 99 END"
INDEX = f'CREATE INDEX "follow_up_by_order" ON "follow_up" ("precinct_id", ({STANDING}), "due", ({URGENCY}), "id")'


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make it."""
    db.execute_sql(INDEX)
