"""Loading the toolkit without what it holds for those who write programs with it.

PySide carries modules of Python as source inside its library. They tell how its functions are called; it compiles them
at every start, and looks through the source of every module that is loaded after it. That is a tenth of a start, and
nobody asks before a function is called wrongly. Where another version names them otherwise, it is loaded whole.
"""

import builtins
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any

AT_NEED = frozenset(
    f"shibokensupport/signature/{name}.py"
    for name in ("errorhandler", "layout", "lib/enum_sig", "lib/pyi_generator", "mapping", "parser")
)
"""The modules that are compiled when one of their names is first wanted, by the file that each says it is."""
_STAND_IN = """
from outreach.ui.toolkit import load_rest

def __getattr__(name):
    return load_rest(globals(), name)

def update_mapping():  # the library takes this one out of its module without asking the module for it
    return load_rest(globals(), "update_mapping")()
"""
_compile = compile
_sources: dict[str, bytes] = {}
_loading = RLock()  # one of them loads others; the toolkit ends the program where it does not find what it looks for


def load_toolkit() -> None:
    """Load the toolkit, where it is not loaded yet."""
    with _compiling_at_need():
        import PySide6.QtCore  # noqa: F401 - brings what is looked for below
    feature: Any = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        # It looks whether a module speaks the toolkit's other spellings (``__feature__``); none of ours does.
        feature._mod_uses_pyside = lambda _module: False


@contextmanager
def _compiling_at_need() -> Iterator[None]:
    def compiled(source: Any, filename: Any, *how: Any, **more: Any) -> Any:
        if filename not in AT_NEED:
            return _compile(source, filename, *how, **more)
        _sources[filename] = source
        return _compile(_STAND_IN, filename, *how, **more)

    builtins.compile = compiled
    try:
        yield
    finally:
        builtins.compile = _compile


def load_rest(module: dict[str, Any], name: str) -> object:
    """What a name of one of these modules stands for; the first one that is wanted brings all of them."""
    with _loading:
        # Whoever looks through all modules there are asks for such as __path__, and means none of them.
        if not name.startswith("__") and (source := _sources.pop(module["__file__"], None)) is not None:
            exec(_compile(source, module["__file__"], "exec"), module)
    if name not in module:
        raise AttributeError(name)
    return module[name]
