"""Confidential words and persons follow the role: an officer meets none of them, a supervisor all."""

import zipfile
from collections.abc import Callable
from dataclasses import asdict, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from outreach.actions.rights import RightsError, may_read_confidential
from outreach.errors import OutreachError
from outreach.exchange.audit_export import export_audit
from outreach.exchange.exporting import EXPORT_KINDS, export
from outreach.queries.concerns import ConcernFilter, concern_list
from outreach.queries.events import event_detail
from outreach.queries.followups import FollowUpFilter, follow_up_board, follow_up_list
from outreach.queries.home import home
from outreach.queries.neighborhoods import neighborhood_detail
from outreach.queries.person_list import PersonFilter, person_list
from outreach.queries.search import search
from outreach.records.accounts import Role
from outreach.reports.catalogue import REPORTS, Choice, Copy, render
from tests.planted import BY, MONTH, NAME, SECRETS, TODAY, WORD, Planted
from tests.reports.reading import text_of

pytestmark = pytest.mark.usefixtures("store")

SUFFIXES = (".csv", ".xlsx", ".vcf", ".ics", ".json", ".jsonl")
WITHHELD = {"archive"}
"""What does not go out to an officer at all."""


def report(kind: str) -> Callable[[Planted, bool, Path], Any]:
    def gathered(at: Planted, secret: bool, _folder: Path) -> Any:
        choice = Choice(MONTH, at.neighborhood, at.event, confidential=secret)
        return REPORTS[kind].gather(at.precinct, choice, TODAY)

    return gathered


def exported(kind: str) -> Callable[[Planted, bool, Path], Any]:
    def written(at: Planted, secret: bool, folder: Path) -> Any:
        path = folder / f"{kind}.csv"
        export(kind, path, at.precinct, TODAY, confidential=secret)
        return path.read_text(encoding="utf-8-sig")

    return written


WAYS: dict[str, Callable[[Planted, bool, Path], Any]] = {
    "event": lambda at, secret, _: event_detail(at.event, confidential=secret).concerns,
    "concerns": lambda at, secret, _: concern_list(at.precinct, ConcernFilter(), confidential=secret),
    "follow-ups": lambda at, secret, _: follow_up_list(at.precinct, TODAY, FollowUpFilter(), confidential=secret),
    "board": lambda at, secret, _: follow_up_board(at.precinct, TODAY, FollowUpFilter(), confidential=secret),
    "home": lambda at, secret, _: home(at.precinct, TODAY, confidential=secret),
    "people": lambda at, secret, _: person_list(at.precinct, PersonFilter(), confidential=secret),
    "neighborhood": lambda at, secret, _: neighborhood_detail(at.neighborhood, TODAY, confidential=secret),
    "search for words": lambda at, secret, _: search(at.precinct, WORD, confidential=secret),
    "search for a name": lambda at, secret, _: search(at.precinct, NAME, confidential=secret),
    **{f"report {kind}": report(kind) for kind in ("monthly", "quarterly", "recap", "worklist", "event")},
    **{f"export {kind}": exported(kind) for kind in ("people", "concerns", "follow-ups", "attendance")},
}


def told(found: Any) -> str:
    return str(asdict(found)) if is_dataclass(found) and not isinstance(found, type) else str(found)


@pytest.mark.parametrize("way", WAYS)
def test_an_officer_meets_nothing_confidential_and_a_supervisor_does(way: str, tmp_path: Path) -> None:
    at = Planted()
    seen = {role: told(WAYS[way](at, may_read_confidential(role), tmp_path)) for role in Role}
    assert WORD not in seen[Role.OFFICER]
    assert NAME not in seen[Role.OFFICER]
    for role in (Role.SUPERVISOR, Role.ADMINISTRATOR):
        assert WORD in seen[role] or NAME in seen[role]


@pytest.mark.parametrize("kind", REPORTS)
def test_no_page_tells_anything_confidential_to_those_who_may_not_read_it(kind: str) -> None:
    at = Planted()
    copies = REPORTS[kind].copies
    ways = [(False, copy is Copy.PUBLIC) for copy in copies]
    if Copy.PUBLIC in copies:
        ways.append((True, True))
    if kind == "sign-in":  # it goes round the hall, whoever printed it
        ways.append((True, False))
    for secret, public in ways:
        event = at.ahead if kind == "sign-in" else at.event
        choice = Choice(MONTH, at.neighborhood, event, confidential=secret)
        pages = text_of(render(kind, REPORTS[kind].gather(at.precinct, choice, TODAY), public, TODAY, choice))
        assert [word for word in SECRETS if word in pages] == []


@pytest.mark.parametrize("kind", EXPORT_KINDS)
def test_no_file_tells_an_officer_anything_confidential(kind: str, tmp_path: Path) -> None:
    at, written = Planted(), 0
    for suffix in SUFFIXES:
        path = tmp_path / f"{kind}{suffix}"
        try:
            export(kind, path, at.precinct, TODAY)
        except OutreachError:
            assert not path.exists()
            continue
        written += 1
        assert [secret for secret in SECRETS if secret in content(path)] == []
    assert bool(written) is (kind not in WITHHELD)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".jsonl"])
def test_the_trail_goes_out_to_supervisors_alone(suffix: str, tmp_path: Path) -> None:
    Planted()
    path = tmp_path / f"trail{suffix}"
    with pytest.raises(RightsError):
        export_audit(replace(BY, role=Role.OFFICER), path)
    assert not path.exists()
    export_audit(replace(BY, role=Role.SUPERVISOR), path)
    assert (NAME in content(path)) is (suffix == ".jsonl")


def content(path: Path) -> str:
    """All text of a file, of a workbook that of its parts."""
    if path.suffix != ".xlsx":
        return path.read_text(encoding="utf-8-sig")
    with zipfile.ZipFile(path) as book:
        return "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
