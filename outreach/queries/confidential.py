"""What is confidential, and who is shown it: the one rule that every question follows.

A person, or a concern, may be kept confidentially. Supervisors and administrators are shown both, and so is everybody
where there are no accounts (``actions.rights.may_read_confidential``); an officer is not, not even who recorded it or
owes the promise, because records and promises are handed over and the resident was not asked. Such a person is left out
of every list of people, and stands nameless where a line has to stay (a sign-in, a promise, an office). Words of a
confidential concern, and who said them, are left out the same way. Counts and figures take all of them in.

A question that could tell any of it takes ``confidential``: whether who asks is shown it. It is False unless asked for.
"""

from typing import Any

from outreach.records.people import Person


def shown_people(confidential: bool) -> tuple[Any, ...]:
    """The conditions under which a person is listed."""
    return () if confidential else (Person.confidential == False,)  # noqa: E712
