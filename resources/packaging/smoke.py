"""Whether the built folder does what the source does: the same figures, the same bytes, and how long it takes to start.

Everything is done twice, once from the source in the same environment and once by the folder, each with a demo that it
made itself and settings of its own. What names records by their UUID, which no two demos share, is read from one.
"""

import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from outreach import __version__
from outreach.errors import OutreachError
from resources.packaging.collecting import ASKED_OF_THE_SYSTEM, ROOT, asked_of_the_system
from resources.packaging.environment import run

MOST_MEGABYTES = 180
MOST_SLOWER = 1.3
STARTS = 7
_EXE = ".exe" if sys.platform == "win32" else ""
_FILES = (("people", "people.xlsx"), ("calendar", "calendar.ics"), ("archive", "west.json"))
_JANUARY = ("monthly", "--month", "2019-01")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: what was seen, and whether it is as it should be."""

    what: str
    seen: str
    good: bool


def folder_bytes(folder: Path) -> int:
    """What the files of a folder hold together; a link counts nothing."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def smoke_test(out: Path, python: Path) -> list[Finding]:
    """Look at the folder in ``out``; ``python`` is that of the environment it was built in."""
    with tempfile.TemporaryDirectory(prefix="outreach-smoke-") as scratch:
        return list(_findings(out, python, Path(scratch)))


def _findings(out: Path, python: Path, at: Path) -> Iterator[Finding]:
    megabytes = folder_bytes(out / "outreach") / 1_000_000
    yield Finding("size of the folder", f"{megabytes:.1f} MB, at most {MOST_MEGABYTES}", megabytes < MOST_MEGABYTES)
    if sys.platform.startswith("linux"):
        asked = asked_of_the_system(out / "outreach")
        strange = [name for name in asked if not name.startswith(ASKED_OF_THE_SYSTEM)]
        told = f"not on every desktop: {', '.join(strange)}" if strange else f"{len(asked)} that every desktop has"
        yield Finding("libraries of the system", told, not strange)
    name = "outreach-cli" if sys.platform == "win32" else "outreach"
    built = _Side([str(out / "outreach" / f"{name}{_EXE}")], at / "built")
    sides = (built, _Side([str(python), str(ROOT / "main.py")], at / "source"))
    told = built.say("--version").strip()
    yield Finding("version", told, told == f"Outreach {__version__}")
    yield _alike("demo", sides, lambda side: side.say("demo", side.demo))
    yield _alike("summary of January", sides, lambda side: side.report(*_JANUARY))
    yield _alike("summary of January, public", sides, lambda side: side.report(*_JANUARY, "--public"))
    yield _alike("figures, January", sides, lambda side: side.ask("figures", "--from", "2019-01", "--json"))
    yield _alike("everything checked", sides, lambda side: side.ask("check"))
    shared = shutil.copy(at / "source" / built.demo, at / "shared.outreach")
    for what, file in _FILES:
        yield _alike(f"{what} as {file}", sides, partial(_Side.export, records=str(shared), what=what, file=file))
    yield _alike("an encrypted field kit", sides, _Side.make_kit)
    yield _alike("licenses with their words", sides, lambda side: side.say("licenses", "--texts", "--json"))
    yield _alike("a server that is not there", sides, _Side.ask_nobody)
    yield _start(out, python, at)


class _Side:
    """The program as built or from the source, in a place of its own."""

    def __init__(self, command: Sequence[str], home: Path) -> None:
        self._command = command
        self._home = home
        home.mkdir()
        self.demo = "west.outreach"

    def say(self, *words: str) -> str:
        return run([*self._command, *words], self._home, **_alone(self._home))

    def ask(self, *words: str) -> str:
        return self.say("--database", self.demo, *words)

    def report(self, *words: str) -> bytes:
        self.ask("report", *words, "-o", "printed.pdf")
        return (self._home / "printed.pdf").read_bytes()

    def export(self, records: str, what: str, file: str) -> bytes:
        self.say("--database", records, "export", what, "-o", file)
        return (self._home / file).read_bytes()

    def make_kit(self) -> str:
        made = ("kit", "make", "hall.outreach-kit", "--officer", "101", "--neighborhood", "Ensley")
        words = ("--database", self.demo, *made, "--kit-passphrase-from", "0")
        return run([*self._command, *words], self._home, "a passphrase for the test\n", **_alone(self._home))

    def ask_nobody(self) -> str:
        try:
            return self.say("--database", "postgresql://nobody@127.0.0.1:9/none", "check")
        except OutreachError as fault:
            return str(fault).partition("\n")[2]


def _alone(home: Path) -> dict[str, str]:
    return {
        "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home),
        "XDG_STATE_HOME": str(home), "LOCALAPPDATA": str(home), "OUTREACH_DATABASE": "",
    }  # fmt: skip


def _alike(what: str, sides: Sequence[_Side], asked: Callable[[_Side], str | bytes]) -> Finding:
    built, source = (asked(side) for side in sides)
    unit = "bytes" if isinstance(built, bytes) else "letters"
    if built == source:
        return Finding(what, f"the same {len(built):,} {unit}", bool(built))
    return Finding(what, f"not the same: {len(built):,} {unit} built, {len(source):,} from the source", False)


def _start(out: Path, python: Path, at: Path) -> Finding:
    """The time from the start to the first page painted with its figures: the quickest of several starts by turns.

    What else the PC does can make a start slower and never quicker.
    """
    told_by = out / "started"
    inside = out / "outreach" / "_internal"
    link = told_by / "_internal"
    if not link.exists():
        shutil.copytree(inside, link, symlinks=True) if sys.platform == "win32" else link.symlink_to(inside)
    demo = str(at / "source" / "west.outreach")
    built, source = [str(told_by / f"started{_EXE}"), demo], [str(python), "-m", "tests.benchmarks.started", demo]
    _seconds(built, at), _seconds(source, at)
    taken = [(_seconds(built, at), _seconds(source, at)) for _ in range(STARTS)]
    ours, theirs = (min(pair[side] for pair in taken) for side in (0, 1))
    seen = f"{ours:.2f} s built, {theirs:.2f} s from the source: {ours / theirs:.2f} times, at most {MOST_SLOWER}"
    return Finding("start to the first page", seen, ours <= MOST_SLOWER * theirs)


def _seconds(command: Sequence[str], home: Path) -> float:
    begun = time.monotonic()
    return float(run(command, ROOT, **_alone(home)).split()[0]) - begun


def as_table(found: Sequence[Finding]) -> str:
    """The findings, one a line."""
    wide = max(len(one.what) for one in found)
    return "\n".join(f"{'good' if one.good else 'BAD ':4}  {one.what:<{wide}}  {one.seen}" for one in found)


def as_json(found: Sequence[Finding]) -> str:
    """The findings for a script, with the system they were found on."""
    told = {"version": __version__, "system": f"{sys.platform} {os.name}", "findings": [asdict(one) for one in found]}
    return json.dumps(told, indent=1) + "\n"
