"""Reading files that come in: which kind, which table, which cell."""

PHRASES: dict[str, str] = {}
