from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from outreach.actions.undo import undo
from outreach.errors import OutreachError
from outreach.exchange.answers import Answers, memory_of
from outreach.exchange.exporting import export
from outreach.exchange.importing import apply_import, plan_import
from outreach.exchange.mapping import MonthBy
from outreach.exchange.plan import Contradiction
from outreach.exchange.sources import covers_more_than_a_month
from outreach.records.audit import AuditEntry
from outreach.records.crime import CrimeCount, Offense
from outreach.records.people import Neighborhood
from outreach.records.told import FEWEST_IN_A_RUN
from tests.conftest import Store
from tests.exchange.importing import CLERK, TODAY, mapping, plan
from tests.given import a_crime_count, a_neighborhood, a_precinct, an_offense
from tests.statements import counted_statements

type CsvFile = Callable[..., Path]
type Kept = set[tuple[str, str, str, int]]

INCIDENTS = """
layout = "incidents"
unknown_areas = "add"
unknown_offenses = "add"
[columns]
month = "when"
area = "where"
offense = "what"
count = "n"
[offenses]
"Burglary" = ["BURG*", "50000-59999"]
"Theft" = ["6*"]
"""
CROSSTAB = """
layout = "crosstab"
unknown_areas = "add"
unknown_offenses = "add"
[month_in]
file_name = '(\\d{4})_(\\d{2})'
[columns]
area = "Neighborhood"
total = "Total"
"""


def kept() -> Kept:
    return {
        (f"{one.month:%Y-%m}", one.neighborhood.name if one.neighborhood else one.scope, one.offense.name, one.count)
        for one in CrimeCount.select()
    }


def bring(path: Path | list[Path], precinct: int, text: str = INCIDENTS) -> int | None:
    return apply_import(CLERK, precinct, plan("crime", path, precinct, text)).entry


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name.replace("_", " "))
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return path


def test_incidents_are_counted_net_of_unfounded_ones(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    rows = "when,where,what,n\n2019-01,Ensley,50123,1\n2019-01,ENSLEY,Burg. forced,1\n2019-01,Ensley,50100,-1\n"
    bring(csv_file(rows + "2019-02,Pratt,60000,1\n2019-02,Pratt,60001,-1\n"), precinct)
    counts = {("2019-01", "Ensley", "Burglary", 1), ("2019-02", "Pratt", "Theft", 0)}
    assert {count for count in kept() if count[3] or count in counts} == counts


def test_any_way_to_write_a_month_is_read(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    told = 'unknown_offenses = "add"\n[columns]\nmonth = "when"\noffense = "what"\n'
    written = ("2019-01", "1/2019", "Jan 2019", "January 2019", "1/15/2019", "2019-01-31 23:59", "201901")
    bring(csv_file("when,what\n" + "".join(f"{text},Arson\n" for text in written)), precinct, told)
    assert kept() == {("2019-01", "precinct", "Arson", 7)}


def test_utc_stamps_do_not_move_incidents_into_the_next_month(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct(time_zone="America/Chicago").id
    told = 'unknown_offenses = "add"\n[columns]\nmonth = "when"\noffense = "what"\n'
    bring(csv_file("when,what\n2019-02-01T05:59:00Z,Arson\n2019-02-01T06:00:00Z,Arson\n"), precinct, told)
    assert kept() == {("2019-01", "precinct", "Arson", 1), ("2019-02", "precinct", "Arson", 1)}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("20191-01-01,Ensley,Arson,1", "column A (when): “20191-01-01” cannot be right"),
        ("2019-13,Ensley,Arson,1", "column A (when): “2019-13” is not a date"),
        (",Ensley,Arson,1", "column A (when): the month is missing"),
        ("2019-01,,Arson,1", "column B (where): the neighborhood is missing"),
        ("2019-01,Ensley,,1", "column C (what): the offense is missing"),
        ("2019-01,Ensley,Arson,", "column D (n): the count is missing"),
        ("2019-01,Ensley,Arson,1.5", "column D (n): “1.5” is not a whole number"),
        ("2019-01,Ensley,Arson,99999999", "column D (n): the count 99,999,999 cannot be right"),
    ],
)
def test_one_bad_row_stops_all_and_is_named(sqlite_store: Store, csv_file: CsvFile, row: str, words: str) -> None:
    precinct = a_precinct().id
    found = plan("crime", csv_file(f"when,where,what,n\n2019-01,Ensley,Arson,1\n{row}\n"), precinct, INCIDENTS)
    assert [str(problem) for problem in found.problems] == [
        f"list.csv, row 3, {words}{found.problems[0].words.removeprefix(words.partition(': ')[2])}."
    ]
    with pytest.raises(OutreachError, match="nothing was written"):
        apply_import(CLERK, precinct, found)
    assert not CrimeCount.select().exists()
    assert not Offense.select().exists()
    assert not AuditEntry.select().exists()


def test_unknown_offenses_are_refused_with_the_nearest(sqlite_store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct()
    an_offense(precinct, "Aggravated assault")
    found = plan(
        "crime", csv_file("m,o\n2019-01,Agravated assault\n"), precinct.id, '[columns]\nmonth = "m"\noffense = "o"\n'
    )
    assert found.problems[0].words == "the offense “Agravated assault” is not known (did you mean Aggravated assault?)"


def test_the_same_file_again_changes_nothing(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    path = csv_file("when,where,what,n\n2019-01,Ensley,Arson,1\n2019-02,Ensley,Arson,2\n")
    bring(path, precinct)
    before = kept()
    again = plan("crime", path, precinct, INCIDENTS)
    assert (again.new, again.changed, again.same) == (0, 0, 2)
    assert apply_import(CLERK, precinct, again).entry is None
    assert kept() == before


def test_a_corrected_file_changes_what_differs(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    bring(csv_file("when,where,what,n\n2019-01,Ensley,Arson,1\n2019-02,Ensley,Arson,2\n"), precinct)
    found = plan("crime", csv_file("when,where,what,n\n2019-01,Ensley,Arson,4\n"), precinct, INCIDENTS)
    assert [(one.what, one.before, one.after) for one in found.differences] == [
        ("Arson, Ensley, January 2019", "1", "4")
    ]
    apply_import(CLERK, precinct, found)
    assert kept() == {("2019-01", "Ensley", "Arson", 4), ("2019-02", "Ensley", "Arson", 2)}


def test_counts_kept_and_not_in_the_file_are_told(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct()
    a_crime_count(precinct, date(2019, 1, 1), 3, scope="neighborhood", neighborhood=a_neighborhood(precinct, "Wylam"))
    found = plan("crime", csv_file("when,where,what,n\n2019-01,Ensley,Burglary,4\n"), precinct.id, INCIDENTS)
    assert any("1 count of the same months kept, and not in these files" in note for note in found.notes)


def test_undo_takes_a_whole_import_back(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    entry = bring(csv_file("when,where,what,n\n2019-01,Ensley,Arson,1\n"), precinct)
    assert entry is not None
    undo(CLERK, entry)
    for model in (CrimeCount, Offense, Neighborhood):
        assert not model.select().exists()


def test_counts_of_the_whole_department_come_in(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    told = 'layout = "counts"\nscope = "department"\n[columns]\nmonth = "m"\noffense = "o"\ncount = "n"\n'
    bring(csv_file('m,o,n\n2018-12,Homicide,"1,099"\n2018-12,Arson,\n'), precinct, told)
    assert kept() == {("2018-12", "department", "Homicide", 1099)}


def test_a_month_said_twice_is_refused(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    told = 'layout = "counts"\n[columns]\nmonth = "m"\noffense = "o"\ncount = "n"\n'
    found = plan("crime", csv_file("m,o,n\n2018-12,Homicide,4\nDec 2018,homicide,5\n"), precinct, told)
    assert str(found.problems[0]) == (
        "list.csv, row 3: Homicide in the whole area for December 2018 was counted already in list.csv, row 2: "
        "leave one of the two out."
    )


def test_an_offense_across_that_nobody_knows_is_asked_about(sqlite_store: Store, csv_file: CsvFile) -> None:
    made = a_precinct()
    for name in ("Aggravated assault", "Burglary"):
        an_offense(made, name)
    a_neighborhood(made, "Ensley")
    path = csv_file("Neighborhood,Agg Assault,Burglry,Arson\nEnsley,2,5,1\n", "2019_01.csv")
    asked = plan_import("crime", [path], made.id, TODAY)
    assert (asked.stops, [(one.name, one.nearest) for one in asked.unknown]) == (
        True, [("Agg Assault", "Aggravated assault"), ("Burglry", "Burglary"), ("Arson", "")],
    )  # fmt: skip
    assert str(asked.problems[0]).startswith("2019_01.csv, row 1, column B (Agg Assault): the offense")
    answers = Answers(offenses={"Agg Assault": "Aggravated assault", "Burglry": "Burglary", "Arson": ""})
    found = plan_import("crime", [path], made.id, TODAY, answers=answers)
    assert (found.new, found.refused) == (2, 0)
    apply_import(CLERK, made.id, found, remember=memory_of("crime", path, found.mapping, answers))
    assert {(one.offense.name, one.count) for one in CrimeCount.select()} == {
        ("Aggravated assault", 2),
        ("Burglary", 5),
    }
    assert plan_import("crime", [path], made.id, TODAY).same == 2


def test_a_crosstab_is_read_by_its_headers_and_total_rows_are_left_out(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    rows = "Report of January\n\nNeighborhood,Total,BURG,Arson\nEnsley,3,2,1\nPratt,4,,3\nTotal,7,2,4\n"
    found = plan("crime", csv_file(rows, "2019_01.csv"), precinct, CROSSTAB + '[offenses]\n"Burglary" = ["burg"]\n')
    assert (found.rows, found.left_out, found.refused) == (3, 1, 0)
    assert any("row 5: the offenses add up to 3, but the total says 4" in note for note in found.notes)
    apply_import(CLERK, precinct, found)
    assert kept() == {
        ("2019-01", "Ensley", "Burglary", 2), ("2019-01", "Ensley", "Arson", 1), ("2019-01", "Pratt", "Arson", 3),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Offense,Jan 2019,Feb 2019,Total\nArson,2,,2\nBurglary,5,7,12\nTotal,7,7,14\n", "crime.csv"),
        ("Offense,2019-01,2019-02,Year to date\nArson,2,,2\nBurglary,5,7,12\n", "crime.csv"),
        ("Offense,January,February\nArson,2,\nBurglary,5,7\n", "crime 2019.csv"),
        ("Offense,Jan-19,Feb-19\nArson,2,\nBurglary,5,7\n", "crime.csv"),
    ],
)
def test_a_table_with_a_column_for_each_month_is_read(store: Store, csv_file: CsvFile, text: str, name: str) -> None:
    precinct = a_precinct().id
    found = plan_import("crime", [csv_file(text, name)], precinct, TODAY)
    assert not [note for note in found.notes if "add up" in note]
    apply_import(CLERK, precinct, found)
    assert kept() == {
        ("2019-01", "precinct", "Arson", 2), ("2019-01", "precinct", "Burglary", 5),
        ("2019-02", "precinct", "Burglary", 7),
    }  # fmt: skip


def test_months_without_a_year_are_refused(sqlite_store: Store, csv_file: CsvFile) -> None:
    told = 'layout = "months"\n[columns]\noffense = "Offense"\n'
    with pytest.raises(OutreachError, match="none of the columns is called by a month and year"):
        plan("crime", csv_file("Offense,January,February\nArson,2,3\n"), a_precinct().id, told)


def test_blank_cells_are_none_where_the_mapping_says_so(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    path = csv_file("Neighborhood,Total,Arson\nEnsley,0,\n", "2019_01.csv")
    bring(path, precinct, 'blank_counts = "zero"\n' + CROSSTAB)
    assert kept() == {("2019-01", "Ensley", "Arson", 0)}


def test_no_sheet_is_counted_twice(store: Store, tmp_path: Path) -> None:
    precinct = a_precinct().id
    rows: list[list[object]] = [["Neighborhood", "Total", "Arson"], ["Ensley", 2, 2]]
    sheets = {"March 2019": rows, "1st Qtr 2019": rows, "Year To Date": rows, "Empty": []}
    path = workbook(tmp_path / "2019_03.xlsx", **sheets)
    found = plan("crime", path, precinct, CROSSTAB)
    assert dict(found.totals)["total"] == 2
    assert sum("was left out" in note for note in found.notes) == 2


@pytest.mark.parametrize(
    ("answers", "counted"),
    [
        (Answers(month_by=MonthBy.FILE), {("2019-03", "Ensley", "Arson", 2)}),
        (Answers(month_by=MonthBy.SHEET), {("2019-04", "Ensley", "Arson", 2)}),
        (Answers(month_by=MonthBy.NEITHER), set()),
        (Answers(months={("2019_03.xlsx", "April"): date(2019, 4, 1)}), {("2019-04", "Ensley", "Arson", 2)}),
        (Answers(months={("2019_03.xlsx", "April"): None}, month_by=MonthBy.FILE), set()),
    ],
)
def test_a_sheet_that_names_another_month_is_asked_about(
    sqlite_store: Store, tmp_path: Path, answers: Answers, counted: Kept
) -> None:
    precinct = a_precinct().id
    rows: list[list[object]] = [["Neighborhood", "Total", "Arson"], ["Ensley", 2, 2]]
    path, told = workbook(tmp_path / "2019_03.xlsx", April=rows), mapping('refused_rows = "leave out"\n' + CROSSTAB)
    asked = plan_import("crime", [path], precinct, TODAY, told)
    assert asked.contradictions == (Contradiction("2019_03.xlsx", "April", date(2019, 3, 1), date(2019, 4, 1)),)
    with pytest.raises(OutreachError, match="file's name says March 2019, the sheet's title says April 2019, so noth"):
        apply_import(CLERK, precinct, asked)
    answered = plan_import("crime", [path], precinct, TODAY, told, answers=answers)
    assert "as was said" in answered.notes[0]
    apply_import(CLERK, precinct, answered)
    assert kept() == counted


def test_a_sheet_of_another_year_is_asked_about(sqlite_store: Store, tmp_path: Path) -> None:
    rows: list[list[object]] = [["Neighborhood", "Total", "Arson"], ["Ensley", 2, 2]]
    path = workbook(tmp_path / "2019_03.xlsx", March_2018=rows)
    assert plan("crime", path, a_precinct().id, CROSSTAB).contradictions[0].by_sheet == date(2018, 3, 1)


def test_two_sheets_of_one_month_are_refused(store: Store, tmp_path: Path) -> None:
    precinct = a_precinct().id
    rows: list[list[object]] = [["Neighborhood", "Total", "Arson"], ["Ensley", 2, 2]]
    found = plan("crime", workbook(tmp_path / "2019_03.xlsx", One=rows, Two=rows), precinct, CROSSTAB)
    assert "was counted already in 2019_03.xlsx, sheet “One”, row 2" in str(found.problems[0])


def test_two_spellings_in_one_sheet_are_added(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    told = CROSSTAB + '[areas]\n"Folwell" = ["Fowell"]\n'
    found = plan("crime", csv_file("Neighborhood,Arson\nFolwell,2\nFowell,1\n", "2019_03.csv"), precinct, told)
    assert any("“Fowell” was added to Folwell" in note for note in found.notes)
    apply_import(CLERK, precinct, found)
    assert kept() == {("2019-03", "Folwell", "Arson", 3)}


def test_a_file_whose_name_tells_no_month_is_refused(sqlite_store: Store, csv_file: CsvFile) -> None:
    with pytest.raises(OutreachError, match="its name does not tell a month"):
        plan("crime", csv_file("Neighborhood,Arson\nEnsley,2\n"), a_precinct().id, CROSSTAB)


def test_cells_with_nothing_in_them_can_stand_for_an_area(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    told = INCIDENTS + '[areas]\n"Not stated" = ["(blank)"]\n'
    told = 'not_places = ["Not stated"]\n' + told
    bring(csv_file("when,where,what,n\n2019-01,,Arson,1\n"), precinct, told)
    assert kept() == {("2019-01", "Not stated", "Arson", 1)}
    assert not Neighborhood.get().active


def test_the_number_of_statements_does_not_grow_with_the_file(sqlite_store: Store, csv_file: CsvFile) -> None:
    def statements(areas: int) -> int:
        precinct = a_precinct(f"Precinct of {areas}").id
        text = "when,where,what,n\n" + "".join(f"2019-01,Area {number},Arson,1\n" for number in range(areas))
        with counted_statements() as seen:
            bring(csv_file(text), precinct)
            bring(csv_file(text.replace(",1\n", ",2\n")), precinct)
        return len(seen)

    statements(2)
    few = FEWEST_IN_A_RUN  # each kind of record that has so many is told of by a statement of its own
    assert statements(5 * few) <= statements(few) + 2


@pytest.mark.parametrize(
    ("title", "covers"),
    [
        ("OctthruDec_2006_Crosstab", True), ("2nd Qtr 2008", True), ("1stHalf2008", True), ("2008 YTD", True),
        ("Year To Date 2008", True), ("January - December 2008", True), ("4th Quarter", True), ("Q3", True),
        ("June 2008", False), ("Jan2006_Crosstab", False), ("Nov2006Nbhd_Crosstab", False), ("Sheet1", False),
    ],
)  # fmt: skip
def test_titles_of_longer_times_are_known(title: str, covers: bool) -> None:
    assert covers_more_than_a_month(title) is covers


def test_months_that_reports_cover_have_zeros_and_stragglers_do_not(store: Store, csv_file: CsvFile) -> None:
    precinct = a_precinct().id
    rows = ["1/3/2019,Arson,Ensley"] * 20 + ["2/3/2019,Burglary,Wylam"] * 20 + ["12/31/2018,Arson,Ensley"]
    path = csv_file("Date,Crime,Neighborhood\n" + "\n".join(rows) + "\n")
    found = plan("crime", path, precinct, "")
    counts = {(f"{month:%Y-%m}", area, offense): count for (month, area, offense), count in found.work.counts}
    assert counts == {
        ("2019-01", "Ensley", "Arson"): 20, ("2019-01", "Ensley", "Burglary"): 0,
        ("2019-01", "Wylam", "Arson"): 0, ("2019-01", "Wylam", "Burglary"): 0,
        ("2019-02", "Ensley", "Arson"): 0, ("2019-02", "Ensley", "Burglary"): 0,
        ("2019-02", "Wylam", "Arson"): 0, ("2019-02", "Wylam", "Burglary"): 20,
        ("2018-12", "Ensley", "Arson"): 1,
    }  # fmt: skip
    assert "6 counts without a report in the months from 2019-01 to 2019-02 will be zero" in found.notes
    assert any("few reports are of 2018-12" in note for note in found.notes)
    apply_import(CLERK, precinct, found)
    assert plan("crime", path, precinct, "").new == 0
    unknown = plan("crime", path, precinct, 'missing_reports = "unknown"')
    assert not any(count == 0 for _, count in unknown.work.counts)


def test_counts_that_went_out_are_known_again_whatever_they_are_of(sqlite_store: Store, tmp_path: Path) -> None:
    precinct, other = a_precinct(), a_precinct(name="East")
    month, arson = date(2019, 1, 1), an_offense(precinct, "Arson")
    a_crime_count(
        precinct, month, 3, offense=arson, neighborhood=a_neighborhood(precinct, "Ensley"), scope="neighborhood"
    )
    a_crime_count(precinct, month, 7, offense=arson, scope="precinct")
    a_crime_count(precinct, month, 40, offense=arson, scope="department")
    export("crime", tmp_path / "out.csv", precinct.id, TODAY)
    assert plan_import("crime", [tmp_path / "out.csv"], precinct.id, TODAY).same == 3
    apply_import(CLERK, other.id, plan_import("crime", [tmp_path / "out.csv"], other.id, TODAY))
    counts = CrimeCount.select().where(CrimeCount.precinct == other)
    assert {(one.scope, one.neighborhood_id is None, one.count) for one in counts} == {
        ("neighborhood", False, 3), ("precinct", True, 7), ("department", True, 40),
    }  # fmt: skip
    changed = (tmp_path / "out.csv").read_text("utf-8-sig").replace("department", "county")
    (tmp_path / "out.csv").write_text(changed, "utf-8")
    found = plan_import("crime", [tmp_path / "out.csv"], other.id, TODAY)
    assert [one.words for one in found.problems] == ["“county” is none of neighborhood, precinct, department"]


def test_reports_without_a_number_are_counted_each(sqlite_store: Store, csv_file: CsvFile) -> None:
    text = INCIDENTS.replace("[columns]\n", 'blanks = ["N/A"]\n[columns]\nid = "no"\n').replace('count = "n"\n', "")
    rows = "".join(f"{no},2019-01,Ensley,60000\n" for no in ("N/A", "N/A", "N/A", "7", "7 "))
    found = plan("crime", csv_file("no,when,where,what\n" + rows), a_precinct().id, text)
    assert (found.totals[0], found.left_out) == (("total", 4), 1)


def test_reports_that_two_exports_tell_are_counted_once(sqlite_store: Store, csv_file: CsvFile, tmp_path: Path) -> None:
    text = INCIDENTS.replace("[columns]\n", '[columns]\nid = "no"\n')
    head, both = "no,when,where,what,n\n", "2,2019-01,Ensley,60000,1\n"
    first = csv_file(head + "1,2019-01,Ensley,60000,1\n" + both)
    second = tmp_path / "february.csv"
    second.write_text(head + both + "1,2019-01,Ensley,60000,-1\n3,2019-02,Ensley,60000,1\n", "utf-8")
    precinct = a_precinct().id
    found = plan("crime", [first, second], precinct, text)
    assert found.totals[:3] == (("total", 2), ("2019-01", 1), ("2019-02", 1))  # one of them was unfounded
    (left_out,) = found.left_out_rows
    assert str(left_out).startswith("february.csv, row 2, column A (no): its number “2” is that of the same report in ")
    bring([first, second], precinct, text)
    part = tmp_path / "part.csv"
    part.write_text(head + "3,2019-02,Ensley,60000,1\n1,2019-01,Ensley,60000,-1\n", "utf-8")
    fewer = [note for note in plan("crime", part, precinct, text).notes if "a part of the month" in note]
    assert [note[:64] for note in fewer] == ["January 2019: the files tell of -1, and take the place of 1 that"]


def test_reports_that_take_back_one_and_two_are_not_one_report(
    sqlite_store: Store, csv_file: CsvFile, tmp_path: Path
) -> None:
    text = INCIDENTS.replace("[columns]\n", '[columns]\nid = "no"\n')
    head = "no,when,where,what,n\n"
    second = tmp_path / "february.csv"
    second.write_text(head + "1,2019-01,Ensley,60000,-2\n", "utf-8")
    found = plan("crime", [csv_file(head + "1,2019-01,Ensley,60000,-1\n"), second], a_precinct().id, text)
    assert (found.totals[0], found.left_out) == (("total", -3), 0)


def test_a_count_of_hundreds_of_digits_is_refused(sqlite_store: Store, csv_file: CsvFile) -> None:
    path = csv_file(f"when,where,what,n\n2019-01,Ensley,60000,{'9' * 400}\n")
    assert "is not a whole number" in plan("crime", path, a_precinct().id, INCIDENTS).problems[0].words
