"""The pages one opens first do not wait for the libraries that paper and files need."""

import subprocess
import sys
from pathlib import Path

import pytest

LATER = {"reportlab", "python_calamine", "icalendar", "vobject", "xlsxwriter"}


@pytest.mark.parametrize("page", ["home", "followups", "problems"])
def test_first_pages_load_nothing_that_only_paper_and_files_need(page: str) -> None:
    code = f"import sys, outreach.ui.pages.{page}; print(*sorted({{m.partition('.')[0] for m in sys.modules}}))"
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parents[3], capture_output=True, text=True, check=True
    )
    assert LATER & set(told.stdout.split()) == set()
