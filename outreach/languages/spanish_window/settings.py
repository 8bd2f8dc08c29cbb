"""The precinct's lists, accounts, backups, field kits and this PC."""

PHRASES: dict[str, str] = {}
