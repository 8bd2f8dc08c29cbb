"""Confidential words and persons follow the role: an officer meets none of them, a supervisor all."""

from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from outreach.actions.change import Actor
from outreach.actions.concerns import ConcernDetails, record_concern
from outreach.actions.events import EventDetails, record_event
from outreach.actions.followups import PromiseDetails
from outreach.actions.people import PersonDetails, add_person
from outreach.actions.rights import may_read_confidential
from outreach.actions.signin import sign_in
from outreach.errors import OutreachError
from outreach.exchange.exporting import export
from outreach.queries.concerns import ConcernFilter, concern_list
from outreach.queries.events import event_detail
from outreach.queries.figures import as_json, figures
from outreach.queries.followups import FollowUpFilter, follow_up_board, follow_up_list
from outreach.queries.home import home
from outreach.queries.lookups import desk_lookups
from outreach.queries.neighborhoods import neighborhood_detail
from outreach.queries.people import PersonFilter, person_list
from outreach.queries.period import Period
from outreach.queries.search import search
from outreach.records.accounts import Role
from outreach.reports.catalogue import REPORTS, Choice, Copy, render
from tests import given
from tests.reports.reading import text_of

pytestmark = pytest.mark.usefixtures("store")

BY = Actor("R. Sample", workstation="desk 2")
DAY, TODAY = date(2019, 1, 15), date(2019, 1, 24)
WORD, NAME, PHONE = "Quillfeather", "Wexcombe", "205-555-0100"


class Planted:
    """A meeting with a confidential concern of a confidential person, and a promise made on it."""

    def __init__(self) -> None:
        kept = given.a_precinct()
        self.precinct: int = kept.id
        self.area: int = given.a_neighborhood(kept).id
        lists = desk_lookups(self.precinct, inactive=True)
        topic = lists.topics[0].id if lists.topics else given.a_topic(kept).id
        kind = lists.kinds[0].id if lists.kinds else given.an_event_kind(kept).id
        hidden = PersonDetails("Opal", NAME, phone=PHONE, neighborhood=self.area, confidential=True)
        person = add_person(BY, self.precinct, hidden).only_id("person")
        meeting = EventDetails(kind, "Meeting", DAY, neighborhoods=(self.area,), status="held")
        self.event = record_event(BY, self.precinct, meeting).only_id("event")
        sign_in(BY, self.event, person)
        ahead = EventDetails(kind, "Next meeting", date(2019, 2, 12), neighborhoods=(self.area,))
        self.ahead = record_event(BY, self.precinct, ahead).only_id("event")
        secret = ConcernDetails(topic, f"{WORD} sells at night", self.area, raised_by_person=person, confidential=True)
        promise = PromiseDetails("Patrol the alley", due=date(2019, 1, 20), promised_to_person=person)
        record_concern(BY, self.precinct, secret, event=self.event, promise=promise)


def report(kind: str) -> Callable[[Planted, bool, Path], Any]:
    def gathered(at: Planted, secret: bool, _folder: Path) -> Any:
        period = Period(date(2019, 1, 1), date(2019, 1, 31))
        choice = Choice(period, at.area, at.event, confidential=secret)
        return REPORTS[kind].gather(at.precinct, choice, TODAY)

    return gathered


def exported(kind: str) -> Callable[[Planted, bool, Path], Any]:
    def written(at: Planted, secret: bool, folder: Path) -> Any:
        path = folder / f"{kind}.csv"
        export(kind, path, at.precinct, TODAY, confidential=secret)
        return path.read_text(encoding="utf-8-sig")

    return written


WAYS: dict[str, Callable[[Planted, bool, Path], Any]] = {
    "event": lambda at, secret, _: event_detail(at.event, confidential=secret).concerns,
    "concerns": lambda at, secret, _: concern_list(at.precinct, ConcernFilter(), confidential=secret),
    "follow-ups": lambda at, secret, _: follow_up_list(at.precinct, TODAY, FollowUpFilter(), confidential=secret),
    "board": lambda at, secret, _: follow_up_board(at.precinct, TODAY, FollowUpFilter(), confidential=secret),
    "home": lambda at, secret, _: home(at.precinct, TODAY, confidential=secret),
    "people": lambda at, secret, _: person_list(at.precinct, PersonFilter(), confidential=secret),
    "neighborhood": lambda at, secret, _: neighborhood_detail(at.area, TODAY, confidential=secret),
    "search for words": lambda at, secret, _: search(at.precinct, WORD, confidential=secret),
    "search for a name": lambda at, secret, _: search(at.precinct, NAME, confidential=secret),
    **{f"report {kind}": report(kind) for kind in ("monthly", "quarterly", "recap", "worklist", "event")},
    **{f"export {kind}": exported(kind) for kind in ("people", "concerns", "follow-ups", "attendance")},
}


def told(found: Any) -> str:
    return str(asdict(found)) if is_dataclass(found) and not isinstance(found, type) else str(found)


@pytest.mark.parametrize("way", WAYS)
def test_an_officer_meets_nothing_confidential_and_a_supervisor_does(way: str, tmp_path: Path) -> None:
    at = Planted()
    seen = {role: told(WAYS[way](at, may_read_confidential(role), tmp_path)) for role in Role}
    assert WORD not in seen[Role.OFFICER]
    assert NAME not in seen[Role.OFFICER]
    for role in (Role.SUPERVISOR, Role.ADMINISTRATOR):
        assert WORD in seen[role] or NAME in seen[role]


@pytest.mark.parametrize("kind", REPORTS)
def test_no_page_tells_anything_confidential_to_those_who_may_not_read_it(kind: str) -> None:
    at = Planted()
    copies = REPORTS[kind].copies
    ways = [(False, copy is Copy.PUBLIC) for copy in copies]
    if Copy.PUBLIC in copies:
        ways.append((True, True))
    if kind == "sign-in":  # it goes round the hall, whoever printed it
        ways.append((True, False))
    for secret, public in ways:
        event = at.ahead if kind == "sign-in" else at.event
        choice = Choice(Period(date(2019, 1, 1), date(2019, 1, 31)), at.area, event, confidential=secret)
        pages = text_of(render(kind, REPORTS[kind].gather(at.precinct, choice, TODAY), public, TODAY, choice))
        assert [word for word in (WORD, NAME, PHONE) if word in pages] == []


def test_the_archive_does_not_go_out_to_an_officer(tmp_path: Path) -> None:
    at = Planted()
    with pytest.raises(OutreachError, match="ask a supervisor"):
        export("archive", tmp_path / "all.json", at.precinct, TODAY)
    assert not (tmp_path / "all.json").exists()


def test_figures_count_what_is_confidential() -> None:
    at = Planted()
    counted = as_json(figures(at.precinct, Period(date(2019, 1, 1), date(2019, 1, 31)), TODAY))
    assert sum(counted["concerns"].values()) == 1
    assert counted["sign_ins"]["present"] == 1
