"""How a report on a period opens: the commander's message and the band of key figures."""

from outreach.languages.wording import Wording
from outreach.queries.figures import Figures
from outreach.queries.monthly import Signatures
from outreach.reports.page import Paper
from outreach.reports.tables import KeyFigure, key_figures
from outreach.reports.text import QUOTE

# A message longer than this would push the figures off the first page: it gets a section of its own.
_WORDS_ON_TOP = 130


def headline(paper: Paper, message: str, figures: Figures, signed: Signatures) -> None:
    """The message and the key figures; a long message follows the figures."""
    say = paper.say
    is_long = len(message.split()) > _WORDS_ON_TOP
    if not is_long:
        _message(paper, message, signed)
    paper.add(key_figures(paper.section(), _key_figures(figures, say), paper.width))
    if is_long:
        paper.heading(say("From the commander"))
        _message(paper, message, signed)


def _message(paper: Paper, message: str, signed: Signatures) -> None:
    if message.strip():
        paper.quotation(message, signed.approved_by or paper.say("The precinct commander"), QUOTE)


def _key_figures(figures: Figures, say: Wording) -> list[KeyFigure]:
    parts = (_events, _people, _neighborhoods, _kept, _measured)
    return [part(figures, say) for part in parts]


def _compared(figures: Figures, prior: str, last_year: str, say: Wording) -> str:
    if figures.comparison.prior_period.period == figures.comparison.last_year.period:
        return say("{last} a year earlier", last=last_year)
    name = say.name_of(figures.comparison.prior_period.period, "the period before")
    return say("{prior} in {name}\n{last} a year earlier", prior=prior, name=name, last=last_year)


def _events(figures: Figures, say: Wording) -> KeyFigure:
    before, year = figures.comparison.prior_period, figures.comparison.last_year
    compared = _compared(figures, say.number(before.events.held), say.number(year.events.held), say)
    label = say("event held") if figures.events.held == 1 else say("events held")
    return KeyFigure(say.number(figures.events.held), label, compared)


def _people(figures: Figures, say: Wording) -> KeyFigure:
    before, year = figures.comparison.prior_period, figures.comparison.last_year
    reached = figures.people_reached
    compared = _compared(figures, say.number(before.people_reached.total), say.number(year.people_reached.total), say)
    if reached.unknown_events:
        uncounted = say.count(reached.unknown_events, "event without a count", "events without a count")
        compared = f"{compared}\n{uncounted}"
    return KeyFigure(say.number(reached.total), say("people reached"), compared)


def _neighborhoods(figures: Figures, say: Wording) -> KeyFigure:
    now, before, year = figures, figures.comparison.prior_period, figures.comparison.last_year
    compared = _compared(figures, say.number(before.neighborhoods.reached), say.number(year.neighborhoods.reached), say)
    if now.neighborhoods.quiet:
        compared = f"{compared}\n{say('{number} gone quiet', number=say.number(len(now.neighborhoods.quiet)))}"
    share = say(
        "{part} of {whole}", part=say.number(now.neighborhoods.reached), whole=say.number(now.neighborhoods.active)
    )
    return KeyFigure(share, say("neighborhoods"), compared)


def _kept(figures: Figures, say: Wording) -> KeyFigure:
    def share(kept: int, due: int) -> str:
        return say("{part} of {whole}", part=say.number(kept), whole=say.number(due)) if due else say("none due")

    now, before = figures.follow_ups, figures.comparison.prior_period.follow_ups
    year = figures.comparison.last_year.follow_ups
    compared = _compared(figures, share(before.kept, before.due), share(year.kept, year.due), say)
    return KeyFigure(share(now.kept, now.due), say("promises kept on time"), compared)


def _measured(figures: Figures, say: Wording) -> KeyFigure:
    before, year = figures.comparison.prior_period, figures.comparison.last_year
    name = next((name for name in figures.measures if "firearm" in name.lower()), None)
    if name is None or figures.measures[name] is None:
        compared = _compared(figures, say.number(before.sign_ins.first_time), say.number(year.sign_ins.first_time), say)
        return KeyFigure(say.number(figures.sign_ins.first_time), say("people came for the first time"), compared)
    compared = _compared(figures, say.number(before.measures.get(name)), say.number(year.measures.get(name)), say)
    return KeyFigure(say.number(figures.measures[name]), say.known(name).lower(), compared)
