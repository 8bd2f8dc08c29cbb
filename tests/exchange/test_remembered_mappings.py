"""How a file is read is said once, and remembered for every file of the same shape."""

from datetime import date
from pathlib import Path

import pytest

from outreach.actions.change import Changes
from outreach.actions.undo import undo
from outreach.exchange.answers import Answers, memory_of
from outreach.exchange.importing import apply_import, plan_import, result_lines
from outreach.exchange.mapping import FileMapping, lasting, load_mapping
from outreach.exchange.mapping_text import mapping_text, save_mapping
from outreach.exchange.shapes import shape_of
from outreach.records.audit import AuditEntry
from outreach.records.events import Attendance, Event, EventKind
from outreach.records.imports import RememberedMapping
from outreach.records.people import NeighborhoodAlias, Organization
from outreach.records.precinct import Precinct
from tests.conftest import Store
from tests.exchange.importing import CLERK, TODAY, mapping
from tests.given import a_neighborhood, a_precinct, an_event, an_officer, an_organization

MAPPINGS = Path(__file__).parents[1] / "data" / "mappings"
TELLS = """
kind = "events"
[columns]
title = "What"
date = "When"
area = "Where"
"""


def a_file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def brought_in(kind: str, path: Path, precinct: Precinct, answers: Answers) -> Changes:
    """Bring a file in with some answers, which are remembered."""
    plan = plan_import(kind, [path], precinct.id, TODAY, answers=answers)
    return apply_import(CLERK, precinct.id, plan, remember=memory_of(kind, path, plan.mapping, answers))


@pytest.mark.parametrize("told", [mapping(TELLS), FileMapping()], ids=["told", "guessed"])
def test_what_is_remembered_or_saved_knows_the_events_of_the_first_time_again(
    sqlite_store: Store, tmp_path: Path, told: FileMapping
) -> None:
    made = a_precinct()
    a_neighborhood(made, "Ensley")
    precinct = made.id
    names = "What,When,Where" if told.columns else "Title,Date,Neighborhood"
    path = a_file(tmp_path, "list.csv", f"{names}\nCoffee,1/10/2019,Ensley\n")
    plan = plan_import("events", [path], precinct, TODAY, told)
    save_mapping(tmp_path / "another name.toml", lasting("events", plan.mapping))
    apply_import(CLERK, precinct, plan, remember=memory_of("events", path, plan.mapping))
    assert plan_import("events", [path], precinct, TODAY).same == 1
    assert plan_import("events", [path], precinct, TODAY, tmp_path / "another name.toml").same == 1


@pytest.mark.parametrize("path", sorted(MAPPINGS.glob("*.toml")), ids=lambda path: path.stem)
def test_what_is_saved_reads_as_what_was_told(path: Path, tmp_path: Path) -> None:
    told = load_mapping(path)
    save_mapping(tmp_path / path.name, told)
    again = load_mapping(tmp_path / path.name)
    assert again == told
    assert mapping_text(again) == mapping_text(told)


def test_a_month_later_the_shape_is_the_same() -> None:
    assert shape_of(["Offense", "Jan 2019", "2019-02"]) == shape_of(["OFFENSE ", "March 2020"])
    assert shape_of(["Offense", "May"]) != shape_of(["Offense", "Count"])


def test_the_next_file_of_the_same_columns_is_read_in_the_same_way(store: Store, tmp_path: Path) -> None:
    precinct = a_precinct()
    a_neighborhood(precinct, "Ensley")
    first = a_file(tmp_path, "january.csv", "What,When,Where\nCoffee,1/10/2019,Ensley\n")
    plan = plan_import("events", [first], precinct.id, TODAY, mapping(TELLS))
    done = apply_import(CLERK, precinct.id, plan, remember=memory_of("events", first, plan.mapping))
    second = a_file(tmp_path, "february.csv", "Where,When,What\nEnsley,2/10/2019,Coffee\n")
    again = plan_import("events", [second], precinct.id, TODAY)
    assert (again.new, again.refused) == (1, 0)
    assert "as they were last time" in again.notes[0]
    anew = plan_import("events", [second], precinct.id, TODAY, mapping("[columns]\ntitle = 'Where'\ndate = 'When'"))
    assert anew.work.new[0].row.title == "Ensley"
    assert done.entry is not None
    undo(CLERK, done.entry)
    assert RememberedMapping.select().count() == 0


def test_what_is_remembered_is_replaced_and_can_be_passed_over(store: Store, tmp_path: Path) -> None:
    precinct = a_precinct()
    path = a_file(tmp_path, "a.csv", "Title,Date,Place\nCoffee,1/10/2019,Hall\n")
    for column in ("Place", "Title"):
        plan = plan_import("events", [path], precinct.id, TODAY, mapping(f"[columns]\ntitle='{column}'\ndate='Date'"))
        apply_import(CLERK, precinct.id, plan, remember=memory_of("events", path, plan.mapping))
    assert [kept.mapping for kept in RememberedMapping.select()] == [mapping_text(lasting("events", plan.mapping))]
    other = plan_import("events", [path], precinct.id, TODAY, remembered=False)
    assert "guessed" in other.notes[0]


def test_cells_and_names_are_corrected_and_the_spelling_is_learned(store: Store, tmp_path: Path) -> None:
    precinct = a_precinct()
    ensley = a_neighborhood(precinct, "Ensley")
    path = a_file(
        tmp_path,
        "a.csv",
        "Title,Date,Neighborhood\nCoffee,someday,Enslee\nWalk,1/3/2019,Nowhere\nTea,1/4/2019,Ensley\n",
    )
    asked = plan_import("events", [path], precinct.id, TODAY)
    assert [(problem.row, problem.at) for problem in asked.problems] == [(2, 1), (3, 2)]
    assert [(one.name, one.nearest, one.places) for one in asked.unknown] == [("Nowhere", "", 1)]
    told = [line for line in result_lines(asked, written=False) if line.startswith("Not known")]
    assert len(told) == 1
    assert told[0].startswith("Not known as neighborhood: Nowhere (1 row). Say in a mapping what each stands for")
    answers = Answers(cells={("a.csv", "", 2, 1): "1/2/2019"}, areas={"Enslee": "Ensley", "Nowhere": "Sherman Heights"})
    plan = plan_import("events", [path], precinct.id, TODAY, answers=answers)
    assert (plan.new, plan.refused) == (3, 0)
    assert dict(plan.added)["neighborhood"] == ("Sherman Heights",)
    apply_import(CLERK, precinct.id, plan, remember=memory_of("events", path, plan.mapping, answers))
    learned = {alias.spelling: alias.neighborhood.name for alias in NeighborhoodAlias.select()}
    assert learned == {"Enslee": ensley.name, "Nowhere": "Sherman Heights"}
    elsewhere = a_file(tmp_path, "b.csv", "Event,Day,Area,Notes\nCoffee,3/2/2019,ENSLEE,\n")
    assert plan_import("events", [elsewhere], precinct.id, TODAY).refused == 0


def test_what_organizations_officers_and_kinds_are_called_is_remembered_for_any_file(
    store: Store, tmp_path: Path
) -> None:
    precinct = a_precinct()
    sample = an_officer(precinct, "55", "R. Sample")
    rotary = an_organization(precinct, "Rotary Club of Ensley")
    EventKind.create(precinct=precinct, name="Beat meeting")
    first = a_file(tmp_path, "a.csv", "Title,Date,Kind,Host,Lead\nTea,1/10/2019,BM,The Rotarians,Sgt. Sampel\n")
    answers = Answers(
        organizations={"The Rotarians": "Rotary Club of Ensley"}, officers={"Sgt. Sampel": "R. Sample"},
        kinds={"BM": "Beat meeting"},
    )  # fmt: skip
    assert len(plan_import("events", [first], precinct.id, TODAY).unknown) == 3
    plan = plan_import("events", [first], precinct.id, TODAY, answers=answers)
    save_mapping(tmp_path / "saved.toml", lasting("events", plan.mapping))
    done = apply_import(CLERK, precinct.id, plan, remember=memory_of("events", first, plan.mapping, answers))
    assert done.entry is not None

    Organization.update(name="Rotary Club").execute()  # a name that changes stays the same organization
    other = a_file(
        tmp_path, "b.csv", "Event,Day,Type,Organizer,Officer,Notes\nWalk,2/10/2019,bm,the ROTARIANS,sgt sampel,\n"
    )
    found = plan_import("events", [other], precinct.id, TODAY)
    assert (found.new, found.refused, found.unknown, dict(found.added)) == (1, 0, (), {})
    assert {(one.what, one.stands_for) for one in found.said} == {
        ("kind of event", "Beat meeting"), ("organization", "Rotary Club"), ("officer", "R. Sample"),
    }  # fmt: skip
    assert any("as was said before" in note and "“the ROTARIANS” is Rotary Club" in note for note in found.notes)
    apply_import(CLERK, precinct.id, found, remember=memory_of("events", other, found.mapping))
    assert {(one.host_id, one.lead_officer_id, one.kind.name) for one in Event.select()} == {
        (rotary.id, sample.id, "Beat meeting")
    }
    promises = a_file(
        tmp_path, "c.csv", "Promise,Opened,Owner,Promised to\nFix it,2/1/2019,Sgt. Sampel,The Rotarians\n"
    )
    found = plan_import("follow-ups", [promises], precinct.id, TODAY)
    assert (found.new, found.unknown) == (1, ())

    lions = an_organization(precinct, "Lions").name  # said otherwise now: that holds from now on
    answers = Answers(organizations={"The Rotarians": lions})
    found = plan_import("follow-ups", [promises], precinct.id, TODAY, answers=answers)
    assert [one.what for one in found.said] == ["officer"]
    apply_import(CLERK, precinct.id, found, remember=memory_of("follow-ups", promises, found.mapping, answers))
    found = plan_import("events", [first], precinct.id, TODAY)
    assert {one.stands_for for one in found.said} == {"Beat meeting", "Lions", "R. Sample"}
    told = load_mapping(tmp_path / "saved.toml")
    assert told.organizations.find("the rotarians") == "Rotary Club of Ensley"
    assert (told.officers.find("Sgt Sampel"), told.kinds.find("BM")) == ("R. Sample", "Beat meeting")


def test_what_an_event_is_called_is_remembered_for_any_file_until_the_import_is_taken_back(
    store: Store, tmp_path: Path
) -> None:
    precinct = a_precinct()
    event = an_event(precinct, date(2019, 1, 8), title="Beat meeting 2")
    an_event(precinct, date(2019, 1, 8), title="Walk")
    first = a_file(tmp_path, "a.csv", "Date,Meeting,Name\n1/8/2019,The usual,Opal Ferncastle\n")
    answers = Answers(events={"2019-01-08 The usual": "2019-01-08 Beat meeting 2"})
    done = brought_in("attendance", first, precinct, answers)
    other = a_file(
        tmp_path, "b.csv", "First name,Last name,Event title,Event date\nFlint,Quarrier,the usual,1/8/2019\n"
    )
    found = plan_import("attendance", [other], precinct.id, TODAY)
    assert (found.new, found.refused, [one.stands_for for one in found.said]) == (1, 0, ["2019-01-08 Beat meeting 2"])
    apply_import(CLERK, precinct.id, found)
    assert {one.event_id for one in Attendance.select()} == {event.id}
    assert done.entry is not None
    undo(CLERK, done.entry)
    assert plan_import("attendance", [other], precinct.id, TODAY).unknown


def test_a_day_alone_may_be_another_event_in_another_file(sqlite_store: Store, tmp_path: Path) -> None:
    precinct = a_precinct()
    for title in ("Beat meeting 2", "Walk"):
        an_event(precinct, date(2019, 1, 8), title=title)
    first = a_file(tmp_path, "a.csv", "Date,Name\n1/8/2019,Opal Ferncastle\n")
    answers = Answers(events={"2019-01-08": "2019-01-08 Walk"})
    brought_in("attendance", first, precinct, answers)
    assert plan_import("attendance", [first], precinct.id, TODAY).same == 1
    other = a_file(tmp_path, "b.csv", "First name,Last name,Event date\nFlint,Quarrier,1/8/2019\n")
    found = plan_import("attendance", [other], precinct.id, TODAY)
    assert ([one.name for one in found.unknown], found.said) == (["2019-01-08"], ())


def test_a_number_that_was_said_to_be_an_event_is_asked_about_where_the_file_tells_another_day(
    store: Store, tmp_path: Path
) -> None:
    precinct = a_precinct()
    event = an_event(precinct, date(2019, 1, 8), title="Beat meeting 2")
    an_event(precinct, date(2019, 2, 5), title="Walk")
    first = a_file(tmp_path, "a.csv", "Event,Name\n12,Opal Ferncastle\n")
    answers = Answers(events={"12": "2019-01-08 Beat meeting 2"})
    brought_in("attendance", first, precinct, answers)
    rows = "Flint,Quarrier,12,2/5/2019\nJade,Slate,12,1/8/2019\n"
    other = a_file(tmp_path, "b.csv", f"First name,Last name,Event,Event date\n{rows}")
    found = plan_import("attendance", [other], precinct.id, TODAY)
    assert ([one.name for one in found.unknown], found.refused, found.new) == (["12"], 1, 1)
    assert [line[0] for line in found.work.lines] == [event.id]


def test_rows_are_shown_as_they_would_be_recorded(store: Store, tmp_path: Path) -> None:
    precinct = a_precinct()
    path = a_file(tmp_path, "a.csv", "Title,Date,Time\nCoffee,1/2/2019,7 pm\nWalk,never,\n")
    first, second = plan_import("events", [path], precinct.id, TODAY).recorded
    assert first.place.row == 2
    assert (first.values["title"], first.values["date"], first.values["start_time"]) == (
        "Coffee",
        "2019-01-02",
        "19:00",
    )
    assert second.place.words == "“never” is not a date"
    assert second.place.cells == ("Walk", "never", "")


def test_writing_tells_how_far_it_is_and_stopping_it_writes_nothing(store: Store, tmp_path: Path) -> None:
    class StoppedError(Exception):
        pass

    shares: list[float] = []

    def stop_at_the_second(share: float, words: str) -> None:
        shares.append(share)
        assert words.endswith("rows written")
        if len(shares) == 2:
            raise StoppedError

    precinct = a_precinct()
    rows = "".join(f"Coffee {number},1/2/2019\n" for number in range(6_000))
    plan = plan_import("events", [a_file(tmp_path, "a.csv", f"Title,Date\n{rows}")], precinct.id, TODAY)
    with pytest.raises(StoppedError):
        apply_import(CLERK, precinct.id, plan, stop_at_the_second)
    assert 0 < shares[0] < shares[1] < 1
    assert (Event.select().count(), EventKind.select().count(), AuditEntry.select().count()) == (0, 0, 0)
