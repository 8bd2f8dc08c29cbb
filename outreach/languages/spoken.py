"""The language that this process speaks: its window, and the faults it tells.

A process has one, as it has one locale: a fault is put into words wherever it is found, on whichever thread. Until
somebody says otherwise it is English; the logs, and what the records keep of themselves, always are.
"""

from collections.abc import Callable

from outreach.languages.wording import ENGLISH, Wording

PSEUDO = "en-XA"
"""English with marks, 40 % longer: shows what no catalogue translates, and what another language would not fit into."""
PSEUDO_RIGHT_TO_LEFT = "ar-XB"
"""The same, laid out from right to left."""


def _spanish() -> Wording:
    from outreach.languages.spoken_spanish import SPOKEN_SPANISH

    return SPOKEN_SPANISH


def _pseudo() -> Wording:
    from outreach.languages.pseudo import STRETCHED

    return STRETCHED


def _pseudo_right_to_left() -> Wording:
    from outreach.languages.pseudo import MIRRORED

    return MIRRORED


LANGUAGES: dict[str, Callable[[], Wording]] = {
    "en": lambda: ENGLISH,
    "es": _spanish,
    PSEUDO: _pseudo,
    PSEUDO_RIGHT_TO_LEFT: _pseudo_right_to_left,
}
"""The languages by their code; each is read only when it is to be spoken."""

_code, _spoken = "en", ENGLISH


def speak(language: str) -> None:
    """Speak this language from now on. Raises KeyError where it is none of ``LANGUAGES``."""
    global _code, _spoken
    _code, _spoken = language, LANGUAGES[language]()


def spoken_code() -> str:
    """The code of the language spoken now, by which another process speaks it too."""
    return _code


def spoken() -> Wording:
    """The language spoken now, with its dates and numbers."""
    return _spoken


def say(english: str, /, *, sense: str = "", **values: object) -> str:
    """An English phrase in the language spoken now, its ``{names}`` filled in.

    >>> say("{count:,} of {all:,} are shown", count=1000, all=2500)
    '1,000 of 2,500 are shown'
    """
    return _spoken(english, sense=sense, **values)


def known_name(name: str) -> str:
    """A kind, topic, measure or offense that every precinct starts with, in the language spoken; any other as it is."""
    return _spoken.known(name)
