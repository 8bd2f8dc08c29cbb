"""Outreach: community events, attendance, promises and the reports a precinct signs."""

__version__ = "0.1.0"
