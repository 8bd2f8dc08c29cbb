"""What is said when a record is not any more what somebody looked at."""

from outreach.errors import NotFoundError, StaleVersionError
from outreach.languages.spoken import say
from outreach.records.base import Record


def gone(model: type[Record]) -> NotFoundError:
    """The fault to raise when a record of this kind was removed."""
    return NotFoundError(
        say("This {model} is no longer kept: somebody removed it. Nothing was changed.", model=label(model))
    )


def stale(model: type[Record]) -> StaleVersionError:
    """The fault to raise when a record of this kind was changed by somebody else."""
    return StaleVersionError(
        say(
            "Somebody else changed this {model} since you opened it, so nothing was written: look at the "
            "newer version and make your change there.",
            model=label(model),
        )
    )


def label(model: type[Record]) -> str:
    """The plain name of a kind of record, such as "follow-up"."""
    return say(table_words(model))


def table_words(model: type[Record]) -> str:
    """The same in English, by the name of its table."""
    words = str(model._meta.table_name).replace("_", " ")
    return words.replace("follow up", "follow-up").replace("report words", "part of a report")
