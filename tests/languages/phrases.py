"""Which phrases a module says, and what it shows without saying it."""

import ast
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OUTREACH = Path(__file__).parents[2] / "outreach"
LETTERS = re.compile(r"[A-Za-z]{2}")
NEVER_SHOWN = re.compile(
    r"::|^[a-z ]+/|[\\<]|px;|^[a-z_./-]+$|^[A-Za-z]+/[A-Za-z]+$|^[A-Z_0-9]{2,}$|^(Ctrl|Alt|Shift)\b|^F\d|"
    r"^(Enter|Esc|Tab|Delete)$|/$|^from \w+|^https?:|^[A-Z]\w*[a-z][A-Z]\w*$"
)
"""Styles, paths, codes, keys of the keyboard and names of classes."""
STATEMENT = re.compile(r"\b(SELECT|CREATE|INSERT|UPDATE|DELETE|UNION|EXISTS|AND|OR|ELSE)\b|->|\|\||\{\w*\}[a-z_]+$")
LABEL = re.compile(r"[“(&]?[A-Z]&?[a-z]")
"""One word alone is shown where it begins with a capital."""
COUNTING = frozenset({"plural", "counted"})
"""What says a number with its noun: of one, then of many."""
SAYING_THEIR_NAME = {"Table": 0, "LinesTable": 0, "ListPart": 2}
"""What is given its name in English, and says it; which argument that is."""
UNSEEN_CALLS = frozenset({
    "getLogger", "setObjectName", "setProperty", "property", "compile", "fullmatch", "match", "sub", "split", "strip",
    "removeprefix", "removesuffix", "startswith", "endswith", "debug", "warning", "exception", "Path", "ZoneInfo",
    "QKeySequence", "Term", "note", "setValue", "value", "findChild", "findChildren", "translate", "QFont", "TypeVar",
    "setApplicationName", "setApplicationDisplayName", "strftime", "strptime",
    "squeeze", "cast", "tell", "last_told", "go", "partial",
    "open_page", "addApplicationFont", "setStyle", "TypeError", "ValueError", "KeyError", "RuntimeError",
    "AssertionError",
})  # fmt: skip
"""What is handed to these is for the program, not for the officer."""

ASKED_BY_KEY = frozenset({"ask", "read", "work", "run", "awaits", "drop"})
"""The first that is handed to these is the key by which work is known."""


@dataclass(frozen=True)
class Phrase:
    """An English phrase that a module says, and where."""

    file: str
    line: int
    key: str


def files_of(*rooms: str) -> list[Path]:
    """The modules of these rooms."""
    return sorted(path for room in rooms for path in (OUTREACH / room).rglob("*.py"))


def says(path: Path) -> bool:
    """Whether a module says anything in the language of the process."""
    return "languages.spoken import" in path.read_text(encoding="utf-8")


def phrases_said(path: Path) -> Iterator[Phrase]:
    """What a module hands to ``say`` and ``COUNTING``, and what is said later: titles of columns, words at its head."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    where = path.relative_to(OUTREACH).as_posix()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) == "say" and node.args:
            sense = next((ast.literal_eval(one.value) for one in node.keywords if one.arg == "sense"), "")
            for words in _constants(node.args[0]):
                yield Phrase(where, node.lineno, f"{words}|{sense}" if sense else words)
        elif isinstance(node, ast.Call) and _called(node) in COUNTING and len(node.args) > 1:
            ones, manies = list(_constants(node.args[1])), list(_constants(*node.args[2:]))
            for words in (*ones, *(manies or [f"{one}s" for one in ones])):
                yield Phrase(where, node.lineno, words)
        elif isinstance(node, ast.Call) and _called(node) == "Column" and where.startswith("ui/"):
            for words in filter(is_shown, _constants(*_titles(node))):
                yield Phrase(where, node.lineno, words)
        elif isinstance(node, ast.Call) and _called(node) in SAYING_THEIR_NAME and where.startswith("ui/"):
            for words in _constants(*_named(node)):
                yield Phrase(where, node.lineno, words)
    for words, line in _kept_at_the_head(tree):
        if where.startswith("ui/") or (fields(words) and not STATEMENT.search(words)):
            yield Phrase(where, line, words)


def left_unsaid(path: Path) -> Iterator[Phrase]:
    """What a module shows as it stands: words within its functions that go through no ``say``."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    where = path.relative_to(OUTREACH).as_posix()
    for node, above in _texts(tree):
        words = _whole(node)
        if not is_shown(words) or not any(isinstance(one, ast.FunctionDef | ast.Lambda) for one in above):
            continue
        calls = [_called(one) for one in above if isinstance(one, ast.Call)]
        if set(calls) & {"say", *COUNTING} or "log" in map(_owner, above) or (calls and calls[0] in UNSEEN_CALLS):
            continue
        if any(isinstance(one, ast.Compare | ast.MatchValue | ast.arguments) for one in above[:2]):
            continue
        named = isinstance(above[0], ast.keyword)
        if isinstance(call := above[named], ast.Call) and _called(call) == "Column" and node in _unseen_of(call):
            continue
        if isinstance(above[0], ast.Call) and node in _named(above[0]):
            continue
        if isinstance(above[0], ast.FunctionDef | ast.AnnAssign | ast.arg):
            continue
        if isinstance(above[0], ast.Call) and calls[0] in ASKED_BY_KEY and above[0].args[0] is node:
            continue
        if isinstance(above[0], ast.Subscript) and above[0].slice is node:
            continue
        yield Phrase(where, node.lineno, words)


def is_shown(words: str) -> bool:
    """Whether a text is words for somebody to read: several words, or a label."""
    plain = words.strip()
    if not LETTERS.search(plain) or NEVER_SHOWN.search(plain) or ("=" in plain and not plain.endswith(".")):
        return False
    return " " in plain or bool(LABEL.match(plain))


def fields(phrase: str) -> set[str]:
    """The names of the values that fill a phrase in."""
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name}


def _kept_at_the_head(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node, above in _texts(tree):
        calls = [_called(one) for one in above if isinstance(one, ast.Call)]
        inside = any(isinstance(one, ast.FunctionDef | ast.Lambda) for one in above)
        if isinstance(above[0], ast.AnnAssign) and above[0].annotation is node:
            continue
        if not inside and isinstance(node, ast.Constant) and is_shown(_whole(node)) and not set(calls) & UNSEEN_CALLS:
            yield _whole(node), node.lineno


def _texts(tree: ast.Module) -> Iterator[tuple[ast.Constant | ast.JoinedStr, list[ast.AST]]]:
    """Each text of a module, the pieces of an f-string as one, with all that it stands in; no docstrings."""

    def below(node: ast.AST, above: list[ast.AST]) -> Iterator[tuple[ast.Constant | ast.JoinedStr, list[ast.AST]]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.JoinedStr):
                yield child, [node, *above]
            elif isinstance(child, ast.Constant) and isinstance(child.value, str):
                if not isinstance(node, ast.Expr):
                    yield child, [node, *above]
            else:
                yield from below(child, [node, *above])

    yield from below(tree, [])


def _whole(node: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)


def _called(call: ast.AST) -> str:
    function = getattr(call, "func", None)
    return str(getattr(function, "id", getattr(function, "attr", "")))


def _unseen_of(column: ast.Call) -> list[ast.expr]:
    """What a column shows as its table says it, and what it is remembered by."""
    return [*_titles(column), *(one.value for one in column.keywords if one.arg == "key")]


def _titles(column: ast.Call) -> list[ast.expr]:
    """The titles of a column, which its table says; one that has a key besides is said where it is made."""
    given = {one.arg: one.value for one in column.keywords}
    titles = [] if "key" in given else column.args[:1]
    return [*titles, given["second_title"]] if "second_title" in given else titles


def _named(call: ast.Call) -> list[ast.expr]:
    """The name that what is made says itself."""
    at = SAYING_THEIR_NAME.get(_called(call), len(call.args))
    return call.args[at : at + 1]


def _owner(call: ast.AST) -> str:
    """Whose method is called: "log" of ``log.info(…)``."""
    return str(getattr(getattr(getattr(call, "func", None), "value", None), "id", ""))


def _constants(*nodes: ast.AST) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.Subscript):
            yield from _constants(node.value)
        else:
            yield from _constants(*ast.iter_child_nodes(node))
