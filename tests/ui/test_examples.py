"""The examples in the docstrings of the window's modules hold."""

import doctest
import importlib
import pkgutil

import pytest

import outreach.ui

MODULES = sorted(
    module.name for module in pkgutil.walk_packages(outreach.ui.__path__, "outreach.ui.") if not module.ispkg
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
