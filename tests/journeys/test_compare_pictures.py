"""The real pairs as they look: light, dark and high contrast, wide and narrow, at both scales. To be looked at."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.journeys.comparer import Comparer
from tests.journeys.conftest import SCREENS, Travel
from visioneditor.services.window_request import Mode, Theme, WindowRequest

pytestmark = pytest.mark.journey

PAIRS = {
    "vision": ("f3ba38f7", "reference/technical-committee-vision-2019.rst"),
    "principles": ("bfcdcebd", "reference/principles.rst"),
    "rewrite": ("1909d4f7", "goals/selected/consistent-and-secure-rbac.rst"),
    "table": ("7aeee9d9", "resolutions/20140617-defcore-capabilities-scoring.rst"),
}
SIZES = ((1440, 900), (1000, 700))


@pytest.mark.parametrize("pair", PAIRS)
def test_pictures_in_every_theme_and_size(travel: Travel, governance: Path, pair: str) -> None:
    name, path = PAIRS[pair]
    wanted = WindowRequest(
        repository=governance, document=path, compare=(f"{name}^", name), mode=Mode.COMPARE, size=SIZES[0]
    )
    me = travel(wanted)
    compared = Comparer(me)
    counts, grounds = compared.counts, set()
    for theme in Theme:
        me.window.frame.commands.run(f"view.theme-{theme.value}")
        for size in SIZES:
            me.window.frame.resize(*size)
            me.look(f"{pair}-{theme.value}-{size[0]}")
            assert compared.counts == counts
            column = compared.prose.plan().columns[-1]
            assert column.text_left + column.text_width <= compared.prose.viewport().width()  # nothing is cut off
        picture = compared.prose.grab().toImage()
        grounds.add(picture.pixelColor(picture.width() - 4, picture.height() - 4).name())
    assert len(grounds) == len(Theme)


@pytest.mark.parametrize("theme", [theme.value for theme in Theme])
@pytest.mark.parametrize("pair", PAIRS)
def test_pictures_at_twice_the_scale(governance: Path, pair: str, theme: str) -> None:
    name, path = PAIRS[pair]
    size = SIZES[(list(PAIRS).index(pair) + list(Theme).index(Theme(theme))) % 2]  # each pair and theme in either
    shown = f"{size[0]}x{size[1]}"
    file = SCREENS / f"compare-twice-{pair}-{theme}-{shown}.png"
    command = [sys.executable, "-m", "visioneditor", str(governance), "--document", path]
    command += ["--compare", f"{name}^..{name}", "--mode", "compare", "--theme", theme]
    subprocess.run(
        [*command, "--size", shown, "--scale", "2", "--screenshot", str(file)],
        check=True,
        timeout=60,
        env=dict(os.environ),
    )
    picture = QImage(str(file))
    assert (picture.width(), picture.height()) == (2 * size[0], 2 * size[1])
