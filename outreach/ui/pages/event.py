"""An event, everything on one page: details, sign-in, counts, concerns, promises and files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from outreach.actions.acting import Changes
from outreach.actions.counts import set_head_counts, set_measures
from outreach.actions.rights import AccountChangedError
from outreach.actions.signin import sign_in_name, sign_in_new_person
from outreach.errors import OutreachError
from outreach.languages.spoken import known_name, say
from outreach.ui.desk import Desk, Gone
from outreach.ui.page import Page
from outreach.ui.pages.event_checklist import ChecklistCard
from outreach.ui.pages.event_concerns import ConcernsCard, PromisesCard
from outreach.ui.pages.event_counts import Counts, HeadCounts
from outreach.ui.pages.event_editor import NEW, EventEditor
from outreach.ui.pages.event_files import FilesCard
from outreach.ui.pages.event_reading import (
    EventReading,
    EventStart,
    read_event,
    read_lines,
    read_start,
    with_lines,
)
from outreach.ui.pages.event_signin import SignInCard
from outreach.ui.pages.event_tools import EventTools
from outreach.ui.pages.kiosk import Kiosk
from outreach.ui.scans import PICTURES, EventSheets, Scans
from outreach.ui.tasks import PAINTED_AFTER_MS
from outreach.ui.widgets.basics import Breadcrumb, Card, bring_into_view, label
from outreach.ui.widgets.columns import Columns
from outreach.ui.wording import listed, long_date, month_name, plural, shortened, time_range

COLUMN_SHARES = (23, 20)
NAMED_OFFICERS = 2
NAMED_AREAS = 2
TITLE_LETTERS = 110
LINES_AT_ONCE = 40
"""So many lines of the sign-in are read by themselves when they changed; for more the whole event is read."""


@dataclass(frozen=True, slots=True)
class NewEvent:
    """A new event, on a day."""

    day: date


class EventPage(Page):
    """One event. ``show_record`` takes its key, scanned sheets of it, a :class:`NewEvent`, or None for one today."""

    cares_for = frozenset(
        {
            "event", "event_neighborhood", "event_officer", "attendance", "head_count", "measure", "concern",
            "follow_up", "attachment", "person", "organization", "officer", "topic", "neighborhood", "event_kind",
            "series", "checklist_item", "problem", "problem_concern",
        }
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, say("Event"))
        self._event: int | None = None
        self._day = desk.today
        self._reading: EventReading | None = None
        self._begun = False
        self._focus_waits = True
        self._counted_later = QTimer(self, singleShot=True, interval=PAINTED_AFTER_MS)
        self._counted_later.timeout.connect(self._show_counted)
        self.visitors: Kiosk | None = None
        self.crumb = Breadcrumb(say("Events"), self._to_list)
        self.head.insertWidget(0, self.crumb)
        self.title.setWordWrap(True)
        self.title.setMinimumWidth(1)
        self.deeds = EventTools(desk)
        self.tools.addWidget(self.deeds)
        self.editor = EventEditor(desk)
        self.signin = SignInCard(desk)
        self.heads = HeadCounts()
        self.counted = Card(say("Counted"))
        self.measures = Counts[int](say("Counted at this event"))
        self.concerns = ConcernsCard(desk)
        self.promises = PromisesCard(desk)
        self.summary = Card(say("Summary"))
        self.summary_words = label("", wrap=True)
        self.files = FilesCard(desk)
        self.scans = Scans(desk, self)
        self._scanned: EventSheets | None = None
        self._details_wait = False
        self.checklist = ChecklistCard(desk)
        self._lay_out()
        self._connect()
        self.editor.hide()
        self.columns.hide()

    def _lay_out(self) -> None:
        self.head_card = Card(say("How many came"))
        self.head_card.body.addWidget(self.heads)
        self.counted.body.addWidget(self.measures)
        self.summary.body.addWidget(self.summary_words)
        sides = (
            (self.signin, self.head_card, self.counted),
            (self.summary, self.concerns, self.promises, self.checklist, self.files),
        )
        self.columns = Columns(COLUMN_SHARES, sides)
        content = QWidget()
        down = QVBoxLayout(content)
        down.setSpacing(16)
        down.addWidget(self.deeds.copying)
        down.addWidget(self.editor)
        down.addWidget(self.columns)
        down.addStretch(1)
        self._area = self.hold_scrolled(content, say("Event"))

    def _connect(self) -> None:
        self.editor.recorded.connect(self._recorded)
        self.editor.given_up.connect(self._stop_editing)
        self.editor.thrown_away.connect(self._read_again)
        self.signin.visitor_mode_wanted.connect(self.open_visitor_mode)
        self.signin.scan_wanted.connect(self._choose_scan)
        self.scans.photo.connect(self.files.keep)
        self.files.dropped.connect(self._take_on_card)
        self.deeds.edit.clicked.connect(self.edit_details)
        self.deeds.copying.begun.connect(self._to_top)
        self.heads.counted.connect(self._count_heads)
        self.measures.counted.connect(self._count)
        self.desk.about_to_undo.connect(self._flush)
        for keys, slot in (
            ("Ctrl+E", self.edit_details),
            ("Alt+S", partial(self._focus, self.signin.box)),
            ("Alt+C", partial(self._focus, self.concerns.form.topic)),
            ("Alt+H", self._focus_heads),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    @property
    def shown(self) -> int | None:
        """The key of the event in front, None while a new one is typed."""
        return self._event

    @property
    def reading(self) -> EventReading | None:
        """What is shown of it."""
        return self._reading

    def show_record(self, what: object) -> None:
        """Show this event, or start a new one."""
        self._details_wait = isinstance(what, tuple)
        if isinstance(what, tuple):  # the event whose details were half typed
            what = what[1]
            self.mark_stale()
        self._scanned = what if isinstance(what, EventSheets) else None
        event = self._scanned.event if self._scanned else what if isinstance(what, int) else None
        if self._scanned is not None:
            self.mark_stale()
        self._day = what.day if isinstance(what, NewEvent) else self.desk.today
        if event is None or event != self._event:
            self._event = event
            self._reading = None
            self._begun = False
            self._focus_waits = True
            self.editor.hide()
            self.deeds.copying.hide()
            self.concerns.form.start_again()
            self._to_top()
            self.mark_stale()

    def read(self) -> None:
        """Ask for the event, or for what a new one is made of."""
        precinct, event, typist = self.desk.precinct, self._event, self.desk.typist
        secret = self.desk.may_read_confidential
        if event is None and self._begun:
            self.editor.form.offer(self.desk.now(lambda: read_start(precinct, typist, NEW)).choices)
        elif event is None:
            self._begin(self.desk.now(lambda: read_start(precinct, typist, NEW)))
        else:
            self.desk.ask(
                "event", lambda: read_event(precinct, event, typist, confidential=secret), self._show, may_be_gone=True
            )

    def read_touched(self, changes: Changes) -> bool:
        """A line that was signed in, marked or taken off is read by itself, and shown before the next key."""
        event, touched = self._event, changes.ids("attendance")
        if self._reading is None or event is None or self.desk.tasks.awaits("event") or len(touched) > LINES_AT_ONCE:
            return False
        if changes.kinds != {"attendance"} and changes.action != sign_in_new_person.__name__:
            return False
        secret = self.desk.may_read_confidential
        try:
            read = self.desk.now(lambda: read_lines(event, touched, confidential=secret))
        except OutreachError:
            return False  # asked for the whole event, the desk tells what is the matter
        self._reading = with_lines(self._reading, touched, read)
        self._show_signed_in(self._reading)
        self._counted_later.start()
        return True

    def _show_counted(self) -> None:
        """What goes by the lines and is not looked at while one types the next name."""
        if self._reading is not None:
            self._show_named(self._reading)
            self.concerns.offer_speakers(self._reading)

    def _leave_gone(self, gone: Gone) -> None:
        """Back to the list from an event that was taken back or removed; one that never was here is told."""
        if self._reading is None or self._reading.event.id != self._event:
            self.desk.messages.info(gone.words)
        self._reading = self._event = None
        if self.isVisible():
            self.desk.go("events")

    def _begin(self, start: EventStart) -> None:
        self.title.setText(say("New event"))
        self.crumb.here.setText(say("New"))
        self.subtitle.setText(say("Details first; sign-in, counts and concerns follow as soon as it is recorded."))
        self.deeds.hide()
        self.columns.hide()
        self._begun = True
        self.editor.form.offer(start.choices)
        self.editor.start_new(self._day, start.draft)
        self.editor.show()
        self.editor.form.kind.setFocus()

    def _show(self, reading: object) -> None:
        if isinstance(reading, Gone):
            self._leave_gone(reading)
        if not isinstance(reading, EventReading) or reading.event.id != self._event:
            return
        self._reading = reading
        event = reading.event
        self._show_head(reading)
        self.editor.form.offer(reading.choices)
        self.signin.show_event(event.id, is_ahead=event.status == "planned" and event.date > self.desk.today)
        self._show_signed_in(reading)
        self._show_named(reading)
        if self._scanned is not None and self._scanned.event == event.id:
            self.signin.follow_scan(self._scanned.sheets, reading.lines)
            self._scanned, self._focus_waits = None, True
            self.signin.setVisible(self.signin.isVisibleTo(self.columns) or bool(self.signin.scan))
        self.measures.show_counts([(one.kind, known_name(one.name), one.count) for one in event.measures])
        self.counted.setVisible(bool(event.measures))
        self.summary_words.setText(event.summary)
        self.summary.setVisible(bool(event.summary))
        self.concerns.show_reading(reading)
        self.promises.show_promises(event.promises)
        self.checklist.show_list(event.id, reading.checklist)
        self.checklist.setVisible(event.status == "planned" or bool(reading.checklist))
        self.files.show_files(event.id, event.attachments)
        self.columns.show()
        if self._details_wait:
            self._details_wait = self._focus_waits = False
            self.edit_details()
        if self._focus_waits:
            self._focus_waits = False
            self.focus_first()

    def _show_signed_in(self, reading: EventReading) -> None:
        event = reading.event
        self.signin.show_lines(reading.lines, reading.choices.neighborhoods)
        self.signin.show_if(event.asks_sign_in or bool(reading.lines) or bool(self.signin.scan), self.head_card)

    def _show_named(self, reading: EventReading) -> None:
        named = sum(line.present for line in reading.lines)
        self.heads.show_groups([(one.group, one.count) for one in reading.event.head_counts], named)

    def _show_head(self, reading: EventReading) -> None:
        event = reading.event
        self.title.setText(shortened(event.title, TITLE_LETTERS))
        self.title.setToolTip(event.title if len(event.title) > TITLE_LETTERS else "")
        self.setAccessibleName(event.title)
        self.crumb.here.setText(f"{month_name(event.date)} · {known_name(event.kind_name)}")
        names = [one.name for one in event.staff]
        staff = listed(names) if len(names) <= NAMED_OFFICERS else plural(len(names), "officer")
        served = [one.name for one in event.neighborhoods]
        areas = listed(served) if len(served) <= NAMED_AREAS else plural(len(served), "neighborhood")
        repeats = reading.series.words if reading.series else ""
        parts = (
            long_date(event.date),
            time_range(event.start_time, event.end_time),
            event.place,
            areas,
            staff,
            repeats,
        )
        self.subtitle.setText(" · ".join(part for part in parts if part))
        self.deeds.show_event(reading)
        self.deeds.show()

    def focus_first(self) -> None:
        """The sign-in line, or the first number where nobody signs in."""
        if self._reading is None:
            return
        if self.signin.isVisible():
            self.signin.box.setFocus()
        else:
            self._focus_heads()

    def _focus(self, widget: QWidget) -> None:
        widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        bring_into_view(widget)

    def _focus_heads(self) -> None:
        first = next(iter(self.heads.counts.steppers.values()), None)
        if first is not None:
            first.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            first.edit.selectAll()
            bring_into_view(first)

    def _to_top(self) -> None:
        """What opens at the top of the page is in sight, and so is another event."""
        self._area.verticalScrollBar().setValue(0)

    def edit_details(self) -> None:
        """Open the details for correction."""
        if self._reading is None:
            return
        self.editor.edit(self._reading)
        self.editor.show()
        self._to_top()
        self.editor.form.title.setFocus()

    def _stop_editing(self) -> None:
        if self._event is None:
            self.desk.back()
            return
        self.editor.hide()
        self._read_again()
        self.deeds.edit.setFocus()

    def _read_again(self) -> None:
        self._begun = False
        if self._event is not None:
            self.editor.hide()
        self.read()

    def _recorded(self, event: int, was_new: bool) -> None:
        self.editor.hide()
        self._focus_waits = True
        if was_new:
            self.desk.go("event", event)
        else:
            self._to_top()
            self.read()

    def _count_heads(self, counts: object) -> None:
        by, event = self.desk.actor, self._event
        if event is not None and isinstance(counts, list):
            self.desk.do(lambda: set_head_counts(by, event, counts))

    def _count(self, counts: object) -> None:
        by, event = self.desk.actor, self._event
        if event is not None and isinstance(counts, list):
            self.desk.do(lambda: set_measures(by, event, counts))

    def open_visitor_mode(self) -> None:
        """Hand the screen to the visitors; what they write is kept as names on this event's sign-in."""
        if self._reading is None:
            return
        self.visitors = Kiosk(self._reading.event.title, self._reading.choices.neighborhoods)
        self.visitors.signed.connect(self._sign_visitor)
        self.visitors.left.connect(self._visitors_left)
        self.visitors.show_over(self.window())

    def _sign_visitor(self, name: str, neighborhood: int | None) -> None:
        by, event, visitors = self.desk.actor, self._event, self.visitors
        if event is None or visitors is None:
            return
        try:
            self.desk.attempt(lambda: sign_in_name(by, event, name, neighborhood=neighborhood))
        except OutreachError as error:
            visitors.refuse(str(error))
            if isinstance(error, AccountChangedError):
                self.desk.account_doubted.emit()
        else:
            visitors.thank()

    @property
    def is_handed_over(self) -> bool:
        """Whether visitors have the screen."""
        return self.visitors is not None

    def take_screen_back(self, *, by_force: bool) -> bool:
        """Visitors keep it until the passphrase is given, unless nothing can be recorded any more."""
        if self.visitors is not None and shiboken6.isValid(self.visitors):
            self.visitors.end() if by_force else self.visitors.close()
            return self.visitors is None
        return True

    def _visitors_left(self) -> None:
        self.visitors = None
        self.desk.account_doubted.emit()  # what came of it meanwhile waited
        self.signin.box.setFocus()

    def _flush(self) -> None:
        self.heads.counts.flush()
        self.measures.flush()

    def leave(self) -> None:
        """Write the numbers that were just changed, and what is half typed."""
        self._flush()
        self.desk.drafts.flush()

    def take_dropped(self, paths: Sequence[Path]) -> Sequence[Path]:
        """Photos, scanned sheets and papers are kept with the event; a sheet is then followed line by line."""
        if self._event is None:
            return paths
        pictures = [path for path in paths if path.suffix.lower() in PICTURES]
        self.scans.read(pictures, self._event)
        return [path for path in paths if path not in pictures]

    def _take_on_card(self, paths: list[Path]) -> None:
        self.files.take_files(self.take_dropped(paths))

    def _choose_scan(self) -> None:
        if self._event is not None:
            self.scans.choose(self, self._event)

    def _to_list(self) -> None:
        self.desk.go("events")
