"""A demonstration precinct, written by the program itself through its own actions.

Everybody in it is invented, and plainly so: names are put together from lists of words, telephone numbers are those set
aside for fiction. Neighborhood names and outlines are real. The same seed gives the same records.
"""

from outreach.demo.building import Built, build_demo
from outreach.demo.making import make_demo, open_demo

__all__ = ["Built", "build_demo", "make_demo", "open_demo"]
