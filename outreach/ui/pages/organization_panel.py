"""One organization: members, terms of office, events it hosted, promises made to it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from outreach.actions.change import Changes
from outreach.actions.organizations import (
    OrganizationDetails,
    add_organization,
    edit_organization,
    edit_term,
    end_term,
    join_organization,
    leave_organization,
    start_term,
)
from outreach.languages.spoken import known_name, say
from outreach.queries.organizations import Member, OfficeTerm, OrganizationDetail
from outreach.queries.person_list import PersonFilter, person_list
from outreach.ui.desk import Desk
from outreach.ui.kept_words import office_word, organization_word, status_word
from outreach.ui.pages.office_forms import add_term_fields, term_details, term_words
from outreach.ui.pages.side_panel import SidePanel
from outreach.ui.widgets.action_form import ActionForm
from outreach.ui.widgets.basics import Rule, button, label
from outreach.ui.widgets.flow import FlowLayout
from outreach.ui.widgets.rows import Row, RowList
from outreach.ui.wording import plural, short_date

KINDS = ("association", "church", "school", "business", "agency", "other")
FOUND = 12


class OrganizationPanel(SidePanel):
    """The panel with its three small forms: the organization itself, a member, a term of office."""

    person_wanted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__(say("Organization"))
        self._desk = desk
        self.detail: OrganizationDetail | None = None
        self._editing: OrganizationDetail | None = None
        self.facts = label("", "muted", wrap=True)
        self.form = ActionForm("organization", say("Organization"), say("Keep"), desk.today)
        self.form.add_line("name", say("&Name"), needed=say("The name is missing: fill it in."))
        self.form.add_choice("kind", say("&Kind")).add_choice("neighborhood", say("Neigh&borhood"))
        self.form.offer("kind", [(organization_word(kind).capitalize(), kind) for kind in KINDS])
        self.form.add_line("phone", say("&Phone")).add_line("email", say("&E-mail")).add_line(
            "address", say("&Address")
        )
        self.form.add_check("active", say("Acti&ve"))
        self.member = self._person_form("member", say("Member"), say("Keep"))
        self.member.add_line("role", say("&Role"))
        self.term = add_term_fields(self._person_form("term", say("Term of office"), say("Keep")))
        self._member: Member | None = None
        self._term: OfficeTerm | None = None
        self.people = RowList(say("Members"), say("No members yet."))
        self.terms = RowList(say("Terms of office"), say("Nobody’s term is noted yet."))
        self.hosted = RowList(say("Events it hosted"), say("None yet.", sense="of events"))
        self.promises = RowList(say("Promises made to it"), say("None.", sense="of promises"))
        self.about = QWidget()
        self._lay_out()
        for form, keep in ((self.form, self._keep), (self.member, self._join), (self.term, self._keep_term)):
            form.hide()
            form.submitted.connect(keep)
            form.left.connect(self._leave_form)
            form.faulty_words.connect(desk.messages.fault)

    def _person_form(self, name: str, title: str, submit: str) -> ActionForm:
        form = ActionForm(name, title, submit, self._desk.today)
        return form.add_line(
            "person", say("&Person"), hint=say("Name or end of the phone number"), needed=say("Name a person.")
        )

    def _lay_out(self) -> None:
        self.whose = label("", "strong", wrap=True)
        self.whose.hide()
        about = QVBoxLayout(self.about)
        about.setContentsMargins(0, 0, 0, 0)
        about.setSpacing(12)
        about.addWidget(self.facts)
        buttons = FlowLayout()
        for made in (
            button(say("Change", sense="button"), self.start_edit, name=say("Change this organization")),
            button(say("Add member"), self._start_member),
            button(say("Begin a term"), self._start_term),
        ):
            buttons.addWidget(made)
        about.addLayout(buttons)
        about.addWidget(Rule())
        about.addWidget(label(say("Terms of office"), "heading"))
        about.addWidget(self.terms)
        for title, rows in (
            (say("Members"), self.people),
            (say("Events it hosted"), self.hosted),
            (say("Promises made to it"), self.promises),
        ):
            about.addWidget(Rule())
            about.addWidget(label(title, "heading"))
            about.addWidget(rows)
        self._area = self.hold(self.whose, self.form, self.member, self.term, self.about)
        self.people.opened.connect(self._open_person)
        self.terms.opened.connect(self._open_person)
        self.hosted.opened.connect(self._open_event)
        self.promises.opened.connect(self._open_promise)

    def offer(self, neighborhoods: list[tuple[str, object]]) -> None:
        """Which neighborhoods there are."""
        self.form.offer("neighborhood", [(say("None", sense="of neighborhoods"), None), *neighborhoods])

    def show_detail(self, detail: object) -> None:
        """Show an organization; a form that is open for the same one stays as it is."""
        if not isinstance(detail, OrganizationDetail):
            return
        same = self.detail is not None and self.detail.id == detail.id
        self.detail = detail
        today = self._desk.today
        self.name.setText(detail.name)
        known = (organization_word(detail.kind), detail.neighborhood_name, detail.phone, detail.email, detail.address)
        self.facts.setText(" · ".join(part for part in known if part))
        self.people.show_rows([self._member_row(one) for one in detail.people])
        self.terms.show_rows([self._term_row(term) for term in detail.terms])
        self.hosted.show_rows(
            [
                Row(one.id, one.title, f"{short_date(one.date, today)} · {known_name(one.kind_name)}")
                for one in detail.hosted[:20]
            ]
        )
        self.promises.show_rows([Row(one.id, one.words, status_word(one.status)) for one in detail.promises[:20]])
        if not (same and any(form.isVisible() for form in (self.form, self.member, self.term))):
            self._leave_form()
        if not same:
            self._area.verticalScrollBar().setValue(0)
            self._resume()

    def _resume(self) -> None:
        """Open the form in which somebody was typing when the program ended."""
        for form, start in (
            (self.form, self.start_edit),
            (self.member, self._start_member),
            (self.term, self._start_term),
        ):
            if self._desk.drafts.kept(self._draft_key(form)) is not None:
                start()
                return

    def _member_row(self, one: Member) -> Row:
        row = Row(one.person, one.name or say("confidential"), one.role or say("member"))
        if one.name:
            for words, act in ((say("Role"), self._start_role), (say("Remove"), self._remove_member)):
                row.across.addWidget(button(words, partial(act, one), "quiet", name=f"{words}: {one.name}"))
        return row

    def _term_row(self, term: OfficeTerm) -> Row:
        days = term_words(term.starts, term.ends, self._desk.today)
        row = Row(term.person, term.name or say("confidential"), f"{office_word(term.office).capitalize()}, {days}")
        if term.ends is None:
            name = say("The term of {name} ended today", name=term.name)
            row.across.addWidget(button(say("Ended today"), partial(self._end, term), "quiet", name=name))
        if term.name:
            change, name = (
                partial(self._start_change_of_term, term),
                say("Change the term of {name} as {office}", name=term.name, office=office_word(term.office)),
            )
            row.across.addWidget(button(say("Change", sense="button"), change, "quiet", name=name))
        return row

    def start_new(self) -> None:
        """Add an organization."""
        self.detail = self._editing = None
        self.name.setText(say("New organization"))
        self.form.fill(name="", kind="association", neighborhood=None, phone="", email="", address="", active=True)
        self._open_form(self.form)

    def start_edit(self) -> None:
        """Change this organization."""
        one = self._editing = self.detail
        if one is not None:
            names = ("name", "kind", "neighborhood", "phone", "email", "address", "active")
            self.form.fill(**{name: getattr(one, name) for name in names})
            self._open_form(self.form)

    def _start_member(self) -> None:
        self._member = None
        self.member.fill(person="", role="")
        self._open_form(self.member)

    def _start_role(self, one: Member) -> None:
        self._member = one
        self.member.fill(person=one.name, role=one.role)
        self._open_form(self.member, of=one.name, which=one.person)

    def _start_term(self) -> None:
        self._term = None
        self.term.fill(person="", office="president", starts=self._desk.today, ends=None)
        self._open_form(self.term)

    def _start_change_of_term(self, one: OfficeTerm) -> None:
        self._term = one
        self.term.fill(person=one.name, office=one.office, starts=one.starts, ends=one.ends)
        self._open_form(self.term, of=one.name, which=one.id)

    def _open_form(self, form: ActionForm, of: str = "", which: int | None = None) -> None:
        """Open a form; ``of`` names whose membership or term it is, where that is not asked.

        ``which`` is its key: a person may have several terms, and what is half typed about each is kept apart.
        """
        form.resume(self._desk.drafts, self._draft_key(form, which))
        self.about.hide()
        for each in (self.form, self.member, self.term):
            each.setVisible(each is form)
        if form is not self.form:
            form.show_field("person", not of)
            self.whose.setText(of)
            self.whose.setVisible(bool(of))
        if of:
            form.control("role" if form is self.member else "office").setFocus()
        else:
            form.take_focus()

    def _draft_key(self, form: ActionForm, which: int | None = None) -> str:
        key = self.detail.id if self.detail is not None else "new"
        return f"form/people/organization:{key}/{form.name}" + (f"/{which}" if which is not None else "")

    def _leave_form(self) -> None:
        for form in (self.form, self.member, self.term):
            form.hide()
        self.whose.hide()
        self.about.setVisible(self.detail is not None)
        if self.detail is None:
            self.closed.emit()

    def _keep(self) -> None:
        area, desk, one = self.form.chosen("neighborhood"), self._desk, self._editing
        details = OrganizationDetails(
            name=self.form.text("name"),
            kind=str(self.form.chosen("kind")),
            neighborhood=area if isinstance(area, int) else None,
            phone=self.form.text("phone"),
            email=self.form.text("email"),
            address=self.form.text("address"),
            active=self.form.ticked("active"),
        )
        if one is None:
            self._finish(desk.do(lambda: add_organization(desk.actor, desk.precinct, details), say("Added.")))
        else:
            changes = desk.do(
                lambda: edit_organization(desk.actor, one.id, one.version, details), say("Kept."), self._keep
            )
            self._finish(changes)

    def _finish(self, changes: Changes | None) -> None:
        if changes is not None:
            for form in (self.form, self.member, self.term):
                if not form.isHidden():
                    form.recorded()
            self._leave_form()

    def _named_person(self, form: ActionForm) -> int | None:
        """The one person that the words fit; several or none is told, and the form stays."""
        words = form.text("person")
        precinct = self._desk.precinct
        found = self._desk.now(
            lambda: person_list(
                precinct, PersonFilter(text=words), limit=FOUND, confidential=self._desk.may_read_confidential
            )
        )
        if found.total == 1:
            return found.rows[0].id
        same = [row for row in found.rows if row.name.casefold() == words.casefold()]
        if len(same) == 1:
            return same[0].id
        names = ", ".join(row.name for row in found.rows[:5])
        self._desk.messages.fault(
            say(
                "{people} fit “{words}”: {names}. Write more of the name, or the end of the phone number.",
                people=plural(found.total, "person", "people"),
                words=words,
                names=names or say("nobody"),
            )
        )
        return None

    def _join(self) -> None:
        one, desk, role = self.detail, self._desk, self.member.text("role")
        person = self._member.person if self._member is not None else self._named_person(self.member)
        if person is not None and one is not None:
            told = say("The role is kept.") if self._member is not None else say("Member added.")
            self._finish(desk.do(lambda: join_organization(desk.actor, person, one.id, role), told))

    def _remove_member(self, member: Member) -> None:
        one, desk = self.detail, self._desk
        if one is not None:
            told = say("{name} is not a member any more.", name=member.name)
            desk.do(lambda: leave_organization(desk.actor, member.person, one.id), told)

    def _keep_term(self) -> None:
        one, desk, term = self.detail, self._desk, self._term
        person = term.person if term is not None else self._named_person(self.term)
        if person is None or one is None:
            return
        details = term_details(self.term, person)
        if term is None:
            self._finish(desk.do(lambda: start_term(desk.actor, one.id, details), say("The term has begun.")))
        else:
            self._finish(
                desk.do(lambda: edit_term(desk.actor, term.id, term.version, details), say("The term is changed."))
            )

    def _end(self, term: OfficeTerm) -> None:
        desk = self._desk
        desk.do(lambda: end_term(desk.actor, term.id, term.version, desk.today), say("The term has ended."))

    def _open_person(self, what: object) -> None:
        if isinstance(what, int):
            self.person_wanted.emit(what)

    def _open_event(self, what: object) -> None:
        self._desk.go("event", what)

    def _open_promise(self, what: object) -> None:
        self._desk.go("followups", what)
