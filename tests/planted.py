"""Somebody kept confidentially, and what she said, planted wherever a record can name them."""

from datetime import UTC, date, datetime

from outreach.actions.change import Actor
from outreach.actions.concerns import ConcernDetails, record_concern
from outreach.actions.events import EventDetails, record_event
from outreach.actions.followups import PromiseDetails
from outreach.actions.households import HouseholdDetails, add_household
from outreach.actions.issue import IssueDetails, issue_report
from outreach.actions.organizations import (
    OrganizationDetails,
    TermDetails,
    add_organization,
    join_organization,
    start_term,
)
from outreach.actions.people import PersonDetails, add_person, edit_person, merge_people
from outreach.actions.problems import ProblemDetails, add_problem, link_concern, link_event
from outreach.actions.signin import sign_in
from outreach.queries.period import Period
from outreach.records.followups import FollowUp
from tests import given

BY = Actor("R. Sample", workstation="desk 2")
TODAY = date(2019, 1, 24)
MONTH = Period(date(2019, 1, 1), date(2019, 1, 31))
NAME, FORMER, WORD = "Wexcombe", "Oldbramble", "Quillfeather"
SECRETS = (NAME, FORMER, WORD, "555-0177", "5550177", " 0177", "…0177", "hushwater", "Hushwater")
"""The end of the phone number is looked for as it is shown: its four digits alone stand in some digest or other."""


class Planted:
    """A confidential person and a confidential concern wherever a record can name one."""

    def __init__(self) -> None:
        kept = given.a_precinct(traceable_below=1)
        self.precinct: int = kept.id
        self.officer = given.an_officer(kept).id
        self.neighborhood: int = given.a_neighborhood(kept).id
        kind, topic = given.an_event_kind(kept).id, given.a_topic(kept).id
        household = add_household(BY, kept.id, HouseholdDetails("12 Elm St")).only_id("household")
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
        ahead = EventDetails(kind, "Next meeting", date(2019, 2, 12), neighborhoods=areas)
        self.ahead = record_event(BY, kept.id, ahead).only_id("event")
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
