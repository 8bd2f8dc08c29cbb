"""Run before the program starts in a built folder on Linux: gives the programs it calls the system's libraries.

The starter looks for libraries in the folder first, by a variable that every program called from there inherits:
``pg_dump`` would be given ours. By now it has done its work.
"""

import os

_before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if _before is None:
    os.environ.pop("LD_LIBRARY_PATH", None)
else:
    os.environ["LD_LIBRARY_PATH"] = _before
