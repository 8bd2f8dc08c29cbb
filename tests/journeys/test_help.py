"""Help, as somebody who needs it opens it: F1 on every page, every link, every picture, and all of it on paper."""

from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QFileDialog

from outreach.languages.spoken import speak
from outreach.reports.help_pages import LANGUAGES, TOPICS, topic_for
from outreach.ui.desk import Desk
from outreach.ui.pages.help import PICTURE_PX, HelpPage
from outreach.ui.window import Window
from tests.journeys.typing import Keyboard

type Settled = Callable[[Desk], None]


def help_page(window: Window) -> HelpPage:
    assert isinstance(window.page, HelpPage)
    return window.page


def test_f1_opens_the_page_of_help_for_every_page(window: Window, keyboard: Keyboard, settled: Settled) -> None:
    for name, place in list(window.places.items()):
        if not place.words:  # pages of one record are opened with it
            continue
        window.open_page(name)
        settled(window.desk)
        keyboard.press(Qt.Key.Key_F1)
        page = help_page(window)
        assert TOPICS[page.contents.currentRow()] == topic_for(name)
        assert page.words.toPlainText().splitlines()[0] == topic_for(name).title()


@pytest.mark.parametrize(
    ("part", "topic"),
    [
        ("Shifts", "settings"),
        ("Accounts", "accounts"),
        ("Backups", "backups"),
        ("Field kits", "field-kit"),
        ("Retention", "retention"),
        ("Public records", "retention"),
        ("Several PCs", "server"),
    ],
)
def test_f1_opens_the_page_of_the_part_of_the_settings(
    window: Window, keyboard: Keyboard, settled: Settled, part: str, topic: str
) -> None:
    window.open_page("settings", part)
    settled(window.desk)
    keyboard.press(Qt.Key.Key_F1)
    assert TOPICS[help_page(window).contents.currentRow()].name == topic


def test_f1_opens_the_spanish_page_where_the_window_speaks_spanish(
    window: Window, keyboard: Keyboard, settled: Settled
) -> None:
    speak("es")
    for name, title in (("followups", "Seguimientos"), ("importing", "Importar archivos")):
        window.open_page(name)
        settled(window.desk)
        keyboard.press(Qt.Key.Key_F1)
        assert help_page(window).words.toPlainText().splitlines()[0] == title


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_opens_its_page_and_every_picture_is_drawn(window: Window, language: str) -> None:
    speak(language)
    window.open_page("help")
    page = help_page(window)
    assert [page.contents.item(row).text() for row in range(page.contents.count())] == [
        topic.title(language) for topic in TOPICS
    ]
    followed, seen = 0, 0
    for row in range(page.contents.count()):
        page.contents.setCurrentRow(row)
        assert page.words.toPlainText().splitlines()[0] == TOPICS[row].title(language)
        document = page.words.document()
        targets: set[str] = set()
        block = document.begin()
        while block.isValid():
            for part in block.textFormats():
                if part.format.isAnchor():
                    targets.add(part.format.anchorHref())
                if part.format.isImageFormat():
                    name = part.format.toImageFormat().name()
                    picture = document.resource(QTextDocument.ResourceType.ImageResource.value, QUrl(name))
                    assert isinstance(picture, QImage)
                    assert picture.deviceIndependentSize().width() == PICTURE_PX
                    seen += 1
            block = block.next()
        for target in targets:
            page.words.anchorClicked.emit(QUrl(target))
            assert f"{TOPICS[page.contents.currentRow()].name}.md" == target
            page.contents.setCurrentRow(row)
            followed += 1
    assert (followed, seen) >= (6, 8)


def test_what_follows_a_picture_or_a_list_stands_apart_from_it(window: Window) -> None:
    window.open_page("help", "home")
    document = help_page(window).words.document()
    blocks = [document.findBlockByNumber(number) for number in range(document.blockCount())]
    items = [at for at, block in enumerate(blocks) if block.textList() is not None]
    picture, ending = blocks[items[0] - 1], blocks[items[-1]]
    within = [blocks[at].blockFormat().bottomMargin() for at in items[:-1]]
    assert min(picture.blockFormat().bottomMargin(), ending.blockFormat().bottomMargin()) > 2 * max(within)


def test_all_of_it_is_saved_on_paper_in_the_language_of_the_window(
    window: Window, settled: Settled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak("es")
    file = tmp_path / "handbook.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    window.open_page("help")
    page = help_page(window)
    page.paper.click()
    settled(window.desk)
    assert "handbook.pdf" in window.desk.messages.said[-1].text
    saved = pypdf.PdfReader(file)
    assert len(saved.pages) > 10
    assert saved.metadata is not None
    assert saved.metadata.title == "Manual de Outreach"
