"""Bringing in a file."""

PHRASES: dict[str, str] = {}
