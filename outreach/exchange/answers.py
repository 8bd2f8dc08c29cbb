"""What the reader of a plan answers to its questions, and what is remembered of the answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from uuid import UUID

from outreach.actions.change import Actor
from outreach.actions.import_memory import learn_names, learn_spellings, remember_mapping
from outreach.exchange.mapping import CellPlace, FileMapping, MonthBy, SheetPlace, lasting
from outreach.exchange.mapping_text import mapping_text
from outreach.exchange.meetings import uids_of_events
from outreach.exchange.resolving import names_with_keys
from outreach.exchange.shapes import shape_of
from outreach.exchange.tables import first_table, plain
from outreach.queries.known import Named, known_names


@dataclass(frozen=True, slots=True)
class Answers:
    """Cells that were corrected, what names stand for, by the text of the file, and the months of sheets.

    A name may stand for one that is not kept yet: it is added then; where it stands for nothing, it is left out.
    ``months`` are of sheets whose titles contradict
    the names of their files (None: the sheet is left out); ``month_by`` says it for all others.
    """

    cells: Mapping[CellPlace, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    offenses: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    organizations: Mapping[str, str] = field(default_factory=dict)
    officers: Mapping[str, str] = field(default_factory=dict)
    events: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    """Never remembered: a mapping tells no resident's name."""
    months: Mapping[SheetPlace, date | None] = field(default_factory=dict)
    month_by: MonthBy | None = None


def answered(mapping: FileMapping, answers: Answers | None) -> FileMapping:
    """A mapping with the answers in it."""
    if answers is None:
        return mapping
    return replace(
        mapping,
        areas=mapping.areas.taught(answers.areas),
        offenses=mapping.offenses.taught(answers.offenses),
        kinds=mapping.kinds.taught(answers.kinds),
        organizations=mapping.organizations.taught(answers.organizations),
        officers=mapping.officers.taught(answers.officers),
        events=mapping.events.taught(answers.events),
        corrections=answers.cells,
        people=answers.people,
        sheet_months=answers.months,
        month_by=answers.month_by,
    )


@dataclass(frozen=True, slots=True)
class Memory:
    """What is to be remembered of an import: how files of one shape are read, and what their spellings stand for."""

    kind: str
    shape: str
    mapping: FileMapping
    answers: Answers

    def write(self, by: Actor, precinct: int) -> None:
        """Remember it. Spellings that an answer gave go to the neighborhood or offense itself, and the names of
        organizations, officers, kinds of event and events are remembered too, all for every other file.
        """
        known = known_names(precinct)
        learned = {
            "organization": _uids(self.answers.organizations, known.organizations),
            "officer": _uids(self.answers.officers, known.officers),
            "kind of event": _uids(self.answers.kinds, known.event_kinds),
            "event": uids_of_events(precinct, self.answers.events),
        }
        mapping = replace(
            self.mapping,
            organizations=self.mapping.organizations.untaught(learned["organization"]),
            officers=self.mapping.officers.untaught(learned["officer"]),
            kinds=self.mapping.kinds.untaught(learned["kind of event"]),
            events=self.mapping.events.untaught(learned["event"]),
        )
        remember_mapping(by, precinct, self.kind, self.shape, mapping_text(lasting(self.kind, mapping)))
        for what, names in learned.items():
            if names:
                learn_names(by, precinct, what, names)
        learn_spellings(
            by, precinct, _keys(self.answers.areas, known.neighborhoods), _keys(self.answers.offenses, known.offenses)
        )


def memory_of(kind: str, path: Path, mapping: FileMapping, answers: Answers | None = None) -> Memory | None:
    """What is to be remembered when a table was read as a mapping tells; None: the mapping names no columns.

    Raises:
        OutreachError: the file cannot be read any more.
    """
    if not mapping.columns:
        return None
    shape = shape_of(first_table(path, mapping.encoding, mapping.delimiter).names)
    return Memory(kind, shape, mapping, answers or Answers()) if shape else None


def _uids(answers: Mapping[str, str], kept: Sequence[Named]) -> dict[str, UUID]:
    """What each text stands for, by number; one that is the name itself needs no memory."""
    known = {plain(text): one for one in kept for text in one.spellings} | {plain(one.name): one for one in kept}
    found = {text: known.get(plain(name)) for text, name in answers.items() if name}
    return {
        text: one.uid
        for text, one in found.items()
        if one is not None and one.uid is not None and known.get(plain(text)) is not one
    }


def _keys(answers: Mapping[str, str], kept: tuple[Named, ...]) -> dict[str, int]:
    keys = names_with_keys(kept)
    return {text: key for text, name in answers.items() if (key := keys.get(plain(name))) is not None}
