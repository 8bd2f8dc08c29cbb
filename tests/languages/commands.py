"""The commands, what their help says, and how they refuse what they do not understand."""

import sys
from collections.abc import Iterator, Sequence
from unittest.mock import patch

from typer._click.core import Command, Context
from typer._click.formatting import HelpFormatter
from typer.main import get_command

from outreach.cli import usage
from outreach.cli.commands import app


def every_command() -> Iterator[tuple[str, Command]]:
    """Each command by its words, the program itself first."""

    def below(command: Command, words: tuple[str, ...]) -> Iterator[tuple[str, Command]]:
        yield " ".join(words), command
        for name, one in getattr(command, "commands", {}).items():
            yield from below(one, (*words, name))

    yield from below(get_command(app), ())


def help_of(words: str, formatter: type[HelpFormatter] = usage.SaidHelp) -> str:
    """What ``--help`` prints of a command, as wide as a terminal usually is."""
    context = None
    command = get_command(app)
    for name in ("main.py", *words.split()):
        command = command if context is None else context.command.commands[name]  # type: ignore[attr-defined]
        context = Context(
            command, parent=context, info_name=name, terminal_width=78, help_option_names=["-h", "--help"]
        )
    assert context is not None
    with patch.object(Context, "formatter_class", formatter):
        return context.get_help()


def refused(*words: str) -> tuple[int, str]:
    """The exit status of a command that is not understood, and what is told."""
    told: list[str] = []
    with patch.object(sys, "argv", ["main.py", *words]):
        status = usage.run(app, told.append)
    return status, "\n".join(told)


def said_by_commands() -> set[str]:
    """All English that the help and the refusals hand to ``say``, or find among the library's phrases."""
    said = {*usage.PHRASES, "'{words}'", "Aborted!"}

    def note(english: str, **_: object) -> str:
        said.add(english)
        return english

    with patch.object(usage, "say", note):
        for words, _ in every_command():
            help_of(words)
    return {english for english in said if english not in ("UID", "URL", "MM", "DD")}


def misunderstood() -> Iterator[Sequence[str]]:
    """Each command with an option and a word too many, and without what it needs; each type of option used wrongly."""
    types = set()
    for words, command in every_command():
        path = words.split()
        yield [*path, "--none"]
        if hasattr(command, "commands"):
            yield [*path, "nothing"] if path in ([], ["kit"]) else path
        elif all(one.nargs == 1 for one in command.params):
            yield [*path, *(["person"] if "hold" in path else ["1"]), "1", "1"]
        if any(one.required for one in command.params):
            yield path
        for one in command.params:
            name, kind = one.opts[-1], one.type_descriptor.annotation  # type: ignore[attr-defined]
            if one.param_type_name == "argument" or kind in types:
                continue
            types.add(kind)
            yield [*path, f"{name}=yes"] if one.is_flag else [*path, name]  # type: ignore[attr-defined]
            if kind in (int, float) or one.type_descriptor.is_choice:  # type: ignore[attr-defined]
                yield [*path, name, "none of them"]
