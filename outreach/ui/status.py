"""The strip at the foot of the window: who changed what elsewhere, and whether the server is there."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout

from outreach.languages.spoken import say
from outreach.queries.news import News
from outreach.ui.kept_words import actor_word
from outreach.ui.widgets.basics import button, label, pill, retone
from outreach.ui.wording import clock, listed, plural

NOTE_STAYS_MS = 12_000
_NAMES = {
    "event": ("event", "events"),
    "attendance": ("sign-in", "sign-ins"),
    "concern": ("concern", "concerns"),
    "follow_up": ("follow-up", "follow-ups"),
    "follow_up_note": ("note", "notes"),
    "person": ("person", "people"),
    "organization": ("organization", "organizations"),
    "neighborhood": ("neighborhood", "neighborhoods"),
    "problem": ("problem", "problems"),
    "crime_count": ("crime count", "crime counts"),
    "officer": ("officer", "officers"),
    "attachment": ("photo or file", "photos and files"),
    "head_count": ("head count", "head counts"),
    "measure": ("count", "counts"),
    "checklist_item": ("checklist item", "checklist items"),
    "issued_report": ("report", "reports"),
}


def note_of(news: Sequence[News]) -> str:
    """Who changed what, in one line; empty when nothing was changed that a page shows.

    >>> one = News(7, "2019-01-24T20:05:00+00:00", "R. Sample", "desk 2", "sign_in", (("attendance", 4, 3),))
    >>> note_of([one]).partition(",")[0]
    'R. Sample changed 3 sign-ins'
    """
    counts: dict[str, dict[str, int]] = {}
    for one in news:
        for kind, _, count in one.touched:
            if kind in _NAMES:
                held = counts.setdefault(one.actor, {})
                held[kind] = held.get(kind, 0) + count
    if not counts:
        return ""
    told = [
        say(
            "{actor} changed {what}",
            actor=actor_word(actor),
            what=listed([plural(count, *_NAMES[kind]) for kind, count in held.items()]),
        )
        for actor, held in counts.items()
    ]
    at = datetime.fromisoformat(news[-1].at).astimezone()
    return f"{'; '.join(told)}, {clock(at.time())}"


class StatusStrip(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setAccessibleName(say("What happens elsewhere"))
        self.state = pill("", "due")
        self.words = label("", "small")
        self.retry = button(say("Try now"), lambda: None, "quiet", name=say("Try the server now"))
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 4, 24, 6)
        row.setSpacing(12)
        row.addWidget(self.state)
        row.addWidget(self.words, 1)
        row.addWidget(self.retry)
        self._away = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(NOTE_STAYS_MS)
        self._timer.timeout.connect(self._put_away)
        self.hide()

    def show_note(self, words: str) -> None:
        """Say what a colleague did, for a while."""
        if words and not self._away:
            self._say(say("elsewhere"), "info", words)
            self._timer.start()

    def show_lost(self, words: str) -> None:
        """Say that the server is lost, until it is found."""
        self._away = True
        self._timer.stop()
        self._say(say("not connected"), "late", say("{words} What you type is kept.", words=words))

    def show_found(self) -> None:
        """Say that the server is there again, for a while."""
        self._away = False
        self._say(say("connected"), "good", say("The server is there again, and the page is up to date."))
        self._timer.start()

    def _say(self, word: str, tone: str, words: str) -> None:
        retone(self.state, word, tone)
        self.words.setText(words)
        self.words.setAccessibleName(words)
        self.words.setToolTip(words)
        self.retry.setVisible(self._away)
        self.show()

    def _put_away(self) -> None:
        self.hide()
