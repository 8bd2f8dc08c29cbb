"""Many promises at once: all of them go to one officer."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from outreach.actions.change import Changes
from outreach.actions.followups import hand_over_many
from outreach.actions.rights import may
from outreach.languages.spoken import say
from outreach.queries.follow_up_rows import FollowUpRow
from outreach.records.followups import CLOSED_STATUSES
from outreach.ui.desk import Desk
from outreach.ui.widgets.action_form import ActionForm
from outreach.ui.widgets.basics import Card, button, label
from outreach.ui.wording import plural, shortened

PANEL_PX = 340
TITLES = 5
TITLE_LENGTH = 60


class ChosenStrip(QWidget):
    """Stands under the list where no panel fits beside it: how many are chosen, and what can be done with them."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", "strong")
        words = say("Hand all of them over")
        self.hand_over = button(f"{words}  H", self.wanted.emit, "main", name=f"{words} (H)")
        # Tab goes on to the next column, whose first card is then the one that is chosen: H is the way by key.
        self.hand_over.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.words)
        row.addWidget(self.hand_over)
        row.addStretch(1)
        self.hide()

    def show_count(self, chosen: int) -> None:
        """Say how many promises are chosen."""
        self.words.setText(say("{promises} chosen", promises=plural(chosen, "promise")))
        self.show()


class BulkPanel(Card):
    """Says which promises are chosen, and hands them over together."""

    closed = Signal()
    done = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(say("Chosen"))
        self._desk = desk
        self._rows: tuple[FollowUpRow, ...] = ()
        self.setMinimumWidth(PANEL_PX)
        self.words = label("", "muted", wrap=True)
        self.form = ActionForm("hand_over_many", say("Hand all of them over"), say("Hand over"), desk.today)
        self.form.add_choice("owner", say("&To", sense="whom"), needed=say("Nobody is chosen: choose an officer."))
        self.form.submitted.connect(self._hand_over)
        self.form.left.connect(self.closed)
        self.form.faulty_words.connect(desk.messages.fault)
        self.body.addWidget(self.words)
        self.body.addWidget(self.form)
        self.body.addStretch(1)

    def offer(self, officers: list[tuple[str, object]]) -> None:
        """Who they can be handed to."""
        self.form.offer("owner", officers)

    def show_rows(self, rows: Sequence[FollowUpRow]) -> None:
        """Show what is chosen; closed promises are left out, and that is said."""
        self._rows = tuple(row for row in rows if row.status not in CLOSED_STATUSES)
        closed = len(rows) - len(self._rows)
        self.heading.setText(say("{promises} chosen", promises=plural(len(self._rows), "promise")))
        # The dots stay with the last word: on a line of their own they would read as one more promise.
        titles = [shortened(row.words, TITLE_LENGTH) for row in self._rows[:TITLES]]
        lines = [f"• {title}".replace(" …", "\N{NO-BREAK SPACE}…") for title in titles]
        if len(self._rows) > TITLES:
            lines.append(say("and {number} more", number=len(self._rows) - TITLES))
        if closed:
            lines.append(
                say("{promises} left out: closed promises keep their owner.", promises=plural(closed, "closed promise"))
            )
        allowed = may(self._desk.actor.role, "hand_over_many")
        if not allowed:
            lines.append(say("Only a supervisor may hand over several at once."))
        self.words.setText("\n".join(lines))
        self.form.setVisible(bool(self._rows) and allowed)

    def take_focus(self) -> None:
        """Put the focus on whom."""
        self.form.take_focus()

    def _hand_over(self) -> None:
        owner = self.form.chosen("owner")
        if not isinstance(owner, int):
            return
        which = [(row.id, row.version) for row in self._rows]
        by, today = self._desk.actor, self._desk.today
        told = say("{promises} handed over.", promises=plural(len(which), "promise"))
        self._desk.do_aside(lambda: hand_over_many(by, which, owner, today), told, self._handed_over)

    def _handed_over(self, _changes: Changes) -> None:
        self.done.emit()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)
