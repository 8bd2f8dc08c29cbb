"""A real server that is killed, as by a power cut, and started again."""

import os
import signal
import subprocess
import time
from typing import Any

import psycopg

LONGEST_START_SECONDS = 120.0


def kill_and_start(server: Any, how: signal.Signals = signal.SIGKILL) -> None:
    """Kill a PostgreSQL that a run has started, and start it again as soon as all its processes are gone.

    ``how``: SIGKILL as a power cut does it, SIGQUIT for what PostgreSQL calls an immediate shutdown.
    """
    postmaster = server.get_postmaster_info().process
    processes = [postmaster, *postmaster.children(recursive=True)]
    os.kill(postmaster.pid, how)
    # One that still runs holds the memory they share, and no other server starts beside it.
    for process in processes:
        process.wait(LONGEST_START_SECONDS)
    end = time.monotonic() + LONGEST_START_SECONDS
    while time.monotonic() < end:
        try:
            server.start()
            psycopg.connect(server.get_uri("postgres"), connect_timeout=5).close()
        except (subprocess.SubprocessError, RuntimeError, psycopg.OperationalError):
            time.sleep(0.5)
            continue
        return
    raise SystemExit("The server did not start again.")
