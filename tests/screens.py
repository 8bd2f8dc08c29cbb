"""Every page and dialog of the window, in light and dark, at 100 and 200 %, empty, with the demo, and full.

``uv run python -m tests.screens OUT`` writes them as PNG into a folder; ``--check`` looks at each instead, and prints
what a reader, a listener or a keyboard user would stumble over, one fault a line, and what no picture shows.
``--language es`` shows them in Spanish, ``en-XA`` in English that is stretched by 40 %, ``ar-XB`` from right to left:
looked at then is only what a language can spoil, by day. ``--stage "settings-*"`` brings only some of them to the
front (what opens over an event needs ``event`` before it), ``--look dark`` wears one palette only.
"""

import argparse
import ast
import os
import platform
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QSettings
from PySide6.QtGui import QPixmap
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QApplication, QWidget

from outreach.actions.change import Actor
from outreach.actions.concerns import ConcernDetails, record_concern
from outreach.actions.events import EventDetails, record_event
from outreach.actions.followups import PromiseDetails, make_promise
from outreach.actions.precinct import PrecinctDetails, set_up_precinct
from outreach.actions.signin import sign_in_names
from outreach.demo import build_demo
from outreach.languages.spoken import LANGUAGES, speak, spoken
from outreach.languages.wording import ENGLISH
from outreach.parts import shipped_parts
from outreach.queries.event_list import EventFilter, event_list
from outreach.queries.events import event_detail
from outreach.queries.lookups import desk_lookups
from outreach.queries.precincts import only_precinct, precinct_header
from outreach.records.database import close_database, connection, open_database
from outreach.reports.help_pages import TOPICS
from outreach.ui.desk import Desk
from outreach.ui.language import lay_out
from outreach.ui.pages.event import EventPage
from outreach.ui.pages.events import EventsPage
from outreach.ui.theme import DARK, LIGHT, Palette, Theme, new_application
from outreach.ui.window import Window
from tests.stages import more_stages
from tests.stages_over import at_an_event, never_shown, others, over_the_window, put_away
from tests.ui.listening import unsaid
from tests.ui.looking import clipped, faint, shared_letters, tab_faults, unlabelled, unnamed

TODAY = date(2019, 1, 24)
BY = Actor("Ofc. Sample")
SIZES = {1: (1440, 900), 2: (1280, 720)}
MOST_TRIES = 60
SETTLING_ROUNDS = 6
"""Wrapped words settle their height in a second round, and what stands under a form that has opened in the fourth."""
LONGEST_HELD = 200
BLANK = 24
"""So many shades at the most has a page on which nothing is printed yet."""
LONG = " ".join(f"word{number}" for number in range(1, 61))

type Stage = tuple[str, Callable[[], None]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of the stages are brought to the front, by patterns of their names, and in which looks."""

    stages: tuple[str, ...] = ("*",)
    look: str = ""

    def of(self, every: Iterable[Stage]) -> Iterator[Stage]:
        """The stages wanted, in their order."""
        return (one for one in every if any(fnmatchcase(one[0], pattern) for pattern in self.stages))

    def looks(self) -> list[Palette]:
        """The palettes to wear: another language spoils nothing by night that it does not spoil by day."""
        every = (LIGHT, DARK) if self.look or spoken() is ENGLISH else (LIGHT,)
        return [palette for palette in every if self.look in ("", palette.name)]


EVERYTHING = Wanted()


def make_empty(location: str, _ready: Path | None = None) -> None:
    """A precinct that was just set up."""
    open_database(location, create=True)
    set_up_precinct(BY, PrecinctDetails("Birmingham Police Department", "West Precinct"))
    close_database()


def make_demo(location: str, ready: Path | None = None) -> None:
    """The demo: a copy of one that was built already, or built now."""
    if ready is not None:
        shutil.copy(ready, location)
    else:
        build_demo(location)


def make_full(location: str, ready: Path | None = None) -> None:
    """The demo, with a meeting of 120 sign-ins, 15 concerns and a title of 60 words on top."""
    make_demo(location, ready)
    open_database(location)
    with connection():
        _fill(only_precinct())
    close_database()


def _fill(precinct: int) -> None:
    lists = desk_lookups(precinct)
    served = tuple(one.id for one in lists.neighborhoods[:12])
    details = EventDetails(lists.kinds[0].id, LONG, TODAY, neighborhoods=served, summary=LONG, status="held")
    event = record_event(BY, precinct, details).only_id("event")
    sign_in_names(BY, event, [f"Signature Number{number} With-a-Long Name" for number in range(1, 121)])
    for number, topic in enumerate(lists.topics[:15]):
        record_concern(BY, precinct, ConcernDetails(topic.id, LONG if number == 0 else "Cars race."), event=event)
    make_promise(BY, precinct, PromiseDetails(LONG, due=TODAY), TODAY, event=event)


DATA: dict[str, Callable[[str, Path | None], object]] = {"empty": make_empty, "demo": make_demo, "full": make_full}


def stages(window: Window) -> Iterator[Stage]:
    """Every page of the window by name, and how to bring it to the front."""
    for place in window.places.values():
        if place.words:
            yield place.name, partial(window.open_page, place.name)
    yield from more_stages(window)
    yield from over_the_window(window)
    yield "help-figures", partial(window.open_page, "help", "figures")
    yield "help-home", partial(window.open_page, "help", "home")
    yield "events-month", partial(_events_as, window, 1)
    yield "events-week", partial(_events_as, window, 2)
    yield "events-table", partial(_events_as, window, 0)
    yield "event-new", partial(window.open_page, "event", None)
    precinct = window.desk.precinct
    busiest = event_list(precinct, EventFilter(statuses=("held",), last=TODAY), sort="sign_ins", limit=1).rows
    if busiest:
        yield "event", partial(window.open_page, "event", busiest[0].id)
        yield "event-sheet", partial(_follow_sheet, window)
        yield "event-edit", partial(_edit, window)
        yield "event-suggest", partial(_suggest, window)
        yield "event-concern", partial(_correct_concern, window)
        yield from at_an_event(window)
    ahead = event_list(precinct, EventFilter(statuses=("planned",), first=TODAY), sort="date", limit=1).rows
    if ahead:
        yield "event-planned", partial(window.open_page, "event", ahead[0].id)


def _events_as(window: Window, view: int) -> None:
    window.open_page("events")
    if isinstance(window.page, EventsPage):
        window.page.show_view(view)


def _follow_sheet(window: Window) -> None:
    if isinstance(window.page, EventPage):
        window.page.signin.follow.setChecked(True)
        window.page.concerns.form.promise.setChecked(True)


def _suggest(window: Window) -> None:
    if isinstance(window.page, EventPage):
        window.page.editor.hide()
        window.page.signin.box.setFocus()
        window.page.signin.box.setText("ma")
        window.page.signin.box.ask()


def _correct_concern(window: Window) -> None:
    if isinstance(window.page, EventPage):
        window.page.signin.box.start_again()
        concerns = event_detail(window.page.shown, confidential=True).concerns if window.page.shown else ()
        if concerns:
            window.page.concerns.form.edit(concerns[0], with_promise=True)


def _edit(window: Window) -> None:
    if isinstance(window.page, EventPage):
        window.page.edit_details()


def settle(desk: Desk) -> None:
    """Wait until every answer is on the screen."""
    QApplication.processEvents()
    while not desk.tasks.idle:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for _ in range(SETTLING_ROUNDS):
        QApplication.processEvents()


def faults_of(page: QWidget, *, dark: bool = False, large: bool = False) -> list[str]:
    """What is wrong with the page that is in front; in the dark only colors can be other than by day, and those alone
    are the same where all of it is ``large``."""
    if dark:
        return [f"faint: {one}" for one in faint(page)]
    return [
        *(f"unnamed: {one}" for one in unnamed(page)),
        *(f"label of nothing: {one}" for one in unlabelled(page)),
        *(f"one letter: {one}" for one in shared_letters(page)),
        *(f"clipped: {one}" for one in clipped(page)),
        *(f"tab: {one}" for one in tab_faults(page)),
        *(f"faint: {one}" for one in (() if large else faint(page))),
    ]


def faults_of_language(page: QWidget, data: Iterable[str]) -> list[str]:
    """What another language spoils: words that do not fit, and in stretched English those that were never said."""
    stretched = spoken().phrases.get("", "") != ""
    return [
        *(f"clipped: {one}" for one in clipped(page)),
        *(f"one letter: {one}" for one in (() if stretched else shared_letters(page))),
        *(f"not said: {one}" for one in (unsaid(page, data) if stretched else ())),
    ]


def words_of_stages() -> set[str]:
    """What the stages show as if it had been typed or read, and the names of what is shipped."""
    texts = {
        node.value
        for file in Path(__file__).parent.glob("stages*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) > 1
    }
    pieces = {piece.strip() for text in texts for piece in re.split(r"[,\n:]", text)}
    parts = {word for part in shipped_parts() for word in (part.name, part.license)}
    return {one for one in texts | pieces | parts | {topic.title() for topic in TOPICS} if len(one) > 1}


def words_held(location: str) -> set[str]:
    """Every text of a database."""
    held = words_of_stages() | {location, platform.node(), platform.node().capitalize()}
    with closing(sqlite3.connect(location)) as file:
        tables = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for row in file.execute(f'SELECT * FROM "{table}"'):
                held.update(one for one in row if isinstance(one, str) and len(one) < LONGEST_HELD)
    return held


def show_all(
    location: str, data: str, scale: int, seen: Callable[[str, QWidget], None], wanted: Wanted = EVERYTHING
) -> None:
    """Bring the pages of a database to the front in light and dark, and let ``seen`` look at the window."""
    open_database(location)
    application = QApplication.instance() or new_application("screens")
    assert isinstance(application, QApplication)
    theme = Theme(application)
    lay_out(application)
    with connection(), tempfile.TemporaryDirectory() as folder:
        header = precinct_header(only_precinct())
        settings = QSettings(str(Path(folder) / "window.ini"), QSettings.Format.IniFormat)
        for palette in wanted.looks():
            theme.wear(palette)
            desk = Desk(settings, header.key, lambda: TODAY, location=location)
            window = Window(desk, header.name, "demo" if header.is_demo else "")
            window.resize(*SIZES[scale])
            window.show()
            window.begin()
            settle(desk)
            for name, bring in wanted.of(stages(window)):
                bring()
                settle(desk)
                front = next(iter(others(window)), window)
                seen(f"{data}-{palette.name}-{scale}00-{name}", front)
                put_away(window)
            window.close()
            window.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        settings.clear()
    close_database()


def taken(front: QWidget) -> QPixmap:
    """A picture of what is in front, with its pages of paper, which Qt draws on a thread that tells nobody."""
    for paper in front.findChildren(QPdfView):
        for _ in range(MOST_TRIES):
            if not paper.isVisible() or len(set(paper.viewport().grab().toImage().scaled(64, 64).bits())) > BLANK:
                break
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    return front.grab()


def save(out: Path, name: str, front: QWidget) -> None:
    """Write what is in front as a picture."""
    taken(front).save(str(out / f"{name}.png"))


def check(shown: set[type], name: str, front: QWidget) -> None:
    """Print what is wrong with what is in front, and note which of our widgets it shows."""
    for widget in (front, *front.findChildren(QWidget)):
        if widget.isVisible():
            shown.update(type(widget).__mro__)
    for fault in faults_of(front, dark="-dark-" in name, large="-200-" in name):
        sys.stdout.write(f"{name}: {fault}\n")


def check_language(held: set[str], name: str, front: QWidget) -> None:
    """Print what the language spoils of what is in front."""
    for fault in faults_of_language(front, held):
        sys.stdout.write(f"{name}: {fault}\n")


def run(
    out: Path | None,
    scale: int,
    kinds: list[str],
    language: str,
    wanted: Wanted = EVERYTHING,
    ready: Path | None = None,
) -> None:
    """Show the pages and dialogs at one scale, in one language; ``ready`` is a demo that was built already."""
    shown: set[type] = set()
    with tempfile.TemporaryDirectory() as folder:
        for data in kinds:
            location = str(Path(folder) / f"{data}.outreach")
            DATA[data](location, ready)
            speak(language)
            if out is not None:
                seen: Callable[[str, QWidget], None] = partial(save, out)
            else:
                seen = partial(check, shown) if language == "en" else partial(check_language, words_held(location))
            show_all(location, data, scale, seen, wanted)
            speak("en")
    every = wanted.stages == EVERYTHING.stages and {"empty", "full"} <= set(kinds)
    if out is None and language == "en" and every:
        for name in never_shown(shown):
            sys.stdout.write(f"nobody looks at {name}: give it a stage\n")


def main() -> None:
    """Read the command line; each scale needs a program of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", nargs="?", type=Path, help="the folder for the pictures")
    parser.add_argument("--check", action="store_true", help="look for faults instead")
    parser.add_argument("--scale", type=int, choices=sorted(SIZES), help="one scale only")
    parser.add_argument("--data", choices=sorted(DATA), action="append", help="some of the data only")
    parser.add_argument("--language", choices=sorted(LANGUAGES), default="en", help="what the window speaks")
    parser.add_argument("--stage", action="append", help="some of the stages only: a name, or a pattern of names")
    parser.add_argument("--look", choices=(LIGHT.name, DARK.name), default="", help="one palette only")
    parser.add_argument("--ready", type=Path, help="a demo that was built already, to be copied")
    wanted = parser.parse_args()
    if wanted.out is None and not wanted.check:
        parser.error("name a folder for the pictures, or --check")
    if wanted.out is not None:
        wanted.out.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if wanted.scale is not None:
        chosen = Wanted(tuple(wanted.stage or EVERYTHING.stages), wanted.look)
        run(
            None if wanted.check else wanted.out,
            wanted.scale,
            wanted.data or list(DATA),
            wanted.language,
            chosen,
            wanted.ready,
        )
        return
    for scale in SIZES:
        environment = {**os.environ, "QT_SCALE_FACTOR": str(scale), "QT_QPA_PLATFORM": "offscreen"}
        again = [sys.executable, "-m", "tests.screens", *sys.argv[1:], "--scale", str(scale)]
        subprocess.run(again, env=environment, check=True)


if __name__ == "__main__":
    main()
