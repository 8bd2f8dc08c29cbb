"""Figures that reports are printed from in tests. Every person is invented, and plainly so."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from outreach.queries.coverage import CoverageRow
from outreach.queries.crime import CrimeFigure
from outreach.queries.figures import (
    Comparison,
    EventFigures,
    Figures,
    FigureSet,
    FollowUpFigures,
    NeighborhoodFigures,
    PeopleReached,
    SignInFigures,
)
from outreach.queries.home import MonthPoint
from outreach.queries.monthly import (
    CheckpointRow,
    Checkpoints,
    ComingRow,
    EventRow,
    InternalConcern,
    InternalEvent,
    InternalPart,
    InternalPromise,
    MeasureRow,
    MonthlySummary,
    PhotoRow,
    PromiseRow,
    PublicPart,
    Signatures,
    TopicRow,
)
from outreach.queries.period import Period
from outreach.queries.precincts import PrecinctHeader
from outreach.queries.shifts import ShiftCount, ShiftFigures

JANUARY = Period.of_month(2019, 1)
PRINTED_ON = date(2019, 2, 4)
NAMES = (
    "Ensley", "Wylam", "Central Park", "Belview Heights", "Five Points West", "Oakwood Place", "Sandusky", "Fairview",
    "Bush Hills", "Green Acres", "Dolomite", "Ensley Highlands",
)  # fmt: skip

PRECINCT = PrecinctHeader(
    key=1,
    version=1,
    agency="Birmingham Police Department",
    name="West Precinct",
    commander="Capt. Q. Specimen",
    time_zone="America/Chicago",
    paper="letter",
    quiet_after_days=60,
    traceable_below=3,
    logo=None,
    is_demo=False,
)


def a_figure_set(period: Period = JANUARY, **values: Any) -> FigureSet:
    filled: dict[str, Any] = {
        "precinct": "West Precinct",
        "period": period,
        "events": EventFigures(
            41, 0, 2, {"Association meeting": 14, "Safety checkpoint": 9, "Coffee with an officer": 8}
        ),
        "people_reached": PeopleReached(1284, 3),
        "sign_ins": SignInFigures(612, 88),
        "neighborhoods": NeighborhoodFigures(9, 12, ("Sandusky", "Oakwood Place")),
        "follow_ups": FollowUpFigures(44, 38, 61, 5, 6.5, 36, 31, 30),
        "concerns": {"Gun violence": 19, "Speeding": 17},
        "measures": {"Firearms recovered": 51, "Vehicles stopped": 1146, "Citizen contacts": 1392},
        "shifts": {"Day": 12, "Evening": 22, "Night": 4, "Power": 9},
        "time_unknown": 1,
        "crime": SNAPSHOT,
        **values,
    }
    return FigureSet(**filled)


SNAPSHOT = (
    CrimeFigure("Burglary", "Property", 182, 138, 138, 171, 402),
    CrimeFigure("Vehicle break-in", "Property", 157, 122, 122, 149, None),
    CrimeFigure("Robbery", "Violent", 31, 27, 27, 34, 90),
    CrimeFigure("Homicide", "Violent", 3, 2, 2, 0, 4),
    CrimeFigure("Arson", "Property", None, 1, 1, None, None),
)


def some_figures() -> Figures:
    prior = a_figure_set(
        JANUARY.prior,
        events=EventFigures(35, 0, 1, {"Association meeting": 12, "Safety checkpoint": 7, "Vigil": 1}),
        people_reached=PeopleReached(1107, 0),
        neighborhoods=NeighborhoodFigures(8, 12, ("Sandusky",)),
        follow_ups=FollowUpFigures(40, 31, 55, 8, 9, 31, 24, 20),
        measures={"Firearms recovered": 47, "Vehicles stopped": 870, "Citizen contacts": None},
    )
    last_year = a_figure_set(
        JANUARY.last_year,
        events=EventFigures(29, 0, 0, {"Association meeting": 12}),
        people_reached=PeopleReached(905, 1),
        neighborhoods=NeighborhoodFigures(7, 12, ()),
    )
    return figures_of(a_figure_set(), Comparison(prior, last_year))


def figures_of(now: FigureSet, comparison: Comparison) -> Figures:
    return Figures(**{name: getattr(now, name) for name in FigureSet.__slots__}, comparison=comparison)


KINDS = ("Association meeting", "Safety checkpoint", "Coffee with an officer", "Walk and talk", "Vigil")


def some_events(count: int = 41) -> tuple[EventRow, ...]:
    return tuple(
        EventRow(
            key=index + 1,
            date=date(2019, 1, 1) + timedelta(days=index % 31),
            start_time=None if index % 13 == 12 else time(8 + index % 13, 30 * (index % 2)),
            end_time=None if index % 5 == 4 or index % 13 == 12 else time(10 + index % 13, 0),
            title=f"{NAMES[index % 12]} {('meeting', 'checkpoint', 'coffee', 'walk', 'vigil')[index % 5]}",
            kind=KINDS[index % 5],
            place=("Bethel church hall", "Bessemer Road at 9th", "", "CrossPlex")[index % 4],
            neighborhoods=(NAMES[index % 12], NAMES[(index + 3) % 12]) if index % 4 == 0 else (NAMES[index % 12],),
            reached=None if index % 11 == 10 else 12 + index * 7 % 60,
            sign_ins=index * 5 % 30,
            first_time=index % 4,
            hours=None if index % 3 else 4.5,
        )
        for index in range(count)
    )


def a_promise(key: int, **values: Any) -> PromiseRow:
    filled: dict[str, Any] = {
        "key": key,
        "neighborhood": "Ensley",
        "neighborhood_withheld": False,
        "topic": "Street lights",
        "you_said": "Street light out at 19th and Avenue K",
        "we_did": "",
        "state": "open",
        "opened_on": date(2019, 1, 3),
        "due": date(2019, 2, 1),
        "closed_on": None,
        "told_on": None,
        "is_overdue": False,
        **values,
    }
    return PromiseRow(**filled)


PROMISES = (
    a_promise(
        1,
        neighborhood="Central Park",
        topic="Vacant property",
        you_said="A vacant house on Pike Road stands open",
        we_did="Boarded up by the city on our request; checked twice since",
        state="done",
        closed_on=date(2019, 1, 22),
        told_on=date(2019, 1, 23),
    ),
    a_promise(2),
    a_promise(
        3,
        neighborhood="Belview Heights",
        topic="Speeding",
        you_said="Speeding past the school",
        we_did="Speed trailer for a week, 212 vehicles over the limit, two patrols a day since",
        state="done",
        closed_on=date(2019, 1, 29),
    ),
    a_promise(
        4,
        neighborhood=None,
        neighborhood_withheld=True,
        you_said="Nobody comes when we call about the lot",
        we_did="The lot is private; the owner was told of the rules",
        state="declined",
        closed_on=date(2019, 1, 17),
    ),
)


def some_coverage(boundaries: Sequence[str] = ()) -> tuple[CoverageRow, ...]:
    counts = (6, 1, 4, 3, 9, 0, 0, 2, 1, 5, 0, 2)
    return tuple(
        CoverageRow(
            neighborhood=index + 1,
            name=name,
            community=("Ensley", "Wylam", "Five Points West")[index % 3],
            events=counts[index],
            people_reached=None if index == 1 else counts[index] * 31,
            unknown_events=1 if index in (1, 4) else 0,
            last_held=None if index == 6 else date(2019, 1, 28) if counts[index] else date(2018, 11, 19),
            days_quiet=None if index == 6 else 3 if counts[index] else 73,
            is_quiet=not counts[index],
            open_promises=index % 4,
            boundary=boundaries[index] if index < len(boundaries) else None,
        )
        for index, name in enumerate(NAMES)
    )


def a_square(column: int, row: int) -> str:
    left, low = -86.9 + column * 0.02, 33.5 + row * 0.02
    ring = [[left, low], [left + 0.02, low], [left + 0.02, low + 0.02], [left, low + 0.02], [left, low]]
    return f'{{"type": "Polygon", "coordinates": [{ring}]}}'


SQUARES = tuple(a_square(index % 4, index // 4) for index in range(12))


def a_measure(name: str, now: int | None, prior: int | None, **values: Any) -> MeasureRow:
    filled: dict[str, Any] = {
        "last_year": None,
        "unknown_events": 0,
        "per_officer_hour": None,
        "prior_per_officer_hour": None,
        **values,
    }
    return MeasureRow(name=name, now=now, prior=prior, **filled)


MEASURES = (
    a_measure("Vehicles stopped", 1146, 870, per_officer_hour=5.3, prior_per_officer_hour=5.1),
    a_measure("Citizen contacts", 1392, None, per_officer_hour=6.4, unknown_events=1),
    a_measure("Firearms recovered", 51, 47, last_year=12, per_officer_hour=0.24, prior_per_officer_hour=0.21),
)

CHECKPOINTS = Checkpoints(
    held=3,
    prior_held=7,
    last_year_held=2,
    measures=("Vehicles stopped", "Citizen contacts", "Firearms recovered"),
    rows=(
        CheckpointRow(
            2, date(2019, 1, 4), time(16), time(20), "Bessemer Road", ("Five Points West",), (412, 520, 11), 24
        ),
        CheckpointRow(7, date(2019, 1, 11), time(17), None, "Avenue V", ("Ensley", "Wylam"), (380, None, 8), None),
        CheckpointRow(12, date(2019, 1, 25), None, None, "", (), (354, 872, 12), 18.5),
    ),
    totals=MEASURES,
    hours=42.5,
    prior_hours=None,
    hours_unknown=1,
)


def some_shifts() -> ShiftFigures:
    grid = [[0] * 24 for _ in range(7)]
    for index in range(40):
        grid[index % 7][(9, 10, 16, 18, 18, 19)[index % 6]] += 1
    return ShiftFigures(
        shifts=(
            ShiftCount("Four shifts", "Day", time(6), time(14), 12),
            ShiftCount("Four shifts", "Evening", time(14), time(22), 22),
            ShiftCount("Four shifts", "Power", time(18), time(2), 9),
            ShiftCount("Four shifts", "Night", time(22), time(6), 4),
        ),
        overlapping=6,
        uncovered=0,
        time_unknown=1,
        by_hour=tuple(map(tuple, grid)),
    )


def a_picture(width: int = 640, height: int = 420, mode: str = "RGB", form: str = "JPEG") -> bytes:
    picture = Image.new("RGB", (width, height), "#8FAECA")
    drawing = ImageDraw.Draw(picture)
    drawing.ellipse((width // 4, height // 4, width * 3 // 4, height * 3 // 4), fill="#F5C542")
    file = BytesIO()
    picture.convert(mode).save(file, form)
    return file.getvalue()


def a_photo(data: bytes | None = None, **values: Any) -> PhotoRow:
    filled: dict[str, Any] = {
        "event_title": "Gun turn-in with three churches",
        "date": date(2019, 1, 19),
        "caption": "Three churches, one parking lot",
        "alternative_text": "Two officers behind a folding table in front of a church",
        "media_type": "image/jpeg",
        "data": a_picture() if data is None else data,
        **values,
    }
    return PhotoRow(**filled)


COMING = (
    ComingRow(901, date(2019, 2, 8), time(18, 30), time(20), "Ensley association", KINDS[0], "Bethel", ("Ensley",)),
    ComingRow(902, date(2019, 2, 9), time(16), None, "Checkpoint, Bessemer Road", KINDS[1], "", ("Wylam", "Ensley")),
    ComingRow(903, date(2019, 2, 16), None, None, "Gun turn-in", KINDS[4], "CrossPlex", ()),
)


def some_months() -> tuple[MonthPoint, ...]:
    """February 2018 to January 2019; nobody counted in April."""
    days = [date(2018, month, 1) for month in range(2, 13)] + [date(2019, 1, 1)]
    months = [Period.of_month(day.year, day.month) for day in days]
    return tuple(
        MonthPoint(month, 30 + at, None if at == 2 else 900 + 35 * at, 0, 0, 0, 0, 0, {}, None)
        for at, month in enumerate(months)
    )


def a_public_part(**values: Any) -> PublicPart:
    filled: dict[str, Any] = {
        "precinct": PRECINCT,
        "period": JANUARY,
        "message": "We came to forty-one of your meetings, front steps and street corners this month. You told us about"
        " speeding and about shots at night; below is what we did about it, and what we still owe you.",
        "figures": some_figures(),
        "months": some_months(),
        "events": some_events(),
        "topics": (
            TopicRow("Gun violence", 19, 24, 8, False),
            TopicRow("Speeding and traffic", 17, 11, 9, False),
            TopicRow("Vacant property", 9, 9, 2, False),
            TopicRow("Vehicle break-ins", 6, 13, 4, False),
            TopicRow("Street lights", 5, 0, 0, True),
        ),
        "promises": PROMISES,
        "promises_without_words": 3,
        "open_promises": (
            PROMISES[1],
            a_promise(5, you_said="Speeding on Avenue V", due=date(2019, 1, 20), is_overdue=True),
        ),
        "open_without_words": 1,
        "coverage": some_coverage(SQUARES),
        "measures": MEASURES,
        "checkpoints": CHECKPOINTS,
        "shifts": some_shifts(),
        "photos": (a_photo(), a_photo(caption="")),
        "photos_in_all": 5,
        "coming_up": COMING,
        "coming_until": date(2019, 2, 28),
        "signatures": Signatures("Ofc. R. Sample", "Capt. Q. Specimen"),
        **values,
    }
    return PublicPart(**filled)


def an_internal_part(public: PublicPart) -> InternalPart:
    words = InternalPromise(
        words="Call Public Works again, ask for the supervisor",
        outcome="Lamp replaced",
        decline_reason="",
        promised_to="Opal Ferncastle",
        owner="Ofc. R. Sample",
        status="waiting on partner",
        partner="Public Works",
        neighborhood="Ensley",
    )
    return InternalPart(
        events={
            event.key: InternalEvent(
                "Ofc. R. Sample", ("Ofc. R. Sample", "Sgt. D. Example"), "Good turnout.", 20, 4, False
            )
            for event in public.events
        },
        concerns=(
            InternalConcern(
                date(2019, 1, 8),
                "Speeding",
                "They race past the school",
                "Opal Ferncastle",
                "Ensley",
                "Ensley meeting",
                False,
            ),
            InternalConcern(date(2019, 1, 9), "Gun violence", "Shots behind the lot at 2 AM", "", None, None, True),
        ),
        promises=tuple((row, words) for row in public.promises),
        open_promises=tuple((row, words) for row in public.open_promises),
    )


def a_summary(**values: Any) -> MonthlySummary:
    public = a_public_part(**values)
    return MonthlySummary(public, an_internal_part(public))


def an_empty_summary() -> MonthlySummary:
    nothing = a_figure_set(
        events=EventFigures(0, 0, 0, {}),
        people_reached=PeopleReached(0, 0),
        sign_ins=SignInFigures(0, 0),
        neighborhoods=NeighborhoodFigures(0, 0, ()),
        follow_ups=FollowUpFigures(0, 0, 0, 0, None, 0, 0, 0),
        concerns={},
        measures={},
        shifts={},
        time_unknown=0,
        crime=(),
    )
    before = Comparison(replace(nothing, period=JANUARY.prior), replace(nothing, period=JANUARY.last_year))
    public = a_public_part(
        message="",
        figures=figures_of(nothing, before),
        months=(),
        events=(),
        topics=(),
        promises=(),
        promises_without_words=0,
        open_promises=(),
        open_without_words=0,
        coverage=(),
        measures=(),
        checkpoints=Checkpoints(0, 0, 0, (), (), (), None, None, 0),
        shifts=ShiftFigures((), 0, 0, 0, tuple((0,) * 24 for _ in range(7))),
        photos=(),
        photos_in_all=0,
        coming_up=(),
        signatures=Signatures("", ""),
    )
    return MonthlySummary(public, InternalPart({}, (), (), ()))
