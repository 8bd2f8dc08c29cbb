"""The first run, Home, neighborhoods, the crime snapshot, searching and help."""

PHRASES: dict[str, str] = {}
