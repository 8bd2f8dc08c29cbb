"""Where a person belongs: the organizations she is a member of, and the offices she holds or held in them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from outreach.actions.change import Changes
from outreach.actions.organizations import edit_term, join_organization, leave_organization, start_term
from outreach.languages.spoken import say
from outreach.queries.lookups import OrganizationChoice
from outreach.queries.people import PersonDetail, PersonMembership, PersonTerm
from outreach.ui.desk import Desk
from outreach.ui.kept_words import office_word
from outreach.ui.pages.office_forms import add_term_fields, term_details, term_words
from outreach.ui.widgets.action_form import ActionForm
from outreach.ui.widgets.basics import bring_into_view, button, label
from outreach.ui.widgets.flow import FlowLayout
from outreach.ui.widgets.rows import Row, RowList

ORGANIZATION_NEEDED = "Choose an organization that is kept: type the beginning of any of its words."


class BelongingPart(QWidget):
    """The part of a person's panel. ``organization_wanted`` brings the key of one of the organizations."""

    organization_wanted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._person: PersonDetail | None = None
        self._term: PersonTerm | None = None
        self.memberships = RowList(say("Organizations"), say("Not a member of any organization yet."))
        self.terms = RowList(say("Terms of office"), say("No office yet."))
        self.member = self._form("membership", say("Member of an organization"))
        self.member.add_line("role", say("&Role"))
        self.office = add_term_fields(self._form("term", say("Term of office")))
        self.join = button(say("Add to an organization"), self.start_join)
        self.begin = button(say("Begin a term"), self.start_term)
        self.deeds = QWidget()
        self._lay_out()
        self.memberships.opened.connect(self._open)
        self.terms.opened.connect(self._open)
        for form, keep in ((self.member, self._keep_membership), (self.office, self._keep_term)):
            form.hide()
            form.submitted.connect(keep)
            form.left.connect(self._leave_form)
            form.faulty_words.connect(desk.messages.fault)

    def _form(self, name: str, title: str) -> ActionForm:
        form = ActionForm(name, title, say("Keep"), self._desk.today)
        return form.add_pick(
            "organization", say("Or&ganization"), say("association, church …"), needed=say(ORGANIZATION_NEEDED)
        )

    def _lay_out(self) -> None:
        deeds = FlowLayout(self.deeds)
        for made in (self.join, self.begin):
            deeds.addWidget(made)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(8)
        down.addWidget(label(say("Organizations and offices"), "heading"))
        for widget in (self.memberships, self.terms, self.member, self.office, self.deeds):
            down.addWidget(widget)

    def show_person(self, person: PersonDetail, organizations: tuple[OrganizationChoice, ...]) -> None:
        """Show where a person belongs; a form that is open for the same one stays as it is."""
        same = self._person is not None and self._person.id == person.id
        self._person = person
        offered = [(one.name, one.id) for one in organizations]
        for form in (self.member, self.office):
            form.offer("organization", offered)
        self.memberships.show_rows([self._membership_row(one) for one in person.memberships])
        self.terms.show_rows([self._term_row(one) for one in person.terms])
        self.terms.setVisible(bool(person.terms))
        if not same:
            self._leave_form()

    def _membership_row(self, one: PersonMembership) -> Row:
        row = Row(one.organization, one.organization_name, one.role or say("member"))
        for words, act in ((say("Role"), self._change_role), (say("Leave", sense="an organization"), self._leave)):
            made = button(words, act, "quiet", name=f"{words}: {one.organization_name}")
            made.setProperty("organization", one.organization)
            row.across.addWidget(made)
        return row

    def _term_row(self, one: PersonTerm) -> Row:
        words = f"{office_word(one.office).capitalize()}, {one.organization_name}"
        row = Row(one.organization, words, term_words(one.starts, one.ends, self._desk.today))
        made = button(
            say("Change", sense="button"), self._change_term, "quiet", name=say("Change the term: {words}", words=words)
        )
        made.setProperty("term", one.id)
        row.across.addWidget(made)
        return row

    def start_join(self) -> None:
        """Make the person a member of an organization."""
        self.member.fill(organization=None, role="")
        self._open_form(self.member, asks_organization=True)

    def start_term(self) -> None:
        """Begin a term of office."""
        self._term = None
        self.office.fill(organization=None, office="president", starts=self._desk.today, ends=None)
        self._open_form(self.office, asks_organization=True)

    def _change_role(self) -> None:
        key = self._pressed("organization")
        memberships = self._person.memberships if self._person is not None else ()
        kept = next((one for one in memberships if one.organization == key), None)
        if kept is not None:
            self.member.fill(organization=kept.organization, role=kept.role)
            self._open_form(self.member, asks_organization=False)

    def _change_term(self) -> None:
        key = self._pressed("term")
        terms = self._person.terms if self._person is not None else ()
        self._term = next((one for one in terms if one.id == key), None)
        if self._term is not None:
            kept = {name: getattr(self._term, name) for name in ("organization", "office", "starts", "ends")}
            self.office.fill(**kept)
            self._open_form(self.office, asks_organization=False)

    def _pressed(self, name: str) -> int:
        pressed = self.sender()
        return int(pressed.property(name)) if pressed is not None else 0

    def _open_form(self, form: ActionForm, *, asks_organization: bool) -> None:
        self._leave_form()
        one = self._person.id if self._person is not None else 0
        # A person may have several terms with one organization.
        of_term = " ".join(("term", str(self._term.id))) if form is self.office and self._term is not None else ""
        which = "new" if asks_organization else of_term or f"{form.chosen('organization')}"
        form.resume(self._desk.drafts, f"form/people/{one}/{form.name}/{which}")
        form.show_field("organization", asks_organization)
        self.deeds.hide()
        form.show()
        if asks_organization:
            form.take_focus()
        else:
            form.control("role" if form is self.member else "office").setFocus()
        bring_into_view(form)

    def _leave_form(self) -> None:
        self.member.hide()
        self.office.hide()
        self.deeds.show()

    def _keep_membership(self) -> None:
        organization, role, desk, one = (
            self._organization(self.member),
            self.member.text("role"),
            self._desk,
            self._person,
        )
        if one is not None:
            self._finish(desk.do(lambda: join_organization(desk.actor, one.id, organization, role), say("Kept.")))

    def _keep_term(self) -> None:
        one, desk, term = self._person, self._desk, self._term
        if one is None:
            return
        details, organization = term_details(self.office, one.id), self._organization(self.office)
        if term is None:
            self._finish(desk.do(lambda: start_term(desk.actor, organization, details), say("The term has begun.")))
        else:
            changes = desk.do(
                lambda: edit_term(desk.actor, term.id, term.version, details),
                say("The term is changed."),
                self._keep_term,
            )
            self._finish(changes)

    def _organization(self, form: ActionForm) -> int:
        chosen = form.chosen("organization")
        return chosen if isinstance(chosen, int) else 0

    def _finish(self, changes: Changes | None) -> None:
        if changes is not None:
            for form in (self.member, self.office):
                if not form.isHidden():
                    form.recorded()
            self._leave_form()

    def _leave(self) -> None:
        organization, desk, one = self._pressed("organization"), self._desk, self._person
        if one is not None:
            desk.do(lambda: leave_organization(desk.actor, one.id, organization), say("Not a member any more."))
            self.join.setFocus()

    def _open(self, what: object) -> None:
        if isinstance(what, int):
            self.organization_wanted.emit(what)
