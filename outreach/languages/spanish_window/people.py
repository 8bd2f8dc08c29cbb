"""People, organizations, households and duplicates; a visitor signing in herself."""

PHRASES: dict[str, str] = {}
