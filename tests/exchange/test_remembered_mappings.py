"""How a file is read is said once, and remembered for every file of the same shape."""

from pathlib import Path

import pytest

from outreach.actions.undo import undo
from outreach.exchange.answers import Answers, memory_of
from outreach.exchange.importing import apply_import, plan_import, result_lines
from outreach.exchange.mapping import FileMapping, lasting, load_mapping
from outreach.exchange.mapping_text import mapping_text, save_mapping
from outreach.exchange.shapes import shape_of
from outreach.records.audit import AuditEntry
from outreach.records.events import Event, EventKind
from outreach.records.imports import RememberedMapping
from outreach.records.people import NeighborhoodAlias
from tests.conftest import Store
from tests.exchange.importing import CLERK, TODAY, mapping
from tests.given import a_neighborhood, a_precinct

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
