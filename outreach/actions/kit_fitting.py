"""One change made in a field kit, fitted to the records as they are here by now.

The change tells each row as it was before and after. What nobody touched here meanwhile is done again; what is so
already counts as the same; anything else is a question, and the whole change waits for its answers.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from peewee import ForeignKeyField, IntegrityError

from outreach.actions.change import Change
from outreach.actions.kit_asking import (
    Asked,
    FieldQuestion,
    Keep,
    Question,
    RemovalQuestion,
    SameQuestion,
    UnfittedError,
    at_odds,
    described,
    is_confidential,
)
from outreach.actions.kit_merging import INTO, KitMerges, frees
from outreach.actions.refusals import label
from outreach.actions.rows import held_records, image, restored
from outreach.languages.spoken import say
from outreach.records.accounts import Account, Draft
from outreach.records.base import Record, Row, VersionedRecord
from outreach.records.events import Attendance, Event, EventStatus, HeadCount, Measure
from outreach.records.issued import IssuedReport
from outreach.records.kits import FIRST_KIT_KEY, FieldKit, KitEntry, KitKey
from outreach.records.people import Person
from outreach.records.precinct import Precinct
from outreach.records.retention import FORGOTTEN
from outreach.records.tables import TABLES

_STAYS = (Account, Draft, IssuedReport, FieldKit, KitEntry, KitKey, Precinct)
"""Kinds of record that a kit does not bring back: who may sign in, what was signed, and the precinct itself."""
_MODELS: dict[str, Any] = {
    table._meta.table_name: table for table in TABLES if issubclass(table, Record) and table not in _STAYS
}
_SUMMED: tuple[tuple[type[Record], str], ...] = ((HeadCount, "count"), (Measure, "count"))
"""Numbers that two people may each have counted a part of."""

_CALLED = frozenset({"name", "group_name", "spelling"})
"""Names, which are the same where they differ in capitals alone."""
_FORGOTTEN_IN = ("family_name", "words", "name_as_signed")
"""Columns that tell of a record that a purge forgot it."""

_FOLLOWS = {"phone_digits": "phone"}
"""Columns that are made from another, and go with it."""

type KitKeys = dict[tuple[str, int], int]
"""Which record here each record made in the kit is, by table and the key it has in the kit."""


def named_in(row: Row) -> Iterator[tuple[str, int]]:
    """The record that a row of a change is about, and those that it names, by table and key."""
    yield row["table"], row["id"]
    model: Any = _MODELS.get(row["table"])
    for side in ("before", "after") if model else ():
        for column, value in (row[side] or {}).items():
            field = model._meta.columns.get(column)
            if isinstance(field, ForeignKeyField) and value is not None:
                yield field.rel_model._meta.table_name, value


class Fitting:
    """Does one change of a kit again, row by row, within the block of an action.

    ``keys`` is what is known of the kit's own records; it grows when :meth:`finish` finds that everything fitted.
    """

    def __init__(self, c: Change, kit: FieldKit, keys: KitKeys, answers: Mapping[Asked, Keep | int]) -> None:
        self._c = c
        self._kit = kit
        self._keys = keys
        self._answers = answers
        self._fresh: KitKeys = {}
        self._open: set[tuple[str, int]] = set()
        self._questions: list[Question] = []
        self._merges = KitMerges(c, kit.precinct_id)
        self.left_out = False

    def begin(self, rows: Sequence[Row]) -> None:
        """See before rows are fitted that nobody merges meanwhile whom they name, and take merges back that they take
        back. Raises :class:`UnfittedError` where that cannot be."""
        person = Person._meta.table_name
        named = {key for row in rows for table, key in named_in(row) if table == person}
        here = {key: self._keys.get((person, key), key) for key in named}
        self._merges.hold(key for key in here.values() if key < FIRST_KIT_KEY)
        for row in rows:
            if row["table"] == person and frees(row):
                self._merges.take_back(here[row["id"]])

    def fit(self, row: Row) -> None:
        """Do one row's part. Raises :class:`UnfittedError` when it names a record that waits itself."""
        model = _MODELS.get(row["table"])
        if model is None:
            self.left_out = True
            return
        waits = any((table, key) in self._open for table, key in named_in(row))
        if waits or (self._merges.is_merge and model is not Person):
            return
        try:
            if row["before"] is None:
                self._make(model, row["id"], self._mapped(model, row["after"]))
            elif row["after"] is None:
                self._remove(model, row["id"], self._mapped(model, row["before"]))
            else:
                before, after = (self._mapped(model, row[side]) for side in ("before", "after"))
                self._edit(model, row["id"], before, after)
        except IntegrityError as fault:
            raise at_odds(model) from fault

    def finish(self) -> KitKeys:
        """Which records here the change's own records are. Raises :class:`UnfittedError` with what must be asked."""
        if self._questions:
            raise UnfittedError("", tuple(self._questions))
        self._merges.finish()
        return self._fresh

    def _mapped(self, model: type[Record], columns: Row) -> Row:
        """Columns of a row, with the records they name as they are known here, without its own key."""
        mapped: Row = {}
        for column, value in columns.items():
            field = model._meta.columns.get(column)
            if column in ("id", "version") or field is None:
                continue
            if isinstance(field, ForeignKeyField) and value is not None:
                value = self._here(field.rel_model._meta.table_name, value)
                value = self._merges.kept(value) if field.rel_model is Person else value
            mapped[column] = value
        return mapped

    def _here(self, table: str, key: int) -> int:
        if key < FIRST_KIT_KEY:
            return key
        found = self._fresh.get((table, key)) or self._keys.get((table, key))
        if found is None:
            raise UnfittedError(
                say("It builds on another change of this kit, which waits for an answer or was left out.")
            )
        return found

    # Rows that the kit made.

    def _make(self, model: type[Record], key: int, after: Row) -> None:
        # Held, so that whoever is signed in there meanwhile by somebody else is seen.
        event = after.get("event_id")
        if event is not None and not any(held_records(Event, [event])):
            raise _removed(Event)
        if model is Attendance:
            after = self._on_free_line(after)
        found = self._already_here(model, after)
        if found is not None:
            self._know(model, key, found.id)
            self._fill(model, key, found, after)
            return
        alike = _lookalikes(model, self._kit.precinct_id, after)
        if alike and self._ask_which(model, key, after, alike):
            return
        made = self._c.create(model, **restored(model, after))
        self._know(model, key, made.id)

    def _already_here(self, model: Any, after: Row) -> Any:
        """A record here that cannot be there twice: of the same number, or the same in what must be unique."""
        if "uid" in after and (found := model.get_or_none(model.uid == restored(model, {"uid": after["uid"]})["uid"])):
            return self._kept(found)
        for names, unique in model._meta.indexes:
            values = restored(model, after)
            wanted: Row = {name: values.get(name) for name in names}
            if not unique or "line" in names or None in wanted.values():
                continue
            plain = [model._meta.fields[name] == value for name, value in wanted.items() if name not in _CALLED]
            called = wanted.keys() & _CALLED
            for one in model.select().where(*plain):
                if all(_same_word(getattr(one, name), wanted[name]) for name in called):
                    return one
        return self._same_walk_in(after) if model is Attendance else None

    def _same_walk_in(self, after: Row) -> Any:
        """A name alone that was signed on another list of the event too; each line is taken for one alone."""
        if after.get("person_id") is not None or not after.get("name_as_signed"):
            return None
        table = Attendance._meta.table_name
        taken = {home for (named, _), home in (*self._keys.items(), *self._fresh.items()) if named == table}
        name = after["name_as_signed"].casefold()
        lines = Attendance.select().where(
            Attendance.event == after["event_id"], Attendance.person.is_null(), Attendance.legible
        )
        return next((one for one in lines if one.name_as_signed.casefold() == name and one.id not in taken), None)

    def _fill(self, model: Any, key: int, found: Any, after: Row) -> None:
        """Bring to a record that is here already what the kit knows more of it."""
        now, wanted = image(found, whole=True), {}
        for column, theirs in after.items():
            field = model._meta.columns[column]
            mine = now[column]
            if model is Attendance and column == "present":
                # Whoever was seen came, whichever list says so.
                wanted[column] = mine or theirs
            elif column in ("uid", INTO) or theirs in (None, "", field.default) or _alike(mine, theirs):
                continue
            elif mine in (None, ""):
                wanted[column] = theirs
            elif model is not Attendance:
                # The line and the words of the list that was here first stay.
                self._ask_field(model, key, column, found, theirs, wanted)
        self._c.update(found, **restored(model, wanted))
        if isinstance(found, Person):
            self._merges.touch(found.id)

    def _kept(self, found: Any) -> Any:
        """The record itself; of a person who was merged into another, the entry that is kept."""
        merged = isinstance(found, Person) and found.merged_into_id is not None
        return Person.get_by_id(found.merged_into_id) if merged else found

    def _on_free_line(self, after: Row) -> Row:
        """A line of a second paper sheet of the same number gets a sheet number of its own."""
        sheet, line, event = after.get("sheet"), after.get("line"), after["event_id"]
        if sheet is None or line is None:
            return after
        known = (f"sheet at event {event}", sheet)
        if known in self._keys or known in self._fresh:
            return {**after, "sheet": self._fresh.get(known) or self._keys[known]}
        lines: Any = Attendance.select(Attendance.sheet, Attendance.line).where(
            Attendance.event == event, Attendance.sheet.is_null(False)
        )
        taken: set[tuple[int, int]] = set(lines.tuples())
        if (sheet, line) not in taken:
            return after
        number = max(held for held, _ in taken) + 1
        self._fresh[known] = number
        return {**after, "sheet": number}

    def _ask_which(self, model: Any, key: int, after: Row, alike: list[Any]) -> bool:
        """Whether the record is one of those here, or that is still to be asked."""
        about = (model._meta.table_name, key, "")
        sure = [one for one in alike if _surely_same(model, one, after)]
        answer = self._answers.get(about, sure[0].id if len(sure) == 1 else None)
        if answer is None:
            candidates = tuple((one.id, described(one)) for one in alike)
            self._questions.append(SameQuestion(about, described(model(**restored(model, after))), candidates))
            self._open.add((model._meta.table_name, key))
            return True
        if answer == 0:
            return False
        found = self._kept(model.get_or_none(model.id == answer, model.precinct == self._kit.precinct_id))
        if found is None:
            raise _removed(model)
        self._know(model, key, found.id)
        self._fill(model, key, found, after)
        return True

    # Rows that the kit changed or removed.

    def _edit(self, model: type[Record], key: int, before: Row, after: Row) -> None:
        record = self._record(model, key)
        if isinstance(record, Person):
            if self._merges.meet(record, before, after):
                return
            record = record if INTO in after else self._kept(record)
        if record is None:
            raise _removed(model)
        if any(getattr(record, name, "") == FORGOTTEN for name in _FORGOTTEN_IN):
            self.left_out = True  # what was known of it is not to come back
            return
        now, wanted = image(record, whole=True), {}
        for column, theirs in after.items():
            mine = now[column]
            if mine == theirs:
                continue
            if mine == before.get(column):
                wanted[column] = theirs
            else:
                self._ask_field(model, key, column, record, theirs, wanted)
        if wanted and isinstance(record, Event) and wanted.get("status", record.status) != EventStatus.CANCELLED:
            wanted["cancel_reason"] = ""
        if wanted:
            self._c.update(record, **restored(model, wanted))
        elif not after and isinstance(record, VersionedRecord):
            self._c.raise_version(record)

    def _remove(self, model: type[Record], key: int, before: Row) -> None:
        record = self._record(model, key)
        if record is None:
            return
        now = image(record, whole=True)
        # What the kit did not carry was empty there.
        changed = [column for column, value in before.items() if value is not None and now[column] != value]
        about = (model._meta.table_name, key, "")
        answer = self._answers.get(about, None if changed else Keep.KIT)
        if answer is None:
            self._questions.append(RemovalQuestion(about, described(record), is_confidential(record)))
        elif answer == Keep.KIT:
            self._c.delete(record)

    def _record(self, model: Any, key: int) -> Any:
        return model.get_or_none(model.id == self._here(model._meta.table_name, key))

    def _ask_field(self, model: type[Record], key: int, column: str, record: Any, theirs: Any, wanted: Row) -> None:
        about = (model._meta.table_name, key, _FOLLOWS.get(column, column))
        mine = image(record, whole=True)[column]
        may_add = (model, column) in _SUMMED
        match self._answers.get(about):
            case Keep.HERE:
                pass
            case Keep.KIT:
                wanted[column] = theirs
            case Keep.BOTH if may_add:
                wanted[column] = (mine or 0) + (theirs or 0)
            case _ if column not in _FOLLOWS:
                field = model._meta.columns[column]
                refers = field.rel_model._meta.table_name if isinstance(field, ForeignKeyField) else ""
                asked = FieldQuestion(about, described(record), mine, theirs, may_add, refers, is_confidential(record))
                self._questions.append(asked)

    def _know(self, model: type[Record], key: int, here: int) -> None:
        self._fresh[(model._meta.table_name, key)] = here


def _removed(model: type[Record]) -> UnfittedError:
    """The fault of a change of what is no longer there."""
    return UnfittedError(
        say("The {model} was removed here meanwhile: bring it back first, or leave this out.", model=label(model))
    )


def _lookalikes(model: type[Record], precinct: int, after: Row) -> list[Any]:
    """Records here that may be the one made in the kit: people who bear its name, or bore it before they were merged,
    and events of its day, kind and title."""
    if model is Person:
        names = {name: after.get(name, "") for name in ("given_name", "family_name")}
        bear: Any = Person.select().where(Person.precinct == precinct, *(_written(*name) for name in names.items()))
        called = [one for one in bear if all(_same_word(getattr(one, name), told) for name, told in names.items())]
        kept = {one.merged_into_id or one.id for one in called}
        # A confidential person is not offered: that would tell that she is known.
        listed = Person.id.in_(kept) & Person.active & ~Person.confidential
        return list(Person.select().where(listed).order_by(Person.id)) if kept else []
    if model is Event:
        same = (Event.date == after["date"]) & (Event.kind == after["kind_id"])
        found = Event.select().where(Event.precinct == precinct, same).order_by(Event.id)
        return [one for one in found if _same_word(one.title, after["title"])]
    return []


def _same_word(one: str, other: str) -> bool:
    """Whether two words are the same but for capitals."""
    return one.casefold() == other.casefold()


def _written(name: str, told: str) -> Any:
    """The condition that a name of a person is perhaps this one: a file tells capitals of plain letters alone."""
    return Person._meta.fields[name] ** "".join(one if one.isascii() and one.isalnum() else "_" for one in told)


def _surely_same(model: type[Record], here: Any, after: Row) -> bool:
    """Whether a person of the same name has the same phone, e-mail or address too."""
    if model is not Person:
        return False
    pairs = ((getattr(here, name), after.get(name, "")) for name in ("phone_digits", "email", "address"))
    return any(mine and mine.casefold() == theirs.casefold() for mine, theirs in pairs)


def _alike(mine: Any, theirs: Any) -> bool:
    """Whether two values are the same but for capitals, spaces and signs, as one phone number written in two ways."""
    if not isinstance(mine, str) or not isinstance(theirs, str):
        return bool(mine == theirs)
    one, other = ("".join(filter(str.isalnum, text)).casefold() for text in (mine, theirs))
    return one == other and bool(one or mine == theirs)
