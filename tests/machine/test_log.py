"""The log and what is sent of it: small, told by types and numbers, and no name in it whatever goes wrong."""

import ast
import logging
import zipfile
from importlib import import_module
from pathlib import Path

import pytest
from peewee import IntegrityError

from outreach.errors import OutreachError
from outreach.machine import faults, log, sending
from outreach.machine.faults import report_of
from outreach.machine.log import Term, kept_log
from outreach.machine.sending import log_files, write_zip
from outreach.records.base import database
from outreach.records.people import Person
from tests.conftest import Store
from tests.planted import NAME, SECRETS, Planted

ROOT = Path(__file__).parents[2] / "outreach"
NOTHING: dict[str, str] = {}
FALLS = (LookupError, ValueError, OSError, IntegrityError, AttributeError, OutreachError, ExceptionGroup)
own = logging.getLogger("outreach.test")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "logs"
    for module in (log, sending):
        monkeypatch.setattr(module, "log_folder", lambda: place)
    monkeypatch.setattr("outreach.machine.faults.log_folder", lambda: place)
    return place


def fall(kind: str, person: int) -> None:
    """Go wrong in the way of a kind, each time with a name in the exception's words."""
    match kind:
        case "key":
            NOTHING[NAME]
        case "value":
            int(NAME)
        case "file":
            Path(f"/nowhere/{NAME}.csv").read_text()
        case "database":
            database.execute_sql(f"INSERT INTO person (id, family_name) VALUES ({person}, '{NAME}')")
        case "attribute":
            getattr(object(), NAME)
        case "known":
            raise OutreachError(f"{NAME} is not known.")
        case _:
            raise ExceptionGroup(NAME, [ValueError(NAME)]) from KeyError(NAME)


@pytest.mark.parametrize("kind", ["key", "value", "file", "database", "attribute", "known", "group"])
def test_no_name_gets_into_what_is_sent(
    folder: Path, sqlite_store: Store, caplog: pytest.LogCaptureFixture, kind: str
) -> None:
    planted = Planted()
    with kept_log():
        own.warning("Looked at %s for %s, %d times, as %s", NAME, Person.get_by_id(planted.person), 3, Term("read"))
        logging.getLogger("theirs").warning("no such person: %s" % NAME)  # noqa: UP031 - as libraries write
        try:
            fall(kind, planted.person)
        except (
            LookupError,
            ValueError,
            OSError,
            IntegrityError,
            AttributeError,
            OutreachError,
            ExceptionGroup,
        ) as error:
            report = report_of(error)
            assert NAME not in report.text
    caplog.clear()
    place = folder.parent / "logs.zip"
    write_zip(place, log_files())
    with zipfile.ZipFile(place) as opened:
        inside = {name: opened.read(name).decode() for name in opened.namelist()}
    assert {"about.txt", "outreach.log"} < set(inside)
    for words in inside.values():
        assert [secret for secret in SECRETS if secret in words] == []
    assert "Looked at <str> for <Person>, 3 times, as read" in inside["outreach.log"]
    assert "theirs: test_log, line" in inside["outreach.log"]
    (told,) = [words for name, words in inside.items() if name.startswith("fault-")]
    assert "tests/machine/test_log.py, line" in told
    assert "in fall" in told
    assert "schema 00" in told


def test_what_stands_in_the_program_itself_is_told(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    def slip(page: object) -> None:
        page.titel  # type: ignore[attr-defined]  # noqa: B018

    with pytest.raises(AttributeError) as slipped:
        slip(folder)
    assert "PosixPath has no 'titel'" in report_of(slipped.value).text
    with pytest.raises(OSError, match="none") as missing:
        (folder / "none").read_bytes()
    assert "FileNotFoundError: ENOENT (No such file or directory)" in report_of(missing.value).text
    with pytest.raises(NameError) as unnamed:
        nowhere_defined  # type: ignore[name-defined]  # noqa: B018, F821
    assert "NameError: 'nowhere_defined'" in report_of(unnamed.value).text
    with pytest.raises(ImportError) as absent:
        import_module("outreach.nowhere")
    assert "ModuleNotFoundError: 'outreach.nowhere'" in report_of(absent.value).text
    with pytest.raises(UnicodeDecodeError) as strange:
        b"\xff".decode("ascii")
    assert "UnicodeDecodeError: ascii" in report_of(strange.value).text
    caplog.clear()


def test_the_same_mistake_has_one_report_and_is_counted(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    told = []
    for _ in range(5):
        try:
            NOTHING[NAME]
        except KeyError as error:
            told.append(report_of(error))
    caplog.clear()
    assert len({one.signature for one in told}) == 1
    assert [one.times - told[0].times for one in told] == [0, 1, 2, 3, 4]
    assert len(list(folder.glob("fault-*.txt"))) == 1
    assert told[-1].file == told[0].file


def test_the_log_is_put_aside_by_size_and_only_so_many_are_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(log, "MOST_BYTES", 2_000)
    with kept_log():
        for number in range(400):
            own.info("Did %s as entry %d", Term("sign_in"), number)
    files = sorted(path.name for path in folder.iterdir())
    assert files == ["outreach.log", *(f"outreach.log.{n}" for n in range(1, log.KEPT + 1))]
    assert sum(path.stat().st_size for path in folder.iterdir()) < 2_000 * (log.KEPT + 2)
    assert "entry 399" in (folder / "outreach.log").read_text()


def test_only_the_newest_reports_are_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(faults, "MOST_REPORTS", 2)
    for kind in (LookupError, ValueError, OSError, AttributeError):
        report_of(kind())
    caplog.clear()
    assert len(list(folder.glob("fault-*.txt"))) == 2
    monkeypatch.setattr(faults, "MOST_REPORTS", 20)
    for number in range(12):
        report_of(type(f"Fault{number}Error", (Exception,), {})())
    assert len(list(folder.glob("fault-*.txt"))) == 14, "none is removed while there is room"
    folder.rename(folder.with_name("away"))
    folder.write_text("in the way")
    assert report_of(RuntimeError()).file is None
    caplog.clear()


def test_a_folder_that_cannot_be_made_leaves_the_program_running(folder: Path) -> None:
    folder.write_text("in the way")
    with kept_log():
        own.info("nobody reads this")
    assert folder.read_text() == "in the way"
    with pytest.raises(OutreachError, match="no logs were sent"):
        write_zip(folder / "inside" / "logs.zip", ())


def test_every_line_that_is_logged_is_words_of_the_program() -> None:
    """Numbers and types come as arguments; a word put together with a value would bring the value in."""
    wrong = [
        f"{path.name}:{node.lineno}"
        for path in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and logs(node.func)
        and not (isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str))
    ]  # fmt: skip
    assert wrong == []


def logs(called: ast.expr) -> bool:
    return (
        isinstance(called, ast.Attribute)
        and isinstance(called.value, ast.Name)
        and called.value.id in ("log", "_log", "logging")
        and called.attr in ("debug", "info", "warning", "error", "exception", "critical")
    )
