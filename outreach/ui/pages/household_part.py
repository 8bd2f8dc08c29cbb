"""Who lives with a person: the household, its people, and another one found by typing."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from outreach.actions.change import Changes
from outreach.actions.households import HouseholdDetails, add_household, edit_household, move_to_household
from outreach.languages.spoken import say
from outreach.queries.people import PersonDetail, PersonHousehold, person_detail
from outreach.queries.person_list import PersonFilter, person_list
from outreach.queries.person_rows import PersonRow
from outreach.ui.desk import Desk
from outreach.ui.widgets.action_form import ActionForm
from outreach.ui.widgets.basics import bring_into_view, button, label
from outreach.ui.widgets.fields import Field
from outreach.ui.widgets.rows import Row, RowList
from outreach.ui.widgets.suggest import SuggestBox, Suggestion

OFFERED = 9


class HouseholdPart(QWidget):
    """The part of a person's panel. ``person_wanted`` brings the key of somebody who lives there."""

    person_wanted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._person: PersonDetail | None = None
        self._editing: PersonHousehold | None = None
        self.where = label("", wrap=True)
        self.change = button(
            say("Change", sense="button"), self.start_change, "quiet", name=say("Change the household")
        )
        self.leave = button(say("Moved out"), self._leave, "quiet")
        self.members = RowList(say("Others of the household"), say("Nobody else is known to live there."))
        self.form = ActionForm("household", "", say("Keep"), desk.today)
        self.form.add_line("name", say("&Household"), needed=say("The household's name is missing: fill it in."))
        self.form.add_line("address", say("A&ddress"))
        self.box = SuggestBox(desk, say("Lives with"), self._find, least=2)
        self.box.setPlaceholderText(say("Name or end of the phone number"))
        self._lay_out()
        self.form.submitted.connect(self._keep)
        self.form.left.connect(self._leave_form)
        self.form.faulty_words.connect(desk.messages.fault)
        self.members.opened.connect(self._open)
        self.box.taken.connect(self._take)
        self.box.unknown.connect(self._say_unknown)

    def _lay_out(self) -> None:
        self.home = QWidget()
        head = QHBoxLayout()
        head.addWidget(self.where, 1)
        for made in (self.change, self.leave):
            head.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        inside = QVBoxLayout(self.home)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(head)
        inside.addWidget(self.members)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(8)
        for widget in (label(say("Household"), "heading"), self.home, self.form, Field(say("Lives with"), self.box)):
            down.addWidget(widget)
        self.form.hide()

    def show_person(self, person: PersonDetail) -> None:
        """Show a person's household; a form that is open for the same one stays as it is."""
        home, before = person.household, self._person
        same = before is not None and before.id == person.id
        self._person = person
        self.home.setVisible(home is not None and not (same and self.form.isVisibleTo(self)))
        if home is not None:
            self.where.setText(" · ".join(part for part in (home.name, home.address) if part))
            self.leave.setAccessibleName(say("{name} moved out", name=person.name))
            self.members.show_rows([self._row(one.id, one.version, one.name) for one in home.members])
        if home is None or not same:
            self._leave_form()
        if not same:
            self.box.start_again()
            if self._desk.drafts.kept(self._draft_key()) is not None:
                self.start_change()

    def _draft_key(self) -> str:
        return f"form/people/{self._person.id if self._person is not None else 0}/household"

    def _row(self, key: int, version: int, name: str) -> Row:
        row = Row(key, name)
        out = button(say("Moved out"), self._move_out, "quiet", name=say("{name} moved out", name=name))
        out.setProperty("person", key)
        out.setProperty("version", version)
        row.across.addWidget(out)
        return row

    def start_change(self) -> None:
        """Change the household's name or address."""
        home = self._editing = self._person.household if self._person is not None else None
        if home is not None:
            self.form.fill(name=home.name, address=home.address)
            self.form.resume(self._desk.drafts, self._draft_key())
            self.home.hide()
            self.form.show()
            self.form.take_focus()
            bring_into_view(self.form)

    def _leave_form(self) -> None:
        self.form.hide()
        self.home.setVisible(self._person is not None and self._person.household is not None)

    def _keep(self) -> None:
        home, desk = self._editing, self._desk
        if home is None:
            return
        details = HouseholdDetails(self.form.text("name"), self.form.text("address"))
        changes = desk.do(lambda: edit_household(desk.actor, home.id, home.version, details), say("Kept."), self._keep)
        if changes is not None:
            self.form.recorded()
            self._leave_form()

    def _leave(self) -> None:
        if self._person is not None:
            self._move(
                self._person.id,
                self._person.version,
                None,
                say("{name} does not live there any more.", name=self._person.name),
            )

    def _move_out(self) -> None:
        pressed = self.sender()
        if pressed is not None:
            key, version = int(pressed.property("person")), int(pressed.property("version"))
            self._move(key, version, None, say("Moved out."))
            self.box.setFocus()

    def _move(self, person: int, version: int, household: int | None, told: str) -> None:
        self._desk.do(lambda: move_to_household(self._desk.actor, person, version, household), told)

    def _find(self, words: str) -> Sequence[Suggestion]:
        desk, one = self._desk, self._person
        if one is None:
            return ()
        here = {one.id, *(each.id for each in (one.household.members if one.household else ()))}
        found = person_list(
            desk.precinct,
            PersonFilter(text=words),
            limit=OFFERED + len(here),
            confidential=desk.may_read_confidential,
        )
        rows = [row for row in found.rows if row.id not in here][:OFFERED]
        return [Suggestion(row, row.name, row.address or row.neighborhood_name) for row in rows]

    def _take(self, line: object) -> None:
        one = self._person
        if isinstance(line, Suggestion) and isinstance(line.value, PersonRow) and one is not None:
            self.box.start_again()
            self._desk.do(
                self._living(one, line.value),
                say("{one} and {other} live together.", one=one.name, other=line.value.name),
            )

    def _living(self, one: PersonDetail, other: PersonRow) -> Callable[[], Changes]:
        """The action that lets the other move in; or this one, where only the other has a household."""
        desk = self._desk
        if one.household is not None:
            home = one.household.id
            return lambda: move_to_household(desk.actor, other.id, other.version, home)
        told = desk.now(lambda: person_detail(other.id, confidential=desk.may_read_confidential))
        if told.household is not None:
            theirs = told.household.id
            return lambda: move_to_household(desk.actor, one.id, one.version, theirs)
        details = HouseholdDetails(
            say("{name} household", name=one.family_name or one.given_name), one.address or other.address
        )
        members = [(one.id, one.version), (other.id, other.version)]
        return lambda: add_household(desk.actor, desk.precinct, details, members)

    def _say_unknown(self, words: str) -> None:
        self._desk.messages.info(
            say("Nobody else is found by “{words}”: add the person first, or write less of the name.", words=words)
        )

    def _open(self, what: object) -> None:
        if isinstance(what, int):
            self.person_wanted.emit(what)
