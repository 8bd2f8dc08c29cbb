"""What the rows of a file say of people."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from outreach.errors import OutreachError
from outreach.exchange.columns import Reader
from outreach.exchange.mapping import FileMapping
from outreach.exchange.plan import RowRefusedError, blamed
from outreach.exchange.sheet import Row
from outreach.exchange.tables import Table, plain

YES = {"yes", "y", "true", "1", "x", "si", "ja", "oui"}
NO = {"no", "n", "false", "0", "nein", "non"}
_TEXTS = (
    "given_name", "family_name", "name", "phone", "email", "address", "city", "postcode", "area", "language",
    "organization",
)  # fmt: skip
_FLAGS = ("may_contact", "confidential")


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """One person as a file tells it; ``columns`` say where a value stood, to blame it. None: the file says nothing."""

    given_name: str = ""
    family_name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    area: str = ""
    language: str = ""
    organization: str = ""
    may_contact: bool | None = None
    confidential: bool | None = None
    columns: Mapping[str, int] = field(default_factory=dict, compare=False)

    @property
    def name(self) -> str:
        """The whole name."""
        return f"{self.given_name} {self.family_name}".strip()


class PersonReader:
    """Reads the people of one table as a mapping tells.

    Raises:
        OutreachError: the table lacks a column that the mapping names, or the mapping names none for names.
    """

    def __init__(self, table: Table, mapping: FileMapping) -> None:
        if not {"name", "given_name", "family_name"} & mapping.columns.keys():
            there = ", ".join(f"“{name}”" for name in table.names if name)[:400]
            raise OutreachError(
                f"{table.sheet.place}: it is not known which column holds the names of the people. "
                f"The columns are {there}: name it in a mapping."
            )
        self._table = table
        self._reader = Reader(table, mapping.columns, mapping.blanks)

    def read(self, row: Row) -> PersonEntry:
        """The person in a row.

        Raises:
            RowRefusedError: there is no name, or something cannot be right; it names the column to blame.
        """
        if words := self._table.overflow(row):
            raise RowRefusedError(words)
        columns: dict[str, int] = {}
        texts = {what: self._text(row, what, columns) for what in _TEXTS}
        given, family = texts["given_name"], texts["family_name"]
        if not given and not family:
            given, family = parted_name(texts["name"])
        if not given and not family:
            what = next(name for name in ("name", "family_name", "given_name") if self._reader.has(name))
            raise RowRefusedError("the name is missing", self._reader.columns(what)[0])
        if texts["email"] and "@" not in texts["email"]:
            raise RowRefusedError(f"“{texts['email']}” is not an e-mail address", columns["email"])
        flags = {what: self._flag(row, what) for what in _FLAGS}
        return PersonEntry(
            given_name=given,
            family_name=family,
            phone=texts["phone"],
            email=texts["email"],
            address=", ".join(filter(None, (texts["address"], texts["city"]))),
            postcode=texts["postcode"],
            area=texts["area"],
            language=texts["language"].lower()[:2],
            organization=texts["organization"],
            may_contact=flags["may_contact"],
            confidential=flags["confidential"],
            columns=columns,
        )

    def _text(self, row: Row, what: str, columns: dict[str, int]) -> str:
        if not self._reader.has(what):
            return ""
        try:
            cut = self._reader.read(row, what)
        except OutreachError as fault:
            raise blamed(self._reader.columns(what)[0], fault) from fault
        columns[what] = cut.column
        return " ".join(unicodedata.normalize("NFC", cut.text).split())

    def _flag(self, row: Row, what: str) -> bool | None:
        columns: dict[str, int] = {}
        text = self._text(row, what, columns)
        if not text:
            return None
        if plain(text) in YES | NO:
            return plain(text) in YES
        raise RowRefusedError(f"“{text}” is neither yes nor no", columns[what])


def parted_name(name: str) -> tuple[str, str]:
    """A whole name as given and family name.

    >>> parted_name("Ferncastle, Opal"), parted_name("Opal Mae Ferncastle"), parted_name("Opal")
    (('Opal', 'Ferncastle'), ('Opal Mae', 'Ferncastle'), ('', 'Opal'))
    """
    family, comma, given = name.partition(",")
    if comma:
        return given.strip(), family.strip()
    given, _, family = name.strip().rpartition(" ")
    return given.strip(), family
