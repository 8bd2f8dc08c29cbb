import csv
import json
import os
import random
import resource
import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from outreach.errors import OutreachError
from outreach.exchange import delimited
from outreach.exchange.recognise import FileKind
from outreach.exchange.rectangle import Rectangle
from outreach.exchange.sheet import Cell, column_letters
from outreach.exchange.tables import Table, find_table, open_sheets
from outreach.exchange.text_files import read_text
from outreach.exchange.workbook_limits import _take_one_by_one, refuse_huge
from outreach.exchange.xls_limits import refuse_endless


def read(path: Path, **how: str) -> list[tuple[Cell, ...]]:
    return [row.cells for sheet in open_sheets(path, **how) for row in sheet.rows()]


def table(path: Path, *wanted: str) -> Table:
    found = find_table(open_sheets(path)[0], wanted)
    assert found is not None
    return found


@pytest.fixture
def text_file(tmp_path: Path) -> Callable[[bytes], Path]:
    def write(content: bytes) -> Path:
        path = tmp_path / "list.csv"
        path.write_bytes(content)
        return path

    return write


type TextFile = Callable[[bytes], Path]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_any_dialect_reads_alike(text_file: TextFile, encoding: str, delimiter: str, line_end: str) -> None:
    rows = [("name", "seen", "place"), ("José Peñaranda", "2019-01-05", "Café"), ("Opal", "2019-01-06", "Hall")]
    content = line_end.join(delimiter.join(row) for row in rows) + line_end
    assert read(text_file(content.encode(encoding))) == rows


def test_rows_are_numbered_as_a_spreadsheet_shows_them(text_file: TextFile) -> None:
    path = text_file(b'Outreach list\n\na,b\n1,"two\nlines"\n\n2,x\n')
    found = table(path)
    assert found.names == ("a", "b")
    assert [(row.number, row.cells) for row in found.records()] == [(4, ("1", "two\nlines")), (6, ("2", "x"))]


def test_the_separator_line_of_excel_is_heeded(text_file: TextFile) -> None:
    assert read(text_file(b"sep=;\r\na;b\r\n1,5;2\r\n")) == [("a", "b"), ("1,5", "2")]


def test_a_utf8_mark_on_a_windows_file_is_no_part_of_the_first_name(text_file: TextFile) -> None:
    path = text_file(b"\xef\xbb\xbfName,Place\nOpal,O\x92Fallon\n")
    assert read(path) == [("Name", "Place"), ("Opal", "O’Fallon")]


@given(
    st.lists(
        st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00")), min_size=2, max_size=2),
        min_size=1,
    )
)
def test_what_the_csv_module_writes_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("written") / "rows.csv"
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([["first column", "second column"], *rows])
    assert read(path, delimiter=",")[1:] == [tuple(row) for row in rows]


@given(st.lists(st.lists(st.text(alphabet="ab '\t\x0b\x1cé\u2028", max_size=3), max_size=4), max_size=12), st.data())
def test_lines_that_are_parted_at_once_read_as_the_csv_module_reads_them(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("simple") / "rows.csv"
    ends = st.sampled_from(["\n", "\r\n", "\r"])
    path.write_text("".join(";".join(row) + data.draw(ends) for row in [["heads"], *rows]), "utf-8", newline="")
    with path.open(encoding="utf-8", newline="") as file:
        wanted = [tuple(cells) for cells in csv.reader(file, delimiter=";")]
    with pytest.MonkeyPatch.context() as small:
        small.setattr(delimited, "ROWS_AT_ONCE", 3)
        small.setattr(delimited, "_TEXT_AT_ONCE", data.draw(st.integers(1, 30)))
        assert read(path, delimiter=";") == wanted


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"<!DOCTYPE html><html><body><table>", "is a web page"),
        (b"\n <!-- saved --><TABLE border=1><tr><td>Title</td></tr></TABLE>", "is a web page"),
        (b"<div>Please sign in</div>\n", "is a web page"),
        (b"%PDF-1.7 ...", "is a PDF document"),
        (b"\x1f\x8b\x08\x00", "compressed (gzip)"),
        (b"a,b\n\x00,2\n", "row 2, column A: a NUL byte"),
        (b'a,b\n1,"never closed\n2,x\n3,"y"\n', "row 2: a quotation mark is opened and never closed"),
        ("a,b\nPeñaranda,Muñoz\nx,".encode() + b"\x92\n", "row 3, column B: the bytes are not UTF-8"),
        (b"a,b\nx,\x81\n", "row 2, column B: the bytes are not UTF-8"),
        ("a,b\nx,\x90\ny,".encode() + b"\xff\xff\n", "row 3, column B: the bytes are not UTF-8"),
        (b",".join([b"x"] * 100_000), "row 1: the row has 100,000 columns"),
        (b'a,b\n"' + b"x\n" * 2_100_000, "row 2: a quotation mark is opened and never closed"),
        (b"x" * 5_000_000, "row 1: the row has more than 4,000,000 characters"),
    ],
)
def test_a_faulty_text_file_is_refused_in_one_sentence(text_file: TextFile, content: bytes, words: str) -> None:
    with pytest.raises(OutreachError, match=r"list\.csv") as fault:
        read(text_file(content))
    assert words in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OutreachError, match="does not exist"):
        open_sheets(tmp_path / "gone.csv")
    with pytest.raises(OutreachError, match="is a folder"):
        open_sheets(tmp_path)


def test_what_never_ends_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(OutreachError, match=r"pipe\.csv is no file that stays as it is"):
        open_sheets(tmp_path / "pipe.csv")
    with pytest.raises(OutreachError, match=r"pipe\.csv is no file that stays as it is"):
        read_text(tmp_path / "pipe.csv", 1_000)


def test_a_long_summary_is_read_whole(text_file: TextFile) -> None:
    long = "x" * 200_000
    for content in (f"a,b\n{long},1\n", f'a,b\n"{long}",1\n'):
        assert read(text_file(content.encode()))[1] == (long, "1")


def test_columns_of_one_name_are_still_named(text_file: TextFile) -> None:
    assert table(text_file(b"Title,Date,Date\nWalk,1/8/2019,1/9/2019\n")).names == ("Title", "Date", "Date")
    banner = text_file(b"2019,2019,2019\nTitle,Place,Host\nWalk,Church,Rotary\n")
    assert table(banner).names == ("Title", "Place", "Host")


def test_an_unknown_encoding_is_refused(text_file: TextFile) -> None:
    with pytest.raises(OutreachError, match="“klingon” is no encoding"):
        read(text_file(b"a,b\n"), encoding="klingon")


def test_a_workbook_is_known_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "really_a_workbook.csv"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("March")
        sheet.write_row(0, 0, ["Town hall"])
        sheet.write_row(2, 1, ["name", "count"])
        sheet.write_row(3, 1, ["Opal", 7])
        sheet.write_datetime(4, 1, date(2019, 3, 1), book.add_format({"num_format": "yyyy-mm-dd"}))
        book.add_worksheet("Hidden").hide()
    march, hidden = open_sheets(path)
    assert (march.name, march.hidden, hidden.hidden) == ("March", False, True)
    found = find_table(march)
    assert found is not None
    assert found.names == ("", "name", "count")
    assert [row.cells for row in found.records()] == [("", "Opal", 7.0), ("", date(2019, 3, 1), "")]
    assert found.place(next(found.records()), 2) == "really_a_workbook.csv, sheet “March”, row 4, column C (count)"
    assert find_table(hidden) is None


def test_the_row_with_the_wanted_names_is_the_header(text_file: TextFile) -> None:
    path = text_file(b"Report,March 2019\nby,district\nDate of event,Title\n2019-03-01,Walk\n")
    assert table(path, "title", "date-of-event").header.number == 3


def test_a_row_with_too_many_cells_is_not_trusted(text_file: TextFile) -> None:
    found = table(text_file(b"a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n"))
    short, long, trailing = found.records()
    assert short.cells == ("1", "2", "")
    assert "4 cells but the header names 3" in found.overflow(long)
    assert not found.overflow(short)
    assert not found.overflow(trailing)


def _bomb(path: Path, cells: list[tuple[int, int]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for row, column in cells:
            sheet.write(row, column, "x")
    return path


@pytest.mark.parametrize(
    ("far", "words"),
    [((1_048_575, 16_383), "16,384 columns"), ((1_048_575, 60), "spans 1,048,576 rows by 61 columns")],
)
def test_a_sheet_of_billions_of_cells_is_refused_before_memory_is_used(
    tmp_path: Path, far: tuple[int, int], words: str
) -> None:
    path = _bomb(tmp_path / "vast.xlsx", [(0, 0), far])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(OutreachError, match=words):
        open_sheets(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_cells_without_a_place_are_counted_too(tmp_path: Path) -> None:
    path = _bomb(tmp_path / "vast.xlsx", [(0, 0), (1, 1)])
    hollow = tmp_path / "hollow.xlsx"
    cells = "<c><v>1</v></c>" * 3000
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(hollow, "w") as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename.endswith("sheet1.xml"):
                content = f"<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>".encode()
            target.writestr(part, content)
    with pytest.raises(OutreachError, match="3,000 columns"):
        open_sheets(hollow)


def test_rows_without_a_place_are_counted_too() -> None:
    rows = b"<row><c><v>1</v></c><c/></row>" * 1_500
    used = Rectangle()
    assert _take_one_by_one(b"<cols><col/></cols><row><c/>" + rows, used, 0, 0) == (1_501, 2)
    assert (used.top, used.bottom, used.right) == (1, 1_501, 2)
    assert _take_one_by_one(b"<c/><c><v>2</v></c>", used, 1_501, 2) == (1_501, 4)
    assert (used.bottom, used.right) == (1_501, 4)


def test_a_workbook_with_flipped_bytes_is_refused(tmp_path: Path) -> None:
    whole = _bomb(tmp_path / "whole.xlsx", [(row, 0) for row in range(300)]).read_bytes()
    chance = random.Random(7)
    for _ in range(60):
        flipped = bytearray(whole)
        for _ in range(12):
            flipped[chance.randrange(len(whole))] = chance.randrange(256)
        (tmp_path / "flipped.xlsx").write_bytes(flipped)
        with suppress(OutreachError):
            read(tmp_path / "flipped.xlsx")


def test_texts_repeated_beyond_memory_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "repeated.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for row in range(10_000):
            sheet.write(row, 0, "x" * 32_000)
    with pytest.raises(OutreachError, match="repeats texts"):
        open_sheets(path)


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(450):
                part.write(b" " * 1_000_000)
    with pytest.raises(OutreachError, match="unpacks to 450 MB"):
        open_sheets(path)


def test_a_cut_off_workbook_is_refused(tmp_path: Path) -> None:
    path = _bomb(tmp_path / "cut.xlsx", [(0, 0)])
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(OutreachError, match=r"cut.xlsx is damaged"):
        open_sheets(path)


@pytest.mark.parametrize("name", ["notes.xlsx", "notes.xls"])
def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(bytes(range(32)) * 20)
    with pytest.raises(OutreachError, match="is not a workbook"):
        open_sheets(path)


def test_a_packed_folder_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "folder.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "a,b")
    with pytest.raises(OutreachError, match="packed"):
        open_sheets(path)


@pytest.mark.parametrize(
    ("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")]
)
def test_columns_are_named_as_spreadsheets_do(index: int, letters: str) -> None:
    assert column_letters(index) == letters


@pytest.mark.real_data
@pytest.mark.parametrize(
    "name",
    [
        "comma_in_quotes",
        "empty",
        "empty_crlf",
        "escaped_quotes",
        "json",
        "newlines",
        "newlines_crlf",
        "quotes_and_newlines",
        "simple",
        "simple_crlf",
        "utf8",
    ],
)
def test_the_csv_spectrum_reads_as_its_json_says(shared_data: Path, name: str) -> None:
    folder = shared_data / "tables" / "csv-spectrum"
    found = table(folder / f"{name}.csv")
    records = [dict(zip(found.names, row.cells, strict=True)) for row in found.records()]
    assert records == json.loads((folder / "expected_json" / f"{name}.json").read_text("utf-8"))


@pytest.mark.real_data
def test_the_one_that_contradicts_its_json_does_so_in_one_cell(shared_data: Path) -> None:
    folder = shared_data / "tables" / "csv-spectrum"
    file = folder / "location_coordinates.csv"
    (row,) = table(file).records()
    told = json.loads((folder / "expected_json" / "location_coordinates.json").read_text("utf-8"))
    assert table(file).names == tuple(told)
    read = dict(zip(told, row.cells, strict=True))
    assert {name: (read[name], told[name]) for name in told if read[name] != told[name]} == {
        "Contact Phone Number": ("2095257564", "1234567890"),
    }  # fmt: skip
    assert b"\n2095257564," in file.read_bytes()  # as the file itself has it


@pytest.mark.real_data
def test_every_torture_file_gives_tables_or_one_sentence(shared_data: Path) -> None:
    folder = shared_data / "tables"
    refused = {}
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".json"]
    for path in files:
        try:
            for sheet in open_sheets(path):
                found = find_table(sheet)
                rows = 0 if found is None else sum(1 for _ in found.records())
                assert rows < 100_000
        except OutreachError as fault:
            refused[path.name] = str(fault)
    assert len(files) > 200
    assert refused.keys() == {
        "OOM_alloc3.xls", "issue252.xlsx", "issue_385.xls", "issue_594_dos.ods", "pass_protected.ods",
        "pass_protected.xlsb", "pass_protected.xlsx", "dummy.csv.bz2", "dummy.csv.gz", "null_byte.csv",
    }  # fmt: skip
    assert all(words.startswith(name) for name, words in refused.items())
    assert all("protected by a password" in refused[name] for name in refused if "pass" in name)


def _xls(*cells: tuple[int, int], follows: dict[int, int] | None = None) -> bytes:
    """A file of nine sectors: the table of what follows, the directory, and the cells over seven; ``follows`` changes
    the table."""
    records = struct.pack("<HHHH", 0x0809, 4, 0x0600, 0x0010)
    records += b"".join(struct.pack("<HHHHHd", 0x0203, 14, row, column, 0, 1.0) for row, column in cells)
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 9), 0xFFFFFFFE, *[0xFFFFFFFF] * 119]
    for sector, following in (follows or {}).items():
        table[sector] = following
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    entries = b""
    for name, kind, start, size in (("Root Entry", 5, 0xFFFFFFFE, 0), ("Workbook", 2, 2, max(4096, len(records)))):
        told = f"{name}\0".encode("utf-16-le")
        entries += told.ljust(64, b"\0") + struct.pack("<HBB", len(told), kind, 1) + b"\xff" * 12 + bytes(36)
        entries += struct.pack("<III", start, size, 0)
    return header + struct.pack("<128I", *table) + entries.ljust(512, b"\0") + records.ljust(7 * 512, b"\0")


@pytest.mark.parametrize("follows", [{8: 2}, {1: 1}, {0: 0, 4: 4}, {5: 77}])
def test_an_old_workbook_whose_sectors_run_in_a_circle_is_refused(tmp_path: Path, follows: dict[int, int]) -> None:
    path = tmp_path / "circle.xls"
    path.write_bytes(_xls((0, 0), (9, 9)))
    refuse_endless(path)
    path.write_bytes(_xls((0, 0), (9, 9), follows=follows))
    with pytest.raises(OutreachError, match=r"circle\.xls is damaged and cannot be opened"):
        refuse_huge(path, FileKind.XLS)  # never the reading library itself: it would fill the memory


def test_an_old_workbook_of_far_cells_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "vast.xls"
    path.write_bytes(_xls((0, 0), (60_000, 1_900)))
    with pytest.raises(OutreachError, match="spans 60,001 rows by 1,901 columns"):
        refuse_huge(path, FileKind.XLS)
    path.write_bytes(_xls((0, 0), (9, 60_000)))
    with pytest.raises(OutreachError, match="a sheet has 60,001 columns"):
        refuse_huge(path, FileKind.XLS)
