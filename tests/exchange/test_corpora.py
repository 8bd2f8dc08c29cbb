"""Every file that was ever found to be difficult, through every kind of import: a plan or one sentence, never more."""

import resource
import time
from pathlib import Path

import pytest

from outreach.actions.precinct import PrecinctDetails, set_up_precinct
from outreach.errors import OutreachError
from outreach.exchange.importing import IMPORT_KINDS, plan_import
from outreach.records.audit import AuditEntry
from tests.conftest import Store
from tests.exchange.importing import CLERK, TODAY

pytestmark = pytest.mark.real_data

MOST_SECONDS = 30
MOST_KILOBYTES = 1_000_000


@pytest.mark.parametrize("kind", IMPORT_KINDS)
@pytest.mark.parametrize("folder", ["tables", "contacts", "areas"])
def test_every_file_gives_a_plan_or_one_sentence(
    sqlite_store: Store, shared_data: Path, folder: str, kind: str
) -> None:
    precinct = set_up_precinct(CLERK, PrecinctDetails("Department", "West")).only_id("precinct")
    entries = AuditEntry.select().count()
    files = [path for path in sorted((shared_data / folder).rglob("*")) if path.is_file()]
    assert files
    for path in files:
        started = time.monotonic()
        told = ""
        try:
            plan = plan_import(kind, [path], precinct, TODAY)
            assert plan.rows >= plan.refused + plan.left_out
        except OutreachError as fault:
            told = str(fault)
        assert "\n" not in told
        assert time.monotonic() - started < MOST_SECONDS, path
    assert AuditEntry.select().count() == entries
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < MOST_KILOBYTES
