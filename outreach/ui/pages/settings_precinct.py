"""The part of the settings for the precinct itself: its names, its paper and its rules."""

from PySide6.QtWidgets import QVBoxLayout

from outreach.actions.precinct import PrecinctDetails, edit_precinct
from outreach.languages.spoken import say
from outreach.queries.precincts import PrecinctHeader
from outreach.ui.desk import Desk
from outreach.ui.painted import margins
from outreach.ui.widgets.action_form import ActionForm
from outreach.ui.widgets.basics import Card, scrolled
from outreach.ui.widgets.full_height import FullHeight

FORM_PX = 460
DRAFT = "form/settings/Precinct/precinct"


class PrecinctPart(Card):
    """The form. What is being typed stays when a colleague changed something meanwhile."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(say("Precinct"))
        self._desk = desk
        self._header: PrecinctHeader | None = None
        self._newest: PrecinctHeader | None = None
        self._has_typed = False
        self.form = precinct_form(desk)
        self.form.submitted.connect(self._keep)
        self.form.left.connect(self._start_again)
        self.form.typed.connect(self._note_typing)
        self.form.faulty_words.connect(desk.messages.fault)
        self.form.setMaximumWidth(FORM_PX)
        inside = FullHeight()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(margins(0, 0, 8, 0))
        inner.addWidget(self.form)
        inner.addStretch(1)
        self.body.addWidget(scrolled(inside, say("The precinct")), 1)

    def show_header(self, header: PrecinctHeader) -> None:
        """Show what is kept, unless somebody is typing."""
        self._newest = header
        if not self._has_typed:
            self._fill(header)

    def _fill(self, header: PrecinctHeader) -> None:
        self._header = header
        self.form.fill(
            agency=header.agency,
            name=header.name,
            commander=header.commander,
            time_zone=header.time_zone,
            paper=header.paper,
            quiet_after_days=header.quiet_after_days,
            traceable_below=header.traceable_below,
        )
        self._has_typed = self.form.resume(self._desk.drafts, DRAFT)

    def _keep(self) -> None:
        header, form, desk = self._header, self.form, self._desk
        if header is None:
            return
        details = PrecinctDetails(
            agency=form.text("agency"),
            name=form.text("name"),
            commander=form.text("commander"),
            time_zone=form.text("time_zone"),
            paper=str(form.chosen("paper")),
            quiet_after_days=form.count("quiet_after_days") or 0,
            traceable_below=form.count("traceable_below") or 0,
            logo=header.logo,
            is_demo=header.is_demo,
        )
        by, key, version = desk.actor, header.key, header.version
        if desk.do(lambda: edit_precinct(by, key, version, details), say("Settings kept."), self._keep) is not None:
            form.recorded()
            self._has_typed = False

    def _note_typing(self) -> None:
        self._has_typed = True

    def _start_again(self) -> None:
        self.form.recorded()
        if self._newest is not None:
            self._fill(self._newest)


def precinct_form(desk: Desk) -> ActionForm:
    """The precinct's names and rules."""
    form = ActionForm("precinct", say("Names, paper and rules"), say("Keep"), desk.today)
    form.add_line("agency", say("&Agency"), needed=say("The agency is missing: fill it in."))
    form.add_line("name", say("&Precinct"), needed=say("The precinct's name is missing: fill it in."))
    form.add_line("commander", say("&Commander"))
    form.add_line("time_zone", say("&Time zone"), needed=say("The time zone is missing: for example America/Chicago."))
    form.add_choice("paper", say("Pape&r"))
    form.offer("paper", [(say("Letter"), "letter"), ("A4", "a4")])
    form.add_count(
        "quiet_after_days", say("A neighborhood is &quiet after days"), 1, say("The number of days is missing.")
    )
    return form.add_count(
        "traceable_below", say("Public papers leave out counts &below"), 1, say("The number is missing.")
    )
