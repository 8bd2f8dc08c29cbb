"""Photos, scanned sheets and other files kept with an event."""

import hashlib
from dataclasses import dataclass
from pathlib import PureWindowsPath

from outreach.actions.change import Actor, Changes, change, load, required
from outreach.actions.checks import plain, plain_values, word_of
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records.base import Row
from outreach.records.events import Attachment, AttachmentKind, Event

_MOST_BYTES = 25 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class AttachmentDetails:
    """A file as it is kept. ``kind`` is one of :class:`AttachmentKind`; ``alternative_text`` says what it shows."""

    kind: str
    file_name: str
    data: bytes
    media_type: str
    caption: str = ""
    alternative_text: str = ""
    may_publish: bool = False


def attach_file(by: Actor, event: int, details: AttachmentDetails) -> Changes:
    """Keep a file with an event.

    Raises :class:`OutreachError` when it is empty or larger than 25 MB, or may be published without words for those
    who cannot see it.
    """
    if not details.data:
        raise OutreachError(
            say("The file '{file_name}' is empty, so it was not kept: choose another.", file_name=details.file_name)
        )
    if len(details.data) > _MOST_BYTES:
        raise OutreachError(
            say(
                "The file '{file_name}' is larger than 25 MB, so it was not kept: make it smaller.",
                file_name=details.file_name,
            )
        )
    values = plain_values(details)
    # A name is no path: what stands before it could lead a copy of the file elsewhere.
    values["file_name"] = required(PureWindowsPath(values["file_name"]).name, say("The name of the file"))
    shown = _shown(details.kind, details.caption, details.alternative_text, details.may_publish)
    with change(by, "attach_file") as c:
        load(Event, event)
        c.create(Attachment, event=event, sha256=hashlib.sha256(details.data).hexdigest(), **{**values, **shown})
    return c.changes


def edit_attachment(
    by: Actor, attachment: int, version: int, caption: str, alternative_text: str, may_publish: bool, kind: str
) -> Changes:
    """Change what is said of a kept file, and whether public papers may show it.

    Raises :class:`OutreachError` when it may be published without words for those who cannot see it.
    """
    shown = _shown(kind, caption, alternative_text, may_publish)
    with change(by, "edit_attachment") as c:
        record = c.load(Attachment, attachment, version)
        c.update(record, **c.merge_values(record, shown))
    return c.changes


def remove_attachment(by: Actor, attachment: int, version: int) -> Changes:
    """Take a file off an event; undo brings it back."""
    with change(by, "remove_attachment") as c:
        c.delete(c.load(Attachment, attachment, version))
    return c.changes


def _shown(kind: str, caption: str, alternative_text: str, may_publish: bool) -> Row:
    # Public agencies publish accessible documents: a picture in one needs words (PDF/UA-1, ISO 14289-1, 7.3).
    words = plain(alternative_text)
    shown_as = word_of(AttachmentKind, kind, say("The kind of file"))
    if may_publish and shown_as is AttachmentKind.PHOTO and not words:
        raise OutreachError(
            say("A photo that may be published needs words that say what it shows: fill them in. Nothing was written.")
        )
    return {"kind": shown_as, "caption": plain(caption), "alternative_text": words, "may_publish": may_publish}
