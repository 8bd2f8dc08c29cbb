"""Wild input: search text, names, mappings, dates, and words for the report's text factory."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from outreach.actions.change import Actor
from outreach.actions.people import PersonDetails, add_person
from outreach.errors import OutreachError
from outreach.exchange.mapping import mapping_of
from outreach.exchange.moments import Manner
from outreach.queries.people import person_detail
from outreach.queries.precincts import only_precinct
from outreach.queries.search import search
from outreach.records.database import close_database, connection, open_database
from outreach.records.people import Person
from outreach.reports.tagged import Element
from outreach.reports.text import BODY, paragraph
from tests.torture.killing import make_precinct

WORDS = st.text(max_size=60)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.dates() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
KEYS = ("kind", "source", "layout", "columns", "formats", "blanks", "areas", "month_in", "leave_out_rows", "header_row")
MAPPINGS = st.dictionaries(st.sampled_from(KEYS) | WORDS, VALUES, max_size=4)
DAYS = WORDS | st.from_regex(r"\d{1,5}[-/. ]\d{1,2}[-/. ]\d{1,5}( \d{1,2}:\d\d ?(AM|PM)?)?", fullmatch=True)


def run(folder: Path, cases: int, chosen: int) -> dict[str, int]:
    """So many cases of each kind of input; a known fault is fine, anything else is a crash."""
    file = folder / "west.outreach"
    make_precinct(file)
    open_database(file)
    counts = {"fuzz_cases": 0, "crashes": 0}
    with connection():
        precinct = only_precinct()
        inputs: list[tuple[str, st.SearchStrategy[Any], Callable[[Any], object]]] = [
            ("search", WORDS, lambda typed: search(precinct, typed)),
            ("names", st.tuples(WORDS, WORDS), lambda names: kept(precinct, *names)),
            ("mappings", MAPPINGS, lambda told: mapping_of(told, "wild.toml")),
            ("dates", DAYS, Manner().read),
            ("report text", WORDS, laid_out),
        ]
        for name, strategy, act in inputs:
            counts["crashes"] += crashed(name, strategy, act, cases, chosen, counts)
    close_database()
    return counts


def crashed(
    name: str,
    strategy: st.SearchStrategy[Any],
    act: Callable[[Any], object],
    cases: int,
    chosen: int,
    counts: dict[str, int],
) -> int:
    """Try many cases of one kind; returns 1 when one of them crashed, and prints the smallest that does."""

    @seed(chosen)
    @settings(
        max_examples=cases,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def attempt(value: Any) -> None:
        counts["fuzz_cases"] += 1
        with suppress(OutreachError):
            act(value)

    try:
        attempt()
    except Exception as fault:  # noqa: BLE001 - whatever it is, it is what we are looking for
        print(f"{name}: {type(fault).__name__}: {fault}", *getattr(fault, "__notes__", ()), sep="\n", flush=True)
        return 1
    return 0


def kept(precinct: int, given_name: str, family_name: str) -> None:
    """Keep a person of any name; what is kept must be found again."""
    changes = add_person(Actor("torture"), precinct, PersonDetails(given_name, family_name))
    key = changes.only_id("person")
    assert person_detail(key) is not None
    Person.delete().where(Person.id == key).execute()


def laid_out(words: str) -> None:
    """Lay any words out as a paragraph."""
    paragraph(words, BODY, Element("P")).wrap(400, 10_000)
