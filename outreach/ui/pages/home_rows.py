"""What Home says in a line: figures beside those before, promises, events ahead, and neighborhoods gone quiet."""

from datetime import date

from outreach.languages.spoken import known_name, say, spoken
from outreach.queries.follow_up_rows import FollowUpRow
from outreach.queries.home import ComingUp, Home, QuietRow, TileFigures
from outreach.ui.pages.follow_up_rows import standing, waiting_words, whereabouts
from outreach.ui.widgets.rows import Row
from outreach.ui.wording import clock, plural, short_date, time_range


def greeting(hour: int) -> str:
    """What one says at an hour of the day.

    >>> greeting(8), greeting(13), greeting(21)
    ('Good morning', 'Good afternoon', 'Good evening')
    """
    return say("Good morning") if 4 <= hour < 12 else say("Good afternoon") if 12 <= hour < 17 else say("Good evening")


def number(value: int | None) -> str:
    """A figure, or a dash where nobody counted."""
    return "–" if value is None else f"{value:,}"


def difference(now: int, before: int) -> str:
    """How a figure stands to the one before.

    >>> difference(41, 35), difference(3, 4), difference(2, 2)
    ('6 more than', '1 fewer than', 'as many as')
    """
    if now == before:
        return say("as many as")
    apart = abs(now - before)
    return say("{count:,} more than", count=apart) if now > before else say("{count:,} fewer than", count=apart)


def year_ago(value: int | None) -> str:
    """The same figure a year earlier."""
    return say("{value} a year earlier", value=number(value))


def telling_measure(figures: TileFigures) -> tuple[str, int | None]:
    """The measure worth a tile: firearms recovered where they are counted, otherwise the first that is known."""
    named = dict(figures.measures)
    for name, value in named.items():
        if "firearm" in name.lower():
            return name, value
    return next(((name, value) for name, value in named.items() if value is not None), ("", None))


def more_words(total: int, shown: int) -> str:
    """How many of a list are not shown."""
    return say("{shown} of {total}", shown=shown, total=total) if total > shown else ""


def needing_words(told: Home) -> str:
    """How many promises need somebody, by why."""
    return " · ".join(waiting_words(told.overdue.total, told.due_this_week.total, told.untold.total))


def promise_row(row: FollowUpRow, today: date) -> Row:
    """A promise that needs somebody."""
    second = whereabouts(row, today) or row.public_words
    return Row(row.id, row.words, second, row.owner_name or say("nobody yet")).add_pill(*standing(row, today))


def day_words(day: date, today: date) -> str:
    """A near day as one says it.

    >>> day_words(date(2019, 1, 25), date(2019, 1, 24)), day_words(date(2019, 2, 7), date(2019, 1, 24))
    ('Tomorrow', 'Feb 7')
    """
    ahead = (day - today).days
    if ahead < 7:
        return (say("Today"), say("Tomorrow"))[ahead] if 0 <= ahead <= 1 else spoken().weekdays[day.weekday()]
    return short_date(day, today)


def coming_row(one: ComingUp, today: date) -> Row:
    """An event that is coming up, and how many promises to report back on."""
    event = one.event
    told = (
        say("{promises} to report back on", promises=plural(one.open_promises, "promise")) if one.open_promises else ""
    )
    second = " · ".join(part for part in (event.place, event.lead_officer_name, told) if part)
    when = time_range(event.start_time, None) if event.end_time is None else clock(event.start_time)
    return Row(event.id, event.title, second).add_when(day_words(event.date, today), when)


def quiet_row(one: QuietRow, today: date) -> Row:
    """A neighborhood gone quiet, and the last time somebody was there."""
    last = (
        f"{known_name(one.last_kind or '')}, {short_date(one.last_held, today)}" if one.last_held else say("never yet")
    )
    days = plural(one.days_quiet, "day") if one.days_quiet is not None else "–"
    return Row(one.neighborhood, one.name, last, days)
