"""Photos, sheets and other files kept with events."""

import hashlib
from dataclasses import replace
from typing import Any

import pytest

from outreach.actions.attachments import AttachmentDetails, attach_file, edit_attachment, remove_attachment
from outreach.errors import NotFoundError, StaleVersionError
from outreach.records.events import Attachment
from tests import given
from tests.actions.refusals import refused
from tests.trail import BY, last_told

pytestmark = pytest.mark.usefixtures("store")

PHOTO = AttachmentDetails("photo", "hall.png", b"\x89PNG picture", "image/png", " The hall ", "A full hall", True)


def an_event() -> int:
    return given.an_event(given.a_precinct()).id


def test_a_file_is_kept_as_it_is_with_its_digest() -> None:
    event = an_event()
    changes = attach_file(BY, event, PHOTO)
    kept = Attachment.get_by_id(changes.only_id("attachment"))
    assert (kept.event_id, kept.kind, kept.file_name, kept.media_type) == (event, "photo", "hall.png", "image/png")
    assert (kept.caption, kept.alternative_text, kept.may_publish) == ("The hall", "A full hall", True)
    assert bytes(kept.data) == PHOTO.data
    assert kept.sha256 == hashlib.sha256(PHOTO.data).hexdigest()
    ((before, after),) = last_told().of("attachment")
    assert before is None
    assert after["data"] == {"sha256": kept.sha256, "bytes": len(PHOTO.data)}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"data": b""}, "The file 'hall.png' is empty"),
        ({"data": bytes(25 * 1024 * 1024 + 1)}, "The file 'hall.png' is larger than 25 MB"),
        ({"file_name": " "}, "The name of the file is missing"),
        ({"kind": "video"}, "The kind of file 'video' is not known"),
        ({"alternative_text": " "}, "A photo that may be published needs words"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_cannot_be_kept_is_refused(values: dict[str, Any], words: str) -> None:
    event = an_event()
    with refused(words):
        attach_file(BY, event, replace(PHOTO, **values))


@pytest.mark.parametrize("name", ["../../x", "C:\\users\\x", "/etc/x", "..\\x"])
def test_a_name_is_no_path(name: str) -> None:
    changes = attach_file(BY, an_event(), replace(PHOTO, file_name=name))
    assert Attachment.get_by_id(changes.only_id("attachment")).file_name == "x"


def test_a_file_needs_an_event() -> None:
    with refused("This event is no longer kept", NotFoundError):
        attach_file(BY, 999_999, PHOTO)


def test_a_sheet_needs_no_words_of_its_own() -> None:
    sheet = replace(PHOTO, kind="sheet", alternative_text="", may_publish=False)
    assert attach_file(BY, an_event(), sheet).entry


def test_what_is_said_of_a_file_can_be_changed() -> None:
    attachment = attach_file(BY, an_event(), replace(PHOTO, may_publish=False, alternative_text="")).only_id(
        "attachment"
    )
    changes = edit_attachment(BY, attachment, 1, "The hall in January", "Rows of chairs, all taken", True, "photo")
    kept = Attachment.get_by_id(attachment)
    assert (kept.caption, kept.alternative_text, kept.may_publish, kept.version) == (
        "The hall in January",
        "Rows of chairs, all taken",
        True,
        2,
    )
    assert bytes(kept.data) == PHOTO.data
    assert changes.touched == (("attachment", attachment),)
    assert "data" not in last_told().of("attachment")[0][1]
    with refused("needs words that say what it shows"):
        edit_attachment(BY, attachment, 2, "", "", True, "photo")
    with refused("The kind of file 'film' is not known"):
        edit_attachment(BY, attachment, 2, "", "", False, "film")
    with refused("Somebody else changed this attachment", StaleVersionError):
        edit_attachment(BY, attachment, 1, "", "", False, "photo")


def test_a_removed_file_can_be_brought_back_from_the_trail() -> None:
    attachment = attach_file(BY, an_event(), PHOTO).only_id("attachment")
    with refused("Somebody else changed this attachment", StaleVersionError):
        remove_attachment(BY, attachment, 2)
    remove_attachment(BY, attachment, 1)
    assert Attachment.select().count() == 0
    ((before, after),) = last_told().of("attachment")
    assert after is None
    assert before["data"] == {"base64": "iVBORyBwaWN0dXJl"}
    with refused("This attachment is no longer kept", NotFoundError):
        remove_attachment(BY, attachment, 1)
