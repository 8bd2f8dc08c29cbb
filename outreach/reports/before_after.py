"""A problem's count before and after, in words and drawn: what changed, whether chance explains it, never why."""

from outreach.languages.wording import ENGLISH, Wording
from outreach.queries.before_after import BeforeAfter, Counted
from outreach.queries.period import Period
from outreach.reports.chart_parts import Picture
from outreach.reports.charts import SideBar, before_after_bars

MONTHS_ALONE = 12
"""Bars for so many months bear the month alone; more than that begin with the year."""


def counted_words(told: BeforeAfter, say: Wording = ENGLISH) -> str:
    """What is counted, and where: "Burglary in Ensley"."""
    return say("{what} in {area}", what=say.known(told.what), area=told.area) if told.area else say.known(told.what)


def change_words(told: BeforeAfter, say: Wording = ENGLISH) -> str:
    """By how much it changed: "42 % fewer."; empty where a count or a base is missing, or nothing changed."""
    percent = told.percent
    if not percent:
        return ""
    if told.is_even:
        words = (
            say("{percent} % more.", percent=percent) if percent > 0 else say("{percent} % fewer.", percent=-percent)
        )
    elif percent > 0:
        words = say("{percent} % more a month.", percent=percent)
    else:
        words = say("{percent} % fewer a month.", percent=-percent)
    return words


def finding(told: BeforeAfter, say: Wording = ENGLISH) -> str:
    """The whole of it in sentences: the counts, the change, chance, the precinct, the season, and no cause."""
    sentences = [
        say(
            "{what}: {before} {first}, {after} {second}.",
            what=counted_words(told, say),
            before=_number(told.here.before, say),
            first=_when(told.before, say("before"), say),
            after=_number(told.here.after, say),
            second=_when(told.after, say("after"), say),
        ),
        change_words(told, say),
        _chance(told, say),
        _elsewhere(told.elsewhere, say),
    ]
    if _both(told.here):
        if not told.is_same_season:
            sentences.append(
                say("The two periods hold different months of the year, and counts change with the season.")
            )
        sentences.append(say("The counts do not say why."))
    return " ".join(sentence for sentence in sentences if sentence)


def chart(told: BeforeAfter, width: float, say: Wording = ENGLISH) -> Picture:
    """The months as bars, pale before and dark after; a count by hand as two."""
    bars = [SideBar(_month(told, one.month.month, one.month.year, say), one.count, one.is_after) for one in told.months]
    first = say.period(told.before) if told.before else say("before")
    second = say.period(told.after) if told.after else say("after")
    if not bars:
        bars = [SideBar(say("before"), told.here.before, False), SideBar(say("after"), told.here.after, True)]
    return before_after_bars(bars, first, second, finding(told, say), width, say)


def _month(told: BeforeAfter, month: int, year: int, say: Wording) -> str:
    short = str(say.months_short[month - 1])
    return short if len(told.months) <= MONTHS_ALONE else f"{short} {year % 100:02d}"


def _when(period: Period | None, otherwise: str, say: Wording) -> str:
    if period is None:
        return otherwise
    words = say.period(period)
    return say("in {period}", period=words) if len(period.months) == 1 else say("from {period}", period=words)


def _chance(told: BeforeAfter, say: Wording) -> str:
    match told.beyond_chance:
        case True:
            return say("A change this large would be rare if nothing had changed (exact two-sided test, p below 0.05).")
        case False:
            return say("Chance alone can explain a change of this size (exact two-sided test, p 0.05 or above).")
    return ""


def _elsewhere(counted: Counted | None, say: Wording) -> str:
    if counted is None or not _both(counted):
        return ""
    before, after = say.number(counted.before), say.number(counted.after)
    return say("In the whole precinct: {before} and {after}.", before=before, after=after)


def _number(count: int | None, say: Wording) -> str:
    return say("not counted") if count is None else say.number(count)


def _both(counted: Counted) -> bool:
    return counted.before is not None and counted.after is not None
