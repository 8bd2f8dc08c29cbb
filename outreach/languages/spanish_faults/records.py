"""Keeping records: files, keys, backups and servers."""

PHRASES: dict[str, str] = {}
