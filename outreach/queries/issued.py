"""Reports as they were issued, and the words written for the next one."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from peewee import JOIN

from outreach.errors import NotFoundError
from outreach.languages.spoken import say
from outreach.queries.listing import Page, count_of, ranked_name
from outreach.queries.rows import rows_of
from outreach.records.issued import IssuedReport, ReportWords
from outreach.records.people import Neighborhood
from outreach.records.precinct import Officer


@dataclass(frozen=True, slots=True)
class IssuedRow:
    """An issued report in a list; ``issued_at`` is UTC. ``replaced_by`` is the report that corrects it."""

    id: int
    kind: str
    title: str
    period_from: date
    period_to: date
    neighborhood_name: str
    is_public: bool
    prepared_by: str
    approved_by: str
    issued_at: datetime
    sha256: str
    replaces: int | None
    replaced_by: int | None


@dataclass(frozen=True, slots=True)
class IssuedDetail(IssuedRow):
    """An issued report with its message, its figures as JSON text, and the PDF as signed."""

    message: str
    figures: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class PartWords:
    """The words of one part of a report; ``version`` is for writing them anew."""

    version: int
    words: str


def issued_list(
    precinct: int,
    *,
    kind: str = "",
    first: date | None = None,
    last: date | None = None,
    offset: int = 0,
    limit: int = 200,
) -> Page[IssuedRow]:
    """A page of the issued reports of a kind (empty: all) whose period touches the days given; latest first."""
    fits: list[Any] = [IssuedReport.precinct == precinct]
    if kind:
        fits.append(IssuedReport.kind == kind)
    if first is not None:
        fits.append(IssuedReport.period_to >= first)
    if last is not None:
        fits.append(IssuedReport.period_from <= last)
    total = count_of(IssuedReport.select(IssuedReport.id).where(*fits))
    order = (IssuedReport.issued_at.desc(), IssuedReport.id.desc())
    found = rows_of(_rows().where(*fits).order_by(*order).offset(offset).limit(limit))
    return Page(total, tuple(IssuedRow(*_facts(row)) for row in found))


def issued_detail(report: int, *, confidential: bool = False) -> IssuedDetail:
    """One issued report with its PDF; one statement.

    Internal copies are issued by those who may read what is confidential, and hold it. Raises :class:`NotFoundError`
    when there is none, or it is an internal copy and the reader may not see it.
    """
    found = rows_of(
        _rows(IssuedReport.message, IssuedReport.figures, IssuedReport.pdf).where(IssuedReport.id == report)
    )
    if not found:
        raise NotFoundError(say("This issued report is not kept here: choose another."))
    *row, message, figures, pdf = found[0]
    if not (confidential or row[6]):
        raise NotFoundError(say("This internal copy may hold confidential words: ask a supervisor to open it."))
    return IssuedDetail(*(*_facts(row), message, figures, bytes(pdf)))


def report_words(precinct: int, kind: str, period_from: date, period_to: date) -> dict[str, PartWords]:
    """The words written for the parts of a report of one period, by part."""
    kept: Any = ReportWords.select(ReportWords.part, ReportWords.version, ReportWords.words).where(
        ReportWords.precinct == precinct,
        ReportWords.kind == kind,
        ReportWords.period_from == period_from,
        ReportWords.period_to == period_to,
    )
    return {part: PartWords(version, words) for part, version, words in rows_of(kept)}


def _rows(*more: Any) -> Any:
    later: Any = IssuedReport.alias()
    return (
        IssuedReport.select(
            IssuedReport.id,
            IssuedReport.kind,
            IssuedReport.title,
            IssuedReport.period_from,
            IssuedReport.period_to,
            Neighborhood.name,
            IssuedReport.is_public,
            Officer.rank,
            Officer.name,
            IssuedReport.approved_by,
            IssuedReport.issued_at,
            IssuedReport.sha256,
            IssuedReport.replaces,
            later.select(later.id).where(later.replaces == IssuedReport.id).order_by(later.id.desc()).limit(1),
            *more,
        )
        .join(Neighborhood, JOIN.LEFT_OUTER)
        .switch(IssuedReport)
        .join(Officer, JOIN.LEFT_OUTER)
    )


def _facts(row: Any) -> tuple[Any, ...]:
    key, kind, title, first, last, area, public, rank, name, *rest = row
    return (key, kind, title, first, last, area or "", public, ranked_name(rank, name), *rest)
