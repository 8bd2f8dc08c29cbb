"""What the sign-in line offers for typed words: known people, a new one, the words as written, an illegible line."""

from collections.abc import Sequence
from dataclasses import dataclass

from outreach.actions.people import PersonDetails
from outreach.queries.signin import PersonSuggestion
from outreach.ui.pages.event_walkin import read_walk_in
from outreach.ui.widgets.suggest import Suggestion
from outreach.ui.wording import listed

LEAST_LETTERS = 1
ILLEGIBLE = "?"


@dataclass(frozen=True, slots=True)
class Known:
    """A person that is kept, by key."""

    person: int


@dataclass(frozen=True, slots=True)
class AsWritten:
    """The words themselves, without saying who it is."""

    words: str


def offers(
    words: str, found: Sequence[PersonSuggestion], neighborhoods: Sequence[tuple[str, int]]
) -> tuple[Suggestion, ...]:
    """The lines to offer, the one that Enter takes first."""
    if words == ILLEGIBLE:
        return (Suggestion(ILLEGIBLE, "Illegible line", "somebody signed whom nobody can read"),)
    fresh_first = sorted(found, key=lambda one: one.signed_in)
    known = tuple(Suggestion(Known(one.person), one.name, told_apart(one)) for one in fresh_first)
    signed = words.partition(",")[0].strip()
    written = Suggestion(AsWritten(words), f"Sign in “{signed}” as written", key="Shift+Enter", muted=True)
    person = read_walk_in(words, neighborhoods)
    name = f"{person.given_name} {person.family_name}".strip()
    fresh = Suggestion(person, f"Add {name}", _known_of(person, neighborhoods))
    if "," in words:
        return (fresh, *known, written)
    if not known:
        return (fresh, written)
    return (*known, written)


def told_apart(one: PersonSuggestion) -> str:
    """What tells people of one name apart: neighborhood, end of the phone number, how often they came, organization."""
    if one.signed_in:
        return "signed in already"
    came = f"came to {one.came} of the last {one.of_last}" if one.came else ""
    phone = f"… {one.phone_end}" if one.phone_end else ""
    return " · ".join(part for part in (one.neighborhood, phone, came, one.organization) if part)


def _known_of(person: PersonDetails, neighborhoods: Sequence[tuple[str, int]]) -> str:
    where = next((name for name, key in neighborhoods if key == person.neighborhood), "")
    told = listed([where, person.phone, person.email, person.address])
    return f"a new person{', ' + told if told else ''}"
