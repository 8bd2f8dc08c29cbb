"""Memberships and terms of office as forms: the same fields from the person's side and from the organization's."""

from datetime import date

from outreach.actions.organizations import TermDetails
from outreach.languages.spoken import say
from outreach.ui.kept_words import office_word
from outreach.ui.widgets.action_form import ActionForm
from outreach.ui.wording import short_date

OFFICES = ("president", "vice-president", "secretary", "other")
FIRST_DAY_NEEDED = "The first day is missing: write it as month/day/year."


def add_term_fields(form: ActionForm) -> ActionForm:
    """Ask for the office and its days."""
    form.add_choice("office", say("&Office"))
    form.offer("office", [(office_word(office).capitalize(), office) for office in OFFICES])
    form.add_date("starts", say("&From"), needed=say(FIRST_DAY_NEEDED))
    return form.add_date("ends", say("&Until"), hint=say("Empty: still in office")).pair()


def term_details(form: ActionForm, person: int) -> TermDetails:
    """What the form says of a person's term. Raises OutreachError for a day that is none."""
    starts = form.date("starts") or form.today
    return TermDetails(person, str(form.chosen("office")), starts, form.date("ends"))


def term_words(starts: date, ends: date | None, today: date) -> str:
    """How long a term is: "since Jan 1, 2018", "Jan 1, 2017 to Dec 31, 2017"."""
    if ends is None:
        return say("since {day}", day=short_date(starts, today))
    return say("{first} to {last}", first=short_date(starts, today), last=short_date(ends, today))
