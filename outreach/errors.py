"""Faults that are known and can be explained to the person at the keyboard.

Anything that is not an :class:`OutreachError` is a mistake in the program: it is shown as one, logged, and never
swallowed.
"""


class OutreachError(Exception):
    """A known fault, told in one plain sentence: what happened, where, and what to do about it.

    >>> str(OutreachError("The month '2019-13' does not exist: write it as YYYY-MM, for example 2019-01."))
    "The month '2019-13' does not exist: write it as YYYY-MM, for example 2019-01."
    """


class StaleVersionError(OutreachError):
    """Somebody else changed the record since it was read; nothing was overwritten."""


class NotFoundError(OutreachError):
    """The record that was asked for is not, or no longer, kept."""
