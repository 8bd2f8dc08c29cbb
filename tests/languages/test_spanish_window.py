"""Spanish of the window and of faults: no phrase without it, none that loses a value, none that nobody says."""

from collections import Counter

from outreach.languages.spoken_spanish import PARTS, SPOKEN_SPANISH
from outreach.reports.catalogue import REPORTS, Need
from outreach.ui.status import _NAMES
from tests.languages.commands import said_by_commands
from tests.languages.phrases import fields, files_of, left_unsaid, phrases_said

WINDOW = ("ui",)
OTHERS = ("records", "actions", "queries", "exchange", "machine", "reports", "demo", "cli")
NOT_FOR_READING = ("ui/theme.py", "ui/__init__.py")
"""Names of fonts, of styles and of pairs of colors."""
NOT_SAID = {
    "Outreach": "the name of the program",
    "Nobody chosen": "a name in the trail, which is English",
    "…, precinct …": "a key of drafts",
    "…, account …": "a key of drafts",
    "issued report …": "told to the trail, which is English",
    "report …, … copy": "told to the trail, which is English",
    "Birmingham Police Department": "an example of what may be typed",
    "West Precinct": "an example of what may be typed",
    "Ensley, Ensley\nBelview Heights, Five Points West\nWylam": "an example of what may be typed",
    "101, Ofc., R. Sample\n27, Sgt., D. Example": "an example of what may be typed",
}
BY_NAMES_OF_THE_RECORDS = "deeds"
"""Its phrases are found by the names of actions, tables and columns."""
FOUND_OTHERWISE = {
    *(report.purpose for report in REPORTS.values()),
    *(need.value for need in Need),
    *(noun for nouns in _NAMES.values() for noun in nouns),
    *("today", "tomorrow", "yesterday", "hour", "hours"),  # said in turn, in a loop
}


def test_every_phrase_has_its_spanish() -> None:
    missing = [
        f"{one.file}:{one.line}: {one.key}"
        for path in files_of(*WINDOW, *OTHERS)
        if path.relative_to(path.parents[1]).as_posix() not in NOT_FOR_READING
        for one in phrases_said(path)
        if one.key not in SPOKEN_SPANISH.phrases and one.key not in NOT_SAID
    ]
    assert missing == []


def test_the_window_shows_nothing_that_is_not_said() -> None:
    unsaid = [
        f"{one.file}:{one.line}: {one.key}"
        for path in files_of(*WINDOW)
        for one in left_unsaid(path)
        if one.file not in NOT_FOR_READING and one.key not in NOT_SAID
    ]
    assert unsaid == []


def test_every_translation_keeps_its_values() -> None:
    phrases = SPOKEN_SPANISH.phrases.items()
    assert [english for english, spanish in phrases if fields(english) != fields(spanish)] == []


def test_no_phrase_is_translated_in_two_places() -> None:
    places = Counter(english for part in PARTS for english in part.PHRASES)
    assert [english for english, times in places.items() if times > 1] == []


def test_no_translation_is_kept_that_nobody_says() -> None:
    said = {one.key for path in files_of(*WINDOW, *OTHERS) for one in phrases_said(path)} | said_by_commands()
    idle = [
        english
        for part in PARTS
        if not part.__name__.endswith(BY_NAMES_OF_THE_RECORDS)
        for english in part.PHRASES
        if english not in said and english not in FOUND_OTHERWISE
    ]
    assert idle == []
