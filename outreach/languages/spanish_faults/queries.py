"""Asking the records, and the files that IT gives a PC."""

PHRASES: dict[str, str] = {}
