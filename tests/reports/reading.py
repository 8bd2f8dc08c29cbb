"""Reading a printed report the way a resident, a screen reader or a curious person with an editor would."""

import io
import zlib
from collections.abc import Iterator
from typing import Any

import pypdf
from outloud import check as outloud_check
from pdfua import validate as pdfua_check


def text_of(pdf: bytes) -> str:
    """All text on all pages, spaces and line ends as one space."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text().replace("\xa0", " ").split()) for page in pages)


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def elements(pdf: bytes, role: str = "") -> list[Any]:
    """The structure elements in reading order, or those of one role."""
    reader: Any = pypdf.PdfReader(io.BytesIO(pdf))
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    return [one for one in _walk(root) if not role or one.get("/S") == f"/{role}"]


def _walk(element: Any) -> Iterator[Any]:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object()
        if isinstance(kid, dict) and "/S" in kid:
            yield kid
            yield from _walk(kid)


def alternatives(pdf: bytes) -> list[str]:
    return [str(figure["/Alt"]) for figure in elements(pdf, "Figure")]


def outline(pdf: bytes) -> list[str]:
    def titles(entries: list[Any]) -> Iterator[str]:
        for entry in entries:
            if isinstance(entry, list):
                yield from titles(entry)
            else:
                yield str(entry.title)

    return list(titles(pypdf.PdfReader(io.BytesIO(pdf)).outline))


def everything_in(pdf: bytes) -> str:
    """All that could be found in the file by any means: raw bytes, unpacked streams, strings, text, alternatives."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    parts = [pdf.decode("latin-1"), text_of(pdf), str(reader.metadata), *alternatives(pdf), *outline(pdf)]
    for number in range(1, len(reader.xref[0]) + 1):
        thing = reader.get_object(number)
        if isinstance(thing, pypdf.generic.StreamObject):
            try:
                parts.append(thing.get_data().decode("latin-1"))
            except (zlib.error, pypdf.errors.PyPdfError, NotImplementedError):
                continue
        parts.append(str(thing))
    return "\n".join(parts)


def assert_accessible(pdf: bytes, tmp_path: Any) -> None:
    """Both checkers find no error and no warning."""
    file = tmp_path / "checked.pdf"
    file.write_bytes(pdf)
    heard = outloud_check(file)
    found = [finding for finding in heard.sorted_findings() if str(finding.severity) in ("error", "warning")]
    assert not found, [(finding.rule, finding.page, finding.message, finding.evidence) for finding in found]
    validated = pdfua_check(file)
    assert validated.exit_code == 0, str(validated)
