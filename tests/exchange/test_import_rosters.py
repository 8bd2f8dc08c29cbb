from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from outreach.actions.organizations import OrganizationDetails, add_organization
from outreach.actions.precinct import OfficerDetails, add_officer
from outreach.actions.undo import undo
from outreach.errors import OutreachError
from outreach.exchange.answers import Answers, memory_of
from outreach.exchange.exporting import export
from outreach.exchange.importing import apply_import, plan_import
from outreach.exchange.plan import ImportPlan
from outreach.queries.news import last_told
from outreach.records.accounts import Role
from outreach.records.audit import AuditEntry
from outreach.records.followups import FollowUp
from outreach.records.imports import RememberedMapping
from outreach.records.people import Organization
from outreach.records.precinct import Officer
from tests.conftest import Store
from tests.exchange.importing import CLERK, TODAY, mapping
from tests.given import a_follow_up, a_neighborhood, a_person, a_precinct, an_officer
from tests.statements import counted_statements

type CsvFile = Callable[..., Path]


def planned(kind: str, path: Path, precinct: int) -> ImportPlan:
    return plan_import(kind, [path], precinct, TODAY)


def bring(kind: str, path: Path, precinct: int) -> int | None:
    return apply_import(CLERK, precinct, planned(kind, path, precinct)).entry


def test_organizations_are_added_and_completed(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct()
    a_neighborhood(precinct, "Ensley")
    add_organization(CLERK, precinct.id, OrganizationDetails("Bethel Church", phone="205-555-0100"))
    path = csv_file(
        "Organization,Type,Neighborhood,Phone\nBETHEL church,Faith,Ensley,\n"
        "Ensley Block Club,Block club,,205-555-0111\n"
    )
    found = planned("organizations", path, precinct.id)
    assert (found.new, found.changed, found.same) == (1, 1, 0)
    apply_import(CLERK, precinct.id, found)
    kept = {one.name: one for one in Organization.select()}
    assert kept.keys() == {"Bethel Church", "Ensley Block Club"}
    assert (kept["Bethel Church"].kind, kept["Bethel Church"].phone) == ("church", "205-555-0100")
    assert kept["Bethel Church"].neighborhood_id is not None
    assert kept["Ensley Block Club"].kind == "association"
    assert planned("organizations", path, precinct.id).same == 2


def test_officers_are_known_by_their_badge(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    add_officer(CLERK, precinct, OfficerDetails("101", "R. Sample", "Ofc."))
    path = csv_file("Badge,Officer name,Rank,Active\n101,R. Sample,Sgt.,yes\n102,Q. Example,,no\n102,Q. Again,,\n")
    found = planned("officers", path, precinct)
    assert (found.new, found.changed, found.left_out) == (1, 1, 1)
    assert [(one.what, one.before, one.after) for one in found.differences] == [("R. Sample, rank", "Ofc.", "Sgt.")]
    apply_import(CLERK, precinct, found)
    assert [(one.badge, one.name, one.rank, one.active) for one in Officer.select().order_by(Officer.badge)] == [
        ("101", "R. Sample", "Sgt.", True),
        ("102", "Q. Example", "", False),
    ]
    assert planned("officers", path, precinct).same == 2


FOLLOW_UPS = (
    "Promise,Date,Due,Assigned to,Status,Closed,Outcome,Reason for declining,Waiting on,Neighborhood\n"
    "Call back,1/2/2019,1/9/2019,101,Completed,1/8/2019,Called,,,Ensley\n"
    "Fix the light,1/3/2019,,R. Sample,Waiting,,,,Public Works,\n"
    "Ban cars,1/4/2019,,,Rejected,1/5/2019,,Not ours to do,,\n"
    "Visit,1/15/2019,2/1/2019,,,,,,,\n"
)


def test_follow_ups_come_with_how_they_ended(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct()
    officer = an_officer(precinct)
    a_neighborhood(precinct, "Ensley")
    bring("follow-ups", csv_file(FOLLOW_UPS), precinct.id)
    kept = {one.words: one for one in FollowUp.select()}
    done, waiting, declined, fresh = (kept[words] for words in ("Call back", "Fix the light", "Ban cars", "Visit"))
    assert (done.status, done.closed_on, done.outcome, done.owner_id) == (
        "done",
        date(2019, 1, 8),
        "Called",
        officer.id,
    )
    assert (waiting.status, waiting.partner, waiting.owner_id) == ("waiting on partner", "Public Works", officer.id)
    assert (declined.status, declined.decline_reason) == ("declined", "Not ours to do")
    assert (fresh.status, fresh.opened_on, fresh.due) == ("open", date(2019, 1, 15), date(2019, 2, 1))
    again = planned("follow-ups", csv_file(FOLLOW_UPS), precinct.id)
    assert (again.new, again.same) == (0, 4)


def test_follow_ups_that_went_out_are_known_again(store: Store, tmp_path: Path) -> None:
    precinct = a_precinct()
    a_follow_up(precinct, "Call back", due=date(2019, 1, 20))
    export("follow-ups", tmp_path / "out.csv", precinct.id, TODAY)
    assert planned("follow-ups", tmp_path / "out.csv", precinct.id).same == 1


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("officers", "Badge,Name\n,A\n", "row 2, column A (Badge): the badge is missing"),
        ("officers", "Badge,Name\n1,\n", "row 2, column B (Name): the name is missing"),
        ("organizations", "Name,Type\nA,Castle\n", "column B (Type): “Castle” is none of association, church"),
        ("follow-ups", "Promise,Date,Status\nA,1/2/2019,done\n", "it is done, but the day of closing is missing"),
        ("follow-ups", "Promise,Date,Closed\nA,1/2/2019,1/1/2019\n", "closing lies before the day of the promise"),
        ("follow-ups", "Promise,Date,Due\nA,1/2/2019,20191-01-01\n", "column C (Due): “20191-01-01” cannot be right"),
        (
            "follow-ups",
            "Promise,Date,Owner\nA,1/2/2019,Nobody\n",
            "column C (Owner): the officer “Nobody” is not known",
        ),
        ("follow-ups", "Promise,Date\n,1/2/2019\n", "column A (Promise): the promise is missing"),
    ],
)
def test_one_bad_row_stops_all_and_is_named(
    sqlite_store: Store, csv_file: CsvFile, kind: str, text: str, words: str
) -> None:
    precinct = a_precinct().id
    found = planned(kind, csv_file(text), precinct)
    assert words in str(found.problems[0])
    with pytest.raises(OutreachError, match="nothing was written"):
        apply_import(CLERK, precinct, found)
    assert not AuditEntry.select().exists()


@pytest.mark.parametrize("kind", ["officers", "organizations", "follow-ups"])
def test_a_table_without_the_needed_columns_is_told(sqlite_store: Store, csv_file: CsvFile, kind: str) -> None:
    with pytest.raises(OutreachError, match="not known which column holds"):
        planned(kind, csv_file("a,b\n1,2\n"), a_precinct().id)


@pytest.mark.parametrize(
    ("kind", "row", "changed"),
    [
        ("officers", "{at},Officer {at},Ofc.\n", "Sgt."),
        ("organizations", "{at},Organization {at},Ofc.\n", "Sgt."),
        ("follow-ups", "1/2/2019,Promise {at},Ofc.\n", "Sgt."),
    ],
)
def test_statements_do_not_grow_and_undo_takes_all_back(
    sqlite_store: Store, csv_file: CsvFile, kind: str, row: str, changed: str
) -> None:
    header = {
        "officers": "Badge,Name,Rank\n",
        "organizations": "x,Name,Address\n",
        "follow-ups": "Date,Promise,Outcome\n",
    }

    def statements(rows: int) -> int:
        precinct = a_precinct(f"Precinct of {rows}").id
        text = header[kind] + "".join(row.format(at=at) for at in range(rows))
        with counted_statements() as seen:
            entry = bring(kind, csv_file(text), precinct)
            bring(kind, csv_file(text.replace("Ofc.", changed)), precinct)
        assert entry is not None
        return len(seen)

    statements(2)
    assert statements(200) <= statements(3) + 2
    precinct = a_precinct("The last").id
    entry = bring(kind, csv_file(header[kind] + row.format(at=1)), precinct)
    assert entry is not None
    undo(CLERK, entry)
    model: Any = {"officers": Officer, "organizations": Organization, "follow-ups": FollowUp}[kind]
    assert not model.select().where(model.precinct == precinct).exists()


def test_names_of_follow_ups_that_nobody_knows_are_matched_added_or_left_out(
    sqlite_store: Store, csv_file: CsvFile
) -> None:
    precinct = a_precinct()
    an_officer(precinct, "55", "R. Sample")
    person = a_person(precinct, "Opal", "Ferncastle")
    text = (
        "Promise,Date,Owner,Promised to,Neighborhood\n"
        "Fix the light,1/2/2019,R Sampel,Opal Ferncastle,Wylam\n"
        "Call back,1/3/2019,M. Newcomer,Rotary,Wylm\n"
        "Tow the car,1/4/2019,N. N.,Somebody,\n"
    )
    path = csv_file(text)
    asked = planned("follow-ups", path, precinct.id)
    assert [(one.what, one.name, one.nearest) for one in asked.unknown if one.what == "officer"] == [
        ("officer", "R Sampel", "R. Sample"), ("officer", "M. Newcomer", ""), ("officer", "N. N.", ""),
    ]  # fmt: skip
    answers = Answers(
        officers={"R Sampel": "R. Sample", "M. Newcomer": "M. Newcomer, badge 77", "N. N.": ""},
        organizations={"Rotary": "Rotary", "Somebody": ""},
        areas={"Wylam": "Wylam", "Wylm": "Wylam"},
    )
    found = plan_import("follow-ups", [path], precinct.id, TODAY, answers=answers)
    assert (found.new, found.refused, found.unknown) == (3, 0, ())
    apply_import(CLERK, precinct.id, found, remember=memory_of("follow-ups", path, found.mapping, answers))
    kept = [
        (one.words, one.owner and one.owner.badge, one.promised_to_organization and one.promised_to_organization.name,
         one.promised_to_person_id, one.neighborhood and one.neighborhood.name)
        for one in FollowUp.select().order_by(FollowUp.opened_on)
    ]  # fmt: skip
    assert kept == [
        ("Fix the light", "55", None, person.id, "Wylam"),
        ("Call back", "77", "Rotary", None, "Wylam"),
        ("Tow the car", None, None, None, None),
    ]
    assert planned("follow-ups", path, precinct.id).same == 3
    remembered = RememberedMapping.get().mapping
    assert ("M. Newcomer" in remembered, "Somebody" in remembered) == (True, False)


def test_an_officer_is_added_with_a_badge_only(sqlite_store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct()
    path = csv_file("Promise,Date,Owner\nFix the light,1/2/2019,M. Newcomer\n")
    told = Answers(officers={"M. Newcomer": "M. Newcomer"})
    found = plan_import("follow-ups", [path], precinct.id, TODAY, answers=told)
    assert "can be added with a badge only" in found.problems[0].words


def test_only_who_may_add_officers_adds_one_by_an_import(sqlite_store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct()
    path = csv_file("Promise,Date,Owner\nFix the light,1/2/2019,M. Newcomer\n")
    told = Answers(officers={"M. Newcomer": "M. Newcomer, badge 77"})
    found = plan_import("follow-ups", [path], precinct.id, TODAY, answers=told)
    with pytest.raises(OutreachError, match="Only an administrator"):
        apply_import(replace(CLERK, role=Role.SUPERVISOR), precinct.id, found)
    assert FollowUp.select().count() == 0
    assert last_told("refused: import_follow_ups") is not None


def test_nobody_to_whom_a_promise_was_made_becomes_an_organization_unasked(
    sqlite_store: Store, csv_file: CsvFile
) -> None:
    precinct = a_precinct()
    path = csv_file("Promise,Date,Promised to\nFix the light,1/2/2019,Opal Ferncastle\n")
    text = (
        'unknown_organizations = "add"\n[columns]\nwords = "Promise"\nopened_on = "Date"\npromised_to = "Promised to"\n'
    )
    found = plan_import("follow-ups", [path], precinct.id, TODAY, mapping(text))
    assert (found.new, found.added) == (1, ())


def test_the_same_words_to_two_residents_are_two_promises(sqlite_store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct()
    rows = "Call back,1/2/2019,Opal Ferncastle\nCall back,1/2/2019,Zeb Nobody\nCall back,1/2/2019,Zeb Nobody\n"
    found = planned("follow-ups", csv_file("Promise,Date,Promised to\n" + rows), precinct.id)
    assert (found.new, found.left_out) == (2, 1)
