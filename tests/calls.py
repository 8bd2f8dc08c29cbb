"""How much a piece of code does, whatever else the machine is doing meanwhile: by the calls it makes."""

import sys
from collections.abc import Callable

_TOOL = 4
"""A number that neither debuggers, coverage nor profilers have."""


def calls_made(work: Callable[[], object]) -> int:
    """How many functions are called until the work is done, in every thread, those of libraries too."""
    calls, monitoring = 0, sys.monitoring

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    monitoring.use_tool_id(_TOOL, "calls")
    try:
        monitoring.register_callback(_TOOL, monitoring.events.CALL, count)
        monitoring.set_events(_TOOL, monitoring.events.CALL)
        work()
    finally:
        monitoring.set_events(_TOOL, monitoring.events.NO_EVENTS)
        monitoring.register_callback(_TOOL, monitoring.events.CALL, None)
        monitoring.free_tool_id(_TOOL)
    return calls
