"""Sheets of workbooks: xlsx, xlsb, xls and ods, through python-calamine."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from outreach.errors import OutreachError
from outreach.exchange.recognise import FileKind
from outreach.exchange.sheet import Row, Sheet
from outreach.exchange.workbook_limits import refuse_huge
from outreach.languages.spoken import say


def open_workbook(path: Path, kind: FileKind) -> tuple[Sheet, ...]:
    """The worksheets of a workbook, in order; sheets that are charts or macros are left out.

    Raises:
        OutreachError: the workbook is protected by a password, damaged, too large for memory, or without a worksheet.
    """
    refuse_huge(path, kind)
    with _opened(path) as workbook:
        found = [
            (sheet.name, sheet.visible is not SheetVisibleEnum.Visible)
            for sheet in workbook.sheets_metadata
            if sheet.typ is SheetTypeEnum.WorkSheet
        ]
    if not found:
        raise OutreachError(say("{name} holds no worksheet: there is no table to read.", name=path.name))
    return tuple(_sheet(path, name, hidden) for name, hidden in found)


def _sheet(path: Path, name: str, hidden: bool) -> Sheet:
    return Sheet(path.name, name, lambda: _rows(path, name), hidden)


def _opened(path: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(str(path))
    except PasswordError as fault:
        raise OutreachError(
            say("{name} is protected by a password: save it without one and import that.", name=path.name)
        ) from fault
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as fault:
        raise OutreachError(
            say("{name} is damaged and cannot be opened: fetch or save it again.", name=path.name)
        ) from fault
    except BaseException as fault:
        raise _explained(
            fault, say("{name} is damaged and cannot be opened: fetch or save it again.", name=path.name)
        ) from fault


def _explained(fault: BaseException, words: str) -> BaseException:
    """A panic of the reading library as a sentence. It is no `Exception`, and it has no name to import."""
    if type(fault).__name__ == "PanicException":
        return OutreachError(words)
    return fault


def _rows(path: Path, name: str) -> Iterator[Row]:
    with _opened(path) as workbook:
        words = say(
            "{file}, sheet “{sheet}” is damaged and cannot be read: fetch or save it again.", file=path.name, sheet=name
        )
        try:
            sheet = workbook.get_sheet_by_name(name)
            before = ("",) * (sheet.start[1] if sheet.start else 0)
            rows = sheet.iter_rows()
        except (CalamineError, OSError, ValueError) as fault:
            raise OutreachError(words) from fault
        except BaseException as fault:
            raise _explained(fault, words) from fault
        for number, cells in enumerate(rows, start=1):
            yield Row(number, (*before, *cells))
