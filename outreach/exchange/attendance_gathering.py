"""Who came to which event, gathered from the lines of files: each with the keys of what it names."""

from collections.abc import Callable, Sequence, Set
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, cast

from outreach.errors import OutreachError
from outreach.exchange.attendance_rows import SignedBlock, SignedEntry
from outreach.exchange.mapping import FileMapping
from outreach.exchange.meetings import Meetings
from outreach.exchange.namesakes import Namesakes
from outreach.exchange.plan import Findings, OneTurn, Problem, RowRefusedError
from outreach.exchange.resolving import Resolver
from outreach.exchange.signed_lines import SignedAside
from outreach.exchange.signed_once import SignedOnce, line_mark, person_mark, person_marks
from outreach.languages.spoken import say
from outreach.queries.known import known_names
from outreach.queries.known_attendance import KnownMeeting, people_by_uid
from outreach.records.alike import Alike


class Standing(NamedTuple):
    """Where a line stands: in which table (by its number), in which row, and of a row with many days on which."""

    table: int
    row: int
    day: int = 0

    @property
    def code(self) -> int:
        """The same in eight bytes."""
        return (self.table << 11 | self.day) << 32 | self.row

    @classmethod
    def of(cls, code: int) -> "Standing":
        """What :attr:`code` tells."""
        return cls(code >> 43, code & 0xFFFF_FFFF, code >> 32 & 0x7FF)


class Gathering:
    """The lines of files, and what is found in them."""

    def __init__(self, precinct: int, mapping: FileMapping) -> None:
        known = known_names(precinct)
        self.findings = Findings()
        self.meetings = Meetings(precinct, mapping)
        self.areas = Resolver(
            "neighborhood", known.neighborhoods, mapping.areas, mapping.unknown_areas, asks=True, optional=True
        )
        self.organizations = Resolver(
            "organization", known.organizations, mapping.organizations, mapping.unknown_organizations,
            asks=True, optional=True,
        )  # fmt: skip
        self._precinct = precinct
        self._namesakes = Namesakes(precinct)
        self.told = SignedAside()
        self._names: dict[int, str] = {}
        """What the files call known people, by key, beside those who were found by their names at once."""
        self.events: set[int] = set()
        self.present = self.known = 0
        self.days: list[date] = []
        """The first and the last one."""
        self._tables: list[Callable[[int], str]] = []
        self._signed = SignedOnce()

    @cached_property
    def _people(self) -> dict[str, int]:
        """Only a file that the program wrote names people by number."""
        return people_by_uid(self._precinct)

    def names(self) -> dict[int, str]:
        """What the files call known people, by key."""
        return self._namesakes.met() | self._names

    def begin(self, places: Callable[[int], str]) -> int:
        """Begin with another table, of which it is known how to call a row; returns its number."""
        self._tables.append(places)
        return len(self._tables) - 1

    def _words(self, at: Standing) -> str:
        place = self._tables[at.table](at.row)
        return say("{place}, day {number}", place=place, number=at.day + 1) if at.day else place

    def take(self, entry: SignedEntry, at: Standing, problem: Callable[[str], Problem]) -> None:
        """Take a line. Raises :class:`RowRefusedError` when its event or a name is not known, or it repeats another."""
        organization, note = self._organization(entry) if entry.organization else (None, entry.note)
        meeting, area = self._where(entry)
        name = entry.name
        person = self._person(entry.person, name, at)
        if person is not None:
            self._refuse_repeated(person_mark(meeting.key, person), at)
            self._names[person] = name
        elif entry.line is not None:
            self._refuse_repeated(line_mark(meeting.key, entry.sheet or 1, entry.line), at)
        self._count({meeting.key}, int(entry.present), known=int(person is not None))
        self.told.append(
            (
                meeting.key,
                person,
                "" if person is not None else name,
                organization,
                area,
                entry.present,
                entry.legible,
                entry.sheet or (1 if entry.line is not None else None),
                entry.line,
                note,
            )
        )
        if self.findings.shows:
            self.findings.show(problem(""), _values(meeting, entry, known=person is not None))

    def _refuse_repeated(self, mark: int, at: Standing) -> None:
        met = self._signed.first(mark, at.code)
        if met is not None:
            first = self._words(Standing.of(met)) if self.findings.tells_refused else say("another line")
            raise RowRefusedError(say("it repeats {first}: the same person or line at the same event", first=first))

    def _count(self, events: Set[int], present: int, known: int) -> None:
        self.present += present
        self.known += known
        for key in events - self.events:
            day = self.meetings.days[key]
            self.days = [min(self.days[0], day), max(self.days[1], day)] if self.days else [day, day]
            self.events.add(key)

    def take_all(self, lines: Sequence[tuple[SignedEntry, Standing]], problem: Callable[[str], Problem]) -> None:
        """Take the lines of one row; one that cannot be taken keeps none of the others off.

        Raises :class:`RowRefusedError` for the first that is refused; where none is, when all are left out.
        """
        faults: list[RowRefusedError] = []
        for entry, at in lines:
            try:
                self.take(entry, at, problem)
            except RowRefusedError as fault:
                faults.append(fault)
        refused = [fault for fault in faults if not fault.left_out]
        if refused or (faults and len(faults) == len(lines)):
            raise (refused or faults)[0]
        for left_out in faults:
            self.findings.note(left_out.words)

    def take_block(self, block: SignedBlock, table: int) -> int:
        """Take lines as far as all they name is known and they repeat none; returns how many from the first.

        What is said of a line that cannot be taken, or asked about it, :meth:`take` says; until then nothing is.
        """
        organizations = _places_of(self.organizations, block.organization)
        areas = _places_of(self.areas, block.area)
        events = self.meetings.kept(block.event, block.date, block.title)
        people = self._known(block)
        if organizations is None or areas is None or events is None or people is None:
            return 0
        sheets: Sequence[int | None] = block.sheet
        if block.line.count(None) < len(events):
            told = zip(block.sheet, block.line, strict=True)
            sheets = [sheet or (1 if line is not None else None) for sheet, line in told]
        taken = self._sign(events, people, sheets, block, table)
        columns: list[Sequence[Any]] = [
            events, people, _as_signed(people, block.name), organizations, areas, block.present, block.legible, sheets,
            block.line, block.note,
        ]  # fmt: skip
        if taken < len(events):
            columns = [column[:taken] for column in columns]
        self._count(set(columns[0]), columns[5].count(True), taken - columns[1].count(None))
        self.told.extend(columns)
        return taken

    def _sign(
        self,
        events: Sequence[int],
        people: Sequence[int | None],
        sheets: Sequence[int | None],
        block: SignedBlock,
        table: int,
    ) -> int:
        """Mark who signed where, as far as none repeats another; returns how many lines that are from the first."""
        code = Standing(table, 0).code
        lines_told = block.line.count(None) < len(events)
        if not lines_told and None not in people:
            marks = person_marks(events, cast("Sequence[int]", people))
            return self._signed.add_new(marks, _codes(code, block.row))
        signing = [at for at in range(len(events)) if people[at] is not None or block.line[at] is not None]
        if not signing:
            return len(events)
        marks = [self._mark(events[at], people[at], sheets[at], block.line[at]) for at in signing]
        count = self._signed.add_new(marks, [code | block.row[at] for at in signing])
        return len(events) if count == len(signing) else signing[count]

    @staticmethod
    def _mark(event: int, person: int | None, sheet: int | None, line: int | None) -> int:
        return line_mark(event, sheet or 1, line or 1) if person is None else person_mark(event, person)

    def _known(self, block: SignedBlock) -> Sequence[int | None] | None:
        """The keys of people, where each name is that of one at most, and each number that of one."""
        people = self._namesakes.one_each(block.name)
        if people is None or block.person.count("") == len(block.person):
            return people
        numbered = [self._people.get(number, 0) if number else None for number in block.person]
        if 0 in numbered:
            return None
        self._names |= {key: name for key, name in zip(numbered, block.name, strict=True) if key is not None}
        return [named if number is None else number for named, number in zip(people, numbered, strict=True)]

    def _where(self, entry: SignedEntry) -> tuple[KnownMeeting, int | None]:
        if not entry.area:
            return self.meetings.find(entry), None
        turn = OneTurn()
        area = turn.look(lambda: self._area(entry), None)
        meeting = self.meetings.find(entry)
        turn.settle()
        return meeting, area

    def _area(self, entry: SignedEntry) -> int | None:
        try:
            return self.areas.place(self.areas.find(entry.area))
        except OutreachError as fault:
            raise RowRefusedError(str(fault)) from fault

    def _organization(self, entry: SignedEntry) -> tuple[int | None, str]:
        """The place of an organization that is kept or to be added; any other is kept in the note of the line."""
        try:
            return self.organizations.place(self.organizations.find(entry.organization)), entry.note
        except OutreachError:
            return None, "; ".join(filter(None, (entry.organization, entry.note)))

    def _person(self, number: str, name: str, at: Standing) -> int | None:
        if number:
            found = self._people.get(number)
            if found is None:
                raise RowRefusedError(say("no person with the number “{number}” is kept", number=number))
            return found
        namesakes = self._namesakes.called(name)
        if len(namesakes) > 1:
            self.findings.note(
                say(
                    "{place}: there are {count} people called {name}: taken as signed",
                    place=self._words(at),
                    count=len(namesakes),
                    name=name,
                )
            )
            return None
        return namesakes[0] if namesakes else None


def _as_signed(people: Sequence[int | None], names: Sequence[str]) -> Sequence[str]:
    """The names of those who are not known."""
    unknown = people.count(None)
    if unknown == len(names):
        return names
    if not unknown:
        return Alike("", len(names))
    return [name if person is None else "" for person, name in zip(people, names, strict=True)]


def _codes(table: int, rows: Sequence[int]) -> Sequence[int]:
    """The :attr:`Standing.code` of each row of a table, by that of its row 0."""
    if isinstance(rows, range):
        return range(table + rows.start, table + rows.stop)
    return [table | number for number in rows]


def _places_of(resolver: Resolver, texts: Sequence[str]) -> Sequence[int | None] | None:
    """The places of names; None: one of them is met for the first time, and not known."""
    if isinstance(texts, Alike) and not texts.value:
        return Alike(None, len(texts))
    places: dict[str, int | None] = {"": None}
    for text in set(texts) - {""}:
        if not resolver.knows(text):
            return None
        places[text] = resolver.place(resolver.find(text))
    return Alike(None, len(texts)) if len(places) == 1 else [places[text] for text in texts]


def _values(meeting: KnownMeeting, entry: SignedEntry, *, known: bool) -> dict[str, object]:
    return {
        "date": meeting.date,
        "title": meeting.title,
        "name": entry.name,
        "person": say("known") if known else say("as signed"),
        "organization": entry.organization,
        "area": entry.area,
        "present": entry.present,
        "legible": entry.legible,
        "sheet": entry.sheet,
        "line": entry.line,
        "note": entry.note,
    }
