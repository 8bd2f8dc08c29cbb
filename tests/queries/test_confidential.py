"""The one rule of what is confidential, held over every public question that there is.

Confidential persons and words are shown to supervisors and administrators. An officer meets neither name, phone,
address nor words, in no answer of any query, whoever recorded it or owes the promise; figures count it all the same.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from typing import Any, get_type_hints

import pytest

import outreach.queries
from outreach.actions.change import Actor
from outreach.actions.concerns import ConcernDetails, record_concern
from outreach.actions.events import EventDetails, record_event
from outreach.actions.followups import PromiseDetails
from outreach.actions.issue import IssueDetails, issue_report
from outreach.actions.organizations import (
    OrganizationDetails,
    TermDetails,
    add_organization,
    join_organization,
    start_term,
)
from outreach.actions.people import PersonDetails, add_household, add_person, edit_person, merge_people
from outreach.actions.problems import ProblemDetails, add_problem, link_concern, link_event
from outreach.actions.signin import sign_in
from outreach.errors import OutreachError
from outreach.queries.audit import AuditFilter
from outreach.queries.concerns import ConcernFilter
from outreach.queries.figures import as_json, figures
from outreach.queries.followups import FollowUpFilter
from outreach.queries.people import PersonFilter
from outreach.queries.period import Period
from outreach.queries.precincts import precinct_header
from outreach.queries.spans import Spans
from outreach.records.audit import AuditEntry
from outreach.records.events import Event
from outreach.records.followups import Concern, FollowUp
from outreach.records.people import Organization, Person
from tests import given

pytestmark = pytest.mark.usefixtures("store")

BY = Actor("R. Sample", workstation="desk 2")
TODAY = date(2019, 1, 24)
MONTH = Period(date(2019, 1, 1), date(2019, 1, 31))
NAME, FORMER, WORD = "Wexcombe", "Oldbramble", "Quillfeather"
SECRETS = (NAME, FORMER, WORD, "0177", "hushwater", "Hushwater")

FOR_MATCHING_FILES = {"known_people.known_people", "known_attendance.known_lines"}
"""Hold a file against the records; what they hold of confidential persons is never shown (tests/exchange)."""
EVERYTHING = {"archive.archived_rows"}
"""The archive, which does not go out to an officer (tests/exchange)."""
OWN = {"drafts.draft", "drafts.drafts"}
"""What somebody typed, which nobody else is shown (tests/ui)."""
TYPED = (NAME, f"Opal {NAME}", WORD, "0177", "2055550177", "Hushwater", "Garden", "Patrol")


class Planted:
    """A confidential person and a confidential concern wherever a record can name one."""

    def __init__(self) -> None:
        kept = given.a_precinct(traceable_below=1)
        self.precinct: int = kept.id
        self.officer = given.an_officer(kept).id
        self.neighborhood: int = given.a_neighborhood(kept).id
        kind, topic = given.an_event_kind(kept).id, given.a_topic(kept).id
        household = add_household(BY, kept.id, "12 Elm St").only_id("household")
        hidden = PersonDetails(
            "Opal", NAME, phone="205-555-0177", email="opal@hushwater.example", address="1180 Hushwater Lane",
            neighborhood=self.neighborhood, household=household, confidential=True,
        )  # fmt: skip
        open_one = PersonDetails("Mattie", "Ferncastle", household=household, neighborhood=self.neighborhood)
        person = add_person(BY, kept.id, hidden).only_id("person")
        self.member = add_person(BY, kept.id, open_one).only_id("person")
        add_person(BY, kept.id, hidden)
        former = add_person(BY, kept.id, PersonDetails("Opal", FORMER)).only_id("person")
        merge_people(BY, person, 1, former, 1, hidden)
        self.kept_open = add_person(BY, kept.id, PersonDetails("Dee", "Laurel")).only_id("person")
        twin = add_person(BY, kept.id, PersonDetails("Opal", FORMER, confidential=True)).only_id("person")
        merge_people(BY, self.kept_open, 1, twin, 1, PersonDetails("Dee", "Laurel"))
        self.person = person
        group = OrganizationDetails("Garden club", kind="association", neighborhood=self.neighborhood)
        self.organization = add_organization(BY, kept.id, group).only_id("organization")
        join_organization(BY, person, self.organization)
        start_term(BY, self.organization, TermDetails(person, "president", date(2018, 6, 1)))
        areas = (self.neighborhood,)
        earlier = EventDetails(kind, "Meeting", date(2019, 1, 8), neighborhoods=areas, status="held")
        meeting = EventDetails(kind, "Meeting", date(2019, 1, 15), neighborhoods=areas, status="held")
        for details in (earlier, meeting):
            self.event = record_event(BY, kept.id, details).only_id("event")
            sign_in(BY, self.event, person)
        secret = ConcernDetails(
            topic, f"{WORD} sells at night", self.neighborhood, raised_by_person=person, confidential=True
        )
        promise = PromiseDetails("Patrol the alley", due=date(2019, 1, 20), promised_to_person=person)
        self.concern = record_concern(BY, kept.id, secret, event=self.event, promise=promise).only_id("concern")
        self.follow_up = FollowUp.get(FollowUp.concern == self.concern).id
        self.problem = add_problem(BY, kept.id, ProblemDetails("Noise", date(2019, 1, 2))).only_id("problem")
        link_concern(BY, self.problem, self.concern)
        link_event(BY, self.problem, self.event)
        shown = edit_person(BY, self.member, 1, open_one)
        assert shown.entry is None
        signed = IssueDetails("monthly", "January", MONTH.first, MONTH.last, False, "{}", f"%PDF-1.7 {NAME}".encode())
        self.report = issue_report(BY, kept.id, signed, datetime(2019, 2, 1, tzinfo=UTC)).only_id("issued_report")


def about(question: Callable[..., Any]) -> str:
    """The first argument that has to be given."""
    given_first = (
        name for name, one in inspect.signature(question).parameters.items() if one.kind is one.POSITIONAL_OR_KEYWORD
    )
    return next(given_first, "")


def questions() -> dict[str, Callable[..., Any]]:
    """Every public function of the room that asks the records, by its first argument; parts of statements are not."""
    found: dict[str, Callable[..., Any]] = {}
    for module in pkgutil.iter_modules(outreach.queries.__path__):
        room = importlib.import_module(f"outreach.queries.{module.name}")
        for name, function in inspect.getmembers(room, inspect.isfunction):
            first = about(function)
            own = function.__module__ == room.__name__ and not name.startswith("_")
            if own and first in ABOUT and get_type_hints(function)["return"] is not Any:
                found[f"{module.name}.{name}"] = function
    return found


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
    "report": lambda at: [at.report],
    "entry": lambda at: [row.id for row in AuditEntry.select()],
    "workstation": lambda at: [BY.workstation],
    "spans": lambda at: [Spans(at.precinct, (MONTH,), TODAY)],
    "header": lambda at: [precinct_header(at.precinct)],
    "gone": lambda at: [row.id for row in Person.select()],
    "chosen": lambda at: [AuditFilter()],
}
"""What a question is about, and all there is of it."""

FURTHER: dict[str, Any] = {
    "period": MONTH, "today": TODAY, "first": MONTH.first, "last": MONTH.last, "month": MONTH.first,
    "months": (MONTH,), "periods": (MONTH,), "measures": (), "at_most": 9, "kind": "monthly", "source": "",
    "parts": {}, "period_from": MONTH.first, "period_to": MONTH.last, "uids": (), "name": "Ensley", "badge": "101",
}  # fmt: skip


def asked(question: Callable[..., Any], at: Planted) -> Iterator[Any]:
    """The question about all there is, with every text a reader may type, as somebody who may not see it."""
    parameters = inspect.signature(question).parameters
    first, *others = about(question), *(name for name in parameters if name != about(question))
    told: dict[str, Any] = {
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
    for value in values:
        for extra in variants(parameters):
            try:
                yield question(*((value,) if value is not None else ()), **wanted, **extra)
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
