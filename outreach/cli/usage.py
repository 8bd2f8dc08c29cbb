"""The help of a command, and why one was not understood, in the language spoken.

The library of commands writes both around our own words, in English and with no other language to set. What it writes
is found again among its phrases and said; English stays as the library has it.
"""

import io
import re
from collections.abc import Callable, Sequence
from functools import cache

import typer
from typer._click.core import Context
from typer._click.exceptions import ClickException
from typer._click.formatting import HelpFormatter

from outreach.languages.spoken import say

PHRASES = (
    "required",
    "default: {value}",
    "env var: {name}",
    "Try {command} for help.",
    "Error: Invalid value for {argument}: {reason}",
    "Error: Invalid value: {reason}",
    "Error: {reason}",
    "Missing command.",
    "Missing argument {argument}.",
    "Missing argument {argument}. Choose from:",
    "Missing option {option}.",
    "No such command {typed}.",
    "No such command {typed}. Did you mean {names}?",
    "No such option: {typed} (Possible options: {options})",
    "No such option: {typed}",
    "Option {option} requires an argument.",
    "Option {option} does not take a value.",
    "Got unexpected extra argument(s) ({typed})",
    "Value error, {reason}",
    "{typed} is not one of {choices}.",
    "Input should be a valid integer, unable to parse string as an integer",
    "Unable to parse input string as an integer, exceeded maximum size",
    "Input should be a valid number, unable to parse string as a number",
    "Input should be greater than or equal to {least}",
    "Input should be less than or equal to {most}",
)
"""What the library writes, its values named. The first that fits a text is the one it was written by."""
STOPPED = 1


def run(commands: typer.Typer, tell: Callable[[str], None]) -> int:
    """Run the command that was asked for and return the exit status; ``tell`` is handed why it was not understood."""
    Context.formatter_class = SaidHelp
    try:
        return commands(standalone_mode=False) or 0
    except ClickException as refusal:
        tell(told(refusal))
        return refusal.exit_code
    except typer.Abort:
        tell(say("Aborted!"))
        return STOPPED


def told(refusal: ClickException) -> str:
    """Why a command was not understood, after how it is used."""
    written = io.StringIO()
    refusal.show(written)
    return "\n".join(map(_said, written.getvalue().rstrip("\n").split("\n")))


def agrees(question: str) -> bool:
    """Whether a yes was typed; nothing typed is a no. Raises :class:`typer.Abort` where the typing was stopped."""
    while True:
        try:
            typed = input(f"{question} [{say('y/N')}]: ").strip().lower()
        except (KeyboardInterrupt, EOFError):
            raise typer.Abort from None
        if not typed or typed in say("n, no").split(", "):
            return False
        if typed in say("y, yes").split(", "):
            return True
        typer.echo(say("Error: invalid input"))


class SaidHelp(HelpFormatter):
    """A page of help in the language spoken."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """How a command is used, in one line."""
        super().write_usage(prog, _values_named(args), say("Usage: "))

    def write_heading(self, heading: str) -> None:
        """What the lines below are."""
        super().write_heading(say(heading))

    def write_text(self, text: str) -> None:
        """What a command does, by paragraph."""
        paragraphs = (" ".join(lines.split()) for lines in text.split("\n\n"))
        super().write_text("\n\n".join(map(say, paragraphs)))

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Commands or options, each with what it does."""
        said = [(_values_named(names), _description(words)) for names, words in rows]
        super().write_dl(said, col_max, col_spacing)


def _description(written: str) -> str:
    words, bracket, added = written.rpartition("[") if written.endswith("]") else (written, "", "")
    said = say(words.strip()) if words else ""
    if not bracket:
        return said
    brackets = f"[{'; '.join(map(_said, added[:-1].split('; ')))}]"
    return f"{said}  {brackets}" if said else brackets


def _values_named(written: str) -> str:
    """What stands for a value, in capitals or as its type, named in the language spoken."""
    return re.sub(r"\b[A-Z]{2,}\b|<[A-Za-z\[\] ]+>", lambda name: say(name[0]), written)


def _said(written: str) -> str:
    """What the library wrote, in the language spoken; what is none of its phrases stays."""
    for phrase in PHRASES:
        if found := _pattern(phrase).fullmatch(written):
            return say(phrase, **{name: _value(name, value) for name, value in found.groupdict().items()})
    return _quoted(written)


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(phrase)))


def _value(name: str, written: str) -> str:
    if name == "reason":
        return _said(written)
    return _quoted(_values_named(written) if name == "argument" else written)


def _quoted(written: str) -> str:
    return re.sub(r"(?<!\w)'([^']*)'(?!\w)", lambda one: say("'{words}'", words=one[1]), written)
