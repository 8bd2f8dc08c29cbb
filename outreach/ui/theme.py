"""Colours, fonts and the one stylesheet: light and dark, following the system while the window is open."""

from dataclasses import asdict
from functools import cache
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from outreach.shipped import FONTS, RESOURCES
from outreach.values import frozen

FAMILY = "Source Sans Pro"
BODY_PX = 15
GRID = 8


@frozen
class Palette:
    """Every colour on the screen, as ``#RRGGBB``; a tone is a word's colour with the ground it stands on."""

    name: str
    ink: str
    ground: str
    card: str
    line: str
    border: str
    accent: str
    accent_soft: str
    on_accent: str
    accent_hover: str
    muted: str
    late: str
    late_soft: str
    due: str
    due_soft: str
    good: str
    good_soft: str

    def tone(self, name: str) -> tuple[str, str]:
        """The text colour and the ground of a tone: late, due, good, info or quiet."""
        return {
            "late": (self.late, self.late_soft),
            "due": (self.due, self.due_soft),
            "good": (self.good, self.good_soft),
            "info": (self.accent, self.accent_soft),
            "quiet": (self.muted, self.ground),
        }[name]

    def text_pairs(self) -> list[tuple[str, str, str]]:
        """Every pair of text and ground that the window uses, with the name of the place."""
        tones = [(name, *self.tone(name)) for name in ("late", "due", "good", "info", "quiet")]
        return [
            ("text on the page", self.ink, self.ground),
            ("text on a card", self.ink, self.card),
            ("text on a chosen row", self.ink, self.accent_soft),
            ("muted on the page", self.muted, self.ground),
            ("muted on a card", self.muted, self.card),
            ("muted on a chosen row", self.muted, self.accent_soft),
            ("accent on a card", self.accent, self.card),
            ("accent on the page", self.accent, self.ground),
            ("main button", self.on_accent, self.accent),
            ("main button under the pointer", self.on_accent, self.accent_hover),
            ("late on a card", self.late, self.card),
            ("due on a card", self.due, self.card),
            ("good on a card", self.good, self.card),
            *tones,
        ]


LIGHT = Palette(
    name="light", ink="#1B2430", ground="#F5F6F8", card="#FFFFFF", line="#E1E5EA", border="#C3CBD5",
    accent="#1F4E79", accent_soft="#E8F0F8", on_accent="#FFFFFF", accent_hover="#183F63", muted="#566273",
    late="#A3241B", late_soft="#FBEAE8", due="#8F4700", due_soft="#FCF0E1", good="#2B6E47", good_soft="#E6F2EB",
)  # fmt: skip
DARK = Palette(
    name="dark", ink="#E8ECF1", ground="#14181E", card="#1C222A", line="#2C343E", border="#465261",
    accent="#7FB2E5", accent_soft="#22303F", on_accent="#10161D", accent_hover="#9CC4EC", muted="#A3AFBD",
    late="#F3A59D", late_soft="#40211F", due="#F0B878", due_soft="#3A2A17", good="#8FD0A9", good_soft="#1B3626",
)  # fmt: skip


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, from 1 to 21, as defined by WCAG 2.2 (relative luminance)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def load_fonts() -> None:
    """Make Source Sans known to Qt, so that the window looks the same on every PC."""
    for weight in ("Regular", "It", "Semibold", "Bold"):
        QFontDatabase.addApplicationFont(str(FONTS / f"SourceSansPro-{weight}.ttf"))


@cache
def font(size: int = BODY_PX, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Source Sans in a size in pixels, with figures of one width, so that columns of numbers line up.

    One for all who ask: it is never changed.
    """
    chosen = QFont(FAMILY)
    chosen.setPixelSize(size)
    chosen.setWeight(weight)
    chosen.setFeature(QFont.Tag("tnum"), 1)
    return chosen


def stylesheet(palette: Palette) -> str:
    """The stylesheet of the whole window for one palette, from ``resources/style/window.qss``.

    ``$begins`` and ``$ends`` there are the sides where lines do.
    """
    template = Template((RESOURCES / "style" / "window.qss").read_text(encoding="utf-8"))
    begins, ends = ("right", "left") if QGuiApplication.isRightToLeft() else ("left", "right")
    words = {"icons": (RESOURCES / "icons").as_posix(), "body": BODY_PX, "begins": begins, "ends": ends}
    return template.substitute(asdict(palette), **words)


def qt_palette(palette: Palette) -> QPalette:
    """The same colours for the parts that Fusion draws without the stylesheet."""
    roles = QPalette.ColorRole
    result = QPalette(QColor(palette.card), QColor(palette.ground))
    for role, colour in {
        roles.Window: palette.ground,
        roles.WindowText: palette.ink,
        roles.Base: palette.card,
        roles.AlternateBase: palette.ground,
        roles.Text: palette.ink,
        roles.Button: palette.card,
        roles.ButtonText: palette.ink,
        roles.Highlight: palette.accent,
        roles.HighlightedText: palette.on_accent,
        roles.PlaceholderText: palette.muted,
        roles.ToolTipBase: palette.card,
        roles.ToolTipText: palette.ink,
        roles.BrightText: palette.late,
        roles.Link: palette.accent,
        roles.LinkVisited: palette.accent,
        roles.Midlight: palette.line,
        roles.Mid: palette.border,
        roles.Dark: palette.border,
        roles.Light: palette.card,
    }.items():
        result.setColor(role, QColor(colour))
    for role in (roles.Text, roles.ButtonText, roles.WindowText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.muted))
    return result


def new_application(program: str) -> QApplication:
    """The application of a process that has none, in the style that the stylesheet is written for.

    Setting the style of one that is made already would hand that style over to Python, which takes a while to
    describe it to itself: the window would be open later.
    """
    return QApplication([program, "-style", "Fusion"])


class Theme(QObject):
    """Dresses the application in the palette the system asks for, and again whenever the system changes its mind.

    With ``dressed=False`` it waits with the stylesheet until :meth:`dress`: the toolkit looks for the rules of a widget
    anew each time it, or what it stands in, is put somewhere else, as all of a window are while it is made.
    """

    changed = Signal()
    worn = LIGHT
    """The palette that the application wears now."""

    def __init__(self, application: QApplication, *, dressed: bool = True) -> None:
        super().__init__(application)
        self._application = application
        self._dressed = dressed
        self.palette = LIGHT
        load_fonts()
        application.setFont(font())
        application.styleHints().colorSchemeChanged.connect(self.follow)
        application.layoutDirectionChanged.connect(lambda: self.wear(self.palette))
        self.follow(application.styleHints().colorScheme())

    def follow(self, scheme: Qt.ColorScheme) -> None:
        """Put on the light or the dark palette."""
        self.wear(DARK if scheme == Qt.ColorScheme.Dark else LIGHT)

    def wear(self, palette: Palette) -> None:
        """Put on this palette now."""
        self.palette = Theme.worn = palette
        self._application.setPalette(qt_palette(palette))
        if self._dressed:
            self._application.setStyleSheet(stylesheet(palette))
        self.changed.emit()

    def dress(self) -> None:
        """Put the stylesheet on, where it is not yet."""
        if not self._dressed:
            self._dressed = True
            self._application.setStyleSheet(stylesheet(self.palette))


def redress(made: QWidget, look: str) -> None:
    """Give what may be on the screen already another look of the stylesheet."""
    made.setProperty("look", look)
    made.style().unpolish(made)
    made.style().polish(made)


def current_palette() -> Palette:
    """The palette the window wears now, for what is painted by hand."""
    return Theme.worn


@cache
def colour(told: str) -> QColor:
    """A colour of a palette, made once: it is never changed."""
    return QColor(told)
