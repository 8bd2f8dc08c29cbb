"""The one rule of what is confidential, held over every public question that there is.

Confidential persons and words are shown to supervisors and administrators. An officer meets neither name, phone,
address nor words, in no answer of any query, whoever recorded it or owes the promise; figures count it all the same.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, get_type_hints

import pytest

import outreach.queries
from outreach.actions.people import PersonDetails, edit_person
from outreach.actions.rows import image
from outreach.errors import OutreachError
from outreach.queries.audit import AuditFilter
from outreach.queries.concerns import ConcernFilter
from outreach.queries.figures import as_json, figures
from outreach.queries.followups import FollowUpFilter
from outreach.queries.home import home
from outreach.queries.kit_contents import KitChoice
from outreach.queries.person_list import PersonFilter
from outreach.queries.precincts import precinct_header
from outreach.queries.reissue import Issuing
from outreach.queries.rows import Asked, alone
from outreach.queries.spans import Spans
from outreach.records.audit import AuditEntry
from outreach.records.events import Attachment, Event, Series
from outreach.records.followups import Concern
from outreach.records.people import Organization, Person
from tests.planted import BY, FORMER, MONTH, NAME, SECRETS, TODAY, WORD, Planted

pytestmark = pytest.mark.usefixtures("store")

FOR_MATCHING_FILES = {
    "known_people.known_people", "known_people.people_names", "known_attendance.known_lines",
    "public_records.words_to_remove",
}  # fmt: skip
"""Hold a file against the records; what they hold of confidential persons is never shown (tests/exchange)."""
EVERYTHING = {"archive.archived_rows"}
"""The archive, which does not go out to an officer (tests/exchange)."""
OWN = {"drafts.draft", "drafts.drafts"}
"""What somebody typed, which nobody else is shown (tests/ui)."""
TYPED = (NAME, f"Opal {NAME}", WORD, "0177", "2055550177", "Hushwater", "Garden", "Patrol")


def about(question: Callable[..., Any]) -> str:
    """The first argument that has to be given."""
    given_first = (
        name for name, one in inspect.signature(question).parameters.items() if one.kind is one.POSITIONAL_OR_KEYWORD
    )
    return next(given_first, "")


def public_functions() -> dict[str, Callable[..., Any]]:
    """Every public function of the room."""
    found: dict[str, Callable[..., Any]] = {}
    for module in pkgutil.iter_modules(outreach.queries.__path__):
        room = importlib.import_module(f"outreach.queries.{module.name}")
        for name, function in inspect.getmembers(room, inspect.isfunction):
            if function.__module__ == room.__name__ and not name.startswith("_"):
                found[f"{module.name}.{name}"] = function
    return found


def questions() -> dict[str, Callable[..., Any]]:
    """Those of them that ask the records, by what they are about."""
    return {name: question for name, question in public_functions().items() if name not in PARTS}


PARTS = {
    "by_words.counting_found", "by_words.counting_words", "by_words.page_by_words",
    "by_words.together", "by_words.walked_page", "by_words.words_tell",
    "chance.beyond_chance", "chance.p_value", "chance.percent_change", "chance.percent_of", "chance.rounded",
    "confidential.shown_people", "crime.crime_figures", "crime.months_needed", "crime.year_to_date",
    "event_list.first_keys", "event_rows.in_period", "event_rows.neighborhoods_served", "field_kits.refuse_in_kit",
    "figures.as_json",
    "event_order.day_by_day", "event_order.keys_by", "event_order.one_after_the_other", "event_order.sorts",
    "event_order.with_turnout", "event_order.within", "event_order.year_by_year",
    "follow_up_order.keys_by", "follow_up_order.lie_by", "follow_up_order.sorts", "follow_up_order.standing_place",
    "follow_up_rows.follow_up_rows", "follow_up_rows.row_values",
    "listing.added", "listing.among", "listing.count_of", "listing.counting", "listing.first_of",
    "listing.names_as_one", "listing.names_of",
    "listing.full_name", "listing.gathered", "listing.name_by_name", "listing.ordered", "listing.page_of",
    "listing.position_of",
    "listing.ranked_name", "listing.unindexed",
    "measures.officer_hours", "monthly.measure_rows", "nicknames.name_groups",
    "news.told_of_verified", "period.last_of_month", "period.parse_month",
    "people_by_words.counting_people", "people_by_words.first_people", "people_by_words.last_people",
    "people_by_words.some_people",
    "person_rows.person_rows", "person_rows.row_facts",
    "person_rows.times_came", "period.shifted", "promises.median", "promises.open_at_end",
    "rows.alone", "rows.answered",
    "rows.blank", "rows.in_step",
    "rows.put_together_once", "rows.records_of", "rows.row_of", "rows.rows_of", "rows.rows_of_each", "rows.together",
    "sheet_code.code_place", "sheet_code.mark_centers", "sheet_code.read_sheet_code", "shifts.days_of_change",
    "shifts.events_on_duty", "shifts.shift_figures",
    "shown.confidential_shown",
    "signin.may_end_a_phone_number", "signin.phone_ends_with", "spans.is_month", "spans.is_months",
    "spans.quiet_since",
    "tallies.concerns_tallied", "tallies.events_tallied", "tallies.people_tallied", "tallies.promises_tallied",
    "turnout.heads_counted", "turnout.never_before", "turnout.people_present",
    "turnout.reached",
    "you_said.sayable", "you_said.topic_rows", "you_said.touched_in", "you_said.worded",
}  # fmt: skip
"""What reads no record by itself: arithmetic, words, and parts of the statements that questions are made of."""
ABOUT: dict[str, Callable[[Planted], list[Any]]] = {
    "": lambda at: [None],
    "precinct": lambda at: [at.precinct],
    "event": lambda at: [row.id for row in Event.select()],
    "person": lambda at: [row.id for row in Person.select()],
    "people": lambda at: [[row.id for row in Person.select()]],
    "organization": lambda at: [row.id for row in Organization.select()],
    "neighborhood": lambda at: [at.neighborhood],
    "concern": lambda at: [row.id for row in Concern.select()],
    "concerns": lambda at: [[at.concern]],
    "follow_up": lambda at: [at.follow_up],
    "problem": lambda at: [at.problem],
    "series": lambda at: [row.id for row in Series.select()],
    "attachment": lambda at: [row.id for row in Attachment.select()],
    "name": lambda at: ["West Precinct"],
    "today": lambda at: [TODAY],
    "report": lambda at: [at.report],
    "entry": lambda at: [row.id for row in AuditEntry.select()],
    "entries": lambda at: [[row.id for row in AuditEntry.select()]],
    "workstation": lambda at: [BY.workstation],
    "spans": lambda at: [Spans(at.precinct, (MONTH,), TODAY)],
    "header": lambda at: [precinct_header(at.precinct)],
    "gone": lambda at: [row.id for row in Person.select()],
    "chosen": lambda at: [AuditFilter()],
    "told": lambda at: [None],
    "shown": lambda at: [home(at.precinct, TODAY)],
    "records": lambda at: [{"person": [at.person]}],
    "before": lambda at: [{"events": {"held": 1}}],
    "issuing": lambda at: [Issuing(at.precinct, "monthly", "Report", MONTH.first, MONTH.last, is_public=False)],
    "action": lambda at: [row.action for row in AuditEntry.select()],
    "image": lambda at: [image],
    "wanted": lambda at: [{"person": [row.id for row in Person.select()]}],
}
"""What a question is about, and all there is of it."""

FURTHER: dict[str, Any] = {
    "period": MONTH, "today": TODAY, "first": MONTH.first, "last": MONTH.last, "month": MONTH.first,
    "months": (MONTH,), "periods": (MONTH,), "measures": (), "at_most": 9, "kind": "monthly", "source": "",
    "parts": {}, "shape": "Name|Phone", "figures": {}, "now": {"events": {"held": 2}},
    "period_from": MONTH.first, "period_to": MONTH.last, "uids": (), "numbers": ("",), "name": "Ensley", "badge": "101",
    "choices": {}, "choice": KitChoice(MONTH.first, TODAY, tuple(range(1, 20)), tuple(range(1, 20))),
}  # fmt: skip


def asked(question: Callable[..., Any], at: Planted) -> Iterator[Any]:
    """The question about all there is, with every text a reader may type, as somebody who may not see it."""
    parameters = inspect.signature(question).parameters
    first, *others = about(question), *(name for name in parameters if name != about(question))
    told: dict[str, Any] = {
        "precinct": at.precinct,
        "neighborhood": at.neighborhood,
        "neighborhoods": (at.neighborhood,),
        "event": at.event,
        **FURTHER,
    }
    wanted = {
        name: told[name] for name in others if name in told and parameters[name].default is inspect.Parameter.empty
    }
    if first == "precinct" and get_type_hints(question)["precinct"] is not int:
        values: list[Any] = [precinct_header(at.precinct)]
    else:
        values = ABOUT[first](at)
    is_answered = hasattr(question, "__wrapped__")
    is_in_step = not is_answered and getattr(get_type_hints(question).get("return"), "__origin__", None) is Asked
    for value in values:
        for extra in variants(parameters):
            try:
                answer = question(*((value,) if value is not None else ()), **wanted, **extra)
                yield alone(answer) if is_in_step else answer
            except OutreachError as refusal:
                yield str(refusal)


def variants(parameters: Any) -> Iterator[dict[str, Any]]:
    if "uid" in parameters:
        yield from ({"uid": str(row.uid)} for row in Event.select())
    elif "typed" in parameters:
        yield from ({"typed": words} for words in TYPED)
    elif "households" in parameters:
        yield from ({"households": households} for households in (False, True))
    elif "chosen" in parameters and parameters["chosen"].default.__class__ in (
        PersonFilter,
        ConcernFilter,
        FollowUpFilter,
    ):
        yield {}
        yield from ({"chosen": parameters["chosen"].default.__class__(text=words)} for words in TYPED)
    else:
        yield {}


def spelled(found: Any) -> Iterator[str]:
    """Every text in an answer."""
    if is_dataclass(found) and not isinstance(found, type):
        for field in fields(found):
            yield from spelled(getattr(found, field.name))
    elif isinstance(found, dict):
        for key, value in found.items():
            yield from spelled(key)
            yield from spelled(value)
    elif isinstance(found, str | bytes | int | float | date | None):
        yield found.decode("latin-1") if isinstance(found, bytes) else str(found)
    elif hasattr(found, "__iter__"):
        for part in found:
            yield from spelled(part)
    else:
        yield str(found)


@pytest.fixture
def planted() -> Planted:
    return Planted()


def test_every_question_is_asked() -> None:
    unasked = {name for name, question in questions().items() if about(question) not in ABOUT}
    assert unasked == set(), "say in ABOUT what the question is about, or in PARTS that it reads no record by itself"
    assert set(public_functions()) >= PARTS | FOR_MATCHING_FILES | EVERYTHING | OWN


def test_no_question_tells_an_officer_anything_confidential(planted: Planted, subtests: pytest.Subtests) -> None:
    for name, question in questions().items():
        if name in FOR_MATCHING_FILES | EVERYTHING | OWN:
            continue
        with subtests.test(name):
            told = "\n".join(text for answer in asked(question, planted) for text in spelled(answer))
            assert [secret for secret in SECRETS if secret in told] == []


def test_figures_count_what_is_confidential(planted: Planted) -> None:
    counted = as_json(figures(planted.precinct, MONTH, TODAY))
    Person.update(confidential=False).execute()
    Concern.update(confidential=False).execute()
    assert as_json(figures(planted.precinct, MONTH, TODAY)) == counted
    assert (counted["concerns"], counted["sign_ins"]["present"]) == ({"Speeding": 1}, 2)


def test_an_earlier_entry_of_a_confidential_person_is_confidential_too(planted: Planted) -> None:
    former = Person.get(Person.family_name == FORMER, Person.merged_into == planted.person)
    assert former.confidential
    kept = Person.get_by_id(planted.kept_open)
    edit_person(BY, kept.id, kept.version, PersonDetails("Dee", "Laurel", confidential=True))
    assert not Person.select().where(Person.merged_into == kept, ~Person.confidential).exists()
