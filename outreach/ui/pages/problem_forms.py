"""The forms of a problem: the problem itself, and what is counted before and after the response."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from outreach.actions.problems import ProblemDetails
from outreach.languages.spoken import say
from outreach.queries.lookups import DeskLookups
from outreach.queries.period import shifted
from outreach.queries.problems import ProblemDetail
from outreach.ui.widgets.action_form import ActionForm
from outreach.ui.wording import month_name

BY_HAND, NOTHING = "by hand", "nothing"
MONTHS_BACK, MONTHS_AHEAD = 60, 12
HAND_FIELDS = ("counted", "count_before", "count_after")
MONTH_FIELDS = ("before_from", "before_to", "after_from", "after_to")
DRAFTED = ("title", "neighborhood", "owner", "opened_on", "scanning")
USUAL_MONTHS = 3


def new_form(today: date) -> ActionForm:
    """What a new problem begins with."""
    form = _problem_form("problem", "", say("Open the problem"), today)
    return form.add_words("scanning", say("&What happens"), hint=say("What happens, where, since when, and to whom?"))


def details_form(today: date) -> ActionForm:
    """The problem itself."""
    form = _problem_form("details", say("Change the problem"), say("Keep"), today)
    return form.add_date(
        "closed_on", say("Close&d on"), needed=say("The closing day is missing: write it as month/day/year.")
    )


def _problem_form(name: str, title: str, submit: str, today: date) -> ActionForm:
    form = ActionForm(name, title, submit, today)
    form.add_line("title", say("&Title"), needed=say("The problem needs a title: what happens, and where."))
    form.add_choice("neighborhood", say("&Neighborhood")).add_choice("owner", say("&Owner")).pair()
    return form.add_date(
        "opened_on", say("Opened on"), needed=say("The opening day is missing: write it as month/day/year.")
    )


def count_form(today: date) -> ActionForm:
    """What is counted, where, and in which months."""
    form = ActionForm("count", "", say("Keep"), today)
    form.add_choice("what", say("&Counted")).add_choice("counted_area", say("&Where")).pair()
    form.add_line("counted", say("O&f what"), hint=say("Such as: vehicles over the limit in a week"))
    form.add_count("count_before", say("&Before")).add_count("count_after", say("&After")).pair()
    form.add_choice("before_from", say("Before: from")).add_choice("before_to", say("to")).pair()
    form.add_choice("after_from", say("After: from")).add_choice("after_to", say("to")).pair()
    for name, words in (("before_to", say("Before: to")), ("after_to", say("After: to"))):
        form.control(name).setAccessibleName(words)
    return form


def offer_problem(form: ActionForm, lookups: DeskLookups) -> None:
    """Offer the neighborhoods and officers."""
    form.offer(
        "neighborhood",
        [(say("None", sense="of neighborhoods"), None), *((one.name, one.id) for one in lookups.neighborhoods)],
    )
    form.offer("owner", [(say("Nobody yet"), None), *((one.name, one.id) for one in lookups.officers)])


def offer_counts(form: ActionForm, lookups: DeskLookups, problem: ProblemDetail, today: date) -> None:
    """Offer the offenses, the places and the months, those that stand in the problem among them."""
    offenses = [(one.name, one.id) for one in lookups.offenses]
    form.offer("what", [(say("Nothing yet"), NOTHING), *offenses, (say("Something counted by hand"), BY_HAND)])
    areas = [(one.name, one.id) for one in lookups.neighborhoods]
    form.offer("counted_area", [(say("The whole precinct"), None), *areas])
    first = today.replace(day=1)
    months = {shifted(first, step) for step in range(-MONTHS_BACK, MONTHS_AHEAD + 1)}
    months |= {month for name in MONTH_FIELDS if (month := getattr(problem.choice, name)) is not None}
    offered = [(month_name(month), month) for month in sorted(months, reverse=True)]
    for name in MONTH_FIELDS:
        form.offer(name, [("–", None), *offered])


def fill_counts(form: ActionForm, problem: ProblemDetail) -> None:
    """Show what is counted."""
    choice = problem.choice
    what: object = choice.offense if choice.offense is not None else BY_HAND if problem.told else NOTHING
    form.fill(
        what=what,
        counted_area=problem.neighborhood if what == NOTHING else choice.area,
        **{name: getattr(choice, name) for name in (*HAND_FIELDS, *MONTH_FIELDS)},
    )
    show_counts(form, problem.opened_on)


def show_counts(form: ActionForm, opened_on: date) -> None:
    """Show the fields that belong to what is counted; an offense is first compared over three months on each side."""
    what = form.chosen("what")
    by_offense = isinstance(what, int)
    form.show_field("counted_area", by_offense)
    for name in HAND_FIELDS:
        form.show_field(name, what == BY_HAND)
    for name in MONTH_FIELDS:
        form.show_field(name, what != NOTHING)
    if by_offense and not any(_month(form, name) for name in MONTH_FIELDS):
        first = opened_on.replace(day=1)
        steps = (-USUAL_MONTHS, -1, 0, USUAL_MONTHS - 1)
        form.fill(**{name: shifted(first, step) for name, step in zip(MONTH_FIELDS, steps, strict=True)})


def details_of(one: ProblemDetail) -> ProblemDetails:
    """A problem as it is kept, to be changed in part."""
    choice = one.choice
    return ProblemDetails(
        title=one.title,
        opened_on=one.opened_on,
        neighborhood=one.neighborhood,
        owner=one.owner,
        phase=one.phase,
        scanning=one.scanning,
        analysis=one.analysis,
        response=one.response,
        assessment=one.assessment,
        closed_on=one.closed_on,
        counted=choice.counted,
        count_before=choice.count_before,
        count_after=choice.count_after,
        counted_offense=choice.offense,
        counted_area=choice.area,
        before_from=choice.before_from,
        before_to=choice.before_to,
        after_from=choice.after_from,
        after_to=choice.after_to,
    )


def with_details(kept: ProblemDetails, form: ActionForm) -> ProblemDetails:
    """A problem with what the form of the problem itself says. Raises OutreachError for a day that is none."""
    return replace(
        kept,
        title=form.text("title"),
        neighborhood=_key(form.chosen("neighborhood")),
        owner=_key(form.chosen("owner")),
        opened_on=form.date("opened_on") or kept.opened_on,
        closed_on=form.date("closed_on") if kept.closed_on is not None else None,
    )


def with_parts(kept: ProblemDetails, parts: Mapping[str, str]) -> ProblemDetails:
    """A problem with what its four steps found."""
    return replace(
        kept,
        scanning=parts["scanning"],
        analysis=parts["analysis"],
        response=parts["response"],
        assessment=parts["assessment"],
    )


def with_counts(kept: ProblemDetails, form: ActionForm) -> ProblemDetails:
    """A problem with what the form says is counted; what does not belong to it is left out."""
    what = form.chosen("what")
    by_hand, by_offense = what == BY_HAND, isinstance(what, int)
    first, last, then, end = (_month(form, name) if by_hand or by_offense else None for name in MONTH_FIELDS)
    return replace(
        kept,
        counted=form.text("counted") if by_hand else "",
        count_before=form.count("count_before") if by_hand else None,
        count_after=form.count("count_after") if by_hand else None,
        counted_offense=_key(what),
        counted_area=_key(form.chosen("counted_area")) if by_offense else None,
        before_from=first,
        before_to=last,
        after_from=then,
        after_to=end,
    )


def new_details(form: ActionForm) -> ProblemDetails:
    """The problem that the form for a new one says. Raises OutreachError for a day that is none."""
    return ProblemDetails(
        title=form.text("title"),
        opened_on=form.date("opened_on") or form.today,
        neighborhood=_key(form.chosen("neighborhood")),
        owner=_key(form.chosen("owner")),
        scanning=form.text("scanning"),
    )


def _month(form: ActionForm, name: str) -> date | None:
    chosen = form.chosen(name)
    return chosen if isinstance(chosen, date) else None


def _key(value: object) -> int | None:
    return value if isinstance(value, int) else None
