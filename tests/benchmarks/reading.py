"""Reading: lists opened, sorted and filtered, searching as one types, the first page, the figures of a month.

The floor of each is the statements that it sends, alone, on a bare connection.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from peewee import fn

from outreach.queries.concerns import ConcernFilter, concern_list
from outreach.queries.event_list import EventFilter, event_list
from outreach.queries.figures import figures
from outreach.queries.followups import FollowUpFilter, follow_up_board, follow_up_list
from outreach.queries.home import home
from outreach.queries.listing import Page
from outreach.queries.lookups import desk_lookups
from outreach.queries.period import Period
from outreach.queries.person_list import PersonFilter, person_list
from outreach.queries.rows import rows_of
from outreach.queries.search import search
from outreach.queries.signin import suggest
from outreach.records.events import EventNeighborhood, EventOfficer
from outreach.records.followups import FollowUp
from tests.benchmarks.measuring import Goal, Measure, compared, timed
from tests.benchmarks.subject import Subject
from tests.statements import recorded_statements

PAGE_ROWS = 100
FEWER_ROWS = 40
"""What an officer has and a phone number ends in fills no page at a tenth of a city, but these at every size."""
EVENT_SORTS = ("date", "title", "kind", "status", "place", "lead_officer", "reached", "sign_ins")
PERSON_SORTS = ("name", "neighborhood", "address", "email")
PROMISE_SORTS = ("due", "words", "status", "priority", "owner", "neighborhood", "opened_on", "closed_on", "told_on")
LIST_GOAL = Goal(3, most=0.1)
SEARCH_GOAL = Goal(2, plus=0.005)
TYPED = ("m", "ma", "mar", "maria", "park", "street light", "4417")

ALL_EVENTS, ALL_PEOPLE, ALL_PROMISES = EventFilter(), PersonFilter(), FollowUpFilter()

type Question = Callable[[], object]


def measures(of: Subject) -> Iterator[Measure]:
    """Every line about reading."""
    for what, (question, goal) in questions(of.precinct, of.today).items():
        yield beside_statements(of, what, question, goal)


def questions(precinct: int, today: date) -> dict[str, tuple[Question, Goal]]:
    """Every question that is measured, and its goal."""
    found = {what: (question, LIST_GOAL) for what, question in lists(precinct, today).items()}
    for typed in TYPED:
        found[f"search '{typed}'"] = (partial(search, precinct, typed, 20), SEARCH_GOAL)
    event = event_list(precinct, EventFilter(statuses=("held",)), limit=1).rows[0].id
    for typed in TYPED[:4]:
        found[f"sign-in suggestions for '{typed}'"] = (partial(suggest, precinct, event, typed), SEARCH_GOAL)
    found["home, everything on it"] = (lambda: home(precinct, today), LIST_GOAL)
    month = Period.of_month(today.year, today.month).prior
    found["figures of a month"] = (lambda: figures(precinct, month, today), Goal(2))
    return found


def lists(precinct: int, today: date) -> dict[str, Question]:
    """Every list page as it opens, by each of its columns, and by each kind of filter: the first page of rows."""
    known = desk_lookups(precinct)
    area, officer, kind = known.neighborhoods[0].id, known.officers[0].id, known.kinds[0].id
    month = Period.of_month(today.year, today.month).prior
    found: dict[str, Question] = {}

    def events(what: str, chosen: EventFilter = ALL_EVENTS, sort: str = "date", down: bool = True) -> None:
        found[f"events {what}"] = lambda: event_list(precinct, chosen, sort=sort, descending=down, limit=PAGE_ROWS)

    def people(what: str, chosen: PersonFilter = ALL_PEOPLE, sort: str = "name", down: bool = False) -> None:
        found[f"people {what}"] = lambda: person_list(precinct, chosen, sort=sort, descending=down, limit=PAGE_ROWS)

    def promises(what: str, chosen: FollowUpFilter = ALL_PROMISES, sort: str = "due", down: bool = False) -> None:
        found[f"follow-ups {what}"] = lambda: follow_up_list(
            precinct, today, chosen, sort=sort, descending=down, limit=PAGE_ROWS
        )

    for sort in EVENT_SORTS:
        events(f"by {sort}", sort=sort)
        events(f"by {sort}, backwards", sort=sort, down=False)
    events("of a kind", EventFilter(kinds=(kind,)))
    events("of a neighborhood", EventFilter(neighborhoods=(area,)))
    events("of an officer", EventFilter(officer=officer))
    events("of a month by people reached", EventFilter(first=month.first, last=month.last), sort="reached")
    events("held", EventFilter(statuses=("held",)))
    events("by words", EventFilter(text="meet"))
    for sort in PERSON_SORTS:
        people(f"by {sort}", sort=sort)
        people(f"by {sort}, backwards", sort=sort, down=True)
    people("of a neighborhood", PersonFilter(neighborhood=area))
    people("by words", PersonFilter(text="mar"))
    people("by the end of a phone number", PersonFilter(text="0142"))
    for sort in PROMISE_SORTS:
        promises(f"by {sort}", sort=sort)
        promises(f"by {sort}, backwards", sort=sort, down=True)
    promises("overdue", FollowUpFilter(overdue=True))
    promises("of an officer", FollowUpFilter(owner=officer))
    promises("of a neighborhood", FollowUpFilter(neighborhood=area))
    promises("by words", FollowUpFilter(text="call"))
    found |= _full_at_every_size(precinct, today)
    found["follow-ups on the board"] = lambda: follow_up_board(precinct, today)
    found["concerns of an event’s list"] = lambda: concern_list(precinct, ConcernFilter(), limit=PAGE_ROWS)
    return found


def _full_at_every_size(precinct: int, today: date) -> dict[str, Question]:
    """The lists of a neighborhood, an officer, some days and a number again, where they fill what is shown of them at a
    tenth of a city too: of the neighborhood or officer that has the most, of a year, and the first rows."""
    area, officer = _busiest(EventNeighborhood.neighborhood), _busiest(EventOfficer.officer)
    promised, owner = _busiest(FollowUp.neighborhood), _busiest(FollowUp.owner)
    year = EventFilter(first=today - timedelta(days=364), last=today)

    def promises(chosen: FollowUpFilter, limit: int) -> Question:
        return lambda: follow_up_list(precinct, today, chosen, limit=limit)

    return {
        "events of the busiest neighborhood": lambda: event_list(
            precinct, EventFilter(neighborhoods=(area,)), limit=PAGE_ROWS
        ),
        "events of a year by people reached": lambda: event_list(precinct, year, sort="reached", limit=PAGE_ROWS),
        "events of the busiest officer, 40 rows": lambda: event_list(
            precinct, EventFilter(officer=officer), limit=FEWER_ROWS
        ),
        "people by the end of a phone number, 40 rows": lambda: person_list(
            precinct, PersonFilter(text="0142"), limit=FEWER_ROWS
        ),
        "follow-ups of the busiest neighborhood": promises(FollowUpFilter(neighborhood=promised), PAGE_ROWS),
        "follow-ups of the busiest officer, 40 rows": promises(FollowUpFilter(owner=owner), FEWER_ROWS),
    }


def _busiest(column: Any) -> int:
    """The neighborhood or officer that most rows of a table name; the first where none is named."""
    counted = column.model.select(column).where(column.is_null(False)).group_by(column)
    most = rows_of(counted.order_by(fn.COUNT(column.model.id).desc(), column).limit(1))
    return int(most[0][0]) if most else 1


def beside_statements(of: Subject, what: str, question: Question, goal: Goal) -> Measure:
    """A question beside the statements it sends."""
    with recorded_statements() as sent:
        answer = question()
    measured = compared(what, timed(question), timed(lambda: of.run(sent)), goal)
    return replace(measured, rows=len(answer.rows)) if isinstance(answer, Page) else measured
