"""The program's icon for Windows, drawn from its SVG at every size that Windows shows."""

from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from outreach.shipped import RESOURCES

SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""In pixels: lists, the title bar and the taskbar at 100 to 250 %, and the large ones of the Explorer."""


def write_icon(path: Path) -> None:
    """Write the icon with all its sizes, each drawn for itself."""
    application = QGuiApplication.instance() or QGuiApplication(["icon", "-platform", "offscreen"])
    renderer = QSvgRenderer(str(RESOURCES / "icons" / "outreach.svg"))
    drawn = [_drawn(renderer, size) for size in SIZES]
    drawn[-1].save(path, format="ICO", sizes=[(size, size) for size in SIZES], append_images=drawn[:-1])
    del application


def _drawn(renderer: QSvgRenderer, size: int) -> Image.Image:
    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(held, "PNG")  # type: ignore[call-overload] # the stub asks for bytes, Qt for text
    return Image.open(BytesIO(held.data().data()))
