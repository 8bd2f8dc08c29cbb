"""The lists of people, organizations and possible duplicates, and what each says where it is empty."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from outreach.languages.spoken import say
from outreach.ui.widgets.basics import Card, EmptyState


class PeopleLists(QStackedWidget):
    """One list at a time. ``make_new`` adds what the list in front is of, ``add_typed`` the person searched for."""

    def __init__(self, tables: Sequence[QWidget], make_new: Callable[[], None], add_typed: Callable[[], None]) -> None:
        super().__init__()
        self.none_fits = EmptyState(
            say("Nobody fits"), say("Nobody is found by these words."), say("Add this person"), add_typed
        )
        came = say("People come in as they sign in at events, one by one, or from a file by Import.")
        hosts = say("Associations, churches, schools and businesses host events, and promises are made to them.")
        add = say("New organization")
        nobody = EmptyState(say("Nobody is kept here yet"), came, say("New person"), make_new)
        no_organization = EmptyState(say("No organization is kept here yet"), hosts, add, make_new)
        none_such = EmptyState(say("No organization fits"), say("None is found by these words."), add, make_new)
        no_pair = EmptyState(say("No duplicates"), say("No two entries look as if they were one person."))
        self._empty = ((nobody, self.none_fits), (no_organization, none_such), (no_pair, no_pair))
        self._cards: list[QWidget] = []
        for table in tables:
            card = Card()
            card.body.setContentsMargins(0, 0, 0, 0)
            card.body.addWidget(table)
            self._cards.append(card)
        for widget in (*self._cards, nobody, self.none_fits, no_organization, none_such, no_pair):
            self.addWidget(widget)

    def show_list(self, at: int, *, is_empty: bool = False, is_filtered: bool = False) -> None:
        """Show a list, or what it says while nothing is in it, or nothing fits."""
        self.setCurrentWidget(self._empty[at][is_filtered] if is_empty else self._cards[at])
