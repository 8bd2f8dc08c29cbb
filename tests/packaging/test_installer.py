"""The installer for Windows, read here because it is made there: what it names is there, and records are left alone."""

import re
import shutil
import sys
from pathlib import Path

import pytest

from outreach import __version__
from outreach.records.beside import KIT_SUFFIX
from resources.packaging import windows
from resources.packaging.collecting import ROOT

SCRIPT = windows.SCRIPT.read_text(encoding="utf-8")
DOCUMENT = (ROOT / "docs" / "packaging.md").read_text(encoding="utf-8")
RECIPE = windows.SCRIPT.with_name("outreach.spec").read_text(encoding="utf-8")
FLAGS = {
    "Tasks": {"unchecked"},
    "Files": {"ignoreversion", "recursesubdirs", "createallsubdirs"},
    "Registry": {"uninsdeletevalue", "uninsdeletekeyifempty", "uninsdeletekey"},
    "Run": {"nowait", "postinstall", "skipifsilent"},
}
"""The flags of Inno Setup 6 that are used, each in a section that knows it."""


def sections() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    name = ""
    for line in map(str.strip, SCRIPT.splitlines()):
        if heading := re.fullmatch(r"\[(\w+)\]", line):
            name = heading[1]
            assert name not in found
            found[name] = []
        elif line and name and not line.startswith(";"):
            found[name].append(line)
    return found


def setting(name: str) -> str:
    (value,) = [line.partition("=")[2] for line in sections()["Setup"] if line.startswith(f"{name}=")]
    return value


def entries(section: str) -> list[dict[str, str]]:
    told = []
    for line in sections()[section]:
        pairs = re.findall(r'(\w+): ("(?:[^"]|"")*"|[^;]+)(?:; |$)', line)
        assert "; ".join(f"{key}: {value}" for key, value in pairs) == line
        told.append({key: value[1:-1].replace('""', '"') if value[0] == '"' else value for key, value in pairs})
    return told


def test_it_upgrades_what_is_there_because_its_name_never_changes() -> None:
    assert setting("AppId") == "{{9FF57562-262E-4CD0-8497-374CBBCEC60F}"
    assert setting("UsePreviousAppDir") == "yes"
    assert setting("CloseApplications") == "yes"


def test_it_needs_no_administrator_and_lets_one_install_for_everybody() -> None:
    assert setting("PrivilegesRequired") == "lowest"
    assert setting("PrivilegesRequiredOverridesAllowed") == "commandline"
    assert setting("DefaultDirName").startswith("{autopf}\\")
    assert {entry["Root"] for entry in entries("Registry")} == {"HKA"}


def test_what_it_asks_for_is_handed_to_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr(windows, "run", called.append)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(shutil, "which", lambda _: str(Path(__file__)))
    made = windows.build_installer(tmp_path)
    defined = dict(re.findall(r"/D(\w+)=(\S+)", " ".join(called[0])))
    assert defined.keys() == set(re.findall(r"\{#(\w+)\}", SCRIPT))
    assert defined["Version"] == __version__
    assert made.stem == setting("OutputBaseFilename").replace("{#Version}", __version__)


def test_the_version_stands_in_one_place() -> None:
    assert setting("AppVersion") == "{#Version}"
    assert __version__ not in SCRIPT
    told = windows.version_file()
    assert f"'ProductVersion', '{__version__}'" in told
    assert f"filevers=({__version__.replace('.', ', ')}, 0)" in told


def test_every_file_it_names_is_there_or_is_built() -> None:
    assert (windows.SCRIPT.parent / setting("LicenseFile").replace("\\", "/")).is_file()
    built = set(re.findall(r'program\("([\w-]+)", analysis\.scripts', RECIPE))
    named = set(re.findall(r"\{app\}\\([\w-]+)\.exe", SCRIPT))
    assert named == {"outreach"}
    assert built == {"outreach", "outreach-cli"}
    (files,) = entries("Files")
    assert files["Source"] == r"{#Folder}\*"


@pytest.mark.parametrize("section", FLAGS)
def test_every_flag_is_one_that_its_section_knows(section: str) -> None:
    flags = {flag for entry in entries(section) for flag in entry.get("Flags", "").split()}
    assert flags == FLAGS[section]


def test_a_field_kit_opens_by_a_double_click() -> None:
    registry = {entry["Subkey"]: entry["ValueData"] for entry in entries("Registry")}
    kind = registry[rf"Software\Classes\{KIT_SUFFIX}"]
    assert registry[rf"Software\Classes\{kind}\shell\open\command"] == r'"{app}\outreach.exe" "%1"'
    assert setting("ChangesAssociations") == "yes"


def test_records_are_never_touched() -> None:
    assert "UninstallDelete" not in sections()
    assert "UninstallRun" not in sections()
    assert [entry["Name"] for entry in entries("InstallDelete")] == [r"{app}\_internal"]
    assert "localappdata" not in SCRIPT.lower()


def test_every_sentence_of_its_own_is_there_in_every_language() -> None:
    languages = [entry["Name"] for entry in entries("Languages")]
    said = {line.partition("=")[0] for line in sections()["CustomMessages"]}
    used = set(re.findall(r"\{cm:(\w+)\}", SCRIPT))
    assert said == {f"{language}.{name}" for language in languages for name in used}


def test_its_tasks_languages_and_name_are_those_that_are_documented() -> None:
    assert set(re.findall(r"/TASKS=(\w+)", DOCUMENT)) == {entry["Name"] for entry in entries("Tasks")}
    assert set(re.findall(r"/LANG=(\w+)", DOCUMENT)) <= {entry["Name"] for entry in entries("Languages")}
    assert set(re.findall(r"Outreach-(\d+\.\d+\.\d+)-setup", DOCUMENT)) == {__version__}
    assert {"/VERYSILENT", "/SUPPRESSMSGBOXES", "/NORESTART", "/ALLUSERS", "/LOG", "/DIR"} <= set(
        re.findall(r"/[A-Z]{3,}", DOCUMENT)
    )
