"""The pages of help: which there are, what they are called, and where F1 opens them. Window and handbook share them."""

from dataclasses import dataclass
from pathlib import Path

from outreach.shipped import RESOURCES

FOLDER = RESOURCES / "help"


@dataclass(frozen=True, slots=True)
class Topic:
    """A page of help: its file, and the pages of the window that F1 opens it from."""

    name: str
    places: tuple[str, ...] = ()

    @property
    def file(self) -> Path:
        """Where its words are."""
        return FOLDER / f"{self.name}.md"

    @property
    def title(self) -> str:
        """Its first heading."""
        with self.file.open(encoding="utf-8") as lines:
            return next(lines).strip().removeprefix("# ")

    @property
    def words(self) -> str:
        """All of it as Markdown; what each figure means is said by what counts it."""
        written = self.file.read_text(encoding="utf-8")
        if self.name != "figures":
            return written
        from outreach.reports.figure_words import definitions  # the window's start needs none of it

        return f"{written}\n{definitions()}\n"


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
