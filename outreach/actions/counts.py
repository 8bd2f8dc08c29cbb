"""What was counted at an event: heads by group, and whatever else its kind asks for."""

from collections.abc import Sequence
from typing import Any

from outreach.actions.change import Actor, Change, Changes, change, required
from outreach.actions.checks import countable, must_belong, plain, refuse_repeats
from outreach.actions.signin import kept_for_us
from outreach.languages.spoken import say
from outreach.records.base import Row
from outreach.records.events import HeadCount, Measure, MeasureKind


def set_head_counts(by: Actor, event: int, counts: Sequence[tuple[str, int | None]]) -> Changes:
    """Set how many of each named group came (None: nobody counted); groups not named stay as they are.

    Raises :class:`OutreachError` for a number below zero, or a group named twice.
    """
    rows = head_count_values(counts)
    with change(by, "set_head_counts") as c:
        kept_for_us(event)
        kept = {one.group_name.casefold(): one for one in HeadCount.select().where(HeadCount.event == event)}
        _set(c, HeadCount, event, [(kept.get(row["group_name"].casefold()), row) for row in rows])
    return c.changes


def remove_head_count(by: Actor, event: int, group: str) -> Changes:
    """Take a group off an event's head count."""
    with change(by, "remove_head_count") as c:
        for one in HeadCount.select().where(HeadCount.event == event, HeadCount.group_name == plain(group)):
            c.delete(one)
    return c.changes


def set_measures(by: Actor, event: int, counts: Sequence[tuple[int, int | None]]) -> Changes:
    """Set how much was counted, by keys of measure kinds (None: not noted); kinds not named stay as they are.

    Raises :class:`OutreachError` for a number below zero, or a kind named twice.
    """
    rows = measure_values(counts)
    with change(by, "set_measures") as c:
        found = kept_for_us(event)
        must_belong(MeasureKind, [kind for kind, _ in counts], found.precinct_id)
        kept = {one.kind_id: one for one in Measure.select().where(Measure.event == event)}
        _set(c, Measure, event, [(kept.get(row["kind"]), row) for row in rows])
    return c.changes


def head_count_values(counts: Sequence[tuple[str, int | None]]) -> list[Row]:
    """The rows of an event's head counts, all but the event.

    Raises :class:`OutreachError` for a number below zero, or a group named twice.
    """
    rows = [
        {"group_name": required(plain(group), say("The name of a group")), "count": countable(count, f"'{group}'")}
        for group, count in counts
    ]
    refuse_repeats(
        [plain(group).casefold() for group, _ in counts],
        lambda group: say("The group '{group}' is counted twice, so nothing was written: leave one out.", group=group),
    )
    return rows


def measure_values(counts: Sequence[tuple[int, int | None]]) -> list[Row]:
    """The rows of an event's measures, all but the event.

    Raises :class:`OutreachError` for a number below zero, or a kind named twice.
    """
    refuse_repeats(
        [kind for kind, _ in counts],
        lambda _: say("One thing is counted twice, so nothing was written: leave one out."),
    )
    return [{"kind": kind, "count": countable(count, say("A count"))} for kind, count in counts]


def _set(c: Change, model: type[HeadCount | Measure], event: int, rows: Sequence[tuple[Any, Row]]) -> None:
    for record, row in rows:
        if record is not None:
            c.update(record, count=row["count"])
    c.create_many(model, [{"event": event, **row} for record, row in rows if record is None])
