"""What the columns of files of one shape mean, as it was confirmed last. Frozen."""

from peewee import AutoField, Check, Database, ForeignKeyField, Model, PostgresqlDatabase, TextField
from playhouse.migrate import SchemaMigrator
from playhouse.sqlite_ext import AutoIncrementField


class Precinct(Model):
    """Made before; named here for what refers to it."""

    class Meta:
        legacy_table_names = False


def table(key: type[AutoField]) -> type[Model]:
    """The new table, with keys that are never used twice."""

    class RememberedMapping(Model):
        id = key()
        precinct = ForeignKeyField(Precinct, backref="+")
        kind = TextField(constraints=[Check("trim(\"kind\") <> ''")])
        shape = TextField(constraints=[Check("trim(\"shape\") <> ''")])
        mapping = TextField()

        class Meta:
            legacy_table_names = False
            indexes = ((('precinct', 'kind', 'shape'), True),)

    return RememberedMapping


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the table."""
    made = table(AutoField if isinstance(db, PostgresqlDatabase) else AutoIncrementField)
    with db.bind_ctx([made], bind_refs=False, bind_backrefs=False):
        db.create_tables([made], safe=False)
