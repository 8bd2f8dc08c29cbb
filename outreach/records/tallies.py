"""How many there are: tables that the database itself keeps, by triggers (migrations ``0022_tallies``,
``0027_months_of_figures``, ``0030_months_of_crime`` and ``0032_months_of_events``).

Each row is a cell: what it counts, and how many. Where the same cell has several rows, they are to be added up: on a
server those who write at the same time each have their own until it is committed. What belongs to no neighborhood
stands under 0; a month is its first day.
"""

from typing import Any

from peewee import Table

from outreach.records.base import database


def _tally(name: str, *columns: str) -> Any:
    return Table(name, ("precinct_id", *columns)).bind(database)


event_tally = _tally("event_tally", "month", "status", "kind_id", "events", "counted", "reached", "present")
"""Events by month, status and kind; how many of them anybody counted, people reached at those, and lines of people
present."""
person_tally = _tally("person_tally", "active", "confidential", "may_contact", "neighborhood_id", "people")
"""People who were not merged into another, by what lists leave out."""
concern_tally = _tally("concern_tally", "topic_id", "neighborhood_id", "concerns")
"""Concerns by topic and neighborhood."""
follow_up_tally = _tally("follow_up_tally", "status", "told", "neighborhood_id", "promises")
"""Promises by status, by whether the resident was told, and by neighborhood."""
follow_up_month = _tally("follow_up_month", "month", "opened", "closed", "due", "kept")
"""Promises made, closed and due in each month, and those due that were done on the day or before."""
follow_up_standing = _tally("follow_up_standing", "month", "standing", "late")
"""How many more promises, or fewer, stand open, and open after their day, at the end of each month than of the one
before: all months up to one together tell how many do at its end."""
follow_up_closing = _tally("follow_up_closing", "month", "days", "closed", "told")
"""Promises closed in each month by the days they took, and those of them whose resident was told."""
concern_month = _tally("concern_month", "month", "topic_id", "concerns")
"""Concerns raised in each month by topic."""
crime_tally = _tally("crime_tally", "month", "offense_id", "scope", "areas", "total")
"""Crime counts by month, offense and scope: in how many areas one is known, and their sum."""
measure_month = _tally("measure_month", "month", "kind_id", "places", "noted", "total")
"""Measures of the events held in each month: how many events left a place for one, how many of those noted it, and the
sum of what they noted."""
start_month = _tally("start_month", "month", "start", "events")
"""Events held in each month by the time of the day at which they began, in words that begin with the hour and the
minute; no words where it is not known."""
