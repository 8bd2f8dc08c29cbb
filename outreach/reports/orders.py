"""A report as it is ordered, its pages, and the file that is signed: plain values, which another process can be handed.

rendered = made(step, Wanted(Order("monthly", Choice(Period.of_month(2019, 1)), True), precinct, today))
rendered.pdf                                                   # to look at
signed(step, rendered.draft, Signatures("", "Capt. E. Sample", is_approved=True))     # as it is issued
"""

import pickle
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from outreach.actions.issue import IssueDetails
from outreach.languages import spoken
from outreach.queries.monthly import Signatures
from outreach.queries.reissue import Issuing, Replaced
from outreach.queries.shown import Seen
from outreach.reports.catalogue import REPORTS, Choice, Need, Report
from outreach.reports.issuing import Draft, drafted
from outreach.reports.unshown import noting, told

type Step = Callable[[float, str], None]
"""Is told how far the work is, from 0 to 1, and what it does now; it may stop the work between two of its parts."""


@dataclass(frozen=True, slots=True)
class Order:
    """One report as it is wanted."""

    kind: str
    choice: Choice
    public: bool

    @property
    def report(self) -> Report:
        """The report itself."""
        return REPORTS[self.kind]

    @property
    def about(self) -> list[tuple[str, int]]:
        """The records it is about, by table and key."""
        chosen = (
            ("event", self.choice.event), ("neighborhood", self.choice.neighborhood), ("officer", self.choice.officer),
        )  # fmt: skip
        return [(table, key) for table, key in chosen if key is not None]

    @property
    def missing(self) -> tuple[Need, ...]:
        """What still has to be chosen."""
        return tuple(need for need in self.report.needs if not self.choice.has(need))


@dataclass(frozen=True, slots=True)
class Wanted:
    """An order, with the precinct it is of, the day it is there, and what who asks may see.

    Internal copies hold confidential words when ``confidential``, and compare no other ``precincts`` than these.
    """

    order: Order
    precinct: int
    today: date
    confidential: bool = False
    precincts: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Rendered:
    """The pages of an order, and as what they would be issued.

    ``draft`` is what they were made from, for :func:`signed` alone; ``shows`` whom and what it shows, ``unshown`` says
    in words which letters of which names no font here shows.
    """

    order: Order
    pdf: bytes
    draft: bytes
    issuing: Issuing | None
    replaces: Replaced | None
    shows: Seen
    unshown: str


def made(step: Step, wanted: Wanted) -> Rendered:
    """Make the pages of an order. Raises what :func:`outreach.reports.issuing.drafted` raises."""
    order = wanted.order
    step(0.05, spoken.say("Reading the records"))
    choice = replace(order.choice, confidential=wanted.confidential, precincts=wanted.precincts)
    draft = drafted(order.kind, wanted.precinct, choice, public=order.public, today=wanted.today)
    step(0.5, spoken.say("Setting the pages"))
    with noting() as found:
        pdf = draft.printed()
    shows = Seen.of(draft) if wanted.confidential else Seen()
    return Rendered(order, pdf, pickle.dumps(draft), draft.issuing, draft.replaces, shows, told(found))


def signed(step: Step, draft: bytes, under: Signatures, prepared_by: int | None) -> IssueDetails:
    """What is kept of pages when they are issued: made of the same data as those looked at, under the names."""
    step(0.5, spoken.say("Setting the pages"))
    kept: Draft = pickle.loads(draft)
    return kept.details(kept.printed(under), prepared_by=prepared_by, approved_by=under.approved_by)
