"""The table and the calendar of events, and one event with all that is recorded there."""

PHRASES: dict[str, str] = {}
