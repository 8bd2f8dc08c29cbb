"""Waiting for the window: how long a test waits tells of nothing but the machine."""

from collections.abc import Callable

from PySide6.QtCore import SignalInstance
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import CheckParamsCb, SignalBlocker

LONGEST_MS = 60_000
"""A machine that others keep busy has taken longer than the library's five seconds to make a database."""


class PatientBot(QtBot):
    """The library's hand and eye; it waits a minute before it takes for lost what it waits for."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = LONGEST_MS) -> None:
        """Wait until something is so."""
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(
        self,
        signal: SignalInstance,
        *,
        timeout: int = LONGEST_MS,
        raising: bool | None = None,
        check_params_cb: CheckParamsCb | None = None,
    ) -> SignalBlocker:
        """Wait, at the end of a block, until a signal came in it."""
        return super().waitSignal(signal, timeout=timeout, raising=raising, check_params_cb=check_params_cb)
