"""The audit trail is kept in English, and read in Spanish: no deed that is told there is without its words."""

import ast
from collections.abc import Iterator

import pytest

from outreach.actions.rights import NEEDED
from outreach.exchange.importing import IMPORT_KINDS
from outreach.languages.spoken import speak
from outreach.ui.pages.trail_words import said
from tests.actions.every_action import ACTIONS
from tests.languages.phrases import files_of

TELLING = {"change", "tell"}
"""What tells the trail of a deed: its second argument is the deed."""
SOMETHING = "Wexcombe"
PLACES = ("actions", "cli", "exchange", "ui")


def deeds() -> Iterator[str]:
    """Every deed that an action, a command or the window tells the trail; what is filled in is a name."""
    yield from (f"{done} the {what} monthly" for done in ("printed", "saved") for what in ("report", "issued report"))
    yield from (f"import_{kind.replace('-', '_')}" for kind in IMPORT_KINDS)
    for path in files_of(*PLACES):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _called(node) in TELLING and len(node.args) > 1:
                yield from _words(node.args[1])


def _called(node: ast.Call) -> str:
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def _words(told: ast.expr) -> Iterator[str]:
    match told:
        case ast.Constant(value=str(words)):
            yield words
        case ast.IfExp(body=one, orelse=other):
            yield from (*_words(one), *_words(other))
        case ast.JoinedStr(values=parts):
            words = "".join(str(one.value) if isinstance(one, ast.Constant) else SOMETHING for one in parts)
            if not words.startswith(f"{SOMETHING} the ") and not words.startswith("import_"):  # named above, and below
                yield words


@pytest.mark.parametrize("spoken", ["es"])
def test_every_deed_is_read_in_spanish(spoken: str) -> None:
    told = sorted({*deeds(), *NEEDED, *(f"refused: {name}" for name in NEEDED)})
    assert len(told) > 150
    assert {name.partition(".")[2] for name in ACTIONS} & set(told)
    english = {words: said(words) for words in told}
    speak(spoken)
    assert [words for words in told if said(words) == english[words]] == []
