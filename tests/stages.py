"""The pages of promises, people, places, crime, reports, files and settings in the states one works in."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from outreach.actions.conflict import Conflict, Disputed
from outreach.actions.later import Later, Overwritten
from outreach.queries.concerns import concern_list
from outreach.reports.catalogue import REPORTS
from outreach.ui.doing import Clash
from outreach.ui.page import Page
from outreach.ui.pages.concern import ConcernPage
from outreach.ui.pages.crime import CrimePage
from outreach.ui.pages.followups import FollowUpsPage
from outreach.ui.pages.neighborhoods import NeighborhoodsPage
from outreach.ui.pages.people import PeoplePage
from outreach.ui.pages.problem_reading import NewProblem
from outreach.ui.pages.problems import ProblemsPage
from outreach.ui.pages.reports import ReportsPage
from outreach.ui.pages.settings import SettingsPage
from outreach.ui.steps import Overwriting
from outreach.ui.window import Window

type Stage = tuple[str, Callable[[], None]]

FORMS = ("note", "done", "decline", "wait", "hand_over", "edit")


def opened[Kind: Page](window: Window, name: str, kind: type[Kind]) -> Kind:
    """A page brought to the front, with its answers on the screen."""
    window.open_page(name)
    page = window.page
    assert isinstance(page, kind)
    settle(window)
    return page


def settle(window: Window) -> None:
    QApplication.processEvents()
    while not window.desk.tasks.idle:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def more_stages(window: Window) -> Iterator[Stage]:
    """Each state by name, and how to bring it about."""
    yield "followups-table", partial(_followups, window, "table", "")
    for form in FORMS:
        yield f"followups-{form}", partial(_followups, window, "board", form)
    for form in ("", "details", "counts"):
        yield f"problem-{form or 'page'}", partial(_problem, window, form)
    for form in ("", "edit", "promise"):
        yield f"concern{form and '-'}{form}", partial(_concern, window, form)
    yield "problem-new", partial(window.open_page, "problems", NewProblem())
    yield "people-person", partial(_person, window)
    yield "people-new", partial(_new_person, window)
    yield "people-organization", partial(_organization, window)
    yield "people-duplicates", partial(_duplicates, window)
    yield "neighborhood", partial(_neighborhood, window, False)
    yield "neighborhood-edit", partial(_neighborhood, window, True)
    yield "crime-edit", partial(_crime, window)
    yield "conflict", partial(_conflict, window)
    yield "overwriting", partial(_overwriting, window)
    yield "search", partial(_search, window)
    yield "about", partial(window.open_page, "about")
    for kind in REPORTS:
        yield f"report-{kind}", partial(_report, window, kind)
    for at in range(18):
        yield f"settings-{at}", partial(_settings, window, at)
    for at in range(4):
        yield f"first-run-{at}", partial(window.open_page, "first_run", at)


def _conflict(window: Window) -> None:
    opened(window, "home", Page)
    told = ("Capt. B. Trial", "desk 5", "2019-01-24T20:05:00+00:00")
    words = "We talked about the speeding on 19th Street, José Peñaranda’s lights, and what the church can do. " * 4
    fields = (
        Disputed("title", "Meeting", "Annual meeting of the association", "Election of officers", *told),
        Disputed("date", None, date(2019, 1, 24), date(2019, 1, 31), *told),
        Disputed("summary", "", words, "Nobody came.", *told),
    )
    window.conflict.show_clash(Clash(Conflict("event", 1, 2, fields, mixes=True), window.conflict.hide))


def _overwriting(window: Window) -> None:
    window.conflict.hide()
    told = ("Capt. B. Trial", "desk 5", "2019-01-24T20:05:00+00:00")
    fields = (
        Disputed("title", None, "Annual meeting of the association", "Election of officers", *told),
        Disputed("date", None, date(2019, 1, 24), date(2019, 1, 31), *told),
    )
    event = Overwritten("event", 1, "The event 'Election of officers'", fields, *told, False, False, "")
    gone = Overwritten("concern", 1, "The concern 'Cars race past the school'", (), *told, False, True, "")
    others = (replace(gone, key=key) for key in range(2, 6))
    later = Later(1, (event, gone, *others), True)
    window.overwriting.ask(Overwriting(later, "edit event", window.overwriting.hide, window.overwriting.hide))


def _search(window: Window) -> None:
    window.overwriting.hide()
    window.open_page("search", "park")


def _followups(window: Window, view: str, form: str) -> None:
    page = opened(window, "followups", FollowUpsPage)
    page._switch(view)
    settle(window)
    first = next(iter(page._rows.values()), None)
    if first is not None and form:
        page.show_record(first.id)
        settle(window)
        page.panel.start(form)


def _problem(window: Window, form: str) -> None:
    page = opened(window, "problems", ProblemsPage)
    if not page.table.rows.rows:
        return
    window.open_page("problems", page.table.rows.rows[-1].id)
    settle(window)
    if form == "details":
        page.panel.start_details()
        page.panel.parts.fields["analysis"].edit.appendPlainText("Half typed.")
    elif form == "counts":
        page.panel.start_counts()


def _concern(window: Window, form: str) -> None:
    kept = concern_list(window.desk.precinct, limit=1, confidential=True).rows
    if not kept:
        return
    window.open_page("concern", kept[0].id)
    settle(window)
    assert isinstance(window.page, ConcernPage)
    if form == "edit":
        window.page.start_edit()
    elif form:
        window.page.start_promise()


def _person(window: Window) -> None:
    page = opened(window, "people", PeoplePage)
    page.show_view(0)
    settle(window)
    if page.people.rows.rows:
        page.show_record(page.people.rows.rows[0].id)


def _new_person(window: Window) -> None:
    opened(window, "people", PeoplePage).make_new()


def _organization(window: Window) -> None:
    page = opened(window, "people", PeoplePage)
    page.show_view(1)
    settle(window)
    if page.organizations.rows.rows:
        page.show_record(("organization", page.organizations.rows.rows[0].id))


def _duplicates(window: Window) -> None:
    page = opened(window, "people", PeoplePage)
    page.show_view(2)
    settle(window)
    if page.pairs.rows.rows:
        page._compare(page.pairs.rows.rows[0])


def _neighborhood(window: Window, edit: bool) -> None:
    page = opened(window, "neighborhoods", NeighborhoodsPage)
    if page.table.rows.rows:
        window.open_page("neighborhoods", page.table.rows.rows[0].neighborhood)
        settle(window)
        if edit:
            page.panel.start_edit()


def _crime(window: Window) -> None:
    page = opened(window, "crime", CrimePage)
    if page.table.rows.rows:
        page._edit_chosen()


def _report(window: Window, kind: str) -> None:
    page = opened(window, "reports", ReportsPage)
    page.show_record(kind)
    page.read()  # at once, not when typing pauses


def _settings(window: Window, at: int) -> None:
    page = opened(window, "settings", SettingsPage)
    page.contents.setCurrentRow(at)
    part = page.parts.currentWidget()
    start = getattr(part, "start_new", None)
    if start is not None:
        start()
