"""Other spellings of neighborhoods and offenses, so that files find the one that is meant."""

from collections.abc import Iterable, Mapping
from typing import Any

from outreach.actions.change import Change
from outreach.actions.checks import plain
from outreach.actions.past import Listed
from outreach.actions.refusals import label
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records.base import Record


def other_spellings(name: str, aliases: Iterable[str]) -> tuple[str, ...]:
    """The aliases that say more than the name does: trimmed, none blank, none twice (capitals aside)."""
    seen = {plain(name).casefold()}
    kept = []
    for alias in map(plain, aliases):
        if alias and alias.casefold() not in seen:
            seen.add(alias.casefold())
            kept.append(alias)
    return tuple(kept)


def spellings_of(alias: type[Record]) -> Listed:
    """The aliases as a field of a neighborhood's or an offense's details; ``alias`` is the table of spellings."""
    return Listed(alias, alias._meta.fields[_owner(alias)].column_name, lambda row: row["spelling"], str.casefold)


def set_spellings(c: Change, alias: type[Record], precinct: int, spellings: Mapping[int, tuple[str, ...]]) -> bool:
    """Make the aliases of some neighborhoods or offenses (by key) those given, after their names were written.

    ``alias`` is the table of spellings. Returns whether any differed. A fixed number of statements. Raises
    :class:`OutreachError` when a spelling stands for two of them.
    """
    if not spellings:
        return False
    fields = alias._meta.fields
    owner = _owner(alias)
    named: Any = fields[owner].rel_model
    column, spelling = fields[owner], fields["spelling"]
    elsewhere: Any = (
        alias.select(spelling, column).where(fields["precinct"] == precinct, column.not_in(list(spellings))).tuples()
    )
    names = dict(named.select(named.id, named.name).where(named.precinct == precinct).tuples())
    owners = {text.casefold(): key for text, key in elsewhere}
    owners |= {name.casefold(): key for key, name in names.items() if key not in spellings}
    for key, own in spellings.items():
        for text in (names[key], *own):
            if owners.setdefault(text.casefold(), key) != key:
                raise OutreachError(
                    say(
                        "The spelling '{text}' already stands for another {named}, so nothing was written: remove it "
                        "from one of the two.",
                        text=text,
                        named=label(named),
                    )
                )
    kept = alias.select().where(column.in_(list(spellings)))
    wanted = [{"precinct": precinct, owner: key, "spelling": text} for key, own in spellings.items() for text in own]
    return _match(c, alias, kept, wanted, owner)


def _owner(alias: type[Record]) -> str:
    names: list[str] = list(alias._meta.fields)
    return next(name for name in names if name not in ("id", "precinct", "spelling"))


def _match(c: Change, alias: type[Record], kept: Iterable[Any], wanted: list[dict[str, Any]], owner: str) -> bool:
    left = {(getattr(one, f"{owner}_id"), one.spelling): one for one in kept}
    fresh = [row for row in wanted if left.pop((row[owner], row["spelling"]), None) is None]
    c.delete_many(list(left.values()))
    c.create_many(alias, fresh)
    return bool(left or fresh)


def add_spellings(c: Change, alias: type[Record], precinct: int, spellings: Mapping[str, int]) -> None:
    """Add aliases, each for a neighborhood or an offense (by key); what stands for any already, is passed over."""
    fields = alias._meta.fields
    owner = next(name for name in fields if name not in ("id", "precinct", "spelling"))
    named: Any = fields[owner].rel_model
    table: Any = alias
    names = named.select(named.name).where(named.precinct == precinct).tuples()
    kept = table.select(table.spelling).where(table.precinct == precinct).tuples()
    taken = {text.casefold() for (text,) in (*names, *kept)}
    fresh = {" ".join(text.split()): key for text, key in spellings.items()}
    c.create_many(
        alias,
        [
            {"precinct": precinct, owner: key, "spelling": text}
            for text, key in fresh.items()
            if text and text.casefold() not in taken
        ],
    )
