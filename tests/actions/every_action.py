"""Every public action with something to do, each in a precinct of its own: for tests that hold all to one rule."""

import importlib
import inspect
import pkgutil
import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

import outreach.actions
from outreach.actions import (
    archive,
    attachments,
    bring_back,
    checklists,
    concerns,
    counts,
    crime,
    event_records,
    events,
    field_kit,
    followups,
    households,
    issue,
    kinds,
    neighborhoods,
    organizations,
    people,
    precinct,
    problems,
    retention,
    series,
    shifts,
    signin,
    undo,
)
from outreach.actions.change import Actor, Changes
from outreach.queries.kit_contents import KitChoice
from outreach.records.events import Attachment, Attendance, ChecklistItem, Event, HeadCount, Series
from outreach.records.followups import FollowUpNote, Problem, ProblemConcern, ProblemEvent
from outreach.records.kits import FieldKit, KitEntry
from outreach.records.people import Household, Membership, TermOfOffice
from outreach.records.precinct import ShiftPlan
from outreach.records.retention import LegalHold, Retained
from tests import given

DAY, LATER = date(2019, 1, 15), date(2019, 1, 20)
_numbers = count(1)


class World:
    """A precinct, and of each kind of record the one an action asks for, made when it does."""

    def __init__(self) -> None:
        self.kept = given.a_precinct(f"Precinct {next(_numbers)}")
        self.id: int = self.kept.id

    def more(self, make: Callable[..., Any], **values: Any) -> int:
        """Another record of a kind."""
        return int(make(self.kept, f"Another {next(_numbers)}", **values).id)

    @cached_property
    def officer(self) -> int:
        return given.an_officer(self.kept).id

    @cached_property
    def neighborhood(self) -> int:
        return given.a_neighborhood(self.kept).id

    @cached_property
    def person(self) -> int:
        return given.a_person(self.kept).id

    @cached_property
    def household(self) -> int:
        return Household.create(precinct=self.kept, name="Ferncastle").id

    @cached_property
    def organization(self) -> int:
        return given.an_organization(self.kept).id

    @cached_property
    def kit_change(self) -> int:
        """A change of a field kit that waits for an answer."""
        made, ends = datetime(2019, 1, 15), datetime(2019, 2, 1)  # noqa: DTZ001 - instants are kept in UTC
        kit = FieldKit.create(precinct=self.id, name="Ensley", made_at=made, expires_at=ends)
        return int(KitEntry.create(
            kit=kit, entry=2, action="sign_in", actor="Rex", recorded_at=made.isoformat(), state="waiting", payload="[]"
        ).id)  # fmt: skip

    @cached_property
    def kind(self) -> int:
        return given.an_event_kind(self.kept).id

    @cached_property
    def measure_kind(self) -> int:
        return given.a_measure_kind(self.kept).id

    @cached_property
    def event(self) -> int:
        return given.an_event(self.kept).id

    @cached_property
    def topic(self) -> int:
        return given.a_topic(self.kept).id

    @cached_property
    def concern(self) -> int:
        return given.a_concern(self.kept).id

    @cached_property
    def follow_up(self) -> int:
        return given.a_follow_up(self.kept).id

    @cached_property
    def closed(self) -> int:
        return given.a_follow_up(self.kept, status="done", closed_on=DAY).id

    @cached_property
    def note(self) -> int:
        return FollowUpNote.create(follow_up=self.follow_up, written_on=DAY, words="Called").id

    @cached_property
    def offense(self) -> int:
        return given.an_offense(self.kept).id

    @cached_property
    def attendance(self) -> int:
        return Attendance.create(event=self.event, name_as_signed="M. Quill").id

    @cached_property
    def attachment(self) -> int:
        values = {"kind": "photo", "file_name": "a.png", "data": b"\x00", "sha256": ""}
        return Attachment.create(event=self.event, **values).id

    @cached_property
    def checklist_item(self) -> int:
        return ChecklistItem.create(event=self.event, words="Flyers").id

    @cached_property
    def problem(self) -> int:
        return Problem.create(precinct=self.kept, title="Speeding", opened_on=DAY).id

    @cached_property
    def term(self) -> int:
        values = {"office": "president", "starts": DAY}
        return TermOfOffice.create(organization=self.organization, person=self.person, **values).id

    @cached_property
    def shift_plan(self) -> int:
        return ShiftPlan.create(precinct=self.kept, name="Three shifts", valid_from=DAY).id

    @cached_property
    def hold(self) -> int:
        return LegalHold.create(precinct=self.kept, kind="everything", reason="Subpoena", placed_on=DAY).id

    @cached_property
    def repeated(self) -> int:
        values = {"title": "Meeting", "rule": "FREQ=MONTHLY;BYDAY=2TU", "starts_on": DAY}
        made = Series.create(precinct=self.kept, kind=self.kind, until=date(2019, 2, 28), **values)
        slot = date(2019, 2, 12)
        given.an_event(self.kept, slot, status="planned", series=made, series_date=slot)
        return made.id

    @property
    def event_of_series(self) -> int:
        return Event.get(Event.series == self.repeated).id

    def series_details(self, title: str = "Monthly meeting") -> series.SeriesDetails:
        return series.SeriesDetails(title, self.kind, "FREQ=MONTHLY;BYDAY=2TU", DAY, date(2019, 3, 31))

    def event_details(self, title: str = "Potluck", **values: Any) -> events.EventDetails:
        return events.EventDetails(self.kind, title, DAY, **values)


type Act = Callable[[Actor, World], Changes]

PLAN = shifts.ShiftPlanDetails("Four shifts", LATER, (shifts.ShiftDetails("1st", time(6), time(14)),))
REPORT = issue.IssueDetails("monthly", "January 2019", date(2019, 1, 1), date(2019, 1, 31), True, "{}", b"%PDF-1.7")
OPAL = people.PersonDetails("Opal", "Quince")

ACTIONS: Mapping[str, Act] = {
    "archive.restore_archive": lambda by, w: archive.restore_archive(by, {"precinct": [_archived(w)]}),
    "attachments.attach_file": lambda by, w: attachments.attach_file(
        by, w.event, attachments.AttachmentDetails("other", "a.txt", b"a", "text/plain")
    ),
    "attachments.edit_attachment": lambda by, w: attachments.edit_attachment(
        by, w.attachment, 1, "The hall", "People in a hall", False, "photo"
    ),
    "attachments.remove_attachment": lambda by, w: attachments.remove_attachment(by, w.attachment, 1),
    "checklists.set_kind_checklist": lambda by, w: checklists.set_kind_checklist(
        by, w.kind, 1, [checklists.ChecklistItemDetails("Flyers", 7)]
    ),
    "checklists.start_checklist": lambda by, w: checklists.start_checklist(by, _event_with_list(by, w)),
    "checklists.add_checklist_item": lambda by, w: checklists.add_checklist_item(
        by, w.event, checklists.ChecklistItemDetails("Posters")
    ),
    "checklists.edit_checklist_item": lambda by, w: checklists.edit_checklist_item(
        by, w.checklist_item, 1, checklists.ChecklistItemDetails("Posters")
    ),
    "checklists.tick_off": lambda by, w: checklists.tick_off(by, w.checklist_item, 1, DAY),
    "checklists.untick": lambda by, w: checklists.untick(
        by, ChecklistItem.create(event=w.event, words="Posters", done_on=DAY).id, 1
    ),
    "checklists.remove_checklist_item": lambda by, w: checklists.remove_checklist_item(by, w.checklist_item, 1),
    "concerns.record_concern": lambda by, w: concerns.record_concern(
        by, w.id, concerns.ConcernDetails(w.topic, "Cars race", raised_on=DAY), promise=followups.PromiseDetails("Ask")
    ),
    "concerns.edit_concern": lambda by, w: concerns.edit_concern(
        by, w.concern, 1, concerns.ConcernDetails(w.topic, "Trucks race")
    ),
    "concerns.withdraw_concern": lambda by, w: concerns.withdraw_concern(by, w.concern, 1),
    "crime.add_offense": lambda by, w: crime.add_offense(by, w.id, crime.OffenseDetails("Arson", aliases=("ARS",))),
    "crime.add_offenses": lambda by, w: crime.add_offenses(by, w.id, [crime.OffenseDetails("Arson")]),
    "crime.edit_offense": lambda by, w: crime.edit_offense(by, w.offense, 1, crime.OffenseDetails("Arson")),
    "crime.set_crime_counts": lambda by, w: crime.set_crime_counts(
        by, w.id, [crime.CrimeCountEntry(date(2019, month, 1), w.offense, month) for month in (1, 2)]
    ),
    "crime.clear_crime_count": lambda by, w: crime.clear_crime_count(
        by, given.a_crime_count(w.kept, date(2019, 1, 1), 3).id, 1
    ),
    "events.record_event": lambda by, w: events.record_event(
        by, w.id, w.event_details(neighborhoods=(w.neighborhood,), staff=(events.StaffDetails(w.officer),))
    ),
    "event_records.record_events": lambda by, w: event_records.record_events(
        by, w.id, [event_records.EventRecord(w.event_details())]
    ),
    "events.edit_event": lambda by, w: events.edit_event(by, w.event, 1, w.event_details(status="held")),
    "events.hold_event": lambda by, w: events.hold_event(by, w.event_of_series, 1),
    "events.plan_event": lambda by, w: events.plan_event(by, w.event, 1),
    "events.cancel_event": lambda by, w: events.cancel_event(by, w.event, 1, "Snow"),
    "events.move_event": lambda by, w: events.move_event(by, w.event, 1, LATER),
    "events.duplicate_event": lambda by, w: events.duplicate_event(by, w.event, LATER),
    "events.remove_event": lambda by, w: events.remove_event(by, w.event, 1),
    "followups.make_promise": lambda by, w: followups.make_promise(by, w.id, followups.PromiseDetails("Ask"), DAY),
    "followups.edit_promise": lambda by, w: followups.edit_promise(by, w.follow_up, 1, followups.PromiseDetails("Ask")),
    "followups.start_work": lambda by, w: followups.start_work(by, w.follow_up, 1),
    "followups.wait_on_partner": lambda by, w: followups.wait_on_partner(by, w.follow_up, 1, "Public Works", DAY),
    "followups.hand_over": lambda by, w: followups.hand_over(by, w.follow_up, 1, w.officer, DAY),
    "followups.hand_over_many": lambda by, w: followups.hand_over_many(by, [(w.follow_up, 1)], w.officer, DAY),
    "followups.close_as_done": lambda by, w: followups.close_as_done(by, w.follow_up, 1, DAY, "Asked"),
    "followups.decline": lambda by, w: followups.decline(by, w.follow_up, 1, DAY, "No budget"),
    "followups.tell_resident": lambda by, w: followups.tell_resident(by, w.closed, 1, LATER),
    "followups.reopen": lambda by, w: followups.reopen(by, w.closed, 1),
    "followups.add_note": lambda by, w: followups.add_note(by, w.follow_up, "Called", DAY),
    "followups.edit_note": lambda by, w: followups.edit_note(by, w.note, 1, "Called twice", DAY),
    "followups.remove_note": lambda by, w: followups.remove_note(by, w.note, 1),
    "households.add_household": lambda by, w: households.add_household(
        by, w.id, households.HouseholdDetails("Quince"), [(w.person, 1)]
    ),
    "households.edit_household": lambda by, w: households.edit_household(
        by, w.household, 1, households.HouseholdDetails("Quince")
    ),
    "households.move_to_household": lambda by, w: households.move_to_household(by, w.person, 1, w.household),
    "issue.write_report_words": lambda by, w: issue.write_report_words(
        by, w.id, "monthly", REPORT.period_from, REPORT.period_to, "message", "Thank you"
    ),
    "bring_back.leave_out_kit_change": lambda by, w: bring_back.leave_out_kit_change(by, w.kit_change),
    "field_kit.make_kit": lambda by, w: field_kit.make_kit(
        by,
        w.id,
        KitChoice(DAY, LATER, (w.event,)),
        field_kit.KitDetails(f"Kit {w.id}", w.officer, datetime(2019, 2, 1, tzinfo=UTC)),
        "basement of the chapel",
        Path(tempfile.mkdtemp()) / "one.outreach-kit",
        datetime(2019, 1, 15, 18, tzinfo=UTC),
    ),
    "issue.issue_report": lambda by, w: issue.issue_report(
        by, w.id, REPORT, datetime.fromisoformat("2019-02-01T08:00")
    ),
    "kinds.add_event_kind": lambda by, w: kinds.add_event_kind(by, w.id, kinds.EventKindDetails("Potluck")),
    "kinds.add_event_kinds": lambda by, w: kinds.add_event_kinds(by, w.id, ["Potluck", "Picnic"]),
    "kinds.edit_event_kind": lambda by, w: kinds.edit_event_kind(by, w.kind, 1, kinds.EventKindDetails("Potluck")),
    "kinds.add_measure_kind": lambda by, w: kinds.add_measure_kind(by, w.id, "Plates served"),
    "kinds.edit_measure_kind": lambda by, w: kinds.edit_measure_kind(by, w.measure_kind, 1, "Plates served"),
    "kinds.add_topic": lambda by, w: kinds.add_topic(by, w.id, "Lights"),
    "kinds.edit_topic": lambda by, w: kinds.edit_topic(by, w.topic, 1, "Lights", True),
    "neighborhoods.add_neighborhood": lambda by, w: neighborhoods.add_neighborhood(
        by, w.id, neighborhoods.NeighborhoodDetails("Wylam", aliases=("WYL",))
    ),
    "neighborhoods.add_neighborhoods": lambda by, w: neighborhoods.add_neighborhoods(
        by, w.id, [neighborhoods.NeighborhoodDetails("Wylam"), neighborhoods.NeighborhoodDetails("Pratt")]
    ),
    "neighborhoods.edit_neighborhood": lambda by, w: neighborhoods.edit_neighborhood(
        by, w.neighborhood, 1, neighborhoods.NeighborhoodDetails("Wylam", aliases=("WYL",))
    ),
    "organizations.add_organization": lambda by, w: organizations.add_organization(
        by, w.id, organizations.OrganizationDetails("Garden club")
    ),
    "organizations.add_organizations": lambda by, w: organizations.add_organizations(
        by, w.id, [organizations.OrganizationDetails("Garden club")]
    ),
    "organizations.edit_organization": lambda by, w: organizations.edit_organization(
        by, w.organization, 1, organizations.OrganizationDetails("Garden club")
    ),
    "organizations.join_organization": lambda by, w: organizations.join_organization(by, w.person, w.organization),
    "organizations.leave_organization": lambda by, w: organizations.leave_organization(
        by, w.person, Membership.create(person=w.person, organization=w.organization).organization_id
    ),
    "organizations.start_term": lambda by, w: organizations.start_term(
        by, w.organization, organizations.TermDetails(w.person, "secretary", DAY)
    ),
    "organizations.edit_term": lambda by, w: organizations.edit_term(
        by, w.term, 1, organizations.TermDetails(w.person, "secretary", DAY)
    ),
    "organizations.end_term": lambda by, w: organizations.end_term(by, w.term, 1, LATER),
    "people.add_person": lambda by, w: people.add_person(by, w.id, OPAL),
    "people.add_people": lambda by, w: people.add_people(by, w.id, [OPAL, OPAL]),
    "people.edit_person": lambda by, w: people.edit_person(by, w.person, 1, OPAL),
    "people.merge_people": lambda by, w: people.merge_people(by, w.person, 1, w.more(given.a_person), 1, OPAL),
    "precinct.set_up_precinct": lambda by, w: precinct.set_up_precinct(
        by, precinct.PrecinctDetails("PD", f"New {w.id}")
    ),
    "precinct.edit_precinct": lambda by, w: precinct.edit_precinct(
        by, w.id, 1, precinct.PrecinctDetails("PD", f"Renamed {w.id}")
    ),
    "precinct.add_officer": lambda by, w: precinct.add_officer(
        by, w.id, precinct.OfficerDetails("7", "D. Placeholder")
    ),
    "precinct.add_officers": lambda by, w: precinct.add_officers(
        by, w.id, [precinct.OfficerDetails("7", "D. Placeholder")]
    ),
    "precinct.edit_officer": lambda by, w: precinct.edit_officer(
        by, w.officer, 1, precinct.OfficerDetails("7", "D. Placeholder")
    ),
    "problems.add_problem": lambda by, w: problems.add_problem(by, w.id, problems.ProblemDetails("Noise", DAY)),
    "problems.edit_problem": lambda by, w: problems.edit_problem(
        by, w.problem, 1, problems.ProblemDetails("Noise", DAY)
    ),
    "problems.move_problem": lambda by, w: problems.move_problem(by, w.problem, 1, "analysis", DAY),
    "problems.link_concern": lambda by, w: problems.link_concern(by, w.problem, w.concern),
    "problems.unlink_concern": lambda by, w: problems.unlink_concern(
        by, w.problem, ProblemConcern.create(problem=w.problem, concern=w.concern).concern_id
    ),
    "problems.link_event": lambda by, w: problems.link_event(by, w.problem, w.event),
    "problems.unlink_event": lambda by, w: problems.unlink_event(
        by, w.problem, ProblemEvent.create(problem=w.problem, event=w.event).event_id
    ),
    "retention.set_retention": lambda by, w: retention.set_retention(by, w.id, {Retained.PEOPLE: 5}),
    "retention.place_hold": lambda by, w: retention.place_hold(by, w.id, "person", w.person, "Subpoena", DAY),
    "retention.lift_hold": lambda by, w: retention.lift_hold(by, w.hold, 1, LATER),
    "series.start_series": lambda by, w: series.start_series(by, w.id, w.series_details()),
    "series.repeat_event": lambda by, w: series.repeat_event(by, w.event, 1, w.series_details()),
    "series.change_all": lambda by, w: series.change_all(by, w.repeated, 1, w.series_details()),
    "series.change_following": lambda by, w: series.change_following(by, w.event_of_series, 1, w.series_details()),
    "series.extend_series": lambda by, w: series.extend_series(by, w.repeated, 1, date(2019, 4, 30)),
    "series.end_series": lambda by, w: series.end_series(by, w.repeated, 1, date(2019, 1, 31)),
    "shifts.adopt_shift_plan": lambda by, w: shifts.adopt_shift_plan(by, w.id, PLAN),
    "shifts.edit_shift_plan": lambda by, w: shifts.edit_shift_plan(by, w.shift_plan, 1, PLAN),
    "shifts.withdraw_shift_plan": lambda by, w: shifts.withdraw_shift_plan(by, w.shift_plan, 1),
    "signin.sign_in": lambda by, w: signin.sign_in(by, w.event, w.person),
    "signin.sign_in_new_person": lambda by, w: signin.sign_in_new_person(by, w.event, OPAL),
    "signin.sign_in_name": lambda by, w: signin.sign_in_name(by, w.event, "M. Quill"),
    "signin.sign_in_illegible": lambda by, w: signin.sign_in_illegible(by, w.event),
    "signin.sign_in_names": lambda by, w: signin.sign_in_names(by, w.event, ["M. Quill", "I. Latticework"]),
    "signin.invite": lambda by, w: signin.invite(by, w.event, [w.person]),
    "signin.mark_present": lambda by, w: signin.mark_present(by, w.attendance, 1, False),
    "signin.edit_attendance": lambda by, w: signin.edit_attendance(
        by, w.attendance, 1, signin.AttendanceDetails(name_as_signed="M. Quillon")
    ),
    "signin.identify": lambda by, w: signin.identify(by, w.attendance, 1, w.person),
    "signin.remove_attendance": lambda by, w: signin.remove_attendance(by, w.attendance, 1),
    "counts.set_head_counts": lambda by, w: counts.set_head_counts(by, w.event, [("Adults", 12), ("Youth", None)]),
    "counts.remove_head_count": lambda by, w: counts.remove_head_count(
        by, HeadCount.create(event=w.event, group_name="Adults", count=3).event_id, "Adults"
    ),
    "counts.set_measures": lambda by, w: counts.set_measures(by, w.event, [(w.measure_kind, 3)]),
    "undo.undo": lambda by, w: undo.undo(by, people.add_person(by, w.id, OPAL).entry or 0),
}
"""By module and name."""


def public_actions() -> set[str]:
    """Every function of the room that an actor calls and that tells what it changed.

    Left out are those that write what a file brings in: they are parts of one import, and tested with it.
    """
    found = set()
    for module in pkgutil.iter_modules(outreach.actions.__path__):
        if module.name.startswith("import") or module.name == "promise_records":
            continue
        room = importlib.import_module(f"outreach.actions.{module.name}")
        for name, function in inspect.getmembers(room, inspect.isfunction):
            first = next(iter(inspect.signature(function).parameters.values()), None)
            own = function.__module__ == room.__name__ and not name.startswith("_")
            if own and first is not None and first.annotation is Actor and _returns_changes(function):
                found.add(f"{module.name}.{name}")
    return found


def _returns_changes(function: Callable[..., Any]) -> bool:
    return inspect.signature(function).return_annotation is Changes


def _archived(w: World) -> dict[str, Any]:
    row = {"id": 1, "uid": "01890a5d-ac96-774b-bcce-b302099a8057", "agency": "PD", "name": f"Archived {w.id}"}
    settings = {"commander": "", "time_zone": "America/Chicago", "logo": None, "paper": "letter"}
    return {**row, **settings, "quiet_after_days": 60, "traceable_below": 3, "is_demo": False, "version": 1}


def _event_with_list(by: Actor, w: World) -> int:
    checklists.set_kind_checklist(by, w.kind, 1, [checklists.ChecklistItemDetails("Flyers", 7)])
    return w.event
