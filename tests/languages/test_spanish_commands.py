"""The help of the commands and their refusals in Spanish: all of it; and in English as the library writes it."""

import builtins
import io
import re
import sys
from collections.abc import Callable, Sequence

import pytest
import typer
from typer._click.core import Context
from typer._click.exceptions import ClickException
from typer._click.formatting import HelpFormatter

from outreach.cli import usage
from outreach.cli.commands import app
from outreach.languages.spoken import speak
from outreach.languages.spoken_spanish import SPOKEN_SPANISH
from tests.languages.commands import every_command, help_of, misunderstood, refused, said_by_commands

COMMANDS = [words for words, _ in every_command()]
NAMED = re.compile(r"(?m)^  [a-z-]+(?=  )|^\t\w+,?$|main\.py.*$")
"""Commands in their list, what may be chosen, and the command that is spoken of."""
TYPED = re.compile(
    r"postgresql:\S*|OUTREACH_DATABASE|--?[a-z][\w-]*|\.[a-z]{3,}|«[^»]*»|\S*[|=]\S*|\b(?:[A-Z]{1,4}|A4)\b|"
    r"\b[a-z_-]+ (?=\()|file, sheet o neither|: precinct|precinct, city|Police Department|Outreach"
)
"""What is typed as it stands in whatever language, and names."""
BOTH = {"a", "no", "kit", "kits", "descriptor"}
"""Words of both languages."""


def words_of(text: str) -> set[str]:
    """The words of a text, but for what is typed as it stands."""
    return set(re.findall(r"[^\W\d_]+", TYPED.sub(" ", " ".join(NAMED.sub(" ", text).split()))))


ENGLISH = {word for words in COMMANDS for word in words_of(help_of(words))} | {
    *(
        "Missing",
        "Try",
        "Error",
        "Did",
        "you",
        "mean",
        "such",
        "option",
        "Input",
        "should",
        "valid",
        "requires",
        "value",
    ),
    *("argument", "Got", "unexpected", "Invalid", "Choose", "one", "Possible", "does", "not"),
}


@pytest.fixture(autouse=True)
def started_as_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library names the command by how the tests were started: as a module, too."""
    monkeypatch.setattr(sys.modules["__main__"], "__package__", None)


def answering(asked: str, typed: Sequence[str]) -> Callable[[str], str]:
    """Types these answers to a question, and then nothing any more."""
    answers = iter(typed)

    def answer(question: str) -> str:
        assert question == asked
        if (typed := next(answers, None)) is None:
            raise EOFError
        return typed

    return answer


def test_all_that_commands_say_of_themselves_has_its_spanish() -> None:
    assert sorted(english for english in said_by_commands() if english not in SPOKEN_SPANISH.phrases) == []


@pytest.mark.parametrize("words", COMMANDS)
def test_no_word_of_help_is_english_and_no_line_is_cut_short(words: str) -> None:
    speak("es")
    said = help_of(words)
    assert words_of(said) & ENGLISH - BOTH == set()
    assert [line for line in said.splitlines()[1:] if line.endswith("...")] == []
    assert said.startswith("Uso: main.py")


@pytest.mark.parametrize("words", [*misunderstood()], ids=" ".join)
def test_no_word_of_a_refusal_is_english(words: Sequence[str]) -> None:
    speak("es")
    status, told = refused(*words)
    assert status == 2
    assert "No se entendió" in told
    assert words_of(told) & ENGLISH - BOTH == set()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("figure", "No se entendió: no hay ningún comando «figure». ¿Quiso decir «figures», «migrate»?"),
        ("nonsense", "No se entendió: no hay ningún comando «nonsense»."),
        ("audit", "No se entendió: falta el comando."),
        ("figures", "No se entendió: falta la opción «--from»."),
        ("figures --from", "No se entendió: a la opción «--from» le falta su valor."),
        ("figures --json=yes", "No se entendió: la opción «--json» no lleva ningún valor."),
        ("figures --form 2019-01", "No se entendió: no hay ninguna opción --form. ¿Quiso decir --from, --to?"),
        ("-x", "No se entendió: no hay ninguna opción -x."),
        ("check extra words", "No se entendió: sobra esto: extra words."),
        ("report -o x.pdf", "No se entendió: falta el argumento «TIPO»."),
        ("retention lift x", "No se entendió «RETENCIÓN»: escriba un número entero."),
        (f"retention lift {'9' * 5000}", "No se entendió «RETENCIÓN»: el número tiene demasiadas cifras."),
        ("report monthly -o x.pdf --sheets 51", "No se entendió «--sheets»: el mayor número posible es 50."),
        ("report monthly -o x.pdf --sheets -1", "No se entendió «--sheets»: el menor número posible es 0."),
        ("report monthly -o x.pdf --right x", "No se entendió «--right»: escriba un número."),
        (
            "report monthly -o x.pdf --month 2019-01 --from 2019-01",
            "No se entendió: indique --month o --from, no los dos.",
        ),
        ("import events x --month-by x", "No se entendió --month-by: escriba file, sheet o neither."),
        (
            "demo x --scale galaxy",
            "No se entendió «--scale»: «galaxy» no es ninguno de estos: «precinct», «city».",
        ),
        (
            "retention hold",
            "No se entendió: falta el argumento «TIPO». Elija uno de estos:\n\tperson,\n\tevent,\n\tconcern,\n"
            "\tfollow_up,\n\teverything",
        ),
    ],
)
def test_each_refusal_says_what_is_wrong_after_how_the_command_is_used(words: str, told: str) -> None:
    speak("es")
    status, said = refused(*words.split())
    usage_lines, _, why = said.rpartition("\n\n")
    assert (status, why) == (2, told)
    assert not usage_lines or re.fullmatch(r"Uso: main\.py .*\nAyuda: «main\.py[ \w-]* -h»", usage_lines)


@pytest.mark.parametrize("words", COMMANDS)
def test_english_help_is_as_the_library_writes_it(words: str) -> None:
    assert help_of(words) == help_of(words, HelpFormatter)


@pytest.mark.parametrize("words", [*misunderstood(), ["it's {x} 'y'"], ["check", "'{x}'"]], ids=" ".join)
def test_an_english_refusal_is_as_the_library_writes_it(words: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["main.py", *words])
    monkeypatch.setattr(Context, "formatter_class", HelpFormatter)
    with pytest.raises(ClickException) as refusal:
        app(standalone_mode=False)
    written = io.StringIO()
    refusal.value.show(written)
    assert refused(*words) == (2, written.getvalue().removesuffix("\n"))


def test_what_is_typed_is_told_as_it_was_typed() -> None:
    speak("es")
    assert refused("check", "NAME {x} required")[1].endswith("sobra esto: NAME {x} required.")


@pytest.mark.parametrize(
    ("language", "asked", "typed", "agreed"),
    [
        ("es", "¿Sí? [s/N]: ", ["x", "Sí"], True),
        ("es", "¿Sí? [s/N]: ", ["s"], True),
        ("es", "¿Sí? [s/N]: ", ["n"], False),
        ("es", "¿Sí? [s/N]: ", [""], False),
        ("en", "¿Sí? [y/N]: ", ["x", "yes"], True),
        ("en", "¿Sí? [y/N]: ", ["No"], False),
    ],
)
def test_a_question_is_answered_in_the_language_it_is_asked_in(
    language: str,
    asked: str,
    typed: list[str],
    agreed: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    speak(language)
    monkeypatch.setattr(builtins, "input", answering(asked, typed))
    assert usage.agrees("¿Sí?") is agreed
    again = {"es": "Responda s o n.\n", "en": "Error: invalid input\n"}[language]
    assert capsys.readouterr().out == again * (len(typed) - 1)


def test_a_question_that_nobody_answers_stops_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builtins, "input", answering("¿Sí? [y/N]: ", []))
    with pytest.raises(typer.Abort):
        usage.agrees("¿Sí?")
