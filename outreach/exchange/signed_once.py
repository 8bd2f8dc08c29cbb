"""Who signed which event's sheet on which line, so that nobody and no line is taken twice of the same event."""

from array import array
from collections.abc import Sequence
from itertools import repeat
from operator import lshift, or_

from outreach.records.marks import Marks

_MOST_AT_HAND = 150_000
"""More of them are told apart by their hashes alone, which take a few megabytes however many they are, and longer."""
_EVENT = 36
"""So many bits below the event's tell the person or, where the highest is set, the line."""
_LINE = 1 << 35


def person_mark(event: int, person: int) -> int:
    """The mark of a person at an event, which is a number below 0 as long as it is not kept."""
    return event << _EVENT | person


def person_marks(events: Sequence[int], people: Sequence[int]) -> list[int]:
    """The :func:`person_mark` of each of many."""
    return list(map(or_, map(lshift, events, repeat(_EVENT)), people))


def line_mark(event: int, sheet: int, line: int) -> int:
    """The mark of a line of a sheet; neither number is above 100,000."""
    return event << _EVENT | _LINE | sheet << 17 | line


class SignedOnce:
    """The marks that were met, each with where that was first.

    >>> once = SignedOnce()
    >>> marks = [person_mark(7, 1), person_mark(7, 2), line_mark(7, 1, 2), person_mark(7, 1)]
    >>> once.add_new(marks, [11, 12, 13, 14]), once.first(marks[3], 14), once.first(line_mark(7, 1, 1), 15)
    (3, 11, None)
    """

    def __init__(self) -> None:
        self._at_hand: set[int] = set()
        self._in_order = array("q")
        """What is at hand, as it came."""
        self._places = array("q")
        """Where each was met first, as they came."""
        self._place_of: dict[int, int] = {}
        """The same by mark, as far as it was asked for."""
        self._some_repeat = False
        self._others: Marks | None = None

    def first(self, mark: int, place: int) -> int | None:
        """Where a mark was met before; None: it is met for the first time, at this place."""
        if self._others is not None:
            number = self._others.setdefault((mark,), len(self._places))
            if number < len(self._places):
                return self._places[number]
            self._places.append(place)
        elif mark in self._at_hand:
            return self._first_place(mark)
        else:
            self._at_hand.add(mark)
            self._in_order.append(mark)
            self._places.append(place)
            self._keep_few()
        return None

    def _first_place(self, mark: int) -> int:
        if mark not in self._place_of:
            asked = len(self._place_of)
            self._place_of.update(zip(self._in_order[asked:], self._places[asked:], strict=True))
        return self._place_of[mark]

    def add_new(self, marks: Sequence[int], places: Sequence[int]) -> int:
        """Add marks as far as none was met before; returns how many those are from the first."""
        if self._others is not None:
            count = self._others.add_new(zip(marks, strict=True), len(self._places))
            self._places.extend(places[:count])
            return count
        count = self._add_at_hand(marks)
        self._in_order.extend(marks[:count])
        self._places.extend(places[:count])
        self._keep_few()
        return count

    def _add_at_hand(self, marks: Sequence[int]) -> int:
        held = self._at_hand
        if not self._some_repeat:
            held.update(marks)
            if len(held) == len(self._in_order) + len(marks):
                return len(marks)
            held.intersection_update(self._in_order)  # as it was
            self._some_repeat = True
        elif held.isdisjoint(marks) and len(set(marks)) == len(marks):
            held.update(marks)
            return len(marks)
        for count, mark in enumerate(marks):
            if mark in held:
                return count
            held.add(mark)
        return len(marks)

    def _keep_few(self) -> None:
        if len(self._at_hand) > _MOST_AT_HAND:
            self._others = Marks()
            # In tuples: the hash of a number is that number, and these are alike in their last digits.
            self._others.add_new(zip(self._in_order, strict=True), 0)
            self._at_hand, self._in_order, self._place_of = set(), array("q"), {}
