"""What the sign-in line offers for typed words: known people, a new one, the words as written, an illegible line."""

from collections.abc import Sequence
from dataclasses import dataclass

from outreach.actions.people import PersonDetails
from outreach.languages.spoken import say
from outreach.queries.signin import PersonSuggestion
from outreach.ui.pages.event_walkin import read_walk_in
from outreach.ui.widgets.suggest import Suggestion
from outreach.ui.wording import listed

LEAST_LETTERS = 1
ILLEGIBLE = "?"


@dataclass(frozen=True, slots=True)
class Known:
    """A person that is kept, as she was found."""

    found: PersonSuggestion

    @property
    def person(self) -> int:
        """The key."""
        return self.found.person


@dataclass(frozen=True, slots=True)
class AsWritten:
    """The words themselves, without saying who it is."""

    words: str


def offers(
    words: str, found: Sequence[PersonSuggestion], neighborhoods: Sequence[tuple[str, int]]
) -> tuple[Suggestion, ...]:
    """The lines to offer, the one that Enter takes first."""
    if words == ILLEGIBLE:
        return (Suggestion(ILLEGIBLE, say("Illegible line"), say("somebody signed whom nobody can read")),)
    fresh_first = sorted(found, key=lambda one: one.signed_in)
    known = tuple(Suggestion(Known(one), one.name, told_apart(one)) for one in fresh_first)
    signed = words.partition(",")[0].strip()
    written = Suggestion(
        AsWritten(words), say("Sign in “{signed}” as written", signed=signed), key="Shift+Enter", muted=True
    )
    person = read_walk_in(words, neighborhoods)
    name = f"{person.given_name} {person.family_name}".strip()
    fresh = Suggestion(person, say("Add {name}", name=name), _known_of(person, neighborhoods))
    if "," in words:
        return (fresh, *known, written)
    if not known:
        return (fresh, written)
    return (*known, written)


def told_apart(one: PersonSuggestion) -> str:
    """What tells people of one name apart: neighborhood, end of the phone number, how often they came, organization."""
    if one.signed_in:
        return say("signed in already")
    came = say("came to {came} of the last {all}", came=one.came, all=one.of_last) if one.came else ""
    phone = f"… {one.phone_end}" if one.phone_end else ""
    return " · ".join(part for part in (one.neighborhood, phone, came, one.organization) if part)


def _known_of(person: PersonDetails, neighborhoods: Sequence[tuple[str, int]]) -> str:
    where = next((name for name, key in neighborhoods if key == person.neighborhood), "")
    told = listed([where, person.phone, person.email, person.address])
    return say("a new person, {details}", details=told) if told else say("a new person")
