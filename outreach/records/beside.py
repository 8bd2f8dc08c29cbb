"""How a plain database file begins and a field kit is named, and what lies beside one: its keys and its journals.

Every start asks for that much; the rooms of keys and ciphers are loaded where there are some.
"""

from pathlib import Path

SQLITE_HEADER = b"SQLite format 3\0"
"""What a plain database file begins with (sqlite.org/fileformat2)."""
KIT_SUFFIX = ".outreach-kit"
"""How the name of a field kit's file ends."""
_JOURNALS = ("-wal", "-shm", "-journal")
"""What SQLite adds to the name of a file for what it keeps beside it (sqlite.org/tempfiles)."""


def is_kit(location: str | Path) -> bool:
    """Whether a location is that of a field kit, by the end of its name."""
    return str(location).endswith(KIT_SUFFIX)


def key_file(database: Path) -> Path:
    """Where the key file of a database lies."""
    return database.parent / f"{database.name}.keys"  # a folder of no name, ".", is refused in words later


def file_and_journals(database: Path) -> tuple[Path, ...]:
    """A database file and what SQLite may keep beside it, whether it is there or not."""
    return database, *(database.with_name(database.name + ending) for ending in _JOURNALS)


def remove_with_journals(database: Path) -> None:
    """Remove a database file, where it is there, with its journals: one that stayed would be played into the next
    database of that name."""
    for file in file_and_journals(database):
        file.unlink(missing_ok=True)
