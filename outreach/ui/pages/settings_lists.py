"""The parts of the settings that are lists: officers, kinds of event, topics and measures, each with its form."""

from functools import partial

from outreach.actions.change import Actor, Changes
from outreach.actions.kinds import (
    EventKindDetails,
    add_event_kind,
    add_measure_kind,
    add_topic,
    edit_event_kind,
    edit_measure_kind,
    edit_topic,
)
from outreach.actions.precinct import OfficerDetails, add_officer, edit_officer
from outreach.languages.spoken import say
from outreach.queries.lookups import Choice as Option
from outreach.queries.lookups import EventKindChoice, OfficerChoice
from outreach.ui.desk import Desk
from outreach.ui.models import Column
from outreach.ui.pages.settings_parts import ListPart
from outreach.ui.widgets.action_form import ActionForm
from outreach.ui.wording import plural


def officer_form(desk: Desk) -> ActionForm:
    """An officer."""
    form = ActionForm("officer", say("Officer"), say("Add"), desk.today)
    form.add_line("badge", say("&Badge"), needed=say("The badge is missing: fill it in."))
    form.add_line("rank", say("&Rank"))
    form.add_line("name", say("&Name"), needed=say("The name is missing: fill it in."))
    return form.add_check("active", say("Acti&ve", sense="of an officer or kind"))


def fill_officer(form: ActionForm, kept: OfficerChoice | None) -> None:
    """Show an officer."""
    if kept is None:
        form.fill(badge="", rank="", name="", active=True)
    else:
        form.fill(badge=kept.badge, rank=kept.rank, name=kept.plain_name, active=kept.active)


def keep_officer(precinct: int, by: Actor, form: ActionForm, kept: OfficerChoice | None) -> Changes:
    """Add or change an officer."""
    details = OfficerDetails(form.text("badge"), form.text("name"), form.text("rank"), form.ticked("active"))
    return add_officer(by, precinct, details) if kept is None else edit_officer(by, kept.id, kept.version, details)


def name_form(form: ActionForm, active: bool) -> ActionForm:
    """Something that has a name and little else."""
    form.add_line("name", say("&Name"), needed=say("The name is missing: fill it in."))
    return form.add_check("active", say("Acti&ve", sense="of an officer or kind")) if active else form


def fill_topic(form: ActionForm, kept: Option | None) -> None:
    """Show a topic."""
    form.fill(name=kept.name if kept else "", active=kept.active if kept else True)


def keep_topic(precinct: int, by: Actor, form: ActionForm, kept: Option | None) -> Changes:
    """Add or change a topic."""
    name = form.text("name")
    if kept is None:
        return add_topic(by, precinct, name)
    return edit_topic(by, kept.id, kept.version, name, form.ticked("active"))


def fill_name(form: ActionForm, kept: Option | None) -> None:
    """Show a name."""
    form.fill(name=kept.name if kept else "")


def keep_measure(precinct: int, by: Actor, form: ActionForm, kept: Option | None) -> Changes:
    """Add or rename a measure."""
    name = form.text("name")
    return add_measure_kind(by, precinct, name) if kept is None else edit_measure_kind(by, kept.id, kept.version, name)


class KindForm(ActionForm):
    """A kind of event, with a box for each measure it may ask for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("kind", say("Kind of event"), say("Add"), desk.today)
        self.add_line("name", say("&Name"), needed=say("The name is missing: fill it in."))
        self.add_check("asks_sign_in", say("Asks who &signed in"))
        self.add_check("asks_hours", say("Asks for officers’ &hours"))
        self.add_check("is_checkpoint", say("Is a &checkpoint"))
        self.add_check("active", say("Acti&ve", sense="of an officer or kind"))
        self.measures: tuple[Option, ...] = ()

    def offer_measures(self, measures: tuple[Option, ...]) -> None:
        """A box for each measure, made as they become known."""
        known = {measure.id for measure in self.measures}
        for measure in measures:
            if measure.id not in known:
                self.add_check(f"measure/{measure.id}", say("Counts {measure}", measure=measure.name.lower()))
        self.measures = measures


def kind_form(desk: Desk) -> ActionForm:
    """A kind of event."""
    return KindForm(desk)


def fill_kind(form: ActionForm, kept: EventKindChoice | None) -> None:
    """Show a kind of event."""
    asked = {measure.id for measure in kept.measures} if kept else set()
    known = form.measures if isinstance(form, KindForm) else ()
    form.fill(
        name=kept.name if kept else "",
        asks_sign_in=kept.asks_sign_in if kept else True,
        asks_hours=kept.asks_hours if kept else False,
        is_checkpoint=kept.is_checkpoint if kept else False,
        active=kept.active if kept else True,
        **{f"measure/{measure.id}": measure.id in asked for measure in known},
    )


def keep_kind(precinct: int, by: Actor, form: ActionForm, kept: EventKindChoice | None) -> Changes:
    """Add or change a kind of event."""
    known = form.measures if isinstance(form, KindForm) else ()
    details = EventKindDetails(
        name=form.text("name"),
        asks_sign_in=form.ticked("asks_sign_in"),
        asks_hours=form.ticked("asks_hours"),
        is_checkpoint=form.ticked("is_checkpoint"),
        measures=tuple(measure.id for measure in known if form.ticked(f"measure/{measure.id}")),
        active=form.ticked("active"),
    )
    return (
        add_event_kind(by, precinct, details) if kept is None else edit_event_kind(by, kept.id, kept.version, details)
    )


def _state(kept: Option) -> str:
    if kept.active:
        return say("active", sense="of an officer or kind")
    return say("inactive", sense="of an officer or kind")


def _tone(kept: Option) -> str:
    return "good" if kept.active else "quiet"


OFFICER_COLUMNS: tuple[Column[OfficerChoice], ...] = (
    Column("Badge", lambda row: row.badge, width=96),
    Column("Name", lambda row: row.name, strong=True),
    Column("State", _state, width=96, tone=_tone),
)
KIND_COLUMNS: tuple[Column[EventKindChoice], ...] = (
    Column("Kind", lambda row: row.name, strong=True),
    Column("Counts", lambda row: plural(len(row.measures), "measure") if row.measures else "–", width=120, muted=True),
    Column("State", _state, width=96, tone=_tone),
)
TOPIC_COLUMNS: tuple[Column[Option], ...] = (
    Column("Topic", lambda row: row.name, strong=True),
    Column("State", _state, width=96, tone=_tone),
)
NAME_COLUMNS: tuple[Column[Option], ...] = (Column("Measure", lambda row: row.name, strong=True),)


def officers_part(desk: Desk) -> ListPart[OfficerChoice]:
    """The officers."""
    words = say("Who can own promises and lead events. Set an officer who left inactive: her past stays.")
    keep = partial(keep_officer, desk.precinct)
    return ListPart(
        desk, "form/settings/Officers/", "Officers", words, OFFICER_COLUMNS, officer_form(desk), fill_officer, keep
    )


def kinds_part(desk: Desk) -> ListPart[EventKindChoice]:
    """The kinds of event."""
    words, keep = say("What each kind asks for when it is recorded."), partial(keep_kind, desk.precinct)
    return ListPart(
        desk,
        "form/settings/Kinds of event/",
        "Kinds of event",
        words,
        KIND_COLUMNS,
        kind_form(desk),
        fill_kind,
        keep,
    )


def topics_part(desk: Desk) -> ListPart[Option]:
    """The topics of concerns."""
    words = say("What concerns are about. An inactive topic is no longer offered; its concerns stay.")
    form, keep = (
        name_form(ActionForm("topic", say("Topic"), say("Add"), desk.today), active=True),
        partial(keep_topic, desk.precinct),
    )
    return ListPart(desk, "form/settings/Topics/", "Topics", words, TOPIC_COLUMNS, form, fill_topic, keep)


def measures_part(desk: Desk) -> ListPart[Option]:
    """What is counted at events."""
    words = say("What is counted at events, such as vehicles stopped.")
    form, keep = (
        name_form(ActionForm("measure", say("Measure"), say("Add"), desk.today), active=False),
        partial(keep_measure, desk.precinct),
    )
    return ListPart(desk, "form/settings/Measures/", "Measures", words, NAME_COLUMNS, form, fill_name, keep)
