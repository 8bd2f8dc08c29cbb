"""One concern by itself, as one raised at no event: what was said, what was promised, what it is part of."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from outreach.actions.concerns import ConcernDetails, edit_concern, withdraw_concern
from outreach.actions.followups import PromiseDetails, make_promise
from outreach.languages.spoken import known_name, say
from outreach.queries.concerns import ConcernRow, concern_detail
from outreach.queries.follow_up_rows import FollowUpRow
from outreach.queries.followups import FollowUpFilter, follow_up_list
from outreach.queries.lookups import DeskLookups, desk_lookups
from outreach.queries.problems import problems_of
from outreach.records.followups import ConcernSource
from outreach.ui.desk import Desk, Gone
from outreach.ui.kept_words import source_word
from outreach.ui.page import Page
from outreach.ui.pages.event_concern_form import USUAL_DAYS
from outreach.ui.pages.follow_up_rows import standing
from outreach.ui.pages.problem_reading import NewProblem
from outreach.ui.widgets.action_form import ActionForm
from outreach.ui.widgets.basics import Breadcrumb, Card, button, clear, columns_of, label
from outreach.ui.widgets.full_height import FullHeight
from outreach.ui.widgets.rows import Row, RowList
from outreach.ui.wording import long_date

COLUMN_SHARES = (3, 2)
FACT_PX = 26
STATE_WORDS = {"noted": "nothing promised yet", "open": "a promise is open", "answered": "every promise is answered"}


@dataclass(frozen=True, slots=True)
class _Reading:
    concern: ConcernRow
    promises: tuple[FollowUpRow, ...]
    problems: tuple[tuple[int, str], ...]
    lookups: DeskLookups


class ConcernPage(Page):
    """The page: the words and who said them at the left, the promises and problems at the right."""

    cares_for = frozenset({"concern", "follow_up", "problem", "problem_concern", "person", "organization"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, say("Concern"))
        self._key: int | None = None
        self._reading: _Reading | None = None
        self._editing: ConcernRow | None = None
        self.crumb = Breadcrumb(say("Back"), desk.back)
        self.head.insertWidget(0, self.crumb)
        self.edit = button(say("Change", sense="button"), self.start_edit, name=say("Change this concern"), tip="E")
        self.withdraw = button(say("Withdraw"), self._withdraw, "quiet", name=say("Withdraw this concern"))
        for tool in (self.withdraw, self.edit):
            self.tools.addWidget(tool)
        self.words = label("", "total", wrap=True)
        self.about = QWidget()
        self.facts = QGridLayout(self.about)
        self.facts.setContentsMargins(0, 0, 0, 0)
        self.facts.setHorizontalSpacing(16)
        self.facts.setVerticalSpacing(2)
        self.facts.setColumnStretch(1, 1)
        self.form = _concern_form(desk)
        self.promise = _promise_form(desk)
        self.make = button(say("Promise something"), self.start_promise, tip="P")
        self.promises = RowList(say("Promises about it"), say("Nothing has been promised yet."))
        self.problems = RowList(say("Problems it is part of"), say("It is not part of a problem."))
        self.gather = button(say("Make a problem of it"), self._gather)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        said, promised, gathered = Card(say("What they told us")), Card(say("Promises")), Card(say("Problems"))
        said.body.addWidget(self.words)
        said.body.addWidget(self.form)
        said.body.addWidget(self.about)
        promised.body.addWidget(self.promises)
        promised.body.addWidget(self.promise)
        promised.body.addWidget(self.make, 0, Qt.AlignmentFlag.AlignLeft)
        gathered.body.addWidget(self.problems)
        gathered.body.addWidget(self.gather, 0, Qt.AlignmentFlag.AlignLeft)
        inside = FullHeight()
        inside.setLayout(columns_of(COLUMN_SHARES, ((said,), (promised, gathered))))
        self.hold_scrolled(inside, say("The concern"))

    def _connect(self) -> None:
        for form, keep in ((self.form, self._keep), (self.promise, self._keep_promise)):
            form.hide()
            form.submitted.connect(keep)
            form.left.connect(self._leave_forms)
            form.faulty_words.connect(self.desk.messages.fault)
        self.promises.opened.connect(partial(self.desk.go, "followups"))
        self.problems.opened.connect(partial(self.desk.go, "problems"))

    def show_record(self, what: object) -> None:
        """Show a concern by its key."""
        if isinstance(what, int) and what != self._key:
            self._key, self._reading = what, None
            self._leave_forms()
            self.mark_stale()

    def focus_first(self) -> None:
        """The first promise, or the way to make one."""
        rows = self.promises.rows
        (rows[0] if rows else self.make).setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self) -> None:
        """Ask for the concern and what hangs on it."""
        key, desk = self._key, self.desk
        precinct, today, secret = desk.precinct, desk.today, desk.may_read_confidential
        if key is None:
            return

        def question() -> _Reading:
            promised = follow_up_list(precinct, today, FollowUpFilter(concern=key), confidential=secret)
            return _Reading(
                concern_detail(key, confidential=secret),
                promised.rows,
                problems_of([key]).get(key, ()),
                desk_lookups(precinct),
            )

        desk.ask("concern", question, self._show, may_be_gone=True)

    def _show(self, reading: object) -> None:
        if isinstance(reading, Gone):
            if self._reading is None:
                self.desk.messages.info(reading.words)
            if self.isVisible():
                self.desk.back()
        if not isinstance(reading, _Reading) or reading.concern.id != self._key:
            return
        opening, self._reading = self._reading is None, reading
        one, today = reading.concern, self.desk.today
        self.title.setText(known_name(one.topic))
        self.crumb.here.setText(say("Concern"))
        self.subtitle.setText(f"{long_date(one.raised_on)} · {source_word(one.source)} · {say(STATE_WORDS[one.state])}")
        self.words.setText(one.words or say("What was said is confidential."))
        self._show_facts(one)
        self.promises.show_rows(
            [Row(each.id, each.words, each.owner_name or say("nobody yet")).add_pill(*standing(each, today))
             for each in reading.promises]
        )  # fmt: skip
        self.problems.show_rows([Row(key, title) for key, title in reading.problems])
        self.gather.setVisible(not reading.problems)
        self.edit.setVisible(one.words is not None)
        self.withdraw.setVisible(not reading.promises)
        if opening:
            self._resume()

    def _show_facts(self, one: ConcernRow) -> None:
        clear(self.facts)
        who = ("people", one.raised_by_person or ("organization", one.raised_by_organization))
        facts: tuple[tuple[str, str, tuple[str, object] | None], ...] = (
            (say("Said by"), one.raised_by or "", who),
            (say("Neighborhood"), one.neighborhood_name, ("neighborhoods", one.neighborhood)),
            (say("Event"), one.event_title if one.event is not None else "", ("event", one.event)),
            (say("Confidential"), say("public papers never show it") if one.confidential else "", None),
        )
        for row, (name, words, opens) in enumerate(fact for fact in facts if fact[1]):
            self.facts.setRowMinimumHeight(row, FACT_PX)
            self.facts.addWidget(label(name, "small"), row, 0, Qt.AlignmentFlag.AlignVCenter)
            if opens is not None:
                made = button(words, partial(self.desk.go, *opens), "link", name=say("Open: {words}", words=words))
                self.facts.addWidget(made, row, 1, Qt.AlignmentFlag.AlignLeft)
            else:
                self.facts.addWidget(label(words, wrap=True), row, 1)

    def _resume(self) -> None:
        """Open the form in which somebody was typing when the program ended."""
        for form, start in ((self.form, self.start_edit), (self.promise, self.start_promise)):
            if self.desk.drafts.kept(self._draft_key(form)) is not None:
                start()
                return

    def _draft_key(self, form: ActionForm) -> str:
        return f"form/concern/{self._key}/{form.name}"

    def start_edit(self) -> None:
        """Correct the concern."""
        reading = self._reading
        if reading is None or reading.concern.words is None:
            return
        one, lists = reading.concern, reading.lookups
        self._editing = one
        self.form.offer("topic", [(known_name(each.name), each.id) for each in lists.topics])
        self.form.offer(
            "neighborhood",
            [(say("None", sense="of neighborhoods"), None), *((each.name, each.id) for each in lists.neighborhoods)],
        )
        names = ("words", "source", "raised_on", "neighborhood", "confidential")
        self.form.fill(topic=one.topic_id, **{name: getattr(one, name) for name in names})
        self._open_form(self.form)
        self.words.hide()
        self.about.hide()

    def start_promise(self) -> None:
        """Promise something about it."""
        if self._reading is not None:
            officers = [(each.name, each.id) for each in self._reading.lookups.officers]
            self.promise.offer("owner", [(say("Nobody yet"), None), *officers])
            due = self.desk.today + timedelta(days=USUAL_DAYS)
            self.promise.fill(words="", public_words="", owner=self.desk.actor.officer_id, due=due)
            self._open_form(self.promise)
            self.make.hide()

    def _open_form(self, form: ActionForm) -> None:
        self._leave_forms()
        form.resume(self.desk.drafts, self._draft_key(form))
        form.show()
        form.take_focus()

    def _leave_forms(self) -> None:
        for form in (self.form, self.promise):
            form.hide()
        for widget in (self.words, self.about, self.make):
            widget.show()

    def _keep(self) -> None:
        # As it was when the form was filled: what a colleague changed since is merged in, or shown.
        one, form, by = self._editing, self.form, self.desk.actor
        if one is None:
            return
        topic, area = form.chosen("topic"), form.chosen("neighborhood")
        details = ConcernDetails(
            topic=topic if isinstance(topic, int) else one.topic_id,
            words=form.text("words"),
            neighborhood=area if isinstance(area, int) else None,
            source=str(form.chosen("source")),
            raised_on=form.date("raised_on"),
            raised_by_person=one.raised_by_person,
            raised_by_organization=one.raised_by_organization,
            confidential=form.ticked("confidential"),
        )
        if self.desk.do(lambda: edit_concern(by, one.id, one.version, details), say("Kept."), self._keep) is not None:
            form.recorded()
            self._leave_forms()

    def _keep_promise(self) -> None:
        if self._reading is None:
            return
        one, form, desk = self._reading.concern, self.promise, self.desk
        owner = form.chosen("owner")
        details = PromiseDetails(
            words=form.text("words"),
            public_words=form.text("public_words"),
            owner=owner if isinstance(owner, int) else None,
            due=form.date("due"),
            promised_to_person=one.raised_by_person,
            promised_to_organization=one.raised_by_organization,
        )
        told = say("Promised.")
        made = desk.do(lambda: make_promise(desk.actor, desk.precinct, details, desk.today, concern=one.id), told)
        if made is not None:
            form.recorded()
            self._leave_forms()

    def _withdraw(self) -> None:
        if self._reading is None:
            return
        one, by = self._reading.concern, self.desk.actor
        if (
            self.desk.do(lambda: withdraw_concern(by, one.id, one.version), say("The concern is withdrawn."))
            is not None
        ):
            self._key = None
            self.desk.back()

    def _gather(self) -> None:
        if self._key is not None:
            self.desk.go("problems", NewProblem(self._key))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """E changes the concern, P promises something, Esc goes back."""
        match event.key():
            case Qt.Key.Key_Escape:
                self.desk.back()
            case Qt.Key.Key_E:
                self.start_edit()
            case Qt.Key.Key_P:
                self.start_promise()
            case _:
                super().keyPressEvent(event)


def _concern_form(desk: Desk) -> ActionForm:
    form = ActionForm("concern", "", say("Keep"), desk.today)
    form.add_words("words", say("&Words"), needed=say("The words are missing: write what the resident told us."))
    form.add_choice("topic", say("&Topic")).add_choice("neighborhood", say("&Neighborhood")).pair()
    form.add_choice("source", say("&How it reached us"))
    form.offer("source", [(source_word(source).capitalize(), source.value) for source in ConcernSource])
    form.add_date("raised_on", say("&Day"), needed=say("The day is missing: write it as month/day/year.")).pair()
    return form.add_check("confidential", say("&Confidential: public papers never show it"))


def _promise_form(desk: Desk) -> ActionForm:
    form = ActionForm("promise", "", say("Promise it"), desk.today)
    form.add_words("words", say("&We promise"), needed=say("The words are missing: write what we promise to do."))
    form.add_line(
        "public_words", say("In &public words"), hint=say("What a resident may read on a public report: no names.")
    )
    return form.add_choice("owner", say("&Owner")).add_date("due", say("&Due")).pair()
