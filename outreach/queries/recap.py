"""The last-meeting recap, for the officer who is about to walk in. Internal: it names people."""

from dataclasses import dataclass
from datetime import date, timedelta

from outreach.queries.concerns import ConcernFilter, ConcernRow, concern_list
from outreach.queries.crime import CrimeCounts, CrimeFigure, crime_figures, months_needed
from outreach.queries.event_list import EventRow
from outreach.queries.events import EventConcern, event_detail
from outreach.queries.follow_up_rows import FollowUpRow
from outreach.queries.followups import FollowUpFilter, follow_up_list
from outreach.queries.listing import Page
from outreach.queries.neighborhoods import Association, neighborhood_detail
from outreach.queries.period import Period
from outreach.queries.precincts import PrecinctHeader, precinct_header
from outreach.queries.signin import Regular, regulars
from outreach.records.followups import OPEN_STATUSES

ROWS = 60


@dataclass(frozen=True, slots=True)
class Recap:
    """What to know before a meeting in a neighborhood, as of a day.

    ``last_meeting`` is the last held event there (None: never), ``raised_then`` the concerns raised at it, and
    ``raised_since`` those from the neighborhood after it. ``owed`` are the open promises, the latest first;
    ``to_tell`` were settled and nobody has been told; ``told_lately`` were settled and told since the last meeting.
    ``crime`` compares the last whole month with the one before it. ``regulars`` came to the meetings before the next.
    """

    precinct: PrecinctHeader
    as_of: date
    name: str
    community: str
    meeting_place: str
    meeting_rule: str
    associations: tuple[Association, ...]
    last_meeting: EventRow | None
    next_meeting: EventRow | None
    raised_then: tuple[EventConcern, ...]
    raised_since: Page[ConcernRow]
    owed: Page[FollowUpRow]
    to_tell: Page[FollowUpRow]
    told_lately: tuple[FollowUpRow, ...]
    crime_month: Period
    crime: tuple[CrimeFigure, ...]
    regulars: tuple[Regular, ...]


def recap(precinct: int, neighborhood: int, today: date, *, confidential: bool = False) -> Recap:
    """The recap of a neighborhood; the same number of statements whatever the amount of data.

    Raises :class:`NotFoundError` when the precinct or the neighborhood is gone.
    """
    header = precinct_header(precinct)
    here = neighborhood_detail(neighborhood, today, confidential=confidential)
    last, coming = here.last_meeting, here.next_meeting

    def promises(chosen: FollowUpFilter, sort: str = "due") -> Page[FollowUpRow]:
        return follow_up_list(precinct, today, chosen, sort=sort, limit=ROWS, confidential=confidential)

    since = ConcernFilter(neighborhood=neighborhood, first=last.date + timedelta(days=1) if last else None, last=today)
    told = promises(FollowUpFilter(neighborhood=neighborhood, told=True), "told_on") if last else None
    month = Period.of_month(today.year, today.month).prior
    return Recap(
        precinct=header,
        as_of=today,
        name=here.name,
        community=here.community,
        meeting_place=here.meeting_place,
        meeting_rule=here.meeting_rule,
        associations=here.associations,
        last_meeting=last,
        next_meeting=coming,
        raised_then=event_detail(last.id, confidential=confidential).concerns if last else (),
        raised_since=concern_list(precinct, since, limit=ROWS, confidential=confidential),
        owed=promises(FollowUpFilter(neighborhood=neighborhood, states=OPEN_STATUSES)),
        to_tell=promises(FollowUpFilter(neighborhood=neighborhood, told=False), "closed_on"),
        told_lately=tuple(
            row for row in (told.rows if told else ()) if last and row.told_on is not None and row.told_on >= last.date
        ),
        crime_month=month,
        crime=crime_figures(CrimeCounts(precinct, months_needed(month), neighborhood), month),
        regulars=regulars(coming.id, confidential=confidential) if coming else (),
    )
