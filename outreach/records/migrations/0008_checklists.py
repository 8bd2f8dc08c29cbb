"""What there is to do before and after an event, and what events of a kind start with. Frozen."""

from peewee import (
    AutoField,
    Check,
    Database,
    DateField,
    ForeignKeyField,
    IntegerField,
    Model,
    PostgresqlDatabase,
    TextField,
    UUIDField,
)
from playhouse.migrate import SchemaMigrator
from playhouse.sqlite_ext import AutoIncrementField


class EventKind(Model):
    """Made before; named here for what refers to it."""

    class Meta:
        legacy_table_names = False


class Event(Model):
    """Made before; named here for what refers to it."""

    class Meta:
        legacy_table_names = False


def tables(key: type[AutoField]) -> tuple[type[Model], ...]:
    """The new tables, with keys that are never used twice."""

    class KindChecklistItem(Model):
        id = key()
        kind = ForeignKeyField(EventKind, backref="+")
        words = TextField(constraints=[Check("trim(\"words\") <> ''")])
        days_before = IntegerField(constraints=[Check('"days_before" BETWEEN -366 AND 366')])
        position = IntegerField()

        class Meta:
            legacy_table_names = False
            indexes = ((('kind', 'words'), True),)

    class ChecklistItem(Model):
        id = key()
        version = IntegerField()
        uid = UUIDField(unique=True)
        event = ForeignKeyField(Event, backref="+")
        words = TextField(constraints=[Check("trim(\"words\") <> ''")])
        days_before = IntegerField(constraints=[Check('"days_before" BETWEEN -366 AND 366')])
        done_on = DateField(null=True, constraints=[Check("\"done_on\" >= '1900-01-01' AND \"done_on\" < '2200-01-01'")])
        position = IntegerField()

        class Meta:
            legacy_table_names = False
            indexes = ((('event', 'words'), True),)

    return KindChecklistItem, ChecklistItem


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the tables."""
    made = tables(AutoField if isinstance(db, PostgresqlDatabase) else AutoIncrementField)
    with db.bind_ctx(made, bind_refs=False, bind_backrefs=False):
        db.create_tables(made, safe=False)
