"""Cards in columns, which go under each other where their words have no room beside each other."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from outreach.ui.widgets.basics import columns_of, lay_beside


class Columns(QWidget):
    """Cards under each other in columns that share the width; in a narrow window one column after the other, so that
    nobody has to scroll sideways."""

    def __init__(self, shares: Sequence[int], sides: Sequence[Sequence[QWidget]]) -> None:
        super().__init__()
        self._across = columns_of(shares, sides)
        self.setLayout(self._across)

    @property
    def are_beside(self) -> bool:
        """Whether the columns stand beside each other."""
        return self._across.direction() is QBoxLayout.Direction.LeftToRight

    def _least(self) -> list[int]:
        columns = (self._across.itemAt(at) for at in range(self._across.count()))
        return [column.minimumSize().width() for column in columns if column is not None]

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As narrow as the widest column alone."""
        return QSize(max(self._least()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Look whether the columns still have room beside each other."""
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        """What has come into a card may need more room, or less."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._turn()
        return done

    def _turn(self) -> None:
        least = self._least()
        beside = sum(least) + self._across.spacing() * (len(least) - 1) <= self.width()
        lay_beside(self._across, beside=beside)
