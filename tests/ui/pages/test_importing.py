"""Files are tried first, then written as one change, and a second time change nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event as Happening

import pytest
import xlsxwriter
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from outreach.actions.neighborhoods import NeighborhoodDetails, add_neighborhoods
from outreach.actions.people import PersonDetails, add_person
from outreach.exchange.importing import apply_import
from outreach.exchange.mapping import load_mapping
from outreach.languages.spoken import speak
from outreach.records.accounts import Role
from outreach.records.crime import CrimeCount
from outreach.records.events import Attendance, Event, EventNeighborhood
from outreach.records.followups import FollowUp
from outreach.records.imports import RememberedMapping
from outreach.records.people import Organization, Person
from outreach.records.precinct import Officer, Precinct
from outreach.ui.desk import Desk
from outreach.ui.pages.crime import CrimePage
from outreach.ui.pages.importing import ImportingPage
from outreach.ui.tasks import CancelledError
from outreach.ui.widgets.basics import LABELS
from tests.given import an_event
from tests.ui.conftest import BY, free, show
from tests.ui.looking import clipped, tab_faults, unnamed

type Settled = Callable[[Desk], None]
GOOD = "Event Name,Date,Neighborhood\nCoffee with a cop,1/10/2019,Ensley\nBeat meeting,1/15/2019,Wylam\n"
BAD = GOOD + "No day at all,someday,Wylam\n"


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ImportingPage:
    made = ImportingPage(desk)
    made.resize(1232, 820)
    show(qtbot, made)
    made.come_forward()
    return made


def given(page: ImportingPage, settled: Settled, folder: Path, text: str) -> None:
    file = folder / "events.csv"
    file.write_text(text, encoding="utf-8")
    page.take_files((file,))
    settled(page.desk)


def tried(page: ImportingPage, settled: Settled, folder: Path, text: str) -> None:
    """The file is given and tried, with what is not known yet to be added."""
    given(page, settled, folder, text)
    page.columns.add_unknown.setChecked(True)
    page.try_it.click()
    settled(page.desk)


def test_columns_are_guessed_tried_brought_in_and_undone(
    page: ImportingPage, desk: Desk, settled: Settled, tmp_path: Path
) -> None:
    given(page, settled, tmp_path, GOOD)
    assert page.columns.chosen() == ["title", "date", "area"]
    page.columns.add_unknown.setChecked(True)
    page.try_it.click()
    settled(desk)
    assert Event.select().count() == 0
    assert page.bring.isEnabled()
    assert page.result.notes.text().startswith("To check against the file: events: 2")
    assert page.rows.table.isColumnHidden(1)  # no row is refused: nothing stands under "Not taken because"
    page.bring.click()
    settled(desk)
    assert sorted(event.title for event in Event.select()) == ["Beat meeting", "Coffee with a cop"]
    page.try_it.click()
    settled(desk)
    assert not page.bring.isEnabled()
    assert "nothing to bring in" in page.result.notes.text()
    desk.undo()
    assert Event.select().count() == 0
    free(page)


def answer(page: ImportingPage, stands_for: str | None) -> None:
    """Say what the name that is asked about stands for, as by a click."""
    page.names.choice.choose(stands_for)
    page.names.choice.activated.emit(page.names.choice.currentIndex())


def told(page: ImportingPage) -> tuple[str, set[str], list[str]]:
    """What the card of the result says: its heading, the buttons, and the counts."""
    card = page.result
    buttons = {one.text() for one in card.findChildren(QPushButton) if one.isVisible()}
    return (
        card.heading.text(),
        buttons,
        [one.text() for one in card.findChildren(QLabel) if one.font().pixelSize() == LABELS["total"][0]],
    )


def test_an_import_that_was_taken_back_says_so_and_can_be_brought_in_again(
    page: ImportingPage, desk: Desk, settled: Settled, tmp_path: Path
) -> None:
    tried(page, settled, tmp_path, GOOD)
    page.bring.click()
    settled(desk)
    brought = ("Brought in", {"Undo this import", "Save the mapping …"}, ["2", "2", "0", "0", "0", "0"])
    gone: tuple[str, set[str], list[str]] = ("Taken back", {"Bring it in again", "Choose another file …"}, [])
    assert told(page) == brought
    page.result.undo.setFocus()
    page.result.undo.click()
    settled(desk)
    assert (told(page), page.result.again.hasFocus(), page.rows.isVisible()) == (gone, True, False)
    assert "nothing of it is kept" in page.result.notes.text()
    assert (unnamed(page), clipped(page), tab_faults(page)) == ([], [], [])
    desk.redo()
    settled(desk)
    assert (told(page), Event.select().count()) == (brought, 2)

    add_person(BY, desk.precinct, PersonDetails("Opal", "Ferncastle"))  # "Undo this import" takes back no other step
    page.result.undo.click()
    settled(desk)
    assert (told(page), Event.select().count(), Person.select().count()) == (gone, 0, 1)
    page.result.again.click()
    settled(desk)
    assert (told(page), Event.select().count()) == (brought, 2)
    assert "nothing" not in page.result.notes.text()
    desk.undo()
    settled(desk)
    (tmp_path / "events.csv").write_text(BAD, "utf-8")
    page.result.again.click()  # it comes to something else now: that is shown, and nothing written
    settled(desk)
    assert (told(page)[0], page.bring.isEnabled(), Event.select().count()) == ("What it would do", False, 0)
    assert page.focusWidget() is page.try_it  # and the focus stands where the work goes on
    tried(page, settled, tmp_path, GOOD)
    page.bring.click()
    settled(desk)
    page.result.undo.setFocus()
    given(page, settled, tmp_path, GOOD)
    assert page.choose.hasFocus()
    free(page)


def test_it_can_be_brought_in_once_more_after_it_was_stopped(
    page: ImportingPage, desk: Desk, settled: Settled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise CancelledError

    tried(page, settled, tmp_path, GOOD)
    with monkeypatch.context() as patched:
        patched.setattr("outreach.ui.pages.importing.apply_import", stopped)
        page.bring.click()
        settled(desk)
    assert (Event.select().count(), page.bring.isEnabled()) == (0, True)
    for _ in range(2):  # pressed twice in a row, it is brought in once
        page.bring.click()
    settled(desk)
    assert Event.select().count() == 2
    assert [(one.kind, one.text) for one in desk.messages.said] == [
        ("info", "Stopped: nothing was brought in."),
        ("good", "Brought in: 2 new, 0 changed."),
    ]
    free(page)


def test_cancelled_too_late_it_is_told_and_not_brought_in_again(
    page: ImportingPage, desk: Desk, settled: Settled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written, may_end = Happening(), Happening()

    def late(*args: object, **options: object) -> object:
        made = apply_import(*args, **options)  # type: ignore[arg-type]
        written.set()
        may_end.wait(60)
        return made

    tried(page, settled, tmp_path, GOOD)
    monkeypatch.setattr("outreach.ui.pages.importing.apply_import", late)
    page.bring.click()
    assert written.wait(60)
    desk.tasks.cancel_all()
    page.bring.click()
    may_end.set()
    settled(desk)
    assert Event.select().count() == 2
    assert (page.bring.isHidden(), desk.messages.said[-1].text) == (True, "Brought in: 2 new, 0 changed.")
    assert len(desk.messages.said) == 1
    desk.undo()
    assert Event.select().count() == 0
    free(page)


def test_a_row_that_cannot_be_taken_is_named_and_stops_the_rest_unless_left_out(
    page: ImportingPage, desk: Desk, settled: Settled, tmp_path: Path
) -> None:
    tried(page, settled, tmp_path, BAD)
    assert "To check against the file" in page.result.notes.text()
    assert [problem.row for problem in page.problems.rows.rows] == [4]
    assert not page.bring.isEnabled()
    assert not page.rows.table.isColumnHidden(1)  # "Not taken because"
    page.columns.leave_out.setChecked(True)
    page.try_it.click()
    settled(desk)
    page.bring.click()
    settled(desk)
    assert Event.select().count() == 2
    assert (page.rows.isVisible(), page.problems.isVisible()) == (False, True)  # which row was left out, stays said
    free(page)


def test_a_file_of_which_nothing_can_be_taken_says_so_and_gives_no_figures(
    page: ImportingPage, settled: Settled, tmp_path: Path
) -> None:
    tried(page, settled, tmp_path, "Event Name,Date,Neighborhood\nNo day at all,someday,Wylam\n")
    assert "To check against the file" not in page.result.notes.text()
    page.columns.leave_out.setChecked(True)
    page.try_plan()
    settled(page.desk)
    assert page.result.notes.text().startswith("Every row was refused or left out: there is nothing to bring in.")
    assert not page.bring.isEnabled()
    free(page)


def test_names_and_a_cell_are_put_right_and_remembered_for_the_next_file(
    page: ImportingPage, desk: Desk, settled: Settled, tmp_path: Path, qtbot: QtBot
) -> None:
    add_neighborhoods(BY, desk.precinct, [NeighborhoodDetails("Ensley"), NeighborhoodDetails("Wylam")])
    given(page, settled, tmp_path, "Event Name,Date,Neighborhood\nCoffee,someday,Ensly\nWalk,1/15/2019,Pratt City\n")
    page.try_it.click()
    settled(desk)
    assert not page.bring.isEnabled()
    page.problems.choose(0)
    assert page.correction.edit.text() == "someday"
    page.correction.edit.setText("1/14/2019")
    qtbot.keyClick(page.correction.edit, Qt.Key.Key_Return)
    settled(desk)
    chosen = {name: one.answer for (_, name), one in page.names.asked.items()}
    assert chosen == {"Ensly": "Ensley", "Pratt City": "Pratt City"}
    page.names.use.click()
    settled(desk)
    assert (page.problems.rows.rows, page.names.asked) == ((), {})
    assert "Pratt City" in page.names.words.text()
    page.bring.click()
    settled(desk)
    served = {(row.event.title, row.neighborhood.name) for row in EventNeighborhood.select()}
    assert served == {("Coffee", "Ensley"), ("Walk", "Pratt City")}
    given(page, settled, tmp_path, "Date,Neighborhood,Event Name\n1/16/2019,ENSLY,Tea\n")
    settled(desk)
    assert "as they were last time" in page.file_words.text()
    assert page.bring.isEnabled()
    desk.undo()
    assert (Event.select().count(), RememberedMapping.select().count()) == (0, 0)
    free(page)


def test_events_organizations_and_officers_nobody_knows_are_answered_and_remembered(
    page: ImportingPage, desk: Desk, settled: Settled, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = "Promise,Date opened,Owner,Promised to\nFix the light,1/8/2019,M. Newcomer,Rotary\n"
    given(page, settled, tmp_path, rows)
    assert page.kind.value() == "follow-ups"
    page.try_it.click()
    settled(desk)
    # Most of those to whom promises are made are residents: none is made an organization unasked.
    assert [one.words for one in page.names.asked.values()] == ["Add it: M. Newcomer: badge missing", "Not decided yet"]
    assert page.names.badge.isVisible()
    qtbot.keyClick(page.names.badge, Qt.Key.Key_Return)
    assert (page.names.question.label.text(), page.names.badge.isVisible()) == ("What “Rotary” stands for", False)
    answer(page, "Rotary")
    qtbot.waitUntil(lambda: clipped(page) == [])  # words that wrap find their height in several rounds
    assert (unnamed(page), tab_faults(page)) == ([], [])
    page.names.use.click()
    settled(desk)
    assert not page.bring.isEnabled()
    assert page.names.badge.isVisible()
    qtbot.keyClicks(page.names.badge, "77")
    page.names.use.click()
    settled(desk)
    page.bring.click()
    settled(desk)
    (kept,) = FollowUp.select()
    assert (kept.owner_id, kept.promised_to_organization_id) == (Officer.get(badge="77").id, Organization.get().id)
    given(page, settled, tmp_path, rows.replace("light", "door").replace("1/8", "1/9"))
    assert page.bring.isEnabled()
    assert not page.names.asked
    free(page)


def test_what_was_said_of_a_name_in_another_file_can_be_changed(
    page: ImportingPage, desk: Desk, settled: Settled, tmp_path: Path
) -> None:
    rows = "Promise,Date opened,Owner\nFix the light,1/8/2019,Sgt. Sampel\n"
    for badge, name in (("55", "R. Sample"), ("56", "D. Example")):
        Officer.create(precinct=desk.precinct, badge=badge, name=name)
    given(page, settled, tmp_path, rows)
    page.try_it.click()
    settled(desk)
    answer(page, "R. Sample")
    page.names.use.click()
    settled(desk)
    page.bring.click()
    settled(desk)
    given(page, settled, tmp_path, "Task,Opened,Responsible,Due\nFix the door,1/9/2019,Sgt. Sampel,\n")
    page.try_it.click()
    settled(desk)
    assert (page._names.heading.text(), page.bring.isEnabled()) == ("Names that are known from another file", True)
    assert [one.words for one in page.names.asked.values()] == ["It is R. Sample"]
    answer(page, "D. Example")
    page.names.use.click()
    settled(desk)
    page.bring.click()
    settled(desk)
    assert {(one.words, one.owner and one.owner.badge) for one in FollowUp.select()} == {
        ("Fix the light", "55"),
        ("Fix the door", "56"),
    }
    given(page, settled, tmp_path, rows.replace("light", "lamp"))
    assert [one.words for one in page.names.asked.values()] == ["It is D. Example"]
    free(page)


def test_what_a_spanish_window_keeps_and_remembers_an_english_one_reads(
    desk: Desk, settled: Settled, tmp_path: Path, qtbot: QtBot
) -> None:
    speak("es")
    page = ImportingPage(desk)
    show(qtbot, page)
    page.come_forward()
    rows = "Promise,Date opened,Owner,Status\nFix the light,1/8/2019,M. Newcomer,pending\nSweep,algún día,,\n"
    given(page, settled, tmp_path, rows)
    page.try_it.click()
    settled(desk)
    asked, dated = page.problems.rows.rows
    assert str(asked) == "events.csv, fila 2, columna C (Owner): no se conoce «M. Newcomer» (agente)."
    assert str(dated) == "events.csv, fila 3, columna B (Date opened): «algún día» no es una fecha."
    page.correct(("events.csv", "", 3, 1), "1/9/2019")
    settled(desk)
    qtbot.keyClicks(page.names.badge, "77")
    page.names.use.click()
    settled(desk)
    assert page.names.words.text() == "Por agregar: 1 agente: M. Newcomer, badge 77."
    states = page.rows.table.rows
    columns = [states.headerData(at, Qt.Orientation.Horizontal) for at in range(states.columnCount())]
    assert states.index(0, columns.index("Estado")).data() == "pendiente"
    page.bring.click()
    settled(desk)
    assert {kept.status for kept in FollowUp.select()} == {"open"}
    assert FollowUp.get(words="Fix the light").owner_id == Officer.get(badge="77", name="M. Newcomer").id
    speak("en")
    given(page, settled, tmp_path, rows.replace("algún día", "1/10/2019").replace("1/8", "1/11"))
    assert page.bring.isEnabled()
    assert not page.names.asked
    free(page)


def test_who_may_be_somebody_is_proposed_and_not_taken_for_granted(
    page: ImportingPage, desk: Desk, settled: Settled, tmp_path: Path
) -> None:
    add_person(BY, desk.precinct, PersonDetails("Opal", "Ferncastle", address="12 Elm Street"))
    given(page, settled, tmp_path, "First name,Last name,Address,Phone\nOpla,Ferncastle,12 Elm Street,205-555-0177\n")
    page.try_it.click()
    settled(desk)
    choice = page.names.choice
    assert [choice.itemText(at) for at in range(choice.count())] == [
        "Add another person: Opla Ferncastle, 12 Elm Street", "Not decided yet", "Leave its rows out",
        "It is Opal Ferncastle, 12 Elm Street",
    ]  # fmt: skip
    assert choice.currentText() == "Not decided yet"
    answer(page, "Opal Ferncastle, 12 Elm Street")
    page.names.use.click()
    settled(desk)
    page.bring.click()
    settled(desk)
    assert [(one.given_name, one.phone) for one in Person.select()] == [("Opal", "205-555-0177")]
    free(page)


def test_hundreds_of_names_are_answered_in_one_pass(
    page: ImportingPage, desk: Desk, settled: Settled, tmp_path: Path, qtbot: QtBot
) -> None:
    add_neighborhoods(BY, desk.precinct, [NeighborhoodDetails(f"Ward {one}") for one in ("Elm", "Oak", "Ash")])
    names = ["Ward Elmm", "Ward Oakk", *(f"Q{number:03}" for number in range(300)), "Q017 old", "Zzz"]
    rows = "".join(f"Walk {at},1/15/2019,{name}\n" for at, name in enumerate(names))
    given(page, settled, tmp_path, f"Event Name,Date,Neighborhood\n{rows}")
    page.try_it.click()
    settled(desk)
    asked = page.names
    assert (len(asked.asked), asked.table.rows.rowCount(), asked.filter.isVisible()) == (304, 304, True)
    assert [one.answer for one in list(asked.asked.values())[:3]] == ["Ward Elm", "Ward Oak", "Q000"]
    asked.leave.click()
    assert {one.answer for one in asked.asked.values()} == {""}
    asked.show_only.choose(2)
    asked.show_only.chosen.emit()
    assert [one.one.name for one in asked.table.rows.rows] == ["Ward Elmm", "Ward Oakk"]
    asked.take.click()
    asked.show_only.choose(0)
    asked.filter.setText("q017")
    assert asked.table.rows.rowCount() == 2
    asked.table.choose(1)
    answer(page, "Ward Ash")
    assert asked.table.rows.index(1, 3).data() == "It is Ward Ash"
    answer(page, None)
    assert (asked.undecided.text(), asked.next.isEnabled()) == ("Not decided yet: 1 of 304 names.", True)
    asked.table.choose(0)
    asked.next.click()
    assert (asked.question.label.text(), asked.choice.hasFocus()) == ("What “Q017 old” stands for", True)
    answer(page, "Q017 old")
    assert asked.undecided.text() == "All 304 names are decided."
    for _ in range(3):
        QApplication.processEvents()
    assert (unnamed(page), clipped(page), tab_faults(page)) == ([], [], [])
    asked.use.click()
    settled(desk)
    assert (page.names.asked, page.rows.isVisible()) == ({}, True)
    page.bring.click()
    settled(desk)
    served = {(row.event.title, row.neighborhood.name) for row in EventNeighborhood.select()}
    assert served == {("Walk 0", "Ward Elm"), ("Walk 1", "Ward Oak"), ("Walk 302", "Q017 old")}
    free(page)


def test_rows_are_shown_as_they_would_be_recorded_and_any_cell_can_be_corrected(
    page: ImportingPage, desk: Desk, settled: Settled, tmp_path: Path
) -> None:
    given(page, settled, tmp_path, GOOD)
    page.try_it.click()
    settled(desk)
    table = page.rows.table
    titles = [table.rows.headerData(at, Qt.Orientation.Horizontal) for at in range(table.rows.columnCount())]
    assert titles[:5] == ["Row", "Not taken because", "Title", "Kind", "Date"]
    first = [table.rows.index(0, at).data() for at in range(table.rows.columnCount())]
    assert first[:5] == ["2", "", "Coffee with a cop", "Other", "2019-01-10"]
    table.setCurrentIndex(table.rows.index(0, 4))
    assert page.correction.edit.text() == "1/10/2019"
    page.correction.edit.setText("1/11/2019")
    page.correction.use.click()
    settled(desk)
    assert page.rows.table.rows.index(0, 4).data() == "2019-01-11"
    free(page)


def test_a_sheet_of_another_month_than_its_file_is_asked_about(
    page: ImportingPage, desk: Desk, settled: Settled, tmp_path: Path
) -> None:
    path = tmp_path / "crime 2019-03.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("April 2019")
        for at, row in enumerate((["Neighborhood", "Arson"], ["Ensley", 2])):
            sheet.write_row(at, 0, row)
    page.take_files((path,))
    settled(desk)
    page.kind.choose("crime")
    page.kind.chosen.emit()
    page.columns.add_unknown.setChecked(True)
    page.columns.leave_out.setChecked(True)
    page.try_it.click()
    settled(desk)
    assert not page.bring.isEnabled()
    assert page.months.isVisible()
    assert not page.months.use.isEnabled()
    (choice,) = page.months.choices.values()
    assert [choice.itemText(at) for at in range(1, 3)] == [
        "March 2019, as the file’s name says", "April 2019, as the sheet’s title says",
    ]  # fmt: skip
    for _ in range(3):
        QApplication.processEvents()
    assert (unnamed(page), clipped(page), tab_faults(page)) == ([], [], [])
    choice.setCurrentIndex(2)
    choice.activated.emit(2)
    page.months.use.click()
    settled(desk)
    assert not page.months.isVisible()
    page.bring.click()
    settled(desk)
    assert [(one.month.month, one.count) for one in CrimeCount.select()] == [(4, 2)]
    free(page)


def test_an_officer_is_told_who_may_bring_in_crime_counts_before_it_is_tried(
    page: ImportingPage, desk: Desk, settled: Settled, tmp_path: Path
) -> None:
    desk.actor = replace(BY, role=Role.OFFICER)
    crime = CrimePage(desk)
    only = "Only a supervisor may bring in crime counts."
    assert [(one.isEnabled(), one.toolTip()) for one in (crime.bring, crime.none_yet.action)] == [(False, only)] * 2
    given(page, settled, tmp_path, "Offense,Month,Count\nBurglary,2019-01,12\n")
    page.kind.choose("crime")
    page._rekind()
    assert page.whose.text().startswith(only)
    page.try_plan()
    settled(desk)
    assert not page.bring.isEnabled()
    assert page.bring.accessibleDescription() == page.bring.toolTip() == only
    desk.actor = replace(BY, role=Role.SUPERVISOR)
    page.try_plan()
    settled(desk)
    assert (page.bring.isEnabled(), page.bring.toolTip(), page.whose.isVisible()) == (True, "", False)
    free(crime)


def test_the_mapping_is_saved_as_a_file_and_loaded_again(
    page: ImportingPage, desk: Desk, settled: Settled, tmp_path: Path
) -> None:
    given(page, settled, tmp_path, GOOD)
    page.try_it.click()
    settled(desk)
    page.save_mapping(tmp_path / "mine.toml")
    assert set(load_mapping(tmp_path / "mine.toml").columns) == {"title", "date", "area"}
    page.use_mapping(tmp_path / "mine.toml")
    settled(desk)
    assert page.bring.isEnabled()
    free(page)


def test_what_is_asked_of_one_file_is_not_shown_of_the_next(
    page: ImportingPage, desk: Desk, settled: Settled, tmp_path: Path
) -> None:
    other = tmp_path / "other.csv"
    other.write_text("Title,Day\nFair,1/20/2019\n", encoding="utf-8")
    given(page, settled, tmp_path, GOOD)
    page.columns.add_unknown.setChecked(True)
    page.try_it.click()
    page.take_files((other,))
    settled(desk)
    assert page._plan is None
    tried(page, settled, tmp_path, GOOD)
    page.bring.click()
    page.take_files((other,))
    settled(desk)
    assert Event.select().count() == 2
    assert desk.messages.said[-1].text == "Brought in: 2 new, 0 changed."
    desk.undo()
    assert Event.select().count() == 0
    assert page.result.isHidden()
    free(page)


def test_the_report_of_an_online_meeting_is_known_as_one(
    page: ImportingPage, desk: Desk, settled: Settled, tmp_path: Path
) -> None:
    an_event(Precinct.get_by_id(desk.precinct), date(2019, 1, 8), "Ensley meeting")
    report = (
        "1. Summary\nMeeting title\tEnsley meeting\nStart time\t1/8/19, 6:30:00 PM\n\n2. Participants\n"
        "Name\tFirst Join\tRole\nOpal Ferncastle\t1/8/19, 6:31:00 PM\tOrganizer\n\n3. In-Meeting Activities\n"
    )
    file = tmp_path / "report.csv"
    file.write_bytes(report.encode("utf-16"))
    page.take_files((file,))
    settled(desk)
    assert (page.kind.value(), page.columns.isVisible()) == ("attendance", False)
    page.try_it.click()
    settled(desk)
    page.bring.click()
    settled(desk)
    assert [one.name_as_signed for one in Attendance.select()] == ["Opal Ferncastle"]
    free(page)


def test_a_calendar_is_recognised_whatever_its_name(
    page: ImportingPage, desk: Desk, settled: Settled, tmp_path: Path
) -> None:
    given(page, settled, tmp_path, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n")
    assert page.kind.value() == "calendar"
    free(page)


def test_a_file_that_is_none_is_said_in_one_sentence(
    page: ImportingPage, desk: Desk, settled: Settled, tmp_path: Path
) -> None:
    given(page, settled, tmp_path, "")
    assert desk.messages.said[-1].kind == "fault"
    free(page)


def test_every_control_is_named_reached_and_readable(
    page: ImportingPage, desk: Desk, settled: Settled, tmp_path: Path
) -> None:
    given(page, settled, tmp_path, BAD)
    page.try_it.click()
    settled(desk)
    for _ in range(3):
        QApplication.processEvents()
    assert unnamed(page) == []
    assert clipped(page) == []
    assert tab_faults(page) == []
    for table in (page.problems, page.result.differences, page.rows.table):
        QAbstractItemModelTester(table.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    free(page)
