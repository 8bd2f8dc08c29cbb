"""Every word of a page: what is written on it, and what is told to a listener or under the pointer."""

import re
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from tests.ui.looking import shown

_MARKED = re.compile(r"\[[^\[\]]*\]")
_MARKUP = re.compile(r"<[^>]*>|&\w+;|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""Of rich text; and the numbers by which records are known everywhere."""
_WORD = re.compile(r"[^\W\d_]{2,}")
NO_WORDS = re.compile(
    r"\b(Outreach|PostgreSQL|Ctrl|Shift|Alt|Enter|Esc|Tab|Menu|Delete|Home|End|PgUp|PgDown|Del|Ins|Up|Down|F\d+|English|"
    r"Español|[A-Z]{4}|qt_\w+|https?://\S+|postgresql://\S+)\b"
)
"""Names of products, of languages in their own words, and what is printed on a key."""


def unsaid(root: QWidget, data: Iterable[str]) -> list[str]:
    """Words of a page that stand between no brackets while English is stretched, and are not what the records hold."""
    known = sorted({one for one in data if one}, key=len, reverse=True)
    held = re.compile("|".join(map(re.escape, known))) if known else re.compile(r"(?!)")
    found: dict[str, None] = {}
    for widget in shown(root):
        for kind, words in told(widget):
            if _left_over(words, held):
                found[f"{type(widget).__name__} {kind}: {words!r}"] = None
    return list(found)


def _left_over(words: str, held: re.Pattern[str]) -> bool:
    rest = held.sub(" ", _MARKUP.sub(" ", words))
    while (fewer := _MARKED.sub(" ", rest)) != rest:
        rest = fewer
    return bool(_WORD.search(NO_WORDS.sub(" ", rest)))


def told(widget: QWidget) -> Iterator[tuple[str, str]]:
    """What a widget says, with the way it says it."""
    yield "name", widget.accessibleName()
    yield "description", widget.accessibleDescription()
    yield "tip", widget.toolTip()
    yield from (("action", action.text()) for action in widget.actions() if isinstance(action, QAction))
    match widget:
        case QLabel() | QAbstractButton():
            yield "text", widget.text()
        case QGroupBox():
            yield "title", widget.title()
        case QLineEdit() | QPlainTextEdit():
            yield "hint", widget.placeholderText()
        case QComboBox():
            yield from (("choice", widget.itemText(row)) for row in range(widget.count()))
        case QTabBar():
            yield from (("tab", widget.tabText(at)) for at in range(widget.count()))
        case QAbstractItemView():
            yield from _of_table(widget)


def _of_table(view: QAbstractItemView) -> Iterator[tuple[str, str]]:
    model = view.model()
    if model is None:
        return
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    for header in view.findChildren(QHeaderView):
        if header.isVisibleTo(view) and header.orientation() is Qt.Orientation.Horizontal:
            for at in range(columns):
                yield "column", str(model.headerData(at, Qt.Orientation.Horizontal) or "")
    for row in range(min(model.rowCount(QModelIndex()), 50)):
        for column in range(columns):
            index = model.index(row, column)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
                value = index.data(role)
                if isinstance(value, str):
                    yield "cell", value
