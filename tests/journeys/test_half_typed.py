"""What is half typed in a form of any page survives the end of the program, and is offered again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from outreach.actions.attachments import AttachmentDetails, attach_file
from outreach.actions.change import Changes
from outreach.actions.concerns import ConcernDetails, record_concern
from outreach.actions.events import EventDetails, record_event
from outreach.actions.followups import PromiseDetails, make_promise
from outreach.actions.households import HouseholdDetails, add_household
from outreach.actions.neighborhoods import NeighborhoodDetails, add_neighborhood
from outreach.actions.organizations import OrganizationDetails, add_organization
from outreach.actions.people import PersonDetails, add_person
from outreach.actions.precinct import OfficerDetails, add_officer
from outreach.actions.problems import ProblemDetails, add_problem
from outreach.queries.lookups import event_kinds, topics
from outreach.records.followups import Concern, FollowUpNote
from outreach.records.people import Person
from outreach.ui.desk import Desk
from outreach.ui.pages.concern import ConcernPage
from outreach.ui.pages.event import EventPage
from outreach.ui.pages.followups import FollowUpsPage
from outreach.ui.pages.neighborhoods import NeighborhoodsPage
from outreach.ui.pages.people import PeoplePage
from outreach.ui.pages.problems import ProblemsPage
from outreach.ui.pages.reports import ReportsPage
from outreach.ui.pages.settings import SettingsPage
from outreach.ui.pages.settings_kits import KitsPart
from outreach.ui.pages.settings_parts import ListPart
from outreach.ui.pages.settings_retention import RetentionPart
from outreach.ui.widgets.action_form import ActionForm
from outreach.ui.widgets.fields import Stepper
from outreach.ui.window import Window
from tests.journeys.typing import Keyboard
from tests.ui.conftest import BY, TODAY, free

type Settled = Callable[[Desk], None]
type Opened = Callable[[Window, Settled], None]

WORDS = "Half typed"


def page[Kind: QWidget](window: Window, kind: type[Kind]) -> Kind:
    shown = window.page
    assert isinstance(shown, kind)
    return shown


def made(desk: Desk, action: Callable[[], Changes], kind: str) -> int:
    done = desk.do(action)
    assert done is not None
    return done.only_id(kind)


def person(window: Window, settled: Settled) -> None:
    desk = window.desk
    window.open_page("people", made(desk, lambda: add_person(BY, desk.precinct, PersonDetails("Opal")), "person"))
    settled(desk)
    page(window, PeoplePage).panel.start_edit()


def new_person(window: Window, settled: Settled) -> None:
    window.open_page("people")
    settled(window.desk)
    window.make_new()


def term_of_office(window: Window, settled: Settled) -> None:
    desk, details = window.desk, OrganizationDetails("Elm Church", "church")
    key = made(desk, lambda: add_organization(BY, desk.precinct, details), "organization")
    window.open_page("people", ("organization", key))
    settled(desk)
    page(window, PeoplePage).organization._start_term()


def neighborhood(window: Window, settled: Settled) -> None:
    desk, details = window.desk, NeighborhoodDetails("Ensley")
    key = made(desk, lambda: add_neighborhood(BY, desk.precinct, details), "neighborhood")
    window.open_page("neighborhoods", key)
    settled(desk)
    page(window, NeighborhoodsPage).panel.start_edit()


def note(window: Window, settled: Settled) -> None:
    desk = window.desk
    details = PromiseDetails("Call back")
    key = made(desk, lambda: make_promise(BY, desk.precinct, details, date(2019, 1, 5)), "follow_up")
    window.open_page("followups", key)
    settled(desk)
    page(window, FollowUpsPage).panel.start("note")


def concern(window: Window, settled: Settled) -> None:
    desk, topic = window.desk, topics(window.desk.precinct)[0].id
    details = ConcernDetails(topic, "Cars race", source="call", raised_on=TODAY)
    window.open_page("concern", made(desk, lambda: record_concern(BY, desk.precinct, details), "concern"))
    settled(desk)
    page(window, ConcernPage).start_promise()


def problem(window: Window, settled: Settled) -> None:
    desk, details = window.desk, ProblemDetails("Racing", date(2019, 1, 5))
    window.open_page("problems", made(desk, lambda: add_problem(BY, desk.precinct, details), "problem"))
    settled(desk)
    page(window, ProblemsPage).panel.start_details()


def household(window: Window, settled: Settled) -> None:
    desk = window.desk
    key = made(desk, lambda: add_person(BY, desk.precinct, PersonDetails("Ivo")), "person")
    desk.do(lambda: add_household(BY, desk.precinct, HouseholdDetails("Elm Street"), [(key, 1)]))
    window.open_page("people", key)
    settled(desk)
    page(window, PeoplePage).panel.household.start_change()


def officer(window: Window, settled: Settled) -> None:
    desk = window.desk
    desk.do(lambda: add_officer(BY, desk.precinct, OfficerDetails("7", "D. Example")))
    window.open_page("settings", "Officers")
    settled(desk)
    page(window, SettingsPage).part("Officers", ListPart).start(
        page(window, SettingsPage).part("Officers", ListPart).table.rows.rows[0]
    )


BEGUN = (person, new_person, term_of_office, neighborhood, note, concern, problem, officer, household)


def open_form(window: Window) -> ActionForm:
    shown = [one for one in window.findChildren(ActionForm) if one.isVisible()]
    assert len(shown) == 1, [one.name for one in shown]
    return shown[0]


def offered(window: Window, settled: Settled) -> ActionForm:
    """The form that a window opens when its offer is taken."""
    assert window.messages.text.text().startswith("What was being typed when the program ended was kept.")
    window.messages.open.click()
    settled(window.desk)
    return open_form(window)


def test_what_is_half_typed_in_any_form_is_offered_again_one_after_the_other(
    open_window: Callable[[], Window], settled: Settled
) -> None:
    window, typed = open_window(), []
    for begin in BEGUN:
        begin(window, settled)
        form = open_form(window)
        Keyboard(window).write(WORDS)
        typed.append((form.name, next(name for name in form._controls if WORDS in form.text(name))))
        window.desk.drafts.settle()
    again = open_window()
    assert again.messages.text.text().endswith(f"It is one of {len(BEGUN)}.")
    for form_name, name in reversed(typed):
        found = offered(again, settled)
        assert (found.name, WORDS in found.text(name)) == (form_name, True)
        assert found._draft.notice.isVisible()
        found._draft.afresh.click()
        assert WORDS not in found.text(name)
    again.desk.drafts.settle()
    assert not again.desk._load_drafts()


def test_what_was_recorded_or_left_on_purpose_is_not_offered(
    open_window: Callable[[], Window], settled: Settled
) -> None:
    window = open_window()
    note(window, settled)
    keyboard = Keyboard(window)
    keyboard.write(WORDS)
    open_form(window).submit.click()
    assert FollowUpNote.get().words == WORDS
    new_person(window, settled)
    keyboard.write("Opal")
    keyboard.press(Qt.Key.Key_Escape)
    assert not Person.select().exists()
    window.desk.drafts.settle()
    again = open_window()
    assert not again.messages.isVisible()
    new_person(again, settled)
    assert open_form(again).text("given_name") == "Opal"


def test_a_concern_that_was_being_corrected_is_offered_again(
    open_window: Callable[[], Window], settled: Settled
) -> None:
    window = open_window()
    desk = window.desk
    details = EventDetails(event_kinds(desk.precinct)[0].id, "Meeting", TODAY, status="held")
    event = made(desk, lambda: record_event(BY, desk.precinct, details), "event")
    told = ConcernDetails(topics(desk.precinct)[0].id, "Cars race")
    made(desk, lambda: record_concern(BY, desk.precinct, told, event=event), "concern")
    window.open_page("event", event)
    settled(desk)
    card = page(window, EventPage).concerns
    assert card._reading is not None
    card._edit(card._reading.event.concerns[0], with_promise=False)
    desk.drafts.settle()
    assert not desk._load_drafts()
    card.form.words.setFocus()
    card.form.words.end(False)
    Keyboard(window).write(" at night")
    desk.drafts.settle()
    again = open_window()
    again.messages.open.click()
    settled(again.desk)
    form = page(again, EventPage).concerns.form
    assert (form.words.text(), form.editing is not None) == ("Cars race at night", True)
    form.record()
    settled(again.desk)
    assert Concern.get().words == "Cars race at night"
    again.desk.drafts.settle()
    assert not again.desk._load_drafts()


def meeting(window: Window, settled: Settled, *told: str) -> EventPage:
    """The page of an event at which these concerns were told."""
    desk = window.desk
    details = EventDetails(event_kinds(desk.precinct)[0].id, "Meeting", TODAY, status="held")
    event = made(desk, lambda: record_event(BY, desk.precinct, details), "event")
    for concern in (ConcernDetails(topics(desk.precinct)[0].id, words) for words in told):
        made(desk, partial(record_concern, BY, desk.precinct, concern, event=event), "concern")
    window.open_page("event", event)
    settled(desk)
    return page(window, EventPage)


def test_a_cancelled_correction_leaves_that_of_another_concern(window: Window, settled: Settled) -> None:
    card = meeting(window, settled, "Cars race", "Dogs roam").concerns
    assert card._reading is not None
    cars, dogs = sorted(card._reading.event.concerns, key=lambda one: one.words or "")
    keyboard = Keyboard(window)
    card._edit(cars, with_promise=False)
    keyboard.write(" half")
    card._edit(dogs, with_promise=False)
    keyboard.write("x")
    keyboard.press(Qt.Key.Key_Backspace)
    assert window.desk.drafts.kept(card._draft_key(dogs)) is None
    keyboard.write("y")
    card.form.cancel.click()
    assert window.desk.drafts.kept(card._draft_key(dogs)) is None
    assert window.desk.drafts.kept(card._draft_key(cars)) is not None


def test_what_somebody_with_an_account_typed_comes_back(window: Window, settled: Settled) -> None:
    desk = window.desk
    desk.actor = replace(desk.actor, account_id=7)
    first = meeting(window, settled)
    first.concerns.form.words.setFocus()
    Keyboard(window).write(WORDS)
    desk.drafts.settle()
    again = EventPage(desk)
    again.show_record(first.shown)
    again.read()
    settled(desk)
    assert again.concerns.form.words.text() == WORDS
    free(again)


def test_walking_through_the_promises_stays_in_the_list_where_one_is_half_noted(
    window: Window, settled: Settled
) -> None:
    desk = window.desk
    other = made(
        desk, lambda: make_promise(BY, desk.precinct, PromiseDetails("Mow the lot"), date(2019, 1, 5)), "follow_up"
    )
    note(window, settled)
    Keyboard(window).write(WORDS)
    shown = page(window, FollowUpsPage)
    half = shown._wanted
    shown._open(other)
    settled(desk)
    shown.focus_first()
    in_list = QApplication.focusWidget()
    shown._open(half)
    settled(desk)
    assert open_form(window).text("words") == WORDS
    assert QApplication.focusWidget() is in_list


def settings_part[Part: QWidget](window: Window, settled: Settled, name: str, kind: type[Part]) -> Part:
    """A part of the settings, brought to the front."""
    window.open_page("settings", name)
    settled(window.desk)
    return page(window, SettingsPage).part(name, kind)


def take_offer(window: Window, settled: Settled) -> None:
    window.messages.open.click()
    settled(window.desk)


def type_into(form: ActionForm, name: str, words: str) -> None:
    edit = form.control(name)
    assert isinstance(edit, QLineEdit)
    edit.clear()
    QTest.keyClicks(edit, words)


def test_a_field_kit_that_was_being_made_is_offered_again_without_its_passphrase(
    open_window: Callable[[], Window], settled: Settled
) -> None:
    window = open_window()
    desk = window.desk
    for name in ("Chapel Hill", "Ensley"):
        made(desk, partial(add_neighborhood, BY, desk.precinct, NeighborhoodDetails(name)), "neighborhood")
    part = settings_part(window, settled, "Field kits", KitsPart)
    part.start_making()
    part.places.setCurrentRow(1)
    QTest.keyClick(part.places, Qt.Key.Key_Space)
    type_into(part.form, "name", WORDS)
    type_into(part.form, "expires", "2/9/2019")
    type_into(part.form, "phrase", "basement of the chapel")
    desk.drafts.settle()
    assert "basement" not in "".join(desk._load_drafts().values())
    again = open_window()
    take_offer(again, settled)
    part = settings_part(again, settled, "Field kits", KitsPart)
    assert part.form.isVisible()
    assert (part.form.text("name"), part.form.date("expires")) == (WORDS, date(2019, 2, 9))
    assert [part.places.item(row).text() for row in range(2) if part.places.item(row).checkState().value] == ["Ensley"]
    assert part.form.text("phrase") == ""
    part.form._draft.afresh.click()
    assert (part.form.text("name"), part._chosen_places()) == ("", [])


def test_rules_of_retention_and_a_legal_hold_are_offered_again(
    open_window: Callable[[], Window], settled: Settled
) -> None:
    window = open_window()
    part = settings_part(window, settled, "Retention", RetentionPart)
    years = part.rules.control("people")
    assert isinstance(years, Stepper)
    QTest.keyClicks(years.edit, "7")
    window.desk.drafts.settle()
    type_into(part.hold, "reason", "Subpoena 19-204")
    window.desk.drafts.settle()
    again = open_window()
    assert again.messages.text.text().endswith("It is one of 2.")
    take_offer(again, settled)
    part = settings_part(again, settled, "Retention", RetentionPart)
    assert (part.rules.count("people"), part.hold.text("reason")) == (7, "Subpoena 19-204")
    part.read()
    settled(again.desk)
    assert part.rules.count("people") == 7
    part.hold.fill(kind="everything")
    for form in (part.hold, part.rules):
        form.submit.click()
        settled(again.desk)
    again.desk.drafts.settle()
    assert not again.desk._load_drafts()
    QTest.keyClicks(years.edit, "5")
    assert not part.rules._draft.notice.isVisible()


def test_the_day_of_a_copy_and_what_public_papers_may_show_are_offered_again(
    open_window: Callable[[], Window], settled: Settled
) -> None:
    window = open_window()
    desk = window.desk
    shown = meeting(window, settled)
    event = shown.shown or 0
    made(desk, lambda: attach_file(BY, event, AttachmentDetails("other", "list.txt", b"x", "text/plain")), "attachment")
    settled(desk)
    item = shown.files._thumbs.itemAt(0)
    thumb = item.widget() if item is not None else None
    assert thumb is not None
    QTest.mouseClick(thumb, Qt.MouseButton.LeftButton)
    QTest.keyClick(shown.files.publish, Qt.Key.Key_Space)
    desk.drafts.settle()
    shown.deeds._copy()
    type_into(shown.deeds.copying.form, "day", "3/9/2019")
    desk.drafts.settle()
    again = open_window()
    take_offer(again, settled)
    shown = page(again, EventPage)
    assert shown.deeds.copying.isVisible()
    assert shown.deeds.copying.form.date("day") == date(2019, 3, 9)
    assert shown.files.words.isVisible()
    assert shown.files.publish.isChecked()
    shown.deeds.copying.form.submit.click()
    shown.files._save()
    settled(again.desk)
    again.desk.drafts.settle()
    assert not again.desk._load_drafts()


def test_who_approves_a_report_and_words_of_another_month_are_offered_again(
    open_window: Callable[[], Window], settled: Settled
) -> None:
    window = open_window()
    window.open_page("reports", "year")
    settled(window.desk)
    shown = page(window, ReportsPage)
    shown.form.first.back.click()
    shown.form.last.back.click()
    shown.read()
    settled(window.desk)
    period = shown.form.period()
    shown.message.edit.setFocus()
    Keyboard(window).write(WORDS)
    window.desk.drafts.settle()
    # A program that ends suddenly does not leave the field, as this window does when another comes before it.
    shown.message.edit.removeEventFilter(shown.message._message)
    type_into(shown.issue.form, "approved_by", "Capt. A. Exemplar")
    window.desk.drafts.settle()
    again = open_window()
    take_offer(again, settled)
    shown = page(again, ReportsPage)
    assert shown.issue.form.text("approved_by") == "Capt. A. Exemplar"
    shown.read()
    settled(again.desk)
    assert shown.issue.form.text("approved_by") == "Capt. A. Exemplar"
    take_offer(again, settled)
    assert (shown.form.order().kind, shown.form.period(), shown.message.words) == ("year", period, WORDS)


def test_words_of_a_report_taken_back_letter_by_letter_are_not_offered(
    open_window: Callable[[], Window], settled: Settled
) -> None:
    window = open_window()
    window.open_page("reports")
    settled(window.desk)
    page(window, ReportsPage).message.edit.setFocus()
    keyboard = Keyboard(window)
    keyboard.write("x")
    keyboard.press(Qt.Key.Key_Backspace)
    window.desk.drafts.settle()
    assert not window.desk._load_drafts()


def test_details_of_an_event_that_were_half_typed_are_open_when_the_offer_is_taken(
    open_window: Callable[[], Window], settled: Settled
) -> None:
    window = open_window()
    shown = meeting(window, settled)
    shown.edit_details()
    shown.editor.form.place.setFocus()
    Keyboard(window).write(WORDS)
    window.desk.drafts.settle()
    again = open_window()
    take_offer(again, settled)
    shown = page(again, EventPage)
    assert shown.editor.isVisible()
    assert shown.editor.form.place.text() == WORDS
    assert shown.editor.isAncestorOf(again.focusWidget() or again)
