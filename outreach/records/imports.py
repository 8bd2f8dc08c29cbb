"""What was learned of the files that came in."""

from peewee import ForeignKeyField, TextField

from outreach.records.base import Record, not_blank
from outreach.records.precinct import Precinct

NAMES = "names"
"""The kind under which it is remembered what a name stands for, in files of any shape."""


class RememberedMapping(Record):
    """What the columns of files of one shape mean: a mapping as TOML, as it was confirmed last.

    ``shape`` tells files of the same columns from others; see :mod:`outreach.exchange.shapes`. Of the kind
    :data:`NAMES`, ``shape`` is what is named and the name in small letters, as in ``officer: r. sampel``, and
    ``mapping`` the number (``uid``) of what it stands for and the name as it was written.
    """

    precinct = ForeignKeyField(Precinct)
    kind = TextField(constraints=[not_blank("kind")])
    shape = TextField(constraints=[not_blank("shape")])
    mapping = TextField()

    class Meta:
        indexes = ((("precinct", "kind", "shape"), True),)
