"""Every report on paper: how fast, how large, how it looks and what the checkers hear.

``uv run python -m tests.paper OUT`` prints one line for each kind and copy: pages, processor seconds a page, the ratio
to the same pages set by reportlab alone (no tags, no structure, one pass), and the findings of both accessibility
checkers; and writes every page as a picture in color, in grey and in black and white. ``--database FILE`` prints the
reports of a database instead of the samples, ``--no-pictures`` only measures. ``--weasyprint PYTHON`` names an
interpreter that has WeasyPrint, to set the monthly summary's words and tables as HTML too. The exit status is 1 when
a checker finds something or the ratio of a kind is above the goal.
"""

import argparse
import html
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any
from unittest.mock import patch

import pymupdf
from outloud import check as outloud_check
from pdfua import validate as pdfua_check
from reportlab.graphics import renderSVG
from reportlab.graphics.shapes import Drawing
from reportlab.pdfgen.canvas import Canvas

from outreach.queries.event_list import EventFilter, event_list
from outreach.queries.lookups import desk_lookups
from outreach.queries.period import Period, last_quarter
from outreach.queries.precincts import demo_day, only_precinct
from outreach.records.database import close_database, connection, open_database
from outreach.reports import neighborhood_card, recap
from outreach.reports.breaks import PictureAndTable
from outreach.reports.catalogue import REPORTS, Choice, Copy, Print
from outreach.reports.issuing import drafted
from outreach.reports.page import Paper
from outreach.reports.tables import Rows
from outreach.reports.tagged import TaggedCanvas, TaggedFigure, TaggedLine, TaggedParagraph
from tests.reports.reading import pages_of
from tests.reports.samples import PRINTED_ON
from tests.reports.test_other_reports import EMPTY, FULL, LOOKS, on_paper

GOAL = 1.6
RUNS = 5
DOTS = 110

type Press = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Job:
    """A report to print: its name in the table, its kind, and how to print it."""

    name: str
    kind: str
    press: Press


def sample_jobs() -> Iterator[Job]:
    """The samples of every kind and copy, in both languages and on both papers, full and empty."""
    for kind, report in REPORTS.items():
        samples = {"": FULL[kind], "-empty": EMPTY.get(kind)}
        for copy in report.copies:
            for (language, paper), (which, sample) in product(LOOKS, samples.items()):
                if sample is not None:
                    how = Print(copy is Copy.PUBLIC, PRINTED_ON, Choice(language=language))
                    yield _job(f"{kind}-{copy}-{language}{which}", kind, on_paper(sample(), paper), how)


def _job(name: str, kind: str, data: Any, how: Print) -> Job:
    return Job(name, kind, lambda: REPORTS[kind].make(data, how))


def database_jobs(location: str, language: str = "en", paper: str = "letter") -> Iterator[Job]:
    """Every kind and copy from the records of a database, on its newest day."""
    open_database(location)
    try:
        with connection():
            precinct = only_precinct()
            yield from record_jobs(precinct, demo_day(precinct) or date(2019, 12, 31), language, paper)
    finally:
        close_database()


def record_jobs(precinct: int, today: date, language: str = "en", paper: str = "letter") -> Iterator[Job]:
    """Every kind and copy from the records of the open database: of the month, quarter and year that are over."""
    lists = desk_lookups(precinct)
    held = event_list(precinct, EventFilter(statuses=("held",), last=today), sort="sign_ins", limit=1).rows
    month = Period.of_month(today.year, today.month).prior
    year = Period.of_month(today.year - 1, 1), Period.of_month(today.year - 1, 12)
    spans = {"quarterly": last_quarter(today), "year": Period.of_months(*year)}
    for kind, report in REPORTS.items():
        needs = (*report.needs, *report.may_take)
        choice = Choice(
            period=spans.get(kind, month),
            neighborhood=lists.neighborhoods[0].id if "neighborhood" in needs and kind != "labels" else None,
            event=held[0].id if held else None,
            language=language,
            confidential=True,
        )
        for copy in report.copies:
            draft = drafted(kind, precinct, choice, public=copy is Copy.PUBLIC, today=today)
            on = replace(draft, data=on_paper(draft.data, paper))
            yield Job(f"{kind}-{copy}-{language}", kind, on.printed)


def seconds(press: Press, runs: int = RUNS) -> float:
    """The median time of a few prints, in seconds."""
    taken = []
    for _ in range(runs):
        start = process_time()
        press()
        taken.append(process_time() - start)
    return median(taken)


@contextmanager
def bare(rows: int) -> Iterator[None]:
    """Everything printed inside is set by reportlab alone; reports of one page know beforehand how many rows fit."""

    def once(written: Callable[[int], Paper]) -> bytes:
        return written(rows).finish(is_one_page=True)

    def nothing(*_: object, **__: object) -> Any:
        return nullcontext()

    with ExitStack() as stack:
        for name in ("content", "artifact", "reading"):
            stack.enter_context(patch.object(TaggedCanvas, name, nothing))
        for name in ("_add_structure", "bookmark"):
            stack.enter_context(patch.object(TaggedCanvas, name, lambda *_: None))
        for name in ("beginText", "drawText"):
            stack.enter_context(patch.object(TaggedCanvas, name, getattr(Canvas, name)))
        stack.enter_context(patch.object(TaggedCanvas, "linkURL", Canvas.linkURL))
        for module in (neighborhood_card, recap):
            stack.enter_context(patch.object(module, "one_page", once))
        yield


def rows_that_fit(press: Press) -> int:
    """How many rows a report of one page was printed with; 0 for the others."""
    fitting = 0

    def watched(original: Callable[..., bytes]) -> Callable[..., bytes]:
        def one_page(written: Callable[[int], Paper]) -> bytes:
            def noted(rows: int) -> Paper:
                papers.append((rows, written(rows)))
                return papers[-1][1]

            papers: list[tuple[int, Paper]] = []
            made = original(noted)
            nonlocal fitting
            fitting = max(rows for rows, paper in papers if paper.pages == 1)
            return made

        return one_page

    with ExitStack() as stack:
        for module in (neighborhood_card, recap):
            stack.enter_context(patch.object(module, "one_page", watched(module.one_page)))
        press()
    return fitting


def heard(pdf: bytes, file: Path) -> list[str]:
    """The errors and warnings that both checkers find."""
    file.write_bytes(pdf)
    found = [
        f"{one.rule} {one.message}: {one.evidence}"
        for one in outloud_check(file).sorted_findings()
        if str(one.severity) in ("error", "warning")
    ]
    validated = pdfua_check(file)
    return [*found, str(validated)] if validated.exit_code else found


def pictures(pdf: bytes, name: str, folder: Path) -> None:
    """Every page in color, in grey, and in black and white as a fax or an old copier shows it."""
    document: Any = pymupdf.open(stream=pdf)  # type: ignore[no-untyped-call]
    for number, page in enumerate(document, 1):
        page.get_pixmap(dpi=DOTS).save(folder / f"{name}-{number}.png")
        grey = page.get_pixmap(dpi=DOTS, colorspace=pymupdf.csGRAY)
        grey.save(folder / f"{name}-{number}-grey.png")
        sharp = page.get_pixmap(dpi=2 * DOTS, colorspace=pymupdf.csGRAY)
        sharp.pil_image().convert("1").save(folder / f"{name}-{number}-bw.png")


def as_html(press: Press) -> str:
    """The words, tables, charts and headings of a report as HTML of the same look, for another press to set."""
    stories: list[list[Any]] = []

    def kept(self: Paper, is_one_page: bool = False, finish: Callable[..., bytes] = Paper.finish) -> bytes:
        stories.append(list(self._story))
        return finish(self, is_one_page=is_one_page)

    with patch.object(Paper, "finish", kept):
        press()
    style = (
        "@page{size:letter;margin:46pt 50pt 58pt}body{font:10pt/13.5pt 'Source Sans Pro',sans-serif}"
        "table{width:100%;border-collapse:collapse;font-size:9.25pt}td,th{padding:3pt 4pt;text-align:left;"
        "border-bottom:.5pt solid #d5dae1;vertical-align:top}"
    )
    return f"<html lang=en><title>Report</title><style>{style}</style>{''.join(map(_html_of, stories[-1]))}</html>"


def _html_of(flowable: Any) -> str:
    if isinstance(flowable, TaggedParagraph):
        role = flowable.element.role.lower() if flowable.element else "p"
        tag = role if role in ("h1", "h2", "h3") else "p"
        return f"<{tag}>{html.escape(flowable.getPlainText(identify=1))}</{tag}>"
    if isinstance(flowable, TaggedLine):
        return html.escape(flowable.text)
    if isinstance(flowable, Rows):
        head = "".join(f"<th>{_html_of(cell)}</th>" for cell in flowable.head)
        body = "".join(f"<tr>{''.join(f'<td>{_html_of(cell)}</td>' for cell in row)}</tr>" for row in flowable.body)
        return f"<table><thead><tr>{head}</tr></thead>{body}</table>"
    if isinstance(flowable, TaggedFigure):
        return renderSVG.drawToString(flowable.picture) if isinstance(flowable.picture, Drawing) else ""
    if isinstance(flowable, PictureAndTable):
        return _html_of([flowable.picture, flowable.table])
    if isinstance(flowable, list):
        return "".join(map(_html_of, flowable))
    cells = getattr(flowable, "_cellvalues", ())
    return "".join(_html_of(cell) for row in cells for cell in row)


_OTHER_PRESS = """
import sys, time, statistics, weasyprint
words = open(sys.argv[1], encoding="utf-8").read()
def once():
    start = time.process_time()
    weasyprint.HTML(string=words).write_pdf(pdf_tags=True)
    return time.process_time() - start
once()
print(statistics.median(once() for _ in range(3)))
"""


def weasyprint_seconds(press: Press, python: str = sys.executable) -> float | None:
    """How long WeasyPrint takes for the same words and tables, tagged too, without photos.

    None where the interpreter has none, or it cannot be loaded.
    """
    with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8") as file:
        file.write(as_html(press))
        file.flush()
        told = subprocess.run([python, "-c", _OTHER_PRESS, file.name], capture_output=True, text=True, check=False)
    return float(told.stdout) if told.returncode == 0 else None


def main() -> int:
    """Print, measure, check and draw; returns the exit status."""
    asked = argparse.ArgumentParser(prog="python -m tests.paper", description=__doc__)
    asked.add_argument("out", type=Path)
    asked.add_argument("--database", default="")
    asked.add_argument("--only", choices=REPORTS, action="append", help="this kind alone; may be repeated")
    asked.add_argument("--no-pictures", action="store_true")
    asked.add_argument("--weasyprint", default="", metavar="PYTHON")
    options = asked.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    faults = 0
    print(f"{'report':34} {'pages':>5} {'s/page':>8} {'ratio':>6} {'findings':>8}")
    jobs = [job for look in LOOKS for job in database_jobs(options.database, *look)] if options.database else []
    jobs = jobs or list(sample_jobs())
    for job in jobs:
        if options.only and job.kind not in options.only:
            continue
        pdf = job.press()
        pages = len(pages_of(pdf))
        own = seconds(job.press)
        with bare(rows_that_fit(job.press)):
            floor = seconds(job.press)
        found = heard(pdf, options.out / f"{job.name}.pdf")
        slow = own / floor > GOAL
        faults += len(found) + slow
        print(f"{job.name:34} {pages:5} {own / pages:8.3f} {own / floor:6.2f} {len(found):8}{'  slow' if slow else ''}")
        for finding in found:
            print(f"    {finding}")
        if not options.no_pictures:
            pictures(pdf, job.name, options.out)
    if options.weasyprint:
        monthly = next(job for job in jobs if job.kind == "monthly")
        other, own = weasyprint_seconds(monthly.press, options.weasyprint), seconds(monthly.press, 3)
        beside = f"{other:.2f} s: {other / own:.1f} times as long" if other else "cannot be loaded"
        print(f"monthly summary here {own:.2f} s, in WeasyPrint {beside}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
