"""What is kept of a person, as a form; the same fields are compared when two entries are merged."""

from dataclasses import dataclass
from datetime import date

from outreach.actions.people import PersonDetails
from outreach.languages.spoken import say
from outreach.queries.person_rows import PersonRow
from outreach.ui.widgets.action_form import ActionForm
from outreach.ui.wording import plural, short_date

LANGUAGES = (("English", "en"), ("Spanish", "es"), ("Vietnamese", "vi"), ("Chinese", "zh"), ("Arabic", "ar"))


@dataclass(frozen=True, slots=True)
class FieldOfPerson:
    """One field: its name in the records and its words."""

    name: str
    words: str


FIELDS = (
    FieldOfPerson("given_name", "Given name"),
    FieldOfPerson("family_name", "Family name"),
    FieldOfPerson("phone", "Phone"),
    FieldOfPerson("email", "E-mail"),
    FieldOfPerson("address", "Address"),
    FieldOfPerson("postcode", "ZIP code"),
    FieldOfPerson("neighborhood", "Neighborhood"),
    FieldOfPerson("language", "Language"),
    FieldOfPerson("may_contact", "May be contacted"),
    FieldOfPerson("confidential", "Confidential"),
)


def person_form(today: date) -> ActionForm:
    """The form."""
    form = ActionForm("person", say("Person"), say("Keep"), today)
    form.add_line("given_name", say("&Given name")).add_line("family_name", say("&Family name"))
    form.add_line("phone", say("&Phone")).add_line("email", say("&E-mail"))
    form.add_line("address", say("&Address")).add_line("postcode", say("&ZIP code"))
    form.add_choice("neighborhood", say("&Neighborhood")).add_choice("language", say("&Language"))
    form.offer("language", [(say(words), code) for words, code in LANGUAGES])
    form.add_check("may_contact", say("May be &contacted"))
    form.add_check("confidential", say("Confidential: in no public report"))
    return form.add_check("active", say("Acti&ve"))


def fill_person(form: ActionForm, row: PersonRow | None, name: str = "") -> None:
    """Show a person, or an empty form that begins with a typed name."""
    if row is None:
        given, _, family = name.strip().rpartition(" ")
        blank = {"phone": "", "email": "", "address": "", "postcode": "", "neighborhood": None, "language": "en"}
        form.fill(given_name=given, family_name=family, may_contact=True, confidential=False, active=True, **blank)
        return
    form.fill(active=row.active, **{field.name: getattr(row, field.name) for field in FIELDS})


def details_of(form: ActionForm, household: int | None = None) -> PersonDetails:
    """What the form says."""
    neighborhood = form.chosen("neighborhood")
    return PersonDetails(
        given_name=form.text("given_name"),
        family_name=form.text("family_name"),
        phone=form.text("phone"),
        email=form.text("email"),
        address=form.text("address"),
        postcode=form.text("postcode"),
        neighborhood=neighborhood if isinstance(neighborhood, int) else None,
        household=household,
        language=str(form.chosen("language") or "en"),
        may_contact=form.ticked("may_contact"),
        confidential=form.ticked("confidential"),
        active=form.ticked("active"),
    )


def came_words(row: PersonRow, today: date) -> str:
    """How often somebody came, and when last: "3 events, last on Jan 24"."""
    events = plural(row.events, "event")
    return (
        say("{events}, last on {day}", events=events, day=short_date(row.last_came, today)) if row.last_came else events
    )


def shown_value(row: PersonRow, name: str) -> str:
    """A field's value as one reads it; empty where nothing is known."""
    value = getattr(row, name)
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if name == "neighborhood":
        return row.neighborhood_name
    if name == "language":
        return next((say(words) for words, code in LANGUAGES if code == value), str(value))
    return str(value or "")
