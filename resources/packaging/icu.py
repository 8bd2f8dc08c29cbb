"""The data of ICU, the library that Qt compares and converts letters by, without what a window never asks of it.

Its 32 MB hold the names of languages, regions, currencies, units and time zones in every language, rules to spell
numbers and to write one script in another, and dictionaries of Thai and Chinese words. Qt has names and formats of its
own. ICU looks each thing up by name and does without one
that is not there; its own build offers to leave these out (https://unicode-org.github.io/icu/userguide/icu_data).
"""

import struct
import subprocess
from pathlib import Path

LEFT_OUT = ("curr/", "lang/", "rbnf/", "region/", "translit/", "unit/", "zone/")
ENDINGS_LEFT_OUT = (".dict",)
"""Folders of the data, and kinds of file in it, that are left out.

How letters are ordered, turned into capitals, joined, and read from older encodings stays.
"""

_MAGIC, _FORMAT = b"\xda\x27", b"CmnD"
_ASSEMBLED = """\
.section .rodata
.balign 16
.globl {symbol}
.type {symbol}, %object
{symbol}: .incbin "{data}"
.size {symbol}, . - {symbol}
.section .note.GNU-stack,"",%progbits
"""


def smaller(library: Path, folder: Path) -> Path:
    """``libicudata`` with what a window needs, made in ``folder`` by the assembler and linker of the building PC.

    Raises ValueError where the library is not laid out as we know it, and OSError or CalledProcessError where there
    are no such tools.
    """
    folder.mkdir(parents=True, exist_ok=True)
    held = library.read_bytes()
    data, version = folder / "icu.dat", library.name.rpartition(".")[2]
    data.write_bytes(kept(held[_begins(held) :]))
    assembled, made = folder / "icu.o", folder / library.name
    source = _ASSEMBLED.format(symbol=f"icudt{version}_dat", data=data)
    subprocess.run(["as", "-o", str(assembled), "-"], input=source, text=True, check=True)
    subprocess.run(
        ["ld", "-shared", "-z", "noexecstack", "-soname", library.name, "-o", str(made), str(assembled)], check=True
    )
    return made


def kept(package: bytes) -> bytes:
    """A package of data ("CmnD") without what is left out; raises ValueError when it is none."""
    (size_of_head,) = struct.unpack_from("<H", package)
    if package[2:4] != _MAGIC or package[12:16] != _FORMAT:
        raise ValueError("This is no package of ICU data.")
    body = memoryview(package)[size_of_head:]
    (count,) = struct.unpack_from("<I", body)
    places = [struct.unpack_from("<II", body, 4 + 8 * at) for at in range(count)]
    names = [bytes(body[at : package.index(b"\0", size_of_head + at) - size_of_head]) for at, _ in places]
    ends = [*(begins for _, begins in places[1:]), len(body)]
    chosen = [
        (name, bytes(body[begins:end]))
        for name, (_, begins), end in zip(names, places, ends, strict=True)
        if not _is_left_out(name.decode("ascii").partition("/")[2])
    ]
    return package[:size_of_head] + _packed(chosen)


def _is_left_out(name: str) -> bool:
    return name.startswith(LEFT_OUT) or name.endswith(ENDINGS_LEFT_OUT)


def _packed(items: list[tuple[bytes, bytes]]) -> bytes:
    """The table of names and places, the names, and the items, each at a multiple of 16 bytes."""
    names, table, held = b"", [], b""
    first_name = 4 + 8 * len(items)
    first_item = -(-(first_name + sum(len(name) + 1 for name, _ in items)) // 16) * 16
    parts, at = [], first_item
    for name, item in items:
        table.append(struct.pack("<II", first_name + len(names), at))
        names += name + b"\0"
        padded = item + bytes(-len(item) % 16)
        parts.append(padded)
        at += len(padded)
    held = struct.pack("<I", len(items)) + b"".join(table) + names
    return held + bytes(first_item - len(held)) + b"".join(parts)


def _begins(library: bytes) -> int:
    """Where the package lies in the library."""
    at = library.find(_MAGIC)
    while at >= 2:
        if library[at + 10 : at + 14] == _FORMAT:
            return at - 2
        at = library.find(_MAGIC, at + 1)
    raise ValueError("This library holds no package of ICU data.")
