"""The demonstration tells the story's figures, computed here by SQL that shares nothing with the program's queries."""

import sqlite3
from datetime import date

import pytest

from outreach.demo import facts, story

MONTHS = [f"{year}-{number:02d}" for year, number in story.months(story.FIRST_DAY, story.LAST_DAY)]


def one(demo: sqlite3.Connection, sql: str, *values: object) -> int:
    (answer,) = demo.execute(sql, values).fetchone()
    return int(answer)


def crime(demo: sqlite3.Connection, month: str, offense: str, scope: str = "neighborhood") -> int:
    return one(
        demo,
        "SELECT SUM(c.count) FROM crime_count c JOIN offense o ON o.id = c.offense_id "
        "WHERE substr(c.month, 1, 7) = ? AND o.name = ? AND c.scope = ?",
        month,
        offense,
        scope,
    )


def firearms(demo: sqlite3.Connection, first: str, last: str, kind: str = "%") -> int:
    return one(
        demo,
        "SELECT SUM(m.count) FROM measure m JOIN measure_kind k ON k.id = m.kind_id JOIN event e ON e.id = m.event_id "
        "JOIN event_kind what ON what.id = e.kind_id WHERE k.name = 'Firearms recovered' AND e.status = 'held' "
        "AND e.date BETWEEN ? AND ? AND what.name LIKE ?",
        first,
        last,
        kind,
    )


@pytest.mark.parametrize(("offense", "percent"), [("Burglary", -24), ("Vehicle break-in", -22)])
def test_january_2019_against_december_2018(demo: sqlite3.Connection, offense: str, percent: int) -> None:
    december, january = crime(demo, "2018-12", offense), crime(demo, "2019-01", offense)
    assert december > 100
    assert round((january - december) / december * 100) == percent


def test_98_firearms_came_in_through_checkpoints_and_one_turn_in(demo: sqlite3.Connection) -> None:
    winter = ("2018-12-01", "2019-01-31")
    assert firearms(demo, *winter) == 98
    turn_in = firearms(demo, *winter, "Gun turn-in")
    assert turn_in > 0
    assert firearms(demo, *winter, "Safety checkpoint") == 98 - turn_in
    assert (
        one(demo, "SELECT COUNT(*) FROM event e JOIN event_kind k ON k.id = e.kind_id WHERE k.name = 'Gun turn-in'")
        == 1
    )


def test_homicides_of_the_city_and_the_precinct(demo: sqlite3.Connection) -> None:
    months = [f"2018-{number:02d}" for number in range(1, 13)]
    assert sum(crime(demo, month, "Homicide", "department") for month in months) == 99
    this_year = ("2019-01", "2019-02")
    assert sum(crime(demo, month, "Homicide", "department") for month in this_year) == 8
    assert sum(crime(demo, month, "Homicide") for month in this_year) == 4


def test_crime_is_counted_once_by_neighborhood_and_never_above_the_department(demo: sqlite3.Connection) -> None:
    assert one(demo, "SELECT COUNT(*) FROM crime_count WHERE scope = 'precinct'") == 0
    uneven = demo.execute(
        "SELECT c.month, o.name FROM crime_count c JOIN offense o ON o.id = c.offense_id GROUP BY c.month, o.name "
        "HAVING SUM(c.count) FILTER (WHERE c.scope = 'neighborhood') "
        "> SUM(c.count) FILTER (WHERE c.scope = 'department') "
        "OR COUNT(*) FILTER (WHERE c.scope = 'neighborhood') <> (SELECT COUNT(*) FROM neighborhood)"
    ).fetchall()
    assert uneven == []


def test_three_shifts_become_four_that_overlap_late_in_2018(demo: sqlite3.Connection) -> None:
    plans = demo.execute("SELECT id, valid_from, valid_to FROM shift_plan ORDER BY valid_from").fetchall()
    (three, _, ends), (four, starts, open_end) = plans
    assert "2018-09-01" <= starts <= "2018-12-31"
    assert date.fromisoformat(starts).toordinal() - date.fromisoformat(ends).toordinal() == 1
    assert open_end is None

    def minutes_on_duty(plan: int) -> list[int]:
        spans = demo.execute("SELECT starts, ends FROM shift WHERE plan_id = ?", (plan,)).fetchall()
        clock = [[int(at[:2]) * 60 + int(at[3:5]) for at in span] for span in spans]
        return [(end - start) % 1440 for start, end in clock]

    assert (len(minutes_on_duty(three)), sum(minutes_on_duty(three))) == (3, 1440)
    assert len(minutes_on_duty(four)) == 4
    assert sum(minutes_on_duty(four)) > 1440


@pytest.mark.parametrize("month", MONTHS)
def test_every_month_has_40_events_and_a_few_cancelled(demo: sqlite3.Connection, month: str) -> None:
    by_status = dict(
        demo.execute("SELECT status, COUNT(*) FROM event WHERE substr(date, 1, 7) = ? GROUP BY status", (month,))
    )
    assert by_status["held"] >= 40
    assert by_status["cancelled"] >= 1
    assert set(by_status) == {"held", "cancelled"}
    checkpoints = one(
        demo,
        "SELECT COUNT(*) FROM event e JOIN event_kind k ON k.id = e.kind_id JOIN measure v ON v.event_id = e.id "
        "JOIN measure_kind vk ON vk.id = v.kind_id AND vk.name = 'Vehicles stopped' AND v.count > 0 "
        "JOIN measure c ON c.event_id = e.id "
        "JOIN measure_kind ck ON ck.id = c.kind_id AND ck.name = 'Citizen contacts' AND c.count > 0 "
        "WHERE k.is_checkpoint AND e.status = 'held' AND substr(e.date, 1, 7) = ?",
        month,
    )
    assert checkpoints == story.CHECKPOINTS[int(month[:4]), int(month[5:])] >= 3


def test_march_2019_is_planned_and_nothing_lies_beyond(demo: sqlite3.Connection) -> None:
    assert one(demo, "SELECT COUNT(*) FROM event WHERE date BETWEEN '2019-03-01' AND '2019-03-31'") >= 15
    assert one(demo, "SELECT COUNT(*) FROM event WHERE date >= '2019-03-01' AND status <> 'planned'") == 0
    span = demo.execute("SELECT MIN(date) >= '2017-12-01', MAX(end_date) <= '2019-03-31' FROM event").fetchone()
    assert span == (1, 1)


def test_15_follow_ups_stand_in_every_state(demo: sqlite3.Connection) -> None:
    by_status = dict(demo.execute("SELECT status, COUNT(*) FROM follow_up GROUP BY status"))
    assert set(by_status) == {"open", "in progress", "waiting on partner", "done", "declined"}
    assert min(by_status.values()) >= 15
    assert one(demo, "SELECT COUNT(*) FROM follow_up WHERE closed_on IS NOT NULL AND told_on IS NULL") >= 15
    late = one(demo, "SELECT COUNT(*) FROM follow_up WHERE closed_on IS NULL AND due < '2019-02-28'")
    assert 5 <= late <= 30
    assert one(demo, "SELECT COUNT(*) FROM follow_up WHERE closed_on > '2019-02-28' OR told_on > '2019-02-28'") == 0
    assert one(demo, "SELECT COUNT(*) FROM follow_up_note WHERE written_on > '2019-02-28'") == 0


def test_promises_have_public_words_and_ends_have_public_outcomes(demo: sqlite3.Connection) -> None:
    assert one(demo, "SELECT COUNT(*) FROM follow_up WHERE public_words = ''") == 0
    assert one(demo, "SELECT COUNT(*) FROM follow_up WHERE closed_on IS NOT NULL AND public_outcome = ''") == 0
    unfilled = "SELECT COUNT(*) FROM follow_up WHERE words || public_words || outcome || decline_reason LIKE '%{%'"
    assert one(demo, unfilled) == 0
    assert one(demo, "SELECT COUNT(*) FROM concern WHERE words LIKE '%{%'") == 0


def test_some_come_often_and_many_once(demo: sqlite3.Connection) -> None:
    times = [
        count
        for (count,) in demo.execute(
            "SELECT COUNT(*) FROM attendance a JOIN event e ON e.id = a.event_id WHERE a.present AND e.status = 'held' "
            "AND a.person_id IS NOT NULL GROUP BY a.person_id"
        )
    ]
    assert sum(count >= 8 for count in times) >= 100
    assert sum(count == 1 for count in times) >= 500


def test_sheets_have_numbered_lines_and_some_that_nobody_can_read(demo: sqlite3.Connection) -> None:
    gaps = demo.execute(
        "SELECT event_id, sheet FROM attendance WHERE line IS NOT NULL GROUP BY event_id, sheet "
        "HAVING MIN(line) <> 1 OR MAX(line) <> COUNT(*)"
    ).fetchall()
    assert gaps == []
    assert one(demo, "SELECT COUNT(*) FROM attendance WHERE sheet = 2") > 0
    assert one(demo, "SELECT COUNT(*) FROM attendance WHERE NOT legible") >= 50
    assert one(demo, "SELECT COUNT(*) FROM attendance WHERE person_id IS NULL AND legible") >= 100


def test_some_head_counts_are_unknown(demo: sqlite3.Connection) -> None:
    unknown = one(
        demo,
        "SELECT COUNT(*) FROM event e WHERE e.status = 'held' "
        "AND NOT EXISTS (SELECT 1 FROM head_count h WHERE h.event_id = e.id AND h.count IS NOT NULL) "
        "AND NOT EXISTS (SELECT 1 FROM attendance a WHERE a.event_id = e.id AND a.present)",
    )
    assert 10 <= unknown <= 150
    assert one(demo, "SELECT COUNT(*) FROM head_count WHERE count IS NULL") > 0


def test_three_neighborhoods_have_gone_quiet(demo: sqlite3.Connection) -> None:
    quiet = demo.execute(
        "SELECT n.name FROM neighborhood n WHERE NOT EXISTS (SELECT 1 FROM event_neighborhood s "
        "JOIN event e ON e.id = s.event_id WHERE s.neighborhood_id = n.id AND e.status = 'held' "
        "AND e.date > date('2019-02-28', '-60 days')) ORDER BY n.name"
    ).fetchall()
    assert {name for (name,) in quiet} == story.GONE_QUIET


def test_neighborhoods_are_real_and_most_have_an_outline(demo: sqlite3.Connection) -> None:
    kept = demo.execute("SELECT name, community, boundary IS NOT NULL FROM neighborhood ORDER BY id").fetchall()
    assert [(name, community) for name, community, _ in kept] == [(a.name, a.community) for a in facts.areas()]
    assert len(kept) == 27
    assert sum(outlined for _, _, outlined in kept) == 24
    assert one(demo, "SELECT COUNT(*) FROM neighborhood WHERE meeting_rule = '' OR meeting_place = ''") == 0


def test_everybody_can_only_be_reached_at_numbers_set_aside_for_fiction(demo: sqlite3.Connection) -> None:
    phones = [phone for (phone,) in demo.execute("SELECT phone FROM person WHERE phone <> ''")]
    assert len(phones) >= 50
    assert all(phone.startswith("205-555-01") for phone in phones)
    assert one(demo, "SELECT COUNT(*) FROM person WHERE email <> '' AND email NOT LIKE '%@example.org'") == 0


def test_what_else_an_officer_would_look_for(demo: sqlite3.Connection) -> None:
    precinct = demo.execute("SELECT agency, name, is_demo FROM precinct").fetchall()
    assert precinct == [("Birmingham Police Department", "West Precinct", 1)]
    assert one(demo, "SELECT COUNT(*) FROM term_of_office WHERE ends IS NOT NULL") >= 3
    assert one(demo, "SELECT COUNT(*) FROM term_of_office WHERE office = 'president' AND ends IS NULL") == 27
    assert one(demo, "SELECT COUNT(*) FROM problem WHERE count_before > count_after") >= 1
    assert one(demo, "SELECT COUNT(*) FROM problem WHERE counted_offense_id IS NOT NULL") >= 1
    assert one(demo, "SELECT COUNT(DISTINCT problem_id) FROM problem_concern") >= 3
    assert one(demo, "SELECT COUNT(*) FROM concern WHERE confidential") >= 30
    assert one(demo, "SELECT COUNT(*) FROM concern WHERE event_id IS NULL") >= 40
    message = (
        "SELECT COUNT(*) FROM report_words WHERE kind = 'monthly' AND part = 'message' AND period_from = '2019-01-01'"
    )
    assert one(demo, message) == 1


def test_photographs_have_words_and_are_pictures(demo: sqlite3.Connection) -> None:
    photos = demo.execute("SELECT data, alternative_text, may_publish FROM attachment WHERE kind = 'photo'").fetchall()
    assert len(photos) >= 4
    assert all(data.startswith(b"\x89PNG\r\n\x1a\n") and words for data, words, _ in photos)
    assert {publish for _, _, publish in photos} == {0, 1}
    assert one(demo, "SELECT COUNT(*) FROM attachment WHERE kind = 'sheet'") == 1
