"""Photos lose their place and nothing else; what is too large is not read."""

import io
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from outreach.errors import OutreachError
from outreach.exchange.photos import read_attachment, without_place

PLACE = {1: "N", 2: (33.0, 31.0, 14.0), 3: "W", 4: (86.0, 48.0, 9.0)}


def a_photo(kind: str, *, place: bool) -> bytes:
    picture = Image.effect_noise((64, 48), 80).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x0110] = "Phone 9"
    if place:
        exif.get_ifd(ExifTags.IFD.GPSInfo).update(PLACE)
    written = io.BytesIO()
    picture.save(written, format=kind, exif=exif)
    return written.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_loses_its_place_and_nothing_of_its_picture(kind: str) -> None:
    data = a_photo(kind, place=True)
    kept = without_place(data)
    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(kept)) as after:
        assert before.getexif().get_ifd(ExifTags.IFD.GPSInfo)
        assert not after.getexif().get_ifd(ExifTags.IFD.GPSInfo)
        assert after.getexif()[0x0112] == 6
        assert before.tobytes() == after.tobytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_that_tells_no_place_is_kept_byte_for_byte(kind: str) -> None:
    data = a_photo(kind, place=False)
    assert without_place(data) == data


@pytest.mark.parametrize("data", [b"", b"minutes", b"\xff\xd8\xff", a_photo("JPEG", place=True)[:200]])
def test_what_is_no_whole_picture_is_kept_as_it_is(data: bytes) -> None:
    assert without_place(data) == data


def test_a_place_in_xmp_is_taken_out_too() -> None:
    written = io.BytesIO()
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>33,31.2N</exif:GPSLatitude></x:xmpmeta>'
    Image.new("RGB", (8, 8)).save(written, format="JPEG", xmp=xmp)
    assert b"GPSLatitude" in written.getvalue()
    assert b"GPSLatitude" not in without_place(written.getvalue())


def test_two_gigabytes_are_told_and_not_read(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    with path.open("wb") as file:
        file.truncate(2 << 30)
    with pytest.raises(OutreachError, match=r"^The file 'film.mp4' is larger than 25 MB, so it was not kept"):
        read_attachment(path)
    with pytest.raises(OutreachError, match="cannot be read"):
        read_attachment(tmp_path)
