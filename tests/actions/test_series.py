"""Series: planned by a rule, changed as a whole or from one event on, carried on and ended."""

from dataclasses import replace
from datetime import date, time

import pytest

from outreach.actions.change import Actor
from outreach.actions.conflict import Answer, ConflictError, answered
from outreach.actions.events import EventDetails, cancel_event, edit_event, hold_event, move_event
from outreach.actions.series import (
    SeriesDetails,
    change_all,
    change_following,
    end_series,
    extend_series,
    repeat_event,
    start_series,
)
from outreach.actions.series_merging import Opened
from outreach.actions.signin import invite
from outreach.actions.undo import undo
from outreach.errors import NotFoundError, StaleVersionError
from outreach.languages.spoken import speak
from outreach.records.events import Event, EventNeighborhood, Series
from outreach.records.precinct import Precinct
from tests import given
from tests.actions.refusals import refused
from tests.statements import counted_statements
from tests.trail import BY, entries, last_told

pytestmark = pytest.mark.usefixtures("store")

ELSEWHERE = Actor("B. Trial", workstation="desk 5")
START, JUNE = date(2019, 1, 1), date(2019, 6, 30)
SECOND_TUESDAYS = [
    date(2019, 1, 8), date(2019, 2, 12), date(2019, 3, 12), date(2019, 4, 9), date(2019, 5, 14), date(2019, 6, 11),
]  # fmt: skip
THIRD_WEDNESDAYS = [
    date(2019, 1, 16), date(2019, 2, 20), date(2019, 3, 20), date(2019, 4, 17), date(2019, 5, 15), date(2019, 6, 19),
]  # fmt: skip


def monthly(precinct: Precinct) -> SeriesDetails:
    ensley = given.a_neighborhood(precinct)
    return SeriesDetails(
        title="Association meeting",
        kind=given.an_event_kind(precinct).id,
        rule="FREQ=MONTHLY;BYDAY=2TU",
        starts_on=START,
        until=JUNE,
        start_time=time(18, 30),
        end_time=time(20, 0),
        place="Church hall",
        neighborhoods=(ensley.id,),
    )


def started(details: SeriesDetails, precinct: Precinct) -> int:
    return start_series(BY, precinct.id, details).only_id("series")


def events() -> list[Event]:
    return list(Event.select().order_by(Event.date, Event.id))


def days() -> list[date]:
    return [event.date for event in events()]


def served() -> set[tuple[int, int]]:
    return {(one.event_id, one.neighborhood_id) for one in EventNeighborhood.select()}


def test_a_series_plans_its_events() -> None:
    precinct = given.a_precinct()
    details = replace(
        monthly(precinct), host=given.an_organization(precinct).id, lead_officer=given.an_officer(precinct).id
    )
    with counted_statements() as statements:
        changes = start_series(BY, precinct.id, details)
    assert len(statements) < 18
    series = Series.get()
    assert (series.title, series.rule, series.starts_on, series.until) == (
        "Association meeting", "FREQ=MONTHLY;BYDAY=2TU", START, JUNE,
    )  # fmt: skip
    assert days() == SECOND_TUESDAYS
    for event in events():
        assert (event.series_id, event.series_date, event.status) == (series.id, event.date, "planned")
        assert (event.title, event.kind_id, event.place) == ("Association meeting", details.kind, "Church hall")
        assert (event.start_time, event.end_date, event.end_time) == (time(18, 30), event.date, time(20, 0))
        assert (event.host_id, event.lead_officer_id) == (details.host, details.lead_officer)
    assert served() == {(event.id, details.neighborhoods[0]) for event in events()}
    assert (entries(), last_told().action) == (1, "start_series")
    assert len(changes.ids("event")) == 6
    undo(BY, changes.entry or 0)
    assert (Series.select().count(), Event.select().count()) == (0, 0)


def test_holidays_are_skipped_and_a_night_ends_on_the_next_day() -> None:
    precinct = given.a_precinct()
    details = replace(
        monthly(precinct), rule="FREQ=MONTHLY;BYDAY=3MO", skips_holidays=True, start_time=time(22), end_time=time(2)
    )
    started(details, precinct)
    assert days() == [date(2019, 3, 18), date(2019, 4, 15), date(2019, 5, 20), date(2019, 6, 17)]
    assert events()[0].end_date == date(2019, 3, 19)


def test_a_series_without_a_last_day_is_planned_for_a_year() -> None:
    precinct = given.a_precinct()
    started(replace(monthly(precinct), until=None), precinct)
    assert (len(days()), days()[0], days()[-1]) == (12, date(2019, 1, 8), date(2019, 12, 10))


def test_one_event_of_a_series_is_edited_alone() -> None:
    precinct = given.a_precinct()
    details = monthly(precinct)
    started(details, precinct)
    event = events()[1]
    edit_event(BY, event.id, 1, EventDetails(details.kind, "Potluck", event.date, place="Park"))
    assert [one.title for one in events()].count("Potluck") == 1
    assert (Event.get_by_id(event.id).series_date, Event.get_by_id(event.id).series_id) == (event.date, event.series_id)


def test_changing_all_leaves_held_cancelled_and_moved_events_alone() -> None:
    precinct = given.a_precinct()
    details = monthly(precinct)
    key = started(details, precinct)
    wylam = given.a_neighborhood(precinct, "Wylam")
    january, february, march, *rest = events()
    hold_event(BY, january.id, 1)
    cancel_event(BY, february.id, 1, "Snow")
    move_event(BY, march.id, 1, date(2019, 3, 14))
    edit_event(BY, rest[0].id, 1, EventDetails(details.kind, "x", rest[0].date, summary="Bring flyers"))
    untouched = [Event.get_by_id(event.id) for event in (january, february, march)]
    new = replace(details, title="Ensley meeting", start_time=time(19), neighborhoods=(wylam.id,), place="School")
    with counted_statements() as statements:
        changes = change_all(BY, key, 1, new)
    assert len(statements) < 40
    for before in untouched:
        after = Event.get_by_id(before.id)
        assert after.__data__ == before.__data__
        assert (before.id, details.neighborhoods[0]) in served()
    assert days() == [date(2019, 3, 14) if day == date(2019, 3, 12) else day for day in SECOND_TUESDAYS]
    for event in (Event.get_by_id(one.id) for one in rest):
        assert (event.title, event.start_time, event.place) == ("Ensley meeting", time(19), "School")
        assert {place for key, place in served() if key == event.id} == {wylam.id}
    assert Event.get_by_id(rest[0].id).summary == "Bring flyers"
    assert (Series.get().title, Series.get().version, last_told().action) == ("Ensley meeting", 2, "change_series")
    assert changes.only_id("series") == key


def test_changing_the_rule_moves_the_events_and_keeps_what_was_recorded() -> None:
    precinct = given.a_precinct()
    details = monthly(precinct)
    key = started(details, precinct)
    before = [event.id for event in events()]
    hold_event(BY, events()[0].id, 1)
    invite(BY, events()[1].id, [given.a_person(precinct).id])
    change_all(BY, key, 1, replace(details, rule="FREQ=MONTHLY;BYDAY=3WE"))
    assert days() == [SECOND_TUESDAYS[0], *THIRD_WEDNESDAYS[1:]]
    assert [event.id for event in events()] == before


def test_a_moved_or_cancelled_event_is_not_planned_a_second_time_under_a_new_rule() -> None:
    precinct = given.a_precinct()
    details = monthly(precinct)
    key = started(details, precinct)
    move_event(BY, events()[2].id, 1, date(2019, 3, 14))
    cancel_event(BY, events()[4].id, 1, "Election day")
    change_all(BY, key, 1, replace(details, rule="FREQ=MONTHLY;BYDAY=3WE"))
    assert days() == [
        *THIRD_WEDNESDAYS[:2], date(2019, 3, 14), THIRD_WEDNESDAYS[3], SECOND_TUESDAYS[4], THIRD_WEDNESDAYS[5],
    ]  # fmt: skip


def test_a_held_event_is_not_held_again_in_the_past() -> None:
    precinct = given.a_precinct()
    details = monthly(precinct)
    key = started(details, precinct)
    for event in events()[:3]:
        hold_event(BY, event.id, 1)
    change_all(BY, key, 1, replace(details, rule="FREQ=WEEKLY;BYDAY=TU", until=date(2019, 4, 9)))
    assert days() == [*SECOND_TUESDAYS[:3], date(2019, 3, 19), date(2019, 3, 26), date(2019, 4, 2), date(2019, 4, 9)]


def test_fewer_days_remove_events_or_cancel_those_with_something_recorded() -> None:
    precinct = given.a_precinct()
    details = monthly(precinct)
    key = started(details, precinct)
    last = events()[-1]
    invite(BY, last.id, [given.a_person(precinct).id])
    speak("es")  # what is kept speaks English all the same
    changes = change_all(BY, key, 1, replace(details, until=date(2019, 4, 30)))
    assert days() == [*SECOND_TUESDAYS[:4], SECOND_TUESDAYS[5]]
    kept = Event.get_by_id(last.id)
    assert (kept.status, kept.cancel_reason) == ("cancelled", "The series no longer has this day.")
    undo(BY, changes.entry or 0)
    assert (days(), {event.status for event in events()}) == (SECOND_TUESDAYS, {"planned"})
    assert len(served()) == 6


def test_a_series_without_a_last_day_keeps_its_reach_when_the_rule_changes() -> None:
    precinct = given.a_precinct()
    details = replace(monthly(precinct), until=None)
    key = started(details, precinct)
    change_all(BY, key, 1, replace(details, rule="FREQ=MONTHLY;BYDAY=3WE"))
    assert (len(days()), days()[-1]) == (12, date(2019, 12, 18))


def test_changing_the_following_ones_splits_the_series() -> None:
    precinct = given.a_precinct()
    details = monthly(precinct)
    key = started(details, precinct)
    before = events()
    cancel_event(BY, before[4].id, 1, "Election day")
    changes = change_following(BY, before[2].id, 1, replace(details, rule="FREQ=MONTHLY;BYDAY=3WE", place="School"))
    assert [event.id for event in events()] == [event.id for event in before]
    old, new = Series.select().order_by(Series.id)
    assert (old.id, old.until, old.rule, old.version) == (key, date(2019, 3, 11), details.rule, 2)
    assert (new.starts_on, new.until, new.rule) == (date(2019, 3, 12), JUNE, "FREQ=MONTHLY;BYDAY=3WE")
    assert [(one.date, one.place) for one in events() if one.series_id == old.id] == [
        (SECOND_TUESDAYS[0], "Church hall"), (SECOND_TUESDAYS[1], "Church hall"), (SECOND_TUESDAYS[4], "Church hall"),
    ]  # fmt: skip
    assert [(one.date, one.series_date, one.place) for one in events() if one.series_id == new.id] == [
        (day, day, "School") for day in (*THIRD_WEDNESDAYS[2:4], THIRD_WEDNESDAYS[5])
    ]
    assert (last_told().action, changes.ids("series")) == ("change_following", (old.id, new.id))
    undo(BY, changes.entry or 0)
    assert (Series.select().count(), days(), {one.series_id for one in events()}) == (1, SECOND_TUESDAYS, {key})


def test_changing_from_the_first_event_on_changes_the_series_itself() -> None:
    precinct = given.a_precinct()
    details = monthly(precinct)
    key = started(details, precinct)
    change_following(BY, events()[0].id, 1, replace(details, title="Ensley meeting"))
    assert (Series.get().id, Series.get().title, Series.get().starts_on) == (key, "Ensley meeting", START)
    assert {event.title for event in events()} == {"Ensley meeting"}


def test_following_events_may_come_earlier_in_the_month() -> None:
    precinct = given.a_precinct()
    details = monthly(precinct)
    started(details, precinct)
    new = replace(details, rule="FREQ=MONTHLY;BYDAY=1MO", starts_on=date(2019, 3, 1))
    change_following(BY, events()[2].id, 1, new)
    assert days()[2:] == [date(2019, 3, 4), date(2019, 4, 1), date(2019, 5, 6), date(2019, 6, 3)]


def test_a_series_is_carried_on_like_its_latest_event() -> None:
    precinct = given.a_precinct()
    details = monthly(precinct)
    key = started(details, precinct)
    last = events()[-1]
    edit_event(BY, last.id, 1, EventDetails(details.kind, "x", last.date, start_time=time(19), place="School"))
    changes = extend_series(BY, key, 1, date(2019, 8, 31))
    assert days() == [*SECOND_TUESDAYS, date(2019, 7, 9), date(2019, 8, 13)]
    added = events()[-1]
    assert (added.title, added.place, added.start_time, added.end_time) == (
        "Association meeting", "School", time(19), None,
    )  # fmt: skip
    assert (Series.get().until, Series.get().version, last_told().action) == (date(2019, 8, 31), 2, "extend_series")
    assert len(changes.ids("event")) == 2
    with refused("has no further day up to 2019-08-31"):
        extend_series(BY, key, 2, date(2019, 8, 31))
    with refused("Somebody else changed this series", StaleVersionError):
        extend_series(BY, key, 1, date(2019, 9, 30))


def test_a_series_without_a_last_day_stays_open_when_carried_on() -> None:
    precinct = given.a_precinct()
    key = started(replace(monthly(precinct), until=None), precinct)
    extend_series(BY, key, 1, date(2020, 2, 29))
    assert (days()[-1], len(days())) == (date(2020, 2, 11), 14)
    assert (Series.get().until, Series.get().version) == (None, 2)
    Event.delete().where(Event.id.not_in(EventNeighborhood.select(EventNeighborhood.event))).execute()
    EventNeighborhood.delete().execute()
    Event.delete().execute()
    with refused("The series 'Association meeting' has no event left to go by"):
        extend_series(BY, key, 2, date(2021, 2, 28))


def test_ending_a_series_removes_what_is_still_planned() -> None:
    precinct = given.a_precinct()
    details = monthly(precinct)
    key = started(details, precinct)
    april, may, june = events()[3:]
    hold_event(BY, may.id, 1)
    invite(BY, june.id, [given.a_person(precinct).id])
    changes = end_series(BY, key, 1, date(2019, 3, 31))
    assert days() == [*SECOND_TUESDAYS[:3], may.date, june.date]
    assert [Event.get_by_id(event.id).status for event in (may, june)] == ["held", "cancelled"]
    assert Event.get_or_none(Event.id == april.id) is None
    assert (Series.get().until, last_told().action) == (date(2019, 3, 31), "end_series")
    undo(BY, changes.entry or 0)
    assert days() == SECOND_TUESDAYS
    with refused("The last day 2018-12-31 lies before the first day 2019-01-01"):
        end_series(BY, key, 3, date(2018, 12, 31))
    with refused("Somebody else changed this series", StaleVersionError):
        end_series(BY, key, 1, JUNE)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"title": " "}, "is missing"),
        ({"rule": "2nd Tuesday"}, "'2nd Tuesday' is no rule for a series"),
        ({"rule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, "falls on no day from 2019-01-01 to 2019-06-30"),
        ({"until": date(2018, 12, 31)}, "The last day 2018-12-31 lies before the first day 2019-01-01"),
        ({"starts_on": date(1019, 1, 1)}, "cannot be right"),
        ({"until": date(2999, 1, 1)}, "cannot be right"),
        ({"start_time": None}, "The event has an end but no start"),
        ({"kind": 99}, "is not one of this precinct"),
        ({"neighborhoods": (99,)}, "This neighborhood is not one of this precinct"),
        ({"host": 99}, "This organization is not one of this precinct"),
        ({"lead_officer": 99}, "This officer is not one of this precinct"),
    ],
    ids=str,
)
def test_a_series_that_makes_no_sense_is_refused(values: dict[str, object], words: str) -> None:
    precinct = given.a_precinct()
    details = monthly(precinct)
    key = started(details, precinct)
    wrong: SeriesDetails = replace(details, **values)  # type: ignore[arg-type]
    with refused(words):
        start_series(BY, precinct.id, wrong)
    with refused(words):
        change_all(BY, key, 1, wrong)
    with refused(words):
        change_following(BY, events()[0].id, 1, wrong)


def test_an_event_without_a_series_has_none_that_follow() -> None:
    precinct = given.a_precinct()
    event = given.an_event(precinct)
    details = monthly(precinct)
    with refused("This event belongs to no series"):
        change_following(BY, event.id, 1, details)
    with refused("This event is no longer kept", NotFoundError):
        change_following(BY, 99, 1, details)
    with refused("This series is no longer kept", NotFoundError):
        change_all(BY, 99, 1, details)


def test_one_event_becomes_the_first_of_a_series() -> None:
    precinct = given.a_precinct()
    details = monthly(precinct)
    first = given.an_event(precinct, date(2019, 1, 15), "First", place="Library")
    changes = repeat_event(BY, first.id, 1, details)
    series = Series.get()
    assert (series.starts_on, series.until, last_told().action) == (date(2019, 1, 15), JUNE, "repeat_event")
    assert days() == [date(2019, 1, 15), *SECOND_TUESDAYS[1:]]
    kept = events()[0]
    assert (kept.id, kept.title, kept.place, kept.status, kept.series_date) == (
        first.id, "First", "Library", "held", date(2019, 1, 15),
    )  # fmt: skip
    assert {(one.title, one.place, one.status, one.series_id) for one in events()[1:]} == {
        ("Association meeting", "Church hall", "planned", series.id)
    }
    with refused("This event belongs to a series already"):
        repeat_event(BY, first.id, 2, details)
    undo(BY, changes.entry or 0)
    assert (days(), Series.select().count(), Event.get().series_id) == ([date(2019, 1, 15)], 0, None)


def test_an_event_on_a_day_of_the_rule_is_not_planned_a_second_time() -> None:
    precinct = given.a_precinct()
    event = given.an_event(precinct, SECOND_TUESDAYS[0])
    repeat_event(BY, event.id, 1, monthly(precinct))
    assert days() == SECOND_TUESDAYS


def test_an_event_is_not_repeated_where_that_makes_no_sense() -> None:
    precinct = given.a_precinct()
    details = monthly(precinct)
    event = given.an_event(precinct, date(2019, 6, 12))
    cancelled = given.an_event(precinct, status="cancelled", cancel_reason="Rain")
    with refused("falls on no day from 2019-06-12 to 2019-06-30"):
        repeat_event(BY, event.id, 1, details)
    with refused("has no day after 2019-06-12"):
        repeat_event(BY, event.id, 1, replace(details, rule="FREQ=MONTHLY;BYDAY=2WE"))
    with refused("This event is cancelled"):
        repeat_event(BY, cancelled.id, 1, details)
    with refused("is no rule for a series"):
        repeat_event(BY, event.id, 1, replace(details, rule="sometimes"))


def opened(record: Event | Series) -> Opened:
    return Opened(record.id, record.version)


def test_two_desks_change_all_of_a_series_and_both_edits_survive() -> None:
    precinct = given.a_precinct()
    details = monthly(precinct)
    series = Series.get_by_id(started(details, precinct))
    shown, other = events()[0], events()[1]
    edit_event(ELSEWHERE, other.id, 1, replace(_alone(other, details), place="Library"))
    change_all(ELSEWHERE, series.id, 1, replace(details, start_time=time(19, 0)), opened=opened(shown))
    change_all(
        BY, series.id, 1, replace(details, title="Ensley meeting", until=date(2019, 5, 31)), opened=opened(shown)
    )
    kept = events()
    assert {(one.title, one.start_time) for one in kept} == {("Ensley meeting", time(19, 0))}
    assert [one.place for one in kept] == ["Church hall", "Library", "Church hall", "Church hall", "Church hall"]
    assert (Series.get().title, Series.get().until) == ("Ensley meeting", date(2019, 5, 31))


def test_what_both_changed_of_a_series_is_asked_and_only_that() -> None:
    precinct = given.a_precinct()
    details = monthly(precinct)
    series, shown = Series.get_by_id(started(details, precinct)), events()[0]
    pratt = given.a_neighborhood(precinct, "Pratt")
    theirs = replace(details, place="School", rule="FREQ=MONTHLY;BYDAY=2WE", neighborhoods=(pratt.id,))
    change_all(ELSEWHERE, series.id, 1, theirs, opened=opened(shown))
    mine = replace(details, place="Library", rule="FREQ=MONTHLY;BYDAY=2TH", title="Ensley meeting")

    def change() -> None:
        change_all(BY, series.id, 1, mine, opened=opened(shown))

    with pytest.raises(ConflictError) as asked:
        change()
    conflict = asked.value.conflict
    told = {one.name: (one.before, one.mine, one.theirs, one.who) for one in conflict.fields}
    assert told == {
        "place": ("Church hall", "Library", "School", ELSEWHERE.name),
        "rule": (details.rule, mine.rule, theirs.rule, ELSEWHERE.name),
    }
    assert (conflict.table, conflict.mixes) == ("series", True)
    assert {one.place for one in events()} == {"School"}
    answered(Answer(conflict, frozenset({"place"})), change)
    assert {(one.title, one.place) for one in events()} == {("Ensley meeting", "Library")}
    assert (Series.get().rule, {neighborhood for _, neighborhood in served()}) == (theirs.rule, {pratt.id})


def test_what_two_desks_change_from_one_event_on_is_merged_or_asked() -> None:
    precinct = given.a_precinct()
    details = monthly(precinct)
    series, third = Series.get_by_id(started(details, precinct)), events()[2]
    from_third = replace(details, starts_on=third.date)
    change_all(ELSEWHERE, series.id, 1, replace(details, place="School"), opened=opened(events()[0]))
    mine = replace(from_third, lead_officer=given.an_officer(precinct).id)
    with pytest.raises(ConflictError, match="changed this event"):
        change_following(BY, third.id, 1, replace(mine, place="Library"), opened=opened(series))
    change_following(BY, third.id, 1, mine, opened=opened(series))
    assert [(one.place, one.lead_officer_id is not None) for one in events()] == [
        ("School", number >= 2) for number in range(6)
    ]
    split = Event.get_by_id(third.id)
    with pytest.raises(ConflictError):
        change_following(ELSEWHERE, third.id, 1, from_third, opened=opened(series))
    assert split == Event.get_by_id(third.id)


def _alone(event: Event, details: SeriesDetails) -> EventDetails:
    return EventDetails(
        event.kind_id, event.title, event.date, event.start_time, event.end_date, event.end_time, event.place,
        details.neighborhoods,
    )  # fmt: skip
