"""What whoever works here may not do is said before it is tried, by the control itself."""

from PySide6.QtWidgets import QWidget

from outreach.actions.rights import NEEDED, ROLE_WORDS, may
from outreach.languages.spoken import say
from outreach.ui.desk import Desk

_IMPORTS = {
    "crime": ("import_crime", "bring in crime counts"),
    "officers": ("import_officers", "bring in officers"),
}


def refused_words(desk: Desk, action: str, words: str) -> str:
    """Who alone may do something, in a sentence; empty where whoever works here may."""
    if may(desk.actor.role, action):
        return ""
    return say("Only {who} may {deed}.", who=say(ROLE_WORDS[NEEDED[action]]), deed=words)


def refused_import(desk: Desk, kind: str) -> str:
    """The same of bringing in a file of a kind."""
    action, words = _IMPORTS.get(kind, ("", ""))
    return refused_words(desk, action, say(words)) if action else ""


def hold_back(control: QWidget, refused: str) -> None:
    """Disable a control that must not be used, and say why where it is pointed at and read out."""
    control.setToolTip(refused)
    control.setAccessibleDescription(refused)
    if refused:
        control.setEnabled(False)
