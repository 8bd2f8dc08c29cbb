"""Neighborhoods, the crime snapshot, search, settings and help: what is shown, what is kept, where Enter leads."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from outreach.queries.precincts import precinct_header
from outreach.records.crime import CrimeCount, Offense
from outreach.records.events import EventNeighborhood
from outreach.records.people import Neighborhood
from outreach.records.precinct import Officer, Precinct
from outreach.reports.help_pages import TOPICS, topic_for
from outreach.ui.desk import Desk
from outreach.ui.page import Page
from outreach.ui.pages.crime import CrimePage
from outreach.ui.pages.help import HelpPage
from outreach.ui.pages.neighborhoods import NeighborhoodsPage
from outreach.ui.pages.search import SearchPage
from outreach.ui.pages.settings import SettingsPage
from outreach.ui.pages.settings_parts import ListPart
from outreach.ui.pages.settings_precinct import PrecinctPart
from outreach.ui.places import PLACES
from tests.given import a_neighborhood, a_person, an_event
from tests.ui.conftest import free, show
from tests.ui.looking import clipped, tab_faults, unnamed

type Settled = Callable[[Desk], None]
SQUARE = '{"type":"Polygon","coordinates":[[[-86.9,33.5],[-86.8,33.5],[-86.8,33.6],[-86.9,33.6],[-86.9,33.5]]]}'


def shown[Kind: Page](kind: Callable[[Desk], Kind], desk: Desk, qtbot: QtBot, settled: Settled) -> Kind:
    page = kind(desk)
    page.resize(1232, 820)
    show(qtbot, page)
    page.come_forward()
    settled(desk)
    for _ in range(3):
        QApplication.processEvents()
    return page


def test_coverage_is_told_in_the_table_and_on_the_map(desk: Desk, qtbot: QtBot, settled: Settled) -> None:
    precinct = Precinct.get_by_id(desk.precinct)
    ensley = a_neighborhood(precinct, "Ensley", boundary=SQUARE)
    a_neighborhood(precinct, "Wylam")
    held = an_event(precinct, date(2019, 1, 10))
    EventNeighborhood.create(event=held, neighborhood=ensley)
    page = shown(NeighborhoodsPage, desk, qtbot, settled)
    assert [(row.name, row.events, row.is_quiet) for row in page.table.rows.rows] == [
        ("Ensley", 1, False),
        ("Wylam", 0, True),
    ]
    opened: list[object] = []
    desk.wanted.connect(lambda _, what: opened.append(what))
    middle = QPoint(page.map.width() // 2, page.map.height() // 2)
    QTest.mouseClick(page.map, Qt.MouseButton.LeftButton, pos=middle)
    assert "Ensley" in page.map.accessibleName()
    QTest.keyClick(page.map, Qt.Key.Key_Return)
    assert opened == [ensley.id]
    page.show_record(ensley.id)
    page.come_forward()
    settled(desk)
    page.panel.start_edit()
    page.panel.form.fill(meeting_rule="2nd Monday")
    page.panel.form.submit.click()
    settled(desk)
    assert Neighborhood.get_by_id(ensley.id).meeting_rule == "2nd Monday"
    assert "meets 2nd Monday" in page.panel.facts.text()
    free(page)


def test_a_crime_count_is_corrected_and_an_empty_one_is_not_zero(desk: Desk, qtbot: QtBot, settled: Settled) -> None:
    page = shown(CrimePage, desk, qtbot, settled)
    burglary = Offense.get(name="Burglary")
    at = [row.offense.id for row in page.table.rows.rows].index(burglary.id)
    page.table.choose(at)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    page.panel.form.fill(precinct="138", source="CompStat")
    page.panel.form.submit.click()
    settled(desk)
    kept = CrimeCount.get()
    assert (kept.offense_id, kept.month, kept.scope, kept.count) == (burglary.id, date(2019, 1, 1), "precinct", 138)
    row = page.table.rows.rows[at]
    assert row.figure is not None
    assert row.figure.current == 138
    page.table.choose(at)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    page.panel.form.fill(precinct="")
    page.panel.form.submit.click()
    settled(desk)
    assert CrimeCount.select().count() == 0
    assert page.table.rows.rows[at].figure is None
    QAbstractItemModelTester(page.table.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    free(page)


def test_search_opens_the_best_result_even_before_it_is_shown(desk: Desk, qtbot: QtBot, settled: Settled) -> None:
    person = a_person(Precinct.get_by_id(desk.precinct), "Opal", "Ferncastle")
    page = shown(SearchPage, desk, qtbot, settled)
    assert page.views.currentWidget() is page.begin
    opened: list[tuple[str, object]] = []
    desk.wanted.connect(lambda place, what: opened.append((place, what)))
    page.show_record("fernc")
    page.come_forward()
    page.open_first()
    settled(desk)
    assert opened == [("people", person.id)]
    page.show_record("nobody of this name")
    page.come_forward()
    settled(desk)
    assert page.views.currentWidget() is page.nothing
    QAbstractItemModelTester(page.table.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    free(page)


def test_settings_keep_the_precinct_and_its_lists(desk: Desk, qtbot: QtBot, settled: Settled) -> None:
    page = shown(SettingsPage, desk, qtbot, settled)
    page.part("Precinct", PrecinctPart).form.fill(commander="Capt. A. Exemplar", quiet_after_days=45)
    page.part("Precinct", PrecinctPart).form.submit.click()
    settled(desk)
    kept = Precinct.get_by_id(desk.precinct)
    assert (kept.commander, kept.quiet_after_days) == ("Capt. A. Exemplar", 45)
    part = page.part("Precinct", PrecinctPart)
    QTest.keyClicks(part.form.control("agency"), "x")
    part.show_header(replace(precinct_header(desk.precinct), agency="Renamed elsewhere"))
    assert part.form.text("agency") != "Renamed elsewhere"
    part.form.leave.click()
    assert part.form.text("agency") == "Renamed elsewhere"
    page.show_record("Officers")
    page.part("Officers", ListPart).new.click()
    page.part("Officers", ListPart).form.fill(badge="101", rank="Ofc.", name="R. Sample")
    page.part("Officers", ListPart).form.submit.click()
    settled(desk)
    assert Officer.get().name == "R. Sample"
    assert [row.name for row in page.part("Officers", ListPart).table.rows.rows] == ["Ofc. R. Sample"]
    page.part("Officers", ListPart).form.fill(badge="", name="")
    page.part("Officers", ListPart).start_new()
    page.part("Officers", ListPart).form.submit.click()
    assert desk.messages.said[-1].kind == "fault"
    free(page)


def test_every_place_has_its_page_of_help_and_every_page_its_words() -> None:
    for topic in TOPICS:
        assert topic.file().is_file(), topic.name
        assert topic.title()
    explained = {place for topic in TOPICS for place in topic.places}
    assert {place.name for place in PLACES if place.name != "kiosk"} <= explained
    assert topic_for("followups").name == "follow-ups"


@pytest.mark.parametrize("kind", [NeighborhoodsPage, CrimePage, SearchPage, SettingsPage, HelpPage])
def test_every_control_is_named_reached_and_readable(
    desk: Desk, qtbot: QtBot, settled: Settled, kind: type[Page]
) -> None:
    a_neighborhood(Precinct.get_by_id(desk.precinct), "Ensley", boundary=SQUARE)
    page = shown(kind, desk, qtbot, settled)
    assert unnamed(page) == []
    assert clipped(page) == []
    assert tab_faults(page) == []
    free(page)
