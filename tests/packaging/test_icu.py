"""The data of ICU is made smaller, and what is left of it is found where it was."""

import ctypes
import shutil
import struct
import sys
from pathlib import Path

import PySide6
import pytest

from resources.packaging.collecting import ICU_DATA, lightened
from resources.packaging.icu import kept

HEAD = struct.pack("<HBBHHBBBB4s4B4B", 32, 0xDA, 0x27, 20, 0, 0, 0, 2, 0, b"CmnD", 1, 0, 0, 0, 0, 0, 0, 0).ljust(
    32, b"\0"
)
ITEMS = {
    b"icudt73l/af.res": b"Afrikaans", b"icudt73l/brkitr/thaidict.dict": b"words", b"icudt73l/coll/root.res": b"order",
    b"icudt73l/lang/af.res": b"names", b"icudt73l/zone/zu.res": b"zones", b"icudt73l/zu.res": b"Zulu",
}  # fmt: skip


def packed(items: dict[bytes, bytes]) -> bytes:
    names, first = b"", 4 + 8 * len(items)
    begins = first + sum(len(name) + 1 for name in items)
    table, held = struct.pack("<I", len(items)), b""
    for name, item in items.items():
        table += struct.pack("<II", first + len(names), begins + len(held))
        names += name + b"\0"
        held += item
    return HEAD + table + names + held


def unpacked(package: bytes) -> dict[bytes, bytes]:
    body = package[32:]
    (count,) = struct.unpack_from("<I", body)
    places = [struct.unpack_from("<II", body, 4 + 8 * at) for at in range(count)]
    ends = [*(begins for _, begins in places[1:]), len(body)]
    assert all(begins % 16 == 0 for _, begins in places)
    return {
        body[at : body.index(b"\0", at)]: body[begins:end].rstrip(b"\0")
        for (at, begins), end in zip(places, ends, strict=True)
    }


def test_names_rules_and_dictionaries_go_and_what_orders_letters_stays() -> None:
    left = unpacked(kept(packed(ITEMS)))
    assert left == {name: ITEMS[name] for name in (b"icudt73l/af.res", b"icudt73l/coll/root.res", b"icudt73l/zu.res")}
    assert unpacked(kept(kept(packed(ITEMS)))) == left
    with pytest.raises(ValueError, match="no package"):
        kept(bytes(64))


@pytest.mark.skipif(
    sys.platform != "linux" or not (shutil.which("as") and shutil.which("ld")), reason="the tools that build on Linux"
)
def test_the_library_of_qt_is_made_anew_under_its_name_and_much_smaller(tmp_path: Path) -> None:
    (large,) = (Path(PySide6.__file__).parent / "Qt" / "lib").glob(f"{ICU_DATA}*")
    entries = [(f"PySide6/Qt/lib/{large.name}", str(large), "BINARY"), ("libQt6Core.so.6", "/q", "BINARY")]
    (name, made, kind), other = lightened(entries, tmp_path)
    assert (name, kind, other) == (*entries[0][::2], entries[1])
    assert Path(made).stat().st_size < large.stat().st_size / 2
    symbol = f"icudt{large.name.rpartition('.')[2]}_dat"
    package = ctypes.string_at(ctypes.addressof(ctypes.c_char.in_dll(ctypes.CDLL(made), symbol)), 100)
    assert package[12:16] == b"CmnD"
    assert ctypes.addressof(ctypes.c_char.in_dll(ctypes.CDLL(made), symbol)) % 16 == 0
