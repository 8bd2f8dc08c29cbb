"""Journeys stand on the same desk as the tests of single pages."""

from tests.ui.conftest import desk, precinct, settings, settled, theme

__all__ = ["desk", "precinct", "settings", "settled", "theme"]
