"""What the program says on the screen, and how hard it is to read."""

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
HELP = ROOT / "resources" / "help"
FAULTS = ("OutreachError", "NotFoundError", "StaleVersionError", "DamagedError", "RightsError", "ServerLostError",
          "StrangeFileError")  # fmt: skip
LEAST_WORDS = 4
"""Fewer are a label: it has no sentence to be measured by."""
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?<=[^aeiouy])(?:e|es|ed|ely|eless|ement|efully?)$")
_SPOKEN = re.compile(r"(?:[^aeiouyl]le|[td]ed|(?:[sxz]|ch|sh|[aeiou][cg]|n[cg])es|[^aeiouyl]les|[^aeiouyl]led)$")
_APART = re.compile(r"i[aou](?!u?s?n|us\b)|ea(?=t(?:e|i)|\b)|eo(?!p)|ua|[aeiouy]ing\b|(?<=[aeiou])i(?=ng)|yi")
_SPANISH_VOWELS = re.compile(r"(?:[aeiouáéíóúü]|y(?![aeiouáéíóúü]))+")
_STRONG = re.compile(r"[aeoáéíóú]")
_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:['’][a-z]+)?")
_NAMED = re.compile(r"\{[a-z_]\w*(?::[^{}]*)?\}")
_SENTENCE = re.compile(r"[^.!?]*[.!?](?=\s|$)|[^.!?]+$")
_VALUE = "it"
"""What stands in the place of a value: a short word, so that only our own words count."""


@dataclass(frozen=True)
class Said:
    """Words on the screen, and where they stand in the program."""

    file: str
    line: int
    words: str


@dataclass(frozen=True)
class Measure:
    """Sums over many texts."""

    sentences: int = 0
    words: int = 0
    syllables: int = 0

    def __add__(self, other: "Measure") -> "Measure":
        return Measure(self.sentences + other.sentences, self.words + other.words, self.syllables + other.syllables)

    @property
    def grade(self) -> float:
        """The school grade that reads it with ease (Flesch and Kincaid; Kincaid and others 1975)."""
        if not self.words:
            return 0.0
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

    @property
    def perspicuity(self) -> float:
        """How easily Spanish is read, from 0 to 100 (Szigriszt Pazos 1993).

        The scale of Barrio-Cantalejo and others (2008) calls 55 to 65 normal, 65 to 80 fairly easy, more very easy.
        """
        if not self.words:
            return 100.0
        return 206.835 - 62.3 * self.syllables / self.words - self.words / self.sentences


def syllables(word: str) -> int:
    """How many syllables an English word has, by its vowels."""
    plain = word.lower().replace("’", "'").removesuffix("'s").replace("'", "")
    count = len(_VOWELS.findall(plain)) + len(_APART.findall(plain))
    if len(plain) > 2 and _SILENT.search(plain) and not _SPOKEN.search(plain):
        count -= 1
    return max(1, count)


def spanish_syllables(word: str) -> int:
    """How many syllables a Spanish word has: each strong vowel makes one, weak ones lean on it or on each other."""
    plain = re.sub(r"(?<=q)u|(?<=g)u(?=[eéií])", "", word.lower())
    return max(1, sum(max(1, len(_STRONG.findall(group))) for group in _SPANISH_VOWELS.findall(plain)))


def measure(text: str, syllables: Callable[[str], int] = syllables) -> Measure:
    """Sentences, words and syllables of a text; what is no whole sentence counts for nothing."""
    found = Measure()
    for sentence in _SENTENCE.findall(text):
        words = _WORD.findall(sentence)
        if len(words) >= LEAST_WORDS and sentence.rstrip()[-1:] in ".!?":
            found += Measure(1, len(words), sum(map(syllables, words)))
    return found


def other_names(all_said: Iterable[Said], names: Mapping[str, str], meant: Iterable[str]) -> list[str]:
    """Where a thing is called by one of its other names (a pattern for each), unless ``meant`` says it is meant."""
    found = []
    for said in all_said:
        words = said.words
        for one in meant:
            words = words.replace(one, "")
        for name, others in names.items():
            if other := re.search(rf"\b(?:{others})(?![\w/])", words, re.IGNORECASE):
                found.append(f"{said.file}:{said.line}: “{other[0]}” in “{said.words}”: say {name}")
    return found


def window_words() -> Iterator[Said]:
    """Everything that the window says: words with a space, or with a capital, that are no docstring."""
    for path in sorted((ROOT / "outreach" / "ui").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        yield from (Said(_name(path), line, words) for line, words in _texts(tree, tree) if is_shown(words))


def fault_words() -> Iterator[Said]:
    """The sentences of known faults, wherever they are raised."""
    for path in sorted((ROOT / "outreach").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FAULTS:
                yield from (Said(_name(path), line, words) for line, words in _texts(node, tree))


def other_words() -> Iterator[Said]:
    """Every other whole sentence in the program: on paper, of the checks, and of the command line."""
    for path in sorted((ROOT / "outreach").rglob("*.py")):
        if any(path.is_relative_to(ROOT / "outreach" / room) for room in ("ui", "languages")):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for line, words in _texts(tree, tree):
            if is_shown(words) and words.rstrip().endswith((".", ".”")) and len(words.split()) >= LEAST_WORDS:
                yield Said(_name(path), line, words)


def help_words(folder: Path = HELP) -> Iterator[Said]:
    """The pages of help, a paragraph or an item at a time, without what only sets them."""
    for path in sorted(folder.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        at = 1
        for part in re.split(r"(\n\n|\n(?=- |\||\d+\. ))", text):
            plain = re.sub(r"`[^`]*`|\]\([^)]*\)|[*_#>|\[\]]|^\s*-+\s", " ", part)
            if plain.strip():
                yield Said(path.relative_to(HELP.parent).as_posix(), at, " ".join(plain.split()))
            at += part.count("\n")


def is_shown(words: str) -> bool:
    """Whether a text of the window is one that is read: not a key, a style or a pattern."""
    return (
        bool(re.match(r"[A-Z“&\W]*[A-Z&]?[a-z]", words))
        and " " in words.strip()
        and not re.search(r"[{}\\<=]|::", words)
    )


def _name(path: Path) -> str:
    return path.relative_to(ROOT / "outreach").as_posix()


def _texts(node: ast.AST, tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The texts below a node, each as one, with values as a short word; docstrings left out."""
    docs = _docstrings(tree)
    for one in ast.walk(node):
        if isinstance(one, ast.JoinedStr):
            words = "".join(
                part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else _VALUE
                for part in one.values
            )
            yield one.lineno, words
        elif isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in docs:
            yield one.lineno, _NAMED.sub(_VALUE, one.value)


def _docstrings(tree: ast.Module) -> set[int]:
    """Docstrings, texts that stand alone, and the pieces of f-strings, which are read whole."""
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            found.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            found.update(id(part) for part in ast.walk(node) if part is not node)
    return found
