"""What comes with the program beside its code, and where it lies: the same from source and in the built folder.

A build lays everything out as it lies here, so nobody has to ask which of the two is running. Only its name differs.
"""

import sys
from pathlib import Path

import font_source_sans_pro

RESOURCES = Path(__file__).parents[1] / "resources"
"""Icons, style, help pages and what the demonstration is made of."""
FONTS = Path(font_source_sans_pro.font_directory)
"""The weights of Source Sans, one file each."""
BUILT = bool(getattr(sys, "frozen", False))
COMMAND = "main.py" if not BUILT else "outreach-cli" if sys.platform == "win32" else "outreach"
"""How the program is called on a command line."""
