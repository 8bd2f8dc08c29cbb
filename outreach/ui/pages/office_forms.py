"""Memberships and terms of office as forms: the same fields from the person's side and from the organization's."""

from datetime import date

from outreach.actions.organizations import TermDetails
from outreach.ui.widgets.action_form import ActionForm
from outreach.ui.wording import short_date

OFFICES = ("president", "vice-president", "secretary", "other")
FIRST_DAY_NEEDED = "The first day is missing: write it as month/day/year."


def add_term_fields(form: ActionForm) -> ActionForm:
    """Ask for the office and its days."""
    form.add_choice("office", "&Office")
    form.offer("office", [(office.capitalize(), office) for office in OFFICES])
    form.add_date("starts", "&From", needed=FIRST_DAY_NEEDED)
    return form.add_date("ends", "&Until", hint="Empty: still in office").pair()


def term_details(form: ActionForm, person: int) -> TermDetails:
    """What the form says of a person's term. Raises OutreachError for a day that is none."""
    starts = form.date("starts") or form.today
    return TermDetails(person, str(form.chosen("office")), starts, form.date("ends"))


def term_words(starts: date, ends: date | None, today: date) -> str:
    """How long a term is: "since Jan 1, 2018", "Jan 1, 2017 to Dec 31, 2017"."""
    if ends is None:
        return f"since {short_date(starts, today)}"
    return f"{short_date(starts, today)} to {short_date(ends, today)}"
