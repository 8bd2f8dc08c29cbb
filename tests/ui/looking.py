"""Looking at a page the way a reader, a listener and a keyboard user do: names, tab order, contrast, clipped words."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTextEdit,
    QWidget,
)

from outreach.ui.theme import contrast

CONTROLS = (
    QAbstractButton,
    QLineEdit,
    QComboBox,
    QAbstractSpinBox,
    QAbstractItemView,
    QTextEdit,
    QPlainTextEdit,
)
LEAST_CONTRAST = 4.5
FINER = 3
INSET = 3
RING_PX = 3
"""So much more a button may ask for while it has the focus, whose ring is thicker than its edge."""


def shown(root: QWidget) -> Iterator[QWidget]:
    """Every visible widget under a root; the parts that Qt itself puts into its controls are left out."""
    for widget in root.findChildren(QWidget):
        if widget.isVisibleTo(root) and not _is_inner(widget):
            yield widget


def _is_inner(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QComboBox | QAbstractSpinBox | QAbstractItemView | QHeaderView):
            return True
        parent = parent.parentWidget()
    return widget.objectName().startswith("qt_")


def described(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton | QLineEdit) else ""
    return f"{type(widget).__name__}({widget.accessibleName() or text!r})"


def unnamed(root: QWidget) -> list[str]:
    """Controls that a screen reader could not name."""
    return [
        described(widget)
        for widget in shown(root)
        if isinstance(widget, CONTROLS)
        and not widget.accessibleName().strip()
        and not (isinstance(widget, QAbstractButton) and widget.text().strip())
    ]


def unlabelled(root: QWidget) -> list[str]:
    """Labels of one control that are the buddy of nothing visible."""
    return [
        described(label)
        for label in shown(root)
        if isinstance(label, QLabel) and label.buddy() is not None and not label.buddy().isVisibleTo(root)
    ]


def shared_letters(root: QWidget) -> list[str]:
    """Letters that Alt gives to more than one control."""
    named: defaultdict[str, list[str]] = defaultdict(list)
    for widget in shown(root):
        if isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and widget.buddy() is not None):
            for letter in re.findall(r"&(\w)", widget.text().replace("&&", "")):
                named[letter.lower()].append(described(widget))
    return [f"Alt+{letter.upper()}: {', '.join(both)}" for letter, both in named.items() if len(both) > 1]


def focusable(root: QWidget) -> list[QWidget]:
    """Where Tab should lead; of several radio buttons to one, the arrow keys reach the others."""
    return [
        widget
        for widget in shown(root)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and widget.focusProxy() is None
    ]


def tab_faults(root: QWidget) -> list[str]:
    """Controls that keep the focus when Tab is pressed, and controls that Tab never reaches."""
    wanted = focusable(root)
    if len(wanted) < 2:
        return []
    window = root.window()
    window.activateWindow()
    wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
    met: list[QWidget] = []
    for _ in range(4 * len(window.findChildren(QWidget))):
        now = window.focusWidget()
        if now is None:
            return ["the focus is lost"]
        if now in met:
            break  # round again, even where the first one lies beside the way
        met.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
        if window.focusWidget() is now:
            return [f"{described(now)} keeps the focus"]
    groups = {widget.group() for widget in met if isinstance(widget, QAbstractButton)} - {None}
    return [
        f"{described(widget)} is never reached"
        for widget in wanted
        if widget not in met and not (isinstance(widget, QRadioButton) and widget.group() in groups)
    ]


def clipped(root: QWidget) -> list[str]:
    """Labels, buttons and column titles whose words do not fit, and what is wider than the room it scrolls in."""
    return [
        *(described(widget) for widget in shown(root) if _is_clipped(widget)),
        *(f"column {title!r}" for title in _clipped_titles(root)),
        *(f"the right of {area.accessibleName()!r}" for area in root.findChildren(QScrollArea) if _hides_a_side(area)),
    ]


def _is_clipped(widget: QWidget) -> bool:
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            return widget.heightForWidth(widget.width()) > widget.height() + 1
        hint = widget.sizeHint()
        return hint.width() > widget.width() + 1 or hint.height() > widget.height() + 1
    if isinstance(widget, QPushButton | QCheckBox | QRadioButton) and widget.text():
        return widget.sizeHint().width() > widget.width() + RING_PX or widget.fontMetrics().height() > widget.height()
    return False


def _hides_a_side(area: QScrollArea) -> bool:
    """Whether a part of what scrolls is out of reach: nothing scrolls sideways."""
    off = area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    inside = area.widget()
    return off and inside is not None and area.isVisible() and inside.width() > area.viewport().width()


def _clipped_titles(root: QWidget) -> Iterator[str]:
    for header in root.findChildren(QHeaderView):
        if not header.isVisibleTo(root) or header.orientation() != Qt.Orientation.Horizontal:
            continue
        for at in range(header.count()):
            title = str(header.model().headerData(at, Qt.Orientation.Horizontal) or "")
            if not header.isSectionHidden(at) and header.fontMetrics().horizontalAdvance(title) > header.sectionSize(
                at
            ):
                yield title


def faint(root: QWidget) -> list[str]:
    """Words whose ink, measured in a picture three times as fine, stands out too little from the ground they are on."""
    pixels = QImage(root.size() * FINER, QImage.Format.Format_RGB32)
    pixels.setDevicePixelRatio(FINER)
    root.render(pixels)
    size, across = (pixels.width(), pixels.height()), pixels.bytesPerLine()
    picture = Image.frombuffer("RGBX", size, pixels.constBits(), "raw", "RGBX", across, 1)  # type: ignore[arg-type]
    faults = []
    for widget in shown(root):
        text = widget.text() if isinstance(widget, QLabel | QPushButton) else ""
        # Of what is cut by the edge of a scrolling page, the words may be outside.
        in_sight = widget.visibleRegion().boundingRect().contains(widget.rect())
        if not text.strip() or not widget.isEnabled() or not in_sight:
            continue
        found = measured_contrast(picture, root, widget)
        if found is not None and found < LEAST_CONTRAST:
            faults.append(f"{described(widget)}: {found:.2f}")
    return faults


def measured_contrast(picture: Image.Image, root: QWidget, widget: QWidget) -> float | None:
    """The contrast of the strongest pixel of a widget against its commonest, None where nothing of it is in sight."""
    region = widget.visibleRegion().boundingRect().adjusted(INSET, INSET, -INSET, -INSET)
    corner = widget.mapTo(root, region.topLeft()) * FINER
    left, right = max(corner.x(), 0), min(corner.x() + region.width() * FINER, picture.width)
    top, bottom = max(corner.y(), 0), min(corner.y() + region.height() * FINER, picture.height)
    if left >= right or top >= bottom:
        return None
    part = picture.crop((left, top, right, bottom))
    colors = part.getcolors(maxcolors=part.width * part.height) or []
    if len(colors) < 2:
        return None
    _, ground = max(colors)
    return max(contrast_of(ink, ground) for _, ink in colors if ink != ground)


@cache
def contrast_of(ink: tuple[int, ...], ground: tuple[int, ...]) -> float:
    """The contrast of two pixels (blue, green, red, nothing): few colours stand under all the words of a page."""
    return contrast(*("#{2:02X}{1:02X}{0:02X}".format(*pixel) for pixel in (ink, ground)))
