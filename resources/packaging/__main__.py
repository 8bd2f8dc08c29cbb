"""Build Outreach into a folder, try it, and write its bill of materials; on Windows make the installer, too.

``uv run python -m resources.packaging [OUT]``. Whatever it makes is in OUT (``build`` without one): ``outreach/`` is
what runs without Python, ``outreach.cdx.json`` the bill of materials, ``smoke.json`` what the test saw.
"""

import argparse
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from outreach.errors import OutreachError
from outreach.parts import require_locked
from resources.packaging.collecting import ROOT
from resources.packaging.environment import make_environment, run
from resources.packaging.smoke import as_json, as_table, smoke_test

_PREPARED = "--prepared"
"""Said to itself, in the environment that was made."""


def main() -> int:
    """Build and try; returns the exit status."""
    asked = argparse.ArgumentParser(prog="python -m resources.packaging", description="Build Outreach and try it.")
    asked.add_argument("out", nargs="?", type=Path, default=ROOT / "build", help="where to (default: build)")
    asked.add_argument("--no-build", action="store_true", help="only try what is there")
    asked.add_argument("--parts", action="store_true", help="only see that every license is known, and write the bill")
    asked.add_argument(_PREPARED, action="store_true", help=argparse.SUPPRESS)
    words = asked.parse_args()
    out: Path = words.out.resolve()
    try:
        if words.prepared:
            _prepare(out)
            return 0
        python = make_environment(out / "environment")
        if not words.no_build:
            run([str(python), "-m", "resources.packaging", str(out), _PREPARED])
        if words.parts:
            sys.stdout.write(f"Every license is known: {out / 'outreach.cdx.json'} tells them.\n")
            return 0
        if not words.no_build:
            _build(out, python)
        found = smoke_test(out, python)
    except OutreachError as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    (out / "smoke.json").write_text(as_json(found), encoding="utf-8")
    sys.stdout.write(f"{as_table(found)}\n")
    return 0 if all(one.good for one in found) else 1


def _prepare(out: Path) -> None:
    """What needs the libraries of the environment: the licenses, the bill of materials, the icon, the version."""
    from resources.packaging.bill import bill_of_materials
    from resources.packaging.icon import write_icon
    from resources.packaging.windows import version_file

    require_locked()
    (out / "outreach.cdx.json").write_text(bill_of_materials(_moment()), encoding="utf-8")
    write_icon(out / "outreach.ico")
    (out / "version.txt").write_text(version_file(), encoding="utf-8")


def _build(out: Path, python: Path) -> None:
    recipe = Path(__file__).with_name("outreach.spec")
    folders = ["--distpath", str(out), "--workpath", str(out / "work")]
    run(
        [str(python), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *folders, str(recipe)],
        OUTREACH_ICON=str(out / "outreach.ico"),
        OUTREACH_VERSION_FILE=str(out / "version.txt"),
        SOURCE_DATE_EPOCH=str(int(_moment().timestamp())),
        PYTHONHASHSEED="1",
    )
    if sys.platform == "win32":
        from resources.packaging.windows import build_installer

        build_installer(out)


def _moment() -> datetime:
    """The time that is written into what is built: SOURCE_DATE_EPOCH, or when the newest commit was made."""
    if told := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.fromtimestamp(int(told), UTC)
    asked = ["git", "log", "-1", "--format=%ct"]
    seconds = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return datetime.fromtimestamp(int(seconds), UTC)


if __name__ == "__main__":
    sys.exit(main())
