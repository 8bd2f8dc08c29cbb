"""Changing records."""

PHRASES: dict[str, str] = {}
