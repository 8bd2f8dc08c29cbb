"""What the page of an event is made of, asked in one go on a worker."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from outreach.actions.events import EventDetails, StaffDetails
from outreach.languages.spoken import known_name, say
from outreach.queries.checklists import ChecklistLine, checklist
from outreach.queries.drafts import draft
from outreach.queries.events import EventDetail, event_detail
from outreach.queries.lookups import Choice, DeskLookups, desk_lookups
from outreach.queries.problems import problems_of
from outreach.queries.series import SeriesDetail, series_detail
from outreach.queries.signin import SignInLine, lines
from outreach.ui.pages.event_concern_form import Speaker
from outreach.ui.pages.event_form import EventChoices

type Named = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class EventStart:
    """What a new event is made of: what the form offers, and what was half typed."""

    choices: EventChoices
    draft: str | None


@dataclass(frozen=True, slots=True)
class EventReading:
    """One event with what its forms offer and what was half typed into them.

    ``lines`` are those of the event, which has none here; ``groups`` are the organizations that may speak, and
    ``problems`` are by the keys of the event's concerns.
    """

    event: EventDetail
    details: EventDetails
    choices: EventChoices
    topics: Named
    groups: tuple[tuple[str, Speaker], ...]
    lines: tuple[SignInLine, ...]
    series: SeriesDetail | None
    checklist: tuple[ChecklistLine, ...]
    problems: Mapping[int, tuple[tuple[int, str], ...]]
    draft: str | None
    concern_draft: str | None

    @property
    def speakers(self) -> tuple[tuple[str, Speaker], ...]:
        """Who may speak: those on the list first, as the sheet has them, then organizations."""
        return (*_present(_in_order(self.lines)), *self.groups)

    @property
    def only_neighborhood(self) -> int | None:
        """The neighborhood the event served, where it served exactly one."""
        served = self.event.neighborhoods
        return served[0].id if len(served) == 1 else None


def read_start(precinct: int, typist: str, key: str) -> EventStart:
    """What a new event is made of."""
    return EventStart(_choices(desk_lookups(precinct)), draft(typist, key))


def read_lines(event: int, keys: Collection[int], *, confidential: bool) -> tuple[SignInLine, ...]:
    """Those of some lines of an event's sign-in that are still there."""
    return lines(event, confidential=confidential, only=keys)


def with_lines(reading: EventReading, keys: Collection[int], read: Iterable[SignInLine]) -> EventReading:
    """What the page shows with the lines of some keys as they were read now."""
    kept = (line for line in reading.lines if line.id not in keys)
    return replace(reading, lines=_as_entered((*kept, *read)))


def _as_entered(found: Iterable[SignInLine]) -> tuple[SignInLine, ...]:
    """The latest first and the invited last."""
    return tuple(sorted(found, key=lambda line: (not line.present, -line.id)))


def _in_order(found: Iterable[SignInLine]) -> tuple[SignInLine, ...]:
    """As the sheet has them, then as they were entered."""

    def place(line: SignInLine) -> tuple[bool, int, bool, int, int]:
        return line.sheet is None, line.sheet or 0, line.line is None, line.line or 0, line.id

    return tuple(sorted(found, key=place))


def read_event(precinct: int, event: int, typist: str, *, confidential: bool) -> EventReading:
    """One event, the latest sign-ins first and the invited last. Raises NotFoundError when it is gone."""
    found = event_detail(event, confidential=confidential)
    # What is no longer in use may still stand in an event of the past.
    lookups = desk_lookups(precinct, inactive=True)
    return EventReading(
        event=replace(found, lines=()),
        details=_details(found),
        choices=_choices(lookups),
        topics=_known(lookups.topics),
        groups=tuple((one.name, Speaker(None, one.id, one.neighborhood)) for one in lookups.organizations),
        lines=_as_entered(found.lines),
        series=series_detail(found.series) if found.series is not None else None,
        checklist=checklist(event),
        problems=problems_of([one.id for one in found.concerns]),
        draft=draft(typist, f"event/{event}"),
        concern_draft=draft(typist, f"concern/{event}"),
    )


def _details(event: EventDetail) -> EventDetails:
    return EventDetails(
        kind=event.kind,
        title=event.title,
        date=event.date,
        start_time=event.start_time,
        end_date=event.end_date if event.end_date != event.date else None,
        end_time=event.end_time,
        place=event.place,
        neighborhoods=tuple(one.id for one in event.neighborhoods),
        host=event.host,
        lead_officer=event.lead_officer,
        staff=tuple(StaffDetails(one.officer, one.role, one.hours) for one in event.staff),
        summary=event.summary,
        status=event.status,
    )


def _choices(lookups: DeskLookups) -> EventChoices:
    return EventChoices(
        kinds=_known(lookups.kinds),
        neighborhoods=_named(lookups.neighborhoods),
        organizations=_named(lookups.organizations),
        officers=_named(lookups.officers),
    )


def _known(choices: tuple[Choice, ...]) -> Named:
    return tuple((known_name(one.name), one.id) for one in choices)


def _named(choices: tuple[Choice, ...]) -> Named:
    return tuple((one.name, one.id) for one in choices)


def _present(lines: tuple[SignInLine, ...]) -> tuple[tuple[str, Speaker], ...]:
    """Those on the list; people of one name are told apart by their neighborhood."""
    people = [line for line in lines if line.person is not None and not line.hidden]
    names = Counter(line.name for line in people)
    told = [
        f"{line.name} ({line.neighborhood or say('no neighborhood')})" if names[line.name] > 1 else line.name
        for line in people
    ]
    return tuple(
        (name, Speaker(line.person, None, line.neighborhood_id)) for name, line in zip(told, people, strict=True)
    )
