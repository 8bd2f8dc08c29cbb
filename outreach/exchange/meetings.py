"""Which event a line of an attendance list belongs to: one that is kept, one that is to be added, or none."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast
from uuid import UUID

from rapidfuzz import fuzz, process

from outreach.actions.event_records import EventRecord
from outreach.actions.events import EventDetails
from outreach.exchange.attendance_rows import SignedEntry
from outreach.exchange.mapping import FileMapping, Unknown, source_of_events
from outreach.exchange.plan import RowRefusedError
from outreach.exchange.resolving import UnknownName
from outreach.exchange.tables import plain
from outreach.languages.spoken import say
from outreach.queries.known_attendance import KnownMeeting, known_meetings
from outreach.queries.known_mappings import learned_names
from outreach.records.events import EventStatus

_DAY_ALONE = re.compile(r"\d{4}-\d\d-\d\d")
UNTITLED = "Event"
"""What an event is called of which a file tells the day alone."""

_DAYS_AROUND = 10
_MOST_OFFERED = 60
_NO_UID = UUID(int=0)


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """An event that is to be added for those who came to it; ``number`` is what the file calls it, and ``source`` is
    where the mapping says that the file comes from."""

    date: date
    title: str
    number: str
    source: str

    def record(self, kind: int) -> EventRecord:
        """The event to record, held, as an event of a kind (by key)."""
        details = EventDetails(kind, self.title, self.date, status=EventStatus.HELD)
        return EventRecord(details, source=self.source, source_id=self.number) if self.number else EventRecord(details)


class Meetings:
    """Finds the events of an attendance list: by the mapping's names first, then by number, or by day and title.

    Those that are not known are collected in ``unknown``, those that are to be added in ``added``, whose keys are
    numbers below 0 until they are.
    """

    def __init__(self, precinct: int, mapping: FileMapping) -> None:
        self.unknown: dict[str, UnknownName] = {}
        self.added: list[NewMeeting] = []
        self._naming, self._adds = mapping.events, mapping.unknown_events is Unknown.ADD
        # Not the mapping's own name: a list of the events themselves is read with another one.
        self._source = source_of_events(FileMapping(source=mapping.source))
        self._may_add = mapping.unknown_events is not Unknown.REFUSE
        self._numbered: dict[str, KnownMeeting] = {}
        self._by_day: dict[date, list[KnownMeeting]] = defaultdict(list)
        self._by_name: dict[str, KnownMeeting] = {}
        for meeting in known_meetings(precinct):
            self._by_day[meeting.date].append(meeting)
            self._numbered[str(meeting.uid)] = meeting
            self._by_name.setdefault(_name(meeting.date, meeting.title), meeting)
            if meeting.source_id:
                self._numbered.setdefault(meeting.source_id, meeting)
        self._days = sorted(self._by_day)
        self.said: dict[str, UnknownName] = {}
        """What was said before of what a file calls an event."""
        by_uid = {str(meeting.uid): meeting for meeting in self._numbered.values()}
        told = learned_names(precinct).get("event", {})
        self._learned = {plain(text): by_uid[uid] for uid, texts in told.items() if uid in by_uid for text in texts}
        self._found: dict[tuple[str, date | None, str], KnownMeeting] = {}
        self._found_by_number: dict[str, int] = {}
        """The keys of those that are kept, of which neither the day nor the title is looked at."""
        self.days: dict[int, date] = {}
        """The days of the events that were found, by key."""

    def find(self, entry: SignedEntry) -> KnownMeeting:
        """The event of a line.

        Raises:
            RowRefusedError: it is not known, or told too little of; or the reader said to leave it out.
        """
        mark = (entry.event, entry.date, entry.title)
        found = self._found.get(mark)
        if found is None:
            found = self._found[mark] = self._look_for(entry)
            self.days[found.key] = found.date
        return found

    def kept(self, events: Sequence[str], days: Sequence[date | None], titles: Sequence[str]) -> Sequence[int] | None:
        """The keys of the events of many lines; None: one of them is not found yet, and is no event that is kept under
        its number or as the one of its day and title. Nothing is added, and nothing is asked."""
        try:
            return list(map(self._found_by_number.__getitem__, events))
        except KeyError:
            pass
        marks = list(zip(events, days, titles, strict=True))
        found = list(map(self._found.get, marks))
        for at in [at for at, one in enumerate(found) if one is None]:
            found[at] = self._as_kept(*marks[at])
            if found[at] is None:
                return None
        return [meeting.key for meeting in cast("list[KnownMeeting]", found)]

    def _as_kept(self, event: str, day: date | None, title: str) -> KnownMeeting | None:
        if self._naming.find(event or _name(day, title)) is not None:
            return None
        found = self._numbered.get(event) if event else None
        if not event and day is not None:
            candidates = self._candidates(day, title)
            found = candidates[0] if len(candidates) == 1 else None
        if found is None or found.key < 0:
            return None
        self._found[event, day, title] = found
        self.days[found.key] = found.date
        if event:
            self._found_by_number[event] = found.key
        return found

    def _candidates(self, day: date, title: str) -> list[KnownMeeting]:
        """The kept events that a day and a title may name."""
        there = self._by_day.get(day, [])
        titled = [meeting for meeting in there if plain(meeting.title) == plain(title)]
        return titled or ([] if title and len(there) > 1 else there)

    def _look_for(self, entry: SignedEntry) -> KnownMeeting:
        if not entry.event and entry.date is None:
            raise RowRefusedError(say("neither the number nor the date of the event is told"))
        told = _told(entry)
        said = self._naming.find(told)
        if said is not None:
            return self._as_said(said, told, entry)
        if entry.event:
            found = self._numbered.get(entry.event)
            if found is not None and found.key < 0:
                _refuse_another_day(found, entry)
            return found or self._unknown(
                told,
                entry,
                say("no event with the number “{number}” is kept: bring in the events first", number=entry.event),
            )
        assert entry.date is not None
        day = entry.date.isoformat()
        there = self._by_day.get(entry.date, [])
        candidates = self._candidates(entry.date, entry.title)
        if len(candidates) == 1:
            return candidates[0]
        if not there:
            return self._unknown(
                told, entry, say("no event is kept on {day}: record it, or bring in the events first", day=day)
            )
        listed = ", ".join(say("“{name}”", name=meeting.title) for meeting in there[:5])
        return self._unknown(
            told, entry, say("on {day} there are {listed}: a column has to tell which is meant", day=day, listed=listed)
        )

    def _as_said(self, said: str, told: str, entry: SignedEntry) -> KnownMeeting:
        """The event that a mapping or a reader names."""
        if not said:
            raise RowRefusedError(say("the event “{name}” was to be left out", name=told), left_out=True)
        kept = self._numbered.get(said) or self._by_name.get(said) or self._by_plain().get(plain(said))
        if kept is not None and kept.key < 0 and entry.event == said:
            _refuse_another_day(kept, entry)
        return kept or self._new(said, entry)

    def _by_plain(self) -> dict[str, KnownMeeting]:
        return {plain(name): meeting for name, meeting in reversed(self._by_name.items())}

    def _unknown(self, told: str, entry: SignedEntry, words: str) -> KnownMeeting:
        learned = self._learned.get(plain(told))
        # What one list numbers 12 is another event than what another list does; the day gives it away.
        if learned is not None and not (entry.event and entry.date not in (None, learned.date)):
            name = _name(learned.date, learned.title)
            offered = tuple(dict.fromkeys((name, *self._offered(entry.date))))
            may_be_added = self._may_add and entry.date is not None
            self.said[told] = UnknownName("event", told, name, 0, may_be_added, offered, stands_for=name)
            return learned
        if self._adds and entry.date is not None:
            return self._new(told, entry)
        known = self.unknown.get(told)
        if known is None:
            offered = tuple(dict.fromkeys(self._offered(entry.date)))
            near = process.extractOne(told, offered, scorer=fuzz.WRatio) if entry.date and offered else None
            may_be_added = self._may_add and entry.date is not None
            known = UnknownName("event", told, near[0] if near and near[1] > _ALIKE else "", 0, may_be_added, offered)
        self.unknown[told] = replace(known, places=known.places + 1)
        raise RowRefusedError(words)

    def _offered(self, day: date | None) -> Iterator[str]:
        """The events that a line may belong to, those of the nearest days first; without a day, the newest."""
        if day is None:
            days = self._days[::-1][:_MOST_OFFERED]
        else:
            at = bisect_left(self._days, day)
            around = self._days[max(0, at - _MOST_OFFERED) : at + _MOST_OFFERED]
            days = sorted((one for one in around if abs((one - day).days) <= _DAYS_AROUND), key=_days_from(day))
        names = [_name(meeting.date, meeting.title) for one in days for meeting in self._by_day[one]]
        yield from names[:_MOST_OFFERED]

    def _new(self, said: str, entry: SignedEntry) -> KnownMeeting:
        """An event to be added, called as was said, such as "2019-01-09 Walk"."""
        day_text, _, title = said.partition(" ")
        try:
            day = date.fromisoformat(day_text)
        except ValueError:
            if entry.date is None:
                raise RowRefusedError(
                    say(
                        "no event “{name}” is kept, and to add it its day has to be told, as in “2019-01-09 Walk”",
                        name=said,
                    )
                ) from None
            day, title = entry.date, entry.title if entry.event == said else said
        title = " ".join(title.split()) or entry.title or UNTITLED
        made = self._by_name.get(_name(day, title))
        # Two numbers are two events, however alike they are.
        if made is None or ((made.key < 0 or made.source_id) and said == entry.event != made.source_id):
            self.added.append(NewMeeting(day, title, entry.event, self._source))
            made = KnownMeeting(-len(self.added), _NO_UID, entry.event, day, title)
            self._by_name.setdefault(_name(day, title), made)
            if entry.event:
                self._numbered.setdefault(entry.event, made)
        return made


def uids_of_events(precinct: int, answers: Mapping[str, str]) -> dict[str, UUID]:
    """The number of the event that each text was said to be, for files of any shape.

    On a day without a title another file may mean another event: such a text is none of these.
    """
    answers = {text: name for text, name in answers.items() if name and not _DAY_ALONE.fullmatch(text)}
    if not answers:
        return {}
    kept = known_meetings(precinct)
    known = {plain(_name(one.date, one.title)): one.uid for one in reversed(kept)}
    known |= {plain(one.source_id): one.uid for one in kept if one.source_id} | {
        plain(str(one.uid)): one.uid for one in kept
    }
    return {
        text: uid
        for text, name in answers.items()
        if (uid := known.get(plain(name))) is not None and known.get(plain(text)) != uid
    }


def _refuse_another_day(made: KnownMeeting, entry: SignedEntry) -> None:
    if entry.date not in (None, made.date):
        raise RowRefusedError(
            say(
                "the event “{number}” is of {day} in a row before",
                number=entry.event,
                day=made.date.isoformat(),
            )
        )


_ALIKE = 80


def _told(entry: SignedEntry) -> str:
    """What a line calls its event."""
    return entry.event or _name(entry.date, entry.title)


def _name(day: date | None, title: str) -> str:
    return f"{day.isoformat() if day else ''} {title}".strip()


def _days_from(day: date) -> Callable[[date], int]:
    return lambda other: abs((other - day).days)
