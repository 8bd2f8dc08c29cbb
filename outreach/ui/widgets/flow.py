"""A layout that starts another row when one is full."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from outreach.ui.painted import placed


class FlowLayout(QLayout):
    """Widgets beside each other in their own size, as many to a row as fit."""

    def __init__(self, parent: QWidget | None = None, across: int = 8, down: int = 8) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self._across = across
        self._down = down
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        """Add at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many widgets there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """One of them."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Take one out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """It takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """How high it is in a width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        """Place the widgets."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:  # noqa: N802
        """All in one row."""
        hints = [item.sizeHint() for item in self._items]
        width = sum(hint.width() for hint in hints) + self._across * max(len(hints) - 1, 0)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:  # noqa: N802
        """The widest of them."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, move: bool) -> int:
        """Fill row after row, and return how high they are together.

        What is lower stands in the middle of its row, unless it is aligned to the top.
        """
        top, row_height = rect.y(), 0
        for row in self._rows(rect.width()):
            top += row_height and row_height + self._down
            row_height = max(size.height() for _, _, size in row)
            for item, left, size in row if move else ():
                at_top = item.alignment() & Qt.AlignmentFlag.AlignTop
                lowered = top + (0 if at_top else (row_height - size.height()) // 2)
                item.setGeometry(placed(QRect(QPoint(rect.x() + left, lowered), size), rect))
        return top + row_height - rect.y()

    def _rows(self, room: int) -> list[list[tuple[QLayoutItem, int, QSize]]]:
        """What stands in each row, how far from where it begins, and in which size."""
        rows: list[list[tuple[QLayoutItem, int, QSize]]] = []
        left = 0
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            size = item.sizeHint()
            if widget is not None and widget.sizePolicy().horizontalPolicy() != QSizePolicy.Policy.Fixed:
                size.setWidth(min(size.width(), room))
            if not rows or left + size.width() > room:
                rows.append([])
                left = 0
            rows[-1].append((item, left, size))
            left += size.width() + self._across
        return rows
