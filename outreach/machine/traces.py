"""An exception as types, codes and places in the program, without a value that could be somebody's name.

The words of an exception often hold what was typed. Of them only what stands in the program itself is told.
"""

import errno
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

MOST_CAUSES = 8
MOST_FRAMES = 60
_ROOT = Path(__file__).parents[2]
_CODE = r"[A-Z0-9_]{2,60}"
_WORD = r"[A-Za-z_][A-Za-z0-9_.]*"


class ElsewhereError(Exception):
    """Went wrong in another process of this program; ``lines`` are its trace there."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("in another process")
        self.lines = tuple(lines)


def trace_lines(error: BaseException) -> Iterator[str]:
    """An exception and what led to it: types, codes and places, without a value."""
    shown: list[BaseException] = []
    now: BaseException | None = error
    while now is not None and now not in shown and len(shown) < MOST_CAUSES:
        yield f"{'because of ' if shown else ''}{_type_name(now)}{_known(now)}"
        yield from _frames(now.__traceback__)
        yield from (f"  {line}" for line in (now.lines if isinstance(now, ElsewhereError) else ()))
        for one in now.exceptions if isinstance(now, BaseExceptionGroup) else ():
            yield f"  among them {_type_name(one)}{_known(one)}"
            yield from (f"  {line}" for line in _frames(one.__traceback__))
        shown.append(now)
        now = now.__cause__ or (None if now.__suppress_context__ else now.__context__)


def _frames(trace: TracebackType | None) -> Iterator[str]:
    count = 0
    while trace is not None and count < MOST_FRAMES:
        code = trace.tb_frame.f_code
        yield f"  {_place(code.co_filename)}, line {trace.tb_lineno}, in {code.co_name}"
        trace, count = trace.tb_next, count + 1


def _place(file: str) -> str:
    """A file of the program or of a library, without the folders of the person whose PC it is."""
    path = Path(file)
    if not path.is_absolute():  # as in an installed program
        return path.as_posix()
    if path.is_relative_to(_ROOT):
        return path.relative_to(_ROOT).as_posix()
    parts = path.parts
    for folder in ("site-packages", "lib-dynload", f"python{sys.version_info.major}.{sys.version_info.minor}"):
        if folder in parts:
            return "/".join(parts[parts.index(folder) + 1 :])
    return path.name


def _type_name(error: BaseException) -> str:
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _known(error: BaseException) -> str:
    """What can be said of an exception because it stands in the program itself, or is a code."""
    match error:
        case AttributeError(name=str(name), obj=owner) if name in _named_there(error):
            return f": {type(owner).__qualname__} has no '{name}'"
        case NameError(name=str(name)) if name in _named_there(error):
            return f": '{name}'"
        case ImportError(name=str(name)) if re.fullmatch(_WORD, name):
            return f": '{name}'"
        case OSError(errno=int(number)):
            return f": {errno.errorcode.get(number, number)} ({os.strerror(number)})"
        case UnicodeError():
            return f": {getattr(error, 'encoding', '')}"
    for code in ("sqlite_errorname", "sqlstate"):
        with suppress(Exception):
            told = getattr(error, code, None)
            if isinstance(told, str) and re.fullmatch(_CODE, told):
                return f": {told}"
    return ""


def _named_there(error: BaseException) -> tuple[str, ...]:
    """The names that stand in the program at the place where the exception was raised."""
    trace = error.__traceback__
    if trace is None:
        return ()
    while trace.tb_next is not None:
        trace = trace.tb_next
    return trace.tb_frame.f_code.co_names
