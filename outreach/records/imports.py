"""What was learned of the files that came in."""

from peewee import ForeignKeyField, TextField

from outreach.records.base import Record, not_blank
from outreach.records.precinct import Precinct


class RememberedMapping(Record):
    """What the columns of files of one shape mean: a mapping as TOML, as it was confirmed last.

    ``shape`` tells files of the same columns from others; see :mod:`outreach.exchange.shapes`.
    """

    precinct = ForeignKeyField(Precinct)
    kind = TextField(constraints=[not_blank("kind")])
    shape = TextField(constraints=[not_blank("shape")])
    mapping = TextField()

    class Meta:
        indexes = ((("precinct", "kind", "shape"), True),)
