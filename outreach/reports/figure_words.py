"""What each figure means, in the words of whoever counts it.

The first paragraph of a figure's docstring is written for the officer; what follows it is for the programmer. So the
help can say nothing that the code beside it does not say. Another language translates that paragraph, which is its own
key: once the code says something else, the help says it in English until somebody has translated it.
"""

import inspect
import re
from collections.abc import Mapping
from types import MappingProxyType

from outreach.languages.spanish_figures import FIGURES
from outreach.queries.chance import beyond_chance
from outreach.queries.coverage import NeighborhoodFigures
from outreach.queries.crime import CrimeFigure
from outreach.queries.figures import concern_figures
from outreach.queries.measures import MeasureSum
from outreach.queries.promises import FollowUpFigures
from outreach.queries.shifts import ShiftFigures
from outreach.queries.turnout import EventFigures, PeopleReached, SignInFigures

DEFINED: Mapping[str, object] = MappingProxyType(
    {
        "Events": EventFigures,
        "People reached": PeopleReached,
        "Signed in, and first time": SignInFigures,
        "Neighborhoods reached, and quiet ones": NeighborhoodFigures,
        "Promises": FollowUpFigures,
        "Concerns": concern_figures,
        "What was counted": MeasureSum,
        "Events by shift": ShiftFigures,
        "Crime snapshot": CrimeFigure,
        "More than chance": beyond_chance,
    }
)
"""Each figure by its heading, and what in ``queries`` counts it."""

_LABELS = {"median_days_to_close": "median days to close"}
_FIELD = re.compile(r"``(\w+)``")


def definition(counted: object) -> str:
    """What a figure means, as Markdown: the first paragraph of what counts it, with its fields standing out."""
    words = (inspect.getdoc(counted) or "").partition("\n\n")[0].replace("\n", " ")
    return _FIELD.sub(lambda field: f"**{_LABELS.get(field[1], field[1])}**", words)


def definitions(language: str = "en") -> str:
    """All of them, each under a heading of its own, as Markdown, in English or, with "es", in Spanish."""
    translated = FIGURES if language == "es" else {}
    told = ((translated.get(words, words) for words in (heading, definition(counted)))
            for heading, counted in DEFINED.items())  # fmt: skip
    return "\n\n".join(f"## {heading}\n\n{words}" for heading, words in told)
