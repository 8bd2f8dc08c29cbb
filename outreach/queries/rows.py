"""Rows as plain tuples: at 100,000 rows a third of the time that models take.

A question of several statements may be written as a generator (:data:`Asked`): it yields the queries that do not wait
for each other, and is sent the rows of each. So :func:`together` can ask several questions of a server in step: what
one statement waits for on its way there and back, they wait for once.
"""

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from functools import lru_cache, wraps
from typing import Any

from peewee import BaseModelSelect, Field, PostgresqlDatabase, Value

from outreach.records.base import TAKEN_AS_THEY_ARE, database
from outreach.records.search import WordsWanted
from outreach.values import frozen

Rows = list[tuple[Any, ...]]
_KEPT = 32
"""So many questions of each kind are kept put together."""
type Asked[Answer] = Generator[Sequence[Any], list[Rows], Answer]
"""A question that yields queries, is sent their rows, and returns its answer."""


@frozen
class _Blank:
    name: str


def blank(name: str) -> Any:
    """A place in a query for a key that is told when it is asked, by :meth:`Compiled.filled`."""
    return Value(_Blank(name), converter=False)


class Compiled:
    """A query put together for the kind of database that is open: its text, its values and how its rows are read.

    That is done when it is first asked: a server then answers the first of several while the others are put together.
    """

    __slots__ = ("_answers", "_put_together", "_query")

    def __init__(self, query: Any) -> None:
        self._query = query
        self._answers = _Answers(query)
        self._put_together: tuple[str, Sequence[Any]] | None = None

    @property
    def sql(self) -> str:
        """Its text."""
        return self._whole()[0]

    @property
    def values(self) -> Sequence[Any]:
        """What stands in the places of its text."""
        return self._whole()[1]

    def _whole(self) -> tuple[str, Sequence[Any]]:
        if self._put_together is None:
            self._put_together = self._query.sql()
        return self._put_together

    def filled(self, keys: Mapping[str, int]) -> "Compiled":
        """The same query with keys in the place of its blanks. Raises :class:`KeyError` for one that is not told."""
        return self._with([keys[value.name] if isinstance(value, _Blank) else value for value in self.values])

    def about(self, words: Sequence[str]) -> "Compiled":
        """The same query for what has some folded words, where it was put together without them."""
        return self._with([value.about(words) if isinstance(value, WordsWanted) else value for value in self.values])

    def _with(self, values: list[Any]) -> "Compiled":
        whole = object.__new__(Compiled)
        whole._query, whole._answers, whole._put_together = self._query, self._answers, (self.sql, values)
        return whole

    def rows(self, cursor: Any) -> Rows:
        """The rows that a database answered; of a table that is not one of records they are as it told them."""
        return self._answers.rows(cursor)

    def records(self, cursor: Any) -> list[Any]:
        """The records that a database answered, where the query selects whole ones."""
        return self._answers.records(cursor)


class _Answers:
    """How what a database answers is read. What the values of each column become is found out with the first answer:
    the library does so with each, and then reads value by value."""

    __slots__ = ("_become", "_select")

    def __init__(self, select: Any) -> None:
        self._select = select
        self._become: Sequence[tuple[int, Callable[[Any], Any], frozenset[type]]] | None = None
        if not isinstance(select, BaseModelSelect):
            self._become = ()

    def rows(self, cursor: Any) -> Rows:
        found: Rows = list(cursor.fetchall())
        become = self._become
        if become is None:
            become = self._become = self._found_out(cursor)
        if not found or not become:
            return found
        columns: list[Sequence[Any]] = list(zip(*found, strict=True))
        for at, converted, as_they_are in become:
            if not as_they_are.issuperset(map(type, columns[at])):
                columns[at] = [converted(value) for value in columns[at]]
        return list(zip(*columns, strict=True))

    def _found_out(self, cursor: Any) -> Sequence[tuple[int, Callable[[Any], Any], frozenset[type]]]:
        told = self._select.tuples().execute(_Answered(cursor))
        told.initialize()
        return [(at, become, _as_they_are(become)) for at, become in enumerate(told.converters) if become is not None]

    def records(self, cursor: Any) -> list[Any]:
        return list(self._select.clone().execute(_Answered(cursor)))


def _as_they_are(become: Callable[[Any], Any]) -> frozenset[type]:
    """The values that stay what they are, where a column's own function says what they become."""
    field = getattr(become, "__self__", None)
    return TAKEN_AS_THEY_ARE.get(type(field), frozenset()) if isinstance(field, Field) else frozenset()


def put_together_once[**Asking](
    queries: Callable[Asking, Iterable[Any]],
) -> Callable[Asking, tuple[Compiled, ...]]:
    """A function that gives some queries for what it is asked about, and keeps those of the last questions.

    A list is read again for each news and each time one comes back to it; the library takes as long to put a statement
    together as the database to answer it. What is asked about is told by values that can be compared.
    """

    @lru_cache(maxsize=_KEPT)
    def kept(_kind: type, *args: Asking.args, **kwargs: Asking.kwargs) -> tuple[Compiled, ...]:
        return tuple(map(Compiled, queries(*args, **kwargs)))

    @wraps(queries)
    def asked(*args: Asking.args, **kwargs: Asking.kwargs) -> tuple[Compiled, ...]:
        return kept(type(database.obj), *args, **kwargs)  # type: ignore[arg-type] # whatever is asked about is hashable

    return asked


def rows_of(query: Any) -> list[tuple[Any, ...]]:
    """All rows of a query, as tuples of the columns it selects."""
    asked = query if isinstance(query, Compiled) else Compiled(query)
    return asked.rows(database.execute_sql(asked.sql, asked.values))


def records_of(query: Compiled) -> list[Any]:
    """The records of a query that selects whole ones: for an action that changes them."""
    return query.records(database.execute_sql(query.sql, query.values))


def row_of(query: Any) -> tuple[Any, ...]:
    """The one row of a query that always has one, such as a count."""
    (row,) = rows_of(query)
    return tuple(row)


def rows_of_each(queries: Sequence[Any]) -> list[Rows]:
    """The rows of some queries of which none needs another's: they go to a server in one turn (its pipeline mode)."""
    db = database.obj
    if len(queries) < 2 or not isinstance(db, PostgresqlDatabase) or not _pipelines():
        return [rows_of(query) for query in queries]
    compiled = [query if isinstance(query, Compiled) else Compiled(query) for query in queries]
    with db.connection().pipeline():
        cursors = [db.execute_sql(query.sql, query.values) for query in compiled]
    return [query.rows(cursor) for query, cursor in zip(compiled, cursors, strict=True)]


def together(*questions: Asked[Any]) -> list[Any]:
    """The answers of some questions, asked in step."""
    asking, rows = in_step(*questions), None
    while True:
        try:
            queries = asking.send(rows)  # type: ignore[arg-type] # a generator begins by being sent None
        except StopIteration as end:
            answers: list[Any] = end.value
            return answers
        rows = rows_of_each(queries)


def in_step(*questions: Asked[Any]) -> Asked[list[Any]]:
    """Some questions as one: what each yields in a step is yielded together."""
    answers: list[Any] = [None] * len(questions)
    sent: dict[int, list[Rows] | None] = dict.fromkeys(range(len(questions)))
    while True:
        asked: dict[int, Sequence[Any]] = {}
        for at, rows in sent.items():
            try:
                asked[at] = questions[at].send(rows)  # type: ignore[arg-type] # a generator begins by being sent None
            except StopIteration as end:
                answers[at] = end.value
        if not asked:
            return answers
        found = iter((yield [query for queries in asked.values() for query in queries]))
        sent = {at: [next(found) for _ in queries] for at, queries in asked.items()}


def alone[Answer](question: Asked[Answer]) -> Answer:
    """The answer of one question."""
    answer: Answer = together(question)[0]
    return answer


def answered[**Asking, Answer](question: Callable[Asking, Asked[Answer]]) -> Callable[Asking, Answer]:
    """The same question for those who ask it alone: it takes what the question takes, and returns the answer."""

    @wraps(question)
    def answer(*args: Asking.args, **kwargs: Asking.kwargs) -> Answer:
        return alone(question(*args, **kwargs))

    return answer


def _pipelines() -> bool:
    import psycopg  # where there is a server, it is loaded

    return psycopg.Pipeline.is_supported()


class _Answered:
    """Stands for a database that has answered already."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor

    def execute(self, _query: Any) -> Any:
        return self._cursor
