"""A photo or scan of our own printed sign-in sheet: which event it is, and each of its lines cut out.

Nobody's handwriting is read. The picture is straightened by its corner marks, so that a clerk sees one line at a time
beside the field to type into.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import product
from pathlib import Path
from typing import Any, cast

import zxingcpp
from PIL import Image, ImageChops, ImageFilter, ImageMath, ImageOps, UnidentifiedImageError

from outreach.errors import OutreachError
from outreach.exchange.projection import Point, projection
from outreach.languages.spoken import say
from outreach.queries.sheet_code import CODE, MARK, PAPERS, SheetCode, read_sheet_code

_PIXELS_PER_POINT = 200 / 72
_MOST_PIXELS = 12_000_000
"""Larger pictures are reduced first: a sheet of paper holds no more than this at 300 dots an inch."""
_BOMB_PIXELS = 200_000_000
_NEAR, _FAR = 30.0, 110.0
"""How far around a guess a corner mark is looked for, in points: beside the code, and at the other corners."""
_LEAST_CONTRAST = 40
"""Of 255, which is what black on evenly lit paper has."""
_ALIKE = 0.6
"""All marks of a sheet were printed alike: none has less than this share of the contrast of the first one."""
_DIMMEST = 0.6
"""No paper is taken to be darker than this share of that beside the code: the grain of a dark table is no mark."""


class NotASheetError(OutreachError):
    """The file is no picture, or one on which no code of a sheet of ours is seen."""


@dataclass(frozen=True, slots=True)
class ScannedLine:
    """One numbered line of a sheet, as a PNG picture."""

    number: int
    picture: bytes


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where a corner mark is seen, its contrast (0 to 255), and how light it is where it is lightest around it."""

    center: Point
    contrast: int
    light: int


@dataclass(frozen=True, slots=True)
class ScannedSheet:
    """A scanned sheet: what its code says, its lines from the first on, and the whole page straightened (JPEG)."""

    code: SheetCode
    lines: tuple[ScannedLine, ...]
    page: bytes


def read_scan(path: Path) -> ScannedSheet:
    """Read the scan or photo of one sheet, however it lies.

    Raises:
        NotASheetError: the file is no picture, or shows no code of a sheet of ours.
        OutreachError: the sheet does not show all four corners, or the picture is far too large.
    """
    return _read(_opened(path), path.name)


def read_pixels(name: str, width: int, height: int, grey: bytes) -> ScannedSheet:
    """Read one sheet from a page of pixels, a byte for each; ``name`` is what it is called. Raises as above."""
    return _read(_fitting(Image.frombytes("L", (width, height), grey)), name)


def _read(picture: Image.Image, name: str) -> ScannedSheet:
    code, corners = _code(picture, name)
    page = _straightened(picture, code, _marks(picture, code, corners, name))
    lines = tuple(ScannedLine(number, _line(page, code, number)) for number in range(1, code.lines + 1))
    whole = io.BytesIO()
    page.save(whole, "JPEG", quality=85)
    return ScannedSheet(code, lines, whole.getvalue())


def _opened(path: Path) -> Image.Image:
    try:
        with Image.open(path) as file:
            if file.width * file.height > _BOMB_PIXELS:
                raise OutreachError(
                    say(
                        "{name} has {width:,} × {height:,} pixels: scan it at 300 dpi.",
                        name=path.name,
                        width=file.width,
                        height=file.height,
                    )
                )
            file.draft("L", (4000, 4000))
            picture = ImageOps.exif_transpose(file).convert("L")
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as fault:
        raise NotASheetError(
            say("{name} is not a picture that can be read: scan the sheet as PDF, JPEG or PNG.", name=path.name)
        ) from fault
    return _fitting(picture)


def _fitting(picture: Image.Image) -> Image.Image:
    pixels = picture.width * picture.height
    if pixels > _MOST_PIXELS:
        picture = picture.reduce(2) if pixels > 4 * _MOST_PIXELS else picture
        shrink = min(1.0, (_MOST_PIXELS / (picture.width * picture.height)) ** 0.5)
        picture = picture.resize((round(picture.width * shrink), round(picture.height * shrink)))
    return picture


def _code(picture: Image.Image, name: str) -> tuple[SheetCode, Sequence[Point]]:
    """The code on the picture and its corners: bottom left, bottom right, top right, top left."""
    for found in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)):
        code = read_sheet_code(found.text)
        if code is not None:
            place = found.position
            corners = (place.bottom_left, place.bottom_right, place.top_right, place.top_left)
            return code, [(corner.x, corner.y) for corner in corners]
    raise NotASheetError(
        say("{name} shows no code of a sign-in sheet: photograph the whole sheet flat and sharp.", name=name)
    )


def _marks(picture: Image.Image, code: SheetCode, corners: Sequence[Point], name: str) -> list[Point]:
    """The centers of the corner marks, from the one beside the code to the one farthest from it.

    A code is small, so what it says of the far corners is rough; each mark that is found makes the next guess better.
    """
    _, bottom_right, top_right, top_left = code.marks
    middle, scale = _middle(corners), _distance(*corners[:2]) / CODE
    code_middle = _middle(code.code_corners)
    near = _similar((code_middle, code.code_corners[2]), (middle, corners[2]))
    right = _mark(picture, near(top_right), scale, _NEAR)
    dimmest = round(right.light * _DIMMEST)
    wide = _similar((code_middle, top_right), (middle, right.center))
    left = _mark(picture, wide(top_left), scale, _FAR, dimmest)
    along = _similar((top_right, top_left), (right.center, left.center))
    below = _mark(picture, along(bottom_right), scale, _FAR, dimmest)
    fourth = complex(*left.center) + complex(*below.center) - complex(*right.center)
    last = _mark(picture, (fourth.real, fourth.imag), scale, _FAR, dimmest)
    least = min(left.contrast, below.contrast, last.contrast)
    if right.contrast < _LEAST_CONTRAST or least < right.contrast * _ALIKE:
        raise OutreachError(
            say("{name} does not show all four black corner marks of the sheet: photograph all of it again.", name=name)
        )
    return [last.center, below.center, right.center, left.center]


def _similar(on_paper: tuple[Point, Point], in_picture: tuple[Point, Point]) -> Callable[[Point], Point]:
    """Where points of the paper lie in the picture, judged from two of them: turned, shifted and scaled alike."""
    (p, q), (s, t) = ([complex(*point) for point in pair] for pair in (on_paper, in_picture))
    # The paper's y runs up and the picture's down, so the paper is seen in a mirror.
    p, q = p.conjugate(), q.conjugate()
    factor = (t - s) / (q - p)

    def place(point: Point) -> Point:
        found = s + factor * (complex(*point).conjugate() - p)
        return (found.real, found.imag)

    return place


def _mark(picture: Image.Image, point: Point, scale: float, reach: float, dimmest: int = 0) -> _Mark:
    """The likeliest corner mark near a place: a dark square of its size, with lighter paper on all sides of it.

    Its contrast is told for the light that falls there. Nothing there is told as a contrast of 0.
    """
    side, far = MARK * scale, reach * scale
    left, top = max(0, round(point[0] - far)), max(0, round(point[1] - far))
    box = (left, top, min(picture.width, round(point[0] + far)), min(picture.height, round(point[1] + far)))
    if box[2] - box[0] < 3 * side or box[3] - box[1] < 3 * side:
        return _Mark(point, 0, 0)
    square = picture.crop(box).filter(ImageFilter.BoxBlur(side * 0.36))
    _, light = cast(tuple[int, int], square.getextrema())
    beside = round(side * 1.15)
    sides = [ImageChops.offset(square, *step) for step in product((-beside, 0, beside), repeat=2) if step != (0, 0)]
    contrast = _contrast(square, reduce(ImageChops.darker, sides), max(light, dimmest, 1))
    # What was moved around the window's edge says nothing.
    inner = contrast.crop((beside, beside, contrast.width - beside, contrast.height - beside))
    _, strongest = cast(tuple[int, int], inner.getextrema())
    peak = inner.point([255 if value >= max(strongest - 2, 1) else 0 for value in range(256)]).getbbox()
    if peak is None:
        return _Mark(point, 0, light)
    center = (left + beside + (peak[0] + peak[2]) / 2, top + beside + (peak[1] + peak[3]) / 2)
    return _Mark(center, strongest, light)


def _contrast(square: Image.Image, paper: Image.Image, light: int) -> Image.Image:
    """How much darker a picture is than the paper beside each place, as a share (0 to 255) of the paper's lightness.

    That is the mean (geometric) of the lightness beside the place and the most around it, ``light``: so a mark in the
    shadow of a hand counts, and a dark speck on a dark table beside a light sheet counts for less.
    """

    def share(args: dict[str, Any]) -> Any:
        dark, beside = args["dark"], args["beside"]
        darker = args["max"](beside - dark, 0) / (args["max"](beside, 1) * float(light)) ** 0.5
        return args["convert"](args["min"](darker * 255, 255), "L")

    return cast(Image.Image, ImageMath.lambda_eval(share, dark=square.convert("F"), beside=paper.convert("F")))


def _middle(corners: Sequence[Point]) -> Point:
    return (sum(x for x, _ in corners) / 4, sum(y for _, y in corners) / 4)


def _distance(one: Point, other: Point) -> float:
    return abs(complex(*one) - complex(*other))


def _straightened(picture: Image.Image, code: SheetCode, marks: Sequence[Point]) -> Image.Image:
    """The page as it was printed, 200 pixels an inch, its bottom left corner at the bottom left."""
    width, height = PAPERS[code.paper]
    size = round(width * _PIXELS_PER_POINT), round(height * _PIXELS_PER_POINT)
    in_pixels = [(x * _PIXELS_PER_POINT, size[1] - y * _PIXELS_PER_POINT) for x, y in code.marks]
    return picture.transform(
        size, Image.Transform.PERSPECTIVE, projection(in_pixels, marks), Image.Resampling.BICUBIC, fillcolor=255
    )


def _line(page: Image.Image, code: SheetCode, number: int) -> bytes:
    top = page.height - (code.top - (number - 1) * code.pitch + 2) * _PIXELS_PER_POINT
    bottom = page.height - (code.top - number * code.pitch - 3) * _PIXELS_PER_POINT
    cut = page.crop(
        (round(23 * _PIXELS_PER_POINT), round(top), page.width - round(23 * _PIXELS_PER_POINT), round(bottom))
    )
    written = io.BytesIO()
    cut.save(written, "PNG")
    return written.getvalue()
