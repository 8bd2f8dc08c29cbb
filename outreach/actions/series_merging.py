"""What two people wrote into one series at the same time, merged field by field.

The editor of a series is opened on one of its events: what the events have in common is compared with that event, its
rule and last day with the series. What was not changed in the editor is written nowhere, so that an event of the series
keeps what was written about it alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from outreach.actions.change import Change
from outreach.actions.conflict import Disputed
from outreach.actions.events import SERVED
from outreach.actions.past import Listed, Past, merge, same
from outreach.records.base import Row, VersionedRecord
from outreach.records.events import Event, Series

if TYPE_CHECKING:
    from outreach.actions.series import SeriesDetails

IN_COMMON = ("title", "kind", "start_time", "end_time", "place", "neighborhoods", "host", "lead_officer")
"""The fields of a series' details that its events have in common."""
_OF_THE_RULE = ("rule", "until", "skips_holidays")
_LISTS = {"neighborhoods": SERVED}
WHOLE = frozenset({*IN_COMMON, *_OF_THE_RULE, "starts_on"})
"""Every field, as when nothing is known of what the editor showed."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A record as an editor showed it: its key, and the version that was read."""

    key: int
    version: int


@dataclass(frozen=True, slots=True)
class Edited:
    """A series as it is to be, and the fields that whoever edits it changed."""

    details: "SeriesDetails"
    changed: frozenset[str]


def merged(c: Change, about: VersionedRecord, series: Series, event: Event, details: "SeriesDetails") -> Edited:
    """What was typed over earlier versions of a series and one of its events, both loaded, with what colleagues changed
    since.

    Where the edit is ``about`` the event, as when it begins a series of its own, its first day is compared with the
    event's day. Raises :class:`ConflictError` when both changed a field.
    """
    starts = "date" if about is event else "starts_on"
    wanted: Row = {name: getattr(details, name) for name in (*IN_COMMON, *_OF_THE_RULE)} | {starts: details.starts_on}
    of_event = {name: value for name, value in wanted.items() if name in (*IN_COMMON, "date")}
    of_series = {name: value for name, value in wanted.items() if name not in of_event}
    values, changed, disputed = dict[str, Any](), set[str](), list[Disputed]()
    for record, fields in ((event, of_event), (series, of_series)):
        past, lists = c.take_past(record), {name: one for name, one in _LISTS.items() if name in fields}
        changed |= {name for name, value in fields.items() if not _is_as_shown(past, name, value, lists)}
        both = merge(past, fields, lists)
        values |= both.values
        disputed += both.disputed
    theirs = c.choose(about, disputed, mixes=True)
    values |= theirs
    changed -= theirs.keys()
    # An event may be called otherwise than its series is.
    values |= {name: series.__data__[name] for name in ("title", "kind") if name not in changed}
    values["starts_on"] = values.pop(starts)
    return Edited(replace(details, **values), frozenset("starts_on" if name == starts else name for name in changed))


def _is_as_shown(past: Past, name: str, value: Any, lists: Mapping[str, Listed]) -> bool:
    """Whether a field stands as the editor showed it or, where the trail cannot tell that, as it is now."""
    if name in lists:
        before = past.items_before(lists[name]) if past.known else past.items_now(lists[name])
        return set(value) == set(before)
    shown = past.before(name) if past.known else past.record.__data__.get(past.model._meta.combined[name].name)
    return same(value, shown)
