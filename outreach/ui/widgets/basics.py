"""Labels, pills, cards, rules, buttons, breadcrumbs and empty states."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from outreach.languages.spoken import say
from outreach.ui.painted import beginning, is_mirrored
from outreach.ui.theme import BODY_PX, font, redress

LABELS = {
    "title": (24, QFont.Weight.Bold),
    "heading": (BODY_PX, QFont.Weight.DemiBold),
    "muted": (BODY_PX, QFont.Weight.Normal),
    "small": (13, QFont.Weight.Normal),
    "figure": (32, QFont.Weight.Bold),
    "total": (20, QFont.Weight.Bold),
    "strong": (BODY_PX, QFont.Weight.DemiBold),
    "brand": (18, QFont.Weight.Bold),
    "fault": (BODY_PX, QFont.Weight.Normal),
}
"""How large and how heavy the words of a label are, by its role."""
_COLOURS = {
    "muted": QPalette.ColorRole.PlaceholderText,
    "small": QPalette.ColorRole.PlaceholderText,
    "fault": QPalette.ColorRole.BrightText,
}


class Wrapped(QLabel):
    """A label whose words are broken into lines once for each width; layouts ask for its height four times as often.

    Its least width, by which the toolkit goes too, is set before it is shown.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._heights: dict[int, int] = {}
        self.setWordWrap(True)

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """How high it is when it is so wide."""
        found = self._heights.get(width)
        if found is None:
            found = self._heights[width] = super().heightForWidth(width)
        return found

    def setText(self, text: str) -> None:  # noqa: N802
        """Show other words."""
        self._heights = {}
        super().setText(text)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """In another font its lines are broken elsewhere."""
        self._heights = {}
        super().changeEvent(event)


def label(text: str, role: str = "", wrap: bool = False, name: str = "") -> QLabel:
    """A plain-text label in one of the roles of :data:`LABELS`."""
    made = Wrapped(text) if wrap else QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setAlignment(beginning())
    if role:
        give_role(made, role)
    if name:
        made.setAccessibleName(name)
    return made


def give_role(made: QLabel, role: str) -> None:
    """Give a label one of the roles of :data:`LABELS`.

    A page has a hundred labels: by the font and the palette each is dressed in a tenth of the time that the stylesheet
    takes to find its rules for one.
    """
    made.setFont(font(*LABELS[role]))
    made.setForegroundRole(_COLOURS.get(role, QPalette.ColorRole.WindowText))


class Pill(QLabel):
    """A word on its tone."""

    def __init__(self, word: str, tone: str) -> None:
        super().__init__(word)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", tone)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


def pill(word: str, tone: str) -> QLabel:
    """A word on its tone (late, due, good, info, quiet): the word tells it, the colour only helps."""
    return Pill(word, tone)


def retone(made: QLabel, word: str, tone: str) -> None:
    """Give a pill another word and tone."""
    made.setText(word)
    redress(made, tone)
    made.updateGeometry()


class Rule(QFrame):
    """A thin line between rows, in a colour of the palette."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Midlight)


def button(words: str, pressed: Callable[[], None], kind: str = "", name: str = "", tip: str = "") -> QPushButton:
    """A push button. ``kind``: main for the one that matters, quiet for one in the background, step for −/+."""
    made = QPushButton(words)
    if kind:
        made.setProperty("look", kind)
    made.setAccessibleName(name or words)
    if tip:
        made.setToolTip(tip)
        made.setAccessibleDescription(tip)
    made.setAutoDefault(False)
    made.clicked.connect(pressed)
    return made


class Card(QFrame):
    """A white card with a heading, something muted at its right, and a body."""

    def __init__(self, heading: str = "", aside: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(20, 16, 20, 20)
        self.body.setSpacing(12)
        self.heading = label(heading, "heading")
        self.aside = label(aside, "muted")
        if heading:
            self.setAccessibleName(heading)
            top = QHBoxLayout()
            top.addWidget(self.heading)
            top.addStretch(1)
            top.addWidget(self.aside)
            self.body.addLayout(top)
            self.top = top


class Ground(QWidget):
    """A part of a card that hides what it lies on: what is painted anew on it has nothing painted beneath it first.

    A card has round corners, so that all up to the window is painted before what stands on it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(12)


def columns_of(shares: Sequence[int], sides: Sequence[Sequence[QWidget]]) -> QHBoxLayout:
    """Cards under each other in columns that share the width."""
    across = QHBoxLayout()
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(16)
    for share, cards in zip(shares, sides, strict=True):
        column = QVBoxLayout()
        column.setSpacing(16)
        for card in cards:
            column.addWidget(card)
        column.addStretch(1)
        across.addLayout(column, share)
    return across


def lay_beside(held: QBoxLayout, *, beside: bool) -> None:
    """Let what a layout holds stand beside each other where that has room, and otherwise under each other."""
    wanted = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
    if wanted is not held.direction():
        held.setDirection(wanted)


class Breadcrumb(QWidget):
    """Where this page hangs: a link back to the list, then where we are."""

    def __init__(self, back: str, go_back: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.link = button(back, go_back, "crumb", name=say("Back to {back}", back=back))
        self.here = label("", "muted", wrap=True)
        self.here.setMinimumWidth(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.link)
        row.addWidget(label("‹" if is_mirrored() else "›", "muted"))
        row.addWidget(self.here, 1)


class EmptyState(QWidget):
    """What an empty list says: what would stand here, and the next step."""

    def __init__(self, title: str, words: str, action: str = "", pressed: Callable[[], None] | None = None) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 40, 24, 40)
        layout.setSpacing(8)
        self.title = label(title, "heading")
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words = label(words, "muted", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(1)
        layout.addWidget(self.title)
        layout.addWidget(self.words)
        if pressed is not None:
            row = QHBoxLayout()
            row.addStretch(1)
            self.action = button(action, pressed, "main")
            row.addWidget(self.action)
            row.addStretch(1)
            layout.addSpacing(8)
            layout.addLayout(row)
        layout.addStretch(2)


class Entry(QWidget):
    """One line of a short list: a pill, words over a muted line, and buttons at the right or below."""

    def __init__(self, words: str, second: str = "", tag: QLabel | None = None, tag_width: int = 0) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 10, 0, 10)
        row.setSpacing(12)
        if tag is not None:
            holder = QWidget()
            holder.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
            inner = QHBoxLayout(holder)
            inner.setContentsMargins(0, 2, 0, 0)
            inner.addWidget(tag)
            inner.addStretch(1)
            holder.setMinimumWidth(tag_width)
            row.addWidget(holder, 0, Qt.AlignmentFlag.AlignTop)
        self.text = QVBoxLayout()
        self.text.setSpacing(0)
        self.words = label(words, wrap=True)
        self.text.addWidget(self.words)
        if second:
            self.text.addWidget(label(second, "muted", wrap=True))
        row.addLayout(self.text, 1)
        self.buttons = row


def in_the_middle(page: QWidget, card: Card, width: int) -> QVBoxLayout:
    """Let a card of a width in pixels stand alone on a page, a little above the middle, where one looks first; the
    layout of the page.
    """
    card.setFixedWidth(width)
    card.body.setContentsMargins(32, 28, 32, 28)
    across = QHBoxLayout()
    across.addStretch(1)
    across.addWidget(card)
    across.addStretch(1)
    down = QVBoxLayout(page)
    down.addStretch(2)
    down.addLayout(across)
    down.addStretch(3)
    return down


def scrolled(content: QWidget, name: str) -> QScrollArea:
    """A page that scrolls when the window is too small for it; the area itself takes no focus."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(name)
    area.setWidget(content)
    content.setAutoFillBackground(False)  # what stands behind shows through
    return area


def bring_into_view(widget: QWidget) -> None:
    """Scroll the page until a widget is in sight; giving it the focus alone does not."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
            return
        above = above.parentWidget()


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
