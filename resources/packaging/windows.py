"""What only the build for Windows needs: the version inside the programs, and the installer."""

import shutil
import sys
from pathlib import Path

from outreach import __version__
from outreach.errors import OutreachError
from outreach.parts import COPYRIGHT
from resources.packaging.environment import run

SCRIPT = Path(__file__).with_name("outreach.iss")


def version_file() -> str:
    """The version as Windows shows it in a program's properties, in the form that PyInstaller reads."""
    numbers = tuple(map(int, [*__version__.split("."), "0"]))
    told = {
        "CompanyName": "The Outreach founders",
        "FileDescription": "Outreach",
        "FileVersion": __version__,
        "InternalName": "outreach",
        "LegalCopyright": COPYRIGHT,
        "ProductName": "Outreach",
        "ProductVersion": __version__,
    }
    strings = ", ".join(f"StringStruct({name!r}, {words!r})" for name, words in told.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}), kids=["
        f"StringFileInfo([StringTable('040904B0', [{strings}])]), "
        "VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n"
    )


def build_installer(out: Path) -> Path:
    """Make the installer of the built folder by Inno Setup 6; returns it.

    Raises :class:`OutreachError` where Inno Setup is not installed.
    """
    compiler = shutil.which("iscc") or "C:/Program Files (x86)/Inno Setup 6/ISCC.exe"
    if sys.platform != "win32" or not Path(compiler).exists():
        raise OutreachError("The installer is made by Inno Setup 6 on Windows: install it there and build again.")
    defined = {"Version": __version__, "Folder": out / "outreach", "Out": out, "Icon": out / "outreach.ico"}
    run([compiler, "/Qp", *(f"/D{name}={value}" for name, value in defined.items()), str(SCRIPT)])
    return out / f"Outreach-{__version__}-setup.exe"
