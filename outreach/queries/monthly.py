"""Everything the monthly outreach summary prints, its public part apart from what only the precinct may read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from outreach.queries.coverage import CoverageRow
from outreach.queries.figures import Figures
from outreach.queries.period import Period
from outreach.queries.precincts import PrecinctHeader
from outreach.queries.shifts import ShiftFigures


@dataclass(frozen=True, slots=True)
class EventRow:
    """A held event of the period. Keys match :attr:`InternalPart.events`.

    ``reached``: head count, else present sign-ins, else None (not counted). ``sign_ins`` are lines present,
    ``first_time`` people who had never come before the period and had not come to an earlier event of it.
    ``hours``: officer-hours where every officer's hours were noted, else None.
    """

    key: int
    date: date
    start_time: time | None
    end_time: time | None
    title: str
    kind: str
    place: str
    neighborhoods: tuple[str, ...]
    reached: int | None
    sign_ins: int
    first_time: int
    hours: float | None


@dataclass(frozen=True, slots=True)
class TopicRow:
    """Concerns on one topic in the period, the prior one and last year. New: never raised before the period."""

    topic: str
    now: int
    prior: int
    last_year: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise in words for the public. Keys match :attr:`InternalPart.promises`.

    ``you_said`` are its public words and ``we_did`` its public outcome (blank: none written). ``state`` is "open",
    "done" or "declined" at the close of the period. ``neighborhood`` is None where there is none or where naming it
    could give a resident away (``neighborhood_withheld``): the promise follows from a concern, and fewer people than
    the precinct's setting told us anything there in the twelve months up to the end of the period.
    """

    key: int
    neighborhood: str | None
    neighborhood_withheld: bool
    topic: str | None
    you_said: str
    we_did: str
    state: str
    opened_on: date
    due: date | None
    closed_on: date | None
    told_on: date | None
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure summed over held events, now, in the prior period and last year; None: not counted anywhere.

    ``unknown_events`` of the period were asked for it and noted nothing. The rates are per officer-hour, over the
    events where both the measure and every officer's hours are known.
    """

    name: str
    now: int | None
    prior: int | None
    last_year: int | None
    unknown_events: int
    per_officer_hour: float | None
    prior_per_officer_hour: float | None


@dataclass(frozen=True, slots=True)
class CheckpointRow:
    """One checkpoint held. ``counts`` follows :attr:`Checkpoints.measures`; None: not noted."""

    key: int
    date: date
    start_time: time | None
    end_time: time | None
    place: str
    neighborhoods: tuple[str, ...]
    counts: tuple[int | None, ...]
    hours: float | None


@dataclass(frozen=True, slots=True)
class Checkpoints:
    """The checkpoints of the period and their totals beside the prior period and last year.

    ``measures`` names the columns. ``hours`` sums officer-hours of the checkpoints where they are known (None:
    nowhere), ``hours_unknown`` counts the others.
    """

    held: int
    prior_held: int
    last_year_held: int
    measures: tuple[str, ...]
    rows: tuple[CheckpointRow, ...]
    totals: tuple[MeasureRow, ...]
    hours: float | None
    prior_hours: float | None
    hours_unknown: int


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A photo that may be published. ``data`` is the picture file as it was attached."""

    event_title: str
    date: date
    caption: str
    alternative_text: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class ComingRow:
    """A planned event after the period."""

    key: int
    date: date
    start_time: time | None
    end_time: time | None
    title: str
    kind: str
    place: str
    neighborhoods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signs: the words written for the report, and the precinct's commander where none were (blank: a line)."""

    prepared_by: str
    approved_by: str


@dataclass(frozen=True, slots=True)
class PublicPart:
    """What anybody may read: no resident's name, phone, address or e-mail, and no confidential words.

    ``promises`` were opened, closed or told in the period, ``open_promises`` were open at its end; both hold only those
    with words for the public, ``promises_without_words`` and ``open_without_words`` count the others. Photos are at
    most :data:`PHOTOS_AT_MOST`, ``photos_in_all`` counts all that may be published.
    """

    precinct: PrecinctHeader
    period: Period
    message: str
    figures: Figures
    events: tuple[EventRow, ...]
    topics: tuple[TopicRow, ...]
    promises: tuple[PromiseRow, ...]
    promises_without_words: int
    open_promises: tuple[PromiseRow, ...]
    open_without_words: int
    coverage: tuple[CoverageRow, ...]
    measures: tuple[MeasureRow, ...]
    checkpoints: Checkpoints
    shifts: ShiftFigures
    photos: tuple[PhotoRow, ...]
    photos_in_all: int
    coming_up: tuple[ComingRow, ...]
    coming_until: date
    signatures: Signatures


PHOTOS_AT_MOST = 8


@dataclass(frozen=True, slots=True)
class InternalEvent:
    """What only the precinct reads of an event."""

    lead_officer: str
    staff: tuple[str, ...]
    summary: str
    head_counted: int | None
    extras: int | None
    more_names_than_heads: bool


@dataclass(frozen=True, slots=True)
class InternalConcern:
    """A concern in a resident's own words, and whose."""

    raised_on: date
    topic: str
    words: str
    raised_by: str
    neighborhood: str | None
    event_title: str | None
    is_confidential: bool


@dataclass(frozen=True, slots=True)
class InternalPromise:
    """A promise in the precinct's own words. ``status`` is today's, such as "waiting on partner"."""

    words: str
    outcome: str
    decline_reason: str
    promised_to: str
    owner: str
    status: str
    partner: str
    neighborhood: str | None


@dataclass(frozen=True, slots=True)
class InternalPart:
    """What only the precinct may read; events and promises by the keys of the public rows.

    ``promises`` and ``open_promises`` hold those without words for the public too, in the order to print.
    """

    events: Mapping[int, InternalEvent]
    concerns: tuple[InternalConcern, ...]
    promises: tuple[tuple[PromiseRow, InternalPromise], ...]
    open_promises: tuple[tuple[PromiseRow, InternalPromise], ...]


@dataclass(frozen=True, slots=True)
class MonthlySummary:
    """The monthly outreach summary. Hand :attr:`public` alone to a public print."""

    public: PublicPart
    internal: InternalPart
