"""People and organizations: found as one types, shown with their history, merged where they are one."""

from dataclasses import dataclass
from functools import cached_property, partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QWidget

from outreach.languages.spoken import say
from outreach.queries.duplicates import DuplicatePair, likely_duplicates
from outreach.queries.listing import Page as Listed
from outreach.queries.lookups import NeighborhoodChoice, neighborhoods
from outreach.queries.organizations import (
    OrganizationDetail,
    OrganizationFilter,
    OrganizationRow,
    organization_detail,
    organization_list,
)
from outreach.queries.person_list import PersonFilter, person_list
from outreach.queries.person_rows import PersonRow
from outreach.ui.desk import Desk, Gone
from outreach.ui.models import EVERY_ROW, PagedModel, TableModel
from outreach.ui.page import SECTION_PX, Page
from outreach.ui.pages.merge_panel import MergePanel
from outreach.ui.pages.organization_panel import OrganizationPanel
from outreach.ui.pages.people_columns import ORGANIZATIONS, PAIRS, people_columns
from outreach.ui.pages.people_contacts import ContactsFile
from outreach.ui.pages.people_lists import PeopleLists
from outreach.ui.pages.person_panel import PersonAround, PersonPanel, read_person
from outreach.ui.tasks import Progress
from outreach.ui.widgets.basics import button
from outreach.ui.widgets.fields import Choice
from outreach.ui.widgets.split import Split
from outreach.ui.widgets.tables import TWO_LINE_ROW_PX, Table
from outreach.ui.wording import plural

PAGE_ROWS = 100
TYPED_AFTER_MS = 120
PANEL_PX = 440
MERGE_PX = 600
ALL = -1
VIEWS = ("People", "Organizations", "Duplicates")


@dataclass(frozen=True, slots=True)
class _People:
    rows: Listed[PersonRow]
    areas: tuple[NeighborhoodChoice, ...]


class PeoplePage(Page):
    """Three lists, one at a time, and the panel beside them."""

    cares_for = frozenset(
        {"person", "organization", "membership", "term_of_office", "attendance", "follow_up", "household"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, say("People"))
        self._view = 0
        self._sort, self._backwards = "name", False
        self._person: int | None = None
        self._organization: int | None = None
        self.words = QLineEdit()
        self.words.setAccessibleName(say("Search people"))
        self.words.setPlaceholderText(say("Name, end of a phone number, e-mail   Ctrl+F"))
        self.words.setClearButtonEnabled(True)
        self.words.setFixedWidth(340)
        self.area = Choice[int](say("Neighborhood"), [(say("All neighborhoods"), ALL)])
        self.views = [
            button(say(words), partial(self.show_view, at), tip=f"Alt+{at + 1}") for at, words in enumerate(VIEWS)
        ]
        self.new = button(say("New person"), self.make_new, tip="Ctrl+N")
        for view in self.views:
            self.tools.addWidget(view)
        self.tools.addSpacing(SECTION_PX)
        self.tools.addWidget(self.new)
        self.people = Table("People", PagedModel[PersonRow](people_columns(desk.today), PAGE_ROWS))
        self.contacts = ContactsFile(desk, self)
        self.people.further = ((say("Save those who may be &contacted …"), self.contacts.save),)
        self.organizations = Table("Organizations", TableModel[OrganizationRow](ORGANIZATIONS))
        self.pairs = Table("Possible duplicates", TableModel[DuplicatePair](PAIRS), TWO_LINE_ROW_PX)
        self.panel = PersonPanel(desk)
        self._areas: list[tuple[str, object]] = []
        self._lay_out()
        self._connect()
        self.show_view(0)

    def _lay_out(self) -> None:
        tables = (self.people, self.organizations, self.pairs)
        self.lists = PeopleLists(tables, self.make_new, self._add_typed)
        self.side = QStackedWidget()
        self.side.addWidget(self.panel)
        self.side.hide()
        filters = QHBoxLayout()
        filters.setSpacing(12)
        filters.addWidget(self.words)
        filters.addWidget(self.area)
        filters.addStretch(1)
        self.split = Split(self.desk, "people")
        self.split.addWidget(self.lists)
        self.split.addWidget(self.side)
        self.split.setStretchFactor(0, 1)
        self.body.addLayout(filters)
        self.body.addWidget(self.split, 1)

    # The page opens on people: the other panels are made when they are first wanted.

    @cached_property
    def merging(self) -> MergePanel:
        """The panel in which two entries are compared."""
        made = MergePanel(self.desk)
        made.closed.connect(self._close_side)
        made.merged.connect(self._show_kept)
        self.side.addWidget(made)
        return made

    @cached_property
    def organization(self) -> OrganizationPanel:
        """The panel of an organization."""
        made = OrganizationPanel(self.desk)
        made.offer(self._areas)
        made.closed.connect(self._close_side)
        made.person_wanted.connect(self._open_person)
        self.side.addWidget(made)
        return made

    def _connect(self) -> None:
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(TYPED_AFTER_MS)
        self._soon.timeout.connect(self.read)
        self.words.textEdited.connect(self._words_typed)
        self.words.returnPressed.connect(self._go_to_list)
        self.area.chosen.connect(self.read)
        self.people.opened.connect(self._open_person_row)
        self.organizations.opened.connect(self._open_organization_row)
        self.pairs.opened.connect(self._compare)
        model = self.people.rows
        model.sort_wanted.connect(self._sort_by)
        if isinstance(model, PagedModel):
            model.page_wanted.connect(self._read_page, Qt.ConnectionType.QueuedConnection)
        self.panel.closed.connect(self._close_side)
        self.panel.compare_wanted.connect(self._compare)
        self.panel.kept.connect(self._show_kept)
        self.panel.household.person_wanted.connect(self._open_person)
        self.panel.belonging.organization_wanted.connect(self._go_to_organization)
        keys = [("Ctrl+F", self.words.setFocus)]
        keys += [(f"Alt+{at + 1}", partial(self.show_view, at)) for at in range(len(VIEWS))]
        for key, slot in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def show_view(self, at: int) -> None:
        """Show people, organizations or duplicates."""
        self._view = at
        self._person = self._organization = None
        for number, view in enumerate(self.views):
            view.setCheckable(True)
            view.setChecked(number == at)
        self.words.setVisible(at < 2)
        self.area.setVisible(at == 0)
        self.new.setText(say("New organization") if at == 1 else say("New person"))
        self.side.hide()
        self.lists.show_list(at)
        if self.isVisible():
            self.read()

    def show_record(self, what: object) -> None:
        """Open a person by key, an organization by ``("organization", key)``, or search for words."""
        match what:
            case int():
                self._show_list_of(0)
                self._open_person(what)
            case ("organization", int() as key):
                self._show_list_of(1)
                self._open_organization(key)
            case ("person" | "organization" as kind, None):
                self._show_list_of(0 if kind == "person" else 1)
                self.make_new()
            case str():
                self.words.setText(what)
                self.mark_stale()

    def _show_list_of(self, view: int) -> None:
        """Show the list that what is opened stands in."""
        if self._view != view:
            self.show_view(view)

    def focus_first(self) -> None:
        """The search."""
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def make_new(self) -> None:
        """A new person, or a new organization where those are shown."""
        self._person = self._organization = None
        if self._view == 1:
            self._open_side(self.organization)
            self.organization.start_new()
            return
        self._open_side(self.panel)
        self.panel.start_new()

    def _add_typed(self) -> None:
        self._person = None
        self._open_side(self.panel)
        self.panel.start_new(self.words.text())

    def read(self) -> None:
        """Ask for the list shown."""
        (self._read_people, self._read_organizations, self._read_pairs)[self._view]()
        if self.side.isVisible() and self.side.currentWidget() is self.panel and self._person is not None:
            self._open_person(self._person)
        if self._organization is not None and self.side.isVisible() and self.side.currentWidget() is self.organization:
            self._open_organization(self._organization)

    def _filter(self) -> PersonFilter:
        area = self.area.value()
        return PersonFilter(text=self.words.text(), neighborhood=None if area == ALL else area)

    def _read_people(self) -> None:
        precinct, chosen, sort, backwards = self.desk.precinct, self._filter(), self._sort, self._backwards
        secret = self.desk.may_read_confidential

        def listed(limit: int) -> Listed[PersonRow]:
            return person_list(precinct, chosen, sort=sort, descending=backwards, limit=limit, confidential=secret)

        def question() -> _People:
            return _People(listed(PAGE_ROWS), neighborhoods(precinct))

        self.people.rows.every = lambda: listed(EVERY_ROW).rows
        self.desk.ask("people", question, self._show_people)

    def _show_people(self, answer: object) -> None:
        if not isinstance(answer, _People):
            return
        areas = [(one.name, one.id) for one in answer.areas]
        self.area.offer([(say("All neighborhoods"), ALL), *areas])
        self.panel.offer(list(areas))
        self._areas = list(areas)
        if "organization" in self.__dict__:
            self.organization.offer(self._areas)
        if isinstance(self.people.rows, PagedModel):
            self.people.rows.show_first(answer.rows.rows, answer.rows.total)
        self.people.sort_by(self._sort, self._backwards)
        if answer.rows.rows:
            self.people.choose(0)
        if self._view == 0:
            self.subtitle.setText(plural(answer.rows.total, "person", "people"))
            filtered = self._filter() != PersonFilter()
            self.lists.show_list(0, is_empty=not answer.rows.total, is_filtered=filtered)

    def _read_page(self, offset: int) -> None:
        precinct, chosen, sort, backwards = self.desk.precinct, self._filter(), self._sort, self._backwards

        def question() -> tuple[int, tuple[PersonRow, ...]]:
            page = person_list(
                precinct,
                chosen,
                sort=sort,
                descending=backwards,
                offset=offset,
                limit=PAGE_ROWS,
                confidential=self.desk.may_read_confidential,
            )
            return offset, page.rows

        self.desk.ask(f"people/{offset}", question, self._show_page)

    def _show_page(self, answer: object) -> None:
        if isinstance(answer, tuple) and isinstance(self.people.rows, PagedModel):
            self.people.rows.show_page(*answer)

    def _read_organizations(self) -> None:
        precinct, chosen = self.desk.precinct, OrganizationFilter(text=self.words.text())
        self.desk.ask(
            "organizations", lambda: organization_list(precinct, chosen, limit=1000), self._show_organizations
        )

    def _show_organizations(self, answer: object) -> None:
        if isinstance(answer, Listed):
            self.organizations.rows.show_rows(answer.rows)
            self.organizations.choose(0)
            if self._view == 1:
                self.lists.show_list(1, is_empty=not answer.rows, is_filtered=bool(self.words.text().strip()))
                self.subtitle.setText(plural(answer.total, "organization"))

    def _read_pairs(self) -> None:
        precinct = self.desk.precinct

        def compare(progress: Progress) -> Listed[DuplicatePair]:
            return likely_duplicates(
                precinct,
                lambda share: progress.step(share, say("Comparing people")),
                confidential=self.desk.may_read_confidential,
            )

        self.desk.work("duplicates", compare, self._show_pairs, say("Comparing people"))

    def _show_pairs(self, answer: object) -> None:
        if isinstance(answer, Listed) and self._view == 2:
            self.pairs.rows.show_rows(answer.rows)
            self.pairs.choose(0)
            self.lists.show_list(2, is_empty=not answer.rows)
            self.subtitle.setText(
                say("{pairs} that may be one person, the likeliest first", pairs=plural(answer.total, "pair"))
            )

    def _words_typed(self) -> None:
        self._soon.start()

    def _go_to_list(self) -> None:
        (self.people, self.organizations, self.pairs)[self._view].setFocus(Qt.FocusReason.OtherFocusReason)

    def _sort_by(self, name: str, backwards: bool) -> None:
        self._sort, self._backwards = name, backwards
        self.read()

    def _open_person_row(self, row: object) -> None:
        self._open_person(getattr(row, "id", None))

    def _open_person(self, key: int | None) -> None:
        self._person = key
        if key is not None:
            precinct, secret = self.desk.precinct, self.desk.may_read_confidential
            self.desk.ask(
                "person", lambda: read_person(precinct, key, confidential=secret), self._show_person, may_be_gone=True
            )

    def _show_person(self, around: object) -> None:
        if isinstance(around, Gone):
            self._leave_gone(around)
        # What is answered late must not come over a form that was opened meanwhile.
        if isinstance(around, PersonAround) and around.person.id == self._person:
            self._open_side(self.panel)
            self.panel.show_person(around)

    def _show_kept(self, key: int) -> None:
        self._open_person(key)
        self._go_to_list()

    def _go_to_organization(self, key: int) -> None:
        self.desk.go("people", ("organization", key))

    def _open_organization_row(self, row: object) -> None:
        self._open_organization(getattr(row, "id", None))

    def _open_organization(self, key: int | None) -> None:
        self._organization = key
        if key is not None:
            self.desk.ask(
                "organization",
                lambda: organization_detail(key, confidential=self.desk.may_read_confidential),
                self._show_organization,
                may_be_gone=True,
            )

    def _leave_gone(self, gone: Gone) -> None:
        """Close the panel of what was taken back or removed; what was not shown there is told."""
        if self.side.isVisible():
            self._close_side()
        else:
            self.desk.messages.info(gone.words)

    def _show_organization(self, detail: object) -> None:
        if isinstance(detail, Gone):
            self._leave_gone(detail)
        if isinstance(detail, OrganizationDetail) and detail.id == self._organization:
            self._open_side(self.organization)
            self.organization.show_detail(detail)

    def _compare(self, pair: object) -> None:
        if isinstance(pair, DuplicatePair):
            self._open_side(self.merging)
            self.merging.show_pair(pair)

    def _open_side(self, part: QWidget) -> None:
        self.side.setCurrentWidget(part)
        wanted = MERGE_PX if isinstance(part, MergePanel) else PANEL_PX
        if not self.side.isVisible() or self.side.width() < wanted:
            self.side.show()
            self.split.arrange(wanted, "merging" if isinstance(part, MergePanel) else "")
        self.people.squeeze(("E-mail", "Address", "Phone"))

    def _close_side(self) -> None:
        self.side.hide()
        self._person = self._organization = None
        self.people.squeeze()
        self._go_to_list()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """E changes the person in the panel; Esc closes it."""
        if event.key() == Qt.Key.Key_Escape and self.side.isVisible():
            self._close_side()
        elif event.text().upper() == "E" and self.side.isVisible() and self.side.currentWidget() is self.panel:
            self.panel.start_edit()
        else:
            super().keyPressEvent(event)
