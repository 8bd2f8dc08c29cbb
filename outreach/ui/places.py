"""Where one can go: every page of the window, in the order of the rail.

A page is a class ``Page`` (see :mod:`outreach.ui.page`) in a module of :mod:`outreach.ui.pages`, made with the
desk alone. Naming it here is all it takes: the window imports it when it is first wanted.
"""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from outreach.ui.desk import Desk
    from outreach.ui.page import Page


class Place(NamedTuple):
    """A page by name: the words of its entry in the rail (none: it hangs under another), its module and class."""

    name: str
    words: str
    module: str
    page: str
    below: bool = False
    under: str = ""

    def load(self) -> "Callable[[Desk], Page]":
        """What makes the page for a desk."""
        found: Callable[[Desk], Page] = getattr(import_module(f"outreach.ui.pages.{self.module}"), self.page)
        return found


PLACES = (
    Place("home", "Home", "home", "HomePage"),
    Place("events", "Events", "events", "EventsPage"),
    Place("event", "", "event", "EventPage", under="events"),
    Place("followups", "Follow-ups", "followups", "FollowUpsPage"),
    Place("concern", "", "concern", "ConcernPage", under="followups"),
    Place("problems", "Problems", "problems", "ProblemsPage"),
    Place("people", "People", "people", "PeoplePage"),
    Place("neighborhoods", "Neighborhoods", "neighborhoods", "NeighborhoodsPage"),
    Place("crime", "Crime snapshot", "crime", "CrimePage"),
    Place("reports", "Reports", "reports", "ReportsPage"),
    Place("search", "", "search", "SearchPage"),
    Place("first_run", "", "first_run", "FirstRunPage"),
    Place("importing", "Import", "importing", "ImportingPage", below=True),
    Place("settings", "Settings", "settings", "SettingsPage", below=True),
    Place("help", "Help", "help", "HelpPage", below=True),
    Place("about", "", "about", "AboutPage", under="help"),
)


DRAFTED_ON = {
    "event": "event", "concern": "event", "follow-up": "followups", "problem": "problems", "report": "reports",
}  # fmt: skip
"""The page where a draft was typed, by the first word of its name; a form tells it in its second."""


class DraftPlace(NamedTuple):
    """Where a draft was typed: the page and its record, or whether it is something new there."""

    page: str
    what: object = None
    is_new: bool = False


def draft_place(key: str) -> DraftPlace | None:
    """Where a draft was typed, by its name; None where nobody can go there.

    >>> draft_place("form/people/7/person")
    DraftPlace(page='people', what=7, is_new=False)
    >>> draft_place("form/people/organization:7/term").what, draft_place("form/people/person:new/person").what
    (('organization', 7), ('person', None))
    >>> draft_place("form/neighborhoods/new/neighborhood")
    DraftPlace(page='neighborhoods', what=None, is_new=True)
    >>> draft_place("report/monthly/2019-01-01/2019-01-31/message").what
    ('monthly', '2019-01-01', '2019-01-31', 'message')
    >>> draft_place("event/12").what, draft_place("concern/12").what, draft_place("of a later version")
    (('details', 12), 12, None)
    """
    name, _, record = key.partition("/")
    if name == "form":
        page, _, record = record.partition("/")
        which = record.partition("/")[0]
        kind, _, number = which.rpartition(":")
        key_of = int(number) if number.isdecimal() else None
        what: object = (kind, key_of) if kind else which if key_of is None and which != "new" else key_of
        return DraftPlace(page, what, which == "new")
    if name not in DRAFTED_ON:
        return None
    if name == "report":
        return DraftPlace(DRAFTED_ON[name], tuple(record.split("/")))
    number = record.partition("/")[0]
    what = int(number) if number.isdecimal() else record if name == "problem" else None
    if name == "event" and what is not None:
        return DraftPlace(DRAFTED_ON[name], ("details", what))
    return DraftPlace(DRAFTED_ON[name], what)


def concern_place(concern: int, event: int | None) -> tuple[str, int]:
    """Where a concern is read: at the event where it was raised, otherwise by itself.

    >>> concern_place(3, 7), concern_place(3, None)
    (('event', 7), ('concern', 3))
    """
    return ("concern", concern) if event is None else ("event", event)
