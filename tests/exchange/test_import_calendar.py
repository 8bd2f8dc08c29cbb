import time as clock
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest

from outreach.actions.precinct import PrecinctDetails, set_up_precinct
from outreach.errors import OutreachError
from outreach.exchange.exporting import export
from outreach.exchange.importing import apply_import, plan_import
from outreach.exchange.plan import ImportPlan
from outreach.records.events import Event, EventNeighborhood
from tests.conftest import Store
from tests.exchange.importing import CLERK, TODAY, mapping
from tests.given import a_precinct, an_event

type IcsFile = Callable[..., Path]
HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\n"
WEEKLY = (
    "BEGIN:VEVENT\r\nUID:w\r\nSUMMARY:Beat meeting\r\nDTSTART;TZID=America/Chicago:20190108T183000\r\n"
    "DTEND;TZID=America/Chicago:20190108T200000\r\nRRULE:FREQ=WEEKLY;COUNT=4\r\n"
    "EXDATE;TZID=America/Chicago:20190115T183000\r\nEND:VEVENT\r\n"
)
MOVED = (
    "BEGIN:VEVENT\r\nUID:w\r\nSUMMARY:Beat meeting at the park\r\n"
    "RECURRENCE-ID;TZID=America/Chicago:20190122T183000\r\n"
    "DTSTART;TZID=America/Chicago:20190123T190000\r\nDTEND;TZID=America/Chicago:20190123T200000\r\nEND:VEVENT\r\n"
)


def event(*lines: str, uid: str = "a") -> str:
    return "\r\n".join(("BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT", ""))


@pytest.fixture
def ics_file(tmp_path: Path) -> IcsFile:
    def write(*events: str, end: str = "END:VCALENDAR\r\n") -> Path:
        path = tmp_path / "list.ics"
        path.write_bytes((HEAD + "".join(events) + end).encode())
        return path

    return write


def a_standard_precinct() -> int:
    details = PrecinctDetails("Birmingham Police Department", "West", time_zone="America/Chicago")
    return set_up_precinct(CLERK, details).only_id("precinct")


def bring(path: Path, precinct: int) -> ImportPlan:
    plan = plan_import("calendar", [path], precinct, TODAY)
    apply_import(CLERK, precinct, plan)
    return plan


def kept() -> list[tuple[str, date, time | None]]:
    return [(one.title, one.date, one.start_time) for one in Event.select().order_by(Event.date, Event.id)]


def test_times_become_wall_time_of_the_precinct(store: Store, ics_file: IcsFile) -> None:
    bring(
        ics_file(
            event("SUMMARY:UTC", "DTSTART:20190201T050000Z", "DTEND:20190201T060000Z", uid="1"),
            event("SUMMARY:Berlin", "DTSTART;TZID=Europe/Berlin:20190202T010000", "DURATION:PT90M", uid="2"),
            event("SUMMARY:Floating", "DTSTART:20190203T190000", uid="3"),
        ),
        a_standard_precinct(),
    )
    assert kept() == [
        ("UTC", date(2019, 1, 31), time(23)),
        ("Berlin", date(2019, 2, 1), time(18)),
        ("Floating", date(2019, 2, 3), time(19)),
    ]
    assert Event.get(title="Berlin").end_time == time(19, 30)
    assert Event.get(title="Floating").end_time is None
    assert [Event.get(title=title).status for title in ("UTC", "Floating")] == ["held", "planned"]


def test_whole_days_end_on_their_last_day(store: Store, ics_file: IcsFile) -> None:
    bring(
        ics_file(event("SUMMARY:Fair", "DTSTART;VALUE=DATE:20190301", "DTEND;VALUE=DATE:20190303")),
        a_standard_precinct(),
    )
    assert (Event.get().date, Event.get().end_date, Event.get().start_time) == (
        date(2019, 3, 1),
        date(2019, 3, 2),
        None,
    )


def test_a_series_comes_with_its_exceptions(store: Store, ics_file: IcsFile) -> None:
    precinct = a_standard_precinct()
    plan = bring(ics_file(WEEKLY, MOVED), precinct)
    assert plan.new == 3
    assert kept() == [
        ("Beat meeting", date(2019, 1, 8), time(18, 30)),
        ("Beat meeting at the park", date(2019, 1, 23), time(19)),
        ("Beat meeting", date(2019, 1, 29), time(18, 30)),
    ]
    assert Event.get(title="Beat meeting").kind.name == "Beat meeting"
    again = plan_import("calendar", [ics_file(MOVED, WEEKLY)], precinct, TODAY)
    assert (again.new, again.changed, again.same) == (0, 0, 3)


def test_of_a_series_that_ends_late_it_is_said_what_was_taken(sqlite_store: Store, ics_file: IcsFile) -> None:
    precinct = a_standard_precinct()
    weekly = ics_file(WEEKLY.replace("COUNT=4", "INTERVAL=4;COUNT=20"))
    found = plan_import("calendar", [weekly], precinct, TODAY)
    assert found.new == 14
    assert any("“Beat meeting” goes on after" in note for note in found.notes)
    ends = ics_file(WEEKLY.replace("COUNT=4", "INTERVAL=4;COUNT=14"))
    assert not any("goes on" in note for note in plan_import("calendar", [ends], precinct, TODAY).notes)


def test_a_series_without_a_first_day_costs_itself_alone(sqlite_store: Store, ics_file: IcsFile) -> None:
    dayless = event("SUMMARY:Beat meeting", "RDATE:20190315T190000")
    talk = event("SUMMARY:Talk", "DTSTART:20190305T190000", uid="another")
    found = plan_import("calendar", [ics_file(dayless, talk)], a_standard_precinct(), TODAY)
    assert (found.new, found.refused) == (1, 0)


def test_a_series_without_end_is_taken_for_the_years_around_today(store: Store, ics_file: IcsFile) -> None:
    plan = bring(ics_file(WEEKLY.replace("COUNT=4", "INTERVAL=4")), a_standard_precinct())
    days = [day for _, day, _ in kept()]
    assert plan.new == len(days) == 14
    assert (days[0], days[-1]) == (date(2019, 1, 8), date(2020, 1, 7))


def test_a_newer_version_changes_the_event(store: Store, ics_file: IcsFile) -> None:
    precinct = a_standard_precinct()
    old = event("SUMMARY:Talk", "DTSTART:20190305T190000", "SEQUENCE:0", "LOCATION:Hall")
    new = event("SUMMARY:Talk", "DTSTART:20190306T190000", "SEQUENCE:2", "STATUS:CANCELLED")
    bring(ics_file(old), precinct)
    plan = bring(ics_file(new, old), precinct)
    assert (plan.new, plan.changed) == (0, 1)
    kept_event = Event.get()
    assert (kept_event.date, kept_event.status, kept_event.place) == (date(2019, 3, 6), "cancelled", "Hall")


def test_a_bad_property_costs_that_property_only(store: Store, ics_file: IcsFile) -> None:
    plan = bring(
        ics_file(
            event("SUMMARY:Good", "DTSTART:20190305T190000", "DURATION:P15M", "GEO:x", uid="1"),
            event("SUMMARY:Bad start", "DTSTART:2006717T080000Z", uid="2"),
            event("SUMMARY:Odd line", "DTSTART:20190306T190000", "nonsense without a colon", uid="3"),
            event("SUMMARY:Stands still", "DTSTART:20190307T190000", "RRULE:FREQ=DAILY;INTERVAL=0", uid="4"),
        ),
        a_standard_precinct(),
    )
    assert {title for title, _, _ in kept()} == {"Good", "Odd line", "Stands still"}
    assert "list.ics, line 26: RRULE: it repeats without going on; it was passed over" in plan.notes
    assert [str(problem) for problem in plan.left_out_rows] == ["list.ics, line 11: it does not say when it starts."]
    assert sum("was passed over" in note for note in plan.notes) >= 3


def test_a_time_zone_that_changes_its_clocks_without_end_costs_that_rule(
    sqlite_store: Store, ics_file: IcsFile
) -> None:
    zone = "BEGIN:VTIMEZONE\nTZID:Odd\nBEGIN:STANDARD\nDTSTART:19500101T020000\n{}\nTZOFFSETFROM:-0500\n"
    zone += "TZOFFSETTO:-0600\nEND:STANDARD\nEND:VTIMEZONE\n"
    rules = ("RRULE:FREQ=SECONDLY", "RRULE:FREQ=YEARLY;INTERVAL=0")
    precinct = a_standard_precinct()
    for at, rule in enumerate(rules):
        walk = event("SUMMARY:Walk", "DTSTART;TZID=Odd:20190305T190000", uid=f"9{at}")
        assert bring(ics_file(zone.format(rule) + walk), precinct).new == 1
    assert {start for _, _, start in kept()} == {time(19)}


def test_private_entries_and_tasks_stay_out(store: Store, ics_file: IcsFile) -> None:
    plan = bring(
        ics_file(
            event("SUMMARY:Dentist", "CLASS:PRIVATE", "DTSTART:20190305T190000"),
            "BEGIN:VTODO\r\nUID:t\r\nSUMMARY:Buy coffee\r\nEND:VTODO\r\n",
        ),
        a_standard_precinct(),
    )
    assert not Event.select().exists()
    assert "private" in str(plan.left_out_rows[0])
    assert "1 task or journal entry is no event" in plan.notes[0]


def test_our_own_calendar_is_not_taken_back(store: Store, tmp_path: Path) -> None:
    precinct = a_precinct()
    an_event(precinct, date(2019, 7, 4), "Parade", status="planned")
    export("calendar", tmp_path / "ours.ics", precinct.id, TODAY)
    plan = plan_import("calendar", [tmp_path / "ours.ics"], precinct.id, TODAY)
    assert (plan.new, plan.left_out) == (0, 1)


@pytest.mark.parametrize(
    ("broken", "notes"),
    [
        (event("SUMMARY:Walk", "DTSTART:20190305T190000", "BEGIN:VALARM", "ACTION:DISPLAY"), ["BEGIN:VALARM has no"]),
        (
            event("SUMMARY:Walk", "DTSTART:20190305T190000", *["BEGIN:VALARM", "ACTION:DISPLAY"] * 2, "END:VALARM"),
            ["BEGIN:VALARM has no"],
        ),
        (
            event("SUMMARY:Walk", "DTSTART:20190305T190000").replace("END:VEVENT", "END:VEVNT"),
            ["BEGIN:VEVENT has no", "END:VEVNT has no"],
        ),
        (event("SUMMARY:Walk", "END:VALARM", "DTSTART:20190305T190000"), ["END:VALARM has no"]),
    ],
)
def test_a_part_without_an_end_costs_no_event(
    sqlite_store: Store, ics_file: IcsFile, broken: str, notes: list[str]
) -> None:
    first, last = (event(f"SUMMARY:{day}", f"DTSTART:2019030{day}T190000", uid=str(day)) for day in (4, 6))
    plan = bring(ics_file(first, broken, last), a_standard_precinct())
    assert [title for title, *_ in kept()] == ["4", "Walk", "6"]
    assert all(any(words in note for note in plan.notes) for words in notes)


ALARM = ("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", "DESCRIPTION:Soon")
GUEST = ("BEGIN:PARTICIPANT", "CALENDAR-ADDRESS:mailto:guest@example.org")
WHEN, TITLE, WHERE = "DTSTART:20190305T190000", "SUMMARY:Walk", ("LOCATION:Park", "DESCRIPTION:Bring a lamp")


@pytest.mark.parametrize(
    ("lines", "ends"),
    [
        ((TITLE, WHEN, *ALARM, "DURATION:PT90M", *WHERE), [("VALARM", 8, 12)]),
        ((*ALARM, WHEN, TITLE, "DURATION:PT90M", *WHERE), [("VALARM", 6, 10)]),
        (("DURATION:PT90M", *ALARM, TITLE, *ALARM, WHEN, *WHERE), [("VALARM", 7, 11), ("VALARM", 12, 16)]),
        ((*ALARM, "DURATION:PT5M", "REPEAT:2", "BEGIN:X-MORE", "X-A:b", WHEN, TITLE, "DURATION:PT90M", *WHERE),
         [("X-MORE", 12, 14), ("VALARM", 6, 14)]),
        ((WHEN, TITLE, "DURATION:PT90M", *GUEST, "CLASS:PUBLIC", *WHERE), [("PARTICIPANT", 9, 11)]),
        ((WHEN, "DURATION:PT90M", *GUEST, TITLE, *WHERE), [("PARTICIPANT", 8, 10)]),
    ],
    ids=["after", "before", "two", "one-in-another", "guest", "guest-before-title"],
)  # fmt: skip
def test_what_follows_a_part_without_an_end_is_the_event_s(
    sqlite_store: Store, ics_file: IcsFile, lines: tuple[str, ...], ends: list[tuple[str, int, int]]
) -> None:
    plan = bring(ics_file(event(*lines)), a_standard_precinct())
    one = Event.get()
    assert (one.title, one.date, one.start_time, one.end_time) == ("Walk", date(2019, 3, 5), time(19), time(20, 30))
    assert (one.place, one.summary) == ("Park", "Bring a lamp")
    assert plan.notes == tuple(
        f"list.ics, line {began}: BEGIN:{name} has no END:{name}, and is taken to end before line {row}"
        for name, began, row in ends
    )


def test_a_whole_alarm_keeps_what_another_program_wrote_into_it(sqlite_store: Store, ics_file: IcsFile) -> None:
    alarm = (*ALARM, "LOCATION:Desk", "SUMMARY:Alarm", "END:VALARM")
    plan = bring(ics_file(event(WHEN, *alarm, TITLE, *WHERE)), a_standard_precinct())
    assert (Event.get().title, Event.get().place, plan.notes) == ("Walk", "Park", ())


def test_a_mapping_tells_kinds_and_neighborhoods(store: Store, ics_file: IcsFile) -> None:
    told = '[kinds]\n"Vigil" = ["*vigil*"]\n[areas]\n"Ensley" = ["*ensley*"]\n'
    precinct = a_standard_precinct()
    path = ics_file(event("SUMMARY:Vigil for peace", "LOCATION:Ensley Park", "DTSTART:20190305T190000"))
    apply_import(CLERK, precinct, plan_import("calendar", [path], precinct, TODAY, mapping(told)))
    assert Event.get().kind.name == "Vigil"
    assert EventNeighborhood.get().neighborhood.name == "Ensley"


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=1", "FREQ=HOURLY"])
def test_a_repetition_bomb_is_left_out(store: Store, ics_file: IcsFile, rule: str) -> None:
    path = ics_file(event("SUMMARY:Tick", "DTSTART:20190101T000000Z", f"RRULE:{rule}"))
    started = clock.monotonic()
    plan = plan_import("calendar", [path], a_standard_precinct(), TODAY)
    assert clock.monotonic() - started < 5
    assert (plan.new, plan.left_out) == (0, 1)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"title,date\na,b\n", "is not a calendar"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:A\r\n", "line 2: the entry that begins here never ends"),
    ],
)
def test_what_is_no_calendar_is_told(sqlite_store: Store, tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "list.ics"
    path.write_bytes(content)
    with pytest.raises(OutreachError, match=r"list\.ics") as fault:
        plan_import("calendar", [path], a_precinct().id, TODAY)
    assert words in str(fault.value)


def test_a_calendar_that_may_be_cut_short_between_its_events_says_so(sqlite_store: Store, ics_file: IcsFile) -> None:
    path = ics_file(event("SUMMARY:Walk", "DTSTART:20190305T190000"), end="")
    found = plan_import("calendar", [path], a_standard_precinct(), TODAY)
    assert (found.new, found.notes) == (
        1,
        ("list.ics, line 1: BEGIN:VCALENDAR has no END:VCALENDAR, so the file may be cut short",),
    )


@pytest.mark.real_data
def test_every_calendar_of_the_corpora_is_taken_or_told(sqlite_store: Store, shared_data: Path) -> None:
    files = sorted((shared_data / "calendars").glob("*/*.ics"))
    taken, told = 0, []
    for path in files:
        precinct = a_precinct(path.name).id
        started = clock.monotonic()
        try:
            plan = plan_import("calendar", [path], precinct, TODAY)
            assert plan.refused == 0
            apply_import(CLERK, precinct, plan)
            if plan.new < 200:
                again = plan_import("calendar", [path], precinct, TODAY)
                assert (again.new, again.changed) == (0, 0), path
            taken += plan.new
        except OutreachError as fault:
            told.append(str(fault))
        assert clock.monotonic() - started < 30
    assert len(files) == 270
    assert taken > 13_000
    assert all("is not a calendar" in words or "never ends" in words for words in told)
    assert len(told) < 30


def test_an_earlier_revision_never_overwrites_a_later_one(store: Store, tmp_path: Path) -> None:
    precinct = a_precinct().id

    def bring(sequence: int, hour: int, status: str = "CONFIRMED") -> ImportPlan:
        path = tmp_path / "one.ics"
        path.write_text(
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:abc\r\nSUMMARY:Meeting\r\n"
            f"SEQUENCE:{sequence}\r\nDTSTART:20190305T{hour}0000\r\nSTATUS:{status}\r\n"
            "END:VEVENT\r\nEND:VCALENDAR\r\n",
            "utf-8",
        )
        plan = plan_import("calendar", [path], precinct, TODAY)
        apply_import(CLERK, precinct, plan)
        return plan

    bring(1, 18)
    assert bring(3, 19).changed == 1
    earlier = bring(2, 17)
    assert (earlier.changed, earlier.same) == (0, 1)
    assert any("later revision" in note for note in earlier.notes)
    event = Event.get()
    assert (event.start_time, event.source_sequence) == (time(19), 3)
    assert bring(4, 19, "CANCELLED").changed == 1
    assert Event.get().status == "cancelled"


def test_a_series_with_an_end_comes_whole_and_of_one_without_it_is_said_what_was_taken(
    sqlite_store: Store, ics_file: IcsFile
) -> None:
    old = event("SUMMARY:Old", "DTSTART:20050111T183000", "RRULE:FREQ=YEARLY;COUNT=3", uid="old")
    endless = event("SUMMARY:Yearly", "DTSTART:20100111T183000", "RRULE:FREQ=YEARLY", uid="endless")
    later = event("SUMMARY:Later", "DTSTART:20300111T183000", "RRULE:FREQ=YEARLY", uid="later")
    found = bring(ics_file(old, endless, later), a_standard_precinct())
    assert [(title, day.year) for title, day, _ in kept()] == [
        *(("Old", year) for year in (2005, 2006, 2007)), *(("Yearly", year) for year in (2017, 2018, 2019, 2020)),
    ]  # fmt: skip
    assert found.notes == (
        "list.ics, line 10: “Yearly” recurs without end: its times from January 2016 to February 2020 were taken",
    )
    assert [one.words for one in found.left_out_rows] == [
        "none of its times lies between January 2016 and February 2020"
    ]
