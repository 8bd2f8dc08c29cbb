"""Promises, concerns and problems."""

PHRASES: dict[str, str] = {}
