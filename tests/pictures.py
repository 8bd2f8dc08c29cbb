"""The pictures of the help, each screen of a page taken anew: ``uv run python -m tests.pictures [LANGUAGE…]``."""

import io
import os
import sys
import tempfile
from functools import partial
from pathlib import Path

from PIL import Image, ImageOps
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtWidgets import QWidget

from outreach.demo import build_demo
from outreach.languages.spoken import speak
from outreach.reports.help_pages import FOLDER, LANGUAGES, TOPICS
from tests.screens import show_all, taken

FRAME = "#C4CCD6"
COLORS = 96
"""Enough for a screen of few colors, and a third of the size."""


def pictures(language: str) -> dict[str, Path]:
    """The pictures that the help shows in a language and keeps as its own: where each lies, by its stage."""
    folder = FOLDER if language == "en" else FOLDER / language
    shown = {file for topic in TOPICS for file in topic.pictures(language).values()}
    return {file.stem: file for file in shown if file.parent == folder / "pictures"}


def save(wanted: dict[str, Path], name: str, front: QWidget) -> None:
    """Write a screen of the demonstration by day, if the help shows it."""
    file = wanted.get(name.removeprefix("demo-light-100-"))
    if file is None:
        return
    data = QByteArray()
    buffer = QBuffer(data)
    taken(front).save(buffer, "PNG")
    with Image.open(io.BytesIO(data.data())) as picture:
        framed = ImageOps.expand(picture.convert("RGB"), border=1, fill=FRAME)
        small = framed.quantize(COLORS, dither=Image.Dither.NONE)
        file.parent.mkdir(exist_ok=True)
        small.save(file, optimize=True)


def main() -> None:
    """Take them all, or those of the languages named; each is taken in a window that speaks it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for language in sys.argv[1:] or LANGUAGES:
        if wanted := pictures(language):
            # A database of its own: what was half typed in another language would be offered again.
            with tempfile.TemporaryDirectory() as folder:
                location = str(Path(folder) / "demo.outreach")
                build_demo(location)
                speak(language)
                show_all(location, "demo", 1, partial(save, wanted))
                speak("en")


if __name__ == "__main__":
    main()
