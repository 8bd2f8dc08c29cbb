"""Photos as they come from a phone: what they tell of where they were taken is taken out before they are kept."""

import io
import struct
from dataclasses import dataclass
from pathlib import Path

from PIL import ExifTags, Image, UnidentifiedImageError

from outreach.errors import OutreachError
from outreach.languages.spoken import say

MOST_BYTES = 25 * 1024 * 1024
_ORIENTATION = 0x0112
_START_OF_SCAN = 0xDA
_TELLING = (0xE1, 0xED)
"""The segments of a JPEG file (ITU-T T.81) that hold Exif, XMP and IPTC, and with them the place."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file to be kept with an event; ``had_place``: it told where it was taken, and no longer does."""

    name: str
    data: bytes
    had_place: bool = False


def read_attachment(path: Path) -> ReadFile:
    """Read a file to be kept; a photo loses what it tells of its place, and nothing of its picture.

    Raises :class:`OutreachError` when it cannot be read or is larger than 25 MB; that much is not even read.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise OutreachError(
                say("The file '{name}' is larger than 25 MB, so it was not kept: make it smaller.", name=path.name)
            )
        data = path.read_bytes()
    except OSError as fault:
        raise OutreachError(
            say("{name} cannot be read ({reason}), so it was not kept.", name=path.name, reason=fault.strerror)
        ) from fault
    kept = without_place(data)
    return ReadFile(path.name, kept, had_place=kept != data)


def without_place(data: bytes) -> bytes:
    """A picture without its place; anything else, and a picture that tells none, as it is.

    A JPEG keeps every byte of its picture and which way up it is; others are written anew without loss.
    """
    try:
        with Image.open(io.BytesIO(data)) as picture:
            if not _tells_place(picture):
                return data
            orientation = int(picture.getexif().get(_ORIENTATION, 1))
            if picture.format in ("JPEG", "MPO"):
                return _jpeg_without_place(data, orientation)
            return _written_anew(picture, orientation)
    except (UnidentifiedImageError, OSError, ValueError, struct.error, Image.DecompressionBombError):
        return data


def _tells_place(picture: Image.Image) -> bool:
    if picture.getexif().get_ifd(ExifTags.IFD.GPSInfo):
        return True
    told = (picture.info.get("xmp", b""), picture.info.get("XML:com.adobe.xmp", ""))
    return any(b"GPSL" in (words if isinstance(words, bytes) else str(words).encode()) for words in told)


def _jpeg_without_place(data: bytes, orientation: int) -> bytes:
    kept, at = bytearray(data[:2]), 2
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    content = exif.tobytes()
    kept += b"\xff\xe1" + struct.pack(">H", len(content) + 2) + content
    while data[at + 1] != _START_OF_SCAN:
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        if data[at + 1] not in _TELLING:
            kept += data[at : at + 2 + length]
        at += 2 + length
    return bytes(kept + data[at:])


def _written_anew(picture: Image.Image, orientation: int) -> bytes:
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    written = io.BytesIO()
    picture.info.clear()
    picture.save(written, format=picture.format, exif=exif, lossless=True)
    return written.getvalue()
