"""Choosing, looking at and issuing reports."""

PHRASES: dict[str, str] = {}
