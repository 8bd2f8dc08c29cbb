"""Run before the program starts in a built folder, by the recipe beside this file.

The starter of a folder on Linux looks for libraries in it first, by a variable that every program called from there
inherits: ``pg_dump`` would be given ours. By now it has done its work, and others are given the system's again.

Python's own TLS is not shipped. The client of PostgreSQL loads it before it does the same work with libraries of its
own: None says that it is not here, which is enough for it and for whoever else asks.

What takes longest is begun here: next, such a folder loads the toolkit, in every process that is started.
"""

import os
import sys

_before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if _before is None:
    os.environ.pop("LD_LIBRARY_PATH", None)
else:
    os.environ["LD_LIBRARY_PATH"] = _before
sys.modules["ssl"] = None  # type: ignore[assignment]

from outreach.starting import begin  # noqa: E402 - by now it may load libraries

begin()
