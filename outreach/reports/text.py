"""The one place where strings become text on paper.

Everything a person typed passes through :func:`plain` (or a helper that calls it), which escapes it for reportlab's
markup, composes its accents (NFC), turns web and e-mail addresses into links, and looks every character up in the
fonts there are. A character that none of them can show is printed as its Unicode number, "[U+0939]", never as a
blank box, and noted (see ``unshown``).
"""

import html
import re
import unicodedata
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics

from outreach.reports.fonts import BOLD, REGULAR, SEMIBOLD, can_show, load_fonts
from outreach.reports.tagged import Element, TaggedParagraph, tagged
from outreach.reports.unshown import note, number

INK: Color = HexColor("#1B2430")
MUTED: Color = HexColor("#566273")
HAIRLINE: Color = HexColor("#D5DAE1")
ACCENT: Color = HexColor("#1F4E79")


class Markup(str):
    """Text that is already escaped and checked: made by this module only."""

    __slots__ = ()


def _style(name: str, size: float, leading: float, font: str = REGULAR, **more: Any) -> Any:
    defaults = {"textColor": INK, "alignment": TA_LEFT, "splitLongWords": 1, "allowWidows": 0, "allowOrphans": 0}
    return ParagraphStyle(name, fontName=font, fontSize=size, leading=leading, **{**defaults, **more})


TITLE = _style("title", 22, 26, BOLD, spaceAfter=1)
SUBTITLE = _style("subtitle", 12.5, 16, textColor=MUTED, spaceAfter=9)
HEADING = _style("heading", 12, 15, SEMIBOLD, spaceBefore=14, spaceAfter=3)
SUBHEADING = _style("subheading", 10, 13, SEMIBOLD, spaceBefore=9, spaceAfter=2)
BODY = _style("body", 10, 13.5, spaceAfter=5)
QUOTE = _style("quote", 10.5, 14, spaceAfter=0)
BULLET = _style("bullet", 10, 13.5, leftIndent=12, bulletIndent=2, spaceAfter=2, bulletFontName=REGULAR)
SMALL = _style("small", 8.25, 10.75, textColor=MUTED, spaceBefore=3, spaceAfter=3)
FURNITURE = _style("furniture", 8.5, 11, textColor=MUTED)
KEY_NUMBER = _style("key number", 17, 20, BOLD)
KEY_TEXT = _style("key text", 9.25, 11.5)
CELL = _style("cell", 9.25, 11.75)
CELL_RIGHT = _style("cell right", 9.25, 11.75, alignment=TA_RIGHT)
CELL_CENTER = _style("cell center", 9.25, 11.75, alignment=TA_CENTER)
CELL_HEAD = _style("cell head", 8.5, 11.75, SEMIBOLD)
CELL_HEAD_RIGHT = _style("cell head right", 8.5, 11.75, SEMIBOLD, alignment=TA_RIGHT)
CELL_HEAD_CENTER = _style("cell head center", 8.5, 11.75, SEMIBOLD, alignment=TA_CENTER)


def width(text: str, style: Any) -> float:
    """How wide cleaned text is in points, on one line."""
    load_fonts()
    measured: float = pdfmetrics.stringWidth(text, style.fontName, style.fontSize)
    return measured


# Signs people paste from other programs, and the nearest one the font has.
_LOOK_ALIKES = str.maketrans(
    {"✔": "✓", "☑": "✓", "●": "•", "▪": "•", "◦": "•", "‣": "•", "□": "☐", "❤": "♥", "\u2011": "-", "\u2009": "\u202f"}
)
_VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_LINE_BREAKS = re.compile(r"\r\n?|[\u0085\u2028\u2029\v\f]")


def clean(text: str) -> str:
    """Text as it can be printed: composed accents, no control or invisible characters, a name for what no font can
    show.

    >>> clean("Cafe\\u0301 \\u0939\\u093f")
    'Café [U+0939 U+093F]'
    """
    known = load_fonts()
    text = _LINE_BREAKS.sub("\n", unicodedata.normalize("NFC", text)).translate(_LOOK_ALIKES)
    if text.isprintable() and known.issuperset(text):
        return text
    pieces: list[str] = []
    missing: list[str] = []
    lacking: set[str] = set()
    for character in text:
        shown = _shown(character, known)
        if shown is None:
            missing.append(number(character))
            lacking.add(character)
            continue
        if missing:
            pieces.append(f"[{' '.join(missing)}]")
            missing = []
        pieces.append(shown)
    if missing:
        pieces.append(f"[{' '.join(missing)}]")
    if lacking:
        note(text, lacking)
    return "".join(pieces)


def _shown(character: str, known: frozenset[str]) -> str | None:
    """What is printed for one character, or None where no font can show it."""
    category = unicodedata.category(character)
    if character == "\n":
        return character
    if category == "Cc" or (category == "Zs" and character not in known):
        return " "
    if category == "Cf" or _VARIATION.match(character):
        return ""
    if category != "Co" and character in known:
        return character
    compatible = unicodedata.normalize("NFKC", character)
    if compatible != character and known.issuperset(compatible):
        return compatible
    return character if category not in ("Co", "Cn", "Cs") and can_show(character) else None


def one_line(text: str) -> str:
    """Clean text without line breaks or doubled spaces: for titles, cells and drawings."""
    return " ".join(part for part in re.split(r"[ \t\n]+", clean(text)) if part)


_TAG = re.compile("<[^>]*>")
# The same notion of an address as accessibility checkers have: what looks like a link must be one.
ADDRESS = re.compile(r"https?://\S+|www\.[a-z0-9-]+\.[a-z]{2,}\S*|[\w.+-]+@[\w-]+\.[\w.-]+", re.IGNORECASE)


def plain(text: str) -> Markup:
    """Typed text as safe markup; line breaks are kept, addresses become links."""
    if isinstance(text, Markup):
        return text
    cleaned = clean(text).strip()
    pieces = []
    done = 0
    for match in ADDRESS.finditer(cleaned):
        address = match.group().rstrip(".,;:!?)\"'”’>")
        pieces.append(_escape(cleaned[done : match.start()]))
        pieces.append(f'<a href="{_escape(_target(address))}" color="#{_hex(ACCENT)}">{_escape(address)}</a>')
        done = match.start() + len(address)
    pieces.append(_escape(cleaned[done:]))
    return Markup("".join(pieces).replace("\n", "<br/>"))


def _target(address: str) -> str:
    if address.lower().startswith(("http://", "https://")):
        return address
    return f"http://{address}" if address.lower().startswith("www.") else f"mailto:{address}"


def _hex(color: Any) -> str:
    digits: str = color.hexval()
    return digits.removeprefix("0x")


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def visible_lines(text: str) -> list[str]:
    """The lines that typed text or markup shows, without their styles: to measure them."""
    if not isinstance(text, Markup):
        return text.split("\n")
    return [html.unescape(_TAG.sub("", line)) for line in text.split("<br/>")]


def strong(text: str) -> Markup:
    """Safe markup in the semibold weight."""
    return Markup(f"<b>{plain(text)}</b>")


def muted(text: str) -> Markup:
    """Safe markup in the quiet colour."""
    return Markup(f'<font color="#{_hex(MUTED)}">{plain(text)}</font>')


def run(text: str) -> Markup:
    """A part of a paragraph as safe markup; the spaces at its ends count."""
    return Markup(_escape(clean(text)))


def joined(*parts: str, separator: str = " ") -> Markup:
    """Several texts as one, each escaped; empty ones are left out."""
    return Markup(separator.join(plain(part) for part in parts if part))


def lines(*parts: str) -> Markup:
    """Texts below one another in one paragraph; empty ones are left out."""
    return Markup("<br/>".join(plain(part) for part in parts if part))


def paragraph(
    text: str,
    style: Any,
    element: Element | None,
    *,
    bullet: Element | None = None,
    sign: str = "•",
    outline: tuple[str, int] | None = None,
) -> TaggedParagraph:
    """The factory of every paragraph: typed text or :class:`Markup`, in a named style, under a structure element.

    ``sign`` stands before it where it has a ``bullet``. Without an element it is ornament, to be drawn inside an
    artifact.
    """
    load_fonts()
    made = TaggedParagraph(plain(text), style, bulletText=sign if bullet is not None else None)
    return tagged(made, element, label=bullet, outline=outline)


def fits(text: str, style: Any, room: float) -> bool:
    """Whether clean text stays on one line of ``room`` points and needs no markup."""
    return not isinstance(text, Markup) and "\n" not in text and width(text, style) <= room and not ADDRESS.search(text)


def shortened(text: str, style: Any, room: float) -> str:
    """One line of clean text, cut with an ellipsis to stay within ``room`` points."""
    text = one_line(text)
    if width(text, style) <= room:
        return text
    while text and width(f"{text}…", style) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def clipped(words: str, length: int = 150) -> str:
    """Words cut after a whole word, with an ellipsis, where they are longer than ``length`` characters."""
    if len(words) <= length:
        return words
    return words[:length].rsplit(" ", 1)[0].rstrip(",;:. ") + "…"
