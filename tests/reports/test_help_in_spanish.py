"""The help in Spanish says what the English help says: the same pages, parts, links, pictures, keys and figures."""

import re
from collections import defaultdict
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from outreach.languages.spanish_figures import FIGURES
from outreach.languages.spoken_spanish import SPOKEN_SPANISH
from outreach.reports import help_pages
from outreach.reports.figure_words import DEFINED, definition
from outreach.reports.help_pages import FOLDER, TOPICS, Topic, written_in

KEYS_IN_ENGLISH = {
    "Izquierda": "Left", "Arriba": "Up", "Abajo": "Down", "Espacio": "Space", "Flechas": "Arrow keys",
    "más": "plus", "menos": "minus", "luego": "then", "o": "or",
}  # fmt: skip
"""What is printed on a key stays as it is on a keyboard of the United States; these are words, and not printed."""
NO_LABELS = {"confidential", "closed", "open", "due", "kept", "told", "opened", "overdue", "planned", "locked"}
"""What stands out in a sentence and is bent to it, also where the window shows the same word."""
KEY = re.compile(r"(?:Ctrl|Alt|Shift)\+(?:Shift\+)?(?:\w+|[+-])|\bEnter\b|\bEsc\b|\bF\d+\b|\*\*[A-Z]\*\*")


def tree(topic: Topic, language: str) -> SyntaxTreeNode:
    return SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(topic.words(language)))


def outline(node: SyntaxTreeNode) -> list[object]:
    """The parts of a page without its words: headings, paragraphs, items, rows and cells."""
    return [(part.type, part.tag, outline(part)) for part in node.children if part.type not in ("inline", "text")]


def first_cells(topic: Topic, language: str) -> list[str]:
    """The keys in the first column of each table of keys."""
    tables = [node for node in tree(topic, language).walk() if node.type == "table"]
    rows = [row for table in tables for row in table.children[1].children]
    return [row.children[0].children[0].content for row in rows]


def in_english(keys: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda word: KEYS_IN_ENGLISH.get(word[0], word[0]), keys)


def links(topic: Topic, language: str) -> list[str]:
    return sorted(re.findall(r"(?<!!)\[[^]]*\]\(([^)]+)\)", topic.words(language)))


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_sentence_ends_with_the_dots_of_a_label(language: str) -> None:
    plain = {topic.name: re.sub(r"[*\s]", "", topic.words(language)) for topic in TOPICS}
    assert [name for name, words in plain.items() if "…." in words] == []


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
def test_a_spanish_page_has_the_parts_links_pictures_and_keys_of_the_english_one(topic: Topic) -> None:
    assert topic.file("es") == FOLDER / "es" / f"{topic.name}.md"
    assert topic.title("es") != topic.title("en")
    assert outline(tree(topic, "es")) == outline(tree(topic, "en"))
    assert links(topic, "es") == links(topic, "en")
    shown = [[file.name for file in topic.pictures(language).values()] for language in ("en", "es")]
    assert shown[0] == shown[1]
    assert {file.parent for file in topic.pictures("es").values()} <= {FOLDER / "es" / "pictures"}
    english, spanish = (sorted(KEY.findall(text)) for text in (topic.words("en"), in_english(topic.words("es"))))
    assert spanish == english
    if "Tecla" in topic.words("es"):
        assert [in_english(cell) for cell in first_cells(topic, "es")] == first_cells(topic, "en")


def emphasised(topic: Topic, language: str) -> set[str]:
    """What stands out on a page: *Settings, Backups* names two labels."""
    parts = re.findall(r"(?<!\*)\*{1,2}([^*]+?)\*{1,2}(?!\*)", topic.words(language))
    return {plain(label) for part in parts for label in [part, *re.split(r",\s", part)]}


def plain(label: str) -> str:
    """A label without its letter for the keyboard, the dots that announce a question, and the article of a sentence."""
    words = " ".join(label.replace("&", "").split()).removesuffix("…").rstrip()
    return re.sub(r"^(?:el|la|los|las) ", "", words.casefold())


def test_the_help_calls_a_label_as_the_window_does() -> None:
    shown: dict[str, set[str]] = defaultdict(set)
    for english, spanish in SPOKEN_SPANISH.phrases.items():
        shown[plain(english.partition("|")[0])].add(plain(spanish))
    named = 0
    missing = []
    for topic in TOPICS:
        there = emphasised(topic, "es")
        for label in sorted((emphasised(topic, "en") & set(shown)) - NO_LABELS):
            named += 1
            if not shown[label] & there:
                missing.append(f"{topic.name}: {label}: {sorted(shown[label])}")
    assert missing == []
    assert named > 80


def test_every_figure_is_explained_in_spanish_and_nothing_else() -> None:
    assert set(FIGURES) == {*DEFINED, *map(definition, DEFINED.values())}
    for english, spanish in FIGURES.items():
        assert spanish.count("**") == english.count("**"), english
        assert english.endswith(".") == spanish.endswith("."), english


def test_a_page_that_is_not_written_in_spanish_is_read_in_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home.md").write_text("# Home\n\nWords.\n", encoding="utf-8")
    (tmp_path / "es").mkdir()
    monkeypatch.setattr(help_pages, "FOLDER", tmp_path)
    assert Topic("home").title("es") == "Home"
    (tmp_path / "es" / "home.md").write_text("# Inicio\n", encoding="utf-8")
    assert (Topic("home").title("es"), Topic("home").title()) == ("Inicio", "Home")


@pytest.mark.parametrize(("tag", "language"), [("es-US", "es"), ("en-US", "en"), ("en-XA", "en"), ("ar-XB", "en")])
def test_the_help_is_read_in_the_language_spoken_or_in_english(tag: str, language: str) -> None:
    assert written_in(tag) == language
