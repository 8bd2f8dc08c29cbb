"""Bringing files in: first a plan that can be looked at, then one change that can be undone."""

import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path

from outreach.actions.change import Actor, Changes, change, watched
from outreach.errors import OutreachError
from outreach.exchange.answers import Answers, Memory, answered
from outreach.exchange.archive import apply_archive, plan_archive
from outreach.exchange.areas_import import apply_areas, plan_areas
from outreach.exchange.attendance_import import apply_attendance, plan_attendance, plan_reports
from outreach.exchange.calendar_import import plan_calendar
from outreach.exchange.columns import Take
from outreach.exchange.crime_import import apply_crime, plan_crime
from outreach.exchange.event_import import apply_events, plan_events
from outreach.exchange.guessing import guessed_mapping, how_sure
from outreach.exchange.identified import PERSON
from outreach.exchange.mapping import REMEMBERED, FileMapping, load_mapping, mapping_of
from outreach.exchange.meeting_reports import meeting_reports
from outreach.exchange.people_import import apply_people, plan_contacts, plan_people
from outreach.exchange.plan import ImportPlan, Problem, Progress, counted, first_few
from outreach.exchange.promises_import import apply_promises, plan_promises
from outreach.exchange.roster_import import apply_roster, plan_officers, plan_organizations
from outreach.exchange.shapes import shape_of
from outreach.exchange.tables import first_table, plain
from outreach.languages.spoken import say
from outreach.queries.known_mappings import remembered_mapping
from outreach.records.base import database
from outreach.records.database import writes_much
from outreach.records.server import look_through

IMPORT_KINDS = (
    "events", "attendance", "people", "organizations", "officers", "follow-ups", "crime", "calendar", "contacts",
    "areas", "archive",
)  # fmt: skip

_CONCERNS = {"concern", "concerns", "complaint", "complaints"}
"""What a column is called that holds what residents told rather than what took place."""
_MANY = 5_000
"""Rows, after which a server looks through its tables at once."""
_MOST_PAGES = 32
_PAGES = {"attendance": 16}
"""Megabytes of the database's pages that are at hand while it is written. Sign-ins are written event by event, and no
faster with more."""


def plan_import(
    kind: str,
    paths: Sequence[Path],
    precinct: int,
    today: date,
    mapping: Path | FileMapping | None = None,
    progress: Progress | None = None,
    answers: Answers | None = None,
    *,
    remembered: bool = True,
) -> ImportPlan:
    """What bringing files in would do. Nothing is written, however often it is asked.

    ``mapping`` says what the columns mean; without one it is what was confirmed last for files of the same columns
    (unless not ``remembered``), or the columns are recognised by their names. ``answers`` are what the reader said to
    the questions of an earlier plan of the same files. ``today`` decides which events count as held. ``progress`` may
    raise to stop.

    Raises:
        OutreachError: there is no such kind of import, or a file or the mapping cannot be read as one.
    """
    if kind not in IMPORT_KINDS:
        raise OutreachError(
            say("“{kind}” cannot be imported: choose {known}.", kind=kind, known=", ".join(IMPORT_KINDS))
        )
    if not paths:
        raise OutreachError(say("No file was named: name at least one that is to be imported."))
    if kind == "archive":
        return plan_archive(paths, progress)
    if kind == "areas":
        return plan_areas(paths, precinct, progress)
    told = load_mapping(mapping) if isinstance(mapping, Path) else mapping or FileMapping()
    if told.kind and told.kind != kind:
        raise OutreachError(
            say(
                "The mapping {name} is for {kind}, not for {wanted}: choose another mapping.",
                name=told.name,
                kind=told.kind,
                wanted=kind,
            )
        )
    told = answered(told, answers)
    if kind == "calendar":
        return plan_calendar(paths, precinct, today, told, progress)
    if kind == "contacts":
        return plan_contacts(paths, precinct, told, progress)
    if told.columns:
        return _planned(kind, paths, precinct, today, told, progress)
    if kind == "attendance" and (reports := meeting_reports(paths)):
        return plan_reports(reports, precinct, told)
    read, note = _without_mapping(kind, paths[0], precinct, told, remembered=remembered)
    plan = _planned(kind, paths, precinct, today, answered(read, answers), progress)
    return replace(plan, notes=(note, *plan.notes))


def _without_mapping(
    kind: str, path: Path, precinct: int, told: FileMapping, *, remembered: bool
) -> tuple[FileMapping, str]:
    """How to read a file of which nobody says it, and what to say about that."""
    table = first_table(path, told.encoding, told.delimiter, told.header_row)
    kept = remembered_mapping(precinct, kind, shape_of(table.names)) if remembered else None
    if kept is not None:
        return mapping_of(tomllib.loads(kept), REMEMBERED), (
            say("the columns were read as they were last time in a file with the same columns")
        )
    guessed = guessed_mapping(kind, table, told)
    words = [
        _guess_in_words(what, take, how_sure(kind, what, take.columns[0])) for what, take in guessed.columns.items()
    ]
    words += [_guess_in_words(group, take) for group, take in guessed.head_counts.items()]
    taken = ", ".join(words)
    return guessed, say("no mapping was given, and the columns were guessed by their names: {taken}", taken=taken)


def _guess_in_words(what: str, take: Take, unsure: str = "") -> str:
    columns = ", ".join(say("“{name}”", name=name) for name in take.columns)
    if unsure:
        return say("{what} from {columns} ({unsure})", what=what, columns=columns, unsure=unsure)
    return say("{what} from {columns}", what=what, columns=columns)


def _planned(
    kind: str, paths: Sequence[Path], precinct: int, today: date, mapping: FileMapping, progress: Progress | None
) -> ImportPlan:
    if kind == "events":
        plan = plan_events(paths, precinct, today, mapping, progress)
        titles = mapping.columns["title"].columns if "title" in mapping.columns else ()
        asked = [name for name in titles if plain(name) in _CONCERNS]
        return replace(plan, notes=(*(_perhaps_concerns(name) for name in asked), *plan.notes))
    planners: dict[str, Callable[..., ImportPlan]] = {
        "crime": plan_crime,
        "people": plan_people,
        "attendance": plan_attendance,
        "organizations": plan_organizations,
        "officers": plan_officers,
        "follow-ups": plan_promises,
    }
    return planners[kind](paths, precinct, mapping, progress)


def _perhaps_concerns(name: str) -> str:
    return say(
        "the title of each event was read from “{name}”; a list of concerns cannot be brought in: record each concern "
        "with its event",
        name=name,
    )


def apply_import(
    by: Actor, precinct: int, plan: ImportPlan, progress: Progress | None = None, *, remember: Memory | None = None
) -> Changes:
    """Do what a plan says, as one change with one entry in the audit trail; an undo takes all of it back.

    ``remember``: what to remember of the files, in the same change. ``progress`` may raise to stop; nothing is written
    then.

    Raises:
        OutreachError: rows are refused and no mapping lets them be left out, or somebody changed the same records
            since the plan was made. Nothing is written then.
    """
    if plan.stops:
        raise OutreachError(stop_sentence(plan))
    with (
        writes_much(_PAGES.get(plan.kind, _MOST_PAGES)),
        watched(_written_so_far(plan, progress)) if progress is not None else nullcontext(),
    ):
        done = apply_archive(by, plan.work) if plan.kind == "archive" else _applied(by, precinct, plan, remember)
        if plan.new >= _MANY:
            look_through(database.obj)
        return done


def _written_so_far(plan: ImportPlan, progress: Progress) -> Callable[[int], None]:
    written = 0

    def told(rows: int) -> None:
        nonlocal written
        written += rows
        progress(min(1.0, written / max(1, plan.new)), say("{count:,} rows written", count=written))

    return told


def _applied(by: Actor, precinct: int, plan: ImportPlan, remember: Memory | None) -> Changes:
    writers: dict[str, Callable[..., Changes]] = {
        "events": apply_events,
        "calendar": apply_events,
        "crime": apply_crime,
        "people": apply_people,
        "attendance": apply_attendance,
        "areas": apply_areas,
        "organizations": apply_roster,
        "officers": apply_roster,
        "follow-ups": apply_promises,
        "contacts": apply_people,
    }
    action = {"calendar": "import_events", "contacts": "import_people", "follow-ups": "import_follow_ups"}
    with change(by, action.get(plan.kind, f"import_{plan.kind}")) as c:
        writers[plan.kind](by, precinct, plan.work)
        if remember is not None:
            remember.write(by, precinct)
    return c.changes


def stop_sentence(plan: ImportPlan) -> str:
    """Why a plan that :attr:`~ImportPlan.stops` is not carried out, in one sentence that names the first row."""
    if plan.contradictions:
        asked = str(plan.contradictions[0]).removesuffix(".")
        if len(plan.contradictions) == 1:
            return say("{asked}, so nothing was written: say which is right.", asked=asked)
        more = counted(len(plan.contradictions) - 1, "more sheet")
        return say("{asked} ({sheets} too), so nothing was written: say which is right.", asked=asked, sheets=more)
    first = str(plan.problems[0]).removesuffix(".")
    if plan.refused == 1:
        return say("{first}, so nothing was written.", first=first)
    return say(
        "{first}, so nothing was written; {more:,} more cannot be taken either.", first=first, more=plan.refused - 1
    )


def result_lines(plan: ImportPlan, *, written: bool) -> list[str]:
    """What an import came to, line by line, for the command line; every row not taken is named with its reason."""
    return list(_lines(plan, written=written))


def _lines(plan: ImportPlan, *, written: bool) -> Iterator[str]:
    files = plan.files[0] if len(plan.files) == 1 else f"{len(plan.files)} files"
    taken = plan.rows - plan.refused - plan.left_out
    yield (f"{files}: {plan.rows:,} rows read, {taken:,} taken, {plan.left_out:,} left out, {plan.refused:,} refused.")
    yield from _told(plan.problems, plan.refused)
    yield from _told(plan.left_out_rows, plan.left_out)
    yield from (f"{one} Say which is right." for one in plan.contradictions)
    yield from _asked(plan)
    yield from (f"Note: {words}." for words in plan.notes)
    if not plan.is_empty:
        yield "; ".join(f"{name} {count:,}" for name, count in plan.totals)
    verb = "Written" if written else "Nothing was written. It would be"
    if plan.contradictions:
        yield "Nothing was written: say with --month-by whether the file's name or the sheet's title is right."
    elif plan.stops:
        yield "Nothing was written: correct the rows, or let the mapping leave refused rows out."
    elif plan.is_empty:
        yield "Nothing was written: every row was refused or left out."
    elif not plan.new and not plan.changed:
        yield f"All {plan.same:,} {_what(plan)} are kept already: nothing to change."
    else:
        yield f"{verb}: {plan.new:,} new, {plan.changed:,} changed, {plan.same:,} the same ({_what(plan)})."


def _asked(plan: ImportPlan) -> Iterator[str]:
    """The names that nobody knows, all of one kind in one line, to be explained at once."""
    for what in dict.fromkeys(one.what for one in plan.unknown if one.what != PERSON):
        names = [
            f"{one.name} ({counted(one.places, 'row')}{f', perhaps {one.nearest}' if one.nearest else ''})"
            for one in plan.unknown
            if one.what == what
        ]
        told = first_few(names, most=200)
        yield f"Not known as {what}: {told}. Say in a mapping what each stands for, or that unknown ones are added."


def _what(plan: ImportPlan) -> str:
    of = {
        "crime": "counts",
        "calendar": "events",
        "contacts": "people",
        "areas": "neighborhoods",
        "attendance": "sign-ins",
    }
    return of.get(plan.kind, plan.kind)


def _told(rows: Sequence[Problem], whole: int) -> Iterator[str]:
    yield from map(str, rows)
    if whole > len(rows):
        yield f"… and {whole - len(rows):,} more."
