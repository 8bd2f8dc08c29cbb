"""The monthly summary: what it prints, and what its public part must not hold."""

from dataclasses import fields, is_dataclass
from datetime import date, time, timedelta
from typing import Any

import pytest

from outreach.queries.monthly import PHOTOS_AT_MOST, MonthlySummary, monthly_summary
from outreach.queries.period import Period
from outreach.records.crime import CrimeScope
from outreach.records.events import Attachment, EventKindMeasure, EventStatus
from outreach.records.issued import ReportWords
from outreach.records.precinct import Precinct
from tests import given
from tests.conftest import Store
from tests.queries.precinct_days import TODAY, a_plan, closed, heads, measured, served, signed, worked
from tests.statements import counted_statements

JANUARY = Period.of_month(2019, 1)


@pytest.fixture
def west(store: Store) -> Precinct:
    return given.a_precinct(commander="Capt. Q. Specimen", logo=b"a picture")


def of_january(precinct: Precinct, **choices: Any) -> MonthlySummary:
    return monthly_summary(precinct.id, JANUARY, TODAY, **choices)


def on(day: int, month: int = 1, year: int = 2019) -> date:
    return date(year, month, day)


def test_an_empty_month_prints_its_header_and_nothing_else(west: Precinct) -> None:
    summary = of_january(west)
    public = summary.public
    assert (public.precinct.agency, public.precinct.name) == ("Birmingham Police Department", "West Precinct")
    assert (public.precinct.logo, public.precinct.paper, public.precinct.is_demo) == (b"a picture", "letter", False)
    assert (public.message, public.signatures.prepared_by) == ("", "")
    assert public.signatures.approved_by == "Capt. Q. Specimen"
    assert public.coming_until == on(28, 2)
    empty = (public.events, public.topics, public.promises, public.open_promises, public.coverage, public.measures)
    assert empty == ((), (), (), (), (), ())
    assert public.checkpoints.held == 0
    assert public.checkpoints.hours is None
    assert sum(map(sum, public.shifts.by_hour)) == 0
    assert (public.photos, public.photos_in_all, public.coming_up) == ((), 0, ())
    assert (summary.internal.events, summary.internal.concerns) == ({}, ())


def test_words_written_for_the_month_are_taken_and_those_of_another_are_not(west: Precinct) -> None:
    for part, words in (("message", "Thank you."), ("prepared_by", "Ofc. Sample"), ("approved_by", "Lt. Example")):
        ReportWords.create(precinct=west, kind="monthly", period_from=on(1), period_to=on(31), part=part, words=words)
    ReportWords.create(
        precinct=west, kind="monthly", period_from=on(1, 2), period_to=on(28, 2), part="message", words="Later."
    )
    public = of_january(west).public
    assert (public.message, public.signatures.prepared_by, public.signatures.approved_by) == (
        "Thank you.",
        "Ofc. Sample",
        "Lt. Example",
    )


def test_events_come_in_order_with_their_counts(west: Precinct) -> None:
    wylam, ensley = given.a_neighborhood(west, "Wylam"), given.a_neighborhood(west)
    officer = given.an_officer(west)
    partner = given.an_officer(west, badge="102", name="T. Example")
    regular, newcomer = given.a_person(west), given.a_person(west, given="Newt")
    signed(given.an_event(west, on(1, 12, 2018)), regular)
    unknown = given.an_event(west, on(9), title="No time", start_time=None)
    late = given.an_event(west, on(9), title="Late", start_time=time(19), lead_officer=officer, summary="Went well")
    early = given.an_event(west, on(9), title="Early", start_time=time(8), place="Bethel hall")
    worked(signed(served(early, wylam, ensley), regular, newcomer, "A. Name", None), {officer: 1.5, partner: 2})
    worked(signed(heads(late, 3), newcomer), {officer: 1, partner: None})
    summary = of_january(west)
    rows = summary.public.events
    assert [row.title for row in rows] == ["Early", "Late", "No time"]
    assert rows[0].neighborhoods == ("Ensley", "Wylam")
    assert [(row.reached, row.sign_ins, row.first_time, row.hours) for row in rows] == [
        (4, 4, 1, 3.5),
        (3, 1, 0, None),
        (None, 0, 0, None),
    ]
    assert sum(row.first_time for row in rows) == summary.public.figures.sign_ins.first_time
    inside = summary.internal.events[late.id]
    assert (inside.lead_officer, inside.summary) == ("Ofc. R. Sample", "Went well")
    assert inside.staff == ("Ofc. R. Sample", "Ofc. T. Example")
    assert (inside.head_counted, inside.extras, inside.more_names_than_heads) == (3, 2, False)
    assert summary.internal.events[unknown.id].extras is None


def test_more_names_than_heads_is_flagged_and_extras_stay_at_zero(west: Precinct) -> None:
    event = signed(heads(given.an_event(west), 1), "A. Name", "B. Name", None)
    inside = of_january(west).internal.events[event.id]
    assert (inside.extras, inside.more_names_than_heads) == (0, True)


def test_topics_stand_beside_the_prior_month_and_say_which_are_new(west: Precinct) -> None:
    lights, shots, noise = (given.a_topic(west, name) for name in ("Street lights", "Gun violence", "Noise"))
    given.a_concern(west, topic=lights, raised_on=on(3))
    for day in (on(3), on(4), on(8, 12, 2018), on(8, 1, 2018)):
        given.a_concern(west, topic=shots, raised_on=day)
    given.a_concern(west, topic=noise, raised_on=on(9, 12, 2018))
    rows = of_january(west).public.topics
    assert [(row.topic, row.now, row.prior, row.last_year, row.is_new) for row in rows] == [
        ("Gun violence", 2, 1, 1, False),
        ("Street lights", 1, 0, 0, True),
        ("Noise", 0, 1, 0, False),
    ]


def three_voices(west: Precinct, place: Any, day: date = date(2018, 6, 1)) -> None:
    for given_name in ("Ann", "Ben", "Cam"):
        person = given.a_person(west, given=given_name)
        given.a_concern(west, neighborhood=place, raised_on=day, raised_by_person=person)


def test_you_said_we_did_holds_what_was_opened_closed_or_told(west: Precinct) -> None:
    ensley = given.a_neighborhood(west)
    three_voices(west, ensley)
    concern = given.a_concern(west, neighborhood=ensley, raised_on=on(2, 12, 2018))
    words = {"public_words": "A vacant house stands open", "public_outcome": "Boarded up", "concern": concern}
    boarded = closed(west, on(2, 12, 2018), on(22), due=on(20), told_on=on(23), **words)
    opened = given.a_follow_up(west, opened_on=on(5), due=on(30), public_words="The lamp is out")
    told = closed(west, on(1, 12, 2018), on(31, 12, 2018), told_on=on(2), public_words="The lot")
    closed(west, on(1, 12, 2018), on(9), public_words="  ")
    later = closed(west, on(6), on(2, 2), public_words="The fence", public_outcome="Mended in February")
    given.a_follow_up(west, opened_on=on(1, 12, 2018), public_words="Nothing happened in January")
    summary = of_january(west)
    rows = {row.key: row for row in summary.public.promises}
    assert [row.key for row in summary.public.promises] == [boarded.id, told.id, opened.id, later.id]
    assert summary.public.promises_without_words == 1
    assert len(summary.internal.promises) == 5
    first = rows[boarded.id]
    assert (first.neighborhood, first.topic, first.state) == ("Ensley", "Speeding", "done")
    assert (first.you_said, first.we_did) == ("A vacant house stands open", "Boarded up")
    assert (first.closed_on, first.told_on, first.is_overdue) == (on(22), on(23), False)
    assert (rows[opened.id].state, rows[opened.id].is_overdue) == ("open", True)
    assert (rows[later.id].state, rows[later.id].we_did, rows[later.id].closed_on) == ("open", "", None)


def test_open_promises_are_those_open_at_the_end(west: Precinct) -> None:
    first = given.a_follow_up(west, opened_on=on(1, 12, 2018), due=on(3, 2), public_words="Two")
    second = given.a_follow_up(west, opened_on=on(1, 12, 2018), due=on(1, 1), public_words="One")
    given.a_follow_up(west, opened_on=on(1, 2), public_words="Later")
    closed(west, on(1), on(31), public_words="Done")
    given.a_follow_up(west, opened_on=on(4))
    summary = of_january(west)
    assert [row.key for row in summary.public.open_promises] == [second.id, first.id]
    assert [row.is_overdue for row in summary.public.open_promises] == [True, False]
    assert summary.public.open_without_words == 1
    assert len(summary.internal.open_promises) == 3


@pytest.mark.parametrize(("people", "shown"), [(2, None), (3, "Ensley")])
def test_a_neighborhood_of_few_voices_is_not_named(west: Precinct, people: int, shown: str | None) -> None:
    ensley = given.a_neighborhood(west)
    for number in range(people):
        person = given.a_person(west, given=f"Voice {number}")
        for _ in range(3):
            concern = given.a_concern(west, neighborhood=ensley, raised_on=on(5), raised_by_person=person)
    given.a_follow_up(west, concern=concern, opened_on=on(5), public_words="The lamp is out")
    (row,) = of_january(west).public.promises
    assert (row.neighborhood, row.neighborhood_withheld) == (shown, shown is None)


def test_voices_older_than_a_year_hide_nobody(west: Precinct) -> None:
    ensley = given.a_neighborhood(west)
    three_voices(west, ensley, on(31, 1, 2018))
    concern = given.a_concern(west, neighborhood=ensley, raised_on=on(5))
    given.a_follow_up(west, concern=concern, opened_on=on(5), public_words="The lamp is out")
    assert of_january(west).public.promises[0].neighborhood is None


def test_a_promise_to_an_association_names_the_neighborhood(west: Precinct) -> None:
    ensley, association = given.a_neighborhood(west), given.an_organization(west)
    concern = given.a_concern(west, neighborhood=ensley, raised_on=on(5), raised_by_organization=association)
    given.a_follow_up(
        west, concern=concern, promised_to_organization=association, opened_on=on(5), public_words="The lamp is out"
    )
    row, inside = of_january(west).internal.promises[0]
    assert (row.neighborhood, inside.promised_to) == ("Ensley", "Ensley Neighborhood Association")


def test_a_confidential_concern_gives_neither_place_nor_topic_nor_words_away(west: Precinct) -> None:
    ensley = given.a_neighborhood(west)
    three_voices(west, ensley)
    person = given.a_person(west)
    concern = given.a_concern(
        west,
        "They sell it in the yard",
        neighborhood=ensley,
        raised_on=on(5),
        raised_by_person=person,
        confidential=True,
    )
    given.a_follow_up(west, concern=concern, promised_to_person=person, opened_on=on(5), public_words="Extra patrols")
    summary = of_january(west)
    (row,) = summary.public.promises
    assert (row.neighborhood, row.topic) == (None, None)
    (told,) = summary.internal.concerns
    assert (told.words, told.raised_by, told.is_confidential) == ("", "", True)
    assert summary.internal.promises[0][1].promised_to == ""
    allowed = of_january(west, confidential=True).internal
    assert (allowed.concerns[0].words, allowed.concerns[0].raised_by) == ("They sell it in the yard", "Opal Ferncastle")
    assert allowed.promises[0][1].promised_to == "Opal Ferncastle"


def every_text(value: Any) -> list[str]:
    """All texts anywhere in a value."""
    if isinstance(value, str):
        return [value]
    if is_dataclass(value):
        return [text for field in fields(value) for text in every_text(getattr(value, field.name))]
    if isinstance(value, dict):
        return [text for pair in value.items() for part in pair for text in every_text(part)]
    if isinstance(value, tuple | list):
        return [text for part in value for text in every_text(part)]
    return []


def test_nothing_of_a_resident_is_in_the_public_part(west: Precinct) -> None:
    ensley = given.a_neighborhood(west)
    secrets = {
        "given": "Zsecretgiven",
        "family": "Zsecretfamily",
        "phone": "Zsecretphone",
        "email": "Zsecretemail",
        "address": "Zsecretaddress",
    }
    person = given.a_person(west, **secrets)
    event = signed(served(given.an_event(west, on(5), summary="Zsecretsummary"), ensley), person, "Zsecretsigned")
    concern = given.a_concern(
        west, "Zsecretwords", event=event, neighborhood=ensley, raised_on=on(5), raised_by_person=person
    )
    told = {"public_words": "The lamp is out", "outcome": "Zsecretoutcome", "promised_to_person": person}
    closed(west, on(5), on(6), words="Zsecretpromise", concern=concern, **told)
    given.a_follow_up(
        west,
        words="Zsecretopen",
        opened_on=on(5),
        status="waiting on partner",
        partner="Zsecretpartner",
        public_words="The lot",
    )
    summary = of_january(west, confidential=True)
    assert [text for text in every_text(summary.public) if "Zsecret" in text] == []
    inside = {text for text in every_text(summary.internal) if "Zsecret" in text}
    assert len(inside) == 7


def test_coverage_counts_an_event_in_every_neighborhood_it_served(west: Precinct) -> None:
    ensley = given.a_neighborhood(west, community="West End", boundary='{"type": "Polygon"}')
    fairview, never = given.a_neighborhood(west, "Fairview"), given.a_neighborhood(west, "Never")
    given.a_neighborhood(west, "Gone", active=False)
    heads(served(given.an_event(west, on(5)), ensley, fairview), 20)
    signed(served(given.an_event(west, on(9)), ensley), "A. Name")
    served(given.an_event(west, on(10)), ensley)
    served(given.an_event(west, on(2, 2)), fairview, given.a_neighborhood(west, "Later"))
    served(given.an_event(west, on(1, 6, 2018)), given.a_neighborhood(west, "Wylam"))
    given.a_follow_up(west, opened_on=on(4), neighborhood=fairview)
    given.a_follow_up(west, opened_on=on(4), concern=given.a_concern(west, neighborhood=ensley))
    closed(west, on(4), on(31), neighborhood=ensley)
    rows = {row.name: row for row in of_january(west).public.coverage}
    assert list(rows) == ["Ensley", "Fairview", "Later", "Never", "Wylam"]
    assert (rows["Later"].last_held, rows["Later"].is_quiet) == (None, True)
    first = rows["Ensley"]
    assert (first.community, first.boundary) == ("West End", '{"type": "Polygon"}')
    assert (first.events, first.people_reached, first.unknown_events) == (3, 21, 1)
    assert (first.last_held, first.days_quiet, first.is_quiet, first.open_promises) == (on(10), 21, False, 1)
    assert (rows["Fairview"].events, rows["Fairview"].last_held, rows["Fairview"].open_promises) == (1, on(5), 1)
    assert (rows["Never"].last_held, rows["Never"].days_quiet, rows["Never"].is_quiet) == (None, None, True)
    assert (rows["Never"].events, rows["Never"].people_reached, rows["Never"].neighborhood) == (0, 0, never.id)
    assert (rows["Wylam"].last_held, rows["Wylam"].days_quiet) == (on(1, 6, 2018), 244)


def test_checkpoints_sum_and_divide_by_known_hours_only(west: Precinct) -> None:
    kind = given.an_event_kind(west, "Safety checkpoint", is_checkpoint=True)
    EventKindMeasure.create(kind=kind, measure=given.a_measure_kind(west, "Vehicles stopped", position=1))
    given.a_measure_kind(west, "Citizen contacts", position=2)
    one, two = given.an_officer(west), given.an_officer(west, badge="102")
    first = measured(
        given.an_event(west, on(5), kind=kind, place="Bessemer Road"), vehicles_stopped=100, citizen_contacts=60
    )
    worked(first, {one: 4, two: 4})
    worked(measured(given.an_event(west, on(6), kind=kind), vehicles_stopped=50), {one: 4, two: None})
    given.an_event(west, on(7), kind=kind)
    measured(given.an_event(west, on(8)), vehicles_stopped=7)
    worked(measured(given.an_event(west, on(8, 12, 2018), kind=kind), vehicles_stopped=30), {one: 3})
    public = of_january(west).public
    told = public.checkpoints
    assert (told.held, told.prior_held, told.last_year_held) == (3, 1, 0)
    assert told.measures == ("Vehicles stopped", "Citizen contacts")
    assert [(row.place, row.counts, row.hours) for row in told.rows] == [
        ("Bessemer Road", (100, 60), 8.0),
        ("", (50, None), None),
        ("", (None, None), None),
    ]
    vehicles, contacts = told.totals
    assert (vehicles.now, vehicles.prior, vehicles.last_year, vehicles.unknown_events) == (150, 30, None, 1)
    assert (vehicles.per_officer_hour, vehicles.prior_per_officer_hour) == (12.5, 10.0)
    assert (contacts.now, contacts.prior, contacts.per_officer_hour) == (60, None, 7.5)
    assert (told.hours, told.prior_hours, told.hours_unknown) == (8.0, 3.0, 2)
    assert [(row.name, row.now) for row in public.measures] == [("Vehicles stopped", 157), ("Citizen contacts", 60)]


def test_shifts_say_what_overlaps_and_at_which_hour_events_begin(west: Precinct) -> None:
    a_plan(west, "Four", on(1), None, ("Day", 6, 14), ("Evening", 14, 22), ("Power", 18, 2))
    for at in (time(18, 30), time(18, 45), time(3), None):
        given.an_event(west, on(8), start_time=at)
    shifts = of_january(west).public.shifts
    assert [(shift.plan, shift.name, shift.events) for shift in shifts.shifts] == [
        ("Four", "Day", 0),
        ("Four", "Evening", 2),
        ("Four", "Power", 2),
    ]
    assert (shifts.overlapping, shifts.uncovered, shifts.time_unknown) == (2, 1, 1)
    assert (shifts.by_hour[1][18], shifts.by_hour[1][3], sum(map(sum, shifts.by_hour))) == (2, 1, 3)
    assert shifts.peak == (1, 18, 2)


def test_only_photos_that_may_be_published_are_there(west: Precinct) -> None:
    event = given.an_event(west, on(9), title="Turn-in")
    planned = given.an_event(west, on(9), status=EventStatus.CANCELLED)

    def attach(to: Any, name: str, **values: Any) -> None:
        filled = {"kind": "photo", "may_publish": True, "media_type": "image/png", "data": name.encode(), **values}
        Attachment.create(event=to, file_name=name, sha256="0", **filled)

    for number in range(PHOTOS_AT_MOST + 1):
        attach(event, f"photo {number}", caption=f"Caption {number}", alternative_text="A table")
    attach(event, "private", may_publish=False)
    attach(event, "sheet", kind="sheet")
    attach(planned, "cancelled")
    public = of_january(west).public
    assert public.photos_in_all == PHOTOS_AT_MOST + 1
    assert [photo.data for photo in public.photos] == [f"photo {number}".encode() for number in range(PHOTOS_AT_MOST)]
    first = public.photos[0]
    assert (first.event_title, first.date, first.caption) == ("Turn-in", on(9), "Caption 0")
    assert (first.alternative_text, first.media_type) == ("A table", "image/png")


def test_coming_up_is_planned_until_the_end_of_the_next_month(west: Precinct) -> None:
    for day, title in ((on(31), "Inside"), (on(1, 2), "First"), (on(28, 2), "Last"), (on(1, 3), "Beyond")):
        given.an_event(west, day, title=title, status=EventStatus.PLANNED)
    given.an_event(west, on(2, 2), title="Held")
    assert [row.title for row in of_january(west).public.coming_up] == ["First", "Last"]


def test_the_number_of_statements_does_not_grow(west: Precinct) -> None:
    ensley = given.a_neighborhood(west)
    kind = given.an_event_kind(west, "Safety checkpoint", is_checkpoint=True)

    def a_day(day: date) -> None:
        person = given.a_person(west)
        event = signed(heads(served(given.an_event(west, day, kind=kind), ensley), 3), person, "A. Name")
        measured(event, firearms_recovered=1)
        concern = given.a_concern(west, event=event, raised_on=day, neighborhood=ensley)
        closed(west, day, day + timedelta(days=3), due=day, concern=concern, public_words="The lamp")
        given.a_crime_count(
            west, on(1), 1, scope=CrimeScope.NEIGHBORHOOD, neighborhood=given.a_neighborhood(west, f"Area {event.id}")
        )

    a_day(on(1))
    with counted_statements() as few:
        of_january(west)
    for place in range(299):
        a_day(on(1) + timedelta(days=place % 31))
    with counted_statements() as many:
        summary = of_january(west)
    assert len(many) == len(few)
    assert len(summary.public.events) == len(summary.public.checkpoints.rows) == 300
