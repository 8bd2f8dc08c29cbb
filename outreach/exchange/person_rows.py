"""What the rows of a file say of people."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from outreach.actions.organizations import OrganizationDetails
from outreach.exchange.cells import Cells, refuse_without
from outreach.exchange.mapping import FileMapping
from outreach.exchange.plan import Findings, RowRefusedError
from outreach.exchange.sheet import Row
from outreach.exchange.tables import Table, plain
from outreach.languages.spoken import say

_TEXTS = (
    "given_name", "family_name", "name", "phone", "email", "address", "city", "postcode", "area", "language",
    "organization", "role",
)  # fmt: skip
_NO_TEXTS = dict.fromkeys(_TEXTS, "")


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
    role: str = ""
    may_contact: bool | None = None
    confidential: bool | None = None
    columns: Mapping[str, int] = field(default_factory=dict, compare=False)

    def mark(self) -> tuple[str | bool | None, ...]:
        """All that it says, but for the place in an organization: rosters repeat a person for each of them."""
        return _MARK(self)

    @property
    def name(self) -> str:
        """The whole name."""
        return f"{self.given_name} {self.family_name}".strip()


_MARK: Callable[[PersonEntry], tuple[Any, ...]] = attrgetter(
    "given_name", "family_name", "phone", "email", "address", "postcode", "area", "language", "may_contact",
    "confidential",
)  # fmt: skip


def packed(told: tuple[PersonEntry, str]) -> tuple[Any, ...]:
    """A person and the name of her neighborhood as plain values, to be set aside: what is kept of her alone."""
    return *_MARK(told[0]), told[1]


def unpacked(told: tuple[Any, ...]) -> tuple[PersonEntry, str]:
    """What :func:`packed` was given."""
    given, family, phone, email, address, postcode, named, language, may_contact, confidential, area = told
    return (
        PersonEntry(given, family, phone, email, address, postcode, named, language, "", "", may_contact, confidential),
        area,
    )


class PersonReader:
    """Reads the people of one table as a mapping tells.

    Raises:
        OutreachError: the table lacks a column that the mapping names, or the mapping names none for names.
    """

    def __init__(self, table: Table, mapping: FileMapping, findings: Findings) -> None:
        refuse_without(
            table, bool({"name", "given_name", "family_name"} & mapping.columns.keys()), say("names of the people")
        )
        self._cells = Cells(table, mapping, findings)
        self._told = [what for what in _TEXTS if self._cells.has(what)]
        self._columns = self._cells.columns()

    def read(self, row: Row) -> PersonEntry:
        """The person in a row.

        Raises:
            RowRefusedError: there is no name, or something cannot be right; it names the column to blame.
            OrganizationRowError: it names no person, but an organization.
        """
        cells = self._cells
        if words := cells.table.overflow(row):
            raise RowRefusedError(words)
        texts = {**_NO_TEXTS, **cells.texts(row, self._told)}
        given, family = texts["given_name"], texts["family_name"]
        if not given and not family:
            given, family = parted_name(texts["name"])
        if not given and not family and plain(texts["organization"]):
            raise OrganizationRowError(_organization(texts))
        if not given and not family:
            what = next(name for name in ("name", "family_name", "given_name") if cells.has(name))
            raise RowRefusedError(say("the name is missing"), cells.column(what))
        if texts["email"] and "@" not in texts["email"]:
            raise RowRefusedError(say("“{text}” is not an e-mail address", text=texts["email"]), cells.column("email"))
        return PersonEntry(
            given_name=given,
            family_name=family,
            phone=_first(texts["phone"]),
            email=_first(texts["email"]),
            address=_address(texts),
            postcode=texts["postcode"],
            area=texts["area"],
            language=texts["language"].lower()[:2],
            organization=texts["organization"],
            role=texts["role"],
            may_contact=cells.flag(row, "may_contact"),
            confidential=cells.flag(row, "confidential"),
            columns=self._columns,
        )


class OrganizationRowError(Exception):
    """A row names an organization alone, as address books do."""

    def __init__(self, details: OrganizationDetails) -> None:
        super().__init__(details.name)
        self.details = details


def _organization(texts: Mapping[str, str]) -> OrganizationDetails:
    return OrganizationDetails(
        texts["organization"], phone=_first(texts["phone"]), email=_first(texts["email"]), address=_address(texts)
    )


def _address(texts: Mapping[str, str]) -> str:
    return ", ".join(filter(None, (texts["address"], texts["city"])))


def _first(text: str) -> str:
    """The first of several numbers, as Google writes them into one cell."""
    return text.partition(" ::: ")[0]


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
