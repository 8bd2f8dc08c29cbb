"""Field kits, what became of each change made in one, and which records here those made there are. Frozen."""

from peewee import (
    AutoField,
    BooleanField,
    Check,
    Database,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    PostgresqlDatabase,
    TextField,
    UUIDField,
)
from playhouse.migrate import SchemaMigrator
from playhouse.sqlite_ext import AutoIncrementField


class Precinct(Model):
    """Made before; named here for what refers to it."""

    class Meta:
        legacy_table_names = False


class Officer(Model):
    """Made before; named here for what refers to it."""

    class Meta:
        legacy_table_names = False


def tables(key: type[AutoField]) -> tuple[type[Model], ...]:
    """The new tables, with keys that are never used twice."""

    class FieldKit(Model):
        id = key()
        version = IntegerField()
        uid = UUIDField(unique=True)
        precinct = ForeignKeyField(Precinct, backref="+")
        name = TextField(constraints=[Check("trim(\"name\") <> ''")])
        officer = ForeignKeyField(Officer, null=True, backref="+")
        role = TextField()
        made_at = DateTimeField()
        expires_at = DateTimeField()
        holds = TextField()
        is_here = BooleanField()
        last_entry = IntegerField()
        last_hash = TextField()

        class Meta:
            legacy_table_names = False

    class KitEntry(Model):
        id = key()
        kit = ForeignKeyField(FieldKit, backref="+")
        entry = IntegerField()
        action = TextField()
        actor = TextField()
        workstation = TextField()
        recorded_at = TextField()
        state = TextField(constraints=[Check("\"state\" IN ('told', 'applied', 'same', 'waiting', 'left out')")])
        reason = TextField()
        payload = TextField()

        class Meta:
            legacy_table_names = False
            indexes = ((("kit", "entry"), True),)

    class KitKey(Model):
        id = key()
        kit = ForeignKeyField(FieldKit, backref="+")
        table_name = TextField()
        kit_key = IntegerField()
        home_key = IntegerField()

        class Meta:
            legacy_table_names = False
            indexes = ((("kit", "table_name", "kit_key"), True),)

    return FieldKit, KitEntry, KitKey


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the tables."""
    made = tables(AutoField if isinstance(db, PostgresqlDatabase) else AutoIncrementField)
    with db.bind_ctx(made, bind_refs=False, bind_backrefs=False):
        db.create_tables(made, safe=False)
