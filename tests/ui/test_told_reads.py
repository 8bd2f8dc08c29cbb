"""What is read, saved and printed in the window by somebody who is signed in, as the audit trail tells it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QSettings

from outreach.actions.change import Actor
from outreach.queries.audit import AuditFilter, audit_entries, whole_trail
from outreach.queries.events import event_detail
from outreach.queries.people import person_detail
from outreach.records.accounts import Role
from outreach.ui.desk import Desk
from outreach.ui.pages.reports import ReportsPage
from tests.conftest import Store
from tests.planted import TODAY, Planted
from tests.ui.conftest import free

READ = "read confidential records"


@pytest.fixture
def planted(sqlite_store: Store) -> Planted:
    return Planted()


@pytest.fixture
def desk_of(qapp: object, planted: Planted, tmp_path: Path) -> Iterator[Callable[[Role | None], Desk]]:
    made: list[Desk] = []

    def desk(role: Role | None) -> Desk:
        settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        made.append(Desk(settings, planted.precinct, lambda: TODAY))
        made[-1].actor = Actor("S. Lee", account_id=3, workstation="desk 5", role=role)
        return made[-1]

    yield desk
    for one in made:
        one.close()


def told_reads() -> list[set[tuple[str, int]]]:
    return [{(row["table"], row["id"]) for row in entry.rows or ()} for entry in whole_trail(AuditFilter(action=READ))]


def test_a_confidential_person_is_told_once_while_somebody_is_signed_in(
    planted: Planted, desk_of: Callable[[Role | None], Desk]
) -> None:
    desk = desk_of(Role.SUPERVISOR)
    for _ in range(2):
        desk.now(lambda: person_detail(planted.person, confidential=True))
    (told,) = told_reads()
    assert {("person", planted.person), ("concern", planted.concern), ("follow_up", planted.follow_up)} <= told
    line = audit_entries(AuditFilter(action=READ)).rows[0]
    assert (line.actor, line.workstation) == ("S. Lee", "desk 5")
    assert audit_entries(AuditFilter(kind="person", key=planted.person)).rows[0] == line
    desk.sign(SimpleNamespace(actor=desk.actor))  # type: ignore[arg-type]
    desk.now(lambda: person_detail(planted.person, confidential=True))
    assert len(told_reads()) == 2


def test_what_is_open_is_not_told(planted: Planted, desk_of: Callable[[Role | None], Desk]) -> None:
    desk_of(Role.ADMINISTRATOR).now(lambda: person_detail(planted.kept_open, confidential=True))
    officer = desk_of(Role.OFFICER)
    officer.now(lambda: event_detail(planted.event, confidential=officer.may_read_confidential))
    everybody = desk_of(None)
    everybody.now(lambda: person_detail(planted.person, confidential=everybody.may_read_confidential))
    assert told_reads() == []


def test_pages_that_are_saved_are_told_with_the_copy(
    planted: Planted, desk_of: Callable[[Role | None], Desk], tmp_path: Path
) -> None:
    desk = desk_of(Role.OFFICER)
    page = ReportsPage(desk)
    page.save_to(tmp_path / "report.pdf")
    assert audit_entries().rows[0].action == "saved the report monthly, public copy"
    free(page)
