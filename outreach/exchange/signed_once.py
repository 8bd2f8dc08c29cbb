"""Who signed which event's sheet on which line, so that nobody and no line is taken twice of the same event."""

from array import array
from collections.abc import Sequence

from outreach.records.marks import Marks

_MOST_AT_HAND = 150_000
"""More of them are told apart by their hashes alone, which take a few megabytes however many they are, and longer."""


def person_mark(event: int, person: int) -> int:
    """The mark of a person at an event, which is a number below 0 as long as it is not kept."""
    return event << 36 | person << 1


def person_marks(events: Sequence[int], people: Sequence[int]) -> list[int]:
    """The :func:`person_mark` of each of many."""
    return [event << 36 | person << 1 for event, person in zip(events, people, strict=True)]


def line_mark(event: int, sheet: int, line: int) -> int:
    """The mark of a line of a sheet; neither number is above 100,000."""
    return event << 36 | sheet << 18 | line << 1 | 1


class SignedOnce:
    """The marks that were met, each with where that was first.

    >>> once = SignedOnce()
    >>> marks = [person_mark(7, 1), person_mark(7, 2), line_mark(7, 1, 2), person_mark(7, 1)]
    >>> once.add_new(marks, [11, 12, 13, 14]), once.first(marks[3], 14), once.first(line_mark(7, 1, 1), 15)
    (3, 11, None)
    """

    def __init__(self) -> None:
        self._at_hand: dict[int, int] = {}
        self._others: Marks | None = None
        self._places = array("q")

    def first(self, mark: int, place: int) -> int | None:
        """Where a mark was met before; None: it is met for the first time, at this place."""
        if self._others is None:
            found = self._at_hand.setdefault(mark, place)
            known = found is not place
            self._keep_few()
            return found if known else None
        number = self._others.setdefault((mark,), len(self._places))
        if number < len(self._places):
            return self._places[number]
        self._places.append(place)
        return None

    def add_new(self, marks: Sequence[int], places: Sequence[int]) -> int:
        """Add marks as far as none was met before; returns how many those are from the first."""
        if self._others is not None:
            count = self._others.add_new(zip(marks, strict=True), len(self._places))
            self._places.extend(places[:count])
            return count
        met = dict(zip(marks, places, strict=True))
        if len(met) == len(marks) and self._at_hand.keys().isdisjoint(met):
            self._at_hand |= met
            self._keep_few()
            return len(marks)
        for count, (mark, place) in enumerate(zip(marks, places, strict=True)):
            if mark in self._at_hand:
                return count
            self._at_hand[mark] = place
        return len(marks)

    def _keep_few(self) -> None:
        if len(self._at_hand) > _MOST_AT_HAND:
            self._others = Marks()
            # In tuples: the hash of a number is that number, and these are alike in their last digits.
            self._others.add_new(zip(self._at_hand, strict=True), 0)
            self._places.extend(self._at_hand.values())
            self._at_hand = {}
