"""The shape of a file: what its columns are called. Files of one shape are read in one way."""

import re
from collections.abc import Iterable

from outreach.exchange.moments import MONTHS
from outreach.exchange.tables import plain

_MONTH = re.compile(rf"(?:{'|'.join(MONTHS)})[a-z]*")


def shape_of(names: Iterable[str]) -> str:
    """The names of some columns, months and numbers aside, so that a report of the next month has the same shape.

    >>> shape_of(["Offense", "Jan 2019", "Feb 2019"]) == shape_of([" offense", "MARCH-19"])
    True
    """
    return " ".join(sorted({_lasting(name) for name in names} - {""}))


def _lasting(name: str) -> str:
    """What of a name stays from month to month."""
    letters = plain(name)
    return re.sub(r"\d+", "", _MONTH.sub("", letters)) if re.search(r"\d", letters) else letters
