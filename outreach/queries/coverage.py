"""Which neighborhoods the precinct reached, and which have gone quiet."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One active neighborhood in a range.

    ``events`` held that served it; ``people_reached`` at them (None: events were held and nobody counted),
    ``unknown_events`` of them without a count; an event for two neighborhoods counts in both. ``last_held`` is the last
    held event up to the end of the range (or today, where it is not over), ``days_quiet`` the days from it to that
    end; both None where there never was one, which is quiet too. ``open_promises`` were open at the end of the range.
    ``boundary`` is GeoJSON geometry as text, None where it is not known.
    """

    neighborhood: int
    name: str
    community: str
    events: int
    people_reached: int | None
    unknown_events: int
    last_held: date | None
    days_quiet: int | None
    is_quiet: bool
    open_promises: int
    boundary: str | None
