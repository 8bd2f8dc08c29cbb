"""Sheets that were printed, signed, crumpled and photographed: drawn by the report, read back by the scan."""

import io
import random
from datetime import date, time
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pymupdf
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageStat

from outreach.errors import OutreachError
from outreach.exchange.projection import projection
from outreach.exchange.scanned_sheet import ScannedSheet, read_scan
from outreach.queries.precincts import PrecinctHeader
from outreach.reports.signin_sheet import Layout, SignInSheet, Tongue, print_sheet

EVENT = UUID("01a20e5d-4d04-7040-84fc-3a3a9ce6a275")
PEOPLE = tuple((f"Person {number}", "Ensley") for number in range(1, 8))

USUAL = Layout()


def printed(paper: str = "letter", layout: Layout = USUAL, dpi: int = 150) -> list[Image.Image]:
    """The pages of a sheet as a scanner sees them."""
    header = PrecinctHeader(
        1, 1, "Sample City Police", "West Precinct", "", "America/Chicago", paper, 60, 3, None, False
    )
    sheet = SignInSheet(
        header, EVENT, "Association meeting & supper", date(2019, 1, 15), time(18, 30), time(20), "Church hall", PEOPLE
    )
    opened: Any = pymupdf.open
    pages = opened(stream=print_sheet(sheet, layout, date(2019, 1, 14)))
    return [page.get_pixmap(dpi=dpi, colorspace="gray").pil_image() for page in pages]


def scanned(picture: Image.Image, folder: Path, name: str = "scan.png") -> ScannedSheet:
    picture.save(folder / name)
    return read_scan(folder / name)


def photographed(page: Image.Image, seed: int) -> Image.Image:
    """A page on a dark desk, seen from an angle, a little blurred and noisy."""
    chance = random.Random(seed)
    width, height = round(page.width * 1.25), round(page.height * 1.2)
    shift = [(chance.uniform(20, 90), chance.uniform(20, 90)) for _ in range(4)]
    corners = [
        (shift[0][0], shift[0][1]),
        (width - shift[1][0], shift[1][1]),
        (width - shift[2][0], height - shift[2][1]),
        (shift[3][0], height - shift[3][1]),
    ]
    flat = [(0.0, 0.0), (float(page.width), 0.0), (float(page.width), float(page.height)), (0.0, float(page.height))]
    seen = page.transform((width, height), Image.Transform.PERSPECTIVE, projection(corners, flat), fillcolor=70)
    noise = Image.effect_noise(seen.size, 24)
    return ImageChops.add(seen, noise, scale=1.0, offset=-128).filter(ImageFilter.GaussianBlur(0.8))


def lit(picture: Image.Image, *shades: tuple[float, float, float]) -> Image.Image:
    """A picture in light that falls off: from the top, from the left, and at last within a hard shadow bottom left."""
    (first, down, across), *hand = shades
    light = Image.new("L", (64, 64))
    for x in range(64):
        for y in range(64):
            light.putpixel((x, y), round(255 * (first - down * y / 63 - across * x / 63)))
    light = light.resize(picture.size, Image.Resampling.BICUBIC)
    for share, high, wide in hand:
        corner = (0, round(picture.height * (1 - high)), round(picture.width * wide), picture.height)
        light.paste(light.crop(corner).point([round(value * share) for value in range(256)]), corner[:2])
    return ImageChops.multiply(picture, light)


def signed(page: Image.Image, line_top: float, dpi: int) -> Image.Image:
    """A page with a heavy stroke on one line."""
    marked = page.copy()
    y = line_top * dpi / 72
    ImageDraw.Draw(marked).line((page.width * 0.25, y, page.width * 0.4, y), fill=0, width=6)
    return marked


def darkness(picture: bytes) -> float:
    return 255 - ImageStat.Stat(Image.open(io.BytesIO(picture)).convert("L")).mean[0]


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("layout", [Layout(), Layout(Tongue.SPANISH, large=True)], ids=["usual", "large"])
def test_a_flat_scan_tells_event_sheet_and_lines(paper: str, layout: Layout, tmp_path: Path) -> None:
    for number, page in enumerate(printed(paper, layout), 1):
        found = scanned(page, tmp_path)
        assert (found.code.event, found.code.sheet) == (EVENT, number)
        assert [line.number for line in found.lines] == list(range(1, found.code.lines + 1))
        assert found.code.lines >= 10


@pytest.mark.parametrize("degrees", [0, 3, -4, 90, 180, 270])
def test_each_line_is_cut_out_however_the_sheet_lies(degrees: int, tmp_path: Path) -> None:
    (page, *_) = printed()
    code = scanned(page, tmp_path).code
    line = 15
    height = 792.0
    top = height - (code.top - (line - 0.5) * code.pitch)
    turned = signed(page, top, 150).rotate(degrees, expand=True, fillcolor=90)
    found = scanned(turned, tmp_path)
    dark = {one.number: darkness(one.picture) for one in found.lines}
    assert max(range(8, code.lines + 1), key=dark.__getitem__) == line


@pytest.mark.parametrize("seed", range(6))
def test_a_photo_from_an_angle_is_straightened(seed: int, tmp_path: Path) -> None:
    (page, *_) = printed()
    flat, seen = scanned(page, tmp_path), scanned(photographed(page, seed), tmp_path, f"photo-{seed}.jpg")
    assert seen.code == flat.code
    for straight, bent in zip(flat.lines[:7], seen.lines[:7], strict=True):
        one, other = (
            Image.open(io.BytesIO(line.picture)).filter(ImageFilter.GaussianBlur(3)) for line in (straight, bent)
        )
        apart = ImageStat.Stat(ImageChops.difference(one, other.convert("L"))).mean[0]
        assert apart < 12, (straight.number, apart)


LIGHTS = {
    "down the page": [(0.75, 0.4, 0.0)],
    "across it": [(0.35, 0.0, -0.4)],
    "a hand over a corner": [(0.9, 0.0, 0.0), (0.45, 0.2, 0.25)],
}


@pytest.mark.parametrize("light", LIGHTS.values(), ids=LIGHTS)
def test_the_marks_are_seen_where_the_light_falls_off(light: list[tuple[float, float, float]], tmp_path: Path) -> None:
    (page, *_) = printed()
    found = scanned(lit(photographed(page, 3), *light), tmp_path)
    straight, dot = Image.open(io.BytesIO(found.page)).filter(ImageFilter.BoxBlur(4)), 200 / 72
    for x, y in found.code.marks:
        mark, *beside = (
            cast(int, straight.getpixel((round((x + step) * dot), straight.height - round(y * dot))))
            for step in (0, -11, 11)
        )
        assert mark < min(beside) * 0.4, (x, y)


def test_no_grain_of_a_dark_table_is_taken_for_a_mark(tmp_path: Path) -> None:
    (page, *_) = printed()
    table = Image.new("L", (320, 320), 50)
    grain = ImageDraw.Draw(table)
    for at in range(30, 300, 50):
        grain.rectangle((at, at, at + 20, at + 20), fill=0)
    page.paste(table, (0, page.height - 320))
    with pytest.raises(OutreachError, match="all four black corner marks"):
        scanned(page, tmp_path)


def test_a_large_color_photo_is_taken(tmp_path: Path) -> None:
    (page, *_) = printed(dpi=500)
    found = scanned(page.convert("RGB"), tmp_path, "large.jpg")
    assert found.code.event == EVENT


def test_a_sheet_with_a_corner_cut_off_is_told(tmp_path: Path) -> None:
    (page, *_) = printed()
    ImageDraw.Draw(page).rectangle((0, page.height - 90, 90, page.height), fill=255)
    with pytest.raises(OutreachError, match="all four black corner marks"):
        scanned(page, tmp_path)


def test_a_picture_of_something_else_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutreachError, match="shows no code of a sign-in sheet"):
        scanned(Image.new("L", (800, 600), 180), tmp_path)


@pytest.mark.parametrize("content", [b"", b"minutes", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40])
def test_a_file_that_is_no_picture_is_told(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "scan.png").write_bytes(content)
    with pytest.raises(OutreachError, match="not a picture that can be read"):
        read_scan(tmp_path / "scan.png")
