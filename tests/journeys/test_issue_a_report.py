"""A month is looked at, given a message, issued, and opened again as it was signed, whatever the records say later."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize, QTextCursor
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from outreach.actions.events import hold_event
from outreach.actions.issue import write_report_words
from outreach.records.accounts import Role
from outreach.records.issued import IssuedReport, ReportWords
from outreach.records.precinct import Precinct
from outreach.ui.desk import Desk
from outreach.ui.pages.reports import ReportsPage
from outreach.ui.printing import a_printer, page_points
from tests import given
from tests.given import an_event
from tests.ui.conftest import BY, free, show
from tests.ui.looking import clipped, tab_faults, unnamed

type Settled = Callable[[Desk], None]
JANUARY = (date(2019, 1, 1), date(2019, 1, 31))


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, settled: Settled) -> ReportsPage:
    an_event(Precinct.get_by_id(desk.precinct), date(2019, 1, 10), "Coffee on 19th Street", start_time=time(9))
    made = ReportsPage(desk)
    made.form.month.show_value(JANUARY[0])
    made.resize(1232, 820)
    show(qtbot, made)
    made.come_forward()
    settled(desk)
    return made


def words_of(pdf: bytes, folder: Path) -> str:
    file = folder / "pages.pdf"
    file.write_bytes(pdf)
    return " ".join(page.extract_text() for page in pypdf.PdfReader(file).pages)


def test_pages_under_way_are_not_begun_again_by_what_colleagues_write(
    page: ReportsPage, desk: Desk, settled: Settled
) -> None:
    news = frozenset({"attendance"})
    page._rest.stop()
    page.hear_elsewhere(news)
    under_way = dict(desk.tasks._current)
    assert "report choices" in under_way
    page.hear_elsewhere(news)
    assert desk.tasks._current == under_way
    settled(desk)
    page._rest.start(60_000)
    page.hear_elsewhere(news)
    assert desk.tasks.idle
    page._rest.stop()
    page._rest.timeout.emit()
    assert desk.tasks.awaits("report choices")
    settled(desk)


def test_a_report_is_issued_and_stays_as_it_was_signed(
    page: ReportsPage, desk: Desk, settled: Settled, tmp_path: Path
) -> None:
    assert "Coffee on 19th Street" in words_of(page.pdf, tmp_path)
    page.message.edit.setFocus()
    QTest.keyClicks(page.message.edit, "We showed up.")
    page.issue.form.fill(approved_by="Capt. A. Exemplar")
    page.issue.form.submit.click()
    settled(desk)
    settled(desk)
    kept = IssuedReport.get()
    assert "We showed up." in words_of(bytes(kept.pdf), tmp_path)
    assert (kept.message, kept.approved_by, kept.is_public) == ("We showed up.", "Capt. A. Exemplar", True)
    assert (kept.period_from, kept.period_to) == JANUARY
    assert '"held": 1' in kept.figures
    assert "Approved by Capt. A. Exemplar" in words_of(bytes(kept.pdf), tmp_path)
    assert hashlib.sha256(page.pdf).hexdigest() == kept.sha256
    assert not desk.messages.said[-1].undo
    desk.undo()
    assert desk.messages.said[-1].text.startswith("Taken back: write report words")
    desk.redo()
    later = an_event(Precinct.get_by_id(desk.precinct), date(2019, 1, 20), "Late vigil", status="planned")
    desk.attempt(lambda: hold_event(BY, later.id, 1))
    settled(desk)
    assert hashlib.sha256(page.pdf).hexdigest() == kept.sha256
    assert page.paper.document.pageCount() == len(pypdf.PdfReader(tmp_path / "pages.pdf").pages)
    page._show_now()
    settled(desk)
    words = " ".join(words_of(page.pdf, tmp_path).split())
    assert "Late vigil" in words
    assert "approved by Capt. A. Exemplar. Moved since: Events held 1 → 2;" in words
    assert "Moved since: Events held 1 → 2;" in page.issue.words.text().replace("\xa0", " ")
    page.issue.form.submit.click()
    settled(desk)
    page._show_now()
    settled(desk)
    page._open_past(page.past.table.rows.rows[-1])
    settled(desk)
    assert hashlib.sha256(page.pdf).hexdigest() == kept.sha256
    assert "A later issue replaces it." in page.banner.text()
    (latest, _) = page.past.table.rows.rows
    assert page.past._first(latest) == "Monthly outreach summary"
    assert page.past._second(latest) == f"January 2019 · issued {page.past.day(latest)}"
    assert f"as issued on {page.past.day(latest)}, approved by" in page.banner.text()
    assert [row.replaces_id for row in IssuedReport.select().order_by(IssuedReport.id)] == [None, kept.id]
    free(page)


def test_the_parts_of_a_quarter_get_titles_and_words_and_the_figures_stay_live(
    page: ReportsPage, desk: Desk, settled: Settled, tmp_path: Path
) -> None:
    given.a_concern(Precinct.get_by_id(desk.precinct), raised_on=date(2019, 1, 12))
    page.form.choose("quarterly")
    page.form.first.show_value(JANUARY[0])
    page.form.last.show_value(JANUARY[0])
    page.read()
    settled(desk)
    assert "Residents told us 1 concern, 0 in the period before. Most were about Speeding (1)." in flat(page, tmp_path)
    page.parts.title_edit.setFocus()
    QTest.keyClicks(page.parts.title_edit, "Community input (6.2.1)")
    page.parts.start.click()
    page.parts.edit.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(page.parts.edit, "In short {now}: ")
    QTest.keyClick(page.parts.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(desk)
    words = flat(page, tmp_path)
    assert "Community input (6.2.1) In short {now}: Residents told us 1 concern," in words
    assert "Concerns voiced" not in words
    given.a_concern(Precinct.get_by_id(desk.precinct), raised_on=date(2019, 1, 13))
    page.parts.part.choose("obstacles")
    page.parts.part.chosen.emit()
    settled(desk)
    assert (page.parts.title_edit.text(), page.parts.edit.toPlainText()) == ("", "")
    assert "In short {now}: Residents told us 2 concerns," in flat(page, tmp_path)
    kept = {row.part: row.words for row in ReportWords.select()}
    assert kept["title_concerns"] == "Community input (6.2.1)"
    assert "{concerns}" in kept["concerns"]
    free(page)


def test_each_report_opens_on_the_months_it_is_mostly_wanted_of(page: ReportsPage, desk: Desk) -> None:
    def opened(kind: str) -> str:
        page.form.choose(kind)
        return page.form.period().label

    assert desk.today == date(2019, 1, 24)
    assert opened("quarterly") == "October to December 2018"
    assert opened("year") == "February 2018 to January 2019"
    assert opened("neighborhood") == "November 2018 to January 2019"
    page.form.choose("quarterly")
    for month in (page.form.first, page.form.last):
        for _ in range(3):
            month.back.click()
    opened("year")
    assert opened("quarterly") == "July to September 2018"
    free(page)


def test_words_kept_on_the_way_to_the_button_are_on_the_issued_pages(
    page: ReportsPage, desk: Desk, settled: Settled, tmp_path: Path
) -> None:
    page.issue.form.fill(approved_by="Capt. A. Exemplar")
    page.message.edit.setFocus()
    QTest.keyClicks(page.message.edit, "We showed up.")
    assert page.message.save()  # as when the field is left
    page.issue.form.submit.click()
    settled(desk)
    settled(desk)
    assert "We showed up." in words_of(bytes(IssuedReport.get().pdf), tmp_path)
    free(page)


def test_letters_that_no_font_has_are_told_above_the_pages(page: ReportsPage, desk: Desk, settled: Settled) -> None:
    assert page.unshown.isHidden()
    an_event(Precinct.get_by_id(desk.precinct), date(2019, 1, 11), "Tea with \u0939\u093f")
    page.read()
    settled(desk)
    assert page.unshown.text() == (
        "1 name or word holds letters that no font on this PC shows, and is printed with their Unicode numbers:"
        " \u0939\u093f (U+0939 U+093F) in “Tea with \u0939\u093f”."
    )
    assert not page.unshown.isHidden()
    free(page)


def flat(page: ReportsPage, folder: Path) -> str:
    return " ".join(words_of(page.pdf, folder).split())


def test_a_message_somebody_else_wrote_meanwhile_does_not_lose_mine(
    page: ReportsPage, desk: Desk, settled: Settled
) -> None:
    page.message.edit.setFocus()
    QTest.keyClicks(page.message.edit, "Mine")
    write_report_words(BY, desk.precinct, "monthly", *JANUARY, "message", "Theirs")
    assert not page.message.save()
    settled(desk)
    assert desk.messages.said[-1].kind == "fault"
    assert page.message.words == "Mine"
    assert ReportWords.get().words == "Theirs"
    assert page.message.save()
    assert ReportWords.get().words == "Mine"
    free(page)


def test_only_the_pages_that_are_shown_are_issued_and_told_and_an_officer_hears_who_may(
    page: ReportsPage, desk: Desk, settled: Settled, tmp_path: Path
) -> None:
    page.issue.form.fill(approved_by="Capt. A. Exemplar")
    QTest.keyClicks(page.message.edit, "We showed up.")
    page.issue.form.submit.click()
    page.form.month.show_value(date(2018, 12, 1))
    page._changed()
    page.save_to(tmp_path / "january.pdf")
    page.issue.form.submit.click()
    assert "still being made" in desk.messages.said[-1].text
    page.read()
    settled(desk)
    settled(desk)
    assert not IssuedReport.select().exists()
    page.issue.form.fill(approved_by="")
    desk.actor = replace(desk.actor, role=Role.OFFICER)
    page.read()
    settled(desk)
    assert not page.issue.form.isVisible()
    assert "Only a supervisor" in page.issue.words.text()
    free(page)


def test_chosen_pages_are_printed_and_the_file_is_saved(
    page: ReportsPage, desk: Desk, settled: Settled, tmp_path: Path, qtbot: QtBot
) -> None:
    page.save_to(tmp_path / "january.pdf")
    assert (tmp_path / "january.pdf").read_bytes() == page.pdf
    printer = a_printer(page_points(page.paper.document))
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 2)
    page.print_on(printer)
    settled(desk)
    assert desk.messages.said[-1].text == "Printed."
    (printed,) = pypdf.PdfReader(tmp_path / "printed.pdf").pages
    assert (round(printed.mediabox.width), round(printed.mediabox.height)) == (612, 792)
    page.save_to(tmp_path / "no such folder" / "january.pdf")
    assert desk.messages.said[-1].kind == "fault"
    free(page)


def test_every_control_is_named_reached_and_readable(page: ReportsPage, desk: Desk, settled: Settled) -> None:
    QApplication.processEvents()
    assert unnamed(page) == []
    assert clipped(page) == []
    assert tab_faults(page) == []
    QAbstractItemModelTester(page.past.table.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    free(page)


def test_labels_are_moved_for_a_printer_that_pulls_askew(page: ReportsPage, desk: Desk, settled: Settled) -> None:
    precinct = Precinct.get_by_id(desk.precinct)
    given.a_person(precinct, address="12 Button Road, Ensley AL 35218", may_contact=True)
    page.form.choose("labels")
    page.read()
    settled(desk)
    before = page.pdf
    page.form.right.choose(3)
    page.form.right.chosen.emit()
    page.read()
    settled(desk)
    assert page.form.order().choice.shift_right == 3
    assert page.pdf != before
    again = ReportsPage(desk)
    assert (again.form.right.value(), again.form.down.value()) == (3, 0)
    free(again, page)


def test_labels_are_never_printed_in_another_size(page: ReportsPage, desk: Desk, settled: Settled) -> None:
    page.form.choose("labels")
    page.read()
    settled(desk)
    settled(desk)
    printer = a_printer(page_points(page.paper.document))
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    page.print_on(printer)
    assert desk.messages.said[-1].text.startswith("The pages are Letter, the printer has A4. These have to be printed")
    assert desk.tasks.idle
    free(page)
