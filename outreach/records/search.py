"""Finding records by words and their beginnings, accents and case folded: FTS5 in a file, text search on a server.

The index is part of the schema (migration ``0004_search``) and the database keeps it itself, so bulk inserts and undo
are covered. Each kind of record has three parts: its title, its body, and what is secret (confidential words). A file
has people under keys of their own (:mod:`~outreach.records.people_keys`).
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from peewee import SQL, Expression, NodeList, SqliteDatabase, Table, Value, fn

from outreach.records.base import Record, database
from outreach.records.events import Event
from outreach.records.followups import Concern, FollowUp, Problem
from outreach.records.people import Neighborhood, NeighborhoodAlias, Organization, Person
from outreach.records.people_keys import OWN
from outreach.values import frozen

LONGEST_SEARCH_WORDS = 12
"""Further words are left out: nobody types more, and a pasted page would only make the search slow."""

_PAGES_GATHERED = 64
"""Of so many pages parts are put together at most."""
_WORD = re.compile(r"[^\W_]+")
_SQUASHED = "replace(replace(replace(given_name || ' ' || family_name, '''', ''), '’', ''), '-', '')"
_WEIGHTS = {"title": "A", "body": "B", "secret": "D"}
_PARTS: dict[type[Record], tuple[str, str, str]] = {
    Person: (
        f"given_name || ' ' || family_name || ' ' || {_SQUASHED}",
        "email || ' ' || address || ' ' || postcode",
        "''",
    ),
    Organization: ("name", "address || ' ' || email", "''"),
    Neighborhood: ("name", "community || ' ' || meeting_place", "''"),
    NeighborhoodAlias: ("spelling", "''", "''"),
    Event: ("title || ' ' || place", "summary || ' ' || cancel_reason", "''"),
    Concern: ("CASE WHEN confidential THEN '' ELSE words END", "''", "CASE WHEN confidential THEN words ELSE '' END"),
    FollowUp: (
        "words || ' ' || public_words",
        "outcome || ' ' || public_outcome || ' ' || partner || ' ' || decline_reason",
        "''",
    ),
    Problem: ("title", "scanning || ' ' || analysis || ' ' || response || ' ' || assessment", "''"),
}


@frozen
class WordsWanted:
    """What the index of words is asked in a statement that is put together once, but for the words."""

    before: str
    each: str
    between: str
    after: str = ""

    def about(self, words: Iterable[str]) -> str:
        """The value of the statement for some folded words: letters and digits alone, so that none is an operator."""
        return f"{self.before}{self.between.join(self.each.format(word) for word in words)}{self.after}"


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a text as the index knows them: small letters and digits without accents.

    >>> folded_words("Peñaranda-Ōta, “José”!")
    ('penaranda', 'ota', 'jose')
    """
    plain = text
    if not text.isascii():
        plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return tuple(_WORD.findall(plain.lower()))[:LONGEST_SEARCH_WORDS]


def matching(
    model: type[Record],
    text: str | None,
    *,
    whole_words: bool = False,
    titles_only: bool = False,
    secret: bool = False,
    most: int | None = None,
) -> Any:
    """The condition that a record has every word of a text, or a word that begins so; no words match nothing.

    ``whole_words`` leaves beginnings out, ``titles_only`` everything but names and titles; ``secret`` searches
    confidential words too. ``most`` stops after that many, in order of their keys in the index. Without a text the
    statement has a :class:`WordsWanted` among its values, which is asked about the words before it is sent.
    """
    if text is not None and not folded_words(text):
        return Expression(SQL("1"), "=", SQL("0"))
    table: Any = model
    found = matches(table, text, whole_words=whole_words, titles_only=titles_only, secret=secret)
    return NodeList((table.id, SQL("IN"), found if most is None else found.limit(most)))


def matches(
    table: Any, text: str | None, *, whole_words: bool = False, titles_only: bool = False, secret: bool = False
) -> Any:
    """A select of the keys that :func:`matching` finds; the text has a word at least."""
    if isinstance(database.obj, SqliteDatabase):
        found = keys_in_file(table, text, whole_words=whole_words, titles_only=titles_only, secret=secret)
        return found.columns(found.selected_columns[0].bin_and(OWN)) if table is Person else found
    wanted = _wanted(table, _parts(titles_only, secret), whole_words)
    return _found(table, _value(wanted, text))


def keys_in_file(
    table: Any, text: str | None, *, whole_words: bool = False, titles_only: bool = False, secret: bool = False
) -> Any:
    """A select of the keys under which the index of words of a file has what :func:`matching` finds."""
    wanted = _wanted_in_file(table, _parts(titles_only, secret), whole_words)
    name = f"{table._meta.table_name}_search"
    index: Any = Table(name, ("rowid",)).bind(database)
    return index.select(index.rowid).where(Expression(SQL(f'"{name}"'), "MATCH", _value(wanted, text)))


def gather_words(model: type[Record]) -> None:
    """Let the index of words of a file put the small parts together that a change of many records has left.

    It would do so while it is written to, piece by piece; until then each search looks through all of them.
    """
    if isinstance(database.obj, SqliteDatabase):
        name = f"{model._meta.table_name}_search"
        database.execute_sql(f"""INSERT INTO "{name}" ("{name}", rank) VALUES ('merge', ?)""", (_PAGES_GATHERED,))


def _parts(titles_only: bool, secret: bool) -> list[str]:
    return ["title", *([] if titles_only else ["body"]), *(["secret"] if secret else [])]


def _value(wanted: WordsWanted, text: str | None) -> Any:
    return Value(wanted if text is None else wanted.about(folded_words(text)), converter=False)


def _wanted_in_file(table: Any, parts: list[str], whole_words: bool) -> WordsWanted:
    within = "" if _is_all(table, parts) else f"{{{' '.join(parts)}}} : "
    return WordsWanted(f"{within}(", '"{}"' if whole_words else '"{}"*', " AND ", ")")  # sqlite.org/fts5


def _wanted(table: Any, parts: list[str], whole_words: bool) -> WordsWanted:
    # To tell parts apart the words of each row that was found are weighed anew; where all count, the index says enough.
    weights = "" if _is_all(table, parts) else "".join(_WEIGHTS[part] for part in parts)
    return WordsWanted("", f"{{}}{':' if whole_words else ':*'}{weights}", " & ")


def _found(table: Any, wanted: Any) -> Any:
    indexed = fn.outreach_words(*(SQL(part) for part in _PARTS[table]))
    return table.select(table.id).where(Expression(indexed, "@@", fn.to_tsquery("simple", wanted)))


def _is_all(table: Any, parts: list[str]) -> bool:
    """Whether some parts are all that a kind of record has."""
    held = [part for part, text in zip(_WEIGHTS, _PARTS[table], strict=True) if text != "''"]
    return set(held) <= set(parts)
