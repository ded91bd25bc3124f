"""Renders the program's icon as pictures of the sizes that desktops want; needs the build environment, for its Qt.

`build.py` calls it in a process of its own: `icons.py FOLDER SIZE …` writes FOLDER/SIZE.png for each size.
"""

import os
import sys
from pathlib import Path

from parts import ICON, PACKAGING, environment_program, run_program


def render_icons(folder: Path, sizes: tuple[int, ...]) -> dict[int, Path]:
    """Pictures of the icon, by their size."""
    folder.mkdir(parents=True, exist_ok=True)
    run_program(environment_program("python"), PACKAGING / "icons.py", folder, *map(str, sizes))
    return {size: folder / f"{size}.png" for size in sizes}


def main(folder: Path, sizes: tuple[int, ...]) -> None:
    """In the build environment: render them."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    application = QGuiApplication(["icons"])
    renderer = QSvgRenderer(str(ICON))
    for size in sizes:
        picture = QImage(size, size, QImage.Format.Format_ARGB32)
        picture.fill(0)
        painter = QPainter(picture)
        renderer.render(painter)
        painter.end()
        picture.save(str(folder / f"{size}.png"))
    application.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]), tuple(map(int, sys.argv[2:])))
