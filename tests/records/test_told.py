"""What an entry tells of its rows comes back as it was told, one by one or in runs."""

import json

from outreach.records.base import Row
from outreach.records.told import FEWEST_PACKED, Run, ToldRows, rows_told

ONE: Row = {"table": "topic", "id": 3, "before": {"name": "Loud, “]}” music"}, "after": {"name": "Noise"}}


def added(key: int, held: int) -> Row:
    return {
        "table": "event", "id": key, "before": None, "after": {"id": key, "title": "Walk", "held": held, "on": None},
    }  # fmt: skip


def told() -> ToldRows:
    rows = ToldRows()
    rows.append(ONE)
    held = [1, True]
    rows.append_run(Run.of("event", "after", {"id": [7, 8], "title": ["Walk", "Walk"], "held": held, "on": [None] * 2}))
    rows.append_run(Run.of("topic", "before", {"id": [3], "name": ["Noise"]}))
    return rows


def test_runs_read_as_the_rows_that_they_stand_for() -> None:
    gone: Row = {"table": "topic", "id": 3, "before": {"id": 3, "name": "Noise"}, "after": None}
    whole = [ONE, added(7, 1), added(8, True), gone]
    assert json.dumps(list(told()), sort_keys=True) == json.dumps(whole, sort_keys=True)
    assert list(reversed(told())) == whole[::-1]
    assert rows_told(told().payload()) == whole
    assert list(reversed(ToldRows.read(told().payload()))) == whole[::-1]
    assert rows_told(json.dumps(whole, separators=(",", ":"))) == rows_told(json.dumps(whole)) == whole


def test_what_is_asked_of_rows_is_asked_without_taking_runs_apart() -> None:
    for rows in (told(), ToldRows.read(told().payload())):
        assert (len(rows), bool(rows), rows.changes_any()) == (4, True, True)
        assert list(rows.subjects()) == [("topic", 3), ("event", 7), ("event", 8), ("topic", 3)]
        assert rows.tables() == {"event", "topic"}
    assert (rows_told(None), rows_told(""), rows_told("[]"), bool(ToldRows())) == ([], [], [], False)
    nothing = ToldRows()
    nothing.append({"table": "account", "id": 1, "before": None, "after": None})
    assert not nothing.changes_any()


def test_very_many_rows_are_packed_and_read_as_the_rows_that_they_stand_for() -> None:
    keys = [*range(5, 5 + FEWEST_PACKED), 9_000]
    titles = [f"Walk, “{key}”" for key in keys]
    rows = ToldRows()
    rows.append_run(Run.of("event", "before", {"id": keys, "title": titles, "held": [True] * len(keys)}))
    rows.append(ONE)
    payload = rows.payload()
    assert len(payload) < 12 * len(keys) < len(json.dumps(titles))
    assert [run["ids"] for run in json.loads(payload) if "ids" in run] == [[[5, FEWEST_PACKED], [9_000, 1]]]
    whole = [{"table": "event", "id": key, "before": {"id": key, "title": title, "held": True}, "after": None}
             for key, title in zip(keys, titles, strict=True)]  # fmt: skip
    assert rows_told(payload) == list(rows) == [*whole, ONE]
    again = ToldRows.read(payload)
    assert list(again.subjects()) == [*(("event", key) for key in keys), ("topic", 3)]
    assert (len(again), again.subjects()[-1]) == (len(keys) + 1, ("topic", 3))


def test_what_rows_are_about_compares_and_reads_as_the_pairs_do() -> None:
    subjects = told().subjects()
    pairs = (("topic", 3), ("event", 7), ("event", 8), ("topic", 3))
    assert (hash(subjects), repr(subjects)) == (hash(pairs), repr(pairs))
    assert [subjects[at] for at in (0, 1, 2, 3, -1)] == [*pairs, pairs[-1]]
