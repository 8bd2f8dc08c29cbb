"""What a problem counts before and after: an offense of the crime snapshot, an area, and two periods. Frozen."""

from peewee import AutoField, Check, Database, DateField, ForeignKeyField, Model
from playhouse.migrate import SchemaMigrator, migrate


class Offense(Model):
    """Made before; named here for what refers to it."""

    id = AutoField()

    class Meta:
        legacy_table_names = False


class Neighborhood(Model):
    """Made before; named here for what refers to it."""

    id = AutoField()

    class Meta:
        legacy_table_names = False


COLUMNS = (
    ("counted_offense_id", ForeignKeyField(Offense, field=Offense.id, null=True)),
    ("counted_area_id", ForeignKeyField(Neighborhood, field=Neighborhood.id, null=True)),
    (
        "before_from",
        DateField(null=True, constraints=[Check("\"before_from\" >= '1900-01-01' AND \"before_from\" < '2200-01-01'")]),
    ),
    (
        "before_to",
        DateField(null=True, constraints=[Check('"before_to" IS NULL OR "before_to" >= "before_from"')]),
    ),
    ("after_from", DateField(null=True, constraints=[Check('"after_from" > "before_to"')])),
    ("after_to", DateField(null=True, constraints=[Check('"after_to" IS NULL OR "after_to" >= "after_from"')])),
)


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Add the columns; every problem begins without them."""
    migrate(*(migrator.add_column("problem", name, field) for name, field in COLUMNS))
