"""The parts that pages are made of: fields, tables, calendars, boards."""

PHRASES: dict[str, str] = {}
