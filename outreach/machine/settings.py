"""What whoever looks after this PC has set for everybody who works at it: one file for the whole machine.

``[fixed]`` values hold for everybody. ``[suggested]`` ones hold until an officer chooses her own. What is wrong in the
file is told in one sentence each and left out; the program starts all the same.
"""

import os
import re
import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from platformdirs import site_config_path

from outreach.languages.spoken import say, spoken
from outreach.values import frozen

VARIABLE = "OUTREACH_CONFIG"
FILE = "outreach.toml"
LONGEST_LOCK_MINUTES = 30
"""The longest that a window may stay open with nobody at it (CJIS Security Policy AC-11)."""
MOST_YEARS = 100
LANGUAGES = ("en", "es")
RETAINED = ("people", "sign_ins", "concerns", "promises", "files", "audit_details")
"""The kinds of record that a rule of retention is about, as the file spells them."""

type Value = str | int


class Source(StrEnum):
    """Where a value comes from, as it is said beside it."""

    GIVEN = "named at the start"
    FIXED = "set by your IT department"
    OWN = "chosen here"
    SUGGESTED = "suggested by your IT department"
    DEFAULT = "as Outreach comes"

    @property
    def words(self) -> str:
        """The same in the language spoken."""
        known = {
            Source.GIVEN: say("named at the start"),
            Source.FIXED: say("set by your IT department"),
            Source.OWN: say("chosen here"),
            Source.SUGGESTED: say("suggested by your IT department"),
            Source.DEFAULT: say("as Outreach comes"),
        }
        return known[self]


class Setting(NamedTuple):
    """One that the file can set: its key, and whether it can be suggested as well as fixed."""

    key: str
    suggests: bool = True


SETTINGS = (
    *(Setting(key) for key in ("database", "backup_folder", "lock_after_minutes", "language")),
    *(Setting(f"retention.{kind}", suggests=False) for kind in RETAINED),
)
_BY_KEY = {one.key: one for one in SETTINGS}


@frozen
class Settled:
    """The value that counts, and where it comes from."""

    value: Value | None
    source: Source

    @property
    def is_fixed(self) -> bool:
        """Whether nobody at this PC may choose another."""
        return self.source is Source.FIXED


@frozen
class Machine:
    """What the file says: ``file`` None where there is none; ``faults`` tells what was left out of it and why."""

    file: Path | None
    fixed: Mapping[str, Value]
    suggested: Mapping[str, Value]
    faults: tuple[str, ...] = ()

    def settle(
        self, key: str, *, given: Value | None = None, own: Value | None = None, otherwise: Value | None = None
    ) -> Settled:
        """The value that counts: given at the start, else fixed, else the officer's own, else suggested, else usual."""
        for value, source in (
            (given, Source.GIVEN),
            (self.fixed.get(key), Source.FIXED),
            (own, Source.OWN),
            (self.suggested.get(key), Source.SUGGESTED),
        ):
            if value is not None:
                return Settled(value, source)
        return Settled(otherwise, Source.DEFAULT)

    def fixed_years(self, kind: str) -> int | None:
        """After how many years a kind of record is forgotten, where that is fixed; the kind as the records spell it."""
        years = self.fixed.get(f"retention.{self.spelled(kind)}")
        return years if isinstance(years, int) else None

    @staticmethod
    def spelled(kind: str) -> str:
        """A kind of record as the file spells it."""
        return kind.replace(" ", "_").replace("-", "_")


def usual_place() -> Path:
    """Where the file lies: %PROGRAMDATA%\\Outreach on Windows, /etc/xdg/outreach on Linux."""
    return site_config_path("Outreach" if sys.platform in ("win32", "darwin") else "outreach", appauthor=False) / FILE


def machine() -> Machine:
    """What the file of this PC says; read again when it was changed.

    OUTREACH_CONFIG names another file where none lies in the usual place: what an administrator put there cannot be
    got around by a variable of one's own.
    """
    place, named = usual_place(), os.environ.get(VARIABLE, "")
    if not place.exists():
        if not named:
            return _NONE
        place = Path(named)
    try:
        told = place.stat()
    except OSError as fault:
        words = say(
            "{place} is named by {variable} and cannot be read ({reason}): check the name.",
            place=place,
            variable=VARIABLE,
            reason=fault.strerror,
        )
        return Machine(place, {}, {}, (words,))
    return _read(place, told.st_mtime_ns, told.st_size, spoken().language)


_NONE = Machine(None, {}, {})


@cache
def _read(place: Path, _changed: int, _size: int, _language: str) -> Machine:
    import tomllib  # few PCs have the file: the others need not wait for what reads it

    try:
        text = place.read_text(encoding="utf-8-sig")
        told = tomllib.loads(text)
    except OSError as fault:
        words = say("{place} cannot be read ({reason}), so nothing of it holds.", place=place, reason=fault.strerror)
        return Machine(place, {}, {}, (words,))
    except UnicodeDecodeError:
        words = say("{place} is not in UTF-8, so nothing of it holds: save it as UTF-8.", place=place)
        return Machine(place, {}, {}, (words,))
    except tomllib.TOMLDecodeError as fault:
        words = say("{place} is not written as TOML ({fault}), so nothing of it holds.", place=place, fault=fault)
        return Machine(place, {}, {}, (words,))
    faults: list[str] = []
    values: dict[str, dict[str, Value]] = {"fixed": {}, "suggested": {}}
    for part, content in told.items():
        if part not in values or not isinstance(content, dict):
            words = say("is not a part of this file: write [fixed] or [suggested]")
            faults.append(_fault(place, text, "", part, words))
            continue
        for key, value in _flat(content):
            if wrong := _wrong(key, value, part):
                faults.append(_fault(place, text, part, key, wrong))
            else:
                values[part][key] = _expanded(value) if key == "backup_folder" else value
    return Machine(place, values["fixed"], values["suggested"], tuple(faults))


def _flat(content: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in content.items():
        if key == "retention" and isinstance(value, dict):
            yield from ((f"retention.{kind}", years) for kind, years in value.items())
        else:
            yield key, value


def _wrong(key: str, value: Any, part: str) -> str:
    """What is wrong with a value; empty: nothing."""
    known = _BY_KEY.get(key)
    if known is None:
        names = ", ".join(one.key for one in SETTINGS if one.suggests or part == "fixed")
        return say("is not a setting: use one of {names}", names=names)
    if part == "suggested" and not known.suggests:
        return say("can only be fixed: write it under [fixed.retention]")
    return "" if _allowed(key, value) else say("cannot be {value!r}: write {allowed}", value=value, allowed=_what(key))


def _allowed(key: str, value: Any) -> bool:
    match key:
        case "language":
            return value in LANGUAGES
        case "database":
            return isinstance(value, str) and bool(value.strip())
        case "backup_folder":
            return isinstance(value, str) and Path(_expanded(value)).is_absolute()
    most = LONGEST_LOCK_MINUTES if key == "lock_after_minutes" else MOST_YEARS
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most


def _what(key: str) -> str:
    """What is allowed, as a sentence goes on."""
    match key:
        case "language":
            return say('"en" or "es"')
        case "database":
            return say("a file or a postgresql:// URL in quotation marks")
        case "backup_folder":
            return say("a whole path in quotation marks")
    most = LONGEST_LOCK_MINUTES if key == "lock_after_minutes" else MOST_YEARS
    return say("a whole number from 1 to {most}", most=most)


def _expanded(value: Any) -> str:
    """A folder with the variables in it replaced, so that each PC can have one of its own."""
    return os.path.expandvars(Path(str(value)).expanduser())


def _fault(place: Path, text: str, part: str, key: str, words: str) -> str:
    line = _line_of(text, part, key)
    if line:
        return say(
            "{place}, line {line}: “{key}” {words}. It is left out until then.",
            place=place,
            line=line,
            key=key,
            words=words,
        )
    return say("{place}: “{key}” {words}. It is left out until then.", place=place, key=key, words=words)


def _line_of(text: str, part: str, key: str) -> int:
    """The line that a key stands on; 0 where it is not found, as when it is written in an unusual way."""
    section, _, name = key.rpartition(".")
    inside = f"{part}.{section}" if section else part
    now = ""
    for number, line in enumerate(text.splitlines(), 1):
        if head := re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line):
            now = head[1]
            if not part and now.partition(".")[0] == key:
                return number
        elif now == inside and re.match(rf"\s*[\"']?{re.escape(name)}[\"']?\s*=", line):
            return number
    return 0
