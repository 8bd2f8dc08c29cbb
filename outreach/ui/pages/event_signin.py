"""Sign-in: three letters, Enter, next. Walk-ins in place, the printed sheet line by line, a pasted column of names."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QCheckBox, QHBoxLayout, QWidget

from outreach.actions.change import Actor, Changes
from outreach.actions.people import PersonDetails
from outreach.actions.signin import (
    invite,
    mark_present,
    remove_attendance,
    sign_in,
    sign_in_illegible,
    sign_in_name,
    sign_in_names,
    sign_in_new_person,
)
from outreach.languages.spoken import say
from outreach.queries.signin import SignInLine, regulars, suggest
from outreach.ui.desk import Desk
from outreach.ui.pages.event_lines import LinesTable, lines_to_come
from outreach.ui.pages.event_scan import ScannedLines
from outreach.ui.pages.event_walkin import read_walk_in
from outreach.ui.pages.signin_offers import ILLEGIBLE, LEAST_LETTERS, AsWritten, Known, offers
from outreach.ui.widgets.basics import Card, Ground, bring_into_view, button, label
from outreach.ui.widgets.fields import Field, Stepper
from outreach.ui.widgets.suggest import SuggestBox, Suggestion
from outreach.ui.wording import plural

if TYPE_CHECKING:
    from outreach.exchange.scanned_sheet import ScannedSheet

PLACEHOLDER = "Three letters, Enter, next"
NOBODY = "Nobody is signed in yet: type the first three letters of a name, then Enter."
NOBODY_INVITED = "Nobody is invited yet; who comes without an invitation signs in all the same."


class NameBox(SuggestBox):
    """The line to type names into; a column of names that is pasted comes as ``pasted``."""

    pasted = Signal(list)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """As of any line that suggests, and the pasted column."""
        names = _column(QGuiApplication.clipboard().text()) if event.matches(QKeySequence.StandardKey.Paste) else []
        if len(names) > 1:
            self.pasted.emit(names)
        else:
            super().keyPressEvent(event)


def _column(text: str) -> list[str]:
    names = [line.split("\t")[0].strip() for line in text.splitlines()]
    return [name for name in names if name]


class SignInCard(Card):
    """The sign-in of one event. Every line is kept the moment Enter is pressed."""

    visitor_mode_wanted = Signal()
    scan_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(say("Sign-in"))
        self._desk = desk
        self._event = 0
        self._is_ahead = self._typed_in = False
        self._is_placed = True
        """Whether sheet and line are those to follow, and not to be looked for after the lines first."""
        self._neighborhoods: tuple[tuple[str, int], ...] = ()
        self.follow = QCheckBox(say("Follow the sheet"))
        self.follow.setToolTip(say("Number the lines as on the printed sheet; Enter alone skips a blank line (Alt+L)"))
        self.visitors = button(
            say("Visitor mode"),
            self.visitor_mode_wanted.emit,
            "quiet",
            tip=say("Full screen, for visitors to sign in themselves"),
        )
        self.usual = button(
            say("Invite the regulars"), self._invite_regulars, "quiet", tip=say("Those who came to the last six")
        )
        self.top.insertWidget(2, self.follow)
        self.top.addWidget(self.usual)
        self.top.addWidget(self.visitors)
        self.box = NameBox(desk, say("Name to sign in"), self._look_up, LEAST_LETTERS)
        self.box.setPlaceholderText(say(PLACEHOLDER))
        self.box.setToolTip(say("A name, the end of a phone number, or an organization; paste a column of names here"))
        self._into_view = QTimer(self, singleShot=True, interval=0)
        self._into_view.timeout.connect(self._come_into_view)
        self.sheet_bar = self._make_sheet_bar()
        self.empty = label(say(NOBODY), "muted", wrap=True)
        self.table = LinesTable("Signed in")
        self.scan = ScannedLines()
        ground = Ground()
        for widget in (self.scan, self.box, self.sheet_bar, self.empty, self.table):
            ground.body.addWidget(widget)
        self.body.addWidget(ground)
        tip = say("A photo or scan of our printed sheet: each line is shown above the field to type into")
        self.read_sheet = button(say("Read a scanned sheet …"), self.scan_wanted.emit, "quiet", tip=tip)
        self.body.addWidget(self.read_sheet, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.taken.connect(self._take)
        self.box.ahead.connect(self._foresee)
        self.box.as_written.connect(self._write_name)
        self.box.unknown.connect(self._write_name)
        self.box.empty.connect(self._skip_blank)
        self.box.pasted.connect(self._paste)
        self.table.remove_wanted.connect(self._remove)
        self.table.present_wanted.connect(self._mark_present)
        self.follow.toggled.connect(self._follow)
        self._follow(False)
        follow = QShortcut(QKeySequence("Alt+L"), self)
        follow.activated.connect(self.follow.toggle)

    def _make_sheet_bar(self) -> QWidget:
        bar = QWidget()
        self.sheet = Stepper(say("Sheet"), least=1)
        self.line = Stepper(say("Line"), least=1)
        blank = button(
            say("Blank line"), self._skip_blank, tip=say("Nobody signed here; Enter with nothing typed does the same")
        )
        illegible = button(
            say("Illegible"), self._sign_illegible, tip=say("Nobody can read it; ? and Enter do the same")
        )
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Field(say("Sheet"), self.sheet))
        row.addWidget(Field(say("Line"), self.line))
        row.addWidget(blank, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(illegible, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        for stepper in (self.sheet, self.line):
            stepper.changed.connect(self._show_place)
            stepper.show_value(1)
        return bar

    def show_event(self, event: int, is_ahead: bool) -> None:
        """Sign in at this event from now on; before an event that is still ahead people are invited instead."""
        self._is_ahead = is_ahead
        self.heading.setText(say("Invited") if is_ahead else say("Sign-in"))
        self.box.setPlaceholderText(say("Whom to invite: three letters, Enter, next") if is_ahead else say(PLACEHOLDER))
        self.empty.setText(say(NOBODY_INVITED) if is_ahead else say(NOBODY))
        self.usual.setVisible(is_ahead)
        self.follow.setVisible(not is_ahead)
        self.visitors.setVisible(not is_ahead)
        self.read_sheet.setVisible(not is_ahead)
        if event != self._event:
            self._event, self._typed_in = event, False
            self.box.start_again()
            self.follow.setChecked(False)
            self.scan.forget()
            self._set_place(1, 1)

    def show_if(self, wanted: bool, beside: QWidget) -> None:
        """Show the card, or not. It may go with the last name that is taken back and come again: typing, which went on
        beside it meanwhile, then goes on where it was."""
        typed_in = self.isVisible() and self.isAncestorOf(QApplication.focusWidget() or self)
        self.setVisible(wanted)
        if not wanted:
            self._typed_in = self._typed_in or typed_in
        elif self._typed_in:
            self._typed_in = False
            if beside.isAncestorOf(QApplication.focusWidget() or self):
                self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_lines(self, lines: Sequence[SignInLine], neighborhoods: Sequence[tuple[str, int]]) -> None:
        """Show who is signed in, the latest first."""
        self._neighborhoods = tuple(neighborhoods)
        self.table.show_lines(lines)
        self.empty.setVisible(not lines)
        self._is_placed = self.follow.isChecked()

    def follow_scan(self, sheets: "Sequence[ScannedSheet]", lines: Sequence[SignInLine]) -> None:
        """Follow these scanned sheets, from the first line that comes after what was typed of them already."""
        if self._is_ahead:
            self._desk.messages.info(
                say("The event is still ahead: read the sheet again on its day to type its lines.")
            )
            return
        self.scan.hold(sheets)
        for widget in (self.scan, self.box):
            widget.installEventFilter(self)
        sheet = sheets[0].code.sheet
        typed = max((one.line for one in lines if one.line and (one.sheet or 1) == sheet), default=0)
        self.follow.setChecked(True)
        self._set_place(*(self.scan.after(sheet, typed) if typed else (sheet, 1)))

    def _look_up(self, words: str) -> Sequence[Suggestion]:
        name = words.partition(",")[0].strip()
        found = (
            suggest(self._desk.precinct, self._event, name, confidential=self._desk.may_read_confidential)
            if words != ILLEGIBLE
            else ()
        )
        return offers(words, found, self._neighborhoods)

    @property
    def _where(self) -> tuple[int | None, int | None]:
        return (self.sheet.value(), self.line.value()) if self.follow.isChecked() else (None, None)

    def _take(self, offered: Suggestion) -> None:
        event, (sheet, line) = self._event, self._where
        match offered.value:
            case Known(person=key) if self._is_ahead:
                self._sign(lambda by: invite(by, event, [key]))
            case Known(person=key):
                self._sign(lambda by: sign_in(by, event, key, sheet=sheet, line=line))
            case PersonDetails() as person:
                self._sign(lambda by: sign_in_new_person(by, event, person, sheet=sheet, line=line))
            case AsWritten(words=words):
                self._write_name(words)
            case _:
                self._sign_illegible()

    def _foresee(self, offered: Suggestion) -> None:
        """Let the line be painted that Enter would bring."""
        if isinstance(offered.value, Known):
            sheet, line = self._where
            self.table.foresee(lines_to_come(offered.value.found, sheet, line, present=not self._is_ahead))

    def _write_name(self, words: str) -> None:
        if words == ILLEGIBLE:
            self._sign_illegible()
            return
        event, (sheet, line) = self._event, self._where
        known = read_walk_in(words, self._neighborhoods).neighborhood
        name = words.partition(",")[0].strip()
        self._sign(lambda by: sign_in_name(by, event, name, neighborhood=known, sheet=sheet, line=line))

    def _sign_illegible(self) -> None:
        event, (sheet, line) = self._event, self._where
        self._sign(lambda by: sign_in_illegible(by, event, sheet=sheet, line=line))

    def _sign(self, action: Callable[[Actor], Changes]) -> None:
        by = self._desk.actor
        if self._desk.do(lambda: action(by)) is None:
            self.box.selectAll()
            return
        self.box.start_again()
        if self.follow.isChecked():
            self._next_line()
        self.box.setFocus()

    def _skip_blank(self) -> None:
        if self.follow.isChecked():
            self._next_line()
            self.box.setFocus()

    def _next_line(self) -> None:
        self._set_place(*self.scan.after(self.sheet.value() or 1, self.line.value() or 0))

    def _set_place(self, sheet: int, line: int) -> None:
        self._is_placed = True
        self.sheet.show_value(sheet)
        self.line.show_value(line)
        self._show_place()

    def _follow(self, wanted: bool) -> None:
        self.sheet_bar.setVisible(wanted)
        if wanted and not self._is_placed:
            lines = self.table.rows.rows
            sheet, line = max(((one.sheet or 1, one.line) for one in lines if one.line), default=(1, 0))
            self._set_place(sheet, line + 1)
        self._show_place()
        if wanted:
            self.box.setFocus()

    def _show_place(self) -> None:
        sheet, line = self._where
        following = sheet is not None and line is not None
        self.scan.show_line(sheet, line)
        if self.scan:
            self._into_view.start()
        self.aside.setText(say("following sheet {sheet}, line {line}", sheet=sheet, line=line) if following else "")

    def _come_into_view(self) -> None:
        bring_into_view(self.box)
        if not self.scan.isHidden():
            bring_into_view(self.scan)

    def _invite_regulars(self) -> None:
        by, event, secret = self._desk.actor, self._event, self._desk.may_read_confidential
        usual = [one.person for one in self._desk.now(lambda: regulars(event, confidential=secret))]
        if not usual:
            self._desk.messages.info(say("Nobody came to events like this one yet: type a name to invite somebody."))
            return
        told = say("{regulars} on the list.", regulars=plural(len(usual), "regular"))
        self._desk.do(lambda: invite(by, event, usual), told)

    def _remove(self, line: SignInLine) -> None:
        by = self._desk.actor
        told = say("{name} was taken off.", name=line.name) if line.name else say("The line was taken off.")
        self._desk.do(lambda: remove_attendance(by, line.id, line.version), told)

    def _mark_present(self, line: SignInLine) -> None:
        by = self._desk.actor
        self._desk.do(lambda: mark_present(by, line.id, line.version, not line.present))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """A scanned line that is laid out anew stays in sight."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.scan and self.box.hasFocus():
            # The page is laid out in several passes, and each may push what is being typed out of sight.
            self._into_view.start()
        return super().eventFilter(watched, event)

    def _paste(self, names: list[str]) -> None:
        by, event = self._desk.actor, self._event
        told = say("{names} signed in as written.", names=plural(len(names), "pasted name"))
        self._desk.do(lambda: sign_in_names(by, event, names), told)
