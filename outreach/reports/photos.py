"""Photos and logos made ready for paper: upright, in screen colors, no larger than print needs, and without their
metadata.

A picture file that cannot be used is not an error of the report: it is told in a sentence where the picture would
stand.
"""

import io
import warnings
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError
from reportlab.platypus import Image as PlacedImage

DOTS_PER_INCH = 200
MOST_PIXELS = 200_000_000


@dataclass(frozen=True, slots=True)
class Unusable:
    """Why a picture cannot be printed, in words that follow "This picture is left out:"."""

    reason: str


def placed(data: bytes, width: float, height: float) -> Any:
    """The picture as large as fits ``width`` by ``height`` points; :class:`Unusable` where it cannot be read."""
    picture = _read(data, (round(width / 72 * DOTS_PER_INCH), round(height / 72 * DOTS_PER_INCH)))
    if isinstance(picture, Unusable):
        return picture
    file = io.BytesIO()
    # Written anew and without notes, so that neither the place it was taken at nor a comment leaves the precinct.
    picture.info.clear()
    picture.save(file, "JPEG", quality=85, optimize=True)
    scale = min(width / picture.width, height / picture.height)
    file.seek(0)
    return PlacedImage(file, picture.width * scale, picture.height * scale, hAlign="LEFT")


def _read(data: bytes, box: tuple[int, int]) -> Image.Image | Unusable:
    try:
        with warnings.catch_warnings():
            # The limit below is ours; the library's own would only write to the log.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(data))
            if opened.width * opened.height > MOST_PIXELS:
                return Unusable("it has more than 200 million pixels")
            # JPEG files can be read at a fraction of their size; other formats ignore the wish.
            opened.draft(None, (box[0] * 2, box[1] * 2))
            turned = ImageOps.exif_transpose(opened)
            turned.thumbnail(box, Image.Resampling.LANCZOS, reducing_gap=3.0)
            return _on_white(turned)
    except UnidentifiedImageError:
        return Unusable("the file is not a picture that can be read")
    except Image.DecompressionBombError:
        return Unusable("it has more than 200 million pixels")
    except (OSError, SyntaxError, ValueError, EOFError):
        # The ways in which the picture library says that a file is damaged.
        return Unusable("the file is damaged")


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):
        # A scan in 65,536 greys; without this all of it but black would come out white.
        picture = picture.point(lambda grey: grey * (1 / 256)).convert("L")
    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("RGB")
    layered = picture.convert("RGBA")
    paper = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(paper, layered).convert("RGB")
