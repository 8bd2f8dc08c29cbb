"""The pictures of the help: ``uv run python -m tests.pictures`` takes anew each screen that a page of help shows."""

import io
import os
import tempfile
from functools import partial
from pathlib import Path

from PIL import Image, ImageOps
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtWidgets import QWidget

from outreach.demo import build_demo
from outreach.reports.help_pages import FOLDER, TOPICS
from tests.screens import show_all, taken

FRAME = "#C4CCD6"
COLORS = 96
"""Enough for a screen of few colors, and a third of the size."""


def pictures() -> set[str]:
    """The names of all pictures that the help shows."""
    return {file.stem for topic in TOPICS for file in topic.pictures().values()}


def save(wanted: set[str], name: str, front: QWidget) -> None:
    """Write a screen of the demonstration by day, if the help shows it."""
    stage = name.removeprefix("demo-light-100-")
    if stage not in wanted:
        return
    data = QByteArray()
    buffer = QBuffer(data)
    taken(front).save(buffer, "PNG")
    with Image.open(io.BytesIO(data.data())) as picture:
        framed = ImageOps.expand(picture.convert("RGB"), border=1, fill=FRAME)
        small = framed.quantize(COLORS, dither=Image.Dither.NONE)
        small.save(FOLDER / "pictures" / f"{stage}.png", optimize=True)


def main() -> None:
    """Take them all."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    (FOLDER / "pictures").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        location = str(Path(folder) / "demo.outreach")
        build_demo(location)
        show_all(location, "demo", 1, partial(save, pictures()))


if __name__ == "__main__":
    main()
