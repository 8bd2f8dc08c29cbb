"""What files that come in say: events, people, promises, counts, calendars and contacts."""

PHRASES: dict[str, str] = {}
