"""Home: what needs somebody today, what is coming up, who has gone quiet, and the month so far."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from outreach.languages.spoken import known_name, say, spoken
from outreach.queries.event_list import EventFilter
from outreach.queries.follow_up_rows import FollowUpRow
from outreach.queries.followups import FollowUpFilter
from outreach.queries.home import ComingUp, Home, MonthPoint, home_with_turnout
from outreach.queries.period import Period
from outreach.records.database import is_saved
from outreach.ui.desk import Desk
from outreach.ui.opening import Asked, FirstPage, first_page
from outreach.ui.page import Page
from outreach.ui.pages.follow_up_rows import WEEK_DAYS
from outreach.ui.pages.home_backup import BackupLine
from outreach.ui.pages.home_rows import (
    coming_row,
    difference,
    greeting,
    more_words,
    needing_words,
    number,
    promise_row,
    quiet_row,
    telling_measure,
    year_ago,
)
from outreach.ui.painted import beginning, ending
from outreach.ui.widgets.basics import Card, button, label
from outreach.ui.widgets.drawing import DrawingView
from outreach.ui.widgets.fields import Choice, FigureTile
from outreach.ui.widgets.full_height import FullHeight
from outreach.ui.widgets.rows import Row, RowList
from outreach.ui.wording import long_date, plural, shortened

if TYPE_CHECKING:
    from outreach.reports.onscreen import Shown

TURNOUT = frozenset({"attendance", "head_count"})
"""Kinds of record that change only who came."""
NEEDING = 4
QUIET = 4
COMING = 4
NOTE_LENGTH = 28
CHART_HEIGHT = 118.0


class Charted(NamedTuple):
    """A figure the chart can show."""

    words: str
    value: Callable[[MonthPoint], int | None]


NEED_SOMEBODY, COMING_UP, GONE_QUIET = "Promises that need somebody", "Coming up", "Gone quiet"
CHARTS = (
    Charted("People reached", lambda point: point.people_reached),
    Charted("Events held", lambda point: point.held),
    Charted("Sign-ins", lambda point: point.sign_ins),
    Charted("Promises closed", lambda point: point.promises_closed),
)


class HomePage(Page):
    """Tiles, promises, what is coming, the chart and the quiet neighborhoods; each opens its list."""

    cares_for = frozenset(
        {
            "event", "event_neighborhood", "attendance", "head_count", "measure", "concern", "follow_up",
            "neighborhood", "precinct", "officer", "person",
        }
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, greeting(datetime.now().astimezone().hour))
        self._home: Home | None = None
        self._areas_by_name: dict[str, int] = {}
        self.whose = Choice[str](say("Whose promises and events"), [(say("Everyone’s"), "all"), (say("Mine"), "mine")])
        self.whose.choose(desk.remembered("home/whose", "all"))
        self.whose.chosen.connect(self._whose_chosen)
        self.backup = BackupLine(desk)
        self.head.addWidget(self.backup)
        self.tools.addWidget(self.whose)
        self.held = FigureTile(say("events held this month"))
        self.reached = FigureTile(say("people reached"))
        self.areas = FigureTile(say("neighborhoods reached"))
        self.kept = FigureTile(say("promises kept on time"))
        self.measure = FigureTile("recovered")
        self.promises = RowList(say(NEED_SOMEBODY), say("Nothing is late and nothing is due this week."))
        self.coming = RowList(say(COMING_UP), say("Nothing is planned for the next two weeks."))
        self.quiet = RowList(say(GONE_QUIET), say("No neighborhood has gone quiet."))
        walk = say("Arrow keys walk through the months, Enter opens the events of one.")
        self.chart = DrawingView(say("The last twelve months"), desk.tasks, opens=walk)
        self.figure = Choice[int](say("Figure of the chart"), [(say(one.words), at) for at, one in enumerate(CHARTS)])
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        inside = FullHeight()
        column = QVBoxLayout(inside)
        column.setSpacing(16)
        tiles = QHBoxLayout()
        tiles.setSpacing(16)
        for tile in (self.held, self.reached, self.areas, self.kept, self.measure):
            tile.second.setMinimumHeight(36)
            tile.second.setAlignment(beginning(Qt.AlignmentFlag.AlignTop))
            tiles.addWidget(tile, 1)
        column.addWidget(self._set_up_card())
        column.addLayout(tiles)
        left, right = QVBoxLayout(), QVBoxLayout()
        across = QHBoxLayout()
        across.setSpacing(16)
        for side, share in ((left, 7), (right, 5)):
            side.setSpacing(16)
            across.addLayout(side, share)
        for words, rows, side in (
            (NEED_SOMEBODY, self.promises, left),
            (COMING_UP, self.coming, right),
            (GONE_QUIET, self.quiet, right),
        ):
            card = Card(say(words))
            card.body.addWidget(rows)
            card.body.addStretch(1)
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            side.addWidget(card)
            self._cards[words] = card
        needing = self._cards[NEED_SOMEBODY]
        needing.aside.setWordWrap(True)  # three counts, which a narrow window cannot hold in a line
        needing.aside.setAlignment(ending())
        needing.top.setStretch(1, 0)
        needing.top.setStretch(2, 1)
        chart = Card(say("Last 12 months"))
        chart.top.addWidget(self.figure)
        chart.body.addWidget(self.chart)
        chart.body.addStretch(1)
        chart.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        left.addWidget(chart, 1)
        right.addStretch(1)
        column.addLayout(across)
        column.addStretch(1)
        self.hold_scrolled(inside, say("Home"))

    _cards: dict[str, Card]

    def _set_up_card(self) -> Card:
        self._cards = {}
        self.unfinished = Card()
        row = QHBoxLayout()
        words = say(
            "Setting up is not finished: without neighborhoods and officers, reports and promises stay half empty."
        )
        row.addWidget(label(words, wrap=True), 1)
        row.addWidget(button(say("Finish setting up"), self._finish, "main"))
        self.unfinished.body.addLayout(row)
        self.unfinished.hide()
        return self.unfinished

    def _finish(self) -> None:
        self.desk.go("first_run", 1)

    def _connect(self) -> None:
        self.held.pressed.connect(self._open_held)
        self.reached.pressed.connect(self._open_held)
        self.measure.pressed.connect(self._open_held)
        self.areas.pressed.connect(self._open_areas)
        self.kept.pressed.connect(self._open_due)
        self.promises.opened.connect(self._open_promise)
        self.coming.opened.connect(self._open_event)
        self.quiet.opened.connect(self._open_area)
        self.figure.chosen.connect(self._show_chart)
        self.chart.opened.connect(self._open_month)

    def read(self) -> None:
        """Ask for everything at once."""
        works_here = self.desk.actor.officer_id
        self.whose.choose("all" if works_here is None else self.desk.remembered("home/whose", "all"))
        officer = works_here if self.whose.value() == "mine" else None
        asked = Asked(self.desk.precinct, self.desk.today, officer, self.desk.may_read_confidential)
        opening = self.desk.opening if self._home is None else None
        if opening is not None and (page := opening.read_at_once(asked)):
            self._show(page)
            return
        self.desk.ask("home", lambda: (opening and opening.read_ahead(asked)) or first_page(asked), self._show)

    def read_again(self, kinds: frozenset[str] | None) -> None:
        """Ask for what sign-ins changed, where it is only that: colleagues at a door write one every few seconds."""
        told, areas = self._home, self._areas_by_name
        if (
            told is None
            or kinds is None
            or not kinds <= TURNOUT
            or told.today != self.desk.today
            or self.desk.tasks.awaits("home")
        ):
            self.read()
            return
        self.desk.ask("home", lambda: FirstPage(home_with_turnout(told), areas), self._show_home)

    def _whose_chosen(self) -> None:
        if self.whose.value() == "mine" and self.desk.actor.officer_id is None:
            self.whose.choose("all")
            self.desk.messages.fault(say("Nobody is chosen at the top right: say who works here, then “Mine” knows."))
            return
        self.desk.remember("home/whose", self.whose.value() or "all")
        self.read()

    def _show(self, answer: object) -> None:
        self._show_home(answer)
        # Not with each sign-in of a colleague: it tells nothing of backups.
        self.backup.look()

    def _show_home(self, answer: object) -> None:
        if not isinstance(answer, FirstPage):
            return
        before, areas = self._home, self._areas_by_name
        self._home, self._areas_by_name = answer.home, answer.areas
        told = answer.home
        self.title.setText(greeting(datetime.now().astimezone().hour))
        self.subtitle.setText(f"{long_date(told.today)} · {told.precinct.name}")
        self.backup.setVisible(not (told.precinct.is_demo or is_saved(self.desk.location)))
        self.backup.show_state()
        self.unfinished.setVisible(told.this_month.neighborhoods.active == 0)
        self._show_tiles(told)
        # A colleague's sign-in leaves most of it as it is: rows that say the same need not be made anew.
        if _differ(before, told, "overdue", "due_this_week", "untold"):
            self.promises.show_rows(self._promise_rows(told))
        if _differ(before, told, "coming_up") or areas != self._areas_by_name:
            self.coming.show_rows([self._coming_row(one, told.today) for one in told.coming_up[:COMING]])
        if _differ(before, told, "quiet"):
            self.quiet.show_rows([quiet_row(one, told.today) for one in told.quiet[:QUIET]])
        self._cards[NEED_SOMEBODY].aside.setText(needing_words(told))
        self._cards[COMING_UP].aside.setText(more_words(told.coming_up_total, min(len(told.coming_up), COMING)))
        self._cards[GONE_QUIET].aside.setText(more_words(len(told.quiet), min(len(told.quiet), QUIET)))
        if _differ(before, told, "months", "prior_months"):
            self._show_chart()

    def _show_tiles(self, told: Home) -> None:
        now, before, year = told.this_month, told.last_month_to_date, told.last_year_to_date
        month = spoken().months[told.months[-2].month.first.month - 1]
        held = now.events.held
        self.held.show_figure(
            f"{held:,}",
            say(
                "{difference} {month} to date\n{year_ago}",
                difference=difference(held, before.events.held),
                month=month,
                year_ago=year_ago(year.events.held),
            ),
        )
        reached = now.people_reached.total
        unknown = now.people_reached.unknown_events
        counted = say("every event counted") if held else say("no event held yet")
        second = say("{events} without a count", events=plural(unknown, "event")) if unknown else counted
        self.reached.show_figure(
            number(reached),
            say(
                "{second}\n{total} in {month} to date",
                second=second,
                total=number(before.people_reached.total),
                month=month,
            ),
        )
        quiet = len(now.neighborhoods.quiet)
        days = told.precinct.quiet_after_days
        self.areas.show_figure(
            f"{now.neighborhoods.reached:,}",
            say("{quiet} quiet for {days} days or more", quiet=quiet, days=days)
            if quiet
            else say("none quiet for {days} days", days=days),
            say("of {active:,}", active=now.neighborhoods.active),
        )
        due, kept = now.follow_ups.due, now.follow_ups.kept
        share = f"{round(100 * kept / due)} %" if due else "–"
        self.kept.show_figure(
            share,
            say("{kept} of {due} due this month", kept=kept, due=due) if due else say("none was due yet this month"),
        )
        name, value = telling_measure(now)
        self.measure.setVisible(bool(name))
        was = before.measures.get(name)
        self.measure.show_figure(
            number(value),
            say(
                "{was} in {month} to date\n{year_ago}",
                was=number(was),
                month=month,
                year_ago=year_ago(year.measures.get(name)),
            ),
            words=known_name(name).lower(),
        )

    def _promise_rows(self, told: Home) -> list[Row]:
        seen: dict[int, FollowUpRow] = {}
        for page in (told.overdue, told.due_this_week, told.untold):
            for row in page.rows:
                seen.setdefault(row.id, row)
        return [promise_row(row, told.today) for row in list(seen.values())[:NEEDING]]

    def _coming_row(self, one: ComingUp, today: date) -> Row:
        """An event, with the page to read before walking in where one neighborhood is meant."""
        row = coming_row(one, today)
        area = self._areas_by_name.get(one.event.neighborhoods[0]) if len(one.event.neighborhoods) == 1 else None
        if area is not None:
            recap = button(
                say("Recap"),
                partial(self._open_recap, area),
                name=say("Last-meeting recap for {title}", title=one.event.title),
            )
            # Under the words: beside them it leaves them too little room in a narrow window.
            row.text.addSpacing(6)
            row.text.addWidget(recap, 0, beginning())
        return row

    def _open_recap(self, area: int) -> None:
        # The paper library takes a while to load: the first page does not wait for it.
        from outreach.reports.catalogue import Choice as Chosen
        from outreach.reports.orders import Order

        self.desk.go("reports", Order("recap", Chosen(neighborhood=area), False))

    def _show_chart(self) -> None:
        if self._home is None:
            return
        self.chart.show_drawing(partial(drawn_months, self._home, CHARTS[self.figure.value() or 0]))

    def _open_month(self, at: int) -> None:
        if self._home is not None:
            month = self._home.months[at].month
            self.desk.go("events", EventFilter(first=month.first, last=month.last, statuses=("held",)))

    def _month(self) -> Period:
        today = self.desk.today
        return Period.of_month(today.year, today.month)

    def _open_held(self) -> None:
        month = self._month()
        self.desk.go("events", EventFilter(first=month.first, last=month.last, statuses=("held",)))

    def _open_areas(self) -> None:
        self.desk.go("neighborhoods")

    def _open_due(self) -> None:
        self.desk.go("followups", FollowUpFilter(due_within=WEEK_DAYS))

    def _open_promise(self, what: object) -> None:
        self.desk.go("followups", what)

    def _open_event(self, what: object) -> None:
        if isinstance(what, int):
            self.desk.go("event", what)

    def _open_area(self, what: object) -> None:
        self.desk.go("neighborhoods", what)


def _differ(before: Home | None, now: Home, *parts: str) -> bool:
    """Whether parts of the page say something else than before."""
    asked = ("today", *parts)
    return before is None or any(getattr(before, part) != getattr(now, part) for part in asked)


def drawn_months(told: Home, charted: Charted, width: float, _height: float) -> "Shown":
    """The months as the year in review draws them, beside those of the year before that were kept."""
    from outreach.reports.month_lines import MonthPoint as Point
    from outreach.reports.month_lines import month_line
    from outreach.reports.onscreen import shown

    began = next((at for at, month in enumerate(told.prior_months) if month.held), len(told.prior_months))
    earlier = [charted.value(month) if at >= began else None for at, month in enumerate(told.prior_months)]
    points = [
        Point(
            spoken().months_short[point.month.first.month - 1],
            spoken().month(point.month.first.year, point.month.first.month),
            charted.value(point),
            before,
            shortened(point.largest_event or "", NOTE_LENGTH) if charted is CHARTS[0] else "",
        )
        for point, before in zip(told.months, earlier, strict=True)
    ]
    return shown(month_line(points, say(charted.words), width, spoken(), height=CHART_HEIGHT))
