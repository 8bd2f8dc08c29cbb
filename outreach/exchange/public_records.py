"""The answer to a public-records request: everything of an event or a period, without what residents are owed.

A ZIP file with one table for each kind of record, the photos that may be published, a list of what was removed and why,
and a page that says what it is.
"""

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from outreach.actions.change import Actor, refuse_without_right, tell
from outreach.errors import OutreachError
from outreach.exchange.redaction import Redactor
from outreach.exchange.spreadsheet import neutral, replacing
from outreach.languages.spoken import say
from outreach.languages.wording import ENGLISH
from outreach.queries.events import attachment_data
from outreach.queries.period import Period
from outreach.queries.public_records import Entry, Sheet, Value, Withheld, public_records, words_to_remove

_REMOVED_COLUMNS = ("Kind of record", "Number", "Part", "Why it was removed")


@dataclass(frozen=True, slots=True)
class Removed:
    """A part of a record that did not go out, and why."""

    kind: str
    number: str
    part: str
    why: str


@dataclass(frozen=True, slots=True)
class PublicExport:
    """What went out: how many records, and what was removed of them."""

    records: int
    removed: tuple[Removed, ...]


def export_public_records(
    by: Actor, path: Path, precinct: int, today: date, *, event: int | None = None, period: Period | None = None
) -> PublicExport:
    """Write everything about an event, or about a period, to a ZIP file that may be given to the public.

    It is told in the audit trail. The same records give the same file on the same day.
    Raises :class:`RightsError` when the actor's role does not allow it, :class:`OutreachError` when neither or both are
    given, the name does not end in .zip, or the file cannot be written.
    """
    refuse_without_right(by, "export_public_records")
    if (event is None) == (period is None):
        raise OutreachError(say("Public records are those of one event or of a period: say which."))
    if path.suffix.lower() != ".zip":
        raise OutreachError(say("{name}: public records go out as .zip. Name the file so.", name=path.name))
    kept = public_records(precinct, event=event, period=period)
    redactor = Redactor(words_to_remove(precinct))
    removed: list[Removed] = []
    sheets = [_cleaned(sheet, redactor, removed) for sheet in kept.sheets]
    records = sum(len(sheet.entries) for sheet in sheets)
    title = f"Public records, {ENGLISH.period(period)}" if period is not None else "Public records of one event"
    with replacing(path) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "README.txt", _words(title, today, records, removed).encode(), today)
        for sheet in sheets:
            _put(archive, f"{sheet.title.lower()}.csv", _table(sheet.columns, (e.values for e in sheet.entries)), today)
        rows = ((one.kind, one.number, one.part, one.why) for one in removed)
        _put(archive, "removed.csv", _table(_REMOVED_COLUMNS, rows), today)
        for number, (key, name) in enumerate(kept.photos, 1):
            suffix = PurePosixPath(name).suffix.lower()
            _put(archive, f"photos/{number:03}{suffix}", attachment_data(key), today)
    tell(by, "exported public records", [("event", event)] if event is not None else ())
    return PublicExport(records, tuple(removed))


def _cleaned(sheet: Sheet, redactor: Redactor, removed: list[Removed]) -> Sheet:
    entries = tuple(_cleaned_entry(sheet, entry, redactor, removed) for entry in sheet.entries)
    return Sheet(sheet.title, sheet.columns, sheet.written, entries)


def _cleaned_entry(sheet: Sheet, entry: Entry, redactor: Redactor, removed: list[Removed]) -> Entry:
    values: list[Value] = []
    gone = list(entry.withheld)
    for column, value in zip(sheet.columns, entry.values, strict=True):
        if isinstance(value, str) and (column in sheet.written or column == "Place"):
            clean = redactor.redacted if column in sheet.written else redactor.redacted_place
            value, found = clean(value)
            gone += [Withheld(column, why) for why in found]
        values.append(value)
    removed += [Removed(sheet.title, entry.number, part, why) for part, why in gone]
    return Entry(entry.number, tuple(values), tuple(gone))


def removed_words(removed: Sequence[Removed], said: Callable[[str], str] = str) -> tuple[str, ...]:
    """How many parts were removed for each reason, one a line; ``said`` puts a reason into other words."""
    counted = Counter(one.why for one in removed)
    return tuple(f"- {count:,}: {said(why)}" for why, count in sorted(counted.items()))


def _words(title: str, today: date, records: int, removed: Sequence[Removed]) -> str:
    """What stands beside the tables; they are in English, whatever this PC speaks."""
    reasons = "\n".join(removed_words(removed))
    return f"""{title}

Made on {today} from the records of the precinct. Each table is a file; times are local.

Removed, each with its reason in removed.csv: phone numbers, e-mail and street addresses of residents, confidential
words and who said them, the names of residents who are kept confidentially, scanned sheets, and files that are not
marked as fit to be published. In the middle of somebody's words, [removed] stands for it.

Records: {records:,}. Parts removed: {len(removed):,}.
{reasons}
"""


def _table(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([neutral(value) if isinstance(value, str) else value for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _put(archive: zipfile.ZipFile, name: str, content: bytes, day: date) -> None:
    info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, content)
