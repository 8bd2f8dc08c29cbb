"""What was typed and never recorded."""

from datetime import datetime

import pytest

from outreach.queries.drafts import draft, drafts
from outreach.records.accounts import Draft

pytestmark = pytest.mark.usefixtures("store")


def test_drafts_are_those_of_the_workstation() -> None:
    for day, key in ((1, "event/new"), (2, "concern/3")):
        at = datetime(2019, 1, day)  # noqa: DTZ001 - kept without a zone, in UTC
        Draft.create(workstation="desk 1", key=key, payload="{}", saved_at=at)
    assert draft("desk 1", "event/new") == "{}"
    assert draft("desk 2", "event/new") is None
    assert [one.key for one in drafts("desk 1")] == ["concern/3", "event/new"]
