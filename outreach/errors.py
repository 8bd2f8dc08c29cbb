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


class ServerLostError(OutreachError):
    """The server of the records does not answer just now; it is tried again.

    ``perhaps`` is the number and hash of the audit entry of a change that was being committed when the connection was
    cut: whether it arrived is known when the server answers again.
    """

    perhaps: tuple[int, str] | None = None


class DamagedError(OutreachError):
    """The database file, or the key file beside it, is damaged. What can be read may be read; nothing is written."""


class StrangeFileError(OutreachError):
    """A file does not begin as a database does: it is of another kind, or its beginning is lost."""
