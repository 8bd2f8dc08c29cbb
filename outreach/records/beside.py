"""How a plain database file begins, and where the keys of one that is encrypted lie beside it.

Every start asks for that much; the rooms of keys and ciphers are loaded where there are some.
"""

from pathlib import Path

SQLITE_HEADER = b"SQLite format 3\0"
"""What a plain database file begins with (sqlite.org/fileformat2)."""


def key_file(database: Path) -> Path:
    """Where the key file of a database lies."""
    return database.parent / f"{database.name}.keys"  # a folder of no name, ".", is refused in words later
