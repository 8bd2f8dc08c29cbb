"""The environment a build runs in: what is shipped, by version and hash, and the tools that build; nothing else."""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from outreach.errors import OutreachError
from outreach.parts import LOCK, locked
from resources.packaging.collecting import ROOT


def make_environment(folder: Path) -> Path:
    """Make the environment in a folder, or bring it up to date; returns its Python.

    The lock decides what is in it and every file is checked against its hash. Raises :class:`OutreachError` when it
    cannot be made.
    """
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        _uv("venv", "--quiet", "--python", sys.executable, str(folder))
    _uv("pip", "sync", "--quiet", "--python", str(python), "--require-hashes", str(LOCK))
    pins = folder / "pins.txt"
    pins.write_text("".join(f"{one.name}=={one.version}\n" for one in locked()), encoding="utf-8")
    group = f"{ROOT / 'pyproject.toml'}:packaging"
    _uv("pip", "install", "--quiet", "--python", str(python), "--group", group, "--constraints", str(pins))
    return python


def run(command: Sequence[str], folder: Path = ROOT, typed: str = "", **variables: str) -> str:
    """Run a program and return what it printed. Raises :class:`OutreachError` when it fails."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    ended = subprocess.run(
        command, cwd=folder, env=environment, input=typed, capture_output=True, text=True, check=False
    )
    if ended.returncode:
        told = "\n".join(re.sub(r"\x1b\[[0-9;]*m", "", ended.stderr or ended.stdout).strip().splitlines()[-12:])
        raise OutreachError(f"'{' '.join(command)}' ended with status {ended.returncode}:\n{told}")
    return ended.stdout


def _uv(*words: str) -> None:
    run([os.environ.get("UV", "uv"), *words])
