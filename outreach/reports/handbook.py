"""The handbook: all pages of help on paper, made as every report is."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from outreach import __version__
from outreach.errors import OutreachError
from outreach.languages import spoken
from outreach.languages.spanish import SPANISH
from outreach.languages.wording import ENGLISH
from outreach.reports.help_pages import LANGUAGES, TOPICS, Topic
from outreach.reports.page import Paper
from outreach.reports.photos import Unusable, placed
from outreach.reports.running import Running
from outreach.reports.tables import Cell, Column, table
from outreach.reports.tagged import Element, TaggedFigure
from outreach.reports.text import BODY, BULLET, Markup, joined, paragraph, run, strong

TITLE = "Outreach handbook"
STEP = BULLET.clone("step", leftIndent=22)
"""As far in as a number of two digits needs, so that the words of every step begin below one another."""
_PICTURE_PT = 270.0
"""No picture is higher than this, so that its words stand on the same page."""


def print_handbook(
    printed_on: date, *, language: str = "en", size: str = "letter", topics: Sequence[Topic] = TOPICS
) -> bytes:
    """The handbook as a tagged PDF; ``language`` is "en" or "es", ``size`` is "letter" or "a4".

    Raises:
        OutreachError: it is not written in that language.
    """
    if language not in LANGUAGES:
        raise OutreachError(
            spoken.say(
                "There is no handbook in '{language}': choose one of {languages}.",
                language=language,
                languages=", ".join(LANGUAGES),
            )
        )
    say = SPANISH if language == "es" else ENGLISH
    title, told = say(TITLE), say("Version {version}, {day}", version=__version__, day=say.day(printed_on))
    paper = Paper(title, say, Running(title, told, title), size=size, author="Outreach")
    paper.masthead("Outreach", title, "", told)
    paper.bullets([topic.title(language) for topic in topics], STEP, numbered=True)
    for topic in topics:
        _page(paper, topic, language)
    return paper.finish()


def _page(paper: Paper, topic: Topic, language: str) -> None:
    written = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(topic.words(language)))
    for block in written.children:
        _block(paper, block, topic.file(language).parent)


def _block(paper: Paper, block: SyntaxTreeNode, folder: Path) -> None:
    match block.type:
        case "heading":
            paper.heading(block.children[0].content, int(block.tag[1:]))
        case "paragraph" if (picture := _picture_of(block)) is not None:
            _picture(paper, picture, folder)
        case "paragraph":
            paper.add(paragraph(_markup(block), BODY, Element("P", paper.section())))
        case "bullet_list" | "ordered_list":
            paper.bullets([_markup(item) for item in block.children], STEP, numbered=block.type == "ordered_list")
        case "table":
            _table(paper, block)
        case _:
            raise ValueError(f"the handbook does not know how to print a {block.type}")


def _picture_of(block: SyntaxTreeNode) -> SyntaxTreeNode | None:
    inside = block.children[0].children
    return inside[0] if len(inside) == 1 and inside[0].type == "image" else None


def _picture(paper: Paper, picture: SyntaxTreeNode, folder: Path) -> None:
    source = str(picture.attrs["src"])
    made = placed((folder / source).read_bytes(), paper.width, _PICTURE_PT)
    if isinstance(made, Unusable):
        raise ValueError(f"{source}: {made.reason}")
    element = Element("Figure", paper.section(), alt=picture.content)
    paper.keep([TaggedFigure(made, element, space_before=4, space_after=12)])


def _table(paper: Paper, block: SyntaxTreeNode) -> None:
    head, body = block.children
    first, *others = (cell.children[0].content for cell in head.children[0].children)
    columns = [Column(first, 1), *(Column(title, 3) for title in others)]
    rows: list[list[Cell]] = [[_markup(cell) for cell in row.children] for row in body.children]
    paper.add(table(paper.section(), columns, rows, paper.width))


def _markup(node: SyntaxTreeNode) -> Markup:
    """The words of a node; what stands out on the screen is bold; a link is its words, for paper leads nowhere."""
    match node.type:
        case "text" | "code_inline":
            return run(node.content)
        case "softbreak":
            return run(" ")
        case "strong" | "em":
            return strong(_inside(node))
        case _:
            return _inside(node)


def _inside(node: SyntaxTreeNode) -> Markup:
    return joined(*(_markup(child) for child in node.children), separator="")
