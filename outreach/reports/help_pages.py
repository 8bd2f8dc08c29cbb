"""The pages of help: which there are, what they are called, and where F1 opens them. Window and handbook share them.

The English pages lie in one folder; those of another language lie in a folder within it, named by the language, with
the same names. A language that has no page, or not this one, is read in English.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from outreach.shipped import RESOURCES

FOLDER = RESOURCES / "help"
LANGUAGES = ("en", "es")
_PICTURE = re.compile(r"!\[[^]]*\]\(([^)]+)\)")


@dataclass(frozen=True, slots=True)
class Topic:
    """A page of help: its file, and the pages of the window that F1 opens it from."""

    name: str
    places: tuple[str, ...] = ()

    def file(self, language: str = "en") -> Path:
        """Where its words are, in a language of ``LANGUAGES``."""
        translated = FOLDER / language / f"{self.name}.md"
        return translated if translated.is_file() else FOLDER / f"{self.name}.md"

    def title(self, language: str = "en") -> str:
        """Its first heading."""
        with self.file(language).open(encoding="utf-8") as lines:
            return next(lines).strip().removeprefix("# ")

    def words(self, language: str = "en") -> str:
        """All of it as Markdown; what each figure means is said by what counts it."""
        written = self.file(language).read_text(encoding="utf-8")
        if self.name != "figures":
            return written
        from outreach.reports.figure_words import definitions  # the window's start needs none of it

        return f"{written}\n{definitions(language)}\n"

    def pictures(self, language: str = "en") -> Mapping[str, Path]:
        """Its pictures: where they lie, by how the page names them."""
        beside = self.file(language).parent
        return {named: (beside / named).resolve() for named in _PICTURE.findall(self.words(language))}


TOPICS = (
    Topic("first-day", ("first_run", "search")),
    Topic("home", ("home",)),
    Topic("events", ("events", "event")),
    Topic("follow-ups", ("followups", "concern")),
    Topic("problems", ("problems",)),
    Topic("people", ("people", "person")),
    Topic("neighborhoods", ("neighborhoods", "neighborhood")),
    Topic("crime", ("crime",)),
    Topic("month"),
    Topic("reports", ("reports",)),
    Topic("import", ("importing",)),
    Topic("field-kit"),
    Topic("settings", ("settings",)),
    Topic("accounts"),
    Topic("backups"),
    Topic("server"),
    Topic("retention"),
    Topic("figures"),
    Topic("shortcuts", ("help", "shortcuts", "about")),
)


def topic_for(place: str) -> Topic:
    """The page of help for a page of the window; the first day where there is none."""
    return next((topic for topic in TOPICS if place == topic.name or place in topic.places), TOPICS[0])


def written_in(tag: str) -> str:
    """The language the help is read in where one is spoken by its BCP 47 tag: English where there is no other.

    >>> written_in("es-US"), written_in("en-US"), written_in("fr")
    ('es', 'en', 'en')
    """
    language = tag.partition("-")[0]
    return language if language in LANGUAGES else "en"
