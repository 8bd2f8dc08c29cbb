"""What each action on a promise asks for, and how its form becomes the action."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from outreach.actions import followups as acts
from outreach.actions.change import Actor, Changes
from outreach.languages.spoken import say
from outreach.records.followups import CLOSED_STATUSES, FollowUpStatus, Priority
from outreach.ui.kept_words import priority_word
from outreach.ui.widgets.action_form import ActionForm

PUBLIC_HINT = "What a resident may read on a public report: no names."
DAY_NEEDED = "The day is missing: write it as month/day/year."


@dataclass(frozen=True, slots=True)
class Deed:
    """Something one can do to a promise: its key, its words, and when it can be done."""

    name: str
    key: str
    words: str
    told: str
    when_open: bool = True
    when_closed: bool = False
    asks: bool = True

    def possible(self, status: str) -> bool:
        """Whether a promise in this state can have it done."""
        if self.name == "start" and status == FollowUpStatus.IN_PROGRESS:
            return False
        return self.when_closed if status in CLOSED_STATUSES else self.when_open


DEEDS = (
    Deed("done", "D", "Done", "Closed. Now tell the resident: press T."),
    Deed("told", "T", "Resident told", "The resident has been told.", when_open=False, when_closed=True),
    Deed("note", "N", "Note", "The note is kept.", when_closed=True),
    Deed("start", "S", "Start work", "Work has started.", asks=False),
    Deed("wait", "W", "Wait on partner", "Waiting on the partner."),
    Deed("hand_over", "H", "Hand over", "Handed over."),
    Deed("decline", "X", "Decline", "Declined. Now tell the resident: press T."),
    Deed("edit", "E", "Change", "The promise is changed.", when_closed=True),
    Deed("reopen", "R", "Open again", "Open again.", when_open=False, when_closed=True, asks=False),
)
DEED = {deed.name: deed for deed in DEEDS}


def note_form(today: date) -> ActionForm:
    """A dated note."""
    form = ActionForm("note", say("Write a note"), say("Keep note"), today)
    form.add_words("words", say("&Note"), needed=say("The note is empty: write what happened."))
    return form.add_date("on", say("Written on"), needed=say(DAY_NEEDED))


def done_form(today: date) -> ActionForm:
    """How a promise ended, in internal and in public words."""
    form = ActionForm("done", say("Close as done"), say("Close as done"), today)
    form.add_words("outcome", say("&Outcome, for us"), needed=say("The outcome is missing: write what was done."))
    form.add_words("public_outcome", say("Pu&blic words"), hint=say(PUBLIC_HINT))
    return form.add_date("on", say("Closed on"), needed=say(DAY_NEEDED))


def decline_form(today: date) -> ActionForm:
    """Why a promise is not kept."""
    form = ActionForm("decline", say("Decline"), say("Decline"), today)
    form.add_words("reason", say("&Reason, for us"), needed=say("The reason is missing: write why it is not done."))
    form.add_words("public_outcome", say("Pu&blic words"), hint=say(PUBLIC_HINT))
    return form.add_date("on", say("Declined on"), needed=say(DAY_NEEDED))


def wait_form(today: date) -> ActionForm:
    """Which partner was asked, and when."""
    form = ActionForm("wait", say("Wait on a partner"), say("Wait"), today)
    form.add_line("partner", say("&Partner"), needed=say("The partner's name is missing: write who was asked."))
    return form.add_date("on", say("Asked on"), needed=say(DAY_NEEDED))


def hand_over_form(today: date) -> ActionForm:
    """To whom."""
    form = ActionForm("hand_over", say("Hand over"), say("Hand over"), today)
    form.add_choice("owner", say("&To", sense="whom"), needed=say("Nobody is chosen: choose an officer."))
    return form.add_line("note", say("&Note"), hint=say("What the next officer should know"))


def told_form(today: date) -> ActionForm:
    """The day the resident was told: today, unless another is typed."""
    form = ActionForm("told", say("The resident was told"), say("Told"), today)
    return form.add_date("on", say("Told on"), hint=say("Enter keeps today"), needed=say(DAY_NEEDED))


def edit_form(today: date) -> ActionForm:
    """The promise itself."""
    form = ActionForm("edit", say("Change the promise"), say("Keep"), today)
    form.add_words("words", say("&Promise, for us"), needed=say("The words are missing: write what was promised."))
    form.add_words("public_words", say("Pu&blic words"), hint=say(PUBLIC_HINT))
    form.add_date("due", say("Due"))
    form.add_choice("priority", say("Priority"))
    form.offer("priority", [(priority_word(one).capitalize(), str(one)) for one in Priority])
    form.add_choice("owner", say("Owner"))
    return form.add_choice("neighborhood", say("Neighborhood"))


FORMS: Sequence[Callable[[date], ActionForm]] = (
    note_form,
    done_form,
    decline_form,
    wait_form,
    hand_over_form,
    told_form,
    edit_form,
)


@dataclass(frozen=True, slots=True)
class Target:
    """Which promise, in the version that was looked at, and what an edit leaves as it is."""

    follow_up: int
    version: int
    person: int | None = None
    organization: int | None = None


def perform(by: Actor, deed: str, target: Target, form: ActionForm | None) -> Changes:
    """Do what a form asks for to a promise. Raises OutreachError as the action does."""
    which = (target.follow_up, target.version)
    if form is None:
        return acts.start_work(by, *which) if deed == "start" else acts.reopen(by, *which)
    match deed:
        case "note":
            return acts.add_note(by, target.follow_up, form.text("words"), _day(form))
        case "done":
            return acts.close_as_done(by, *which, _day(form), form.text("outcome"), form.text("public_outcome"))
        case "decline":
            return acts.decline(by, *which, _day(form), form.text("reason"), form.text("public_outcome"))
        case "wait":
            return acts.wait_on_partner(by, *which, form.text("partner"), _day(form))
        case "hand_over":
            return acts.hand_over(by, *which, _key(form.chosen("owner")) or 0, form.today, form.text("note"))
        case "told":
            return acts.tell_resident(by, *which, _day(form))
    return acts.edit_promise(by, *which, _promise(target, form))


def _promise(target: Target, form: ActionForm) -> acts.PromiseDetails:
    return acts.PromiseDetails(
        words=form.text("words"),
        public_words=form.text("public_words"),
        owner=_key(form.chosen("owner")),
        due=form.date("due"),
        priority=str(form.chosen("priority")),
        promised_to_person=target.person,
        promised_to_organization=target.organization,
        neighborhood=_key(form.chosen("neighborhood")),
    )


def _day(form: ActionForm) -> date:
    return form.date("on") or form.today


def _key(value: object) -> int | None:
    return value if isinstance(value, int) else None
