"""The figures of the story, fixed: months, crime, firearms and the change of shifts.

They follow a news story of early 2019 about Birmingham's West Precinct: burglaries down 24 % and vehicle break-ins down
22 % from December to January, nearly 100 firearms recovered in the two months, 99 homicides in the city in 2018, eight
by the end of February 2019, half of them on the west side, and four shifts instead of three. The counts that give those
figures, and all others, are invented.
"""

from datetime import date, time

from outreach.actions.shifts import ShiftDetails, ShiftPlanDetails

type Month = tuple[int, int]

FIRST_DAY = date(2017, 12, 1)
LAST_DAY = date(2019, 2, 28)
PLANNED_UNTIL = date(2019, 3, 31)
TURN_IN = date(2019, 1, 26)
GONE_QUIET_SINCE = date(2018, 12, 17)
GONE_QUIET = frozenset({"Sandusky", "Smithfield Estates", "Dolomite"})

_DAY = ShiftDetails("Day", time(7), time(15))
_NIGHT = ShiftDetails("Night", time(23), time(7))
THREE_SHIFTS = ShiftPlanDetails(
    "Three shifts", date(2016, 1, 1), (_DAY, ShiftDetails("Evening", time(15), time(23)), _NIGHT)
)
FOUR_SHIFTS = ShiftPlanDetails(
    "Four shifts",
    date(2018, 11, 4),
    (
        ShiftDetails("Day", time(6), time(14, 30)),
        ShiftDetails("Afternoon", time(14), time(22, 30)),
        ShiftDetails("Power", time(18), time(2)),
        ShiftDetails("Night", time(22), time(6, 30)),
    ),
)

CHECKPOINTS: dict[Month, int] = {
    (2017, 12): 3, (2018, 1): 3, (2018, 2): 3, (2018, 3): 4, (2018, 4): 4, (2018, 5): 4, (2018, 6): 5, (2018, 7): 5,
    (2018, 8): 5, (2018, 9): 5, (2018, 10): 6, (2018, 11): 7, (2018, 12): 9, (2019, 1): 9, (2019, 2): 8,
}  # fmt: skip
"""Safety checkpoints held in each month."""

CHECKPOINT_FIREARMS: dict[Month, int] = {
    (2017, 12): 8, (2018, 1): 7, (2018, 2): 9, (2018, 3): 11, (2018, 4): 10, (2018, 5): 12, (2018, 6): 14,
    (2018, 7): 16, (2018, 8): 15, (2018, 9): 13, (2018, 10): 18, (2018, 11): 24, (2018, 12): 47, (2019, 1): 31,
    (2019, 2): 26,
}  # fmt: skip
"""Firearms recovered at each month's checkpoints: 47 + 31, and 20 at the turn-in, make 98 in the two months."""

TURN_IN_FIREARMS = 20

MONTHLY_LEVEL: dict[str, float] = {
    "Rape": 6, "Robbery": 32, "Aggravated assault": 74, "Burglary": 165, "Vehicle break-in": 150, "Theft": 228,
    "Motor vehicle theft": 58, "Arson": 3,
}  # fmt: skip
"""About how many a month the precinct has."""

STORY_COUNTS: dict[Month, dict[str, int]] = {
    (2018, 1): {"Burglary": 171, "Vehicle break-in": 149, "Robbery": 34},
    (2018, 12): {"Burglary": 182, "Vehicle break-in": 157, "Robbery": 31},
    (2019, 1): {"Burglary": 138, "Vehicle break-in": 122, "Robbery": 27},
    (2019, 2): {"Burglary": 131, "Vehicle break-in": 118, "Robbery": 29},
}
"""The precinct's counts of the months the story speaks of: 182 to 138 is -24 %, 157 to 122 is -22 %."""

CITY_HOMICIDES: dict[int, tuple[int, ...]] = {
    2017: (9, 7, 8, 9, 10, 10, 11, 10, 9, 8, 9, 8),
    2018: (7, 6, 8, 9, 10, 9, 11, 10, 8, 7, 8, 6),
    2019: (4, 4),
}
"""By month; 99 in 2018 and eight by the end of February 2019."""

PRECINCT_HOMICIDES: dict[int, tuple[int, ...]] = {
    2017: (3, 3, 3, 4, 4, 4, 5, 4, 3, 3, 4, 3),
    2018: (0, 3, 3, 4, 4, 4, 5, 4, 3, 3, 3, 3),
    2019: (2, 2),
}
"""Those of them in the precinct; four by the end of February 2019."""

COMMANDERS_MESSAGE = (
    "We came to your meetings, front steps and street corners this month, for the good and for the bad. You told us "
    "about speeding and about shots at night; below is what we did about it, and what we still owe you."
)


def months(first: date, last: date) -> list[Month]:
    """The months from one date to another, both included."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1) for n in range(count)]
