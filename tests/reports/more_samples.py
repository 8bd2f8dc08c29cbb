"""Data for the reports beside the monthly summary. Every person is invented, and plainly so."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from outreach.queries.before_after import BeforeAfter, Counted, MonthCount
from outreach.queries.concerns import ConcernRow
from outreach.queries.event_list import EventRow as ListedEvent
from outreach.queries.event_record import EventRecord, InternalEventRecord, PublicEvent
from outreach.queries.events import EventConcern, EventDetail, EventHeadCount, EventMeasure, EventStaff
from outreach.queries.follow_up_rows import FollowUpRow
from outreach.queries.home import MonthPoint
from outreach.queries.labels import Label, MailingLabels
from outreach.queries.listing import Linked, Page
from outreach.queries.neighborhood_card import NeighborhoodCard
from outreach.queries.neighborhoods import Association, AssociationOfficer
from outreach.queries.period import Period
from outreach.queries.precinct_comparison import PrecinctComparison, PrecinctFigures
from outreach.queries.quarterly import InternalProblem, InternalQuarter, ProblemLine, PublicQuarter, QuarterlyReport
from outreach.queries.recap import Recap
from outreach.queries.signin import Regular, SignInLine
from outreach.queries.worklist import OwnerWork, Worklist, WorklistLine
from outreach.queries.year import CrimeYear, YearInReview
from outreach.reports.signin_sheet import SignInSheet
from tests.reports import samples

TODAY = date(2019, 2, 28)
A_COUNT = BeforeAfter(
    "Burglary",
    "Ensley",
    Period(date(2018, 7, 1), date(2018, 9, 30)),
    Period(date(2018, 10, 1), date(2018, 12, 31)),
    Counted(38, 11),
    Counted(120, 118),
    tuple(
        MonthCount(date(2018, month, 1), count, month >= 10)
        for month, count in ((7, 14), (8, 12), (9, 12), (10, 6), (11, 5), (12, 0))
    ),
)
CALLS = BeforeAfter("calls about <shots>", "", None, None, Counted(31, None), None, ())
UID = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
FRUITS = ("apple", "pear", "quince", "medlar", "cherry", "grape", "lemon", "melon", "olive", "peach", "plum")


def a_follow_up(key: int, **values: Any) -> FollowUpRow:
    filled: dict[str, Any] = {
        "id": key,
        "version": 1,
        "words": f"Promise {key} about the {FRUITS[key * key // 3 % 11]} tree & the <{FRUITS[key // 11 % 11]}> fence",
        "public_words": "",
        "status": ("open", "in progress", "waiting on partner")[key % 3],
        "priority": "high" if key % 7 == 0 else "normal",
        "neighborhood": 1,
        "neighborhood_name": samples.NAMES[key % 12],
        "owner": 1,
        "owner_name": "Ofc. R. Sample",
        "opened_on": date(2018, 12, 1) + timedelta(days=key % 60),
        "due": None if key % 5 == 4 else date(2019, 2, 1) + timedelta(days=key % 50),
        "days_late": max(27 - key % 50, 0) if key % 5 != 4 else 0,
        "partner": "Public Works" if key % 3 == 2 else "",
        "partner_asked_on": date(2019, 1, 4) if key % 3 == 2 else None,
        "closed_on": None,
        "told_on": None,
        "promised_to": "Opal Ferncastle" if key % 2 else "",
        "promised_to_person": 1 if key % 2 else None,
        "promised_to_organization": None,
        "concern": None,
        "event": None,
        **values,
    }
    return FollowUpRow(**filled)


def a_worklist(number: int = 12, owners: int = 3) -> Worklist:
    names = ("", "Ofc. R. Sample", "Sgt. D. Example", "Ofc. Q. Specimen", "Lt. P. Placeholder")
    lines = [
        WorklistLine(a_follow_up(key), "205-555-0100" if key % 2 else "", "Called & left a message", TODAY)
        for key in range(number)
    ]
    settled = (WorklistLine(a_follow_up(9000, status="done", closed_on=date(2018, 9, 22)), "", "", None),)
    return Worklist(
        samples.PRECINCT,
        TODAY,
        tuple(
            OwnerWork(owner or None, names[owner % 5], 2, 1, tuple(lines[owner::owners]), settled)
            for owner in range(owners if number else 0)
        ),
    )


def a_sheet(people: int = 9, title: str = "Ensley Neighborhood Association") -> SignInSheet:
    known = tuple((f"Opal {FRUITS[key % 11].title()} Ferncastle", samples.NAMES[key % 12]) for key in range(people))
    return SignInSheet(
        samples.PRECINCT, UID, title, date(2019, 3, 18), time(19), time(20, 35), "Bethel church hall", known
    )


def some_labels(number: int = 64) -> MailingLabels:
    labels = tuple(
        Label(
            f"Opal {FRUITS[key % 11].title()} Ferncastle",
            (f"{100 + key} {FRUITS[key % 11].title()} Way", f"{FRUITS[key // 3 % 11].title()} Hill AL 35208"),
        )
        for key in range(number)
    )
    return MailingLabels(samples.PRECINCT, labels, 3)


def a_card(events: int = 4, promises: int = 3, **values: Any) -> NeighborhoodCard:
    settled = tuple(
        replace(samples.PROMISES[0], key=key, you_said=f"Asked {key}: {FRUITS[key % 11]} & <{FRUITS[key * 3 % 11]}>")
        for key in range(promises)
    )
    filled: dict[str, Any] = {
        "precinct": samples.PRECINCT,
        "period": Period(date(2018, 12, 1), TODAY),
        "neighborhood": 1,
        "name": "Ensley",
        "community": "Ensley",
        "meeting_place": "Bethel church hall",
        "meeting_rule": "3rd Monday",
        "events": samples.some_events(events),
        "people_reached": 240 if events else 0,
        "unknown_events": 0,
        "topics": (("Gunfire", 2), ("Street lights", 1)) if promises else (),
        "topics_withheld": False,
        "promises": settled,
        "promises_unsaid": 0,
        "still_open": tuple(samples.a_promise(500 + key) for key in range(promises)),
        "still_open_unsaid": 1 if promises else 0,
        "crime": samples.SNAPSHOT,
        "coming_up": samples.COMING if events else (),
        **values,
    }
    return NeighborhoodCard(**filled)


def a_listed_event(**values: Any) -> ListedEvent:
    filled: dict[str, Any] = {
        "id": 1,
        "version": 1,
        "kind": 1,
        "kind_name": "Association meeting",
        "title": "Ensley Neighborhood Association",
        "status": "held",
        "date": date(2019, 1, 21),
        "start_time": time(18, 30),
        "end_date": date(2019, 1, 21),
        "end_time": time(20),
        "place": "Bethel church hall",
        "neighborhoods": ("Ensley",),
        "lead_officer": 1,
        "lead_officer_name": "Ofc. R. Sample",
        "series": None,
        "reached": 14,
        "sign_ins": 11,
        "concerns": 2,
        "promises": 1,
        **values,
    }
    return ListedEvent(**filled)


def an_event_concern(key: int = 1, **values: Any) -> EventConcern:
    filled: dict[str, Any] = {
        "id": key,
        "version": 1,
        "topic_id": 1,
        "topic": "Speeding",
        "words": f"Cars race past the {FRUITS[key % 11]} stand",
        "raised_by": "Opal Ferncastle",
        "raised_by_person": 1,
        "raised_by_organization": None,
        "raised_on": date(2019, 1, 21),
        "source": "meeting",
        "neighborhood": 1,
        "neighborhood_name": "Ensley",
        "confidential": False,
        "promises": (),
        **values,
    }
    return EventConcern(**filled)


def a_recap(promises: int = 3, concerns: int = 2, people: int = 20, **values: Any) -> Recap:
    owed = tuple(a_follow_up(key) for key in range(min(promises, 60)))
    empty: Page[ConcernRow] = Page(0, ())
    filled: dict[str, Any] = {
        "precinct": samples.PRECINCT,
        "as_of": TODAY,
        "name": "Ensley",
        "community": "Ensley",
        "meeting_place": "Bethel church hall",
        "meeting_rule": "3rd Monday",
        "associations": (
            Association(
                1,
                "Ensley Neighborhood Association",
                "",
                "",
                (AssociationOfficer(1, "Opal Ferncastle", "president", date(2018, 1, 1)),),
            ),
        )
        if people
        else (),
        "last_meeting": a_listed_event() if concerns else None,
        "next_meeting": a_listed_event(date=date(2019, 3, 18), status="planned") if promises else None,
        "raised_then": tuple(an_event_concern(key) for key in range(concerns)),
        "raised_since": empty,
        "owed": Page(promises, owed),
        "to_tell": Page(promises, tuple(replace(row, closed_on=date(2018, 9, 22)) for row in owed)),
        "told_lately": (),
        "crime_month": samples.JANUARY,
        "crime": samples.SNAPSHOT,
        "regulars": tuple(Regular(key, "Opal", f"Ferncastle {key}", "Ensley", "", 3, 6) for key in range(people)),
        **values,
    }
    return Recap(**filled)


def an_event_record(**values: Any) -> EventRecord:
    concerns = (an_event_concern(1), an_event_concern(2, words=None, raised_by=None, confidential=True))
    detail = EventDetail(
        id=1,
        version=1,
        uid=UID,
        precinct=1,
        kind=1,
        kind_name="Association meeting",
        asks_sign_in=True,
        asks_hours=False,
        is_checkpoint=False,
        title="Ensley & Wylam <joint> meeting",
        status="held",
        date=date(2019, 1, 21),
        start_time=time(18, 30),
        end_date=date(2019, 1, 21),
        end_time=None,
        place="Bethel church hall",
        neighborhoods=(Linked(1, "Ensley"), Linked(2, "Wylam")),
        host=None,
        host_name="",
        lead_officer=1,
        lead_officer_name="Ofc. R. Sample",
        staff=(EventStaff(1, "Ofc. R. Sample", "speaker", 2.0), EventStaff(2, "Sgt. D. Example", "", None)),
        summary="Reported on the month, answered questions.",
        cancel_reason="",
        series=None,
        series_title="",
        series_date=None,
        source="",
        lines=tuple(
            SignInLine(
                key,
                1,
                key,
                f"Opal {FRUITS[key % 11].title()}",
                "",
                1,
                "Ensley",
                None,
                "",
                True,
                key != 3,
                key == 2,
                1,
                key,
                "",
            )
            for key in range(1, 12)
        ),
        head_counts=(EventHeadCount(1, 1, "Adults", 14), EventHeadCount(2, 1, "Youth", None)),
        measures=(EventMeasure(1, "Citizen contacts", True, 20),),
        concerns=concerns,
        promises=(),
        attachments=(),
    )
    inside = samples.an_internal_part(samples.a_public_part())
    promises = tuple((row, inside.promises[0][1]) for row in samples.PROMISES[:2])
    public = PublicEvent(
        precinct=samples.PRECINCT,
        uid=UID,
        title=detail.title,
        kind=detail.kind_name,
        status="held",
        cancel_reason="",
        date=detail.date,
        start_time=detail.start_time,
        end_date=detail.end_date,
        end_time=None,
        place=detail.place,
        host="",
        neighborhoods=("Ensley", "Wylam"),
        reached=14,
        sign_ins=11,
        head_counts=detail.head_counts,
        measures=detail.measures,
        officers=2,
        hours=None,
        topics=(("Speeding", 1),),
        promises=samples.PROMISES[:2],
        promises_unsaid=1,
        photos=(samples.a_photo(),),
    )
    photos = (samples.a_photo(), samples.a_photo(b"not a picture"))
    sheets = (samples.a_photo(samples.a_picture(850, 1100), caption="The sheet as it was signed"),)
    return EventRecord(replace(public, **values), InternalEventRecord(detail, promises, photos, sheets))


def a_quarter(**values: Any) -> QuarterlyReport:
    part = samples.a_public_part()
    inside = samples.an_internal_part(part)
    problems = (
        ProblemLine(1, "Daytime break-ins", "Ensley", "assessment", date(2018, 9, 17), None, 1, 3, A_COUNT),
        ProblemLine(2, "Shots at night", None, "response", date(2018, 12, 3), None, 4, 3, CALLS),
        ProblemLine(3, "Open vacant houses", "Wylam", "scanning", date(2019, 2, 11), None, 0, 0, None),
    )
    filled: dict[str, Any] = {
        "precinct": samples.PRECINCT,
        "period": Period(date(2019, 1, 1), date(2019, 3, 31)),
        "message": "",
        "words": {"concerns": "Two topics stand out.", "obstacles": "The budget year ends in June."},
        "titles": {"progress": "Progress on recommendations of earlier quarters"},
        "figures": part.figures,
        "events": part.events,
        "topics": part.topics,
        "problems": problems,
        "progress": samples.PROMISES[:1],
        "done": samples.PROMISES[2:3],
        "declined": samples.PROMISES[3:],
        "still_open": part.open_promises,
        "without_words": 2,
        "waiting": 1,
        "declined_in_all": 2,
        "signatures": part.signatures,
        **values,
    }
    internal = InternalQuarter(
        problems={
            problem.key: InternalProblem(
                "Ofc. R. Sample", "Seen on <eleven> days", "Side doors & alleys", "Letters", ""
            )
            for problem in problems
        },
        concerns=inside.concerns,
        promises=inside.promises,
        still_open=inside.open_promises,
        waiting_on_partner=inside.open_promises[:1],
        declined=inside.promises[3:],
    )
    return QuarterlyReport(PublicQuarter(**filled), internal)


def some_precincts(precincts: int = 4, events: int = 40) -> PrecinctComparison:
    """So many precincts, of which nobody counted in the last; with no event all of their figures are zero."""
    names = ("East Precinct", "North Precinct", "South Precinct", "West Precinct of the Old Harbor and Fairgrounds")

    def figures(at: int, name: str) -> PrecinctFigures:
        n, is_last = events + at if events else 0, events and at == precincts - 1
        return PrecinctFigures(
            precinct=at + 1, name=name, held=n, people_reached=None if is_last else n * 31,
            unknown_events=n if is_last else n // 9, signed_in=n * 11, first_time=n * 2, reached=min(n, 21), active=22,
            quiet=at, concerns=n * 3, opened=n, closed=n // 2, due=n // 2, kept=n // 3, open=n + 12, overdue=n // 7,
        )  # fmt: skip

    rows = tuple(figures(at, names[at % len(names)]) for at in range(precincts))
    return PrecinctComparison(samples.PRECINCT, Period.of_month(2019, 1), rows, replace(rows[0], precinct=0, name=""))


def a_year(**values: Any) -> YearInReview:
    part = samples.a_public_part()

    def month(year: int, number: int) -> MonthPoint:
        reached = None if number == 4 else 900 + number * 37 % 200
        return MonthPoint(
            month=Period.of_month(year, number),
            held=40 + number % 9,
            people_reached=reached,
            sign_ins=300,
            promises_opened=30,
            promises_closed=28 + number % 4,
            promises_due=30,
            promises_kept=27,
            measures={"Firearms recovered": 10 + number},
            largest_event=None,
        )

    filled: dict[str, Any] = {
        "precinct": samples.PRECINCT,
        "period": Period(date(2018, 1, 1), date(2018, 12, 31)),
        "message": "",
        "figures": part.figures,
        "months": tuple(month(2018, number) for number in range(1, 13)),
        "prior_months": tuple(month(2017, number) for number in range(1, 13)),
        "topics": part.topics,
        "topics_by_month": (),
        "measures": part.measures,
        "coverage": part.coverage,
        "shifts": part.shifts,
        "largest": part.events[:12],
        "kept_promises": samples.PROMISES[:1],
        "crime": (
            CrimeYear("Burglary", tuple(range(100, 112)), tuple(range(110, 122))),
            CrimeYear("Arson", (None, *range(11)), tuple(range(12))),
        ),
        "photos": part.photos,
        "signatures": part.signatures,
        **values,
    }
    return YearInReview(**filled)


def an_empty_year() -> YearInReview:
    empty = samples.an_empty_summary().public
    nothing = tuple(MonthPoint(Period.of_month(2018, number), 0, 0, 0, 0, 0, 0, 0, {}, None) for number in range(1, 13))
    return a_year(
        figures=empty.figures,
        months=nothing,
        prior_months=nothing,
        topics=(),
        measures=(),
        coverage=(),
        shifts=empty.shifts,
        largest=(),
        kept_promises=(),
        crime=(),
        photos=(),
    )


def an_empty_quarter() -> QuarterlyReport:
    empty = samples.an_empty_summary().public
    report = a_quarter(
        words={},
        titles={},
        figures=empty.figures,
        events=(),
        topics=(),
        problems=(),
        progress=(),
        done=(),
        declined=(),
        still_open=(),
        without_words=0,
        waiting=0,
        declined_in_all=0,
    )
    return QuarterlyReport(report.public, InternalQuarter({}, (), (), (), (), ()))
