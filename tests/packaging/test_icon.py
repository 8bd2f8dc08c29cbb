"""The icon for Windows: every size drawn for itself."""

from pathlib import Path

from PIL import Image
from PySide6.QtWidgets import QApplication

from resources.packaging.icon import SIZES, write_icon


def test_every_size_is_there_and_drawn_for_itself(qapp: QApplication, tmp_path: Path) -> None:
    write_icon(tmp_path / "outreach.ico")
    with Image.open(tmp_path / "outreach.ico") as icon:
        sizes: set[tuple[int, int]] = icon.info["sizes"]
        assert sizes == {(size, size) for size in SIZES}
        for size in SIZES:
            icon.size = (size, size)  # type: ignore[misc]
            drawn = icon.convert("RGBA")
            assert drawn.size == (size, size)
            middle = drawn.getpixel((size // 2, size // 8))
            assert isinstance(middle, tuple)
            assert middle[3] == 255
            corner = drawn.getpixel((0, 0))
            assert isinstance(corner, tuple)
            assert corner[3] < 128  # the corners are round
