"""The audit trail against whoever can write to the database: every kind of forgery is found, on both databases."""

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from io import FileIO
from pathlib import Path
from typing import Any

import pytest
from peewee import DatabaseError

from outreach.actions.change import Actor, tell
from outreach.actions.rights import RightsError
from outreach.actions.trail import take_end_as_it_is, trust_signer
from outreach.errors import OutreachError
from outreach.queries import trail_check
from outreach.queries.trail_check import head_is_kept, verify_chain
from outreach.records import signing
from outreach.records.accounts import Role
from outreach.records.audit import BROKEN, AuditEntry, AuditPayload, AuditPayloadPart
from outreach.records.base import database
from outreach.records.database import transaction
from outreach.records.subjects import AuditSubject
from tests.conftest import Store
from tests.trail import unguarded

pytestmark = pytest.mark.usefixtures("store")

BY = Actor("R. Sample", workstation="desk 1")
LAST = 4


@pytest.fixture(autouse=True)
def told(store: Store, own_folder: Path) -> None:
    """A trail of four entries, with the key and head of a PC of its own."""
    for what in ("signed in", "exported people", "printed the report monthly", "backed up"):
        tell(BY, what, [("person", 7)])


def changed() -> None:
    AuditEntry.update(actor="X. Other").where(AuditEntry.id == 2).execute()


def removed() -> None:
    AuditEntry.delete().where(AuditEntry.id == 2).execute()


def details_changed() -> None:
    AuditPayload.update(payload='[{"table":"person","id":8}]').where(AuditPayload.entry_id == 2).execute()


def details_removed() -> None:
    AuditPayload.delete().where(AuditPayload.entry_id == 2).execute()


def out_of_the_chain() -> None:
    AuditEntry.update(previous_hash="x").where(AuditEntry.id == 3).execute()


def cut_off() -> None:
    AuditEntry.delete().where(AuditEntry.id >= 3).execute()


def the_last_cut_off() -> None:
    AuditEntry.delete().where(AuditEntry.id == LAST).execute()


def signature_lost() -> None:
    AuditEntry.update(signature="").where(AuditEntry.id == 1).execute()


def added_at_the_end() -> None:
    """With every hash as it should be, and the signature of the entry before."""
    last = AuditEntry.get_by_id(LAST)
    entry = AuditEntry(**{**last.__data__, "id": LAST + 1, "action": "signed in", "previous_hash": last.hash})
    entry.hash = entry.computed_hash()
    entry.save(force_insert=True)
    AuditPayload.insert(entry_id=entry.id, payload="[]").execute()


def written_anew() -> None:
    """One entry changed, and every hash from there on computed anew."""
    previous = AuditEntry.get_by_id(1).hash
    for entry in AuditEntry.select().where(AuditEntry.id > 1).order_by(AuditEntry.id):
        entry.actor, entry.previous_hash = "X. Other", previous
        entry.hash = previous = entry.computed_hash()
        entry.save()


FORGERIES: dict[str, tuple[Callable[[], None], dict[int, str]]] = {
    "changed": (changed, {2: "was changed"}),
    "removed": (removed, {2: "is missing"}),
    "details changed": (details_changed, {2: "details that were changed"}),
    "details removed": (details_removed, {2: "has lost its details"}),
    "out of the chain": (out_of_the_chain, {3: "was changed"}),
    "cut off": (cut_off, {3: "is missing, and so are all up to entry 4: the end"}),
    "the last cut off": (the_last_cut_off, {4: "is missing: the end of the trail was cut off"}),
    "signature lost": (signature_lost, {1: "was not written by Outreach"}),
    "added at the end": (added_at_the_end, {5: "was not written by Outreach"}),
    "written anew": (written_anew, dict.fromkeys((2, 3, 4), "was not written by Outreach")),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_trail_is_found_out(store: Store, forgery: str) -> None:
    assert verify_chain() == ()
    forge, expected = FORGERIES[forgery]
    unguarded(store)
    forge()
    found: defaultdict[int, str] = defaultdict(str)
    for finding in verify_chain():
        found[finding.entry] += finding.words
    assert set(found) == set(expected)
    assert all(words in found[entry] for entry, words in expected.items()), dict(found)


@pytest.mark.parametrize("forge", [cut_off, the_last_cut_off, written_anew])
def test_what_is_written_after_a_forgery_does_not_cover_it(store: Store, forge: Callable[[], None]) -> None:
    unguarded(store)
    forge()
    for _ in range(3):
        tell(BY, "signed in")
    told = [finding.words for finding in verify_chain() if "tells that it found the trail broken" in finding.words]
    assert len(told) == 1


@pytest.mark.parametrize("table", [AuditEntry, AuditPayload, AuditPayloadPart, AuditSubject])
def test_the_database_itself_refuses_to_change_or_remove_any_of_it(table: Any) -> None:
    if table is AuditPayloadPart:
        AuditPayloadPart.create(entry_id=1, number=1, payload="]")
    column = table._meta.sorted_fields[0]
    for statement in (table.update({column: 999}), table.delete()):
        with pytest.raises(DatabaseError, match="append-only"), database.atomic():
            statement.execute()


def test_a_purge_may_forget_details_and_the_trail_is_whole_all_the_same() -> None:
    AuditPayload.update(payload="").where(AuditPayload.entry_id == 2).execute()
    assert verify_chain() == ()


def then_stopped() -> None:
    with transaction():
        tell(BY, "backed up")
        raise OutreachError("stopped")


def test_an_entry_that_was_taken_back_does_not_become_the_head() -> None:
    with transaction():
        tell(BY, "signed in")
        with pytest.raises(OutreachError):
            then_stopped()
    with pytest.raises(OutreachError):
        then_stopped()
    assert verify_chain() == ()
    head = signing.kept_head(database.obj)
    assert head is not None
    assert head.entry == LAST + 1


def test_a_forged_head_is_found_out(own_folder: Path) -> None:
    (head,) = (own_folder / "heads").iterdir()
    head.write_text(json.dumps({**json.loads(head.read_text()), "entry": 3}))
    (finding,) = verify_chain()
    assert "was not signed by this PC" in finding.words
    head.write_text(json.dumps({**json.loads(head.read_text()), "hash": "\ud800"}))
    (finding,) = verify_chain()
    assert "was not signed by this PC" in finding.words
    head.write_text("{")
    (finding,) = verify_chain()
    assert "is damaged" in finding.words


def test_a_head_is_overwritten_where_it_lies_in_one_sector_of_a_disk(own_folder: Path) -> None:
    """To put a new file in its place makes every change wait for the disk once more."""
    (head,) = (own_folder / "heads").iterdir()
    before = head.stat()
    tell(BY, "backed up")
    after = head.stat()
    assert (after.st_ino, after.st_size, before.st_size) == (before.st_ino, 512, 512)
    assert json.loads(head.read_text())["entry"] == LAST + 1
    assert verify_chain() == ()


def test_a_head_that_an_earlier_program_signed_as_entries_are_is_taken_and_followed(own_folder: Path) -> None:
    (head,) = (own_folder / "heads").iterdir()
    kept = signing.kept_head(database.obj)
    assert kept is not None
    words = json.dumps(["head", signing._whereabouts(database.obj), kept.entry, kept.hash])
    signer, signature = signing.sign(words)
    told = {"entry": kept.entry, "hash": kept.hash, "signer": signer, "signature": signature}
    head.write_text(json.dumps(told).ljust(512))
    assert verify_chain() == ()
    head.write_text(json.dumps({**told, "entry": 3}).ljust(512))
    (finding,) = verify_chain()
    assert "was not signed by this PC" in finding.words
    head.write_text(json.dumps(told).ljust(512))
    tell(BY, "backed up")
    assert (json.loads(head.read_text()).get("signer"), verify_chain()) == (None, ())


def test_the_head_of_another_pc_is_not_taken(own_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (head,) = (own_folder / "heads").iterdir()
    theirs = tmp_path / "another PC"
    (theirs / "heads").mkdir(parents=True)
    (theirs / "heads" / head.name).write_bytes(head.read_bytes())
    monkeypatch.setattr(signing, "data_folder", lambda: theirs)
    with pytest.raises(OutreachError, match="was not signed by this PC"):
        signing.kept_head(database.obj)


def test_a_head_of_an_earlier_program_is_put_into_one_sector(own_folder: Path) -> None:
    (head,) = (own_folder / "heads").iterdir()
    head.write_text(head.read_text().rstrip())
    assert verify_chain() == ()
    tell(BY, "backed up")
    assert (head.stat().st_size, verify_chain()) == (512, ())


def test_a_head_of_which_a_part_was_overwritten_is_written_anew(
    own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stopped(FileIO):
        """A file of a drive that takes no more than a hundred bytes at once."""

        def write(self, content: Any, /) -> int:
            return super().write(bytes(content)[:100])

    opened = Path.open

    def opened_there(place: Path, mode: str = "r", *how: Any, **more: Any) -> Any:
        return Stopped(place, mode) if "+" in mode else opened(place, mode, *how, **more)

    with monkeypatch.context() as drive:
        drive.setattr(Path, "open", opened_there)
        tell(BY, "backed up")
    assert verify_chain() == ()


@pytest.mark.parametrize("half", [60, 100], ids=["of both", "of neither"])
def test_a_head_that_another_window_is_overwriting_is_read_once_more(
    own_folder: Path, half: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    (head,) = (own_folder / "heads").iterdir()
    before = head.read_bytes()
    tell(BY, "backed up")
    after = head.read_bytes()
    found = [after, after[:half] + before[half:] if half == 60 else after[:half]]
    monkeypatch.setattr(Path, "read_bytes", lambda _: found.pop())
    kept = signing.kept_head(database.obj)
    assert kept is not None
    assert (kept.entry, found) == (LAST + 1, [])


def test_entries_of_another_pc_are_found_until_it_is_trusted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    other = signing.own_signer()
    monkeypatch.setattr(signing, "data_folder", lambda: tmp_path / "another PC")
    assert not head_is_kept()
    (finding,) = verify_chain()
    assert (finding.entry, "3 others are signed by a PC that is not trusted" in finding.words) == (1, True)
    assert other in finding.words
    with pytest.raises(RightsError, match="Only an administrator"):
        trust_signer(replace(BY, role=Role.SUPERVISOR), other)
    trust_signer(replace(BY, role=Role.ADMINISTRATOR), other)
    assert verify_chain() == ()
    assert signing.trusted_signers()[other] == "desk 1"


def test_one_entry_of_another_pc_is_told_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(signing, "data_folder", lambda: tmp_path / "another PC")
    other = signing.own_signer()
    tell(replace(BY, workstation="desk 9"), "backed up")
    monkeypatch.undo()
    (finding,) = [one for one in verify_chain() if one.entry > LAST]
    assert finding.words == (
        "is signed by a PC that is not trusted here, under the name desk 9: if that PC is yours, run "
        f"'audit trust {other}'"
    )


def test_how_much_is_read_is_told_and_may_be_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trail_check, "_TOLD_EVERY", 2)
    shares: list[float] = []
    assert verify_chain(shares.append) == ()
    assert shares == [0.5, 1.0]

    def stop(_share: float) -> None:
        raise OutreachError("stopped")

    with pytest.raises(OutreachError, match="stopped"):
        verify_chain(stop)


def test_a_trail_without_a_head_is_taken_as_it_is_once_it_was_found_whole(own_folder: Path) -> None:
    for head in (own_folder / "heads").iterdir():
        head.unlink()
    assert not head_is_kept()
    take_end_as_it_is()
    kept = signing.kept_head(database.obj)
    assert kept is not None
    assert kept.entry == LAST


def test_a_change_over_a_damaged_head_tells_of_it_in_the_trail(own_folder: Path) -> None:
    (head,) = (own_folder / "heads").iterdir()
    head.write_text("{")
    assert head_is_kept()
    tell(BY, "printed the report monthly")
    told = AuditEntry.get(AuditEntry.id == LAST + 1)
    assert told.action.startswith(f"{BROKEN}: ")
    assert "is damaged" in told.action
    assert AuditEntry.get(AuditEntry.id == LAST + 2).action == "printed the report monthly"


def test_a_damaged_list_of_trusted_pcs_is_told(own_folder: Path) -> None:
    (own_folder / "trusted-signers.json").write_text("[]")
    with pytest.raises(OutreachError, match="is damaged: remove it, and trust the other PCs again by 'audit trust'"):
        signing.trusted_signers()


def test_a_key_that_cannot_be_read_writes_nothing(own_folder: Path) -> None:
    signing._own_key.cache_clear()
    (own_folder / "signing.key").write_bytes(b"short")
    with pytest.raises(OutreachError, match=r"cannot be read or made at .*, so nothing was written"):
        tell(BY, "backed up")
    assert AuditEntry.select().count() == LAST


def test_a_change_whose_head_cannot_be_kept_stands_and_is_noted(
    own_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for head in (own_folder / "heads").iterdir():
        head.unlink()
    (own_folder / "heads").rmdir()
    (own_folder / "heads").write_text("no folder")
    with pytest.raises(OutreachError, match=r"signed head in .* is damaged"):
        signing.kept_head(database.obj)
    before = AuditEntry.select().count()
    tell(BY, "backed up")
    assert AuditEntry.select().count() > before
    assert "could not be kept in" in caplog.text
    caplog.clear()


def test_a_change_is_written_where_the_folder_is_gone_in_which_the_program_was_started(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("os.getcwd", lambda: Path("a folder that is gone").stat())
    tell(BY, "backed up")
    assert AuditEntry.select().count() == LAST + 1


def test_a_trail_without_an_entry_has_no_end_to_take(store: Store, own_folder: Path) -> None:
    unguarded(store)
    for model in (AuditSubject, AuditPayload, AuditEntry):
        model.delete().execute()
    signing.forget_head(database.obj)
    take_end_as_it_is()
    assert signing.kept_head(database.obj) is None
