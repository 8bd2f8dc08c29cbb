"""Tab goes where the eye goes: through what stands on a page in the order in which it stands there.

The toolkit goes by when a widget was made, so that rows which came with an answer were reached after everything else.
"""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, TypeGuard

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QStackedWidget, QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSplitter

WHOLE = frozenset({"QAbstractItemView", "QAbstractSpinBox", "QComboBox"})
"""Controls whose inner parts Tab does not stop at, by name: the toolkit describes a kind when it is first imported."""
SPLIT = frozenset({"QSplitter"})


def order_tabs(root: QWidget) -> None:
    """Let Tab go through everything under a widget in the order in which it stands there."""
    for before, after in pairwise(standing(root)):
        QWidget.setTabOrder(before, after)


def standing(widget: QWidget) -> Iterator[QWidget]:
    """The controls of a widget, itself first, in the order in which they stand; hidden ones keep their place.

    A widget whose controls are better reached otherwise tells them itself: ``tab_controls``.
    """
    own = getattr(widget, "tab_controls", None)
    if own is not None:
        yield from own()
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    if _is_any_of(WHOLE, type(widget).__mro__):
        return
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
        if inside is not None:
            yield from standing(inside)
    elif isinstance(widget, QStackedWidget) or _is_split(widget):
        for at in range(widget.count()):
            part = widget.widget(at)
            if part is not None:
                yield from standing(part)
    else:
        layout = widget.layout()
        if layout is not None:
            yield from _laid_out(layout)


def _is_split(widget: QWidget) -> "TypeGuard[QSplitter]":
    return _is_any_of(SPLIT, type(widget).__mro__)


@cache
def _is_any_of(names: frozenset[str], kinds: tuple[type, ...]) -> bool:
    return any(kind.__name__ in names for kind in kinds)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield from standing(widget)
        elif inner is not None:
            yield from _laid_out(inner)
