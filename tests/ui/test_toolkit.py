"""What tells how functions of the toolkit are called is compiled when one is called wrongly, and tells the same."""

import subprocess
import sys
from pathlib import Path

import pytest

from outreach.ui.toolkit import AT_NEED, load_rest

WHOLE = "from PySide6 import QtCore"
OURS = "from outreach.ui.toolkit import load_toolkit; load_toolkit()"
WAITING = """
import sys
for name, module in sys.modules.items():
    if name.startswith("shibokensupport.") and "load_rest" in vars(module):
        print(module.__file__, *vars(module))
"""
WRONG = """
import inspect, pydoc
from PySide6.QtCore import QObject, QTimer
from PySide6.support.signature import get_signature
for call in (lambda: QTimer(1, 2, 3), lambda: QObject().setObjectName(7), lambda: QTimer(nothing=1)):
    try:
        call()
    except (TypeError, AttributeError) as fault:
        print(fault)
print(inspect.signature(QObject.setObjectName), get_signature(QTimer.start), QTimer.start.__doc__)
print(pydoc.plain(pydoc.render_doc(QTimer.singleShot)))
"""


def told(*script: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", "\n".join(script)],
        cwd=Path(__file__).parents[2],
        env={"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    ).stdout


def test_nothing_of_it_is_compiled_before_a_function_is_called_wrongly() -> None:
    lines = [line.split() for line in told(OURS, "from PySide6 import QtWidgets", WAITING).splitlines()]
    assert {file for file, *_ in lines} == AT_NEED
    own = {"load_rest", "update_mapping"}
    assert all({name for name in names if not name.startswith("__")} == own for _, *names in lines)


def test_a_wrong_call_and_the_documentation_are_told_as_by_the_toolkit_alone() -> None:
    whole = told(WHOLE, WRONG)
    assert "Supported signatures" in whole
    assert told(OURS, WRONG) == whole


def test_a_name_that_is_nowhere_is_none_of_the_module() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        load_rest({"__file__": "of another version"}, "nothing")
