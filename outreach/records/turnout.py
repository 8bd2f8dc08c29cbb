"""How many came to each event: a table that the database itself keeps, by triggers (migration ``0016_turnout``).

One row for every event: ``heads``, the sum of its known head counts (NULL: nobody counted); ``present``, its lines of
people present; ``reached``, the heads, or those present where there are any, or NULL.
"""

from typing import Any

from peewee import Table

from outreach.records.base import database

turnout: Any = Table("event_turnout", ("event_id", "precinct_id", "heads", "present", "reached")).bind(database)
