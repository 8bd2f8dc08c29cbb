"""The demonstration's own reports: every kind and copy, as long and as repetitive as a precinct's are."""

from pathlib import Path

import pytest

from outreach.reports.catalogue import REPORTS
from tests.paper import database_jobs, heard
from tests.reports.test_other_reports import LOOKS


@pytest.mark.parametrize(("language", "paper"), LOOKS)
def test_the_checkers_find_nothing_in_any_report_of_the_demo(
    demo_file: Path, language: str, paper: str, tmp_path: Path
) -> None:
    jobs = list(database_jobs(str(demo_file), language, paper))
    assert len(jobs) == sum(len(report.copies) for report in REPORTS.values())
    assert [(job.name, found) for job in jobs for found in heard(job.press(), tmp_path / "report.pdf")] == []
