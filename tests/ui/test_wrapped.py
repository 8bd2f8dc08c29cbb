"""A label that breaks its words once for each width is as high as the toolkit's own."""

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from outreach.ui.theme import font
from outreach.ui.widgets.basics import Wrapped, label
from tests.ui.conftest import show

WORDS = "Ask Public Works to clear the lot behind the church hall before the children are back at school."
WIDTHS = (80, 120, 200, 400)


def plain(words: str, like: QLabel) -> QLabel:
    made = QLabel(words)
    made.setTextFormat(like.textFormat())
    made.setWordWrap(True)
    made.setFont(like.font())
    return made


@pytest.mark.usefixtures("theme")
def test_it_is_as_high_as_the_toolkits_own_whatever_it_shows(qtbot: object) -> None:
    made = label(WORDS, wrap=True)
    qtbot.addWidget(made)  # type: ignore[attr-defined]

    def heights() -> tuple[list[int], list[int]]:
        own = plain(made.text(), made)
        return [made.heightForWidth(at) for at in WIDTHS], [own.heightForWidth(at) for at in WIDTHS]

    first, expected = heights()
    assert first == expected
    made.setText(f"{WORDS} {WORDS}")
    longer, expected = heights()
    assert longer == expected
    assert longer != first
    made.setFont(font(32))
    larger, expected = heights()
    assert larger == expected
    assert larger != longer


@pytest.mark.usefixtures("theme")
def test_its_words_are_broken_once_for_each_width(qtbot: object, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    of_the_toolkit = QLabel.heightForWidth

    class Counted(QLabel):
        def heightForWidth(self, width: int) -> int:
            asked.append(width)
            return of_the_toolkit(self, width)

    class Measured(Wrapped, Counted):
        pass

    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(Measured(WORDS))
    show(qtbot, page)  # type: ignore[arg-type]
    for width in (300, 200, 300):
        page.resize(width, 400)
        column.activate()
    assert asked
    assert len(asked) == len(set(asked))
