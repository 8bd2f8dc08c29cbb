"""The fonts on paper: Source Sans, and for what it lacks a font that is installed on this PC.

Source Sans ships with the program and shows Latin, Greek, Cyrillic and Vietnamese. A name in another script is set in
a font of the operating system that has it: :class:`BorrowingFont` lends the characters where they are drawn and
measured, so that no report has to think of it. Hebrew and Arabic are joined and put into reading order there too.
Scripts that come out wrong without a shaping engine (Devanagari, Thai, Khmer …) are not borrowed: a wrong name is worse
than one spelled in Unicode numbers.
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from arabic_reshaper import ArabicReshaper
from bidi import get_display
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from outreach.shipped import FONTS

REGULAR, SEMIBOLD, BOLD = "Source Sans Pro", "Source Sans Pro Semibold", "Source Sans Pro Bold"
_FILES = {REGULAR: "SourceSansPro-Regular", SEMIBOLD: "SourceSansPro-Semibold", BOLD: "SourceSansPro-Bold"}


@dataclass(frozen=True, slots=True)
class _Script:
    """Ranges of characters, and the files of fonts known to show them, the best first."""

    ranges: tuple[tuple[int, int], ...]
    files: tuple[str, ...]

    def holds(self, code: int) -> bool:
        return any(first <= code <= last for first, last in self.ranges)


_HAN = ("msyh.ttc", "simsun.ttc", "msjh.ttc", "yugothm.ttc", "stheiti light.ttc", "hiragino sans gb.ttc")
_HAN_ELSEWHERE = ("arial unicode.ttf", "wqy-microhei.ttc", "wqy-zenhei.ttc", "droidsansfallbackfull.ttf")
_GENERAL = ("segoeui.ttf", "arial.ttf", "arial unicode.ttf", "dejavusans.ttf")
_SCRIPTS = (
    _Script(((0x0590, 0x05FF), (0xFB1D, 0xFB4F)), (*_GENERAL, "notosanshebrew-regular.ttf")),
    _Script(((0x0600, 0x077F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFE)), (*_GENERAL, "notosansarabic-regular.ttf")),
    _Script(((0x0530, 0x058F), (0x10A0, 0x10FF), (0x1C90, 0x1CBF)), ("sylfaen.ttf", *_GENERAL)),
    _Script(((0x1200, 0x139F), (0x2D80, 0x2DDF)), ("ebrima.ttf", "kefa.ttc", "notosansethiopic-regular.ttf")),
    _Script(((0x13A0, 0x13FF),), ("gadugi.ttf", "plantagenet cherokee.ttf", "notosanscherokee-regular.ttf")),
    _Script(((0x1100, 0x11FF), (0x3130, 0x318F), (0xAC00, 0xD7FF)), ("malgun.ttf", "applegothic.ttf", *_HAN_ELSEWHERE)),
    _Script(((0x3040, 0x30FF), (0x31F0, 0x31FF)), ("yugothm.ttc", "msgothic.ttc", *_HAN, *_HAN_ELSEWHERE)),
    _Script(((0x2E80, 0x9FFF), (0xF900, 0xFAFF), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF)), (*_HAN, *_HAN_ELSEWHERE)),
    _Script(((0x2000, 0x2BFF), (0x1F000, 0x1FAFF)), ("seguisym.ttf", "seguiemj.ttf", "symbola.ttf", *_GENERAL)),
)
"""Which font has what, on Windows, macOS and Linux; fonts with PostScript outlines cannot be embedded and are passed
over.
"""


class BorrowingFont(TTFont):  # type: ignore[misc]  # reportlab carries no types
    """A font that sets characters it lacks from the installed ones, and right-to-left runs in visual order.

    Reportlab splits a text by the subset that holds each character: here a subset may be another font's.
    """

    def __init__(self, name: str, file: Path) -> None:
        super().__init__(name, str(file), shapable=False)
        self.own = frozenset(map(chr, self.face.charToGlyph))

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: N802 (reportlab's name)
        """The width of a text in points."""
        if self.own.issuperset(text):
            width: float = super().stringWidth(text, size, encoding)
            return width
        return float(sum(_width(self if font is None else font, run, size) for font, run in self._runs(text)))

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[tuple[Any, bytes]]:  # noqa: N802
        """Pieces of the text, each with the subset that shows it: a number of this font's, or a font and a number."""
        if self.own.issuperset(text):
            return list(super().splitString(text, doc, encoding))
        pieces: list[tuple[Any, bytes]] = []
        for font, run in self._runs(text):
            if font is None:
                pieces += super().splitString(run, doc)
            else:
                pieces += [((font, subset), shown) for subset, shown in font.splitString(run, doc)]
        return pieces

    def getSubsetInternalName(self, subset: Any, doc: Any) -> str:  # noqa: N802 (reportlab's name)
        """The name of a subset in the file."""
        if isinstance(subset, tuple):
            font, number = subset
            name: str = font.getSubsetInternalName(number, doc)
        else:
            name = super().getSubsetInternalName(subset, doc)
        return name

    def _runs(self, text: str) -> Iterator[tuple[Any, str]]:
        """The text as it stands on the line, in pieces of one font each; None is this font."""
        for font, characters in groupby(_in_visual_order(text), self._font_of):
            yield font, "".join(characters)

    def _font_of(self, character: str) -> Any:
        return None if character in self.own else borrowed(ord(character))


class _Lender(TTFont):  # type: ignore[misc]  # reportlab carries no types
    """An installed font that lends characters to others."""

    def addObjects(self, doc: Any) -> None:  # noqa: N802 (reportlab's name)
        """Add its subsets to the file, characters beyond the first plane told in UTF-16 as the format wants it."""
        known = set(doc.idToObject)
        super().addObjects(doc)
        for name in doc.idToObject.keys() - known:
            if name.startswith("toUnicodeCMap:"):
                stream = doc.idToObject[name]
                stream.content = _ASTRAL.sub(_surrogates, stream.content)


_ASTRAL = re.compile("<([0-9A-F]{5,6})>")


def _surrogates(code: re.Match[str]) -> str:
    return f"<{chr(int(code[1], 16)).encode('utf-16-be').hex().upper()}>"


def _width(font: Any, run: str, size: float) -> float:
    width: float = TTFont.stringWidth(font, run, size)
    return width


@cache
def load_fonts() -> frozenset[str]:
    """Register Source Sans with reportlab and give the characters that all its weights can show."""
    # Fonts, pictures and pages as they are and not in letters: a fifth smaller, and faster than reportlab spells them.
    rl_config.useA85 = 0
    known = []
    for name, file in _FILES.items():
        font = BorrowingFont(name, FONTS / f"{file}.ttf")
        pdfmetrics.registerFont(font)
        known.append(font.own)
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=SEMIBOLD, italic=REGULAR, boldItalic=SEMIBOLD)
    return frozenset.intersection(*known)


def can_show(character: str) -> bool:
    """Whether the program's own font or an installed one can show a character.

    >>> can_show("é"), can_show("\\u0939")
    (True, False)
    """
    return character in load_fonts() or borrowed(ord(character)) is not None


@cache
def borrowed(code: int) -> Any:
    """The installed font that shows a character Source Sans lacks; None where there is none."""
    script = next((script for script in _SCRIPTS if script.holds(code)), None)
    if script is None:
        return None
    fonts = (_opened(file) for file in script.files)
    return next((font for font in fonts if font is not None and code in font.face.charToGlyph), None)


@cache
def _opened(file: str) -> Any:
    path = installed().get(file)
    if path is None:
        return None
    try:
        return _Lender(f"Borrowed {path.name}", str(path), shapable=False)
    except (TTFError, OSError):
        # PostScript outlines, a font that forbids to be embedded, or a file that is none: as if it were not there.
        return None


@cache
def installed() -> dict[str, Path]:
    """The font files on this PC by their names in small letters; two of one name are the same font."""
    return {
        file.lower(): Path(folder, file)
        for top in reversed(list(_folders()))
        for folder, _, files in os.walk(top)
        for file in sorted(files)
        if file.lower().endswith((".ttf", ".ttc"))
    }


def _folders() -> Iterable[Path]:
    home = Path.home()
    if sys.platform == "win32":
        own = os.environ.get("LOCALAPPDATA", str(home / "AppData" / "Local"))
        return Path(os.environ.get("WINDIR", "C:/Windows"), "Fonts"), Path(own, "Microsoft", "Windows", "Fonts")
    if sys.platform == "darwin":
        return Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"
    return Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local" / "share" / "fonts"


_RIGHT_TO_LEFT = ((0x0590, 0x08FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFE))


def _in_visual_order(text: str) -> str:
    """A line as it is drawn from left to right: Arabic letters joined, right-to-left runs turned round (UAX 9)."""
    if not any(first <= ord(character) <= last for character in text for first, last in _RIGHT_TO_LEFT):
        return text
    joined = _reshaper().reshape(text)
    if not all(map(can_show, joined)):
        joined = text
    turned: str = get_display(joined, base_dir="L")
    return turned


@cache
def _reshaper() -> Any:
    return ArabicReshaper({"delete_harakat": False, "use_unshaped_instead_of_isolated": True})
