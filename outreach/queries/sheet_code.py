"""What the code on a printed sign-in sheet says: which event and sheet it is, and where its lines lie.

The sheet prints it and a scan reads it; measures are points (1/72 inch) from the bottom left corner of the paper.
"""

import re
from dataclasses import dataclass
from uuid import UUID

MARK = 10.0
"""The side of a corner mark."""

CODE = 68.0
"""The side of the code, its quiet zone not included."""

PAPERS = {"letter": (612.0, 792.0), "a4": (595.2756, 841.8898)}
"""Width and height of the papers a sheet is printed on."""

_PATTERN = re.compile(
    r"outreach:sign-in:(?P<event>[0-9a-f-]{36}):(?P<sheet>\d+):(?P<paper>letter|a4):(?P<lines>\d+)"
    r":(?P<pitch>[\d.]+):(?P<top>[\d.]+)"
)


@dataclass(frozen=True, slots=True)
class SheetCode:
    """One sheet of an event: its number from 1, its paper, and its lines: how many, how high, and where they begin."""

    event: UUID
    sheet: int
    paper: str
    lines: int
    pitch: float
    top: float

    @property
    def text(self) -> str:
        """The code's text."""
        lines = f"{self.lines}:{self.pitch:g}:{round(self.top, 1):g}"
        return f"outreach:sign-in:{self.event}:{self.sheet}:{self.paper}:{lines}"

    @property
    def marks(self) -> tuple[tuple[float, float], ...]:
        """The centers of the corner marks: bottom left, bottom right, top right, top left."""
        return mark_centers(*PAPERS[self.paper])

    @property
    def code_corners(self) -> tuple[tuple[float, float], ...]:
        """The corners of the code: bottom left, bottom right, top right, top left."""
        left, bottom = code_place(*PAPERS[self.paper])
        return ((left, bottom), (left + CODE, bottom), (left + CODE, bottom + CODE), (left, bottom + CODE))


def code_place(width: float, height: float) -> tuple[float, float]:
    """Where the bottom left corner of the code lies on a paper."""
    return (width - 58.0 - CODE, height - 48.0 - CODE)


def mark_centers(width: float, height: float) -> tuple[tuple[float, float], ...]:
    """The centers of the corner marks of a paper: bottom left, bottom right, top right, top left."""
    left, right, bottom, top = 23.0, width - 23.0, 21.0, height - 21.0
    return ((left, bottom), (right, bottom), (right, top), (left, top))


def read_sheet_code(text: str) -> SheetCode | None:
    """The code of a sheet, from its text; None when it is another code."""
    found = _PATTERN.fullmatch(text)
    if found is None:
        return None
    told = found.groupdict()
    return SheetCode(
        UUID(told["event"]),
        int(told["sheet"]),
        told["paper"],
        int(told["lines"]),
        float(told["pitch"]),
        float(told["top"]),
    )
