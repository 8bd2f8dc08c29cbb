"""What is set aside of long files comes back whole, and tells marks apart."""

from outreach.exchange.set_aside import Marks, SetAside


def test_what_is_set_aside_comes_back_in_order_and_by_its_place() -> None:
    aside = SetAside[tuple[int, str | None]](lambda item: item, tuple)
    items = [(at, None if at % 3 else f"Ünal {at}") for at in range(4_500)]
    for item in items:
        aside.append(item)
    assert (len(aside), list(aside)) == (len(items), items)
    assert [aside[at] for at in (0, 1_999, 2_000, 4_499)] == [items[at] for at in (0, 1_999, 2_000, 4_499)]
    assert (list(SetAside[str]()), len(SetAside[str]())) == ([], 0)


def test_marks_keep_the_first_number_and_count_what_is_left() -> None:
    marks = Marks()
    for at in range(5_000):
        assert marks.setdefault((at % 2_500, f"a{at % 2_500}"), at) == at % 2_500
    assert (len(marks), marks.get((7, "a7")), marks.get((7, "a8"))) == (2_500, 7, None)
    left = Marks()
    for word in ("walk", "walk", "vigil"):
        left.add(word)
    taken = [left.take(word) for word in ("walk", "walk", "walk", "vigil", "march")]
    assert taken == [True, True, False, True, False]
