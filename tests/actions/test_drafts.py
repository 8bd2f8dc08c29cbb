"""What somebody was typing, kept per workstation and form; nothing of it is audited."""

from datetime import datetime

import pytest

from outreach.actions.drafts import drop_draft, save_draft
from outreach.records.accounts import Draft
from tests.trail import entries

pytestmark = pytest.mark.usefixtures("store")

AT, LATER = datetime.fromisoformat("2019-01-15T20:00"), datetime.fromisoformat("2019-01-15T20:01")


def test_a_draft_is_kept_replaced_and_dropped() -> None:
    save_draft("desk 1", "event:new", '{"title": "M"}', AT)
    save_draft("desk 1", "event:new", '{"title": "Meeting"}', LATER)
    save_draft("desk 1", "person:new", "{}", AT)
    save_draft("desk 2", "event:new", "{}", AT)
    kept = Draft.select().order_by(Draft.workstation, Draft.key)
    assert [(d.workstation, d.key, d.payload, d.saved_at) for d in kept] == [
        ("desk 1", "event:new", '{"title": "Meeting"}', LATER),
        ("desk 1", "person:new", "{}", AT),
        ("desk 2", "event:new", "{}", AT),
    ]
    drop_draft("desk 1", "event:new")
    drop_draft("desk 1", "never:saved")
    assert [(d.workstation, d.key) for d in Draft.select().order_by(Draft.workstation)] == [
        ("desk 1", "person:new"), ("desk 2", "event:new"),
    ]  # fmt: skip
    assert entries() == 0
