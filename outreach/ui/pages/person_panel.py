"""One person: what is known, who may be the same, and the whole history."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from outreach.actions.people import add_person, edit_person
from outreach.languages.spoken import known_name, say
from outreach.queries.duplicates import DuplicatePair, duplicates_of
from outreach.queries.listing import Linked
from outreach.queries.lookups import OrganizationChoice, organizations
from outreach.queries.merges import merge_entry
from outreach.queries.people import PersonDetail, person_detail
from outreach.ui.desk import Desk
from outreach.ui.kept_words import status_word
from outreach.ui.pages.belonging_part import BelongingPart
from outreach.ui.pages.household_part import HouseholdPart
from outreach.ui.pages.people_columns import evidence_words
from outreach.ui.pages.person_form import came_words, details_of, fill_person, person_form
from outreach.ui.pages.side_panel import SidePanel
from outreach.ui.places import concern_place
from outreach.ui.rights import hold_back, refused_words
from outreach.ui.widgets.action_form import ActionForm
from outreach.ui.widgets.basics import Rule, button, clear, label, pill
from outreach.ui.widgets.rows import Row, RowList
from outreach.ui.wording import short_date

PANEL_PX = 420
EVENTS_SHOWN = 40
CONCERNS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class PersonAround:
    """A person, who may be the same, and which organizations there are."""

    person: PersonDetail
    alike: tuple[DuplicatePair, ...]
    organizations: tuple[OrganizationChoice, ...]


def read_person(precinct: int, person: int, *, confidential: bool) -> PersonAround:
    """One person with everything the panel shows, and the organizations she can belong to."""
    return PersonAround(
        person_detail(person, confidential=confidential),
        duplicates_of(person, confidential=confidential),
        organizations(precinct),
    )


class PersonPanel(SidePanel):
    """The panel; ``compare_wanted`` brings a pair that may be one person."""

    compare_wanted = Signal(object)
    kept = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__(say("Person"))
        self._desk = desk
        self.person: PersonDetail | None = None
        self._editing: PersonDetail | None = None
        self.setMinimumWidth(PANEL_PX - 60)
        self.state = pill("", "quiet")
        self.facts = QGridLayout()
        self.facts.setHorizontalSpacing(16)
        self.facts.setVerticalSpacing(6)
        self.facts.setColumnStretch(1, 1)
        self.edit = button(say("Change  E"), self.start_edit, name=say("Change this person (E)"))
        self.form: ActionForm = person_form(desk.today)
        self.form.hide()
        self.alike = RowList(say("Possible duplicates"), "")
        self.merged = QVBoxLayout()
        self.household = HouseholdPart(desk)
        self.belonging = BelongingPart(desk)
        self.promises = RowList(say("Promises"), say("Nothing has been promised to this person."))
        self.concerns = RowList(say("What was told us"), say("Nothing yet."))
        self.events = RowList(say("Events"), say("No event yet."))
        self.about = QWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        about = QVBoxLayout(self.about)
        about.setContentsMargins(0, 0, 0, 0)
        about.setSpacing(12)
        about.addLayout(self.facts)
        about.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignLeft)
        about.addLayout(self.merged)
        self.maybe = QWidget()
        maybe = QVBoxLayout(self.maybe)
        maybe.setContentsMargins(0, 0, 0, 0)
        for widget in (Rule(), label(say("Possibly the same person"), "heading"), self.alike):
            maybe.addWidget(widget)
        about.addWidget(self.maybe)
        for parts in (
            (label(say("Promises"), "heading"), self.promises),
            (label(say("Told us"), "heading"), self.concerns),
            (self.household,),
            (self.belonging,),
            (label(say("Events"), "heading"), self.events),
        ):
            about.addWidget(Rule())
            for part in parts:
                about.addWidget(part)
        self._area = self.hold(self.form, self.about, beside_name=self.state)

    def _connect(self) -> None:
        self.form.submitted.connect(self._keep)
        self.form.left.connect(self._leave_form)
        self.form.faulty_words.connect(self._desk.messages.fault)
        self.alike.opened.connect(self.compare_wanted)
        self.promises.opened.connect(self._open_promise)
        self.concerns.opened.connect(self._open_concern)
        self.events.opened.connect(self._open_event)

    def offer(self, neighborhoods: list[tuple[str, object]]) -> None:
        """Which neighborhoods there are."""
        self.form.offer("neighborhood", [(say("None", sense="of neighborhoods"), None), *neighborhoods])

    def show_person(self, around: PersonAround) -> None:
        """Show a person; a form that is open for the same one stays as it is."""
        person = around.person
        same = self.person is not None and self.person.id == person.id
        self.person = person
        self.name.setText(person.name)
        word = say("confidential") if person.confidential else "" if person.active else say("inactive")
        self.state.setText(word)
        self.state.setVisible(bool(word))
        self._show_facts(person)
        self._show_merged(person.merged_from)
        self.maybe.setVisible(bool(around.alike))
        self.household.show_person(person)
        self.belonging.show_person(person, around.organizations)
        self.alike.show_rows([_alike_row(pair, person.id) for pair in around.alike])
        today = self._desk.today
        self.promises.show_rows(
            [
                Row(
                    one.id,
                    one.words,
                    say(
                        "{status}, made on {day}", status=status_word(one.status), day=short_date(one.opened_on, today)
                    ),
                )
                for one in person.promises
            ]
        )
        self.concerns.show_rows(
            [
                Row(
                    concern_place(one.id, one.event),
                    one.words,
                    f"{known_name(one.topic)} · {short_date(one.raised_on, today)}",
                )
                for one in person.concerns[:CONCERNS_SHOWN]
            ]
        )
        self.events.show_rows(
            [
                Row(
                    one.event,
                    one.title,
                    f"{short_date(one.date, today)} · {known_name(one.kind_name)}",
                    "" if one.present else say("absent"),
                )
                for one in person.attendance[:EVENTS_SHOWN]
            ]
        )
        if not (same and self.form.isVisible()):
            self._leave_form()
        if not same:
            self._area.verticalScrollBar().setValue(0)
            if self._desk.drafts.kept(_draft_key(person.id)) is not None:
                self.start_edit()

    def _show_facts(self, person: PersonDetail) -> None:
        clear(self.facts)
        facts = (
            (say("Phone"), person.phone),
            (say("E-mail"), person.email),
            (say("Address"), ", ".join(part for part in (person.address, person.postcode) if part)),
            (say("Neighborhood"), person.neighborhood_name),
            (say("Contact"), "" if person.may_contact else say("asked not to be contacted")),
            (say("Came to"), came_words(person, self._desk.today)),
        )
        for row, (words, value) in enumerate((words, value) for words, value in facts if value):
            self.facts.addWidget(label(words, "small"), row, 0, Qt.AlignmentFlag.AlignTop)
            self.facts.addWidget(label(value, wrap=True), row, 1)

    def _show_merged(self, merged: tuple[Linked, ...]) -> None:
        clear(self.merged)
        for one in merged:
            row = QHBoxLayout()
            row.addWidget(label(say("“{name}” was merged into this entry.", name=one.name), "muted", wrap=True), 1)
            made = button(say("Undo the merge"), partial(self._unmerge, one.id), "quiet")
            made.setAccessibleName(say("Undo the merge of {name}", name=one.name))
            hold_back(made, refused_words(self._desk, "merge_people", say("undo a merge")))
            row.addWidget(made)
            self.merged.addLayout(row)

    def _unmerge(self, gone: int) -> None:
        entry = self._desk.now(lambda: merge_entry(gone))
        if entry is None:
            self._desk.messages.fault(
                say("How these entries were merged is no longer kept, so the merge cannot be undone.")
            )
            return
        self._desk.take_back(entry, say("merge people"), say("The merge is undone: both entries are back."))

    def start_edit(self) -> None:
        """Change this person."""
        if self.person is not None:
            self._editing = self.person
            fill_person(self.form, self.person)
            self._open_form(say("Keep"), self.person.id)

    def start_new(self, name: str = "") -> None:
        """Add a person."""
        self.person = self._editing = None
        self.name.setText(say("New person"))
        self.state.hide()
        fill_person(self.form, None, name)
        self._open_form(say("Add"), None)

    def _open_form(self, words: str, person: int | None) -> None:
        self.form.name_submit(words)
        self.form.resume(self._desk.drafts, _draft_key(person))
        self.about.hide()
        self.form.show()
        self.form.take_focus()

    def _leave_form(self) -> None:
        self.form.hide()
        self.about.setVisible(self.person is not None)
        if self.person is None:
            self.closed.emit()

    def _keep(self) -> None:
        # As it was when the form was filled: what a colleague changed since is merged in.
        person, desk = self._editing, self._desk
        household = person.household.id if person is not None and person.household else None
        details = details_of(self.form, household)
        if person is None:
            changes = desk.do(lambda: add_person(desk.actor, desk.precinct, details), say("Added."))
        else:
            changes = desk.do(
                lambda: edit_person(desk.actor, person.id, person.version, details), say("Kept."), self._keep
            )
        if changes is None:
            return
        self.form.recorded()
        self.form.hide()
        self.about.show()
        key = person.id if person is not None else changes.only_id("person")
        self.kept.emit(key)

    def _open_promise(self, what: object) -> None:
        self._desk.go("followups", what)

    def _open_concern(self, where: object) -> None:
        if isinstance(where, tuple):
            self._desk.go(*where)

    def _open_event(self, what: object) -> None:
        if isinstance(what, int):
            self._desk.go("event", what)


def _draft_key(person: int | None) -> str:
    return f"form/people/{person or 'person:new'}/person"


def _alike_row(pair: DuplicatePair, person: int) -> Row:
    other = pair.second if pair.first.id == person else pair.first
    same = evidence_words(pair.evidence)
    return Row(
        pair,
        other.name,
        say("{place} · same {same}", place=other.neighborhood_name or say("no neighborhood"), same=same),
        say("Compare"),
    )
