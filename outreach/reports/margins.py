"""Where the text of a page begins and ends, and what is kept free for the lines that run along its edges."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the text of a page begins and ends, and where its running lines stand, in points from its edges.

    ``first_top`` is that of the first page, whose masthead needs no line above it.
    """

    first_top: float
    top: float
    bottom: float
    head: float
    rule: float
    foot: float


TIGHT = Margins(first_top=52, top=52, bottom=64, head=34, rule=44, foot=31)
"""For a page that stands alone, and for forms."""


def roomy(height: float) -> Margins:
    """The margins of a report of many pages on a sheet so high.

    Readers that reflow a page, and accessibility checkers, take what stands within 12 % of the head or foot of a sheet
    for running lines when it stands there on several pages, as "Neighborhood Association" may: that belt is left to
    what does run.
    """
    belt = 0.12 * height
    # A last line may reach into the belt with its descenders and the padding of its table, not with its letters.
    return Margins(first_top=52, top=belt, bottom=belt - 7, head=belt - 37, rule=belt - 31, foot=belt - 44)
