"""Paper that looks the same on every PC: no font is borrowed from it unless a test says so."""

from collections.abc import Iterator

import pytest

from outreach.reports import fonts


@pytest.fixture(autouse=True)
def no_installed_font(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(fonts, "installed", dict)
    forget_fonts()
    yield
    forget_fonts()


def forget_fonts() -> None:
    """What was found, or not found, on the PC before."""
    fonts.borrowed.cache_clear()
    fonts._opened.cache_clear()
