"""Rules, holds and the purge: names are forgotten, counts stay, and what is held or still in use is not touched."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from outreach.actions import retention
from outreach.actions.change import Actor
from outreach.actions.events import EventDetails, record_event
from outreach.actions.households import HouseholdDetails, add_household
from outreach.actions.people import PersonDetails, add_person, merge_people
from outreach.actions.retention import lift_hold, place_hold, purge, set_retention
from outreach.actions.rights import RightsError
from outreach.actions.signin import sign_in, sign_in_names
from outreach.actions.undo import undo
from outreach.errors import OutreachError, StaleVersionError
from outreach.machine.settings import Machine
from outreach.queries import retention as asked
from outreach.queries.figures import as_json, figures
from outreach.queries.period import Period
from outreach.queries.retention import legal_holds, purge_preview, retention_rules
from outreach.queries.trail_check import verify_chain
from outreach.records.accounts import Role
from outreach.records.audit import AuditEntry, AuditPayload
from outreach.records.events import Attachment, Attendance
from outreach.records.followups import Concern, FollowUp, FollowUpNote
from outreach.records.people import Household, Person
from outreach.records.precinct import Precinct
from outreach.records.retention import FORGOTTEN, Retained, RetentionRule
from tests import given
from tests.conftest import Store

pytestmark = pytest.mark.usefixtures("store")

BY = Actor("R. Sample", workstation="desk 2")
LONG_AGO, LATELY, TODAY = date(2012, 3, 8), date(2018, 11, 6), date(2019, 1, 24)
EVERYTHING = dict.fromkeys(Retained, 5)


class Kept:
    """An old meeting and a new one: who came only to the old one, who came to both, and what was said and promised."""

    def __init__(self) -> None:
        precinct = given.a_precinct()
        self.precinct: int = precinct.id
        kind, topic = given.an_event_kind(precinct).id, given.a_topic(precinct)
        home = add_household(BY, self.precinct, HouseholdDetails("Quillfeather", "12 Elm St")).only_id("household")
        gone = PersonDetails("Opal", "Wexcombe", phone="205-555-0177", address="12 Elm St", household=home)
        self.gone = add_person(BY, self.precinct, gone).only_id("person")
        twin = add_person(BY, self.precinct, PersonDetails("O.", "Oldbramble")).only_id("person")
        merge_people(BY, self.gone, 1, twin, 1, gone)
        self.stays = add_person(BY, self.precinct, PersonDetails("Dee", "Laurel")).only_id("person")
        self.old, self.new = (
            record_event(BY, self.precinct, EventDetails(kind, "Meeting", day, status="held")).only_id("event")
            for day in (LONG_AGO, LATELY)
        )
        for event, person in ((self.old, self.gone), (self.old, self.stays), (self.new, self.stays)):
            sign_in(BY, event, person)
        sign_in_names(BY, self.old, ["Basil Hushwater"])
        self.concern = given.a_concern(precinct, "Wexcombe hears shots", topic=topic, raised_on=LONG_AGO).id
        asked: dict[str, Any] = {"concern": self.concern, "opened_on": LONG_AGO}
        given.a_follow_up(precinct, "Call Wexcombe", **asked, status="done", closed_on=LONG_AGO, outcome="Called her")
        FollowUpNote.create(follow_up=FollowUp.get(), written_on=LONG_AGO, words="Wexcombe was out")
        self.waiting = given.a_concern(precinct, "Lights are out", topic=topic, raised_on=LONG_AGO).id
        given.a_follow_up(precinct, "Ask for lights", concern=self.waiting, opened_on=LONG_AGO)
        Attachment.create(event=self.old, kind="sheet", file_name="sheet.png", sha256="", data=b"Wexcombe")


def due(kept: Kept) -> dict[str, tuple[int, int]]:
    return {one.kind.value: (len(one.keys), one.held) for one in purge_preview(kept.precinct, TODAY)}


def told(kept: Kept) -> list[Any]:
    months = [Period.of_month(day.year, day.month) for day in (LONG_AGO, LATELY)]
    return [as_json(figures(kept.precinct, month, TODAY)) for month in months]


def test_without_a_rule_nothing_is_ever_due() -> None:
    kept = Kept()
    assert due(kept) == {}
    assert [rule.years for rule in retention_rules(kept.precinct)] == [None] * len(Retained)
    assert [count for _, count in purge(BY, kept.precinct, TODAY).counts] == []


def test_the_preview_counts_what_the_purge_forgets_and_every_figure_stays() -> None:
    kept = Kept()
    set_retention(BY, kept.precinct, EVERYTHING)
    counted, figures_before = due(kept), told(kept)
    assert counted == {
        "people": (2, 0), "sign-ins": (1, 0), "concerns": (1, 0), "promises": (1, 0), "files": (1, 0),
        "audit details": (0, 0),
    }  # fmt: skip
    purged = purge(BY, kept.precinct, TODAY)
    assert {kind.value: (count, 0) for kind, count in purged.counts} == counted
    assert told(kept) == figures_before
    assert due(kept) == dict.fromkeys(counted, (0, 0))
    gone, stays = Person.get_by_id(kept.gone), Person.get_by_id(kept.stays)
    assert (gone.given_name, gone.family_name, gone.phone, gone.phone_digits, gone.address) == (
        "",
        FORGOTTEN,
        "",
        "",
        "",
    )
    assert (stays.given_name, stays.family_name) == ("Dee", "Laurel")
    assert Household.get().name == FORGOTTEN
    assert {line.name_as_signed for line in Attendance.select()} == {"", FORGOTTEN}
    assert Concern.get_by_id(kept.concern).words == FORGOTTEN
    assert Concern.get_by_id(kept.waiting).words == "Lights are out"
    assert (FollowUpNote.get().words, Attachment.select().count()) == (FORGOTTEN, 0)


def test_the_trail_forgets_too_and_is_whole_all_the_same() -> None:
    kept = Kept()
    set_retention(BY, kept.precinct, EVERYTHING)
    purged = purge(BY, kept.precinct, TODAY)
    payloads = "".join(row.payload for row in AuditPayload.select())
    assert [name for name in ("Wexcombe", "Oldbramble", "Hushwater", "0177") if name in payloads] == []
    assert "Laurel" in payloads
    assert purged.details > 0
    assert verify_chain() == ()
    last = AuditEntry.select().order_by(AuditEntry.id.desc()).get()
    assert last.action == "purge"
    with pytest.raises(OutreachError, match="nothing to take back"):
        undo(BY, last.id)


@pytest.mark.parametrize("on", ["person", "event", "everything"])
def test_what_is_held_is_not_forgotten_until_the_hold_is_lifted(on: str) -> None:
    kept = Kept()
    set_retention(BY, kept.precinct, EVERYTHING)
    key = {"person": kept.gone, "event": kept.old, "everything": None}[on]
    hold = place_hold(BY, kept.precinct, on, key, "Subpoena 19-204", TODAY).only_id("legal_hold")
    assert due(kept)["people"] == (0, 1)
    assert due(kept)["files"] == ((1, 0) if on == "person" else (0, 1))
    purge(BY, kept.precinct, TODAY)
    assert Person.get_by_id(kept.gone).family_name == "Wexcombe"
    assert [line.reason for line in legal_holds(kept.precinct)] == ["Subpoena 19-204"]
    lift_hold(BY, hold, 1, TODAY)
    assert legal_holds(kept.precinct) == ()
    purge(BY, kept.precinct, TODAY)
    assert Person.get_by_id(kept.gone).family_name == FORGOTTEN


def test_who_never_came_is_due_by_when_they_were_added() -> None:
    kept = Kept()
    set_retention(BY, kept.precinct, {Retained.PEOPLE: 5})
    added = int(datetime.combine(LONG_AGO, datetime.min.time()).timestamp() * 1000)
    never = given.a_person(Precinct.get_by_id(kept.precinct), "Never", "Came", uid=UUID(int=added << 80)).id
    given.a_person(Precinct.get_by_id(kept.precinct), "Just", "Added")
    (line,) = purge_preview(kept.precinct, TODAY)
    assert never in line.keys
    assert len(line.keys) == 3


def test_details_of_old_entries_are_forgotten_by_their_own_rule() -> None:
    kept = Kept()
    set_retention(BY, kept.precinct, {Retained.DETAILS: 1})
    later = datetime.now(UTC).date() + timedelta(days=400)
    (line,) = purge_preview(kept.precinct, later)
    assert len(line.keys) == AuditPayload.select().where(AuditPayload.payload.not_in(("", "[]"))).count()
    purge(BY, kept.precinct, later)
    assert Person.get_by_id(kept.gone).family_name == "Wexcombe"
    assert verify_chain() == ()


def test_many_are_forgotten_a_few_thousand_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "_KEYS_AT_ONCE", 2)
    kept = Kept()
    for number in range(5):
        sign_in_names(BY, kept.old, [f"Basil Hushwater {number}"])
    set_retention(BY, kept.precinct, EVERYTHING)
    purge(BY, kept.precinct, TODAY)
    assert due(kept) == dict.fromkeys(due(kept), (0, 0))
    assert {line.name_as_signed for line in Attendance.select()} == {"", FORGOTTEN}


def test_only_an_administrator_purges_and_the_try_is_told() -> None:
    kept = Kept()
    with pytest.raises(RightsError, match="Only an administrator"):
        purge(Actor("S. Lee", role=Role.SUPERVISOR), kept.precinct, TODAY)
    assert AuditEntry.select().order_by(AuditEntry.id.desc()).get().action == "refused: purge"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (("person", 999, "Subpoena"), "no longer kept"),
        (("person", None, "Subpoena"), "one record by its number"),
        (("everything", 3, "Subpoena"), "one record by its number"),
        (("person", 1, " "), "reason of the hold"),
        (("officer", 1, "Subpoena"), "is not known"),
    ],
)
def test_a_hold_on_nothing_is_refused(values: tuple[str, int | None, str], words: str) -> None:
    kept = Kept()
    with pytest.raises(OutreachError, match=words):
        place_hold(BY, kept.precinct, *values, TODAY)


def test_years_that_cannot_be_are_refused() -> None:
    with pytest.raises(OutreachError, match="0 years cannot be kept to"):
        set_retention(BY, given.a_precinct().id, {Retained.PEOPLE: 0})


@pytest.mark.parametrize("wanted", [7, None])
def test_a_rule_that_another_desk_has_set_or_changed_since_is_not_overwritten(wanted: int | None) -> None:
    precinct = given.a_precinct().id
    set_retention(BY, precinct, {Retained.PEOPLE: 5})
    with pytest.raises(StaleVersionError, match="Somebody else changed this retention rule"):
        set_retention(BY, precinct, {Retained.PEOPLE: wanted})
    set_retention(BY, precinct, {Retained.PEOPLE: 6}, {Retained.PEOPLE: 1})
    with pytest.raises(StaleVersionError):
        set_retention(BY, precinct, {Retained.PEOPLE: wanted}, {Retained.PEOPLE: 1})
    set_retention(BY, precinct, {Retained.FILES: 9}, {Retained.PEOPLE: 1})
    assert [rule.years for rule in retention_rules(precinct) if rule.years] == [6, 9]


def test_no_byte_of_a_forgotten_name_is_left_in_the_file(store: Store) -> None:
    if store.kind != "sqlite":
        pytest.skip("a server writes its own files")
    kept = Kept()
    set_retention(BY, kept.precinct, EVERYTHING)
    purge(BY, kept.precinct, TODAY)
    content = b"".join(path.read_bytes() for path in Path(store.location).parent.glob("precinct.outreach*"))
    assert [name for name in (b"Wexcombe", b"Oldbramble", b"Hushwater", b"wexcombe") if name in content] == []
    assert b"Laurel" in content


def test_a_rule_that_is_fixed_for_the_pc_holds_whatever_the_records_say(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept()
    set_retention(BY, kept.precinct, {Retained.PEOPLE: 50, Retained.FILES: 9})
    fixed = Machine(None, {"retention.people": 5}, {})
    for module in (retention, asked):
        monkeypatch.setattr(module, "machine", lambda: fixed)
    rules = {rule.kind: rule for rule in retention_rules(kept.precinct)}
    assert (rules[Retained.PEOPLE].years, rules[Retained.PEOPLE].is_fixed) == (5, True)
    assert (rules[Retained.FILES].years, rules[Retained.FILES].is_fixed) == (9, False)
    assert {one.kind: one.years for one in purge_preview(kept.precinct, TODAY)}[Retained.PEOPLE] == 5
    with pytest.raises(OutreachError, match="Your IT department has set that people are kept for 5 years"):
        set_retention(BY, kept.precinct, {Retained.PEOPLE: 6, Retained.FILES: 8})
    set_retention(BY, kept.precinct, {Retained.PEOPLE: 5, Retained.FILES: 8}, {Retained.FILES: 1})
    monkeypatch.undo()
    assert [rule.years for rule in retention_rules(kept.precinct) if rule.years] == [50, 8]


def test_a_rule_is_taken_away_and_none_is_made_of_nothing() -> None:
    precinct = given.a_precinct().id
    set_retention(BY, precinct, {Retained.PEOPLE: 5})
    set_retention(BY, precinct, {Retained.PEOPLE: None, Retained.FILES: None}, {Retained.PEOPLE: 1})
    assert [rule.years for rule in retention_rules(precinct) if rule.years] == []
    assert RetentionRule.select().count() == 0


def test_a_hold_is_laid_on_the_precinct_s_own_records_alone() -> None:
    kept, other = Kept(), given.a_precinct("North Precinct")
    with pytest.raises(OutreachError, match="belongs to another precinct, so no hold was placed"):
        place_hold(BY, other.id, "person", kept.gone, "A suit", TODAY)
