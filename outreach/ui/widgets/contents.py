"""Short lists of words to choose one from, as the parts of a page."""

from PySide6.QtWidgets import QListWidget


def contents_list(name: str) -> QListWidget:
    """An empty list of the parts of a page."""
    made = QListWidget()
    made.setAccessibleName(name)
    dress_list(made, "contents")
    return made


def dress_list(made: QListWidget, look: str) -> None:
    """Give a list that is still empty its look in the stylesheet.

    It measures each line when that is put in, so the stylesheet must be looked up before.
    """
    made.setProperty("look", look)
    made.ensurePolished()
