"""Every list: its columns are chosen, ordered and remembered, and it is saved as it is shown."""

import csv
import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import python_calamine
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QContextMenuEvent, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from outreach.actions.accounts import Unlocked
from outreach.actions.change import Actor
from outreach.actions.events import EventDetails, record_event
from outreach.actions.neighborhoods import NeighborhoodDetails, add_neighborhoods
from outreach.languages.spoken import speak
from outreach.queries.event_list import EventFilter, event_list
from outreach.queries.lookups import event_kinds
from outreach.records.accounts import Role
from outreach.records.audit import AuditEntry
from outreach.records.events import EventNeighborhood
from outreach.records.precinct import Precinct
from outreach.ui.desk import Desk
from outreach.ui.list_menu import ListMenu
from outreach.ui.page import Page
from outreach.ui.pages import settings_trail
from outreach.ui.pages.crime import CrimePage
from outreach.ui.pages.events import TITLE_PX, EventsPage
from outreach.ui.pages.followups import FollowUpsPage
from outreach.ui.pages.neighborhoods import NeighborhoodsPage
from outreach.ui.pages.people import PeoplePage
from outreach.ui.pages.search import SearchPage
from outreach.ui.pages.settings import SettingsPage
from outreach.ui.pages.trail_words import said
from outreach.ui.theme import GRID, font
from outreach.ui.widgets.column_chooser import ColumnChooser
from outreach.ui.widgets.tables import LEAST_SHARE, Table
from tests.given import a_crime_count, a_follow_up, a_neighborhood, a_person, an_event, an_officer
from tests.ui.conftest import TODAY, free, show
from tests.ui.looking import clipped, tab_faults, unnamed

type Settled = Callable[[Desk], None]


def shown[Kind: Page](kind: Callable[[Desk], Kind], desk: Desk, qtbot: QtBot, settled: Settled) -> Kind:
    page = kind(desk)
    page.resize(1232, 820)
    show(qtbot, page)
    page.come_forward()
    settled(desk)
    return page


@pytest.mark.parametrize("where", ["rows", "titles", "keys"])
def test_the_menu_opens_where_it_is_asked_for(where: str, desk: Desk, qtbot: QtBot, settled: Settled) -> None:
    page = shown(PeoplePage, desk, qtbot, settled)
    table = page.people
    asked = {"rows": table.viewport(), "titles": table.horizontalHeader().viewport(), "keys": table}[where]
    by = QContextMenuEvent.Reason.Keyboard if where == "keys" else QContextMenuEvent.Reason.Mouse
    point = QPoint(40, 12)
    QApplication.sendEvent(asked, QContextMenuEvent(by, point, asked.mapToGlobal(point)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].text() == "&Columns …"
    stands_on = table.viewport() if where == "keys" else asked
    assert menu.pos() == stands_on.mapToGlobal(point)
    menu.close()
    free(page)


def menu_of(table: Table[Any]) -> ListMenu:
    menu = table.findChild(ListMenu)
    assert menu is not None
    return menu


def titles(table: Table[Any]) -> list[str]:
    header = table.horizontalHeader()
    order = sorted(range(header.count()), key=header.visualIndex)
    return [table.rows.columns[at].title for at in order if not header.isSectionHidden(at)]


def chooser_of(table: Table[Any]) -> ColumnChooser:
    menu_of(table).choose()
    found = table.window().findChild(ColumnChooser)
    assert found is not None
    return found


def test_columns_are_ordered_and_left_out_by_keys_and_stay_so(
    desk: Desk, settings: QSettings, qtbot: QtBot, settled: Settled
) -> None:
    page = shown(PeoplePage, desk, qtbot, settled)
    assert titles(page.people)[:3] == ["Name", "Neighborhood", "Phone"]
    chooser = chooser_of(page.people)
    assert (unnamed(chooser), clipped(chooser), tab_faults(chooser)) == ([], [], [])
    assert chooser.names.verticalScrollBar().maximum() == 0  # all names are seen, not two and a half
    chooser.names.setFocus()
    chooser.names.setCurrentRow(2)
    QTest.keyClick(chooser.names, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(chooser.names, Qt.Key.Key_Down)
    QTest.keyClick(chooser.names, Qt.Key.Key_Space)
    chooser.accept()
    assert titles(page.people)[:3] == ["Name", "Phone", "E-mail"]
    free(page)
    again = shown(PeoplePage, desk, qtbot, settled)
    assert titles(again.people)[:3] == ["Name", "Phone", "E-mail"]
    again._open_side(again.panel)
    again._close_side()
    assert "Neighborhood" not in titles(again.people)
    chooser = chooser_of(again.people)
    chooser._use_usual()
    assert titles(again.people)[:3] == ["Name", "Neighborhood", "Phone"]
    free(again)


def test_a_narrow_list_of_events_keeps_its_titles_readable(desk: Desk, qtbot: QtBot, settled: Settled) -> None:
    precinct = Precinct.get_by_id(desk.precinct)
    event = an_event(precinct, TODAY, "Door to door after the shooting, Dandelion Drive")
    for name in ("Ensley", "Fairview", "Wylam"):
        EventNeighborhood.create(event=event, neighborhood=a_neighborhood(precinct, name))
    page = shown(EventsPage, desk, qtbot, settled)
    for width, has_lead in ((1232, True), (872, False)):
        page.resize(width, 712)
        QApplication.processEvents()
        assert page.table.columnWidth(1) >= TITLE_PX
        assert ("Lead officer" in titles(page.table)) is has_lead
    cell = page.table.rows.index(0, 3)
    assert (cell.data(), cell.data(Qt.ItemDataRole.ToolTipRole)) == ("Ensley, 2 more", "Ensley, Fairview, Wylam")
    free(page)


def test_no_column_is_cut_while_another_has_room_to_spare(desk: Desk, qtbot: QtBot, settled: Settled) -> None:
    precinct = Precinct.get_by_id(desk.precinct)
    owner = an_officer(precinct, name="Maximiliana Peñaranda-Ferncastle")
    a_follow_up(precinct, "Have the hedge cut.", owner=owner, neighborhood=a_neighborhood(precinct, "Ensley"))
    desk.remember("followups/view", "table")
    page = shown(FollowUpsPage, desk, qtbot, settled)
    at = titles(page.table).index("Owner")
    narrow = page.table.columnWidth(at)
    assert narrow >= QFontMetrics(font()).horizontalAdvance(f"{owner.rank} {owner.name}") + 2 * GRID
    a_follow_up(precinct, "Count the dark lights along Weathervane Road and send the list to the power company. " * 3)
    page.read()
    settled(desk)
    assert page.table.columnWidth(at) == narrow  # the first column that is cut is the one that takes the rest
    assert page.table.columnWidth(1) >= page.table.viewport().width() // LEAST_SHARE
    free(page)


def test_widths_that_a_hand_has_drawn_stay(desk: Desk, qtbot: QtBot, settled: Settled) -> None:
    precinct = Precinct.get_by_id(desk.precinct)
    a_follow_up(precinct, "Have the hedge cut.", owner=an_officer(precinct, name="Maximiliana Peñaranda-Ferncastle"))
    widths = {"order": ["Due", "Promise"], "left_out": [], "widths": {"Owner": 90}}
    desk.remember("columns/Follow-ups", json.dumps(widths))
    desk.remember("followups/view", "table")
    page = shown(FollowUpsPage, desk, qtbot, settled)
    assert page.table.columnWidth(titles(page.table).index("Owner")) == 90
    free(page)


def test_columns_stay_in_another_language_and_the_trail_names_a_saved_list_in_english(
    desk: Desk, qtbot: QtBot, settled: Settled, tmp_path: Path
) -> None:
    page = shown(PeoplePage, desk, qtbot, settled)
    menu_of(page.people).arrange(["Phone", "Name"], ["E-mail"])
    free(page)
    speak("es")
    again = shown(PeoplePage, desk, qtbot, settled)
    assert (again.people.accessibleName(), titles(again.people)[:2]) == ("Personas", ["Phone", "Name"])
    desk.sign(Unlocked(Actor("Sgt. Example", role=Role.SUPERVISOR)))
    menu_of(again.people).save_to(tmp_path / "personas.csv")
    settled(desk)
    assert AuditEntry.select().order_by(AuditEntry.id.desc()).first().action == "saved the list People"
    assert said("saved the list People") == "Guardó la lista Personas"
    free(again)


def test_the_last_column_stays(desk: Desk, qtbot: QtBot, settled: Settled) -> None:
    page = shown(PeoplePage, desk, qtbot, settled)
    names = [column.name for column in page.people.rows.columns]
    menu_of(page.people).arrange(names, names)
    assert titles(page.people) == names
    free(page)


def test_columns_whose_titles_are_months_keep_their_place(desk: Desk, qtbot: QtBot, settled: Settled) -> None:
    page = shown(CrimePage, desk, qtbot, settled)
    names = [column.name for column in page.table.rows.columns]
    assert len(set(names)) == len(names)
    menu_of(page.table).arrange(names, ["prior", "By chance?"])
    page.month.show_value(date(2018, 6, 1))
    page.read()
    settled(desk)
    assert titles(page.table)[:3] == ["Offense", "Jun", "Change"]
    page._narrow(True)
    assert titles(page.table) == ["Offense", "Jun", "Change", "%"]
    free(page)


def test_a_list_is_saved_with_every_row_in_the_columns_the_order_and_the_filter_that_are_shown(
    desk: Desk, qtbot: QtBot, settled: Settled, tmp_path: Path
) -> None:
    precinct = Precinct.get_by_id(desk.precinct)
    for number in range(120):
        an_event(precinct, date(2018, 1, 1 + number % 28), f"Coffee {number:03}", place="=1+1" if number else "Hall")
    an_event(precinct, date(2019, 1, 10), "Vigil")
    page = shown(EventsPage, desk, qtbot, settled)
    page.filters.words.setText("coffee")
    page.filters._tell()
    page._sort_by("title", False)
    settled(desk)
    menu_of(page.table).arrange(["Event", "Date"], ["Kind", "Neighborhoods", "Lead officer", "State"])
    menu_of(page.table).save_to(tmp_path / "coffee.csv")
    settled(desk)
    assert desk.messages.said[-1].text == "Saved 120 rows as coffee.csv."
    rows = list(csv.reader((tmp_path / "coffee.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert rows[:3] == [
        ["Event", "Place", "Date", "Start", "People"],
        ["Coffee 000", "Hall", "2018-01-01", "18:30", "unknown"],
        ["Coffee 001", "'=1+1", "2018-01-02", "18:30", "unknown"],
    ]
    assert len(rows) == 121
    free(page)


def test_numbers_and_days_are_numbers_and_days_in_a_workbook(
    desk: Desk, qtbot: QtBot, settled: Settled, tmp_path: Path
) -> None:
    a_person(Precinct.get_by_id(desk.precinct), "Opal", "Ferncastle")
    page = shown(PeoplePage, desk, qtbot, settled)
    menu_of(page.people).save_to(tmp_path / "people.xlsx")
    settled(desk)
    sheet = python_calamine.load_workbook(str(tmp_path / "people.xlsx")).get_sheet_by_index(0).to_python()
    assert sheet[1][0] == "Opal Ferncastle"
    assert sheet[1][sheet[0].index("Events")] == 0
    assert sheet[1][sheet[0].index("Phone")] == ""
    page.people.window().activateWindow()
    menu_of(page.people).save_to(tmp_path / "nowhere" / "people.xlsx")
    settled(desk)
    assert desk.messages.said[-1].kind == "fault"
    free(page)


def a_workbook(page: Page, name: str, folder: Path, settled: Settled) -> list[list[Any]]:
    """A list of a page, saved and read again."""
    (table,) = (one for one in page.findChildren(Table) if one.known_as == name)
    menu_of(table).save_to(folder / "list.xlsx")
    settled(page.desk)
    return python_calamine.load_workbook(str(folder / "list.xlsx")).get_sheet_by_index(0).to_python()


def test_every_list_has_days_times_and_shares_as_such(
    desk: Desk, qtbot: QtBot, settled: Settled, tmp_path: Path
) -> None:
    precinct = Precinct.get_by_id(desk.precinct)
    area = a_neighborhood(precinct, "Ensley")
    EventNeighborhood.create(event=an_event(precinct, date(2019, 1, 10), "Vigil"), neighborhood=area)
    for month, count in ((date(2018, 12, 1), 34), (date(2019, 1, 1), 27)):
        a_crime_count(precinct, month, count)
    an_officer(precinct, "101", "R. Sample")
    pages: list[Page] = [
        shown(kind, desk, qtbot, settled) for kind in (EventsPage, NeighborhoodsPage, CrimePage, SettingsPage)
    ]
    events, areas, crime, settings = pages
    head, row = a_workbook(events, "Events", tmp_path, settled)
    assert (row[head.index("Date")], row[head.index("Start")]) == (date(2019, 1, 10), time(18, 30))
    head, row = a_workbook(areas, "Coverage of the neighborhoods", tmp_path, settled)
    assert [row[head.index(name)] for name in ("Last contact", "Last event")] == [date(2019, 1, 10)] * 2
    head, *rows = a_workbook(crime, "Crime snapshot", tmp_path, settled)
    row = next(row for row in rows if row[0] == "Burglary")
    assert (row[head.index("Change")], row[head.index("%")], row[head.index("Share")]) == (-7, -21, "")
    settings.show_record("Officers")
    settled(desk)
    assert a_workbook(settings, "Officers", tmp_path, settled)[1][:2] == ["101", "Ofc. R. Sample"]
    search = SearchPage(desk)
    show(qtbot, search)
    search.show_record("ensley")
    search.come_forward()
    settled(desk)
    assert a_workbook(search, "Results", tmp_path, settled)[1][:2] == ["Neighborhoods · 1", "Ensley"]
    free(*pages, search)


def test_the_whole_audit_trail_is_saved_however_far_it_was_read(
    desk: Desk, qtbot: QtBot, settled: Settled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings_trail, "PAGE_ROWS", 2)
    for number in range(5):
        add_neighborhoods(Actor("Ofc. Sample"), desk.precinct, [NeighborhoodDetails(f"Ward {number}")])
    page = shown(SettingsPage, desk, qtbot, settled)
    page.show_record("Audit trail")
    settled(desk)
    rows = a_workbook(page, "Audit trail", tmp_path, settled)
    assert (len(rows), type(rows[1][0])) == (1 + AuditEntry.select().count(), datetime)
    free(page)


def test_words_searched_from_elsewhere_ignore_the_filter_of_yesterday_and_late_pages_their_list(
    desk: Desk, qtbot: QtBot, settled: Settled
) -> None:
    an_event(Precinct.get_by_id(desk.precinct), date(2019, 1, 10), "Vigil")
    desk.remember("events/filter", '{"period": "last-year"}')
    page = EventsPage(desk)
    page.show_record("vigil")
    show(qtbot, page)
    page.come_forward()
    settled(desk)
    assert page.filters.value() == EventFilter(text="vigil")
    assert page.table.rows.rowCount() == 1
    an_event(Precinct.get_by_id(desk.precinct), date(2019, 1, 11), "Bike ride")
    before = page.filters.value()
    page.filters.words.setText("ride")
    page.filters._tell()
    settled(desk)
    page._show_page(((before, page._sort, page._backwards), 0, event_list(desk.precinct, before)))
    page.table.choose(0)
    row = page.table.chosen()
    assert row is not None
    assert row.title == "Bike ride"
    free(page)


def test_the_chosen_event_and_its_place_stay_when_the_list_is_read_again(
    desk: Desk, qtbot: QtBot, settled: Settled
) -> None:
    precinct = Precinct.get_by_id(desk.precinct)
    keys = [an_event(precinct, TODAY - timedelta(days=number), f"Day {number}").id for number in range(130)]
    page = shown(EventsPage, desk, qtbot, settled)
    page.table.setCurrentIndex(page.table.rows.index(120, 0))
    settled(desk)
    bar = page.table.verticalScrollBar()
    down = bar.value()
    assert down > 0

    def stayed() -> bool:
        settled(desk)
        row = page.table.chosen()
        return row is not None and row.id == keys[120] and bar.value() == down

    details = EventDetails(event_kinds(desk.precinct)[0].id, "Ahead", TODAY + timedelta(days=9))
    desk.do(lambda: record_event(desk.actor, desk.precinct, details))
    assert stayed()
    assert page.table.currentIndex().row() == 121
    desk.undo()
    assert stayed()
    assert page.table.currentIndex().row() == 120
    page.hear_elsewhere(frozenset({"event"}))
    assert stayed()
    page.show_record(EventFilter(first=TODAY - timedelta(days=100)))
    settled(desk)
    chosen = page.table.chosen()
    assert chosen is not None
    assert chosen.date == TODAY, "another list opens at today"
    free(page)


def test_the_chosen_neighborhood_stays_when_its_figures_change(desk: Desk, qtbot: QtBot, settled: Settled) -> None:
    names = [NeighborhoodDetails(f"Area {number:02}") for number in range(30)]
    add_neighborhoods(desk.actor, desk.precinct, names)
    page = shown(NeighborhoodsPage, desk, qtbot, settled)
    page.table.choose(20)
    row, down = page.table.chosen(), page.table.verticalScrollBar().value()
    assert row is not None
    kind = event_kinds(desk.precinct)[0].id
    details = EventDetails(kind, "Coffee", TODAY, status="held", neighborhoods=(row.neighborhood,))
    desk.do(lambda: record_event(desk.actor, desk.precinct, details))
    settled(desk)
    again = page.table.chosen()
    assert again is not None
    assert (again.neighborhood, again.events) == (row.neighborhood, 1)
    assert page.table.verticalScrollBar().value() == down
    free(page)


def test_a_new_neighborhood_being_typed_stays_in_front(desk: Desk, qtbot: QtBot, settled: Settled) -> None:
    page = shown(NeighborhoodsPage, desk, qtbot, settled)
    page.make_new()
    page.read()
    settled(desk)
    assert page.panel.form.isVisible()
    page.show_record(None)
    page.come_forward()
    settled(desk)
    assert not page.panel.isVisible()
    free(page)


def test_those_who_may_be_contacted_are_saved_as_cards_or_as_a_table(
    desk: Desk, qtbot: QtBot, settled: Settled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    west = Precinct.get_by_id(desk.precinct)
    a_person(west, "Opal", "Ferncastle", may_contact=True, email="opal@example.org")
    a_person(west, "Wren", "Moss", may_contact=False)
    a_person(west, "Ida", "Hush", may_contact=True, confidential=True)
    page = shown(PeoplePage, desk, qtbot, settled)
    (entry,) = [one for one in menu_of(page.people).menu().actions() if "contacted" in one.text()]
    for typed, kind, name in (("cards", "Address book (*.vcf)", "cards.vcf"), ("mail.csv", "", "mail.csv")):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, t=typed, k=kind: (str(tmp_path / t), k))
        entry.trigger()
        settled(desk)
        words = (tmp_path / name).read_text(encoding="utf-8")
        assert "Ferncastle" in words
        assert "Moss" not in words
        assert "Hush" not in words
        assert desk.messages.said[-1].text == f"Saved 1 person as {name}."
    free(page)
