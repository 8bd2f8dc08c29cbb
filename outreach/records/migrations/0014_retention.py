"""How long names and words are kept, and what is held back from a purge. Frozen."""

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


class Precinct(Model):
    """Made before; named here for what refers to it."""

    class Meta:
        legacy_table_names = False


def tables(made: type[AutoField]) -> tuple[type[Model], ...]:
    """The new tables, with keys that are never used twice."""

    class RetentionRule(Model):
        id = made()
        version = IntegerField()
        precinct = ForeignKeyField(Precinct, backref="+")
        kind = TextField(
            constraints=[
                Check("\"kind\" IN ('people', 'sign-ins', 'concerns', 'promises', 'files', 'audit details')")
            ]
        )
        years = IntegerField(constraints=[Check('"years" BETWEEN 1 AND 100')])

        class Meta:
            legacy_table_names = False
            indexes = ((("precinct", "kind"), True),)

    class LegalHold(Model):
        id = made()
        version = IntegerField()
        uid = UUIDField(unique=True)
        precinct = ForeignKeyField(Precinct, backref="+")
        kind = TextField(
            constraints=[Check("\"kind\" IN ('person', 'event', 'concern', 'follow_up', 'everything')")]
        )
        key = IntegerField(null=True)
        reason = TextField(constraints=[Check("trim(\"reason\") <> ''")])
        placed_on = DateField()
        lifted_on = DateField(
            null=True, constraints=[Check('"lifted_on" IS NULL OR "lifted_on" >= "placed_on"')]
        )

        class Meta:
            legacy_table_names = False
            constraints = (Check("(kind = 'everything') = (key IS NULL)"),)

    return RetentionRule, LegalHold


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the tables."""
    made = tables(AutoField if isinstance(db, PostgresqlDatabase) else AutoIncrementField)
    with db.bind_ctx(made, bind_refs=False, bind_backrefs=False):
        db.create_tables(made, safe=False)
