"""Where one can go: every page of the window, in the order of the rail.

A page is a class ``Page`` (see :mod:`outreach.ui.page`) in a module of :mod:`outreach.ui.pages`, made with the
desk alone. Naming it here is all it takes: the window imports it when it is first wanted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from outreach.ui.desk import Desk
    from outreach.ui.page import Page


@dataclass(frozen=True, slots=True)
class Place:
    """A page by name: the words of its entry in the rail (none: it hangs under another), its module and class."""

    name: str
    words: str
    module: str
    page: str
    below: bool = False
    under: str = ""

    @property
    def built(self) -> bool:
        """Whether the program holds this page."""
        return find_spec(f"outreach.ui.pages.{self.module}") is not None

    def load(self) -> "Callable[[Desk], Page]":
        """What makes the page for a desk."""
        found: Callable[[Desk], Page] = getattr(import_module(f"outreach.ui.pages.{self.module}"), self.page)
        return found


PLACES = (
    Place("home", "Home", "home", "HomePage"),
    Place("events", "Events", "events", "EventsPage"),
    Place("event", "", "event", "EventPage", under="events"),
    Place("followups", "Follow-ups", "followups", "FollowUpsPage"),
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


def built_places() -> tuple[Place, ...]:
    """The places whose pages the program holds."""
    return tuple(place for place in PLACES if place.built)
