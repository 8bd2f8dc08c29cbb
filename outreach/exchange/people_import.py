"""People from tables and address books: who is new, who is known, and who might be."""

import pickle
import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from functools import partial
from pathlib import Path
from typing import Any

from outreach.actions.change import Actor, Changes, change
from outreach.actions.import_people import correct_people, join_organizations
from outreach.actions.neighborhoods import NeighborhoodDetails, add_neighborhoods
from outreach.actions.organizations import OrganizationDetails, add_organizations
from outreach.actions.people import PersonDetails, add_people
from outreach.errors import OutreachError
from outreach.exchange.contacts import read_contacts
from outreach.exchange.identified import Identified, mapping_says
from outreach.exchange.mapping import FileMapping
from outreach.exchange.memberships import Joining, Memberships
from outreach.exchange.person_rows import OrganizationRowError, PersonEntry, PersonReader, packed, unpacked
from outreach.exchange.plan import (
    MOST_TOLD,
    Difference,
    Findings,
    ImportPlan,
    Problem,
    Progress,
    RowRefusedError,
    counted,
    first_few,
    problem_at,
)
from outreach.exchange.resolving import Resolver, names_with_keys
from outreach.exchange.set_aside import SetAside
from outreach.exchange.sources import left_out_by_rule, read_rows, sources
from outreach.exchange.tables import plain
from outreach.languages.spoken import say
from outreach.queries.known import known_names
from outreach.queries.known_people import KnownPerson, known_memberships, known_people
from outreach.queries.matching import Identity, Matcher
from outreach.records.marks import Marks

_TEXTS = ("given_name", "family_name", "phone", "email", "address", "postcode")


@dataclass(frozen=True, slots=True)
class PeopleWork:
    """What :func:`apply_people` writes. Areas are names; new organizations come from address books."""

    new_areas: tuple[str, ...]
    new: SetAside[tuple[PersonEntry, str]]
    changed: SetAside[tuple[KnownPerson, PersonEntry, str]]
    organizations: tuple[OrganizationDetails, ...]
    joinings: SetAside[Joining]


class _Gathering:
    """The people of an import: each compared with those kept and with those taken before from the same files."""

    def __init__(self, precinct: int, mapping: FileMapping) -> None:
        known = known_names(precinct)
        self.findings = Findings()
        self.organizations: dict[str, OrganizationDetails] = {}
        self._mapping = mapping
        self._area_names = {one.key: one.name for one in known.neighborhoods}
        self._areas = Resolver("neighborhood", known.neighborhoods, mapping.areas, mapping.unknown_areas, optional=True)
        self._known_organizations = {plain(one.name) for one in known.organizations}
        self._kept = known_people(precinct)
        self._by_name: dict[str, list[KnownPerson]] = defaultdict(list)
        for person in self._kept:
            self._by_name[_name_key(person)].append(person)
        self._namesakes = Identified(self._kept)
        self._matcher = Matcher(_identity(person.key, person) for person in self._kept)
        self._memberships = Memberships(known_memberships(precinct), known.organizations)
        self._kept_by_key = {person.key: person for person in self._kept}
        self._taken, self._met = Marks(), Marks()
        """By what they say and by whom they are: the number, in the order in which they were taken."""
        self._places = SetAside[str]()
        self._known_at, self._known = array("q"), array("q")
        """The numbers of those who are kept already, and their keys."""
        self._new = SetAside[tuple[PersonEntry, str]](packed, unpacked)
        self._changed = SetAside[tuple[KnownPerson, PersonEntry, str]](pickle.dumps, pickle.loads)
        self._differences: list[Difference] = []
        self._same = 0

    def take(self, entry: PersonEntry, place: str, problem: Callable[[int | None, str], Problem]) -> None:
        """Take a person from a place of the file. Raises :class:`RowRefusedError` when it must be asked who it is."""
        area = self._area(entry)
        mark = entry.mark()
        before = self._taken.get(mark)
        if before is not None:
            known, new_before = self._taken_as(before)
            if not self._memberships.take(entry, known, new_before):
                first = self._places[before] if self.findings.tells_left_out else say("another row")
                self.findings.leave_out(
                    problem(None, say("it says the same as {first}, and was taken once", first=first))
                )
            return
        known = self._who(entry)
        if known is not None and mapping_says(self._mapping, entry):
            # Whoever says that it is the same person does not say that she is called otherwise.
            entry = replace(entry, given_name=known.given_name, family_name=known.family_name)
        if known is not None and (met := self._met.get((known.key,))) is not None:
            # Its place is looked up only where it is told: each takes as long as reading ten rows.
            first = self._places[met] if self.findings.tells_refused else say("another row")
            raise RowRefusedError(
                say("{name} is the person of {place}, told differently there", name=entry.name, place=first)
            )
        self._note_taken(mark, known, place)
        self._memberships.take(entry, known, len(self._new))
        if self.findings.shows:
            self.findings.show(problem(None, ""), _values(entry, area))
        if known is None:
            self._note_near(entry, place)
            self._new.append((entry, area))
            return
        different = self._differ(known, entry, area)
        if different:
            self._changed.append((known, entry, area))
            if len(self._differences) < MOST_TOLD:
                self._differences += different
        else:
            self._same += 1

    def _note_taken(self, mark: Hashable, known: KnownPerson | None, place: str) -> None:
        number = len(self._places)
        self._taken.setdefault(mark, number)
        self._places.append(place)
        if known is not None:
            self._met.setdefault((known.key,), number)
            self._known_at.append(number)
            self._known.append(known.key)

    def _taken_as(self, number: int) -> tuple[KnownPerson | None, int]:
        """Who somebody that was taken is (None: a new one), and how many new ones came before."""
        kept_before = bisect_left(self._known_at, number)
        is_kept = self._known_at[kept_before : kept_before + 1] == array("q", [number])
        return self._kept_by_key[self._known[kept_before]] if is_kept else None, number - kept_before

    def take_organization(self, details: OrganizationDetails) -> None:
        """Take an organization, unless it is kept already."""
        if plain(details.name) in self._known_organizations:
            self._same += 1
        else:
            self.organizations.setdefault(plain(details.name), details)

    def compared(self, kind: str, paths: Sequence[Path]) -> ImportPlan:
        """The plan."""
        joinings, added = self._memberships.new(self.organizations.keys(), self.findings, adds=kind == "people")
        if added:
            count = counted(len(added), "organization")
            self.findings.note(say("{count} will be added: {names}", count=count, names=first_few(added)))
        people = len(self._new) + len(self._changed) + self._same
        organizations = (*self.organizations.values(), *(OrganizationDetails(name) for name in added))
        # Whoever is kept as told, and only joins an organization, changes by that.
        corrected = {known.key for known, _, _ in self._changed}
        joined = {one.person for one in joinings if not one.is_new} - corrected
        totals = (
            (say("people"), people, True),
            (say("organizations"), len(organizations), False),
            (say("memberships"), len(joinings), False),
        )
        return self.findings.plan(
            kind,
            paths,
            self._mapping,
            PeopleWork(tuple(self._areas.added), self._new, self._changed, organizations, joinings),
            new=len(self._new) + len(organizations),
            changed=len(self._changed) + len(joined),
            same=self._same - len(joined),
            totals=[(name, count) for name, count, always in totals if count or always],
            differences=[*self._differences, *self._memberships.differences(joinings)],
            names=(self._areas,),
            unknown=self._namesakes.asked.values(),
        )

    def _area(self, entry: PersonEntry) -> str:
        if not entry.area:
            return ""
        try:
            return self._areas.find(entry.area)
        except OutreachError as fault:
            raise RowRefusedError(str(fault), entry.columns.get("area")) from fault

    def _who(self, entry: PersonEntry) -> KnownPerson | None:
        """The kept person that this is beyond doubt: of the same name, with something that agrees and nothing against.

        Raises:
            RowRefusedError: it could be either of two, or the reader said to leave it out.
        """
        if mapping_says(self._mapping, entry):
            return self._namesakes.said(self._mapping, entry)
        namesakes = self._by_name.get(_name_key(entry), [])
        agreeing = [person for person in namesakes if _agree(entry, person)]
        found = agreeing or [person for person in namesakes if not _contradict(entry, person)]
        if len(found) > 1:
            self._namesakes.ask(entry, found)
            raise RowRefusedError(
                say(
                    "{name} could be either of {count} people of that name: add a phone, e-mail or address that "
                    "tells which, say it, or merge them first",
                    name=entry.name,
                    count=len(found),
                )
            )
        return found[0] if found else None

    def _note_near(self, entry: PersonEntry, place: str) -> None:
        if not self._kept or mapping_says(self._mapping, entry):
            return
        for match in self._matcher.matches(_identity(0, entry), limit=1):
            near = next(person for person in self._kept if person.key == match.second)
            self._namesakes.ask(entry, [near])
            self.findings.note(
                say(
                    "{place}: {name} may be {other}, who is kept already ({evidence}): added as another person, to be "
                    "merged under People if it is the same",
                    place=place,
                    name=entry.name,
                    other=f"{near.given_name} {near.family_name}",
                    evidence=", ".join(map(say, match.evidence)),
                )
            )

    def _differ(self, known: KnownPerson, entry: PersonEntry, area: str) -> list[Difference]:
        now, before = _details(known, entry, None), _details(known, PersonEntry(), None)
        what = f"{known.given_name} {known.family_name}".strip()
        pairs = [(getattr(before, name), getattr(now, name)) for name in asdict(now) if name != "neighborhood"]
        kept_area = self._area_names.get(known.neighborhood or 0, "")
        pairs.append((kept_area, area or kept_area))
        # Whoever brings a file in is not told what it does not hold.
        return [
            Difference(what, say("kept confidentially") if known.confidential else str(old) or say("nothing"), str(new))
            for old, new in pairs
            if old != new
        ]


def _values(entry: PersonEntry, area: str) -> dict[str, object]:
    told = {
        name: getattr(entry, name)
        for name in (*_TEXTS, "language", "organization", "role", "may_contact", "confidential")
    }
    return {**told, "area": area}


def plan_people(paths: Sequence[Path], precinct: int, mapping: FileMapping, progress: Progress | None) -> ImportPlan:
    """Read the people in tables and compare them with those kept; nothing is written.

    Somebody of the same name whose phone, e-mail or address agrees, or of whom nothing else is known, is the same
    person; who is merely like somebody is added and named in the notes. A blank never overwrites.

    Raises:
        OutreachError: a file cannot be read, or a column the mapping names is not there.
    """
    gathered = _Gathering(precinct, mapping)
    findings = gathered.findings
    for source, rows in read_rows(sources(paths, mapping, findings), findings, progress):
        table = source.table
        reader, place = PersonReader(table, mapping, findings), table.row_places()
        for row in rows:
            try:
                if because := left_out_by_rule(table, row, mapping):
                    findings.leave_out(problem_at(table, row, None, because))
                else:
                    gathered.take(reader.read(row), place(row.number), partial(problem_at, table, row))
            except OrganizationRowError as alone:
                gathered.take_organization(alone.details)
                findings.note(say("a row that names no person was taken as the organization it names"))
            except RowRefusedError as fault:
                findings.turn_away(fault, problem_at(table, row, fault.column, fault.words))
    return gathered.compared("people", paths)


def plan_contacts(paths: Sequence[Path], precinct: int, mapping: FileMapping, progress: Progress | None) -> ImportPlan:
    """Read the people and organizations in address books (.vcf) and compare them with those kept; nothing is written.

    A card that names nobody is left out, and that is said; so is a line that cannot be understood.

    Raises:
        OutreachError: a file cannot be read or is no address book.
    """
    gathered = _Gathering(precinct, mapping)
    findings = gathered.findings
    for at, path in enumerate(paths):
        if progress is not None:
            progress(at / len(paths), say("{name}: being read", name=path.name))
        book = read_contacts(path)
        for line, words in book.faults:
            place = say("{place}, line {row}", place=path.name, row=line)
            findings.note(say("{place}: {words}; it was passed over", place=place, words=words))
        for line, words in book.mended:
            findings.note(f"{say('{place}, line {row}', place=path.name, row=line)}: {words}")
        for card in book.cards:
            findings.rows += 1
            problem = partial(_problem, path, card.line)
            try:
                if card.person is not None:
                    gathered.take(card.person, say("{place}, line {row}", place=path.name, row=card.line), problem)
                elif card.organization is not None:
                    gathered.take_organization(card.organization)
                else:
                    findings.leave_out(problem(None, say("the card names nobody")))
            except RowRefusedError as fault:
                findings.turn_away(fault, problem(None, fault.words))
    return gathered.compared("contacts", paths)


def _problem(path: Path, line: int, _column: int | None, words: str) -> Problem:
    return Problem(path.name, "", line, "", words, "line")


def apply_people(by: Actor, precinct: int, work: PeopleWork) -> Changes:
    """Write what was planned, as one change. Raises :class:`OutreachError` when somebody changed the same meanwhile."""
    with change(by, "import_people") as c:
        if work.new_areas:
            add_neighborhoods(by, precinct, [NeighborhoodDetails(name) for name in work.new_areas])
        areas = names_with_keys(known_names(precinct).neighborhoods)
        added: Sequence[tuple[str, int]] = ()
        if work.organizations:
            add_organizations(by, precinct, work.organizations)
        if len(work.new):
            people = (_details(None, entry, areas.get(plain(area)) if area else None) for entry, area in work.new)
            added = add_people(by, precinct, people).touched
        if len(work.changed):
            corrections = (
                (known.key, known.version, _details(known, entry, areas.get(plain(area)) if area else None))
                for known, entry, area in work.changed
            )
            correct_people(by, precinct, corrections)
        if len(work.joinings):
            keys = names_with_keys(known_names(precinct).organizations)
            places = (
                (added[one.person][1] if one.is_new else one.person, keys[plain(one.organization)], one.role)
                for one in work.joinings
            )
            join_organizations(by, precinct, places)
    return c.changes


def _details(known: KnownPerson | None, entry: PersonEntry, area: int | None) -> PersonDetails:
    """The details to keep: what the file says, and where it says nothing, what is kept."""
    said: dict[str, Any] = {name: text for name in (*_TEXTS, "language") if (text := getattr(entry, name))}
    flags = {name: flag for name in ("may_contact", "confidential") if (flag := getattr(entry, name)) is not None}
    if known is None:
        return PersonDetails(**said, **flags, neighborhood=area)
    kept: dict[str, Any] = {one.name: getattr(known, one.name) for one in fields(PersonDetails)}
    now = PersonDetails(**{**kept, **said, **flags, "neighborhood": area or known.neighborhood})
    if plain(known.phone) == plain(now.phone):
        now = replace(now, phone=known.phone)
    if _name_key(known) == _name_key(entry):
        now = replace(now, given_name=known.given_name, family_name=known.family_name)
    return now


def _name_key(person: KnownPerson | PersonEntry) -> str:
    """A name with its words in any order: where a whole name is parted, differs from file to file."""
    return " ".join(sorted(map(plain, f"{person.given_name} {person.family_name}".split())))


def _digits(phone: str) -> str:
    return re.sub(r"\D", "", phone)[-7:]


def _contact_pairs(entry: PersonEntry, person: KnownPerson) -> list[tuple[str, str]]:
    """The phones, e-mails and addresses of two, where both have one."""
    pairs = (
        (_digits(entry.phone), _digits(person.phone)),
        (plain(entry.email), plain(person.email)),
        (plain(entry.address), plain(person.address)),
    )
    return [(one, other) for one, other in pairs if one and other]


def _agree(entry: PersonEntry, person: KnownPerson) -> bool:
    return any(one == other for one, other in _contact_pairs(entry, person))


def _contradict(entry: PersonEntry, person: KnownPerson) -> bool:
    return bool(_contact_pairs(entry, person))


def _identity(key: int, person: KnownPerson | PersonEntry) -> Identity:
    return Identity(
        key,
        person.given_name,
        person.family_name,
        person.address,
        person.postcode,
        re.sub(r"\D", "", person.phone),
        person.email,
    )
