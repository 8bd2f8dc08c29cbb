"""Index the first 60,000 characters of a text: PostgreSQL refuses an index of words above one megabyte. Frozen: later changes are migrations of their own."""

from peewee import Database, PostgresqlDatabase
from playhouse.migrate import SchemaMigrator

TABLES = ("person", "organization", "neighborhood", "neighborhood_alias", "event", "concern", "follow_up", "problem")

FOLD = r"""pg_catalog.lower(pg_catalog.regexp_replace(pg_catalog.regexp_replace(pg_catalog.normalize(
    pg_catalog.left({text}, 60000), 'NFKD'),
    '[\u0300-\u036f]', '', 'g'), '[\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f]', ' ', 'g'))"""
FUNCTION = """CREATE OR REPLACE FUNCTION outreach_words(title text, body text, secret text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT {weighted} $$"""


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Replace the function, and fill its indexes anew."""
    if not isinstance(db, PostgresqlDatabase):
        return
    weighted = " || ".join(
        f"setweight(to_tsvector('pg_catalog.simple', {FOLD.format(text=part)}), '{weight}')"
        for part, weight in (("title", "A"), ("body", "B"), ("secret", "D"))
    )
    db.execute_sql(FUNCTION.format(weighted=weighted))
    for table in TABLES:
        db.execute_sql(f'REINDEX INDEX "{table}_search"')
